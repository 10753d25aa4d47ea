"""The folder content/ → Archive.

Reading is pure from `edition` on: bytes by name in, an Edition out, so it can be done on any machine.
"""

import datetime
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from builder.content.articles import read_article
from builder.content.places import key_line
from builder.content.settings import read_record, read_settings
from builder.errors import ContentFault, Fault, Faults, disk, gathered
from builder.model import Archive, Article, Edition, Page, PageRecord, Settings

PAGE_FILE = "page.txt"
RECORD_FILE = "page.toml"
ARCHIVE_FILE = "archive.toml"
STATIC_FOLDER = "static"
TEMPLATES_FOLDER = "templates"
ARTICLE_NAME = re.compile(r"\d{2,}\.md")
MEANT = re.compile(r"(\d{2,}\.)(?:md|markdown)(?:\.txt)?|(page\.txt)(?:\.txt)?", re.IGNORECASE)
"""Names of what was to be an article or a raw page: Windows adds .txt and does not show it."""
PAGE_NAME = re.compile(r"[a-z0-9]+")
DATE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")


class Stamp(NamedTuple):
    """What tells without reading whether a file has changed."""

    size: int
    modified: int
    """Nanoseconds, like the next."""
    changed: int
    """When anything of the file was last changed, its time of modification too."""
    inode: int

    @classmethod
    def of(cls, known: os.stat_result) -> "Stamp":
        return cls(known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)


def read_archive(folder: Path) -> Archive:
    """All that `folder` (content/) holds. Raises Faults, which names everything that a person must mend."""
    faults: list[Fault] = []
    settings = gathered(faults, lambda: settings_of(folder)) or Settings()
    found = gathered(faults, lambda: editions(folder)) or {}
    read = [gathered(faults, lambda date=date, files=files: edition(folder, date, edition_bytes(folder, date, files)))
            for date, files in found.items()]
    if faults:
        raise Faults(faults)
    return Archive(settings, tuple(filter(None, read)))


def settings_of(folder: Path) -> Settings:
    """The settings in `folder`/archive.toml. Raises ContentFault where there is none."""
    path = folder / ARCHIVE_FILE
    if not path.is_file():
        raise ContentFault("no such file, so this is no archive", path=path,
                           hint="Begin one with banmian init DIR, or name its folder: --content DIR")
    return read_settings(read_bytes(path), path)


def templates_of(folder: Path) -> Path:
    """The archive's own folder of templates, which may not exist: beside `folder` (content/), and named as that is,
    in full or as seen from where one stands."""
    place = Path(os.path.abspath(folder)).parent / TEMPLATES_FOLDER
    return place if folder.is_absolute() else Path(os.path.relpath(place))


def editions(folder: Path) -> dict[str, dict[str, Stamp]]:
    """The files of every edition below content/: date → name below it ("01/01.md") → stamp, oldest date first.

    Raises Faults for folders that are neither a date's nor a page's, and for links that lead nowhere; hidden ones are
    passed over.
    """
    found, faults = legible_editions(folder)
    if faults:
        raise Faults(faults)
    return found


def legible_editions(folder: Path) -> tuple[dict[str, dict[str, Stamp]], list[Fault]]:
    """What `editions` returns, as far as it can be read, and what it would raise."""
    faults: list[Fault] = []
    found = {}
    for date in _living(folder, is_date, faults) if folder.is_dir() else []:
        if not date.is_dir() or date.name == STATIC_FOLDER:
            faults.extend(_astray(date))
            continue
        if not is_date(date.name):
            faults.append(ContentFault("{name!r} is no date", path=date.path, name=date.name,
                                       hint="An edition's folder is named for its day: 2025-07-10."))
            continue
        found[date.name] = _stamps(folder / date.name, faults)
    return {date: files for date, files in sorted(found.items()) if files}, faults


def edition_stamps(folder: Path, date: str) -> dict[str, Stamp]:
    """The files of one edition: name below it ("01/01.md") → stamp; empty where there is no such edition.

    Raises Faults for folders that are no page's, and for links that lead nowhere.
    """
    faults: list[Fault] = []
    files = _stamps(folder / date, faults) if (folder / date).is_dir() else {}
    if faults:
        raise Faults(faults)
    return files


def static_stamps(folder: Path) -> dict[str, Stamp]:
    """Path below content/static/ → stamp, of the archive's own files for the site. Raises MachineFault.

    Raises Faults where something there is a link: the site shows what lies in the archive, and a link may lead to what
    is nobody's but its owner's.
    """
    static, found = folder / STATIC_FOLDER, {}
    faults: list[Fault] = []
    with disk("cannot be read"):
        below = [static, *sorted(static.rglob("*"))] if static.is_symlink() or static.exists() else []
        for path in below:
            if path.is_symlink():
                faults.append(ContentFault("a link is not copied into the site", path=path,
                                           hint="Put the file or folder itself in its place."))
            elif path == static and not path.is_dir():
                faults.append(ContentFault("it is no folder", path=path,
                                           hint="The files in it are copied into the site: CNAME, an own icon."))
            elif path.is_file() and not path.name.startswith("."):
                found[path.relative_to(static).as_posix()] = Stamp.of(path.stat())
    if faults:
        raise Faults(faults)
    return found


