"""What is known of characters: tables over all code points, so that a whole text is looked up at once."""

import re
from functools import cache

import numpy
from numpy import ndarray

from builder.search import words

CODES = 0x110000
"""Code points there are."""
RANK = 21
"""Bits of a `postings.rank`."""
MARK, GLYPH, PIECE, POINT = range(4)
"""Kinds of characters; a point is a mark that may stand within a number."""


@cache
def folded() -> ndarray:
    """Code point → the one that it is folded to."""
    found = numpy.arange(CODES, dtype=numpy.uint32)
    found[list(words.folds())] = list(words.folds().values())
    return found


@cache
def rare() -> ndarray:
    """Code point → whether it is one of `words.rare_folds`."""
    found = numpy.zeros(CODES, bool)
    found[[ord(character) for character in words.rare_folds()]] = True
    return found


@cache
def kinds() -> ndarray:
    """Code point → the kind of the character."""
    text = "".join(map(chr, range(CODES)))
    found = numpy.full(CODES, MARK, numpy.uint8)
    for kind, pattern in ((PIECE, words.pieces), (GLYPH, re.compile(f"{words.GLYPH}+"))):
        for match in pattern.finditer(text):
            found[match.start():match.end()] = kind
    found[[ord("."), ord(",")]] = POINT
    return found


def ranks(codes: ndarray) -> ndarray:
    """As `postings.rank`."""
    found = codes.astype(numpy.int64)
    high = numpy.flatnonzero(codes >= 0xE000)
    found[high] += numpy.where(found[high] < 0x10000, 0x100000, -0x2000)
    return found


def unranked(ranks: ndarray) -> ndarray:
    """As `postings.unranked`."""
    return numpy.where(ranks < 0xE000, ranks, numpy.where(ranks >= 0x10E000, ranks - 0x100000, ranks + 0x2000))


def codes(text: str) -> ndarray:
    """The code points of a text."""
    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)


def text(codes: ndarray) -> str:
    """The text of some code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
