"""Text → words: what a token is, for the index and for a query alike.

Folded text is made of three kinds of character. A *glyph* is a word on its own (Han, kana, emoji, ℃ …). A *piece* is
a run of letters or one number (`iphone`, `16`, `4.9`, `1,234`): nothing is ever found inside a piece, so `33%` is not
in `12.33%`. Everything else is a *mark*: punctuation, white space, control characters.

The tokens of a text are its pieces, each of its glyphs, and every word of the dictionary that stands in it, wherever
it stands: 人工智能 gives 人工智能, 人工, 智能 and four characters. Such a set depends on no context, so a query cut
with the same dictionary always finds the articles that hold it.

`templates/assets/search.js` does the same in the browser; `tests/search/tokens.json` holds both to it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from math import log
from operator import add

from builder import lexicon
from builder.folds import folds

LETTER = "a-zªµºà-öø-\u02af\u0300-\u037d\u037f-\u0386\u0388-\u0481\u0483-\u052f\u1e00-\u1fff"
MARK = (
    "\u0000-/:-@\\[-`{-©«-´¶-¹»-¿×÷\u037e\u0387\u0482\u2000-\u206f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f"
    "\ud800-\uf8ff\ufe00-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff"
    "\U000e0000-\U0010ffff"
)
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)*"
PIECE = rf"(?:{NUMBER}|[{LETTER}]+)"
GLYPH = rf"[^0-9{LETTER}{MARK}]"
RUN = rf"{PIECE}(?:(?:[.&'_@/+:~%‰-]|[%‰]-)?{PIECE})*[%‰+#]*"
"""Pieces written together as one thing: gb/t, 2.5b, 12:30, 2025-07-10, at&t, 9%-12%, c++."""

pieces = re.compile(PIECE)
glyphs = re.compile(GLYPH)
strings = re.compile(rf"(?:{GLYPH}|{RUN})+")
"""What a query's part holds between its punctuation."""

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

_HAN = re.compile(f"[{HAN}]+")
_STRANGE = re.compile(f"[^{HAN}]+")


@cache
def rare_folds() -> frozenset[str]:
    """The characters that are folded and whose folds do not stand in every index."""
    return frozenset(chr(code) for code in folds() if not is_common(code))


def is_common(code: int) -> bool:
    """Whether the fold of a character stands in the manifest, rather than with the dictionary's words."""
    return code < 0x2E80 or 0xFB00 <= code < 0x10000


def fold(text: str) -> str:
    """`text` with every character replaced by the one that search takes it for; no length changes, in UTF-16 either."""
    return text.translate(folds())


@dataclass(frozen=True)
class Dictionary:
    """jieba's Han words, folded, with the archive's own."""

    frequencies: Mapping[str, int]
    total: int
    """The sum of all frequencies, of words left out here, too."""

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The words of two characters."""
        return frozenset(word for word in self.frequencies if len(word) == 2)

    @cached_property
    def begins(self) -> frozenset[str]:
        """The first two characters of all longer words."""
        return frozenset(word[:2] for word in self.frequencies if len(word) > 1)

    @cached_property
    def longest(self) -> int:
        """Characters of the longest word."""
        return max(map(len, self.frequencies), default=1)

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """First three characters → the lengths of the words that begin so."""
        found: dict[str, tuple[int, ...]] = {}
        for word in self.frequencies:
            known = found.get(word[:3], ())
            if len(word) > 2 and len(word) not in known:
                found[word[:3]] = (*known, len(word))
        return found


@cache
def dictionary(words: tuple[str, ...] = ()) -> Dictionary:
    """The dictionary that index and query share. Of words that fold to one, the one as it is counts."""
    known, counts = lexicon.entries()
    found, total = dict(zip(known, counts, strict=True)), sum(counts)
    if words:
        source = lexicon.lexicon(words)
        found |= {word: source.FREQ[word] for word in words}
        total = source.total
    for word in re.findall(f"^[{HAN}]*[^{HAN}\n].*$", "\n".join(found), re.MULTILINE):
        del found[word]
    others = zip(found, fold("\n".join(found)).split("\n"), strict=True)
    folded = {word: other for word, other in others if word != other}
    strangers: dict[str, int] = {}
    for word, frequency in [(word, found.pop(word)) for word in folded]:
        strangers[folded[word]] = max(frequency, strangers.get(folded[word], 0))
    return Dictionary(strangers | found, total)


def tokens(text: str, dictionary: Dictionary) -> list[str]:
    """The tokens of a folded text: glyphs, then pieces, then the dictionary's words, each as often as it stands."""
    found = glyphs.findall(text)
    found += pieces.findall(text)
    text += "\n"  # so that no slice is cut short by the end of the text
    pairs = list(map(add, text, text[1:]))
    found += filter(dictionary.pairs.__contains__, pairs)
    triples = map(add, pairs, text[2:])
    lengths, frequencies = dictionary.lengths, dictionary.frequencies
    for place, triple in enumerate(triples):
        if triple in lengths:
            for length in lengths[triple]:
                word = text[place:place + length]
                if word in frequencies:
                    found.append(word)
    return found


