"""The page as a person would tell it: which line is what, by which rule, and where the parser is not sure."""

import re
import unicodedata
from collections.abc import Sequence

from builder.model import Line, Note, Reading, listed
from builder.parse.decoder import KINDS, Choice, Place
from builder.parse.rules import claims_printed
from builder.speech import Saying, said

RULE = {  # what decided where no rule of the table did: the line's neighbours
    "furniture": "the page's own words",
    "label": "stamp near a headline",
    "kicker": "line above a headline",
    "title": "headline",
    "deck": "line below a headline",
    "byline": "names near a headline",
    "body": "paragraph",
    "body more": "torn paragraph goes on",
    "subhead": "short line in the text",
    "subhead more": "sub-head goes on",
    "box": "title of a box",
    "box text": "text of a box",
    "box more": "torn box goes on",
    "caption": "words to a photo",
    "caption more": "words to a photo go on",
    "credit": "name near a photo",
    "jump": "jump to another page",
}
SAYS = {  # how a note names a reading
    "furniture": said("the page's own words"),
    "label": said("a column's stamp"),
    "kicker": said("a kicker"),
    "title": said("a headline"),
    "deck": said("a deck"),
    "byline": said("a byline"),
    "body": said("a paragraph"),
    "body more": said("the rest of a torn paragraph"),
    "subhead": said("a sub-head"),
    "subhead more": said("the rest of a sub-head"),
    "box": said("a box's title"),
    "box text": said("a box's text"),
    "box more": said("the rest of a box's text"),
    "caption": said("a caption"),
    "caption more": said("the rest of a caption"),
    "credit": said("a photo's credit"),
    "jump": said("a jump line"),
}
DOUBTFUL = 0.8
"""A reading below this probability gets a note: on the kept pages two in three of such notes point at a mistake."""
SURE = 0.95
"""A reading below this probability is named in the note of a doubtful one near it."""
NEAR = 10
"""Doubtful lines this near to one another are one question: a head, its boundary, the photos around it."""


def rule_of(line: Line, place: Place) -> str:
    """The name of what decided: the rule of the table that claims the line for this kind, else its neighbours."""
    if not place.role.endswith("more"):
        for rule in claims_printed(line.text):
            if rule.kind is KINDS[place.role]:
                return rule.name
    return RULE[place.role]


def doubtful(choices: Sequence[Choice]) -> list[list[int]]:
    """The runs of doubtful lines (places in `choices`), with what near them is not sure; each is one question to the
    editor.
    """
    runs: list[list[int]] = []
    for at, choice in enumerate(choices):
        if choice.certainty < DOUBTFUL:
            if runs and at - runs[-1][-1] < NEAR:
                runs[-1].append(at)
            else:
                runs.append([at])
    unsure = {at for at, choice in enumerate(choices) if choice.certainty < SURE}
    for run in runs:
        near = {at for each in run for at in range(each - NEAR + 1, each + NEAR)} & unsure
        run[:] = sorted(near)
        unsure -= near
    return runs


def doubts(lines: Sequence[Line], choices: Sequence[Choice]) -> list[Note]:
    """One note for each doubtful run of lines, at the least sure of them; it names the others."""
    found = []
    for run in doubtful(choices):
        at = min(run, key=lambda place: choices[place].certainty)
        choice = choices[at]
        reading, other = _named(choice.place), _named(choice.other)
        near = [lines[place].number for place in run if place != at]
        told = {"reading": reading, "other": other, "lines": listed(near)}
        if not near:
            says = said("read as {reading}; it may be {other}", **told)
        elif len(near) == 1:
            says = said("read as {reading}; it may be {other}. Also unsure: line {lines}", **told)
        else:
            says = said("read as {reading}; it may be {other}. Also unsure: lines {lines}", **told)
        found.append(Note(lines[at].number, "unsure", says.within("en")))
    return found


def _named(place: Place) -> Saying:
    says = SAYS[place.role]
    return said("{reading} that begins an article", reading=says) if place.first else says


def outline(reading: Reading) -> str:
    """What `banmian explain` prints: number, article, kind, rule and text of every line that is not blank."""
    notes: dict[int, list[str]] = {}
    for note in reading.notes:
        notes.setdefault(note.line, []).append(note.text)
    rows, article = [], 0
    for label in reading.labels:
        if label.article != article and rows:
            rows.append("")
        article = label.article
        mark = f"↳{label.continues}" if label.continues else ""
        rows.append(
            f"{label.line.number:>4}  {label.article or '·':>2}  {label.kind:<9} {label.rule:<24} {mark:<5} "
            f"{_short(label.line.text)}".rstrip()
        )
        rows += [f"{'':>4}  {'':>2}  ? {text}" for text in notes.pop(label.line.number, ())]
    return "\n".join(rows) + "\n" if rows else ""


_SHOWN = 66
"""Columns of a line's text; a Han character takes two."""


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text.strip())
    width = 0
    for at, char in enumerate(text):
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if width > _SHOWN:
            return "".join(each if each.isprintable() else "\ufffd" for each in text[:at]) + "…"
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
