"""How a line's characters alone read: as a headline, as a torn piece of text, as words to a photo …

A logistic regression on characters and pairs of them, fitted by tests/evaluation/wordings.py on laid-out pages
(wording.txt). It knows nothing of the lines around; what they are, the page decides (`decoder`).
"""

import math
from functools import cache
from importlib.resources import files

from builder.parse.packing import Fields, Rows

KINDS = (
    "title",
    "kicker",
    "deck",
    "label",
    "subhead",
    "box",
    "box text",
    "caption",
    "lead",
    "body",
    "more",
    "byline",
    "credit",
    "jump",
    "furniture",
)
"""What a line may read like; "more" is text that goes on from the line above."""
SHORT = 30
"""Characters of a line that is looked at as a whole; of a longer one only its ends are."""
_HEAD, _TAIL = 20, 6
_LETTERS = ".ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIFTHS = {letter: value for value, letter in enumerate(_LETTERS)}
FIFTHS |= {letter.lower(): -value for letter, value in FIFTHS.items() if value}
"""A letter of wording.txt → fifths of log units: B two for, b two against."""
_FIELDS = Fields(len(KINDS))


def grams(text: str) -> set[str]:
    """The characters of a line, its pairs of them, and what it begins and ends with (^, $).

    Of a long one the pairs at both ends, and the characters at its head alone: "long" stands for the rest.
    """
    if len(text) <= SHORT:
        whole = f"^{text}$"
        return {*text, *map(str.__add__, whole, whole[1:]), whole[:3], whole[-3:]}
    head, tail = f"^{text[:_HEAD]}", f"{text[-_TAIL:]}$"
    return {
        "long",
        *head[1:],
        *map(str.__add__, head, head[1:]),
        head[:3],
        *map(str.__add__, tail, tail[1:]),
        tail[-3:],
    }


class Wording:
    """A fitted regression."""

    def __init__(self, text: str):
        usual, _, rows = text.partition("[grams]\n")
        self.usual = [int(row.split("\t")[1]) / 100 for row in usual.splitlines() if "\t" in row]
        """For each kind the logarithm of the share of all lines that are of it."""
        self.weights = Rows(dict(row.split("\t") for row in rows.splitlines()), _packed)
        """What speaks for and against each kind, fifths of log units."""

    def odds(self, text: str) -> list[float]:
        """For each kind how much likelier it is than usual, by these characters: log units."""
        sums = [fifths / 5 for fifths in _FIELDS.unpacked(sum(map(self.weights.__getitem__, grams(text))))]
        scores = [score + usual for score, usual in zip(sums, self.usual, strict=True)]
        most = max(scores)
        total = most + math.log(sum([math.exp(score - most) for score in scores]))
        return [score - total for score in sums]


def _packed(letters: str) -> int:
    return _FIELDS.packed(map(FIFTHS.__getitem__, letters))


@cache
def _fitted() -> Wording:
    return Wording(files(__package__).joinpath("wording.txt").read_text(encoding="utf-8"))


_MOST = 5
_GRADES = [[f"reads {kind}={grade}" for grade in range(-_MOST, _MOST + 1)] for kind in KINDS]


def told(text: str, size: str) -> list[str]:
    """Evidence: how much the line, of this grade of length, reads like each kind, and which it reads like most."""
    odds = _fitted().odds(text)
    found = [grades[max(-_MOST, min(_MOST, round(score))) + _MOST] for grades, score in zip(_GRADES, odds, strict=True)]
    second, first = sorted(range(len(KINDS)), key=odds.__getitem__)[-2:]
    best = f"reads {KINDS[first]}"
    return [*found, best, f"{best}/{KINDS[second]}", f"{best}|{size}"]
