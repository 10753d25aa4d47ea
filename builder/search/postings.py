"""Words → statistics: what an index holds, before it is written down.

Counts, not weights: the reader of the index computes Lunr's weights from them, so an index can be split into terms and
into years and still score as one (`query.weight`).
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, repeat
from operator import add

from builder.search.numbers import gaps, packed, stream
from builder.search.trees import number
from builder.search.words import fold, pieces, rare_folds, tokenizer

FIELDS = ("title", "heads", "authors", "body")
"""What Lunr scores apart."""
END = "\n"
"""Ends every field and paragraph of an article's text: no match crosses it."""
STEP = 16
"""Places count UTF-16 units, and each field and paragraph begins at a multiple of this: so a word that grows by a
character moves what follows in its paragraph, mostly nothing else."""
SLOT = 256
"""Each article begins at a multiple of this: so a sentence more mostly moves no other article."""


@dataclass(frozen=True)
class Document:
    """An article, as search sees it: its fields, and where it stands."""

    url: str
    """Relative to the site's root: "2025-07-10/01/03.html"."""
    date: str
    """ISO date."""
    page: str
    title: str
    kicker: str
    heads: tuple[str, ...]
    """Kicker, deck, label."""
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    """Every other visible text, one string each: byline, sub-heads, box titles, captions, credits, body."""


@dataclass(frozen=True)
class Field:
    """The tokens of one field of some articles: posting by posting, articles ascending."""

    terms: array
    """Places in the block's vocabulary."""
    articles: array
    """Places in the block."""
    counts: array


@dataclass(frozen=True)
class Block:
    """What some articles bring to the index: a pure function of them and the dictionary, cheap to send about."""

    vocabulary: str
    """Terms, a line each: in one string, for there are as many as articles are long."""
    fields: tuple[Field, ...]
    """One for each of FIELDS."""
    lengths: tuple[array, ...]
    """For each of FIELDS, the number of tokens in each article."""
    texts: tuple[str, ...]
    """Of each article, folded: title, heads, authors, paragraphs, an END after each."""
    variants: Counter[str]
    """The characters printed that a text is folded by, each with the number of its articles."""


@dataclass(frozen=True)
class Terms:
    """The terms of a block that stand in one region."""

    vocabulary: str
    """A line each."""
    fields: tuple[Field, ...]
    """As those of the block, with places in this vocabulary."""


class Numbering(dict[str, int]):
    """Terms numbered from 0 on, in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def block(documents: Sequence[Document], words: tuple[str, ...]) -> Block:
    """The block of `documents`, cut with the dictionary and the archive's own `words`."""
    tokens = tokenizer(words)
    vocabulary = Numbering()
    fields = tuple(Field(array("I"), array("I"), array("I")) for _ in FIELDS)
    lengths = tuple(array("I") for _ in FIELDS)
    texts = []
    printed: Counter[str] = Counter()
    for article, document in enumerate(documents):
        printed.update(variants(document))
        parts = folded(document)
        texts.append("".join(parts))
        for field, length, text in zip(fields, lengths, parts, strict=True):
            found = tokens(text) if text else []
            counts = Counter(found)
            length.append(len(found))
            field.terms.extend([vocabulary[term] for term in counts])
            field.articles.extend(repeat(article, len(counts)))
            field.counts.extend(counts.values())
    return Block("\n".join(vocabulary), fields, lengths, tuple(texts), printed)


def folded(document: Document) -> tuple[str, ...]:
    """The text of each of FIELDS, an END after every field and paragraph."""
    fields = ((document.title,), document.heads, document.authors, document.paragraphs)
    return tuple("".join(fold(text).replace(END, " ") + END for text in texts) for texts in fields)


def variants(document: Document) -> set[str]:
    """The characters of an article that are folded, but for those whose folds every reader knows."""
    found = set().union(document.title, *document.heads, *document.authors, *document.paragraphs)
    return found & rare_folds()


def parted(field: Field, where: Sequence[int], own: Sequence[int], regions: int) -> list[Field]:
    """A field of a block by region. Of each term, `where` is its region and `own` its place in the vocabulary there."""
    parts = [Field(array("I"), array("I"), array("I")) for _ in range(regions)]
    for term, article, count in zip(field.terms, field.articles, field.counts, strict=True):
        part = parts[where[term]]
        part.terms.append(own[term])
        part.articles.append(article)
        part.counts.append(count)
    return parts


def postings(parts: Iterable[tuple[int, Terms]]) -> dict[str, tuple[list[int], ...]]:
    """Term → for each of FIELDS: article, count, article, count …, articles ascending.

    `parts`: the terms of blocks, each with the number of its first article.
    """
    found: dict[str, tuple[list[int], ...]] = {}
    for first, part in parts:
        vocabulary = part.vocabulary.split("\n")
        for place, field in enumerate(part.fields):
            for term, article, count in zip(field.terms, field.articles, field.counts, strict=True):
                lists = found.get(vocabulary[term])
                if lists is None:
                    lists = found[vocabulary[term]] = tuple([] for _ in FIELDS)
                lists[place].extend((first + article, count))
    return found


