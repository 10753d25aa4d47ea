"""A Reading → the files of its page: what the parser wrote it rewrites, what a person wrote it leaves alone."""

import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.content.articles import article_file, read_article
from builder.content.folder import PAGE_FILE, RECORD_FILE, read_bytes, sha256
from builder.content.settings import read_record, record_file
from builder.errors import ContentFault, disk
from builder.model import Article, Note, PageRecord, Reading
from builder.speech import said


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a page's articles: file names, in order."""

    written: tuple[str, ...] = ()
    """New, or changed by the parser."""
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Edited by hand, so left as they are."""
    vanished: tuple[str, ...] = ()
    """Files whose lines the parser now reads as part of other articles; they stay."""
    record: PageRecord = field(default_factory=PageRecord)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An article's file as it stands in the folder."""

    name: str
    data: bytes
    article: Article
    by_hand: bool


def file_reading(folder: Path, reading: Reading, data: bytes, *, encoding: str, date: str = "", page: str = "",
                 newspaper: str = "") -> Filed:
    """Write `reading` of the raw page `data` into `folder`: NN.md and page.toml.

    `date` and `page`: as the folders say, "" where no archive holds the page; `newspaper`: the archive's. An article
    keeps its number by its source lines. Raises ContentFault, MachineFault; then nothing is written.
    """
    before = _record(folder, data)
    standing = list(_standing(folder, before))
    matches = _matches(standing, reading.articles)
    numbers = _numbers(matches, standing, before, reading.articles)
    files: dict[str, bytes] = {}
    kept, unchanged = [], []
    for place, article in enumerate(reading.articles):
        old = matches.get(place)
        name = numbers[place]
        new = article_file(article).encode()
        if old and old.by_hand:
            kept.append(name)
        elif old and old.data == new:
            unchanged.append(name)
        else:
            files[name] = new
    record = _known(reading, data, encoding, date, page, newspaper)
    as_parsed = {old.name: before.parsed[old.name] for old in standing if old.name in before.parsed}
    record = replace(record, parsed=as_parsed | {name: sha256(new) for name, new in files.items()})
    vanished = [old.name for old in standing if old not in matches.values() and old.name in before.parsed]
    _replace_files(folder, files | {RECORD_FILE: record_file(record).encode()})
    return Filed(tuple(files), tuple(unchanged), tuple(kept), tuple(vanished), record)


def _record(folder: Path, data: bytes) -> PageRecord:
    path = folder / RECORD_FILE
    if not path.is_file():
        return PageRecord()
    record = read_record(read_bytes(path), path)
    if record.sha256 != sha256(data):
        raise ContentFault("the raw page is not the one that was parsed here", path=path, hint=(
            "A page's raw text never changes: bring the old page.txt back (corrections belong in the .md files), "
            "or delete page.toml and the .md files to start this page anew."))
    return record


def _standing(folder: Path, record: PageRecord) -> Iterator[_Standing]:
    for path in sorted(folder.glob("*.md")):
        data = read_bytes(path)
        yield _Standing(path.name, data, read_article(data, path), record.parsed.get(path.name) != sha256(data))


def _matches(standing: Iterable[_Standing], articles: tuple[Article, ...]) -> Mapping[int, _Standing]:
    """Place of a new article → the file that holds most of its lines; each file and place once, best pair first."""
    pairs = [(-len(shared), place, old) for old in standing for place, article in enumerate(articles)
             if (shared := _lines(old.article) & _lines(article))]
    matches: dict[int, _Standing] = {}
    for _, place, old in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].name)):
        if place not in matches and old not in matches.values():
            matches[place] = old
    return matches


def _lines(article: Article) -> set[int]:
    ranges = article.source.lines if article.source else ()
    return {line for first, last in ranges for line in range(first, last + 1)}


def _numbers(matches: Mapping[int, _Standing], standing: Iterable[_Standing], before: PageRecord,
             articles: tuple[Article, ...]) -> list[str]:
    """The file name of each article: the one it has, or had before its file was deleted, else the next free number."""
    there = {old.name for old in standing}
    gone = {sha: name for name, sha in before.parsed.items() if name not in there}
    given = [int(Path(name).stem) for name in (*before.parsed, *(old.name for old in standing))
             if Path(name).stem.isdigit()]
    free = itertools.count(max(given, default=0) + 1)
    return [matches[place].name if place in matches else
            gone.get(sha256(article_file(article).encode())) or f"{next(free):02}.md"
            for place, article in enumerate(articles)]


def _known(reading: Reading, data: bytes, encoding: str, date: str, page: str, newspaper: str) -> PageRecord:
    """What is known of the page, and from where: printed on it, inferred from its datelines, or given by the folder."""
    notes = list(reading.notes)
    first = reading.furniture[0][0] if reading.furniture else 1
    for name, printed, given in (("date", reading.date, date), ("page", reading.page, page)):
        if printed and given and printed != given:
            says = said("the page prints {printed}, the folder says {given}", printed=printed, given=given)
            notes.append(Note(first, f"printed {name}", says.within("en")))
    return PageRecord(
        sha256=sha256(data), encoding=encoding,
        date_from=_origin(reading.date, date) or ("datelines" if date and reading.dateline_date == date else
                                                  "given" if date else ""),
        page_from=_origin(reading.page, page) or ("given" if page else ""),
        newspaper_from="printed" if reading.newspaper else "archive" if newspaper else "",
        newspaper=reading.newspaper, section=reading.section, editors=reading.editors, furniture=reading.furniture,
        notes=tuple(sorted(notes, key=lambda note: note.line)),
    )


def _origin(printed: str, given: str) -> str:
    return "printed" if printed and printed == (given or printed) else ""


def copy_page(data: bytes, folder: Path) -> Path:
    """Put the raw page into `folder`, byte for byte. Raises ContentFault where another page stands there already."""
    path = folder / PAGE_FILE
    if path.is_file():
        if read_bytes(path) != data:
            raise ContentFault("another page stands here already", path=path, hint="Choose another date or page.")
    else:
        _replace_files(folder, {PAGE_FILE: data})
    return path


def _replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none of them: first beside their names, then renamed. A file with the same bytes stays."""
    with disk():
        folder.mkdir(parents=True, exist_ok=True)
        changed = {folder / name: data for name, data in files.items()
                   if not (folder / name).is_file() or (folder / name).read_bytes() != data}
        drafts = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in changed}
        try:
            for path, data in changed.items():
                drafts[path].write_bytes(data)
            for path, draft in drafts.items():
                os.replace(draft, path)
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
