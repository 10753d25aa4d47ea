"""Archive → {path: bytes}, through templates/.

`pages` walks the archive from its home down to its articles. What a page of the newspaper becomes (`page_files`)
depends on that page, on the `Frame` that all pages share, and on its neighbours' names (`Around`): on nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from builder import evidence, prose
from builder.evidence import Pair
from builder.lexicon import lexicon
from builder.model import Archive, Edition, Page, Settings
from builder.site import authors, calendar, cite, raw, views
from builder.site.addresses import article_url, author_url
from builder.site.body import elements, numbered, text
from builder.site.documents import documents
from builder.site.templates import assets, environment, strings, template_folders
from builder.site.views import Link, Shown
from builder.site.words import Words, numeral

__all__ = ["Around", "Frame", "documents", "page_files", "pages", "template_folders"]


@dataclass(frozen=True, slots=True)
class Around:
    """What a page of the newspaper knows of its neighbours."""

    previous_page: Link | None = None
    next_page: Link | None = None
    previous_article: Link | None = None
    """The last article of the page before."""
    next_article: Link | None = None
    places: Mapping[str, Link] | None = None
    """Articles that this page's articles name (`continued_*`, `moved_to`): name → where it is."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of the site share. It can be sent to another process."""

    settings: Settings
    folders: tuple[Path, ...]

    @property
    def words(self) -> Words:
        return _words(self.folders, self.settings.language)

    @property
    def language(self) -> str:
        """The language of the newspaper: the site's words may be in another."""
        return "zh-CN"

    def cut(self, text: str) -> Iterable[str]:
        """The words of a headline."""
        return _cut(text, self.settings.words)

    def page(self, template: str, url: str, **context: object) -> bytes:
        """The page at `url`, made with `template`."""
        root = "../" * url.count("/")
        return self.rendered(template, root=root, url=url, **context)

    def rendered(self, template: str, **context: object) -> bytes:
        words = self.words
        text = _environment(self.folders).get_template(template).render(
            settings=self.settings, strings=words.strings, words=words, numeral=numeral,
            author_url=author_url, marked=raw.marked,
            canonical=cite.address(self.settings, context.get("url", "")),
            archive_name=self.settings.newspaper or words.strings["site_name"], **context)
        return text.encode()


