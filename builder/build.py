"""content/ → site/: gather what changed, make {path: bytes}, let `output` put it in place."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import content, leads, limits, lock, memo, output, stamps, workers
from builder.errors import ContentFault
from builder.memo import Damaged, Memo
from builder.plan import Plan, plan

Files = Iterable[tuple[str, bytes | None]]

TEXT = re.compile(r"search/[^/]+/x[0-9]")
"""The index's files that hold the articles' text."""
MANY = 200
"""Articles from which on a second process, which must read the dictionary first, saves time."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what of it was new."""

    editions: int
    pages: int
    articles: int
    written: output.Written
    sizes: Mapping[str, int]
    """Bytes of the site's files: pages, index, text (of the index, for snippets), pictures, other."""
    large: tuple[tuple[str, int], ...] = ()
    """(path, bytes) of files that come near to what GitHub takes."""
    astray: tuple[ContentFault, ...] = ()
    """What is said of articles that go on in one that the site has not."""

    @property
    def holds(self) -> int:
        """How many articles like these 1 GB holds."""
        return limits.SITE * self.articles // max(1, sum(self.sizes.values()))


def build(folder: Path, target: Path, base_url: str | None = None, *, jobs: int | None = None, executor: str = "",
          cache: bool = True, watch: Callable[[Files], Files] = iter) -> Built:
    """Build the archive in `folder` (content/) into the site `target`; `watch` sees the files pass.

    `jobs`: processes; None: the cores, one where there is little to do. `executor`: "dask://HOST:PORT", a cluster that
    does the work; "": this machine. `cache`: make only what changed.
    Raises Fault, Faults; then the old site stands.
    """
    if not (folder / content.ARCHIVE_FILE).exists():
        content.settings_of(folder)  # tells that it is no archive, before anything is begun beside it
    sources = [folder, content.templates_of(folder)]
    if not output.unfinished(target):
        output.guard(target, sources)  # before anything is written beside it
    with lock.held(output.beside(target, ".lock"), target):
        output.recover(target)
        output.guard(target, sources)
        place = output.beside(target, ".sqlite")
        try:
            return _built(folder, target, base_url, jobs, executor, cache, watch, place)
        except Damaged:
            memo.forget(place)
            return _built(folder, target, base_url, jobs, executor, cache, watch, place)


def _built(folder: Path, target: Path, base_url: str | None, jobs: int | None, executor: str,
           cache: bool, watch: Callable[[Files], Files], place: Path) -> Built:
    known = Memo(place, stamps.program())
    try:
        if not cache:
            known.forget()
        planned = plan(folder, base_url, known, target)
        if planned.nothing:
            known.commit()
            written = output.Written((), (), known.number_of_files() + 1)  # and the mark
            return _told(known, written, folder)
        listed = [path for files in planned.standing.values() for path in files] if planned.stands else None
        written = output.write(watch(_files(planned, known, jobs, executor)), target, listed)
        known.learn_folders(_folders(planned, known, target, written))
        known.commit()
        return _told(known, written, folder)
    finally:
        known.close()


def _folders(planned: Plan, known: Memo, target: Path, written: output.Written) -> dict[str, bytes]:
    """The stamps of the site's folders, now that `written` stands there."""
    if not planned.stands:
        return stamps.folder_stamps(stamps.standing(target))
    touched = stamps.standing_after(planned.standing, target, (*written.changed, *written.removed))
    before = {top: stamp for top, stamp in known.folders().items() if top not in touched}
    return before | stamps.folder_stamps(touched)


def _told(known: Memo, written: output.Written, folder: Path) -> Built:
    continued = [lead for lead in known.links() if lead[-1] in leads.CONTINUED]
    paths = {path for path, _ in known.sizes()} if continued else set()
    sizes = dict.fromkeys(("pages", "index", "text", "pictures", "other"), 0)
    large = []
    for path, size in known.sizes():
        sizes[_kind(path)] += size
        if size > limits.NEAR * limits.FILE:
            large.append((path, size))
    return Built(*known.counts(), written, sizes, tuple(large), tuple(leads.dead(continued, paths, folder)))


def _kind(path: str) -> str:
    if path.startswith("search/"):
        return "text" if TEXT.match(path) else "index"
    return "pages" if path.endswith(".html") else "pictures" if path.endswith(".jpg") else "other"


def files(folder: Path, base_url: str | None = None, jobs: int | None = None,
          executor: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the site of the archive in `folder`, made anew: (path, content)."""
    known = Memo(None, stamps.program())
    try:
        yield from _files(plan(folder, base_url, known, None), known, jobs, executor)
    finally:
        known.close()


def _files(planned: Plan, known: Memo, jobs: int | None, executor: str) -> Files:
    from builder import press  # what makes pages takes half a second to load: only where there are pages to make

    if jobs is None:
        articles = sum(name.endswith(".md") for date in planned.todo for name in planned.editions[date])
        jobs = workers.cores() if articles >= MANY else 1
    if jobs > 1 and not executor:
        press.share(planned.settings.words)
    with workers.team(jobs, executor) as team:
        yield from press.files(planned, known, team)
