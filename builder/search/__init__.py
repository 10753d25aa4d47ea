"""Full-text search without a server: an index in scripts that a browser loads from a folder, a few for each query.

words      text → tokens: what a word is, on both sides
postings   tokens → statistics
numbers    numbers → characters, and back (`fast`: with numpy, the same)
shares     what some articles bring to each region of the index (map), and a region's chunks made of it (reduce)
segments   articles by date → indexes of their own
trees      where these are cut
chunks     statistics → scripts, and reading them back
patch      an index of which a few articles were edited
query      a query → results, as in the browser
"""

import ctypes
import hashlib
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, islice, starmap
from typing import TypeVar

from builder.search import chunks, patch, segments, shares, trees
from builder.search.chunks import Reader, Shelves
from builder.search.patch import Patched
from builder.search.postings import FIELDS, SLOT, Document
from builder.search.query import Part, Result, Results, holding, search
from builder.search.shares import Brought, Share
from builder.search.trees import Cut
from builder.search.words import dictionary, printed

__all__ = [
    "Document", "Entry", "Part", "Reader", "Result", "Results", "Standing", "digest", "entry", "holding", "index",
    "index_of", "ready", "search",
]

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


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the index knows it before its text is read."""

    date: str
    url: str
    digest: bytes
    """Of the whole Document: another text, another digest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The index as the last build left it in the site, made with the same words by the same code."""

    entries: Sequence[Entry]
    paths: Sequence[str]
    """The files of search/ that stand in the site, unchanged since."""
    read: Callable[[str], bytes]
    """Of one of these files, its content."""


def ready(words: tuple[str, ...]) -> None:
    """Read what articles are cut with: once, where processes are then forked from this one."""
    chunks.made().ready(words)
    printed("报纸", dictionary(words))  # headlines too


def digest(document: Document) -> bytes:
    """Sixteen bytes that change with any word of an article."""
    return hashlib.blake2b(repr(document).encode(), digest_size=16).digest()


def entry(document: Document) -> Entry:
    """What the index knows of an article before it reads it."""
    return Entry(document.date, document.url, digest(document))


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
    before = _Before(standing)
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
           before: "_Before", words: tuple[str, ...]) -> Files:
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


class _Before:
    """What of the index that stands may stay. A file that cannot be read is as good as none."""

    def __init__(self, standing: Standing | None):
        self.paths = frozenset(standing.paths if standing else ())
        self._files: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            self._files.setdefault(path.rpartition("/")[0], []).append(path)
        self._read = standing.read if standing else None
        self._contents: dict[str, dict] = {}
        self.manifest = {}
        with suppress(ValueError, LookupError):
            self.manifest = self._content("manifest")
        self.summaries = {summary["name"]: summary for summary in self.manifest.get("segments", ())}
        ordered = sorted(standing.entries, key=lambda entry: (entry.date, entry.url)) if self.manifest else ()
        self._articles = dict(segments.segments(ordered))

    def patched(self, name: str, articles: Sequence[Entry], documents: Callable[[Sequence[Entry]], Iterable[Document]],
                words: tuple[str, ...]) -> Patched | None:
        """A segment that holds just these articles, or held them before a few were edited; None: it must be made."""
        try:
            edited = self._edited(name, articles)
        except (ValueError, LookupError, TypeError):
            return None
        texts = dict(zip(edited, documents([articles[number] for number in edited]), strict=True)) if edited else {}
        with suppress(ValueError, LookupError, TypeError):
            if not texts:
                return Patched(self.summaries[name], {}, frozenset(), *chunks.unlettered(self._letters(name)))
            known = set().union(*(self._letters(own)["letters"] for own in self.summaries))
            return patch.patched(self.summaries[name], texts, self._content, words, known)
        return None

    def _edited(self, name: str, articles: Sequence[Entry]) -> list[int]:
        """The numbers of a segment's articles that were edited. Raises KeyError where that is not all that happened."""
        was = self._articles[name]
        if [(one.date, one.url) for one in was] != [(one.date, one.url) for one in articles]:
            raise KeyError("other articles")
        if self._letters(name)["files"] != len(self.files(name)):
            raise KeyError("files that are gone")
        edited = [number for number, one in enumerate(articles) if one.digest != was[number].digest]
        if len(edited) > 1 + len(articles) // 50:
            raise KeyError("so many that they are sooner read anew")
        return edited

    def amended(self, name: str, made: Patched) -> Generator[tuple[str, bytes | None], None, dict]:
        """The files of a segment that is patched; returns its summary."""
        yield from made.files.items()
        yield from ((path, None) for path in self.files(name) if path not in made.files and path not in made.gone)
        return made.summary

    def has_words(self, letters: str) -> bool:
        """Whether the dictionary that stands is that of such letters, whole."""
        with suppress(ValueError, LookupError):
            cuts = trees.read(self.manifest["words"], trees.KEYS)
            named = {f"search/words/{cut.name(trees.KEYS)}.js" for cut in cuts}
            return self.manifest["letters"] == letters and named == set(self.files("words"))
        return False

    def files(self, name: str) -> list[str]:
        """The files of a segment, or of the dictionary."""
        return self._files.get(f"search/{name}", [])

    def _letters(self, name: str) -> dict:
        return self._content(f"{name}/letters")

    def _content(self, name: str) -> dict:
        """The content of a chunk. Raises KeyError, ValueError where there is none."""
        if name not in self._contents:
            path = f"search/{name}.js"
            if path not in self.paths:
                raise KeyError(path)
            self._contents[name] = chunks.content(name, self._read(path))
        return self._contents[name]


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
