"""Articles → the files of search/: what must be made of segments and dictionary, and who makes it."""

import ctypes
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, islice, starmap
from typing import TypeVar

from builder.search import chunks, engine, segments, shares, trees
from builder.search.chunks import Shelves
from builder.search.postings import FIELDS, SLOT, Document
from builder.search.shares import Brought, Share
from builder.search.standing import Before, Entry, Standing, entry
from builder.search.trees import Cut
from builder.search.words import dictionary, printed

A = TypeVar("A")
T = TypeVar("T")
BLOCK = 200
"""Articles that a worker cuts into words at a time."""
AHEAD = 16
"""Blocks in flight: enough that no worker waits while files are written, few enough that they do not pile up."""
LARGE = 2000
"""Articles of a segment that is reduced region by region."""
HELD = 160_000
"""Articles whose terms or pairs of one region are made ahead, about and at most: what bounds memory while this process
writes others. (A region holds a fifteenth of what an article has.)"""
Region = tuple[Cut, Brought, Callable[[], Shelves]]
"""A region that is being reduced: itself, what shares bring to it, and what gives its chunks."""
Files = Iterator[tuple[str, bytes | None]]


def ready(words: tuple[str, ...]) -> None:
    """Read what articles are cut with: once, where processes are then forked from this one."""
    engine.chosen().ready(words)
    printed("报纸", dictionary(words))  # headlines too


