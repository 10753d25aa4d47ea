"""Drafts → Articles."""

import re
from collections.abc import Sequence, Set

from builder import prose
from builder.model import Article, Block, Kind, Photo, Source
from builder.parse.blocks import Draft, Paragraphs
from builder.parse.bylines import names
from builder.parse.datelines import dateline
from builder.parse.signatures import closing_names, letter_signers
from builder.parse.spans import Span, edited, joined

BRIEF = 120
"""Characters of text below which an article is a brief (简讯)."""
_NOTICE = re.compile(r"启事|公告|通告|声明|更正|致歉|征集|征稿|招聘|遗失|讣告|公示")


def articles(
    drafts: Sequence[Draft], furniture: Set[int], *, file: str, date: str, page: str, punctuation: str
) -> tuple[list[Article], list[Span]]:
    """The articles of a page in printed order, and every piece of text in them, for the ledger.

    `furniture` holds the numbers of the page's own lines, which part the line ranges of an article.
    """
    made, pieces = [], []
    filled = furniture.union(*(draft.lines for draft in drafts))
    for order, draft in enumerate(drafts, 1):
        source = Source(file, ranges(draft.lines, filled))
        article, owned = _article(draft, order, punctuation, source, date, page)
        made.append(article)
        pieces += owned
    return made, pieces


def _article(
    draft: Draft, order: int, punctuation: str, source: Source, date: str, page: str
) -> tuple[Article, list[Span]]:
    owned: list[Span] = []

    def text(lines: Sequence[Span], space: bool = False) -> str:
        if not lines:
            return ""
        owned.append(edited(joined(lines, space), punctuation))
        return owned[-1].text

    head = {part: text(getattr(draft, part), space=True) for part in ("label", "kicker", "title", "deck")}
    bylines = tuple(text([line]) for line in draft.bylines)
    blocks = tuple(_block(block, text) for block in draft.blocks)
    photos = tuple(Photo(text(picture.caption), text(picture.credit)) for picture in draft.pictures)
    paragraphs = [block.text for block in blocks if block.kind is Kind.BODY]
    line, reporters = dateline(paragraphs)
    writers = list(dict.fromkeys([name for byline in bylines for name in names(byline)] + list(reporters)))
    closing = closing_names(paragraphs, bool(writers or bylines), nameless=not writers)
    closing = closing or (() if writers or bylines else letter_signers(paragraphs))
    writers += [name for name in closing if name not in writers]
    article = Article(
        **head,
        bylines=bylines,
        photos=photos,
        authors=tuple(writers),
        dateline=line,
        date=date,
        page=page,
        order=order,
        kind=_kind(head["title"], photos, blocks, bool(bylines or line)),
        source=source,
        body=prose.markdown(blocks),
    )
    return article, owned


def _block(block: Paragraphs, text) -> Block:
    if block.kind is Kind.SIDEBAR:
        return Block(block.kind, text(block.lines, space=True), tuple(text(lines) for lines in block.paragraphs))
    return Block(block.kind, text(block.lines))


def _kind(title: str, photos: Sequence[Photo], blocks: Sequence[Block], reported: bool) -> str:
    length = sum(len(block.text) + sum(map(len, block.paragraphs)) for block in blocks)
    if photos and not reported and (not blocks or (length < 240 and len(blocks) <= 2)):
        return "photo"
    if _NOTICE.search(title) and not reported and length < 800:
        return "notice"
    return "brief" if blocks and length < BRIEF else "article"


def ranges(lines: Sequence[int], filled: Set[int] = frozenset()) -> tuple[tuple[int, int], ...]:
    """Line numbers as ranges, merged over blank lines: those that are not among the `filled`."""
    made: list[list[int]] = []
    for line in sorted(lines):
        if made and not any(between in filled for between in range(made[-1][1] + 1, line)):
            made[-1][1] = line
        else:
            made.append([line, line])
    return tuple((first, last) for first, last in made)
