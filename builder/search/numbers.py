"""Numbers → characters, and back: Rice codes, packed 13 bits to two characters of an alphabet of 91.

The first character says how many low bits each number has; each is its high part in zeros, a one, its low bits, and where
there are counts the count in zeros and a one. Zeros fill the end.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '",\\')
"""ASCII without what parts lists (space, comma) or is escaped in a script (`"`, `\\`)."""


def packed(gaps: Sequence[int], counts: Sequence[int] = ()) -> str:
    """Numbers ≥ 0, each followed by its count (≥ 1) where there are counts. "" for none."""
    if not gaps:
        return ""
    low = bits(sum(gaps), len(gaps))
    codes = [_code(gap, low) for gap in gaps]
    if counts:
        codes = [code + _unary(count) for code, count in zip(codes, counts, strict=True)]
    return ALPHABET[low] + _characters("".join(codes))


def stream(gaps: Sequence[int], lows: Sequence[int]) -> str:
    """Numbers ≥ 0, each with its own count of low bits, which the reader knows."""
    return _characters("".join(map(_code, gaps, lows)))


def bits(total: int, number: int) -> int:
    """Low bits for `number` numbers that make `total`: near the best where they are as if thrown."""
    return max(0, (total * 693 // (1000 * number)).bit_length() - 1)


def _code(gap: int, low: int) -> str:
    return "0" * (gap >> low) + format(1 << low | gap & ((1 << low) - 1), "b")


def _characters(bits: str) -> str:
    table = _encoding()
    found = "".join([table[bits[place:place + 13]] for place in range(0, len(bits) - 12, 13)])
    rest = bits[len(bits) - len(bits) % 13:]
    if len(rest) > 6:
        return found + table[rest.ljust(13, "0")]
    return found + ALPHABET[int(rest.ljust(6, "0"), 2)] if rest else found


def unpacked(text: str, counted: bool = False) -> list[int]:
    """The numbers of `packed`, with counts number, count, number, count …"""
    if not text:
        return []
    low, bits = ALPHABET.index(text[0]), _bits(text[1:])
    numbers, place = [], 0
    while (one := bits.find("1", place)) >= 0:
        numbers.append((one - place) << low | int(bits[one + 1:one + 1 + low] or "0", 2))
        place = one + 1 + low
        if counted:
            one = bits.index("1", place)
            numbers.append(one - place + 1)
            place = one + 1
    return numbers


def unstreamed(text: str, lows: Iterable[int]) -> list[int]:
    """The numbers of `stream`."""
    bits, place, numbers = _bits(text), 0, []
    for low in lows:
        one = bits.index("1", place)
        numbers.append((one - place) << low | int(bits[one + 1:one + 1 + low] or "0", 2))
        place = one + 1 + low
    return numbers


def _bits(text: str) -> str:
    table = _decoding()
    return "".join([table[text[place:place + 2]] for place in range(0, len(text), 2)])


@lru_cache(4096)
def _unary(count: int) -> str:
    return "0" * (count - 1) + "1"


@cache
def _encoding() -> dict[str, str]:
    return {format(value, "013b"): ALPHABET[value // 91] + ALPHABET[value % 91] for value in range(1 << 13)}


@cache
def _decoding() -> dict[str, str]:
    single = {ALPHABET[value]: format(value, "06b") for value in range(1 << 6)}
    return single | {pair: bits for bits, pair in _encoding().items()}


def gaps(ascending: Iterable[int]) -> list[int]:
    """Of strictly ascending numbers ≥ 0, how many each leaves out since the one before."""
    found, before = [], -1
    for number in ascending:
        found.append(number - before - 1)
        before = number
    return found


def sums(gaps: Iterable[int]) -> list[int]:
    """The numbers whose `gaps` these are."""
    found, before = [], -1
    for gap in gaps:
        before += gap + 1
        found.append(before)
    return found
