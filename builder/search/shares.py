"""Articles → shares → chunks: what some articles bring to each region of the index, and the chunks of a region.

The map (`share`) does all that is done for an article: it cuts the texts into words and finds where pairs and pieces
stand. The reduce (`terms`, `pairs`, `runs`) puts what many articles bring to one region in order. A region is a static
part of the space of keys, so a large segment is reduced on all cores and never held as a whole.
"""

import pickle
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.search import chunks, postings, trees
from builder.search.chunks import Shelves
from builder.search.numbers import gaps, packed
from builder.search.postings import Document, Pairs, Terms
from builder.search.words import glyphs

REGIONS = tuple(trees.Cut(first << 32, size) for first, size in (
    (0x0000, 46), (0x4000, 44), (0x5000, 43), (0x5800, 43), (0x6000, 43), (0x6800, 43), (0x7000, 44), (0x8000, 44),
    (0x9000, 44), (0xA000, 45), (0xC000, 46)))
"""All keys, by their first UTF-16 unit; none has more than a fifth of what stands in Chinese text."""

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


def share(documents: Sequence[Document], words: tuple[str, ...]) -> Share:
    """The share of `documents`, cut with the dictionary and the archive's own `words`."""
    block = chunks.made().block(documents, words)
    vocabulary = block.terms.vocabulary.split("\n") if block.terms.vocabulary else []
    return Share(
        tuple(array("I", column) for column in block.lengths), array("I", block.slots),
        array("I", map(chunks.text_weight, documents)),
        frozenset(term for term in vocabulary if len(term) == 1 and glyphs.match(term)), block.variants,
        tuple(_terms(block.terms, vocabulary)), tuple(_pairs(block.pairs)),
        pickle.dumps({piece: array("I", places) for piece, places in block.runs.items()}))


def _terms(terms: Terms, vocabulary: Sequence[str]) -> Iterator[bytes]:
    """The terms of each region, packed."""
    lists, ends = (chunks.made().summed(column, weight) for column, weight in (
        (terms.fields, int.bit_count), (terms.sizes, int)))
    places = [bisect_left(vocabulary, region.low, key=trees.number) for region in REGIONS]
    for start, stop in pairwise([*places, len(vocabulary)]):
        own = slice(ends[lists[start]], ends[lists[stop]])
        yield pickle.dumps((
            "\n".join(vocabulary[start:stop]), _slim(terms.fields[start:stop], 0),
            _slim(terms.sizes[lists[start]:lists[stop]], 0), _slim(terms.articles[own], 1),
            _slim(terms.counts[own], 0)))


def _pairs(pairs: Pairs) -> Iterator[bytes]:
    """The pairs of each region, packed."""
    ends = chunks.made().summed(pairs.sizes, int)
    places = [bisect_left(pairs.firsts, region.low >> 32) for region in REGIONS]  # so far a `rank` is a UTF-16 unit
    for start, stop in pairwise([*places, len(pairs.firsts)]):
        yield pickle.dumps((
            _slim(pairs.firsts[start:stop], 0), _slim(pairs.seconds[start:stop], 2),
            _slim(pairs.sizes[start:stop], 0), _slim(pairs.gaps[ends[start]:ends[stop]], 2)))


def _slim(numbers: Sequence[int], plain: int) -> tuple[list[bytes], bytes]:
    """Numbers of 32 bits as bytes: the lowest ones of all, the next …, `plain` of them as they are, for nothing would
    make them much smaller; the others, mostly zeros, compressed."""
    data = (array("I", numbers) if isinstance(numbers, list) else numbers).tobytes()
    bytewise = [data[place::4] for place in range(4)]
    return bytewise[:plain], zlib.compress(b"".join(bytewise[plain:]), 1)


def _numbers(slim: tuple[list[bytes], bytes]) -> array:
    """The numbers of `_slim`."""
    plain, compressed = slim
    data = b"".join(plain) + zlib.decompress(compressed)
    size = len(data) // 4
    whole = bytearray(len(data))
    for place in range(4):
        whole[place::4] = data[place * size:(place + 1) * size]
    return array("I", bytes(whole))


# --- The reduce: `root` is a region, or several of them --------------------------------------------------------------

def terms(segment: str, stamp: str, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's terms; shares begin with the number of their first article."""
    found = []
    for first, data in brought:
        vocabulary, *columns = pickle.loads(data)
        if vocabulary:
            found.append((first, Terms(vocabulary, *map(_numbers, columns))))
    return chunks.shelves(segment, stamp, "t", chunks.made().packed_terms(found), root)


def pairs(segment: str, stamp: str, room: int, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's pairs; shares begin with their first place, of `room` in the segment."""
    found = [(first, Pairs(*map(_numbers, pickle.loads(data)))) for first, data in brought]
    return chunks.shelves_of_pairs(segment, stamp, chunks.made().joined(found), room, root)


def runs(segment: str, stamp: str, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of pieces; shares begin with their first place."""
    found: dict[str, list[int]] = {}
    for first, data in brought:
        for piece, places in pickle.loads(data).items():
            found.setdefault(piece, []).extend([first + place for place in places])
    lists = postings.lists_of({piece: packed(gaps(places)) for piece, places in found.items()})
    return chunks.shelves(segment, stamp, "r", lists, root)
