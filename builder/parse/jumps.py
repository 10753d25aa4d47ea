"""下转第3版, 上接第1版: which article of the edition goes on as which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder import prose
from builder.model import Article, Kind
from builder.parse.numerals import page_number
from builder.parse.sight import sight

_PAGE = "(?P<page>[A-Z]{0,2}[0-9一二三四五六七八九十〇]{1,3}|头)"
_MORE = "(?:[、，—至~/-][A-Z]?[0-9一二三四五六七八九十〇]{1,3}){0,3}"
"""Further pages: 下转第二、三版, A06、A07版."""
_MARK = "[（〔【▼▶▲◀→←◆■●※]"
_TO = re.compile(
    rf"{_MARK}?(?:(?:下转|下接|转)[▶→]?第? ?{_PAGE}{_MORE} ?[版页][^。]{{0,12}}"
    rf"|下转[▶→]?(?P<bare>[A-Z][0-9]{{1,2}}))[）〕】]?$"
)
_FROM = re.compile(
    rf"^{_MARK}?(?:上接|文接|紧接|接自|转自|续自?|接)第? ?{_PAGE}{_MORE} ?[版页][^，。]{{0,12}}[）〕】]?"
)


@dataclass(frozen=True, slots=True)
class Links:
    """Where an article comes from and where it goes on; "" where nothing is printed or the other part is not known."""

    continued_from: str = ""
    continued_to: str = ""


def goes_to(article: Article) -> str:
    """The page, as its folder is named, on which the article says that it goes on; "" where it says nothing."""
    return next((page for text in reversed(_paragraphs(article)[-3:]) if (page := _page(_TO.search(sight(text))))), "")


def comes_from(article: Article) -> str:
    """The page from which the article says that it comes."""
    return next((page for text in _paragraphs(article)[:2] if (page := _page(_FROM.match(sight(text))))), "")


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in prose.blocks(article.body) if block.kind is Kind.BODY]


def _page(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    printed = found["page"] or found["bare"]
    return "01" if printed == "头" else page_number(printed)


def links(date: str, pages: Mapping[str, Sequence[tuple[str, Article]]]) -> dict[str, Links]:
    """The articles of an edition that go on on another of its pages, by name (2025-07-10/01/03).

    `pages`: page → its (number, article). Two parts belong together where one says so and only one fits: on that page
    the only article that says where it comes from, or the only one with the same headline.
    """
    found: dict[str, Links] = {}

    def link(here: str, target: str) -> None:
        if not found.get(here, Links()).continued_to and not found.get(target, Links()).continued_from:
            found[here] = Links(found.get(here, Links()).continued_from, target)
            found[target] = Links(here, found.get(target, Links()).continued_to)

    for page, articles in pages.items():
        for name, article in articles:
            there = goes_to(article)
            if there == page or there not in pages:
                continue
            rivals = [other for _, other in articles if goes_to(other) == there]
            parts = [(of, other) for of, other in pages[there] if comes_from(other) in (page, "")]
            part = _only([of for of, other in parts if comes_from(other)] if len(rivals) == 1 else []) or _only(
                _alike(article, parts)
            )
            if part:
                link(f"{date}/{page}/{name}", f"{date}/{there}/{part}")
    for page, articles in pages.items():
        for name, article in articles:
            there = comes_from(article)
            if there == page or there not in pages:
                continue
            parts = [(of, other) for of, other in pages[there] if goes_to(other) in (page, "")]
            part = _only(_alike(article, parts))
            if part and _only(_alike(article, articles)):
                link(f"{date}/{there}/{part}", f"{date}/{page}/{name}")
    return found


def _alike(article: Article, others: Sequence[tuple[str, Article]]) -> list[str]:
    """The numbers of those that have the article's headline."""
    return [of for of, other in others if article.title and sight(other.title) == sight(article.title)]


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""
