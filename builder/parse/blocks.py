"""Lines with their readings → the parts of each article: head, text, photos; torn text is rejoined here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.model import Kind, Line
from builder.parse.credits import credit_at
from builder.parse.decoder import Choice
from builder.parse.spans import Span, joined, span, where


@dataclass(slots=True)
class Paragraphs:
    """A block in the making: the lines of a paragraph or sub-head, or of a box's title and of its paragraphs."""

    kind: Kind
    lines: list[Span]
    paragraphs: list[list[Span]] = field(default_factory=list)


@dataclass(slots=True)
class Picture:
    """A photo in the making; its credit may still stand in the caption."""

    caption: list[Span] = field(default_factory=list)
    credit: list[Span] = field(default_factory=list)

    def parted(self) -> "Picture":
        """With its credit apart from the caption: they may share a line, and a line may end within either."""
        at = self.signed_at()
        if at is None:
            return self
        text = joined(self.caption)
        return Picture([text.part(0, at)], [text.part(at)])

    def signed_at(self, *more: Span) -> int | None:
        """Where in the caption, or in what it is with further lines, its credit begins."""
        return None if self.credit else credit_at(joined([*self.caption, *more]).text)


@dataclass(slots=True)
class Draft:
    """An article in the making: every line that was read as its own is in exactly one of its parts."""

    label: list[Span] = field(default_factory=list)
    kicker: list[Span] = field(default_factory=list)
    title: list[Span] = field(default_factory=list)
    deck: list[Span] = field(default_factory=list)
    bylines: list[Span] = field(default_factory=list)
    blocks: list[Paragraphs] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def drafts(lines: Sequence[Line], choices: Sequence[Choice]) -> tuple[list[Draft], list[int], list[int]]:
    """The articles of the page, the furniture's lines, and for each line the line that it goes on from (0: none).

    `lines` are those that are not blank, `choices` their readings.
    """
    made: list[Draft] = []
    furniture: list[int] = []
    origins: list[int] = []
    for at, (line, choice) in enumerate(zip(lines, choices, strict=True)):
        place = choice.place
        if place.role == "furniture":
            furniture.append(line.number)
            origins.append(0)
            continue
        if place.first or not made:
            made.append(Draft())
        draft = made[-1]
        draft.lines.append(line.number)
        follows = at + 1 < len(choices) and not choices[at + 1].place.first and choices[at + 1].place.role == "caption"
        origins.append(_add(draft, place.role, span(line), follows))
    for draft in made:
        if not draft.title:  # a head of one part is the headline
            draft.title, draft.kicker = draft.kicker, []
        draft.pictures = [picture.parted() for picture in draft.pictures]
    return made, furniture, origins


def _add(draft: Draft, role: str, text: Span, before_caption: bool) -> int:
    """Put a line where it belongs; the number of the line whose text it goes on with, 0 for none."""
    if role in ("label", "kicker", "title", "deck"):
        getattr(draft, role).append(text)
    elif role == "byline":
        draft.bylines.append(text)
    elif role in ("body", "jump"):
        draft.blocks.append(Paragraphs(Kind.BODY, [text]))
    elif role == "subhead":
        draft.blocks.append(Paragraphs(Kind.SUBHEAD, [text]))
    elif role in ("body more", "subhead more"):
        kind = Kind.BODY if role == "body more" else Kind.SUBHEAD
        return _continue(
            next((block.lines for block in reversed(draft.blocks) if block.kind is kind), None), text, draft
        )
    elif role == "box":
        _box_title(draft, text)
    elif role == "box text":
        _box(draft).paragraphs.append([text])
    elif role == "box more":
        box = _box(draft)
        return _continue(box.paragraphs[-1] if box.paragraphs else None, text, draft)
    elif role == "caption":
        _caption(draft, text)
    elif role == "caption more":
        return _caption_more(draft, text)
    else:
        _credit(draft, text, before_caption)
    return 0


def _continue(lines: list[Span] | None, text: Span, draft: Draft) -> int:
    if lines is None:
        draft.blocks.append(Paragraphs(Kind.BODY, [text]))
        return 0
    lines.append(text)
    return where(lines[-2].positions[0])[0]


def _box_title(draft: Draft, text: Span) -> None:
    last = draft.blocks[-1] if draft.blocks else None
    if last and last.kind is Kind.SIDEBAR and not last.paragraphs:
        last.lines.append(text)
    else:
        draft.blocks.append(Paragraphs(Kind.SIDEBAR, [text]))


def _box(draft: Draft) -> Paragraphs:
    """The box that is being read."""
    box = next((block for block in reversed(draft.blocks) if block.kind is Kind.SIDEBAR), None)
    if box is None:
        box = Paragraphs(Kind.SIDEBAR, [])
        draft.blocks.append(box)
    return box


def _caption(draft: Draft, text: Span) -> None:
    waiting = draft.pictures[-1] if draft.pictures else None
    if waiting is None or waiting.caption:
        waiting = Picture()
        draft.pictures.append(waiting)
    waiting.caption.append(text)


def _caption_more(draft: Draft, text: Span) -> int:
    if not draft.pictures or not draft.pictures[-1].caption:
        _caption(draft, text)
        return 0
    picture = draft.pictures[-1]
    signed = picture.signed_at()
    if signed is not None and picture.signed_at(text) != signed:  # behind a credit another photo's words begin
        _caption(draft, text)
        return 0
    return _continue(picture.caption, text, draft)


def _credit(draft: Draft, text: Span, before_caption: bool) -> None:
    waiting = next((picture for picture in reversed(draft.pictures) if not picture.parted().credit), None)
    if waiting is None or (before_caption and waiting is not draft.pictures[-1]):
        waiting = Picture()
        draft.pictures.append(waiting)
    waiting.credit.append(text)
