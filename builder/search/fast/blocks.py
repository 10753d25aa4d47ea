"""Articles → statistics: their texts are one array of code points, and what `postings` does for a token or a pair is
done for all of them at once. Keys that sort as terms and pairs do are sorted, and what is equal stands together."""

from collections import Counter
from collections.abc import Sequence

import numpy
from numpy import ndarray

from builder.search import trees
from builder.search.fast import arrays, characters, trie
from builder.search.fast.characters import RANK
from builder.search.fast.trie import WORD, Trie
from builder.search.fast.vocabulary import PLACE, Vocabulary
from builder.search.postings import END, FIELDS, LAST, SLOT, STEP, Block, Document, Pairs, Terms
from builder.search.words import pieces


def block(documents: Sequence[Document], words: tuple[str, ...]) -> Block:
    """As `postings.block`."""
    fields = [part for one in documents for part in ((one.title,), one.heads, one.authors, one.paragraphs)]
    parts = [text for part in fields for text in part]
    holds = numpy.fromiter(map(len, fields), numpy.int64, len(fields))
    sizes = numpy.fromiter(map(len, parts), numpy.int64, len(parts)) + 1
    printed = characters.codes("".join(f"{part}{END}" for part in parts))
    ends = numpy.cumsum(sizes) - 1
    codes = characters.folded()[printed]
    codes[codes == ord(END)] = ord(" ")
    codes[ends] = ord(END)
    ranks = characters.ranks(codes)
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
    kinds = characters.kinds()[codes]
    found, starts, stops = _pieces(codes, kinds)
    keys, places = _pairs(ranks, ends, starts, stops)
    terms, lengths = _terms(kinds, ranks, owners, width, found, starts, keys, places, trie.trie(words))
    letters = terms.vocabulary.keys[terms.vocabulary.keys & PLACE == 0] >> WORD
    return Block(
        lengths[:, :len(documents)], slots, frozenset(characters.text(characters.unranked(letters))),
        _variants(printed, articles, holds, part), terms, _listed(keys, laid(places)), _runs(found, laid(starts)))


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
    places = numpy.flatnonzero(characters.rare()[printed])
    own = numpy.repeat(articles, holds)[part[places]]
    keys = numpy.sort(printed[places].astype(numpy.int64) << 32 | own)
    codes = keys[arrays.begins(keys)] >> 32
    begins = arrays.begins(codes)
    return Counter(dict(zip(characters.text(codes[begins]), arrays.sizes(begins, len(codes)).tolist(), strict=True)))


def _pieces(codes: ndarray, kinds: ndarray) -> tuple[list[str], ndarray, ndarray]:
    """The pieces, and where each begins and ends."""
    kept = kinds >= characters.PIECE
    kept[1:] |= kept[:-1]  # with what stands behind, so that all that stood apart still does
    places = numpy.flatnonzero(kept)
    found = [(match[0], match.start(), match.end()) for match in pieces.finditer(characters.text(codes[places]))]
    starts, stops = (numpy.array([one[side] for one in found], numpy.int64) for side in (1, 2))
    return [one[0] for one in found], places[starts], places[stops - 1] + 1


def _pairs(ranks: ndarray, ends: ndarray, starts: ndarray, stops: ndarray) -> tuple[ndarray, ndarray]:
    """The pairs that do not lie within a piece or across an end, as keys, sorted, and where each stands."""
    apart = numpy.ones(len(ranks), bool)
    apart[ends] = apart[ends - 1] = apart[arrays.within(starts, stops - 1)] = False
    places = numpy.flatnonzero(apart)
    keys = ranks[places] << RANK | ranks[places + 1]
    order = arrays.order(keys)
    return keys[order], places[order]


def _listed(keys: ndarray, places: ndarray) -> Pairs:
    """The pairs of sorted keys, and where each stands in UTF-16 units."""
    begins = arrays.begins(keys)
    missed = numpy.diff(places, prepend=-1) - 1
    missed[begins] = places[begins]
    found = keys[begins] >> RANK, keys[begins] & (1 << RANK) - 1, arrays.sizes(begins, len(keys)), missed
    return Pairs(*(column.astype(numpy.int32) for column in found))


def _runs(found: list[str], places: ndarray) -> dict[str, list[int]]:
    """Piece → where it stands."""
    runs: dict[str, list[int]] = {}
    for piece, place in zip(found, places.tolist(), strict=True):
        runs.setdefault(piece, []).append(place)
    return runs


def _terms(kinds: ndarray, ranks: ndarray, owners: ndarray, width: int, found: list[str], starts: ndarray,
           keys: ndarray, places: ndarray, dictionary: Trie) -> tuple[Terms, ndarray]:
    """The terms, and how many tokens each field of each article has.

    Args:
        owners: field, from the last on, and article of each character, the article in `width` bits.
        found, starts: the pieces.
        keys, places: the pairs.
    """
    alike = sorted(set(found), key=trees.order)
    number = {piece: place for place, piece in enumerate(alike, 1)}
    single = numpy.flatnonzero(kinds == characters.GLYPH)
    stood = [
        (ranks[single] << WORD, single),
        (ranks[starts] << WORD | numpy.fromiter(map(number.__getitem__, found), numpy.int64, len(found)), starts),
        *trie.standing(ranks, keys, places, dictionary),
    ]
    owned = numpy.concatenate([owners[own] for _, own in stood])
    lengths = numpy.bincount(owned, minlength=len(FIELDS) << width).reshape(len(FIELDS), -1)[::-1]
    shift = width + 2
    keys = numpy.sort(numpy.concatenate([terms for terms, _ in stood]) << shift | owned)
    begins = arrays.begins(keys)
    counts = arrays.sizes(begins, len(keys))
    keys = keys[begins]
    articles = keys & (1 << width) - 1
    lists = arrays.begins(keys >> width)
    sizes = arrays.sizes(lists, len(keys))
    keys = keys[lists]
    terms = arrays.begins(keys >> shift)
    fields = numpy.add.reduceat(1 << (keys >> width & len(FIELDS) - 1), terms) if len(terms) else terms
    columns = (column.astype(numpy.int32) for column in (fields, sizes, articles, counts))
    return Terms(Vocabulary(keys[terms] >> shift, alike), *columns), lengths
