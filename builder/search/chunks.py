"""Statistics → scripts, and reading them back.

A chunk is a classic script that calls `banmian.load(name, {…})`, so that it loads from a folder as well as over http;
its argument is JSON, so that Python reads it too. The files of search/:

manifest.js            what there is: segments, where their terms and the dictionary are cut, folds
words/4e2d.js          the dictionary: words of a range, with their frequencies
2025/t4e2d.js          terms: postings of a range of terms, in segment 2025
2025/p4e2d56.js        places: where pairs of characters stand
2025/r0031.js          runs: where pieces stand
2025/columns.js        per article: date, page, field lengths; where places, runs and texts are cut
2025/places.js         per article: the length of its text
2025/authors.js        author → articles
2025/letters.js        its characters: for the builder alone
2025/x0007.js          the articles as shown: texts for results and snippets

Lists of numbers are written as `numbers` says. Keys are sorted by UTF-16 unit and front-coded: a character of the
alphabet says how much of the key before is kept. Chunks are cut and named as `trees` says: by their place in a static
space, so that a change touches no other chunk. The stamp of a segment's chunks tells which numbers its articles have
and where their places begin, `size` the range that a chunk answers for: chunks that agree in both can be read
together, though one may know an article as it stood in the last build and another as it stands now.
"""

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from builder.folds import folds
from builder.search import engine, postings, trees
from builder.search.numbers import ALPHABET, bits, gaps, packed, sums, unpacked, unstreamed
from builder.search.postings import FIELDS, SLOT, Document
from builder.search.trees import order
from builder.search.words import Dictionary, fold, is_common, rare_folds

FORMAT = 3
"""Of the files; another number is another format."""
TERMS = 7_000
"""Characters of packed numbers in a chunk of terms, at most but for a single long list: what one word costs a reader in
each segment."""
PLACES = 80_000
"""Bits in a chunk of places, about and at most: what the words alone do not settle."""
LEXICON = 8_000
"""Bytes of a file of the dictionary, about and at most: what one character of a query costs a reader."""
TEXTS = 8_000
"""Bytes of a file of texts, about and at most: what one result costs a reader."""
RARE = 2
"""Low bits of a frequency in the dictionary: most are 3."""
ALONE = 0.75
"""A list weighs no more than this part of a chunk, so that its neighbours are not cut into crumbs."""


# --- Scripts ---------------------------------------------------------------------------------------------------------

def script(name: str, content: object) -> tuple[str, bytes]:
    """A chunk: its path in the site, and its bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"search/{name}.js", f'banmian.load("{name}",{text});\n'.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Shelves:
    """The chunks below a part of the space of keys."""

    weight: int
    """Of all that stands there."""
    cuts: list[trees.Cut]
    files: list[tuple[str, bytes]]


def shelves(segment: str, stamp: str, letter: str, lists: postings.Lists, root: trees.Cut) -> Shelves:
    """Lists of numbers by key, all of them below `root`."""
    starts = lists.starts
    sizes = [stop - start - 1 for start, stop in pairwise(starts)]
    sums = [0, *accumulate(map(list_weight, lists.keys, sizes))]
    found = list(trees.cuts(lists.keys, sums, TERMS, root, trees.number))
    keys = engine.chosen().fronted(lists.keys, [(start, stop) for _, start, stop in found], " ")
    files = [
        lists_script(segment, stamp, letter, cut, own, lists.text[starts[start]:starts[stop] - 1])
        for (cut, start, stop), own in zip(found, keys, strict=True)
    ]
    return Shelves(sums[-1], [cut for cut, _, _ in found], files)


def list_weight(key: str, size: int) -> int:
    """What a list weighs among others: its characters, and about those of its key."""
    return min(size + 4 * len(key), int(ALONE * TERMS))


def lists_script(segment: str, stamp: str, letter: str, cut: trees.Cut, keys: str, lists: str) -> tuple[str, bytes]:
    """A chunk of terms or runs. `keys`: as `postings.fronted`; `lists`: those of the keys, a space between."""
    return script(f"{segment}/{letter}{cut.name(trees.KEYS)}",
                  {"stamp": stamp, "size": cut.size, "keys": keys, "lists": lists})


def places_script(segment: str, stamp: str, slots: Sequence[int]) -> tuple[str, bytes]:
    """The file that says where each article's text begins in the count of places."""
    return script(f"{segment}/places", {"stamp": stamp, "sizes": packed(slots)})


def shelves_of_pairs(segment: str, stamp: str, pairs: postings.Pairs, room: int, root: trees.Cut) -> Shelves:
    """Where pairs stand, all of them below `root`.

    A chunk holds the first characters of its pairs; for each of these the number of its pairs, the rank of the first
    second character, and what the others leave out; how often each pair stands, less one; and their gaps, with the low
    bits for that many in `room`.
    """
    sums = engine.chosen().summed(pairs.sizes, lambda size: pair_weight(size, room))
    found = list(trees.cuts(engine.chosen().numbered(pairs), sums, PLACES, root))
    columns = engine.chosen().columns(pairs, room, [(start, stop) for _, start, stop in found])
    files = [pairs_script(segment, stamp, cut, *own) for (cut, _, _), own in zip(found, columns, strict=True)]
    return Shelves(int(sums[-1]), [cut for cut, _, _ in found], files)


