"""Torn lines: how well two lines join, and a line with the last torn one above what stands between."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from builder.parse.looks import Look, Page
from builder.parse.sight import HAN

Join = Callable[[str, str], float]
"""Two neighbouring lines → how much better their ends read joined than parted, log units, 0 or more."""

_TOTAL = math.log(60_101_967)
"""Of all words that the dictionary counts."""
_LONGEST = 4
"""Characters of a dictionary's word, at most; more of a line's end is not looked at."""
_TAIL = re.compile(rf"[{HAN}]+$")
_HEAD = re.compile(rf"[{HAN}]+")
_COUNTED = set("亿万年月日%个名元吨人时分.℃")
_NUMBERS = 8.0
"""A number and what it counts, and two Latin words, join as surely as a rare dictionary word stands across."""


def likeliest(run: str, count: Callable[[str], int | None]) -> list[float]:
    """Log probability of the likeliest way to cut each beginning of a run of characters into words.

    `count` tells how often a word is found, 0 or None for what is none.
    """
    best = [0.0] + [-1e9] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST), end):
            times = count(run[start:end])
            if times or end - start == 1:
                best[end] = max(best[end], best[start] + math.log(times or 1) - _TOTAL)
    return best


def joiner(frequency: Mapping[str, int]) -> Join:
    """How two lines of a page join, by a dictionary's counts.

    What the likeliest cut of both ends together into words has more than the likeliest cuts of each: a word of the
    dictionary that stands across. Ends recur, as a line is held against many: what each offers is worked out once.
    """
    count = frequency.get

    @cache
    def endings(tail: str) -> list[tuple[str, float]]:
        """(the last characters, what is lost by cutting them off) of a line's end."""
        best = likeliest(tail, count)
        return [(tail[at:], best[at] - best[-1]) for at in range(max(0, len(tail) - _LONGEST + 1), len(tail))]

    @cache
    def beginnings(head: str) -> list[tuple[str, float]]:
        """(the first characters, what is lost by cutting them off) of a line's beginning."""
        least = likeliest(head, count)[-1]
        return [(head[:at], likeliest(head[at:], count)[-1] - least) for at in range(1, min(_LONGEST, len(head) + 1))]

    @cache
    def across(tail: str, head: str) -> float:
        best = 0.0
        for first, lost in endings(tail):
            for last, lost_too in beginnings(head):
                if len(first) + len(last) <= _LONGEST and (times := count(first + last, 0)):
                    best = max(best, math.log(times) - _TOTAL + lost + lost_too)
        return best

    def join(above: str, below: str) -> float:
        last, first = above[-1], below[0]
        if (last.isdigit() or last == ".") and (first.isdigit() or first in _COUNTED):
            return _NUMBERS
        if last < "\u0370" and first < "\u0370":
            return _NUMBERS if last.isalpha() and first.isalpha() else 0.0
        if not (last + first in frequency or above[-2:] + first in frequency or above[-3:] + first in frequency):
            return 0.0  # no word begins so: nearly always
        tail = _TAIL.search(above[-_LONGEST:])
        head = _HEAD.match(below[:_LONGEST])
        return across(tail.group(), head.group()) if tail and head else 0.0

    return join


def torn_looking(look: Look, page: Page) -> bool:
    return (
        not look.stopped
        and look.end not in ("：", "）", "stop”")
        and (page.full(look) if page.width else look.length >= 12)
    )


NEAR = 12
"""How far above a line a torn one is looked for that it goes on with, in lines."""
FAR = 45
"""The same for a line that begins within a sentence below the end of one: in columns a box may stand between."""


def joins_over(looks: list[Look], page: Page, join: Join) -> list[tuple[float, int]]:
    """For each line the best join with a torn line above what stands between: (score, that line), -1 for none."""
    found = []
    torn = [torn_looking(look, page) and (look.long or look.length > 16) for look in looks]
    for at, look in enumerate(looks):
        best, source = -9.0, -1
        reach = FAR if look.begins < 0 and looks[at - 1].stopped else NEAR
        for there in range(at - 2, max(-1, at - 1 - reach), -1):
            if torn[there]:
                score = join(looks[there].text, look.text) + (4 if looks[there].end in ("，", "、") else 0)
                if look.start in ("closing",):
                    score += 4
                if score > best:
                    best, source = score, there
        found.append((best, source))
    return found


SPAN = 4
"""How far above a line a torn one is looked for, in lines, when what stands between is looked at."""


