"""An article beside the raw lines it was read from, every difference between the two marked.

The words of an article are looked for in its source lines with white space left out and the width of punctuation
folded: what the parser may change. Whole lines are claimed first, then the longest texts: a headline that a person made
may be words of a paragraph. A text that is not found whole is put together from runs of whole lines (torn by
a box or a column's end). What is then still not found was edited: of the raw text that nothing else claims it has the
lines with which it shares most, else those between its neighbours', and is compared with them character by character.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, islice, pairwise
from operator import add

from builder import prose
from builder.model import Article, Kind

SAME, WIDTH, CHANGED = "", "width", "changed"
NARROW = str.maketrans("，：；？！（）", ",:;?!()")

FEW = 0.25
"""Of its pairs of characters a line has more in common with its own text; with 300 characters of another article 99 of
100 lines have less."""
CHANGE_OF_TEXT = 1
"""So many pairs more, at least, a line must share with another text than with that of the line before it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text."""

    text: str
    mark: str
    """SAME, WIDTH (half-width punctuation set full-width) or CHANGED (by a person)."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the raw text, or the part of one that became this text."""

    number: int
    segments: tuple[Segment, ...]
    joined: bool = False
    """The text goes on in a line that does not follow this one: across a column's end or a box."""
    begins: bool = True
    """This is the line's first part."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the article and the raw lines it was read from; either side may be empty."""

    role: str
    """label, kicker, title, deck, byline, caption, credit, subhead, sidebar, box or body; "" for raw lines that
    are in no text of the article."""
    raw: tuple[RawLine, ...]
    text: tuple[Segment, ...]

    @property
    def line(self) -> int:
        """Number of the first raw line, 0 where there is none."""
        return self.raw[0].number if self.raw else 0

    @property
    def printed(self) -> tuple[Segment, ...]:
        """The raw lines in one row."""
        return tuple(segment for line in self.raw for segment in line.segments)

    @property
    def is_corrected(self) -> bool:
        """Whether a person changed words of a text that is printed."""
        return bool(self.role and self.raw) and any(
            segment.mark == CHANGED for segment in (*self.text, *self.printed))

    @property
    def is_edited(self) -> bool:
        """Whether a person changed words, added the text, or left the raw lines out."""
        return self.is_corrected or not (self.role and self.raw)


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """(role, text) of every visible text of an article, in visible order."""
    heads = (("label", article.label), ("kicker", article.kicker), ("title", article.title), ("deck", article.deck))
    yield from (head for head in heads if head[1])
    yield from (("byline", byline) for byline in article.bylines if byline)
    for photo in article.photos:
        yield from (pair for pair in (("caption", photo.caption), ("credit", photo.credit)) if pair[1])
    yield from body_texts(article.body)


def body_texts(body: str) -> Iterator[tuple[str, str]]:
    """(role, text) of every text of a body, in order: as many as its HTML has elements with words."""
    roles = {Kind.SUBHEAD: "subhead", Kind.SIDEBAR: "sidebar"}
    for block in prose.blocks(body):
        if block.text:
            yield roles.get(block.kind, "body"), block.text
        yield from (("box", paragraph) for paragraph in block.paragraphs if paragraph)


def pairs(article: Article, lines: Sequence[str]) -> tuple[Pair, ...]:
    """The article's texts with their raw lines; `lines` are those of the whole page. Empty without a source.

    First the texts in visible order, then raw lines that stand in none of them.
    """
    if article.source is None:
        return ()
    raw = _Raw(article.source.lines, lines)
    wanted = [(role, text, _Folded(text)) for role, text in texts(article)]
    runs: list[list[tuple[int, int]]] = [[] for _ in wanted]

    def end_before(at: int) -> int:
        return next((found[-1][1] for found in reversed(runs[:at]) if found), 0)

    for at, (_, _, folded) in enumerate(wanted):
        runs[at] = raw.claim_lines(folded.text, end_before(at))
    within = [at for at, found in enumerate(runs) if not found]
    for at in sorted(within, key=lambda at: -len(wanted[at][2].text)):   # a headline's words stand in the text as well
        runs[at] = raw.claim(wanted[at][2].text, end_before(at))
    edited = [at for at, found in enumerate(runs) if not found]
    for at, found in zip(edited, raw.claim_alike([wanted[at][2].text for at in edited]), strict=True):
        runs[at] = found
    for at in sorted(edited, key=lambda at: bool(runs[at])):  # what shares nothing has only its place to be known by
        runs[at] = raw.joined(runs[at] + raw.claim_gap(
            end_before(at), next((found[0][0] for found in runs[at + 1:] if found), len(raw.text))))
    made = [_pair(role, text, folded, found, raw)
            for (role, text, folded), found in zip(wanted, runs, strict=True)]
    made += [Pair("", _raw_lines([(start, end)], raw, {}), ()) for start, end in raw.free_lines()]
    return tuple(_first_parts(made))


