"""Editions → every file of the site: pages, search index, what the archive copies as it is.

A map and a reduce. The map makes one edition from its bytes (`made`), here, in other processes or on other machines,
and never holds more than a few of them. The reduce makes the rest from what `memo` knows of all editions.
"""

import gc
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from itertools import chain, groupby
from pathlib import Path

from builder import content, leads, misprints, search, site
from builder.errors import Fault, Faults, MachineFault
from builder.memo import Known, Memo
from builder.model import Archive, Edition
from builder.plan import Plan, inputs_of, neighbours
from builder.site import Card, Day, Frame, authors, calendar, edition, exports, feed, pictures
from builder.site.authors import Listed, Work
from builder.site.card import Line
from builder.site.templates import Compiled, overrides
from builder.site.views import Link
from builder.stamps import UNSURE, digest, program
from builder.workers import Team

Files = Iterator[tuple[str, bytes | None]]
"""(path relative to the site's root, content); None: it stands there as it is."""

UNIT = 48
"""Articles from which on a unit of work is worth sending about: an edition of a daily."""
FEW = 8
"""Editions whose headlines are rather looked up, in `memo`, than cut anew."""
SIZE = 16
"""Bytes of an article's digest."""
COLUMNS = [column.name for column in fields(search.Document)]


@dataclass(frozen=True, slots=True)
class Task:
    """An edition to be made."""

    date: str
    previous: str
    """Date of the edition before, "" where there is none."""
    next: str
    names: tuple[str, ...]
    """Its files below its folder: "01/01.md"."""
    files: Mapping[str, bytes] | None = None
    """Their content, as far as it is read; None: whoever makes it reads them from the archive's folder."""
    program: bytes = b""
    """Digest of what makes the site; b"": whoever makes the edition is the same program for sure."""
    places: Mapping[str, Link] | None = None
    """Of the articles of other editions that it names, those that there are; None: not looked up yet."""


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as it was read and made."""

    date: str
    inputs: bytes
    """Digest of the texts it was read from."""
    card: Card
    documents: bytes
    """For the search index, packed."""
    digests: bytes
    """Of these documents, all of one length."""
    lines: bytes
    files: tuple[tuple[str, bytes], ...] | None
    """(path, content); None: not made yet, for it asks for articles of other editions or for pictures."""
    places: Mapping[str, Link]
    """What it was told of the articles of other editions."""
    pictures: tuple[str, ...] = ()
    """The pictures it asks for: "01/a.jpg"."""


def files(plan: Plan, known: Memo, team: Team) -> Files:
    """Every file of the site. The archive's own static files come before ours.

    The files are the same whoever makes them, and whatever stands there already. Raises Faults, ContentFault.
    """
    frame = Frame(plan.settings, overrides(plan.templates), plan.folder)
    frame.words  # noqa: B018  words of the archive's own that cannot be read are told first
    parts, paths = known.parts(), set()
    alone = frame.compiled(Compiled(known.fact, known.learn)) if team.executor is None else nullcontext()
    with misprints.told(Archive(plan.settings, ()), plan.folder), alone:  # no other process may use this one's memory
        for path, data in _files(frame, plan, parts, known, team):
            paths.add(path)
            yield path, data
    written = (lead for lead in known.links() if lead[-1] not in leads.CONTINUED)
    faults: list[Fault] = list(leads.dead(written, paths, plan.folder))
    if faults:
        raise Faults(faults)


def _files(frame: Frame, plan: Plan, parts: Mapping[str, bytes], known: Memo, team: Team) -> Files:
    yield from _part("static", plan.static_key, frozenset(), parts, known, lambda: (
        (path, content.read_bytes(plan.folder / content.STATIC_FOLDER / path)) for path in sorted(plan.static)))
    before = _entries(known) if known.fact("words") == _words(plan) else None  # with what is gone: the index has it
    for date in plan.gone:
        known.forget_edition(date)
        known.forget_part(date)
    cuts = _cuts(plan, known) if before is not None else {}
    yield from _editions(replace(frame, cuts=cuts), plan, known, team)
    begun = _search(plan, parts, before, known, team)  # others cut words while this process makes the rest
    yield from _rest(frame, plan, parts, known)
    yield from begun
    known.learn("words", _words(plan))


def share(words: tuple[str, ...]) -> None:
    """Read the dictionary before processes are forked from this one: they then share its memory, and none reads it."""
    search.ready(words)
    gc.collect()
    gc.freeze()  # else the first collection in each process copies all of it


def _part(name: str, key: bytes, taken: Set[str], parts: Mapping[str, bytes], known: Memo,
          make: Callable[[], Iterable[tuple[str, bytes | None]]]) -> Files:
    """The files of a part of the site: those that stand, where it was made of the same; else those that `make`, which
    is called at once, gives.

    `taken`: paths that are others'.
    """
    if key != UNSURE and parts.get(name) == key:
        return ((path, None) for path in known.paths(name))
    return _new_part(name, key, taken, known, make())


def _new_part(name: str, key: bytes, taken: Set[str], known: Memo, made: Iterable[tuple[str, bytes | None]]) -> Files:
    before, written = {path: row for path, *row in known.files(name)}, []
    for path, data in made:
        if path not in taken:
            written.append((path, *(before[path] if data is None else (digest(data), len(data)))))
            yield path, data
    known.learn_part(name, key, written)


# --- The map -------------------------------------------------------------------------------------------------

def _editions(frame: Frame, plan: Plan, known: Memo, team: Team) -> Files:
    """The files of all editions: first those that ask nothing of others, then those whose articles continue there."""
    before, todo = known.editions(), set(plan.todo)
    for date in before.keys() - todo - set(plan.gone):
        if not before[date].asks:
            yield from ((path, None) for path in known.paths(date))
    waiting: dict[str, Made] = {}
    yield from _mapped(frame, [(date, (), None) for date in plan.todo], waiting, plan, known, team)
    names = {name for edition in known.editions().values() for name in edition.asks}
    places = edition.places((_card(*row) for row in known.cards({name.partition("/")[0] for name in names})), names)
    again = []
    for date, now in known.editions().items():
        if now.asks or date in waiting:
            named = {name: places[name] for name in now.asks if name in places}
            if date not in waiting and now.places == _digest(named):
                yield from ((path, None) for path in known.paths(date))
            else:
                again.append((date, waiting[date].pictures if date in waiting else (), named))
    yield from _mapped(frame, again, waiting, plan, known, team)


def _cuts(plan: Plan, known: Memo) -> dict[str, tuple[str, ...]]:
    """The words of the headlines of the editions to be made, where these are few."""
    rows = known.cards(plan.todo if len(plan.todo) <= FEW else ())
    return _words_of(clause for row in rows for line in _card(*row).lines for clause in line.cut)


def _words_of(cuts: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Clause of a headline → its words."""
    return {"".join(words): tuple(words) for words in cuts}


