"""Raw pages → the files of their articles."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from string import ascii_lowercase

from builder import content, filing, parse
from builder.content.folder import sha256
from builder.errors import ContentFault, Fault, UsageFault, disk
from builder.model import Reading, Settings
from builder.speech import said


@dataclass(frozen=True, slots=True)
class Taken:
    """A raw page and what became of it."""

    path: Path
    """The raw page."""
    folder: Path
    """Where its articles stand now."""
    reading: Reading
    filed: filing.Filed


def raw_pages(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    """The raw pages that `paths` name (a page.txt, or a folder above some), all of the archive's where none is named.

    `folder` is content/. Raises UsageFault for a path that is no page of an archive.
    """
    for path in list(paths) or [folder]:
        if not path.exists():
            raise UsageFault("no such file", path=path, hint="Name a page.txt, or a folder with pages below it.")
        found = [path] if path.name == content.PAGE_FILE else \
            sorted(_below(path, content.PAGE_FILE)) if path.is_dir() else []
        if not found:
            raise UsageFault("no page of an archive", path=path, hint=(
                "A page of an archive is content/DATE/PAGE/page.txt. For a page alone: "
                "banmian parse {path} --output DIR"))
        yield from found


def passed_over(paths: Iterable[Path], folder: Path) -> list[Fault]:
    """What is said of the files below `paths`, or of the whole archive where none is named, that nobody reads because
    of their names or places: page.txt.txt, 01.md.txt. `folder` is content/. Raises MachineFault.

    A page.txt is passed over nowhere: what is wrong with its place is said where it is parsed.
    """
    asked: dict[Path, list[Path]] = {}  # of each archive: to look through it takes as long as it is large
    for path in map(Path.absolute, list(paths) or [folder]):
        archive = next((place for place in (path, *path.parents) if (place / content.ARCHIVE_FILE).is_file()), None)
        if archive and path.name != content.PAGE_FILE:
            asked.setdefault(folder if archive == folder.absolute() else archive, []).append(path)
    return [fault for archive, below in asked.items() for fault in content.legible_editions(archive)[1]
            if content.meant(name := Path(fault.path).name) and name != content.PAGE_FILE
            and any(Path(fault.path).absolute().is_relative_to(path) for path in below)]


def _below(folder: Path, pattern: str) -> Iterator[Path]:
    """What is named like `pattern` below `folder`, also behind links; hidden things are passed over."""
    def refuse(error: OSError) -> None:
        raise error

    seen: set[str] = set()
    with disk("cannot be read"):
        for place, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
            if (here := os.path.realpath(place)) in seen:
                folders.clear()
                continue
            seen.add(here)
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(place, name) for name in (*folders, *names)
                        if fnmatchcase(name, pattern) and not name.startswith("."))


def archive_of(page: Path, folder: Path) -> Path:
    """The content/ folder of a page: `folder` where that is an archive, else the one that the page stands in."""
    parents = page.absolute().parents
    own = parents[2] if len(parents) > 2 else folder
    here, there = ((place / content.ARCHIVE_FILE).is_file() for place in (folder, own))
    return own if there and not here else folder


def parsed(path: Path, settings: Settings, encoding: str | None = None, *, dry: bool = False) -> Taken:
    """Parse a page of an archive, …/2025-07-10/01/page.txt, into its own folder; write nothing where `dry`.

    Raises Fault.
    """
    date, page = path.absolute().parts[-3:-1]
    if not content.is_date(date) or not content.PAGE_NAME.fullmatch(page):
        raise ContentFault("not in the folder of a date and a page", path=path, hint=(
            "Move it to content/2025-07-10/01/page.txt, or: banmian parse {path} --output DIR"))
    _check_file(path, ContentFault)
    return _filed(path, path.parent, settings, encoding, date, page, dry)


def parsed_alone(path: Path, folder: Path, encoding: str | None = None, *, dry: bool = False) -> Taken:
    """Parse a page that belongs to no archive; its articles go to `folder`, or nowhere where `dry`. Raises Fault."""
    _check_file(path)
    if folder.exists() and not folder.is_dir():
        raise UsageFault("a file, not a folder", path=folder, hint="Name a folder: --output articles")
    if (folder / content.PAGE_FILE).exists():
        raise UsageFault("the folder of an archive's page", path=folder, hint="banmian parse {path}")
    if any(folder.glob("*.md")) and not (folder / content.RECORD_FILE).exists():
        raise UsageFault("holds Markdown files that parse did not write", path=folder, hint="Name another folder.")
    return _filed(path, folder, Settings(), encoding, "", "", dry)


# --- Adding ------------------------------------------------------------------------------------------------------

NAMED = re.compile(r"(?P<date>\d{4}-?\d\d-?\d\d)(?:[-_/ ]+(?P<page>[a-z]{0,2}\d{1,3}))?", re.IGNORECASE)
"""What a file's name may tell: 2025-07-10-01.txt, 20250710_a5.txt, 2025-07-10/01.txt."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a raw page tells of itself, in print or else by its file's name; "" where it does not."""

    date: str = ""
    page: str = ""
    otherwise: str = ""
    """Another day that the file's name tells than the page prints."""


