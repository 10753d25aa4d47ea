"""The folder content/ → Archive."""

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from builder.content.articles import read_article
from builder.content.settings import read_record, read_settings
from builder.errors import ContentFault, Fault, Faults, disk
from builder.model import Archive, Article, Edition, Page, PageRecord, Settings

PAGE_FILE = "page.txt"
RECORD_FILE = "page.toml"
ARCHIVE_FILE = "archive.toml"
STATIC_FOLDER = "static"
ARTICLE_NAME = re.compile(r"\d{2,}\.md")
PAGE_NAME = re.compile(r"[a-z0-9]+")
DATE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")

T = TypeVar("T")


def read_archive(folder: Path) -> Archive:
    """All that `folder` (content/) holds. Raises Faults, which names everything that a person must mend."""
    faults: list[Fault] = []
    settings = _gathered(faults, lambda: settings_of(folder)) or Settings()
    editions = tuple(Edition(date.name, pages) for date in _dates(folder, faults)
                     if (pages := tuple(_pages(date, faults))))
    if faults:
        raise Faults(faults)
    return Archive(settings, editions)


def settings_of(folder: Path) -> Settings:
    """The settings in `folder`/archive.toml. Raises ContentFault where there is none."""
    path = folder / ARCHIVE_FILE
    if not path.is_file():
        raise ContentFault("no such file, so this is no archive", path=path,
                           hint=f'Write {path} with one line, newspaper = "…", or name the folder: --content DIR.')
    return read_settings(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises MachineFault."""
    with disk("cannot be read"):
        return path.read_bytes()


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def is_date(text: str) -> bool:
    """Whether `text` is a day of the calendar, written 2025-07-10."""
    try:
        return bool(DATE_NAME.fullmatch(text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def natural(name: str) -> list[tuple[int, str]]:
    """Sort key that puts "2" before "10", and letters after numbers."""
    return [(int(part), "") if part.isdigit() else (1 << 62, part) for part in re.findall(r"\d+|\D+", name)]


def _gathered(faults: list[Fault], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Fault as fault:
        faults.append(fault)
        return None


def _folders(folder: Path, faults: list[Fault]) -> list[Path]:
    def entries() -> list[Path]:
        with disk("cannot be read"):
            return list(folder.iterdir())

    found = _gathered(faults, entries) or []
    return sorted((entry for entry in found if entry.is_dir() and not entry.name.startswith(".")),
                  key=lambda entry: natural(entry.name))


def _dates(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    for date in _folders(folder, faults) if folder.is_dir() else []:
        if is_date(date.name):
            yield date
        elif date.name != STATIC_FOLDER:
            faults.append(ContentFault(f"{date.name!r} is no date", path=date,
                                       hint="An edition's folder is named for its day: 2025-07-10."))


def _pages(edition: Path, faults: list[Fault]) -> Iterator[Page]:
    for folder in _folders(edition, faults):
        if not PAGE_NAME.fullmatch(folder.name):
            faults.append(ContentFault(f"{folder.name!r} is no page number", path=folder,
                                       hint="Lower-case letters and digits: 01, a05."))
        elif page := _gathered(faults, lambda folder=folder: _page(folder, faults)):
            yield page


def _page(folder: Path, faults: list[Fault]) -> Page | None:
    articles = []
    for path in sorted(folder.glob("*.md"), key=lambda path: natural(path.name)):
        article = _gathered(faults, lambda path=path: _placed(read_article(read_bytes(path), path), path))
        if article:
            articles.append((path, article))
    faults.extend(_doubles(articles))
    raw, record = folder / PAGE_FILE, folder / RECORD_FILE
    if raw.is_file() and not any(folder.glob("*.md")):
        raise ContentFault("this page has no articles yet", path=raw, hint=f"Run banmian parse {raw}")
    known = read_record(read_bytes(record), record) if record.is_file() else None
    if not articles:
        return None
    in_order = sorted(articles, key=lambda pair: (pair[1].order or int(pair[0].stem), natural(pair[0].name)))
    return Page(folder.parent.name, folder.name, tuple((path.stem, article) for path, article in in_order),
                known, raw_text(raw, known) if raw.is_file() else None)


def _placed(article: Article, path: Path) -> Article:
    """`article`, where its file stands in the right folder under a right name."""
    if not ARTICLE_NAME.fullmatch(path.name):
        raise ContentFault(f"{path.name!r} is no article's number", path=path,
                           hint="An article's file is named for its number: 01.md, 02.md …")
    for name, text, folder in (("date", article.date, path.parent.parent.name),
                               ("page", article.page, path.parent.name)):
        if name == "date" and text and not is_date(text):
            raise ContentFault(f"date: {text!r} is no date", path=path, line=_line_of(path, name),
                               hint=f'date: "{folder}"')
        if text and text != folder:
            raise ContentFault(f"{name}: {text!r}, but the folder says {folder!r}", path=path,
                               line=_line_of(path, name), hint="Correct the one or move the file.")
    return article


def line_of(path: Path, text: str) -> int:
    """Number of the first line of a file that holds `text`, 1 where none does."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _line_of(path: Path, name: str) -> int:
    return line_of(path, f"{name}:")


def _doubles(articles: list[tuple[Path, Article]]) -> Iterator[ContentFault]:
    """Two articles with one number or one place on the page."""
    numbers: dict[int, Path] = {}
    places: dict[int, Path] = {}
    for path, article in articles:
        for what, key, taken in (("number", int(path.stem), numbers), ("order", article.order, places)):
            if key and key in taken:
                yield ContentFault(f"{what} {key} is {taken[key].name}'s already", path=path,
                                   line=_line_of(path, what) if what == "order" else 0,
                                   hint="An article's number is its address for good: give the newer one the next "
                                   "free number." if what == "number" else "Give each article its own order.")
            taken.setdefault(key, path)


def raw_text(path: Path, record: PageRecord | None) -> str:
    """The text of a raw page in the encoding that its record names, else UTF-8. Raises ContentFault."""
    encoding = record.encoding if record and record.encoding else "utf-8"
    try:
        return read_bytes(path).decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (UnicodeDecodeError, LookupError):
        raise ContentFault(f"not {encoding} text, as page.toml says", path=path,
                           hint=f"Run banmian parse {path} again, with --encoding where it cannot be told.") from None
