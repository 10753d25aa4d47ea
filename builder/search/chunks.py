"""Statistics → scripts, and reading them back.

A chunk is a classic script that calls `banmian.load(name, {…})`, so that it loads from a folder as well as over http;
its argument is JSON, so that Python reads it too. The files of search/:

manifest.js            what there is: segments, the first key of each of their chunks, folds, the dictionary's total
words/0041.js          the dictionary: words of a range of first characters, with their frequencies
2025/t3-01.js          terms: postings of a range of terms, in segment 2025, partition 3
2025/p3-01.js          places: where pairs of characters stand
2025/r0-01.js          runs: where pieces stand
2025/columns.js        per article: date, page, field lengths
2025/places.js         per article: the length of its text; the first key of each chunk of places and runs
2025/authors.js        author → articles
2025/letters.js        its characters: for the builder alone
2025/x0007.js          the articles as shown: texts for results and snippets

Lists of numbers are written as `numbers` says. Keys are sorted by UTF-16 unit and front-coded: a character of the
alphabet says how much of the key before is kept. Chunks are named by their place in a static partition of the keys, so
that a change renames no other partition's.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from types import ModuleType

from builder.errors import ContentFault, disk
from builder.search import postings
from builder.search.numbers import ALPHABET, bits, gaps, packed, stream, sums, unpacked, unstreamed
from builder.search.postings import FIELDS, Block, Document, Pairs
from builder.search.words import Dictionary, fold, folds, is_common, pieces

try:
    from builder.search import fast
except ImportError:  # without numpy: the same bytes, three times as slowly
    fast = None

FORMAT = 1
"""Of the files; another number is another format."""
PARTITIONS = ("", "一", "人", "国", "布", "成", "来", "理", "要", "释")
"""Static ranges of keys, by their first character: each is reduced on its own. Balanced over newspaper text."""
TERMS = 5_000
"""Characters of packed numbers in a chunk of terms, about: what one word costs a reader in each segment."""
PLACES = 7_000
"""The same in a chunk of places, for what the words alone do not settle."""
LEXICON = 6_000
"""Bytes of a file of the dictionary, about: what one character of a query costs a reader."""
TEXTS = 5_000
"""Bytes of a file of texts, about: what one result costs a reader."""

Files = Iterator[tuple[str, bytes]]


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


def content(name: str, data: bytes) -> dict:
    """The content of a chunk. Raises ValueError where it is damaged."""
    text = data.decode("utf-8", "surrogatepass")
    found = json.loads(text.removeprefix(f'banmian.load("{name}",').removesuffix(");\n"))
    if not isinstance(found, dict):
        raise ValueError("no chunk")
    return found


def terms(segment: str, stamp: str, blocks: Sequence[Block]) -> tuple[list[list[str]], list[tuple[str, bytes]]]:
    """The postings of a segment: the first keys of each partition's chunks, and the files."""
    return _shelved(segment, stamp, "t", _made().packed_postings(blocks))


def _shelved(segment: str, stamp: str, letter: str,
             lists: Mapping[str, str]) -> tuple[list[list[str]], list[tuple[str, bytes]]]:
    """Lists of numbers by key: the first key of each chunk, partition by partition, and the files."""
    firsts, files = [], []
    for partition, keys in enumerate(_partitions(lists)):
        parts = list(_chunks(keys, lists))
        firsts.append([part[0] for part in parts])
        for number, part in enumerate(parts):
            content = {"stamp": stamp, "keys": fronted(part), "lists": " ".join([lists[key] for key in part])}
            files.append(script(f"{segment}/{letter}{partition}-{number:02}", content))
    return firsts, files


def places(segment: str, stamp: str, texts: Sequence[str]) -> list[tuple[str, bytes]]:
    """The files that say where pairs and pieces stand, and where to look for them."""
    pairs, files = _places(segment, stamp, texts)
    own = {piece: packed(gaps(places)) for piece, places in postings.runs(texts).items()}
    runs, more = _shelved(segment, stamp, "r", own)
    return [*files, *more, script(f"{segment}/places", {
        "stamp": stamp, "sizes": packed(postings.sizes(texts)), "places": ["".join(firsts) for firsts in pairs],
        "runs": [" ".join(firsts) for firsts in runs],
    })]