def index_of(documents: Iterable[Document], words: tuple[str, ...] = (),
             executor: Executor | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of search/ for articles that are all at hand."""
    known = {document.url: document for document in documents}
    return index(map(entry, known.values()), lambda wanted: [known[one.url] for one in wanted], words, executor)


def index(entries: Iterable[Entry], documents: Callable[[Sequence[Entry]], Iterable[Document]],
          words: tuple[str, ...] = (), executor: Executor | None = None, standing: Standing | None = None) -> Files:
    """The files of search/: (path in the site, content), or None for the content where the file stands as it is.

    The same articles and `words` give the same bytes, with one worker or many, whatever stands.

    Args:
        entries: the articles, in any order.
        documents: loads some of them, in the order asked for; called in this process, for a block at a time.
        words: names that the dictionary lacks.
        executor: cuts articles into words, block by block, and begins at once; None: this process does.
        standing: what need not be made again.
    """
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.url))
    before = Before(standing)
    parts = segments.segments(ordered)
    patches = {name: before.patched(name, articles, documents, words) for name, articles in parts}
    shared = _shared([part for part in parts if not patches[part[0]]], documents, words, executor)

    def begun(name: str, articles: Sequence[Entry]) -> Begun:
        if made := patches[name]:
            return Begun(made.letters, made.variants, before.amended(name, made))
        return _segment(name, articles, next(shared), documents, words, executor)

    return _files(parts, begun, before, words)


@dataclass(frozen=True, slots=True)
class Begun:
    """A segment that is being made."""

    letters: Set[str]
    variants: Counter[str]
    files: Generator[tuple[str, bytes | None], None, dict]
    """Returns its summary."""


def _files(parts: Iterable[tuple[str, Sequence[Entry]]], begun: Callable[[str, Sequence[Entry]], Begun],
           before: Before, words: tuple[str, ...]) -> Files:
    """The files of search/. Segments begin before others are done, as far as memory goes, so that nobody waits: while
    others make them, this process makes the dictionary."""
    summaries: list[dict] = []
    letters: set[str] = set()
    printed: set[str] = set()
    waiting: deque[tuple[int, Begun]] = deque()
    for name, articles in parts:
        while waiting and sum(number for number, _ in waiting) + len(articles) > segments.LARGEST:
            summaries.append((yield from waiting.popleft()[1].files))
        segment = begun(name, articles)
        waiting.append((len(articles), segment))
        letters |= segment.letters
        printed |= segment.variants.keys()
    stamp = chunks.stamp([repr(words), "".join(sorted(letters))])
    if before.has_words(stamp):
        lexicon = {key: before.manifest[key] for key in ("total", "letters", "words")}
        yield from ((path, None) for path in before.files("words"))
    else:
        known = dictionary(words)
        where, files = chunks.lexicon(known, letters)
        lexicon = {"total": known.total, "letters": stamp, "words": where}
        yield from files
    for _, segment in waiting:
        summaries.append((yield from segment.files))
    yield chunks.manifest(lexicon, printed, summaries)


def segment_stamp(articles: Sequence[Entry], slots: Sequence[int]) -> str:
    """What the numbers in a segment's chunks depend on: which articles they mean, and where each begins."""
    return chunks.stamp([*(part for article in articles for part in (article.date, article.url)), *map(str, slots)])


def _shared(parts: Iterable[tuple[str, Sequence[Entry]]], documents: Callable[[Sequence[Entry]], Iterable[Document]],
            words: tuple[str, ...], executor: Executor | None) -> Iterator[list[Share]]:
    """The shares of each segment's articles."""
    parts = list(parts)
    done = _mapped(executor, partial(shares.shares, words=words), (
        list(documents(articles[start:start + BLOCK])) for _, articles in parts
        for start in range(0, len(articles), BLOCK)))
    for _, articles in parts:
        yield list(chain.from_iterable(islice(done, -(-len(articles) // BLOCK))))


def _segment(name: str, articles: Sequence[Entry], own: Sequence[Share],
             documents: Callable[[Sequence[Entry]], Iterable[Document]], words: tuple[str, ...],
             executor: Executor | None) -> Begun:
    """A segment made of the shares of its articles, region by region: begun at once where there is an executor."""
    lengths = [[length for share in own for length in share.lengths[field]] for field in range(len(FIELDS))]
    slots = [size for share in own for size in share.slots]
    weights = [weight for share in own for weight in share.weights]
    stamp = segment_stamp(articles, slots)
    letters = set().union(*(share.letters for share in own))
    variants = sum((share.variants for share in own), Counter())
    firsts = list(accumulate((len(share.slots) for share in own[:-1]), initial=0))
    places = list(accumulate((sum(share.slots) * SLOT for share in own[:-1]), initial=0))
    ways = (
        (partial(shares.terms, name, stamp, words), chunks.TERMS, firsts, [share.terms for share in own]),
        (partial(shares.pairs, name, stamp, sum(slots) * SLOT), chunks.PLACES, places, [share.pairs for share in own]),
        (partial(shares.runs, name, stamp), chunks.TERMS, places, [(share.runs,) for share in own]),
    )
    ahead = max(4, HELD // (1 + len(articles))) if executor else 0
    begun = [(reduce, bound, _ahead(ahead, starmap(
        partial(_begun, executor, reduce), _regions(begins, parts, len(articles) > LARGE)
    ))) for reduce, bound, begins, parts in ways]

    def files() -> Generator[tuple[str, bytes], None, dict]:
        cuts: list[list[Cut]] = [[] for _ in begun]
        pages, texts = yield from chunks.texts(name, stamp, documents(articles), weights)
        for way, found in zip(begun, cuts, strict=True):
            yield from _shelved(*way, found)
        count = len(texts) + sum(map(len, cuts)) + 4  # with authors and the three below
        terms, pairs, runs = (trees.written(found, trees.KEYS) for found in cuts)
        where = {"places": pairs, "runs": runs, "texts": trees.written(texts, trees.ARTICLES)}
        yield chunks.columns_script(name, stamp, pages, lengths, where)
        yield chunks.places_script(name, stamp, slots)
        yield chunks.letters(name, stamp, count, letters, variants)
        return chunks.summary(name, stamp, len(articles), lengths, slots, terms)

    return Begun(letters, variants, files())


def _regions(begins: Sequence[int], parts: Sequence[tuple[bytes, ...]], apart: bool) -> Iterator[tuple[Cut, Brought]]:
    """What is reduced together: the regions apart, or all that there is. `parts`: what each share brings to each."""
    brought = deque(list(zip(begins, region, strict=True)) for region in zip(*parts, strict=True))
    del parts  # each region's memory is free when it is done
    if apart and len(brought) == len(shares.REGIONS):
        for region in shares.REGIONS:
            yield region, brought.popleft()
    else:
        yield Cut(0, trees.KEYS), list(chain.from_iterable(brought))


def _begun(executor: Executor | None, reduce: Callable[[Cut, Brought], Shelves], root: Cut, brought: Brought) -> Region:
    return root, brought, _call(executor, _trimmed, reduce, root, brought)


def _shelved(reduce: Callable[[Cut, Brought], Shelves], bound: int, begun: Iterator[Region],
             cuts: list[Cut]) -> Iterator[tuple[str, bytes]]:
    """The files of regions whose reduction has begun; where they are cut is added to `cuts`.

    Two halves of one range that weigh no more than `bound` together are made again as one, for they are one chunk.
    """
    done: list[tuple[Cut, Brought, Shelves]] = []
    for root, brought, result in begun:
        found = result()
        del result
        while done and trees.parent(done[-1][0]) == trees.parent(root) and done[-1][2].weight + found.weight <= bound:
            root, brought = trees.parent(root), [*done.pop()[1], *brought]
            found = reduce(root, brought)
        if found.weight > bound:  # it stays as it is
            yield from found.files
            brought, found = [], replace(found, files=[])
        done.append((root, brought, found))
    for _, _, found in done:
        yield from found.files
        cuts += found.cuts


def _mapped(executor: Executor | None, function: Callable[[A], T], things: Iterable[A]) -> Iterator[T]:
    """The results of calls, in order, a bounded number of them in flight: with an executor the first begin at once."""
    calls = _ahead(AHEAD if executor else 0, map(partial(_call, executor, function), things))
    return (call() for call in calls)


def _ahead(number: int, things: Iterator[T]) -> Iterator[T]:
    """`things`, of which so many are made before they are asked for, the first at once."""
    made = deque(islice(things, number))

    def all_() -> Iterator[T]:
        for thing in things:
            made.append(thing)
            yield made.popleft()
        while made:
            yield made.popleft()

    return all_()


def _trimmed(function: Callable[..., T], *arguments: object) -> T:
    """The result of a call after which a process has more memory than it needs: glibc gives back what it would keep."""
    found = function(*arguments)
    with suppress(OSError, AttributeError, TypeError):  # another system's library keeps less, or nothing
        ctypes.CDLL(None).malloc_trim(0)
    return found


def _call(executor: Executor | None, function: Callable[..., T], *arguments: object) -> Callable[[], T]:
    """The result of a call, begun at once where there is an executor, else when it is asked for."""
    return executor.submit(function, *arguments).result if executor else partial(function, *arguments)
