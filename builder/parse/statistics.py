"""What characters say: how much a short line reads like a headline, how two lines of a headline divide, what is a name.

Counted and fitted on headlines, bylines and text by tests/evaluation/fit.py; numbers and pairs of characters only.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

PAIRS = ("kicker+title", "title+deck", "title+title")
"""What two lines of a headline can be."""
LEAD = 160
"""Characters at the head of the text that are compared with the headline."""
_ABROAD = set(
    "阿埃艾安昂奥巴班邦鲍贝本比彼宾波伯博布查达戴丹道德邓迪蒂丁东杜顿多恩尔法范菲费芬丰弗福富盖甘冈高戈哥格根古瓜圭哈海汉汗赫亨胡华霍基吉加"
    "贾简杰金卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷里利莉林隆卢鲁伦罗洛马玛迈麦曼芒梅门蒙米密明摩莫默姆穆纳娜奈南内尼宁纽努诺欧帕潘庞"
    "佩彭皮平珀普奇齐恰强乔切琴丘热日荣瑞若萨塞赛桑瑟森沙莎山尚舍申圣施史斯丝松苏索塔泰坦汤唐陶特腾提廷通图托瓦万旺威韦维温文翁沃乌武西希夏"
    "香肖谢辛欣休许雅亚延扬耶叶伊因英尤约赞泽扎詹珍朱茨兹佐"
)
"""Characters that names from abroad are written in."""
_RARE = -2.5
"""Log odds for a character that was never seen in a name."""


@dataclass(slots=True)
class Tables:
    """The numbers of a file of statistics."""

    headlines: dict[str, float] = field(default_factory=dict)
    """Characters in pairs → log odds of headline against text."""
    two_lines: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Evidence of two lines → weights of `PAIRS`, hundredths of log units."""
    captions: dict[str, float] = field(default_factory=dict)
    """Characters in pairs → log odds of the words to a photo against text."""
    surnames: dict[str, float] = field(default_factory=dict)
    """Character → log odds of beginning a name against standing in a headline."""
    given: dict[str, float] = field(default_factory=dict)
    """The same for the other characters of a name."""
    beginnings: dict[str, float] = field(default_factory=dict)
    """One or two characters → log odds of beginning a paragraph against standing within a sentence."""
    endings: dict[str, float] = field(default_factory=dict)
    """One or two characters → log odds of ending a headline or sub-head against standing within a sentence."""


@cache
def _tables() -> Tables:
    return tables(files(__package__).joinpath("statistics.txt").read_text(encoding="utf-8"))


def tables(text: str) -> Tables:
    """The numbers in a file of statistics."""
    found = Tables()
    section = ""
    for row in text.split("\n"):
        if not row or row.startswith("#"):
            continue
        if row.startswith("["):
            section = row.strip("[]")
        elif section == "two lines":
            name, *weights = row.split("\t")
            found.two_lines[name] = tuple(map(int, weights))
        else:
            value, chars = row.split("\t")
            size = 1 if section in ("surnames", "given names") or section.endswith("one") else 2
            table = {
                "headlines": found.headlines, "captions": found.captions,
                "surnames": found.surnames, "given names": found.given,
                "beginnings of one": found.beginnings, "beginnings of two": found.beginnings,
                "endings of one": found.endings, "endings of two": found.endings,
            }[section]
            table.update((chars[at : at + size], int(value) / 10) for at in range(0, len(chars), size))
    return found


def headness(text: str) -> float:
    """Log odds (base e) that a line of such characters is a headline and not text; 0 = cannot tell."""
    odds = _tables().headlines
    return sum([odds.get(pair, 0.0) for pair in map(str.__add__, text, text[1:])])


_SHOWN = 60
"""Characters of a line in which a photo's words are looked for."""


def captionness(text: str) -> float:
    """Log odds (base e) that such characters are the words to a photo and not text, by the root of their number.

    Pairs of characters are not independent of one another: their sum alone would grow with the line.
    """
    odds = _tables().captions
    shown = text[:_SHOWN]
    return sum([odds.get(pair, 0.0) for pair in map(str.__add__, shown, shown[1:])]) / max(1, len(shown) - 1) ** 0.5


