"""Page text → Articles. README.md beside this file explains how; read the modules in this order:

lines       bytes → numbered Lines
sight       how the parser looks at a line
rules       what a line says about itself: the table
statistics  how much a short line reads like a headline
packing     many weights in one number
wording     how a line's characters alone read
looks       the lines as the parser looks at them
numerals    digits and Chinese numerals
people      what a word says of people: a name, a place, an office
joins       how well torn lines join
heads       short lines in a row
edges       the page's own lines at its head and foot
likeness    short lines that are alike all over the page
evidence    what a line and its neighbours show
decoder     one reading of the whole page
photos      a photo needs an article: the one whose words its caption shares
captions    a caption needs a photo
spans       text that knows where it stands on the page
credits     a caption and its credit on one line
blocks      Lines → the parts of each article; torn text rejoined
bylines     writers that a byline names
datelines   where and when a report was filed, and by whom
signatures  writers that sign at the end
furniture   the page's own words
articles    Drafts → Articles
jumps       下转, 上接: which article of the edition goes on as which
suspects    what OCR probably misread
ledger      nothing lost, nothing doubled: the proof
labels      a line's rule, the doubts, the outline
"""

from builder.model import Label, Note, Reading
from builder.parse import (
    articles,
    blocks,
    captions,
    datelines,
    decoder,
    evidence,
    furniture,
    labels,
    ledger,
    photos,
    suspects,
)
from builder.parse.labels import outline
from builder.parse.ledger import LedgerBreach
from builder.parse.lines import decode
from builder.parse.lines import lines as lines_of
from builder.parse.spans import allowed
from builder.speech import said

FORBIDDEN = said("a character that no web page may hold is shown as U+FFFD")

__all__ = ["LedgerBreach", "decode", "outline", "read"]


def read(
    text: str,
    *,
    date: str = "",
    page: str = "",
    file: str = "page.txt",
    punctuation: str = "full",
    words: tuple[str, ...] = (),
) -> Reading:
    """The articles of a page's text, what each line was read as, and the parser's doubts.

    `date` (ISO) and `page` are the folder's, "" where the page stands alone: then what is printed counts.
    `punctuation` is "full" or "as-printed"; `words` are names that the dictionary lacks.
    Raises LedgerBreach where the parser itself is at fault.
    """
    lines = lines_of(text)
    filled = [line for line in lines if line.text.strip()]
    choices = captions.sure(filled, decoder.reading(evidence.evidence(lines, words)))
    choices = photos.given(filled, choices, words)
    drafts, own, origins = blocks.drafts(filled, choices)
    folio = furniture.folio(line for line in filled if line.number in set(own))
    found, pieces = articles.articles(
        drafts, frozenset(own), file=file, date=date or folio.date, page=page or folio.page, punctuation=punctuation
    )
    ledger.prove(filled, pieces, own)
    return Reading(
        articles=tuple(found),
        labels=_labels(filled, choices, drafts, origins),
        notes=_notes(filled, choices, pieces, words),
        furniture=articles.ranges(own, {number for draft in drafts for number in draft.lines}),
        newspaper=folio.newspaper,
        date=folio.date,
        page=folio.page,
        section=folio.section,
        editors=folio.editors,
        dateline_date=datelines.day_after([article.dateline for article in found], date or folio.date),
    )


def _labels(filled, choices, drafts, origins) -> tuple[Label, ...]:
    article = {number: order for order, draft in enumerate(drafts, 1) for number in draft.lines}
    return tuple(
        Label(
            line,
            decoder.KINDS[choice.place.role],
            labels.rule_of(line, choice.place),
            article.get(line.number, 0),
            origin,
        )
        for line, choice, origin in zip(filled, choices, origins, strict=True)
    )


def _notes(filled, choices, pieces, words) -> tuple[Note, ...]:
    notes = labels.doubts(filled, choices) + suspects.notes(pieces, words)
    notes += [
        Note(line.number, "forbidden character", FORBIDDEN.within("en"))
        for line in filled
        if allowed(line.text) != line.text
    ]
    return tuple(sorted(notes, key=lambda note: note.line))
