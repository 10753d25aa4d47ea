"""The page's own words (报眉, 报脚): newspaper, date, page, section, editors."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Date

from builder.lexicon import part_of_speech
from builder.model import Line
from builder.parse.bylines import names
from builder.parse.looks import COMPOUND
from builder.parse.numerals import number, page_number
from builder.parse.people import SURNAMES, tibetan, two
from builder.parse.rules import PAPERS, SECTION
from builder.parse.sight import HAN, printed, sight

_NUM = "[0-9一二三四五六七八九十廿卅〇○零]"
_LETTERS = "(?:(?!AM|CN|FM|NO|QQ|TV|VS)[A-Z]{2}|[A-Z]?)"
"""The letters before a page's number: A05, GA12."""
_DATE = re.compile(rf"({_NUM}{{4}}) ?[年.\-/] ?({_NUM}{{1,3}}) ?[月.\-/] ?({_NUM}{{1,3}}) ?日?")
_PAGE = re.compile(
    rf"第 ?({_LETTERS}{_NUM}{{1,3}}) ?[版页]|(?<![0-9A-Z—{HAN}])(?<!共 )(?<!今[日天] )({_LETTERS}[0-9]{{1,3}}) ?版|^({_LETTERS}[0-9]{{1,2}})(?=[ ：])|^({_LETTERS}[0-9]{{1,2}})$|(?<!第)(?<!代号)[ ：·]({_LETTERS}[0-9]{{1,2}})(?=$| (?!版))|^— ?([0-9]{{1,2}}) ?—$"
    rf"|(?:^| )([一二三四五六七八九十]{{1,2}})(?:[、至][一二三四五六七八九十]{{1,2}})?版(?=$| )|(?:^| )版 ?([0-9]{{1,2}})(?=$| )|(?:^| )页 ?([0-9一二三四五六七八九十]{{1,2}})(?=$| )|(?<!代号)(?:^| )第?({_LETTERS}[0-9]{{1,2}}) ?[-—/、] ?{_LETTERS}[0-9]{{1,2}}版?(?=$| )"
)
_ALONE = re.compile(r"[（〔·—]? ?([0-9一二三四五六七八九十]{1,2}) ?[）〕·—]?版?")
_ALONE_BEHIND = re.compile(r"^ *（([0-9一二三四五六七八九十]{1,2})）$")
"""A page's number in brackets that stands between the paper and the date: 申報 (九) 民國二十四年六月十八日."""
_MONTH = re.compile(rf"(?:^| ){_NUM}{{4}} ?年 ?{_NUM}{{1,3}} ?月$")
_DAY = re.compile(rf"{_NUM}{{1,3}} ?日?")
_YEAR = re.compile(rf"(?:^| ){_NUM}{{4}} ?年$")
_MONTH_AND_DAY = re.compile(rf"{_NUM}{{1,3}} ?月 ?(?:{_NUM}{{1,3}} ?日)?")
_EDITS_ALONE = re.compile("(?:本版|本期)?(?:责任编辑|责编|编辑|主编)[：/]?")
_NO_SECTION = re.compile(
    "^(?:农历|西历|公历|夏历|天气|联系|电子|热线|总编室|注意保存|请勿外传|毛主席语录|最高指示)|今日天气|天气预报|编辑$|[室部社会台]编$|^今[日曰晚夜天](?:$|[到至]|.*[版张]半?$)|^本[版报刊期日]|^共.{1,2}[版张]$|印数|代[订售]$|^编辑[组部室]|^社址|定价|[一二三四五六七八九十百千][元角分毫]$|赠[阅送]|地区$|^供.+[用阅读]$|^阅后|^不得|^交换$|^非卖品$|^社长(?!信箱)|^投稿|请寄$|^免[费收]|[三五]日刊$|导读$|^[三双半]?[日周旬月][日月]?刊$|^[院校]刊$|^[农工]业学大|到底$|(?<!脚)印$|[承协合]办$|^邮局|^战地$|供参考|^第.张$|节$|^版位$|^(?:[今明][日天])?(?:晴|多云|阴|小雨|雷阵雨|阵雨)[转间到]?|星[期朔]|"
    "^(?:今日)?(?:立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)(?:[前后].日)?$")
