"""What a word says of people: a name, two names without space, a place, an office."""

import re

from builder.lexicon import lexicon, part_of_speech
from builder.parse.looks import COMPOUND, SURNAMES
from builder.parse.rules import PROVINCES
from builder.parse.sight import HAN
from builder.parse.statistics import nameness

_H = f"[{HAN}]"
OFFICE = re.compile(
    r"(?:省|市|县|区|镇|乡|村|学|院|厂|社|部|局|处|科|室|站|所|会|委|办|公司|集团|中心|主任|书记|校长|院长|所长|会长|部长|局长|教授|研究员|"
    r"作家|院士|博士|专家|代表|委员|主席|总裁|经理|董事长|医师|工程师|协会|学会|组|队|网|报|台|刊|战士|读者|居民|教师|学生|市民|职工|村民)$")
"""What somebody is, or where he works: no name ends so."""


def surely_a_name(name: str) -> bool:
    """Whether a word has a surname and reads like a name."""
    return name[:1] in SURNAMES and 2 <= len(name) <= 3 and nameness(name) > 0


_LIKE, _UNLIKE = 2.0, -4.5
"""A word of the dictionary that signs reads so much like a name (`nameness`, log odds): 夏天, but not 高兴, 连载; one
that is tagged as a name does not read less like one than this: 全文完."""
_UNIT_OR_PLACE = re.compile("[万余][元吨人亩户册份套家股次辆台]|左[图右起一二三四五六]")
"""What begins with a surname in brackets and is none: （万元）, （左图）."""


def may_sign(part: str, told: bool) -> bool:
    """Whether a word in brackets may be a name. `told`: something says so; else it is no place and no other word."""
    if part[0] not in SURNAMES or not 2 <= len(part) <= 4 or OFFICE.search(part) or _UNIT_OR_PLACE.fullmatch(part):
        return False
    if told:
        return True
    if is_place(part) or len(part) > 3 + (part[:2] in COMPOUND):
        return False
    tag = part_of_speech(part)
    return not tag or nameness(part) > (_UNLIKE if tag.startswith("nr") else _LIKE)


def two(word: str) -> list[str]:
    """The two names that a word of four characters with a surname in the middle too is (王鑫李文), [] for none."""
    halves = [word[:2], word[2:]]
    told = len(word) == 4 and word[:2] not in COMPOUND and not re.search("·|高娃$", word)
    return halves if told and all(half[0] in SURNAMES and nameness(half) > 0 for half in halves) else []


def is_word(text: str) -> bool:
    """Whether a bare word is none that names a person: 简讯, 引子."""
    known = len(text) < 4 and text[0] not in SURNAMES and lexicon().FREQ.get(text, 0) > 0
    return known and text not in _PEN_NAMES


_PEN_NAMES = {"冰心", "老舍", "三毛", "浩然", "草明", "北岛"}
"""Pen names of well-known writers that are words of the dictionary and begin with no surname."""


def is_place(word: str) -> bool:
    """Whether the dictionary has the word as a place, alone, with what it is called or behind its province: 石台(县),
    于上海, 陕西咸阳."""
    word = word.removeprefix("于") if len(word) > 2 else word
    word = _PROVINCE.sub("", word)
    return any(part_of_speech(word + kind).startswith("ns") for kind in ("", "市", "县", "区"))


_PROVINCE = re.compile(rf"^(?:{PROVINCES})省?(?={_H}{{2,4}}$)")
