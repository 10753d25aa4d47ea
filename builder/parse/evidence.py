"""The evidence of a page's lines: what each line and its neighbours show, as names that have weights.

Linear in the length of the page: of a long line only its ends and its first words are looked at.
"""

import itertools
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from builder.lexicon import lexicon
from builder.model import Line
from builder.parse.edges import AMONG, BEHIND, EDGING, among_the_pages_own, behind_the_pages_own, edges
from builder.parse.heads import head_runs, openings
from builder.parse.joins import balances, joiner, joining, joins_over, spanned, spanning
from builder.parse.likeness import likeness
from builder.parse.looks import Look, Page, leaning, looks_of, measured, share
from builder.parse.wording import told


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the lines of a page that are not blank show."""

    rows: list[tuple[str, ...]]
    """For every line the names of what speaks for or against its readings."""
    divisions: list[tuple[float, ...] | None]
    """For every line how it and the line above would divide as a headline: scores of `statistics.PAIRS`."""
    repeats: list[list[int]]
    """Short lines that say the same, each time where they stand."""


def evidence(lines: Sequence[Line], words: tuple[str, ...] = ()) -> Evidence:
    """The evidence of a page's lines; `words` are names that the dictionary lacks."""
    frequency = lexicon(words).FREQ
    looks = looks_of(lines)
    if not looks:
        return Evidence([], [], [])
    page = Page(looks)
    for look in looks:
        measured(look, page, frequency)
    balance = balances(looks)
    join = joiner(frequency)
    joins = [0.0] + [join(above.text, below.text) for above, below in itertools.pairwise(looks)]
    over = joins_over(looks, page, join)
    spans = spanned(looks, page, joins, join)
    ahead: list[tuple[float, int]] = [(-9.0, 0)] * len(looks)
    for at, (score, source) in enumerate(over):
        if source >= 0 and score > ahead[source][0]:
            ahead[source] = (score, at - source)
    heads, divisions = head_runs(looks, join)
    shapes = ["", "", *map(_shape, looks), "", ""]
    habits = _habits(looks)
    own = among_the_pages_own(looks)
    behind = behind_the_pages_own(looks, own)
    head, foot = edges(looks)
    like = likeness(looks)
    opened = openings(looks)
    letters = _letters(looks)
    rows = []
    for at, look in enumerate(looks):
        row = list(look.own)
        row.append(f"blanks={min(look.blanks, 3)}" if page.spaced else "unspaced")
        row += _spaced(looks, at, page)
        row += _neighbours(looks, at)
        row += joining(looks, at, joins, over, ahead, page)
        row += spanning(look, spans[at])
        row += heads[at]
        row += _cohesion(looks, at)
        row += balance[at]
        row += _position(looks, at)
        if at in own:
            row += [AMONG, f"{AMONG}|{look.size}|{look.end}", f"{AMONG}|{own[at]}"]
        elif at in behind:
            row += [BEHIND, f"{BEHIND}|{look.size}", f"{BEHIND}|gap"]
        if at < head or at >= foot:
            row.append(EDGING)
        row += _windows(shapes, at)
        row += habits[at]
        row += like[at]
        row += opened[at]
        row += letters[at]
        row += told(look.text, look.size)
        rows.append(tuple(row))
    return Evidence(rows, divisions, _repeats(looks))


_SAME = 14
"""Characters of a line that is compared with others, at most."""


def _repeats(looks: Sequence[Look]) -> list[list[int]]:
    """Short lines that a page prints more than once (“五一”假期 above four headlines)."""
    places: dict[str, list[int]] = {}
    for at, look in enumerate(looks):
        if 2 <= len(look.text) <= _SAME:
            places.setdefault(look.text, []).append(at)
    return [same for same in places.values() if len(same) > 1]


NEAR = 20
"""Lines on each side in which other lines like sub-heads are counted."""


