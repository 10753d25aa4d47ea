"""The nouns of check: what it looks at, and what it finds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Generic, TypeVar

from builder import collation, content, prose
from builder.collation import Pair
from builder.errors import Fault
from builder.model import Article, Page, Settings
from builder.speech import Saying

ERROR, WARNING, NOTE = "error", "warning", "note"
"""Levels: an error must be mended, a warning wants a person's look, a note says what is so."""

MARK = re.compile(r"\]\([^()\s]*\)|\W|_")
"""What is no word: the target of a link, a mark of Markdown or any other."""

T = TypeVar("T")
Found = Iterator[Fault]
"""What a kind has to say: where, what, and how it is mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person may want to know about a place."""

    path: str
    line: int
    """0 where the file as a whole is meant."""
    kind: str
    """Name of what found it: the same in every language."""
    what: Saying
    hint: Saying
    level: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return "\n    ".join([f"{place}: {self.what} [{self.kind}]", *str(self.hint).splitlines()])


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of finding: what looks for it, in a thing of type T."""

    name: str
    level: str
    looks: Callable[[T], Found]

    def findings(self, thing: T) -> Iterator[Finding]:
        for fault in self.looks(thing):
            yield Finding(fault.path, fault.line, self.name, fault.what, fault.hint, self.level)


@dataclass(frozen=True)
class Sheet:
    """A page of the paper as check looks at it: what was read, and the files that it was read from."""

    folder: PurePath
    """content/2025-07-10/01."""
    page: Page
    files: Mapping[str, bytes]
    """The files that are text: "01.md" → bytes."""
    names: frozenset[str]
    """All files of the folder."""
    links: frozenset[str]
    """What of the folder is a symbolic link."""
    settings: Settings

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the raw text; none where there is none."""
        return collation.lines(self.page.raw) if self.page.raw is not None else []

    @cached_property
    def pairs(self) -> dict[str, tuple[Pair, ...]]:
        """Of each article that stands, by its number, its texts beside their raw lines."""
        return {number: collation.pairs(article, self.lines) for number, article in self.standing if self.lines}

    @property
    def standing(self) -> list[tuple[str, Article]]:
        """The articles that are neither withdrawn nor moved."""
        return [(number, article) for number, article in self.page.articles if not article.is_gone]

    @property
    def illegible(self) -> set[str]:
        """The articles that could not be read, by the names that their files have or were to have."""
        read = {f"{number}.md" for number, _ in self.page.articles}
        return {name for name in (content.meant(name) or name for name in self.names)
                if name.lower().endswith(".md")} - read

    def file(self, number: str) -> PurePath:
        """The Markdown file of an article."""
        return self.folder / f"{number}.md"

    def key(self, number: str, name: str) -> int:
        """The line of an article's file on which a key of its front matter stands, 1 where it does not."""
        return content.key_line(self.files[f"{number}.md"], name)

    def line(self, number: str, text: str) -> int:
        """The line of an article's file on which `text` stands or begins, 1 where that is not known: the line that has
        these words and no others, however they are marked; else one that holds them."""
        data = self.files[f"{number}.md"]
        wanted, written = _words(text), list(_written(data))
        found = [at for at, words in written if wanted and words == wanted]
        found += [content.line_of(data, form) for form in (prose.escape(text), text) if form.encode() in data]
        found += [at for at, words in written if wanted and wanted in words]
        found += [at for at, words in written if len(words) > 3 and wanted.startswith(words)]  # it goes on below
        return found[0] if found else 1


def _written(data: bytes) -> Iterator[tuple[int, str]]:
    """(number, words) of the lines of an article's file: of a field's, those of its value."""
    head = True
    for at, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        head = head and (at == 1 or line.rstrip() != "---")
        yield at, _words(re.sub(r"^[\s-]*\w+:\s", "", line) if head else line)


def _words(text: str) -> str:
    """Without white space, marks and the targets of links."""
    return MARK.sub("", text)
