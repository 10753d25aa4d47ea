"""One build of a site at a time; who comes second is told who is at it."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from builder.errors import MachineFault, disk

PATIENCE = 5.0
"""Seconds that a second build waits for the first: a small one is done by then."""


@contextmanager
def held(path: Path, site: Path) -> Iterator[None]:
    """Hold the lock `path` of `site`, which the system lets go when this process ends, however it ends.

    Raises MachineFault naming the process that holds it; where it cannot be written.
    """
    lock = FileLock(path, timeout=PATIENCE)
    with disk():
        path.parent.mkdir(parents=True, exist_ok=True)
        taken = _taken(lock)
    if not taken:
        holder = _holder(path)
        raise MachineFault("another build of this site is running: {command}, process {pid}, since {since}", path=site,
                           command=holder.get("command", "?"), pid=holder.get("pid", "?"),
                           since=holder.get("since", "?"), hint="Wait until it is done, or end it.")
    try:
        with disk():
            _note(path).write_text(json.dumps({
                "pid": os.getpid(), "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]),
                "since": time.strftime("%Y-%m-%d %H:%M:%S")}))
        yield
    finally:
        with suppress(OSError):
            _note(path).unlink()
        lock.release()


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire()
    except Timeout:
        return False
    return True


def _note(path: Path) -> Path:
    """Where the holder of the lock says who it is: Windows lets nobody read the lock itself."""
    return path.with_name(f"{path.name}ed-by.json")


def _holder(path: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        known = json.loads(_note(path).read_text(encoding="utf-8"))
        return known if isinstance(known, dict) else {}
    return {}
