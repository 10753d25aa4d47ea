"""Links that editors write in articles: to other pages of the site, as seen from the article's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from builder.model import Archive, Edition
from builder.site import views
from builder.site.addresses import article_url
from builder.site.body import elements

HREF = re.compile(r'\bhref="(?![a-z][a-z0-9+.-]*:|#)([^"#?]*)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inner:
    """A link from an article to another file of the site."""

    article: str
    """`2025-07-10/01/03`"""
    written: str
    path: str
    """Where it leads, relative to the site's root; begins with `..` or `/` where that is outside."""


def inner_links(archive: Archive) -> Iterator[Inner]:
    """The links within the site that stand in the texts of articles, in the order of the archive."""
    for edition in archive.editions:
        yield from edition_links(edition)


def edition_links(edition: Edition) -> Iterator[Inner]:
    """Those of an edition's articles."""
    for page in edition.pages:
        for number, article in page.articles:
            if "](" in article.body and not views.is_gone(article):
                folder = dirname(article_url(page.date, page.number, number))
                for written in map(unescape, HREF.findall("".join(elements(article)))):
                    yield Inner(f"{folder}/{number}", written, normpath(join(folder, unquote(written))))
