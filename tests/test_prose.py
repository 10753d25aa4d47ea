"""Markdown eats newspaper text; ours does not."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import prose
from builder.model import Block, Kind
from builder.prose import FORBIDDEN, Loss, blocks, html, markdown, text_lines


def test_the_characters_that_no_page_may_hold():
    controls = {*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0)}
    others = {*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0),
              *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))}
    assert {ord(found) for found in FORBIDDEN.findall("".join(map(chr, range(0x110000))))} == controls | others


def paragraph(text):
    return Block(Kind.BODY, text)


EATEN = [
    "[本报讯]: 北京7月9日电",
    "10. 万辆", "2025. 年", "1) 甲", "+ 3.5%", "- 记者", "* 星号", "---", "***", "===", "~~~",
    "#重磅# 话题", "# 话题", "## 话题 ##", "话题 #", "#", "> 5万元", ">5万元",
    r"C:\*temp\_a", "一*二*三", "**粗**", "_下划_", "`代码`", "~~删~~", "\\", "\\\\",
    "<!-- 注 -->", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp; &#60; AT&T &copy;",
    "[点](javascript:alert(1))", "![图](a.jpg)", "[链](https://example.org)", "https://example.org/?a=1&b=2",
    "甲 乙  丙　丁", "制表\t符", "A|B|C", "!", "![", "](", "**", "*", "* *", "𠮷野家 😀",
]


@pytest.mark.parametrize("text", EATEN)
def test_newspaper_text_survives_markdown_in_paragraph_subhead_and_box(text):
    written = (paragraph(text), Block(Kind.SUBHEAD, text), Block(Kind.SIDEBAR, text, (text, text)))
    body = markdown(written)
    assert blocks(body) == written
    assert text_lines(html(body)) == [text] * 5


TEXT = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: FORBIDDEN.sub("", text)).map(
    lambda text: " ".join(text.replace("\r", "\n").split("\n")).strip()).filter(bool)
MARKS = st.text("*_[]()<>#\\`!&;-+.~|=> \t1a中。", min_size=1).map(str.strip).filter(bool)
WORDS = TEXT | MARKS
BLOCK = st.one_of(
    st.builds(Block, st.sampled_from([Kind.BODY, Kind.SUBHEAD]), WORDS),
    st.builds(Block, st.just(Kind.SIDEBAR), WORDS, st.lists(WORDS, max_size=3).map(tuple)),
)


@given(st.lists(BLOCK, max_size=6).map(tuple))
def test_markdown_read_back_gives_the_same_blocks_and_the_same_words_on_the_page(written):
    body = markdown(written)
    assert blocks(body) == written
    assert text_lines(html(body)) == [text for block in written for text in (block.text, *block.paragraphs)]


@given(MARKS | st.text("*_[]()<>#\\`!&;-+.~|=> \t\n1a中。"))
def test_anything_an_editor_types_is_shown_in_full_or_refused(body):
    try:
        shown = html(body)
    except Loss:
        return
    assert text_lines(shown) == [text for block in blocks(body) for text in (block.text, *block.paragraphs) if text]


EDITED = [
    ("soft line ends", "第一行\n第二行 abc\ndef", "<p>第一行第二行 abc def</p>"),
    ("emphasis", "甲**乙*丙*丁**戊", "<p>甲<strong>乙<em>丙</em>丁</strong>戊</p>"),
    ("a link", r"见[丙](https://example.org/a\_b?x=1&y=2)", '<p>见<a href="https://example.org/a_b?x=1&amp;y=2">丙</a></p>'),
    ("a link beside", "[丁](../02/03.html)", '<p><a href="../02/03.html">丁</a></p>'),
    ("a script's link", "[点](javascript:alert(1))", "<p>[点](javascript:alert(1))</p>"),
    ("a link to another host without a scheme", "[点](//example.org)", "<p>[点](//example.org)</p>"),
    ("raw HTML", "<b onclick=x>甲</b>", "<p>&lt;b onclick=x&gt;甲&lt;/b&gt;</p>"),
    ("a list", "- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
    ("numbers", "3. 甲\n4. 乙", '<ol start="3"><li>甲</li><li>乙</li></ol>'),
    ("an image", "![甲](photo-1.jpg)", '<p><img src="photo-1.jpg" alt="甲"></p>'),
    ("a first heading", "# 甲\n文", "<h2>甲</h2>\n<p>文</p>"),
    ("C#", "## C#", "<h2>C#</h2>"),
    ("a box", "> **题**\n> 文",
     '<aside class="sidebar"><p class="sidebar-title"><strong>题</strong></p><p>文</p></aside>'),
    ("two boxes", "> **题**\n>\n> 文\n\n> **又**",
     '<aside class="sidebar"><p class="sidebar-title"><strong>题</strong></p><p>文</p></aside>\n'
     '<aside class="sidebar"><p class="sidebar-title"><strong>又</strong></p></aside>'),
    ("a box without a title", "> 文", '<aside class="sidebar"><p>文</p></aside>'),
    ("nothing", "\n \n", ""),
    ("Windows line ends", "甲\r\n\r\n乙\r\n", "<p>甲</p>\n<p>乙</p>"),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in EDITED], ids=[case[0] for case in EDITED])
def test_what_editors_write(body, expected):
    assert html(body) == expected


def test_a_box_in_a_box_is_refused_with_the_words_at_stake():
    with pytest.raises(Loss) as loss:
        html("> 甲\n>\n> > 乙")
    assert loss.value.args == ("> 乙", "乙")


LIKE_MARKS = st.text("中文，。“”（）—　 1a.)+-=~:|!>#*\u00a0\u3000\ufeff\x85\n'\"", min_size=1, max_size=8)
PARAGRAPHS = st.lists(LIKE_MARKS, max_size=4)


def read(body):
    """The blocks of a body, and its HTML or what would be lost in it."""
    try:
        return blocks.__wrapped__(body), html(body)
    except Loss as loss:
        return blocks.__wrapped__(body), loss.args


@given(PARAGRAPHS.map("\n\n".join) | PARAGRAPHS.map("\n\n## ".join) | st.text(max_size=20))
def test_a_body_without_marks_is_read_and_set_as_one_with_marks_is(body):
    quick = read(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_unmarked", lambda body: ())
        blocks.cache_clear()
        assert quick == read(body)


def test_most_bodies_have_no_marks():
    body = "本报临江5月1日电  （记者林小满）2001年，临江两岸……\n\n## 第一步\n\n5月2日，“水”退了。\n"
    assert prose.UNMARKED.fullmatch(body)
    assert html(body) == ("<p>本报临江5月1日电  （记者林小满）2001年，临江两岸……</p>\n<h2>第一步</h2>\n"
                          "<p>5月2日，“水”退了。</p>")
    marked = "1. 万辆", "1)万辆", "- 甲", "甲*乙*", "[甲]", "> 甲", "#甲", "甲\n乙", "甲&amp;乙", "　甲", "甲 \n\n乙"
    assert [body for body in marked if prose.UNMARKED.fullmatch(body)] == []
