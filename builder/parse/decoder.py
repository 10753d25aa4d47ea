"""The reading of a page: one label for every line, chosen together.

A linear chain: the evidence of each line and each step from line to line have weights (`weights.txt`, fitted on
laid-out pages by tests/evaluation/fit.py); the reading is the chain with the highest sum. Steps that no newspaper
prints are not weighed but forbidden.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from builder.model import Kind
from builder.parse.edges import AMONG, BEHIND, EDGING
from builder.parse.evidence import Evidence
from builder.parse.packing import Fields, Rows
from builder.parse.rules import RULES

KINDS = {  # role → kind; a role with "more" goes on with the text above it
    "furniture": Kind.FURNITURE,
    "label": Kind.LABEL,
    "kicker": Kind.KICKER,
    "title": Kind.TITLE,
    "deck": Kind.DECK,
    "byline": Kind.BYLINE,
    "lead": Kind.BODY,
    "body": Kind.BODY,
    "body more": Kind.BODY,
    "subhead": Kind.SUBHEAD,
    "subhead more": Kind.SUBHEAD,
    "box": Kind.SIDEBAR,
    "box text": Kind.SIDEBAR,
    "box more": Kind.SIDEBAR,
    "caption": Kind.CAPTION,
    "caption more": Kind.CAPTION,
    "credit": Kind.CREDIT,
    "jump": Kind.JUMP,
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
_TORN = ("lead", "body", "body more", "box", "box text", "box more", "caption", "caption more", "credit", "furniture")
PLACES = (
    Place("furniture", above=True),
    *(Place(role) for role in KINDS),
    *(Place(role, first=True) for role in _FIRST),
    *(Place(role, torn=True) for role in _TORN),
    Place("body", first=True, torn=True),
)

_PAUSES = ("box", "caption", "credit", "furniture")  # what may begin while a paragraph is torn
_PARTS = ("byline", "box", "caption", "subhead", "jump", "furniture")
_BEGINNING = (*_PARTS, "lead")  # under a head: no paragraph has been read yet
_GOING_ON = (*_PARTS, "body")
_TEXT = (*_PARTS, "lead", "body")
_NEXT = {  # role → roles that may follow within an article, nothing torn
    "label": ("label", "kicker", "title", "byline", "lead", "caption", "box", "jump"),
    "kicker": ("kicker", "title", "label"),
    "title": ("title", "deck", "label", *_BEGINNING),
    "deck": ("deck", "label", *_BEGINNING),
    "byline": ("byline", "deck", "credit", *_TEXT),
    "lead": (*_GOING_ON, "credit"),
    "body": (*_GOING_ON, "credit"),
    "body more": (*_GOING_ON, "credit"),
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
    "lead": ("body more", *_PAUSES),
    "body": ("body more", *_PAUSES),
    "body more": ("body more", *_PAUSES),
    "box": ("box", "box text"),
    "box text": ("box text", "box more", "body more", "box", "caption", "furniture"),
    "box more": ("box text", "box more", "body more", "box", "caption", "furniture"),
    "caption": ("caption", "caption more", "credit", "body more", "box", "furniture"),
    "caption more": ("caption", "caption more", "credit", "body more", "box", "furniture"),
    "credit": ("caption", "credit", "body more", "box", "furniture"),
    "furniture": ("furniture", "body more", "caption", "box"),
}
_CLOSED = (
    "title",
    "deck",
    "byline",
    "lead",
    "body",
    "body more",
    "box text",
    "box more",
    "caption",
    "caption more",
    "credit",
    "jump",
    "furniture",
    "subhead",
    "subhead more",
    "label",
    "box",
)  # an article may end behind these


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
    if place.torn and place.role not in ("lead", "body", "body more"):
        return False
    if place.role == "body more":
        return False
    if after.role == "jump" and after.first and place.role in ("kicker", "title"):
        return True  # （上接第一版） above the headline of the continuation
    return place.role in _NEXT[after.role]


def may_end(place: Place) -> bool:
    """Whether the page may end behind a line read so."""
    return not place.torn and place.role != "kicker"


_FIELDS = Fields(len(PLACES))


def _cells(row: str) -> list[tuple[int, int]]:
    """The (place, weight) of each cell of a row: `3=-12`, `5=4`, tabs between."""
    pairs = (cell.split("=") for cell in row.split("\t"))
    return [(int(place), int(weight)) for place, weight in pairs]


def _packed(row: str, places: Sequence[int]) -> int:
    """A row's weights in one number; its places are numbers of `places`."""
    weights = [0] * len(PLACES)
    for at, weight in _cells(row):
        weights[places[at]] = weight
    return _FIELDS.packed(weights)


