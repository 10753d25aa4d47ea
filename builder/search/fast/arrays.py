"""Arrays of numbers: runs of equal keys in one, and lists in a row."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy
from numpy import ndarray

SLICE = 1 << 15
"""Numbers packed at a time: what bounds memory, and stays near the processor."""


def changes(keys: ndarray) -> ndarray:
    """Whether each key is another than the one before."""
    return numpy.concatenate(([True], keys[1:] != keys[:-1]))[:len(keys)]


def begins(keys: ndarray) -> ndarray:
    """Where each run of equal keys begins."""
    return numpy.flatnonzero(changes(keys))


def sizes(begins: ndarray, total: int) -> ndarray:
    """Of runs, their sizes."""
    return numpy.diff(numpy.append(begins, total))


def order(keys: ndarray) -> ndarray:
    """What sorts keys of 0 or more, equal ones as they stand: sooner than a stable sort where key and place fit into
    one number."""
    places = len(keys).bit_length()
    if len(keys) and int(keys.max()).bit_length() + places < 64:
        return numpy.sort(keys << places | numpy.arange(len(keys))) & (1 << places) - 1
    return numpy.argsort(keys, kind="stable")


def ordered(columns: Sequence[ndarray], sizes: ndarray, order: ndarray) -> list[ndarray]:
    """What stands in lists of such sizes, the lists in another order: some at a time, for places take more memory than
    what stands there."""
    found = [numpy.empty_like(column) for column in columns]
    ends = numpy.cumsum(sizes)
    starts, stops, end = (ends - sizes)[order], ends[order], 0
    for first, last in portions(stops - starts):
        places = within(starts[first:last], stops[first:last])
        begin, end = end, end + len(places)
        for own, column in zip(found, columns, strict=True):
            own[begin:end] = column[places]
    return found


def portions(sizes: ndarray) -> Iterator[tuple[int, int]]:
    """Lists of such sizes in portions of about SLICE."""
    ends = numpy.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return pairwise(sorted({0, len(sizes), *numpy.searchsorted(ends, numpy.arange(SLICE, total, SLICE)).tolist()}))


def within(starts: ndarray, stops: ndarray) -> ndarray:
    """All places of some spans, in a row."""
    sizes = stops - starts
    ends = numpy.cumsum(sizes)
    return numpy.arange(int(ends[-1]) if len(ends) else 0) + numpy.repeat(starts - (ends - sizes), sizes)


def array(values: Sequence[int]) -> ndarray:
    """Numbers that came from a share."""
    return values if isinstance(values, ndarray) else numpy.frombuffer(values, numpy.int32, len(values))


def joined(arrays: Iterable[ndarray]) -> ndarray:
    """All of them in a row."""
    return numpy.concatenate([numpy.zeros(0, numpy.int32), *arrays])
