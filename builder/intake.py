"""Raw pages → the files of their articles."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder import content, parse
from builder.errors import ContentFault, UsageFault, disk
from builder.model import Reading, Settings


@dataclass(frozen=True, slots=True)
class Taken:
    """A raw page and what became of it."""

    path: Path
    """The raw page."""
    folder: Path
    """Where its articles stand now."""
    reading: Reading
    filed: content.Filed


def raw_pages(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    """The raw pages that `paths` name (a page.txt, or a folder above some), all of the archive's where none is named.

    `folder` is content/. Raises UsageFault for a path that is no page of an archive.
    """
    for path in list(paths) or [folder]:
        if not path.exists():
            raise UsageFault("no such file", path=path, hint="Name a page.txt, or a folder with pages below it.")
        found = [path] if path.name == content.PAGE_FILE else sorted(_below(path))
        if not found:
            raise UsageFault("no page of an archive", path=path, hint=(
                "A page of an archive is content/DATE/PAGE/page.txt. For a page alone: "
                "banmian parse {path} --output DIR"))
        yield from found


def _below(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    with disk("cannot be read"):
        for place, folders, names in os.walk(folder, onerror=refuse):
            folders[:] = [name for name in folders if not name.startswith(".")]
            if content.PAGE_FILE in names:
                yield Path(place) / content.PAGE_FILE


def archive_of(page: Path, folder: Path) -> Path:
    """The content/ folder of a page: `folder` where that is an archive, else the one that the page stands in."""
    parents = page.absolute().parents
    own = parents[2] if len(parents) > 2 else folder
    here, there = ((place / content.ARCHIVE_FILE).is_file() for place in (folder, own))
    return own if there and not here else folder


def parsed(path: Path, settings: Settings, encoding: str | None = None) -> Taken:
    """Parse a page of an archive, …/2025-07-10/01/page.txt, into its own folder. Raises Fault."""
    date, page = path.absolute().parts[-3:-1]
    if not content.is_date(date) or not content.PAGE_NAME.fullmatch(page):
        raise ContentFault("not in the folder of a date and a page", path=path, hint=(
            "Move it to content/2025-07-10/01/page.txt, or: banmian parse {path} --output DIR"))
    return _filed(path, path.parent, settings, encoding, date, page)


def parsed_alone(path: Path, folder: Path, encoding: str | None = None) -> Taken:
    """Parse a page that belongs to no archive; its articles go to `folder`. Raises Fault."""
    _check_file(path)
    if folder.exists() and not folder.is_dir():
        raise UsageFault("a file, not a folder", path=folder, hint="Name a folder: --output articles")
    if (folder / content.PAGE_FILE).exists():
        raise UsageFault("the folder of an archive's page", path=folder, hint="banmian parse {path}")
    if any(folder.glob("*.md")) and not (folder / content.RECORD_FILE).exists():
        raise UsageFault("holds Markdown files that parse did not write", path=folder, hint="Name another folder.")
    return _filed(path, folder, Settings(), encoding, "", "")


def read(path: Path, settings: Settings, encoding: str | None = None, date: str = "", page: str = "") -> Reading:
    """A raw page as the parser reads it. Raises ContentFault, MachineFault."""
    _check_file(path)
    text, _ = parse.decode(content.read_bytes(path), path, encoding or _recorded(path.parent))
    return _reading(path, text, settings, date, page)


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise UsageFault("not a file" if path.exists() else "no such file", path=path,
                         hint="Name a page's text file.")


def _recorded(folder: Path) -> str | None:
    """The encoding that a person named when the page was parsed before; None where it can be told."""
    path = folder / content.RECORD_FILE
    known = content.read_record(content.read_bytes(path), path).encoding if path.is_file() else ""
    return known if known and known not in ("utf-8", "gb18030", "utf-16") else None


def _filed(path: Path, folder: Path, settings: Settings, encoding: str | None, date: str, page: str) -> Taken:
    data = content.read_bytes(path)
    text, known = parse.decode(data, path, encoding or _recorded(folder))
    reading = _reading(path, text, settings, date, page)
    filed = content.file_reading(folder, reading, data, encoding=known, date=date, page=page,
                                 newspaper=settings.newspaper)
    return Taken(path, folder, reading, filed)


def _reading(path: Path, text: str, settings: Settings, date: str, page: str) -> Reading:
    return parse.read(text, date=date, page=page, newspaper=settings.newspaper, file=path.name,
                      punctuation=settings.punctuation, words=settings.words)
