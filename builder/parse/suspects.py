"""Characters that OCR probably misread: listed for the editor, never changed.

A character with a well-known double is suspected where the dictionary reads the text far better with its double.
Precision before recall: an editor stops reading a list that is mostly wrong.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.folds import simplified
from builder.lexicon import lexicon
from builder.model import Note
from builder.parse.joins import likeliest
from builder.parse.people import surely_a_name
from builder.parse.sight import HAN
from builder.parse.spans import Span, where
from builder.speech import said

ALIKE = (
    "人入 己已巳 未末 日目曰 干千于 土士 住往 设没 问间 特持 治冶 侯候 拨拔 析折拆 材村 今令 徒徙 洒酒 准淮 券卷 抢枪 祖租 "
    "戊戌戍 乌鸟 王玉 田由甲申 见贝 儿几 力刀 大太犬 木本术 自白 辨辩 祟崇 厂广 午牛 天夭 夫失 免兔 享亨 竞竟 师帅 历厉 刊刑 "
    "扑朴 拧柠 杨扬 检捡 梢稍 壁璧 弛驰 淡谈 沾沽 泪汨 晴睛 清请 情倩 埋理 哀衰 处外 仓仑 代伐 伸仲 体休 供洪 科料 "
    "籍藉 符苻 管菅 结绪 续绩 统绕 线钱 练炼 组祖 织识 职积 城域 坏环 垮跨 场扬 坚竖 培倍 墙樯 形彤 彩采 微徽 待侍 律津"
)
DOUBLES: dict[str, str] = {}
"""A character → those that it is misread for."""
for _group in ALIKE.split():
    for _char in _group:
        DOUBLES[_char] = DOUBLES.get(_char, "") + _group.replace(_char, "")

_LACKED = re.compile("省域|县域|域内|敢闯敢干|敢干|磨炼|入景|动刀|开彩|席券|干毛巾|干[纱抹]?布")
"""Words that newspapers print and the dictionary lacks, each alike to one that it has (城内, 敢于, 开采)."""

RULE = "suspected misreading"
"""Of the notes made here."""
GAIN = 5.5
"""Log units by which the text must read better. On 756 pages of a daily that taught none of this: 43 false suspicions, and of
planted errors among common doubles two in three are found; at 4 there are six times as many false ones."""
_KNOWN = 30
"""How frequent in the dictionary the word must be that the double makes."""
_RUN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A place where the page probably prints something else."""

    at: int
    """Where `printed` begins in the text."""
    printed: str
    """The characters as they stand in the file, with their neighbours."""
    better: str
    """As many characters."""

    @property
    def misread(self) -> tuple[int, ...]:
        """Where in the text the characters stand that are suspected."""
        pairs = zip(self.printed, self.better, strict=True)
        return tuple(at for at, (printed, better) in enumerate(pairs, self.at) if printed != better)


class Usual:
    """What the page itself says often: its pairs of characters, words of its own that the dictionary lacks, its units."""

    def __init__(self, texts: Sequence[str], words: tuple[str, ...] = ()):
        self.frequency = lexicon(words).FREQ
        runs = [run for text in texts for run in _RUN.findall(text.translate(simplified()))]
        pairs = [[*map(str.__add__, run, run[1:])] for run in runs]
        self.pairs = Counter(itertools.chain.from_iterable(pairs))
        triples = Counter(three for run, two in zip(runs, pairs, strict=True) for three in map(str.__add__, two, run[2:]))
        self.own = {word: 60 * count for word, count in triples.items() if count >= 4 and not self.frequency.get(word)}
        self.odd_units = odd_units(texts)

    def count(self, word: str) -> int:
        return self.frequency.get(word) or self.own.get(word, 0)


