"""The lines at a page's head and foot that are its own: what rules for furniture claim, and what stands beside it."""

from collections.abc import Sequence

from builder.model import Kind
from builder.parse.looks import Look

AMONG = "among the page's own"
"""Evidence of a line at the head or foot that stands among lines that rules for furniture claim."""
EDGE = 7
"""Lines at the head and at the foot among which such lines are looked for."""
_WORD = 10
"""Characters of a section's or newspaper's name among them, at most."""


def among_the_pages_own(looks: Sequence[Look]) -> dict[int, str]:
    """Lines → "head" or "foot": from the page's edge on, what rules for furniture claim and short lines between.

    A section may have any name (体坛风云 / B11 / 滨海晚报 2004年7月5日); what stands above and below tells.
    """
    found: dict[int, str] = {}
    for edge, order in (("head", range(len(looks))), ("foot", range(len(looks) - 1, -1, -1))):
        run: list[int] = []
        for at in order[:EDGE]:
            look = looks[at]
            claimed = any(rule.kind is Kind.FURNITURE for rule in look.rules)
            if not claimed and (look.length > _WORD or look.stopped or look.end in ("，", "、", "：")):
                break
            run.append(at)
            if claimed:
                found.update((each, edge) for each in run)
                run = []
    return found


BEHIND = "behind the page's own"
"""Evidence of a line at the head that stands below such lines: a section's name, or already a column's."""


def behind_the_pages_own(looks: Sequence[Look], own: dict[int, str]) -> set[int]:
    """A short line below the page's own lines at the head that a gap parts from what follows.

    A section of any name may be the last of them (滨海晚报 / 2004年7月5日 / A4 / 城市新闻).
    """
    at = 0
    while own.get(at) == "head":
        at += 1
    if not 0 < at < min(EDGE, len(looks) - 1) or looks[at].length > _WORD or looks[at].stopped:
        return set()
    return {at} if looks[at + 1].blanks > looks[at].blanks else set()


EDGING = "at the page's edge"
"""Evidence of a name or a slogan at the head above the page's date, or at the foot below its editors."""
_AT_HEAD = {"date of the page", "page's editors"}
_AT_FOOT = {"page's editors"}
_TEXT = {
    "wire dateline", "home dateline", "closing dateline", "jump line", "continued from another page", "closing note",
    "reporters' byline", "marked byline", "named role", "office as byline", "photo credit", "agency's photo",
}  # fmt: skip
"""Rules whose lines are an article's, wherever they stand."""
_QUOTING = ("语录", "指示")
"""What the head of a page says above a sentence of the day (毛主席语录, 最高指示)."""
_SLOGAN = 40
"""Characters of a line above the page's date, at most: a slogan, a quotation of the day."""


def edges(looks: Sequence[Look]) -> tuple[int, int]:
    """Where the page's own lines at the head end and those at the foot begin, as far as two rules tell it.

    A name, a slogan, a quotation above the page's date or editors, or a name below its editors, is no article's; a
    sentence, a dateline, a writer's line there is.
    """
    head, foot, quoting = 0, len(looks), False
    reach = min(EDGE, len(looks) // 2)
    for at, look in enumerate(looks[:reach]):
        if _tells(look, _AT_HEAD) and look.text[-1] != "月":
            head = at + 1
        elif not _bare(look, quoting):
            break
        quoting |= look.text.replace(" ", "").endswith(_QUOTING)
    for at in range(len(looks) - 1, len(looks) - reach - 1, -1):
        if _tells(looks[at], _AT_FOOT) and "编" in looks[at].text:  # 策划, 统筹 stand below articles too
            foot = at
        elif not _bare(looks[at]):
            break
    return head, foot


def _bare(look: Look, quoting: bool = False) -> bool:
    """Whether a line may stand at the page's edge: no sentence but one that is quoted, nothing of an article."""
    told = {rule.name for rule in look.rules}
    sentence = look.stopped or not {"，", "。"}.isdisjoint(look.text)
    return look.length <= _SLOGAN and (quoting or not sentence) and _TEXT.isdisjoint(told)


def _tells(look: Look, rules: set[str]) -> bool:
    """Whether one of the rules claims the line, and it is no sentence (编辑：已转交有关部门，答复后即见报。)."""
    return not {"，", "。"} & set(look.text) and any(rule.name in rules for rule in look.rules)
