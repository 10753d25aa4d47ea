"""The evidence of a page's lines: what each line and its neighbours show, as names that have weights.

Linear in the length of the page: of a long line only its ends and its first words are looked at.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.lexicon import lexicon
from builder.model import Line
from builder.parse.rules import Rule, claims
from builder.parse.sight import HAN, sight
from builder.parse.statistics import LEAD, division, headness, in_lead

_LOOK = 160
"""Characters at the head of a line in which words are looked for; a paragraph shows its subject early."""
_STOPS = "。！？…"
_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(rf"[{HAN}]{{2,}}|[A-Za-z][A-Za-z0-9\-]+")
SURNAMES = set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜阿羊母乌裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯束檀衣信展阴昝智幸奉植衡富尧闭由郇"
)


@dataclass(slots=True)
class _Look:
    """A line as the parser looks at it."""

    text: str
    blanks: int
    """Blank lines above it."""
    indented: bool
    rules: list[Rule]
    length: int = 0
    size: str = ""
    end: str = ""
    start: str = ""
    stopped: bool = False
    """A sentence ends with the line."""
    words: dict[str, float] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    long: bool = False


def evidence(lines: Sequence[Line], words: tuple[str, ...] = ()) -> list[list[str]]:
    """For every line that is not blank the names of what speaks for or against its readings.

    `words` are names that the dictionary lacks.
    """
    frequency = lexicon(words).FREQ
    looks = _looks(lines)
    if not looks:
        return []
    page = _Page(looks)
    for look in looks:
        _measure(look, page, frequency)
    balance = _balances(looks)
    joins = [0.0] + [_join(above.text, below.text, frequency) for above, below in zip(looks, looks[1:], strict=False)]
    over = _joins_over(looks, page, frequency)
    ahead: list[tuple[float, int]] = [(-9.0, 0)] * len(looks)
    for at, (score, source) in enumerate(over):
        if source >= 0 and score > ahead[source][0]:
            ahead[source] = (score, at - source)
    heads = _head_runs(looks)
    printed = Counter(look.text for look in looks)
    rows = []
    for at, look in enumerate(looks):
        row = list(look.own)
        row.append(f"blanks={min(look.blanks, 3)}" if page.spaced else "unspaced")
        row += _neighbours(looks, at)
        row += _joining(looks, at, joins, over, ahead, page)
        row += heads[at]
        row += _cohesion(looks, at)
        row += balance[at]
        row += _position(looks, at)
        if printed[look.text] > 1:
            row.append("printed twice")
        rows.append(row)
    return rows


def _looks(lines: Sequence[Line]) -> list[_Look]:
    looks, blanks = [], 0
    for line in lines:
        text = sight(line.text)
        if not text:
            blanks += 1
            continue
        indent = len(line.text) - len(line.text.lstrip())
        looks.append(_Look(text, blanks, indent >= 2 or line.text[:1] == "\u3000", claims(text)))
        blanks = 0
    return looks


class _Page:
    """What the lines have in common: the column's width, where every line is broken at it; blank lines; indents."""

    def __init__(self, looks: list[_Look]):
        lengths = Counter(len(look.text) for look in looks)
        widths = Counter(round(_width(look.text)) for look in looks)
        self.width, self.by_width = 0, False
        for counts, by_width in ((lengths, False), (widths, True)):
            share, mode = max(((counts[n - 1] + counts[n] + counts[n + 1]) / len(looks), n) for n in counts)
            mode = max((mode - 1, mode, mode + 1), key=lambda n: counts[n])
            if len(looks) >= 12 and 8 <= mode <= 60 and share >= 0.34 + (0.06 if by_width else 0) and not self.width:
                self.width, self.by_width = mode, by_width
        between = sum(look.blanks > 0 for look in looks[1:])
        self.spaced = between > 0.12 * len(looks)
        self.indented = sum(look.indented for look in looks) > 0.04 * len(looks)

    def full(self, look: _Look) -> bool:
        """Whether the line fills the column."""
        return bool(self.width) and self.measure(look.text) >= self.width - 1.6

    def measure(self, text: str) -> float:
        return _width(text) if self.by_width else len(text)