def _mapped(frame: Frame, wanted: Sequence[tuple[str, Iterable[str], Mapping[str, Link] | None]],
            waiting: dict[str, Made], plan: Plan, known: Memo, team: Team) -> Files:
    """The files of editions: (date, pictures to send along, places of what it asks); the others go to `waiting`.

    Raises Faults, when all are read.
    """
    faults: list[Fault] = []
    for found in team.map(partial(made, frame), _units(plan, wanted, known, team)):
        for one in found:
            if isinstance(one, Fault) and not Path(one.path).is_relative_to(plan.folder):
                raise one  # a template's: it would be every edition's
            if isinstance(one, Fault):
                faults.append(one)
            elif not faults:
                _learn(one, plan, known)
                if one.files is None:
                    waiting[one.date] = one
                else:
                    yield from ((path, data) for path, data in one.files if path not in plan.static)
    if faults:
        raise Faults(faults)


def _units(plan: Plan, wanted: Iterable[tuple[str, Iterable[str], Mapping[str, Link] | None]],
           known: Memo, team: Team) -> Iterator[list[Task]]:
    """Work in portions that are worth sending about."""
    around = dict(zip(plan.dates, neighbours(plan.dates), strict=True))
    unit: list[Task] = []
    for date, needed, places in wanted:
        names = plan.editions[date]
        held = None
        if not team.here:
            held = content.edition_bytes(plan.folder, date, names)
            held |= {name: pictures.own_bytes(plan.folder / date / name) for name in needed if name in names}
        own = b"" if team.here else known.program
        unit.append(Task(date, *around[date], tuple(names), held, own, places))
        if sum(name.endswith(".md") for task in unit for name in task.names) >= UNIT:
            yield unit
            unit = []
    if unit:
        yield unit


