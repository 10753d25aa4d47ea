"""What the preview shows now: the built site, and in front of it the pages that an edit has touched since.

An edit makes its edition anew at once, in memory; a build of the whole site follows in a process of its own, and
when it has caught up the pages in memory are dropped. A page that cannot be made stays as it last was, and its fault
is told until it is mended. `folder` is only ever read.
"""

import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from builder import content, output
from builder.errors import ContentFault, Fault, Faults, MachineFault
from builder.serve import fresh
from builder.serve.watch import Touched
from builder.serve.worker import Outcome
from builder.site.frame import Frame

AT_ONCE = 4
"""Editions that an edit makes anew before anybody looks at them, so that their faults are told."""
FRAME, REST = "frame", "rest"
"""Where faults belong that belong to no edition: to settings and templates; to all else."""
YEAR = re.compile(r"\d{4}/index\.html")
T = TypeVar("T")


@dataclass(slots=True)
class Made:
    """An edition as it was made in memory."""

    turn: int
    files: dict[str, bytes] | None
    """The last good ones; None: the built site has them."""
    good: bool
    """These are they."""


@dataclass(slots=True)
class Desk:
    """The preview of the archive in `folder`, built into `site`."""

    folder: Path
    site: Path
    base_url: str | None = None
    broken: Callable[[str], None] = sys.stderr.write
    """Hears the traceback of a fault that is ours."""
    turn: int = 0
    """Number of the latest edit."""
    pulse: int = 0
    """Grows whenever a page may have changed."""
    built: int = -1
    """The edit up to which the built site has come; the 0th is what stood there at first."""
    frame: Frame | None = None
    dates: set[str] = field(default_factory=set)
    """Of all editions."""
    touched: dict[str, int] = field(default_factory=dict)
    """Date → the edit that last touched its edition."""
    framed: int = 0
    """The edit that last touched all pages."""
    made: dict[str, Made] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    """What depends on no edition, and home and years, as far as they were made in memory."""
    shares: int = -1
    """The edit of all pages after which they were."""
    gathered: set[str] = field(default_factory=set)
    """Which of home and years were tried since."""
    faults: dict[str, tuple[int, tuple[Fault, ...]]] = field(default_factory=dict)
    """By edition, or FRAME or REST: the edit after which they were found, and what they are."""
    making: threading.RLock = field(default_factory=threading.RLock)
    news: threading.Condition = field(default_factory=threading.Condition)

    def open(self) -> None:
        """Read what every page needs."""
        with self.making:
            self._read_frame()
            try:
                self.dates = fresh.dates(self.folder)
            except (Fault, Faults):     # the build tells
                self.dates = set()

    # --- Edits ---

    def note(self, touched: Touched) -> None:
        """What is touched is out of date from now on."""
        with self.making:
            self.turn += 1
            for date in touched.dates:
                self.touched[date] = self.turn
            if touched.frame:
                self.framed = self.turn
                self.faults.pop(FRAME, None)
                self._read_frame()

    def retake(self, dates: Iterable[str]) -> bool:
        """Make a few touched editions anew; whether each could be made."""
        made = [self._edition(date, anew=True) for date in sorted(dates)[:AT_ONCE]]
        return all(each.good for each in made)

    def tell(self) -> None:
        """Let everybody who waits know that something may have changed."""
        with self.news:
            self.pulse += 1
            self.news.notify_all()

    def wait(self, pulse: int, seconds: float) -> int:
        """Wait until the pulse is not `pulse`; what it is then."""
        with self.news:
            self.news.wait_for(lambda: self.pulse != pulse, seconds)
            return self.pulse

    def caught_up(self, turn: int, outcome: Outcome) -> None:
        """A build that began after edit `turn` has ended."""
        with self.making:
            told = (*outcome.faults, *([_ours(outcome.trace)] if outcome.trace else []))
            self.faults = {place: known for place, known in self.faults.items() if known[0] > turn}
            for place in {self._place(fault) for fault in told}:
                if place not in self.faults and self._due(place) <= turn:
                    self.faults[place] = turn, tuple(fault for fault in told if self._place(fault) == place)
            if not told:
                self.built = max(self.built, turn)
                self.made = {date: made for date, made in self.made.items() if self._due(date) > turn}

    def standing(self) -> list[Fault]:
        """The faults that stand, editions last."""
        with self.making:
            found = {str(fault): fault for place in sorted(self.faults, key=lambda place: (place[:1].isdigit(), place))
                     for fault in self.faults[place][1]}
            return list(found.values())

    # --- Pages ---

    def read(self, path: str) -> bytes | None:
        """The file of the site at `path`, as the content stands now; None where there is none."""
        place = path.partition("/")[0]
        if content.is_date(place):
            if self._due(place) > self.built:
                files = self._edition(place).files
                if files is not None:
                    return files.get(path)
        elif self.framed > self.built and (page := self._shared(path)) is not None:
            return page
        return self._standing_file(path)

    def _due(self, place: str) -> int:
        return max(self.touched.get(place, 0), self.framed)

    def _edition(self, date: str, anew: bool = False) -> Made:
        with self.making:
            last = self.made.get(date)
            if last and not anew and last.turn >= self._due(date):
                return last
            self.faults.pop(date, None)
            self._date(date)
            files = None
            if self.frame:
                files = self._gathered(date, lambda: fresh.edition_files(
                    self.frame, self.folder, date, self.dates))
            self.made[date] = Made(self.turn, last.files if last and files is None else files, files is not None)
            return self.made[date]

    def _shared(self, path: str) -> bytes | None:
        with self.making:
            if self.frame and self.shares < self.framed:
                self.shares = self.framed
                self.shared |= self._gathered(FRAME, lambda: fresh.shared(self.frame, self.folder)) or {}
                self.gathered = set()
            if self.frame and path not in self.gathered and (path == "index.html" or YEAR.fullmatch(path)):
                self.gathered.add(path)
                page = self._gathered(FRAME, lambda: fresh.gathering(self.frame, self.folder, self.dates, path))
                if page is not None:
                    self.shared[path] = page
            return self.shared.get(path)

    def _standing_file(self, path: str) -> bytes | None:
        """A file of the built site. No link is followed, and nothing outside it is read."""
        found = self.site / path
        try:
            if not output.PATH.fullmatch(path) or not found.resolve().is_relative_to(self.site.resolve()) \
                    or found.is_symlink() or not found.is_file():
                return None
            return found.read_bytes()
        except (OSError, ValueError):
            return None

    def _date(self, date: str) -> None:
        """Whether there is an edition of that date."""
        try:
            there = fresh.has_edition(self.folder, date)
        except (Fault, Faults):
            return
        (self.dates.add if there else self.dates.discard)(date)

    def _read_frame(self) -> None:
        frame = self._gathered(FRAME, lambda: fresh.frame(self.folder, self.base_url))
        self.frame = frame or self.frame

    # --- Faults ---

    def _gathered(self, place: str, make: Callable[[], T]) -> T | None:
        """What `make` returns; None where it cannot, and the faults stand until the next edit."""
        try:
            return make()
        except Fault as fault:
            told = [fault]
        except Faults as several:
            told = several.faults
        except Exception:   # ours; the preview lives
            self.broken(traceback.format_exc())
            told = [_ours(traceback.format_exc())]
        for where in {self._place(fault, place) for fault in told}:
            self.faults[where] = self.turn, tuple(fault for fault in told if self._place(fault, place) == where)
        return None

    def _place(self, fault: Fault, otherwise: str = REST) -> str:
        """Where a fault belongs."""
        path = Path(fault.path)
        if fault.path and path.is_relative_to(self.folder) and path != self.folder:
            first = path.relative_to(self.folder).parts[0]
            if content.is_date(first):
                return first
            return FRAME if first == content.ARCHIVE_FILE else REST
        if isinstance(fault, ContentFault) and "templates" in path.parts:
            return FRAME
        return otherwise


def _ours(trace: str) -> Fault:
    """A fault of the program itself."""
    last = trace.strip().splitlines()[-1]
    return MachineFault("the program itself failed: {error}", error=last,
                        hint="The terminal shows where. Please report it.")