def suspicions(text: str, usual: Usual) -> list[Suspicion]:
    """What OCR probably misread in `text`, no character of it twice."""
    found: dict[int, Suspicion] = {}
    told = (_into, _dashes, _units, _doubles)
    for each in (*_digits(text), *_days(text), *(each for of in told for each in of(text, usual))):
        if found.keys().isdisjoint(each.misread):
            found.update(dict.fromkeys(each.misread, each))
    return [found[at] for at in sorted(found) if at == found[at].misread[0]]


_INTO = re.compile(
    "(?<=[涌深投融纳列输注陷迈渗潜跌坠踏嵌植])人(?![类民员口才士心气力生数次均群工家物称意们选格性文体间事])"
)
_COUNTED = re.compile("[一二两三四五六七八九十]")
"""“五个一工程”, “四区一高地”."""
_MEASURES = set("个公次条步张只位名件家种些点天年月日时分秒米里亩吨元度层座项批届场头本部体对套片段句声切样般代")


def _into(text: str, usual: Usual) -> Iterable[Suspicion]:
    """人 for 入 behind a verb that takes it: 涌人, 深人. The dictionary cannot tell, for 人 is a frequent word; but where
    the verb's character ends another word, people are meant: 以色列人, 缴纳人.
    """
    for found in _INTO.finditer(text):
        at = found.start() - 1
        if all(usual.frequency.get(text[start : at + 1], 0) < _KNOWN for start in range(max(0, at - 3), at)):
            yield Suspicion(at, text[at : at + 2], text[at] + "入")


def _dashes(text: str, usual: Usual) -> Iterable[Suspicion]:
    """A dash between two words in quotes, read as 一: “整车一零部件”."""
    for found in re.finditer(f"(?<=[“‘])([{HAN}]{{2,4}})一([{HAN}]{{2,4}})(?=[”’])", text):
        left, right = found[1], found[2]
        if (
            right[0] not in _MEASURES
            and not _COUNTED.match(left)
            and usual.count(left)
            and usual.count(right)
            and not any(
                usual.count(word)
                for word in ("一" + right, "一" + right[:2], "一" + right[0], left + "一", left[-1] + "一")
            )
        ):
            yield Suspicion(found.start(), found[0], f"{left}—{right}")


_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?<![A-Za-z]-)(?:"
    r"[0-9]+[OoIl]+[.]?[0-9][0-9OoIl]*|[0-9]{2,}O+|[0-9]+[OoIl]+(?=[年月日万亿元个名岁])|[OoIl][0-9]+(?=[年月日万亿元个名])"
    r")(?![A-Za-z0-9])"
)
"""Digits with letters among them; at a number's end a letter is mostly its unit or its name (8l, GPT-4o)."""


def _digits(text: str) -> Iterable[Suspicion]:
    """Letters and dashes among digits: 2O25, 50O, 8一12."""
    for found in _NUMBER.finditer(text):
        yield Suspicion(found.start(), found[0], found[0].translate(str.maketrans("OoIl", "0011")))
    for found in re.finditer(rf"[0-9]一[0-9]+(?=[年月日时万亿元个名岁%])|(?<![{HAN}，、])一一(?=编者|编 者|访|记|写|读)", text):
        yield Suspicion(found.start(), found[0], found[0].replace("一", "—"))


_DAY = re.compile(
    "(?:月[0-9０-９一二三四五六七八九十廿]{1,3}|星期|[0-9一二三四五六七八九十廿]{1,3}(?=曰[电電讯訊])|[今昨明每翌近])曰"
    f"[{HAN}]{{0,2}}"
)


def _days(text: str) -> Iterable[Suspicion]:
    """曰 for 日 in a day: 七月九曰, 昨曰, 十五曰電; but 三曰不敢为天下先."""
    for found in _DAY.finditer(text):
        yield Suspicion(found.start(), found[0], found[0].replace("曰", "日", 1))


_WITH_DOUBLE = re.compile(f"[{''.join(DOUBLES)}]")


