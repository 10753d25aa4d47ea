"""Where the work of a build is done: in this process, or in several."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 4
"""Tasks in flight for each process: enough that none waits, few enough that results do not pile up."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """An executor with `jobs` processes; None for one job, which this process does itself."""
    if jobs <= 1:
        yield None
        return
    with ProcessPoolExecutor(jobs) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def mapped(executor: Executor | None, jobs: int) -> Callable[[Callable[[A], B], Iterable[A]], Iterator[B]]:
    """A `map` that is done by `executor`: results in order, a bounded number of them in flight."""
    if executor is None:
        return map

    def ordered(function: Callable[[A], B], things: Iterable[A]) -> Iterator[B]:
        flying: deque = deque()
        for thing in things:
            flying.append(executor.submit(function, thing))
            if len(flying) >= AHEAD * jobs:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()

    return ordered
