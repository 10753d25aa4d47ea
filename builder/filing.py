"""A Reading → the files of its page: what the parser wrote it rewrites, what a person wrote it leaves alone."""

import difflib
import errno
import itertools
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.content.articles import article_file, read_article
from builder.content.folder import PAGE_FILE, RECORD_FILE, read_bytes, sha256
from builder.content.settings import read_record, record_file
from builder.errors import ContentFault, disk
from builder.model import Article, Note, PageRecord, Reading
from builder.parse import jumps
from builder.speech import said


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a page's articles: file names, in order."""

    written: tuple[str, ...] = ()
    """New, or changed by the parser."""
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Edited by hand, so left as they are."""
    held: tuple[str, ...] = ()
    """Left as they are, because lines of them would go to an article that is edited by hand, or held itself."""
    moved: tuple[str, ...] = ()
    """Files whose lines the parser now reads as part of another article: now they lead to that one."""
    vanished: tuple[str, ...] = ()
    """Files of which the parser no longer makes an article, and which have no text of their own and lead nowhere; they
    stay."""
    claims: Mapping[str, Mapping[str, set[int]]] = field(default_factory=dict)
    """Of each file that is held or vanished: the other files to which lines of it would go, or have gone, and which."""
    differences: Mapping[str, str] = field(default_factory=dict)
    """Of a file that was there and that the parser now reads otherwise: from what stood there to what the parser
    writes, as a unified diff. Of those edited by hand too, but not of one that a person wrote beside those of the
    parser while no line is lost by it."""
    record: PageRecord = field(default_factory=PageRecord)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An article's file as it stands in the folder."""

    name: str
    data: bytes
    """With LF as line ends, whatever an editor or git made of them."""
    article: Article
    parsed: str
    """Its sha256 when the parser wrote it, "" where that is not known."""

    @property
    def by_hand(self) -> bool:
        return self.parsed != sha256(self.data)


def file_reading(folder: Path, reading: Reading, data: bytes, *, encoding: str, date: str = "", page: str = "",
                 newspaper: str = "", dry: bool = False) -> Filed:
    """Write `reading` of the raw page `data` into `folder`: NN.md and page.toml; nothing where `dry`.

    `date` and `page`: as the folders say, "" where no archive holds the page; `newspaper`: the archive's. An article
    keeps its number by its source lines. One that is what the parser writes is the parser's, whoever wrote it. An
    untouched article whose lines all went to another one becomes a pointer to it (`moved_to`), for its address was
    published. Raises ContentFault, MachineFault; then nothing is written, unless the system lets one file be renamed
    and not the next.
    """
    before = _record(folder, data)
    standing = {old.name: old for old in _standing(folder, before)}
    found = _not_joined(standing.values(), reading.articles)
    names = _numbers(_matches(standing.values(), found), standing.values(), before, found)
    articles = {name: _linked(article, standing.get(name)) for name, article in zip(names, found, strict=True)}
    ours = {name for name, old in standing.items() if not old.by_hand
            or (name in articles and old.data == article_file(articles[name]).encode())}
    kept = {name for name in articles if name in standing} - ours
    held, pointers = _settled(standing, articles, kept, f"{date}/{page}" if date and page else "")
    fixed = {old.article.order for name, old in standing.items()
             if name in kept | held or (name not in articles and name not in pointers)}
    new = {name: article_file(article).encode() for name, article in _in_order(articles, kept | held, fixed)}
    unchanged = {name for name in new if name in standing and standing[name].data == new[name]} - held
    files = {name: data for name, data in new.items() if name not in unchanged | kept | held} | {
        name: data for name, data in pointers.items() if data != standing[name].data}
    parsed = {old.name: old.parsed for old in standing.values() if old.parsed}
    parsed |= {name: sha256(new[name]) for name in unchanged} | {name: sha256(data) for name, data in files.items()}
    record = replace(_known(reading, data, encoding, date, page, newspaper), parsed=parsed)
    left = [old for name, old in standing.items() if name not in {*articles, *pointers} and not old.article.is_gone]
    there = {name: old.article for name, old in standing.items() if name not in pointers} | {
        name: article for name, article in articles.items() if name not in kept | held}
    read = _lines(reading.articles)
    own = _with_own_lines(left, there.values(), read)
    vanished = [old.name for old in left if old not in own
                and (old.parsed or (old.article.source and not before.parsed))]
    held |= {old.name for old in own if not old.by_hand}
    would_go = {name: article for name, article in articles.items() if name in kept | held}
    accounted = _lines(article for article in there.values() if not article.moved_to)
    agreed = {name for name in kept if before.parsed and not standing[name].parsed
                and articles[name].lines <= accounted}
    if not dry:
        _replace_files(folder, files | {RECORD_FILE: record_file(record).encode()})
    return Filed(
        written=tuple(name for name in new if name in files),
        unchanged=tuple(name for name in new if name in unchanged),
        kept=(*(name for name in new if name in kept), *(old.name for old in own if old.by_hand)),
        held=(*(name for name in new if name in held), *(old.name for old in own if old.name in held)),
        moved=tuple(name for name in pointers if name in files),
        vanished=tuple(vanished),
        claims={name: _claims(standing[name], would_go if name in held else there, read)
                for name in (*vanished, *held)},
        differences={name: _difference(name, standing[name].data, (new | pointers)[name]) for name in standing
                     if name in files or (name in held and name in new)
                     or (name in kept and standing[name].parsed != sha256(new[name]) and name not in agreed)},
        record=record)


