"""The index of a built site, read chunk by chunk as a query needs it."""

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import accumulate, islice
from pathlib import Path

from builder.errors import ContentFault, disk
from builder.search import chunks, trees
from builder.search.numbers import bits, sums, unpacked, unstreamed
from builder.search.postings import SLOT, Document
from builder.search.words import pieces


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
        if self.manifest.get("format") != chunks.FORMAT:
            raise ContentFault("the search index is of another version", path=site / "search" / "manifest.js",
                               hint="Build the site again: banmian build")
        self.segments = [Segment(self, summary) for summary in self.manifest["segments"]]

    def frequencies(self, text: str) -> dict[str, int]:
        """The dictionary's words that stand in `text`, with their frequencies."""
        found = {}
        for start in range(len(text)):
            for cut in {trees.holder(self.cuts, trees.number(text[start:end])) for end in range(start + 1, start + 4)}:
                words, longest = self.words(cut) if cut else ({}, 0)
                for end in range(start + 1, min(len(text), start + longest) + 1):
                    if frequency := words.get(text[start:end]):
                        found[text[start:end]] = frequency
        return found

    @cached_property
    def cuts(self) -> list[trees.Cut]:
        """Where the dictionary is cut."""
        return trees.read(self.manifest["words"], trees.KEYS)

    def _words(self, cut: trees.Cut) -> tuple[dict[str, int], int]:
        """The words of a range, and the length of the longest."""
        chunk = self.chunk(f"words/{cut.name(trees.KEYS)}", None, cut.size)
        words = chunks.frequencies(chunk)
        return words, max(map(len, words), default=0)

    def _chunk(self, name: str, stamp: str | None = None, size: int | None = None) -> dict:
        path = self.site / "search" / f"{name}.js"
        try:
            with disk("cannot be read"):
                data = path.read_bytes() if path.is_file() else b""
            found = chunks.content(name, data)
            if (found.get("stamp"), found.get("size")) != (stamp, size):
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
        self.postings, self._lists = cache(self._postings), cache(self._lists_in)

    def _chunk(self, name: str, size: int | None = None) -> dict:
        return self._reader.chunk(f"{self.name}/{name}", self.stamp, size)

    @cached_property
    def _cuts(self) -> dict[str, list[trees.Cut]]:
        """Where places, runs and texts are cut."""
        columns = self._chunk("columns")
        return {"p": trees.read(columns["places"], trees.KEYS), "r": trees.read(columns["runs"], trees.KEYS),
                "x": trees.read(columns["texts"], trees.ARTICLES)}

    @cached_property
    def _terms(self) -> list[trees.Cut]:
        return trees.read(self._summary["terms"], trees.KEYS)

    def _shelf(self, letter: str, key: str) -> trees.Cut | None:
        """The range in which a key lies, if there is a chunk of it."""
        return trees.holder(self._terms if letter == "t" else self._cuts[letter], trees.number(key))

    def _lists_in(self, letter: str, cut: trees.Cut) -> dict[str, str]:
        return chunks.lists_in(self._chunk(f"{letter}{cut.name(trees.KEYS)}", cut.size))

    def _list(self, letter: str, key: str) -> str:
        cut = self._shelf(letter, key)
        return self._lists(letter, cut).get(key, "") if cut else ""

    def _postings(self, term: str) -> list[dict[int, int]]:
        """For each of FIELDS: article → how often `term` stands there."""
        return chunks.postings_in(self._list("t", term))

    def places(self, key: str) -> list[int]:
        """Where a pair or piece stands in the segment's texts."""
        if pieces.fullmatch(key):
            return sums(unpacked(self._list("r", key)))
        cut = self._shelf("p", key)
        chunk = self._chunk(f"p{cut.name(trees.KEYS)}", cut.size) if cut else {}
        keys, sizes = chunks.pairs_in(chunk) if cut else ([], [])
        if key not in keys:
            return []
        lows = [low for size in sizes for low in [bits(self._summary["room"], size)] * size]
        start, size = sum(sizes[:keys.index(key)]), sizes[keys.index(key)]
        return sums(islice(unstreamed(chunk["gaps"], lows), start, start + size))

    @cached_property
    def starts(self) -> list[int]:
        """Where each article's text begins in the count of `places`."""
        return [0, *accumulate(size * SLOT for size in unpacked(self._chunk("places")["sizes"]))]

    @cached_property
    def pages(self) -> list[tuple[str, str]]:
        """Date and page of each article."""
        return chunks.pages_in(self._chunk("columns")["pages"])

    @cached_property
    def lengths(self) -> list[list[int]]:
        """Tokens of each article, for each of FIELDS."""
        return [unpacked(field) for field in self._chunk("columns")["lengths"]]

    def articles_by(self, author: str) -> set[int]:
        """The articles of an author."""
        return set(sums(unpacked(self._chunk("authors")["authors"].get(chunks.name_of(author), ""))))

    def article(self, number: int) -> Document:
        """An article as results show it."""
        cut = trees.holder(self._cuts["x"], number)
        shelf = self._chunk(f"x{cut.name(trees.ARTICLES)}", cut.size)
        return chunks.article_in(shelf["articles"][number - cut.low], *self.pages[number])