def raw_texts(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name, in natural order; of a folder all .txt files below it. Raises UsageFault."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = sorted(_below(path, "*.[Tt][Xx][Tt]"), key=lambda below: content.natural(below.as_posix()))
            if not below:
                raise UsageFault("no .txt file below it", path=path, hint="Name the pages' text files.")
            found += below
        else:
            _check_file(path)
            found.append(path)
    return found


def told(path: Path, encoding: str | None = None) -> Told:
    """Where a raw page belongs, as far as it tells. Raises ContentFault, UsageFault, MachineFault."""
    _check_file(path)
    text, _ = parse.decode(content.read_bytes(path), path, encoding)
    reading = parse.read(text)
    parts = path.absolute().with_suffix("").parts
    named = NAMED.fullmatch("/".join(parts[-3:-1] if path.name == content.PAGE_FILE else parts[-2:])) \
        or NAMED.fullmatch(parts[-1])
    date = "-".join(re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", named["date"]).groups()) if named else ""
    named_date = date if content.is_date(date) else ""
    return Told(reading.date or named_date,
                reading.page or page_name((named and named["page"]) or ""),
                named_date if reading.date not in ("", named_date) else "")


def day(text: str) -> str:
    """A day as people write it, 2025.7.10, 2025年7月10日 or 20250710, as its folder is named; "" where that is none."""
    found = re.fullmatch(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d\d)(\d\d))", text.strip(), re.ASCII)
    if not found:
        return ""
    month, of_month = found[2] or found[4], found[3] or found[5]
    written = f"{found[1]}-{int(month):02}-{int(of_month):02}"
    return written if content.is_date(written) else ""


def page_name(text: str) -> str:
    """The folder of a page as people write its number: `1` → 01, `A5` → a05, `第1版` → 01; "" where that is none."""
    text = text.strip().removeprefix("第").removesuffix("版").strip().lower()
    found = re.fullmatch(r"([a-z]{0,2})(\d{1,3})", text, re.ASCII)
    if found:
        return f"{found[1]}{int(found[2]):02}" if int(found[2]) else ""
    return text if content.PAGE_NAME.fullmatch(text) else ""


def added(path: Path, folder: Path, date: str, page: str, settings: Settings,
          encoding: str | None = None) -> Taken | None:
    """File the raw page `path` into the archive `folder` (content/) as a page of a date, and parse it.

    None where it is there already. Raises Fault; then nothing is added.
    """
    _check_file(path)
    data, place = content.read_bytes(path), folder / date / page
    text, _ = parse.decode(data, path, encoding)
    raw = place / content.PAGE_FILE
    if raw.is_file() and content.read_bytes(raw) != data:
        raise _taken(path, raw, parse.read(text).newspaper)
    if raw.is_file() and (place / content.RECORD_FILE).is_file():
        return None
    if any(place.glob("*.md")):
        raise ContentFault("articles stand here already", path=place, hint="Choose another date or page.")
    new = [path for path in (raw, place, place.parent) if not path.exists()]
    try:
        filing.copy_page(data, place)
        return parsed(raw, settings, encoding)
    except BaseException:
        _undo(new)
        raise


def _undo(paths: Iterable[Path]) -> None:
    """Take away again what `added` made; a folder in which something else stands by now stays."""
    for path in paths:
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _taken(path: Path, raw: Path, newspaper: str) -> ContentFault:
    """Why the page `path` of `newspaper` cannot stand where another one, `raw`, does, and what to do."""
    place, record = raw.parent, raw.with_name(content.RECORD_FILE)
    there = content.read_record(content.read_bytes(record), record).newspaper if record.is_file() else ""
    other = said("Is it another page? Choose another date or page.") if there == newspaper else said(
        "Is it another newspaper's? Then with a number of its own: banmian add {file} --date {date} --page {free}",
        file=path, date=place.parent.name, free=_free(place))
    same = said("Is it the same page? Correct its .md files instead; where nobody has edited them, delete {place} and "
                "add the page again.", place=place)
    may_be_same = there == newspaper or not there or not newspaper
    return ContentFault("a page of {there} stands here already" if there else "another page stands here already",
                        path=raw, there=there, hint="{other}\n{same}" if may_be_same else other, other=other, same=same)


def _free(place: Path) -> str:
    """The number of the page's folder `place` with a letter that its edition does not have there: b12 beside 12."""
    number = place.name.lstrip(ascii_lowercase)
    names = (letter + number for letter in ascii_lowercase[1:])
    return next((name for name in names if not (place.parent / name).exists()), "…")


def by_size(folder: Path) -> dict[int, list[Path]]:
    """The raw pages of the archive in `folder` (content/) by their sizes. Raises MachineFault."""
    found: dict[int, list[Path]] = {}
    with disk("cannot be read"):
        for path in sorted(folder.glob(f"*/*/{content.PAGE_FILE}")):
            found.setdefault(path.stat().st_size, []).append(path)
    return found


def twin(page: Path, known: dict[int, list[Path]]) -> Path | None:
    """The first of the `known` pages, by their sizes, that has the same bytes as `page`, which is known from now on."""
    found = _twin(page, content.read_bytes(page), known)
    known.setdefault(page.stat().st_size, []).append(page)
    return found


def encoding_known(page: Path, known: dict[int, list[Path]]) -> str | None:
    """The encoding that was once named for the same bytes as `page`'s in one of the `known` pages, by their sizes; None
    where none was."""
    data = content.read_bytes(page)
    found = _twin(page, data, known)
    return found and _recorded(found.parent, data)


def _twin(page: Path, data: bytes, known: dict[int, list[Path]]) -> Path | None:
    alike = (other for other in known.get(len(data), ()) if other != page)
    return next((other for other in alike if content.read_bytes(other) == data), None)


def read(path: Path, settings: Settings, encoding: str | None = None, date: str = "", page: str = "") -> Reading:
    """A raw page as the parser reads it. Raises ContentFault, MachineFault."""
    _check_file(path)
    data = content.read_bytes(path)
    text, _ = parse.decode(data, path, encoding or _recorded(path.parent, data))
    return _reading(path, text, settings, date, page)


def _check_file(path: Path, kind: type[Fault] = UsageFault) -> None:
    if not path.is_file():
        raise kind(said("not a file") if path.exists() else said("no such file"), path=path,
                   hint=said("Name a page's text file."))


def _recorded(folder: Path, data: bytes) -> str | None:
    """The encoding in which the page was read before; None where it was not, or can be told and `data` are others."""
    path = folder / content.RECORD_FILE
    if not path.is_file():
        return None
    known = content.read_record(content.read_bytes(path), path)
    told = known.encoding in ("utf-8", "gb18030", "utf-16") and known.sha256 != sha256(data)
    return None if told else known.encoding or None


def _filed(path: Path, folder: Path, settings: Settings, encoding: str | None, date: str, page: str,
           dry: bool) -> Taken:
    data = content.read_bytes(path)
    text, known = parse.decode(data, path, encoding or _recorded(folder, data))
    reading = _reading(path, text, settings, date, page)
    filed = filing.file_reading(folder, reading, data, encoding=known, date=date, page=page,
                                 newspaper=settings.newspaper, dry=dry)
    return Taken(path, folder, reading, filed)


def _reading(path: Path, text: str, settings: Settings, date: str, page: str) -> Reading:
    return parse.read(text, date=date, page=page, file=path.name, punctuation=settings.punctuation,
                      words=settings.words)
