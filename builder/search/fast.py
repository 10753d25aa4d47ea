"""The statistics of articles made and packed with numpy: the same as `postings` and `numbers` make, sooner.

All texts of a block are one array of code points, and what `postings` does for a token or a pair is done for all of
them at once: keys that sort as terms and pairs do are sorted, and what is equal stands together.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy
from numpy import ndarray

from builder.search.numbers import ALPHABET, slim, unslim
from builder.search.postings import END, FIELDS, LAST, MOST, SLOT, STEP, Block, Document, Lists, Pairs, Terms, bits
from builder.search.trees import order
from builder.search.words import GLYPH, dictionary, folds, pieces, rare_folds

_LETTERS = numpy.frombuffer(ALPHABET.encode("ascii"), numpy.uint8)
_UPPER, _LOWER = (_LETTERS[own] for own in numpy.divmod(numpy.arange(1 << 13), len(ALPHABET)))
_SLICE = 1 << 15
"""Numbers packed at a time: what bounds memory, and stays near the processor."""
_CODES = 0x110000
_RANK = 21
"""Bits of a `postings.rank`."""
_WORD = 24
"""Bits of the place of a word among the dictionary's, or of a piece among those of a region."""
_PLACE = (1 << _WORD) - 1
_MARK, _GLYPH, _PIECE, _POINT = range(4)
"""Kinds of characters; a point is a mark that may stand within a number."""


# --- What is known of characters and words ---------------------------------------------------------------------------

@cache
def _folded() -> ndarray:
    """Code point → the one that it is folded to."""
    found = numpy.arange(_CODES, dtype=numpy.uint32)
    found[list(folds())] = list(folds().values())
    return found


@cache
def _rare() -> ndarray:
    """Code point → whether it is one of `words.rare_folds`."""
    found = numpy.zeros(_CODES, bool)
    found[[ord(character) for character in rare_folds()]] = True
    return found


@cache
def _kinds() -> ndarray:
    """Code point → the kind of the character."""
    text = "".join(map(chr, range(_CODES)))
    found = numpy.full(_CODES, _MARK, numpy.uint8)
    for kind, pattern in ((_PIECE, pieces), (_GLYPH, re.compile(f"{GLYPH}+"))):
        for match in pattern.finditer(text):
            found[match.start():match.end()] = kind
    found[[ord("."), ord(",")]] = _POINT
    return found


def _ranks(codes: ndarray) -> ndarray:
    """As `postings.rank`."""
    found = codes.astype(numpy.int64)
    high = numpy.flatnonzero(codes >= 0xE000)
    found[high] += numpy.where(found[high] < 0x10000, 0x100000, -0x2000)
    return found


def _unranked(ranks: ndarray) -> ndarray:
    """As `postings.unranked`."""
    return numpy.where(ranks < 0xE000, ranks, numpy.where(ranks >= 0x10E000, ranks - 0x100000, ranks + 0x2000))


@dataclass(frozen=True)
class _Vocabulary:
    """Terms in the order of UTF-16."""

    keys: ndarray
    """Of each the rank of its first character and, behind, its place among the dictionary's words or the pieces, from
    1 on; 0 for a glyph."""
    pieces: list[str]
    """Those among them, in the same order."""


@dataclass(frozen=True)
class _Level:
    """The beginnings of words that are of one length."""

    keys: ndarray
    """Ascending: the place of the beginning without its last character in the level above (there: its rank), and the
    rank of the last."""
    words: ndarray
    """The place among the dictionary's words of the one that it is; -1: it is none."""
    further: ndarray
    """Whether longer words begin so."""


@dataclass(frozen=True)
class _Known:
    """The dictionary's words of two characters or more, in the order of UTF-16."""

    text: ndarray
    """Code points, a line each."""
    bounds: ndarray
    """Where each line begins, and where one more would."""
    levels: tuple[_Level, ...]
    """Beginnings of two characters, of three …"""


