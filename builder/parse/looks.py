"""The lines of a page as the parser looks at them: sizes, ends, words, names."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from builder.model import Line
from builder.parse.rules import Rule, claims
from builder.parse.sight import HAN, sight
from builder.parse.statistics import beginness, captionness, endness, headness, nameness

_LOOK = 160
"""Characters at the head of a line in which words are looked for; a paragraph shows its subject early."""
_STOPS = "。！？…"
IS_HAN = re.compile(f"[{HAN}]")
_SPREAD = re.compile(rf"[{HAN}](?: [{HAN}])+")
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_WIDE_APART = re.compile(rf"(?:^|(?<=[{HAN}]{{2}} ))([{HAN}]) {{2,}}([{HAN}])$")
"""A name of two characters at a line's end, further apart than others: 周　 砚."""
NUMERALS = "0-9一二三四五六七八九十百千万〇零两廿卅"
"""Characters that numbers are written with, for a class of characters in a pattern."""
_NUMERAL = re.compile(f"[{NUMERALS}]")
_RUN = re.compile(rf"[{HAN}]{{2,}}|[A-Za-z][A-Za-z0-9\-]+")
SURNAMES = set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林洪巨籍逄罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜阿羊母乌裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯束檀衣信展阴昝智幸奉植衡富尧闭由郇"
)

COMPOUND = {
    "欧阳", "上官", "司马", "司徒", "司空", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方",
    "夏侯", "端木", "百里", "长孙", "宇文", "申屠", "轩辕", "钟离", "南宫", "赫连", "澹台", "濮阳",
    "呼延", "鲜于", "闻人", "独孤", "拓跋", "西门", "东郭", "淳于", "单于", "太史", "公冶", "完颜",
    "纳兰", "耶律", "第五",
}
"""Surnames of two characters."""
_INSTITUTION = re.compile(
    rf"[{HAN}0-9（）]{{2,18}}(?:政府|委员会|委|办公室|合作社|公司|局|院|所|站|处|厂|社|队|支部|党委|工会|学校|中学|小学|大学|学院|医院|商店|商场|公社|中心|协会|学会|妇联|会馆|公会|商会|基金会|编辑部|科|室|组|班|馆|店|连)"
    r"(?: .{2,12})?(?:（章）)?"
)
"""Who signs a letter or a notice and is no person: 双河供销合作社; a headline's first line may be one as well."""
NO_NAMES = -4.0
"""A line of two or three characters, or of characters printed spread, that reads less like a name than this is none
(`nameness`, log odds: 租得到, 失 物 招 领)."""


@dataclass(slots=True)
class Look:
    """A line as the parser looks at it."""

    text: str
    blanks: int
    """Blank lines above it."""
    indented: bool
    far_in: bool
    """Set far to the right, as signatures and dates under letters and notices are."""
    rules: tuple[Rule, ...]
    length: int = 0
    size: str = ""
    end: str = ""
    start: str = ""
    stopped: bool = False
    """A sentence ends with the line."""
    begins: int = 0
    """How much it starts as a paragraph does and not within a sentence, log units."""
    words: dict[str, float] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    long: bool = False
    kind: str = ""
    """A coarse class for sequences of lines: Y byline, C credit, D dateline, B text, s short …"""
    sign: str = ""
    """What a line under a letter or a notice may be: "date", "institution", else ""."""
    namely: float = -9.0
    """How much a line of names alone reads like names, log odds; the least of its names counts."""


FAR_IN = 4
"""White space before such a line, characters at least; a paragraph's first line has two."""


def looks_of(lines: Sequence[Line]) -> list[Look]:
    looks, blanks = [], 0
    for line in lines:
        text = sight(line.text)
        if not text:
            blanks += 1
            continue
        indent = len(line.text) - len(line.text.lstrip())
        looks.append(Look(text, blanks, indent >= 2 or line.text[:1] == "\u3000", indent >= FAR_IN, claims(text)))
        blanks = 0
    return looks


_N = f"[{NUMERALS}]"
_DATE_ALONE = re.compile(
    rf"(?:(?:公元)?(?:{_N}{{2,4}}|(?:中华)?民国{_N}{{1,3}}) ?[年.] ?)?{_N}{{1,3}} ?[月.] ?{_N}{{1,3}} ?日?"
    "(?:[上下]午|夜|晚|晨|深夜)?(?: ?[于於].{2,10})?"
)
"""The day below a letter or a notice: 八月十五日于青溪."""


class Page:
    """What the lines have in common: the column's width, where every line is broken at it; blank lines; indents."""

    def __init__(self, looks: list[Look]):
        self.width, self.by_width = _column(looks)
        between = sum(look.blanks > 0 for look in looks[1:])
        self.spaced = between > 0.12 * len(looks)
        self.spacing = share(between / len(looks))
        self.indented = sum(look.indented for look in looks) > 0.04 * len(looks)

    def full(self, look: Look) -> bool:
        """Whether the line fills the column."""
        return bool(self.width) and self.measure(look.text) >= self.width - 1.6

    def measure(self, text: str) -> float:
        return _width(text) if self.by_width else len(text)


LEAST_LINES = 12
"""Lines of a page on which a column's width can be told, at least."""
WIDTHS = range(9, 61)
"""Characters of a printed column."""
ALIKE = 0.34
"""Share of a page's lines that are as long as its column is wide, at least; 0.06 more where widths are measured."""
CUT = 0.5
"""Share of these that end within a sentence, at least: a list of lines alike in length is no column."""


def _column(looks: list[Look]) -> tuple[int, bool]:
    """The column's width in characters, 0 where lines are not broken at it; whether Latin takes half a place."""
    if len(looks) < LEAST_LINES:
        return 0, False
    for measure, by_width in ((len, False), (_width, True)):
        lengths = [round(measure(look.text)) for look in looks]
        counts = Counter(lengths)
        share, mode = max(((counts[n - 1] + counts[n] + counts[n + 1]) / len(looks), n) for n in counts)
        mode = max((mode - 1, mode, mode + 1), key=lambda n: counts[n])
        full = [look.text for look, length in zip(looks, lengths, strict=True) if abs(length - mode) <= 1]
        if (mode in WIDTHS and share >= ALIKE + 0.06 * by_width
                and sum(text[-1] not in _STOPS for text in full) >= CUT * len(full)):
            return mode, by_width
    return 0, False


def _width(text: str) -> float:
    """Printed width in characters: Latin and digits take half a place."""
    return len(text) - 0.5 * sum(char < "\u0370" for char in text)


_SIZES = (
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (6, "5-6"),
    (8, "7-8"),
    (11, "9-11"),
    (14, "12-14"),
    (17, "15-17"),
    (21, "18-21"),
    (26, "22-26"),
    (32, "27-32"),
    (40, "33-40"),
    (60, "41-60"),
    (100, "61-100"),
)


def _size(length: int) -> str:
    for most, name in _SIZES:
        if length <= most:
            return name
    return "101-"


