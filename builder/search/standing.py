"""The index as the last build left it, and what of it may stay."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from builder.search import chunks, patch, segments, trees
from builder.search.patch import Patched
from builder.search.postings import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the index knows it before its text is read."""

    date: str
    url: str
    digest: bytes
    """Of the whole Document: another text, another digest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The index as the last build left it in the site, made with the same words by the same code."""

    entries: Sequence[Entry]
    paths: Sequence[str]
    """The files of search/ that stand in the site, unchanged since."""
    read: Callable[[str], bytes]
    """Of one of these files, its content."""


def digest(document: Document) -> bytes:
    """Sixteen bytes that change with any word of an article."""
    return hashlib.blake2b(repr(document).encode(), digest_size=16).digest()


def entry(document: Document) -> Entry:
    """What the index knows of an article before it reads it."""
    return Entry(document.date, document.url, digest(document))


class Before:
    """What of the index that stands may stay. A file that cannot be read is as good as none."""

    def __init__(self, standing: Standing | None):
        self.paths = frozenset(standing.paths if standing else ())
        self._files: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            self._files.setdefault(path.rpartition("/")[0], []).append(path)
        self._read = standing.read if standing else None
        self._contents: dict[str, dict] = {}
        self.manifest = {}
        with suppress(ValueError, LookupError):
            self.manifest = self._content("manifest")
        self.summaries = {summary["name"]: summary for summary in self.manifest.get("segments", ())}
        ordered = sorted(standing.entries, key=lambda entry: (entry.date, entry.url)) if self.manifest else ()
        self._articles = dict(segments.segments(ordered))

    def patched(self, name: str, articles: Sequence[Entry], documents: Callable[[Sequence[Entry]], Iterable[Document]],
                words: tuple[str, ...]) -> Patched | None:
        """A segment that holds just these articles, or held them before a few were edited; None: it must be made."""
        try:
            edited = self._edited(name, articles)
        except (ValueError, LookupError, TypeError):
            return None
        texts = dict(zip(edited, documents([articles[number] for number in edited]), strict=True)) if edited else {}
        with suppress(ValueError, LookupError, TypeError):
            if not texts:
                return Patched(self.summaries[name], {}, frozenset(), *chunks.unlettered(self._letters(name)))
            known = set().union(*(self._letters(own)["letters"] for own in self.summaries))
            return patch.patched(self.summaries[name], texts, self._content, words, known)
        return None

    def _edited(self, name: str, articles: Sequence[Entry]) -> list[int]:
        """The numbers of a segment's articles that were edited. Raises KeyError where that is not all that happened."""
        was = self._articles[name]
        if [(one.date, one.url) for one in was] != [(one.date, one.url) for one in articles]:
            raise KeyError("other articles")
        if self._letters(name)["files"] != len(self.files(name)):
            raise KeyError("files that are gone")
        edited = [number for number, one in enumerate(articles) if one.digest != was[number].digest]
        if len(edited) > 1 + len(articles) // 50:
            raise KeyError("so many that they are sooner read anew")
        return edited

    def amended(self, name: str, made: Patched) -> Generator[tuple[str, bytes | None], None, dict]:
        """The files of a segment that is patched; returns its summary."""
        yield from made.files.items()
        yield from ((path, None) for path in self.files(name) if path not in made.files and path not in made.gone)
        return made.summary

    def has_words(self, letters: str) -> bool:
        """Whether the dictionary that stands is that of such letters, whole."""
        with suppress(ValueError, LookupError):
            cuts = trees.read(self.manifest["words"], trees.KEYS)
            named = {f"search/words/{cut.name(trees.KEYS)}.js" for cut in cuts}
            return self.manifest["letters"] == letters and named == set(self.files("words"))
        return False

    def files(self, name: str) -> list[str]:
        """The files of a segment, or of the dictionary."""
        return self._files.get(f"search/{name}", [])

    def _letters(self, name: str) -> dict:
        return self._content(f"{name}/letters")

    def _content(self, name: str) -> dict:
        """The content of a chunk. Raises KeyError, ValueError where there is none."""
        if name not in self._contents:
            path = f"search/{name}.js"
            if path not in self.paths:
                raise KeyError(path)
            self._contents[name] = chunks.content(name, self._read(path))
        return self._contents[name]
