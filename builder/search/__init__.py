"""Full-text search without a server: an index in scripts that a browser loads from a folder, a few for each query.

words      text → tokens: what a word is, on both sides
postings   tokens → statistics
numbers    numbers → characters, and back (`fast`: with numpy, the same)
segments   articles by date → indexes of their own
chunks     statistics → scripts, and reading them back
query      a query → results, as in the browser
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from builder.search import chunks, postings, segments
from builder.search.postings import Document
from builder.search.query import Part, Result, Results, search
from builder.search.words import dictionary

__all__ = ["Document", "Part", "Result", "Results", "index", "search"]

T = TypeVar("T")
BLOCK = 200
"""Articles that a worker cuts into words at a time."""


def index(documents: Iterable[Document], words: tuple[str, ...] = (),
          executor: Executor | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of search/: (path in the site, content). The same articles and `words` give the same bytes.

    Args:
        documents: in any order.
        words: names that the dictionary lacks.
        executor: cuts articles into words, block by block; None: this process does.
    """
    ordered = sorted(documents, key=lambda document: (document.date, document.url))
    known = dictionary(words)
    summaries: list[dict] = []
    letters: set[str] = set()
    for name, articles, blocks in cut(segments.segments(ordered), words, executor):
        stamp, texts = chunks.stamp(articles), [text for block in blocks for text in block.texts]
        letters.update(*texts)
        terms = call(executor, chunks.terms, name, stamp, [replace(block, texts=()) for block in blocks])
        places = call(executor, chunks.places, name, stamp, texts)
        summary, files = chunks.columns(name, stamp, articles, blocks)
        summaries.append(summary)
        yield from files
        firsts, files = terms()
        summary["terms"] = [" ".join(partition) for partition in firsts]
        yield from files
        yield from places()
    firsts, files = chunks.lexicon(known, letters)
    yield from files
    printed: set[str] = set()
    for document in ordered:
        printed.update(*visible(document))
    yield chunks.manifest(known, firsts, printed, summaries)


def cut(parts: Sequence[tuple[str, Sequence[Document]]], words: tuple[str, ...],
        executor: Executor | None) -> Iterator[tuple[str, Sequence[Document], list[postings.Block]]]:
    """Each segment, its articles cut into words."""
    ahead: list[Iterator[postings.Block]] = []
    for place, (name, articles) in enumerate(parts):
        for _, waiting in parts[place + len(ahead):place + 2]:  # workers cut the next segment while this is written
            portions = [waiting[start:start + BLOCK] for start in range(0, len(waiting), BLOCK)]
            ahead.append((executor.map if executor else map)(partial(postings.block, words=words), portions))
        yield name, articles, list(ahead.pop(0))


def call(executor: Executor | None, function: Callable[..., T], *arguments: object) -> Callable[[], T]:
    """The result of a call, begun at once where there is an executor, else when it is asked for."""
    return executor.submit(function, *arguments).result if executor else partial(function, *arguments)


def visible(document: Document) -> Sequence[str]:
    """Every text of an article."""
    return (document.title, *document.heads, *document.authors, *document.paragraphs)