def pair_weight(size: int, room: int) -> int:
    """What a pair weighs that stands `size` times: about its bits."""
    return min(size * (bits(room, size) + 3) + 8, int(ALONE * PLACES))


def pairs_script(segment: str, stamp: str, cut: trees.Cut, keys: Sequence[str], sizes: str,
                 gaps: str) -> tuple[str, bytes]:
    """A chunk of places. `keys`, `sizes`: as `postings.heads`; `gaps`: of all its pairs."""
    return script(f"{segment}/p{cut.name(trees.KEYS)}",
                  {"stamp": stamp, "size": cut.size, "keys": keys, "sizes": sizes, "gaps": gaps})


def texts(segment: str, stamp: str, documents: Iterable[Document],
          weights: Sequence[int]) -> Generator[tuple[str, bytes], None, tuple[list, list[trees.Cut]]]:
    """The files of a segment that show its articles, of which a few are held at a time, and the one that lists their
    authors; returns their `runs_of_pages`, and where the texts are cut.

    `weights`: the `text_weight` of each.
    """
    found = list(trees.cuts(range(len(weights)), [0, *accumulate(weights)], TEXTS, trees.Cut(0, trees.ARTICLES)))
    pages: list[tuple[str, str]] = []
    writers: dict[str, list[int]] = {}
    coming = iter(documents)
    for cut, start, stop in found:
        own = list(islice(coming, stop - start))
        yield texts_script(segment, stamp, cut, own)
        pages += [(document.date, document.page) for document in own]
        for number, document in enumerate(own, start):
            for author in set(map(name_of, document.authors)):
                writers.setdefault(author, []).append(number)
    yield authors_script(segment, stamp, writers)
    return runs_of_pages(pages), [cut for cut, _, _ in found]


def text_weight(document: Document) -> int:
    """What an article weighs among those shown: its bytes."""
    texts = (document.title, *document.heads, *document.paragraphs)
    return sum([len(text.encode("utf-8", "surrogatepass")) for text in texts])


def texts_script(segment: str, stamp: str, cut: trees.Cut, documents: Sequence[Document]) -> tuple[str, bytes]:
    """The articles of a shelf as results show them. A head that equals the kicker is null."""
    return script(f"{segment}/x{cut.name(trees.ARTICLES)}", {"stamp": stamp, "size": cut.size, "articles": [
        [document.url, document.title, document.kicker, document.authors,
         [None if head == document.kicker else head for head in document.heads], document.paragraphs]
        for document in documents
    ]})


def columns_script(segment: str, stamp: str, pages: list, lengths: Sequence[Sequence[int]], cuts: Mapping[str, str],
                   ) -> tuple[str, bytes]:
    """The columns of a segment. `pages`: `runs_of_pages`; `cuts`: where places, runs and texts are cut."""
    return script(f"{segment}/columns", {
        "stamp": stamp, "pages": pages, "lengths": [packed(field) for field in lengths], **cuts,
    })


def authors_script(segment: str, stamp: str, writers: Mapping[str, Sequence[int]]) -> tuple[str, bytes]:
    """Author → articles, ascending."""
    return script(f"{segment}/authors", {"stamp": stamp, "authors": {
        author: packed(gaps(numbers)) for author, numbers in sorted(writers.items())
    }})


def lexicon(dictionary: Dictionary, letters: set[str]) -> tuple[str, list[tuple[str, bytes]]]:
    """The dictionary's words that can be written with `letters`: where they are cut, and the files.

    A word with another character cannot stand in the archive. Each file holds the folds of its range, too, so that a
    query in traditional characters costs no table.
    """
    rare = rare_folds()
    words = _sorted(filter(letters.issuperset, dictionary.frequencies))
    variants, things = _sorted(rare), _sorted([*words, *rare])
    sums = [0, *accumulate([6 if thing in rare else min(3 * len(thing), 63) for thing in things])]
    found = [cut for cut, _, _ in trees.cuts(things, sums, LEXICON, trees.Cut(0, trees.KEYS), trees.number)]
    parts, others = (
        [tuple(bisect_left(own, end, key=trees.number) for end in (cut.low, cut.end)) for cut in found]
        for own in (words, variants)
    )
    keys = engine.chosen().fronted(words, parts, "")
    frequencies = engine.chosen().streams([dictionary.frequencies[word] - 1 for word in words], parts, RARE)
    files = [
        script(f"words/{cut.name(trees.KEYS)}", {
            "size": cut.size, "keys": own, "frequencies": numbers,
            "folds": _variants(list(map(ord, variants[start:stop]))),
        }) for cut, own, numbers, (start, stop) in zip(found, keys, frequencies, others, strict=True)
    ]
    return trees.written(found, trees.KEYS), files