def measured(look: Look, page: Page, frequency: dict[str, int]) -> None:
    text = look.text
    look.length = len(text) - text.count(" ")
    look.end, look.start = _end(text), _start(text)
    look.stopped = look.end in ("stop", "stop”", "stop）")
    if page.width:
        short = page.width - page.measure(text)
        look.size = "col:" + (
            "over"
            if short < -1.6
            else "full"
            if short < 1.6
            else "near"
            if short < 3.6
            else "3/4"
            if page.measure(text) > 0.6 * page.width
            else "half"
            if page.measure(text) > 0.3 * page.width
            else "short"
        )
        look.long = short < 1.6
    else:
        look.size = _size(look.length)
        look.long = look.length > 40
    look.words = telling_words(text, frequency)
    look.begins = max(-4, min(4, round(beginness(text))))
    if look.length <= 30:
        look.namely = _namely(text)
        if look.namely < NO_NAMES and (look.length <= 3 or _SPREAD.fullmatch(text)):
            look.rules = tuple([rule for rule in look.rules if rule.name != "names alone"])
    own = look.own
    own += [f"is:{rule.name}" for rule in look.rules]
    own += [f"size={look.size}", f"end={look.end}", f"start={look.start}", f"{look.size}|{look.end}"]
    if page.width:
        own += [f"len={_size(look.length)}", f"col|{look.size}|{look.start}"]
    if page.indented:
        own.append("indent" if look.indented else "no indent")
    if look.far_in:
        own += ["far in", f"far in|{look.end}", f"far in|{look.size}"]
    if look.length <= 60:
        inner = text.count("。") + text.count("！") + text.count("？")
        own += [f"sentences={min(inner, 2)}", f"commas={min(text.count('，'), 3)}"]
        own += [f"spaces={min(text.count(' '), 4)}"]
        own += [f"head={min(6, max(-6, round(headness(text) / 2)))}"]
        digits = sum(char.isdigit() for char in text)
        own.append(f"digits={'no' if not digits else 'some' if digits < look.length / 3 else 'much'}")
        counted = share(len(_NUMERAL.findall(text)) / look.length)
        own += [f"numerals={counted}", f"numerals={counted}|{look.end}"]
        if look.length <= 30:
            own += _name_shape(text)
            look.sign = "date" if _DATE_ALONE.fullmatch(text) else "institution" if _INSTITUTION.fullmatch(text) else ""
            if look.sign:
                own += [look.sign, f"{look.sign}|{look.size}"]
        if "：" in text:
            own.append("colon" + ("<8" if text.index("：") < 8 else ">"))
    shown = max(-6, min(8, round(2 * captionness(text))))
    own += [f"photo's={shown}", f"photo's={shown}|{look.end}", f"photo's={shown}|{look.size}"]
    own += [f"begins={look.begins}", f"begins={look.begins}|{look.size}"]
    if not look.stopped and look.end in ("han", "digit", "latin", "字”", "%"):
        ends = max(-4, min(4, round(endness(text))))
        own += [f"ends={ends}", f"ends={ends}|{look.size}"]
    look.kind = _kind(look)
    if len(text) > 1:
        own += [f"a:{text[0]}", f"z:{text[-1]}"]
        if look.length <= 30:
            own.append(f"zz:{text[-2:]}")
            if look.length <= 8:
                own.append(f"text:{text}")


_KINDS = (
    ("reporters' byline", "Y"),
    ("marked byline", "Y"),
    ("office as byline", "Y"),
    ("named role", "Y"),
    ("photo credit", "C"),
    ("agency's photo", "C"),
    ("wire dateline", "D"),
    ("home dateline", "D"),
    ("box title", "X"),
    ("jump line", "J"),
    ("date of the page", "F"),
    ("page number", "F"),
    ("page's editors", "F"),
    ("closing note", "N"),
    ("closing dateline", "N"),
)
"""Rule → mark of a line's coarse kind; the first that claims the line counts."""


def _kind(look: Look) -> str:
    names = {rule.name for rule in look.rules}
    for name, mark in _KINDS:
        if name in names:
            return mark
    if "names alone" in names and look.namely > 0:
        return "n"
    if look.end == "—":
        return "—"
    if look.size == "col:over":
        return "O"
    if look.long or look.length > 44:
        return "B"
    return "s." if look.stopped else "s"


def _end(text: str) -> str:
    """Class of the last character; before a closing mark the one inside."""
    char = text[-1]
    if char in _STOPS:
        return "stop"
    if char in "”’』」":
        inner = text[-2:-1]
        return "stop”" if inner and inner in _STOPS + "；，—" else "字”"
    if char in "）〕】":
        inner = text[-2:-1]
        return "stop）" if inner and inner in _STOPS else "）"
    for name, chars in (
        ("，", "，"),
        ("、", "、"),
        ("；", "；"),
        ("：", "："),
        ("—", "—"),
        ("《“（", "《“（【〔‘"),
        ("》", "》〉"),
        ("%", "%％‰"),
    ):
        if char in chars:
            return name
    if char.isdigit():
        return "digit"
    if IS_HAN.match(char):
        return "han"
    return "latin" if char.isalpha() else "other"