def _in_order(articles: Mapping[str, Article], stay: Set[str], fixed: Set[int]) -> Iterator[tuple[str, Article]]:
    """The articles, those that are written with a place on the page that none of those that stay has (`fixed`)."""
    last = 0
    for name, article in articles.items():
        if name not in stay:
            last = next(order for order in itertools.count(max(article.order, last + 1)) if order not in fixed)
            article = replace(article, order=last)
        yield name, article


def _settled(standing: Mapping[str, _Standing], articles: Mapping[str, Article], kept: Set[str],
             page: str) -> tuple[set[str], dict[str, bytes]]:
    """Which files must be held as they are so that no line is lost, and which become pointers.

    Where a person keeps an article as it was, lines that the parser now gives it have no other place than the one
    they have. `articles` are the parser's, by file name; `page` is 2025-07-10/01, "" outside of an archive.
    """
    held: set[str] = set()
    while True:
        heirs = {name: article for name, article in articles.items() if name not in kept | held}
        gone = [old for name, old in standing.items() if name not in articles]
        pointers = _pointers(gone, heirs, page) if page else {}
        stays = {name: old.article for name, old in standing.items()
                 if name not in pointers and name not in heirs and not old.article.moved_to}
        lost = _lines(articles.values()) - _lines((*heirs.values(), *stays.values()))
        losing = {name for name in heirs if name in standing
                  and not standing[name].article.moved_to and standing[name].article.lines & lost}
        if not losing:
            return held, pointers
        held |= losing


def _pointers(gone: Iterable[_Standing], heirs: Mapping[str, Article], page: str) -> dict[str, bytes]:
    """Name → the file that leads on, of those of `gone` that nobody touched and all of whose lines one of `heirs` has.

    `heirs` are the articles whose files are as the parser writes them, by file name; `page` is 2025-07-10/01.
    """
    found = {}
    for old in gone:
        target = next((name for name, heir in heirs.items() if old.article.lines <= heir.lines), None)
        if target and not old.by_hand and old.article.source:
            found[old.name] = article_file(Article(
                title=old.article.title, date=old.article.date, page=old.article.page, kind=old.article.kind,
                source=old.article.source, moved_to=f"{page}/{Path(target).stem}")).encode()
    return found


def _with_own_lines(left: Iterable[_Standing], articles: Iterable[Article], lines: Set[int]) -> list[_Standing]:
    """Those of `left` that have one of the `lines` which no other of the `articles`, theirs among them, has."""
    owners = Counter(line for article in articles if not article.moved_to for line in article.lines & lines)
    return [old for old in left if any(owners[line] == 1 for line in old.article.lines)]