@lru_cache(maxsize=4096)
def _cut(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(lexicon(words).cut(text, HMM=False))


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    return environment(folders)


@cache
def _words(folders: tuple[Path, ...], language: str) -> Words:
    return Words(strings(folders, language))


def pages(archive: Archive, templates: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but the search index: (path relative to the site's root, content).

    `templates` is the archive's own folder of templates, which may not exist. The same archive gives the same files.
    Raises ContentFault where the settings name a language that is not shipped.
    """
    frame = Frame(archive.settings, template_folders(templates))
    yield from _fixed(frame)
    yield "index.html", _home(frame, archive.editions)
    dates = [edition.date for edition in archive.editions]
    for year in calendar.years(dates):
        yield f"{year.number}/index.html", _year(frame, year, dates)
    yield from _authors(frame, archive.editions)
    around = neighbours(archive.editions)
    for place, edition in enumerate(archive.editions):
        yield f"{edition.date}/index.html", _edition(frame, archive.editions, place)
        for page in edition.pages:
            yield from page_files(frame, page, around[page.date, page.number])
        yield f"{edition.date}/all.html", _whole(frame, edition)


def _fixed(frame: Frame) -> Iterator[tuple[str, bytes]]:
    yield ".nojekyll", b""
    yield from assets(frame.folders, frame.words.strings["reader"])
    yield "search.html", frame.page("search.html", "search.html")
    base = urlsplit(frame.settings.base_url)
    root = base.path.rstrip("/") + "/" if base.netloc else ""
    yield "404.html", frame.rendered("404.html", root=root, url="404.html")


def _home(frame: Frame, editions: tuple[Edition, ...]) -> bytes:
    dates = [edition.date for edition in editions]
    latest = editions[-1] if editions else None
    pages = [views.shown(page, frame.cut) for page in latest.pages] if latest else []
    articles = tuple(shown for page in pages for shown in page)
    return frame.page(
        "home.html", "index.html", latest=latest, articles=articles, lead=_lead(next(filter(None, pages), ())),
        writers=sorted({name for shown in articles for name in shown.article.authors}, key=authors.sound),
        month=calendar.month(dates[-1][:7], dates) if dates else None, years=calendar.years(dates))


def _year(frame: Frame, year: calendar.Year, dates: list[str]) -> bytes:
    return frame.page(
        "year.html", f"{year.number}/index.html", year=year.number,
        months=[calendar.month(month, dates) for month in year.months if month],
        years=calendar.years(dates))


def _edition(frame: Frame, editions: tuple[Edition, ...], place: int) -> bytes:
    edition = editions[place]
    contents = []
    for page in edition.pages:
        articles = views.shown(page, frame.cut)
        contents.append((page, articles, _lead(articles)))
    return frame.page(
        "edition.html", f"{edition.date}/index.html", edition=edition, contents=contents,
        previous=editions[place - 1].date if place else "",
        next=editions[place + 1].date if place + 1 < len(editions) else "")


def _whole(frame: Frame, edition: Edition) -> bytes:
    """The edition on one page, to be read from top to bottom."""
    contents = [
        (page, [(shown, elements(shown.article)) for shown in views.shown(page, frame.cut)])
        for page in edition.pages]
    html = frame.page("all.html", f"{edition.date}/all.html", edition=edition, contents=contents)
    return proved((shown for _, articles in contents for shown, _ in articles), html, edition.date)


def _authors(frame: Frame, editions: tuple[Edition, ...]) -> Iterator[tuple[str, bytes]]:
    found = authors.authors(editions)
    yield "authors/index.html", frame.page("authors.html", "authors/index.html", letters=authors.by_letter(found))
    for author in found:
        yield author.url, frame.page("author.html", author.url, author=author)


def _lead(articles: Iterable[Shown]) -> Shown | None:
    """The lead of a page, else its first article."""
    articles = tuple(articles)
    ranked = views.ranks(articles)
    return next((article for article, rank in zip(articles, ranked, strict=True) if rank == "lead"),
                articles[0] if articles else None)


def neighbours(editions: Iterable[Edition]) -> dict[tuple[str, str], Around]:
    """Of every page, by (date, number), what it knows of its neighbours."""
    editions = tuple(editions)
    named = {
        f"{page.date}/{page.number}/{number}": Link(article_url(page.date, page.number, number),
                                                    views.name(article))
        for edition in editions for page in edition.pages for number, article in page.articles}
    around = {}
    for edition in editions:
        for place, page in enumerate(edition.pages):
            before = edition.pages[place - 1] if place else None
            after = edition.pages[place + 1] if place + 1 < len(edition.pages) else None
            around[page.date, page.number] = Around(
                previous_page=_page_link(before), next_page=_page_link(after),
                previous_article=_article_link(before, -1), next_article=_article_link(after, 0),
                places={name: named[name] for name in _names(page) if name in named})
    return around


def _names(page: Page) -> Iterator[str]:
    for _, article in page.articles:
        yield from filter(None, (article.continued_from, article.continued_to, article.moved_to))


def _page_link(page: Page | None) -> Link | None:
    return Link(f"{page.date}/{page.number}/index.html", numeral(page.number)) if page else None


def _article_link(page: Page | None, place: int) -> Link | None:
    there = [pair for pair in page.articles if not views.is_gone(pair[1])] if page else []
    if not there:
        return None
    number, article = there[place]
    return Link(article_url(page.date, page.number, number), views.name(article))


def page_files(frame: Frame, page: Page, around: Around) -> Iterator[tuple[str, bytes]]:
    """The files of one page: its own, its raw text, one for each article."""
    url = f"{page.date}/{page.number}"
    articles = views.shown(page, frame.cut)
    bodies = {shown.number: elements(shown.article) for shown in articles}
    html = frame.page("page.html", f"{url}/index.html", page=page, articles=articles,
                      rows=views.rows(articles, bodies), around=around)
    yield f"{url}/index.html", proved(articles, html, url)
    found: dict[str, tuple[Pair, ...]] = {}
    if page.raw is not None:
        lines = evidence.lines(page.raw)
        found = {shown.number: evidence.evidence(shown.article, lines) for shown in articles}
        yield f"{url}/raw.html", frame.page(
            "raw.html", f"{url}/raw.html", page=page, around=around,
            sections=raw.sections(page, lines, found, articles))
    links = [around.previous_article, *(article.link for article in articles), around.next_article]
    for place, shown in enumerate(articles):
        pairs = found.get(shown.number, ())
        html = frame.page(
            "article.html", shown.url, page=page, shown=shown, around=around,
            body=numbered(bodies[shown.number], evidence.first_lines(pairs)), first=raw.article_lines(pairs),
            report=cite.report(shown, frame.settings), reference=cite.reference(shown, page, frame.settings),
            tags=cite.tags(shown, page, frame.settings, frame.language),
            linked_data=cite.linked_data(shown, page, frame.settings, frame.language),
            previous=links[place], next=links[place + 2])
        yield shown.url, proved([shown], html, shown.url)
    for number, article in page.articles:
        if views.is_gone(article):
            gone = article_url(page.date, page.number, number)
            yield gone, frame.page("withdrawn.html", gone, page=page, article=article, around=around)


def proved(shown: Iterable[Shown], html: bytes, url: str) -> bytes:
    """`html`, the page at `url`. Raises prose.Loss where its `article` elements show other words than the articles."""
    for one, element in zip(shown, re.split(r"(?=<article\b)", html.decode())[1:], strict=True):
        seen = text(element[:element.index("</article>")])
        words = "".join(views.text_lines(one.article))
        if "".join(seen.split()) != "".join(words.split()):
            raise prose.Loss(words, seen, url)
    return html
