"""The writers that a byline names."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Sequence

from builder.lexicon import part_of_speech
from builder.parse.looks import COMPOUND
from builder.parse.people import OFFICE, SURNAMES, TRADE, glued, is_place, is_word, surely_a_name, tibetan, two
from builder.parse.rules import PROVINCES
from builder.parse.sight import HAN, printed, sight
from builder.parse.statistics import nameness

_H = f"[{HAN}]"
_ROLES = ["记者", "通讯员", "评论员", "特约评论员", "编辑", "摄影", "撰稿", "撰文", "采写", "整理", "记录", "解答", "报道", "综合", "执笔", "口述", "编译", "翻译", "作者", "文图", "图文", "文并摄", "文并图", "摄影报道", "特派", "特约", "见习", "实习", "实习生", "实习记者", "首席", "本报", "本刊", "新华社", "编者", "记者组", "采访组", "采访", "主持", "主持人", "主答", "配诗", "诗", "评论部", "编辑部", "编辑组", "插图", "制图", "题图", "供图", "提供", "参与", "参与采写", "报社", "学生", "教授", "作家", "校对", "责编", "专电", "电", "讯", "文", "图", "摄", "撰写", "主笔", "专稿", "特稿", "特写", "专访", "辑", "译", "整理报道", "综合报道"]
_ROLE = re.compile(
    rf"(?:(?:本报|本刊|本台|新华社|中新社|人民网|新华网|央视网|《[^》]{{2,12}}》|{_H}{{0,8}}(?:日报|晚报|早报|晨报|时报|商报)|{_H}{{2,8}}(?:报|网|社|台)|{_H}{{1,9}}[厂社队校院司站所局店场矿](?=通讯员))?"
    r"(?:驻[^ ，。]{1,8}|特派|特约|见习|实习|首席|资深|赴[^ ，。]{1,8})*(?:记者|通讯员|报道员|评论员|特派员|特约撰稿人?|实习生|撰稿人?|撰文|采写|编译|执笔人?|口述[者人]?|整理|作者|(?:翻译|译者|采访|(?:电话)?记录)[者人]?(?=[ ：/])|文字|文/图|图/文|图文|文图|文(?=[/：])|(?:责任|文字|每经)?编辑|(?:缩写|改写|讲述|解答|主讲|主持|对话|嘉宾)[者人]?(?=：)|(?<![^ ])作?[诗词曲](?=[：/])))"
    r"[ 　：:/丨|]*")
_ASIDE = re.compile(r"(?<=[^（ ])（(?:[^（）]|（[^（）]*）){2,24}）(?=、| *(?:本报|记者|通讯员|整理|采写|执笔|记录)|$)|（(?:口述|代笔|化名|笔名|整理|记录|执笔|文|图)）")
"""What brackets say of a writer: （高雄市，退休教师）, （口述）, （青石桥小学五（3）班）."""
_OTHERS = re.compile(r"(?<=[^ ])等(?:[0-9一二三四五六七八九十几]{1,3}[人名位])?(?=[）〕】]?$)")
"""Those who are not named: 张 强等九人."""
_LATIN = re.compile(r"[A-Z][a-z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2}")
"""A name in Latin letters alone."""
_WHOSE = re.compile(r"^[（〔【][^（）〔〕【】 ]{1,8}[）〕】](?=[^ ])")
"""What brackets say before a name: （宋）杨万里, 〔巴西〕塞·莫拉."""
_POLITE = re.compile(rf"(?<=^{_H}{{2}})(?:辅导员|同志|大夫|医生|律师|教授|先生|女士)$|(?<=^{_H}{{3}})(?:辅导员|同志|大夫|医生|医师|律师|教授|老师|先生|女士|小姐)$")
"""How a writer is called, behind the name: 宋志英輔導員, 甘律师."""
_ADDRESSED = re.compile("(?:先生|女士|小姐|阿姨|大[爷妈叔婶]|师傅)$")
"""How a reader is called who is not named in full; the word before says where from: 杨浦 顾先生."""
_SETTLEMENT = re.compile(rf"{_H}{{2,8}}[县区乡镇村]")


def _unless_a_name(found: re.Match[str]) -> str:
    """Nothing, but a word before 报道 that is a name and no place stays: 记者 高翔 滨海报道, 记者 高翔 李明报道."""
    words = (found[1] or "").split("、")
    return f" {found[1]}" if all(word and not _whence(word, told=True) and word[0] in SURNAMES for word in words) else ""


def before_place(run: str) -> str:
    """The name that stands before a place without space between: 林小滿台北, 張偉舊金山; two names stay (王鑫李文)."""
    sizes = [size for size in (2, 3, 4) if len(run) > size + 1 and is_place(run[size:])] or [2 if len(run) == 4 else 3]
    return run if two(run) else run[: sizes[0]]


NO_WRITERS = (  # in this order: what is read instead, then the forms of what names no writer
    # an agency's photo, and a dateline that stands alone
    ("",
     (r"^(?:新华社|中新社|中央社)发?$", "新华社发"),
     (rf"^(?![{''.join(sorted(SURNAMES))}]){_H}{{2,5}}讯$", "屏東訊")),
    # how a letter or a notice of a family closes, behind the names
    ("",
     (rf"(?<={_H})(?: +(?:率[^ ]{{1,4}}|(?:泣血)?稽颡|同?泣[启告叩]|叩[谢启首]?|[谨敬拜同仝]+[启上识具呈]|鞠躬|顿首))+$", "孝男　馮小康　馮小祥　泣告"),
     (rf"(?<={_H}{{2}})(?:同?泣[启告叩]|叩[谢首]|鞠躬|顿首)$", "孤子吳小駒、小驥泣啓"),
     (rf"(?<=^(?!记者|作者){_H}{{3}})[谨敬拜]?[启上]$", "陸小棟啓"),
     (rf"(?<= {_H}{{3}})[启上]$", "讀者　江大同上")),
    # words and music, each with its maker's name before it
    (r"\1、\2", (rf"^({_H}(?: ?{_H}){{1,2}}) ?[词诗] +({_H}(?: ?{_H}){{1,2}}) ?曲$", "柯小军词　钟小玲曲")),
    # how old the writer is, and what
    ("", (r"(?<= )[0-9]{1,3}岁(?: [^ ]{2,8})?$", "讲述：阿芬 31岁 会计")),
    # whoever teaches the writer
    ("", (r"(?:^|(?<=[ （]))(?:指导|辅导)(?:老师|教师|教练)[ ：:/]*[^）]*", "指导老师　汤小珍")),
    # what the names have done together
    ("", (r"^本[版组](?:稿件|文字|图文|图片)?(?:均?由)?", "本组稿件采写 本报记者 王小鑫")),
    # a name and a place without space between
    (lambda found: before_place(found[1]),
     (rf"(?:(?<=记者)|(?<=特派员))(?!{_H}{{1,5}}(?:记者|通讯员))({_H}{{4,8}}?|{_H}{{3}}(?=[0-9一二三四五六七八九十廿卅]{{1,3}}日))(?:[0-9一二三四五六七八九十廿卅]{{1,3}}日)?(?:报[道导]|[电讯])$", "記者田小誠臺北報導")),
    # where a writer writes from, or from what book
    (_unless_a_name,
     (rf"(?<!记者)/(?:[{HAN}、]{{2,10}}(?:报[道导]|专访|特写|摄影)|(?:综合|编译)?外电)$", "記者葉小君／鹿港報導"),
     (rf"(?<={_H})(?<!记者)(?<!通讯员) (?!记者|通讯员)({_H}{{2,6}}(?:、{_H}{{2,6}})*) ?报[道导]$", "本报记者 王小鑫 上海、北京报道"),
     (rf"(?<={_H})(?<!记者)(?<!通讯员) {_H}{{2,4}}电$", "特派记者　林小满　王鑫　青川电"),
     (r" 发自.*$", "特派记者 郑小棠 发自银川、广州"),
     (r"(?:摘自|选自|译自|编译自).*$", "林小满摘自《山野往事》")),
    # a photographer behind the writers
    (" ",
     (rf"(?:(?:本报)?(?:记者|通讯员) ?)?{_H}(?: ?{_H}){{1,2}}(?<!文)/(?:图|摄|摄影)(?= |$)", "钟　小／文　通讯员　韦　小／图"),
     (rf"(?<={_H}) 文 +{_H}(?: ?{_H}){{1,2}} +(?:图|摄)$", "记者 王小鑫 文 李文小 图"),
     (rf"(?<={_H}{{2}})文[ 、]+{_H}{{2,3}}图$", "王小鑫文 李文小图"),
     (rf"(?<={_H}{{2}})文、{_H}{{2,3}}摄$", "林小满文、李小娜摄"),
     (rf"(?<={_H}{{3}})文 +{_H}{{2,3}}摄$", "林小满文 李小娜摄"),
     (rf"(?<={_H} )(?:本报)?摄影记者 ?{_H}(?: ?{_H}){{1,2}}(?= |$)", "青溪报记者 王小鑫 摄影记者 李文小"),
     (rf"(?<=[ 、])(?:摄影(?!报|记者){_H}{{2,3}}|{_H}{{2,3}}摄影?)$", "记者王小鑫 摄影李文小"),
     (rf"(?<=[著文])[ ■□/]+{_H}(?: ?{_H}){{1,2}} ?(?:图|插图|配图)$", "罗　小　著　万　木　插图"),
     (rf"(?<= 报道) +{_H}(?: ?{_H}){{1,2}} +摄影$", "李小得 报道 符小中 摄影")),
    (" ", (r"(?<!图)/文(?= |$)", "钟小丽／文")),
    # what a writer did, behind the name
    ("",
     (rf"(?<={_H}{{2}}) (?:译|辑|作|著|绘|书|图|文)$", "林小满 著"),
     (rf"(?<={_H} {_H}) (?:译|辑|著|绘)$", "季　平　著"),
     (rf"(?:(?<=^{_H}{{3}})|(?<= {_H}{{3}}))(?:评注|记录|记录整理|注释|校注|校订)$", "国家级裁判　董小强评注"),
     (rf"(?<=^{_H}{{2}})记录(?:整理)?$", "刘小记录整理"),
     (rf"(?<=^{_H} {_H})(?:译|辑|作|著|绘|书|配图)$", "南 生译"),
     (rf"(?<= {_H} {_H})(?:译|辑|作|著|绘|书)$", "〔阿拉伯民间故事〕 南 生译"),
     (rf"(?<={_H})(?:搜集整理|采访整理|搜集|编译|编写|改编|摘编|辑录|配诗|主答|口述|整理)$", "于　津搜集整理"),
     (rf"(?<={_H} {_H}) 辑译$", "以上七则 晓 舟 辑译"),
     (rf"(?:(?<= {_H}{{3}})|(?<= {_H} {_H}{{2}})|(?<={_H} {_H} {_H}))问$", "青溪一中　林　小　满问"),
     (rf"(?<= {_H}{{3}})供稿$", "双城　林小国供稿"),
     (r" ?对[本此]文[亦也]?有贡献$", "实习生　陆 晓 彤 对本文亦有贡献")),
    # an author and a translator, each told behind the name
    ("",
     (rf"(?<={_H}{{2}})著(?= )", "查·狄更斯著　林小满译"),
     (rf"(?<= {_H}{{3}})译$", "查·狄更斯著　林小满译")),
    # who reads the proofs
    ("", (r"(?<= )(?:校对|版式|排版)[ ：/]+[^ ]+(?: [^ ])?$", "编辑 林小满 校对 王小鑫")),
    # what is told at the head, and is a role: behind it stand names
    ("记者",
     (r"^(?:文[/、与和 ]?图|图[/、与和 ]?文|原著(?=[ ：/])|综合报道(?=：)|摄影/(?:撰文|文字|文)|(?:撰文|文字)/(?:摄影|图片)|报[道导])(?=[ 　：/])", "图/文 王小鑫"),
     (r"^文(?= .+ 图 )", "文 王小鑫 图 李文小")),
    # a photographer behind his role
    ("",
     (r"(?:(?:摄影|图片|供图|制图|插图|漫画|画|绘|摄)[ 　]*[：:/]|(?:^|(?<=[ 　/]))(?:图|摄影|插图|配图|视频|摄像|航拍)[ 　/／：:]).*?(?=[ 　](?:文|撰文|文字|诗)[/／：:]|$)", "撰稿：林小满 摄影：周大海")),
    # the work at the end
    ("",
     (r"(?<=[ 　、])(?:文/?图|图/?文|文并[摄图]|摄影报道|报道)$", "王小鑫 文并图"),
     (rf"(?<={_H}{{2}}[ 　])文$", "王小鑫 文"),
     (r"(?:文/图|图/文|/?文并[摄图]|摄影报道|参[与加]采写|采访整理|采写|整理|综合报道|报道)$", "林小宇参与采写")),
    # whom a reporter works for, before the role
    ("",
     (rf"(?<![^ ：/]){_H}{{2,8}}[报网台] (?=(?:见习|实习|首席|特约)?(?:记者|通讯员))", "华商报 记者 王小鑫"),
     (rf"(?:(?<![^ ：、])(?:{_H}{{2,8}}·|{_H}{{1,8}}[报网社台]/){_H}{{1,8}}?|(?:^|(?<=[：/]))(?:(?!记者|通讯员|评论员|特派员){_H}){{1,8}}?)(?=(?:记者|通讯员|评论员|特派员)(?:[ ：]|{_H}|$))", "青溪日报·青溪在线记者 王小鑫"),
     (rf"^{_H}{{1,4}}(?=(?:作者|主讲人?|主持人?|撰稿人?)[ ：])", "科普作者 雁 　鸿")),
)
_NO_WRITERS = [(re.compile("|".join(pattern for pattern, _ in forms)), instead) for instead, *forms in NO_WRITERS]


def names(text: str) -> tuple[str, ...]:
    """The writers that a byline names: role words, offices and photographers are not among them.

    A name may be printed spread, its characters apart (`_spread`).
    """
    seen = _OTHERS.sub("", _WHOSE.sub("", re.sub(r" *[/|丨] *", "/", sight(text))))
    marked = seen[:1] in "□■◎⊙◆◇"
    if _LATIN.fullmatch(seen):
        return (printed(text, seen),)
    seen = _ASIDE.sub(" ", seen.strip("□■▲●◎⊙◆◇—·. ")).strip("（）〔〕【】□■▲●◎⊙◆◇—·. ")
    for no_writer, instead in _NO_WRITERS:
        seen = no_writer.sub(instead, seen).rstrip()
    found: list[str] = []
    groups = _ROLE.sub("\n", seen).split("\n")
    for at, group in enumerate(groups):
        found += [name for name in _of_group(group, told=at > 0) if name not in found]
    apart = set(printed_apart(seen))
    marked = marked and seen in found
    return tuple(printed(text, name) for name in found if marked or len(groups) > 1 or name in apart or not is_word(name))


def printed_apart(seen: str) -> list[str]:
    """Words of two characters that are printed apart, as names are (大 海, 樵 夫), and a known name of three."""
    pairs = re.findall(rf"(?:^|(?<=[ 、])){_H} {_H}(?=[ 、]|$)", re.sub(" +", " ", seen))
    found = [pair.replace(" ", "") for pair in pairs]
    whole = seen.replace(" ", "")
    if re.fullmatch(rf"{_H}(?: +{_H}){{2}}", seen) and part_of_speech(whole).startswith("nr"):
        found.append(whole)
    return [name for name in found if name not in _ROLES]


_BETWEEN = re.compile(rf"[ 　、，；/]+|(?<=[^ ])和(?=[^ ]{{2,3}}$)|(?<= )和(?=[{''.join(sorted(SURNAMES))}][^ ]{{1,2}}$)")
"""What stands between names; 和 is a surname too: 记者 和建军."""


def _of_group(group: str, told: bool) -> list[str]:
    if told and _LATIN.fullmatch(group.strip()):
        return [group.strip()]
    found: list[str] = []
    spread = ""
    if (placed := _PLACED.fullmatch(group.strip())) and surely_a_name(placed[1]):
        return [placed[1]]
    words = [part.strip("（）()：") for part in _BETWEEN.split(group.strip())]
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
        while found and len(parts) > 1 and found[0] in parts[:-1] and (_whence(found[0], told) or (not told and _from(found))):
            found = found[1:]
        if len(found) == 2 == len(found[0]) and not told and [bool(_ADDRESSED.search(name)) for name in found] == [False, True]:
            found = found[1:]
    return [name for name in found if name not in parts[:-1] or not _UNIT.search(name)]


_PLACED = re.compile(rf"{_H}{{2,5}}[县市镇乡]({_H}{{2,3}})")
"""青溪县林小满."""


def _half_spread(words: Sequence[str]) -> list[str]:
    """The words, a name whose surname alone stands apart closed: 邓 子凡, 何 师傅, 上官 明 哲."""
    found: list[str] = []
    singles = 0
    for at, word in enumerate(words):
        last = found[-1] if found else ""
        singles = singles + 1 if len(last) == 1 else 0
        alone = singles % 2 == 1 and last in SURNAMES  # 覃 behind 甘 露: 甘 露 覃 凌峰
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


_SPOT = re.compile(rf"{_H}县$|{_H}{{2}}[县市镇乡街巷弄坊店屯埠坝湾寨堡洼矿]$|{_H}{{2}}[一二三四五六七八九十]{{1,2}}[中小]$")
"""完县, 黄土店, 唐山一中."""
_STREET = re.compile(rf"{_H}{{2}}[路里村庄桥角]$")
"""What a name may end in too: 光孝路, but 林晓路."""
_FAMILIAR = re.compile(rf"[老小阿]{_H}|{_H}(?:太|太太|师奶|伯|叔|婆婆|阿姨|医生)")
"""Who signs by half a name; the word before is no second writer."""


def _from(found: Sequence[str]) -> bool:
    """Whether the first of two words, with no role before them, says where the writer is who is the second, though it may
    read like a name: 武威 藜麦, 牛池灣 陳太, 屋崙 馮耆."""
    word, *rest = (each for each in found if each == found[0] or not TRADE.search(each))
    if _SPOT.search(word) or (_STREET.search(word) and not surely_a_name(word)):
        return True
    if len(rest) != 1 or "·" in word or tibetan(word) or _FAMILIAR.fullmatch(word):
        return False
    if is_place(word) or (_FAMILIAR.fullmatch(rest[0]) and not surely_a_name(word)):
        return True
    least = _NO_PEN_NAME[word[0] in SURNAMES]
    return len(word) == 2 and not part_of_speech(word) and nameness(word) < least


_NO_PEN_NAME = -1.4, -3.0
"""A word of two characters, without a surname or with one, that reads less like a name than this (`nameness`, log odds) is
none where one name follows: 横州 (-1.6), 云纺 (-3.2)."""


def _whence(word: str, told: bool) -> bool:
    """Whether a word before a name says where somebody lives or works (武汉, 战士, 隧道工), and is no name itself.

    `told`: a role stands before it, and names follow roles.
    """
    if TRADE.search(word):
        return True
    tag = part_of_speech(word)
    if tag.startswith(("nr", "ns")):
        return tag.startswith("ns")
    odd = "·" not in word and not tibetan(word) and (nameness(word) < _ODD or word[-1] in "工厂矿馆社站所队校专院局系级连营排班科处段团")
    if tag:
        return odd and (tag.startswith("n") or word[0] not in SURNAMES)
    return odd and not told and len(word) > 2 and (len(word) == 4 or word[0] not in SURNAMES)


def _spread(chars: str) -> list[str]:
    """Names whose characters stand apart: of two each (王 鑫 李 娜), unless in threes more begin with a surname
    (方 全 海 赵 老 四)."""
    if tibetan(chars):
        return [chars]
    best = {len(chars): (_NONE, [])}  # where the rest begins → how little names the names in it are, and these
    for at in range(len(chars) - 2, -1, -1):
        rests = [(size, *best[at + size]) for size in (2, 3) if at + size in best]
        cuts = [(_unlike_names(chars[at : at + size], cost), [chars[at : at + size], *rest]) for size, cost, rest in rests]
        best[at] = min(cuts or [(_unlike_names(chars[at:], _NONE), [chars[at:]])], key=lambda cut: cut[0])
    return best[0][1] if len(chars) > 1 else []


_NONE = (0, 0, 0.0)


def _unlike_names(name: str, cost: tuple[int, int, float]) -> tuple[int, int, float]:
    """How little names a name and those behind it are: without surnames, then few, then unlike names."""
    return cost[0] + (name[0] not in SURNAMES), cost[1] - 1, cost[2] - nameness(name)


_PLACES = (*PROVINCES.split("|"), "今日", "本市", "我市", "我省")
"""A word that begins so is a place, no name."""


_NOBODY = re.compile(
    r"^(?:[一几]|十.)[个位名群]|^一(?:读者|群众|社员|家长|市民|学生|居民|街坊|公民|工人|女工|职工|农民|战士|教师|教员|厂长|司机|乘客|顾客|用户|母亲|父亲)$|^[一二三四五六七八九十]+岁$"
    r"|^(?:第?[一二三四五六七八九十]{1,3}[连营排班团旅组段队])+$|^某[连营团部]$|^[初高大][一二三四]$|^[一二三四五六七八九十正冬腊]{1,2}月(?:初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3}日?)$|^第[一二三四五六七八九十百〇]{1,4}[回章节集续]$|^(?:续昨|未完待续|待续|续完)$")
"""一个家长, 一读者, 十歲; 六連二排, 高二; 四月十日, 第十七回."""


def _is_an_office(part: str) -> bool:
    """Whether a word of three or four characters is an office and no name: 卫生队, 宣传部, 青溪水站, but 林学文."""
    if not OFFICE.search(part):
        return False
    if len(part) == 4:
        return part[:2] not in COMPOUND
    tag = part_of_speech(part)
    return len(part) == 3 and bool(tag) and (tag[:2] != "nr" or nameness(part) < _ODD)


def _parted(part: str) -> list[str]:
    """Names out of one word: one, or several that are printed without space."""
    if "·" in part:
        return [part] if re.fullmatch(rf"[{HAN}A-Z.·]{{2,24}}[{HAN}]", part) else []
    if not re.fullmatch(rf"{_H}+", part) or (len(part) > 2 and part.startswith(_PLACES)) or _NOBODY.search(part):
        return []
    if TRADE.match(part) or _is_an_office(part):
        return []
    if 2 <= len(part) <= 4 and (part[0] in SURNAMES or not OFFICE.search(part) or len(part) == 2):
        return [part]
    if not _SPOT.search(part) and (several := glued(part)) and (surely_a_name(several[-1]) or not OFFICE.search(part)):
        return several
    if 5 <= len(part) <= 6 and not _SPOT.search(part) and not _STREET.search(part):
        for cut in (3, 2):
            halves = [part[:cut], part[cut:]]
            whole = OFFICE.search(part) and not all(map(surely_a_name, halves))  # 黎民福利厂, 龙眼里居民
            whole = whole or min(map(nameness, halves)) < _ODD  # 巴音那木尔
            if part[0] in SURNAMES and part[cut] in SURNAMES and 2 <= len(part) - cut <= 3 and not whole:
                return halves
    return [part] if len(part) == 5 and _FROM_AFAR.search(part) else []


_FROM_AFAR = re.compile("(?:木尔|高娃|巴特尔|图雅|格日勒|其其格|那生|布和|古丽|买提|阿吉|克孜|吉木|卓玛)$")
"""巴音那木尔, 热依拉古丽."""