def route(text: str, frequencies: Mapping[str, int], total: int) -> list[str]:
    """A run of glyphs cut into the likeliest words: jieba's route of maximum probability, without its HMM.

    Args:
        frequencies: the dictionary's words, at least those that stand in `text`; 0 or missing: not a word.
        total: the sum of all frequencies of the dictionary.
    """
    longest = max(map(len, frequencies), default=1)
    size, logtotal = len(text), log(total)
    best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
    for start in range(size - 1, -1, -1):
        ends = [
            end for end in range(start + 1, min(size, start + longest) + 1) if frequencies.get(text[start:end])
        ] or [start + 1]
        best[start] = max(
            (log(frequencies.get(text[start:end]) or 1) - logtotal + best[end][0], end) for end in ends
        )
    words, start = [], 0
    while start < size:
        end = best[start][1]
        words.append(text[start:end])
        start = end
    return words


def printed(text: str, dictionary: Dictionary) -> list[str]:
    """A text as it is printed, cut as `route` cuts; what stands between Han characters is in one piece."""
    found = []
    for run in re.findall(f"{_HAN.pattern}|{_STRANGE.pattern}", text):
        ends = _ends(fold(run), dictionary) if _HAN.match(run) else [len(run)]
        found += [run[start:end] for start, end in pairwise([0, *ends])]
    return found


def _ends(text: str, dictionary: Dictionary) -> list[int]:
    """Where the words of `route` end, found with the whole dictionary at hand."""
    frequency, logtotal, size = dictionary.frequencies.get, log(dictionary.total), len(text)
    best = [(0.0, size)] * (size + 1)
    for start in range(size - 1, -1, -1):
        best[start] = log(frequency(text[start]) or 1) - logtotal + best[start + 1][0], start + 1
        if text[start:start + 2] in dictionary.begins:
            for end in range(start + 2, min(size, start + dictionary.longest) + 1):
                if known := frequency(text[start:end]):
                    best[start] = max(best[start], (log(known) - logtotal + best[end][0], end))
    ends = [best[0][1]]
    while ends[-1] < size:
        ends.append(best[ends[-1]][1])
    return ends


def terms(text: str, frequencies: Mapping[str, int], total: int) -> list[str]:
    """The words of a folded query string, in order: its pieces, and its runs of glyphs cut by `route`."""
    found = []
    for match in re.finditer(rf"({PIECE})|({GLYPH}+)", text):
        found += [match[1]] if match[1] else route(match[2], frequencies, total)
    return found


def occurrences(text: str, needle: str) -> Iterable[int]:
    """Where `needle` stands in `text`, both folded: never beginning or ending inside a piece."""
    inside: set[int] | None = None
    start = text.find(needle) if needle else -1
    while start >= 0:
        if inside is None:
            inside = {place for piece in pieces.finditer(text) for place in range(piece.start() + 1, piece.end())}
        if start not in inside and start + len(needle) not in inside:
            yield start
        start = text.find(needle, start + 1)
