"""A page composed as a newspaper is: rows of twelve units, in print order, with the least white space.

The rows are chosen as a paragraph is broken into lines: a cost for every possible row, and dynamic
programming over all ways to cut the sequence of articles into rows. Heights are estimates in lines of text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import ceil

LEAD, SECONDARY, ORDINARY, BRIEF = "lead", "secondary", "ordinary", "brief"

SECONDARY_FROM = 900     # characters
BRIEF_BELOW = 200        # characters
KICKER_COUNTS = 1.25     # a kicker is set over what the editors thought important
FIRST_COUNTS = 1.5       # so is the first place on the page

PATTERNS = ((12,), (8, 4), (4, 8), (6, 6), (4, 4, 4))
STACK = 3                # articles at most in one cell of four units

# A cell's measure: characters in a line × columns of text, and its width in pixels of the widest page.
MEASURE = {4: (23.5, 1), 6: (17.3, 2), 8: (24.0, 2), 12: (17.3, 4)}
WIDTH = {4: 386, 6: 600, 8: 813, 12: 1240}
LINE = 28           # pixels
PICTURE = 608       # pixels: a picture is no wider
PICTURE_HIGH = 576  # pixels: nor higher
# A headline's size in pixels and the height of one of its lines, in lines of text.
HEADLINE = {LEAD: (48, 2.15), SECONDARY: (29, 1.4), ORDINARY: (24, 1.15), BRIEF: (21, 1.0)}

# What a row costs beside its white space; all costs are in lines of text one unit wide.
ROW = 6
LEAD_ACROSS, LEAD_NARROW = 60, 400
ALONE, ALONE_LAST = 45, 30
LONG, LONG_IN_FOUR = 700, 80        # characters, cost
HEAVY_IN_STACK = 80
BETWEEN = 2.0                       # lines between two articles of a stack


@dataclass(frozen=True, slots=True)
class Piece:
    """What an article's place depends on. Lengths are in characters."""

    title: int = 0
    paragraphs: tuple[int, ...] = ()
    subheads: int = 0
    heads: int = 0
    """Lines of kicker, deck, label and byline."""
    frames: tuple[int, ...] = ()
    """Captions and boxes, which stand in frames of their own."""
    pictures: tuple[float, ...] = ()
    """Height over width of each picture."""
    kicker: bool = False

    @property
    def length(self) -> int:
        return sum(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: one article, or a stack of them."""

    units: int
    """4, 6, 8 or 12."""
    pieces: tuple[int, ...]
    """Places in the sequence of articles, from 0."""


Row = tuple[Cell, ...]


def ranks(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Of each article, how heavy it is: lead, secondary, ordinary or brief. A page of briefs has no lead."""
    ranked = [
        BRIEF if piece.length < BRIEF_BELOW else SECONDARY if piece.length >= SECONDARY_FROM else ORDINARY
        for piece in pieces
    ]
    if pieces:
        heaviest = max(range(len(pieces)), key=lambda at: _weight(pieces[at], at))
        if ranked[heaviest] != BRIEF:
            ranked[heaviest] = LEAD
    return tuple(ranked)


def rows(pieces: Sequence[Piece], ranked: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a page, top to bottom; every article stands in exactly one, in the order given."""

    @cache
    def height(at: int, units: int) -> float:
        return _height(pieces[at], ranked[at], units)

    best: list[tuple[float, tuple[Row, ...]]] = [(0.0, ())]
    for end in range(1, len(pieces) + 1):
        candidates = []
        for row, start in _rows_ending(end):
            cost, above = best[start]
            cost += _cost(row, pieces, ranked, height, last=end == len(pieces))
            candidates.append((cost, (*above, row)))
        best.append(min(candidates, key=lambda candidate: candidate[0]))
    return best[-1][1]


def _weight(piece: Piece, at: int) -> float:
    return piece.length * (KICKER_COUNTS if piece.kicker else 1) * (FIRST_COUNTS if at == 0 else 1)


@cache
def _shapes() -> tuple[tuple[tuple[int, int], ...], ...]:
    """Every row as ((units, articles), …)."""
    return tuple(
        tuple(zip(pattern, counts, strict=True))
        for pattern in PATTERNS
        for counts in product(*(range(1, STACK + 1) if units == 4 else (1,) for units in pattern))
    )


def _rows_ending(end: int) -> Iterator[tuple[Row, int]]:
    """Every row whose last article is the one before `end`, with the place of its first."""
    for shape in _shapes():
        start = end - sum(count for _, count in shape)
        if start < 0:
            continue
        at, cells = start, []
        for units, count in shape:
            cells.append(Cell(units, tuple(range(at, at + count))))
            at += count
        yield tuple(cells), start


def _height(piece: Piece, rank: str, units: int) -> float:
    line, columns = MEASURE[units]
    size, leading = HEADLINE[rank]
    headline = ceil(piece.title * size / WIDTH[units]) * leading
    text = sum(ceil((length + 2) / line) for length in piece.paragraphs)
    frames = sum(2 + ceil((length + 6) / line) for length in piece.frames)
    pictures = sum(min(min(WIDTH[units], PICTURE) * ratio, PICTURE_HIGH) / LINE for ratio in piece.pictures)
    return headline + piece.heads + pictures + 2 * piece.subheads + (text + frames) / columns


def _cost(row: Row, pieces: Sequence[Piece], ranked: Sequence[str], height, *, last: bool) -> float:
    heights = [
        sum(height(at, cell.units) for at in cell.pieces) + BETWEEN * (len(cell.pieces) - 1) for cell in row
    ]
    tallest = max(heights)
    cost = ROW + sum((tallest - high) * cell.units for high, cell in zip(heights, row, strict=True))
    for cell in row:
        for at in cell.pieces:
            if ranked[at] == LEAD:
                cost += LEAD_ACROSS if cell.units == 12 else LEAD_NARROW if cell.units < 8 else 0
            elif cell.units == 12:
                cost += ALONE_LAST if last else ALONE
            if cell.units == 4 and pieces[at].length > LONG:
                cost += LONG_IN_FOUR
            if len(cell.pieces) > 1 and ranked[at] in (LEAD, SECONDARY):
                cost += HEAVY_IN_STACK
    return cost
