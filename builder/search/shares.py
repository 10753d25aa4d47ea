"""Articles → shares → chunks: what some articles bring to each region of the index, and the chunks of a region.

The map (`shares`) does all that is done for an article: it cuts the texts into words and finds where pairs and pieces
stand. The reduce (`terms`, `pairs`, `runs`) puts what many articles bring to one region in order. A region is a static
part of the space of keys, so a large segment is reduced on all cores and never held as a whole.
"""

import pickle
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

from builder.search import chunks, engine, postings, trees
from builder.search.chunks import Shelves
from builder.search.numbers import gaps, packed, slim, unslim
from builder.search.postings import Document, Pairs, Terms

REGIONS = tuple(trees.Cut(first << 32, size) for first, size in (
    (0x0000, 46), (0x4000, 44), (0x5000, 42), (0x5400, 42), (0x5800, 42), (0x5C00, 42), (0x6000, 42), (0x6400, 42),
    (0x6800, 43), (0x7000, 43), (0x7800, 43), (0x8000, 44), (0x9000, 44), (0xA000, 45), (0xC000, 46)))
"""All keys, by their first UTF-16 unit; none has more than an eighth of what stands in Chinese text."""

LETTERS = 1_000_000
"""Characters of what makes a share, about, but for a single longer article: what bounds memory."""

Brought = Sequence[tuple[int, bytes]]
"""What shares bring to a region: each its first number (of an article, or of a place) and, packed, the rest."""


@dataclass(frozen=True)
class Share:
    """What some articles bring to the index: a pure function of them and the dictionary, cheap to send about."""

    lengths: tuple[array, ...]
    """For each of postings.FIELDS, the number of tokens in each article."""
    slots: array
    """Of each article."""
    weights: array
    """Of each article, as results show it."""
    letters: frozenset[str]
    variants: Counter[str]
    """The characters printed that a text is folded by, each with the number of its articles."""
    terms: tuple[bytes, ...]
    """Terms of each of REGIONS, packed."""
    pairs: tuple[bytes, ...]
    """Pairs of each of REGIONS, packed."""
    runs: bytes
    """Piece → where it stands, packed."""


def shares(documents: Sequence[Document], words: tuple[str, ...]) -> list[Share]:
    """The shares of `documents`, in order: one, unless they are long."""
    found: list[list[Document]] = []
    room = -1
    for document in documents:
        size = sum(map(len, document.paragraphs))
        if size > room:
            found.append([])
            room = LETTERS
        found[-1].append(document)
        room -= size
    return [share(own, words) for own in found]


def share(documents: Sequence[Document], words: tuple[str, ...]) -> Share:
    """The share of `documents`, cut with the dictionary and the archive's own `words`."""
    block = engine.chosen().block(documents, words)
    return Share(
        tuple(array("I", column) for column in block.lengths), array("I", block.slots),
        array("I", map(chunks.text_weight, documents)), block.letters, block.variants,
        tuple(_terms(block.terms)), tuple(_pairs(block.pairs)),
        pickle.dumps({piece: array("I", places) for piece, places in block.runs.items()}))


def _terms(terms: Terms) -> Iterator[bytes]:
    """The terms of each region, packed."""
    lists, ends = (engine.chosen().summed(column, weight) for column, weight in (
        (terms.fields, int.bit_count), (terms.sizes, int)))
    places = engine.chosen().bounds(terms, [region.low for region in REGIONS])
    for start, stop in pairwise([*places, len(terms.fields)]):
        own = slice(ends[lists[start]], ends[lists[stop]])
        yield pickle.dumps((
            engine.chosen().named(terms, start, stop), slim(terms.fields[start:stop], 0),
            slim(terms.sizes[lists[start]:lists[stop]], 0), slim(terms.articles[own], 1), slim(terms.counts[own], 0)))


def _pairs(pairs: Pairs) -> Iterator[bytes]:
    """The pairs of each region, packed."""
    ends = engine.chosen().summed(pairs.sizes, int)
    places = [bisect_left(pairs.firsts, region.low >> 32) for region in REGIONS]  # so far a `rank` is a UTF-16 unit
    for start, stop in pairwise([*places, len(pairs.firsts)]):
        yield pickle.dumps((
            slim(pairs.firsts[start:stop], 0), slim(pairs.seconds[start:stop], 2),
            slim(pairs.sizes[start:stop], 0), slim(pairs.gaps[ends[start]:ends[stop]], 2)))


# --- The reduce: `root` is a region, or several of them --------------------------------------------------------------

def terms(segment: str, stamp: str, words: tuple[str, ...], root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's terms; shares begin with the number of their first article."""
    found = []
    for first, data in brought:
        vocabulary, *columns = pickle.loads(data)
        part = Terms(vocabulary, *starmap(unslim, columns))
        if part.fields:
            found.append((first, part))
    return chunks.shelves(segment, stamp, "t", engine.chosen().packed_terms(found, words), root)


def pairs(segment: str, stamp: str, room: int, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's pairs; shares begin with their first place, of `room` in the segment."""
    joined = engine.chosen().joined([(first, Pairs(*starmap(unslim, pickle.loads(data)))) for first, data in brought])
    return chunks.shelves_of_pairs(segment, stamp, joined, room, root)


def runs(segment: str, stamp: str, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of pieces; shares begin with their first place."""
    found: dict[str, list[int]] = {}
    for first, data in brought:
        for piece, places in pickle.loads(data).items():
            found.setdefault(piece, []).extend([first + place for place in places])
    lists = postings.lists_of({piece: packed(gaps(places)) for piece, places in found.items()})
    return chunks.shelves(segment, stamp, "r", lists, root)