class Weights:
    """Fitted weights: sparse rows of numbers."""

    def __init__(self, text: str):
        number = {str(place): at for at, place in enumerate(PLACES)}
        steps: dict[tuple[int, int], float] = {}
        rows: dict[str, str] = {}
        places: list[int] = []
        section = ""
        for row in text.splitlines():
            if row.startswith("#"):
                continue
            if row.startswith("["):
                section = row.strip("[]")
            elif section == "places":
                places.append(number[row])
            elif section == "steps":
                before, _, cells = row.partition("\t")
                for after, weight in _cells(cells):
                    steps[places[int(before)], places[after]] = weight / 100
            elif row:
                name, _, rows[name] = row.partition("\t")
        self.evidence = Rows(rows, lambda row: _packed(row, places))
        """Evidence → its weights of all places, tenths of log units."""
        self.next = [
            tuple(
                (after, step := steps.get((before, after), 0.0), math.exp(step))
                for after in range(len(PLACES))
                if may_follow(PLACES[after], PLACES[before])
            )
            for before in range(len(PLACES))
        ]
        """For each place those that may follow it: (place, weight of the step, its exponential)."""
        self.at_top = [may_follow(place, None) for place in PLACES]
        self.at_end = [may_end(place) for place in PLACES]


@cache
def fitted() -> Weights:
    """The weights that come with the program."""
    return Weights(files(__package__).joinpath("weights.txt").read_text(encoding="utf-8"))


_NEVER = -1e9
_FURNITURE = [at for at, place in enumerate(PLACES) if place.role == "furniture"]
_NO_FURNITURE = [at for at, place in enumerate(PLACES) if place.role != "furniture"]
_CLAIMED = {AMONG, BEHIND, EDGING, *(f"is:{rule.name}" for rule in RULES if rule.kind is Kind.FURNITURE)}
_LABELS = [at for at, place in enumerate(PLACES) if place.role == "label"]
_STAMPS = {
    "size=2",
    "size=3",
    "size=col:short",
    "size=col:half",
    "size=4",
    "size=5-6",
    "size=7-8",
    "size=9-11",
    "is:column",
}
"""Evidence of a line that is short enough for a stamp, or has the form of one."""


_PIECES = [at for at, place in enumerate(PLACES) if place.torn and place.role in ("lead", "body", "body more")]
_NO_PIECE = {"size=1", "size=2", "size=3", "size=4", "size=5-6", "size=col:short"}
"""Evidence of a line that is shorter than any line of a printed column: no paragraph is torn behind it."""


_SUBHEADS = [at for at, place in enumerate(PLACES) if place.role in ("subhead", "subhead more")]
_DATED = {"1:is:wire dateline", "1:is:home dateline"}
"""Evidence of a dateline on the next line: it begins an article's text, no part of one."""


_BARE = [at for at, place in enumerate(PLACES) if place.role == "body" and place.first]
_ITEM = {
    "is:wire dateline",
    "is:home dateline",
    "is:list item",
    "is:continued from another page",
    "start=sign",
}
"""Evidence of a paragraph that may begin an article without a headline."""


_IN_TEXT = ("lead", "body", "body more", "box text", "box more")
_NO_TEXT = [at for at, place in enumerate(PLACES) if place.first or place.role not in _IN_TEXT]
_CLOSE = "is:letter's close"
"""Evidence of 此致, 敬礼: no headline, no writer, and nothing begins with it."""


