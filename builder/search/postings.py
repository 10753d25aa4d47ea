"""Words → statistics: what an index holds, before it is written down.

Counts, not weights: the reader of the index computes Lunr's weights from them, so an index can be split into terms and
into years and still score as one (`query.weight`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from builder.search.words import Dictionary, fold, pieces, tokens

FIELDS = ("title", "heads", "authors", "body")
"""What Lunr scores apart."""
END = "\n"
"""Ends every field and paragraph of an article's text: no match crosses it."""


@dataclass(frozen=True)
class Document:
    """An article, as search sees it: its fields, and where it stands."""

    url: str
    """Relative to the site's root: "2025-07-10/01/03.html"."""
    date: str
    """ISO date."""
    page: str
    title: str
    kicker: str
    heads: tuple[str, ...]
    """Kicker, deck, label."""
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    """Every other visible text, one string each: byline, sub-heads, box titles, captions, credits, body."""


@dataclass(frozen=True)
class Entry:
    """What one article brings to the index. A pure function of the article and the dictionary."""

    text: str
    """Folded: title, heads, authors, paragraphs, an END after each."""
    counts: tuple[Counter[str], ...]
    """Of each of FIELDS: token → how often it stands there."""

    @property
    def lengths(self) -> tuple[int, ...]:
        """Tokens in each of FIELDS."""
        return tuple(count.total() for count in self.counts)


@dataclass(frozen=True)
class Statistics:
    """The index of some articles, each known by its place among them."""

    postings: dict[str, tuple[list[int], ...]]
    """Term → for each of FIELDS: article, count, article, count …, articles ascending."""
    positions: dict[str, list[int]]
    """Two neighbouring characters, or one piece → where they stand, in UTF-16 units of all texts laid end to end."""
    starts: list[int]
    """Where each article's text begins, and where the last ends."""


def entry(document: Document, dictionary: Dictionary) -> Entry:
    """The article's share of the index."""
    fields = ((document.title,), document.heads, document.authors, document.paragraphs)
    title, heads, authors, body = (
        "".join(fold(text).replace(END, " ") + END for text in texts) for texts in fields
    )
    counts = tuple(Counter(tokens(text, dictionary)) for text in (title, heads, authors, body))
    return Entry(title + heads + authors + body, counts)


def statistics(entries: Sequence[Entry]) -> Statistics:
    """The statistics of `entries`, in their order."""
    postings: dict[str, tuple[list[int], ...]] = {}
    positions: dict[str, list[int]] = {}
    starts = [0]
    for article, share in enumerate(entries):
        for field, counts in enumerate(share.counts):
            for term, count in counts.items():
                if term not in postings:
                    postings[term] = tuple([] for _ in FIELDS)
                postings[term][field].extend((article, count))
        keys, places, size = neighbours(share.text)
        base = starts[-1]
        for key, place in zip(keys, places, strict=True):
            if key in positions:
                positions[key].append(base + place)
            else:
                positions[key] = [base + place]
        starts.append(base + size)
    for key in [key for key in positions if END in key]:
        del positions[key]
    return Statistics(postings, positions, starts)


def neighbours(text: str) -> tuple[list[str], list[int], int]:
    """The pairs of neighbouring characters that do not both stand in one piece, and the pieces.

    Returns: keys, the place of each in UTF-16 units (ascending for each key), and the length of the text in these.
    """
    places, size = _places(text)
    keys = list(map(add, text, text[1:]))
    found = list(pieces.finditer(text))
    inside = {place for piece in found for place in range(piece.start(), piece.end() - 1)}
    if inside:
        kept = [place for place in range(len(keys)) if place not in inside]
        keys, where = [keys[place] for place in kept], [places[place] for place in kept]
    else:
        where = list(places[:len(keys)])
    keys += [piece[0] for piece in found]
    where += [places[piece.start()] for piece in found]
    return keys, where, size


def _places(text: str) -> tuple[Sequence[int], int]:
    """The place of every character in UTF-16 units, and the length of the text in these."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text)), len(text)
    places, place = [], 0
    for character in text:
        places.append(place)
        place += 1 + (character > "\uffff")
    return places, place