@cache
def _known(words: tuple[str, ...]) -> _Known:
    """The dictionary with the archive's own words."""
    known = sorted([word for word in dictionary(words).frequencies if len(word) > 1])  # as UTF-16, for they are all Han
    text = _codes("".join(f"{word}\n" for word in known))
    lengths = numpy.fromiter(map(len, known), numpy.int64, len(known))
    starts = numpy.cumsum(lengths + 1) - lengths - 1
    ranks = _ranks(text)
    levels = []
    own = numpy.arange(len(known))  # those that are long enough
    state = ranks[starts]
    while len(own):
        size = len(levels) + 2
        keys = state << _RANK | ranks[starts[own] + size - 1]
        begins = _begins(keys)
        places = numpy.cumsum(_changes(keys)) - 1
        words_ = numpy.full(len(begins), -1, numpy.int64)
        whole = lengths[own] == size
        words_[places[whole]] = own[whole]
        longer = lengths[own] > size
        further = numpy.zeros(len(begins), bool)
        further[places[longer]] = True
        levels.append(_Level(keys[begins], words_, further))
        own, state = own[longer], places[longer]
    return _Known(text, numpy.append(0, numpy.cumsum(lengths + 1)), tuple(levels))


def ready(words: tuple[str, ...]) -> None:
    """As `postings.ready`."""
    for table in (_folded, _rare, _kinds):
        table()
    _known(words)


# --- Articles → statistics -------------------------------------------------------------------------------------------

def block(documents: Sequence[Document], words: tuple[str, ...]) -> Block:
    """As `postings.block`."""
    fields = [part for one in documents for part in ((one.title,), one.heads, one.authors, one.paragraphs)]
    parts = [text for part in fields for text in part]
    holds = numpy.fromiter(map(len, fields), numpy.int64, len(fields))
    sizes = numpy.fromiter(map(len, parts), numpy.int64, len(parts)) + 1
    printed = _codes("".join(f"{part}{END}" for part in parts))
    ends = numpy.cumsum(sizes) - 1
    codes = _folded()[printed]
    codes[codes == ord(END)] = ord(" ")
    codes[ends] = ord(END)
    ranks = _ranks(codes)
    wide = numpy.flatnonzero(codes > 0xFFFF)
    lasts = numpy.cumsum(holds.reshape(-1, len(FIELDS)).sum(1)) - 1
    slots, moved = _laid(ends, wide, lasts)
    part = numpy.repeat(numpy.arange(len(parts)), sizes)

    def laid(places: ndarray) -> ndarray:
        """Where what stands in `codes` stands in UTF-16 units, each field and paragraph and article at its place."""
        return places + (numpy.searchsorted(wide, places) if len(wide) else 0) + moved[part[places]]

    articles = numpy.arange(len(fields)) // len(FIELDS)
    width = len(documents).bit_length()
    owners = numpy.repeat(LAST - numpy.arange(len(fields)) % len(FIELDS) << width | articles, holds)[part]
    kinds = _kinds()[codes]
    found, starts, stops = _pieces(codes, kinds)
    keys, places = _pairs(ranks, ends, starts, stops)
    terms, lengths = _terms(kinds, ranks, owners, width, found, starts, keys, places, _known(words))
    letters = terms.vocabulary.keys[terms.vocabulary.keys & _PLACE == 0] >> _WORD
    return Block(
        lengths[:, :len(documents)], slots, frozenset(_text(_unranked(letters))),
        _variants(printed, articles, holds, part), terms, _listed(keys, laid(places)), _runs(found, laid(starts)))


def _codes(text: str) -> ndarray:
    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)