def first_lines(pairs: Iterable[Pair]) -> tuple[int, ...]:
    """Of each text of an article's body, the number of its first raw line; 0 where it has none."""
    outside = {"label", "kicker", "title", "deck", "byline", "caption", "credit", ""}
    return tuple(pair.line for pair in pairs if pair.role not in outside)


class _Folded:
    """A text without white space, as it is and with narrow punctuation, and the place of each of its characters."""

    def __init__(self, text: str):
        self.plain = "".join(text.split())
        self.text = self.plain.translate(NARROW)
        self.places: Sequence[int] = range(len(text)) if len(self.plain) == len(text) else [
            place for place, character in enumerate(text) if not character.isspace()]


class _Raw:
    """The source lines of an article, folded into one string, and what of it is still unclaimed."""

    def __init__(self, ranges: Iterable[tuple[int, int]], lines: Sequence[str]):
        self.lines = lines
        self.starts: list[int] = []
        self.numbers: list[int] = []
        """Of the line at each of `starts`."""
        self.columns: list[Sequence[int]] = []
        """Of each character of that line."""
        parts, plain, filled = [], [], 0
        for first, last in ranges:
            for number in range(first, min(last, len(lines)) + 1):
                folded = _Folded(lines[number - 1])
                if folded.text:
                    self.starts.append(filled)
                    self.numbers.append(number)
                    self.columns.append(folded.places)
                    parts.append(folded.text)
                    plain.append(folded.plain)
                    filled += len(folded.text)
        self.text, self.plain = "".join(parts), "".join(plain)
        self.borders = frozenset(self.starts) | {len(self.text)}
        self.free = [(0, len(self.text))] if self.text else []

    def origin(self, place: int) -> tuple[int, int]:
        """The line and the column of a character."""
        at = bisect_right(self.starts, place) - 1
        return self.numbers[at], self.columns[at][place - self.starts[at]]

    def claim_lines(self, text: str, cursor: int) -> list[tuple[int, int]]:
        """The run of whole lines that is `text`, from `cursor` on or else before it, now claimed; [] where none is."""
        found = list(islice((run for run in self._all(text, cursor) if self.borders.issuperset(run)), 1))
        for run in found:
            self._take(run)
        return found

    def claim(self, text: str, cursor: int) -> list[tuple[int, int]]:
        """The runs of raw text that together are `text`, now claimed; [] where it is not to be found."""
        found = self._whole(text, cursor) or self._torn(text, cursor)
        for run in found:
            self._take(run)
        return found

    def claim_alike(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Of each of `texts`, which were edited, the unclaimed lines that are it rather than another, now claimed.

        A line is the text's with which it has most pairs of characters in common, and lines in a row are one text's:
        the best of all divisions, as Viterbi finds it.
        """
        lines = list(self.free_lines()) if texts else []
        owners: dict[str, list[int]] = defaultdict(list)    # pair of characters → the texts that have it, from 1 on
        for at, text in enumerate(texts, 1):
            for pair in set(map(add, text, text[1:])):
                owners[pair].append(at)
        best, came = [0.0] * (len(texts) + 1), []           # place 0: lines of no text
        for start, end in lines:
            pairs = [self.text[at:at + 2] for at in range(start, end - 1)]
            shares = Counter(chain.from_iterable(owners.get(pair, ()) for pair in pairs))
            top = max(range(len(best)), key=best.__getitem__)
            came.append([at if best[at] > best[top] - CHANGE_OF_TEXT else top for at in range(len(best))])
            best = [best[before] - (CHANGE_OF_TEXT if before != at else 0) + (shares[at] if at else FEW * len(pairs))
                    for at, before in enumerate(came[-1])]
        found: list[list[tuple[int, int]]] = [[] for _ in best]
        at = max(range(len(best)), key=best.__getitem__)
        for line, before in zip(reversed(lines), reversed(came), strict=True):
            found[at].insert(0, line)
            at = before[at]
        for run in chain.from_iterable(found[1:]):
            self._take(run)
        return found[1:]

    def joined(self, runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The runs in order, those that touch made one."""
        whole: list[tuple[int, int]] = []
        for start, end in sorted(runs):
            if whole and whole[-1][1] == start:
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((start, end))
        return whole

    def claim_gap(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is unclaimed between `start` and `end`, now claimed."""
        inside = [(max(start, low), min(end, high)) for low, high in self.free if max(start, low) < min(end, high)]
        for run in inside:
            self._take(run)
        return inside

    def free_lines(self) -> Iterator[tuple[int, int]]:
        """What no text has claimed, line by line."""
        for low, high in self.free:
            yield from self.parts(low, high)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run, line by line."""
        between = self.starts[bisect_right(self.starts, start):bisect_left(self.starts, end)]
        yield from pairwise([start, *between, end])

    def _whole(self, text: str, cursor: int) -> list[tuple[int, int]]:
        return sorted(self._all(text, cursor), key=lambda run: sum(end not in self.borders for end in run))[:1]

    def _all(self, text: str, cursor: int) -> Iterator[tuple[int, int]]:
        """Where the text stands unclaimed, from `cursor` on, then before it."""
        for low, high in ((cursor, len(self.text)), (0, cursor + len(text) - 1)):
            at = self.text.find(text, low, high) if text else -1
            while at >= 0:
                if self._is_free(at, at + len(text)):
                    yield at, at + len(text)
                at = self.text.find(text, at + 1, high)

    def _torn(self, text: str, cursor: int) -> list[tuple[int, int]]:
        """Runs of whole lines that together are `text`, each the longest that begins a line."""
        runs: list[tuple[int, int]] = []
        done = 0
        while done < len(text):
            apart = (run for run in self._prefixes(text, done)
                     if all(run[1] <= other[0] or other[1] <= run[0] for other in runs))
            longest = max(apart, key=lambda run: (run[1] - run[0], run[0] >= cursor), default=None)
            if longest is None:
                return []
            runs.append(longest)
            done += longest[1] - longest[0]
        return runs

    def _prefixes(self, text: str, done: int) -> Iterator[tuple[int, int]]:
        """Unclaimed runs of whole lines with which `text` goes on at `done`."""
        for place, start in enumerate(self.starts):
            if self.text.startswith(text[done:done + 2], start):
                end = start
                for border in (*self.starts[place + 1:], len(self.text)):
                    if not text.startswith(self.text[start:border], done) or not self._is_free(start, border):
                        break
                    end = border
                if end > start:
                    yield start, end

    def _is_free(self, start: int, end: int) -> bool:
        at = bisect_left(self.free, (start + 1,)) - 1
        return at >= 0 and self.free[at][0] <= start and end <= self.free[at][1]

    def _take(self, run: tuple[int, int]) -> None:
        start, end = run
        at = bisect_left(self.free, (start + 1,)) - 1
        low, high = self.free.pop(at)
        for rest in ((low, start), (end, high)):
            if rest[0] < rest[1]:
                insort(self.free, rest)


def _pair(role: str, text: str, folded: _Folded, runs: list[tuple[int, int]], raw: _Raw) -> Pair:
    """A text with the raw lines of `runs`, what differs marked on both sides."""
    found, plain = ("".join(whole[start:end] for start, end in runs) for whole in (raw.text, raw.plain))
    marks: dict[int, str] = {}      # place in `raw` → mark
    shown: dict[int, str] = {}      # place in `text` → mark
    if plain != folded.plain:
        places = [place for start, end in runs for place in range(start, end)]
        if found == folded.text:
            alike = [(0, 0, len(found))]
        else:
            alike = SequenceMatcher(None, found, folded.text, autojunk=False).get_matching_blocks()
            marks, shown = dict.fromkeys(places, CHANGED), dict.fromkeys(folded.places, CHANGED)
        for start, at, size in alike:
            for step in range(size if shown else 0):
                del marks[places[start + step]], shown[folded.places[at + step]]
            marks |= {
                places[start + step]: WIDTH for step, (was, now) in
                enumerate(zip(plain[start:start + size], folded.plain[at:at + size], strict=True)) if was != now}
    return Pair(role, _raw_lines(runs, raw, marks), _segments(text, shown))


def _raw_lines(runs: list[tuple[int, int]], raw: _Raw, marks: dict[int, str]) -> tuple[RawLine, ...]:
    """The raw lines of `runs`, in the order of the text; white space in them is shown as it is."""
    parts = [part for start, end in runs for part in raw.parts(start, end)]
    numbers = [raw.origin(start)[0] for start, _ in parts]
    found = []
    for (start, end), number, following in zip(parts, numbers, [*numbers[1:], 0], strict=False):
        first, last = raw.origin(start)[1], raw.origin(end - 1)[1]
        signs = {raw.origin(place)[1] - first: marks[place] for place in range(start, end) if place in marks} \
            if marks else {}
        found.append(RawLine(number, _segments(raw.lines[number - 1][first:last + 1], signs),
                             following not in (0, number, number + 1)))
    return tuple(found)


def _segments(text: str, marks: dict[int, str]) -> tuple[Segment, ...]:
    """`text` cut where the mark changes; `marks` are those that are not SAME, by place."""
    if not marks:
        return (Segment(text, SAME),) if text else ()
    found: list[Segment] = []
    done = 0
    for place in sorted(marks):
        if place > done:
            found.append(Segment(text[done:place], SAME))
        if found and found[-1].mark == marks[place]:
            found[-1] = Segment(found[-1].text + text[place], found[-1].mark)
        else:
            found.append(Segment(text[place], marks[place]))
        done = place + 1
    return (*found, Segment(text[done:], SAME)) if done < len(text) else tuple(found)


def _first_parts(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs, each raw line beginning only once."""
    seen: set[int] = set()
    for pair in pairs:
        raw = []
        for line in pair.raw:
            raw.append(line if line.number not in seen else RawLine(line.number, line.segments, line.joined, False))
            seen.add(line.number)
        yield Pair(pair.role, tuple(raw), pair.text)


def lines(raw: str) -> list[str]:
    """The lines of a raw text: a line ends at LF, CRLF or CR only."""
    return re.split(r"\r\n?|\n", raw)
