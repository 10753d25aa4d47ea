"""content/ → site/: gather what changed, make {path: bytes}, let `output` put it in place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder import memo, output, workers
from builder.memo import Damaged, Memo
from builder.plan import Plan, plan

Files = Iterable[tuple[str, bytes | None]]

MANY = 200
"""Articles from which on a second process, which must read the dictionary first, saves time."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what of it was new."""

    editions: int
    pages: int
    articles: int
    written: output.Written


def build(folder: Path, target: Path, base_url: str | None = None, *, jobs: int | None = None, cache: bool = True,
          watch: Callable[[Files], Files] = iter) -> Built:
    """Build the archive in `folder` (content/) into the site `target`; `watch` sees the files pass.

    `jobs`: processes; None: the cores, one where there is little to do. `cache`: make only what changed.
    Raises Fault, Faults; then the old site stands.
    """
    output.recover(target)
    output.guard(target, [folder, folder.absolute().parent / "templates"])
    place = output.beside(target, ".sqlite")
    try:
        return _built(folder, target, base_url, jobs, cache, watch, place)
    except Damaged:
        memo.forget(place)
        return _built(folder, target, base_url, jobs, cache, watch, place)


def _built(folder: Path, target: Path, base_url: str | None, jobs: int | None, cache: bool,
           watch: Callable[[Files], Files], place: Path) -> Built:
    known = Memo(place, memo.program())
    try:
        if not cache:
            known.forget()
        planned = plan(folder, base_url, known, target)
        if planned.nothing:
            known.commit()
            return Built(*known.counts(), output.Written((), (), known.number_of_files() + 1))  # and the mark
        written = output.write(watch(_files(planned, known, jobs)), target)
        known.learn_folders(memo.standing(target))
        known.commit()
        return Built(*known.counts(), written)
    finally:
        known.close()


def files(folder: Path, base_url: str | None = None, jobs: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the site of the archive in `folder`, made anew: (path, content)."""
    known = Memo(None, memo.program())
    try:
        yield from _files(plan(folder, base_url, known, None), known, jobs)
    finally:
        known.close()


def _files(planned: Plan, known: Memo, jobs: int | None) -> Files:
    from builder import press  # what makes pages takes half a second to load: only where there are pages to make

    if jobs is None:
        articles = sum(name.endswith(".md") for date in planned.todo for name in planned.editions[date])
        jobs = workers.cores() if articles >= MANY else 1
    with workers.team(jobs) as team:
        yield from press.files(planned, known, team)