@dataclass(frozen=True)
class Pairs:
    """Where two neighbouring characters stand that are not within one piece, pair by pair in UTF-16 order.

    The sequences are lists, or arrays of numpy.
    """

    firsts: Sequence[int]
    """The first character of each pair, as `rank`."""
    seconds: Sequence[int]
    sizes: Sequence[int]
    """How often each pair stands."""
    gaps: Sequence[int]
    """Of every place of every pair, what it leaves out since the one before (`numbers.gaps`)."""


def packed_postings(parts: Sequence[tuple[int, Terms]]) -> dict[str, str]:
    """Term → its `postings` as a chunk holds them."""
    return {
        term: packed_fields([(field[::2], field[1::2]) for field in fields])
        for term, fields in postings(parts).items()
    }


def packed_fields(fields: Sequence[tuple[Sequence[int], Sequence[int]]]) -> str:
    """Articles and counts of each of FIELDS, the last field first, empty ones at the end left out."""
    return ",".join([packed(gaps(articles), counts) for articles, counts in reversed(fields)]).rstrip(",")


def summed(sizes: Sequence[int], weight: Callable[[int], int]) -> Sequence[int]:
    """What the sizes before each weigh, and all."""
    return [0, *accumulate(map(cache(weight), sizes))]


def numbered(pairs: Pairs) -> Sequence[int]:
    """The place of each pair in the space of keys."""
    return [number(chr(unranked(first)) + chr(unranked(second)))
            for first, second in zip(pairs.firsts, pairs.seconds, strict=True)]


def spread(gaps: Sequence[int], lows: Sequence[int], sizes: Sequence[int]) -> str:
    """Gaps in one stream, `sizes` of them with each of `lows`."""
    return stream(gaps, [low for low, size in zip(lows, sizes, strict=True) for _ in range(size)])


def rank(code: int) -> int:
    """A number for a code point that sorts as its UTF-16 does: the astral planes before U+E000."""
    return code if code < 0xE000 else code + 0x100000 if code < 0x10000 else code - 0x2000


def unranked(rank: int) -> int:
    """The code point of a `rank`."""
    return rank if rank < 0xE000 else rank - 0x100000 if rank >= 0x10E000 else rank + 0x2000


def pairs(texts: Iterable[str]) -> Pairs:
    """The pairs of all texts, as `laid`."""
    found: dict[str, list[int]] = {}
    for start, text in laid(texts):
        for key, place in text_pairs(text):
            found.setdefault(key, []).append(start + place)
    ordered = sorted((rank(ord(key[0])), rank(ord(key[1])), key) for key in found)
    return Pairs(
        [first for first, _, _ in ordered], [second for _, second, _ in ordered],
        [len(found[key]) for _, _, key in ordered], [gap for _, _, key in ordered for gap in gaps(found[key])],
    )


def joined(parts: Iterable[tuple[int, Pairs]]) -> Pairs:
    """The pairs of texts that follow one another, each part with the place where its texts begin."""
    found: dict[tuple[int, int], list[int]] = {}
    ends: dict[tuple[int, int], int] = {}
    for first, part in parts:
        start = 0
        for *key, size in zip(part.firsts, part.seconds, part.sizes, strict=True):
            head, *rest = part.gaps[start:start + size]
            start += size
            found.setdefault(tuple(key), []).extend((first + head - ends.get(tuple(key), 0), *rest))
            ends[tuple(key)] = first + head + sum(rest) + size
    ordered = sorted(found)
    return Pairs(
        [first for first, _ in ordered], [second for _, second in ordered], [len(found[key]) for key in ordered],
        [gap for key in ordered for gap in found[key]],
    )


def runs(texts: Iterable[str]) -> dict[str, list[int]]:
    """Piece → where it stands in all texts, as `laid`."""
    found: dict[str, list[int]] = {}
    for start, text in laid(texts):
        for piece, place in text_runs(text):
            found.setdefault(piece, []).append(start + place)
    return found


def text_pairs(text: str) -> Iterator[tuple[str, int]]:
    """The pairs of one text, each with its place in UTF-16 units."""
    keys = list(map(add, text, text[1:]))
    for piece in pieces.finditer(text):
        for place in range(piece.start(), piece.end() - 1):
            keys[place] = ""
    return ((key, place) for key, place in zip(keys, _places(text), strict=False) if key)


def text_runs(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of one text, each with its place in UTF-16 units."""
    places = _places(text)
    return ((piece[0], places[piece.start()]) for piece in pieces.finditer(text))


def laid(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every field and paragraph of the texts of articles, with the place where it begins."""
    base = 0
    for text in texts:
        place = base
        for part in text.split(END)[:-1]:
            yield place, part
            place += -(-(units(part) + 1) // STEP) * STEP
        base += -(-(place - base) // SLOT) * SLOT


def sizes(texts: Iterable[str]) -> list[int]:
    """The SLOTs that each article's text takes."""
    return [
        -(-sum([-(-(units(part) + 1) // STEP) * STEP for part in text.split(END)[:-1]]) // SLOT) for text in texts
    ]


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _places(text: str) -> Sequence[int]:
    """The place of every character in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text))
    places, place = [], 0
    for character in text:
        places.append(place)
        place += 1 + (character > "\uffff")
    return places
