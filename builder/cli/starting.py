"""init, add: a new archive, a new page."""

import argparse
import sys
from pathlib import Path

from builder import speech
from builder.cli.console import add_content, add_encoding, asked, command, progress, tell, typed
from builder.cli.parsing import linked, tell_taken
from builder.errors import ContentFault, Fault, Faults, UsageFault
from builder.speech import counted, said

INIT = (
    ("banmian init archive", said("a new archive in the folder archive")),
    ("banmian init . --lang en", said("here, explained in English")),
    ("banmian init . --upgrade", said("after an upgrade: publish with this version from now on")),
)
ADD = (
    ("banmian add page.txt", said("date and page as they are printed, else asked for")),
    ("banmian add page.txt --date 2025-07-10 --page 1", said("as you say")),
    ("banmian add scans/", said("every .txt file below a folder")),
    ("banmian add page.txt --encoding big5", said("where the encoding cannot be told")),
)


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put init and add into the parser."""
    init = command(commands, "init", "begin an archive that builds at once", INIT, _init)
    init.add_argument("folder", type=Path, metavar="DIR", help="a new or an empty folder")
    init.add_argument("--upgrade", action="store_true",
                      help="of an archive that stands, renew only the program that publishes it")

    add = command(commands, "add", "file raw pages in the archive and parse them", ADD, _add)
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw pages, or folders of .txt files")
    add.add_argument("--date", metavar="DATE", help="day of the paper, 2025-07-10; else as printed")
    add.add_argument("--page", metavar="PAGE", help="number of the page, 1 or A5; else as printed")
    add_encoding(add)
    add_content(add)


def _init(options: argparse.Namespace) -> int:
    from builder import starter

    if options.upgrade:
        print(options.folder / starter.upgraded(options.folder))
        tell("Next: git add . && git commit, and push: from then on this version publishes the archive")
        return 0
    for path in starter.founded(options.folder, speech.spoken()):
        print(options.folder / path)
    if options.folder.resolve() != Path.cwd():
        tell("Next: cd {folder}", folder=typed(options.folder))
    tell("Next: banmian build, then open site/index.html. Then: banmian add page.txt")
    return 0


def _add(options: argparse.Namespace) -> int:
    from builder import content, intake

    settings = content.settings_of(options.content)
    files = intake.raw_texts(options.files)
    date, page = intake.day(options.date or ""), intake.page_name(options.page or "")
    if options.date and not date:
        raise UsageFault("{name}: {value!r} is no date", name="--date", value=options.date, hint="--date 2025-07-10")
    if options.page and not page:
        raise UsageFault("--page: {page!r} is no page number", page=options.page, hint="--page 1")
    if page and len(files) > 1:
        raise UsageFault("--page is for one file", hint="Name the files 2025-07-10-01.txt …, or add one by one.")
    faults: list[Fault] = []
    editions: dict[Path, None] = {}
    standing = intake.by_size(options.content)
    for file in progress(files, "file"):
        try:
            encoding = options.encoding or intake.encoding_known(file, standing)
            told = intake.told(file, encoding)
            number = page or told.page
            day = date or told.date or _date(file, numbered=bool(number))
            number = number or _page(file)
            taken = intake.added(file, options.content, day, number, settings, encoding)
        except Fault as fault:
            faults.append(fault)
            continue
        if taken is None:
            tell("{file}: already there as {page}", file=file, page=options.content / day / number / content.PAGE_FILE)
        else:
            tell_taken(taken)
            editions[taken.folder.parent] = None
            if told.otherwise and not date:
                print(ContentFault("the page prints {printed}, its file's name says {named}", path=taken.path,
                                   printed=day, named=told.otherwise,
                                   hint="It is filed as printed. Is that wrong? Then delete its folder, and add it "
                                        "again with --date {named}."), file=sys.stderr)
            if other := intake.twin(taken.path, standing):
                print(ContentFault("the same text stands in {other} already", path=taken.path, other=other,
                                   hint="Is it one page? Then delete one of the two folders."), file=sys.stderr)
    faults += linked(editions)
    if len(files) > len(faults):
        tell("{files} in the archive. Next: banmian serve, and correct the .md files beside page.txt; then banmian "
             "check", files=counted(len(files) - len(faults), "file"))
    if faults:
        raise Faults(faults)
    return 0


def _date(file: Path, *, numbered: bool) -> str:
    from builder import intake

    found = asked(said("{file}: which day's paper? 2025-07-10:", file=file), intake.day)
    if not found and not numbered:
        raise UsageFault("the page prints neither its date nor its number", path=file,
                         hint="Say them: --date 2025-07-10 --page 1")
    if not found:
        raise UsageFault("the page does not print its date", path=file, hint="Say it: --date 2025-07-10")
    return found


def _page(file: Path) -> str:
    from builder import intake

    found = asked(said("{file}: which page? 1, A5:", file=file), intake.page_name)
    if not found:
        raise UsageFault("the page does not print its number", path=file, hint="Say it: --page 1")
    return found
