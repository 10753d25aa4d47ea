"""Short lines in a row: what they are to one another, and to the text below them."""

from builder.parse.joins import Join
from builder.parse.looks import Look, leaning, share
from builder.parse.statistics import LEAD, division, in_lead

_CREDITS = {"photo credit", "agency's photo", "stock photo"}
_DATELINES = {"wire dateline", "home dateline"}


def _lead(looks: list[Look], end: int) -> str:
    """The head of the text behind a run of short lines that ends at `end`; a photo's words are none."""
    text = ""
    for at in range(end, min(len(looks), end + 12)):
        look = looks[at]
        names = {rule.name for rule in look.rules}
        below = {rule.name for rule in looks[at + 1].rules} if at + 1 < len(looks) else set()
        photo = names & _CREDITS or "caption with its credit" in names or (below & _CREDITS and not names & _DATELINES)
        if not photo:
            text += look.text[:LEAD]
        if len(text) >= LEAD:
            break
    return text[:LEAD]


def _reported(looks: list[Look], kinds: list[str], end: int) -> str:
    """How the article behind a run of short lines names its reporters."""
    if {"Y", "n"} & set(kinds):
        return "byline"
    near = (rule.name for look in looks[end : end + 3] for rule in look.rules)
    return "dateline" if not _DATELINES.isdisjoint(near) else "no"


SEAM = 4.0
"""Log units by which two lines read better joined, from which on a word of the dictionary stands across them."""


def seam(upper: str, lower: str, join: Join) -> str:
    """Whether a word stands across two lines, as `statistics.two_lines` asks."""
    return "word" if join(upper, lower) >= SEAM else "plain"


def head_runs(looks: list[Look], join: Join) -> tuple[list[list[str]], list[tuple[float, ...] | None]]:
    """What short lines in a row are to one another: place in the run, lengths, what the run meets below.

    And for each line how it and the line above would divide as a headline, None where one of them is no short line.
    """
    rows: list[list[str]] = [[] for _ in looks]
    divisions: list[tuple[float, ...] | None] = [None] * len(looks)
    at = 0
    while at < len(looks):
        end = at
        while end < len(looks) and _short(looks[end]):
            end += 1
        if end > at:
            _head_run(looks, at, end, rows, divisions, join)
        at = max(end, at + 1)
    return rows, divisions


def _short(look: Look) -> bool:
    if look.size.startswith("col:"):  # every line of the page is short: here a line that does not fill the column
        return look.size != "col:full" and not (look.size == "col:over" and look.stopped)
    return look.length <= 44 and not (look.stopped and look.length > 24)


def _head_run(
    looks: list[Look],
    start: int,
    end: int,
    rows: list[list[str]],
    divisions: list[tuple[float, ...] | None],
    join: Join,
) -> None:
    kinds = [look.kind for look in looks[start:end]]
    below = looks[end].kind if end < len(looks) else "end"
    above = "top" if not start else "open" if not looks[start - 1].stopped else "stop"
    signature = "".join(kinds)[:6]
    lead = _lead(looks, end)
    for at in range(start + 1, end):
        reported = _reported(looks, kinds[at + 1 - start :], end)
        upper, lower = looks[at - 1].text, looks[at].text
        divisions[at] = division(upper, lower, lead, reported, seam(upper, lower, join))
    pairs = [_pair(looks[at - 1], looks[at], divisions[at], lead) for at in range(start + 1, end)]
    for at in range(start, end):
        row = rows[at]
        place, left = at - start, end - at
        tail = "".join(kinds[place + 1 : place + 4]) + ("" if left > 4 else ">" + below)
        head = ("" if place > 3 else above + "<") + "".join(kinds[max(0, place - 3) : place])
        row += [
            f"run {min(place, 4)}/{min(end - start, 6)}",
            f"run down {tail}",
            f"run up {head}",
            f"run {head}*{tail}",
            f"run of {signature} {min(place, 5)} {below}",
        ]
        if end - start > 6:
            row.append(f"long run {next(most for most in _RUNS if min(end - start, 99) <= most)}")
        if lead:
            row.append(f"in the lead {share(in_lead(looks[at].text, lead))}")
        within = f"{min(place, 3)}/{min(left, 5)}"
        if at + 1 < end:
            row += [f"upper {shown}" for shown in pairs[at - start]]
            row += [f"upper {shown} {within}" for shown in pairs[at - start] if shown.startswith(_DIVIDES)]
        if at > start:
            row += [f"lower {shown}" for shown in pairs[at - start - 1]]
            row += [f"lower {shown} {within}" for shown in pairs[at - start - 1] if shown.startswith(_DIVIDES)]


