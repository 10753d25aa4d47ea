"""What editors write that must lead somewhere in the site: links in a text, `moved_to`, `continued_*`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from builder.leads import CONTINUED
from builder.model import Edition
from builder.site.addresses import article_url
from builder.site.body import elements

NAME = re.compile(r"\d{4}-\d\d-\d\d/[a-z0-9]+/\d{2,}")
"""An article's name: 2025-07-10/01/03."""
HREF = re.compile(r'\bhref="(?![a-z][a-z0-9+.-]*:|#)([^"#?]*)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inner:
    """What leads from an article to another file of the site."""

    article: str
    """`2025-07-10/01/03`"""
    written: str
    path: str
    """Where it leads, relative to the site's root; begins with `..` or `/` where that is outside, "" where a key holds
    no article's name."""
    key: str = ""
    """The key of the head that says it; "" for a link in the text."""


def inner_links(edition: Edition) -> Iterator[Inner]:
    """What leads from an edition's articles to the site's files, in printed order."""
    for page in edition.pages:
        for number, article in page.articles:
            folder = dirname(article_url(page.date, page.number, number))
            for key in ("moved_to", *CONTINUED):
                if target := getattr(article, key):
                    path = article_url(*target.split("/")) if NAME.fullmatch(target) else ""
                    yield Inner(f"{folder}/{number}", target, path, key)
            if "](" in article.body and not article.is_gone:
                for written in map(unescape, HREF.findall("".join(elements(article)))):
                    yield Inner(f"{folder}/{number}", written, normpath(join(folder, unquote(written))))