"""Other words that stand at the head of a page."""
_SECTION = re.compile(rf"(?:^|[ ：·0-9版]){SECTION}(?=$|[ 　·])")
_PAPER = re.compile(rf"(?:^|(?<=[ 《]))(?!本[报版]|[{HAN}]{{0,6}}供参考)([{HAN}]{{1,6}}{PAPERS}|(?:[{HAN}]{{1,4}}报)(?=$|》| （{_NUM}{{1,2}}）$)|参考消息|新华每日电讯|作家文摘|报刊文摘)(?=$|[ 》·：])")
_WORK = re.compile(
    r"(?:[一二三四五六七八九十]+版|本[版期]|见习|实习|值班(?!主编)|当班|夜班|首席|新闻|文字)?(?P<edits>(?:责任编辑|责编|美术编辑|美编|执行主编|执行编辑|主编|编辑)(?:/(?:版式|版面设计|组版|校对|设计|美编))?)?"
    r"(?(edits)|(?:(?:执行|副)?总编辑?|社长|值班(?:编委|主任|总编辑|总编|主编|律师)?|美术|版式设计|版式|版位设计|版位|组版|排版|校对|校检|校读|审读|一读|二读|统筹|策划|视觉设计|视觉|图编|版面设计|检校|责任校对|责校|编审|审核|执行|电邮|监制|制图|绘图|设计|摄影|题图|题花|题签|插图|电脑排版|照排|画版|(?:代理)?印刷|电话|(?:新闻|咨询)?热线(?=[：/])|邮箱|电子邮箱|投稿|E-?mail|信箱|传真|地址|邮编))"
    r"(?:人员)?[ ：/|丨]+"
)
"""What somebody does for the page, before the names; of interest are those who edit it."""
_REACHED = re.compile(
    r"（?[^ ：/（]*(?:电话|[热专]线|传真|邮[箱编]|电邮)[^ ]{0,4}[ ：/（]*[0-9A-Za-z×一二三四五六七八九〇][0-9A-Za-z×一二三四五六七八九〇）（@._\-—]+")
"""How the paper is reached: 广告热线 5860001; what such words say before is no section's name."""
_SPREAD_WORK = re.compile(
    rf"(?:(?<![{HAN}])|(?<=本版))(?:责 任 (?:编 辑|校 对)|责 编|编 辑|主 编|美 编|图 编|版 式|校 对|组 版|审 读|统 筹|策 划|视 觉|设 计|制 图)(?=[ ：/])")
"""What somebody does for the page, printed spread: 责 编：, 版　式：."""
_SPREAD_PAPER = re.compile(rf"(?:(?<= )|^)[{HAN}](?: [{HAN}]){{1,6}} 报(?= |·|$)")
"""A newspaper's name printed spread beside others: 星期四 陇 中 日 报."""
_GLUED = re.compile(rf"(?:(?<= )|^)([A-Z][0-9]{{1,2}}|[0-9]{{2}}(?={SECTION}$))([{HAN}]{{2,8}})$")
"""A page's number and its section: C2国际纵横, 05文化."""
_GLUED_BEHIND = re.compile(rf"(?:(?<= )|^)[{HAN}]{{2,8}}(?=[A-Z]{{1,2}}[0-9]{{1,2}}版?(?: |$))")
"""What stands before such a number without space: 国际A12."""
_BESIDE_NUMBER = re.compile(
    rf"(?:(?<=[0-9])|(?<=第{_NUM}版)|(?<=[0-9]版)|(?<=^[一二三四五六七八九十]版)) ?[·/|] ?(?=[{HAN}])|·(?=第?[0-9一二三四五六七八九十]{{1,2}}版(?:$| ))")
