"""Whose photo it is: one that stands between two articles belongs to the one whose words its caption shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.lexicon import lexicon
from builder.model import Line
from builder.parse.decoder import Choice
from builder.parse.looks import telling_words
from builder.parse.sight import sight

PHOTO = {"caption", "caption more", "credit"}
OVER_TEXT = {"label", "kicker", "title", "deck", "subhead", "subhead more"}
"""What stands over text: a photo under it is no other article's."""
TOLD_BY = {"body", "body more", "box text", "box more", "jump"}
Extent = tuple[int, int]
"""An article: its first line, the line behind its last one."""
SHARED = 0.12
"""Share of a caption's telling words that its article's text has, at least."""
CLEARLY = 0.15
"""How much more of them it must share with the other article than with the one that the chain gave it to."""
ALONE = 90
"""Characters of a caption that is an article of its own (photo news), at least: a shorter one is some article's."""
_LOOK, _MOST = 6000, 6
"""Characters of an article's text, photos between two articles: more are not looked at."""


def extents(choices: Sequence[Choice]) -> Iterator[Extent]:
    """The articles of a page."""
    starts = [at for at, choice in enumerate(choices) if choice.place.first or at == 0]
    yield from zip(starts, [*starts[1:], len(choices)], strict=True)


def whole(lines: Sequence[Line], choices: Sequence[Choice], at: int, end: int) -> str:
    """The caption that begins at this line, with the lines before `end` that go on with it."""
    text = lines[at].text.strip()
    while (at := at + 1) < end and choices[at].place.role == "caption more":
        text += lines[at].text.strip()
    return text


def given(lines: Sequence[Line], choices: Sequence[Choice], words: tuple[str, ...] = ()) -> list[Choice]:
    """The readings, an article's first line moved over the photos that stand at its border with the one above.

    `words` are names that the dictionary lacks.
    """
    frequency = lexicon(words).FREQ
    kept = list(choices)
    spans = list(extents(kept))
    at = 0
    while at + 1 < len(spans):
        above, below = spans[at], spans[at + 1]
        if _is_photo(kept, below) and at + 2 < len(spans) and not _is_photo(kept, spans[at + 2]):
            border, after = below[0], spans[at + 2]
            found = _lonely(lines, kept, (above, below, after), frequency)
            if found < 0:
                _begin(kept, border, False)
                spans[at : at + 2] = [(above[0], below[1])]
            elif found > 0:
                _begin(kept, after[0], False)
                spans[at + 1 : at + 3] = [(below[0], after[1])]
                at += 1
            else:
                at += 2
            continue
        if _is_its_text(lines, kept, (above, below), frequency):
            _begin(kept, below[0], False)
            spans[at : at + 2] = [(above[0], below[1])]
            continue
        if not _is_photo(kept, above) and not _is_photo(kept, below):
            border = _border(lines, kept, (above, below), frequency)
            if border != below[0]:
                _begin(kept, below[0], False)
                _begin(kept, border, True)
                spans[at : at + 2] = [(above[0], border), (border, below[1])]
        at += 1
    return kept


def _begin(choices: list[Choice], at: int, first: bool) -> None:
    choices[at] = replace(choices[at], place=replace(choices[at].place, first=first))


def _is_photo(choices: Sequence[Choice], span: Extent) -> bool:
    """Whether nothing but photos is in it."""
    return all(choices[at].place.role in PHOTO for at in range(*span))


def _is_its_text(
    lines: Sequence[Line], choices: Sequence[Choice], articles: tuple[Extent, Extent], frequency: dict[str, int]
) -> bool:
    """Whether text without a headline belongs to the headline above, under which only photos of it stand."""
    above, below = articles
    captions = _captions(lines, choices, above)
    if choices[below[0]].place.role != "body" or not captions or _is_photo(choices, above):
        return False
    if _told(choices, above) or choices[below[0] - 1].place.role not in PHOTO:
        return False
    return _shared(captions, _text(lines, choices, below), frequency) >= SHARED


def _told(choices: Sequence[Choice], span: Extent) -> bool:
    """Whether it has text."""
    return any(choices[at].place.role in TOLD_BY for at in range(*span))


def _lonely(
    lines: Sequence[Line], choices: Sequence[Choice], articles: tuple[Extent, Extent, Extent], frequency: dict[str, int]
) -> int:
    """Whether photos that stand alone are the article's above (-1), the article's below (1) or their own (0)."""
    above, photo, below = articles
    captions = _captions(lines, choices, photo)
    if not captions or max(map(len, captions)) > ALONE:
        return 0
    before = _shared(captions, _text(lines, choices, above), frequency)
    behind = _shared(captions, _text(lines, choices, below), frequency)
    if max(before, behind) < SHARED or abs(before - behind) < min(before, behind):
        return 0
    return 1 if behind > before else -1


def _border(
    lines: Sequence[Line], choices: Sequence[Choice], articles: tuple[Extent, Extent], frequency: dict[str, int]
) -> int:
    """Where the article below begins, when the photos between the two are given to the one whose words they share."""
    above, below = articles
    start, end = below[0], below[0]
    while start > above[0] + 1 and choices[start - 1].place.role in PHOTO:
        start -= 1
    while end < below[1] and choices[end].place.role in PHOTO:
        end += 1
    photos = [at for at in range(start, end) if choices[at].place.role == "caption"]
    if not photos or len(photos) > _MOST or photos[0] != start:
        return below[0]
    told = _told(choices, (above[0], start)) and _told(choices, (end, below[1]))
    if not told or choices[start - 1].place.role in OVER_TEXT:
        return below[0]
    texts = _text(lines, choices, above), _text(lines, choices, below)
    leans = []
    for at in photos:
        before, behind = (_shared([whole(lines, choices, at, end)], text, frequency) for text in texts)
        leans.append(behind - before if max(before, behind) >= SHARED else 0.0)
    borders = [*photos, end]
    gains = {border: sum(leans[number:]) for number, border in enumerate(borders)}
    if below[0] not in gains:
        return below[0]
    best = max(borders, key=lambda border: gains[border])
    return best if gains[best] - gains[below[0]] >= CLEARLY else below[0]


def _captions(lines: Sequence[Line], choices: Sequence[Choice], span: Extent) -> list[str]:
    """The captions in it."""
    return [whole(lines, choices, at, span[1]) for at in range(*span) if choices[at].place.role == "caption"]


def _text(lines: Sequence[Line], choices: Sequence[Choice], span: Extent) -> str:
    """An article's own words: those of its photos do not count."""
    found, length = [], 0
    for at in range(*span):
        if choices[at].place.role not in PHOTO and length < _LOOK:
            found.append(sight(lines[at].text[:_LOOK]))
            length += len(found[-1])
    return "\n".join(found)


def _shared(captions: Sequence[str], text: str, frequency: dict[str, int]) -> float:
    """How much of the captions' telling words stands in the text, 0 to 1."""
    words: dict[str, float] = {}
    for caption in captions:
        words.update(telling_words(sight(caption), frequency))
    return sum(weight for word, weight in words.items() if word in text) / (sum(words.values()) or 1.0)
