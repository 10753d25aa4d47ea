"""The page composed: which articles stand side by side."""

import random

import pytest

from builder.layout import BRIEF, LEAD, ORDINARY, PICTURE, PICTURE_HIGH, SECONDARY, Piece, ranks, rows


def piece(length: int, **fields) -> Piece:
    return Piece(title=fields.pop("title", 14), paragraphs=(length,) if length else (), **fields)


@pytest.mark.parametrize(("pieces", "expected"), [
    pytest.param([], (), id="an empty page"),
    pytest.param([piece(120)], (BRIEF,), id="briefs have no lead"),
    pytest.param([piece(500)], (LEAD,), id="one article leads"),
    pytest.param([piece(1000), piece(1200)], (LEAD, SECONDARY), id="the first place counts"),
    pytest.param([piece(600), piece(800), piece(760, kicker=True)], (ORDINARY, ORDINARY, LEAD), id="a kicker counts"),
])
def test_ranks(pieces, expected):
    assert ranks(pieces) == expected


def test_every_article_stands_once_and_in_order():
    dice = random.Random(4)
    for _ in range(50):
        pieces = [piece(dice.choice([0, 90, 300, 700, 1500, 4000])) for _ in range(dice.randrange(1, 14))]
        placed = rows(pieces, ranks(pieces))
        assert [at for row in placed for cell in row for at in cell.pieces] == list(range(len(pieces)))
        assert all(sum(cell.units for cell in row) == 12 for row in placed)


def test_two_like_articles_stand_side_by_side():
    pieces = [piece(2600, kicker=True), piece(600), piece(600)]
    assert [[cell.units for cell in row] for row in rows(pieces, ranks(pieces))] in ([[8, 4]], [[12], [6, 6]])


def test_lead_is_never_narrow():
    pieces = [piece(150), piece(160), piece(400), piece(150)]
    ranked = ranks(pieces)
    wide = {at: cell.units for row in rows(pieces, ranked) for cell in row for at in cell.pieces}
    assert wide[ranked.index(LEAD)] >= 8


def test_no_articles_no_rows():
    assert rows([], ()) == ()


@pytest.mark.parametrize("ratio", [2.0, 30.0])
def test_a_tall_picture_is_shown_no_higher_than_a_screen(ratio):
    """So it takes no more room on the page than one that is just as high as that."""
    def composed(tall: float):
        pieces = [piece(700, pictures=(tall,)), *[piece(400)] * 5]
        return rows(pieces, ranks(pieces))

    assert composed(ratio) == composed(PICTURE_HIGH / PICTURE) != composed(0.1)
