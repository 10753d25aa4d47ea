"""A caption needs a photo: what the chain took for one without a sign of any is text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.model import Line
from builder.parse.decoder import Choice
from builder.parse.rules import claims_printed

OPENING = "caption's opening"
SIGNED = {OPENING, "caption with its credit"}
DATELINES = {"wire dateline", "home dateline"}
TEXT = {"caption": "body", "caption more": "body more"}


def sure_captions(lines: Sequence[Line], choices: Sequence[Choice]) -> list[Choice]:
    """The readings, a caption read as a paragraph where nothing speaks of a photo.

    That is where it begins with a dateline (本报北京7月9日电（记者…）), and where an article without headline and
    without credit begins with it.
    """
    kept = list(choices)
    for start, end in _articles(choices):
        roles = {choice.place.role for choice in choices[start:end]}
        bare = not roles & {"title", "kicker", "credit"}
        text = False
        for at in range(start, end):
            role = choices[at].place.role
            if role == "caption":
                text = _is_text(lines[at], bare and at == start)
            if text and role in TEXT:
                kept[at] = replace(
                    choices[at], place=replace(choices[at].place, role=TEXT[role]), other=choices[at].place
                )
    return kept


def _is_text(line: Line, alone: bool) -> bool:
    names = {rule.name for rule in claims_printed(line.text)}
    return (bool(names & DATELINES) and OPENING not in names) or (alone and not names & SIGNED)


def _articles(choices: Sequence[Choice]) -> Iterator[tuple[int, int]]:
    starts = [at for at, choice in enumerate(choices) if choice.place.first or at == 0]
    yield from zip(starts, [*starts[1:], len(choices)], strict=True)
