"""Many weights in one number: one addition adds all of them."""

import struct
from collections.abc import Callable, Iterable, Mapping

_BITS = 32
_MIDDLE = 1 << (_BITS - 1)


class Fields:
    """Numbers of which each place has 32 bits."""

    def __init__(self, places: int):
        self._middles = sum(_MIDDLE << (_BITS * place) for place in range(places))
        self._fields = struct.Struct(f"<{places}I")
        self._signed = struct.Struct(f"<{places}i")

    def packed(self, weights: Iterable[int]) -> int:
        """The weights of all places in one number: their sum, each shifted to its place."""
        shifted = int.from_bytes(self._signed.pack(*weights), "little")  # a weight below 0 stands in it as 2³² more …
        return (shifted ^ self._middles) - self._middles  # … so each is raised by 2³¹ and, as numbers, lowered again

    def unpacked(self, total: int) -> list[int]:
        """Of a sum of such numbers the sum at each place."""
        fields = self._fields.unpack((total + self._middles).to_bytes(self._fields.size, "little"))
        return [field - _MIDDLE for field in fields]


class Rows(dict[str, int]):
    """Name → its weights in one number, 0 where it has none. Packed when first asked for: a page shows few of all."""

    def __init__(self, rows: Mapping[str, str], packed: Callable[[str], int]):
        super().__init__()
        self._rows = rows
        self._packed = packed

    def __missing__(self, name: str) -> int:
        row = self._rows.get(name)
        if row is None:
            return 0
        self[name] = found = self._packed(row)
        return found
