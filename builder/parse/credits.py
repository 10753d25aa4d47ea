"""Where the credit begins in a line that holds a photo's caption and its credit.

A credit says whom the photo is owed to. 资料图片 behind a caption names nobody: it is a part of what the caption says.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re

from builder.parse.fields import sight_same
from builder.parse.sight import HAN

_H = f"[{HAN}]"
_NAME = rf"{_H}(?: ?{_H}){{1,3}}|{_H}{{1,6}}·{_H}{{1,8}}"
_WHO = rf"(?:(?:新华社|本报|人民网|中新社|{_H}{{2,6}}[报社网])?(?:特派|特约|见习)?(?:记者|通讯员|发|供图)?[ 　]*)?"
_CREDIT = re.compile(
    rf"(?:[（(]?{_WHO}(?:{_NAME})(?:[、 　]+(?:{_NAME}))*[ 　]*(?:摄|摄影|/摄影?|/绘|/图|供图|提供|摄影报道|作|绘)(?:[（(][^（）()]{{2,12}}[)）])?[)）]?"
    rf"|(?:新华社|本报|人民视觉|影像中国|视觉中国)(?:发|供图|图片)?[ 　]*(?:[（(][^（）()]{{2,16}}[)）])?"
    rf"|以上(?:图片)?均?(?:为|由)(?!资料).{{2,20}}"
    rf"|[（(]?(?:摄影|供图|供稿|绘图|图片来源|图)[：:/／].{{2,16}}|摄影[ 　]+(?:{_NAME})|[（(]?本报记者摄[)）]?|(?:CFP|IC)(?:供图?|图)?|{_H}{{2,10}}(?:网|社|馆|局|队|中心|公司)供图|(?:图片由)?受访者(?:提供|供图|图片|照片)"
    rf")$"
)
_BORDER = re.compile(r"(?<=[。！？”）)])[ 　]*|[ 　]+")


def credit_at(text: str) -> int | None:
    """Where in a caption's text the credit begins; None where there is none in it."""
    seen = sight_same(text)
    for border in _BORDER.finditer(seen, max(0, len(seen) - 40)):
        if border.end() and border.end() < len(seen) and _CREDIT.match(seen[border.end() :]):
            return border.end()
    return None
