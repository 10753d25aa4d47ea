"""An article beside its raw lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import prose
from builder.collation import CHANGED, SAME, WIDTH, first_lines, lines, pairs
from builder.model import Article, Block, Kind, Photo, Source


def body(*paragraphs: str, box: tuple[str, ...] = ()) -> str:
    blocks = [Block(Kind.SUBHEAD, text[1:]) if text.startswith("#") else Block(Kind.BODY, text) for text in paragraphs]
    return prose.markdown([*blocks, Block(Kind.SIDEBAR, box[0], box[1:])] if box else blocks)


def shown(raw: str, **fields) -> list[tuple]:
    """(role, raw lines, marked raw, marked text) of each pair."""
    source = Source("page.txt", ((1, len(lines(raw))),))
    return [
        (pair.role, [line.number for line in pair.raw],
         [(segment.text, segment.mark) for line in pair.raw for segment in line.segments if segment.mark],
         [(segment.text, segment.mark) for segment in pair.text if segment.mark])
        for pair in pairs(Article(source=source, **fields), lines(raw))
    ]


@pytest.mark.parametrize(("raw", "fields", "expected"), [
    pytest.param("修桥\n\n桥修好了。\n", {"title": "修桥", "body": body("桥修好了。")},
                 [("title", [1], [], []), ("body", [3], [], [])], id="the same"),
    pytest.param("桥,修好了?", {"body": body("桥，修好了？")},
                 [("body", [1], [(",", WIDTH), ("?", WIDTH)], [])], id="width of punctuation"),
    pytest.param("  桥修\n好了 。", {"body": body("桥修好了。")}, [("body", [1, 2], [], [])], id="lines joined"),
    pytest.param("涌人赛道", {"body": body("涌入赛道")},
                 [("body", [1], [("人", CHANGED)], [("入", CHANGED)])], id="a correction"),
    pytest.param("一二三\n链接\n框\n四五六", {"body": body("一二三四五六", box=("链接", "框"))},
                 [("body", [1, 4], [], []), ("sidebar", [2], [], []), ("box", [3], [], [])], id="torn by a box"),
    pytest.param("桥修好了。\n河清了。", {"body": body("桥修好了。")},
                 [("body", [1], [], []), ("", [2], [], [])], id="a line in no text"),
    pytest.param("桥修好了。", {"body": body("桥修好了。", "添的。")},
                 [("body", [1], [], []), ("body", [], [], [("添的。", CHANGED)])], id="a text with no line"),
    pytest.param("桥已经修好\n了,在城东。\n河也清了,", {"body": body("桥已经修好了，在城西。", "河也清了。")},
                 [("body", [1, 2], [(",", WIDTH), ("东", CHANGED)], [("西", CHANGED)]),
                  ("body", [3], [(",", CHANGED)], [("。", CHANGED)])], id="corrections in two paragraphs"),
    pytest.param("昨天桥修好了。", {"photos": (Photo("新桥的照片", "苏木摄"),), "body": body("今天桥修好了。")},
                 [("caption", [], [], [("新桥的照片", CHANGED)]), ("credit", [], [], [("苏木摄", CHANGED)]),
                  ("body", [1], [("昨", CHANGED)], [("今", CHANGED)])], id="a caption added, a paragraph corrected"),
    pytest.param("桥修好了可以过人。\n图为新修的大桥。",
                 {"photos": (Photo("图为新修的石桥。", ""),), "body": body("桥修好了可以过车。")},
                 [("caption", [2], [("大", CHANGED)], [("石", CHANGED)]),
                  ("body", [1], [("人", CHANGED)], [("车", CHANGED)])], id="a caption below, both corrected"),
    pytest.param("石门水库竣工\n昨天桥修好了。", {"title": "河堤昨日加固", "body": body("昨天桥修坏了。")},
                 [("title", [1], [("石门水库竣工", CHANGED)], [("河堤昨日加固", CHANGED)]),
                  ("body", [2], [("好", CHANGED)], [("坏", CHANGED)])], id="a headline that is another"),
    pytest.param("昨天渔火通明，水上\n都是船。", {"title": "渔火", "body": body("昨天渔火通明，水上都是船。")},
                 [("title", [], [], [("渔火", CHANGED)]), ("body", [1, 2], [], [])], id="a headline made of the text"),
    pytest.param("桥 苏木 摄\n桥", {"title": "桥", "photos": (Photo("桥", "苏木 摄"),)},
                 [("title", [2], [], []), ("caption", [1], [], []), ("credit", [1], [], [])], id="two texts, one line"),
])
def test_pairs(raw, fields, expected):
    assert shown(raw, **fields) == expected


def test_join_across_a_gap_is_marked_and_a_wrapped_line_is_not():
    source = Source("page.txt", ((1, 5),))
    [pair] = pairs(Article(source=source, body=body("一二三四五六七八")), ["一二三", "四五", "", "", "六七八"])
    assert [(line.number, line.joined) for line in pair.raw] == [(1, False), (2, True), (5, False)]


def test_a_line_begins_once():
    found = pairs(Article(photos=(Photo("桥", "苏木 摄"),), source=Source("page.txt", ((1, 1),))), ["桥 苏木 摄"])
    assert [line.begins for pair in found for line in pair.raw] == [True, False]


def test_only_the_articles_own_lines_are_searched():
    found = pairs(Article(title="桥", source=Source("page.txt", ((2, 2),))), ["桥", "桥"])
    assert found[0].line == 2


def test_without_source_nothing_is_collated():
    assert pairs(Article(title="桥"), ["桥"]) == ()


def test_first_lines_of_the_body():
    article = Article(title="桥", source=Source("page.txt", ((1, 4),)), body=body("一", "#小标题", "二", "添"))
    assert first_lines(pairs(article, ["桥", "一", "小标题", "二"])) == (2, 3, 4, 0)


@given(st.lists(st.text("一二三，,. a", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=8),
       st.lists(st.text("一二三，. a", min_size=1, max_size=8).filter(str.strip), max_size=6))
def test_no_raw_character_is_lost_or_doubled(raw, paragraphs):
    """Whatever the texts, each character of the source lines is shown exactly once, each text as it is."""
    article = Article(body=body(*(" ".join(text.split()) for text in paragraphs)),
                      source=Source("page.txt", ((1, len(raw)),)))
    found = pairs(article, raw)
    ours = sorted(c for pair in found for line in pair.raw for s in line.segments for c in s.text if not c.isspace())
    assert ours == sorted(c for line in raw for c in line if not c.isspace())
    assert ["".join(segment.text for segment in pair.text) for pair in found if pair.role] \
        == [text for block in prose.blocks(article.body) for text in (block.text, *block.paragraphs) if text]


def test_marks_of_the_same_text_are_none():
    [pair] = pairs(Article(title="桥", source=Source("page.txt", ((1, 1),))), ["桥"])
    assert [segment.mark for segment in (*pair.raw[0].segments, *pair.text)] == [SAME, SAME]
