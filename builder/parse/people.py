"""What a word says of people: a name, two names without space, a place, an office."""

import re

from builder.lexicon import lexicon, part_of_speech
from builder.parse import looks
from builder.parse.looks import COMPOUND
from builder.parse.rules import PROVINCES
from builder.parse.sight import HAN
from builder.parse.statistics import nameness

_H = f"[{HAN}]"
SURNAMES = looks.SURNAMES | set(
    "傅阎丘习贝锺常赖剧莽萨綦雒郗郄訾谯蒯郏邴郦闾缑翦隗宓巢桓毋沐沃琚眭竺糜苌荀莘蹇鄞鄂庾仉佴呙庹暨矫禚禤笪贲韶颉"
)
"""Surnames, with those that the evidence of a line does not count: its weights were fitted without them."""
_TRADES = (
    "战士|读者|居民|教师|学生|市民|职工|村民|社员|工人|女工|农民|贫农|民兵|军人|老兵|难童|师傅|队员|卫生员|饲养员|售货员|"
    "司机|护士|厨师|技师|乘客|顾客|旅客|战友|街坊|住客|小贩|模范|劳模|同人|同仁"
)
TRADE = re.compile(f"(?:{_TRADES})$|^律师$|^[军师旅团营连排班县市区镇乡村社厂队站]长$")
"""What somebody is who signs: 后沟民兵, 残废军人, 卫生员."""
OFFICE = re.compile(
    r"(?:省|市|县|区|镇|乡|村|学|院|厂|社|部|局|处|科|室|站|所|会|委|办|公司|集团|中心|主任|书记|校长|院长|所长|会长|部长|局长|教授|研究员|"
    r"作家|院士|博士|专家|代表|委员|主席|总裁|经理|董事长|医师|工程师|协会|学会|组|队|网|报|台|刊|"
    rf"{_TRADES})$"
)
"""What somebody is, or where he works: no name ends so."""


_SOMEBODY = re.compile("某{1,2}$")
"""Whom the text does not name: 王某."""


def surely_a_name(name: str) -> bool:
    """Whether a word has a surname and reads like a name."""
    return name[:1] in SURNAMES and 2 <= len(name) <= 3 and nameness(name) > 0 and not _SOMEBODY.search(name)


_LIKE, _UNLIKE = 2.0, -4.5
"""A word of the dictionary that signs reads so much like a name (`nameness`, log odds): 夏天, but not 高兴, 连载; one
that is tagged as a name does not read less like one than this: 全文完."""
_NO_SIGNERS = re.compile(
    "谢谢|许可|程序|黄金|文明|卫星|阳光|雷达|荣誉|申请|包含|王朝|银子|陆军|权威|师傅|封锁|宣言|胡同|玉米|顾问|智慧|高潮|洪水|顾客|公正|辛勤|米粉|章程|齐全|欧元|辛苦|康复|沙滩|师范|周刊|"
    "梅花|吉祥|周转|修正|陈述|丛林|车子|陶瓷|关怀|明星|温泉|高铁|玉石|呼唤|陈列|周末|师生|祝贺|祝福|白银|蓝图|钱财|肖像|廉政|张贴|毛巾|银杏|桂花|兰花|时尚|时辰|白天|明智")
"""Words that read as much like names as names do, and are none in brackets: （谢谢）, （黄金）, （许可）."""
_UNIT_OR_PLACE = re.compile("[万余][元吨人亩户册份套家股次辆台]|左[图右起一二三四五六]")
"""What begins with a surname in brackets and is none: （万元）, （左图）."""


def may_sign(part: str, told: bool) -> bool:
    """Whether a word in brackets may be a name. `told`: something says so; else it is no place and no other word."""
    if part[0] not in SURNAMES or not 2 <= len(part) <= 4 or OFFICE.search(part):
        return False
    if _UNIT_OR_PLACE.fullmatch(part) or _SOMEBODY.search(part):
        return False
    if told:
        return True
    if _NO_SIGNERS.fullmatch(part) or is_place(part) or len(part) > 3 + (part[:2] in COMPOUND):
        return False
    tag = part_of_speech(part)
    return not tag or nameness(part) > (_UNLIKE if tag.startswith("nr") else _LIKE)


