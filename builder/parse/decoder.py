"""The reading of a page: one label for every line, chosen together.

A linear chain: the evidence of each line and each step from line to line have weights (`weights.txt`, fitted on
laid-out pages by tests/evaluation/fit.py); the reading is the chain with the highest sum. Steps that no newspaper
prints are not weighed but forbidden.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from builder.model import Kind
from builder.parse.rules import RULES

KINDS = {  # role → kind; a role with "more" goes on with the text above it
    "furniture": Kind.FURNITURE, "label": Kind.LABEL, "kicker": Kind.KICKER, "title": Kind.TITLE, "deck": Kind.DECK,
    "byline": Kind.BYLINE, "body": Kind.BODY, "body more": Kind.BODY, "subhead": Kind.SUBHEAD,
    "subhead more": Kind.SUBHEAD, "box": Kind.SIDEBAR, "box text": Kind.SIDEBAR, "box more": Kind.SIDEBAR,
    "caption": Kind.CAPTION, "caption more": Kind.CAPTION, "credit": Kind.CREDIT, "jump": Kind.JUMP,
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a line is: a label of the chain."""

    role: str
    first: bool = False
    """The first line of an article."""
    torn: bool = False
    """Behind this line a paragraph waits for its continuation."""
    above: bool = False
    """Furniture only: no article has begun yet."""

    def __str__(self) -> str:
        return self.role + "^" * self.first + "~" * self.torn + "'" * self.above


_FIRST = ("label", "kicker", "title", "byline", "body", "box", "caption", "jump")
_TORN = ("body", "body more", "box", "box text", "box more", "caption", "caption more", "credit", "furniture")
PLACES = (
    Place("furniture", above=True),
    *(Place(role) for role in KINDS),
    *(Place(role, first=True) for role in _FIRST),
    *(Place(role, torn=True) for role in _TORN),
    Place("body", first=True, torn=True),
)

_PAUSES = ("box", "caption", "furniture")  # what may begin while a paragraph is torn
_TEXT = ("byline", "body", "box", "caption", "subhead", "jump", "furniture")
_NEXT = {  # role → roles that may follow within an article, nothing torn
    "label": ("label", "kicker", "title", "byline", "body", "caption", "box", "jump"),
    "kicker": ("kicker", "title", "label"),
    "title": ("title", "deck", "label", *_TEXT),
    "deck": ("deck", "label", *_TEXT),
    "byline": ("byline", "deck", "credit", *_TEXT),
    "body": (*_TEXT, "credit"),
    "body more": (*_TEXT, "credit"),
    "subhead": ("subhead", "subhead more", *_TEXT),
    "subhead more": ("subhead", "subhead more", *_TEXT),
    "box": ("box", "box text", "byline", "caption"),
    "box text": ("box text", "box more", *_TEXT),
    "box more": ("box text", "box more", *_TEXT),
    "caption": ("caption more", "credit", "label", "kicker", "title", *_TEXT),
    "caption more": ("caption more", "credit", "label", "kicker", "title", *_TEXT),
    "credit": ("credit", "label", "kicker", "title", *_TEXT),
    "jump": _TEXT,
    "furniture": _TEXT,
}
_NEXT_TORN = {
    "body": ("body more", *_PAUSES), "body more": ("body more", *_PAUSES),
    "box": ("box", "box text"), "box text": ("box text", "box more", "body more", "box", "caption", "furniture"),
    "box more": ("box text", "box more", "body more", "box", "caption", "furniture"),
    "caption": ("caption", "caption more", "credit", "body more", "box", "furniture"),
    "caption more": ("caption", "caption more", "credit", "body more", "box", "furniture"),
    "credit": ("caption", "credit", "body more", "box", "furniture"),
    "furniture": ("furniture", "body more", "caption", "box"),
}
_CLOSED = ("title", "deck", "byline", "body", "body more", "box text", "box more", "caption", "caption more", "credit",
           "jump", "furniture", "subhead", "subhead more", "label", "box")  # an article may end behind these


def may_follow(place: Place, after: Place | None) -> bool:
    """Whether a line may be read as `place` behind a line read as `after` (None: at the top of the page)."""
    if after is None or after.above:
        return place.above or place.first
    if place.above:
        return False
    if after.torn:
        return not place.first and place.role in _NEXT_TORN[after.role] and (place.torn or place.role == "body more")
    if place.first:
        return after.role in _CLOSED
    if place.torn and place.role not in ("body", "body more"):
        return False
    if place.role == "body more":
        return False
    return place.role in _NEXT[after.role]


def may_end(place: Place) -> bool:
    """Whether the page may end behind a line read so."""
    return not place.torn and place.role != "kicker"


class Weights:
    """Fitted weights: sparse rows of numbers."""

    def __init__(self, text: str):
        self.evidence: dict[str, tuple[tuple[int, float], ...]] = {}
        """Evidence → ((number of the place, weight), …)."""
        self.steps: dict[tuple[int, int], float] = {}
        number = {str(place): at for at, place in enumerate(PLACES)}
        section = ""
        names: list[str] = []
        for row in text.splitlines():
            if row.startswith("#"):
                continue
            if row.startswith("["):
                section = row.strip("[]")
            elif section == "places":
                names.append(row)
            elif row:
                head, *cells = row.split("\t")
                weights = tuple((number[names[int(cell.split("=")[0])]], int(cell.split("=")[1]) / 100) for cell in cells)
                if section == "steps":
                    for to, weight in weights:
                        self.steps[number[names[int(head)]], to] = weight
                else:
                    self.evidence[head] = weights
        self.after = [
            tuple((before, self.steps.get((before, at), 0.0)) for before, place in enumerate(PLACES)
                  if may_follow(PLACES[at], place))
            for at in range(len(PLACES))
        ]
        """For each place: the places it may follow, with the weight of the step."""
        self.at_top = [may_follow(place, None) for place in PLACES]
        self.at_end = [may_end(place) for place in PLACES]


