"""The page's own words (报眉, 报脚): newspaper, date, page, section, editors."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

from builder.model import Line
from builder.parse.fields import names, number, printed
from builder.parse.rules import PAPERS, SECTION
from builder.parse.sight import HAN, sight

_NUM = "[0-9一二三四五六七八九十〇○零]"
_DATE = re.compile(rf"({_NUM}{{4}}) ?[年.\-/] ?({_NUM}{{1,3}}) ?[月.\-/] ?({_NUM}{{1,3}}) ?日?")
_PAGE = re.compile(
    rf"第 ?([A-Z]?{_NUM}{{1,3}}) ?版|(?<![0-9{HAN}今日])([A-Z]?[0-9]{{1,3}}) ?版|^([A-Z]?[0-9]{{1,2}})(?=[ ：])|^([A-Z]?[0-9]{{1,2}})$|[ ：·]([A-Z]?[0-9]{{1,2}})(?=$| )|^— ?([0-9]{{1,2}}) ?—$"
)
_SECTION = re.compile(rf"(?:^|[ ：·0-9版]){SECTION}(?=$|[ 　·])")
_PAPER = re.compile(rf"(?:^|(?<=[ 《]))([{HAN}]{{1,6}}{PAPERS}|(?:[{HAN}]{{1,4}}报)(?=$|》))(?=$|[ 》·：])")
_WORK = re.compile(
    r"(?:[一二三四五六七八九十]+版|本版)?(?P<edits>责任编辑|责编|美术编辑|美编|执行主编|主编|编辑)?"
    r"(?(edits)|(?:值班(?:编委|主任|总编)?|美术|版式设计|版式|组版|排版|校对|校检|审读|一读|二读|统筹|策划|视觉设计|视觉|图编|版面设计|检校|执行|电邮|监制|制图|绘图|设计|摄影|电话|热线|新闻热线|邮箱|电子邮箱|投稿|E-?mail|信箱|传真|地址|邮编))"
    r"(?:人员)?[ ：/|丨]+"
)
"""What somebody does for the page, before the names; of interest are those who edit it."""
_ANY_PAPER = re.compile(f"(?:^|(?<= ))([{HAN}]{{2,8}}报)(?=$| )")
"""A newspaper beside the date or the page's number, whatever its name (战旗报, 某学院报)."""
_ANY_SECTION = re.compile(f"[{HAN}]{{2,6}}(?:·[{HAN}]{{2,6}})?")
_PRINTS = re.compile("报$|社$|主办$|主管$|出版$|^农历|^零售|^今日.*[版张]$")
"""The last word of a line that says who prints the page, and when; no section."""
_NO_NAME = re.compile(rf"{SECTION}|(?:每份|零售).+|第?[A-Z]?{_NUM}{{1,3}}版?|[^ ]*[0-9][^ ]*")


@dataclass(frozen=True, slots=True)
class Folio:
    """What the furniture prints; "" for what it does not."""

    newspaper: str = ""
    date: str = ""
    """ISO."""
    page: str = ""
    """Lower-case ASCII: "01", "a05"."""
    section: str = ""
    editors: tuple[str, ...] = ()


def folio(lines: Iterable[Line]) -> Folio:
    """What these lines of furniture say."""
    newspaper = date = page = section = other = ""
    editors: list[str] = []
    for line in lines:
        seen = _mended(sight(line.text))
        day = _DATE.search(seen)
        date = date or (_iso(day) if day else "")
        bare = _DATE.sub(" ", seen).strip()
        bare = re.sub(r"(?:星期|礼拜|周)[一二三四五六日天]", " ", bare).strip()
        people, bare = _parted(bare)
        editors += [name for name in people if name not in editors]
        if ("：" in bare and not re.search(r"版[ ：]|^[A-Z]?[0-9]{1,2}：", bare)) or re.search(
            r"[0-9]{5,}|CN|刊号|@|www", bare
        ):
            continue
        closed = (
            re.sub(rf"(?<=[{HAN}]) (?=[{HAN}])", "", bare) if re.fullmatch(rf"[{HAN}](?: [{HAN}]{{1,2}}){{1,8}}", bare) else bare
        )
        found = _PAPER.search(closed)
        at = _PAGE.search(bare)
        found = found or ((day or at) and _ANY_PAPER.search(closed))
        newspaper = newspaper or (printed(line.text, found[1]) if found else "")
        page = page or (_page(next(filter(None, at.groups()))) if at else "")
        where = _SECTION.search(bare)
        section = section or (where[0].strip(" ：·0123456789版") or where[0].strip() if where else "")
        rest = [word for word in _PAPER.sub(" ", bare).split() if not _NO_NAME.fullmatch(word)]
        if len(rest) == 1 and _ANY_SECTION.fullmatch(rest[0]) and not _PRINTS.search(rest[0]):
            other = other or printed(line.text, rest[0])
    return Folio(newspaper, date, page, section or other, tuple(editors))


def _parted(seen: str) -> tuple[list[str], str]:
    """The editors that a line names, and the line without everybody that it names."""
    starts = [found for found in _WORK.finditer(seen) if found.end() > found.start()]
    if not starts:
        return [], seen
    people, rest = [], [seen[: starts[0].start()]]
    for found, end in zip(starts, [*(later.start() for later in starts[1:]), len(seen)], strict=True):
        words = seen[found.end() : end].split(" ")
        if found["edits"]:
            people += names(" ".join(word for word in words if not _NO_NAME.fullmatch(word)))
        rest += [word for word in words if _NO_NAME.fullmatch(word)]
    return people, " ".join(filter(None, rest)).strip()


def _mended(seen: str) -> str:
    """O and l between digits are digits here, 目 behind one is 日: OCR's usual confusions in a date."""
    seen = re.sub(r"(?<=[0-9])[Oo]|[Oo](?=[0-9])", "0", seen)
    seen = re.sub(r"(?<=[0-9])l|l(?=[0-9月日版])", "1", seen)
    seen = re.sub(rf"中华民国({_NUM}{{1,3}})年", lambda year: f"{1911 + number(year[1])}年", seen)
    return re.sub(r"(?<=[0-9])( ?)目", r"\1日", seen)


def _iso(found: re.Match[str]) -> str:
    try:
        return Date(number(found[1]), number(found[2]), number(found[3])).isoformat()
    except ValueError:
        return ""


def _page(text: str) -> str:
    letter = text[0].lower() if text[0].isalpha() and text[0].isascii() else ""
    value = number(text[1:] if letter else text)
    return f"{letter}{value:02}" if value else ""
