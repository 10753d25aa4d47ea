"""How lines that stand near one another are alike: the rows of a list or table, verse, the turns of a dialogue."""

import re
from bisect import bisect_left

from builder.parse.looks import NUMERALS, Look

_ROW = 40
"""Characters of a row of a list, of a line of verse, at most."""


def likeness(looks: list[Look]) -> list[list[str]]:
    """For each line what it has in common with lines near it, as names of evidence."""
    told = _in_a_row(looks), _opened_alike(looks), _formed_alike(looks), _paused_in_a_row(looks)
    return [[name for names in rows for name in names] for rows in zip(*told, strict=True)]


def _in_a_row(looks: list[Look]) -> list[list[str]]:
    """Lines in a row that are alike, and no full lines of a column: as long as one another (verse), or of as many parts
    (the rows of a table: 天蟾舞台 《宝莲灯》 7：15)."""
    rows: list[list[str]] = [[] for _ in looks]
    parts = [look.text.count(" ") for look in looks]
    for name, same in (
        ("even", lambda one, other: abs(looks[one].length - looks[other].length) <= 1),
        ("parted", lambda one, other: parts[one] == parts[other] > 0),
    ):
        start = 0
        for at in range(1, len(looks) + 1):
            if at < len(looks) and not looks[at].long and not looks[at - 1].long and same(at - 1, at):
                continue
            count = min(at - start, 6)
            for each in range(start, at):
                if count > 1:
                    rows[each] += [f"{name}={count}", f"{name}={count}|{looks[each].size}|{looks[each].end}"]
            start = at
    return rows


_OPENINGS = re.compile(
    "(?P<ordinal>[一二三四五六七八九十]{1,3}[、.])|(?P<number>[0-9]{1,2}[.、])|(?P<bracketed>[（〔][一二三四五六七八九十0-9]{1,2}[）〕])"
    "|(?P<circled>[①-⑳])|(?P<clock>[0-9]{1,2}[：∶][0-9]{2})|(?P<letter>[A-H][ .、])|(?P<sign>[●○◆◇■□▲△▼▽★☆◎※·*])"
    "|(?P<title>《)|(?P<bracket>【)|(?P<speaker>[^ ，。：；“”（）]{1,6}：)"
)
"""How the items of a list, the rows of a table, the turns of a dialogue begin."""
_ITEMS = 8
"""Lines on each side in which another line that begins so is looked for."""


def _opened_alike(looks: list[Look]) -> list[list[str]]:
    """How many lines near one that begins as items do begin alike: with a number, the same sign, the same speaker."""
    places: dict[str, list[int]] = {}
    keys: list[tuple[str, str]] = []
    for at, look in enumerate(looks):
        found = _OPENINGS.match(look.text)
        kind = found.lastgroup or "" if found else ""
        key = found[0] if found and kind in ("sign", "speaker") else kind
        keys.append((kind, key))
        if kind:
            places.setdefault(key, []).append(at)
    rows: list[list[str]] = [[] for _ in looks]
    for at, (kind, key) in enumerate(keys):
        if kind:
            same = places[key]
            count = min(bisect_left(same, at + _ITEMS + 1) - bisect_left(same, at - _ITEMS) - 1, 4)
            rows[at] = [f"opens={kind}", f"opened alike={count}", f"opened alike={count}|{kind}"]
    return rows


_BESIDE = 3
"""Lines on each side that a line is held against for its form."""
_NUMBER = re.compile(f"[{NUMERALS}]+")


def _formed_alike(looks: list[Look]) -> list[list[str]]:
    """How many lines beside a short one begin or end with the same two characters, all numbers being alike.

    So do the rows of a list (一等奖 五个 04417 / 二等奖 末四位 0736; 塘鱼 每斤七角二分 / 鸭蛋 每只一角五分).
    """
    forms = ["" if look.length > _ROW else _NUMBER.sub("0", look.text) for look in looks]
    rows: list[list[str]] = [[] for _ in looks]
    for name, ends in (("begins", [form[:2] for form in forms]), ("ends", [form[-2:] for form in forms])):
        for at, end in enumerate(ends):
            if len(end) == 2:
                near = ends[max(0, at - _BESIDE) : at] + ends[at + 1 : at + 1 + _BESIDE]
                if count := min(near.count(end), 3):
                    rows[at] += [f"{name} as others={count}", f"{name} as others={count}|{looks[at].end}"]
    return rows


_MARKS = ("stop", "stop”", "，", "；", "、", "：", "—")
"""Ends of lines behind which one pauses."""


def _paused_in_a_row(looks: list[Look]) -> list[list[str]]:
    """How many short lines in a row end where one pauses, as the lines of verse do and those of a column do not."""
    rows: list[list[str]] = [[] for _ in looks]
    start = 0
    for at in range(len(looks) + 1):
        if at < len(looks) and looks[at].length <= _ROW and looks[at].end in _MARKS:
            continue
        if (count := min(at - start, 6)) > 1:
            for each in range(start, at):
                rows[each] += [f"pauses={count}", f"pauses={count}|{looks[each].size}"]
        start = at + 1
    return rows
