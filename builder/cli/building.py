"""build: content/ into site/."""

import argparse
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from builder import content, limits
from builder.cli.console import add_content, add_site, command, progress, tell
from builder.errors import Fault, UsageFault
from builder.speech import counted, said

if TYPE_CHECKING:
    from builder.build import Built

OBJECTS = 100_000
"""Made before the first of Python's collections: nearly all that a build makes lives to its end, or goes by itself."""

MANY = 500
"""Articles from which on a site grows with them: what it has once for all is then less than a tenth of it."""

EXAMPLES = (
    ("banmian build", said("content/ into site/; then open site/index.html")),
    ("banmian build --base-url https://example.org/paper/", said("with feed, sitemap and canonical links")),
)


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put build into the parser."""
    build = command(commands, "build", "make the site: content/ into site/", EXAMPLES, _build)
    add_content(build)
    add_site(build)
    build.add_argument("--base-url", metavar="URL", help="where the site will stand; before archive.toml's base_url")
    build.add_argument("--no-cache", dest="cache", action="store_false", help="make every file anew")
    build.add_argument("--strict", action="store_true", help="first check; write nothing where that finds an error")
    build.add_argument("--executor", default="", metavar="dask://HOST:PORT", help="let a Dask cluster do the work")
    build.add_argument("--jobs", type=int, metavar="N", help="processes; default: the cores, one for a small archive")


def _passes(options: argparse.Namespace) -> bool:
    """Whether check finds no error in the content; else the errors are told, and nothing is written."""
    from builder import check

    report, _ = check.archive_report(options.content, watch=lambda dates: progress(list(dates), "edition"))
    for finding in report.of(check.ERROR):
        print(finding, file=sys.stderr)
    return not report.of(check.ERROR)


def _build(options: argparse.Namespace) -> int:
    from builder import workers
    from builder.build import build

    if options.strict and not _passes(options):
        return 1
    if options.jobs is not None and options.jobs < 1:
        raise UsageFault("--jobs: {jobs} is no number of processes", jobs=options.jobs, hint="--jobs 2")
    if options.executor:
        workers.host_of(options.executor)  # a build with nothing to do asks no cluster, and says it all the same
    gc.set_threshold(OBJECTS)
    built = build(options.content, options.site, options.base_url, jobs=options.jobs,
                  executor=options.executor, cache=options.cache,
                  watch=lambda files: progress(files, "file"))
    written = built.written
    tell("{site}: {articles} on {pages} of {editions}; {files} written, {removed} removed, {unchanged} unchanged",
         site=options.site, articles=counted(built.articles, "article"), pages=counted(built.pages, "page"),
         editions=counted(built.editions, "edition"), files=counted(len(written.changed), "file"),
         removed=len(written.removed), unchanged=written.unchanged)
    if written.changed or written.removed:
        tell("pages {pages} MB, index {index} MB, its text {text} MB, pictures {pictures} MB",
             **{name: f"{size / 1_000_000:.1f}" for name, size in built.sizes.items()})
        if built.articles >= MANY:
            tell("1 GB holds {held} articles like these", held=built.holds)
    for warning in (*_unused(options.content), *built.astray, *_warnings(options.site, built)):
        print(warning, file=sys.stderr)
    tell("Next: open {page}", page=options.site / "index.html")
    return 0


def _unused(folder: Path) -> Iterator[Fault]:
    """The archive's own templates and words that replace none of ours."""
    own = content.templates_of(folder)
    if own.is_dir():
        from builder.site.templates import (  # Jinja2, only where there are templates
            overrides,
            strange_words,
            strangers,
        )

        found = overrides(own)
        yield from (*strangers(found), *strange_words(found))


def _warnings(site: Path, built: "Built") -> Iterator[Fault]:
    """What GitHub Pages will soon refuse."""
    measured = limits.measured(site, sum(built.sizes.values()), built.large)
    yield from (fault for part, fault in measured if part > limits.NEAR)