def _start(text: str) -> str:
    char = text[0]
    for name, chars in (
        ("“", "“‘『「"),
        ("（", "（〔"),
        ("【", "【["),
        ("《", "《〈"),
        ("—", "—"),
        ("closing", "，。、；：！？”’）》】…%"),
        ("sign", "□■▲▶●○◎◆◇★☆△▼▽※·*"),
    ):
        if char in chars:
            return name
    if char.isdigit():
        return "digit"
    if IS_HAN.match(char):
        return "han"
    return "latin" if char.isalpha() else "other"


def _name_shape(text: str) -> list[str]:
    """Whether the line could be names: every part a surname and one or two more characters."""
    bare = text.strip("（）〔〕□■▲●◎◆ ")
    parts = closed(bare).replace("、", " ").split()
    if not parts:
        return []
    named = sum(_has_surname(part) and all(map(IS_HAN.match, part)) for part in parts)
    if named == len(parts):
        return [f"names={min(named, 4)}", "one name" if named == 1 else "names"]
    last = parts[-1]
    if len(parts) == 1 or not 2 <= len(last) <= 3 or not all(map(IS_HAN.match, last)):
        return []
    named = max(-4, min(6, round(nameness(last))))
    return [f"last a name={named}", *(["names at the end"] if last[0] in SURNAMES else [])]


def _has_surname(part: str) -> bool:
    """A surname and one or two more characters; only a surname of two has four in all (欧阳文清, 花海引客)."""
    return 2 <= len(part) <= 3 + (part[:2] in COMPOUND) and (part[0] in SURNAMES or part[:2] in COMPOUND)


def _namely(text: str) -> float:
    """How much the line reads like names, by the least likely of them; -9 where it cannot be names alone."""
    parts = closed(text.strip("（）〔〕□■▲●◎◆— ")).replace("、", " ").split()
    if not parts or not all(_NAME.fullmatch(part) for part in parts):
        return -9.0
    return max(-8.9, min(nameness(part) for part in parts))


def closed(text: str) -> str:
    """The text, names that are printed spread closed: 王 鑫 → 王鑫, 冯 素 芳 → 冯素芳."""
    text = _WIDE_APART.sub(r"\1\2", text)
    return re.sub(rf"(?:^|(?<= ))([{HAN}]) (?=[{HAN}](?: |$))", r"\1", text)


def telling_words(text: str, frequency: dict[str, int]) -> dict[str, float]:
    """The telling words at the head of the line, with weights: rare words tell more."""
    found: dict[str, float] = {}
    for run in _RUN.findall(text[:_LOOK]):
        if run[0] < "\u0370":
            found[run] = 4.0
            continue
        at, last = 0, len(run) - 1
        while at < last:
            word = run[at : at + 2]
            count = frequency.get(word)
            if count is not None:  # the dictionary has the beginnings of its words too: a longer one may begin so
                longer = run[at : at + 4]
                for size in (4, 3):
                    if more := frequency.get(longer[:size]):
                        word, count = longer[:size], more
                        break
            if not count:
                found[word] = 2.0  # a name that the dictionary lacks
                at += 1
                continue
            if count < 20000:
                found[word] = _telling(count)
            at += len(word)
    return found


@cache
def _telling(count: int) -> float:
    """How much a word tells that the dictionary counts so often."""
    return min(6.0, 14.0 - math.log(count + 30)) / 2


def share(part: float) -> str:
    """A share in five grades."""
    return "0" if part <= 0 else "1" if part < 0.1 else "2" if part < 0.25 else "3" if part < 0.5 else "4"


def leaning(value: float, clear: float, slight: float, up: str, down: str, neither: str) -> str:
    """`up` or `down` where the value clearly leans there, with a `?` where slightly, else `neither`."""
    if abs(value) <= slight:
        return neither
    return (up if value > 0 else down) + ("" if abs(value) > clear else "?")
