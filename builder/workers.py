"""Where the work of a build is done: in this process, or in several."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from builder.errors import MachineFault, UsageFault

A = TypeVar("A")
B = TypeVar("B")

PATIENCE = 20
"""Seconds that a cluster has to answer."""
RETRIES = 3
"""Times that a task is given to another worker when one is lost."""
MOST = 61 if sys.platform == "win32" else 10_000
"""Processes that the system lets one process wait for."""
AHEAD = 3
"""Tasks in flight for each process: enough that none waits, few enough that results do not pile up."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who does the work."""

    executor: Executor | None = None
    """None: this process."""
    hands: int = 1
    """Tasks done at one time."""
    here: bool = True
    """The workers read the same disk."""

    def map(self, function: Callable[[A], B], things: Iterable[A]) -> Iterator[B]:
        """`function` of each of the `things`, in order; a bounded number of them in flight."""
        if self.executor is None:
            yield from map(function, things)
            return
        flying: deque = deque()
        for thing in things:
            flying.append(self.executor.submit(function, thing))
            if len(flying) >= AHEAD * self.hands:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def team(jobs: int, address: str = "") -> Iterator[Team]:
    """`jobs` processes; for one job, this one; the cluster at `address` (dask://HOST:PORT) where one is given.

    Raises UsageFault, MachineFault where there is no such cluster.
    """
    if address:
        with _cluster(address) as found:
            yield found
        return
    if jobs <= 1:
        yield Team()
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    class Pool(ProcessPoolExecutor):
        def submit(self, function, /, *arguments, **named):
            return super().submit(_heard, function, *arguments, **named)

    with Pool(min(jobs, MOST), initializer=_deaf) as executor:
        try:
            yield Team(executor, jobs)
        except BrokenProcessPool:
            raise MachineFault("a process of the build was ended from outside",
                               hint="Is there memory enough? One process needs less: --jobs 1") from None
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def _deaf() -> None:
    """A process of a team, which hears Ctrl-C as the first does, dies of it with many words where it waits for a task;
    and where it is killed, the first may wait for it for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _heard(function: Callable[..., A], *arguments: object, **named: object) -> A:
    """A task in a process of a team: Ctrl-C breaks it off, so that nobody waits for its end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return function(*arguments, **named)
    finally:
        _deaf()


def host_of(address: str) -> str:
    """HOST:PORT of dask://HOST:PORT. Raises UsageFault where `address` is none."""
    scheme, _, host = address.partition("://")
    if scheme != "dask" or not host:
        raise UsageFault("{name}: {value!r} is no cluster", name="--executor", value=address,
                         hint="{form}", form="--executor dask://127.0.0.1:8786")
    return host


@contextmanager
def _cluster(address: str) -> Iterator[Team]:
    """A Dask cluster, whose workers have this package and need not see our disk. A worker that is lost costs time."""
    host = host_of(address)
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise UsageFault("{name} needs a library that is not installed", name="--executor",
                         hint="pip install 'banmian[dask]'") from None
    quiet = {"distributed.admin.large-graph-warning-threshold": "1 GB"}  # a segment of the index is large
    with dask.config.set(quiet):
        try:
            client = Client(f"tcp://{host}", timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError):
            raise MachineFault("no scheduler answers at {address}", address=address,
                               hint="Start it: dask scheduler. And workers: dask worker HOST:PORT") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise MachineFault("the scheduler at {address} has no workers", address=address,
                                   hint="Start some: dask worker HOST:PORT") from None
            hands = max(1, sum(client.nthreads().values()))
            yield Team(client.get_executor(pure=False, retries=RETRIES), hands, here=False)
