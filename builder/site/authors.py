"""The authors of an archive, in the order of their names' sounds.

That order is in the national character set itself: the first level of GB 2312 stands in the order of pinyin, and
Python knows it. pypinyin would read every character, but takes 0.15 s and 58 MB to load for an order that one page
needs, and reads a surname as the word: of 950 authors of a daily it files seven under a wrong letter (曾 as céng,
查 as chá, 阚 as hǎn), this table one that is no person's name. What is lost: a rare character in a given name comes
last under its surname. A traditional one, which the set lacks, is filed as its simplified one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.folds import simplified
from builder.site.addresses import author_url
from builder.site.card import Card

PAIRS = (
    "仇球单善解谢查渣区欧朴飘翟债覃秦乜聂缪妙冼显邬乌晏彦闫阎佟童仝童亓其瞿渠"
    "邝矿芮锐蔺吝佘蛇栾峦嵇机褚楚郗西荀旬闵敏郜告郦利邰台郇环郄切祢迷竺竹阚看"
    "麴屈谌陈璩渠濮葡昝攒晁潮逄旁佴耐逯路邸底戢集庹妥笪达钭抖妫归暨计蒯快夔葵"
    "羿义鄢烟邴丙翦减臧脏訾紫缑沟窦豆奚西酆丰岑层滕疼裘球贲奔隗伟宓密胥须莘身郤细扈户郏夹"
    "庾雨阙却殳书厍射仉掌谯桥雒洛晔叶昊号祎衣沐木蹇减睢虽於迂"
)
SOUNDS = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
"""Surnames that the national character set files by their shape, or that sound unlike the word: one that sounds
the same and is filed by its sound."""

LETTERS = (
    ("A", 0xB0A1), ("B", 0xB0C5), ("C", 0xB2C1), ("D", 0xB4EE), ("E", 0xB6EA), ("F", 0xB7A2), ("G", 0xB8C1),
    ("H", 0xB9FE), ("J", 0xBBF7), ("K", 0xBFA6), ("L", 0xC0AC), ("M", 0xC2E8), ("N", 0xC4C3), ("O", 0xC5B6),
    ("P", 0xC5BE), ("Q", 0xC6DA), ("R", 0xC8BB), ("S", 0xC8F6), ("T", 0xCBFA), ("W", 0xCDDA), ("X", 0xCEF4),
    ("Y", 0xD1B9), ("Z", 0xD4D1),
)
"""The first character of each letter in the first level of GB 2312, which is in the order of pinyin."""
LEVEL_ONE = range(0xB0A1, 0xD7FA)
OTHER = "#"


@dataclass(frozen=True, slots=True)
class Work:
    """An article in the list of its author."""

    date: str
    page: str
    url: str
    name: str
    newspaper: str = ""
    """As its page prints it."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote articles, with them."""

    name: str
    url: str
    works: tuple[Work, ...]
    """Latest first."""

    @property
    def newspapers(self) -> tuple[str, ...]:
        """Those that printed them, each once; "" for pages that print none."""
        return tuple(dict.fromkeys(work.newspaper for work in self.works))

    @property
    def listed(self) -> "Listed":
        return Listed(self.name, self.url, len(self.works))


@dataclass(frozen=True, slots=True)
class Listed:
    """An author in the list of all."""

    name: str
    url: str
    count: int


def authors(cards: Iterable[Card]) -> tuple[Author, ...]:
    """Everyone who wrote, in pinyin order. `cards`: oldest edition first."""
    works: dict[str, list[Work]] = {}
    for card in cards:
        for line in card.shown:
            for name in line.authors:
                works.setdefault(name, []).append(
                    Work(card.date, line.page, card.url(line), line.name, line.newspaper))
    return tuple(author(name, works[name]) for name in sorted(works, key=sound))


def author(name: str, works: Iterable[Work]) -> Author:
    """The author `name` of `works`, which come in the order of the archive."""
    return Author(name, author_url(name), tuple(sorted(works, key=lambda work: work.date, reverse=True)))


def by_letter(found: Iterable[Listed]) -> Iterator[tuple[str, list[Listed]]]:
    """(letter, its authors), A to Z, then "#"."""
    groups: dict[str, list[Listed]] = {}
    for listed in found:
        groups.setdefault(letter(listed.name), []).append(listed)
    yield from sorted(groups.items(), key=lambda group: (group[0] == OTHER, group[0]))


def sound(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as they are spoken; a character whose sound is not known comes last."""
    return tuple((0, ord(character), "") if character.isascii() else
                 (1, code, "") if (code := _code(character)) in LEVEL_ONE else (2, 0, character)
                 for character in spoken(name).lower())


def spoken(name: str) -> str:
    """The name in characters that the national character set files by their sound, as far as it has such."""
    known = name if all(map(_code, name)) else name.translate(simplified())
    return SOUNDS.get(known[:1], known[:1]) + known[1:]


def letter(name: str) -> str:
    """The letter under which a name stands."""
    first = spoken(name[:1]).upper()
    if first.isascii() and first.isalpha():
        return first
    code = _code(first)
    return next((letter for letter, start in reversed(LETTERS) if code >= start), OTHER) if code in LEVEL_ONE else OTHER


def _code(character: str) -> int:
    try:
        return int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return 0