def _sorted(words: Iterable[str]) -> list[str]:
    """Han words and single characters in the order of UTF-16, sooner than by `order`."""
    found = sorted(words)
    first, last = bisect_left(found, "\ue000"), bisect_left(found, "\U00010000")
    return found[:first] + found[last:] + found[first:last]


def letters(segment: str, stamp: str, files: int, found: Iterable[str],
            variants: Mapping[str, int]) -> tuple[str, bytes]:
    """What a builder wants to know of a segment without reading it: how many files it has; its characters, folded; and
    those printed that are folded, each with the number of its articles. No browser loads it."""
    return script(f"{segment}/letters", {
        "stamp": stamp, "files": files, "letters": "".join(sorted(found)),
        "variants": ["".join(sorted(variants)), packed([variants[variant] for variant in sorted(variants)])],
    })


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


def summary(segment: str, stamp: str, documents: int, lengths: Sequence[Sequence[int]], slots: Sequence[int],
            terms: str) -> dict:
    """What the manifest says of a segment."""
    return {"name": segment, "stamp": stamp, "documents": documents, "totals": [sum(field) for field in lengths],
            "room": sum(slots) * SLOT, "terms": terms}


def stamp(parts: Iterable[str]) -> str:
    """Eight characters that change with what they stand for: no chunk of yesterday is read with one of today."""
    digest = hashlib.sha256(json.dumps([FORMAT, *parts]).encode())
    return digest.hexdigest()[:8]


def runs_of_pages(pages: Iterable[tuple[str, str]]) -> list:
    """Dates and pages, run by run: [date, page, articles, page, articles, …] for each date."""
    found: list[list] = []
    for date, page in pages:
        if not found or found[-1][0] != date:
            found.append([date])
        run = found[-1]
        if len(run) > 1 and run[-2] == page:
            run[-1] += 1
        else:
            run += [page, 1]
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

def content(name: str, data: bytes) -> dict:
    """The content of a chunk. Raises ValueError where it is damaged."""
    text = data.decode("utf-8", "surrogatepass")
    found = json.loads(text.removeprefix(f'banmian.load("{name}",').removesuffix(");\n"))
    if not isinstance(found, dict):
        raise ValueError("no chunk")
    return found


def unfronted(parts: Iterable[str]) -> list[str]:
    """The keys of a row of `postings.fronted`."""
    found, before = [], ""
    for part in parts:
        kept = order(before)[:2 * ALPHABET.index(part[0])].decode("utf-16-be", "surrogatepass")
        before = kept + part[1:].replace("\x01", " ")
        found.append(before)
    return found


def lists_in(chunk: Mapping) -> dict[str, str]:
    """Key → list of a chunk of terms or runs. Raises ValueError where it is damaged."""
    return dict(zip(unfronted(chunk["keys"].split(" ")), chunk["lists"].split(" "), strict=True))


def postings_in(text: str) -> list[dict[int, int]]:
    """A list of postings: for each of FIELDS, article → how often the term stands there."""
    fields = text.split(",")[::-1]
    found = [unpacked(field, counted=True) for field in [""] * (len(FIELDS) - len(fields)) + fields]
    return [dict(zip(sums(field[::2]), field[1::2], strict=True)) for field in found]


def pairs_in(content: Mapping) -> tuple[list[str], list[int]]:
    """The pairs of a chunk, and how often each stands. Raises ValueError where it is damaged."""
    firsts, numbers, begins, others = content["keys"][0], *map(unpacked, content["keys"][1:])
    if min(numbers, default=1) < 1 or len(others) != sum(numbers) - len(numbers):
        raise ValueError("a damaged list of pairs")
    after, keys = iter(others), []
    for first, number, second in zip(firsts, numbers, begins, strict=True):
        for count in range(number):
            second += next(after) + 1 if count else 0
            keys.append(first + chr(postings.unranked(second)))
    return keys, [size + 1 for size in unstreamed(content["sizes"], [0] * len(keys))]


def frequencies(chunk: Mapping) -> dict[str, int]:
    """The words of a file of the dictionary."""
    keys = unfronted(re.findall("[!-~][^!-~]+", chunk["keys"]))
    numbers = unstreamed(chunk["frequencies"], [RARE] * len(keys))
    return {key: number + 1 for key, number in zip(keys, numbers, strict=True)}


def pages_in(runs: Iterable[Sequence]) -> list[tuple[str, str]]:
    """Date and page of each article."""
    return [
        (date, page) for date, *pages in runs
        for page, number in zip(pages[::2], pages[1::2], strict=True) for _ in range(number)
    ]


def article_in(shown: Sequence, date: str, page: str) -> Document:
    """An article of a file of texts."""
    url, title, kicker, authors, heads, paragraphs = shown
    heads = tuple(kicker if head is None else head for head in heads)
    return Document(url, date, page, title, kicker, heads, tuple(authors), tuple(paragraphs))


def unlettered(content: Mapping) -> tuple[set[str], Counter[str]]:
    """The characters and variants of `letters`."""
    variants, numbers = content["variants"]
    return set(content["letters"]), Counter(dict(zip(variants, unpacked(numbers), strict=True)))
