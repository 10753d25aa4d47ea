"""Text that knows where on the page each of its characters stands, and the few changes that it may undergo."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Line
from builder.parse.sight import HAN
from builder.prose import FORBIDDEN

COLUMNS = 1 << 32
"""More than a line has characters."""
Position = int
"""Where a character stands: the line's number × COLUMNS + its index in the line's text."""
JOINT: Position = 0
"""Of the space between two lines of a headline, or between two Latin words: no character of the page."""


def where(position: Position) -> tuple[int, int]:
    """(line, column): the line's number, the character's index in the line's text."""
    return divmod(position, COLUMNS)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's text."""

    text: str
    positions: tuple[Position, ...]

    def part(self, start: int, end: int | None = None) -> "Span":
        """The text from `start` to `end`, without the white space at its ends."""
        text = self.text[start:end]
        left = start + len(text) - len(text.lstrip())
        right = left + len(text.strip())
        return Span(self.text[left:right], self.positions[left:right])


def span(line: Line) -> Span:
    """A line without the white space at its ends."""
    text = line.text.strip()
    start = line.number * COLUMNS + len(line.text) - len(line.text.lstrip())
    return Span(text, tuple(range(start, start + len(text))))


def joined(spans: Iterable[Span], space: bool = False) -> Span:
    """One text of several lines, with a space between them or none: then only between two Latin words, of which the
    second is capitalized (Boris / Johnson); others may be one that the column cuts."""
    parts = list(spans)
    if len(parts) == 1:
        return parts[0]
    text, positions = "", []
    for part in parts:
        if text and (space or _WORDS.fullmatch(text[-1:] + part.text[:2])):
            text += " "
            positions.append(JOINT)
        text += part.text
        positions.extend(part.positions)
    return Span(text, tuple(positions))


_WORDS = re.compile("[a-z][A-Z][a-z]")


_FULL = str.maketrans(",:;?!()", "，：；？！（）")
_HALF_MARK = re.compile("[,:;?!]")
_PASSED = set("“”‘’\"'《》〈〉（）()【】〔〕[] 　，。、；：？！…—,:;?!.")
"""Marks through which the neighbour of a mark is looked for."""
_IS_HAN = re.compile(f"[{HAN}]")
_BRACKETS_AND_HAN = re.compile(f"[()（）]|[{HAN}]+")


def printed_full(text: str) -> str:
    """The text with the half-width `, : ; ? !` beside Chinese text and `( )` around it full-width, one to one."""
    if not re.search(r"[,:;?!()]", text):
        return text
    chars = list(text)
    for at in _around_han(text):
        chars[at] = text[at].translate(_FULL)
    for found in _HALF_MARK.finditer(text):
        at = found.start()
        if _beside_han(text, at):
            chars[at] = found[0].translate(_FULL)
    return "".join(chars)


def _around_han(text: str) -> list[int]:
    """Where the half-width brackets stand that form a pair with a Han character inside."""
    found, opened, last_han = [], [], -1
    for each in _BRACKETS_AND_HAN.finditer(text):
        at, char = each.start(), each[0]
        if char in "(（":
            opened.append(at)
        elif char not in ")）":
            last_han = each.end() - 1
        elif opened:
            start = opened.pop()
            if last_han > start:
                found += [place for place in (start, at) if text[place] in "()"]
    return found


def _beside_han(text: str, at: int) -> bool:
    return _neighbour(text, at, -1) or _neighbour(text, at, 1)


def _neighbour(text: str, at: int, step: int) -> bool:
    for _ in range(6):
        at += step
        if not 0 <= at < len(text):
            return False
        if text[at] not in _PASSED:
            return bool(_IS_HAN.match(text[at]))
    return False


def allowed(text: str) -> str:
    """The text with U+FFFD for every character that HTML forbids."""
    return FORBIDDEN.sub("\ufffd", text)


def edited(piece: Span, punctuation: str) -> Span:
    """The text as an article holds it: `punctuation` is "full" or "as-printed"."""
    text = allowed(piece.text)
    return Span(printed_full(text) if punctuation == "full" else text, piece.positions)


def may_become(printed: str, shown: str) -> bool:
    """Whether `shown` may stand for the printed character."""
    return printed == shown or shown == printed.translate(_FULL) or (shown == "\ufffd" and allowed(printed) == shown)
