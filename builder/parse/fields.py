"""What the words of an article say of it: writers, dateline, date. Readings of the text, which keeps its words."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta

from builder.lexicon import lexicon, part_of_speech
from builder.parse.looks import COMPOUND, SURNAMES, closed
from builder.parse.rules import NEWS_HEADS, PROVINCES
from builder.parse.sight import HAN, sight
from builder.parse.statistics import nameness

_H = f"[{HAN}]"
_ROLES = ["记者", "通讯员", "评论员", "特约评论员", "编辑", "摄影", "撰稿", "撰文", "采写", "整理", "报道", "综合", "执笔", "口述", "编译", "翻译", "作者", "文图", "图文", "文并摄", "文并图", "摄影报道", "特派", "特约", "见习", "实习", "实习生", "实习记者", "首席", "本报", "本刊", "新华社", "编者", "记者组", "采访组", "采访", "主持", "主持人", "主答", "配诗", "诗", "评论部", "编辑部", "编辑组", "插图", "制图", "题图", "供图", "提供", "参与", "参与采写", "报社", "学生", "教授", "作家", "校对", "责编", "专电", "电", "讯", "文", "图", "摄", "撰写", "主笔", "专稿", "特稿", "特写", "专访", "辑", "译", "整理报道", "综合报道"]
_ROLE = re.compile(
    rf"(?:(?:本报|本刊|本台|新华社|中新社|人民网|新华网|央视网|《[^》]{{2,12}}》|{_H}{{0,8}}(?:日报|晚报|早报|晨报|时报|商报)|{_H}{{2,8}}(?:报|网|社|台)|{_H}{{1,9}}[厂社队校院司站所局店场矿](?=通讯员))?"
    r"(?:驻[^ ，。]{1,8}|特派|特约|见习|实习|首席|资深|赴[^ ，。]{1,8})*(?:记者|通讯员|报道员|评论员|特约撰稿人?|实习生|撰稿人?|撰文|采写|编译|执笔人?|口述[者人]?|整理|作者|(?:翻译|译者|采访|(?:电话)?记录)[者人]?(?=[ ：/])|文字|文/图|图/文|图文|文图|文(?=[/：])|(?:责任|文字|每经)?编辑|(?:缩写|改写|讲述|解答|主讲)[者人]?(?=：)))"
    r"[ 　：:/丨|]*")
_OUTLET = re.compile(rf"(?<![^ ：/]){_H}{{2,8}}[报网台] (?=(?:见习|实习|首席|特约)?(?:记者|通讯员))|(?:(?<![^ ：、])(?:{_H}{{2,8}}·|{_H}{{1,8}}[报网社台]/){_H}{{1,8}}?|(?:^|(?<=[：/])){_H}{{1,8}}?)(?=(?:记者|通讯员|评论员)(?:[ ：]|{_H}|$))")
"""Whom a reporter works for, before the role: 华商报 记者, 湖南日报·华声在线记者, 扬子晚报/紫牛新闻记者, 采写：南都记者."""
_PICTURES = re.compile(r"(?:(?:摄影|图片|供图|制图|插图|漫画|摄)[ 　]*[：:/]|(?:^|(?<=[ 　/]))(?:图|摄影)[ 　/／：:]).*?(?=[ 　](?:文|撰文|文字)[/／：:]|$)")
_PICTURED = re.compile(rf"(?:(?:本报)?(?:记者|通讯员) ?)?{_H}(?: ?{_H}){{1,2}}(?<!文)/(?:图|摄|摄影)(?= |$)|(?<={_H}) 文 +{_H}(?: ?{_H}){{1,2}} +(?:图|摄)$|(?<={_H}{{2}})文[ 、]+{_H}{{2,3}}图$|(?<={_H} )(?:本报)?摄影记者 ?{_H}(?: ?{_H}){{1,2}}(?= |$)|(?<=[ 、])(?:摄影(?!报|记者){_H}{{2,3}}|{_H}{{2,3}}摄影?)$")
"""A photographer behind the writers: 钟 丽/文 通讯员 韦 峰/图, 萧　然　文　安　民　图, 王小鑫文 李文小图, 记者王小鑫 摄影李文小."""
_ASIDE = re.compile(r"(?<=[^（ ])（(?:[^（）]|（[^（）]*）){2,24}）(?=、| *(?:本报|记者|通讯员|整理|采写|执笔|记录)|$)|（(?:口述|代笔|整理|记录|执笔|文|图)）")
"""What brackets say of a writer: （高雄市，退休教师）, （口述）, （青石桥小学五（3）班）."""
_OTHERS = re.compile(r"(?<=[^ ])等(?:[0-9一二三四五六七八九十几]{1,3}[人名位])?(?=[）〕】]?$)")
"""Those who are not named: 张 强等九人."""
_LATIN = re.compile(r"[A-Z][a-z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2}")
"""A name in Latin letters alone."""
_WHOSE = re.compile(r"^[（〔【][^（）〔〕【】 ]{1,8}[）〕】](?=[^ ])")
"""What brackets say before a name: （宋）杨万里, 〔巴西〕塞·莫拉."""
_FILED_FROM = re.compile(rf"(?<=记者)({_H}{{4,8}}?)(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:报[道导]|[电讯])$")
"""A name and a place without space between: 記者田守誠臺北報導, 中央社記者林小滿台北1日電."""
_FROM = re.compile(rf"(?<!记者)/(?:{_H}{{2,8}}(?:报[道导]|专访|特写|摄影)|(?:综合|编译)?外电)$|(?<={_H})(?<!记者)(?<!通讯员) (?!记者|通讯员)({_H}{{2,6}}(?:、{_H}{{2,6}})*) ?报[道导]$| 发自.*$|(?:摘自|选自|译自|编译自).*$")
"""Where a writer writes from: ／台北報導, 北京报道, 发自银川; or from what book."""
_DEED = re.compile(rf"(?<={_H}{{2}}) (?:译|辑|作|著|绘|书|图|文)$|(?<={_H} {_H}) (?:译|辑|著|绘)$|(?<=^{_H} {_H})(?:译|辑|作|著|绘|书|配图)$|(?<= {_H} {_H})(?:译|辑|作|著|绘|书)$|(?<={_H})(?:搜集整理|采访整理|搜集|编译|编写|改编|摘编|辑录|配诗|主答|口述|整理)$|(?<={_H} {_H}) 辑译$| ?对本文[亦也]?有贡献$")
"""What a writer did, behind the name: 南 生译, 于　津搜集整理."""
_POLITE = re.compile(rf"(?<=^{_H}{{2}})(?:辅导员|同志|大夫|医生|律师|教授|先生|女士)$|(?<=^{_H}{{3}})(?:辅导员|同志|大夫|医生|医师|律师|教授|老师|先生|女士|小姐)$")
"""How a writer is called, behind the name: 宋志英輔導員, 甘律师."""
_ADDRESSED = re.compile("(?:先生|女士|小姐|阿姨|大[爷妈叔婶]|师傅)$")
"""How a reader is called who is not named in full; the word before says where from: 杨浦 顾先生."""
_SETTLEMENT = re.compile(rf"{_H}{{2,8}}[县区乡镇村]")
_OFFICE = re.compile(
    r"(?:省|市|县|区|镇|乡|村|学|院|厂|社|部|局|处|科|室|站|所|会|委|办|公司|集团|中心|主任|书记|校长|院长|所长|会长|部长|局长|教授|研究员|"
    r"作家|院士|博士|专家|代表|委员|主席|总裁|经理|董事长|医师|工程师|协会|学会|组|队|网|报|台|刊|战士|读者|居民|教师|学生|市民|职工|村民)$")


def names(text: str) -> tuple[str, ...]:
    """The writers that a byline names: role words, offices and photographers are not among them.

    A name may be printed spread, its characters apart (`_spread`).
    """
    seen = _OTHERS.sub("", _WHOSE.sub("", re.sub(r" *[/|丨] *", "/", sight(text))))
    marked = seen[:1] in "□■◎◆◇"
    if _LATIN.fullmatch(seen):
        return (printed(text, seen),)
    seen = _ASIDE.sub(" ", seen.strip("□■▲●◎◆◇—·. ")).strip("（）〔〕【】□■▲●◎◆◇—·. ")
    seen = re.sub(r"^本[版组](?:稿件|文字|图文|图片)?(?:均?由)?", "", seen)
    seen = _FROM.sub(_unless_a_name, _FILED_FROM.sub(lambda found: _before_place(found[1]), seen))
    seen = re.sub(r"(?<!图)/文(?= |$)", " ", _PICTURED.sub(" ", seen))
    seen = _DEED.sub("", seen)
    seen = _PICTURES.sub("", re.sub(r"^(?:文[/、 ]?图|图[/、 ]?文|摄影/(?:撰文|文字|文)|(?:撰文|文字)/(?:摄影|图片)|报[道导])(?=[ 　：/])|^文(?= .+ 图 )", "记者", seen))
    seen = re.sub(rf"(?<=[ 　、])(?:文/?图|图/?文|文并[摄图]|摄影报道|报道)$|(?<={_H}{{2}}[ 　])文$|(?:文/图|图/文|/?文并[摄图]|摄影报道|参[与加]采写|采访整理|采写|整理|综合报道|报道)$", "", seen)
    seen = _OUTLET.sub("", seen)
    found: list[str] = []
    groups = _ROLE.sub("\n", seen).split("\n")
    for at, group in enumerate(groups):
        found += [name for name in _of_group(group, told=at > 0) if name not in found]
    apart = set(_apart(seen))
    marked = marked and seen in found
    return tuple(printed(text, name) for name in found if marked or len(groups) > 1 or name in apart or not _word(name))


def _unless_a_name(found: re.Match[str]) -> str:
    """Nothing, but a word before 报道 that is a name and no place stays: 记者 高翔 滨海报道, 记者 高翔 李明报道."""
    words = (found[1] or "").split("、")
    return f" {found[1]}" if all(word and not _whence(word, told=True) and word[0] in SURNAMES for word in words) else ""


def _before_place(run: str) -> str:
    """The name that stands before a place without space between: 林小滿台北, 張偉舊金山; two names stay (王鑫李文)."""
    sizes = [size for size in (2, 3, 4) if len(run) > size + 1 and _place(run[size:])] or [2 if len(run) == 4 else 3]
    return run if two(run) else run[: sizes[0]]


def printed(text: str, seen: str) -> str:
    """What `sight` made of the text as the text prints it (卢 → 盧), where it can be found so."""
    bare = re.sub(r"\s", "", text)
    folded = sight(bare)
    at = folded.find(seen)
    return bare[at : at + len(seen)] if len(folded) == len(bare) and at >= 0 else seen


def _apart(seen: str) -> list[str]:
    """Words of two characters that are printed apart, as names are (大 海, 樵 夫), and a known name of three."""
    pairs = re.findall(rf"(?:^|(?<=[ 、])){_H} {_H}(?=[ 、]|$)", re.sub(" +", " ", seen))
    found = [pair.replace(" ", "") for pair in pairs]
    whole = seen.replace(" ", "")
    if re.fullmatch(rf"{_H}(?: +{_H}){{2}}", seen) and part_of_speech(whole).startswith("nr"):
        found.append(whole)
    return [name for name in found if name not in _ROLES]


def _word(text: str) -> bool:
    """Whether a bare word is none that names a person: 简讯, 引子."""
    known = len(text) < 4 and text[0] not in SURNAMES and lexicon().FREQ.get(text, 0) > 0
    return known and text not in _PEN_NAMES


_PEN_NAMES = {"冰心", "老舍", "三毛", "浩然", "草明", "北岛"}
"""Pen names of well-known writers that are words of the dictionary and begin with no surname."""


def _of_group(group: str, told: bool) -> list[str]:
    found: list[str] = []
    spread = ""
    words = [part.strip("（）()：") for part in re.split(r"[ 　、，；/]+|和(?=[^ ]{2,3}$)", group.strip())]
    parts = [_POLITE.sub("", word) for word in _half_spread(words)]
    for at, part in enumerate([*parts, ""]):
        if len(part) == 1 and re.match(_H, part):
            spread += part
            continue
        found += _spread(spread)
        spread = ""
        place = at + 1 < len(parts) and _SETTLEMENT.fullmatch(part)
        if part and part not in _ROLES and not place:
            found += (two(part) if told and len(parts) == 1 else []) or _parted(part)
    if not re.search("[、，；]", group):
        while found and len(parts) > 1 and found[0] in parts[:-1] and _whence(found[0], told):
            found = found[1:]
        if len(found) == 2 == len(found[0]) and not told and [bool(_ADDRESSED.search(name)) for name in found] == [False, True]:
            found = found[1:]
    return [name for name in found if name not in parts[:-1] or not _UNIT.search(name)]


def _half_spread(words: Sequence[str]) -> list[str]:
    """The words, a name whose surname alone stands apart closed: 邓 子凡, 何 师傅, 上官 明 哲."""
    found: list[str] = []
    for at, word in enumerate(words):
        last = found[-1] if found else ""
        alone = len(last) == 1 and last in SURNAMES and (len(found) < 2 or len(found[-2]) > 1)
        whole = alone and re.fullmatch(_GIVEN, word) and (at + 1 == len(words) or len(words[at + 1]) > 1)
        compound = last in COMPOUND or (len(last) == 3 and last[:2] in COMPOUND)
        if whole or (compound and re.fullmatch(_H, word) and word not in _WORKS):
            found[-1] += word
        else:
            found.append(word)
    return found


_WORKS = set("译著作文图摄书绘辑编词曲")
"""What a single character behind a name may say of its work."""
_GIVEN = rf"(?!(?:{'|'.join(_ROLES)})$){_H}{{2}}"
_UNIT = re.compile(rf"^{_H}{{2,}}(?:[科处局系班连营排组厂厅]|公司|学院|大学|医院|法院|海关|证券|工人|人员|战士|游客|读者|居民|知青)$")
"""No name where another word follows: 宣传科　路遥, 皇岗海关 厉 纳."""
_ODD = -2.2
"""What reads less like a name than this (`nameness`, log odds) is none where a name follows."""


def _whence(word: str, told: bool) -> bool:
    """Whether a word before a name says where somebody lives or works (武汉, 战士, 隧道工), and is no name itself.

    `told`: a role stands before it, and names follow roles.
    """
    tag = part_of_speech(word)
    if tag.startswith(("nr", "ns")):
        return tag.startswith("ns")
    odd = "·" not in word and (nameness(word) < _ODD or word[-1] in "工厂矿馆社站所队校专院局系级连营排班科处")
    if tag:
        return odd and (tag.startswith("n") or word[0] not in SURNAMES)
    return odd and not told and len(word) > 2 and (len(word) == 4 or word[0] not in SURNAMES)


def _spread(chars: str) -> list[str]:
    """Names whose characters stand apart: of two each (王 鑫 李 娜), unless in threes more begin with a surname
    (方 全 海 赵 老 四)."""
    best: dict[int, list[str]] = {}  # where the rest begins → the names in it
    for at in range(len(chars) - 2, -1, -1):
        cuts = [[chars[at : at + size], *best[at + size]] for size in (2, 3) if at + size in best]
        best[at] = min(cuts or [[chars[at:]]], key=lambda cut: sum(name[0] not in SURNAMES for name in cut))
    return best.get(0, [])


_PLACES = (*PROVINCES.split("|"), "今日", "本市", "我市", "我省")
"""A word that begins so is a place, no name."""


_NOBODY = re.compile(r"^(?:[一几]|十.)[个位名群]|^一(?:读者|群众|社员|家长|市民|学生)|^[一二三四五六七八九十]+岁$")
"""一个家长, 一读者, 十歲."""


def _parted(part: str) -> list[str]:
    """Names out of one word: one, or several that are printed without space."""
    if "·" in part:
        return [part] if re.fullmatch(rf"[{HAN}A-Z.·]{{2,24}}[{HAN}]", part) else []
    if not re.fullmatch(rf"{_H}+", part) or (len(part) > 2 and part.startswith(_PLACES)) or _NOBODY.search(part):
        return []
    if len(part) == 4 and _OFFICE.search(part) and part[:2] not in COMPOUND:
        return []
    if 2 <= len(part) <= 4 and (part[0] in SURNAMES or not _OFFICE.search(part) or len(part) == 2):
        return [part]
    if 5 <= len(part) <= 6:
        for cut in (3, 2):
            if part[0] in SURNAMES and part[cut] in SURNAMES and 2 <= len(part) - cut <= 3:
                return [part[:cut], part[cut:]]
    return []


def two(word: str) -> list[str]:
    """The two names that a word of four characters with a surname in the middle too is (王鑫李文), [] for none."""
    halves = [word[:2], word[2:]]
    told = len(word) == 4 and word[:2] not in COMPOUND and not re.search("·|高娃$", word)
    return halves if told and all(half[0] in SURNAMES and nameness(half) > 0 for half in halves) else []


_NUM = "[0-9一二三四五六七八九十廿卅〇○]"
_DAY = rf"(?:(?:{_NUM}{{4}}年)?{_NUM}{{1,3}}月)?(?:{_NUM}{{1,3}}[日曰])"
"""曰 is what OCR often makes of 日."""
_PAPER = rf"(?:据|综合)?(?:外(?=电)|(?:{_H}{{2,4}}[报网]·)?{_H}{{2,5}}网(?={_H}{{0,12}}{_DAY}电)|本报|本刊|本台|新华社|中新社|中新网|中央社|塔斯社|路透社|法新社|人民网|央视网|中国青年报|{_H}{{2,5}}(?:日报|晚报|通讯社))"
_CITY = rf"(?:(?!记者|通讯员|获悉|评论员)[{HAN}、·“”]){{0,18}}?"
_HEAD = re.compile(
    rf"^[▶●■◆▲△□◎○]?[ 　]*[【〔（]?(?P<line>本 ?报 ?讯|{_PAPER}(?:(?:综合|专)?讯|(?:(?!记者|获悉|[发登播载])[{HAN}、]){{0,8}}?消息(?=[】〕） ])|综合{_CITY}(?:电|讯)|{_CITY}{_DAY}(?:上午|下午|晚|凌晨)?(?:体育|电视)?(?:专)?(?:电|讯)|(?:(?!记者|获悉|的|了|是|对|在|从)[{HAN}、·]){{0,14}}(?:专电|电|讯)(?=[ （：【】〕）]|$|记者|通讯员|见习|特约|实习|本报|新华社)))[】〕）]?")
_REPORT = r"(?:报[导道]|专访)"
_MARK = "[▶●■◆▲△□◎○]?[ 　]*"
_FILED = re.compile(rf"^{_MARK}[〔（【](?:(?:本报|特派)*(?:记者)?(?P<who>[{HAN}、 ]{{2,24}})[/／](?P<line>[{HAN}、]{{2,12}}(?:{_REPORT}|{_DAY}[电讯]))|(?:本报|特派)*记者(?:(?P<on>[{HAN}、 ]{{2,24}})专题报[导道]|(?P<run>{_H}{{4,8}}?)(?:{_REPORT}|{_DAY}?[电讯])))[〕）】]"
                    rf"|^记者(?P<bare>{_H}{{2,4}})[/／](?P<place>{_H}{{2,8}}{_REPORT})(?=[ 　]|$)")
"""As papers of Taiwan and Hong Kong print it: 〔記者林小滿／台北報導〕, 【林小滿╱台北報導】, 【記者　林小滿專題報道】, 【本報記者林小滿屋崙報導】."""
_WIRED = re.compile(rf"^{_MARK}[〔（【](?P<line>{_PAPER}(?:特[约派])?记者{_H}{{4,8}}?{_DAY}[电讯])[〕）】]")
"""【中央社記者林小滿台北1日電】."""
_TOLD = re.compile(rf"^{_MARK}[〔（【](?P<line>(?P<where>[{HAN}0-9]{{2,14}}?)(?:外电)?报[导道])[〕）】]")
"""【台北報導】, 【綜合倫敦十四日外電報導】."""
_SIGNED_HEAD = re.compile(rf"^[ 　]*(?:（(?P<in>[^（）：]{{0,8}}(?:记者|通讯员)[^（）：]{{2,40}})）|(?P<out>(?:本报|新华社)?(?:特派|特约|驻[^，。 ]{{1,4}})?记者 ?{_H}{{2,8}}(?:[ 、]+{_H}{{2,4}}){{0,3}} ?报[导道])[： ])")
"""Reporters at the head without a dateline: （记者 林小满）七月一日起, 本报记者林小满报道：."""
_PLACED = re.compile(rf"^{_MARK}[【〔（](?!{NEWS_HEADS})(?P<line>[特专]讯|(?!.?最新|.?好|有关|相关|内[幕部]|小道|独家|权威|市场){_H}{{2,8}}消息(?=[】〕）].)|本报专访|{_H}{{2,14}}?(?:{_DAY})?(?:综合)?专?[电讯]|{_H}{{2,4}}通讯(?=[】〕）].))[】〕）]|^(?P<own>(?:{_H}{{1,8}}报|本站)讯)(?=[ 　（]|记者|通讯员)|^(?P<short>(?![简短快喜音资文又]){_H}{{2,4}}讯)(?=[ 　]?（?(?:本报|实习|见习|首席|特约)?(?:记者|通讯员))"
                     rf"|^【(?P<press>(?:{_H}{{0,8}}《[^》]{{2,14}}》{_DAY}|本报(?:{_DAY})?综合)(?:报[道导]|文章|社论|评论|一期文章))】"
                     rf"|^(?P<other>{_H}{{3,10}}?{_NUM}{{1,3}}月{_NUM}{{1,3}}[日曰][电讯])(?=[ 　（]|$)")
"""A dateline without the name of an agency or with a paper's own: （怡保14日讯）, 【屏東訊】, 晚报讯, 青溪都市报讯, 科技时讯6月23日电; what
a foreign paper says: 【日本《每日科学报》9月5日报道】."""
_WIRE = rf"{_PAPER}{_CITY}(?:{_DAY})?(?:专)?(?:电|讯)"
_FOOT = re.compile(rf"[（〔【](?P<line>{_WIRE})(?:[ 　，]+(?P<who>[^（）。]{{0,8}}(?:记者|通讯员)[^（）。]{{2,40}}))?[）〕】][ 　]*(?:[（〔【\[]?[上下]?[转接][^。]{{1,8}}版[）〕】\]]?|[（〔][^（）]{{2,24}}[）〕])*$"
                   rf"|(?:^|(?<=[。！？”])[ 　]*)(?P<alone>{_PAPER}{_CITY}{_DAY}专?[电讯])$")
_REPORTERS = re.compile(rf"^[ 　]*[（(](?P<in>[^（）()]*(?:记者|通讯员|{_H}{{2,4}})[^（）()]*)[)）]|^[ 　]*(?P<out>(?:[^，。；：（ ]{{0,10}}(?:记者|通讯员)[ 　]?[^，。；：（）]{{2,40}}?))(?:摄影)?(?:报[导道])?[：:]"
                        rf"|^[ 　]*(?P<bare>(?:本报|新华社)?(?:见习|特约|实习|特派|首席|全媒体)?(?:记者|通讯员)[ 　]?{_H}{{2,4}}(?:[ 、]+(?:(?:本报)?(?:记者|通讯员|实习生)[ 　]?)?{_H}{{2,4}}){{0,4}})(?:[ 　]|报[导道])")
_ABOUT = re.compile(r"题：[^（。]{2,40}(?=（)")


def dateline(paragraphs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The dateline (电头) of an article's paragraphs, at the head or at the foot, and the reporters it names."""
    if not paragraphs:
        return "", ()
    text, seen = paragraphs[0], sight_same(paragraphs[0])
    if found := _WIRED.match(seen):
        return _slice(text, found, "line"), names(_slice(text, found, "line"))
    if found := _FILED.match(seen):
        return _filed(text, found)
    if found := _HEAD.match(seen) or _PLACED.match(seen):
        return _slice(text, found, found.lastgroup), _reporters(text, seen, found.end())
    if (found := _TOLD.match(seen)) and (found["where"].startswith("综合") or _place(found["where"])):
        return _slice(text, found, "line"), _reporters(text, seen, found.end())
    found = _SIGNED_HEAD.match(seen)
    signed = names(_slice(text, found, found.lastgroup)) if found else ()
    signed = tuple(name for name in signed if _surely_a_name(sight(name)) or (found["in"] and name[0] in SURNAMES))
    for text in reversed(paragraphs[-3:]):
        if found := _FOOT.search(sight_same(text)):
            who = names(_slice(text, found, "who"))
            return _slice(text, found, "line" if found["line"] else "alone"), signed + who
    return "", signed


