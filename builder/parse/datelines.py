"""Where and when a report was filed (电头), at its head or its foot, and the reporters who are told there."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta

from builder.parse.bylines import before_place, names
from builder.parse.looks import COMPOUND
from builder.parse.numerals import number
from builder.parse.people import SURNAMES, is_place, may_sign, surely_a_name, tibetan
from builder.parse.rules import NEWS_HEADS
from builder.parse.sight import HAN, sight, sight_same

_H = f"[{HAN}]"
_NUM = "[0-9一二三四五六七八九十廿卅〇○]"
_DAY = rf"(?:(?:{_NUM}{{4}}年)?{_NUM}{{1,3}}月)?(?:{_NUM}{{1,3}}[日曰])"
"""曰 is what OCR often makes of 日."""
_PAPER = rf"(?:据|综合)?(?:外(?=电)|(?:{_H}{{2,4}}[报网]·)?{_H}{{2,5}}网(?={_H}{{0,12}}{_DAY}电)|[本木]报|本刊|本台|新华[社祉杜](?:客户端)?|中新社|中新网(?:客户端)?|中央社|塔斯社|路透社|法新社|美联社|合众社|合众国际社|共同社|电通社|国民社|国闻社|哈瓦斯社|德新社|埃菲社|安莎社|韩联社|人民网|央视网|央视新闻|央广网|中国青年报|{_H}{{2,5}}(?:日报|晚报|通讯社))"
_CITY = rf"(?:(?!记者|通讯员|获悉|评论员)(?:[{HAN}、·“”]|（[金布]）)){{0,18}}?"
_HEAD = re.compile(
    rf"^[▶●■◆▲△□◎○]?[ 　]*[【〔（]?(?P<line>本 ?报 ?讯|{_PAPER}(?:(?:综合|专)?讯|(?:(?!记者|获悉|[发登播载])[{HAN}、]){{0,8}}?(?:{_DAY})?消息(?=[】〕） （：])|综合{_CITY}(?:电|讯)|{_CITY}{_DAY}(?:上午|下午|晚|凌晨)?(?:体育|电视)?[专急]?(?:电|讯)|(?:(?!记者|获悉|的|了|是|对|在|从)[{HAN}、·]){{0,14}}(?:专电|电|讯)(?=[ （：【】〕）]|$|记者|通讯员|见习|特约|实习|本报|新华社)))[】〕）]?")
_REPORT = r"(?:报[导道]|专访)"
_MARK = "[▶●■◆▲△□◎○]?[ 　]*"
_FILED = re.compile(rf"^{_MARK}[〔（【](?:(?:本报|特派)*(?:记者)?(?P<who>[{HAN}、 ]{{2,24}})[/／](?P<line>[{HAN}、]{{2,12}}(?:{_REPORT}|{_DAY}[电讯]))|(?:本报|特派)*记者(?:(?P<on>[{HAN}、 ]{{2,24}})专题报[导道]|(?P<run>(?:{_H}{{2,4}}、){{0,3}}{_H}{{4,8}}?)(?:{_REPORT}|{_DAY}?[电讯])))[〕）】]"
                    rf"|^记者(?P<bare>{_H}{{2,4}})[/／](?P<place>[{HAN}、—-]{{2,10}}{_REPORT})(?=[ 　]|$)")
"""As papers of Taiwan and Hong Kong print it: 〔記者林小滿／台北報導〕, 【林小滿╱台北報導】, 【記者　林小滿專題報道】, 【本報記者林小滿屋崙報導】."""
_WIRED = re.compile(rf"^{_MARK}[〔（【](?P<line>{_PAPER}(?:特[约派])?记者{_H}{{4,8}}?{_DAY}[电讯])[〕）】]")
"""【中央社記者林小滿台北1日電】."""
_POSTED = rf"(?P<line>据?(?:本报|本社|新华社)(?:特[约派])?驻{_H}{{2,10}}?记者 ?(?P<who>{_H}{{2,4}}?(?:、{_H}{{2,4}}?){{0,2}})(?:{_DAY})?专?[电讯])"
_POSTED_HEAD = re.compile(rf"^{_MARK}(?:[〔（【]{_POSTED}[〕）】]|{_POSTED.replace('?P<', '?P<bare_')}(?=[ ：，]|$))")
_POSTED_FOOT = re.compile(rf"[〔（【]{_POSTED}[〕）】]$")
"""A correspondent where other datelines have the place: 据本报驻华盛顿记者吕小欣电."""
_TOWN = re.compile(rf"^(?:{_MARK}(?={_H}{{2,6}}讯)|[ 　]*)(?P<line>(?P<where>{_H}{{2,6}})(?:讯|消息))(?:：| +)(?=[^ ])")
"""A place that the dictionary has and 讯, without brackets: 蘭州訊 為開渠…, 平壤消息：…"""
_TOLD = re.compile(rf"^{_MARK}[〔（【](?P<line>(?P<where>[{HAN}0-9]{{2,14}}?)(?:(?:外电)?报[导道]|电话))[〕）】]")
"""【台北報導】, 【綜合倫敦十四日外電報導】, 【臺東電話】, （居鑾九日電話）."""
_WHO_SIGNS = rf"(?:特派|特约|驻[^，。 ]{{1,4}}|全媒体|融媒体?)?(?:记者|通讯员)[ 　]?{_H}{{2,8}}"
_SIGNED_HEAD = re.compile(rf"^[ 　]*(?:（(?P<in>[^（）：]{{0,8}}(?:记者|通讯员)[^（）：]{{2,40}})）|[【〔](?P<box>[^【】〔〕，。：]{{0,16}}(?:记者|通讯员)[ 　]?{_H}[^【】〔〕，。：]{{1,40}})[】〕](?=[^ ])"
                          rf"|(?P<out>(?:本报|新华社|{_H}{{1,4}}报)?{_WHO_SIGNS}(?:[ 、]+(?:{_H}{{0,4}}{_WHO_SIGNS}|{_H}{{2,4}})){{0,3}} ?报[道导])[： ]|[■□●◆](?P<run>(?:本报)?(?:记者|通讯员)[ 　]{_H}{{2,3}}(?:[ 、　]{_H}{{2,3}}){{0,3}})[ 　](?=[^ ]{{6}}))")
"""Reporters at the head without a dateline: （记者 林小满）七月一日起, 本报记者林小满报道：, 【環球時報駐美國特約記者 林小滿】,
■本报记者 林小满　七月一日."""
_PLACED = re.compile(rf"^{_MARK}[【〔（](?!{NEWS_HEADS})(?P<line>[特专]讯|{_H}{{2,8}}消息(?=[】〕）].)|本报专访|{_H}{{2,14}}?(?:{_DAY})?(?:综合)?专?[电讯]|{_H}{{2,4}}通讯(?=[】〕）].))[】〕）]|^(?P<own>(?:{_H}{{1,8}}报|本站)讯)(?=[ 　（]|记者|通讯员)|^(?P<short>(?![简短快喜音资文又]){_H}{{2,4}}讯)(?=[ 　]?（?(?:本报|实习|见习|首席|特约)?(?:记者|通讯员))"
                     rf"|^【(?P<press>(?:{_H}{{0,8}}《[^》]{{2,14}}》{_DAY}|本报(?:{_DAY})?综合)(?:报[道导]|文章|社论|评论|一期文章))】"
                     rf"|^(?P<other>{_H}{{2,10}}?{_NUM}{{1,3}}月{_NUM}{{1,3}}[日曰][电讯])(?=[ 　（]|$)")
"""A dateline without the name of an agency or with a paper's own: （怡保14日讯）, 【屏東訊】, 晚报讯, 青溪都市报讯, 科技时讯6月23日电; what
a foreign paper says: 【日本《每日科学报》9月5日报道】."""
_NEWS = re.compile(r"(?!.*(?:本|报|社|网|央视))(.+)消息")
"""【唐河消息】 is of a place, 【股市消息】 of none."""
_WIRE = rf"{_PAPER}{_CITY}(?:{_DAY})?(?:专)?(?:电|讯)"
_FOOT = re.compile(rf"[（〔【](?P<line>{_WIRE})(?:[ 　，]+(?P<who>[^（）。]{{0,8}}(?:记者|通讯员)[^（）。]{{2,40}}))?[）〕】][ 　]*(?:[（〔【\[]?[上下]?[转接][^。]{{1,8}}版[）〕】\]]?|[（〔][^（）]{{2,24}}[）〕])*$"
                   rf"|(?:^|(?<=[。！？”])[ 　]*)(?P<alone>{_PAPER}{_CITY}{_DAY}专?[电讯])$")
_REPORTERS = re.compile(rf"^[ 　]*[（(](?P<in>[^（）()]*(?:记者|通讯员|{_H}{{2,4}})[^（）()]*)[)）]|^[ 　]*(?P<out>(?:[^，。；：（ ]{{0,10}}(?:记者|通讯员)[ 　]?[^，。；：（）]{{2,40}}?))(?:摄影)?(?:报[导道])?[：:]"
                        rf"|^[ 　]*(?P<bare>(?:本报|新华社)?(?:见习|特约|实习|特派|首席|全媒体)?(?:记者|通讯员)[ 　]?{_H}{{2,4}}(?:[ 、]+(?:(?:本报)?(?:记者|通讯员|实习生)[ 　]?)?{_H}{{2,4}}){{0,4}})(?:[ 　]|报[导道])")
_ABOUT = re.compile(r"题：[^（。]{2,40}(?=（)")


def _is_where(words: str) -> bool:
    """A place, with the day or without."""
    place = re.sub(rf"{_DAY}$", "", words)
    return is_place(place) or 0 < len(place) < len(words)


def _of_no_place(line: str) -> bool:
    found = _NEWS.fullmatch(line)
    return bool(found) and not is_place(found[1])


def dateline(paragraphs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The dateline (电头) of an article's paragraphs, at the head or at the foot, and the reporters it names."""
    if not paragraphs:
        return "", ()
    text, seen = paragraphs[0], sight_same(paragraphs[0])
    if found := _WIRED.match(seen):
        return _slice(text, found, "line"), names(_slice(text, found, "line"))
    if found := _POSTED_HEAD.match(seen):
        line, who = ("line", "who") if found["line"] else ("bare_line", "bare_who")
        return _slice(text, found, line), names("记者" + _slice(text, found, who))
    if found := _FILED.match(seen):
        return _filed(text, found)
    found = _HEAD.match(seen) or _PLACED.match(seen)
    if found and not _of_no_place(found[found.lastgroup or 0]):
        line = _slice(text, found, found.lastgroup)
        who = re.search("记者.*?(?=专?[电讯]$)", sight_same(line))  # 【華盛頓記者林小滿專電】
        told = names(line[slice(*who.span())]) if who else ()
        return line, told + _reporters(text, seen, found.end())
    if (found := _TOWN.match(seen)) and is_place(found["where"]):
        return _slice(text, found, "line"), ()
    if (found := _TOLD.match(seen)) and (found["where"].startswith("综合") or _is_where(found["where"])):
        return _slice(text, found, "line"), _reporters(text, seen, found.end())
    found = _SIGNED_HEAD.match(seen)
    signed = names(_slice(text, found, found.lastgroup)) if found else ()
    signed = tuple(name for name in signed if surely_a_name(sight(name)) or (found["in"] and name[0] in SURNAMES))
    for text in reversed(paragraphs[-3:]):
        if found := _POSTED_FOOT.search(sight_same(text)):
            return _slice(text, found, "line"), signed + names("记者" + _slice(text, found, "who"))
        if found := _FOOT.search(sight_same(text)):
            who = names(_slice(text, found, "who"))
            return _slice(text, found, "line" if found["line"] else "alone"), signed + who
    return "", signed