def scores(evidence: Sequence[Sequence[str]], weights: Weights) -> list[list[float]]:
    """What each line's evidence says for each place.

    Furniture is only what a rule for furniture claims or what stands among or right below such lines, and what stands
    at the page's edge (`edges`); a stamp (栏目) is short; what a column tears is as long as a line of it; no
    sub-head stands above a dateline; an article without a headline begins at the page's head, or its first paragraph
    shows it; a letter's close is text.
    """
    rows = []
    weighed = weights.evidence.__getitem__
    at_head = True
    for names in evidence:
        row = [tenths / 10 for tenths in _FIELDS.unpacked(sum(map(weighed, names)))]
        if not at_head and _ITEM.isdisjoint(names):
            for at in _BARE:
                row[at] = _NEVER
        at_head = not _CLAIMED.isdisjoint(names)
        if not at_head:
            for at in _FURNITURE:
                row[at] = _NEVER
        if EDGING in names:
            for at in _NO_FURNITURE:
                row[at] = _NEVER
        if _STAMPS.isdisjoint(names):
            for at in _LABELS:
                row[at] = _NEVER
        if not _NO_PIECE.isdisjoint(names):
            for at in _PIECES:
                row[at] = _NEVER
        if not _DATED.isdisjoint(names):
            for at in _SUBHEADS:
                row[at] = _NEVER
        if _CLOSE in names:
            for at in _NO_TEXT:
                row[at] = _NEVER
        rows.append(row)
    return rows


def together(rows: list[list[float]], repeats: Sequence[Sequence[int]]) -> list[list[float]]:
    """The scores, of lines that say the same their mean: what is a kicker above one headline is one above another.

    A place that is forbidden to some of them is weighed by the others.
    """
    for same in repeats:
        for place in range(len(PLACES)):
            told = [at for at in same if rows[at][place] != _NEVER]
            if told:
                mean = sum(rows[at][place] for at in told) / len(told)
                for at in told:
                    rows[at][place] = mean
    return rows


_BEAM = 10.0
"""Places this far (log units) behind the best of their line are dropped: no page is read otherwise without this."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading of a line."""

    place: Place
    certainty: float
    """Probability of its kind and of being an article's first line, as the chain sees it."""
    other: Place
    """The next likely reading."""


def reading(evidence: Evidence, weights: Weights | None = None) -> list[Choice]:
    """The best chain for a page's lines, and how sure each line is."""
    if not evidence.rows:
        return []
    weights = weights or fitted()
    rows = together(scores(evidence.rows, weights), evidence.repeats)
    steps = [_steps(weights, division) for division in evidence.divisions]
    chosen, forward = _forward(rows, steps, weights)
    backward = _backward(rows, forward, steps, weights)
    return [_choice(at, before, behind) for at, before, behind in zip(chosen, forward, backward, strict=True)]


DIVISION = 0.5
"""How much the scores of a headline's division count beside the chain's own weights, which know them only coarsely."""
_DIVIDED = {("kicker", "title"): 0, ("title", "deck"): 1, ("title", "title"): 2}  # places in statistics.PAIRS
_HEADS = [at for at, place in enumerate(PLACES) if place.role in ("kicker", "title")]
Steps = list[tuple[tuple[int, float, float], ...]]


def divided(before: Place, after: Place) -> int | None:
    """As which of `statistics.PAIRS` the step divides a headline; None where it divides none."""
    return None if after.first else _DIVIDED.get((before.role, after.role))


def gains(division: tuple[float, ...] | None) -> list[float]:
    """What the scores of a headline's division add to a step that divides it so, for each of `statistics.PAIRS`."""
    if division is None:
        return [0.0] * len(_DIVIDED)
    most = max(division)
    total = most + math.log(sum(math.exp(score - most) for score in division))
    return [max(-3.0, score - total + math.log(len(division))) * DIVISION for score in division]