def _claims(old: _Standing, articles: Mapping[str, Article], lines: Set[int]) -> dict[str, set[int]]:
    """Which of the `lines` that the file `old` has other ones of `articles`, by file name, have as well."""
    return {name: shared for name, article in articles.items() if name != old.name and not article.moved_to
            and (shared := article.lines & old.article.lines & lines)}


def _lines(articles: Iterable[Article]) -> set[int]:
    return set().union(*(article.lines for article in articles))


def _difference(name: str, before: bytes, after: bytes) -> str:
    lines = [data.decode("utf-8-sig").splitlines() for data in (before, after)]
    return "\n".join(difflib.unified_diff(*lines, name, name, lineterm=""))


def _linked(article: Article, old: _Standing | None) -> Article:
    """The article with the links that `file_links` wrote: only there the whole edition is seen."""
    if old is None:
        return article
    linked = replace(article, continued_from=old.article.continued_from, continued_to=old.article.continued_to)
    return article if old.by_hand and old.data != article_file(linked).encode() else linked


def file_links(edition: Path) -> tuple[Path, ...]:
    """Write into the articles of an edition's folder which goes on as which; the files that changed.

    A file edited by hand is left alone. Raises ContentFault, MachineFault.
    """
    pages = {folder.name: [(path, read_bytes(path)) for path in sorted(folder.glob("*.md"))]
             for folder in sorted(edition.iterdir()) if folder.is_dir()}
    articles = {page: [(path.stem, read_article(data, path)) for path, data in files] for page, files in pages.items()}
    links = jumps.links(edition.name, {
        page: [(number, article) for number, article in own if not article.is_gone]
        for page, own in articles.items()})
    changed = []
    for page, files in pages.items():
        record_path = edition / page / RECORD_FILE
        if not record_path.is_file():
            continue
        record = read_record(read_bytes(record_path), record_path)
        new = {}
        for (path, data), (number, article) in zip(files, articles[page], strict=True):
            link = links.get(f"{edition.name}/{page}/{number}", jumps.Links())
            linked = replace(article, continued_from=link.continued_from, continued_to=link.continued_to)
            if linked != article and record.parsed.get(path.name) == sha256(data):
                new[path.name] = article_file(linked).encode()
        if new:
            parsed = {**record.parsed, **{name: sha256(data) for name, data in new.items()}}
            record = replace(record, parsed=parsed)
            _replace_files(edition / page, new | {RECORD_FILE: record_file(record).encode()})
            changed += [edition / page / name for name in new]
    return tuple(changed)


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
        yield _Standing(path.name, data.replace(b"\r\n", b"\n"), read_article(data, path),
                        record.parsed.get(path.name, ""))


def _not_joined(standing: Collection[_Standing], articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The articles, but those with no file of their own all of whose lines a person gave to other articles."""
    matches = _matches(standing, articles)
    given = set().union(*(old.article.lines for old in standing if old.by_hand and not old.article.moved_to))
    return tuple(article for place, article in enumerate(articles)
                 if place in matches or not article.source or not article.lines <= given)


def _matches(standing: Iterable[_Standing], articles: tuple[Article, ...]) -> Mapping[int, _Standing]:
    """Place of a new article → the file that holds most of its lines; each file and place once, best pair first.

    Of two files that hold as many the one with the fewer others: where a person joined two articles both hold the
    lines of the second, which is the file that leads on.
    """
    pairs = [(-len(shared), len(lines), place, old) for old in standing for lines in [old.article.lines]
             for place, article in enumerate(articles) if (shared := lines & article.lines)]
    matches: dict[int, _Standing] = {}
    for *_, place, old in sorted(pairs, key=lambda pair: (*pair[:3], pair[3].name)):
        if place not in matches and old not in matches.values():
            matches[place] = old
    return matches


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


def copy_page(data: bytes, folder: Path) -> None:
    """Put the raw page into `folder`, byte for byte."""
    _replace_files(folder, {PAGE_FILE: data})


def _replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files: first beside their names, then renamed, so that a full disk or a folder in a file's place
    changes nothing. A file with the same bytes stays."""
    with disk():
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), folder / name)
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
