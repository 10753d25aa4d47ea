"""build: content/ into site/."""

import argparse

from builder.cli.console import add_content, add_site, counted, progress
from builder.errors import UsageFault


def add_to(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("build", help="content/ into site/")
    add_content(command)
    add_site(command)
    command.add_argument("--base-url", metavar="URL", help="where the site will stand; before archive.toml's base_url")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="make every file anew")
    command.add_argument("--jobs", type=int, metavar="N", help="processes; default: the cores, one for a small archive")
    command.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from builder.build import build

    if options.jobs is not None and options.jobs < 1:
        raise UsageFault(f"--jobs: {options.jobs} is no number of processes", hint="--jobs 2")
    built = build(options.content, options.site, options.base_url, jobs=options.jobs, cache=options.cache,
                  watch=lambda files: progress(files, "files"))
    written = built.written
    print(f"{options.site}: {counted(built.articles, 'article')} on {counted(built.pages, 'page')} of "
          f"{counted(built.editions, 'edition')}; {counted(len(written.changed), 'file')} written, "
          f"{len(written.removed)} removed, {written.unchanged} unchanged")
    return 0
