"""One day's paper → its files. It depends on that day, on the `Frame`, on its neighbours' names: on nothing else.

So the days of an archive can be made in any order, in other processes, and kept until one of the three changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest

from markupsafe import Markup

from builder import collation, prose
from builder.collation import Pair
from builder.model import Edition, Page
from builder.site import cite, exports, raw, views
from builder.site.addresses import article_url
from builder.site.body import elements, numbered, short, text, together
from builder.site.card import Card
from builder.site.frame import LANGUAGE, Frame
from builder.site.pictures import Picture, pictured, pictures
from builder.site.views import Link, Shown
from builder.site.words import numeral


@dataclass(frozen=True, slots=True)
class Day:
    """An edition and what it knows of the others."""

    edition: Edition
    previous: str = ""
    """Date of the edition before, "" where there is none."""
    next: str = ""
    places: Mapping[str, Link] = field(default_factory=dict)
    """Articles that this edition's articles name (`continued_*`, `moved_to`): name → where it is."""
    held: Mapping[str, bytes] | None = None
    """Its files by their names below its folder, where that is on another machine."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a page of the paper knows of its neighbours."""

    places: Mapping[str, Link]
    previous_page: Link | None = None
    next_page: Link | None = None
    previous_article: Link | None = None
    """The last article of the page before."""
    next_article: Link | None = None
    """The first article of the page after."""


def led_to(edition: Edition) -> Iterator[str]:
    """The names of articles that this edition's articles lead to."""
    for page in edition.pages:
        for _, article in page.articles:
            yield from article.leads_to


def places(cards: Iterable[Card], names: Iterable[str]) -> dict[str, Link]:
    """Those of `names` (`2025-07-10/01/03`) that are articles on the `cards`: name → where it is."""
    asked = set(names)
    return {name: Link(card.url(line), line.name) for card in cards for line in card.lines
            if (name := f"{card.date}/{line.place}") in asked}


def files(frame: Frame, day: Day) -> list[tuple[str, bytes]]:
    """The files of an edition: its front, its pages, its articles, the whole of it on one page, its exports."""
    date = day.edition.date
    known = views.names(day.edition)
    contents = [_contents(frame, page, known, day.held) for page in day.edition.pages]
    made = [(f"{date}/index.html", _front(frame, day, contents)), (f"{date}/all.html", _whole(frame, day, contents))]
    for at, inside in enumerate(contents):
        before, after = contents[at - 1] if at else None, contents[at + 1] if at + 1 < len(contents) else None
        made += _page(frame, inside, Around(
            day.places,
            previous_page=_page_link(before), next_page=_page_link(after),
            previous_article=before.articles[-1].link if before and before.articles else None,
            next_article=after.articles[0].link if after and after.articles else None))
    return [*made, *exports.edition_files(
        frame, day.edition, {inside.page.number: inside.pictures for inside in contents})]


@dataclass(frozen=True, slots=True)
class Contents:
    """A page of the paper, ready to be set."""

    page: Page
    articles: tuple[Shown, ...]
    pictures: Mapping[str, Picture]
    """By the names that the articles give them."""

    def bodies(self, prefix: str = "") -> dict[str, tuple[Markup, ...]]:
        """The elements of each article, by its number; `prefix` leads to the page's folder."""
        return {shown.number: pictured(elements(shown.article), self.pictures, prefix) for shown in self.articles}


def _contents(frame: Frame, page: Page, names: Mapping[str, str], held: Mapping[str, bytes] | None) -> Contents:
    articles = views.shown(page, names, frame.cut)
    return Contents(page, articles, pictures(frame.content, page, [shown.article for shown in articles], held))


def _front(frame: Frame, day: Day, contents: list[Contents]) -> bytes:
    return frame.page(
        "edition.html", f"{day.edition.date}/index.html", edition=day.edition, previous=day.previous, next=day.next,
        context_object=partial(cite.context_object, settings=frame.settings, language=LANGUAGE),
        contents=[(inside.page, inside.articles, views.lead(inside.articles)) for inside in contents])


def _whole(frame: Frame, day: Day, contents: list[Contents]) -> bytes:
    url = f"{day.edition.date}/all.html"
    html = frame.html("all.html", url, edition=day.edition, contents=[
        (inside, {number: together(body) for number, body in inside.bodies(f"{inside.page.number}/").items()})
        for inside in contents])
    return proved((shown for inside in contents for shown in inside.articles), html, url)


def _page_link(contents: Contents | None) -> Link | None:
    if contents is None:
        return None
    page = contents.page
    return Link(f"{page.date}/{page.number}/index.html", numeral(page.number))


def _page(frame: Frame, inside: Contents, around: Around) -> Iterator[tuple[str, bytes]]:
    """The files of one page: its own, its raw text, its pictures, one for each article."""
    page, articles, bodies = inside.page, inside.articles, inside.bodies()
    url = f"{page.date}/{page.number}"
    ratios = {name: picture.ratio for name, picture in inside.pictures.items()}
    html = frame.html("page.html", f"{url}/index.html", page=page, articles=articles, around=around,
                      pictures=inside.pictures, rows=views.rows(articles, bodies, ratios))
    yield f"{url}/index.html", proved(articles, html, f"{url}/index.html")
    for picture in inside.pictures.values():
        yield from ((f"{url}/{name}", data) for name, _, _, data in picture.files)
    found: dict[str, tuple[Pair, ...]] = {}
    if page.raw is not None:
        lines = collation.lines(page.raw)
        found = {shown.number: collation.pairs(shown.article, lines) for shown in articles}
        yield f"{url}/raw.html", frame.page(
            "raw.html", f"{url}/raw.html", page=page, around=around,
            sections=raw.sections(page, lines, found, articles))
    links = [around.previous_article, *(shown.link for shown in articles), around.next_article]
    for at, shown in enumerate(articles):
        pairs = found.get(shown.number, ())
        html = frame.html(
            "article.html", shown.url, page=page, shown=shown, around=around, pictures=inside.pictures,
            body=together(short(numbered(bodies[shown.number], collation.first_lines(pairs)))),
            first=raw.first_line(pairs),
            report=cite.report(shown, frame.settings), reference=cite.reference(shown, page, frame.settings),
            tags=cite.tags(shown, page, frame.settings, LANGUAGE),
            linked_data=cite.linked_data(shown, page, frame.settings, LANGUAGE),
            previous=links[at], next=links[at + 2])
        yield shown.url, proved([shown], html, shown.url)
    for number, article in page.articles:
        if article.is_gone:
            gone = article_url(page.date, page.number, number)
            yield gone, frame.page("withdrawn.html", gone, page=page, article=article, around=around)


def proved(shown: Iterable[Shown], html: str, url: str) -> bytes:
    """The bytes of `html`, the page at `url`. Raises prose.Loss where its `article` elements show other words than the
    articles."""
    for one, element in zip_longest(shown, html.split("<article")[1:]):  # of a template that is not ours, perhaps fewer
        seen = text("<article" + element.partition("</article>")[0]) if element else ""
        words = "".join(views.text_lines(one.article)) if one else ""
        if "".join(seen.split()) != "".join(words.split()):
            raise prose.Loss(words, seen, url)
    return html.encode()
