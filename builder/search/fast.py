"""The statistics of a segment packed with numpy: the same strings as `postings` and `numbers` make, sooner."""

from array import array
from collections.abc import Callable, Sequence

import numpy

from builder.search.numbers import ALPHABET
from builder.search.postings import END, FIELDS, SLOT, STEP, Field, Numbering, Pairs, Terms
from builder.search.words import pieces

_LETTERS = numpy.frombuffer(ALPHABET.encode("ascii"), numpy.uint8)
_SLICE = 1 << 18
"""Numbers sorted and packed at a time: what bounds memory."""


def parted(field: Field, where: Sequence[int], own: Sequence[int], regions: int) -> list[Field]:
    """As `postings.parted`."""
    terms = _numbers(field.terms)
    columns = _numbers(own)[terms], _numbers(field.articles), _numbers(field.counts)
    regional = _numbers(where)[terms]
    return [Field(*(array("I", column[regional == region].tobytes()) for column in columns))
            for region in range(regions)]


def packed_postings(parts: Sequence[tuple[int, Terms]]) -> dict[str, str]:
    """As `postings.packed_postings`."""
    vocabulary = Numbering()
    known = [numpy.array([vocabulary[term] for term in part.vocabulary.split("\n")], numpy.int32) for _, part in parts]
    terms = list(vocabulary)
    fields: list[dict[int, str]] = []
    for place in range(len(FIELDS)):
        numbers = _joined(own[_numbers(part.fields[place].terms)] for own, (_, part) in zip(known, parts, strict=True))
        articles = _joined(_numbers(part.fields[place].articles) + numpy.int32(first) for first, part in parts)
        counts = _joined(_numbers(part.fields[place].counts) for _, part in parts)
        lists = []
        for low, high in _ranges(numbers):
            kept = numpy.flatnonzero((numbers >= low) & (numbers < high))
            kept = kept[numpy.argsort(numbers[kept], kind="stable")]
            lists += _packed(numbers[kept], articles[kept], counts[kept])
        fields.append(dict(zip(numpy.unique(numbers).tolist(), lists, strict=True)))
    last = len(FIELDS) - 1
    return {
        term: ",".join([fields[place].get(number, "") for place in range(last, -1, -1)]).rstrip(",")
        for number, term in enumerate(terms)
    }


def pairs(texts: Sequence[str]) -> Pairs:
    """As `postings.pairs`."""
    text = "".join(texts)
    codes = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    wide = numpy.flatnonzero(codes > 0xFFFF)
    apart = (codes[:-1] != ord(END)) & (codes[1:] != ord(END))
    for piece in pieces.finditer(text):
        apart[piece.start():piece.end() - 1] = False
    standing = numpy.flatnonzero(apart).astype(numpy.int32)
    del apart
    ends, starts = _laid(texts, codes, wide)
    ranks = codes.copy()
    del codes
    high = ranks >= 0xE000
    ranks[wide] -= 0x102000
    ranks[high] += 0x100000
    del high
    columns: list[list[numpy.ndarray]] = [[], [], [], []]
    firsts = ranks[standing]
    for low, high in _ranges(firsts):
        place = standing[(firsts >= low) & (firsts < high)]
        keys = ranks[place].astype(numpy.int64) << 21 | ranks[place + 1]
        order = numpy.argsort(keys, kind="stable")
        keys, place = keys[order], place[order]
        own = place + numpy.searchsorted(wide, place) + starts[numpy.searchsorted(ends, place)]
        begins = _begins(keys)
        missed = numpy.diff(own, prepend=-1) - 1
        missed[begins] = own[begins]
        found = keys[begins] >> 21, keys[begins] & 0x1FFFFF, numpy.diff(numpy.append(begins, len(keys))), missed
        for column, part in zip(columns, found, strict=True):
            column.append(part.astype(numpy.int32))
    return Pairs(*map(_joined, columns))


