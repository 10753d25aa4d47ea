"""Nothing lost, nothing doubled, nothing silently changed: the proof, by position, on every parse."""

from collections.abc import Iterable, Sequence

from builder.model import Line
from builder.parse.spans import JOINT, Position, Span, may_become


class LedgerBreach(AssertionError):
    """A fault of the parser, not of the page: a character got lost, doubled or changed."""


def prove(lines: Sequence[Line], pieces: Iterable[Span], furniture: Iterable[int]) -> None:
    """Raise LedgerBreach unless every character of every line that is not blank has one owner, and every character of
    a text one place on the page, but for the spaces at which lines were joined.

    `pieces` are all texts of all articles, `furniture` the numbers of the page's own lines.
    """
    text = {line.number: line.text for line in lines}
    owned = {line.number: bytearray(len(line.text)) for line in lines}
    for piece in pieces:
        last: Position = JOINT
        for position, char in zip(piece.positions, piece.text, strict=True):
            if position == JOINT:
                if char != " ":
                    raise LedgerBreach(f"line {last[0]}: {char!r} behind it is on no line")
                continue
            number, column = position
            if position <= last:
                raise LedgerBreach(f"line {number}: text out of the page's order")
            if owned[number][column]:
                raise LedgerBreach(f"line {number}: character {column + 1} is in two places of the articles")
            printed = text[number][column]
            if printed != char and not may_become(printed, char):
                raise LedgerBreach(f"line {number}: {printed!r} became {char!r}")
            owned[number][column] = True
            last = position
    pages_own = set(furniture)
    for line in lines:
        if line.number in pages_own:
            if any(owned[line.number]):
                raise LedgerBreach(f"line {line.number}: furniture is also in an article")
        elif not all(owned[line.number]):
            for column, char in enumerate(line.text):
                if not owned[line.number][column] and not char.isspace():
                    raise LedgerBreach(f"line {line.number}: character {column + 1} ({char!r}) is in no article")