"""What stands between a page's number and its section: 6版/赛场, 城事·第四版."""
_CONTACT = re.compile("电话|热线|传真|邮编|地址")
_ANY_NAME = re.compile(f"[{HAN}]{{3,8}}")
"""What a newspaper is called that is not called 报 (都市晨讯)."""
_ANY_PAPER = re.compile(f"(?:^|(?<= ))(?!本报|今日)([{HAN}]{{2,10}}(?<!机关)(?<!预)报)(?=$| |·|（)")
"""A newspaper alone or beside the date or the page's number, whatever its name (战旗报, 某学院报)."""
_ANY_SECTION = re.compile(f"[{HAN}]{{2,8}}(?:特刊|专刊|专版|专页|副刊|周刊|特别报道)|[{HAN}]{{2,6}}(?:·[{HAN}]{{2,6}}){{0,2}}")
_PRINTS = re.compile("报$|社$|期$|号$|主办$|主管$|出版$|^农历|^零售|^本[报期]|^今日.*[版张]$|^明日|^今晚|^内部|交流$|发行$")
"""The last word of a line that says who prints the page, and when; no section."""
_NO_NAME = re.compile(rf"{SECTION}|公历|公元|西元|(?:每份|零售).+|第?[A-Z]?{_NUM}{{1,5}}[版页]?|页{_NUM}{{1,2}}|[^ ]*[0-9][^ ]*|[^{HAN}A-Za-z]+|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年(?:[正腊闰冬一二三四五六七八九十].*)?|(?:中华)?民国(?:{_NUM}+年.*)?")


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
    printed_ = _whole_dates(lines)
    said = [_said(line) for line in printed_]
    papers = [each.newspaper for each in said if each.newspaper]
    newspaper = _first(paper for paper in papers if sight(paper).endswith("报")) or _first(papers)
    published = any(_PUBLISHED.search(sight(line.text)) for line in printed_)
    newspaper = newspaper or _paper_of_any_name(said, published)
    names_ = [name for each in said for name in (*each.names, each.newspaper) if name not in (newspaper, "")]
    return Folio(
        newspaper,
        _first(each.date for each in said),
        _first(each.page for each in said) or _first(each.alone for each in said),
        _first(each.section for each in said if each.section != newspaper)
        or _first(map(_any_section, sorted(names_, key=lambda name: name.endswith("版")))),
        tuple(dict.fromkeys(name for each in said for name in each.editors)),
    )


def _any_section(name: str) -> str:
    """A name that may be a section's, "" for words that stand beside it."""
    seen = sight(name)
    return name if _ANY_SECTION.fullmatch(seen) and not _NO_SECTION.search(seen) and not _ALONE.fullmatch(seen) and not seen.endswith("报") else ""


def _whole_dates(lines: Iterable[Line]) -> list[Line]:
    """The lines, a date that is set on two or three (2008年2月 / 28 / 星期四, 2018年 / 10月26日) on one, and so an editor's
    work and name (责任编辑 / 林小满)."""
    found: list[Line] = []
    for line in lines:
        if found and _MONTH.search(sight(found[-1].text)) and _DAY.fullmatch(sight(line.text)):
            found[-1] = replace(found[-1], text=f"{found[-1].text}{line.text.strip().removesuffix('日')}日")
        elif found and _YEAR.search(sight(found[-1].text)) and _MONTH_AND_DAY.fullmatch(sight(line.text)):
            found[-1] = replace(found[-1], text=found[-1].text.rstrip() + line.text.strip())
        elif found and _EDITS_ALONE.fullmatch(sight(found[-1].text)) and _SHORT.fullmatch(sight(line.text)):
            found[-1] = replace(found[-1], text=f"{found[-1].text.rstrip()} {line.text.strip()}")
        else:
            found.append(line)
    return found


_SHORT = re.compile(f"[{HAN}]{{2,4}}(?: [{HAN}]{{2,4}}){{0,3}}")


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


@dataclass(frozen=True, slots=True)
class _Said(Folio):
    """What one line of furniture says."""

    names: tuple[str, ...] = ()
    """One name, or two beside a date, that may be a newspaper's or a section's, as printed."""
    alone: str = ""
    """A page's number that nothing says is one: 二版, （4）, ·3·."""


