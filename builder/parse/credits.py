"""Where the credit begins in a line that holds a photo's caption and its credit.

A credit says whom the photo is owed to. 资料图片 behind a caption names nobody: it is a part of what the caption says.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re

from builder.lexicon import part_of_speech
from builder.parse.people import OFFICE, SURNAMES, surely_a_name, tibetan
from builder.parse.sight import HAN, sight_same

_H = f"[{HAN}]"
_NAME = rf"(?:{_H}(?: {{0,2}}{_H}){{1,3}}|{_H}{{1,6}}·{_H}{{1,8}})"
_WHO = rf"(?:(?:新华社|本[报社刊]|人民网|中新社|{_H}{{2,6}}[报社网])?(?:特派|特约|见习|首席|[全融]媒体?)?(?:摄影)?(?:记者|通讯员|发|供图)?[ 　]*)?"
_NAMES = rf"{_WHO}{_NAME}(?:[、 　]+{_WHO}{_NAME})*"
_REMARK = r"(?:[ 　]*[（(][^（）()]{2,16}[)）])?"
FORMS = (  # (what a credit is like, an example as printed); brackets may stand around each
    (rf"(?!{_H}*?[一二三四五六七八九十今去当][年月日]){_NAMES}[ 　]*(?:摄|摄影|/摄影?|/绘|/图|供图|提供|摄影报道)(?:/(?:{_H}{{2,6}}|[A-Z]{{2,4}}))?{_REMARK}", "林小满摄／光明图片"),
    (rf"{_WHO}(?P<dated>{_NAME})[ 　]*[0-9]{{1,2}}月[0-9]{{1,2}}日摄{_REMARK}", "林小满7月9日摄"),
    (rf"{_WHO}(?:{_NAME}[、 　]+)*(?P<artist>{_NAME})[ 　]*(?:[作绘画]|制图){_REMARK}", "林小满 画"),
    (rf"(?:(?:文/图|图/文)[ 　]*[：:/]?|图文[：:/])[ 　]*{_NAMES}", "文/图 林小满"),
    (rf"(?:新华社|本报|人民视觉|影像中国|视觉中国)(?:发|稿|供图|图片)?[ 　]*(?:传真照片)?(?:/{_H}{{2,3}})?[ 　]*{_REMARK}", "新华社／法新"),
    (rf"{_H}{{2,10}}社稿(?:[ 　]+新华社发)?", "青溪社稿"),
    (r"(?:美联|路透|法新|欧新|塔斯|俄新|共同|韩联|埃菲|安莎|中央)社(?:照片|图片|供图|发)?", "（法新社）"),
    (r"以上(?:图片)?均?(?:为|由)(?!资料).{2,20}", "以上图片均为林小满摄"),
    (r"(?:本版|本文)?(?:图片|照片)均?由.{2,16}(?:提供|供图|摄)", "图片由林小满提供"),
    (r"(?:摄影|供图|供稿|绘图|制图|图片来源|图源|漫画|插图|图)[：:/／].{2,16}", "供稿/林小满"),
    (rf"摄影[ 　]+{_NAME}", "摄影 林小满"),
    (r"本报记者摄", "本報記者攝"),
    (r"(?:东方|视觉)?(?:CFP|IC)(?:供图?|图)?", "东方IC供图"),
    (rf"{_H}{{2,16}}供图", "青溪港务局供图"),
    (r"(?:图片由)?受访者(?:提供|供图|图片|照片)", "受访者供图"),
)
_CREDIT = re.compile(rf"[（(]?(?:{'|'.join(form for form, _ in FORMS)})(?:[)）]。?|(?<=[)）])。)?$")
_ROLE_BEHIND = re.compile(rf"(?P<first>{_H}{{2,4}})[ 　]+(?:新华社|本[报社刊]|{_H}{{2,6}}[报社网])?(?:特派|特约|见习|首席)?(?:摄影)?(?:记者|通讯员)")
"""A word before whom the credit names with his role: 庆祝进球　本报记者 林小满摄."""
_BORDER = re.compile(r"(?<=[。！？”）)])[ 　]*|[ 　]+|(?<!摄)(?=[（(])")


def credit_at(text: str) -> int | None:
    """Where in a caption's text the credit begins; None where there is none in it."""
    seen = sight_same(text)
    for border in _BORDER.finditer(seen, max(0, len(seen) - 40)):
        found = _CREDIT.match(seen, border.end()) if 0 < border.end() < len(seen) else None
        if found and _signs(found):
            return border.end()
    return None


def _signs(found: re.Match[str]) -> bool:
    """Whether what may be a name in a credit is one."""
    artist, dated = ((found[group] or "").replace(" ", "") for group in ("artist", "dated"))
    words = _ROLE_BEHIND.match(found[0])
    told = not words or surely_a_name(first := words["first"]) or OFFICE.search(first) or tibetan(first) or _a_name(first)
    return bool(told and (not artist or _a_name(artist)) and (not dated or surely_a_name(dated)))


def _a_name(artist: str) -> bool:
    """No word with a kind of picture or of work behind it: 宣传画, 学生习作."""
    return artist[0] in SURNAMES and part_of_speech(artist)[:2] in ("", "nr", "ns")
