"""What a build remembers, so that the next one knows without reading anything that there is nothing to do.

Names, sizes and times of all files that a site is made of, and of the site's own. A file that was touched in the last
moments before a build may be touched again without a new time, so then nothing is remembered.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

LIBRARIES = ("jieba", "jinja2", "lunr", "markdown", "nh3", "pillow", "pyyaml", "numpy", "rjieba")
"""What the bytes of a site depend on beside our own files."""
LINK = "\tlink"
MOMENT = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system still in use (FAT)."""


def fingerprint(folders: Iterable[Path], settings: Iterable[str]) -> str | None:
    """A digest of the stamps of all files below `folders`, of `settings`, and of the libraries.

    None where a file is too new to be trusted, or a link, behind which anything may change.
    """
    stamps = [line for folder in folders for line in _stamps(folder)]
    newest = time.time_ns() - MOMENT
    if any(line.endswith(LINK) or int(line.rsplit("\t", 1)[1]) > newest for line in stamps):
        return None
    return _digest([*stamps, *settings, *map(_version, LIBRARIES)])


def standing(site: Path) -> str:
    """A digest of the stamps of all files of the site."""
    return _digest(_stamps(site))


def recall(path: Path) -> dict[str, object]:
    """What was remembered in `path`; nothing where there is no such file, or none that can be read."""
    with suppress(OSError, ValueError):
        known = json.loads(path.read_text(encoding="utf-8"))
        return known if isinstance(known, dict) else {}
    return {}


def remember(path: Path, known: dict[str, object]) -> None:
    """Write `known` to `path`. A disk that has no room for it costs the next build time, nothing else."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(known), encoding="utf-8")
        os.replace(draft, path)


def _stamps(folder: Path) -> Iterator[str]:
    """path, size, time of every file below `folder`, sorted within each folder."""
    queue = [str(folder)]
    while queue:
        folder = queue.pop()
        try:
            with os.scandir(folder) as opened:
                entries = sorted(opened, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:  # what cannot be read is told by those who need it
            yield folder + LINK
            continue
        for entry in entries:
            with suppress(FileNotFoundError):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        queue.append(entry.path)
                elif entry.is_symlink():
                    yield entry.path + LINK
                else:
                    known = entry.stat()
                    yield f"{entry.path}\t{known.st_size}\t{known.st_mtime_ns}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _version(library: str) -> str:
    try:
        return f"{library} {metadata.version(library)}"
    except metadata.PackageNotFoundError:
        return f"no {library}"