def _text(codes: ndarray) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _laid(ends: ndarray, wide: ndarray, lasts: ndarray) -> tuple[ndarray, ndarray]:
    """The SLOTs of each article, and how far the places of each field and paragraph are from its characters.

    Args:
        ends: where each has its END.
        wide: the characters of two units.
        lasts: the last field or paragraph of each article.
    """
    past = ends + 1 + numpy.searchsorted(wide, ends)  # units, with the END
    room = -(-numpy.diff(past, prepend=0) // STEP) * STEP
    whole = numpy.cumsum(room)[lasts]
    own = numpy.diff(whole, prepend=0)
    slots = -(-own // SLOT)
    gone = numpy.cumsum(slots * SLOT) - slots * SLOT - (whole - own)
    begins = numpy.append(0, past[:-1])[:len(past)]
    return slots, numpy.cumsum(room) - room + numpy.repeat(gone, numpy.diff(lasts, prepend=-1)) - begins


def _variants(printed: ndarray, articles: ndarray, holds: ndarray, part: ndarray) -> Counter[str]:
    """As `postings.variants` of all articles."""
    places = numpy.flatnonzero(_rare()[printed])
    own = numpy.repeat(articles, holds)[part[places]]
    keys = numpy.sort(printed[places].astype(numpy.int64) << 32 | own)
    codes = keys[_begins(keys)] >> 32
    begins = _begins(codes)
    return Counter(dict(zip(_text(codes[begins]), _sizes(begins, len(codes)).tolist(), strict=True)))


def _pieces(codes: ndarray, kinds: ndarray) -> tuple[list[str], ndarray, ndarray]:
    """The pieces, and where each begins and ends."""
    kept = kinds >= _PIECE
    kept[1:] |= kept[:-1]  # with what stands behind, so that all that stood apart still does
    places = numpy.flatnonzero(kept)
    found = [(match[0], match.start(), match.end()) for match in pieces.finditer(_text(codes[places]))]
    starts, stops = (numpy.array([one[side] for one in found], numpy.int64) for side in (1, 2))
    return [one[0] for one in found], places[starts], places[stops - 1] + 1


def _pairs(ranks: ndarray, ends: ndarray, starts: ndarray, stops: ndarray) -> tuple[ndarray, ndarray]:
    """The pairs that do not lie within a piece or across an end, as keys, sorted, and where each stands."""
    apart = numpy.ones(len(ranks), bool)
    apart[ends] = apart[ends - 1] = apart[_within(starts, stops - 1)] = False
    places = numpy.flatnonzero(apart)
    keys = ranks[places] << _RANK | ranks[places + 1]
    order = _order(keys)
    return keys[order], places[order]


def _listed(keys: ndarray, places: ndarray) -> Pairs:
    begins = _begins(keys)
    missed = numpy.diff(places, prepend=-1) - 1
    missed[begins] = places[begins]
    found = keys[begins] >> _RANK, keys[begins] & (1 << _RANK) - 1, _sizes(begins, len(keys)), missed
    return Pairs(*(column.astype(numpy.int32) for column in found))


def _runs(found: list[str], places: ndarray) -> dict[str, list[int]]:
    runs: dict[str, list[int]] = {}
    for piece, place in zip(found, places.tolist(), strict=True):
        runs.setdefault(piece, []).append(place)
    return runs


def _terms(kinds: ndarray, ranks: ndarray, owners: ndarray, width: int, found: list[str], starts: ndarray,
           keys: ndarray, places: ndarray, known: _Known) -> tuple[Terms, ndarray]:
    """The terms, and how many tokens each field of each article has.

    Args:
        owners: field, from the last on, and article of each character, the article in `width` bits.
        found, starts: the pieces.
        keys, places: the pairs.
    """
    alike = sorted(set(found), key=order)
    number = {piece: place for place, piece in enumerate(alike, 1)}
    single = numpy.flatnonzero(kinds == _GLYPH)
    stood = [
        (ranks[single] << _WORD, single),
        (ranks[starts] << _WORD | numpy.fromiter(map(number.__getitem__, found), numpy.int64, len(found)), starts),
        *_standing(ranks, keys, places, known),
    ]
    owned = numpy.concatenate([owners[own] for _, own in stood])
    lengths = numpy.bincount(owned, minlength=len(FIELDS) << width).reshape(len(FIELDS), -1)[::-1]
    shift = width + 2
    keys = numpy.sort(numpy.concatenate([terms for terms, _ in stood]) << shift | owned)
    begins = _begins(keys)
    counts = _sizes(begins, len(keys))
    keys = keys[begins]
    articles = keys & (1 << width) - 1
    lists = _begins(keys >> width)
    sizes = _sizes(lists, len(keys))
    keys = keys[lists]
    terms = _begins(keys >> shift)
    fields = numpy.add.reduceat(1 << (keys >> width & len(FIELDS) - 1), terms) if len(terms) else terms
    columns = (column.astype(numpy.int32) for column in (fields, sizes, articles, counts))
    return Terms(_Vocabulary(keys[terms] >> shift, alike), *columns), lengths


def _standing(ranks: ndarray, keys: ndarray, places: ndarray, known: _Known) -> list[tuple[ndarray, ndarray]]:
    """The dictionary's words that stand in a text, of two characters, of three …: keys, and where each stands."""
    stood = []
    for depth, level in enumerate(known.levels, 2):
        begins = _begins(keys)
        sizes, own = _sizes(begins, len(keys)), keys[begins]
        at = numpy.minimum(numpy.searchsorted(level.keys, own), len(level.keys) - 1)
        begun = level.keys[at] == own
        words = numpy.where(begun, level.words[at], -1)
        standing = places[numpy.repeat(words >= 0, sizes)]
        stood.append((ranks[standing] << _WORD | numpy.repeat(words + 1, numpy.where(words >= 0, sizes, 0)), standing))
        further = begun & level.further[at]
        places = places[numpy.repeat(further, sizes)]
        keys = numpy.repeat(at, numpy.where(further, sizes, 0)) << _RANK | ranks[places + depth]
        order = _order(keys)
        keys, places = keys[order], places[order]
    return stood


# --- Statistics → what chunks hold -----------------------------------------------------------------------------------

def bounds(terms: Terms, lows: Sequence[int]) -> list[int]:
    """As `postings.bounds`, of numbers where a UTF-16 unit begins that is its own `rank`."""
    return numpy.searchsorted(terms.vocabulary.keys, [low >> 32 << _WORD for low in lows]).tolist()


def named(terms: Terms, start: int, stop: int) -> tuple:
    """As `postings.named`."""
    keys, pieces = terms.vocabulary.keys[start:stop], terms.vocabulary.pieces
    number = keys & _PLACE
    own = number[_of_pieces(keys)]
    number[_of_pieces(keys)] = numpy.arange(1, len(own) + 1)
    first = int(own[0]) - 1 if len(own) else 0
    return (slim((keys >> _WORD).astype(numpy.uint32), 0), slim(number.astype(numpy.uint32), 2),
            pieces[first:first + len(own)])


def _vocabulary(ranks: tuple[bytes, bytes], numbers: tuple[bytes, bytes], pieces: list[str]) -> _Vocabulary:
    """The vocabulary that is `named` so."""
    first, number = (_array(unslim(*own)).astype(numpy.int64) for own in (ranks, numbers))
    return _Vocabulary(first << _WORD | number, pieces)


def _united(vocabularies: Sequence[_Vocabulary]) -> tuple[_Vocabulary, list[ndarray]]:
    """A vocabulary of the terms of all, and the places that those of each have there."""
    pieces = sorted(set().union(*(own.pieces for own in vocabularies)), key=order)
    number = {piece: place for place, piece in enumerate(pieces, 1)}
    alike = []
    for own in vocabularies:
        keys = own.keys.copy()
        places = numpy.flatnonzero(_of_pieces(keys))
        numbers = numpy.array([number[piece] for piece in own.pieces], numpy.int64)
        keys[places] = keys[places] >> _WORD << _WORD | numbers
        alike.append(keys)
    keys = numpy.sort(numpy.concatenate(alike))
    keys = keys[_begins(keys)]
    return _Vocabulary(keys, pieces), [numpy.searchsorted(keys, own) for own in alike]


def _of_pieces(keys: ndarray) -> ndarray:
    return _kinds()[_unranked(keys >> _WORD)] == _PIECE


def _strings(vocabulary: _Vocabulary, known: _Known) -> list[str]:
    """The terms themselves."""
    first, number = _unranked(vocabulary.keys >> _WORD), vocabulary.keys & _PLACE
    piece, glyph = _of_pieces(vocabulary.keys), number == 0
    letters = numpy.full(2 * int(glyph.sum()), ord("\n"), numpy.uint32)
    letters[::2] = first[glyph]
    others = _codes("".join(f"{own}\n" for own in vocabulary.pieces))
    more = numpy.concatenate([others, letters])
    text = numpy.concatenate([known.text, more])
    bounds = numpy.concatenate([known.bounds, numpy.flatnonzero(more == ord("\n")) + 1 + len(known.text)])
    line = number - 1  # of words, then of pieces, of glyphs
    line[piece] += len(known.bounds) - 1
    line[glyph] = len(known.bounds) - 1 + len(vocabulary.pieces) + numpy.arange(int(glyph.sum()))
    return _text(text[_within(bounds[line], bounds[line + 1])]).split("\n")[:-1]


def packed_terms(parts: Sequence[tuple[int, Terms]], words: tuple[str, ...]) -> Lists:
    """As `postings.packed_terms`."""
    if not parts:
        return Lists([], "", [0])
    whole, known = _united([_vocabulary(*part.vocabulary) for _, part in parts])
    vocabulary = _strings(whole, _known(words))
    keys = _joined(
        own[places] * len(FIELDS) + fields for own, (_, part) in zip(known, parts, strict=True)
        for places, fields in [numpy.nonzero(_array(part.fields)[:, None] >> numpy.arange(len(FIELDS)) & 1)])
    sizes = _joined(_array(part.sizes) for _, part in parts)
    articles = _joined(_array(part.articles) + first for first, part in parts)
    counts = _joined(_array(part.counts) for _, part in parts)
    order_ = _order(keys)
    articles, counts = _ordered((articles, counts), sizes, order_)
    keys = keys[order_]
    begins = _begins(keys)
    keys, sizes = keys[begins], numpy.add.reduceat(sizes[order_], begins) if len(begins) else sizes
    starts = numpy.cumsum(sizes) - sizes
    missed = numpy.diff(articles, prepend=-1) - 1
    missed[starts] = articles[starts]
    lasts = numpy.append(_begins(keys // len(FIELDS))[1:], len(keys))[:len(vocabulary)] - 1
    many = keys[lasts] % len(FIELDS) + 1  # lists of each term, with the empty ones between
    ends = numpy.cumsum(many)
    where = numpy.repeat(ends - many, numpy.diff(lasts, prepend=-1)) + keys % len(FIELDS)
    whole = numpy.zeros(int(many.sum()), numpy.int64)
    whole[where] = sizes
    between = numpy.full(len(whole), ord(","), numpy.uint8)
    between[ends - 1] = ord(" ")
    text, starts = _packed(whole, missed, counts=counts, between=between)
    return Lists(vocabulary, text, starts[numpy.append(0, ends)].tolist())


def joined(parts: Sequence[tuple[int, Pairs]]) -> Pairs:
    """As `postings.joined`."""
    firsts, seconds, sizes, missed = (
        _joined(_array(getattr(part, column)) for _, part in parts)
        for column in ("firsts", "seconds", "sizes", "gaps")
    )
    if not len(firsts):
        return Pairs(firsts, seconds, sizes, missed)
    starts = numpy.cumsum(sizes) - sizes
    begun = numpy.repeat([first for first, _ in parts], [len(part.sizes) for _, part in parts])
    heads, ends = begun + missed[starts], begun + numpy.add.reduceat(missed, starts) + sizes
    keys = firsts.astype(numpy.int64) << _RANK | seconds
    order = _order(keys)
    begins = _begins(keys[order])
    before = numpy.append(0, ends[order][:-1])
    before[begins] = 0
    missed, = _ordered((missed,), sizes, order)
    sizes = sizes[order]
    missed[numpy.cumsum(sizes) - sizes] = heads[order] - before
    return Pairs(firsts[order][begins], seconds[order][begins], numpy.add.reduceat(sizes, begins), missed)


def summed(sizes: Sequence[int], weight: Callable[[int], int]) -> ndarray:
    """As `postings.summed`."""
    sizes = _array(sizes)
    return numpy.append(0, numpy.cumsum(sizes if weight is int else _weighed(sizes, weight), dtype=numpy.int64))


def _weighed(sizes: ndarray, weight: Callable[[int], int]) -> ndarray:
    """The weight of each size, asked for once."""
    known = numpy.flatnonzero(numpy.bincount(sizes))
    weights = numpy.zeros(int(known[-1]) + 1 if len(known) else 0, numpy.int64)
    weights[known] = list(map(weight, known.tolist()))
    return weights[sizes]


def numbered(pairs: Pairs) -> ndarray:
    """As `postings.numbered`."""
    first, second = (_unranked(ranks.astype(numpy.int64)) for ranks in (pairs.firsts, pairs.seconds))
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
    fresh = _changes(firsts)
    fresh[starts] = True
    begins = numpy.flatnonzero(fresh)
    others = numpy.flatnonzero(~fresh)
    bounds = numpy.searchsorted(begins, [*starts, len(firsts)])
    letters = _text(_unranked(firsts[begins]))
    lows = _weighed(sizes, lambda size: bits(room, size)).astype(numpy.int8)
    ends = numpy.append(0, numpy.cumsum(sizes))
    number = numpy.diff(bounds)
    texts = (text.split(" ") for text, _ in (
        _packed(number, _sizes(begins, len(firsts))),
        _packed(number, seconds[begins]),
        _packed(stops - starts - number, seconds[others] - seconds[others - 1] - 1),
        _packed(stops - starts, sizes - 1, lows=0),
        _packed(ends[stops] - ends[starts], pairs.gaps, lows=numpy.repeat(lows, sizes)),
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
    codes = _codes("".join(keys))
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
    text[ends - lengths] = _LETTERS[shared + wide[begins + shared] - wide[begins]]
    text[_within(ends - lengths + 1, ends - len(between))] = codes[_within(begins + shared, begins + sizes)]
    whole, ends = _text(text), numpy.append(0, ends)
    return [whole[start:max(start, stop - len(between))]
            for start, stop in zip(ends[starts].tolist(), ends[stops].tolist(), strict=True)]


def streams(numbers: Sequence[int], parts: Sequence[tuple[int, int]], low: int) -> list[str]:
    """As `postings.streams`, of parts that follow one another from the first number to the last."""
    sizes = numpy.array([stop - start for start, stop in parts], numpy.int64)
    return _packed(sizes, numpy.array(numbers, numpy.int64), lows=low)[0].split(" ")[:len(parts)]


# --- Runs of equal keys, and lists in a row --------------------------------------------------------------------------

def _changes(keys: ndarray) -> ndarray:
    """Whether each key is another than the one before."""
    return numpy.concatenate(([True], keys[1:] != keys[:-1]))[:len(keys)]


def _begins(keys: ndarray) -> ndarray:
    """Where each run of equal keys begins."""
    return numpy.flatnonzero(_changes(keys))


def _sizes(begins: ndarray, total: int) -> ndarray:
    """Of runs, their sizes."""
    return numpy.diff(numpy.append(begins, total))


def _order(keys: ndarray) -> ndarray:
    """What sorts keys of 0 or more, equal ones as they stand: sooner than a stable sort where key and place fit into
    one number."""
    places = len(keys).bit_length()
    if len(keys) and int(keys.max()).bit_length() + places < 64:
        return numpy.sort(keys << places | numpy.arange(len(keys))) & (1 << places) - 1
    return numpy.argsort(keys, kind="stable")


def _ordered(columns: Sequence[ndarray], sizes: ndarray, order: ndarray) -> list[ndarray]:
    """What stands in lists of such sizes, the lists in another order: some at a time, for places take more memory than
    what stands there."""
    found = [numpy.empty_like(column) for column in columns]
    ends = numpy.cumsum(sizes)
    starts, stops, end = (ends - sizes)[order], ends[order], 0
    for first, last in _portions(stops - starts):
        places = _within(starts[first:last], stops[first:last])
        begin, end = end, end + len(places)
        for own, column in zip(found, columns, strict=True):
            own[begin:end] = column[places]
    return found


def _portions(sizes: ndarray) -> Iterator[tuple[int, int]]:
    """Lists of such sizes in portions of about _SLICE."""
    ends = numpy.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return pairwise(sorted({0, len(sizes), *numpy.searchsorted(ends, numpy.arange(_SLICE, total, _SLICE)).tolist()}))


def _within(starts: ndarray, stops: ndarray) -> ndarray:
    """All places of some spans, in a row."""
    sizes = stops - starts
    ends = numpy.cumsum(sizes)
    return numpy.arange(int(ends[-1]) if len(ends) else 0) + numpy.repeat(starts - (ends - sizes), sizes)


def _array(values: Sequence[int]) -> ndarray:
    """Numbers that came from a share."""
    return values if isinstance(values, ndarray) else numpy.frombuffer(values, numpy.int32, len(values))


def _joined(arrays) -> ndarray:
    return numpy.concatenate([numpy.zeros(0, numpy.int32), *arrays])


# --- Numbers → characters --------------------------------------------------------------------------------------------

def _packed(sizes: ndarray, numbers: ndarray, lows: ndarray | int | None = None, counts: ndarray | None = None,
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
    for start, stop in _portions(sizes):
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
    begins = _begins(last)
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
    text[where + 1] = _LOWER[packed]
    text[where] = _UPPER[packed]
    text[where[final]] = _LETTERS[packed[final] >> 7]
    if low is not None:
        text[begins[front > 0]] = _LETTERS[low[front > 0]]
    text[ends - 1] = between
    return text.tobytes(), lengths
