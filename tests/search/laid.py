"""A site with nothing but search, and the two judges of it: grep, and Lunr over everything."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

from lunr.builder import Builder
from lunr.index import Index
from lunr.token import Token

from builder import search
from builder.search import Document, postings, query, segments, trees, words

MANY = 20
"""Of `lay`: segments enough to see that they answer as one."""
ASSETS = Path(__file__).parent.parent.parent / "templates" / "assets"


def lay(documents: Iterable[Document], folder: Path, words: tuple[str, ...] = (), few: int = segments.FEW) -> Path:
    """The index of `documents` in `folder`, with the scripts that read it and an empty page, api.html.

    `few` articles or fewer are joined into one segment: a small number gives many segments.
    """
    with mock.patch.object(segments, "FEW", few):
        for name, content in search.index_of(documents, words):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    for name in ("api.html", "deep/deeper/api.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        up = "../" * name.count("/")
        (folder / name).write_text(
            '<!doctype html><meta charset="utf-8"><title>api</title><link rel="icon" href="data:,">'
            f'<script src="{up}assets/search.js"></script>', "utf-8")
    return folder


def texts(document: Document) -> list[str]:
    """Every field and paragraph of an article, folded."""
    return [words.fold(text) for text in (document.title, *document.heads, *document.authors, *document.paragraphs)]


def grep(documents: Iterable[Document], string: str) -> set[str]:
    """URLs of the articles that hold a folded string, not beginning or ending inside a number or a Latin word."""
    return {
        document.url for document in documents
        if any(string in text and list(words.occurrences(text, string)) for text in texts(document))
    }


def whole_index(documents: Iterable[Document]) -> Index:
    """All articles in one Lunr index, built by lunr.py itself."""
    builder = Builder()
    builder.ref("url")
    known = words.dictionary()
    for field, boost in zip(postings.FIELDS, query.BOOSTS, strict=True):
        builder.field(field, boost=boost)
    builder.pipeline.add(lambda token, *_: [Token(word) for word in words.tokens(str(token), known)])
    ordered = sorted(documents, key=lambda document: (document.date, document.url))
    terms = {term for document in ordered for text in texts(document) for term in words.tokens(text, known)}
    for term in sorted(terms, key=trees.order):
        # Lunr numbers terms as it meets them, and adds weights in that order: then sums agree to the bit.
        posting = {field: {} for field in postings.FIELDS}
        builder.inverted_index[term] = {"_index": len(builder.inverted_index)} | posting
    builder.term_index = len(builder.inverted_index)
    for document in ordered:
        fields = ((document.title,), document.heads, document.authors, document.paragraphs)
        builder.add({"url": document.url} | {
            field: ["\n".join(map(words.fold, parts))] for field, parts in zip(postings.FIELDS, fields, strict=True)
        })
    return builder.build()


def scores(index: Index, terms: Iterable[str], presence=None) -> dict[str, float]:
    """URL → score of a query for words."""
    wish = index.create_query()
    for term in terms:
        wish.term(term, use_pipeline=False, **({"presence": presence} if presence else {}))
    return {match["ref"]: match["score"] for match in index.query(wish)}


def serialized(index: Index) -> dict:
    """The index as lunr.js loads it: terms in the order of JavaScript."""
    content = index.serialize()
    content["invertedIndex"].sort(key=lambda entry: trees.order(entry[0]))
    return json.loads(json.dumps(content))
