"""The terms of some articles as numbers that sort as the terms do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray

from builder.search import trees
from builder.search.fast import arrays, characters
from builder.search.fast.trie import WORD, Trie
from builder.search.numbers import slim, unslim
from builder.search.postings import Terms

PLACE = (1 << WORD) - 1
"""The bits of a key that are such a place."""


@dataclass(frozen=True)
class Vocabulary:
    """Terms in the order of UTF-16."""

    keys: ndarray
    """Of each the rank of its first character and, behind, its place among the dictionary's words or the pieces, from
    1 on; 0 for a glyph."""
    pieces: list[str]
    """Those among them, in the same order."""


def bounds(terms: Terms, lows: Sequence[int]) -> list[int]:
    """As `postings.bounds`, of numbers where a UTF-16 unit begins that is its own `rank`."""
    return numpy.searchsorted(terms.vocabulary.keys, [low >> 32 << WORD for low in lows]).tolist()


def named(terms: Terms, start: int, stop: int) -> tuple:
    """As `postings.named`."""
    keys, pieces = terms.vocabulary.keys[start:stop], terms.vocabulary.pieces
    number = keys & PLACE
    own = number[of_pieces(keys)]
    number[of_pieces(keys)] = numpy.arange(1, len(own) + 1)
    first = int(own[0]) - 1 if len(own) else 0
    return (slim((keys >> WORD).astype(numpy.uint32), 0), slim(number.astype(numpy.uint32), 2),
            pieces[first:first + len(own)])


def read(ranks: tuple[bytes, bytes], numbers: tuple[bytes, bytes], pieces: list[str]) -> Vocabulary:
    """The vocabulary that is `named` so."""
    first, number = (arrays.array(unslim(*own)).astype(numpy.int64) for own in (ranks, numbers))
    return Vocabulary(first << WORD | number, pieces)


def united(vocabularies: Sequence[Vocabulary]) -> tuple[Vocabulary, list[ndarray]]:
    """A vocabulary of the terms of all, and the places that those of each have there."""
    pieces = sorted(set().union(*(own.pieces for own in vocabularies)), key=trees.order)
    number = {piece: place for place, piece in enumerate(pieces, 1)}
    alike = []
    for own in vocabularies:
        keys = own.keys.copy()
        places = numpy.flatnonzero(of_pieces(keys))
        numbers = numpy.array([number[piece] for piece in own.pieces], numpy.int64)
        keys[places] = keys[places] >> WORD << WORD | numbers
        alike.append(keys)
    keys = numpy.sort(numpy.concatenate(alike))
    keys = keys[arrays.begins(keys)]
    return Vocabulary(keys, pieces), [numpy.searchsorted(keys, own) for own in alike]


def of_pieces(keys: ndarray) -> ndarray:
    """Whether each is the key of a piece."""
    return characters.kinds()[characters.unranked(keys >> WORD)] == characters.PIECE


def strings(vocabulary: Vocabulary, trie: Trie) -> list[str]:
    """The terms themselves."""
    first, number = characters.unranked(vocabulary.keys >> WORD), vocabulary.keys & PLACE
    piece, glyph = of_pieces(vocabulary.keys), number == 0
    letters = numpy.full(2 * int(glyph.sum()), ord("\n"), numpy.uint32)
    letters[::2] = first[glyph]
    others = characters.codes("".join(f"{own}\n" for own in vocabulary.pieces))
    more = numpy.concatenate([others, letters])
    text = numpy.concatenate([trie.text, more])
    bounds = numpy.concatenate([trie.bounds, numpy.flatnonzero(more == ord("\n")) + 1 + len(trie.text)])
    line = number - 1  # of words, then of pieces, of glyphs
    line[piece] += len(trie.bounds) - 1
    line[glyph] = len(trie.bounds) - 1 + len(vocabulary.pieces) + numpy.arange(int(glyph.sum()))
    return characters.text(text[arrays.within(bounds[line], bounds[line + 1])]).split("\n")[:-1]
