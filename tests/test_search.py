"""Search in the terminal: what a token is, what a query means, and that every string is found, and nothing else."""

import datetime
import hashlib
import json
import random
import re
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from unittest import mock

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search import invented
from search.laid import MANY, grep, lay, scores, whole_index

from builder import search as searching
from builder.errors import ContentFault
from builder.lexicon import lexicon
from builder.search import (
    Document,
    chunks,
    engine,
    indexer,
    patch,
    postings,
    query,
    segments,
    shares,
    trees,
    words,
)
from builder.search import numbers as numbers_
from builder.search.reader import Reader

ARTICLES = invented.documents(120, days=84)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A folder with the index of ARTICLES."""
    return lay(ARTICLES, tmp_path_factory.mktemp("site"), few=MANY)


def found(site: Path, wish: str, **options) -> searching.Results:
    return searching.search(site, wish, **{"limit": 1000, **options})


# --- Words -----------------------------------------------------------------------------------------------------------

CASES = json.loads(Path(__file__).with_name("search").joinpath("tokens.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), CASES["fold"])
def test_a_character_is_folded_and_nothing_moves(text, folded):
    assert words.fold(text) == folded
    assert len(folded.encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_folding_twice_changes_nothing():
    every = "".join(map(chr, words.folds().values()))
    assert words.fold(every) == every


@pytest.mark.parametrize(("text", "pieces"), CASES["pieces"])
def test_a_run_of_letters_and_numbers_is_made_of_pieces(text, pieces):
    assert words.pieces.findall(words.fold(text)) == pieces


@pytest.mark.parametrize(("wish", "strings"), CASES["queries"])
def test_a_query_is_a_list_of_strings(wish, strings):
    assert [("-" if part.without else "") + part.text for part in query.parsed(wish)] == strings


def test_every_word_of_the_dictionary_that_stands_in_a_text_is_a_token():
    known = words.dictionary()
    for article in ARTICLES[:20]:
        text = words.fold("".join(article.paragraphs))
        expected = {
            text[start:end] for start in range(len(text)) for end in range(start + 2, start + 12)
            if text[start:end] in known.frequencies
        }
        tokens = words.tokens(text, known)
        assert {token for token in tokens if len(token) > 1 and not token.isascii()} == expected


def test_the_dictionary_is_jiebas():
    known, source = words.dictionary(("端云混合",)), lexicon(("端云混合",))
    assert known.total == source.total
    assert {word for word, frequency in source.FREQ.items() if frequency and re.fullmatch(f"[{words.HAN}]+", word)
            and words.fold(word) == word and known.frequencies.get(word) != frequency} == set()
    assert (known.frequencies["端云混合"], known.frequencies.get("台湾"), known.frequencies.get("臺灣")) == (
        source.FREQ["端云混合"], source.FREQ["台湾"], None)


def test_a_run_of_characters_is_cut_as_jieba_cuts_it():
    known, tokenizer = words.dictionary(), jieba.Tokenizer()
    beginnings = {word[:end]: 0 for word in known.frequencies for end in range(1, len(word))}
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = beginnings | known.frequencies, known.total, True
    source = random.Random(7)
    for _ in range(1500):
        text = "".join(source.choices(invented.WORDS, k=source.randint(1, 5)))
        text = "".join(filter(words.glyphs.match, words.fold(text)))
        standing = {text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1)}
        own = {word: known.frequencies[word] for word in standing & known.frequencies.keys()}
        assert words.route(text, own, known.total) == list(tokenizer.cut(text, HMM=False))
        assert words.printed(text, known) == list(tokenizer.cut(text, HMM=False))


def test_a_headline_is_cut_as_it_is_printed():
    known = words.dictionary()
    assert words.printed("臺灣同胞讀AI新聞，４K", known) == ["臺灣同胞", "讀", "AI", "新聞", "，４K"]
    assert words.printed("", known) == []


# --- Chunks ----------------------------------------------------------------------------------------------------------

def test_numbers_survive_packing():
    source = random.Random(3)
    for size in (0, 1, 2, 3, 50, 1000):
        for top in (1, 2, 90, 10_000, 30_000_000):
            numbers = [source.randrange(top) for _ in range(size)]
            counts = [source.randint(1, 40) for _ in range(size)]
            assert numbers_.unpacked(numbers_.packed(numbers)) == numbers
            pairs = numbers_.unpacked(numbers_.packed(numbers, counts), counted=True)
            assert (pairs[::2], pairs[1::2]) == (numbers, counts)
            lows = [source.randrange(12) for _ in numbers]
            small = [number % 5000 for number in numbers]
            assert list(numbers_.unstreamed(numbers_.stream(small, lows), lows)) == small


def test_keys_survive_packing_in_the_order_of_javascript():
    keys = sorted({"", " ", "a", "中", "中国", "中国人", "𠮷", "𠮷田", "𠮸", "\ufffd", "国 "} - {""}, key=trees.order)
    assert keys.index("𠮷") < keys.index("\ufffd")
    assert chunks.unfronted(postings.fronted(keys, [(0, len(keys))], " ")[0].split(" ")) == keys


def test_the_same_articles_give_the_same_bytes_in_any_order():
    shuffled = ARTICLES[:]
    random.Random(5).shuffle(shuffled)
    assert dict(searching.index_of(shuffled)) == dict(searching.index_of(ARTICLES))


def test_what_a_day_holds_is_what_a_search_in_quotes_finds_there(tmp_path):
    odd = [replace(paper("正文", number, "2025-03-20"), title=title)
           for number, title in enumerate(("“快车”上路？", "增长33%", "2.5B与 𠮷", "鲁", '"快车"上路'), 1)]
    reader = searching.Reader(lay([*ARTICLES, *odd], tmp_path, few=MANY))
    for article in [*ARTICLES[::9], *odd[:-1]]:
        found = searching.search(reader, f'"{article.title}"', from_=article.date, to=article.date, limit=1000)
        assert searching.holding(reader, article.title, article.date) == {one.url for one in found.results if one.exact}
        assert article.url in searching.holding(reader, article.title, article.date)
        assert searching.holding(reader, article.title, "1999-01-01") == set()
    assert searching.holding(reader, odd[-1].title, odd[-1].date) == {odd[-1].url}
    assert searching.holding(reader, "长33%", odd[1].date) == {odd[1].url}
    assert searching.holding(reader, "增长3", odd[1].date) == set()


@pytest.mark.parametrize(("date", "last", "cell"), [
    ("2024-12-31", "2025-01-01", "2024"), ("2025-01-01", "2025-06-30", "2025-q1"),
    ("2025-04-30", "2025-06-01", "2025-04"), ("2025-06-10", "2025-06-30", "2025-06-1"),
    ("2025-06-20", "2025-06-30", "2025-06-2"), ("2025-06-30", "2025-06-30", "2025-06-3"), ("", "2025-06-30", "undated"),
])
def test_an_articles_cell_depends_on_dates_alone(date, last, cell):
    assert segments.cell(date, last) == cell


def test_past_cells_of_one_grain_are_one_segment_and_the_last_third_its_own():
    days = [datetime.date(2022, 11, 1) + datetime.timedelta(day) for day in range(967)]  # until 2025-06-24
    articles = [replace(ARTICLES[0], date=day.isoformat()) for day in days for _ in range(56)]
    assert [(name, len(own) // 56) for name, own in segments.segments(articles)] == [
        ("2022", 61 + 365 + 366), ("2025-q1", 90), ("2025-04", 61), ("2025-06-1", 20), ("2025-06-3", 4)]


def test_an_added_edition_rewrites_the_last_segment_only(tmp_path):
    before = lay(ARTICLES, tmp_path / "before", few=MANY)
    after = lay([*ARTICLES, paper("新的一天", date="2025-03-28")], tmp_path / "after", few=MANY)
    names = sorted(path.name for path in (before / "search").iterdir() if path.is_dir() and path.name != "words")
    assert len(names) > 2
    for name in names[:-1]:
        for path in (before / "search" / name).iterdir():
            assert path.read_bytes() == (after / "search" / name / path.name).read_bytes()


def test_workers_give_the_same_bytes(monkeypatch):
    monkeypatch.setattr(indexer, "BLOCK", 16)
    with ProcessPoolExecutor(2) as executor:
        assert dict(searching.index_of(ARTICLES, executor=executor)) == dict(searching.index_of(ARTICLES))


@pytest.mark.parametrize("articles", [
    ARTICLES, ARTICLES[:3], [],
    [replace(article, title="Plain words", heads=(), authors=(), paragraphs=(f"{number} 中 of 国, 𠮷 𠮷 and ｶ",))
     for number, article in enumerate(ARTICLES[:5])],
], ids=["many", "few", "none", "hardly a Han character"])
@pytest.mark.parametrize("made", ["with numpy", "without"])
def test_regions_that_are_reduced_apart_give_the_same_bytes(monkeypatch, articles, made):
    if made == "without":
        monkeypatch.setattr(engine, "chosen", lambda: postings)
    whole = dict(searching.index_of(articles))
    monkeypatch.setattr(indexer, "LARGE", -1)
    monkeypatch.setattr(indexer, "BLOCK", 7)
    monkeypatch.setattr(shares, "LETTERS", 1000)
    assert dict(searching.index_of(articles)) == whole


def test_numpy_gives_the_same_bytes(monkeypatch):
    fast = pytest.importorskip("builder.search.fast", reason="numpy is not installed: the index is made without it")
    own = dict(searching.index_of(ARTICLES))
    monkeypatch.setattr(fast.arrays, "SLICE", 1000)
    assert dict(searching.index_of(ARTICLES)) == own
    monkeypatch.setattr(engine, "chosen", lambda: postings)
    assert dict(searching.index_of(ARTICLES)) == own


# --- What stands -----------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def whole():
    """The files of the index of ARTICLES, in small segments."""
    with mock.patch.object(segments, "FEW", MANY):
        return dict(searching.index_of(ARTICLES))


def again(articles: list[Document], before: dict[str, bytes], was: list[Document] = ARTICLES,
          damaged: tuple[str, ...] = ()) -> tuple[dict[str, bytes], set[str], list[str]]:
    """The index of `articles` where that of `was` stands: its files, those made anew, the articles read."""
    texts, read = {article.url: article for article in articles}, []

    def documents(wanted):
        read.extend(one.url for one in wanted)
        return [texts[one.url] for one in wanted]

    standing = searching.Standing([*map(searching.entry, was)], [path for path in before if path not in damaged],
                                  before.__getitem__)
    with mock.patch.object(segments, "FEW", MANY):
        made = dict(searching.index(map(searching.entry, articles), documents, standing=standing))
    files = {path: before[path] if content is None else content for path, content in made.items()}
    return files, {path for path, content in made.items() if content is not None}, read


def clean(articles: list[Document]) -> dict[str, bytes]:
    with mock.patch.object(segments, "FEW", MANY):
        return dict(searching.index_of(articles))


def test_where_nothing_changed_nothing_is_read_and_no_dictionary(whole, monkeypatch):
    monkeypatch.setattr(indexer, "dictionary", None)
    files, made, read = again(ARTICLES, whole)
    assert (files, made, read) == (whole, {"search/manifest.js"}, [])


def test_an_added_edition_leaves_the_older_segments_as_they_stand(whole):
    articles = [*ARTICLES, paper("新的一天，龘靐", date="2025-03-28")]
    files, made, read = again(articles, whole)
    assert files == clean(articles)
    assert len({path.split("/")[1] for path in made if path.count("/") == 2} - {"words"}) == 1
    assert len(read) < 40


def test_what_is_gone_is_not_in_the_index(whole):
    files, _, _ = again(ARTICLES[:60], whole)
    assert files == clean(ARTICLES[:60])


def test_a_segment_whose_files_cannot_be_relied_on_is_made_anew(whole):
    path = next(path for path in whole if path.endswith("letters.js"))
    files, made, _ = again(ARTICLES, whole, damaged=(path,))
    assert files == whole
    assert path in made


SMALL = invented.documents(40, seed=3, days=20)
ANY = st.text(st.sampled_from("中国发展锂矿湖南的，。a1.5GB發𠮷🚀龘\n ") | st.characters(codec="utf-8"), max_size=40)


@pytest.fixture(scope="module")
def crumbs():
    """Chunks of a few keys, so that they split and join."""
    with mock.patch.multiple(chunks, TERMS=300, PLACES=3_000, TEXTS=2_500):
        return clean(SMALL)


@st.composite
def edits(draw) -> list[Document]:
    """SMALL, with one or two articles edited."""
    articles = SMALL[:]
    for number in draw(st.lists(st.integers(0, len(articles) - 1), min_size=1, max_size=2, unique=True)):
        article = articles[number]
        field = draw(st.sampled_from(("title", "kicker", "heads", "authors", "page", "text", "text", "text", "text")))
        if field in ("title", "kicker"):
            article = replace(article, **{field: draw(ANY)})
        elif field in ("heads", "authors"):
            article = replace(article, **{field: tuple(draw(st.lists(ANY, max_size=3)))})
        elif field == "page":
            article = replace(article, page="09")
        else:
            paragraphs = list(article.paragraphs)
            at = draw(st.integers(0, len(paragraphs) - 1))
            start = draw(st.integers(0, len(paragraphs[at])))
            end = draw(st.sampled_from((start, start + 1, start + 2, start + 30, len(paragraphs[at]))))
            paragraphs[at] = paragraphs[at][:start] + draw(ANY) + paragraphs[at][end:]
            if draw(st.integers(0, 5)) == 0:
                del paragraphs[at]
            article = replace(article, paragraphs=tuple(paragraphs))
        articles[number] = article
    return articles


@settings(max_examples=40)
@given(articles=edits())
def test_an_index_patched_is_the_index_made_anew(crumbs, articles):
    with mock.patch.multiple(chunks, TERMS=300, PLACES=3_000, TEXTS=2_500):
        files, _, _ = again(articles, crumbs, SMALL)
        assert files == clean(articles)


def test_a_corrected_character_costs_a_few_chunks_and_no_dictionary(whole, monkeypatch):
    paragraphs = list(ARTICLES[7].paragraphs)
    paragraphs[-1] = paragraphs[-1][:5] + "业" + paragraphs[-1][6:]
    articles = [*ARTICLES[:7], replace(ARTICLES[7], paragraphs=tuple(paragraphs)), *ARTICLES[8:]]
    expected = clean(articles)
    monkeypatch.setattr(indexer, "dictionary", None)
    monkeypatch.setattr(patch, "dictionary", None)
    files, made, read = again(articles, whole)
    assert files == expected
    assert read == [ARTICLES[7].url]
    assert {path.split("/")[1] for path in made} == {"2025-01", "manifest.js"}
    assert len(made) < 30


def test_no_word_of_the_dictionary_is_longer_than_a_patch_looks():
    assert max(map(len, words.dictionary().frequencies)) <= patch.LONGEST


FIELD = st.lists(ANY, max_size=3).map(tuple)


@given(st.lists(st.tuples(ANY, FIELD, FIELD, FIELD), min_size=1, max_size=4))
def test_numpy_makes_the_same_of_any_articles(texts):
    fast = pytest.importorskip("builder.search.fast", reason="numpy is not installed: the index is made without it")
    articles = [Document("", "", "", title, "", *others) for title, *others in texts]
    own = statistics(postings, articles)
    assert statistics(fast, articles) == own
    assert own["pairs"] == values(postings.block(articles, ()).pairs)


@pytest.mark.parametrize("low", [0, 5, 30])
def test_numpy_writes_any_numbers(low):
    fast = pytest.importorskip("builder.search.fast", reason="numpy is not installed: the index is made without it")
    source = random.Random(low)
    numbers = [source.randrange(1 << source.randrange(low + 1, 40)) for _ in range(200)]
    parts = [(0, 0), (0, 1), (1, 90), (90, 90), (90, 200)]
    assert fast.streams(numbers, parts, low) == postings.streams(numbers, parts, low)


def statistics(made, articles: list[Document]) -> dict:
    """What a module makes of articles in two blocks, and what chunks hold of them."""
    names, half = ("中个乾", "當了"), len(articles) // 2
    blocks = [made.block(some, names) for some in (articles[:half], articles[half:])]
    pairs = made.joined([(0, blocks[0].pairs), (sum(blocks[0].slots) * postings.SLOT, blocks[1].pairs)])
    terms = [(first, replace(block.terms, vocabulary=made.named(block.terms, 0, len(block.terms.fields))))
             for first, block in zip((0, half), blocks, strict=True) if len(block.terms.fields)]
    return values({
        "blocks": [[block.lengths, block.slots, sorted(block.letters), block.variants, block.pairs, block.runs]
                   for block in blocks],
        "pairs": pairs, "numbers": made.numbered(pairs), "sums": made.summed(pairs.sizes, lambda size: size * 2),
        "terms": made.packed_terms(terms, names),
        "bounds": [made.bounds(block.terms, [0, 0x5000 << 32]) for block in blocks],
    })


def values(thing):
    """Statistics in lists and numbers of Python."""
    if is_dataclass(thing):
        return {field.name: values(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, dict):
        return {key: values(value) for key, value in thing.items()}
    if isinstance(thing, str):
        return thing
    return [values(own) for own in thing] if isinstance(thing, Iterable) else int(thing)


def test_the_vendored_lunr_is_the_one_its_note_names():
    folder = Path(__file__).parent.parent / "templates" / "assets" / "vendor" / "lunr"
    digest = hashlib.sha256((folder / "lunr.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text("utf-8")


# --- Finding ---------------------------------------------------------------------------------------------------------

def test_every_string_is_found_and_nothing_else(site):
    texts = ["".join(words.fold(text) for text in article.paragraphs) for article in ARTICLES]
    source, tried = random.Random(11), 0
    while tried < 120:
        text = source.choice(texts)
        start, size = source.randrange(len(text)), source.randint(1, 9)
        string = text[start:start + size]
        if not words.strings.fullmatch(string):
            continue
        tried += 1
        expected = grep(ARTICLES, string)
        results = found(site, string)
        got = {result.url for result in results.results if result.exact}
        assert (string, got) == (string, expected)
        assert results.total == len(results.results)


def test_every_quoted_string_is_found_with_its_punctuation(site):
    source = random.Random(12)
    for _ in range(50):
        text = words.fold(source.choice(source.choice(ARTICLES).paragraphs))
        start = source.randrange(len(text))
        string = text[start:start + source.randint(2, 9)].strip()
        if len(string) > 1 and not any(quote in string for quote in '"“”'):
            got = {result.url for result in found(site, f'"{string}"').results if result.exact}
            assert (string, got) == (string, grep(ARTICLES, string))


def test_every_title_finds_its_own_article_first(site):
    for article in ARTICLES:
        assert found(site, article.title, limit=1).results[0].url == article.url


@pytest.mark.parametrize(("wish", "text"), [
    ("33%", "增长33%。"), ("12.33%", "为12.33%，"), ("4.9亿吨", "达4.9亿吨的"), ("2.5b", "参数2.5B左右"),
    ("GB/T 7714", "按GB/T 7714著录"), ("iphone", "新款iPhone16上市"), ("iPhone16", "新款iPhone16上市"),
    ("16", "新款iPhone16上市"), ("CPI", "核心CPI上涨"), ("核心CPI", "核心CPI上涨"), ("PM2.5", "ＰＭ２．５浓度"),
    ("发展", "發展經濟"), ("發展", "发展经济"), ("9—12月", "9-12月"), ("鲁迅", "鲁迅"), ("段", "段简"),
    ("𠮷田", "𠮷田望"), ("🚀", "长征🚀"), ("“来，看”", "他说：来，看！"), ("中国 长江", "长江在中国"), ("№5", "№5"),
    ("C++", "用C++写"),
    ("AT&T", "AT&T公司"),
])
def test_is_found(tmp_path, wish, text):
    lay([paper(text), paper("别的文字", 2)], tmp_path)
    results = found(tmp_path, wish)
    assert [(result.url, result.exact) for result in results.results] == [("2025-01-01/01/01.html", True)]


@pytest.mark.parametrize(("wish", "text"), [
    ("33%", "为12.33%，"), ("phone", "新款iPhone16上市"), ("1", "新款iPhone16上市"), ("CP", "核心CPI上涨"),
    ("发展", "出发，展开"), ("4.9", "14.9亿吨"), ("“来看”", "他说：来，看！"), ("外星人", "地球人"), ("龘", "龙"),
])
def test_is_not_found(tmp_path, wish, text):
    lay([paper(text)], tmp_path)
    assert not [result for result in found(tmp_path, wish).results if result.exact]


def test_a_match_lies_within_one_paragraph(tmp_path):
    lay([paper("到此为止", paragraphs=("前一段以人工", "智能开头的一段"))], tmp_path)
    assert found(tmp_path, "人工智能").total == 0
    assert found(tmp_path, "工智").results[0].exact is False
    assert found(tmp_path, "一段以人工").results[0].exact is True


def test_without_the_string_articles_with_all_words_then_with_any(tmp_path):
    lay([paper("湖南的锂矿"), paper("湖南的农业", 2), paper("天气", 3)], tmp_path)
    assert [(result.url[-7:-5], result.exact) for result in found(tmp_path, "湖南锂矿").results] == [("01", False)]
    assert {result.url[-7:-5] for result in found(tmp_path, "农业锂矿").results} == {"01", "02"}
    assert found(tmp_path, "外星人").total == 0


def test_minus_is_without(tmp_path):
    lay([paper("湖南的锂矿"), paper("湖南的农业", 2), paper("湖南的锂和矿", 3)], tmp_path)
    assert {result.url[-7:-5] for result in found(tmp_path, "湖南 -锂矿").results} == {"02", "03"}
    assert {result.url[-7:-5] for result in found(tmp_path, "湖南 -的锂").results} == {"02"}
    assert found(tmp_path, "-锂矿").total == 0


def test_what_minus_leaves_out_is_not_offered_as_near(tmp_path):
    lay([paper("湖南的锂矿"), paper("湖南有锂矿", 2), paper("湖南有农业", 3)], tmp_path)
    assert found(tmp_path, "湖南的锂矿 -的锂").total == 0
    assert {result.url[-7:-5] for result in found(tmp_path, "湖南锂矿 -的").results} == {"02"}


def test_filters(site):
    every = found(site, "发展")
    for options, keep in (
        ({"from_": "2025-01-10"}, lambda result: result.date >= "2025-01-10"),
        ({"to": "2025-01"}, lambda result: result.date <= "2025-01-31"),
        ({"from_": "2025-01-05", "to": "2025-01-20"}, lambda result: "2025-01-05" <= result.date <= "2025-01-20"),
        ({"page": "2"}, lambda result: result.page == "02"),
        ({"author": "段简"}, lambda result: "段简" in result.authors),
        ({"author": "anna  li"}, lambda result: "Anna Li" in result.authors),
    ):
        expected = [result.url for result in every.results if keep(result)]
        assert expected
        assert [result.url for result in found(site, "发展", **options).results] == expected


def test_pages_of_results_continue_each_other(site):
    every = found(site, "发展")
    assert every.total == len(every.results) > 20
    for offset in range(0, every.total, 7):
        assert found(site, "发展", limit=7, offset=offset).results == every.results[offset:offset + 7]


def test_equal_scores_newer_first_then_by_url(tmp_path):
    papers = (2, "2025-01-01"), (1, "2025-01-01"), (1, "2025-01-02")
    lay([paper("同样的字", number, date) for number, date in papers], tmp_path)
    assert [result.url for result in found(tmp_path, "同样").results] == [
        "2025-01-02/01/01.html", "2025-01-01/01/01.html", "2025-01-01/01/02.html",
    ]


@pytest.mark.parametrize("wish", [*invented.ODD, "\ud83d"])
def test_nothing_typed_throws(site, wish):
    found(site, wish)


def test_an_archive_without_articles_is_searched_in_vain(tmp_path):
    lay([], tmp_path)
    assert found(tmp_path, "锂矿") == searching.Results("锂矿", ("锂", "矿"), 0, ())


def test_the_archives_own_words_are_words(tmp_path):
    lay([paper("端云混合是一种办法")], tmp_path, words=("端云混合",))
    assert found(tmp_path, "端云混合").terms == ("端云混合",)


def test_a_snippet_begins_at_a_stop_and_shows_the_hit(tmp_path):
    lay([paper("起" * 60 + "，从这里开始有锂矿的消息。" + "完" * 200)], tmp_path)
    shown = found(tmp_path, "锂矿").results[0].snippet
    assert [part.text for part in shown[:3]] == ["…", "从这里开始有", "锂矿"]
    assert shown[2].hit
    assert shown[-1].text == "…"


# --- Scores ----------------------------------------------------------------------------------------------------------

def test_scores_are_those_of_a_whole_lunr_index(site):
    index = whole_index(ARTICLES)
    source, compared = random.Random(13), 0
    vocabulary = [word for word in invented.WORDS if len(word) > 1]
    while compared < 200:
        wish = " ".join(source.sample(vocabulary, source.randint(1, 3)))
        results = found(site, wish)
        if not results.total:
            continue
        compared += 1
        expected = scores(index, results.terms)
        assert {result.url: result.score for result in results.results} == {
            result.url: expected[result.url] for result in results.results
        }


# --- Faults ----------------------------------------------------------------------------------------------------------

def test_a_site_without_an_index(tmp_path):
    with pytest.raises(ContentFault) as fault:
        found(tmp_path, "锂矿")
    assert str(fault.value) == f"{tmp_path}: the site has no search index\n    Build the site first: banmian build"


@pytest.mark.parametrize("damage", [
    lambda text: text[:len(text) // 2], lambda text: "", lambda text: text.replace('"stamp":"', '"stamp":"x'),
    lambda text: "banmian.load(1);",
])
def test_a_damaged_chunk_is_named(tmp_path, damage):
    folder = lay([paper("湖南的锂矿")], tmp_path)
    for path in folder.glob("search/*/t*.js"):
        path.write_text(damage(path.read_text("utf-8")), "utf-8")
    with pytest.raises(ContentFault, match="is missing or damaged\n    Build the site again: banmian build"):
        found(tmp_path, "锂矿")


def test_a_list_of_pairs_whose_counts_only_add_up_is_damaged():
    """One first character with no pair and one with two: as many as there are, but not where they are."""
    numbers = [numbers_.packed(counts) for counts in ([0, 2], [5, 6], [])]
    with pytest.raises(ValueError, match="damaged"):
        chunks.pairs_in({"keys": ["湖锂", *numbers], "sizes": ""})


@given(st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_character_that_is_another_gives_results_or_a_sentence(whole_site, dice):
    path = dice.choice([whole_site / "search" / "manifest.js", *sorted(whole_site.glob("search/[!w]*/*.js"))])
    before = path.read_bytes()
    text, place = before.decode("utf-8"), dice.randrange(len(before.decode("utf-8")))
    path.write_text(text[:place] + chr(dice.randrange(0x21, 0x7F)) + text[place + 1:], "utf-8")
    try:
        for wish in ("锂矿", "湖南的锂矿", "“，有”", "2.5B", "段简"):
            with suppress(ContentFault):
                found(whole_site, wish, author="段简" if place % 2 else None)
    finally:
        path.write_bytes(before)


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory):
    return lay([*ARTICLES[:20], paper("湖南的锂矿，有2.5B。", 99)], tmp_path_factory.mktemp("whole"))


def test_a_place_behind_the_last_article_is_damage(tmp_path):
    folder = lay([paper("湖南的锂矿")], tmp_path)
    [path] = folder.glob("search/*/places.js")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'"sizes": ?"[^"]*"', f'"sizes":"{numbers_.packed([0])}"', text), "utf-8")
    assert path.read_text("utf-8") != text
    with pytest.raises(ContentFault, match="this part of the search index is missing or damaged"):
        Reader(folder).segments[0].places("南的")


@pytest.mark.parametrize(("name", "key", "column", "read"), [
    ("authors", r'"authors": ?\{', f'"authors":{{"{chunks.name_of("段简")}":"{numbers_.packed([7])}",',
     lambda segment: segment.articles_by("段简")),
    ("columns", r'"lengths": ?\["[^"]*"', f'"lengths":["{numbers_.packed([3, 3])}"', lambda segment: segment.lengths),
    ("places", r'"sizes": ?"[^"]*"', f'"sizes":"{numbers_.packed([3, 3, 3, 3])}"', lambda segment: segment.starts),
])
def test_an_article_behind_the_last_one_is_damage(tmp_path, name, key, column, read):
    folder = lay([paper("湖南的锂矿"), paper("锂矿", 2), paper("湖南", 3)], tmp_path)
    [path] = folder.glob(f"search/*/{name}.js")
    text = path.read_text("utf-8")
    path.write_text(re.sub(key, column, text, count=1).replace(",}", "}"), "utf-8")
    assert path.read_text("utf-8") != text
    with pytest.raises(ContentFault, match="this part of the search index is missing or damaged") as fault:
        read(Reader(folder).segments[0])
    assert str(fault.value.__cause__) in ("an article that is none", "a column of other articles")


def test_a_missing_chunk_is_named(tmp_path):
    folder = lay([paper("湖南的锂矿")], tmp_path)
    for path in folder.glob("search/*/t*.js"):
        path.unlink()
    with pytest.raises(ContentFault, match=r"t[0-9a-f]+\.js: this part of the search index is missing or damaged"):
        found(tmp_path, "锂矿")


def test_an_index_of_another_version(tmp_path):
    path = lay([paper("湖南的锂矿")], tmp_path) / "search" / "manifest.js"
    path.write_text(path.read_text("utf-8").replace('"format":', '"format":9'), "utf-8")
    with pytest.raises(ContentFault, match="is of another version\n    Build the site again: banmian build"):
        found(tmp_path, "锂矿")


def paper(text: str, number: int = 1, date: str = "2025-01-01", paragraphs: tuple[str, ...] = ()) -> Document:
    return Document(f"{date}/01/{number:02}.html", date, "01", "", "", (), (), paragraphs or (text,))
