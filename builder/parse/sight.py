"""What the parser looks at: a line's text, folded one to one, so that width and variants do not matter.

Only for looking: the text that goes into articles is the printed one.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from functools import lru_cache

from builder.folds import simplified

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_VARIANTS = "鍾钟囘回塲场毎每敎教靑青旣既冊册眞真鄕乡硏研"
"""Surnames and forms of old type that the table has otherwise or not at all: the form → the one to look at."""
_FOLD = dict(simplified()) | {ord(_VARIANTS[at]): _VARIANTS[at + 1] for at in range(0, len(_VARIANTS), 2)}
_FOLD |= {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms → ASCII …
_FOLD |= {ord(half): full for half, full in zip(",:;?!()[]", "，：；？！（）〔〕", strict=True)}  # … but punctuation is full
_FOLD |= {ord(form): full for form, full in zip("，：；？！（）［］", "，：；？！（）〔〕", strict=True)}
_FOLD |= {ord(mark): "—" for mark in "–―─"} | {ord(mark): "·" for mark in "•‧・"} | {0x3000: " ", 0xA0: " ", 0x2002: " "}
_FOLD |= {ord(mark): "/" for mark in "╱∕⁄"}
_FOLD |= {ord(mark): '"' for mark in "〝〞„＂"}
_FULL_STOP = re.compile(rf"(?<=[{HAN}”）])\s*[.．](?=$|[{HAN}”\"])")
_OPENS = set(' （《“‘：，。；—、！？〔【') | {""}


@lru_cache(4096)  # a line is looked at again by each step of a parse
def sight(text: str) -> str:
    """The line as the parser looks at it: no white space at its ends, one width, simplified, quotes turned."""
    seen = text.translate(_FOLD).strip()
    if "." in seen:
        seen = _FULL_STOP.sub("。", seen)
    return _turned(seen) if '"' in seen else seen


def sight_same(text: str) -> str:
    """`sight`, but as long as the text: a position in one is a position in the other."""
    seen = sight(text)
    return seen if len(seen) == len(text) else text


def printed(text: str, seen: str) -> str:
    """What `sight` made of the text as the text prints it (卢 → 盧), where it can be found so."""
    bare = re.sub(r"\s", "", text)
    folded = sight(bare)
    at = folded.find(seen)
    return bare[at : at + len(seen)] if len(folded) == len(bare) and at >= 0 else seen


def _turned(text: str) -> str:
    """Straight quotes as opening and closing ones, by what stands before them."""
    turned, open_quotes = [], 0
    for char in text:
        if char == '"':
            before = turned[-1] if turned else ""
            char = "“" if open_quotes <= 0 and (before in _OPENS or len(turned) < 40) else "”"
        open_quotes += (char == "“") - (char == "”")
        turned.append(char)
    return "".join(turned)