def joined(parts: Sequence[tuple[int, Pairs]]) -> Pairs:
    """As `postings.joined`."""
    firsts, seconds, sizes, missed = (
        _joined(getattr(part, column) for _, part in parts) for column in ("firsts", "seconds", "sizes", "gaps")
    )
    if not len(firsts):
        return Pairs(firsts, seconds, sizes, missed)
    starts = numpy.cumsum(sizes) - sizes
    begun = numpy.repeat([first for first, _ in parts], [len(part.sizes) for _, part in parts])
    heads, ends = begun + missed[starts], begun + numpy.add.reduceat(missed, starts) + sizes
    keys = firsts.astype(numpy.int64) << 21 | seconds
    order = numpy.argsort(keys, kind="stable")
    begins = _begins(keys[order])
    sizes, before = sizes[order], numpy.append(0, ends[order][:-1])
    before[begins] = 0
    own = numpy.cumsum(sizes) - sizes
    missed = missed[numpy.arange(len(missed)) + numpy.repeat(starts[order] - own, sizes)]
    missed[own] = heads[order] - before
    return Pairs(firsts[order][begins], seconds[order][begins], numpy.add.reduceat(sizes, begins), missed)


def _laid(texts: Sequence[str], codes: numpy.ndarray, wide: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Of each field and paragraph, the END that it has in `codes`, and how far its places are from its units there."""
    ends = numpy.flatnonzero(codes == ord(END))
    past = ends + 1 + numpy.searchsorted(wide, ends)  # units, with the END
    begins = numpy.append(0, past[:-1]) if len(past) else past
    room = -(-(past - begins) // STEP) * STEP
    last = numpy.searchsorted(ends, numpy.cumsum(list(map(len, texts)), dtype=numpy.int64) - 1)  # of each article
    whole = numpy.cumsum(room)[last]
    slots = -(-numpy.diff(whole, prepend=0) // SLOT) * SLOT
    moved = numpy.cumsum(slots) - slots - (whole - numpy.diff(whole, prepend=0))
    own = numpy.repeat(moved, numpy.diff(last, prepend=-1))
    return ends, numpy.cumsum(room) - room + own - begins


def summed(sizes: numpy.ndarray, weight: Callable[[int], int]) -> numpy.ndarray:
    """As `postings.summed`."""
    known, which = numpy.unique(sizes, return_inverse=True)
    weights = numpy.array([weight(int(size)) for size in known], numpy.int64)
    return numpy.append(0, numpy.cumsum(weights[which])) if len(sizes) else numpy.zeros(1, numpy.int64)


def numbered(pairs: Pairs) -> numpy.ndarray:
    """As `postings.numbered`."""
    first, second = (
        numpy.where(ranks < 0xE000, ranks, numpy.where(ranks >= 0x10E000, ranks - 0x100000, ranks + 0x2000))
        for ranks in (pairs.firsts.astype(numpy.int64), pairs.seconds.astype(numpy.int64))
    )
    (wide, before, upper), (_, own, lower) = (
        (codes > 0xFFFF, numpy.where(codes > 0xFFFF, 0xD7C0 + (codes >> 10), codes),
         numpy.where(codes > 0xFFFF, 0xDC00 + (codes & 0x3FF), 0)) for codes in (first, second)
    )
    return before << 32 | numpy.where(wide, upper << 16 | own, own << 16 | lower)


def spread(gaps: numpy.ndarray, lows: Sequence[int], sizes: Sequence[int]) -> str:
    """Gaps in one stream, `sizes` of them with each of `lows`."""
    codes, bits = _codes(gaps, numpy.repeat(numpy.array(lows, numpy.int64), sizes))
    ends = numpy.cumsum(bits)
    words = -(-ends[-1:] // 13)
    return _characters(_words(codes, ends, int(words[0])), None, words, ends[-1:] - 13 * (words - 1) <= 6)[0]


def _ranges(codes: numpy.ndarray) -> list[tuple[int, int]]:
    """Ranges of characters, of about _SLICE of `codes` each."""
    if not len(codes):
        return []
    sums = numpy.cumsum(numpy.bincount(codes))
    bounds = sorted({int(bound) for bound in numpy.searchsorted(sums, range(0, len(codes), _SLICE), "right")} | {0})
    return list(zip(bounds, [*bounds[1:], 1 << 21], strict=True))


def _numbers(values) -> numpy.ndarray:
    return numpy.frombuffer(values, numpy.int32) if len(values) else numpy.zeros(0, numpy.int32)


def _joined(arrays) -> numpy.ndarray:
    return numpy.concatenate([numpy.zeros(0, numpy.int32), *arrays])


def _packed(keys: numpy.ndarray, numbers: numpy.ndarray, counts: numpy.ndarray | None = None) -> list[str]:
    """`numbers.packed` of the gaps of each run of equal keys; numbers ascend within a run."""
    found: list[str] = []
    start = 0
    while start < len(keys):
        end = min(len(keys), start + _SLICE)
        end = int(numpy.searchsorted(keys, keys[end - 1], "right"))
        found += _slice(*(None if column is None else column[start:end].astype(numpy.int64)
                          for column in (keys, numbers, counts)))
        start = end
    return found


def _slice(keys: numpy.ndarray, numbers: numpy.ndarray, counts: numpy.ndarray | None) -> list[str]:
    begins = _begins(keys)
    sizes = numpy.diff(numpy.append(begins, len(keys)))
    missed = numpy.diff(numbers, prepend=-1) - 1
    missed[begins] = numbers[begins]
    low = _low(numpy.add.reduceat(missed, begins), sizes)
    codes, bits = _codes(missed, numpy.repeat(low, sizes))
    if counts is not None:
        count_codes, count_bits = _codes(counts - 1, 0)
        bits = bits + count_bits
    totals = numpy.add.reduceat(bits, begins)
    words = -(-totals // 13)
    word_begins = numpy.cumsum(words) - words
    ends = numpy.cumsum(bits)
    ends += numpy.repeat(word_begins * 13 - (ends[begins] - bits[begins]), sizes)
    total = int(words.sum())
    if counts is None:
        packed = _words(codes, ends, total)
    else:
        packed = _words(codes, ends - count_bits, total) + _words(count_codes, ends, total)
    return _characters(packed, low, words, totals - 13 * (words - 1) <= 6)


def _begins(keys: numpy.ndarray) -> numpy.ndarray:
    """Where each run of equal keys begins."""
    return numpy.flatnonzero(numpy.concatenate(([True], keys[1:] != keys[:-1])))[:len(keys)]


def _low(total, number: numpy.ndarray) -> numpy.ndarray:
    """As `numbers.bits`."""
    return numpy.maximum(0, _length(total * 347 // (1000 * number)) - 1)


def _length(numbers: numpy.ndarray) -> numpy.ndarray:
    """Bits of each number: the exponent that frexp gives, exact below 2^53."""
    return numpy.frexp(numbers.astype(numpy.float64))[1].astype(numpy.int64)


def _codes(numbers: numpy.ndarray, low) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The code of each number, without the zeros before it, and the bits it takes with them."""
    codes = numbers + (numpy.int64(1) << low)
    return codes, 2 * _length(codes) - 1 - low


def _words(codes: numpy.ndarray, ends: numpy.ndarray, count: int) -> numpy.ndarray:
    """Words of 13 bits that hold the codes, which end at the bits `ends`."""
    last = (ends - 1) // 13  # the word of a code's last bit; codes of up to 27 bits begin at most two words before
    codes = codes << (13 * (last + 1) - ends)
    packed = numpy.bincount(last + 2, codes & 8191, count + 2)
    packed += numpy.bincount(last + 1, codes >> 13 & 8191, count + 2)
    packed += numpy.bincount(last, codes >> 26, count + 2)
    return packed[2:].astype(numpy.int64)


def _characters(packed: numpy.ndarray, low: numpy.ndarray | None, words: numpy.ndarray,
                short: numpy.ndarray) -> list[str]:
    """Words of 13 bits as two characters each, the last of a list as one where it is `short`; `low` bits in front."""
    front = 0 if low is None else 1
    lengths = front + 2 * words - short + 1  # with a space behind
    ends = numpy.cumsum(lengths)
    begins = ends - lengths
    word_ends = numpy.cumsum(words)
    where = numpy.repeat(begins + front - 2 * (word_ends - words), words) + 2 * numpy.arange(len(packed))
    upper, lower = packed // 91, packed % 91
    final = word_ends[short] - 1
    upper[final] = packed[final] >> 7
    text = numpy.full(int(ends[-1]) if len(ends) else 0, 32, numpy.uint8)
    text[where + 1] = _LETTERS[lower]
    text[where] = _LETTERS[upper]
    if low is not None:
        text[begins] = _LETTERS[low]
    text[ends - 1] = 32
    return text.tobytes().decode("ascii")[:-1].split(" ")
