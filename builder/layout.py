"""A page composed as a newspaper is: rows of twelve units, in print order, with the least white space.

The rows are chosen as a paragraph is broken into lines: a cost for every possible row, and dynamic
programming over all ways to cut the sequence of articles into rows. Heights are estimates in lines of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
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
    def cell(units: int, start: int, end: int) -> tuple[float, int]:
        """Height of a cell of the articles from `start` to before `end`, and what it costs beside its white space."""
        places = range(start, end)
        return (sum([_height(pieces[at], ranked[at], units) for at in places]) + BETWEEN * (len(places) - 1),
                sum([_cost(pieces[at], ranked[at], units, len(places), end == len(pieces)) for at in places]))

    best: list[tuple[float, tuple[Row, ...]]] = [(0.0, ())]
    for end in range(1, len(pieces) + 1):
        found = []
        for number, shape in _shapes():
            if number <= end:
                start = end - number
                cells = [(units, *cell(units, start + first, start + last)) for units, first, last in shape]
                tallest = max([height for _, height, _ in cells])
                white = sum([(tallest - height) * units for units, height, _ in cells])
                found.append((best[start][0] + ROW + white + sum([cost for _, _, cost in cells]), start, shape))
        cost, start, shape = min(found, key=lambda candidate: candidate[0])
        row = tuple(Cell(units, tuple(range(start + first, start + last))) for units, first, last in shape)
        best.append((cost, (*best[start][1], row)))
    return best[-1][1]


def _weight(piece: Piece, at: int) -> float:
    return piece.length * (KICKER_COUNTS if piece.kicker else 1) * (FIRST_COUNTS if at == 0 else 1)


@cache
def _shapes() -> tuple[tuple[int, tuple[tuple[int, int, int], ...]], ...]:
    """Every row: the number of its articles, and its cells as (units, first article, the one after its last)."""
    found = []
    for pattern in PATTERNS:
        for counts in product(*(range(1, STACK + 1) if units == 4 else (1,) for units in pattern)):
            ends = list(accumulate(counts))
            found.append((ends[-1], tuple(zip(pattern, [0, *ends], ends, strict=False))))
    return tuple(found)


def _height(piece: Piece, rank: str, units: int) -> float:
    line, columns = MEASURE[units]
    size, leading = HEADLINE[rank]
    headline = ceil(piece.title * size / WIDTH[units]) * leading
    text = sum([ceil((length + 2) / line) for length in piece.paragraphs])
    frames = sum([2 + ceil((length + 6) / line) for length in piece.frames])
    pictures = sum([min(min(WIDTH[units], PICTURE) * ratio, PICTURE_HIGH) / LINE for ratio in piece.pictures])
    return headline + piece.heads + pictures + 2 * piece.subheads + (text + frames) / columns


def _cost(piece: Piece, rank: str, units: int, together: int, last: bool) -> int:
    """What it costs to set an article in a cell of so many articles, beside white space; `last`: at the page's end."""
    cost = 0
    if rank == LEAD:
        cost += LEAD_ACROSS if units == 12 else LEAD_NARROW if units < 8 else 0
    elif units == 12:
        cost += ALONE_LAST if last else ALONE
    if units == 4 and piece.length > LONG:
        cost += LONG_IN_FOUR
    if together > 1 and rank in (LEAD, SECONDARY):
        cost += HEAVY_IN_STACK
    return cost
