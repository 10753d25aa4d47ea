"""The preview as a whole: watch, make anew what an edit touches, tell the open pages, let a build follow."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from builder import content, output
from builder.errors import MachineFault
from builder.serve import fresh, watch
from builder.serve.desk import Desk
from builder.serve.server import Server
from builder.serve.watch import Touched
from builder.serve.worker import Outcome, Worker
from builder.site.templates import template_folders

FOLDER = "serve"
"""Below `.banmian/`: where the preview's site stands. Never the published one."""
HALF = 0.15
"""Seconds after which an edition that cannot be made is tried again: an editor may have been half-way through."""
QUIET = 0.4
"""Seconds without an edit after which the whole site is built."""
AGAIN = 5
"""Seconds after which a build that the machine stopped (a full disk) is tried again."""


def site_of(folder: Path) -> Path:
    """Where the preview of the archive in `folder` (content/) is built."""
    return folder.absolute().parent / output.WORK / FOLDER / "site"


def serve(folder: Path, port: int, base_url: str | None, *, ready: Callable[[str, Outcome], None],
          passed: Callable[[int], None], told: Callable[[Outcome], None]) -> None:
    """Show the preview of the archive in `folder` until Ctrl-C (or SIGTERM) ends it.

    `ready` hears the address and how the first build ended, `passed` how many files the first build has made, `told`
    how each later build ended. Raises ContentFault, MachineFault.
    """
    fresh.frame(folder, base_url)   # no archive, no preview
    desk = Desk(folder, site_of(folder), base_url, lambda trace: told(Outcome(trace=trace)))
    worker, ended = Worker(folder, desk.site, base_url), threading.Event()
    server = Server(desk, port)
    threads = [threading.Thread(target=target, args=arguments, daemon=True) for target, arguments in (
        (server.serve_forever, (0.1,)), (_warm, (desk,)), (_watch, (desk, ended)),
        (_build, (desk, worker, ended, told)))]
    try:
        with _ends_on_sigterm():
            desk.open()
            turn = desk.turn
            for thread in threads[:3]:
                thread.start()
            outcome = worker.build(passed)
            desk.caught_up(turn, outcome)
            desk.tell()
            ready(server.url, outcome)
            threads[3].start()
            while not ended.wait(0.5):
                pass
    except KeyboardInterrupt:
        pass
    finally:
        _undisturbed()
        ended.set()
        desk.tell()
        worker.end()
        server.server_close()


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    """SIGTERM ends the preview as Ctrl-C does."""
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _undisturbed() -> None:
    """Ending takes a moment; a second Ctrl-C does not break it off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warm(desk: Desk) -> None:
    """Make a page before anybody asks for one: what makes pages takes a second to load."""
    if desk.dates:
        desk.read(f"{max(desk.dates)}/index.html")


def _watch(desk: Desk, ended: threading.Event) -> None:
    """Take up every edit until the preview ends."""
    roots = dict.fromkeys([content.templates_of(desk.folder), *template_folders(content.templates_of(desk.folder))])
    for touched in watch.changes(desk.folder, list(roots), ended):
        take_up(desk, touched)


def take_up(desk: Desk, touched: Touched) -> None:
    """Make anew what an edit touches, as far as it is worth doing at once, and tell the open pages."""
    desk.note(touched)
    if touched.frame:
        desk.tell()     # who looks at a page asks for it, and so it comes first
    if touched.dates:
        if not desk.retake(touched.dates):
            time.sleep(HALF)
            desk.retake(touched.dates)
        desk.tell()


def _build(desk: Desk, worker: Worker, ended: threading.Event, told: Callable[[Outcome], None]) -> None:
    """Bring the built site up to date behind the edits until the preview ends."""
    done, outcome = 0, Outcome()
    while not ended.is_set():
        pulse, turn = desk.pulse, desk.turn
        retry = any(isinstance(fault, MachineFault) for fault in outcome.faults)
        if turn == done and not retry:
            desk.wait(pulse, 1)
            continue
        if ended.wait(AGAIN if turn == done else QUIET):
            return
        if turn != desk.turn and turn != done:
            continue    # another edit: wait for quiet
        turn = desk.turn
        outcome = worker.build()
        if ended.is_set():
            return
        done = turn
        desk.caught_up(turn, outcome)
        desk.tell()
        told(outcome)
