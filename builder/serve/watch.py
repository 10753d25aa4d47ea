"""What an editor saves, as it is saved: files of content/ and templates/ → what of the site they touch."""

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import watchfiles

from builder import content
from builder.site.pictures import SUFFIXES

STEP = 30
"""Milliseconds without another change after which an editor has saved: most save in several steps."""
TOGETHER = 400
"""Milliseconds for which changes that follow each other are waited for at most."""
LOOK = 1000
"""Milliseconds after which folders that were not there, or were exchanged, are looked for."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What of the site an edit touches."""

    dates: frozenset[str] = frozenset()
    """Of editions."""
    frame: bool = False
    """What all pages share: settings, templates, words."""
    rest: bool = False
    """Anything else that a build reads."""

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(self.dates | other.dates, self.frame or other.frame, self.rest or other.rest)

    def __bool__(self) -> bool:
        return bool(self.dates) or self.frame or self.rest


EVERYTHING = Touched(frame=True, rest=True)


def touched(path: PurePath, folder: PurePath, templates: Sequence[PurePath]) -> Touched:
    """What a change of `path` touches; nothing where it is an editor's own file (.01.md.swp, 01.md~, 4913, .#01.md).

    `folder` is content/, `templates` the folders of templates.
    """
    if path.name.startswith(("#", "~")) or path.name.endswith(("~", "#")):
        return Touched()
    for root in templates:
        if path.is_relative_to(root):
            return Touched(frame=not _hidden(path.relative_to(root)))
    if not path.is_relative_to(folder) or _hidden(below := path.relative_to(folder)):
        return Touched()
    parts = below.parts
    if below.name == content.ARCHIVE_FILE and len(parts) == 1:
        return Touched(frame=True)
    if parts and content.is_date(parts[0]):
        read = (len(parts) < 3 or content.is_read("/".join(parts[1:])) or bool(content.meant(path.name))
                or path.suffix.lower() in SUFFIXES)
        return Touched(frozenset(parts[:1])) if read else Touched()
    return Touched(rest=True)


def _hidden(below: PurePath) -> bool:
    return any(part.startswith(".") for part in below.parts)


def changes(folder: Path, templates: Sequence[Path], ended: threading.Event) -> Iterator[Touched]:
    """What is touched, each time that something is, until `ended`. A folder that is not there is waited for."""
    folder, *templates = (Path(os.path.realpath(root)) for root in (folder, *templates))
    poll = None     # as the system can
    known = _standing([folder, *templates])
    while not ended.is_set():
        try:
            for found in watchfiles.watch(
                    *known, watch_filter=None, step=STEP, debounce=TOGETHER, rust_timeout=LOOK, yield_on_timeout=True,
                    stop_event=ended, raise_interrupt=False, force_polling=poll, ignore_permission_denied=True):
                together = Touched()
                for _, path in found:
                    together |= touched(PurePath(path), folder, templates)
                if together:
                    yield together
                if known != (known := _standing([folder, *templates])):
                    yield EVERYTHING
                    break
        except (OSError, RuntimeError):
            if known == _standing([folder, *templates]):
                poll = True     # no system can watch any number of folders
            ended.wait(LOOK / 1000)
            known = _standing([folder, *templates])
            yield EVERYTHING


def _standing(roots: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """The folders that are there, each with what tells it from another of the same name."""
    found = {}
    for root in roots:
        try:
            known = os.stat(root)
        except OSError:
            continue
        found[root] = (known.st_dev, known.st_ino)
    return found
