"""Archive → {path: bytes}, through templates/.

The site is made as a map and a reduce: `edition.files` makes each day's paper on its own, the rest of this package
gathers the days into a home, a calendar, the authors, a feed.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from builder.model import Archive, Edition
from builder.site import authors, calendar, edition, exports, feed, views
from builder.site.cite import address
from builder.site.documents import documents
from builder.site.edition import Day
from builder.site.frame import Frame
from builder.site.links import Inner, inner_links
from builder.site.pictures import published
from builder.site.templates import assets, template_folders

__all__ = ["Day", "Frame", "Inner", "documents", "inner_links", "pages", "template_folders"]

Files = Iterator[tuple[str, bytes]]


def pages(archive: Archive, templates: Path | None = None, content: Path | None = None,
          map: Callable[..., Iterable] = map) -> Files:
    """Every file of the site but the search index: (path relative to the site's root, content).

    `templates` is the archive's own folder of templates, which may not exist; `content` is the folder it was read
    from, for its pictures. `map(function, days)` may be an
    executor's: function and `Day`s can be sent to other processes. The same archive gives the same files.
    Raises ContentFault where the settings name a language that is not shipped, or an article a picture that cannot
    be shown.
    """
    frame = Frame(archive.settings, template_folders(templates), content)
    editions = archive.editions
    yield from _fixed(frame)
    yield "index.html", _home(frame, editions)
    yield from _years(frame, [edition.date for edition in editions])
    found = authors.authors(editions)
    yield from _authors(frame, found)
    if frame.base:
        yield from _announcements(frame, editions, found)
    yield from exports.year_files(frame, editions)
    for files in map(partial(edition.files, frame), edition.days(editions)):
        yield from files


def _fixed(frame: Frame) -> Files:
    yield ".nojekyll", b""
    yield from assets(frame.folders, frame.words.strings["reader"])
    yield "search.html", frame.page("search.html", "search.html")
    root = urlsplit(frame.base).path if frame.base else ""
    yield "404.html", frame.rendered("404.html", root=root, url="404.html")


def _home(frame: Frame, editions: tuple[Edition, ...]) -> bytes:
    dates = [edition.date for edition in editions]
    latest = editions[-1] if editions else None
    pages = [views.shown(page, frame.cut) for page in latest.pages] if latest else []
    articles = tuple(shown for page in pages for shown in page)
    return frame.page(
        "home.html", "index.html", latest=latest, articles=articles, lead=views.lead(next(filter(None, pages), ())),
        writers=sorted({name for shown in articles for name in shown.article.authors}, key=authors.sound),
        month=calendar.month(dates[-1][:7], dates) if dates else None, years=calendar.years(dates))


def _years(frame: Frame, dates: list[str]) -> Files:
    years = calendar.years(dates)
    for year in years:
        url = f"{year.number}/index.html"
        yield url, frame.page(
            "year.html", url, year=year.number, years=years,
            months=[calendar.month(month, dates) for month in year.months if month])


def _authors(frame: Frame, found: tuple[authors.Author, ...]) -> Files:
    yield "authors/index.html", frame.page("authors.html", "authors/index.html", letters=authors.by_letter(found))
    for author in found:
        yield author.url, frame.page("author.html", author.url, author=author)


def _announcements(frame: Frame, editions: tuple[Edition, ...], found: tuple[authors.Author, ...]) -> Files:
    """feed.xml and the sitemaps."""
    entries = list(feed.entries(editions, frame.settings))
    updated = entries[0]["updated"] if entries else feed.moment("1970-01-01", "UTC")
    yield "feed.xml", frame.rendered("feed.xml", entries=entries, updated=updated, published=published)
    years = [year.number for year in calendar.years(edition.date for edition in editions)]
    urls = feed.addresses(editions, years, [author.url for author in found])
    for path, part, listed in feed.sitemaps(urls):
        yield path, frame.rendered("sitemap.xml", sitemaps=listed, urls=[
            (address(frame.settings, url), date) for url, date in part])