def _learn(one: "Made", plan: Plan, known: Memo) -> None:
    now, card = plan.now[one.date], one.card
    asks = card.asks_elsewhere
    known.learn_edition(
        one.date, Known(now.stamp, one.inputs, asks, _digest(one.places)),
        card=(card.pages, [(line.page, line.number, line.name, line.cut, line.authors, line.gone)
                           for line in card.lines], card.asks),
        works=((name, line.page, card.url(line), line.name, line.newspaper, line.cut)
               for line in card.shown for name in line.authors),
        pages=card.pages, articles=len(card.shown), shown=[line.place for line in card.shown],
        digests=one.digests, links=[(link.article, link.written, link.path, link.key) for link in card.links],
        documents=one.documents, lines=one.lines)
    if one.files is not None:
        known.learn_part(one.date, now.key(one.inputs), [
            (path, digest(data), len(data)) for path, data in one.files if path not in plan.static])


def _card(date: str, card: list) -> Card:
    pages, lines, asks = card
    return Card(date, tuple(pages), tuple(
        Line(page, number, name, tuple(map(tuple, cut)), tuple(authors), gone)
        for page, number, name, cut, authors, gone in lines), tuple(asks))


def _digest(places: Mapping[str, Link]) -> bytes:
    return digest(*(part for name, link in sorted(places.items()) for part in (name, link.url, link.text)))


def _words(plan: Plan) -> bytes:
    return digest(*plan.settings.words)


def made(frame: Frame, tasks: Sequence[Task]) -> list[Made | Fault]:
    """Editions, as they were read and made, or what is wrong with them. A pure function, but for the archive's folder,
    which it reads where a task does not bring the files along."""
    found: list[Made | Fault] = []
    for task in tasks:
        if task.program and task.program != _program():
            raise MachineFault("a worker has another version of Banmian, or of a library that it needs",
                               hint="Install the same on every machine; requirements.lock has all versions.")
        try:
            found.append(_made(frame, task))
        except Fault as fault:
            found.append(fault)
        except Faults as several:
            found += several.faults
    return found


@cache
def _program() -> bytes:
    return program()


def _made(frame: Frame, task: Task) -> Made:
    folder = frame.content
    held = task.files
    read = held if held is not None else content.edition_bytes(folder, task.date, dict.fromkeys(task.names))
    read = {name: data for name, data in read.items() if content.is_read(name)}
    edition_ = content.edition(folder, task.date, read)
    with misprints.told(Archive(frame.settings, (edition_,)), folder):
        card = site.card(edition_, frame.cut)
        documents = list(site.documents(edition_))
        files, wanted = None, _wanted(edition_, task)
        if not wanted and (task.places is not None or not card.asks_elsewhere):
            places = (task.places or {}) | edition.places([card], card.asks)
            files = tuple(edition.files(frame, Day(edition_, task.previous, task.next, places, held)))
    return Made(task.date, inputs_of(read), card, packed(documents), b"".join(map(search.digest, documents)),
                zlib.compress(exports.lines(frame, edition_), 1), files, task.places or {}, wanted)


def _wanted(edition_: Edition, task: Task) -> tuple[str, ...]:
    """The pictures that must be sent along and were not."""
    if task.files is None:
        return ()
    named = {f"{page.number}/{name}" for page in edition_.pages
             for name in pictures.names([article for _, article in page.articles])}
    return tuple(sorted((named & set(task.names)) - task.files.keys()))


# --- The reduce ----------------------------------------------------------------------------------------------

