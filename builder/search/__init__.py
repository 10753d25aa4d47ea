"""Full-text search without a server: an index in scripts that a browser loads from a folder, a few for each query.

words      text → tokens: what a word is, on both sides
postings   tokens → statistics
numbers    numbers → characters, and back (`fast`: with numpy, the same)
segments   articles by date → indexes of their own
trees      where these are cut
chunks     statistics → scripts, and reading them back
patch      an index of which a few articles were edited
query      a query → results, as in the browser
"""

import ctypes
import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TypeVar

from builder.search import chunks, patch, postings, segments, trees
from builder.search.chunks import Reader
from builder.search.patch import Patched
from builder.search.postings import FIELDS, Document
from builder.search.query import Part, Result, Results, search
from builder.search.words import dictionary, glyphs, tokenizer

__all__ = [
    "Document", "Entry", "Part", "Reader", "Result", "Results", "Standing", "digest", "entry", "index",
    "index_of", "search", "tokenizer",
]

A = TypeVar("A")
T = TypeVar("T")
BLOCK = 200
"""Articles that a worker cuts into words at a time."""
AHEAD = 8
"""Blocks in flight: enough that no worker waits, few enough that they do not pile up."""
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
        executor: cuts articles into words, block by block; None: this process does.
        standing: what need not be made again.
    """
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.url))
    before = _Before(standing)
    summaries: list[dict] = []
    letters: set[str] = set()
    printed: set[str] = set()
    parts = segments.segments(ordered)
    patches = {name: before.patched(name, articles, documents, words) for name, articles in parts}
    cuts = _cut([part for part in parts if not patches[part[0]]], documents, words, executor)
    for name, articles in parts:
        if made := patches[name]:
            yield from made.files.items()
            yield from ((path, None) for path in before.files(name) if path not in made.files and path not in made.gone)
            summaries.append(made.summary)
            own, variants = made.letters, made.variants
        else:
            blocks, own_documents = next(cuts)
            texts = [text for block in blocks for text in block.texts]
            slots = postings.sizes(texts)
            stamp = segment_stamp(articles, slots)
            lengths = [[length for block in blocks for length in block.lengths[field]] for field in range(len(FIELDS))]
            own = set(filter(glyphs.fullmatch, set().union(*texts)))
            variants = sum((block.variants for block in blocks), Counter())
            terms = _call(executor, _trimmed, chunks.terms, name, stamp, [replace(block, texts=()) for block in blocks])
            places = _call(executor, _trimmed, chunks.places, name, stamp, texts)
            del blocks, texts  # of a large segment hundreds of megabytes
            count = 1
            for file in chunks.columns(name, stamp, own_documents, lengths):
                yield file
                count += 1
            del own_documents
            cuts_of_terms, files = terms()
            for file in chain(files, places()):
                yield file
                count += 1
            yield chunks.letters(name, stamp, count, own, variants)
            summaries.append(chunks.summary(name, stamp, len(articles), lengths, slots, cuts_of_terms))
        letters |= own
        printed |= variants.keys()
    stamp = chunks.stamp([repr(words), "".join(sorted(letters))])
    if before.has_words(stamp):
        lexicon = {key: before.manifest[key] for key in ("total", "letters", "words")}
        yield from ((path, None) for path in before.files("words"))
    else:
        known = dictionary(words)
        where, files = chunks.lexicon(known, letters)
        lexicon = {"total": known.total, "letters": stamp, "words": where}
        yield from files
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


def _cut(parts: Sequence[tuple[str, Sequence[Entry]]], documents: Callable[[Sequence[Entry]], Iterable[Document]],
         words: tuple[str, ...],
         executor: Executor | None) -> Iterator[tuple[list[postings.Block], list[Document]]]:
    """Each segment's articles cut into words, and as they are."""
    def portions() -> Iterator[list[Document]]:
        for _, articles in parts:
            for start in range(0, len(articles), BLOCK):
                yield list(documents(articles[start:start + BLOCK]))

    blocks: list[postings.Block] = []
    texts: list[Document] = []
    done = _mapped(executor, partial(postings.block, words=words), portions())
    for _, articles in parts:
        while len(texts) < len(articles):
            block, own = next(done)
            blocks.append(block)
            texts += own
        yield blocks, texts
        blocks, texts = [], []


def _mapped(executor: Executor | None, function: Callable[[A], T], things: Iterable[A]) -> Iterator[tuple[T, A]]:
    """(result, thing), in order, a bounded number of them in flight."""
    flying: deque[tuple[Callable[[], T], A]] = deque()
    for thing in things:
        flying.append((_call(executor, function, thing), thing))
        if len(flying) >= (AHEAD if executor else 1):
            result, thing = flying.popleft()
            yield result(), thing
    for result, thing in flying:
        yield result(), thing


def _trimmed(function: Callable[..., T], *arguments: object) -> T:
    """The result of a call after which a process has more memory than it needs: glibc gives back what it would keep."""
    found = function(*arguments)
    with suppress(OSError, AttributeError, TypeError):  # another system's library keeps less, or nothing
        ctypes.CDLL(None).malloc_trim(0)
    return found


def _call(executor: Executor | None, function: Callable[..., T], *arguments: object) -> Callable[[], T]:
    """The result of a call, begun at once where there is an executor, else when it is asked for."""
    return executor.submit(function, *arguments).result if executor else partial(function, *arguments)
