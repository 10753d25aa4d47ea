"""Everything in the archive that wants a person, by newspaper page, and what is done.

Read when it is asked for, an edition at a time, and remembered until the edition's files change.
"""

import re
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder import content
from builder.errors import Fault, Faults, gathered
from builder.model import Article, Note, Page
from builder.serve import findings, fresh
from builder.serve.findings import Finding
from builder.site import views
from builder.site.addresses import article_url

WEEK = 7
"""Editions on a page of the list: they are read for it."""
KEPT = 500
"""Pages that are remembered."""
REVIEWED = re.compile(rb"^reviewed:[ \t]*[\"']?[^\"'\s]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article and what of it wants a person."""

    page: str
    number: str
    name: str
    url: str
    article: Article
    findings: tuple[Finding, ...]

    @property
    def done(self) -> bool:
        """A person has read it, or nobody can any more."""
        return bool(self.article.reviewed or self.article.is_gone)

    @property
    def open(self) -> int:
        """What still wants a person."""
        return 0 if self.done else sum(finding.wants for finding in self.findings)

    @property
    def changes(self) -> int:
        return sum(not finding.wants for finding in self.findings)


@dataclass(frozen=True, slots=True)
class PageReview:
    """A page of the paper."""

    date: str
    number: str
    has_raw: bool
    articles: tuple[Reviewed, ...]
    notes: tuple[Note, ...]
    """The parser's, on lines that are no article's."""

    @property
    def done(self) -> int:
        return sum(article.done for article in self.articles)

    @property
    def open(self) -> int:
        return sum(article.open for article in self.articles) + len(self.notes)

    @property
    def changes(self) -> int:
        return sum(article.changes for article in self.articles)


@dataclass(frozen=True, slots=True)
class EditionReview:
    """A day's paper."""

    date: str
    pages: tuple[PageReview, ...]
    faults: tuple[Fault, ...] = ()
    """Why it cannot be read."""


@dataclass(slots=True)
class Reviews:
    """The reviews of the archive in `folder`. `words` are the archive's own, as its settings stand now."""

    folder: Path
    known: dict[tuple[str, str], tuple[tuple, PageReview]] = field(default_factory=dict)
    """(date, page) → the stamps of its files, the words with which it was read and its articles' names; its review."""
    named: dict[str, tuple[Mapping, Mapping[str, str]]] = field(default_factory=dict)
    """Date → the stamps of its files, what its articles are called, by their places (01/03)."""
    tallied: dict[str, tuple[Mapping, int, int]] = field(default_factory=dict)
    """Date → the stamps of its files, articles, reviewed ones."""
    reading: threading.RLock = field(default_factory=threading.RLock)

    def edition(self, date: str, words: tuple[str, ...] = ()) -> EditionReview:
        """That of one edition, as its files stand now."""
        pages: list[PageReview] = []
        faults: list[Fault] = []
        stamps = gathered(faults, lambda: content.edition_stamps(self.folder, date)) or {}
        names = self._names(date, stamps)
        for number in sorted({name.partition("/")[0] for name in stamps}, key=content.natural):
            page = gathered(faults, lambda number=number: self._page(date, number, stamps, words, names))
            pages += [page] if page else []
        return EditionReview(date, tuple(pages), tuple(faults))

    def page(self, date: str, number: str, words: tuple[str, ...] = ()) -> PageReview | None:
        """That of one page, the last one where it cannot be read now; None where there is none."""
        try:
            stamps = content.edition_stamps(self.folder, date)
            return self._page(date, number, stamps, words, self._names(date, stamps))
        except (Fault, Faults):
            return self.known.get((date, number), (None, None))[1]

    def _names(self, date: str, stamps: Mapping) -> Mapping[str, str]:
        """What the site calls the articles of an edition: who continues another is called by its headline, perhaps."""
        with self.reading:
            if date not in self.named or self.named[date][0] != stamps:
                found = gathered([], lambda: fresh.names(self.folder, date, stamps))    # its page tells what is wrong
                self.named[date] = stamps, found or {}
            return self.named[date][1]

    def _page(self, date: str, number: str, stamps: Mapping, words: tuple[str, ...],
              names: Mapping[str, str]) -> PageReview | None:
        own = {name: stamp for name, stamp in stamps.items() if name.startswith(f"{number}/")}
        called = {place: name for place, name in names.items() if place.startswith(f"{number}/")}
        with self.reading:
            known = self.known.get((date, number))
            if known is None or known[0] != (own, words, called):
                files = content.edition_bytes(self.folder, date, own)
                found = content.edition(self.folder, date, files)
                if found is None:
                    return None
                known = (own, words, called), page_review(found.pages[0], files, words, called)
            self.known.pop((date, number), None)
            self.known[date, number] = known
            for old in list(self.known)[:-KEPT]:
                del self.known[old]
            return known[1]

    def tally(self) -> tuple[int, int]:
        """(articles, reviewed ones) of the whole archive."""
        try:
            editions = content.editions(self.folder)
        except (Fault, Faults):
            return 0, 0
        with self.reading:
            for date, stamps in editions.items():
                if date not in self.tallied or self.tallied[date][0] != stamps:
                    heads = [_head(self.folder / date / name) for name in stamps if name.lower().endswith(".md")]
                    self.tallied[date] = stamps, len(heads), sum(bool(REVIEWED.search(head)) for head in heads)
            counts = [self.tallied[date][1:] for date in editions]
        return sum(count for count, _ in counts), sum(done for _, done in counts)


def _head(path: Path) -> bytes:
    """The front matter of an article's file, and perhaps more."""
    try:
        with path.open("rb") as file:
            return file.read(4096).partition(b"\n---")[0]
    except OSError:
        return b""


def page_review(page: Page, files: Mapping[str, bytes], words: tuple[str, ...],
                names: Mapping[str, str]) -> PageReview:
    """That of a page; `files` are its edition's: "01/01.md" → bytes; `words` are the archive's own, `names` those of
    the edition's articles."""
    found = findings.of_page(page, {
        number: files.get(f"{page.number}/{number}.md", b"") for number, _ in page.articles}, words)
    owned = set().union(*(article.lines for _, article in page.articles))
    return PageReview(
        page.date, page.number, page.raw is not None,
        tuple(Reviewed(page.number, number, names.get(f"{page.number}/{number}") or views.name(article),
                       article_url(page.date, page.number, number), article, found[number])
              for number, article in page.articles),
        tuple(note for note in (page.record.notes if page.record else ()) if note.line not in owned))


def week(dates: Collection[str], last: str = "") -> tuple[list[str], str, str]:
    """The dates on the page of the list that ends with `last` ("": the latest), latest first; the last dates of the
    pages after and before it, "" where there is none."""
    ordered = sorted(dates)
    end = len([date for date in ordered if date <= last]) if last else len(ordered)
    start = max(0, end - WEEK)
    later = ordered[min(len(ordered), end + WEEK) - 1] if end < len(ordered) else ""
    return ordered[start:end][::-1], later, ordered[start - 1] if start else ""


def months(dates: Collection[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(year, [(month, the last date in it), …]), latest first."""
    years: dict[str, dict[str, str]] = {}
    for date in sorted(dates):
        years.setdefault(date[:4], {})[date[5:7]] = date
    return [(year, list(found.items())) for year, found in sorted(years.items(), reverse=True)]
