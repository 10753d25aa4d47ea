"""Words → statistics: what an index holds, before it is written down.

Counts, not weights: the reader of the index computes Lunr's weights from them, so an index can be split into terms and
into years and still score as one (`query.weight`).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import add
from typing import Any

from builder.search.numbers import ALPHABET, bits, gaps, packed, stream
from builder.search.trees import number, order
from builder.search.words import dictionary, fold, glyphs, pieces, rare_folds, tokens

FIELDS = ("title", "heads", "authors", "body")
"""What Lunr scores apart."""
LAST = len(FIELDS) - 1
END = "\n"
"""Ends every field and paragraph of an article's text: no match crosses it."""
STEP = 16
"""Places count UTF-16 units, and each field and paragraph begins at a multiple of this: so a word that grows by a
character moves what follows in its paragraph, mostly nothing else."""
SLOT = 256
"""Each article begins at a multiple of this: so a sentence more mostly moves no other article."""


MOST = 45
"""Characters that a key shares with the one before, at most: in UTF-16 units a character of the alphabet."""


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
class Terms:
    """How often terms stand in the fields of some articles: for each term and each field that has it, a list."""

    vocabulary: Any
    """The terms in the order of UTF-16, for the module that made them: strings here, numbers in `fast`."""
    fields: Sequence[int]
    """Of each term, the fields that have it: bit 0 the last of FIELDS, bit 1 the one before …, as lists are written."""
    sizes: Sequence[int]
    """Of each list, its articles."""
    articles: Sequence[int]
    """Of each list, ascending, counted from the first of these articles."""
    counts: Sequence[int]
    """How often the term stands in each of `articles`."""


@dataclass(frozen=True)
class Pairs:
    """Where two neighbouring characters stand that are not within one piece, pair by pair in UTF-16 order."""

    firsts: Sequence[int]
    """The first character of each pair, as `rank`."""
    seconds: Sequence[int]
    sizes: Sequence[int]
    """How often each pair stands."""
    gaps: Sequence[int]
    """Of every place of every pair, what it leaves out since the one before (`numbers.gaps`)."""


@dataclass(frozen=True)
class Block:
    """What some articles bring to the index: a pure function of them and the dictionary.

    The sequences in it and in what it holds are lists, or arrays of numpy.
    """

    lengths: Sequence[Sequence[int]]
    """For each of FIELDS, the number of tokens in each article."""
    slots: Sequence[int]
    """The SLOTs that each article's text takes."""
    letters: frozenset[str]
    """The glyphs."""
    variants: Counter[str]
    """The characters printed that a text is folded by, each with the number of its articles."""
    terms: Terms
    pairs: Pairs
    runs: Mapping[str, Sequence[int]]
    """Piece → where it stands."""


@dataclass(frozen=True)
class Lists:
    """Packed lists by key."""

    keys: Sequence[str]
    """In the order of UTF-16."""
    text: str
    """The lists in a row, a space after each."""
    starts: Sequence[int]
    """Where each list begins in `text`, and where one more would."""


def ready(words: tuple[str, ...]) -> None:
    """Read what articles are cut with."""
    dictionary(words)


def block(documents: Sequence[Document], words: tuple[str, ...]) -> Block:
    """The block of `documents`, cut with the dictionary and the archive's own `words`."""
    known = dictionary(words)
    lengths: list[list[int]] = [[] for _ in FIELDS]
    found: dict[str, list[list[tuple[int, int]]]] = {}
    texts = []
    printed: Counter[str] = Counter()
    for article, document in enumerate(documents):
        printed.update(variants(document))
        parts = folded(document)
        texts.append("".join(parts))
        for place, text in enumerate(parts):
            counts = Counter(tokens(text, known) if text else [])
            lengths[place].append(counts.total())
            for term, count in counts.items():
                if term not in found:
                    found[term] = [[] for _ in FIELDS]
                found[term][LAST - place].append((article, count))
    vocabulary = sorted(found, key=order)
    lists = [own for term in vocabulary for own in found[term] if own]
    terms = Terms(
        vocabulary,
        [sum([1 << place for place, own in enumerate(found[term]) if own]) for term in vocabulary],
        list(map(len, lists)),
        [article for own in lists for article, _ in own], [count for own in lists for _, count in own],
    )
    letters = frozenset(filter(glyphs.fullmatch, vocabulary))
    return Block(lengths, sizes(texts), letters, printed, terms, pairs(texts), runs(texts))


def folded(document: Document) -> tuple[str, ...]:
    """The text of each of FIELDS, an END after every field and paragraph."""
    fields = ((document.title,), document.heads, document.authors, document.paragraphs)
    return tuple("".join(fold(text).replace(END, " ") + END for text in texts) for texts in fields)


def variants(document: Document) -> set[str]:
    """The characters of an article that are folded, but for those whose folds every reader knows."""
    found = set().union(document.title, *document.heads, *document.authors, *document.paragraphs)
    return found & rare_folds()


