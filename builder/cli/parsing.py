"""parse, explain: raw pages into articles, and why they were read so."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.console import add_content, add_encoding, command, progress, tell
from builder.errors import Fault, Faults, UsageFault
from builder.model import Settings
from builder.speech import counted, retold, said

if TYPE_CHECKING:
    from builder.intake import Taken


PARSE = (
    ("banmian parse", said("all pages of the archive in content/")),
    ("banmian parse content/2025-07-10", said("the pages of one day")),
    ("banmian parse page.txt --output articles", said("a page alone, without an archive")),
)
EXPLAIN = (("banmian explain content/2025-07-10/01/page.txt", said("each line with its kind and rule")),)


def add_to(commands: argparse._SubParsersAction) -> None:
    parse = command(commands, "parse", "raw pages into one Markdown file per article", PARSE, _parse)
    parse.add_argument("paths", nargs="*", type=Path, metavar="PATH",
                         help="a page.txt or a folder with pages below it; all of content/ where none is given")
    parse.add_argument("--output", type=Path, metavar="DIR", help="for a page alone: where its articles go")
    add_encoding(parse)
    add_content(parse)

    explain = command(commands, "explain", "how each line of a page was read, and by which rule", EXPLAIN, _explain)
    explain.add_argument("path", type=Path, metavar="FILE.txt", help="a raw page")
    add_encoding(explain)
    add_content(explain)


def _parse(options: argparse.Namespace) -> int:
    from builder import content, intake

    if options.output:
        if len(options.paths) != 1:
            raise UsageFault("--output is for one page", hint="banmian parse FILE.txt --output DIR")
        tell_taken(intake.parsed_alone(options.paths[0], options.output, options.encoding))
        return 0
    pages = list(intake.raw_pages(options.paths, options.content))
    settings = content.settings_of(intake.archive_of(pages[0], options.content))
    faults: list[Fault] = []
    vanished = 0
    for path in progress(pages, "page"):
        try:
            taken = intake.parsed(path, settings, options.encoding)
        except Fault as fault:
            faults.append(fault)
        else:
            tell_taken(taken)
            vanished += len(taken.filed.vanished)
    if faults:
        raise Faults(faults)
    return 1 if vanished else 0


def tell_taken(taken: "Taken") -> None:
    filed = taken.filed
    for note in filed.record.notes:
        print(f"{taken.path}:{note.line}: {retold(note.text)} [{note.rule}]")
    for name in filed.kept:
        tell("{path}: edited by hand, so left as it is", path=taken.folder / name)
    for name in filed.vanished:
        tell("{path}: no longer an article of its own; the file stays until you delete it", path=taken.folder / name)
    tell("{folder}: {articles}, {written} written, {unchanged} unchanged, {kept} edited by hand", folder=taken.folder,
         articles=counted(len(taken.reading.articles), "article"), written=len(filed.written),
         unchanged=len(filed.unchanged), kept=len(filed.kept))


def _explain(options: argparse.Namespace) -> int:
    from builder import content, intake, parse

    folder = intake.archive_of(options.path, options.content)
    settings = content.settings_of(folder) if (folder / content.ARCHIVE_FILE).is_file() else Settings()
    print(parse.outline(intake.read(options.path, settings, options.encoding)), end="")
    return 0
