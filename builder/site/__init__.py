"""Archive → {path: bytes}, through templates/.

The site is made as a map and a reduce: `edition.files` makes each day's paper on its own, the rest of this package
gathers what stands on the days' cards into a home, a calendar, the authors, a feed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from builder.model import Archive, Edition
from builder.site import authors, calendar, edition, exports, feed, views
from builder.site.authors import Author, Listed
from builder.site.card import Card, card
from builder.site.cite import address
from builder.site.documents import documents
from builder.site.edition import Day
from builder.site.frame import Frame
from builder.site.links import Inner, inner_links
from builder.site.pictures import published
from builder.site.templates import assets, overrides

__all__ = [
    "Card", "Day", "Frame", "Inner", "author_page", "authors_index", "card", "documents", "feed_file", "fixed",
    "home", "inner_links", "pages", "sitemap_files", "years",
]

Files = Iterator[tuple[str, bytes]]


def pages(archive: Archive, templates: Path | None = None, content: Path | None = None,
          map: Callable[..., Iterable] = map) -> Files:
    """Every file of the site but the search index: (path relative to the site's root, content).

    `templates` is the archive's own folder of templates, which may not exist; `content` is the folder it was read
    from, for its pictures. `map(function, days)` may be an executor's. For an archive that memory holds; `press`
    makes the same files of one that it does not.
    Raises ContentFault where an article names a picture that cannot be shown.
    """
    frame = Frame(archive.settings, overrides(templates), content)
    editions = archive.editions
    cards = [card(edition, frame.cut) for edition in editions]
    dates = [card.date for card in cards]
    yield from fixed(frame)
    yield "index.html", home(frame, editions[-1] if editions else None, dates)
    yield from years(frame, dates)
    found = authors.authors(cards)
    yield "authors/index.html", authors_index(frame, [author.listed for author in found])
    yield from ((author.url, author_page(frame, author)) for author in found)
    if frame.base:
        latest = feed.latest(zip(editions[::-1], (len(card.shown) for card in cards[::-1]), strict=True))
        yield "feed.xml", feed_file(frame, latest)
        shown = ((card.date, card.pages, [line.place for line in card.shown]) for card in cards)
        yield from sitemap_files(frame, shown, dates, [author.url for author in found])
    for year in calendar.years(dates) if exports.LINES in archive.settings.exports else ():
        yield exports.year_file(year.number), b"".join(
            exports.lines(frame, edition) for edition in editions if edition.date.startswith(year.number))
    places = edition.places(cards, (name for card in cards for name in card.asks))
    neighbours = ["", *dates, ""]
    days = [Day(edition, neighbours[at], neighbours[at + 2], places) for at, edition in enumerate(editions)]
    for files in map(partial(edition.files, frame), days):
        yield from files


def fixed(frame: Frame) -> Files:
    """What depends on no edition."""
    yield ".nojekyll", b""
    yield from assets(frame.own, frame.words.strings["reader"])
    yield "search.html", frame.page("search.html", "search.html")
    root = urlsplit(frame.base).path if frame.base else ""
    yield "404.html", frame.rendered("404.html", root=root, url="404.html")


def home(frame: Frame, latest: Edition | None, dates: list[str]) -> bytes:
    """index.html. `dates`: of all editions, oldest first."""
    names = views.names(latest) if latest else {}
    pages = [views.shown(page, names, frame.cut) for page in latest.pages] if latest else []
    articles = tuple(shown for page in pages for shown in page)
    return frame.page(
        "home.html", "index.html", latest=latest, articles=articles, lead=views.lead(next(filter(None, pages), ())),
        writers=sorted({name for shown in articles for name in shown.article.authors}, key=authors.sound),
        month=calendar.month(dates[-1][:7], dates) if dates else None, years=calendar.years(dates))


def years(frame: Frame, dates: list[str]) -> Files:
    """<yyyy>/index.html of every year."""
    years = calendar.years(dates)
    for year in years:
        url = f"{year.number}/index.html"
        yield url, frame.page(
            "year.html", url, year=year.number, years=years,
            months=[calendar.month(month, dates) for month in year.months if month])


def authors_index(frame: Frame, found: Iterable[Listed]) -> bytes:
    """authors/index.html. `found`: in the order of their names' sounds."""
    return frame.page("authors.html", "authors/index.html", letters=authors.by_letter(found))


def author_page(frame: Frame, author: Author) -> bytes:
    """The page of an author."""
    return frame.page("author.html", author.url, author=author)


def feed_file(frame: Frame, latest: Iterable[Edition]) -> bytes:
    """feed.xml. `latest`: the editions that it holds, latest first."""
    entries = list(feed.entries(latest, frame.settings))
    updated = entries[0]["updated"] if entries else feed.moment("1970-01-01", "UTC")
    return frame.rendered("feed.xml", entries=entries, updated=updated, published=published)


def sitemap_files(frame: Frame, editions: Iterable[tuple[str, Sequence[str], Sequence[str]]], dates: Sequence[str],
                  authors: Iterable[str]) -> Files:
    """sitemap.xml, and its parts where it is large. `editions`: as for `feed.addresses`; `authors`: URLs."""
    years = [year.number for year in calendar.years(dates)]
    urls = feed.addresses(editions, dates[-1] if dates else "", years, authors)
    for path, part, listed in feed.sitemaps(urls):
        yield path, frame.rendered("sitemap.xml", sitemaps=listed, urls=[
            (address(frame.settings, url), date) for url, date in part])
