"""Statistics → scripts, and reading them back.

A chunk is a classic script that calls `banmian.load(name, {…})`, so that it loads from a folder as well as over http;
its argument is JSON, so that Python reads it too. The files of search/:

manifest.js            what there is: segments, the first key of each of their chunks, folds, the dictionary's total
words/0041.js          the dictionary: words of a range of first characters, with their frequencies
2025/t3-01.js          terms: postings of a range of terms, in segment 2025, partition 3
2025/p3-01.js          places: positions of a range of pairs and pieces
2025/columns.js        per article: date, page, field lengths
2025/starts.js         per article: where its text begins in the count of positions
2025/authors.js        author → articles
2025/x0007.js          the articles as shown: texts for results and snippets

Numbers are Rice codes, packed 13 bits to two characters of an alphabet of 91: ASCII without `"`, `\\`, space and comma.
Keys are sorted by UTF-16 unit and front-coded: a character of the alphabet says how much of the key before is kept.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from builder.errors import ContentFault, disk
from builder.search.postings import FIELDS, Document, Entry, Statistics
from builder.search.words import Dictionary, fold, folds

FORMAT = 1
"""Of the files; another number is another format."""
ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '",\\')
PARTITIONS = ("", "一", "人", "国", "布", "成", "来", "理", "要", "释")
"""Static ranges of keys, by their first character: each is reduced on its own. Balanced over newspaper text."""
CHUNK = 24_000
"""Characters of packed numbers in a chunk, about: what one term costs a reader."""
LEXICON = 6_000
"""Bytes of a file of the dictionary, about: what one character of a query costs a reader."""
TEXTS = 8_000
"""Bytes of a file of texts, about: what one result costs a reader."""

Files = Iterator[tuple[str, bytes]]


# --- Numbers ---------------------------------------------------------------------------------------------------------

def packed(gaps: Sequence[int], counts: Sequence[int] = ()) -> str:
    """Numbers ≥ 0 as a Rice code, each followed by its count (≥ 1, unary) where there are counts. "" for none."""
    if not gaps:
        return ""
    low = max(0, (sum(gaps) * 693 // (1000 * len(gaps))).bit_length() - 1)  # near the optimum where gaps are geometric
    high, mask = 1 << low, (1 << low) - 1
    codes = ["0" * (gap >> low) + format(high | gap & mask, "b") for gap in gaps]
    if counts:
        codes = [code + _unary(count) for code, count in zip(codes, counts, strict=True)]
    bits = "".join(codes)
    table = _encoding()
    body = "".join([table[bits[place:place + 13]] for place in range(0, len(bits) - 12, 13)])
    rest = bits[len(bits) - len(bits) % 13:]
    if len(rest) > 6:
        body += table[rest.ljust(13, "0")]
    elif rest:
        body += ALPHABET[int(rest.ljust(6, "0"), 2)]
    return ALPHABET[low] + body


def unpacked(text: str, counted: bool = False) -> list[int]:
    """The numbers of `packed`, with counts number, count, number, count …"""
    if not text:
        return []
    low, table = ALPHABET.index(text[0]), _decoding()
    bits = "".join([table[text[place:place + 2]] for place in range(1, len(text), 2)])
    numbers, place = [], 0
    while (one := bits.find("1", place)) >= 0:
        end = one + 1 + low
        numbers.append((one - place) << low | int(bits[one + 1:end] or "0", 2))
        place = end
        if counted:
            one = bits.index("1", place)
            numbers.append(one - place + 1)
            place = one + 1
    return numbers


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


# --- Keys ------------------------------------------------------------------------------------------------------------

def order(key: str) -> bytes:
    """Sorts keys by UTF-16 unit, as JavaScript and Lunr do."""
    return key.encode("utf-16-be", "surrogatepass")


def fronted(keys: Iterable[str]) -> str:
    """Sorted keys joined by spaces, each without what it shares with the one before (a number of UTF-16 units)."""
    found, before = [], ""
    for key in keys:
        shared = 0
        while shared < min(len(before), len(key), 45) and before[shared] == key[shared]:
            shared += 1
        found.append(ALPHABET[len(order(key[:shared])) // 2] + key[shared:].replace(" ", "\x01"))
        before = key
    return " ".join(found)


def unfronted(text: str) -> list[str]:
    """The keys of `fronted`."""
    found, before = [], ""
    for part in text.split(" ") if text else ():
        kept = order(before)[:2 * ALPHABET.index(part[0])].decode("utf-16-be", "surrogatepass")
        before = kept + part[1:].replace("\x01", " ")
        found.append(before)
    return found


# --- Scripts ---------------------------------------------------------------------------------------------------------

def script(name: str, content: object) -> tuple[str, bytes]:
    """A chunk: its path in the site, and its bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"search/{name}.js", f'banmian.load("{name}",{text});\n'.encode("utf-8", "surrogatepass")