def _stamps(folder: Path, faults: list[Fault]) -> dict[str, Stamp]:
    files: dict[str, Stamp] = {}
    for page in _living(folder, PAGE_NAME.fullmatch, faults):
        if page.is_dir() and not PAGE_NAME.fullmatch(page.name):
            faults.append(ContentFault("{name!r} is no page number", path=page.path, name=page.name,
                                       hint="Lower-case letters and digits: 01, a05."))
        elif page.is_dir():
            with disk("cannot be read"):
                own = [file for file in _living(page.path, is_read, faults) if file.is_file()]
                files |= {f"{page.name}/{file.name}": Stamp.of(file.stat()) for file in own}
            taken = {file.name for file in own}
            for file in own:
                if is_read(file.name) or not (right := meant(file.name)):
                    continue
                faults.append(ContentFault("a file of this name is not read", path=file.path, meant=right,
                                           hint="Name it {meant}, or remove it." if right not in taken else
                                           "There is a page.txt already: remove this one." if right == "page.txt" else
                                           "There is a {meant} already: give it another number, or remove it."))
        else:
            faults.extend(_astray(page))
    return files


def meant(name: str) -> str:
    """What a file of a page's folder was probably to be called, 01.md for 01.md.txt; "" where it is none of ours."""
    found = MEANT.fullmatch(name)
    return "" if not found else PAGE_FILE if found[2] else f"{found[1]}md"


def _astray(entry: os.DirEntry) -> Iterator[ContentFault]:
    """What is said of an article or a raw page outside of its page's folder, where nobody reads it."""
    if meant(entry.name) and entry.is_file():
        yield ContentFault("it lies in no page's folder", path=entry.path,
                           hint="Move it to 2025-07-10/01, or whatever its day and page are.")


def _living(folder: Path | str, ours: Callable[[str], object], faults: list[Fault]) -> Iterator[os.DirEntry]:
    """The `_entries` of a folder but links that lead nowhere; one whose name is `ours` is a fault: what it led to, on
    a disk that is not there perhaps, would go from the site."""
    for entry in _entries(folder):
        if not entry.is_symlink() or os.path.exists(entry.path):
            yield entry
        elif ours(entry.name):
            faults.append(ContentFault("a link that leads nowhere", path=entry.path,
                                       hint="Bring back what it leads to, or remove the link."))


def _entries(folder: Path | str) -> list[os.DirEntry]:
    with disk("cannot be read"), os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def links(folder: Path) -> frozenset[str]:
    """The names in `folder` that are symbolic links. Raises MachineFault."""
    return frozenset(entry.name for entry in _entries(folder) if entry.is_symlink())


def is_read(name: str) -> bool:
    """Whether a file of a page's folder is read as text: its articles, its raw text, its record."""
    return name.lower().endswith(".md") or name.rpartition("/")[2] in (PAGE_FILE, RECORD_FILE)


def edition_bytes(folder: Path, date: str, files: Mapping[str, Stamp]) -> dict[str, bytes]:
    """Name → bytes of the files of an edition that are read as text. Raises MachineFault."""
    found = {}
    with disk("cannot be read"):
        for name in filter(is_read, files):
            with open(f"{folder / date}/{name}", "rb", buffering=0) as file:
                found[name] = file.read()
    return found


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
    """Sort key that puts "2" before "10", and letters after numbers; of "01" and "001", the shorter first."""
    parts = [(int(part), "") if part.isdigit() else (1 << 62, part) for part in re.findall(r"\d+|\D+", name)]
    return [*parts, (len(name), name)]


# --- An edition, from bytes ------------------------------------------------------------------------------------

def edition(folder: Path, date: str, files: Mapping[str, bytes]) -> Edition | None:
    """The edition whose files `files` are ("01/01.md" → bytes); None where it holds no article.

    `folder` is content/, for the places that faults name. Raises Faults.
    """
    found, faults = legible_edition(folder, date, files)
    if faults:
        raise Faults(faults)
    return found


def legible_edition(folder: Path, date: str, files: Mapping[str, bytes]) -> tuple[Edition | None, list[Fault]]:
    """What `edition` returns, as far as it can be read, and what it would raise."""
    faults: list[Fault] = []
    names = sorted({name.partition("/")[0] for name in files}, key=natural)
    pages = []
    for name in names:
        own = {file.partition("/")[2]: data for file, data in files.items() if file.startswith(f"{name}/")}
        pages.append(gathered(faults, lambda name=name, own=own: _page(folder / date / name, own, faults)))
    found = tuple(filter(None, pages))
    return (Edition(date, found) if found else None), faults


