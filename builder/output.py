"""{path: bytes} → the site's folder, the only room that writes there.

A first build is staged beside the site and renamed into its place as a whole. A later one stages what differs, writes
that down in a journal, then puts it in place file by file. Until the journal is complete the old site stands untouched;
from then on the new one is certain: a build that is killed while it puts files in place is finished by the next
command, before that does anything else. A file whose bytes are the same is never touched: to exchange the two folders
at one stroke (renameat2) each of them, a hundred thousand for an edited word, would have to be linked into the new one,
and a backup or an upload would find all folders new.

What the journal promises is on the disk before it is: the power may fail too.
"""

import json
import os
import re
import shutil
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from builder.errors import ContentFault, UsageFault, disk

MARK = ".banmian"
"""The file in a site's folder that says: this folder is ours to write."""
MARK_TEXT = b"Written by banmian build, which writes to no folder without this file.\n"
WORK = ".banmian"
"""The folder beside the site where a build is staged; caches live there too."""
WITHIN = ".banmian-work"
"""The same within a site that is a disk of its own (a mounted volume): nothing from beside can be renamed into it."""
MANY = 100
"""Files that are not brought to the disk one by one."""
TOGETHER = 16
"""Files brought to the disk at one time: a file system that keeps a log writes that once for several."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Seconds between the tries to replace a file: on Windows nobody may have it open, and who scans for viruses has."""
PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*|\.nojekyll")


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the site: paths relative to it, sorted."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(files: Iterable[tuple[str, bytes | None]], site: Path, standing: Iterable[str] | None = None) -> Written:
    """Make `site` hold exactly `files`: all of them or, where anything fails on the way, none. A file without bytes is
    one that stands there as it is. `standing`: all files that stand there, where that is known; None: look.

    Raises ContentFault for a path that no site may have and for a folder that is not ours, MachineFault where disk or
    permissions stand in the way, and whatever producing `files` raises.
    """
    recover(site)
    guard(site)
    stage = work(site) / "stage"
    try:
        with disk():
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(parents=True)
        changed, seen = _staged(files, site, stage)
        with disk():
            removed = sorted(set(_standing(site) if standing is None else standing) - seen)
            if (changed or removed) and not _placed(stage, site):
                _settle(stage, changed)
                _write_down(site, changed, removed)
                _put_in_place(site, changed, removed)
    finally:
        if not _journal(site).exists():
            _clear(site)
    return Written(tuple(changed), tuple(removed), len(seen) - len(changed))


def recover(site: Path) -> bool:
    """Finish what a killed build had begun to put in place; whether there was anything to finish."""
    if not unfinished(site):
        return False
    with disk():
        left = json.loads(_journal(site).read_text(encoding="utf-8"))
        _put_in_place(site, left["changed"], left["removed"])
        _clear(site)
    return True


def unfinished(site: Path) -> bool:
    """Whether a killed build had begun to put its files in place. Raises MachineFault where that cannot be seen."""
    with disk("cannot be read"):
        return _journal(site).is_file()


def guard(site: Path, sources: Iterable[Path] = ()) -> None:
    """Raise where `site` must not be written: UsageFault where it is, holds or lies in one of the `sources`, or holds
    a history; ContentFault where it is a link, a file, or a folder with things in it that are not ours.
    """
    with disk("cannot be read"):
        history = [folder for folder in [site / ".git"] if folder.exists()]
    for source in (*sources, *history):
        if _overlap(source, site):
            raise UsageFault("the site cannot be written to a folder that is, holds or lies in {source}", path=site,
                             source=source, hint="Name a folder of its own: --site site")
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise ContentFault("not a folder", path=site, hint="Name a folder with --site, not a link and not a file.")
    with disk("cannot be read"):
        if site.is_dir() and not (site / MARK).is_file() and any(path.name != WITHIN for path in site.iterdir()):
            raise ContentFault("not empty, and not written by banmian", path=site, hint=(
                "Name a new or an empty folder with --site."))


def _overlap(*folders: Path) -> bool:
    one, other = (Path(os.path.realpath(folder)) for folder in folders)     # Path.resolve falls over a link to itself
    return one.is_relative_to(other) or other.is_relative_to(one)


def work(site: Path) -> Path:
    """Where a site is staged: beside it, so on the same disk, and what is staged can be renamed into place."""
    site = Path(os.path.abspath(site))
    return (site / WITHIN if os.path.ismount(site) else site.parent / WORK) / (site.name or "site")