def _habits(looks: list[Look]) -> list[list[str]]:
    """What the page does elsewhere: whether its paragraphs are torn, its photos signed, its text parted by sub-heads.

    A short line between a full stop and a paragraph is rather a sub-head where others stand near it, and rather a torn
    end where other paragraphs are torn.
    """
    long = [look for look in looks if look.long]
    torn = share(sum(not look.stopped and look.end in ("han", "，", "、") for look in long) / (len(long) or 1))
    signed = min(3, sum(look.kind == "C" for look in looks))
    parting = [
        0 < at < len(looks) - 1 and not look.stopped and look.length <= 30 and above.stopped and below.long
        for at, look in enumerate(looks)
        for above, below in [(looks[at - 1], looks[(at + 1) % len(looks)])]
    ]
    counts = [0, *itertools.accumulate(parting)]
    heads = [at for at, parts in enumerate(parting) if parts]
    rows = []
    for at, look in enumerate(looks):
        near = counts[min(len(looks), at + NEAR + 1)] - counts[max(0, at - NEAR)] - parting[at]
        row = [f"torn page={torn}", f"signed photos={signed}", f"parting near={min(near, 4)}"]
        if not look.stopped and not look.long:
            row += [f"torn page={torn}|{look.size}|{look.end}", f"parts={parting[at]:d}|near={min(near, 4)}"]
        if parting[at]:
            twins = min(_twins(looks, heads, at), 3)
            row += [f"twins={twins}", f"twins={twins}|{look.size}"]
            up, down = _stretch(looks, at, -1), _stretch(looks, at, 1)
            row += [f"stretch above={up}", f"stretch below={down}", f"stretch={up}/{down}"]
        rows.append(row)
    return rows


_LETTER = (3, 8, 16, 30)
"""Lines since a salutation or a letter's close, by grades: who wrote it signs below."""


def _letters(looks: list[Look]) -> list[list[str]]:
    """How far above a short line a letter to the editor begins or closes."""
    rows: list[list[str]] = [[] for _ in looks]
    begun = closed = -_LETTER[-1] - 1
    for at, look in enumerate(looks):
        for name, last in (("letter", begun), ("close", closed)):
            grade = next((most for most in _LETTER if at - last <= most), 0)
            if grade and not look.stopped and not look.long:
                rows[at] += [f"{name}={grade}", f"{name}={grade}|{look.size}|{look.sign}"]
        names = {rule.name for rule in look.rules}
        begun = at if "salutation" in names else begun
        closed = at if "letter's close" in names else closed
    return rows


_STRETCHES = (60, 120, 200, 320, 500)
"""Characters of text between two short lines: small items have little, what stands under a sub-head has more."""


def _stretch(looks: list[Look], at: int, step: int) -> int:
    """How much text stands above or below a short line up to the next one, by grades of `_STRETCHES`."""
    length, grade = 0, 0
    while grade < len(_STRETCHES) and 0 <= (at := at + step) < len(looks) and (looks[at].long or looks[at].stopped):
        length += looks[at].length
        while grade < len(_STRETCHES) and length > _STRETCHES[grade]:
            grade += 1
    return grade


def _twins(looks: list[Look], heads: list[int], at: int) -> int:
    """How many of the lines like sub-heads near this one are as long, give or take one (强基固本, 文化为民)."""
    place = bisect_left(heads, at)
    return sum(
        abs(looks[other].length - looks[at].length) <= 1 and abs(other - at) <= 2 * NEAR
        for other in heads[max(0, place - 8) : place + 9]
        if other != at
    )


def _shape(look: Look) -> str:
    """What a line is at a glance: its coarse class, whether it begins and ends as a paragraph does."""
    begins = "<" if look.begins <= -2 else ">" if look.begins >= 2 else ""
    ends = "." if look.stopped else "," if look.end in ("，", "、", "；") else ""
    return f"{begins}{look.kind.rstrip('.')}{ends}"


def _windows(shapes: list[str], at: int) -> list[str]:
    """The shapes of a line and of two lines on each side, together; `shapes` has two empty ones at each end."""
    two_up, up, own, down, two_down = shapes[at : at + 5]
    return [
        f"window {up}*{own}*{down}",
        f"window {two_up}*{up}*{own}",
        f"window {own}*{down}*{two_down}",
        f"window {two_up}*{up}*{own}*{down}*{two_down}",
    ]