def _width(text: str) -> float:
    """Printed width in characters: Latin and digits take half a place."""
    return len(text) - 0.5 * sum(char < "\u0370" for char in text)


_SIZES = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "5-6"), (8, "7-8"), (11, "9-11"), (14, "12-14"), (17, "15-17"),
          (21, "18-21"), (26, "22-26"), (32, "27-32"), (40, "33-40"), (60, "41-60"), (100, "61-100"))


def _size(length: int) -> str:
    for most, name in _SIZES:
        if length <= most:
            return name
    return "101-"


def _measure(look: _Look, page: _Page, frequency: dict[str, int]) -> None:
    text = look.text
    look.length = len(text) - text.count(" ")
    look.end, look.start = _end(text), _start(text)
    look.stopped = look.end in ("stop", "stop”", "stop）")
    if page.width:
        short = page.width - page.measure(text)
        look.size = "col:" + ("over" if short < -1.6 else "full" if short < 1.6 else "near" if short < 3.6 else
                              "3/4" if page.measure(text) > 0.6 * page.width else
                              "half" if page.measure(text) > 0.3 * page.width else "short")
        look.long = short < 1.6
    else:
        look.size = _size(look.length)
        look.long = look.length > 40
    look.words = _words(text, frequency)
    own = look.own
    own += [f"is:{rule.name}" for rule in look.rules]
    own += [f"size={look.size}", f"end={look.end}", f"start={look.start}", f"{look.size}|{look.end}"]
    if page.width:
        own += [f"len={_size(look.length)}", f"col|{look.size}|{look.start}"]
    if page.indented:
        own.append("indent" if look.indented else "no indent")
    if look.length <= 60:
        inner = text.count("。") + text.count("！") + text.count("？")
        own += [f"sentences={min(inner, 2)}", f"commas={min(text.count('，'), 3)}"]
        own += [f"spaces={min(text.count(' '), 4)}"]
        own += [f"head={min(6, max(-6, round(headness(text) / 2)))}"]
        digits = sum(char.isdigit() for char in text)
        own.append(f"digits={'no' if not digits else 'some' if digits < look.length / 3 else 'much'}")
        if look.length <= 30:
            own += _name_shape(text)
        if "：" in text:
            own.append("colon" + ("<8" if text.index("：") < 8 else ">"))
    if len(text) > 1:
        own += [f"a:{text[0]}", f"z:{text[-1]}"]
        if look.length <= 30:
            own.append(f"zz:{text[-2:]}")
            if look.length <= 8:
                own.append(f"text:{text}")


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
    for name, chars in (("，", "，"), ("、", "、"), ("；", "；"), ("：", "："), ("—", "—"), ("《“（", "《“（【〔‘"), ("》", "》〉"),
                        ("%", "%％‰")):
        if char in chars:
            return name
    if char.isdigit():
        return "digit"
    if _HAN.match(char):
        return "han"
    return "latin" if char.isalpha() else "other"


def _start(text: str) -> str:
    char = text[0]
    for name, chars in (("“", "“‘『「"), ("（", "（〔"), ("【", "【["), ("《", "《〈"), ("—", "—"), ("closing", "，。、；：！？”’）》】…%"),
                        ("sign", "□■▲●◎◆◇★☆△▼※·*")):
        if char in chars:
            return name
    if char.isdigit():
        return "digit"
    if _HAN.match(char):
        return "han"
    return "latin" if char.isalpha() else "other"


