"""Statistics → what chunks hold: the terms and pairs of many blocks put in order, and their lists packed."""

from collections.abc import Callable, Sequence

import numpy
from numpy import ndarray

from builder.search.fast import arrays, characters, packing, vocabulary
from builder.search.fast.characters import RANK
from builder.search.fast.trie import trie
from builder.search.numbers import bits
from builder.search.postings import FIELDS, MOST, Lists, Pairs, Terms


def packed_terms(parts: Sequence[tuple[int, Terms]], words: tuple[str, ...]) -> Lists:
    """As `postings.packed_terms`."""
    if not parts:
        return Lists([], "", [0])
    terms, known = vocabulary.united([vocabulary.read(*part.vocabulary) for _, part in parts])
    keys = arrays.joined(
        own[places] * len(FIELDS) + fields for own, (_, part) in zip(known, parts, strict=True)
        for places, fields in [numpy.nonzero(arrays.array(part.fields)[:, None] >> numpy.arange(len(FIELDS)) & 1)])
    sizes = arrays.joined(arrays.array(part.sizes) for _, part in parts)
    articles = arrays.joined(arrays.array(part.articles) + first for first, part in parts)
    counts = arrays.joined(arrays.array(part.counts) for _, part in parts)
    order = arrays.order(keys)
    articles, counts = arrays.ordered((articles, counts), sizes, order)
    keys = keys[order]
    begins = arrays.begins(keys)
    keys, sizes = keys[begins], numpy.add.reduceat(sizes[order], begins) if len(begins) else sizes
    starts = numpy.cumsum(sizes) - sizes
    missed = numpy.diff(articles, prepend=-1) - 1
    missed[starts] = articles[starts]
    lasts = numpy.append(arrays.begins(keys // len(FIELDS))[1:], len(keys))[:len(terms.keys)] - 1
    many = keys[lasts] % len(FIELDS) + 1  # lists of each term, with the empty ones between
    ends = numpy.cumsum(many)
    where = numpy.repeat(ends - many, numpy.diff(lasts, prepend=-1)) + keys % len(FIELDS)
    whole = numpy.zeros(int(many.sum()), numpy.int64)
    whole[where] = sizes
    between = numpy.full(len(whole), ord(","), numpy.uint8)
    between[ends - 1] = ord(" ")
    text, starts = packing.packed(whole, missed, counts=counts, between=between)
    return Lists(vocabulary.strings(terms, trie(words)), text, starts[numpy.append(0, ends)].tolist())


def joined(parts: Sequence[tuple[int, Pairs]]) -> Pairs:
    """As `postings.joined`."""
    firsts, seconds, sizes, missed = (
        arrays.joined(arrays.array(getattr(part, column)) for _, part in parts)
        for column in ("firsts", "seconds", "sizes", "gaps")
    )
    if not len(firsts):
        return Pairs(firsts, seconds, sizes, missed)
    starts = numpy.cumsum(sizes) - sizes
    begun = numpy.repeat([first for first, _ in parts], [len(part.sizes) for _, part in parts])
    heads, ends = begun + missed[starts], begun + numpy.add.reduceat(missed, starts) + sizes
    keys = firsts.astype(numpy.int64) << RANK | seconds
    order = arrays.order(keys)
    begins = arrays.begins(keys[order])
    before = numpy.append(0, ends[order][:-1])
    before[begins] = 0
    missed, = arrays.ordered((missed,), sizes, order)
    sizes = sizes[order]
    missed[numpy.cumsum(sizes) - sizes] = heads[order] - before
    return Pairs(firsts[order][begins], seconds[order][begins], numpy.add.reduceat(sizes, begins), missed)


def summed(sizes: Sequence[int], weight: Callable[[int], int]) -> ndarray:
    """As `postings.summed`."""
    sizes = arrays.array(sizes)
    return numpy.append(0, numpy.cumsum(sizes if weight is int else _weighed(sizes, weight), dtype=numpy.int64))


def _weighed(sizes: ndarray, weight: Callable[[int], int]) -> ndarray:
    """The weight of each size, asked for once."""
    known = numpy.flatnonzero(numpy.bincount(sizes))
    weights = numpy.zeros(int(known[-1]) + 1 if len(known) else 0, numpy.int64)
    weights[known] = list(map(weight, known.tolist()))
    return weights[sizes]


def numbered(pairs: Pairs) -> ndarray:
    """As `postings.numbered`."""
    first, second = (characters.unranked(ranks.astype(numpy.int64)) for ranks in (pairs.firsts, pairs.seconds))
    (wide, before, upper), (_, own, lower) = (
        (codes > 0xFFFF, numpy.where(codes > 0xFFFF, 0xD7C0 + (codes >> 10), codes),
         numpy.where(codes > 0xFFFF, 0xDC00 + (codes & 0x3FF), 0)) for codes in (first, second)
    )
    return before << 32 | numpy.where(wide, upper << 16 | own, own << 16 | lower)


def columns(pairs: Pairs, room: int, parts: Sequence[tuple[int, int]]) -> list[tuple[list[str], str, str]]:
    """As `postings.columns`, of parts that follow one another from the first pair to the last."""
    if not parts:
        return []
    firsts, seconds, sizes = (column.astype(numpy.int64) for column in (pairs.firsts, pairs.seconds, pairs.sizes))
    starts, stops = numpy.array(parts).T
    fresh = arrays.changes(firsts)
    fresh[starts] = True
    begins = numpy.flatnonzero(fresh)
    others = numpy.flatnonzero(~fresh)
    bounds = numpy.searchsorted(begins, [*starts, len(firsts)])
    letters = characters.text(characters.unranked(firsts[begins]))
    lows = _weighed(sizes, lambda size: bits(room, size)).astype(numpy.int8)
    ends = numpy.append(0, numpy.cumsum(sizes))
    number = numpy.diff(bounds)
    texts = (text.split(" ") for text, _ in (
        packing.packed(number, arrays.sizes(begins, len(firsts))),
        packing.packed(number, seconds[begins]),
        packing.packed(stops - starts - number, seconds[others] - seconds[others - 1] - 1),
        packing.packed(stops - starts, sizes - 1, lows=0),
        packing.packed(ends[stops] - ends[starts], pairs.gaps, lows=numpy.repeat(lows, sizes)),
    ))
    return [
        ([letters[start:stop], *keys], stands, gaps) for start, stop, *keys, stands, gaps in
        zip(bounds[:-1].tolist(), bounds[1:].tolist(), *(text[:len(parts)] for text in texts), strict=True)
    ]


def fronted(keys: Sequence[str], parts: Sequence[tuple[int, int]], between: str) -> list[str]:
    """As `postings.fronted`, of parts that follow one another from the first key to the last."""
    if not parts:
        return []
    starts, stops = numpy.array(parts).T
    codes = characters.codes("".join(keys))
    sizes = numpy.fromiter(map(len, keys), numpy.int64, len(keys))
    begins = numpy.cumsum(sizes) - sizes
    shared = numpy.zeros(len(keys), numpy.int64)
    room = numpy.minimum(numpy.minimum(sizes, numpy.append(0, sizes[:-1])), MOST)
    room[starts[starts < stops]] = 0
    alike = numpy.flatnonzero(room)
    while len(alike):
        own = shared[alike]
        alike = alike[codes[begins[alike] + own] == codes[begins[alike - 1] + own]]
        shared[alike] += 1
        alike = alike[shared[alike] < room[alike]]
    wide = numpy.append(0, numpy.cumsum(codes > 0xFFFF))
    codes = numpy.where(codes == ord(" "), 1, codes)
    lengths = 1 + sizes - shared + len(between)
    ends = numpy.cumsum(lengths)
    text = numpy.full(int(ends[-1]) if len(ends) else 0, ord(between or " "), numpy.uint32)
    text[ends - lengths] = packing.LETTERS[shared + wide[begins + shared] - wide[begins]]
    text[arrays.within(ends - lengths + 1, ends - len(between))] = codes[arrays.within(begins + shared, begins + sizes)]
    whole, ends = characters.text(text), numpy.append(0, ends)
    return [whole[start:max(start, stop - len(between))]
            for start, stop in zip(ends[starts].tolist(), ends[stops].tolist(), strict=True)]


def streams(numbers: Sequence[int], parts: Sequence[tuple[int, int]], low: int) -> list[str]:
    """As `postings.streams`, of parts that follow one another from the first number to the last."""
    sizes = numpy.array([stop - start for start, stop in parts], numpy.int64)
    return packing.packed(sizes, numpy.array(numbers, numpy.int64), lows=low)[0].split(" ")[:len(parts)]
