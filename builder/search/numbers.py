"""Numbers → characters, and back: exponential Golomb codes, packed 13 bits to two characters of an alphabet of 91.

A number n with `low` low bits is n + 2^low in binary, and before it as many zeros as it has bits beyond low + 1. Zeros
fill the end. A packed list says its low bits in its first character; counts among its numbers have none.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '",\\')
"""ASCII without what parts lists (space, comma) or is escaped in a script (`"`, `\\`)."""


def packed(gaps: Sequence[int], counts: Sequence[int] = ()) -> str:
    """Numbers ≥ 0, each followed by its count (≥ 1) where there are counts. "" for none."""
    if not gaps:
        return ""
    low = bits(sum(gaps), len(gaps))
    codes = [code(gap, low) for gap in gaps]
    if counts:
        codes = [own + code(count - 1, 0) for own, count in zip(codes, counts, strict=True)]
    return ALPHABET[low] + written("".join(codes))


def stream(gaps: Sequence[int], lows: Sequence[int]) -> str:
    """Numbers ≥ 0, each with its own count of low bits, which the reader knows."""
    return written("".join(map(code, gaps, lows)))


def bits(total: int, number: int) -> int:
    """Low bits for `number` numbers that make `total`: near the best for places of words, which come in clusters."""
    return max(0, (total * 347 // (1000 * number)).bit_length() - 1)


def code(gap: int, low: int) -> str:
    """The bits of a number."""
    found = format(gap + (1 << low), "b")
    return "0" * (len(found) - 1 - low) + found


def written(bits: str) -> str:
    """Bits as characters."""
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
    low, bits = ALPHABET.index(text[0]), bitten(text[1:])
    numbers, place = [], 0
    while "1" in bits[place:place + 64]:
        number, place = _number(bits, place, low)
        numbers.append(number)
        if counted:
            number, place = _number(bits, place, 0)
            numbers.append(number + 1)
    return numbers


def unstreamed(text: str, lows: Iterable[int]) -> Iterator[int]:
    """The numbers of `stream`, as they are asked for. Raises ValueError where it ends early."""
    return decoded(bitten(text), lows)


def decoded(bits: str, lows: Iterable[int]) -> Iterator[int]:
    """The numbers of bits, as they are asked for."""
    place = 0
    for low in lows:
        number, place = _number(bits, place, low)
        yield number


def split(text: str, parts: Iterable[tuple[int, int]]) -> list[str]:
    """The bits of a stream in parts: each of so many low bits and numbers. Raises ValueError where it ends early."""
    bits, place, found = bitten(text), 0, []
    index = bits.index
    for low, size in parts:
        start = place
        for _ in range(size):
            place = 2 * index("1", place) + 1 - place + low
        found.append(bits[start:place])
    return found


def _number(bits: str, place: int, low: int) -> tuple[int, int]:
    """The number whose code begins at `place`, and where it ends."""
    one = bits.index("1", place)
    end = one + 1 + one - place + low
    return int(bits[one:end], 2) - (1 << low), end


def bitten(text: str) -> str:
    """The bits of packed characters, and zeros behind them."""
    table = _decoding()
    return "".join([table[text[place:place + 2]] for place in range(0, len(text), 2)])


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


def slim(numbers: Sequence[int], plain: int) -> tuple[bytes, bytes]:
    """Numbers of 32 bits to be sent about: the lowest bytes of all, the next …, `plain` of these as they are, for
    nothing would make them much smaller; the others, mostly zeros, compressed, as quickly as goes."""
    data = (array("I", numbers) if isinstance(numbers, list) else numbers).tobytes()
    bytewise = [data[place::4] for place in range(4)]
    deflated = zlib.compressobj(1, strategy=zlib.Z_RLE)
    return b"".join(bytewise[:plain]), deflated.compress(b"".join(bytewise[plain:])) + deflated.flush()


def unslim(plain: bytes, deflated: bytes) -> array:
    """The numbers of `slim`."""
    data = plain + zlib.decompress(deflated)
    size = len(data) // 4
    whole = bytearray(len(data))
    for place in range(4):
        whole[place::4] = data[place * size:(place + 1) * size]
    return array("I", bytes(whole))
