"""What check knows about a site that stands: its links, its size, its search."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import PurePath
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag

from builder import limits
from builder.check.finding import ERROR, WARNING, Found, Kind
from builder.errors import ContentFault
from builder.model import Edition
from builder.site.addresses import article_url
from builder.speech import counted

ADDRESS = re.compile(r'<[a-z]+\b[^<>]*?\s(?:href|src)=(?:"([^"]*)"|([^\s">]+))')
ID = re.compile(r'<[a-z][a-z0-9]*\b[^<>]*?\sid=(?:"([^"]*)"|([^\s">]+))')
CITED = '<meta name="citation_title"'
"""What the page of an article has, and that of one that is gone has not."""
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Standing:
    """A site as check looks at it."""

    folder: PurePath
    sizes: Mapping[str, int]
    """Path → bytes, of every file."""
    read: Callable[[str], str]
    """The text of a file."""
    own: frozenset[str] = frozenset()
    """Paths of the archive's own files, copied as they are: what places their pages have is not ours to say."""


def links(site: Standing) -> Found:
    """Links and fragments of every page but 404.html, which knows the address alone."""
    ids = lru_cache(maxsize=4000)(lambda path: frozenset(_values(ID, site.read(path))))
    for path in sorted(name for name in site.sizes if name.endswith(".html") and name != "404.html"):
        for target in dict.fromkeys(_values(ADDRESS, site.read(path))):
            if ELSEWHERE.match(target):
                continue
            address, fragment = urldefrag(target)
            address = unquote(address.partition("?")[0])
            leads = normpath(join(path, "..", address)) if address else path
            if leads not in site.sizes:
                yield ContentFault("the link leads nowhere: {link}", path=site.folder / path, link=target,
                                   hint="Build the site again: banmian build")
            elif fragment and leads.endswith(".html") and leads not in site.own and fragment not in ids(leads):
                yield ContentFault("the link leads to no place of its page: {link}", path=site.folder / path,
                                   link=target, hint="Build the site again: banmian build")


def _values(pattern: re.Pattern[str], html: str) -> list[str]:
    return [unescape(quoted or bare) for quoted, bare in pattern.findall(html)]


def size(site: Standing) -> Found:
    """A site or a file that comes near to what GitHub takes."""
    yield from (fault for part, fault in _measured(site) if limits.NEAR < part <= 1)


def too_large(site: Standing) -> Found:
    """A site or a file that GitHub does not take."""
    yield from (fault for part, fault in _measured(site) if part > 1)


def _measured(site: Standing) -> Iterator[tuple[float, ContentFault]]:
    return limits.measured(site.folder, sum(site.sizes.values()), sorted(site.sizes.items()))


KINDS = (
    Kind("site link", ERROR, links),
    Kind("size", WARNING, size),
    Kind("too large", ERROR, too_large),
)


def titles(editions: Iterable[Edition], folder: PurePath, site: Standing,
           found: Callable[[str, str], Iterable[str]]) -> Found:
    """Articles that their own title does not find; `found(title, date)` are the URLs that a search finds.

    Articles that the site does not hold as they are now, or holds though they are gone, are told once.
    """
    newer = []
    for edition in editions:
        for page in edition.pages:
            for number, article in page.articles:
                url = article_url(page.date, page.number, number)
                path = folder / page.date / page.number / f"{number}.md"
                if article.is_gone:
                    if url in site.sizes and CITED in site.read(url):
                        newer.append(path)
                elif not article.title:
                    continue
                elif url not in site.sizes or article.title not in _title(site.read(url)):
                    newer.append(path)
                elif url not in found(article.title, page.date):
                    yield ContentFault("a search for its title does not find it", path=path, line=2,
                                       hint="Build the site again: banmian build")
    if newer:
        yield ContentFault("the site lacks {articles} as written now, the first is {first}",
                           path=site.folder, articles=counted(len(newer), "article"), first=newer[0],
                           hint="Build the site again: banmian build")


def _title(html: str) -> str:
    found = re.search("<title>(.*?)</title>", html, re.DOTALL)
    return unescape(found[1]) if found else ""
