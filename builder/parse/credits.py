"""Where the credit begins in a line that holds a photo's caption and its credit.

A credit says whom the photo is owed to. 资料图片 behind a caption names nobody: it is a part of what the caption says.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re

from builder.lexicon import part_of_speech
from builder.parse.people import OFFICE, SURNAMES, surely_a_name, tibetan
from builder.parse.sight import HAN, sight_same

_H = f"[{HAN}]"
_NAME = rf"(?:{_H}(?: {{0,2}}{_H}){{1,3}}|{_H}{{1,6}}(?:·{_H}{{1,8}}){{1,4}})"
_OFFICE = rf"{_H}{{2,14}}(?:分社|记者站)[ 　]+"
_WHO = rf"(?:{_OFFICE}|(?:新华社|本[报社刊]|人民网|中新社|{_H}{{1,6}}[报社网])?(?:特派|特约|见习|首席|[全融]媒体?)?(?:摄影)?(?:记者|通讯员|发|供图)?[ 　]*)?"
_NAMES = rf"{_WHO}{_NAME}(?:[、 　]+{_WHO}{_NAME})*"
_REMARK = r"(?:[ 　]*[（(][^（）()]{2,16}[)）])?"
FORMS = (  # (what a credit is like, an example as printed); brackets may stand around each
    (rf"(?!{_H}*?[一二三四五六七八九十今去当][年月日]){_NAMES}[ 　]*(?:摄|摄影|/(?:{_H}{{2,3}})?摄影|/摄|/绘|/图|供图|提供|摄影报道)(?:/(?:{_H}{{2,6}}|[A-Z]{{2,4}}))?{_REMARK}", "林小满摄／光明图片"),
    (rf"{_H}{{2,14}}籍{_H}{{1,10}}[ 　]+(?:{_NAME}|{_H}{{5,8}})[ 　]*(?:摄|供图)", "法国籍游客　皮埃尔·马丁摄"),
    (r"(?:网友|读者|市民)[ 　]*“[^“”]{1,8}”[ 　]*(?:摄|供图|提供)", "网友“慢半拍” 摄"),
    (rf"(?:资料照|档案照)[，、 ]{_WHO}{_NAME}摄", "資料照，記者林小滿攝"),
    (rf"(?:图[/：])?(?:翻[摄拍](?:画面|自{_H}{{1,10}})|[撷截]?取自{_H}{{1,10}})", "翻攝自網路"),
    (rf"{_WHO}(?P<dated>{_NAME})[ 　]*[0-9]{{1,2}}月[0-9]{{1,2}}日摄{_REMARK}", "林小满7月9日摄"),
    (rf"{_WHO}(?:{_NAME}[、 　]+)*(?P<artist>{_NAME})[ 　]*(?:[作绘画]|制图|(?<=[ 　])图){_REMARK}", "林小满 画"),
    (rf"(?:(?:文/图|图/文)[ 　]*[：:/]?|图文[：:/])[ 　]*{_NAMES}", "文/图 林小满"),
    (rf"(?:新华社|新华(?=/)|本报|人民视觉|影像中国|视觉中国)(?:发|稿|供图|图片)?[ 　]*(?:传真照片)?(?:/{_H}{{2,3}})?[ 　]*{_REMARK}", "新华社／法新"),
    (rf"{_H}{{2,10}}社稿(?:[ 　]+新华社发)?", "青溪社稿"),
    (r"(?:(?:美联|路透|法新|欧新|塔斯|俄新|共同|韩联|埃菲|安莎|中央)社(?:照片|图片|供图|发)?|路透)(?:/(?:法新|路透|美联)社?)?", "（法新社）"),
    (r"Getty Images|Reuters|AFP|IC ?photo|CNS ?photo", "Getty Images"),
    (r"以上(?:图片)?均?(?:为|由)(?!资料).{2,20}", "以上图片均为林小满摄"),
    (r"(?:本版|本文)?(?:图片|照片)均?由.{2,16}(?:提供|供图|摄)", "图片由林小满提供"),
    (r"(?:摄影|拍摄者?|供图|供稿|绘图|制图|图片来源|图源|漫画|插图|题图|照片|作者|图)(?:[：:/／]| ?[|丨] ?).{2,16}", "供稿/林小满"),
    (rf"摄影[ 　]+{_NAME}", "摄影 林小满"),
    (rf"(?:漫画|插图|插画|题图|作者)[ 　]+(?P<drawn>{_NAME})", "插图　林小满"),
    (r"本报记者摄", "本報記者攝"),
    (r"(?:东方|视觉)?(?:CFP|IC)(?:供图?|图)?", "东方IC供图"),
    (rf"[{HAN}“”]{{2,20}}供[图稿]|{_H}{{2,12}}（{_H}{{2,4}}）{_H}{{2,8}}供图", "青溪港务局供图"),
    (r"(?:图片由)?受访者(?:提供|供图|图片|照片)", "受访者供图"),
)
_CREDIT = re.compile(rf"[（(]?[□■]?(?:{'|'.join(form for form, _ in FORMS)})(?:[)）]。?|(?<=[)）])。)?$")
_ROLE_BEHIND = re.compile(rf"(?P<first>{_H}{{2,4}})[ 　]+(?:新华社|本[报社刊]|{_H}{{2,6}}[报社网])?(?:特派|特约|见习|首席)?(?:摄影)?(?:记者|通讯员)")
"""A word before whom the credit names with his role: 庆祝进球　本报记者 林小满摄."""
_BORDER = re.compile(r"(?<=[。！？”）)])[ 　]*|[ 　]+|(?<!摄)(?=[（(])")


_KINDS = "摄影|国画|中国画|油画|版画|木刻|套色木刻|剪纸|水彩画?|水粉画?|水墨|书法|篆刻|速写|素描|钢笔画|漫画|年画|宣传画|雕塑|拼贴画|藏书票"
_BY = re.compile(rf"[（(](?:{_KINDS})[）)][ 　]*(?P<who>{_NAME})$")
"""The artist behind the kind of picture: 下班路上（摄影）林小满, 荷风(国画)　林 满."""


def credit_at(text: str) -> int | None:
    """Where in a caption's text the credit begins, or the first of several; None where there is none in it."""
    found = at = _last_credit(text)
    for _ in range(_MOST):
        if not at:
            break
        found, at = at, _last_credit(text[:at].rstrip())
    return found


_MOST = 8
"""Credits in a row; more are not looked for."""


def _last_credit(text: str) -> int | None:
    seen = sight_same(text)
    by = _BY.search(seen)
    if by and (" " in by["who"] or _a_name(by["who"])):
        return by.start("who")
    for border in _BORDER.finditer(seen, max(0, len(seen) - 40)):
        found = _CREDIT.match(seen, border.end()) if 0 < border.end() < len(seen) else None
        if found and _signs(found) and found[0].count("）") <= found[0].count("（"):
            return border.end()
    return None


def _signs(found: re.Match[str]) -> bool:
    """Whether what may be a name in a credit is one."""
    artist, drawn, dated = ((found[group] or "").replace(" ", "") for group in ("artist", "drawn", "dated"))
    words = _ROLE_BEHIND.match(found[0])
    told = not words or surely_a_name(first := words["first"]) or OFFICE.search(first) or tibetan(first) or _a_name(first)
    return bool(told and all(not name or _a_name(name) for name in (artist, drawn)) and (not dated or surely_a_name(dated)))


def _a_name(artist: str) -> bool:
    """No word with a kind of picture or of work behind it: 宣传画, 学生习作."""
    return artist[0] in SURNAMES and part_of_speech(artist)[:2] in ("", "nr", "ns")
