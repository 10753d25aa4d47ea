"""Nothing lost, nothing doubled, nothing silently changed: the proof, by position, on every parse."""

from collections.abc import Iterable, Sequence

from builder.model import Line
from builder.parse.spans import JOINT, Position, Span, may_become


class LedgerBreach(AssertionError):
    """A fault of the parser, not of the page: a character got lost, doubled or changed."""


def prove(lines: Sequence[Line], pieces: Iterable[Span], furniture: Iterable[int]) -> None:
    """Raise LedgerBreach unless every character of every line that is not blank has one owner.

    `pieces` are all texts of all articles, `furniture` the numbers of the page's own lines.
    """
    text = {line.number: line.text for line in lines}
    owned: dict[Position, str] = {}
    for piece in pieces:
        _ascending(piece)
        for position, char in zip(piece.positions, piece.text, strict=True):
            if position == JOINT:
                continue
            number, column = position
            if position in owned:
                raise LedgerBreach(f"line {number}: character {column + 1} is in two places of the articles")
            if not may_become(text[number][column], char):
                raise LedgerBreach(f"line {number}: {text[number][column]!r} became {char!r}")
            owned[position] = char
    pages_own = set(furniture)
    for line in lines:
        if line.number in pages_own:
            if any((line.number, column) in owned for column in range(len(line.text))):
                raise LedgerBreach(f"line {line.number}: furniture is also in an article")
            continue
        for column, char in enumerate(line.text):
            if (line.number, column) not in owned and not char.isspace():
                raise LedgerBreach(f"line {line.number}: character {column + 1} ({char!r}) is in no article")


def _ascending(piece: Span) -> None:
    last: Position = JOINT
    for position in piece.positions:
        if position != JOINT:
            if position <= last:
                raise LedgerBreach(f"line {position[0]}: text out of the page's order")
            last = position
