"""What holds for any text: never a crash, never a breach of the ledger (it runs in every parse)."""

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builder import parse, prose
from builder.parse.lines import lines

PAGES = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "pages").glob("*/page.txt"))
]
CHINESE = st.text(
    alphabet="本报讯新华社记者王李北京一二三年月日电（）()，。、：“”—【】□■摄图为 　下转第版上接 0123456789AB\n\n\n"
    "#*+-_[]<>&`\\",  # Markdown's marks
    max_size=400,
)
ANY = st.text(max_size=300)


def check(text: str) -> None:
    """A reading with every filled line in it; what it wrote reads back."""
    if not text.strip():
        return
    reading = parse.read(text)
    assert [line.number for line in lines(text) if line.text.strip()] == [label.line.number for label in reading.labels]
    for article in reading.articles:
        assert prose.markdown(prose.blocks(article.body)) == article.body
    parse.outline(reading)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_text(text):
    check(text)


@settings(max_examples=80, deadline=None)
@given(CHINESE)
def test_any_text_of_newspaper_characters(text):
    check(text)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.integers(),
    st.sampled_from(["shuffle", "double", "cut", "join", "unblank", "indent", "drop"]),
)
def test_mutated_pages(page, seed, how):
    rng = random.Random(seed)
    rows = page.split("\n")
    if how == "shuffle":
        rng.shuffle(rows)
    elif how == "double":
        rows = [row for row in rows for _ in range(rng.choice((1, 1, 2)))]
    elif how == "cut":
        rows = [part for row in rows for at in [rng.randint(0, len(row))] for part in (row[:at], row[at:])]
    elif how == "join":
        rows = ["".join(rows[at : at + rng.randint(1, 3)]) for at in range(0, len(rows), 2)]
    elif how == "unblank":
        rows = [row for row in rows if row.strip()]
    elif how == "indent":
        rows = [" \t\u3000"[rng.randint(0, 2)] * rng.randint(0, 3) + row + "  " for row in rows]
    else:
        rows = [row for row in rows if rng.random() < 0.6]
    check("\n".join(rows))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "小麦进入抽穗期",
                "夏收结束",
                "——访某大学教授",
                "人民时评",
                "本报记者 王小鑫",
                "（上接第一版）",
                "阅读提示",
                "王 力摄",
                "2025年7月10日",
                "图为游客在购物。",
            ]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_headings_only(rows):
    check("\n\n".join(rows))


def test_one_line_of_100_000_characters():
    check("本报讯（记者王小鑫）" + "昨天，全市中小学开学，孩子们走进教室。" * 5300)