def _said(line: Line) -> _Said:
    seen = _mended(sight(line.text))
    seen = _OF_OTHERS.sub(" ", seen).strip()
    day = _DATE.search(seen)
    date = _iso(day) if day else ""
    bare = re.sub(r"[逢每]?(?:星 ?期|礼拜|周) ?[一二三四五六日天](?:出版)?", " ", _DATE.sub(" ", seen)).strip()
    people, bare = _parted(_SPREAD_WORK.sub(lambda found: found[0].replace(" ", ""), _REACHED.sub(" ", bare).strip()))
    people = [each for name in people for each in _one_or_two(name)]
    editors = tuple(printed(line.text, name) for name in people)
    bare = re.sub(r"(?<![^ ])[^ ]*(?:[0-9]{5,}|CN|刊号|@|www)[^ ]*", " ", bare)
    labelled = "：" in bare and not re.search(r"版[ ：]|^[A-Z]{0,2}[0-9]{1,2}：", bare)
    if labelled:
        return _Said(date=date, editors=editors)
    bare = re.sub(f"(?<=[{HAN}]) ?[★|] ?(?=[{HAN}])", "·", re.sub(" +", " ", bare))
    bare = re.sub(" ?· ?", "·", re.sub(" *[●■◆★※|] *", " ", bare)).strip(" ·")
    bare = _BESIDE_NUMBER.sub(" ", bare)
    if re.fullmatch(rf"[{HAN}](?:[ ·][{HAN}]{{1,2}}){{1,8}}", bare):  # 人 民 日 报
        bare = bare.replace(" ", "")
    bare = _SPREAD_PAPER.sub(lambda found: found[0].replace(" ", ""), bare)
    bare = _GLUED_BEHIND.sub(r"\g<0> ", bare)
    glued = _GLUED.search(bare)
    if glued:
        bare = _GLUED.sub(r"\1 \2", bare)
    at, where, alone = _PAGE.search(bare), _section(bare), _ALONE.fullmatch(bare)
    where = where or (glued[2] if glued else "")
    paper = _PAPER.search(bare) or ((day or at or " " not in bare) and _ANY_PAPER.search(bare)) or _ANY_PAPER.match(bare)
    if not (day or at or paper) and _REACHED.search(seen):
        return _Said(editors=editors)
    rest = bare.replace(paper[1], " ") if paper else bare
    alone = alone or (_ALONE_BEHIND.search(rest) if day and paper else None)
    rest = [word.strip("·") for word in _PAGE.sub(" ", rest).split()]
    rest = [word for word in rest if not _NO_NAME.fullmatch(word) and not _PRINTS.search(word)]
    return _Said(
        printed(line.text[::-1] if _PAPER_BACKWARDS.match(sight(line.text)) else line.text, paper[1]) if paper else "",
        date,
        page_number(next(filter(None, at.groups()))) if at else "",
        printed(line.text, where) if where else "",
        editors,
        tuple(printed(line.text, word) for word in rest if len(rest) == 1 or (day and len(rest) == 2)),
        page_number(alone[1]) if alone else "",
    )


_OF_OTHERS = re.compile(
    rf"(?<= )今[日天]天气：.*|(?:导读|要目|提要)[：/ ].*?(?=$|{_DATE.pattern}|(?:责任编辑|责编|编辑|主编)[ ：/|丨])")
"""What a line says of the weather and of other pages: 今日导读：3版 ..., but for the date and the editors behind it."""


def _one_or_two(name: str) -> list[str]:
    """The name, or the two that four characters are with a surname in the middle too: 王鑫李文; none for other words."""
    if len(name) != 4 or name[:2] in COMPOUND or "·" in name:
        return [name]
    if halves := two(name):
        return halves
    named = name[0] in SURNAMES and part_of_speech(name)[:2] in ("", "nr")
    return [name] if named or tibetan(name) else []  # 阿依古丽, 尼玛次仁, but not 版面制作


def _section(bare: str) -> str:
    """A section by its usual words, with what it is joined to: 社会·家庭, 副刊·芦苇荡."""
    for found in _SECTION.finditer(bare):
        word = found[0].strip(" ：·0123456789版")
        word = word if len(word) > 1 else found[0].strip(" ：·0123456789")  # 头版
        whole = next(token for token in re.split("[ ：0-9]+", bare) if word in token)
        if not _NO_SECTION.search(whole) and not bare[found.end() :].lstrip().startswith("："):
            joined = re.fullmatch(rf"[{HAN}]{{2,6}}(?:·[{HAN}]{{2,6}}){{1,2}}", whole) and not re.search(rf"报·|{PAPERS}(?:·|$)", whole)
            return whole if joined else word
    return ""


_PUBLISHED = re.compile("机关报|主办$|编印$|出版$")


def _paper_of_any_name(said: list[_Said], published: bool) -> str:
    """A newspaper that is not called 报: beside the date with a section (科技时讯 2005年6月24日 基础研究), or alone on
    the first line where the date stands below it, a section elsewhere, or who prints it (都市晨讯 / 2003年5月12日)."""
    for each in said:
        name = sight(each.names[0]) if each.date and len(each.names) == 2 else ""
        if _ANY_NAME.fullmatch(name) and not name.startswith("本"):
            return each.names[0]
    if not said or len(said[0].names) != 1 or said[0].date or said[0].page:
        return ""
    name, below = said[0].names[0], said[1:]
    if name.endswith("版") or "副刊" in sight(name) or _NO_SECTION.search(sight(name)):
        return ""
    told = published or any(each.date for each in below[:2]) or any(each.section or each.names for each in said[1:])
    return name if told and _ANY_NAME.fullmatch(sight(name)) else ""


