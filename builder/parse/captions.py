"""What the chain cannot see of captions: a caption needs a photo, and a paragraph that speaks of one is a caption."""

from collections.abc import Sequence
from dataclasses import replace

from builder.model import Line
from builder.parse.decoder import Choice, Place
from builder.parse.photos import extents, whole
from builder.parse.rules import claims_printed

OPENING = "caption's opening"
WHO_STANDS_WHERE = "places of people"
CREDITED = "caption with its credit"
SIGNED = {OPENING, CREDITED}
DATELINES = {"wire dateline", "home dateline"}
HEADED = {"label", "kicker", "title", "byline"}
"""What shows that an article begins and no other goes on."""
TEXT = {"caption": "body", "caption more": "body more"}
TOLD = 200
"""Characters of text above that make an article more than photo news, whose text stands between caption and credit."""


def sure(lines: Sequence[Line], choices: Sequence[Choice]) -> list[Choice]:
    """The readings, a caption read as a paragraph where nothing speaks of a photo, and a paragraph as a caption where
    much does."""
    return _with_photo(lines, _without_photo(lines, choices))


def _without_photo(lines: Sequence[Line], choices: Sequence[Choice]) -> list[Choice]:
    """A caption is text where it begins with a dateline (本报北京7月9日电（记者…）), and where an article that has
    neither headline nor credit begins with it; an unsigned one without headline and with text below is the article
    above going on."""
    kept = list(choices)
    for start, end in extents(choices):
        roles = {choice.place.role for choice in choices[start:end]}
        bare = not roles & {"title", "kicker", "credit"}
        text = goes_on = False
        for at in range(start, end):
            role = choices[at].place.role
            if role == "caption":
                goes_on = at == start > 0 and not roles & HEADED and _goes_on(lines, choices, at, end)
                text = goes_on or _is_text(whole(lines, choices, at, end), bare and at == start)
            if text and role in TEXT:
                kept[at] = _read_as(choices[at], TEXT[role])
                if goes_on and at == start:
                    kept[at] = replace(kept[at], place=replace(kept[at].place, first=False))
    return kept


def _goes_on(lines: Sequence[Line], choices: Sequence[Choice], at: int, end: int) -> bool:
    """Whether a caption that begins an article without headline is the article above going on: nothing signs it, and a
    paragraph follows."""
    behind = at + 1
    while behind < end and choices[behind].place.role == "caption more":
        behind += 1
    followed = behind < end and choices[behind].place.role == "body"
    return followed and not _names(whole(lines, choices, at, end)) & SIGNED


def _is_text(text: str, alone: bool) -> bool:
    names = _names(text)
    return (bool(names & DATELINES) and OPENING not in names) or (alone and not names & SIGNED)


def _names(text: str) -> set[str]:
    """The names of the rules that claim it."""
    return {rule.name for rule in claims_printed(text)}


def _read_as(choice: Choice, role: str) -> Choice:
    return replace(choice, place=replace(choice.place, role=role), other=choice.place)


def _with_photo(lines: Sequence[Line], choices: Sequence[Choice]) -> list[Choice]:
    """A whole paragraph is a caption where it says who stands where (林小满（左）在…), and, in an article that is more
    than photo news, where it begins 图为 or a credit that has no other caption follows."""
    kept = list(choices)
    for start, end in extents(choices):
        told = 0
        for at in range(start, end):
            place = choices[at].place
            if place.role == "byline":
                told = TOLD
            elif place.role == "body more":
                told += len(lines[at].text)
            elif place.role == "body" and not place.first:
                below = choices[at + 1].place if at + 1 < end else None
                if _is_caption(lines[at].text.strip(), choices[at], below, told >= TOLD):
                    kept[at] = _read_as(choices[at], "caption")
                else:
                    told += len(lines[at].text)
    return kept


def _is_caption(text: str, choice: Choice, below: Place | None, told: bool) -> bool:
    if choice.place.torn or len(text) > 200:
        return False
    closed = text[-1:] in "。！？）)"
    if closed and told and below and below.role == "credit" and choice.other.role == "caption":
        return True
    if told and text.startswith("图为"):
        return closed or CREDITED in _names(text)
    return closed and choice.certainty < CERTAIN and WHO_STANDS_WHERE in _names(text)


CERTAIN = 0.97
"""A paragraph surer than this is none that tells of a photo, though it says who stands where."""
