"""An article's body as it is set: the dateline in its own face, the closing one at the right, verse and Latin text
not spread, columns in bands."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import groupby
from math import ceil

from markupsafe import Markup

from builder import prose
from builder.model import Article

TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
SOURCE = re.compile(r'(\bhref="(?![a-z][a-z0-9+.-]*:)[^"#?]*)\.md\b', re.IGNORECASE)
"""A link to another article's file, as an editor writes it: it leads to that article's page."""
BAND = 30           # lines of a column at most: no reader scrolls up to go on
IN_THE_RAIL = 400   # characters of a box that may stand beside the text; a longer one stays in it


def elements(article: Article) -> tuple[Markup, ...]:
    """The elements of the body, top to bottom. Their text is the text of `prose.blocks(article.body)`."""
    return _elements(article.body, article.dateline)


@lru_cache(maxsize=256)  # an edition's articles are set on their own pages, their page of the paper and in one piece
def _elements(body: str, dateline: str) -> tuple[Markup, ...]:
    found = [SOURCE.sub(r"\1.html", line) if "href=" in line else line
             for line in prose.html(body).split("\n") if line]
    if dateline and found:
        dateline = escape(dateline, quote=False)
        closing = closing_dateline(found, dateline)
        if closing is not None:
            found[closing] = found[closing].replace("<p>", '<p class="close">', 1)
        else:
            opening = re.compile(rf"<p>({re.escape(dateline)}(?:\s?[（(][^（）()<>]*[）)])?)")
            for at, element in enumerate(found):
                if opening.match(element):
                    found[at] = opening.sub(r'<p><span class="dateline">\1</span>', element, count=1)
                    break
    return tuple(Markup(_roomy(_breakable(_latin(element)))) for element in _versed(found))


VERSE = 20      # characters of a line of verse at most
STANZA = 4      # such lines in a row that are verse


def _versed(found: Sequence[str]) -> list[str]:
    """`found` with the lines of verse marked: short paragraphs with words, several in a row."""
    marked: list[str] = []
    for is_short, run in groupby(found, lambda element: element.startswith("<p>") and 0 < length(element) <= VERSE):
        own = list(run)
        verse = is_short and len(own) >= STANZA
        marked += [element.replace("<p>", '<p class="verse">', 1) for element in own] if verse else own
    return marked


SPACES = 3      # of a text in Latin letters at least: most elements have fewer, and need not be looked at
PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)*)")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def _latin(element: str) -> str:
    """`element` with its paragraphs marked that are in Latin letters: a browser that spreads them to both edges of a
    column pulls words and letters apart."""
    def marked(found: re.Match[str]) -> str:
        words = text(found[1])
        return f'<p class="latin">{found[1]}' if words.count(" ") >= SPACES and is_latin(words) else found[0]

    return PARAGRAPH.sub(marked, element) if element.count(" ") >= SPACES else element


def is_latin(words: str) -> bool:
    """Whether a text is for the most part in Latin letters."""
    return 2 * len(LATIN.findall(words)) > len("".join(words.split()))


TOUCHING = re.compile("[“‘”’](?:[A-Za-z0-9]|(?<=[A-Za-z0-9].)[㐀-鿿])")
"""Wherever QUOTE finds a place to break, this finds something: most elements have neither, and it says so sooner."""
QUOTE = re.compile(
    rf"{TAG.pattern}|(?<=[㐀-鿿，。、；：])(?=[“‘][A-Za-z0-9])|(?<=[A-Za-z0-9][”’])(?=[㐀-鿿])|(?<=[㐀-鿿][”’])(?=[A-Za-z0-9])")


def _breakable(element: str) -> str:
    """`element` with a place to break at the outer side of a quotation mark that touches Latin letters or figures.

    A browser breaks there between Han characters alone: 、“ChinaTravel”持 stays in one line and leaves the one before
    it stretched.
    """
    return QUOTE.sub(lambda found: found[0] or "<wbr>", element) if TOUCHING.search(element) else element


LEAF = re.compile(r"<(?:p|h2|h3|li)(?: class=\"[a-z-]+\")?(?=>(?!<(?:p|ul|ol|li|img)\b|</))")
"""The start of an element that holds words of its own."""


def numbered(found: Sequence[Markup], lines: Sequence[int]) -> tuple[Markup, ...]:
    """`found`, each element with words carrying as its id the number of its first raw line.

    `lines` are those numbers in order, 0 where there is none; a number is given once.
    """
    if not lines or len(lines) != sum(len(LEAF.findall(element)) for element in found):
        return tuple(found)
    numbers = iter(lines)
    given = {0}

    def start(tag: re.Match[str]) -> str:
        number = next(numbers)
        if number in given:
            return tag[0]
        given.add(number)
        return f"{tag[0]} id={number}"

    return tuple(Markup(LEAF.sub(start, element)) for element in found)


def short(found: Iterable[str]) -> list[str]:
    """`found` without the end tags of paragraphs, which HTML lets one leave out before another element of a body:
    the text of a long article is mostly paragraphs."""
    return [str.removesuffix(element, "</p>") if element.startswith("<p") else element for element in found]


def together(found: Iterable[str]) -> tuple[Markup, ...]:
    """`found` in one piece, for a template that sets one after another: each would be copied three times on its way."""
    joined = "\n".join(found)
    return (Markup(joined),) if joined else ()


def closing_dateline(found: Sequence[str], dateline: str) -> int | None:
    """The place of the paragraph that is nothing but the bracketed dateline, None where there is none."""
    for at in range(len(found) - 1, -1, -1):
        if re.fullmatch(rf"<p>[（(]{re.escape(dateline)}[^（）()<>]*[）)]</p>", found[at]):
            return at
    return None


def _roomy(element: str) -> str:
    if element.startswith("<aside") and length(element) > IN_THE_RAIL:
        return element.replace('class="sidebar"', 'class="sidebar long"', 1)
    return element


def text(html: str) -> str:
    """The words of HTML of ours."""
    return unescape(TAG.sub("", html))


def length(element: str) -> int:
    """Characters of an element's text."""
    return len(text(element))


def bands(found: Sequence[Markup], line: float, columns: int) -> list[list[Markup]]:
    """`found` cut into bands of `columns` columns of `line` characters: at sub-heads, else at a paragraph's end.

    No column of a band is much longer than `BAND` lines, so that nobody scrolls up to go on reading.
    """
    sections: list[list[Markup]] = []
    for element in found:
        if not sections or element.startswith("<h2"):
            sections.append([])
        sections[-1].append(element)
    return [band for section in sections for band in _even(section, line, BAND * columns)]


def _even(section: list[Markup], line: float, lines: float) -> list[list[Markup]]:
    heights = [ceil((length(element) + 2) / line) for element in section]
    total = sum(heights)
    wanted = total / ceil(total / lines)
    cut: list[list[Markup]] = [[]]
    filled, passed = 0, 0
    for element, height in zip(section, heights, strict=True):
        # A paragraph goes where its middle falls.
        if cut[-1] and passed + height / 2 > wanted * (filled + 1):
            cut.append([])
            filled += 1
        cut[-1].append(element)
        passed += height
    return cut
