"""Everything in an archive, and in its site, that a person may want to look at, in one go.

finding    the nouns: Finding, and what is looked at
pages      kinds: a page's ledger, fields, files
texts      kinds: words and marks
addresses  kinds: what leads from one article to another; names; templates and words
built      kinds: the site that stands

Each kind is a function that yields what it finds, and a row in its module's table.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builder import content, output
from builder.check import addresses, built, pages, texts
from builder.check.finding import ERROR, NOTE, WARNING, Finding, Kind, Sheet
from builder.errors import Fault, gathered
from builder.model import Archive, Edition, Settings
from builder.site.templates import overrides

__all__ = ["ERROR", "NOTE", "WARNING", "Finding", "Ledger", "Report", "archive_report", "page_findings", "report",
           "site_findings"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of the lines of a raw page."""

    path: str
    """content/2025-07-10/01/page.txt."""
    lines: int
    """Lines that are not blank."""
    furniture: int
    """Of these, the page's own words."""
    corrected: int
    """Texts of the articles that a person changed."""
    lost: int
    """Lines that stand in no article."""
    doubts: int
    """Of the parser's, in articles that no person has reviewed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What check has to say."""

    findings: tuple[Finding, ...]
    """By file, then line."""
    ledgers: tuple[Ledger, ...]

    def of(self, level: str) -> list[Finding]:
        """The findings of one level."""
        return [finding for finding in self.findings if finding.level == level]


def report(folder: Path, site: Path | None = None, *, watch: Callable[[Iterable], Iterable] = iter) -> Report:
    """What there is to say about the archive in `folder` (content/) and, where one stands, its `site`.

    `watch` sees the editions pass. Nothing of the content stops it; raises MachineFault.
    """
    found, archive = archive_report(folder, watch=watch)
    if site is not None and (site / output.MARK).is_file():
        found = Report(_sorted([*found.findings, *site_findings(archive, folder, site, watch=watch)]), found.ledgers)
    return found


# --- The archive -------------------------------------------------------------------------------------------------

def archive_report(folder: Path, *, watch: Callable[[Iterable], Iterable] = iter) -> tuple[Report, Archive]:
    """What there is to say about the content alone, and as much of the archive as can be read."""
    faults: list[Fault] = []
    settings = gathered(faults, partial(content.settings_of, folder)) or Settings()
    dates, unreadable = content.legible_editions(folder) if folder.is_dir() else ({}, [])
    faults += unreadable
    static = gathered(faults, partial(content.static_stamps, folder)) or {}
    templates = gathered(faults, lambda: overrides(content.templates_of(folder))) or ()
    found = _told(faults)
    editions, sheets = [], []
    for date, stamps in watch(dates.items()):
        files = content.edition_bytes(folder, date, stamps)
        edition, faulty = content.legible_edition(folder, date, files)
        found += _told(faulty)
        if edition:
            own = list(_sheets(folder, edition, files, stamps, settings))
            found += [finding for sheet in own for finding in page_findings(sheet)]
            editions.append(edition)
            sheets += own
    archive = Archive(settings, tuple(editions))
    whole = addresses.Whole(folder, archive, tuple(sheets), tuple(sorted(static)), templates)
    found += [finding for kind in addresses.KINDS for finding in kind.findings(whole)]
    return Report(_sorted(found), tuple(_ledger(sheet) for sheet in sheets if sheet.lines)), archive


def page_findings(sheet: Sheet) -> Iterator[Finding]:
    """What there is to say about a page of the paper by itself."""
    for kind in (*pages.KINDS, *texts.KINDS):
        yield from kind.findings(sheet)


def _told(faults: Iterable[Fault]) -> list[Finding]:
    """Faults that stop a build, as findings."""
    return [Finding(fault.path, fault.line, "fault", fault.what, fault.hint, ERROR) for fault in faults]


def _sheets(folder: Path, edition: Edition, files: Mapping[str, bytes], names: Iterable[str],
            settings: Settings) -> Iterator[Sheet]:
    for page in edition.pages:
        here = f"{page.number}/"
        yield Sheet(folder / page.date / page.number, page,
                    {name.removeprefix(here): data for name, data in files.items() if name.startswith(here)},
                    frozenset(name.removeprefix(here) for name in names if name.startswith(here)),
                    content.links(folder / page.date / page.number), settings)


def _ledger(sheet: Sheet) -> Ledger:
    pairs = [pair for own in sheet.pairs.values() for pair in own]
    furniture = sheet.page.record.furniture if sheet.page.record else ()
    return Ledger(
        str(sheet.folder / content.PAGE_FILE), sum(bool(line.strip()) for line in sheet.lines),
        furniture=sum(bool(line.strip()) for first, last in furniture for line in sheet.lines[first - 1:last]),
        corrected=sum(pair.is_corrected for pair in pairs),
        lost=sum(1 for _ in pages.left_out(sheet)) + sum(map(len, pages.unowned(sheet))),
        doubts=len(pages.doubts(sheet)))


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    levels = (ERROR, WARNING, NOTE)
    return tuple(sorted(findings, key=lambda each: (each.path, each.line, levels.index(each.level), each.kind,
                                                    each.what.within("en"))))


# --- The site ----------------------------------------------------------------------------------------------------

def site_findings(archive: Archive, folder: Path, site: Path, *,
                  watch: Callable[[Iterable], Iterable] = iter) -> Iterator[Finding]:
    """What there is to say about the site that stands in `site`; `watch` sees the editions pass."""
    sizes = {}
    for place, _, names in os.walk(site):
        for name in names:
            path = Path(place, name)
            sizes[path.relative_to(site).as_posix()] = path.stat().st_size
    own = gathered([], partial(content.static_stamps, folder)) or {}  # of its faults the archive's report tells
    standing = built.Standing(site, sizes, lambda path: (site / path).read_text("utf-8", "replace"), frozenset(own))
    for kind in built.KINDS:
        yield from kind.findings(standing)
    kind = Kind("search", WARNING, lambda found: built.titles(watch(archive.editions), folder, standing, found))
    faults: list[Fault] = []  # of an index that cannot be read
    yield from gathered(faults, lambda: list(kind.findings(_search(site)))) or ()
    yield from _told(faults)


def _search(site: Path) -> Callable[[str, str], set[str]]:
    """What finds a title in the index of the site: (title, date) → URLs. Raises ContentFault, MachineFault."""
    from builder import search

    reader = search.Reader(site)
    return lambda title, date: search.holding(reader, title, date)
