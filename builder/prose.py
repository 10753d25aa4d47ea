"""An article's body: Blocks ↔ Markdown → HTML, and the proof that nothing is lost on the way.

Editors may write paragraphs, `##` sub-heads, boxes (blockquotes), `*emphasis*`, `**strong**`, links, lists and
images; everything else, raw HTML too, is text. Newspaper text is full of what Markdown would eat (`[新华社]: …`,
`10. 万辆`, `#重磅#`), so `markdown` escapes when it writes, and `html` compares the words that a reader will see
with the words that `blocks` finds in the same file. The two readings share the table of inline marks, nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser
from threading import get_ident
from xml.etree import ElementTree

import nh3
from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from builder.model import Block, Kind

_BASIC = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ASTRAL = "".join(map(chr, (plane << 16 | last for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))))
FORBIDDEN = re.compile(f"[{_BASIC}\U00010000-\U0010ffff](?<=[{_BASIC}{_ASTRAL}])")  # a search is ten times as quick so
"""Characters that no HTML document may hold (HTML Standard, «control» and «noncharacter»)."""

ESCAPABLE = r"\`*_[]{}()#+-.!<>&~|"
ESCAPED = r"\\[" + re.escape(ESCAPABLE) + "]"
ADDRESS = r"(?:https?://|mailto:|(?!\w[\w+.-]*:|//))(?:" + ESCAPED + r"|[^\s()<>\\\x00\x01\x04-\x20])*"
"""A link's target: http, https, mailto, or a path beside the page; `javascript:` and the like stay text.
(U+0002 and U+0003 are python-markdown's: it keeps escaped characters between them.)"""
WORDS = rf"(?:{ESCAPED}|[^\[\]])*?"
INLINE = {
    "image": rf"!\[({WORDS})\]\(({ADDRESS})\)",
    "link": rf"\[({WORDS})\]\(({ADDRESS})\)",
    "strong": r"\*\*(?=[^\s*])((?:\\.|[^\\])+?)\*\*",
    "em": r"\*(?=[^\s*])((?:\\.|[^\\*])+?)\*",
}
"""The marks inside a paragraph: name → pattern; the first group is the text, the second an address."""

HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>[^\n]*?)(?:[ \t]+#+)?(?:\n|$)")
BOX_TITLE = re.compile(r" {0,3}> ?" + INLINE["strong"])
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\u2018-\u201f\u2014\u2026\u00b7"
SOFT_BREAK = r"[ \t]*\n[ \t]*"
WIDE_BREAK = rf"(?<=[{HAN}]){SOFT_BREAK}|{SOFT_BREAK}(?=[{HAN}])"


# --- Writing -------------------------------------------------------------------------------------------------

def markdown(blocks: Iterable[Block]) -> str:
    """The Markdown of `blocks`, ending in one line end, "" for none; read back, it gives the same blocks.

    Texts are single lines without white space at their ends. A box without a title must not follow another box
    (Markdown would make one of the two).
    """
    chunks = [chunk for block in blocks for chunk in _chunks(block)]
    return "\n\n".join(chunks) + "\n" if chunks else ""


def _chunks(block: Block) -> Iterator[str]:
    if block.kind is Kind.SUBHEAD:
        yield f"## {escape(block.text)}"
    elif block.kind is Kind.SIDEBAR:
        title = [f"**{escape(block.text)}**"] if block.text else []
        yield "\n>\n".join(f"> {paragraph}" for paragraph in [*title, *map(escape, block.paragraphs)])
    elif block.text:
        yield escape(block.text)


def escape(text: str) -> str:
    """`text` with a backslash before every character that Markdown would take for a mark."""
    text = re.sub(r"[\\`*_\[\]<]|&(?=#?\w+;)", r"\\\g<0>", text)
    text = re.sub(r"^#|(?<=\s)#(?=#*$)", r"\\#", text)
    return re.sub(r"^(?:>|[+-](?=[\s-]|$)|~(?=~~))|(?<=^)(?P<number>\d+)(?=[.)](?:\s|$))", _before_mark, text)


def _before_mark(start: re.Match[str]) -> str:
    return f"{start[0]}\\" if start["number"] else f"\\{start[0]}"


# --- Bodies without marks ------------------------------------------------------------------------------------

_RUN = r"[^\s\\`*_\[\]<>&#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
UNMARKED = re.compile(rf"(?:(?:## )?(?!\d+[.)]|[-+=~:|]){_RUN}+(?: +{_RUN}+)*(?:\n\n(?!\n|\Z)|\n?\Z))+")
"""A body of paragraphs and sub-heads, a line each, without any mark or what looks like one: most of a newspaper."""


@lru_cache(maxsize=512)
def _unmarked(body: str) -> tuple[str, ...]:
    """The lines of an UNMARKED body; none where it is marked."""
    return tuple(body.removesuffix("\n").split("\n\n")) if UNMARKED.fullmatch(body) else ()


# --- Reading -------------------------------------------------------------------------------------------------

@lru_cache(maxsize=512)  # asked for by the proof, the site, the collation and the search index, one article at a time
def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a Markdown body as plain text, the marks taken off; an item of a list is a paragraph."""
    if lines := _unmarked(body):
        return tuple([Block(Kind.SUBHEAD, line[3:]) if line.startswith("## ") else Block(Kind.BODY, line)
                      for line in lines])
    found: list[Block] = []
    for quoted, chunk in _quoted(_lines(body)):
        found.extend(_boxes(chunk) if quoted else _blocks(chunk))
    return tuple(found)


def _lines(body: str) -> list[str]:
    """The lines of a body; below a box's title on a line of its own a blank one, which editors forget."""
    lines = [line.rstrip(" \t") for line in re.split(r"\r\n?|\n", body.strip())]
    below = [*lines[1:], ""]
    return [part for line, after in zip(lines, below, strict=True)
            for part in ([line, ">"] if BOX_TITLE.fullmatch(line) and after.strip("> ") else [line])]


def _quoted(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines inside and outside blockquotes; quotes with nothing but blank lines between are one run."""
    run: list[str] = []
    inside, blank_before = False, True
    for line in lines:
        mark = re.match(r" {0,3}> ?", line)
        if mark:
            if not inside:
                yield False, run
                run, inside = [], True
            elif blank_before:
                run.append("")
            run.append(line[mark.end():])
        elif inside and line and blank_before:
            yield True, run
            run, inside = [line], False
        elif line or not inside:
            run.append(line)
        blank_before = not line
    yield inside, run


def _boxes(lines: list[str]) -> list[Block]:
    """A paragraph wholly in bold starts a box."""
    boxes: list[tuple[str, list[str]]] = []
    for text in _texts(lines):
        title = re.fullmatch(INLINE["strong"], text)
        if title:
            boxes.append((plain(title[1]), []))
        elif plain(text):
            boxes = boxes or [("", [])]
            boxes[-1][1].append(plain(text))
    return [Block(Kind.SIDEBAR, title, tuple(paragraphs)) for title, paragraphs in boxes]


def _blocks(lines: list[str]) -> Iterator[Block]:
    for text in _texts(lines):
        heading = HEADING.fullmatch(text)
        words = plain(heading["header"] if heading else text)
        if words:
            yield Block(Kind.SUBHEAD if heading else Kind.BODY, words)


def _texts(lines: list[str]) -> Iterator[str]:
    """The texts of paragraphs, headings and items; a soft line end between Han characters is nothing, else a space."""
    text: list[str] = []
    listed = False
    for line in [*lines, ""]:
        item = re.match(r"\s*(?:[*+-]|\d+\.)[ ]+(?=\S)", line) if listed or not text else None
        heading = HEADING.match(line)
        if (not line or item or heading) and text:
            yield _joined(text)
            text = []
        if heading:
            yield line
        elif line:
            text.append(line[item.end():] if item else line)
        listed = bool(line) and (listed or bool(item))


def _joined(lines: list[str]) -> str:
    text = "\n".join(line.strip() for line in lines)
    return re.sub(SOFT_BREAK, " ", re.sub(WIDE_BREAK, "", text))


def plain(text: str) -> str:
    """The words of a paragraph's Markdown: marks and backslashes gone, a link's text kept, an image nothing."""
    return _PLAIN.sub(_word, text).strip()


_PLAIN = re.compile("|".join([
    f"(?P<escaped>{ESCAPED})", *(f"(?P<{name}>{pattern})" for name, pattern in INLINE.items())]))


def _word(mark: re.Match[str]) -> str:
    if mark["escaped"]:
        return mark["escaped"][1]
    if mark["image"]:
        return ""
    inner = re.fullmatch(INLINE[mark.lastgroup], mark[0])
    return _PLAIN.sub(_word, inner[1])


# --- Rendering -----------------------------------------------------------------------------------------------

class Loss(ValueError):
    """The rendered page would show other words than the file holds. `args`: (words in the file, words shown)."""


def html(body: str) -> str:
    """The HTML of a Markdown body, one block a line, nothing in it but what `ALLOWED` names.

    Sub-heads are `h2`; a box is `<aside class="sidebar">` with its title in `<p class="sidebar-title">`.
    Raises Loss where the words of the HTML are not the words of `blocks(body)`.
    """
    if lines := _unmarked(body):  # what Markdown would make of it, ten times as soon: there is nothing to lose
        return "\n".join([f"<h2>{line[3:]}</h2>" if line.startswith("## ") else f"<p>{line}</p>" for line in lines])
    renderer = _renderer(get_ident())
    renderer.reset()
    source = "\n".join(_lines(body))
    shown = nh3.clean(renderer.convert(source), tags=set(ALLOWED), attributes=ALLOWED, link_rel=None,
                      url_schemes={"http", "https", "mailto"}, strip_comments=False)
    for inked, printed in zip([*_words(blocks(body)), ""], [*text_lines(shown), ""], strict=False):
        if inked != printed:
            raise Loss(inked, printed)
    return shown


ALLOWED = {
    "p": {"class"}, "h2": set(), "h3": set(), "aside": {"class"}, "ul": set(), "ol": {"start"}, "li": set(),
    "strong": set(), "em": set(), "a": {"href"}, "img": {"src", "alt"},
}
"""Tag → attributes: all that a rendered body may hold."""


def _words(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks for text in (block.text, *block.paragraphs) if text]


def text_lines(html: str) -> list[str]:
    """The words of HTML as a reader sees them, one string for each element that stands on its own."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [line for line in map(str.strip, "".join(reader.seen).split(_Reader.BREAK)) if line]


class _Reader(HTMLParser):
    BREAK = "\uffff"  # no HTML holds it, so no text can
    STANDALONE = frozenset({"p", "h1", "h2", "h3", "li", "aside", "ul", "ol", "figure", "figcaption"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.STANDALONE:
            self.seen.append(self.BREAK)

    def handle_endtag(self, tag):
        self.handle_starttag(tag, ())

    def handle_data(self, data):
        self.seen.append(data)


@cache
def _renderer(thread: int) -> Markdown:
    """python-markdown with only the marks that editors may use; one for each `thread`."""
    renderer = Markdown(output_format="html")
    renderer.ESCAPED_CHARS = list(ESCAPABLE)
    renderer.parser.blockprocessors["olist"].LAZY_OL = False
    renderer.serializer = _serialized
    for name in ("normalize_whitespace", "html_block"):
        renderer.preprocessors.deregister(name)
    for name in ("code", "setextheader", "hr", "reference"):
        renderer.parser.blockprocessors.deregister(name)
    for pattern in [*renderer.inlinePatterns._priority]:
        if pattern.name != "escape":
            renderer.inlinePatterns.deregister(pattern.name)
    for name in ("raw_html", "amp_substitute"):
        renderer.postprocessors.deregister(name)
    renderer.treeprocessors.deregister("prettify")
    renderer.parser.blockprocessors.register(_Heading(renderer.parser), "hashheader", 70)
    renderer.inlinePatterns.register(_Break(WIDE_BREAK, renderer), "wide break", 200)
    renderer.inlinePatterns.register(_Break(SOFT_BREAK, renderer), "break", 190)
    renderer.inlinePatterns.register(_Image(INLINE["image"], renderer), "image", 170)
    renderer.inlinePatterns.register(_Link(INLINE["link"], renderer), "link", 160)
    renderer.inlinePatterns.register(_Marked(INLINE["strong"], "strong"), "strong", 70)
    renderer.inlinePatterns.register(_Marked(INLINE["em"], "em"), "em", 60)
    renderer.treeprocessors.register(_Boxes(renderer), "boxes", 15)
    return renderer


class _Heading(HashHeaderProcessor):
    RE = HEADING


class _Break(InlineProcessor):
    def handleMatch(self, m, data):
        han = self.pattern == WIDE_BREAK
        return "" if han else " ", m.start(), m.end()


class _Marked(InlineProcessor):
    def __init__(self, pattern: str, tag: str):
        super().__init__(pattern)
        self.tag = tag

    def handleMatch(self, m, data):
        element = ElementTree.Element(self.tag)
        element.text = m[1]
        return element, m.start(), m.end()


class _Link(InlineProcessor):
    def handleMatch(self, m, data):
        element = ElementTree.Element("a", href=self.unescape(m[2]))
        element.text = m[1]
        return element, m.start(), m.end()


class _Image(InlineProcessor):
    def handleMatch(self, m, data):
        return ElementTree.Element("img", src=self.unescape(m[2]), alt=self.unescape(m[1])), m.start(), m.end()


class _Boxes(Treeprocessor):
    """Blockquotes become boxes, headings sub-heads: the page's h1 is its headline."""

    def run(self, root: ElementTree.Element) -> None:
        elements: list[ElementTree.Element] = []
        for element in root:
            elements.extend(_asides(element) if element.tag == "blockquote" else [element])
        for element in elements:
            element.tail = "\n"
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = "h2" if element.tag in ("h1", "h2") else "h3"
        root[:] = elements


def _asides(quote: ElementTree.Element) -> Iterator[ElementTree.Element]:
    aside = None
    for element in quote:
        title = element.tag == "p" and _wholly_strong(element)
        if title or aside is None:
            if aside is not None:
                yield aside
            aside = ElementTree.Element("aside", {"class": "sidebar"})
        if title:
            element.set("class", "sidebar-title")
        element.tail = None
        aside.append(element)
    if aside is not None:
        yield aside


def _wholly_strong(paragraph: ElementTree.Element) -> bool:
    return not paragraph.text and len(paragraph) == 1 and paragraph[0].tag == "strong" and not paragraph[0].tail


def _serialized(root: ElementTree.Element) -> str:
    return ElementTree.tostring(root, encoding="unicode", method="html")