@cache
def fitted() -> Weights:
    """The weights that come with the program."""
    return Weights(files(__package__).joinpath("weights.txt").read_text(encoding="utf-8"))


_NEVER = -1e9
_FURNITURE = [at for at, place in enumerate(PLACES) if place.role == "furniture"]
_CLAIMED = {f"is:{rule.name}" for rule in RULES if rule.kind is Kind.FURNITURE}
_LABELS = [at for at, place in enumerate(PLACES) if place.role == "label"]
_STAMPS = {"size=2", "size=3", "size=col:short", "size=col:half", "size=4", "size=5-6", "size=7-8", "size=9-11", "is:column"}
_CAUTION = 1.5
"""Taken off a stamp's score, log units: a stamp read as a kicker is shown above the headline all the same, a headline's
line read as a stamp is hidden."""


def scores(evidence: Sequence[Sequence[str]], weights: Weights) -> list[list[float]]:
    """What each line's evidence says for each place.

    Furniture is only what a rule for furniture claims; a stamp (栏目) is short.
    """
    rows = []
    known = weights.evidence
    for names in evidence:
        row = [0.0] * len(PLACES)
        for name in names:
            for at, weight in known.get(name, ()):
                row[at] += weight
        if _CLAIMED.isdisjoint(names):
            for at in _FURNITURE:
                row[at] = _NEVER
        for at in _LABELS:
            row[at] += -_CAUTION if not _STAMPS.isdisjoint(names) else _NEVER
        rows.append(row)
    return rows


_BEAM = 18.0
"""Places this far (log units) behind the best of their line are dropped: no page read otherwise without this."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading of a line."""

    place: Place
    certainty: float
    """Probability of its kind and of being an article's first line, as the chain sees it."""
    other: Place
    """The next likely reading."""


def reading(evidence: Sequence[Sequence[str]], weights: Weights | None = None) -> list[Choice]:
    """The best chain for a page's lines, and how sure each line is."""
    if not evidence:
        return []
    weights = weights or fitted()
    rows = scores(evidence, weights)
    best, forward = _forward(rows, weights)
    chosen = _traced(best, weights)
    backward = _backward(rows, forward, weights)
    return [_choice(at, before, behind) for at, before, behind in zip(chosen, forward, backward, strict=True)]


def _forward(rows, weights):
    """For each line {place: (score of the best chain, its place before)} and {place: log sum of all chains}."""
    best, sums = [], []
    for row in rows:
        if not best:
            now = {at: (row[at], -1) for at, allowed in enumerate(weights.at_top) if allowed}
            total = {at: score for at, (score, _) in now.items()}
        else:
            last, last_sum = best[-1], sums[-1]
            now, total = {}, {}
            for at, befores in enumerate(weights.after):
                top, origin, terms = _NEVER, -1, []
                for before, step in befores:
                    found = last.get(before)
                    if found is not None:
                        score = found[0] + step
                        if score > top:
                            top, origin = score, before
                        terms.append(last_sum[before] + step)
                if origin >= 0:
                    now[at] = (top + row[at], origin)
                    high = max(terms)
                    total[at] = high + math.log(sum(math.exp(term - high) for term in terms if term > high - 30)) + row[at]
        floor = max(score for score, _ in now.values()) - _BEAM
        now = {at: found for at, found in now.items() if found[0] >= floor}
        best.append(now)
        sums.append({at: total[at] for at in now})
    return best, sums


def _traced(best, weights):
    ends = {at: score for at, (score, _) in best[-1].items() if weights.at_end[at]} or {
        at: score for at, (score, _) in best[-1].items()}
    at = max(ends, key=ends.get)
    chain = [at]
    for column in reversed(best[1:]):
        at = column[at][1]
        chain.append(at)
    return chain[::-1]


def _backward(rows, forward, weights):
    ends = {at: 0.0 for at in forward[-1] if weights.at_end[at]} or dict.fromkeys(forward[-1], 0.0)
    sums = [ends]
    for line in range(len(rows) - 1, 0, -1):
        row, later = rows[line], sums[-1]
        terms: dict[int, list[float]] = {at: [] for at in forward[line - 1]}
        for at, value in later.items():
            ahead = value + row[at]
            for before, step in weights.after[at]:
                if before in terms:
                    terms[before].append(ahead + step)
        sums.append({at: max(found) + math.log(sum(math.exp(term - max(found)) for term in found))
                     for at, found in terms.items() if found})
    return sums[::-1]


def _choice(at: int, before: dict[int, float], behind: dict[int, float]) -> Choice:
    logs = {place: before[place] + behind[place] for place in behind}
    high = max(logs.values())
    total = sum(math.exp(value - high) for value in logs.values())
    chosen = PLACES[at]
    same = sum(math.exp(value - high) for place, value in logs.items() if _like(PLACES[place], chosen)) / total
    others = {place: value for place, value in logs.items() if not _like(PLACES[place], chosen)}
    other = PLACES[max(others, key=others.get)] if others else chosen
    return Choice(chosen, min(1.0, same), other)


def _like(one: Place, other: Place) -> bool:
    return one.role == other.role and one.first == other.first
