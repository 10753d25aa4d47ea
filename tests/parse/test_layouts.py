"""The pages that the parser is fitted and measured on (tests/evaluation): what is laid out can be read so."""

import random
from collections import Counter

import pytest

from builder import parse
from builder.parse.lines import lines

SENTENCES = (
    "{place}{office}昨天重新开门，{story}。",
    "{sky}，{wind}，{warm}，{street}两旁的梧桐落了一地叶子。",
    "记者在{street}看到，{good}每公斤{1-20}元，比上周便宜，来买的人排到了门外。",
    "“{hall}要放《{film}》，”{who}说，“我们全家都去看。”",
)


def articles(papers, rng: random.Random) -> list[dict]:
    """Invented articles as a corpus has them: all that a headline, a byline, a photo can be."""
    found = []
    for number in range(30):
        voice = papers.Voice(rng)
        paragraphs = ["".join(voice.say(rng.choice(SENTENCES)) for _ in range(rng.randint(1, 4))) for _ in range(9)]
        if number % 3 == 0:
            paragraphs[0] = "本报安平7月9日电　（记者苏木）" + paragraphs[0]
        photo = {"caption": voice.say("{place}{office}门前，人们在等候开门。"), "credit": voice.say("{who}摄")}
        found.append({
            "date": f"2031-03-0{number % 3 + 1}", "page": "01", "page_name": "要闻",
            "title": voice.say("{story}") + rng.choice(("", "  {}归来", "（记者观察）")).format(voice.say("{team}")),
            "kicker": voice.say("{topic}") if number % 2 else "",
            "deck": voice.say("——访{place}{office}站长{who}") if number % 5 == 0 else "",
            "byline": "本报记者  苏  木  林望舒" if number % 3 else "",
            "paragraphs": paragraphs[: rng.randint(2, 9)],
            "subheads": [voice.say("{short}{room}")] if number % 4 == 0 else [],
            "photos": [photo] * (number % 4),
        })  # fmt: skip
    news = ["渔船驶出白沙港。", "连日来，白沙港每天有三十艘渔船出海。", "高树摄"]
    return [*found, *({**found[number], "paragraphs": news} for number in range(0, 30, 3))]


def test_what_is_invented_has_a_word_for_each_of_its_slots(room):
    papers, rng = room["papers"], random.Random(1)
    for name in papers.WORDS:
        for _ in range(60):
            assert not set("{}·") & set(papers.word(rng, name)), name


@pytest.mark.parametrize("seed", range(4))
def test_a_laid_out_page_is_a_chain_that_the_decoder_allows(room, seed):
    layout, fit = room["layout"], room["fit"]
    corpus = articles(room["papers"], random.Random(seed))
    draw = layout.plain if seed == 3 else layout.style
    for _, text, where, laid in layout.pages(corpus, 15, seed, layout.traditional(), draw):
        filled = [line for line in lines(text) if line.text.strip()]
        assert [line.number for line in filled] == sorted(where)
        rows = [where[line.number] for line in filled]
        assert [line.text.strip() for line in filled] == [row.text for row in rows]
        assert fit.legal(fit.places(rows)) == ""
        assert len({row.article for row in rows if row.article}) == len(laid.gold)
        assert len(parse.read(text).labels) == len(rows)


WRITTEN = """\
furniture|白沙晚报 2031年3月4日

title^|渔港开海
deck|三十条船　天亮前出发
body|　　本报讯　白沙港昨天开海，三十
body more|条渔船天亮前就出发了，码头上站满
caption|渔船驶出白沙港。
credit|高　树摄
body more|了送行的人。
body|　　今年的休渔期比去年长十天。

body^|　　县图书馆自即日起每晚九点闭馆。
furniture|责任编辑　苏　木
"""


def test_a_written_page_is_its_lines_and_what_they_are(room):
    text, where = room["written"].rows(WRITTEN)
    assert text.splitlines()[2:5] == ["渔港开海", "三十条船　天亮前出发", "　　本报讯　白沙港昨天开海，三十"]
    assert room["fit"].places([where[number] for number in sorted(where)]) == [
        "furniture'", "title^", "deck", "lead~", "body more~", "caption~", "credit~", "body more", "body", "body^",
        "furniture",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_written_page_keeps_what_it_says_in_another_style(room, seed):
    layout, written, fit = room["layout"], room["written"], room["fit"]
    _, where = written.rows(WRITTEN)
    rows = written.whole(list(where.values()))
    assert [row.text for row in rows[3:6]] == [
        "本报讯　白沙港昨天开海，三十条渔船天亮前就出发了，码头上站满", "渔船驶出白沙港。", "高　树摄",
    ]  # fmt: skip
    look = layout.Style(width=(0, 12, 19)[seed], indent=seed == 1, punctuation="full")
    text, again = written.laid_out(rows, random.Random(seed), look, {}).text()
    assert fit.legal(fit.places([again[number] for number in sorted(again)])) == ""
    assert _told(again, "body", "body more") == _told(where, "body", "body more")
    assert [row.text for row in again.values() if row.role == "deck"] == ["三十条船　天亮前出发"]
    assert max(map(len, text.splitlines())) <= (60, 14, 21)[seed]


def test_a_boxs_beginning_gains_and_its_lines_cost(room):
    known = Counter({("body", "box"): 5.0, ("body", "caption"): 1.0})
    steps, _ = room["fit"].leaning_to_boxes((known, Counter()), 0.5, 0.1)
    assert (steps["body", "box"], steps["body", "caption"], steps["body~", "box~"]) == (55.0, 1.0, 50.0)
    assert (steps["box", "box text"], steps["box text", "box more"]) == (-10.0, -10.0)
    assert not {("box", "box"), ("kicker", "box"), ("box text", "body")} & steps.keys()


def _told(where, *roles) -> str:
    return "".join("".join(row.text.split()) for _, row in sorted(where.items()) if row.role in roles)


def test_the_written_pages_are_chains_that_the_decoder_allows(room):
    written, fit = room["written"], room["fit"]
    files = sorted(written.PAGES.glob("*.txt"))
    assert len(files) >= 1363
    for file in files:
        _, where = written.rows(file.read_text(encoding="utf-8"))
        assert fit.legal(fit.places([where[number] for number in sorted(where)])) == "", file
    kept = sorted(written.PAGES.with_name("kept").glob("*.txt"))
    assert len(kept) >= 194
    assert not {file.read_bytes() for file in files} & {file.read_bytes() for file in kept}
    for file in kept:
        _, where = written.rows(file.read_text(encoding="utf-8"))
        assert fit.legal(fit.places([where[number] for number in sorted(where)])) == "", file
    pages = written.pages([file.read_text(encoding="utf-8") for file in files], 60, 1, room["layout"].traditional())
    for _, where in pages:
        assert fit.legal(fit.places([where[number] for number in sorted(where)])) == ""