def _name_shape(text: str) -> list[str]:
    """Whether the line could be names: every part a surname and one or two more characters."""
    bare = text.strip("（）〔〕□■▲●◎◆ ")
    parts = re.sub(rf"(?:^|(?<= ))([{HAN}]) (?=[{HAN}](?: |$))", r"\1", bare).replace("、", " ").split()
    if not parts:
        return []
    named = sum(2 <= len(part) <= 4 and part[0] in SURNAMES and all(map(_HAN.match, part)) for part in parts)
    if named == len(parts):
        return [f"names={min(named, 4)}", "one name" if named == 1 else "names"]
    return ["names at the end"] if len(parts) > 1 and 2 <= len(parts[-1]) <= 3 and parts[-1][0] in SURNAMES else []


def _words(text: str, frequency: dict[str, int]) -> dict[str, float]:
    """The telling words at the head of the line, with weights: rare words tell more."""
    found: dict[str, float] = {}
    for run in _RUN.findall(text[:_LOOK]):
        if run[0] < "\u0370":
            found[run] = 4.0
            continue
        at, end = 0, len(run)
        while at < end - 1:
            for length in (4, 3, 2):
                count = frequency.get(run[at:at + length], 0) if at + length <= end else 0
                if count:
                    if count < 20000:
                        found[run[at:at + length]] = min(6.0, 14.0 - math.log(count + 30)) / 2
                    at += length
                    break
            else:
                pair = run[at:at + 2]
                found[pair] = 2.0  # a name that the dictionary lacks
                at += 1
    return found


def _neighbours(looks: list[_Look], at: int) -> list[str]:
    row = []
    for step in (-3, -2, -1, 1, 2, 3):
        there = at + step
        if not 0 <= there < len(looks):
            row.append(f"{step}:none")
            continue
        near = looks[there]
        row += [f"{step}:size={near.size}", f"{step}:end={near.end}"]
        row += [f"{step}:is:{rule.name}" for rule in near.rules]
        if abs(step) == 1:
            row += [f"{step}:start={near.start}", f"{step}|{near.size}|{near.end}"]
    look = looks[at]
    if at:
        above = looks[at - 1]
        row += [f"{above.size}/{look.size}", f"{above.end}/{look.size}", f"{above.end}/{look.start}"]
    if at + 1 < len(looks):
        below = looks[at + 1]
        row += [f"{look.size}\\{below.size}", f"{look.end}\\{below.size}", f"{look.end}\\{below.start}"]
        row.append(f"blanks below={min(below.blanks, 3)}")
    return row


# -- torn lines

def _join(above: str, below: str, frequency: dict[str, int]) -> float:
    """How much better the two ends read joined than parted, in log units; numbers and Latin words count as words."""
    last, first = above[-1], below[0]
    if (last.isdigit() or last in ".") and (first.isdigit() or first in "亿万年月日%个名元吨人时分.℃"):
        return 8.0
    if last < "\u0370" and first < "\u0370" and last.isalpha() and first.isalpha():
        return 8.0
    if not (_HAN.match(last) and _HAN.match(first)):
        return 0.0
    tail = re.search(rf"[{HAN}]{{1,4}}$", above).group()
    head = re.match(rf"[{HAN}]{{1,4}}", below).group()
    return _best(tail + head, frequency) - _best(tail, frequency) - _best(head, frequency)


_TOTAL = math.log(60_101_967)


def _best(run: str, frequency: dict[str, int]) -> float:
    """Log probability of the likeliest way to cut `run` into words."""
    best = [0.0] + [-1e9] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - 4), end):
            count = frequency.get(run[start:end], 0)
            if count or end - start == 1:
                best[end] = max(best[end], best[start] + math.log(count or 1) - _TOTAL)
    return best[-1]


def _torn_looking(look: _Look, page: _Page) -> bool:
    return not look.stopped and look.end not in ("：", "）", "stop”") and (
        page.full(look) if page.width else look.length >= 12)