def scripts(documents: Sequence[Document], segment: str, entries: Sequence[Entry], statistics: Statistics,
            summary: dict) -> Files:
    """The files of one segment; what the manifest says of it goes into `summary`."""
    stamp = _stamp(documents, entries)
    summary |= {
        "name": segment, "stamp": stamp, "documents": len(documents),
        "totals": [sum(share.lengths[field] for share in entries) for field in range(len(FIELDS))],
        "terms": [], "places": [],
    }

    def file(name: str, content: dict) -> tuple[str, bytes]:
        return script(f"{segment}/{name}", {"stamp": stamp, **content})

    postings = {
        term: ",".join(packed(gaps(field[::2]), field[1::2]) for field in reversed(fields)).rstrip(",")
        for term, fields in statistics.postings.items()
    }
    positions = {key: packed(gaps(places)) for key, places in statistics.positions.items()}
    for kind, letter, lists in (("terms", "t", postings), ("places", "p", positions)):
        for partition, keys in enumerate(_partitions(lists)):
            firsts = []
            for number, part in enumerate(_chunks(keys, lists)):
                firsts.append(part[0])
                content = {"keys": fronted(part), "lists": " ".join(lists[key] for key in part)}
                yield file(f"{letter}{partition}-{number:02}", content)
            summary[kind].append(firsts)
    shelves = list(_shelves(documents))
    for number, shelf in enumerate(shelves):
        yield file(f"x{number:04}", {"articles": shelf})
    yield file("columns", {
        "pages": _pages(documents),
        "lengths": [packed([share.lengths[field] for share in entries]) for field in range(len(FIELDS))],
        "shelves": packed([len(shelf) for shelf in shelves]),
    })
    yield file("starts", {"sizes": packed([
        end - start for start, end in zip(statistics.starts, statistics.starts[1:], strict=False)
    ])})
    authors: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for author in document.authors:
            authors.setdefault(name_of(author), []).append(number)
    yield file("authors", {"authors": {
        author: packed(gaps(sorted(set(numbers)))) for author, numbers in sorted(authors.items())
    }})


def lexicon(dictionary: Dictionary, letters: set[str]) -> tuple[list[str], list[tuple[str, bytes]]]:
    """The dictionary's words that can be written with `letters`: the first character of each file, and the files.

    A word with another character cannot stand in the archive. The ranges depend on the dictionary alone.
    Each file holds the folds of its range, too, so that a query in traditional characters costs no table.
    """
    firsts, shelves, variants = _ranges(tuple(dictionary.frequencies))
    files = []
    for number, (shelf, sources) in enumerate(zip(shelves, variants, strict=True)):
        kept = list(filter(letters.issuperset, shelf))
        frequencies = [dictionary.frequencies[word] for word in kept]
        files.append(script(f"words/{number:04}", {
            "keys": fronted(kept),
            "frequencies": " ".join("" if frequency == 3 else str(frequency) for frequency in frequencies),
            "folds": _variants(sources),
        }))
    return firsts, files


@lru_cache(2)
def _ranges(words: tuple[str, ...]) -> tuple[list[str], list[list[str]], list[list[int]]]:
    """The words in ranges of first characters: those, the words, and the characters of each range that are folded."""
    firsts: list[str] = []
    shelves: list[list[str]] = []
    size = 0
    for word in sorted(words, key=order):
        if not firsts or size >= LEXICON and word[0] != shelves[-1][-1][0]:
            firsts.append(word[0])
            shelves.append([])
            size = 0
        shelves[-1].append(word)
        size += 3 * len(word) + 1
    keys = [order(first) for first in firsts]
    variants: list[list[int]] = [[] for _ in firsts]
    for source in sorted(folds()):
        if not _common(source):
            variants[max(0, bisect_right(keys, order(chr(source))) - 1)].append(source)
    return firsts, shelves, variants