def spanned(looks: list[Look], page: Page, joins: Sequence[float], join: Join) -> list[float]:
    """For each line how much better the lines around it join one another than it joins them, log units, 0 or more.

    A caption without a credit in the middle of a sentence shows only so: `…守护千年文脉，融入现`, `北宋白釉龙首净瓶。`,
    `代生活，让…`.
    """
    found = [0.0] * len(looks)
    for at, look in enumerate(looks):
        for there in range(at - 2, max(-1, at - 1 - SPAN), -1):
            if torn_looking(looks[there], page):
                gain = join(looks[there].text, look.text) - max(0.0, joins[there + 1], joins[at])
                for between in range(there + 1, at):
                    found[between] = max(found[between], gain)
    return found


def _grade(score: float) -> str:
    if score <= 0:
        return "none" if score == 0 else "-"
    return str(next(least for least in (9, 6, 4, 2, 0) if score >= least))


def joining(
    looks: list[Look],
    at: int,
    joins: Sequence[float],
    over: Sequence[tuple[float, int]],
    ahead: Sequence[tuple[float, int]],
    page: Page,
) -> list[str]:
    """The evidence of a line's joins: with the line above and below, and across what interrupts."""
    look, row = looks[at], []
    if at:
        above = looks[at - 1]
        row += [
            f"join={_grade(joins[at])}",
            f"join={_grade(joins[at])}|{above.end}|{'long' if above.long else above.size}",
        ]
        row += [
            f"begins={look.begins}|{above.end}",
            f"begins={look.begins}|{above.end}|join={_grade(joins[at])}",
        ]
        if page.width:
            row.append(f"join={_grade(joins[at])}|{above.size}|{above.end}|{'in' if look.indented else 'out'}")
    if at + 1 < len(looks):
        row += [
            f"join below={_grade(joins[at + 1])}",
            f"join below={_grade(joins[at + 1])}|{look.end}|{'long' if look.long else look.size}",
            f"begins below={looks[at + 1].begins}|{look.end}",
            f"begins below={looks[at + 1].begins}|{look.end}|join={_grade(joins[at + 1])}",
        ]
        if page.width:
            row.append(f"below full={page.full(looks[at + 1])}|{look.size}|{look.end}")
    score, source = over[at]
    if source >= 0:
        nearer = joins[at] if at and torn_looking(looks[at - 1], page) else 0.0
        row += [
            f"over={_grade(score)}",
            f"over-near={_grade(score - nearer)}|{'long' if look.long else look.size}",
            f"over={_grade(score)}|begins={look.begins}",
            f"over distance={min(at - source, 6)}|{_grade(score)}",
        ]
        row += [f"over:{rule.name}" for between in looks[source + 1 : at] for rule in between.rules[:1]][:3]
    score, distance = ahead[at]
    if distance:
        near = joins[at + 1] if at + 1 < len(looks) else 0.0
        row += [
            f"ahead={_grade(score)}",
            f"ahead-near={_grade(score - near)}|{look.end}",
            f"ahead distance={min(distance, 6)}",
        ]
    return row


def spanning(look: Look, gain: float) -> list[str]:
    """The evidence of a line around which its neighbours join so much better (`spanned`)."""
    if gain < 2:
        return []
    grade = _grade(min(gain, 8.0))
    return [f"spanned={grade}", f"spanned={grade}|{look.end}|{'long' if look.long else 'short'}"]


def balances(looks: list[Look]) -> list[list[str]]:
    """Quotes and brackets that the line leaves open, or closes without having opened."""
    rows = []
    for look in looks:
        row, opened = [], Counter()
        unopened = Counter()
        for char in look.text if len(look.text) < 3000 else look.text[-3000:]:
            if char in "“（《":
                opened[char] += 1
            elif char in "”）》":
                pair = {"”": "“", "）": "（", "》": "《"}[char]
                if opened[pair]:
                    opened[pair] -= 1
                else:
                    unopened[pair] += 1
        row += [f"leaves open {char}" for char, count in opened.items() if count]
        row += [f"closes {char}" for char, count in unopened.items() if count]
        rows.append(row)
    for at in range(1, len(rows)):
        for char in "“（《":
            if f"closes {char}" in rows[at] and f"leaves open {char}" in rows[at - 1]:
                rows[at].append("closes what the line above opened")
                rows[at - 1].append("closed by the line below")
    return rows
