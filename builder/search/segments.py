"""Articles by date → segments, each an index of its own: so an edition added today leaves the older files alone.

Chosen by the dates and numbers of articles alone. Of the last year the past quarters, of its last quarter the past
months, of its last month the past thirds (旬) and the last are cells; so is each year before. A segment costs a query
requests, so neighbouring cells of one grain are joined up to LARGEST articles, and any up to FEW; but the last third
stays alone. Adding an edition rewrites the last segment; the turn of a third joins the past thirds, the turn of a month
the months, the turn of a quarter the quarters, the turn of a year the years.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from builder.search.postings import Document

LARGEST = 50_000
"""Articles that one segment holds at most, unless a cell has more."""
FEW = 900
"""Articles that are not worth a segment of their own: about half a month of a daily."""


def segments(documents: Sequence[Document]) -> list[tuple[str, Sequence[Document]]]:
    """(name, articles) of each segment, oldest first. `documents`: sorted by date."""
    last = documents[-1].date if documents else ""
    found: list[tuple[str, list[Document]]] = []
    for name, run in groupby(documents, key=lambda document: cell(document.date, last)):
        articles = list(run)
        size = len(found[-1][1]) + len(articles) if found else 0
        alike = found and name != cell(last, last) and _grain(name) == _grain(found[-1][0])
        if found and (size <= FEW or (size <= LARGEST and alike)):
            found[-1][1].extend(articles)
        else:
            found.append((name, articles))
    return found


@cache
def cell(date: str, last: str) -> str:
    """The cell of a date, where `last` is the archive's last: "2024", "2025-q1", "2025-05", "2025-06-1"."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date):
        return "undated"
    year, month, day = date.split("-")
    if year != last[:4]:
        return year
    if _quarter(month) != _quarter(last[5:7]):
        return f"{year}-q{_quarter(month)}"
    if month != last[5:7]:
        return f"{year}-{month}"
    return f"{year}-{month}-{min((int(day) - 1) // 10, 2) + 1}"


def _quarter(month: str) -> int:
    return (int(month) + 2) // 3


def _grain(name: str) -> str:
    """What a cell is: years are alike, quarters, months, thirds."""
    return re.sub("[0-9]", "", name)
