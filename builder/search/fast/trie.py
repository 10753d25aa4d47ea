"""The dictionary as a trie, a level for each length: looked up for all places of a text together."""

from dataclasses import dataclass
from functools import cache

import numpy
from numpy import ndarray

from builder.search.fast import arrays, characters
from builder.search.fast.characters import RANK
from builder.search.words import dictionary

WORD = 24
"""Bits of the place of a word among the dictionary's, or of a piece among those of a region."""


@dataclass(frozen=True)
class Level:
    """The beginnings of words that are of one length."""

    keys: ndarray
    """Ascending: the place of the beginning without its last character in the level above (there: its rank), and the
    rank of the last."""
    words: ndarray
    """The place among the dictionary's words of the one that it is; -1: it is none."""
    further: ndarray
    """Whether longer words begin so."""


@dataclass(frozen=True)
class Trie:
    """The dictionary's words of two characters or more, in the order of UTF-16."""

    text: ndarray
    """Code points, a line each."""
    bounds: ndarray
    """Where each line begins, and where one more would."""
    levels: tuple[Level, ...]
    """Beginnings of two characters, of three …"""


@cache
def trie(words: tuple[str, ...]) -> Trie:
    """The dictionary with the archive's own words."""
    known = sorted([word for word in dictionary(words).frequencies if len(word) > 1])  # as UTF-16, for they are all Han
    text = characters.codes("".join(f"{word}\n" for word in known))
    lengths = numpy.fromiter(map(len, known), numpy.int64, len(known))
    starts = numpy.cumsum(lengths + 1) - lengths - 1
    ranks = characters.ranks(text)
    levels = []
    own = numpy.arange(len(known))  # those that are long enough
    state = ranks[starts]
    while len(own):
        size = len(levels) + 2
        keys = state << RANK | ranks[starts[own] + size - 1]
        begins = arrays.begins(keys)
        places = numpy.cumsum(arrays.changes(keys)) - 1
        words_ = numpy.full(len(begins), -1, numpy.int64)
        whole = lengths[own] == size
        words_[places[whole]] = own[whole]
        longer = lengths[own] > size
        further = numpy.zeros(len(begins), bool)
        further[places[longer]] = True
        levels.append(Level(keys[begins], words_, further))
        own, state = own[longer], places[longer]
    return Trie(text, numpy.append(0, numpy.cumsum(lengths + 1)), tuple(levels))


def standing(ranks: ndarray, keys: ndarray, places: ndarray, trie: Trie) -> list[tuple[ndarray, ndarray]]:
    """The dictionary's words that stand in a text, of two characters, of three …: keys, and where each stands.

    Args:
        ranks: of each character of the text.
        keys, places: its pairs, sorted by key, and where each stands.
    """
    stood = []
    for depth, level in enumerate(trie.levels, 2):
        begins = arrays.begins(keys)
        sizes, own = arrays.sizes(begins, len(keys)), keys[begins]
        at = numpy.minimum(numpy.searchsorted(level.keys, own), len(level.keys) - 1)
        begun = level.keys[at] == own
        words = numpy.where(begun, level.words[at], -1)
        whole = places[numpy.repeat(words >= 0, sizes)]
        stood.append((ranks[whole] << WORD | numpy.repeat(words + 1, numpy.where(words >= 0, sizes, 0)), whole))
        further = begun & level.further[at]
        places = places[numpy.repeat(further, sizes)]
        keys = numpy.repeat(at, numpy.where(further, sizes, 0)) << RANK | ranks[places + depth]
        order = arrays.order(keys)
        keys, places = keys[order], places[order]
    return stood