def bounds(terms: Terms, lows: Sequence[int]) -> list[int]:
    """For each of some numbers of keys, the first of the terms that is not before."""
    return [bisect_left(terms.vocabulary, low, key=number) for low in lows]


def named(terms: Terms, start: int, stop: int) -> tuple:
    """The vocabulary from a first term to before another, to be sent about."""
    return ("\n".join(terms.vocabulary[start:stop]),)


def packed_terms(parts: Iterable[tuple[int, Terms]], words: tuple[str, ...]) -> Lists:
    """The postings of terms as a chunk holds them.

    Args:
        parts: terms of blocks, as `named`, each with the first article of its block.
        words: what the blocks were cut with.
    """
    found: dict[str, list[tuple[list[int], list[int]]]] = {}
    for first, part in parts:
        start, sizes = 0, iter(part.sizes)
        for term, fields in zip(part.vocabulary[0].split("\n"), part.fields, strict=True):
            lists = found.setdefault(term, [([], []) for _ in FIELDS])
            for place, (articles, counts) in enumerate(lists):
                if fields >> place & 1:
                    stop = start + next(sizes)
                    articles += [first + article for article in part.articles[start:stop]]
                    counts += part.counts[start:stop]
                    start = stop
    return lists_of({term: packed_fields(lists) for term, lists in found.items()})


def lists_of(packed: Mapping[str, str]) -> Lists:
    """Packed lists in the order of their keys."""
    keys = sorted(packed, key=order)
    texts = [packed[key] + " " for key in keys]
    return Lists(keys, "".join(texts), [0, *accumulate(map(len, texts))])


def packed_fields(fields: Sequence[tuple[Sequence[int], Sequence[int]]]) -> str:
    """Articles and counts of each of FIELDS, the last of them first, empty ones at the end left out."""
    return ",".join([packed(gaps(articles), counts) for articles, counts in fields]).rstrip(",")


def summed(sizes: Sequence[int], weight: Callable[[int], int]) -> Sequence[int]:
    """What the sizes before each weigh, and all."""
    return [0, *accumulate(map(cache(weight), sizes))]


def numbered(pairs: Pairs) -> Sequence[int]:
    """The place of each pair in the space of keys."""
    return [number(chr(unranked(first)) + chr(unranked(second)))
            for first, second in zip(pairs.firsts, pairs.seconds, strict=True)]


def columns(pairs: Pairs, room: int, parts: Iterable[tuple[int, int]]) -> list[tuple[list[str], str, str]]:
    """What chunks of places hold of their pairs, each from a first pair to before another: keys, sizes and gaps."""
    ends = summed(pairs.sizes, int)
    found = []
    for start, stop in parts:
        sizes = pairs.sizes[start:stop]
        lows = [low for size in sizes for low in [bits(room, size)] * size]
        found.append((*heads(pairs.firsts[start:stop], pairs.seconds[start:stop], sizes),
                      stream(pairs.gaps[ends[start]:ends[stop]], lows)))
    return found


def heads(firsts: Sequence[int], seconds: Sequence[int], sizes: Sequence[int]) -> tuple[list[str], str]:
    """The pairs of one chunk, and how often each stands.

    The first characters; for each of these the number of its pairs, the rank of the first second character, and what
    the others leave out; how often each pair stands, less one.
    """
    numbers, begins, others, before = [], [], [], None
    for first, second in zip(firsts, seconds, strict=True):
        if before and before[0] == first:
            numbers[-1] += 1
            others.append(second - before[1] - 1)
        else:
            numbers.append(1)
            begins.append(second)
        before = first, second
    letters = "".join(chr(unranked(first)) for first in dict.fromkeys(firsts))
    keys = [letters, packed(numbers), packed(begins), packed(others)]
    return keys, stream([size - 1 for size in sizes], [0] * len(sizes))


def fronted(keys: Sequence[str], parts: Iterable[tuple[int, int]], between: str) -> list[str]:
    """Sorted keys in a row, each without what it shares with the one before (a number of UTF-16 units, in front).

    Of every part, from a first key to before another.
    """
    rows = []
    for start, stop in parts:
        found, before = [], ""
        for key in keys[start:stop]:
            shared = 0
            while shared < min(len(before), len(key), MOST) and before[shared] == key[shared]:
                shared += 1
            found.append(ALPHABET[len(order(key[:shared])) // 2] + key[shared:].replace(" ", "\x01"))
            before = key
        rows.append(between.join(found))
    return rows


def streams(numbers: Sequence[int], parts: Iterable[tuple[int, int]], low: int) -> list[str]:
    """Streams of numbers of so many low bits: of every part, from a first number to before another."""
    return [stream(numbers[start:stop], [low] * (stop - start)) for start, stop in parts]


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