def beside(site: Path, suffix: str) -> Path:
    """A file of the site `site`'s own beside it, which lasts."""
    return work(site).with_name(work(site).name + suffix)


def _journal(site: Path) -> Path:
    return work(site) / "journal.json"


def _staged(files: Iterable[tuple[str, bytes | None]], site: Path, stage: Path) -> tuple[list[str], set[str]]:
    """Stage what differs from the site. Returns the paths that differ, sorted, and all paths."""
    changed: list[str] = []
    seen: set[str] = set()
    spellings: set[str] = set()
    folders: set[str] = set()
    stands = site.is_dir()
    for path, data in chain(files, [(MARK, MARK_TEXT)]):
        if data is None and path not in spellings:
            seen.add(path)  # it stands, so it was checked when it was written
            continue
        if path != MARK:
            _check(path, seen, spellings)
        seen.add(path)
        if data is None or (stands and _holds(f"{site}/{path}", data)):
            continue
        with disk():
            folder = path.rpartition("/")[0]
            if folder not in folders:
                os.makedirs(f"{stage}/{folder}", exist_ok=True)
                folders.add(folder)
            with open(f"{stage}/{path}", "wb") as file:
                file.write(data)
        changed.append(path)
    return sorted(changed), seen


def _check(path: str, seen: Set[str], spellings: set[str]) -> None:
    """Raise ContentFault for a path that no site may have. `spellings`: the small letters of those that have others."""
    small = path.lower()
    if small in seen or small in spellings:  # to Windows and macOS A.html is a.html
        raise ContentFault("two files of the site have one name: {name}", name=path,
                           hint="Rename one of them in content/static.")
    if small != path:
        spellings.add(small)
    if not PATH.fullmatch(path):
        raise ContentFault("a file of the site cannot be named {name!r}", name=path,
                           hint="ASCII letters, digits, dots and dashes only: web servers mind the rest.")


def _holds(standing: str, data: bytes) -> bool:
    """Whether the file that stands there holds `data`."""
    with disk(), suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        if not os.path.islink(standing):
            with open(standing, "rb") as file:
                return file.read() == data
    return False


def _standing(site: Path) -> Iterator[str]:
    """Paths of all files of the site as it stands; of links too, but of nothing behind them."""
    for folder, folders, names in os.walk(site, onerror=_raised):
        folders[:] = [name for name in folders if name != WITHIN or Path(folder) != site]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *links):
            yield (Path(folder) / name).relative_to(site).as_posix()


def _raised(error: OSError) -> None:
    """A folder that cannot be listed may hold what must go; one that is not there holds nothing."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _placed(stage: Path, site: Path) -> bool:
    """Whether the stage could take the place of the site as a whole: there is none yet."""
    if os.path.ismount(site) or (site.exists() and any(site.iterdir())):
        return False
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(stage, site)
    except OSError:  # Windows replaces no folder, not even an empty one
        return False
    return True


def _settle(stage: Path, changed: Sequence[str]) -> None:
    """See to it that what was staged is on the disk."""
    if len(changed) > MANY and hasattr(os, "sync"):
        os.sync()
        return
    from concurrent.futures import ThreadPoolExecutor  # only where something changed

    with ThreadPoolExecutor(TOGETHER) as pool:
        deque(pool.map(_synced, (stage / path for path in changed)), maxlen=0)


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write_down(site: Path, changed: Sequence[str], removed: Sequence[str]) -> None:
    journal = _journal(site)
    draft = journal.with_suffix(".tmp")
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"changed": changed, "removed": removed}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, journal)


def _put_in_place(site: Path, changed: Sequence[str], removed: Sequence[str]) -> None:
    """Carry out the journal. What it has done already, before it was killed, it finds done."""
    stage = work(site) / "stage"
    for path in removed:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            (site / path).unlink()
        _prune(site, site / path)
    for path in changed:
        if (stage / path).is_file():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            _exchange(stage / path, site / path)
    _journal(site).unlink()


def _exchange(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`. Who has it open is waited for where that stops us: on Windows."""
    for pause in PAUSES:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(source, target)


def _prune(site: Path, path: Path) -> None:
    """Remove the folders above `path` that are empty now."""
    for folder in path.parents:
        if folder == site:
            return
        with suppress(FileNotFoundError, NotADirectoryError):
            try:
                folder.rmdir()
            except OSError:  # not empty
                return


def _clear(site: Path) -> None:
    shutil.rmtree(work(site), ignore_errors=True)
    with suppress(OSError):
        work(site).parent.rmdir()  # where nothing else uses it
