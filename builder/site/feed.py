"""feed.xml and sitemap.xml: what an archive with a base URL tells feed readers and search engines."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup

from builder.model import Article, Edition, Settings
from builder.site import views
from builder.site.addresses import article_url
from builder.site.body import elements
from builder.site.cite import address
from builder.site.pictures import ELSEWHERE, IMAGE, published

T = TypeVar("T")

ENTRIES = 60            # articles in the feed at least, where there are so many; editions stay whole
SITEMAP_URLS = 50_000   # in one file, by the sitemap protocol


def moment(date: str, timezone: str) -> str:
    """The morning of an edition, as Atom writes it: 2025-07-10T00:00:00+08:00. In UTC where the zone is not known."""
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC  # of Python itself: a machine that knows no zone does not know this one
    return datetime.fromisoformat(date).replace(tzinfo=zone).isoformat()


def latest(counts: Iterable[tuple[T, int]]) -> Iterator[T]:
    """What of (edition, its articles), latest edition first, the feed holds."""
    count = 0
    for edition, articles in counts:
        if count >= ENTRIES:
            return
        count += articles
        yield edition


def entries(editions: Iterable[Edition], settings: Settings) -> Iterator[dict[str, object]]:
    """The articles of `editions`, with their whole text."""
    for edition in editions:
        names = views.names(edition)
        for page in edition.pages:
            for number, article in page.articles:
                if not article.is_gone:
                    url = article_url(page.date, page.number, number)
                    folder = address(settings, f"{page.date}/{page.number}/")
                    yield {"article": article, "name": names[f"{page.number}/{number}"], "body": _body(article, folder),
                           "address": address(settings, url), "folder": folder,
                           "updated": moment(page.date, settings.timezone)}


def _body(article: Article, folder: str) -> Iterable[Markup]:
    """The elements of an article's body for a reader elsewhere; its pictures lie in `folder`."""
    for element in elements(article):
        yield Markup(IMAGE.sub(lambda image: "" if ELSEWHERE.match(image[1]) else
                               f'<img src="{folder}{published(image[1])}" alt="{image[2]}">', element))


def sitemaps(urls: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, str]], list[str]]]:
    """(path, its (url, date), the sitemaps it lists): one file, or an index and a file for every year.

    `urls` are (url, ISO date of last change or "").
    """
    urls = list(urls)
    if len(urls) <= SITEMAP_URLS:
        yield "sitemap.xml", urls, []
        return
    parts: dict[str, list[tuple[str, str]]] = {}
    for url, date in urls:
        parts.setdefault(date[:4] or "0", []).append((url, date))
    cut = {
        f"sitemap-{year}{f'-{at // SITEMAP_URLS}' if at else ''}.xml": part[at:at + SITEMAP_URLS]
        for year, part in sorted(parts.items()) for at in range(0, len(part), SITEMAP_URLS)}
    yield "sitemap.xml", [], list(cut)
    yield from ((path, part, []) for path, part in cut.items())


def addresses(editions: Iterable[tuple[str, Sequence[str], Sequence[str]]], latest: str, years: Iterable[str],
              authors: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(url, date) of every page that is worth finding.

    `editions`: (date, pages, "01/03" of its articles but those that are gone); `latest`: the date of the latest one.
    """
    yield "index.html", latest
    yield from ((f"{year}/index.html", "") for year in years)
    yield from ((url, "") for url in authors)
    for date, pages, places in editions:
        yield f"{date}/index.html", date
        for page in pages:
            yield f"{date}/{page}/index.html", date
            yield from ((f"{date}/{place}.html", date) for place in places if place.startswith(f"{page}/"))
