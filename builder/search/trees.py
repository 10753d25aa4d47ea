"""Where an index is cut into chunks: at the halves of a static space, so that a change moves no cut but its own.

A key is a number of its first three UTF-16 units, an article its number in the segment. A range of the space is a chunk
if what stands in it weighs no more than a bound, else its halves are looked at. So a chunk depends on what stands in
its range alone, and when a list grows or shrinks, at most its own chunk is split or joined.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import Generic, TypeVar

from builder.search.numbers import stream, unstreamed

K = TypeVar("K")
V = TypeVar("V")
KEYS = 48
"""Bits of the space of keys."""
ARTICLES = 24
"""Bits of the space of articles of a segment."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A range of a space: 2^`size` numbers from `low` on."""

    low: int
    size: int

    @property
    def end(self) -> int:
        return self.low + (1 << self.size)

    def name(self, width: int) -> str:
        """The digits that no other chunk begins with."""
        return format(self.low, f"0{width // 4}x").rstrip("0") or "0"


def order(key: str) -> bytes:
    """Sorts keys by UTF-16 unit, as JavaScript and Lunr do."""
    return key.encode("utf-16-be", "surrogatepass")


def number(key: str) -> int:
    """The place of a key in the space of keys: in the order of UTF-16."""
    return int.from_bytes(key[:3].encode("utf-16-be", "surrogatepass")[:6].ljust(6, b"\0"), "big")


def cuts(keys: Sequence[K], sums: Sequence[int], bound: int, root: Cut,
         number: Callable[[K], int] = int) -> Iterator[tuple[Cut, int, int]]:
    """The chunks below `root` that are not empty, each with the places of its first key and past its last.

    Args:
        keys: ascending by their `number`; several may have the same.
        sums: what the keys before each weigh, and all: one more than there are keys.
    """
    waiting = [(root, bisect_left(keys, root.low, key=number), bisect_left(keys, root.end, key=number))]
    while waiting:
        cut, start, stop = waiting.pop()
        if start == stop:
            continue
        if sums[stop] - sums[start] <= bound or not cut.size:
            yield cut, start, stop
            continue
        lower, upper = halves(cut)
        middle = bisect_left(keys, upper.low, start, stop, key=number)
        waiting += [(upper, middle, stop), (lower, start, middle)]


def halves(cut: Cut) -> tuple[Cut, Cut]:
    """The lower half and the upper."""
    size = cut.size - 1
    return Cut(cut.low, size), Cut(cut.low + (1 << size), size)


def parent(cut: Cut) -> Cut:
    """The range whose half it is."""
    return Cut(cut.low >> cut.size + 1 << cut.size + 1, cut.size + 1)


def holder(found: Sequence[Cut], number: int) -> Cut | None:
    """Of ascending cuts the one in whose range a number lies."""
    place = bisect_right(found, number, key=_low) - 1
    return found[place] if place >= 0 and number < found[place].end else None


INSIDE, CHUNK, NOTHING = range(3)


def written(found: Sequence[Cut], width: int) -> str:
    """Ascending cuts of a space: from the whole of it on, a code for what is halved, a chunk, or nothing."""
    codes, waiting, place = [], [Cut(0, width)], 0
    while waiting:
        cut = waiting.pop()
        if place == len(found) or found[place].low >= cut.end:
            codes.append(NOTHING)
        elif found[place] == cut:
            codes.append(CHUNK)
            place += 1
        else:
            codes.append(INSIDE)
            waiting += reversed(halves(cut))
    return stream(codes, [0] * len(codes))


def read(text: str, width: int) -> list[Cut]:
    """The cuts of `written`. Raises ValueError where it is damaged."""
    found, waiting, codes = [], [Cut(0, width)], unstreamed(text, repeat(0))
    while waiting:
        cut, code = waiting.pop(), next(codes, None)
        if code == INSIDE and cut.size:
            waiting += reversed(halves(cut))
        elif code == CHUNK:
            found.append(cut)
        elif code != NOTHING:
            raise ValueError("a damaged list of chunks")
    return found


