"""How an article is cited, and what it tells machines about itself. Nothing that is not printed is invented."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup

from builder.model import Page, Settings
from builder.site.templates import script_json
from builder.site.views import Shown
from builder.site.words import numeral

NAMED = 3   # authors named before 等


def printed_page(page: Page) -> str:
    """The page's number where the paper prints it, or where nobody doubts it; "" where only the folder says so."""
    return numeral(page.number) if page.record is None or page.record.page_from == "printed" else ""


def newspaper(page: Page, settings: Settings) -> str:
    """The newspaper's name: the archive's, else as the page prints it; "" where neither says it."""
    return settings.newspaper or (page.record.newspaper if page.record else "")


def address(settings: Settings, url: str) -> str:
    """The absolute address of `url`, "" without a base URL. An index is addressed by its folder."""
    if not settings.base_url:
        return ""
    return settings.base_url.rstrip("/") + "/" + url.removesuffix("index.html")


def report(shown: Shown, settings: Settings) -> str:
    """Where an error in the article is reported: `report_url` with {url}, {title} and {id} filled in; "" for none."""
    fields = {"url": address(settings, shown.url) or shown.url, "title": shown.name,
              "id": shown.url.removesuffix(".html")}
    link = re.sub(r"\{(url|title|id)\}", lambda field: quote(fields[field[1]], safe=""), settings.report_url)
    return link if link.startswith(("https://", "http://", "mailto:")) else ""


def reference(shown: Shown, page: Page, settings: Settings) -> str:
    """The GB/T 7714—2025 line of a newspaper article, with the address where there is one."""
    article = shown.article
    authors = "，".join(article.authors[:NAMED]) + ("，等" if len(article.authors) > NAMED else "")
    place = f"{newspaper(page, settings) or '报名不详'}，{page.date}（{printed_page(page) or '版次不详'}）"
    where = address(settings, shown.url)
    return ". ".join(filter(None, (authors, f"{shown.name}[N]", place, where))) + "."


def tags(shown: Shown, page: Page, settings: Settings, language: str) -> Iterator[tuple[str, str]]:
    """(name, content) of the tags from which a reference manager makes a newspaper article."""
    article = shown.article
    yield "z:itemType", "newspaperArticle"
    yield "citation_title", shown.name
    yield from (("citation_author", author) for author in article.authors)
    yield "citation_publication_date", page.date
    yield from (pair for pair in (
        ("prism.publicationName", newspaper(page, settings)),
        ("citation_firstpage", printed_page(page)),
    ) if pair[1])
    yield "citation_language", language


def context_object(shown: Shown, page: Page, settings: Settings, language: str) -> str:
    """The COinS of an article: what a reference manager reads from a list of articles, as an OpenURL's query."""
    article = shown.article
    return urlencode([
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.type", "newspaperArticle"),
        *((key, value) for key, value in (
            ("rft.title", shown.name), ("rft.source", newspaper(page, settings)), ("rft.date", page.date),
            ("rft.pages", printed_page(page)), ("rft.language", language), ("rft_id", address(settings, shown.url)),
        ) if value),
        *(("rft.creator", author) for author in article.authors),
    ], quote_via=quote)


def linked_data(shown: Shown, page: Page, settings: Settings, language: str) -> Markup:
    """schema.org's NewsArticle → PublicationIssue → Newspaper, as JSON that may stand in a `script` element."""
    article = shown.article
    name = newspaper(page, settings)
    paper = {"@type": "Newspaper", "name": name} if name else None
    data = _said({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": shown.name,
        "alternativeHeadline": article.kicker or article.deck,
        "author": [{"@type": "Person", "name": author} for author in article.authors],
        "datePublished": page.date, "dateline": article.dateline, "printPage": printed_page(page),
        "printSection": page.record.section if page.record else "", "inLanguage": language,
        "isPartOf": _said({"@type": "PublicationIssue", "datePublished": page.date, "isPartOf": paper}),
    })
    return Markup(script_json(data))


def _said(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}
