"""Pages of other papers and decades, written for fitting: tests/evaluation/written/*.txt, `role|text` for every line.

Their headlines, signatures and small matter are what the corpus of one daily cannot teach. Each is used as it was
written, or its articles are mixed with others' and laid out anew: other columns, blank lines, marks, misreadings.
The pages in tests/pages have the same form; nothing is fitted on them.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import layout

from builder.folds import simplified
from builder.parse import looks

PAGES = Path(__file__).with_name("written")
_MORE = {"body more": "body", "box more": "box text", "caption more": "caption"}
_BROKEN = {"body", "body more", "box text", "box more", "caption", "caption more"}


def rows(answers: str) -> tuple[str, dict[int, layout.Row]]:
    """The text of a page, and what each of its lines is."""
    text, where, article = [], {}, 0
    for number, answer in enumerate(answers.splitlines(), 1):
        role, _, line = answer.partition("|")
        text.append(line)
        if role:
            article += role.endswith("^")
            part = 0 if role == "furniture" else article
            where[number] = layout.Row(line, role.rstrip("^"), part, role.endswith("^"))
    layout.torn(list(where.values()))
    return "\n".join(text) + "\n", where


def whole(page: list[layout.Row]) -> list[layout.Row]:
    """The lines of a page with its paragraphs and captions on one line each, where nothing stands in between."""
    found: list[layout.Row] = []
    for row in page:
        above = found[-1] if found else None
        if above and row.role in _MORE and above.role in (row.role, _MORE[row.role]):
            found[-1] = replace(above, text=above.text + row.text.strip())
        else:
            far_in = len(row.text) - len(row.text.lstrip()) >= looks.FAR_IN
            found.append(replace(row, text=row.text.rstrip() if far_in else row.text.strip()))
    layout.torn(found)
    return found


def articles(page: list[layout.Row]) -> tuple[list[layout.Row], list[list[layout.Row]], list[layout.Row]]:
    """(the page's own lines at the head, its articles, the page's own lines at the foot)."""
    starts = [at for at, row in enumerate(page) if row.first]
    end = max(at for at, row in enumerate(page) if row.role != "furniture") + 1
    parts = [page[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    return page[: starts[0]], parts, page[end:]


def laid_out(page: list[layout.Row], rng: random.Random, look: layout.Style, fold: dict[int, str]) -> layout.Layout:
    """A page of whole rows in another style."""
    laid = layout.Layout(rng, look, fold)
    rest = ""
    for unit, row in enumerate(page):
        text = layout.noisy(row.text, rng, look, fold)
        if row.role == "body more":
            text, rest = rest + text, ""
        pieces = [text]
        if row.role in _BROKEN and len(text.strip()) > look.width > 0:
            indent = 0 if row.role in _MORE or not (look.indent or look.unindented) else 2
            pieces = layout.broken(text, look.width, look.by_width, indent)
            if row.torn and row.role in ("body", "body more") and len(pieces) > 1:
                rest = pieces.pop()  # what a column tears ends with a full line
        for at, piece in enumerate(pieces):
            more = next((more for more, begun in _MORE.items() if begun == row.role), row.role)
            made = replace(row, text=piece, role=more if at else row.role, first=row.first and not at, unit=unit)
            made.indent = look.indent and made.role in ("body", "box text")
            laid.rows.append(made)
    layout.torn(laid.rows)
    return laid


def pages(files: list[str], count: int, seed: int, fold: dict[int, str]) -> Iterator[tuple]:
    """`count` pages (text, rows by line) from written ones: a third as they were written."""
    rng = random.Random(seed)
    known = [rows(file) for file in files]
    wholes = [whole(list(where.values())) for _, where in known]
    traditional = [at for at, (text, _) in enumerate(known) if _is_traditional(text)]
    for _ in range(count):
        at = rng.randrange(len(known))
        if rng.random() < 0.33:
            yield known[at]
            continue
        look = layout.style(rng)
        if rng.random() < 0.25:
            look = replace(look, width=rng.randint(9, 26), indent=rng.random() < 0.5, unindented=rng.random() < 0.4)
        head, mine, foot = articles(wholes[at])
        if rng.random() < 0.6:
            alike = [each for each in range(len(known)) if (each in traditional) == (at in traditional)]
            others = [articles(wholes[each])[1] for each in rng.sample(alike, min(3, len(alike)))]
            mine = [part for part in (mine, *others) for part in part]
            mine = rng.sample(mine, min(rng.randint(4, 12), len(mine)))
        if rng.random() < 0.2:
            head, foot = foot, head
        page = [replace(row, article=0) for row in head]
        for number, part in enumerate(mine, 1):
            page += [replace(row, article=number if row.article else 0) for row in part]
        page += [replace(row, article=0) for row in foot]
        yield laid_out(page, rng, look, fold).text()


def _is_traditional(text: str) -> bool:
    return sum(ord(char) in simplified() for char in text) > 0.05 * len(text)
