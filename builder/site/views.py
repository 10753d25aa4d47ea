"""What templates see: an article ready to be set, a link, a page's rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from builder import layout
from builder.model import Article, Edition, Kind, Page
from builder.prose import blocks
from builder.site.addresses import article_url
from builder.site.body import bands, is_latin, together
from builder.site.headline import headline

NAME = 20  # characters of the text that name an article without a headline
LEDE = 150  # characters that a beginning has at least: six lines beside the other headlines
CONTINUED = "{title}（续）"
"""What names an article without a headline that continues another one: in the language of the paper, as that is."""
SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）》]*|[^。！？]+")


@dataclass(frozen=True, slots=True)
class Link:
    """What leads to a page."""

    url: str
    """Relative to the site's root."""
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An article ready to be set."""

    article: Article
    number: str
    url: str
    name: str
    """The headline, else that of the article which it continues, else the first words and "…"."""
    headline: Markup

    @property
    def is_latin(self) -> bool:
        """Whether its beginning is for the most part in Latin letters."""
        return is_latin(self.lede)

    @property
    def link(self) -> Link:
        return Link(self.url, self.name)

    @property
    def lede(self) -> str:
        """How the text begins: whole sentences, so many that they say something."""
        said = ""
        for block in blocks(self.article.body):
            if block.kind is Kind.BODY:
                for sentence in SENTENCE.findall(block.text):
                    if len(said) >= LEDE:
                        return said
                    said += sentence
        return said


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in its place on the page."""

    shown: Shown
    rank: str
    bands: tuple[tuple[Markup, ...], ...]
    """The elements of its body, cut into bands of columns, those of a band `together`."""


Row = tuple[tuple[int, tuple[Placed, ...]], ...]
"""Cells, as (units of twelve, articles)."""


def name(article: Article) -> str:
    """Plain words for a link: the headline, or the first words and "…"; who wrote it or took a photo is none of its
    name, where it has other words."""
    if article.title:
        return article.title
    photos = tuple(replace(photo, credit="") if photo.caption else photo for photo in article.photos)
    unsigned = replace(article, photos=photos, bylines=())
    words = " ".join(text_lines(unsigned)) or " ".join(text_lines(article))
    return words if len(words) <= NAME else words[:NAME].rstrip() + "…"


def names(edition: Edition) -> dict[str, str]:
    """Plain words for a link to each article of `edition`, by its place (01/03): its name, or where it has no headline
    and continues an article of the edition that has one, that headline and 续."""
    articles = {f"{page.number}/{number}": article for page in edition.pages for number, article in page.articles}
    found = {}
    for place, article in articles.items():
        first, seen = article, {place}
        while not first.title and (before := _before(first, edition.date)) in articles.keys() - seen:
            first = articles[before]
            seen.add(before)
        continued = first is not article and first.title and not first.is_gone
        found[place] = CONTINUED.format(title=first.title) if continued else name(article)
    return found


def _before(article: Article, date: str) -> str:
    """The place (01/03) of the article of the same day that `article` continues; "" where there is none."""
    day, _, place = article.continued_from.partition("/")
    return place if day == date else ""


def shown(page: Page, names: Mapping[str, str], cut: Callable[[str], Iterable[str]]) -> tuple[Shown, ...]:
    """The articles of a page, in printed order, without those that are gone; `names` are those of its edition."""
    return tuple(
        Shown(article, number, article_url(page.date, page.number, number), name, headline(name, cut))
        for number, article in page.articles if not article.is_gone
        for name in [names[f"{page.number}/{number}"]])


def text_lines(article: Article) -> Iterator[str]:
    """Every visible word of an article, one string for each element, in visible order."""
    yield from filter(None, (article.label, article.kicker, article.title, article.deck, *article.bylines))
    for photo in article.photos:
        yield from filter(None, [" ".join(filter(None, (photo.caption, photo.credit)))])
    for block in blocks(article.body):
        yield from filter(None, (block.text, *block.paragraphs))


def rows(page: Iterable[Shown], bodies: Mapping[str, Sequence[Markup]],
         ratios: Mapping[str, float] | None = None) -> tuple[Row, ...]:
    """The rows of a page, top to bottom. `bodies` are the articles' elements, by number; `ratios` is the height
    over the width of the pictures that the archive holds, by file name."""
    page = tuple(page)
    pieces = tuple(piece(shown, ratios or {}) for shown in page)
    ranks = layout.ranks(pieces)
    return tuple(
        tuple((cell.units, tuple(
            Placed(page[at], ranks[at], tuple(map(together, bands(
                bodies[page[at].number], *layout.MEASURE[cell.units]))))
            for at in cell.pieces)) for cell in row)
        for row in layout.rows(pieces, ranks))


def ranks(page: Iterable[Shown]) -> tuple[str, ...]:
    """Of each article, how heavy it is: `layout.ranks`."""
    return layout.ranks([piece(shown, {}) for shown in page])


def lead(articles: Sequence[Shown]) -> Shown | None:
    """The lead of a page, else its first article."""
    ranked = zip(articles, ranks(articles), strict=True)
    return next((shown for shown, rank in ranked if rank == layout.LEAD), articles[0] if articles else None)


def piece(shown: Shown, ratios: Mapping[str, float]) -> layout.Piece:
    """What an article's place on the page depends on."""
    article = shown.article
    found = blocks(article.body)
    return layout.Piece(
        title=len(article.title),
        paragraphs=tuple(len(block.text) for block in found if block.kind is Kind.BODY),
        subheads=sum(block.kind is Kind.SUBHEAD for block in found),
        heads=len(article.bylines) + sum(map(bool, (article.label, article.kicker, article.deck))),
        frames=(*(len(photo.caption) + len(photo.credit) for photo in article.photos),
                *(len(block.text) + sum(map(len, block.paragraphs))
                  for block in found if block.kind is Kind.SIDEBAR)),
        pictures=tuple(ratios[photo.image] for photo in article.photos if photo.image in ratios),
        kicker=bool(article.kicker),
    )
