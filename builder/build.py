"""content/ → site/: gather everything, make {path: bytes}, let `output` put it in place."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from builder import memo, output

PACKAGE = Path(__file__).parent
Files = Iterable[tuple[str, bytes]]


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

    `jobs`: processes; None: the cores, one for a small archive. `cache`: look whether anything has changed at all.
    Raises Fault, Faults; then the old site stands.
    """
    output.recover(target)
    output.guard(target, [folder, folder.absolute().parent / "templates"])
    known = memo.recall(_memo(target)) if cache else {}
    inputs = memo.fingerprint(_inputs(folder), [str(base_url)])
    if inputs and (known.get("inputs"), known.get("site")) == (inputs, memo.standing(target)):
        return Built(**known["counts"], written=output.Written((), (), known["files"]))
    from builder import press  # what makes pages takes half a second to load: only where there are pages to make

    archive = press.archive(folder, base_url)
    written = output.write(watch(press.files(archive, folder, jobs or press.jobs_for(archive))), target)
    pages = [page for edition in archive.editions for page in edition.pages]
    built = Built(len(archive.editions), len(pages), sum(len(page.articles) for page in pages), written)
    if inputs:
        memo.remember(_memo(target), {
            "inputs": inputs, "site": memo.standing(target), "files": len(written.changed) + written.unchanged,
            "counts": {name: count for name, count in asdict(built).items() if name != "written"}})
    return built


def _inputs(folder: Path) -> list[Path]:
    """The folders that a site is made of: the archive's content and templates, ours, and the program."""
    return [folder.absolute(), folder.absolute().parent / "templates", PACKAGE, PACKAGE.parent / "templates"]


def _memo(target: Path) -> Path:
    target = target.absolute()
    return target.parent / output.WORK / f"{target.name}.json"