def _page(folder: Path, files: Mapping[str, bytes], faults: list[Fault]) -> Page | None:
    articles = []
    for name in sorted((name for name in files if name.lower().endswith(".md")), key=natural):
        data, path = files[name], folder / name
        article = gathered(faults, lambda data=data, path=path: _placed(read_article(data, path), path, data))
        if article:
            articles.append((path, article))
    faults.extend(_doubles(articles, files))
    raw = files.get(PAGE_FILE)
    record = gathered(faults, lambda: read_record(files[RECORD_FILE], folder / RECORD_FILE)
                      if RECORD_FILE in files else None)
    if raw is not None and not any(name.endswith(".md") for name in files):
        raise _no_article(folder / PAGE_FILE, none_found=bool(record and not record.parsed))
    if raw is not None and record and record.sha256 != sha256(raw):
        faults.append(ContentFault("the raw page is not the one that was parsed", path=folder / PAGE_FILE, line=1,
                                   hint="A page's raw text never changes: bring the old page.txt back; corrections "
                                        "belong in the .md files."))
        raw = None
    if not articles:
        return None
    text = None if raw is None else gathered(faults, lambda: _raw_text(raw, folder / PAGE_FILE, record))
    return Page(folder.parent.name, folder.name, tuple((path.stem, article) for path, article in _in_order(articles)),
                record, text)


def _no_article(path: Path, none_found: bool) -> ContentFault:
    """What is said of the raw page `path` beside which no article stands; `none_found`: by the parser, that is why."""
    if none_found:
        return ContentFault("the parser found no article on this page", path=path, line=1,
                            hint="Write one: 01.md beside it, with title: and the text. Or remove the folder.")
    return ContentFault("this page has no articles yet", path=path, line=1,
                        hint="Run banmian parse {path}, or remove the file.")


def _in_order(articles: list[tuple[Path, Article]]) -> list[tuple[Path, Article]]:
    """The articles in printed order. One without `order` stands where its raw lines do, behind the article that begins
    last before them; one without lines too, or on a page without orders, where its number says."""
    begins = sorted((min(article.lines), article.order) for _, article in articles if article.order and article.lines)

    def place(pair: tuple[Path, Article]) -> tuple[int, int, list]:
        path, article = pair
        if article.order or not article.lines or not begins:
            return article.order or int(path.stem), 0, natural(path.name)
        first = min(article.lines)
        return max((own for own in begins if own[0] < first), default=(0, 0))[1], first, natural(path.name)

    return sorted(articles, key=place)


def _placed(article: Article, path: Path, data: bytes) -> Article:
    """`article`, where its file stands in the right folder under a right name."""
    if not ARTICLE_NAME.fullmatch(path.name):
        raise ContentFault("{name!r} is no article's number", path=path, name=path.name,
                           hint="An article's file is named for its number: 01.md, 02.md …")
    photos = any(map(any, map(astuple, article.photos)))
    if not (article.is_gone or photos or article.title or article.kicker or article.deck or article.label
            or any(article.bylines) or article.body.strip()):
        raise ContentFault("an article without a word or a picture", path=path, line=1,
                           hint="Write title: \"…\" in its head or text below it; or withdrawn: and the reason.")
    for name, text, folder in (("date", article.date, path.parent.parent.name),
                               ("page", article.page, path.parent.name)):
        if name == "date" and text and not is_date(text):
            raise ContentFault("date: {value!r} is no date", path=path, line=key_line(data, name), value=text,
                               hint="{form}", form=f'date: "{folder}"')
        if text and text != folder:
            raise ContentFault("{name}: {value!r}, but the folder says {folder!r}", path=path, name=name, value=text,
                               folder=folder, line=key_line(data, name), hint="Correct the one or move the file.")
    return article


def _doubles(articles: list[tuple[Path, Article]], files: Mapping[str, bytes]) -> Iterator[ContentFault]:
    """Two articles with one number or one place on the page."""
    numbers: dict[int, Path] = {}
    places: dict[int, Path] = {}
    for path, article in articles:
        if (number := int(path.stem)) in numbers:
            yield ContentFault("number {number} is {other}'s already", path=path, number=number,
                               other=numbers[number].name,
                               hint="An article's number is its address for good: give the newer one the next free "
                                    "number.")
        if article.order and article.order in places:
            yield ContentFault("order {number} is {other}'s already", path=path, number=article.order,
                               other=places[article.order].name, line=key_line(files[path.name], "order"),
                               hint="Give each article its own order, or none: then it stands where its lines do.")
        numbers.setdefault(number, path)
        places.setdefault(article.order, path)


def _raw_text(data: bytes, path: Path, record: PageRecord | None) -> str:
    """The text of a raw page in the encoding that its record names, else UTF-8. Raises ContentFault."""
    encoding = record.encoding if record and record.encoding else "utf-8"
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (UnicodeDecodeError, LookupError):
        raise ContentFault("not {encoding} text, as page.toml says", path=path, encoding=encoding,
                           hint="Run banmian parse {path} again, with --encoding where it cannot be told.") from None
