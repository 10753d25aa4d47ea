"""What of a site has to be made: content/ as it is now, compared with what the last build remembers.

Here nothing is rendered and nothing is searched: neither templates nor the dictionary are loaded, and of an archive in
which nothing changed not one file is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from builder import content, stamps
from builder.content import Stamp
from builder.errors import ContentFault, Faults, UsageFault
from builder.memo import Known, Memo
from builder.model import Settings
from builder.stamps import UNSURE, digest


class Now(NamedTuple):
    """An edition as its folder is now."""

    stamp: bytes
    """Of the stamps of its files."""
    inputs: bytes
    """Digest of the texts it is read from; UNSURE: they were not read."""
    rest: bytes
    """Digest of what else its files are made of: the ground, its pictures, the dates of its neighbours."""

    def key(self, inputs: bytes) -> bytes:
        """Of all that its files are made of, but the articles of other editions that it names."""
        return UNSURE if UNSURE in (inputs, self.rest) else digest(inputs, self.rest)


@dataclass(frozen=True, slots=True)
class Plan:
    """The archive as it is now, and what of its site must be made."""

    folder: Path
    """content/"""
    site: Path | None
    """The folder of the site that stands, None where it is to be made anew."""
    settings: Settings
    templates: Path
    """The archive's own folder of templates, which may not exist."""
    ground: bytes
    """Digest of all that every file of the site depends on."""
    static: frozenset[str]
    """Files that are copied as they are, by their path in the site."""
    static_key: bytes
    """Digest of their stamps."""
    editions: Mapping[str, Mapping[str, Stamp]]
    """Date → name below its folder → stamp; oldest first, those without an article left out."""
    now: Mapping[str, "Now"]
    todo: tuple[str, ...]
    """Dates of the editions that must be made."""
    gone: tuple[str, ...]
    """Dates of editions that the archive no longer has."""
    standing: Mapping[str, Mapping[str, Stamp]]
    """Folder of the site's root → path → stamp of the files that stand in the site."""
    stands: bool
    """Nobody touched the site since the last build, and it was made on the same ground."""

    @property
    def dates(self) -> list[str]:
        return list(self.editions)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return self.stands and not self.todo and not self.gone


def settings(folder: Path, base_url: str | None = None) -> Settings:
    """Those of the archive in `folder`, with another base URL where one is given. Raises ContentFault, UsageFault."""
    if base_url and not content.site_address(base_url):
        raise UsageFault("{name}: {value!r} is no web address", name="--base-url", value=base_url,
                         hint="{form}", form="--base-url https://example.org/paper/")
    found = content.settings_of(folder)
    return found if base_url is None else replace(found, base_url=base_url)


def plan(folder: Path, base_url: str | None, known: Memo, site: Path | None) -> Plan:
    """The plan for the archive in `folder`; `site` is its site's folder, None where it is to be made anew.

    Parts of the site that no longer stand as they were written are forgotten. Raises Faults, UsageFault.
    """
    moment = stamps.moment()
    try:
        own, found = settings(folder, base_url), content.editions(folder)
    except (ContentFault, Faults):
        content.read_archive(folder)  # tells what else is wrong
        raise
    static = content.static_stamps(folder)
    templates = content.templates_of(folder)
    ground = digest(known.program, stamps.contents(templates), repr(own), *static)
    static_key = stamps.stamped(static.items(), moment)
    standing = stamps.standing(site) if site else {}
    stands = site is not None and _stands(known, site, stamps.folder_stamps(standing))
    parts, before = known.parts(), known.editions()
    stands = stands and (parts.get("fixed"), parts.get("static")) == (ground, static_key or None)
    editions = {date: files for date, files in found.items() if _has_articles(folder, date, files)}
    now = {date: _now(folder, date, files, before.get(date), digest(ground, *around), moment)
           for (date, files), around in zip(editions.items(), neighbours(list(editions)), strict=True)}
    todo = tuple(date for date, edition in now.items() if date not in before
                 or (key := edition.key(edition.inputs)) == UNSURE or key != parts.get(date))
    for date in now.keys() - set(todo):
        if now[date].stamp != before[date].stamp:  # touched, and the same
            known.learn_stamp(date, now[date].stamp)
    return Plan(folder, site, own, templates, ground, frozenset(static), static_key, editions, now, todo,
                tuple(date for date in before if date not in editions), standing, stands)


def _has_articles(folder: Path, date: str, files: Mapping[str, Stamp]) -> bool:
    """Whether an edition has an article. Raises Faults where it has raw pages that were never parsed."""
    if any(name.lower().endswith(".md") for name in files):
        return True
    content.edition(folder, date, content.edition_bytes(folder, date, files))
    return False


def neighbours(dates: list[str]) -> list[tuple[str, str]]:
    """Of each date the one before and the one after, "" at the ends."""
    around = ["", *dates, ""]
    return list(zip(around[:-2], around[2:], strict=True))


def _now(folder: Path, date: str, files: Mapping[str, Stamp], before: Known | None, rest: bytes,
         moment: int) -> Now:
    stamp = stamps.stamped(files.items(), moment)
    if before is None:
        inputs = UNSURE
    elif stamp != UNSURE and stamp == before.stamp:
        inputs = before.inputs
    else:
        inputs = inputs_of(content.edition_bytes(folder, date, files))
    others = stamps.stamped(((name, known) for name, known in files.items() if not content.is_read(name)), moment)
    return Now(stamp, inputs, UNSURE if others == UNSURE else digest(rest, others))


def inputs_of(files: Mapping[str, bytes]) -> bytes:
    """Digest of the texts that an edition is read from."""
    return digest(*(part for name, data in sorted(files.items()) for part in (name, data)))


def _stands(known: Memo, site: Path, now: Mapping[str, bytes]) -> bool:
    """Whether the site stands as it was written, where `now` are the stamps of its folders. The parts that do not are
    forgotten.
    """
    before = known.folders()
    for folder in before.keys() | now.keys():
        if before.get(folder) != now.get(folder):
            for part in {part for path, part, written in known.below(folder) if not _holds(site / path, written)}:
                known.forget_part(part)
    return before == now


def _holds(path: Path, written: bytes) -> bool:
    """Whether a file holds what was written to it."""
    try:
        return not path.is_symlink() and digest(path.read_bytes()) == written
    except OSError:
        return False