def beginness(text: str) -> float:
    """Log odds (base e) that a line that starts so begins a paragraph and does not go on with a sentence.

    Two characters tell where they are known, else the first.
    """
    odds = _tables().beginnings
    return odds.get(text[:2], odds.get(text[:1], 0.0))


def endness(text: str) -> float:
    """Log odds (base e) that a line that stops so is a headline or sub-head and not torn within a sentence."""
    odds = _tables().endings
    return odds.get(text[-2:], odds.get(text[-1:], 0.0))


def nameness(name: str) -> float:
    """Log odds (base e) that two to four characters are a Chinese name and not a word; with a · one from abroad."""
    known = _tables()
    if "·" in name:
        return 3.0 if set(name) - _ABROAD == {"·"} else _RARE
    given = [known.given.get(char, _RARE) for char in name[1:]]
    return known.surnames.get(name[0], _RARE) + sum(given) / max(1, len(given))


def division(upper: str, lower: str, lead: str = "", reported: str = "", seam: str = "") -> tuple[float, ...]:
    """Scores of `PAIRS` for two lines of a headline, in log units; the other arguments are those of `two_lines`."""
    known = _tables().two_lines
    told = [known[name] for name in two_lines(upper, lower, lead, reported, seam) if name in known]
    return tuple(sum(weights) / 100 for weights in zip(*told, strict=True)) or (0.0,) * len(PAIRS)


def in_lead(text: str, lead: str) -> float:
    """Share of the text's pairs of characters that stand in the lead."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return sum(pair in lead for pair in pairs) / (len(pairs) or 1)


def two_lines(upper: str, lower: str, lead: str = "", reported: str = "", seam: str = "") -> set[str]:
    """The evidence of how two lines of a headline divide.

    `lead` is the head of the text below them; `reported` says how the article names its reporters: "dateline",
    "byline", "no", or "" where that is not known; `seam` is "word" where a word of the dictionary stands across the two
    lines, else "plain", or "" where that is not known. A kicker says who and when, as the lead does; a deck adds what
    stands further down.
    """
    found = {"always"}
    for side, text in (("u", upper), ("l", lower)):
        found |= {f"{side}{char}" for char in text}
        found |= {f"{side}{text[at : at + 2]}" for at in range(len(text) - 1)}
        found |= {f"{side}<{text[:2]}", f"{side}{text[-2:]}>", f"{side}{text[-1:]}>"}
        found |= {f"{side}<{text[:3]}", f"{side}{text[-3:]}>"}
        found.add(f"{side} long {min(len(text) // 4, 9)}")
        found.add(f"{side} parts {len(text.split())}")
        found.add(f"{side} digits {any(map(str.isdigit, text)):d}")
        found.add(f"{side} commas {min(text.count('，'), 2)}")
        found.add(f"{side} pauses {min(text.count('、'), 2)}")
    longer = len(upper) - len(lower)
    found.add(f"longer {max(-5, min(5, longer // 3 if longer >= 0 else -(-longer // 3)))}")
    found.add(f"even {longer == 0:d}")
    found.add(f"shared {min(3, len(set(upper) & set(lower) - set('，“”、（） ')))}")
    for opening, closing in ("“”", "（）", "《》"):
        if upper.count(opening) > upper.count(closing):
            found.add(f"open {opening}")
    if seam:
        found.add(f"seam {seam}")
    if reported:
        found.add(f"reported {reported}")
    if lead:
        shares = [in_lead(text, lead) for text in (upper, lower)]
        lean = round((shares[0] - shares[1]) * 5)
        found.add(f"leans {lean}")
        found.add(f"{reported} leans {(lean > 0) - (lean < 0)}")
        for side, text, share in (("u", upper, shares[0]), ("l", lower, shares[1])):
            start = lead.find(text[:2])
            found.add(f"{side} in the lead {min(4, int(share * 5))}")
            found.add(f"{side} verbatim {text in lead:d}")
            found.add(f"{side} begins {'no' if start < 0 else min(4, start // 30)}")
    return found