_RUN_IN = "signature run in"
_SIGNED = {_RUN_IN, "name in brackets", "closing note", "closing dateline", "jump line"}
"""Rules that show on the line above that an article ends there."""


def openings(looks: list[Look]) -> list[list[str]]:
    """Whether a name or a dateline shows that an article begins at the short lines above a text, and how many such
    places of the page show it.

    Where every item begins 本报讯 or ends with its writer, a short line that has neither parts one article's text.
    """
    runs, start = [], 0
    for at, look in enumerate(looks):
        if not (look.long or look.stopped or look.kind == "D" or any(rule.name == _RUN_IN for rule in look.rules)):
            continue
        if start < at:
            runs.append((start, at, _shows(looks, start, at)))
        start = at + 1
    shown = sum(shows for _, _, shows in runs) / (len(runs) or 1)
    page = "few" if len(runs) < 4 else next(grade for least, grade in _MANY if shown >= least)
    rows: list[list[str]] = [[] for _ in looks]
    for start, end, shows in runs:
        for at in range(start, end):
            rows[at] = [
                f"opening={shows:d}|{page}",
                f"opening={shows:d}|{page}|{min(at - start, 2)}/{min(end - start, 4)}",
                f"opening={shows:d}|{page}|{looks[at].size}|{looks[at].end}",
            ]
    return rows


_MANY = ((0.75, "most"), (0.4, "many"), (0.15, "some"), (0.0, "none"))


def _shows(looks: list[Look], start: int, end: int) -> bool:
    above = {rule.name for look in looks[max(0, start - 1) : end] for rule in look.rules}
    return bool(_SIGNED & above) or bool({"Y", "n", "D"} & {look.kind for look in looks[start : end + 1]})


_RUNS = (9, 14, 24, 99)
"""Short lines in a row, by grades: more than a head has are verse, a list, a table."""
_DIVIDES = ("kicker-deck", "two-one", "longer")
"""What of a pair says another thing in a run of two short lines than in one of four."""


def _pair(upper: Look, lower: Look, divides: tuple[float, ...], lead: str) -> list[str]:
    """What two neighbours show together; each of them has it as its own evidence, as the upper or the lower one."""
    longer = upper.length - lower.length
    kicker, deck, one = divides
    step = (
        "="
        if abs(longer) <= 1
        else ("+" if longer > 0 else "-") + ("2" if abs(longer) <= 4 else "5" if abs(longer) <= 9 else "10")
    )
    shared = len(set(upper.text) & set(lower.text) - set("，。“”（）的、 "))
    digits = [any(char.isdigit() for char in look.text) for look in (upper, lower)]
    row = [
        f"longer {step}",
        f"shares {min(shared, 3)}",
        f"digits {digits[0]:d}{digits[1]:d}",
        f"ends {upper.end}{lower.end}",
        f"spaces {min(upper.text.count(' '), 2)}{min(lower.text.count(' '), 2)}",
        f"size {upper.size}/{lower.size}",
        f"kicker-deck {_odds(kicker - deck)}",
        f"two-one {_odds(max(kicker, deck) - one)}",
    ]
    if lead:
        lean = in_lead(upper.text, lead) - in_lead(lower.text, lead)
        row.append(f"in the lead {leaning(lean, 0.25, 0.08, 'more', 'less', 'even')}")
    return row


def _odds(value: float) -> int:
    return max(-8, min(8, round(value / 0.6)))
