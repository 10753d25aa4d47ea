"""Full-text search without a server: an index in scripts that a browser loads from a folder, a few for each query.

words      text → tokens: what a word is, on both sides
postings   tokens → statistics
chunks     statistics → scripts, and reading them back
query      a query → results, as in the browser
"""

from collections.abc import Iterable, Iterator

from builder.search import chunks, postings
from builder.search.postings import Document
from builder.search.query import Part, Result, Results, search
from builder.search.words import dictionary, fold

__all__ = ["Document", "Part", "Result", "Results", "index", "search"]


def index(documents: Iterable[Document], words: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """The files of search/: (path in the site, content). The same articles and `words` give the same bytes.

    Args:
        documents: in any order.
        words: names that the dictionary lacks.
    """
    known = dictionary(words)
    ordered = sorted(documents, key=lambda document: (document.date, document.url))
    entries = [postings.entry(document, known) for document in ordered]
    summary: dict = {}
    if ordered:
        yield from chunks.scripts(ordered, "all", entries, postings.statistics(entries), summary)
    letters = set().union(*(share.text for share in entries))
    firsts, files = chunks.lexicon(known, letters)
    yield from files
    printed = {letter for document in ordered for text in (document.title, *document.heads, *document.authors,
                                                            *document.paragraphs) for letter in text}
    yield chunks.manifest(known, firsts, printed, [summary] if summary else [])
