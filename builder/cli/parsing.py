"""parse, explain: raw pages into articles, and why they were read so."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.console import add_content, add_encoding, counted, progress
from builder.errors import Fault, Faults, UsageFault
from builder.model import Settings

if TYPE_CHECKING:
    from builder.intake import Taken


def add_to(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("parse", help="raw pages into one Markdown file per article")
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH",
                         help="a page.txt or a folder with pages below it; all of content/ where none is given")
    command.add_argument("--output", type=Path, metavar="DIR", help="for a page alone: where its articles go")
    add_encoding(command)
    add_content(command)
    command.set_defaults(run=_parse)

    command = commands.add_parser("explain", help="how each line of a page was read, and by which rule")
    command.add_argument("path", type=Path, metavar="FILE.txt")
    add_encoding(command)
    add_content(command)
    command.set_defaults(run=_explain)


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
    for path in progress(pages, "pages"):
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
    print(f"{taken.folder}: {counted(len(taken.reading.articles), 'article')}, {len(filed.written)} written, "
          f"{len(filed.unchanged)} unchanged, {len(filed.kept)} edited by hand")


def _explain(options: argparse.Namespace) -> int:
    from builder import content, intake, parse

    folder = intake.archive_of(options.path, options.content)
    settings = content.settings_of(folder) if (folder / content.ARCHIVE_FILE).is_file() else Settings()
    print(parse.outline(intake.read(options.path, settings, options.encoding)), end="")
    return 0
