"""Headlines that break where a sub-editor would break them: after a clause, else between words."""

import re
from collections.abc import Callable, Iterable
from string import whitespace

from markupsafe import Markup, escape

CLAUSE = re.compile(r"[^，；：？！\s]*[，；：？！]+[”’》）]*\s*|\S+\s*")
COLUMN = re.compile(r"(.+)(（[^（）]+）)", re.DOTALL)
"""A headline that ends in the name of its column: 一颗豆的旅行（新视窗）."""
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


def headline(text: str, cut: Callable[[str], Iterable[str]]) -> Markup:
    """The HTML of a headline: clauses in `span`s (inline blocks), `wbr` between the words that `cut` finds.

    Its text is `text`. No break is offered beside Latin letters and figures: it would switch off their spacing. An
    ideographic space stays with the clause before it: at the beginning of a line it would be seen.
    """
    found = clauses(text)
    if len(found) < 2:
        return _words(text, cut)
    return Markup("").join([
        Markup(f"<span>{_words(bare, cut)}{wide}</span>{space[len(wide):]}")
        for clause in found for bare in [clause.rstrip()] for space in [clause[len(bare):]]
        for wide in [space.rstrip(whitespace)]])


def clauses(text: str) -> list[str]:
    """The clauses of a headline, which are cut into words one by one."""
    column = COLUMN.fullmatch(text)
    found = [*CLAUSE.findall(column[1]), column[2]] if column else CLAUSE.findall(text)
    return found if len(found) > 1 else [text]


def _words(clause: str, cut: Callable[[str], Iterable[str]]) -> Markup:
    parts: list[str] = []
    before = ""
    for word in cut(clause):
        if before and HAN.fullmatch(before[-1]) and HAN.fullmatch(word[0]):
            parts.append("<wbr>")
        parts.append(str(escape(word)))
        before = word
    return Markup("".join(parts))
