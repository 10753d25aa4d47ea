"""What the rest of the site knows of an edition: a card of its own, as in a library's catalogue.

An edition's text is held only while its pages are made. What the calendar, the authors, the sitemap and the editions
that continue its articles need of it stands on its card.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builder.model import Edition
from builder.site import views
from builder.site.addresses import article_url
from builder.site.headline import clauses
from builder.site.links import Inner, inner_links


@dataclass(frozen=True, slots=True)
class Line:
    """An article, as other pages name it."""

    page: str
    number: str
    name: str
    """Its headline, else that of the article which it continues, else the first words and "…"."""
    cut: tuple[tuple[str, ...], ...]
    """The words of each clause of its name, between which a line may break."""
    authors: tuple[str, ...]
    """None where the article is gone."""
    gone: bool
    """Withdrawn or moved: its address stays, and nothing names it but who continued it."""
    newspaper: str = ""
    """As its page prints it; told to its authors' pages alone."""

    @property
    def place(self) -> str:
        """`01/03`: its name within the edition."""
        return f"{self.page}/{self.number}"


@dataclass(frozen=True, slots=True)
class Card:
    """An edition, as other pages know it."""

    date: str
    pages: tuple[str, ...]
    lines: tuple[Line, ...]
    asks: tuple[str, ...]
    """Articles that its own ones name (`continued_*`, `moved_to`): `2025-07-10/01/03`."""
    links: tuple[Inner, ...] = ()
    """What its articles lead to within the site."""

    def url(self, line: Line) -> str:
        return article_url(self.date, line.page, line.number)

    @property
    def shown(self) -> list[Line]:
        """Its articles without those that are gone."""
        return [line for line in self.lines if not line.gone]

    @property
    def asks_elsewhere(self) -> tuple[str, ...]:
        """What it asks of other editions."""
        return tuple(name for name in self.asks if name.partition("/")[0] != self.date)


def card(edition: Edition, cut: Callable[[str], Iterable[str]]) -> Card:
    """The card of `edition`; `cut` finds the words of a headline."""
    lines, asks, names = [], [], views.names(edition)
    for page in edition.pages:
        newspaper = page.record.newspaper if page.record else ""
        for number, article in page.articles:
            gone, name = article.is_gone, names[f"{page.number}/{number}"]
            words = tuple(tuple(cut(clause.rstrip())) for clause in clauses(name))
            authors = () if gone else tuple(dict.fromkeys(article.authors))
            lines.append(Line(page.number, number, name, words, authors, gone, newspaper))
            asks += article.leads_to
    return Card(edition.date, tuple(page.number for page in edition.pages), tuple(lines),
                tuple(dict.fromkeys(asks)), tuple(inner_links(edition)))
