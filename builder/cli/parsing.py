"""parse, explain: raw pages into articles, and why they were read so."""

import argparse
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.console import add_content, add_encoding, command, paint, progress, tell
from builder.errors import Fault, Faults, UsageFault
from builder.model import Settings, listed
from builder.speech import counted, retold, said

if TYPE_CHECKING:
    from builder.intake import Taken


PARSE = (
    ("banmian parse", said("all pages of the archive in content/")),
    ("banmian parse content/2025-07-10", said("the pages of one day")),
    ("banmian parse --dry-run", said("what a better parser would change; nothing is written")),
    ("banmian parse page.txt --output articles", said("a page alone, without an archive")),
)
EXPLAIN = (("banmian explain content/2025-07-10/01/page.txt", said("each line with its kind and rule")),)


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put parse and explain into the parser."""
    parse = command(commands, "parse", "raw pages into one Markdown file per article", PARSE, _parse)
    parse.add_argument("paths", nargs="*", type=Path, metavar="PATH",
                         help="a page.txt or a folder with pages below it; all of content/ where none is given")
    parse.add_argument("--dry-run", dest="dry", action="store_true", help="show what would change, write nothing")
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
        tell_taken(intake.parsed_alone(options.paths[0], options.output, options.encoding, dry=options.dry),
                   options.dry)
        return 0
    if not options.paths:
        content.settings_of(options.content)  # no archive, no pages
    faults = intake.passed_over(options.paths, options.content)
    try:
        pages = list(intake.raw_pages(options.paths, options.content))
    except UsageFault as fault:
        named = Path(fault.path).absolute()
        if not any(Path(passed.path).absolute().is_relative_to(named) for passed in faults):
            faults.append(fault)  # else there is a page, by another name
        raise Faults(faults) from None
    archives = {path: intake.archive_of(path, options.content) for path in pages}
    settings = {archive: content.settings_of(archive) for archive in dict.fromkeys(archives.values())}
    undecided = changed = 0
    editions: dict[Path, None] = {}
    for path in progress(pages, "page"):
        try:
            taken = intake.parsed(path, settings[archives[path]], options.encoding, dry=options.dry)
        except Fault as fault:
            faults.append(fault)
        else:
            tell_taken(taken, options.dry)
            undecided += len(taken.filed.vanished) + len(taken.filed.held)
            changed += len(taken.filed.written) + len(taken.filed.moved)
            editions[taken.folder.parent] = None
    if not options.dry:
        faults += linked(editions)
    if faults:
        raise Faults(faults)
    if changed or not options.dry:
        tell("Next: banmian parse, which writes this" if options.dry else "Next: banmian check")
    return 1 if undecided else 0


def linked(editions: Iterable[Path]) -> list[Fault]:
    """Articles that go on on another page of their edition's folder are linked; what kept that from being done."""
    from builder import filing

    faults: list[Fault] = []
    for edition in editions:
        try:
            filing.file_links(edition)
        except Fault as fault:
            faults.append(fault)
    return faults


def tell_taken(taken: "Taken", dry: bool = False) -> None:
    """Print what became of a page: doubts, what was kept and why, what would be written where it is `dry`."""
    filed = taken.filed
    for note in filed.record.notes:
        print(f"{taken.path}:{note.line}: {retold(note.text)} [{note.rule}]")
    for name in filed.kept:
        path, differs = taken.folder / name, name in filed.differences
        tell("{path}: edited by hand, so left as it is; the parser now reads it so:" if differs else
             "{path}: edited by hand, so left as it is", path=path)
        _tell_difference(filed.differences.get(name, ""))
    for name in filed.held:
        tell("{path}: left as it is: lines of it would go to what is left as it is too: {claims}",
             path=taken.folder / name, claims=_shown(filed.claims[name]))
        tell("    Is it right so? Then write in its head reviewed: and the day. Else move the words of these lines "
             "there and correct `lines` here and there; where no line is left, write moved_to: and that article. Then "
             "banmian parse again.")
        _tell_difference(filed.differences.get(name, ""))
    for name in filed.moved:
        tell("{path}: now part of another article; its address leads there", path=taken.folder / name)
        _tell_difference(filed.differences[name] if dry else "")
    for name in filed.vanished:
        claims = filed.claims[name]
        tell("{path}: no longer an article of its own: others have its lines: {claims}; the file stays" if claims else
             "{path}: no longer an article of its own: no line of an article is its own; the file stays",
             path=taken.folder / name, claims=_shown(claims))
        tell("    Write in its head moved_to: and the article that has its text, or withdrawn: and the reason.")
        if claims:
            tell("    Is it to stay? Then write in its head reviewed: and the day, and take the words of these lines "
                 "and their numbers out of the others.")
    for name in filed.written if dry else ():
        tell("{path}: would be written", path=taken.folder / name)
        _tell_difference(filed.differences.get(name, ""))
    tell("{folder}: {articles}, {written} written, {unchanged} unchanged, {kept} edited by hand" if not dry else
         "{folder}: {articles}, {written} would be written, {unchanged} unchanged, {kept} edited by hand",
         folder=taken.folder, articles=counted(len(taken.reading.articles), "article"),
         written=len(filed.written) + len(filed.moved), unchanged=len(filed.unchanged), kept=len(filed.kept))


def _shown(claims: Mapping[str, set[int]]) -> str:
    """The lines that other files have or would have: `4–6, 9 → 02.md`."""
    return "; ".join(f"{listed(lines)} → {name}" for name, lines in claims.items())


def _tell_difference(difference: str) -> None:
    """Print a unified diff below the sentence that it belongs to."""
    for line in difference.splitlines()[2:]:
        print(paint(f"    {line}", DIFFERENCE.get(line[0], "2")) if line else "")


DIFFERENCE = {"-": "31", "+": "32"}


def _explain(options: argparse.Namespace) -> int:
    from builder import content, intake, parse

    folder = intake.archive_of(options.path, options.content)
    settings = content.settings_of(folder) if (folder / content.ARCHIVE_FILE).is_file() else Settings()
    outline = parse.outline(intake.read(options.path, settings, options.encoding))
    print(re.sub(r"(?m)^( {10}\? )(.+)$", lambda note: note[1] + str(retold(note[2])), outline), end="")
    return 0