def _joins_over(looks, page, frequency):
    """For each line the best join with a torn line above what stands between: (score, that line), -1 for none."""
    found = []
    for at, look in enumerate(looks):
        best, source = -9.0, -1
        for there in range(at - 2, max(-1, at - 13), -1):
            if _torn_looking(looks[there], page) and (looks[there].long or looks[there].length > 16):
                score = _join(looks[there].text, look.text, frequency) + (4 if looks[there].end in ("，", "、") else 0)
                if look.start in ("closing",):
                    score += 4
                if score > best:
                    best, source = score, there
        found.append((best, source))
    return found


def _grade(score: float) -> str:
    return "9" if score >= 9 else "6" if score >= 6 else "4" if score >= 4 else "2" if score >= 2 else \
        "0" if score > 0 else "none" if score == 0 else "-"


def _joining(looks, at, joins, over, ahead, page):
    look, row = looks[at], []
    if at:
        above = looks[at - 1]
        row += [f"join={_grade(joins[at])}", f"join={_grade(joins[at])}|{above.end}|{'long' if above.long else above.size}"]
        if page.width:
            row.append(f"join={_grade(joins[at])}|{above.size}|{above.end}|{'in' if look.indented else 'out'}")
    if at + 1 < len(looks):
        row += [f"join below={_grade(joins[at + 1])}",
                f"join below={_grade(joins[at + 1])}|{look.end}|{'long' if look.long else look.size}"]
        if page.width:
            row.append(f"below full={page.full(looks[at + 1])}|{look.size}|{look.end}")
    score, source = over[at]
    if source >= 0:
        nearer = joins[at] if at and _torn_looking(looks[at - 1], page) else 0.0
        row += [f"over={_grade(score)}", f"over-near={_grade(score - nearer)}|{'long' if look.long else look.size}",
                f"over distance={min(at - source, 6)}|{_grade(score)}"]
        row += [f"over:{rule.name}" for between in looks[source + 1:at] for rule in between.rules[:1]][:3]
    score, distance = ahead[at]
    if distance:
        near = joins[at + 1] if at + 1 < len(looks) else 0.0
        row += [f"ahead={_grade(score)}", f"ahead-near={_grade(score - near)}|{look.end}", f"ahead distance={min(distance, 6)}"]
    return row


def _balances(looks: list[_Look]) -> list[list[str]]:
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


# -- heads

def _head_runs(looks: list[_Look]) -> list[list[str]]:
    """What short lines in a row are to one another: place in the run, lengths, what the run meets below."""
    rows: list[list[str]] = [[] for _ in looks]
    at = 0
    while at < len(looks):
        end = at
        while end < len(looks) and _short(looks[end]):
            end += 1
        if end > at:
            _head_run(looks, at, end, rows)
        at = max(end, at + 1)
    return rows


def _short(look: _Look) -> bool:
    return look.length <= 44 and not (look.stopped and look.length > 24)


def _kind_of_line(look: _Look) -> str:
    """A coarse class for sequences of short lines."""
    names = [rule.name for rule in look.rules]
    for name, mark in (("reporters' byline", "Y"), ("marked byline", "Y"), ("names alone", "n"), ("office as byline", "Y"),
                       ("named role", "Y"), ("photo credit", "C"), ("agency's photo", "C"), ("wire dateline", "D"),
                       ("home dateline", "D"), ("box title", "X"), ("jump line", "J"), ("date of the page", "F"),
                       ("page number", "F"), ("page's editors", "F"), ("closing note", "N"), ("closing dateline", "N")):
        if name in names:
            return mark
    if look.end == "—":
        return "—"
    if look.long or look.length > 44:
        return "B"
    return "s." if look.stopped else "s"