def _steps(weights: Weights, division: tuple[float, ...] | None) -> Steps:
    """For each place those that may follow it, where a headline's two lines divide so."""
    if division is None:
        return weights.next
    gained = gains(division)
    steps = list(weights.next)
    for before in _HEADS:
        steps[before] = tuple(
            (at, step + gain, growth * math.exp(gain))
            for at, step, growth in steps[before]
            for pair in [divided(PLACES[before], PLACES[at])]
            for gain in [0.0 if pair is None else gained[pair]]
        )
    return steps


def _forward(rows: list[list[float]], steps: list[Steps], weights: Weights) -> tuple[list[int], list[dict[int, float]]]:
    """The best chain, and for each line the share of every place in all chains down to it."""
    now = {at: score for at, score in enumerate(rows[0]) if weights.at_top[at]}
    most = max(now.values())
    now = {at: score - most for at, score in now.items() if score >= most - _BEAM}
    shares = [_shares({at: math.exp(score) for at, score in now.items()})]
    origins: list[dict[int, int]] = []
    for row, following in zip(rows[1:], steps[1:], strict=True):
        best: dict[int, float] = {}
        origin: dict[int, int] = {}
        total: dict[int, float] = {}
        share = shares[-1]
        for before, score in now.items():
            part = share[before]
            for at, step, growth in following[before]:
                reached = score + step
                if at not in best:
                    best[at], origin[at], total[at] = reached, before, part * growth
                else:
                    total[at] += part * growth
                    if reached > best[at]:
                        best[at], origin[at] = reached, before
        for at in best:
            best[at] += row[at]
        most, high = max(best.values()), max(row)
        now = {at: score - most for at, score in best.items() if score >= most - _BEAM}
        origins.append(origin)
        shares.append(_shares({at: total[at] * math.exp(row[at] - high) for at in now}))
    ends = {at: score for at, score in now.items() if weights.at_end[at]} or now
    chain = [max(ends, key=ends.__getitem__)]
    for origin in reversed(origins):
        chain.append(origin[chain[-1]])
    return chain[::-1], shares


def _shares(values: dict[int, float]) -> dict[int, float]:
    total = sum(values.values()) or 1.0
    return {at: value / total for at, value in values.items()}


def _backward(
    rows: list[list[float]], forward: list[dict[int, float]], steps: list[Steps], weights: Weights
) -> list[dict[int, float]]:
    """For each line and place the share of the chains that go on from there."""
    last = {at: 1.0 for at in forward[-1] if weights.at_end[at]} or dict.fromkeys(forward[-1], 1.0)
    shares = [_shares(last)]
    for line in range(len(rows) - 1, 0, -1):
        row, later = rows[line], shares[-1]
        high = max(row)
        ahead = {at: value * math.exp(row[at] - high) for at, value in later.items()}
        earlier = {}
        for before in forward[line - 1]:
            total = 0.0
            for at, _, growth in steps[line][before]:
                if at in ahead:
                    total += growth * ahead[at]
            earlier[before] = total
        shares.append(_shares(earlier))
    return shares[::-1]


_READ = [replace(place, role="body") if place.role == "lead" else place for place in PLACES]
"""What the places are read as: only the chain tells a first paragraph from others."""
_LIKE = [[(each.role, each.first) for each in _READ].index((place.role, place.first)) for place in _READ]
"""For each place the first of those that say the same of a line: its kind, and whether an article begins."""


def _choice(at: int, before: dict[int, float], behind: dict[int, float]) -> Choice:
    weights: dict[int, float] = {}
    for place, share in before.items():
        like = _LIKE[place]
        weights[like] = weights.get(like, 0.0) + share * behind.get(place, 0.0)
    total = sum(weights.values()) or 1.0
    same = weights.pop(_LIKE[at], 0.0) / total
    other = max(weights, key=weights.__getitem__) if weights else at
    return Choice(_READ[at], min(1.0, same), _READ[other])