def two(word: str) -> list[str]:
    """The two names that a word of four characters with a surname in the middle too is (王鑫李文), [] for none."""
    halves = [word[:2], word[2:]]
    told = len(word) == 4 and word[:2] not in COMPOUND and not re.search("·|高娃$", word)
    return halves if told and all(half[0] in SURNAMES and nameness(half) > 0 for half in halves) else []


_TIBETAN = re.compile(
    "(?:扎西|卓玛|次仁|尼玛|达娃|多吉|格桑|央金|拉姆|平措|旺堆|旺姆|白玛|巴桑|边巴|普布|米玛|拉巴|洛桑|丹增|索朗|索南|德吉|仁青|次旺|顿珠|贡嘎|晋美|罗布|强巴|嘎玛|尕玛|曲珍|卓嘎|桑吉|才让|"
    "才旦|加措|坚参|旺扎|仁增|嘉措|丹巴|次旦|次央|班觉|旦增|益西|群培|占堆|热杰|措姆|多杰|土登|阿旺|贡布|久美|拉毛|琼达|参旦){2}")
"""What Tibetan names are made of."""


def tibetan(word: str) -> bool:
    """Whether a word of four characters is a Tibetan name: 尼玛次仁."""
    return bool(_TIBETAN.fullmatch(word))


def glued(word: str) -> list[str]:
    """The two names or more that a word of five to nine characters is, each with a surname and like a name, the cut
    whose names are likeliest on the average (林伟/李方/张鑫, not 林伟李/方张鑫), [] for none."""
    if not 5 <= len(word) <= 9:
        return []
    mean, cut = max(((sum(map(nameness, cut)) / len(cut), cut) for cut in _cuts(word)), default=(0, []))
    return cut if mean > _AMONG else []


_AMONG, _LEAST = 1.0, -2.0
"""The names of such a row read on the average more like names than the first (`nameness`, log odds), each more than the
second: 倪弋, 师喆 among others."""


def _among(name: str) -> bool:
    return name[0] in SURNAMES and nameness(name) > _LEAST and not _SOMEBODY.search(name)


def _cuts(word: str) -> list[list[str]]:
    """All ways to cut a word into names: of two and three characters, with a surname of two of up to four."""
    if not word:
        return [[]]
    firsts = [word[:size] for size in (2, 3) if size <= len(word) and _among(word[:size])]
    if word[:2] in COMPOUND:
        firsts = [word[:size] for size in (3, 4) if size <= len(word)]
    return [[first, *rest] for first in firsts for rest in _cuts(word[len(first) :])]


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
    known = any(part_of_speech(word + kind).startswith("ns") for kind in ("", "市", "县", "区"))
    return known or bool(_ABROAD.fullmatch(word))


_ABROAD = re.compile(
    "平壤|首尔|河内|仰光|金边|新德里|开罗|巴格达|马尼拉|莫斯科|柏林|科伦坡|达卡|万象|吉隆坡|大马士革|贝鲁特|安曼|利雅得|多哈|科威特|安卡拉|"
    "贝尔格莱德|布加勒斯特|索非亚|布达佩斯|布拉格|波恩|伯尔尼|奥斯陆|斯德哥尔摩|赫尔辛基|马德里|哈瓦那|利马|惠灵顿|拉巴特|拉各斯|沙特|阿曼|"
    "阿克拉|内罗毕|达累斯萨拉姆|亚的斯亚贝巴|金沙萨|卢萨卡|喀土穆|居銮|麻坡|昔加末|古晋|诗巫|亚庇|山打根|关丹|巴生|吧生|棉兰|泗水|坤甸|伊拉克|乌克兰|阿根廷|万隆|槟城|怡保|乌兰巴托|基辅|明斯克|列宁格勒|也门|约旦|黎巴嫩")
"""Cities and countries that the dictionary has as other words or not at all."""
_PROVINCE = re.compile(rf"^(?:{PROVINCES})省?(?={_H}{{2,4}}$)")