def _rest(frame: Frame, plan: Plan, parts: Mapping[str, bytes], known: Memo) -> Files:
    """The files that more than one edition is seen from."""
    ground, dates = plan.ground, plan.dates
    inputs = {date: edition.inputs for date, edition in known.editions().items()}
    shown = {date: (pages, places) for date, pages, places, _ in known.shown()}

    def read(date: str) -> Edition:
        return content.edition(plan.folder, date, content.edition_bytes(plan.folder, date, plan.editions[date]))

    def cuts(date: str) -> Frame:
        lines = (line for row in known.cards([date]) for line in _card(*row).lines)
        return replace(frame, cuts=_words_of(clause for line in lines for clause in line.cut))

    used = {"static", "search", *dates}

    def part(name: str, key: bytes, make: Callable[[], Iterable[tuple[str, bytes]]]) -> Files:
        used.add(name)
        return _part(name, key, plan.static, parts, known, make)

    last = dates[-1] if dates else ""
    yield from part("fixed", ground, lambda: site.fixed(frame))
    yield from part("home", digest(ground, inputs.get(last, b""), *dates), lambda: [
        ("index.html", site.home(cuts(last), read(last) if last else None, dates))])
    yield from part("years", digest(ground, *dates), lambda: site.years(frame, dates))
    writers: list[Listed] = []
    for name, rows in groupby(known.works(), key=lambda row: row[0]):
        works = list(rows)
        writer = authors.author(name, [Work(*row[1:6]) for row in works])
        writers.append(writer.listed)
        yield from part(f"author {name}", digest(ground, repr(works)), lambda writer=writer, works=works: [
            (writer.url, site.author_page(replace(frame, cuts=_words_of(
                clause for *_, cut in works for clause in json.loads(cut))), writer))])
    writers.sort(key=lambda writer: authors.sound(writer.name))
    yield from part("authors", digest(ground, repr(writers)), lambda: [
        ("authors/index.html", site.authors_index(frame, writers))])
    if frame.base:
        latest = list(feed.latest((date, len(shown[date][1])) for date in reversed(dates)))
        yield from part("feed", digest(ground, *(inputs[date] for date in latest)), lambda: [
            ("feed.xml", site.feed_file(frame, map(read, latest)))])
        urls = [writer.url for writer in writers]
        yield from part("sitemap", digest(ground, repr(shown), *urls), lambda: site.sitemap_files(
            frame, ((date, *shown[date]) for date in dates), dates, urls))
    for year in calendar.years(dates) if exports.LINES in plan.settings.exports else ():
        key = digest(ground, *(inputs[date] for date in dates if date.startswith(year.number)))
        yield from part(f"lines {year.number}", key, lambda year=year: [
            (exports.year_file(year.number), b"".join(map(zlib.decompress, known.lines(year.number))))])
    for name in parts.keys() - used:  # an author, a year, a feed that was: its files go from the site
        known.forget_part(name)


# --- Search --------------------------------------------------------------------------------------------------

def _search(plan: Plan, parts: Mapping[str, bytes], before: Sequence[search.Entry] | None, known: Memo,
            team: Team) -> Files:
    """The index, which depends on the words of the articles and on nothing else; it is begun at once.

    `before`: the articles that the site's index was made of, None where that was with other words.
    """
    words, entries = plan.settings.words, _entries(known)
    key = digest(known.program, _words(plan), *chain.from_iterable(
        (date, " ".join(places), digests) for date, _, places, digests in known.shown()))
    paths = known.paths("search") if before is not None and "search" in parts and plan.site else []
    standing = search.Standing(before, paths, lambda path: content.read_bytes(plan.site / path)) if paths else None
    return _part("search", key, plan.static, parts, known, lambda: search.index(
        entries, partial(_documents, known), words, team.executor, standing))


def _entries(known: Memo) -> list[search.Entry]:
    """The articles, as the index knows them before it reads them."""
    return [search.Entry(date, f"{date}/{place}.html", digests[at * SIZE:(at + 1) * SIZE])
            for date, _, places, digests in known.shown() for at, place in enumerate(places)]


def _documents(known: Memo, entries: Sequence[search.Entry]) -> Iterator[search.Document]:
    """The texts of `entries`, in their order."""
    for date, run in groupby(entries, key=lambda entry: entry.date):
        found = {document.url: document for document in unpacked(known.documents(date))}
        yield from (found[entry.url] for entry in run)


def packed(documents: Iterable[search.Document]) -> bytes:
    """Documents as `memo` keeps them."""
    rows = [[getattr(document, name) for name in COLUMNS] for document in documents]
    return json.dumps(rows, ensure_ascii=False).encode()


def unpacked(data: bytes) -> list[search.Document]:
    """What `packed` packed."""
    return [search.Document(*[tuple(value) if isinstance(value, list) else value for value in row])
            for row in json.loads(data)]