def _places(segment: str, stamp: str, texts: Sequence[str]) -> tuple[list[list[str]], list[tuple[str, bytes]]]:
    """Where pairs stand: the first pair of each chunk, partition by partition, and the files.

    A chunk holds the first characters of its pairs; for each of these the number of its pairs, the rank of the first
    second character, and what the others leave out; how often each pair stands, less one; and their gaps, with the low
    bits for that many among the segment's characters.
    """
    pairs = _made().pairs(texts)
    weights, ends = _made().costs(pairs)
    bounds = [postings.rank(ord(bound)) if bound else 0 for bound in PARTITIONS]
    cuts = [bisect_left(pairs.firsts, bound) for bound in bounds] + [len(pairs.firsts)]
    firsts: list[list[str]] = []
    files = []
    for partition, (start, end) in enumerate(pairwise(cuts)):
        firsts.append([])
        while start < end:
            past = weights[start - 1] if start else 0
            stop = min(end, bisect_left(weights, past + PLACES * 13 // 2, start, end) + 1)
            own = _pairs(pairs, start, stop, ends[start - 1] if start else 0, ends[stop - 1])
            pair = int(pairs.firsts[start]), int(pairs.seconds[start])
            firsts[-1].append("".join(chr(postings.unranked(number)) for number in pair))
            files.append(script(f"{segment}/p{partition}-{len(firsts[-1]) - 1:02}", {"stamp": stamp, **own}))
            start = stop
    return firsts, files


def _pairs(pairs: Pairs, start: int, stop: int, first: int, last: int) -> dict:
    """The chunk of the pairs from `start` to `stop`, whose gaps stand from `first` to `last`."""
    firsts, seconds, sizes = (
        [int(number) for number in column[start:stop]] for column in (pairs.firsts, pairs.seconds, pairs.sizes)
    )
    numbers, begins, others = [], [], []
    for place, (character, second) in enumerate(zip(firsts, seconds, strict=True)):
        if place and character == firsts[place - 1]:
            numbers[-1] += 1
            others.append(second - seconds[place - 1] - 1)
        else:
            numbers.append(1)
            begins.append(second)
    lows = [bits(pairs.total, size) for size in sizes]
    return {
        "keys": ["".join(chr(postings.unranked(character)) for character in dict.fromkeys(firsts)),
                 packed(numbers), packed(begins), packed(others)],
        "sizes": stream([size - 1 for size in sizes], [0] * len(sizes)),
        "gaps": _made().spread(pairs.gaps[first:last], lows, sizes),
    }


def columns(segment: str, stamp: str, documents: Sequence[Document], blocks: Sequence[Block]) -> tuple[dict, Files]:
    """What the manifest says of a segment, and its files but for terms, places and runs."""
    lengths = [[length for block in blocks for length in block.lengths[field]] for field in range(len(FIELDS))]
    units = postings.sizes([text for block in blocks for text in block.texts])
    shelves = list(_shelves(documents))
    authors: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for author in document.authors:
            authors.setdefault(name_of(author), []).append(number)
    contents = {f"x{number:04}": {"articles": shelf} for number, shelf in enumerate(shelves)} | {
        "columns": {
            "pages": _pages(documents),
            "lengths": [packed(field) for field in lengths],
            "shelves": packed([len(shelf) for shelf in shelves]),
        },
        "authors": {"authors": {
            author: packed(gaps(sorted(set(numbers)))) for author, numbers in sorted(authors.items())
        }},
    }
    summary = {
        "name": segment, "stamp": stamp, "documents": len(documents), "totals": list(map(sum, lengths)),
        "units": sum(units),
    }
    return summary, (script(f"{segment}/{name}", {"stamp": stamp, **content}) for name, content in contents.items())


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
        if not firsts or (size >= LEXICON and word[0] != shelves[-1][-1][0]):
            firsts.append(word[0])
            shelves.append([])
            size = 0
        shelves[-1].append(word)
        size += 3 * len(word) + 1
    keys = [order(first) for first in firsts]
    variants: list[list[int]] = [[] for _ in firsts]
    for source in sorted(folds()):
        if not is_common(source):
            variants[max(0, bisect_right(keys, order(chr(source))) - 1)].append(source)
    return firsts, shelves, variants


def letters(segment: str, stamp: str, files: int, found: Iterable[str],
            variants: Mapping[str, int]) -> tuple[str, bytes]:
    """What a builder wants to know of a segment without reading it: how many files it has; its characters, folded; and
    those printed that are folded, each with the number of its articles. No browser loads it."""
    return script(f"{segment}/letters", {
        "stamp": stamp, "files": files, "letters": "".join(sorted(found)),
        "variants": ["".join(sorted(variants)), packed([variants[variant] for variant in sorted(variants)])],
    })


def unlettered(content: Mapping) -> tuple[set[str], Counter[str]]:
    """The characters and variants of `letters`."""
    variants, numbers = content["variants"]
    return set(content["letters"]), Counter(dict(zip(variants, unpacked(numbers), strict=True)))


def manifest(lexicon: Mapping, variants: Iterable[str], segments: list[dict]) -> tuple[str, bytes]:
    """What a reader loads first. `variants`: the characters that are printed in the archive and folded."""
    return script("manifest", {
        "format": FORMAT,
        **lexicon,
        "common": _runs(sorted(code for code in folds() if is_common(code))),
        "folds": _variants(sorted(map(ord, variants))),
        "segments": segments,
    })


def name_of(author: str) -> str:
    """An author's name as filters compare it: folded, without white space."""
    return "".join(fold(author).split())


def stamp(parts: Iterable[bytes]) -> str:
    """Eight characters that change with what they stand for: no chunk of yesterday is read with one of today."""
    digest = hashlib.sha256(repr((FORMAT, TERMS, PLACES, TEXTS)).encode())
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:8]


def _made() -> ModuleType:
    """What makes statistics: numpy where it is installed."""
    return fast or postings


def _partitions(keys: Iterable[str]) -> list[list[str]]:
    """The keys of each partition, sorted."""
    bounds = [order(bound) for bound in PARTITIONS]
    ordered = sorted(keys, key=order)
    cuts = [bisect_left(ordered, bound, key=order) for bound in bounds] + [len(ordered)]
    return [ordered[start:end] for start, end in pairwise(cuts)]


def _chunks(keys: Sequence[str], lists: Mapping[str, str]) -> Iterator[list[str]]:
    """Sorted keys cut into chunks of about TERMS characters."""
    part: list[str] = []
    size = 0
    for key in keys:
        part.append(key)
        size += len(lists[key]) + 4 * len(key)
        if size >= TERMS:
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
            if (last[2] == 1 and step <= 2) or step == last[1]:
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
                data = path.read_bytes() if path.is_file() else b""
            found = content(name, data)
            if found.get("stamp", "") != stamp:
                raise ValueError("a chunk of another build")
        except ValueError as error:
            raise ContentFault("this part of the search index is missing or damaged", path=path,
                               hint="Build the site again: banmian build") from error
        return found


class Segment:
    """The index of some editions. Articles are known by their place in it."""

    def __init__(self, reader: Reader, summary: Mapping):
        self.name, self.stamp = summary["name"], summary["stamp"]
        self.documents: int = summary["documents"]
        self.totals: list[int] = summary["totals"]
        self._reader, self._summary = reader, summary
        self.postings = cache(self._postings)

    def _chunk(self, name: str) -> dict:
        return self._reader.chunk(f"{self.name}/{name}", self.stamp)

    def _firsts(self, kind: str, partition: int) -> list[str]:
        """The first key of each chunk of a partition."""
        if kind == "terms":
            return self._summary[kind][partition].split(" ")
        firsts = self._chunk("places")[kind][partition]
        return firsts.split(" ") if kind == "runs" else list(map("".join, zip(firsts[::2], firsts[1::2], strict=True)))

    def _shelf(self, letter: str, kind: str, key: str) -> dict | None:
        """The chunk that holds a key, if any does."""
        partition = bisect_right([order(bound) for bound in PARTITIONS], order(key)) - 1
        firsts = [order(first) for first in self._firsts(kind, partition) if first]
        number = bisect_right(firsts, order(key)) - 1
        return self._chunk(f"{letter}{partition}-{number:02}") if number >= 0 else None

    def _list(self, letter: str, kind: str, key: str) -> str:
        chunk = self._shelf(letter, kind, key)
        if not chunk:
            return ""
        return dict(zip(unfronted(chunk["keys"]), chunk["lists"].split(" "), strict=True)).get(key, "")

    def _postings(self, term: str) -> list[dict[int, int]]:
        """For each of FIELDS: article → how often `term` stands there."""
        fields = self._list("t", "terms", term).split(",")[::-1]
        found = [unpacked(field, counted=True) for field in [""] * (len(FIELDS) - len(fields)) + fields]
        return [dict(zip(sums(field[::2]), field[1::2], strict=True)) for field in found]

    def places(self, key: str) -> list[int]:
        """Where a pair or piece stands in the segment's texts."""
        if pieces.fullmatch(key):
            return sums(unpacked(self._list("r", "runs", key)))
        chunk = self._shelf("p", "places", key)
        if not chunk:
            return []
        firsts, numbers, begins, others = chunk["keys"]
        after, keys = iter(unpacked(others)), []
        for first, number, second in zip(firsts, unpacked(numbers), unpacked(begins), strict=True):
            for count in range(number):
                second += next(after) + 1 if count else 0
                keys.append(first + chr(postings.unranked(second)))
        if key not in keys:
            return []
        sizes = [size + 1 for size in unstreamed(chunk["sizes"], [0] * len(keys))]
        lows = [low for size in sizes for low in [bits(self._summary["units"], size)] * size]
        start, size = sum(sizes[:keys.index(key)]), sizes[keys.index(key)]
        return sums(unstreamed(chunk["gaps"], lows)[start:start + size])

    @property
    def starts(self) -> list[int]:
        """Where each article's text begins in the count of `places`."""
        found = [0]
        for size in unpacked(self._chunk("places")["sizes"]):
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
        firsts = [0, *accumulate(unpacked(self._chunk("columns")["shelves"]))]
        shelf = bisect_right(firsts, number) - 1
        articles = self._chunk(f"x{shelf:04}")["articles"]
        url, title, kicker, authors, heads, paragraphs = articles[number - firsts[shelf]]
        date, page = self.pages[number]
        return Document(url, date, page, title, kicker, tuple(heads), tuple(authors), tuple(paragraphs))
