"""The index of a built site, read chunk by chunk as a query needs it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import accumulate, islice
from pathlib import Path

from builder.errors import ContentFault, disk
from builder.search import chunks, trees
from builder.search.numbers import bits, sums, unpacked, unstreamed
from builder.search.postings import FIELDS, SLOT, Document
from builder.search.words import pieces


class Reader:
    """The index of the site in the folder `site`.

    Raises ContentFault where the site has no index, one of another version, or a damaged chunk; MachineFault where
    the disk does not let it be read.
    """

    def __init__(self, site: Path):
        self.site = site
        self.chunk, self.words = cache(self._chunk), cache(self._words)
        if not self._path("manifest").exists():
            raise ContentFault("the site has no search index", path=site, hint="Build the site first: banmian build")
        self.manifest = self.chunk("manifest")
        if self.manifest.get("format") != chunks.FORMAT:
            raise ContentFault("the search index is of another version", path=self._path("manifest"),
                               hint="Build the site again: banmian build")
        with self.whole("manifest"):
            self.total: int = self.manifest["total"]
            self.cuts = trees.read(self.manifest["words"], trees.KEYS)
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

    def _words(self, cut: trees.Cut) -> tuple[dict[str, int], int]:
        """The words of a range, and the length of the longest."""
        name = f"words/{cut.name(trees.KEYS)}"
        with self.whole(name):
            words = chunks.frequencies(self.chunk(name, None, cut.size))
            return words, max(map(len, words), default=0)

    def _chunk(self, name: str, stamp: str | None = None, size: int | None = None) -> dict:
        path = self._path(name)
        with disk("cannot be read"):
            data = path.read_bytes() if path.is_file() else b""
        with self.whole(name):
            found = chunks.content(name, data)
            if (found.get("stamp"), found.get("size")) != (stamp, size):
                raise ValueError("a chunk of another build")
            return found

    @contextmanager
    def whole(self, name: str) -> Iterator[None]:
        """Take what goes wrong while the content of a chunk is read for a damage of that chunk."""
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError) as error:
            raise ContentFault("this part of the search index is missing or damaged", path=self._path(name),
                               hint="Build the site again: banmian build") from error

    def _path(self, name: str) -> Path:
        return self.site / "search" / f"{name}.js"


class Segment:
    """The index of some editions. Articles are known by their place in it."""

    def __init__(self, reader: Reader, summary: Mapping):
        self.name, self.stamp = summary["name"], summary["stamp"]
        self.documents: int = summary["documents"]
        self.totals: list[int] = _of_fields(summary["totals"])
        self._reader, self._room = reader, summary["room"]
        self._terms = trees.read(summary["terms"], trees.KEYS)
        self.postings, self._lists = cache(self._postings), cache(self._lists_in)

    @contextmanager
    def _read(self, name: str, size: int | None = None) -> Iterator[dict]:
        """The content of a chunk; what goes wrong meanwhile is its damage."""
        own = f"{self.name}/{name}"
        with self._reader.whole(own):
            yield self._reader.chunk(own, self.stamp, size)

    @cached_property
    def _cuts(self) -> dict[str, list[trees.Cut]]:
        """Where places, runs and texts are cut."""
        with self._read("columns") as columns:
            return {"p": trees.read(columns["places"], trees.KEYS), "r": trees.read(columns["runs"], trees.KEYS),
                    "x": trees.read(columns["texts"], trees.ARTICLES)}

    def _shelf(self, letter: str, key: str) -> trees.Cut | None:
        """The range in which a key lies, if there is a chunk of it."""
        return trees.holder(self._terms if letter == "t" else self._cuts[letter], trees.number(key))

    def _lists_in(self, letter: str, cut: trees.Cut) -> dict[str, str]:
        with self._read(f"{letter}{cut.name(trees.KEYS)}", cut.size) as chunk:
            return chunks.lists_in(chunk)

    @contextmanager
    def _list(self, letter: str, key: str) -> Iterator[str]:
        """The list of a key, "" where there is none; what goes wrong meanwhile is damage of its chunk."""
        if cut := self._shelf(letter, key):
            with self._reader.whole(f"{self.name}/{letter}{cut.name(trees.KEYS)}"):
                yield self._lists(letter, cut).get(key, "")
        else:
            yield ""

    def _postings(self, term: str) -> list[dict[int, int]]:
        """For each of FIELDS: article → how often `term` stands there."""
        with self._list("t", term) as packed:
            found = _of_fields(chunks.postings_in(packed))
            if any(article >= self.documents for field in found for article in field):
                raise ValueError("an article that is none")
            return found

    def places(self, key: str) -> list[int]:
        """Where a pair or piece stands in the segment's texts."""
        if pieces.fullmatch(key):
            with self._list("r", key) as packed:
                return self._within(sums(unpacked(packed)))
        if not (cut := self._shelf("p", key)):
            return []
        with self._read(f"p{cut.name(trees.KEYS)}", cut.size) as chunk:
            keys, sizes = chunks.pairs_in(chunk)
            if key not in keys:
                return []
            lows = [low for size in sizes for low in [bits(self._room, size)] * size]
            start, size = sum(sizes[:keys.index(key)]), sizes[keys.index(key)]
            return self._within(sums(islice(unstreamed(chunk["gaps"], lows), start, start + size)))

    def _within(self, places: list[int]) -> list[int]:
        """The ascending places. Raises ValueError where one is behind the last article: their chunk is damaged."""
        if places and places[-1] >= self.starts[-1]:
            raise ValueError("a place in no article")
        return places

    @cached_property
    def starts(self) -> list[int]:
        """Where each article's text begins in the count of `places`."""
        with self._read("places") as content:
            found = [0, *accumulate(size * SLOT for size in self._of_all(unpacked(content["sizes"])))]
            if found[-1] != self._room:
                raise ValueError("articles of another length")
            return found

    @cached_property
    def pages(self) -> list[tuple[str, str]]:
        """Date and page of each article."""
        with self._read("columns") as columns:
            return self._of_all(chunks.pages_in(columns["pages"]))

    @cached_property
    def lengths(self) -> list[list[int]]:
        """Tokens of each article, for each of FIELDS."""
        with self._read("columns") as columns:
            return [self._of_all(unpacked(field)) for field in _of_fields(columns["lengths"])]

    def _of_all(self, column: list) -> list:
        """What each article has. Raises ValueError where it is not as many as there are articles: it is damaged."""
        if len(column) != self.documents:
            raise ValueError("a column of other articles")
        return column

    def articles_by(self, author: str) -> set[int]:
        """The articles of an author."""
        with self._read("authors") as content:
            found = set(sums(unpacked(content["authors"].get(chunks.name_of(author), ""))))
            if any(article >= self.documents for article in found):
                raise ValueError("an article that is none")
            return found

    def article(self, number: int) -> Document:
        """An article as results show it."""
        page = self.pages[number]
        with self._read("columns"):
            if not (cut := trees.holder(self._cuts["x"], number)):
                raise ValueError("an article in no chunk")
        with self._read(f"x{cut.name(trees.ARTICLES)}", cut.size) as shelf:
            return chunks.article_in(shelf["articles"][number - cut.low], *page)


def _of_fields(column: list) -> list:
    """What each of FIELDS has. Raises ValueError where it is of more or fewer: it is damaged."""
    if len(column) != len(FIELDS):
        raise ValueError("a column of other fields")
    return column