def _doubles(text: str, usual: Usual) -> Iterable[Suspicion]:
    """A character whose double makes far likelier words with its neighbours."""
    looked = text.translate(simplified())  # as the dictionary has its words: 律師 is one of them
    for found in _RUN.finditer(looked):
        start, end = found.span()
        for each in _of_run(text[start:end], found[0], usual):
            yield Suspicion(start + each.at, each.printed, each.better)


_ASKED = re.compile("(?:^|[^与和跟同间两双各])(?:时代|世纪|历史|人民|发展|未来|科学|教育|振兴)之$")
"""时代之问, but 两国之间."""


def _of_run(printed: str, run: str, usual: Usual) -> Iterable[Suspicion]:
    if len(run) <= 4 and surely_a_name(run.removesuffix("摄")):
        return
    said_often = usual.pairs.get
    lacked = {at for word in _LACKED.finditer(run) for at in range(*word.span())}
    for found in _WITH_DOUBLE.finditer(printed):
        at, char = found.start(), found[0]
        if at in lacked or (char == "问" and _ASKED.search(run[:at])):
            continue
        if said_often(run[max(0, at - 1) : at + 1], 0) > 1 or said_often(run[at : at + 2], 0) > 1:
            continue  # the page says it twice: a name, or its own usage
        for double in DOUBLES[char]:
            if (char, double) == ("曰", "目"):  # 曰前 is 日前
                continue
            if not _makes_word(run, at, double, usual.frequency):
                continue
            left, right = run[max(0, at - 4) : at], run[at + 1 : at + 5]
            as_printed, as_doubled = (likeliest(left + each + right, usual.count)[-1] for each in (char, double))
            if as_doubled - as_printed >= GAIN:
                start = max(0, at - 2)
                better = printed[start:at] + double + printed[at + 1 : at + 3]
                yield Suspicion(start, printed[start : at + 3], better)
                break


def _makes_word(run: str, at: int, double: str, frequency: dict[str, int]) -> bool:
    """Whether the double makes a known word of two or three characters with its neighbours."""
    before, after = run[max(0, at - 2) : at], run[at + 1 : at + 3]
    one, next_one = before[-1:], after[:1]
    for word in (one + double, double + next_one, one + double + next_one, before + double, double + after):
        if len(word) > 1 and frequency.get(word, 0) >= _KNOWN:
            return True
    return False


def _units(text: str, usual: Usual) -> Iterable[Suspicion]:
    for unit, other in usual.odd_units.items():
        for found in re.finditer(rf"[0-9.]+{unit}(?![A-Za-z0-9])", text):
            yield Suspicion(found.start(), found[0], found[0][:-1] + other)


def odd_units(texts: Sequence[str]) -> dict[str, str]:
    """Units that stand once behind a number where the page has another, alike one often: 3S beside 2.5B, 7B, 200B."""
    units = Counter(found[1] for text in texts for found in re.finditer(r"[0-9]([A-Z])(?![A-Za-z0-9])", text))
    alike = {"S": "B8", "B": "8S", "O": "QD", "Q": "O", "D": "O", "C": "G", "G": "C", "I": "T", "M": "N", "N": "M"}
    return {
        unit: other for unit, count in units.items() if count == 1 for other in alike.get(unit, "") if units[other] >= 4
    }


def of_page(texts: Sequence[str], words: tuple[str, ...] = ()) -> list[list[Suspicion]]:
    """Of each text of a page, what OCR probably misread in it."""
    usual = Usual(texts, words)
    return [suspicions(text, usual) for text in texts]


def notes(pieces: Sequence[Span], words: tuple[str, ...] = ()) -> list[Note]:
    """One note for each suspicion in the articles' texts, at its line."""
    found = []
    for piece, every in zip(pieces, of_page([piece.text for piece in pieces], words), strict=True):
        for each in every:
            line, _ = where(piece.positions[each.misread[0]])
            says = said("{printed}: perhaps {better}", printed=each.printed, better=each.better)
            found.append(Note(line, RULE, says.within("en")))
    return found
