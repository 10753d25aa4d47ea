"""The command `banmian`: the only room that prints and exits.

Each command imports its rooms itself: dictionary and templates cost half a second, which a build with nothing to do
does not have.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from builder import __version__
from builder.errors import Fault, Faults, UsageFault
from builder.model import Settings

if TYPE_CHECKING:
    from builder.intake import Taken

EXAMPLES = """examples:
  banmian parse                                 all pages of the archive in content/
  banmian parse page.txt --output articles      a page alone, without an archive
  banmian explain content/2025-07-10/01/page.txt
  banmian build                                 content/ into site/
  banmian search "锂矿 湖南"                     in the terminal, as on the site
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 content, 2 usage, 3 machine."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    options = _options().parse_args(arguments)
    try:
        return options.run(options)
    except (Fault, Faults) as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except BrokenPipeError:  # the reader of our pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted; the next command finishes or forgets what was begun", file=sys.stderr)
        return 3


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="banmian", description="Raw text of newspaper pages in, a searchable archive out.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"banmian {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("parse", help="raw pages into one Markdown file per article")
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH",
                         help="a page.txt or a folder with pages below it; all of content/ where none is given")
    command.add_argument("--output", type=Path, metavar="DIR", help="for a page alone: where its articles go")
    _encoding(command)
    _content(command)
    command.set_defaults(run=_parse)

    command = commands.add_parser("explain", help="how each line of a page was read, and by which rule")
    command.add_argument("path", type=Path, metavar="FILE.txt")
    _encoding(command)
    _content(command)
    command.set_defaults(run=_explain)

    command = commands.add_parser("build", help="content/ into site/")
    _content(command)
    _site(command)
    command.add_argument("--base-url", metavar="URL", help="where the site will stand; before archive.toml's base_url")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="make every file anew")
    command.add_argument("--jobs", type=int, metavar="N", help="processes; default: the cores, one for a small archive")
    command.set_defaults(run=_build)

    command = commands.add_parser("search", help="search the built site in the terminal")
    command.add_argument("query", nargs="+", metavar="QUERY")
    command.add_argument("--json", action="store_true", help="print what the site's script would return")
    command.add_argument("--limit", type=int, default=20, metavar="N")
    command.add_argument("--offset", type=int, default=0, metavar="N")
    command.add_argument("--from", dest="from_", metavar="DATE", help="2025-01-01 and later")
    command.add_argument("--to", metavar="DATE", help="2025-12-31 and earlier")
    command.add_argument("--page", metavar="PAGE", help="newspaper page: 01")
    command.add_argument("--author", metavar="NAME")
    command.add_argument("--sort", choices=("score", "date"), default="score", help="best first, or newest first")
    _site(command)
    command.set_defaults(run=_search)
    return parser


def _content(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="default: content")


def _site(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="default: site")


def _encoding(command: argparse.ArgumentParser) -> None:
    command.add_argument("--encoding", metavar="NAME", help="where it cannot be told: gb18030, big5, utf-16 …")


# --- parse, explain ----------------------------------------------------------------------------------------------

def _parse(options: argparse.Namespace) -> int:
    from builder import content, intake

    if options.output:
        if len(options.paths) != 1:
            raise UsageFault("--output is for one page", hint="banmian parse FILE.txt --output DIR")
        _tell(intake.parsed_alone(options.paths[0], options.output, options.encoding))
        return 0
    pages = list(intake.raw_pages(options.paths, options.content))
    settings = content.settings_of(intake.archive_of(pages[0], options.content))
    faults: list[Fault] = []
    vanished = 0
    for path in _progress(pages, "pages"):
        try:
            taken = intake.parsed(path, settings, options.encoding)
        except Fault as fault:
            faults.append(fault)
        else:
            _tell(taken)
            vanished += len(taken.filed.vanished)
    if faults:
        raise Faults(faults)
    return 1 if vanished else 0


def _tell(taken: "Taken") -> None:
    filed = taken.filed
    for note in filed.record.notes:
        print(f"{taken.path}:{note.line}: {note.text} [{note.rule}]")
    for name in filed.kept:
        print(f"{taken.folder / name}: edited by hand, so left as it is")
    for name in filed.vanished:
        print(f"{taken.folder / name}: no longer an article of its own; the file stays until you delete it")
    print(f"{taken.folder}: {_count(len(taken.reading.articles), 'article')}, {len(filed.written)} written, "
          f"{len(filed.unchanged)} unchanged, {len(filed.kept)} edited by hand")


def _explain(options: argparse.Namespace) -> int:
    from builder import content, intake, parse

    folder = intake.archive_of(options.path, options.content)
    settings = content.settings_of(folder) if (folder / content.ARCHIVE_FILE).is_file() else Settings()
    print(parse.outline(intake.read(options.path, settings, options.encoding)), end="")
    return 0


# --- build, search -----------------------------------------------------------------------------------------------

def _build(options: argparse.Namespace) -> int:
    from builder.build import build

    if options.jobs is not None and options.jobs < 1:
        raise UsageFault(f"--jobs: {options.jobs} is no number of processes", hint="--jobs 2")
    built = build(options.content, options.site, options.base_url, jobs=options.jobs, cache=options.cache,
                  watch=lambda files: _progress(files, "files"))
    written = built.written
    print(f"{options.site}: {_count(built.articles, 'article')} on {_count(built.pages, 'page')} of "
          f"{_count(built.editions, 'edition')}; {_count(len(written.changed), 'file')} written, "
          f"{len(written.removed)} removed, {written.unchanged} unchanged")
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _search(options: argparse.Namespace) -> int:
    from builder import content, search

    query = " ".join(options.query)
    if not query.strip():
        raise UsageFault("nothing to search for", hint="banmian search 锂矿")
    for name, date in (("--from", options.from_), ("--to", options.to)):
        if date and not content.is_date(date):
            raise UsageFault(f"{name}: {date!r} is no date", hint=f"{name} 2025-07-10")
    if options.limit < 1 or options.offset < 0:
        raise UsageFault("--limit and --offset count results", hint="--limit 20 --offset 0")
    found = search.search(options.site, query, limit=options.limit, offset=options.offset, from_=options.from_,
                          to=options.to, page=options.page, author=options.author, sort=options.sort)
    if options.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return 0
    inexact = any(not result.exact for result in found.results)
    print(f"{found.total} found" + (", none with the exact words" if inexact else ""))
    for result in found.results:
        text = "".join(f"[{part.text}]" if part.hit else part.text for part in result.snippet)
        place = " · ".join(filter(None, (result.date, result.page, "、".join(result.authors))))
        print(f"\n{result.title}\n  {place}   {options.site / result.url}\n  {text}")
    return 0


def _progress(things: Iterable, what: str) -> Iterator:
    """The things; on a terminal, once they take over a second, with their running number."""
    terminal, begun, shown = sys.stderr.isatty(), time.monotonic(), 0.0
    for number, thing in enumerate(things, 1):
        yield thing
        if terminal and (now := time.monotonic()) - begun > 1 and now - shown > 0.1:
            print(f"\r{number} {what}", end="", file=sys.stderr, flush=True)
            shown = now
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
