"""Torn lines: how well two lines join, and a line with the last torn one above what stands between."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from builder.parse.looks import IS_HAN, Look, Page
from builder.parse.sight import HAN

Cut = Callable[[str], float]
"""A run of characters → log probability of the likeliest way to cut it into words."""


def cut(frequency: dict[str, int]) -> Cut:
    """The same for a page, by a dictionary's counts: the ends of lines are cut again and again, each once."""

    @cache
    def likeliest(run: str) -> float:
        best = [0.0] + [-1e9] * len(run)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - 4), end):
                count = frequency.get(run[start:end], 0)
                if count or end - start == 1:
                    best[end] = max(best[end], best[start] + math.log(count or 1) - _TOTAL)
        return best[-1]

    return likeliest


_TOTAL = math.log(60_101_967)


def join(above: str, below: str, cut: Cut) -> float:
    """How much better the two ends read joined than parted, in log units; numbers and Latin words count as words."""
    last, first = above[-1], below[0]
    if (last.isdigit() or last in ".") and (first.isdigit() or first in "亿万年月日%个名元吨人时分.℃"):
        return 8.0
    if last < "\u0370" and first < "\u0370" and last.isalpha() and first.isalpha():
        return 8.0
    if not (IS_HAN.match(last) and IS_HAN.match(first)):
        return 0.0
    tail = re.search(rf"[{HAN}]{{1,4}}$", above).group()
    head = re.match(rf"[{HAN}]{{1,4}}", below).group()
    return cut(tail + head) - cut(tail) - cut(head)


def torn_looking(look: Look, page: Page) -> bool:
    return (
        not look.stopped
        and look.end not in ("：", "）", "stop”")
        and (page.full(look) if page.width else look.length >= 12)
    )


def joins_over(looks: list[Look], page: Page, cut: Cut) -> list[tuple[float, int]]:
    """For each line the best join with a torn line above what stands between: (score, that line), -1 for none."""
    found = []
    torn = [torn_looking(look, page) and (look.long or look.length > 16) for look in looks]
    for at, look in enumerate(looks):
        best, source = -9.0, -1
        for there in range(at - 2, max(-1, at - 13), -1):
            if torn[there]:
                score = join(looks[there].text, look.text, cut) + (4 if looks[there].end in ("，", "、") else 0)
                if look.start in ("closing",):
                    score += 4
                if score > best:
                    best, source = score, there
        found.append((best, source))
    return found


SPAN = 4
"""How far above a line a torn one is looked for, in lines, when what stands between is looked at."""


def spanned(looks: list[Look], page: Page, joins: Sequence[float], cut: Cut) -> list[float]:
    """For each line how much better the lines around it join one another than it joins them, log units, 0 or more.

    A caption without a credit in the middle of a sentence shows only so: `…守护千年文脉，融入现`, `北宋白釉龙首净瓶。`,
    `代生活，让…`.
    """
    found = [0.0] * len(looks)
    for at, look in enumerate(looks):
        for there in range(at - 2, max(-1, at - 1 - SPAN), -1):
            if torn_looking(looks[there], page):
                gain = join(looks[there].text, look.text, cut) - max(0.0, joins[there + 1], joins[at])
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
