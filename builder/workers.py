"""Where the work of a build is done: in this process, or in several."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

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
def team(jobs: int) -> Iterator[Team]:
    """`jobs` processes; for one job, this one."""
    if jobs <= 1:
        yield Team()
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as executor:
        try:
            yield Team(executor, jobs)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise
