"""Numbers → characters, many lists at once: as `numbers` writes them."""

import numpy
from numpy import ndarray

from builder.search.fast import arrays
from builder.search.numbers import ALPHABET

LETTERS = numpy.frombuffer(ALPHABET.encode("ascii"), numpy.uint8)
UPPER, LOWER = (LETTERS[own] for own in numpy.divmod(numpy.arange(1 << 13), len(ALPHABET)))
"""Of each word of 13 bits, its two characters."""


def packed(sizes: ndarray, numbers: ndarray, lows: ndarray | int | None = None, counts: ndarray | None = None,
           between: ndarray | None = None) -> tuple[str, ndarray]:
    """Lists of so many numbers each, and where each begins in the text, and where one more would.

    Args:
        lows: low bits of the numbers, as `numbers.stream`; None: each list says its own, as `numbers.packed`.
        counts: of each number.
        between: the character after each list; None: spaces.
    """
    if between is None:
        between = numpy.full(len(sizes), ord(" "), numpy.uint8)
    ends = numpy.append(0, numpy.cumsum(sizes))
    texts, lengths = [], [numpy.zeros(1, numpy.int64)]
    for start, stop in arrays.portions(sizes):
        own = slice(int(ends[start]), int(ends[stop]))
        text, length = _slice(
            sizes[start:stop], numbers[own].astype(numpy.int64), lows[own] if isinstance(lows, ndarray) else lows,
            None if counts is None else counts[own], between[start:stop])
        texts.append(text)
        lengths.append(length)
    return b"".join(texts).decode("ascii"), numpy.cumsum(numpy.concatenate(lengths))


def _slice(sizes: ndarray, numbers: ndarray, lows: ndarray | int | None, counts: ndarray | None,
           between: ndarray) -> tuple[bytes, ndarray]:
    """Lists as bytes, and the length of each."""
    front = None
    if lows is None:
        totals = _totals(numbers, sizes)
        front = numpy.maximum(0, _length(totals * 347 // (1000 * numpy.maximum(sizes, 1))) - 1)
        lows = numpy.repeat(front, sizes)
    if counts is not None:
        numbers, lows = (numpy.stack(own, 1).ravel() for own in ((numbers, counts - 1), (lows, numpy.zeros_like(lows))))
        sizes = 2 * sizes
    codes = numbers + (numpy.int64(1) << lows)
    bits = 2 * _length(codes) - 1 - lows
    totals = _totals(bits, sizes)
    words = -(-totals // 13)
    moved = 13 * (numpy.cumsum(words) - words) - (numpy.cumsum(totals) - totals)  # each list begins with a word
    ends = numpy.cumsum(bits) + numpy.repeat(moved, sizes)
    packed = _words(codes, ends, int(words.sum()))
    return _characters(packed, front, words, (totals - 13 * (words - 1) <= 6) & (sizes > 0), between)


def _totals(numbers: ndarray, sizes: ndarray) -> ndarray:
    """The sum of each list."""
    return numpy.diff(numpy.append(0, numpy.cumsum(numbers))[numpy.append(0, numpy.cumsum(sizes))])


def _length(numbers: ndarray) -> ndarray:
    """Bits of each number from 1 to 2^52, from the exponent of its float; less than 1 for 0."""
    return (numbers.astype(numpy.float64).view(numpy.int64) >> 52) - 1022


def _words(codes: ndarray, ends: ndarray, count: int) -> ndarray:
    """Words of 13 bits that hold the codes, which end at the bits `ends`."""
    if not len(codes):
        return numpy.zeros(count, numpy.int64)
    last = (ends - 1) // 13  # the word of a code's last bit
    codes = codes << (13 * (last + 1) - ends)
    begins = arrays.begins(last)
    own = numpy.add.reduceat(codes, begins)  # no two have a bit in common
    more = (int(own.max()).bit_length() - 1) // 13  # words before the last into which codes reach
    packed = numpy.zeros(count + more, numpy.int64)
    for before in range(more + 1):
        packed[last[begins] + more - before] += own >> 13 * before & 8191
    return packed[more:]


def _characters(packed: ndarray, low: ndarray | None, words: ndarray, short: ndarray,
                between: ndarray) -> tuple[bytes, ndarray]:
    """Words of 13 bits as two characters each, the last of a list as one where it is `short`; `low` bits in front of
    lists that are not empty; a character after each. With the length of each."""
    front = numpy.zeros_like(words) if low is None else (words > 0).astype(numpy.int64)
    lengths = front + 2 * words - short + 1
    ends = numpy.cumsum(lengths)
    begins = ends - lengths
    word_ends = numpy.cumsum(words)
    where = numpy.repeat(begins + front - 2 * (word_ends - words), words) + 2 * numpy.arange(len(packed))
    final = word_ends[short] - 1
    text = numpy.zeros(int(ends[-1]) if len(ends) else 0, numpy.uint8)
    text[where + 1] = LOWER[packed]
    text[where] = UPPER[packed]
    text[where[final]] = LETTERS[packed[final] >> 7]
    if low is not None:
        text[begins[front > 0]] = LETTERS[low[front > 0]]
    text[ends - 1] = between
    return text.tobytes(), lengths