def _filed(text: str, found: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """The dateline and the reporters that stand in one pair of brackets (`_FILED`)."""
    if found["run"]:
        start = found.start("run")
        border = start + len(_before_place(found["run"]))
        return text[border : found.end() - 1], names(text[start:border])
    who, where = next(pair for pair in (("who", "line"), ("on", ""), ("bare", "place")) if found[pair[0]])
    signed = names("记者" + _slice(text, found, who))
    if not sight(found[0]).count("记者"):  # 即時新聞／綜合報導, 國際新聞／…
        signed = tuple(name for name in signed if _may_sign(sight(name), told=len(name) < 4 or name[:2] in COMPOUND))
    return _slice(text, found, where) if where else "", signed


def _slice(text: str, found: re.Match[str], group: str) -> str:
    """What the text prints where its like (`sight_same`) has the group."""
    return text[slice(*found.span(group))] if found[group] else ""


def _reporters(text: str, seen: str, start: int) -> tuple[str, ...]:
    """The reporters behind a dateline that ends at `start`; 题：… may stand between."""
    if about := _ABOUT.match(seen, start):
        start = about.end()
    found = _REPORTERS.match(seen[start : start + 90])
    return names(_slice(text[start:], found, found.lastgroup)) if found else ()


def sight_same(text: str) -> str:
    """`sight`, but as long as the text: a position in one is a position in the other."""
    seen = sight(text)
    return seen if len(seen) == len(text) else text


_SIGNED = rf"(?:(?:执笔|参[与加]采写|采写|撰文|撰稿|整理|编译|文/?图?)[人者]?[ ：:/]+)?(?:本报|本台|新华社|记者|通讯员|实习生|综合)*[ 　]?{_H}(?: ?{_H}){{1,11}}(?:[ 、，]+{_H}(?: ?{_H}){{1,3}}){{0,5}}(?:参[与加]采写|采写|整理|报道|采访整理|文/图)?"
_RUN_IN = re.compile(rf"[（(〔【](?P<who>{_SIGNED})[)）〕】]$")
_BARE = re.compile(rf"[。！？”…][ 　]*(?P<who>(?:本报|新华社|{_H}{{2,4}}报)?(?:见习|特约|实习|全媒体)?(?:记者|通讯员)[ 　]?{_H}{{2,4}}(?:[ 、]+(?:(?:记者|通讯员|实习生) ?)?{_H}{{2,4}}){{0,4}})$")
"""Reporters run in at the end without brackets: …到场。 本报记者 林小满."""
_TAKEN = re.compile("(?:摄影?|插图)$")
"""Who took the picture is no writer: （本报记者 林小满摄）."""


def closing_names(paragraphs: Sequence[str], known: bool) -> tuple[str, ...]:
    """Writers named in brackets at the end of the text: （范小俊）, （林小满参与采写）.

    `known`: the article names its writers elsewhere; then a bare name in brackets is not taken for one.
    """
    found: list[str] = []
    for text in paragraphs[-3:]:
        seen = sight(re.sub(r"[（(][下上]?转[^（）]*[）)]$", "", text))
        match = _RUN_IN.search(seen)
        if not match:
            bare = _BARE.search(seen)
            signed = names(bare["who"]) if bare and not known else ()
            found += [printed(text, name) for name in signed if all(_may_sign(each, told=False) for each in signed)]
            continue
        who = match["who"]
        if _TAKEN.search(who):
            continue
        worked, told = re.search("采写|报道|整理|执笔|撰|有贡献", who), re.search("记者|通讯员|实习生|^文/?图?[ ：/]|编译|辑译", who)
        apart = _apart(who)
        if worked or (not known and told):
            signed = [name for name in names(who) if worked or name in apart or not _word(name)]  # （记者手记）
        elif not known and match.start() and _sign(who):
            signed = [name for name in names(who) if name != _whereabouts(who)]
        elif not known and _placed(who):
            signed = [name for name in names(who) if _surely_a_name(name)]
        else:
            signed = []
        found += [printed(text, name) for name in signed]
    return tuple(found)


def _placed(who: str) -> bool:
    """Whether a place or an office and a name stand in brackets: 昌邑 丛日东, 某师范学院 聂 风, 读者 余大年."""
    *places, name = closed(who).split() or [""]
    return bool(places) and _surely_a_name(name)


def _surely_a_name(name: str) -> bool:
    return name[:1] in SURNAMES and 2 <= len(name) <= 3 and nameness(name) > 0


def _sign(who: str) -> bool:
    """Whether what stands in brackets are names: alone, spread, or behind an office or a place (区法院 童正)."""
    parts, behind = closed(who.replace("、", " ")).split(), _whereabouts(who)
    told = set(parts) if _OFFICE.search(behind) else set(parts) - set(re.split("[ 、]", who))
    return all(_may_sign(part, part in told) for part in parts if part != behind)


def _whereabouts(who: str) -> str:
    """The office or place that stands in brackets before a name, "" for none."""
    first, *more = closed(who.replace("、", " ")).split()
    return first if more and (_OFFICE.search(first) or _place(first)) else ""


_LIKE, _UNLIKE = 2.0, -4.5
"""A word of the dictionary that signs reads so much like a name (`nameness`, log odds): 夏天, but not 高兴, 连载; one
that is tagged as a name does not read less like one than this: 全文完."""


_UNIT_OR_PLACE = re.compile("[万余][元吨人亩户册份套家股次辆台]|左[图右起一二三四五六]")
"""What begins with a surname in brackets and is none: （万元）, （左图）."""


def _may_sign(part: str, told: bool) -> bool:
    """Whether a word in brackets may be a name. `told`: something says so; else it is no place and no other word."""
    if part[0] not in SURNAMES or not 2 <= len(part) <= 4 or _OFFICE.search(part) or _UNIT_OR_PLACE.fullmatch(part):
        return False
    if told:
        return True
    if _place(part) or len(part) > 3 + (part[:2] in COMPOUND):
        return False
    tag = part_of_speech(part)
    return not tag or nameness(part) > (_UNLIKE if tag.startswith("nr") else _LIKE)


def _place(word: str) -> bool:
    """Whether the dictionary has the word as a place, alone, with what it is called or behind its province: 石台(县),
    于上海, 陕西咸阳."""
    word = word.removeprefix("于") if len(word) > 2 else word
    word = _PROVINCE.sub("", word)
    return any(part_of_speech(word + kind).startswith("ns") for kind in ("", "市", "县", "区"))


_PROVINCE = re.compile(rf"^(?:{PROVINCES})省?(?={_H}{{2,4}}$)")


_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def number(text: str) -> int:
    """A number below 200 in digits or Chinese numerals, or a year's digits; 0 where it is none (十版, 二十x)."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if found := _COUNTED.fullmatch(text):
        hundred, tens, ones = (group or "" for group in found.groups())
        return 100 * bool(hundred) + 10 * (_DIGITS.get(tens[0], 1) if tens else 0) + _DIGITS.get(ones, 0)
    value = 0
    for char in text:
        if char not in _DIGITS:
            return 0
        value = value * 10 + _DIGITS[char]
    return value


_COUNTED = re.compile("(一百零?)?([一二三四五六七八九]?十)?([一二三四五六七八九])?(?<=.)")
"""一百一十二, 二十三, 十."""


def day_after(datelines: Sequence[str], date: str) -> str:
    """The day after the latest of the datelines, ISO; they print no year, which is taken from near `date` (ISO)."""
    try:
        given = Date.fromisoformat(date)
    except ValueError:
        return ""
    days = []
    for line in datelines:
        found = re.search(rf"({_NUM}{{1,3}})月({_NUM}{{1,3}})[日曰]", sight(line))
        if not found:
            continue
        for year in (given.year - 1, given.year, given.year + 1):
            try:
                days.append(Date(year, number(found[1]), number(found[2])))
            except ValueError:
                continue
    near = [day for day in days if abs((day - given).days) <= 180]
    return (max(near) + timedelta(days=1)).isoformat() if near else ""