def _head_run(looks: list[_Look], start: int, end: int, rows: list[list[str]]) -> None:
    kinds = [_kind_of_line(look) for look in looks[start:end]]
    below = _kind_of_line(looks[end]) if end < len(looks) else "end"
    above = "top" if not start else "open" if not looks[start - 1].stopped else "stop"
    signature = "".join(kinds)[:6]
    lead = "".join(look.text for look in looks[end:end + 12])[:LEAD]
    for at in range(start, end):
        row = rows[at]
        place, left = at - start, end - at
        tail = "".join(kinds[place + 1:place + 4]) + ("" if left > 4 else ">" + below)
        head = ("" if place > 3 else above + "<") + "".join(kinds[max(0, place - 3):place])
        row += [f"run {min(place, 4)}/{min(end - start, 6)}", f"run down {tail}", f"run up {head}",
                f"run {head}*{tail}", f"run of {signature} {min(place, 5)} {below}"]
        if lead:
            row.append(f"in the lead {_share(in_lead(looks[at].text, lead))}")
        if at + 1 < end:
            row += _pair(looks[at], looks[at + 1], "upper", lead)
        if at > start:
            row += _pair(looks[at - 1], looks[at], "lower", lead)


def _pair(upper: _Look, lower: _Look, side: str, lead: str) -> list[str]:
    longer = upper.length - lower.length
    kicker, deck, one = division(upper.text, lower.text, lead)
    step = "=" if abs(longer) <= 1 else ("+" if longer > 0 else "-") + ("2" if abs(longer) <= 4 else "5" if abs(longer) <= 9 else "10")
    shared = len(set(upper.text) & set(lower.text) - set("，。“”（）的、 "))
    digits = [any(char.isdigit() for char in look.text) for look in (upper, lower)]
    row = [f"{side} longer {step}", f"{side} shares {min(shared, 3)}",
           f"{side} digits {digits[0]:d}{digits[1]:d}", f"{side} ends {upper.end}{lower.end}",
           f"{side} spaces {min(upper.text.count(' '), 2)}{min(lower.text.count(' '), 2)}",
           f"{side} size {upper.size}/{lower.size}", f"{side} kicker-deck {_odds(kicker - deck)}",
           f"{side} two-one {_odds(max(kicker, deck) - one)}"]
    if lead:
        lean = in_lead(upper.text, lead) - in_lead(lower.text, lead)
        row.append(f"{side} in the lead {'more' if lean > 0.25 else 'more?' if lean > 0.08 else 'less' if lean < -0.25 else 'less?' if lean < -0.08 else 'even'}")
    return row


def _odds(value: float) -> int:
    return max(-8, min(8, round(value / 0.6)))


# -- what a short line is about

def _shared(words: dict[str, float], others: Sequence[_Look]) -> float:
    return sum(weight for word, weight in words.items() if any(word in other.words for other in others))


def _cohesion(looks: list[_Look], at: int) -> list[str]:
    look = looks[at]
    above = [near for near in looks[max(0, at - 7):at] if near.length > 24][-3:]
    below = [near for near in looks[at + 1:at + 8] if near.length > 24][:3]
    up, down = _shared(look.words, above), _shared(look.words, below)
    most = sum(look.words.values()) or 1.0
    lean = (down - up) / most
    row = [f"about {'below' if lean > 0.4 else 'below?' if lean > 0.12 else 'above' if lean < -0.4 else 'above?' if lean < -0.12 else 'both'}",
           f"shared above {_share(up / most)}", f"shared below {_share(down / most)}"]
    if above and below and not look.long:
        around = _shared(above[-1].words, below[:1]) / (sum(above[-1].words.values()) or 1.0)
        row.append(f"around {_share(around)}")
    return row


def _share(part: float) -> str:
    return "0" if part <= 0 else "1" if part < 0.1 else "2" if part < 0.25 else "3" if part < 0.5 else "4"


def _position(looks: list[_Look], at: int) -> list[str]:
    row = []
    if at < 4:
        row.append(f"line {at} of the page")
    left = len(looks) - 1 - at
    if left < 4:
        row.append(f"line {left} from the foot")
    row += [f"top|{rule.name}" for rule in looks[at].rules if at < 5]
    row += [f"foot|{rule.name}" for rule in looks[at].rules if left < 5]
    return row