def _parted(seen: str) -> tuple[list[str], str]:
    """The editors that a line names, and the line without everybody that it names."""
    starts = [found for found in _WORK.finditer(seen) if found.end() > found.start()]
    if not starts:
        return [], seen
    people, rest = [], [seen[: starts[0].start()]]
    for found, end in zip(starts, [*(later.start() for later in starts[1:]), len(seen)], strict=True):
        words = re.sub("（[^（）]*）?", " ", seen[found.end() : end]).split(" ")
        apart = [at > 0 and len(word) == len(words[at - 1]) == 1 for at, word in enumerate(words)]  # 柳 一 帆
        others = [word for word, part in zip(words, apart, strict=True) if not part and _NO_NAME.fullmatch(word)]
        if found["edits"]:
            people += names(" ".join(word for word, part in zip(words, apart, strict=True) if part or word not in others))
        rest += others if not _CONTACT.search(found[0]) else []
    return people, " ".join(filter(None, rest)).strip()


_BACKWARDS = re.compile(
    rf"[日曰]{_NUM}{{1,3}}月{_NUM}{{1,3}}年{_NUM}{{2,4}}(?:国民(?:华中)?)?|(?<!{_NUM})[版页]{_NUM}{{1,2}}第|[一二三四五六日]期星|^报[日晚早晨时商][{HAN}]{{1,6}}$")
"""What an old page has from right to left at its head: 日六月三年七十二國民華中 三期星 版三第."""
_PAPER_BACKWARDS = re.compile(rf"报[日晚早晨时商][{HAN}]{{1,6}}$")
"""報晚商僑."""
_REPUBLIC = re.compile(r"(?:(?:中华)?民国|(?:^|(?<= ))(?=[一二三四五六七八九]?[十廿卅]))([0-9一二三四五六七八九十廿卅〇○零]{1,3})年(?=[0-9一二三四五六七八九十廿卅]{1,3}月)")
"""A year since 1911; without 民國 where it stands alone with month and day."""
_DAY_FIRST = re.compile(r"(?<![0-9])([0-9]{1,2})[·./-]([0-9]{1,2})[·./-]((?:19|20)[0-9]{2})(?![0-9])")
"""29·7·1983."""


_MIXED_YEAR = re.compile("[一二][一二三四五六七八九〇○零0Oo]{3}(?=年)")
"""Chinese numerals with the zero of others: 二00五年, 二OO五年."""
_CIRCLED = re.compile("(?:^|(?<= )|(?<=第))[①-⑳](?=$| |版)")
"""A page's number: ③, ② 青溪报."""
_DOTTED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})·([0-9]{1,2})·([0-9]{1,2})(?![0-9])")
"""1988·9·24."""


def _mended(seen: str) -> str:
    """O and l between digits are digits here, 目 behind one is 日: OCR's usual confusions in a date. Every date of
    another order or era as one of ours, and a number in a circle as a number.
    """
    seen = _BACKWARDS.sub(lambda found: found[0][::-1].replace("曰", "日"), seen)
    seen = _DOTTED.sub(r"\1.\2.\3", seen)
    seen = _DAY_FIRST.sub(r"\3.\2.\1", seen)
    seen = re.sub(r"(?<=[0-9])[Oo]|[Oo](?=[0-9])", "0", seen)
    seen = _MIXED_YEAR.sub(lambda year: re.sub("[0Oo]", "〇", year[0]), seen)
    seen = _CIRCLED.sub(lambda found: str(ord(found[0]) - ord("①") + 1), seen)
    seen = re.sub(r"(?<=[0-9])l|l(?=[0-9月日版])", "1", seen)
    seen = _REPUBLIC.sub(lambda year: f"{1911 + number(year[1])}年", seen)
    seen = re.sub(rf"佛历({_NUM}{{4}})年", lambda year: f"{number(year[1]) - 543}年", seen)
    return re.sub(r"(?<=[0-9])( ?)目", r"\1日", seen)


def _iso(found: re.Match[str]) -> str:
    try:
        return Date(number(found[1]), number(found[2]), number(found[3])).isoformat()
    except ValueError:
        return ""


