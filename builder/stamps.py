"""What tells whether anything changed: digests of what a site is made of, stamps of the files that stand."""

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib import metadata
from itertools import chain
from pathlib import Path

from builder.content import Stamp
from builder.output import WITHIN

LIBRARIES = ("jieba", "jinja2", "lunr", "markdown", "nh3", "pillow", "pyyaml", "numpy")
"""What the bytes of a site depend on beside our own files."""
MOMENT = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system still in use (FAT)."""
PACKAGE = Path(__file__).parent
UNSURE = b""
"""The digest of what cannot be told: it equals none that is remembered."""


def digest(*parts: bytes | str) -> bytes:
    """A digest of `parts`, in order."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.digest()


def program() -> bytes:
    """A digest of what makes the bytes of a site: our own files, the templates that ship, and the libraries."""
    ours = contents(PACKAGE), contents(PACKAGE.parent / "templates")
    return digest(*ours, repr(sys.version_info[:2]), *map(_version, LIBRARIES))


def contents(folder: Path) -> bytes:
    """A digest of all files below `folder`, by name and content; of an empty one where there is no such folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return digest(*(part for path in paths for part in (path.relative_to(folder).as_posix(), path.read_bytes())))


def stamped(files: Iterable[tuple[str, Stamp]], now: int | None = None) -> bytes:
    """A digest of names and stamps.

    UNSURE where a file was touched in the last moment before `now` (nanoseconds): it may be touched again without a
    new time.
    """
    names, stamps = zip(*files, strict=True) if (files := list(files)) else ((), ())
    if now is not None and any(max(stamp.modified, stamp.changed) > now - MOMENT for stamp in stamps):
        return UNSURE
    return digest("\0".join(names), repr(list(chain.from_iterable(stamps))))


def standing(site: Path) -> dict[str, dict[str, Stamp]]:
    """Folder of the site's root → path → stamp of every file below it; "": of those in the root itself."""
    found: dict[str, dict[str, Stamp]] = {}
    queue = [("", "", str(site))]
    while queue:
        top, within, folder = queue.pop()
        try:
            with os.scandir(folder) as opened:
                entries = list(opened)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:  # what cannot be read is told by those who need it
            entries = []
        for entry in entries:
            try:
                if not entry.is_dir(follow_symlinks=False):
                    stamp = Stamp.of(entry.stat(follow_symlinks=False))
                    found.setdefault(top, {})[within + entry.name] = stamp
                elif top or entry.name != WITHIN:
                    queue.append((top or entry.name, f"{within}{entry.name}/", entry.path))
            except FileNotFoundError:
                continue
    return found


def standing_after(before: Mapping[str, Mapping[str, Stamp]], site: Path,
                   touched: Iterable[str]) -> dict[str, dict[str, Stamp]]:
    """`standing`, where it was `before` and only the files `touched` (their paths) are new, other or gone since.

    Folders in which none was touched are left out.
    """
    found: dict[str, dict[str, Stamp]] = {}
    for path in touched:
        top = path.partition("/")[0] if "/" in path else ""
        if top not in found:
            found[top] = dict(before.get(top, {}))
        files = found[top]
        files.pop(path, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            files[path] = Stamp.of((site / path).lstat())
    return found


def folder_stamps(standing: Mapping[str, Mapping[str, Stamp]]) -> dict[str, bytes]:
    """Folder of the site's root → digest of the names and stamps of all files below it."""
    return {top: stamped(sorted(files.items())) for top, files in standing.items() if files}


def moment() -> int:
    """Nanoseconds on the clock of file stamps."""
    return time.time_ns()


def _version(library: str) -> str:
    try:
        return f"{library} {metadata.version(library)}"
    except metadata.PackageNotFoundError:
        return f"no {library}"
