"""The raw text of a page beside what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from builder.collation import CHANGED, WIDTH, Pair, RawLine, Segment
from builder.model import Page, line_numbers
from builder.site.views import Shown


@dataclass(frozen=True, slots=True)
class Section:
    """A run of raw lines: an article's, or the page's own words."""

    shown: Shown | None
    pairs: tuple[Pair, ...]
    first: int
    last: int
    width: int = 0
    """Marks of punctuation set full-width."""
    joins: int = 0
    """Texts put together across a column's end or a box."""
    changes: int = 0
    """Texts that a person changed."""


def sections(page: Page, lines: Sequence[str], pairs: Mapping[str, tuple[Pair, ...]],
             articles: Iterable[Shown]) -> tuple[Section, ...]:
    """The raw text in sections, by their first lines. The lines of articles that are gone are left out.

    `pairs` are those of each article, by its number.
    """
    owned = set().union(*(article.lines for _, article in page.articles))
    if any(article.is_gone and article.source is None for _, article in page.articles):
        # Whose lines these are is not known: they may be those that went.
        furniture = page.record.furniture if page.record else ()
        owned |= set(range(1, len(lines) + 1)) - line_numbers(furniture)
    found = [_section(shown, pairs[shown.number]) for shown in articles if pairs.get(shown.number)]
    own: list[Pair] = []
    for number, text in enumerate(lines, start=1):
        if text.strip() and number not in owned:
            if own and any(line in owned for line in range(own[-1].line, number)):
                found.append(_section(None, own))
                own = []
            own.append(Pair("", (RawLine(number, (Segment(text, ""),)),), ()))
    if own:
        found.append(_section(None, own))
    return tuple(sorted(found, key=lambda section: section.first))


def _section(shown: Shown | None, pairs: Sequence[Pair]) -> Section:
    raw = [line for pair in pairs for line in pair.raw]
    numbers = [line.number for line in raw]
    return Section(
        shown, tuple(pairs), min(numbers, default=0), max(numbers, default=0),
        width=sum(segment.mark == WIDTH for line in raw for segment in line.segments),
        joins=sum(line.joined for line in raw),
        changes=sum(pair.is_edited for pair in pairs) if shown else 0)


def marked(segments: Iterable[Segment], changed: str) -> Markup:
    """The HTML of `segments`; what a person changed stands in the element `changed`: del or ins."""
    tags = {WIDTH: "u", CHANGED: changed}
    return Markup("".join(
        f"<{tags[segment.mark]}>{escape(segment.text, quote=False)}</{tags[segment.mark]}>" if segment.mark
        else escape(segment.text, quote=False) for segment in segments))


def first_line(pairs: Iterable[Pair]) -> int:
    """Number of an article's first raw line, 0 where it has none."""
    return min((line.number for pair in pairs for line in pair.raw), default=0)
