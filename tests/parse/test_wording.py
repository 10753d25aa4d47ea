"""How a line's characters alone read, and the numbers in which weights are added (builder/parse/wording, packing)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.parse import decoder, wording
from builder.parse.packing import Fields, Rows

WEIGHTS = st.lists(st.integers(-9999, 9999), min_size=5, max_size=5)


@given(st.lists(WEIGHTS, max_size=30))
def test_packed_weights_add_up_place_by_place(rows):
    fields = Fields(5)
    total = sum(fields.packed(row) for row in rows)
    assert fields.unpacked(total) == [sum(row[place] for row in rows) for place in range(5)]


def test_a_row_is_packed_when_it_is_first_asked_for():
    asked = []
    rows = Rows({"size=2": "7", "size=3": "8"}, lambda row: asked.append(row) or int(row))
    assert [rows["size=2"], rows["size=2"], rows["size=4"]] == [7, 7, 0]
    assert asked == ["7"]


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("秋分", {"秋", "分", "^秋", "秋分", "分$", "^秋分", "秋分$"}),
        ("秋", {"秋", "^秋", "秋$", "^秋$"}),
    ],
)
def test_a_short_line_is_looked_at_as_a_whole(text, grams):
    assert wording.grams(text) == grams


def test_a_long_line_is_looked_at_by_its_ends():
    grams = wording.grams("记者昨天在河堤上看到" + "甲乙丙丁" * 10 + "水已经退了。")
    assert {"long", "^记", "^记者", "者昨", "。$", "了。$", "已经"} <= grams
    assert "丁水" not in grams


@pytest.mark.parametrize(("length", "whole"), [(30, True), (31, False)])
def test_a_line_is_long_from_31_characters(length, whole):
    text = "".join(chr(0x4E00 + at) for at in range(length))
    grams = wording.grams(text)
    assert ("long" not in grams) == whole
    assert (text[19] in grams, text[20] in grams) == (True, whole)
    assert (text[18:20] in grams, text[19:21] in grams) == (True, whole)
    assert (text[-6:-4] in grams, text[-7:-5] in grams) == (True, whole)
    assert {f"^{text[:2]}", f"{text[-2:]}$"} <= grams


def written(**rows: str) -> wording.Wording:
    """A regression in which a title and torn text are as frequent, other kinds a thousandth as frequent."""
    usual = {kind: -70 if kind in ("title", "more") else -760 for kind in wording.KINDS}
    letters = {gram: row.ljust(len(wording.KINDS), ".") for gram, row in rows.items()}
    shares = [f"{kind}\t{share}" for kind, share in usual.items()]
    rows = [f"{gram}\t{row}" for gram, row in letters.items()]
    return wording.Wording("\n".join(["# a regression", *shares, "[grams]", *rows, ""]))


def test_odds_are_those_against_the_usual_share():
    regression = written(谱="E", 新="........." + ".b")
    title, more = wording.KINDS.index("title"), wording.KINDS.index("more")
    plain, headed = regression.odds("河"), regression.odds("谱新")
    assert plain[title] == pytest.approx(plain[more])
    assert headed[title] - headed[more] == pytest.approx(5 / 5 + 2 / 5)
    assert plain[title] == pytest.approx(0.0, abs=0.01)
    assert headed[title] == pytest.approx(1 - math.log((math.e + math.exp(-2 / 5)) / 2), abs=0.01)


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("青山绿水谱新篇", "title", "more"),
        ("了不少困难，但是大家都没有", "more", "title"),
        ("近日，记者来到青溪县林场，", "lead", "more"),
        ("工人在车间检查新机床。", "caption", "title"),
        ("林小满摄", "credit", "title"),
        ("本报记者 林小满 周舟", "byline", "title"),
        ("读者来信", "label", "more"),
        ("相关链接", "box", "more"),
        ("责任编辑：林小满", "furniture", "more"),
        ("（下转第三版）", "jump", "more"),
    ],
)
def test_what_lines_read_like(text, kind, other):
    """With the regression that comes with the program."""
    odds = dict(zip(wording.KINDS, wording._fitted().odds(text), strict=True))
    assert odds[kind] > odds[other] + 1


def test_what_is_told_of_a_line():
    told = wording.told("（下转第三版）", "7-8")
    assert told[wording.KINDS.index("jump")] == "reads jump=5"
    assert int(told[wording.KINDS.index("more")].removeprefix("reads more=")) < 0
    best, two, sized = told[len(wording.KINDS) :]
    assert (best, sized) == ("reads jump", "reads jump|7-8")
    assert two.removeprefix("reads jump/") in {*wording.KINDS} - {"jump"}


@pytest.mark.parametrize("text", ["", "^", "$", "\t", "\u2028", "\ud800", "𠮷" * 40, "林" * 100_000])
def test_of_every_line_something_is_told(text):
    assert len(wording.told(text, "1")) == len(wording.KINDS) + 3


def test_a_regression_learns_what_its_lines_are(room):
    heads = [f"{one}{two}谱新篇" for one in "青山绿水河" for two in "城乡村镇"]
    torn = [f"的{one}{two}已经" for one in "青山绿水河" for two in "城乡村镇"]
    lines = [(text, "title^") for text in heads] + [(text, "body more~") for text in torn]
    regression = wording.Wording(room["wordings"].fitted(lines, epochs=60))
    for text, kind in (("山东谱新篇", "title"), ("的山东已经", "more")):
        odds = regression.odds(text)
        assert wording.KINDS[odds.index(max(odds))] == kind


@pytest.mark.parametrize("odd", ["\t", "\r", "\x0b", "\x85", "\u2028"])
def test_what_ends_a_row_is_in_no_row(room, odd):
    heads = [(f"青{odd}山{number}", "title") for number in "一二三四"]
    lines = [*heads, *((f"的{number}", "more") for number in "一二三")]
    regression = wording.Wording(room["wordings"].fitted(lines, epochs=200))
    odds = regression.odds(f"青{odd}山五")
    assert wording.KINDS[odds.index(max(odds))] == "title"


def test_a_weight_is_a_letter_of_fifths_and_none_is_beyond_z(room):
    weights = np.zeros((2, len(wording.KINDS)))
    weights[0, :3] = 9.0, -9.0, 0.4
    text = room["wordings"]._as_text(["新", "无"], weights, np.zeros(len(wording.KINDS)))
    assert text.partition("[grams]\n")[2] == "新\tZzB............\n"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("furniture'", "furniture"),
        ("body^~", "body"),
        ("lead~", "lead"),
        ("box more~", "more"),
        ("caption more", "more"),
        ("subhead more", "subhead"),
    ],
)
def test_a_line_is_of_a_kind_wherever_it_stands(room, place, kind):
    assert room["wordings"].kind_of(place) == kind


def test_every_place_is_of_a_kind(room):
    assert {room["wordings"].kind_of(str(place)) for place in decoder.PLACES} == {*wording.KINDS}
