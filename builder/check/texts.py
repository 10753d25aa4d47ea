"""What check knows about the words of an article: marks that lack their partner, characters that look wrong."""

import json
import re
from collections.abc import Iterator

from builder import collation, misprints, prose
from builder.check.finding import ERROR, WARNING, Found, Kind, Sheet
from builder.check.pages import around
from builder.errors import ContentFault
from builder.parse import suspects
from builder.parse.spans import printed_full

PARTNERS = dict(("“”", "‘’", "《》", "〈〉", "（）", "()", "【】", "「」", "『』", "〔〕"))
REPEATED = "“‘「『"
"""Of a speech of several paragraphs each begins with the mark, and only the last ends with one."""
COUNTING = re.compile(r"[0-9A-Za-z一二三四五六七八九十]{1,3}[)）]")
"""1） and a): a bracket that needs no partner."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\U000f0000-\U0010ffff]")


def texts(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """(number, its texts) of every article that stands."""
    for number, article in sheet.standing:
        yield number, [text for _, text in collation.texts(article)]


def markdown(sheet: Sheet) -> Found:
    """Articles that Markdown would show with other words."""
    for number, article in sheet.standing:
        try:
            prose.html(article.body)
        except prose.Loss as loss:
            yield misprints.lossy(sheet.file(number), sheet.files[f"{number}.md"], loss)


def brackets(sheet: Sheet) -> Found:
    """Brackets and quotation marks without a partner."""
    for number, paragraphs in texts(sheet):
        for place, text in enumerate(paragraphs):
            after = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
            for at in alone(text, after):
                yield ContentFault("{mark} without its partner: “{text}”", path=sheet.file(number),
                                   line=sheet.line(number, text), mark=text[at], text=around(text, at),
                                   hint="Compare it with the raw page.")


def alone(text: str, after: str = "") -> list[int]:
    """Places of the marks that lack their partner in `text`; `after` is the paragraph below it."""
    opened: list[int] = []
    found: list[int] = []
    for at, character in enumerate(text):
        if character in PARTNERS:
            opened.append(at)
        elif character in PARTNERS.values():
            if opened and PARTNERS[text[opened[-1]]] == character:
                opened.pop()
            elif character in [PARTNERS[text[place]] for place in opened]:
                while PARTNERS[text[opened[-1]]] != character:
                    found.append(opened.pop())
                opened.pop()
            elif not _needs_none(text, at):
                found.append(at)
    found += [at for at in opened if not (text[at] in REPEATED and after.startswith(text[at]))]
    return sorted(found)


def _needs_none(text: str, at: int) -> bool:
    """Whether a closing mark counts, 1）, or is an apostrophe."""
    if text[at] == "’":
        return text[max(0, at - 1):at].isalnum()
    return text[at] in ")）" and bool(COUNTING.search(text, max(0, at - 3), at + 1))


def suspected(sheet: Sheet) -> Found:
    """Characters that OCR probably misread."""
    named = [(number, text) for number, paragraphs in texts(sheet) for text in paragraphs]
    found = suspects.of_page([text for _, text in named], sheet.settings.words)
    for (number, text), suspicions in zip(named, found, strict=True):
        for each in suspicions:
            yield ContentFault("{printed}: perhaps {better}", path=sheet.file(number), line=sheet.line(number, text),
                               printed=each.printed, better=each.better, hint="Compare it with the printed page.")


def unreadable(sheet: Sheet) -> Found:
    """Characters that were lost on the way."""
    for number, paragraphs in texts(sheet):
        for text in paragraphs:
            if (at := text.find("\ufffd")) >= 0:
                yield ContentFault("a character is lost (U+FFFD): “{text}”", path=sheet.file(number),
                                   line=sheet.line(number, text), text=around(text, at),
                                   hint="Write what the printed page has.")


def invisible(sheet: Sheet) -> Found:
    """Characters that nobody sees."""
    for number, paragraphs in texts(sheet):
        for text in paragraphs:
            if found := INVISIBLE.search(text):
                yield ContentFault("a character that nobody sees: U+{code}", path=sheet.file(number),
                                   line=sheet.line(number, text), code=f"{ord(found[0]):04X}", hint="Delete it.")


def half_width(sheet: Sheet) -> Found:
    """Half-width punctuation beside Chinese text, where the archive wants it full."""
    if sheet.settings.punctuation != "full":
        return
    for number, paragraphs in texts(sheet):
        for text in paragraphs:
            wide = printed_full(text)
            if wide != text:
                at = next(at for at, (is_, was) in enumerate(zip(wide, text, strict=True)) if is_ != was)
                yield ContentFault("half-width {mark} beside Chinese text: “{text}”", path=sheet.file(number),
                                   line=sheet.line(number, text), mark=text[at], text=around(text, at),
                                   hint="Write {wide}.", wide=wide[at])


def _apart(name: str) -> list[str]:
    return [part.strip() for part in re.split("[、，,；;]", name) if part.strip()]


def in_one(sheet: Sheet) -> Found:
    """Authors that are several in one name."""
    for number, article in sheet.standing:
        for name in article.authors:
            if len(_apart(name)) > 1:
                parts = [part for each in article.authors for part in _apart(each)]
                yield ContentFault("authors: several in one name: {name}", path=sheet.file(number),
                                   line=sheet.line(number, name), name=name, hint="{form}",
                                   form=f"authors: {json.dumps(parts, ensure_ascii=False)}")


KINDS = (
    Kind("markdown", ERROR, markdown),
    Kind("brackets", WARNING, brackets),
    Kind("suspected", WARNING, suspected),
    Kind("unreadable", WARNING, unreadable),
    Kind("invisible", WARNING, invisible),
    Kind("half-width", WARNING, half_width),
    Kind("in one", WARNING, in_one),
)