def manifest(dictionary: Dictionary, firsts: list[str], letters: Iterable[str], segments: list[dict]) -> tuple[str, bytes]:
    """What a reader loads first. `letters`: every character of the archive as printed."""
    printed = sorted({ord(letter) for letter in letters} & folds().keys())
    return script("manifest", {
        "format": FORMAT,
        "total": dictionary.total,
        "words": "".join(firsts),
        "common": _runs(sorted(code for code in folds() if _common(code))),
        "folds": _variants([code for code in printed if not _common(code)]),
        "segments": segments,
    })


def name_of(author: str) -> str:
    """An author's name as filters compare it: folded, without white space."""
    return "".join(fold(author).split())


def _stamp(documents: Sequence[Document], entries: Sequence[Entry]) -> str:
    """Eight characters that change with a segment's content, so that no chunk of yesterday is read with one of today."""
    digest = hashlib.sha256(repr((FORMAT, CHUNK, TEXTS)).encode())
    for document, share in zip(documents, entries, strict=True):
        digest.update(repr((document, share.lengths)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:8]


def _partitions(keys: Iterable[str]) -> list[list[str]]:
    """The keys of each partition, sorted."""
    bounds = [order(bound) for bound in PARTITIONS]
    found: list[list[str]] = [[] for _ in PARTITIONS]
    for key in sorted(keys, key=order):
        found[bisect_right(bounds, order(key)) - 1].append(key)
    return found


def _chunks(keys: Sequence[str], lists: Mapping[str, str]) -> Iterator[list[str]]:
    """Sorted keys cut into chunks of about CHUNK characters."""
    part: list[str] = []
    size = 0
    for key in keys:
        part.append(key)
        size += len(lists[key]) + 4 * len(key)
        if size >= CHUNK:
            yield part
            part, size = [], 0
    if part:
        yield part


def _shelves(documents: Sequence[Document]) -> Iterator[list[list]]:
    """The articles as results show them, a few to a file."""
    shelf: list[list] = []
    size = 0
    for document in documents:
        heads = [head for head in document.heads if head != document.kicker]
        shelf.append([document.url, document.title, document.kicker, list(document.authors), heads,
                      list(document.paragraphs)])
        size += sum(len(text.encode("utf-8", "surrogatepass")) for text in (document.title, *document.paragraphs))
        if size >= TEXTS:
            yield shelf
            shelf, size = [], 0
    if shelf:
        yield shelf


def _pages(documents: Sequence[Document]) -> list:
    """Dates and pages, run by run: [date, page, articles, page, articles, …] for each date."""
    found: list[list] = []
    for document in documents:
        if not found or found[-1][0] != document.date:
            found.append([document.date])
        run = found[-1]
        if len(run) > 1 and run[-2] == document.page:
            run[-1] += 1
        else:
            run += [document.page, 1]
    return found


def _common(code: int) -> bool:
    """Whether the fold of this character stands in the manifest, rather than with the dictionary's words."""
    return code < 0x2E80 or 0xFB00 <= code < 0x10000


def _variants(codes: Sequence[int]) -> list[str]:
    """Two strings of the same length: the characters, and what they are folded to."""
    return ["".join(map(chr, codes)), "".join(chr(folds()[code]) for code in codes)]


def _runs(codes: Sequence[int]) -> list[int]:
    """Folds of neighbouring characters by the same distance: first, step, number, distance, first, step …"""
    runs: list[list[int]] = []
    for code in codes:
        distance = folds()[code] - code
        last = runs[-1] if runs else None
        if last and last[3] == distance:
            step = code - (last[0] + last[1] * (last[2] - 1))
            if last[2] == 1 and step <= 2 or step == last[1]:
                last[1], last[2] = step, last[2] + 1
                continue
        runs.append([code, 1, 1, distance])
    return [number for run in runs for number in run]


# --- Reading back ----------------------------------------------------------------------------------------------------

class Reader:
    """The index of a built site, read chunk by chunk as a query needs it.

    Raises ContentFault where the site has no index, one of another version, or a damaged chunk; MachineFault where
    the disk does not let it be read.
    """

    def __init__(self, site: Path):
        self.site = site
        self.chunk, self.words = cache(self._chunk), cache(self._words)
        if not (site / "search" / "manifest.js").exists():
            raise ContentFault("the site has no search index", path=site, hint="Build the site first: banmian build")
        self.manifest = self.chunk("manifest")
        if self.manifest.get("format") != FORMAT:
            raise ContentFault("the search index is of another version", path=site / "search" / "manifest.js",
                               hint="Build the site again: banmian build")
        self.segments = [Segment(self, summary) for summary in self.manifest["segments"]]

    def frequencies(self, text: str) -> dict[str, int]:
        """The dictionary's words that stand in `text`, with their frequencies."""
        found = {}
        firsts = [order(first) for first in self.manifest["words"]]
        for start, first in enumerate(text if firsts else ""):
            words = self.words(max(0, bisect_right(firsts, order(first)) - 1))
            for end in range(start + 1, min(len(text), start + words["longest"]) + 1):
                if word_frequency := words["frequencies"].get(text[start:end]):
                    found[text[start:end]] = word_frequency
        return found

    def _words(self, number: int) -> dict:
        chunk = self.chunk(f"words/{number:04}")
        keys = unfronted(chunk["keys"])
        numbers = chunk["frequencies"].split(" ") if keys else []
        frequencies = {key: int(frequency or 3) for key, frequency in zip(keys, numbers, strict=True)}
        return {"frequencies": frequencies, "longest": max(map(len, keys), default=1)}

    def _chunk(self, name: str, stamp: str = "") -> dict:
        path = self.site / "search" / f"{name}.js"
        try:
            with disk("cannot be read"):
                text = path.read_text("utf-8", "surrogatepass") if path.is_file() else ""
            content = json.loads(text.removeprefix(f'banmian.load("{name}",').removesuffix(");\n"))
            if content.get("stamp", "") != stamp:
                raise ValueError("a chunk of another build")
        except (ValueError, AttributeError) as error:
            raise ContentFault("this part of the search index is missing or damaged", path=path,
                               hint="Build the site again: banmian build") from error
        return content


class Segment:
    """The index of some editions. Articles are known by their place in it."""

    def __init__(self, reader: Reader, summary: Mapping):
        self.name, self.stamp = summary["name"], summary["stamp"]
        self.documents: int = summary["documents"]
        self.totals: list[int] = summary["totals"]
        self._reader, self._summary = reader, summary
        self.lists = cache(self._lists)

    def _chunk(self, name: str) -> dict:
        return self._reader.chunk(f"{self.name}/{name}", self.stamp)

    def _lists(self, letter: str, kind: str, key: str) -> str:
        partition = bisect_right([order(bound) for bound in PARTITIONS], order(key)) - 1
        firsts = [order(first) for first in self._summary[kind][partition]]
        number = bisect_right(firsts, order(key)) - 1
        if number < 0:
            return ""
        chunk = self._chunk(f"{letter}{partition}-{number:02}")
        keys = unfronted(chunk["keys"])
        return dict(zip(keys, chunk["lists"].split(" "), strict=True)).get(key, "")

    def postings(self, term: str) -> list[dict[int, int]]:
        """For each of FIELDS: article → how often `term` stands there."""
        fields = [field for field in reversed(self.lists("t", "terms", term).split(","))]
        found = [unpacked(field, counted=True) for field in [""] * (len(FIELDS) - len(fields)) + fields]
        return [dict(zip(sums(field[::2]), field[1::2], strict=True)) for field in found]

    def places(self, key: str) -> list[int]:
        """Where a pair or piece stands in the segment's texts."""
        return sums(unpacked(self.lists("p", "places", key)))

    @property
    def starts(self) -> list[int]:
        """Where each article's text begins in the count of `places`."""
        found = [0]
        for size in unpacked(self._chunk("starts")["sizes"]):
            found.append(found[-1] + size)
        return found

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Date and page of each article."""
        return [
            (date, page)
            for date, *runs in self._chunk("columns")["pages"]
            for page, number in zip(runs[::2], runs[1::2], strict=True)
            for _ in range(number)
        ]

    @property
    def lengths(self) -> list[list[int]]:
        """Tokens of each article, for each of FIELDS."""
        return [unpacked(field) for field in self._chunk("columns")["lengths"]]

    def articles_by(self, author: str) -> set[int]:
        """The articles of an author."""
        return set(sums(unpacked(self._chunk("authors")["authors"].get(name_of(author), ""))))

    def article(self, number: int) -> Document:
        """An article as results show it. Its heads lack the kicker."""
        number_before, shelf = 0, 0
        for shelf, size in enumerate(unpacked(self._chunk("columns")["shelves"])):
            if number < number_before + size:
                break
            number_before += size
        url, title, kicker, authors, heads, paragraphs = self._chunk(f"x{shelf:04}")["articles"][number - number_before]
        date, page = self.pages[number]
        return Document(url, date, page, title, kicker, tuple(heads), tuple(authors), tuple(paragraphs))
