"""Pages made at once, of the content as it stands this moment: an edition, the home page, a year, what is shared.

The only room of the preview that knows how pages are made.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from builder import content, misprints, plan, site
from builder.errors import gathered
from builder.model import Archive, Edition
from builder.site import frame as framing
from builder.site import views
from builder.site.addresses import article_url
from builder.site.edition import Day, files, led_to
from builder.site.frame import Frame
from builder.site.templates import overrides, template_folders
from builder.site.views import Link


def frame(folder: Path, base_url: str | None = None) -> Frame:
    """What all pages of the archive in `folder` (content/) share, read anew. Raises ContentFault, UsageFault."""
    framing.forget()
    made = Frame(plan.settings(folder, base_url), overrides(content.templates_of(folder)), folder)
    made.words  # noqa: B018  words that cannot be read are told here
    return made


def rendered(frame: Frame, folder: Path, template: str, url: str, **context: object) -> bytes:
    """A page of the preview itself. Raises ContentFault."""
    with misprints.told(Archive(frame.settings, ()), folder):
        return frame.page(template, url, **context)


def own_file(folder: Path, name: str) -> bytes:
    """A file of the preview's own: script, style sheet."""
    for place in template_folders(content.templates_of(folder)):
        if (place / "preview" / name).is_file():
            return (place / "preview" / name).read_bytes()
    return b""


def dates(folder: Path) -> set[str]:
    """Of all editions. Raises Faults."""
    return set(content.editions(folder))


def has_edition(folder: Path, date: str) -> bool:
    """Whether there is an edition of `date`. Raises Faults."""
    return any(name.lower().endswith(".md") for name in content.edition_stamps(folder, date))


def edition(folder: Path, date: str) -> Edition | None:
    """The edition of `date`, None where there is none. Raises Fault, Faults."""
    return content.edition(folder, date, content.edition_bytes(folder, date, content.edition_stamps(folder, date)))


def edition_files(frame: Frame, folder: Path, date: str, dates: Collection[str]) -> dict[str, bytes]:
    """Every file of the edition of `date`; none where there is none. `dates` are those of all editions.

    Raises Fault, Faults.
    """
    found = edition(folder, date)
    if found is None:
        return {}
    day = Day(found, max((one for one in dates if one < date), default=""),
              min((one for one in dates if one > date), default=""), _places(folder, found))
    with misprints.told(Archive(frame.settings, (found,)), folder):
        return dict(files(frame, day))


def _places(folder: Path, edition: Edition) -> dict[str, Link]:
    """Where the articles are that those of `edition` name."""
    asked = set(led_to(edition))
    known = {edition.date: views.names(edition)}
    for date in {name.partition("/")[0] for name in asked} - known.keys():
        if content.is_date(date):
            known[date] = gathered([], lambda date=date: names(folder, date, content.edition_stamps(folder, date))) \
                or {}   # what is wrong with it its own edition tells
    return {name: Link(article_url(date, *place.split("/")), words) for date, found in known.items()
            for place, words in found.items() if (name := f"{date}/{place}") in asked}


def names(folder: Path, date: str, stamps: Mapping) -> dict[str, str]:
    """What the articles of the edition of `date` are called, by their places (01/03), as far as they can be read.
    `stamps` are its files. Raises MachineFault."""
    texts = {name: stamp for name, stamp in stamps.items() if name.endswith(".md")}
    found, _ = content.legible_edition(folder, date, content.edition_bytes(folder, date, texts))
    return views.names(found) if found else {}


def shared(frame: Frame, folder: Path) -> dict[str, bytes]:
    """What depends on no edition: style sheet, scripts, the search page. Raises ContentFault."""
    with misprints.told(Archive(frame.settings, ()), folder):
        return dict(site.fixed(frame))


def gathering(frame: Frame, folder: Path, dates: Collection[str], path: str) -> bytes | None:
    """The home page or that of a year; None for any other `path`. Raises Fault, Faults."""
    ordered = sorted(dates)
    latest = edition(folder, ordered[-1]) if ordered and path == "index.html" else None
    with misprints.told(Archive(frame.settings, (latest,) if latest else ()), folder):
        if path == "index.html":
            return site.home(frame, latest, ordered)
        return dict(site.years(frame, ordered)).get(path) if path[:4].isdigit() else None
