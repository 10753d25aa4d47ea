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
from collections.abc import Iterable, Sequence
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
    block = postings.block(documents, words)
    return Share(
        block.lengths, array("I", postings.sizes(block.texts)), array("I", map(chunks.text_weight, documents)),
        frozenset(filter(glyphs.fullmatch, set().union(*block.texts))), block.variants,
        tuple(map(_packed, _terms(block))), tuple(map(_packed, _pairs(block.texts))),
        _packed({piece: array("I", places) for piece, places in postings.runs(block.texts).items()}))


def _terms(block: postings.Block) -> Iterable[Terms]:
    """The terms of each region."""
    words = block.vocabulary.split("\n") if block.vocabulary else []
    regions: dict[str, int] = {}
    vocabularies: list[list[str]] = [[] for _ in REGIONS]
    where, own = array("I"), array("I")
    for word in words:
        region = regions.get(word[:1])
        if region is None:
            region = regions[word[:1]] = REGIONS.index(trees.holder(REGIONS, trees.number(word)))
        where.append(region)
        own.append(len(vocabularies[region]))
        vocabularies[region].append(word)
    fields = [chunks.made().parted(field, where, own, len(REGIONS)) for field in block.fields]
    for vocabulary, *parts in zip(vocabularies, *fields, strict=True):
        yield Terms("\n".join(vocabulary), tuple(parts))


def _pairs(texts: Sequence[str]) -> Iterable[Pairs]:
    """The pairs of each region."""
    pairs = chunks.made().pairs(texts)
    places = [bisect_left(pairs.firsts, region.low >> 32) for region in REGIONS]  # so far a `rank` is a UTF-16 unit
    ends = chunks.made().summed(pairs.sizes, int)
    for start, stop in pairwise([*places, len(pairs.firsts)]):
        yield Pairs(pairs.firsts[start:stop], pairs.seconds[start:stop], pairs.sizes[start:stop],
                    pairs.gaps[ends[start]:ends[stop]])


def _packed(thing: object) -> bytes:
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(brought: Brought) -> list[tuple[int, object]]:
    return [(first, pickle.loads(zlib.decompress(data))) for first, data in brought]


# --- The reduce: `root` is a region, or several of them --------------------------------------------------------------

def terms(segment: str, stamp: str, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's terms; shares begin with the number of their first article."""
    found = [(first, part) for first, part in _unpacked(brought) if part.vocabulary]
    return chunks.shelves(segment, stamp, "t", chunks.made().packed_postings(found), root)


def pairs(segment: str, stamp: str, room: int, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of a region's pairs; shares begin with their first place, of `room` in the segment."""
    return chunks.shelves_of_pairs(segment, stamp, chunks.made().joined(_unpacked(brought)), room, root)


def runs(segment: str, stamp: str, root: trees.Cut, brought: Brought) -> Shelves:
    """The chunks of pieces; shares begin with their first place."""
    found: dict[str, list[int]] = {}
    for first, own in _unpacked(brought):
        for piece, places in own.items():
            found.setdefault(piece, []).extend([first + place for place in places])
    return chunks.shelves(segment, stamp, "r", {piece: packed(gaps(places)) for piece, places in found.items()}, root)
