"""What of an article wants a person: the parser's doubts, what OCR probably misread, differences from the raw text.

Each with the line of the Markdown file where it is mended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder import collation
from builder.collation import CHANGED, SAME, Pair, Segment
from builder.model import Article, Page
from builder.parse import suspects

DOUBT, MISREAD, CHANGE, LOST = "doubt", "misread", "change", "lost"
AROUND = 8      # characters shown on both sides of a difference
KEY = 12        # letters by which a text is found in its file
NEAR = 6        # characters shown before what was probably misread

HEADS = {"label": "label:", "kicker": "kicker:", "title": "title:", "deck": "deck:", "byline": "byline:",
         "caption": "photos:", "credit": "photos:"}
"""Where in the front matter a text stands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor may want to look at."""

    kind: str
    """DOUBT, MISREAD, CHANGE (by a person) or LOST (raw text that is in no text of the article)."""
    line: int
    """Of the article's Markdown file, 1-based."""
    raw: int
    """Of page.txt, 0 where it is not known."""
    was: tuple[Segment, ...] = ()
    """The raw text, what differs marked."""
    now: tuple[Segment, ...] = ()
    """The article's text, what differs or is suspected marked."""
    better: str = ""
    """What the page probably prints."""
    said: str = ""
    """The parser's words, as they are stored."""

    @property
    def wants(self) -> bool:
        """Whether a person should look at it; else it is what a person has done."""
        return self.kind != CHANGE


def of_page(page: Page, files: Mapping[str, bytes], words: tuple[str, ...] = ()) -> dict[str, tuple[Finding, ...]]:
    """number → findings of every article of `page`, by line. `files` are the Markdown files: number → bytes; `words`
    are the archive's own."""
    raw = collation.lines(page.raw) if page.raw is not None else []
    texts = {number: [text for _, text in collation.texts(article)] for number, article in page.articles}
    every = iter(suspects.of_page([text for number in texts for text in texts[number]], words))
    return {
        number: tuple(sorted(
            _of_article(page, article, raw, [next(every) for _ in texts[number]],
                        collation.lines(files.get(number, b"").decode("utf-8", "replace"))),
            key=lambda finding: (finding.line, finding.raw)))
        for number, article in page.articles}


def _of_article(page: Page, article: Article, raw: Sequence[str], suspected: Sequence[Sequence[suspects.Suspicion]],
                file: Sequence[str]) -> Iterator[Finding]:
    texts = list(collation.texts(article))
    places = lines_of(texts, file)
    pairs = collation.pairs(article, raw) if raw else ()
    for place, ((_, text), every) in enumerate(zip(texts, suspected, strict=True)):
        for each in every:
            yield Finding(MISREAD, places[place], _raw_line(pairs[place:place + 1], each.printed),
                          now=_beside(text, each), better=each.better)
    for place, pair in enumerate(pairs):
        if not pair.role:
            yield Finding(LOST, places[0] if places else 1, pair.line, was=gist(pair.printed))
        elif pair.is_edited:
            yield Finding(CHANGE, places[place], pair.line, was=gist(pair.printed),
                          now=gist(pair.text if pair.raw else [Segment(pair.text[0].text, CHANGED)]))
    for note in page.record.notes if page.record else ():
        if note.rule != suspects.RULE and note.line in article.lines:
            at = next((place for place, pair in enumerate(pairs[:len(places)])
                       if any(line.number == note.line for line in pair.raw)), 0)
            yield Finding(DOUBT, places[at] if places else 1, note.line, said=note.text)


def _raw_line(pairs: Iterable[Pair], printed: str) -> int:
    """Number of the raw line that holds `printed`, else of the text's first."""
    for pair in pairs:
        for line in pair.raw:
            if printed in "".join(segment.text for segment in line.segments):
                return line.number
        return pair.line
    return 0


def _beside(text: str, each: suspects.Suspicion) -> tuple[Segment, ...]:
    """What was probably misread, with the words beside it."""
    start, end = each.at, each.at + len(each.printed)
    before, after = text[max(0, start - NEAR):start], text[end:end + NEAR]
    return tuple(segment for segment in (
        Segment(("…" if start > NEAR else "") + before, SAME), Segment(text[start:end], CHANGED),
        Segment(after + ("…" if end + NEAR < len(text) else ""), SAME)) if segment.text)


def gist(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """`segments` with only so much of what is alike as tells where the differences stand."""
    merged: list[Segment] = []
    for segment in segments:
        mark = CHANGED if segment.mark == CHANGED else SAME
        if merged and merged[-1].mark == mark:
            merged[-1] = Segment(merged[-1].text + segment.text, mark)
        else:
            merged.append(Segment(segment.text, mark))
    found = []
    for place, segment in enumerate(merged):
        text = segment.text
        first, last = AROUND if place else 0, AROUND if place < len(merged) - 1 else 0
        if len(merged) == 1:
            first = 3 * AROUND
        if segment.mark == SAME and len(text) > first + last + 1:
            text = f"{text[:first]}…{text[len(text) - last:]}"
        found.append(Segment(text, segment.mark))
    return tuple(found)


# --- Texts in their file -----------------------------------------------------------------------------------------

LETTERS = re.compile(r"[\W_]+")


def lines_of(texts: Iterable[tuple[str, str]], file: Sequence[str]) -> list[int]:
    """The line of the Markdown `file` on which each (role, text) of an article begins, 1-based; marks do not count."""
    bare = [LETTERS.sub("", line) for line in file]
    end = next((number for number, line in enumerate(file[1:], 1) if line.rstrip() == "---"), len(file))
    found, last = [], end
    for role, text in texts:
        key = LETTERS.sub("", text)[:KEY]
        if role in HEADS:
            entry = next((number for number in range(end) if file[number].startswith(HEADS[role])), 0)
            found.append(1 + next((number for number in range(entry, end) if key and key in bare[number]), entry))
        else:
            last = next((number for number in range(last + 1, len(bare)) if _begins(bare[number], key)), last)
            found.append(min(last, len(file) - 1) + 1)
    return found


def _begins(line: str, key: str) -> bool:
    return bool(line and key) and (line.startswith(key) or key.startswith(line))
