"""Nothing lost, nothing doubled, nothing silently changed: the proof, by position, on every parse."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.model import Line
from builder.parse.spans import JOINT, Position, Span, may_become, where


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
        for start, shown in _side_by_side(piece, text):
            number, column = where(start)
            if start == JOINT:
                if shown != " ":
                    raise LedgerBreach(f"line {where(last)[0]}: {shown!r} behind it is on no line")
                continue
            if start <= last:
                raise LedgerBreach(f"line {number}: text out of the page's order")
            last = start + len(shown) - 1
            here = slice(column, column + len(shown))
            if any(owned[number][here]):
                doubled = column + owned[number][here].index(True) + 1
                raise LedgerBreach(f"line {number}: character {doubled} is in two places of the articles")
            if text[number][here] != shown:
                for printed, char in zip(text[number][here], shown, strict=True):
                    if not may_become(printed, char):
                        raise LedgerBreach(f"line {number}: {printed!r} became {char!r}")
            owned[number][here] = b"\1" * len(shown)
    pages_own = set(furniture)
    for line in lines:
        if line.number in pages_own:
            if any(owned[line.number]):
                raise LedgerBreach(f"line {line.number}: furniture is also in an article")
        elif not all(owned[line.number]):
            for column, char in enumerate(line.text):
                if not owned[line.number][column] and not char.isspace():
                    raise LedgerBreach(f"line {line.number}: character {column + 1} ({char!r}) is in no article")


def _side_by_side(piece: Span, lines: Mapping[int, str]) -> Iterator[tuple[Position, str]]:
    """The runs of characters that stand side by side on a line: (where the first stands, the characters).

    A space at which lines were joined is a run of its own.
    """
    text, positions = piece.text, piece.positions
    if len(text) != len(positions):
        raise LedgerBreach(f"{len(text)} characters have {len(positions)} places on the page")
    at = 0
    while at < len(text):
        start = positions[at]
        number, column = where(start)
        length = 1
        if start != JOINT:
            most = min(len(text) - at, len(lines[number]) - column)
            if most < 1:
                raise LedgerBreach(f"line {number}: it has no character {column + 1}")
            if positions[at : at + most] == tuple(range(start, start + most)):
                length = most
            else:
                length = next(n for n in range(1, most) if positions[at + n] != start + n)
        yield start, text[at : at + length]
        at += length