@dataclass(frozen=True, slots=True)
class Space(Generic[K, V]):
    """What is cut: things that stand at numbers below 2^`width`, by key."""

    width: int
    bound: int
    number: Callable[[K], int]
    weight: Callable[[K, V], int]


def amended(space: Space[K, V], found: Sequence[Cut], changes: Mapping[K, Callable[[V | None], V | None]],
            load: Callable[[Cut], Mapping[K, V]]) -> tuple[list[Cut], dict[Cut, dict[K, V]]]:
    """Where a space is cut after some of what stands in it has changed, and what stands in the chunks that are new.

    Args:
        found: where it was cut.
        changes: key → a function of what stands there (None: nothing) to what shall stand there.
        load: what stands in a chunk.
    """
    now, contents = list(found), {}
    lighter = _changed(space, now, contents, changes, load)
    _join(space, now, contents, lighter, load)
    _split(space, now, contents)
    return now, contents


def _changed(space: Space[K, V], now: list[Cut], contents: dict[Cut, dict[K, V]],
             changes: Mapping[K, Callable[[V | None], V | None]], load: Callable[[Cut], Mapping[K, V]]) -> list[Cut]:
    """Carry out `changes` in the chunks where they belong, which are loaded into `contents`, or new. Returns those in
    which something is lighter now."""
    lighter = {}
    for key, change in changes.items():
        place = space.number(key)
        cut = holder(now, place)
        if cut is None:
            cut = _gap(now, place, space.width)
            insort(now, cut, key=_low)
            contents[cut] = {}
        elif cut not in contents:
            contents[cut] = dict(load(cut))
        before = contents[cut].get(key)
        after = change(before)
        if after is not None:
            contents[cut][key] = after
        elif before is not None:
            del contents[cut][key]
        if before is not None and (after is None or space.weight(key, after) < space.weight(key, before)):
            lighter[cut] = None
    return list(lighter)


def _join(space: Space[K, V], now: list[Cut], contents: dict[Cut, dict[K, V]], lighter: Iterable[Cut],
          load: Callable[[Cut], Mapping[K, V]]) -> None:
    """Join chunks that are `lighter` with their other halves, as long as both weigh no more than the bound."""
    read: set[Cut] = set()  # only to be weighed

    def weight(cut: Cut) -> int:
        if cut not in contents:
            contents[cut] = dict(load(cut))
            read.add(cut)
        return _weight(space, contents[cut])

    for cut in lighter:
        while cut.size < space.width and holder(now, cut.low) == cut:
            whole, total = parent(cut), 0
            first, end = (bisect_left(now, side, key=_low) for side in (whole.low, whole.end))
            for part in now[first:end]:
                total += weight(part)
                if total > space.bound:
                    break
            else:
                contents[whole] = {key: thing for part in now[first:end] for key, thing in contents.pop(part).items()}
                now[first:end] = [whole]
                cut = whole
                continue
            break
    for cut in read & contents.keys():
        del contents[cut]


def _split(space: Space[K, V], now: list[Cut], contents: dict[Cut, dict[K, V]]) -> None:
    """Cut what weighs more than the bound, and take away what is empty."""
    for cut in list(contents):
        if contents[cut] and _weight(space, contents[cut]) <= space.bound:
            continue
        keys = sorted(contents[cut], key=space.number)
        sums = [0, *accumulate(space.weight(key, contents[cut][key]) for key in keys)]
        parts = list(cuts(list(map(space.number, keys)), sums, space.bound, cut))
        if [part for part, _, _ in parts] != [cut]:
            now.remove(cut)
            things = contents.pop(cut)
            for part, start, stop in parts:
                insort(now, part, key=_low)
                contents[part] = {key: things[key] for key in keys[start:stop]}


def _weight(space: Space[K, V], things: Mapping[K, V]) -> int:
    return sum(space.weight(key, thing) for key, thing in things.items())


def _gap(found: Sequence[Cut], number: int, width: int) -> Cut:
    """The largest range around a number in which nothing stands."""
    cut = Cut(0, width)
    while bisect_left(found, cut.low, key=_low) < bisect_left(found, cut.end, key=_low):
        lower, upper = halves(cut)
        cut = upper if number >= upper.low else lower
    return cut


def _low(cut: Cut) -> int:
    return cut.low