def _spaced(looks: list[Look], at: int, page: Page) -> list[str]:
    """Blank lines around a short line, by how many the page has: where they part articles they part no sub-heads."""
    look = looks[at]
    if look.long or page.spacing == "0":
        return []
    above = f"{min(look.blanks, 2)}"
    below = f"{min(looks[at + 1].blanks, 2)}" if at + 1 < len(looks) else "end"
    return [
        f"spacing={page.spacing}|{above}/{below}",
        f"spacing={page.spacing}|{above}|{look.size}|{look.end}",
        f"spacing={page.spacing}|{above}|{looks[at - 1].end if at else 'top'}",
    ]


def _neighbours(looks: list[Look], at: int) -> list[str]:
    row = []
    for step in (-3, -2, -1, 1, 2, 3):
        there = at + step
        if not 0 <= there < len(looks):
            row.append(f"{step}:none")
            continue
        near = looks[there]
        row += [f"{step}:size={near.size}", f"{step}:end={near.end}"]
        row += [f"{step}:is:{rule.name}" for rule in near.rules]
        if near.sign:
            row.append(f"{step}:{near.sign}")
        if abs(step) == 1:
            row += [f"{step}:start={near.start}", f"{step}|{near.size}|{near.end}"]
    look = looks[at]
    if at:
        above = looks[at - 1]
        row += [f"{above.size}/{look.size}", f"{above.end}/{look.size}", f"{above.end}/{look.start}"]
    if at + 1 < len(looks):
        below = looks[at + 1]
        row += [f"{look.size}\\{below.size}", f"{look.end}\\{below.size}", f"{look.end}\\{below.start}"]
        row.append(f"blanks below={min(below.blanks, 3)}")
    return row


def _shared(words: dict[str, float], others: Sequence[Look]) -> float:
    known = set().union(*(other.words for other in others))
    return sum([weight for word, weight in words.items() if word in known])


def _cohesion(looks: list[Look], at: int) -> list[str]:
    look = looks[at]
    if look.size.startswith("col:"):
        above = [near for near in looks[max(0, at - 14) : at] if near.long][-9:]
        below = [near for near in looks[at + 1 : at + 15] if near.long][:9]
    else:
        above = [near for near in looks[max(0, at - 7) : at] if near.length > 24][-3:]
        below = [near for near in looks[at + 1 : at + 8] if near.length > 24][:3]
    up, down = _shared(look.words, above), _shared(look.words, below)
    most = sum(look.words.values()) or 1.0
    lean = (down - up) / most
    row = [
        f"about {leaning(lean, 0.4, 0.12, 'below', 'above', 'both')}",
        f"shared above {share(up / most)}",
        f"shared below {share(down / most)}",
    ]
    if above and below and not look.long:
        row.append(f"around {min(6, math.ceil(20 * _alike(above, below)))}")
        row.append(f"far around {min(7, math.ceil(30 * _alike(*_far_around(looks, at))))}")
    return row


def _far_around(looks: list[Look], at: int) -> tuple[list[Look], list[Look]]:
    """More of the text above and below: a report names its people again, whatever sub-heads and boxes part it."""
    column = looks[at].size.startswith("col:")
    count, least, reach = (18, 8, 26) if column else (6, 20, 14)
    above = [near for near in looks[max(0, at - reach) : at] if near.length > least][-count:]
    below = [near for near in looks[at + 1 : at + 1 + reach] if near.length > least][:count]
    return above, below


def _alike(above: Sequence[Look], below: Sequence[Look]) -> float:
    """How much the text above and below is about the same, 0 to 1: the share of telling words that both have."""
    one, other = _words(above), _words(below)
    both = sum([weight for word, weight in one.items() if word in other])
    return both / (min(sum(one.values()), sum(other.values())) or 1.0)


def _words(looks: Sequence[Look]) -> dict[str, float]:
    found: dict[str, float] = {}
    for look in looks:
        found |= look.words
    return found


def _position(looks: list[Look], at: int) -> list[str]:
    row = []
    if at < 4:
        row.append(f"line {at} of the page")
    left = len(looks) - 1 - at
    if left < 4:
        row.append(f"line {left} from the foot")
    row += [f"top|{rule.name}" for rule in looks[at].rules if at < 5]
    row += [f"foot|{rule.name}" for rule in looks[at].rules if left < 5]
    return row