def _filed(text: str, found: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """The dateline and the reporters that stand in one pair of brackets (`_FILED`)."""
    if found["run"]:
        start = found.start("run")
        others = found["run"].rfind("、") + 1
        border = start + others + len(before_place(found["run"][others:]))
        return text[border : found.end() - 1], names(text[start:border])
    who, where = next(pair for pair in (("who", "line"), ("on", ""), ("bare", "place")) if found[pair[0]])
    signed = names("记者" + _slice(text, found, who))
    if not sight(found[0]).count("记者"):  # 即時新聞／綜合報導, 國際新聞／…
        signed = tuple(name for name in signed if may_sign(sight(name), told=len(name) < 4 or name[:2] in COMPOUND))
    return _slice(text, found, where) if where else "", signed


def _slice(text: str, found: re.Match[str], group: str) -> str:
    """What the text prints where its like (`sight_same`) has the group."""
    return text[slice(*found.span(group))] if found[group] else ""


def _reporters(text: str, seen: str, start: int) -> tuple[str, ...]:
    """The reporters behind a dateline that ends at `start`; 题：… may stand between."""
    if about := _ABOUT.match(seen, start):
        start = about.end()
    found = _REPORTERS.match(seen[start : start + 90])
    who = names(_slice(text[start:], found, found.lastgroup)) if found else ()
    if not found or found.lastgroup != "out":
        return who
    return tuple(name for name in who if "·" in name or sight(name)[0] in SURNAMES or tibetan(sight(name)))  # 記者詢問時稱：


def _last_day(found: re.Match[str] | None, given: Date) -> list[Date]:
    """The last day of that number before the given one: 新华社十四日电 has no month."""
    before = (given - timedelta(days=back) for back in range(1, 32))
    return [day for day in before if found and day.day == number(found[1])][:1]


def day_after(datelines: Sequence[str], date: str) -> str:
    """The day after the latest of the datelines, ISO; they print no year, some no month: these are taken from near `date`
    (ISO)."""
    try:
        given = Date.fromisoformat(date)
    except ValueError:
        return ""
    days = []
    for line in datelines:
        found = re.search(rf"({_NUM}{{1,3}})月({_NUM}{{1,3}})[日曰]", sight(line))
        if not found:
            days += _last_day(re.search(rf"({_NUM}{{1,3}})[日曰]", sight(line)), given)
            continue
        for year in (given.year - 1, given.year, given.year + 1):
            try:
                days.append(Date(year, number(found[1]), number(found[2])))
            except ValueError:
                continue
    near = [day for day in days if abs((day - given).days) <= 180]
    return (max(near) + timedelta(days=1)).isoformat() if near else ""
