"""Search in Chromium: the API and the search page, from file:// and under a sub-path over http."""

import json
import random
import re
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import expect
from search import invented
from search.laid import ASSETS, MANY, grep, lay, serialized, whole_index

from builder import build
from builder import search as searching
from builder.errors import ContentFault
from builder.search import chunks, numbers, trees, words

ARTICLES = invented.documents(120, days=84)
CASES = json.loads(Path(__file__).with_name("search").joinpath("tokens.json").read_text("utf-8"))
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def laid(tmp_path_factory):
    """A folder with the index of ARTICLES and an empty page that loads search.js."""
    return lay(ARTICLES, tmp_path_factory.mktemp("site"), few=MANY)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The repository's own archive, built."""
    folder = tmp_path_factory.mktemp("shipped") / "site"
    build.build(ROOT / "content", folder)
    return folder


def answer(tab, wish, **options):
    return tab.evaluate("([wish, options]) => banmian.search(wish, options)", [wish, options])


# --- The API ---------------------------------------------------------------------------------------------------------

def test_browser_and_terminal_agree(page, laid):
    page.goto((laid / "api.html").as_uri())
    source = random.Random(21)
    texts = [text for article in ARTICLES for text in article.paragraphs]
    wishes = ["", "\0", "🚀", "𠮷田", "𠮷", "-发展", "GB/T 7714", "33%", "12.33%", "核心CPI", "“，发展”",
              "習慣", "外星人锂矿", "锂矿 -湖南", "湖南的锂矿 -的", "发展的 -发展"]
    wishes += [" ".join(source.sample(invented.WORDS, source.randint(1, 3))) for _ in range(60)]
    for _ in range(60):
        text = source.choice(texts)
        start = source.randrange(len(text))
        wishes.append(text[start:start + source.randint(1, 12)])
    for wish in wishes:
        expected = json.loads(json.dumps(asdict(searching.search(laid, wish, limit=7))))
        assert answer(page, wish, limit=7) == expected


def test_filters_agree(page, laid):
    page.goto((laid / "api.html").as_uri())
    for own, other in (
        ({"from_": "2025-01-10"}, {"from": "2025-01-10"}), ({"to": "2025-01"}, {"to": "2025-01"}),
        ({"page": "2"}, {"page": "2"}), ({"author": "anna li"}, {"author": "anna li"}),
        ({"author": "段简", "to": "2025-01-20"}, {"author": "段简", "to": "2025-01-20", "from": None, "page": None}),
    ):
        expected = json.loads(json.dumps(asdict(searching.search(laid, "发展", **own))))
        assert expected["total"]
        assert page.evaluate("options => banmian.search('发展', options)", other) == expected


def test_every_string_is_found_and_nothing_else(page, laid):
    page.goto((laid / "api.html").as_uri())
    texts = ["".join(words.fold(text) for text in article.paragraphs) for article in ARTICLES]
    source, strings = random.Random(22), []
    while len(strings) < 300:
        text = source.choice(texts)
        start = source.randrange(len(text))
        string = text[start:start + source.randint(1, 9)]
        if words.strings.fullmatch(string):
            strings.append(string)
    urls = page.evaluate("""async strings => Promise.all(strings.map(async string => {
        const {results} = await banmian.search(string, {limit: 1000});
        return results.filter(({exact}) => exact).map(({url}) => url);
    }))""", strings)
    for string, got in zip(strings, urls, strict=True):
        assert (string, set(got)) == (string, grep(ARTICLES, string))


def test_scores_are_those_of_a_whole_index_in_lunr(page, laid):
    page.goto((laid / "api.html").as_uri())
    page.add_script_tag(url=(laid / "assets/vendor/lunr/lunr.min.js").as_uri())
    page.evaluate("index => { window.whole = lunr.Index.load(index) }", serialized(whole_index(ARTICLES)))
    source = random.Random(23)
    vocabulary = [words.fold(word) for word in invented.WORDS if words.dictionary().frequencies.get(words.fold(word))]
    for _ in range(200):
        chosen = sorted(set(source.choices(vocabulary, k=source.randint(1, 4))))
        got, every, some = page.evaluate("""async terms => {
            const whole = presence => Object.fromEntries(window.whole.query(query => terms.forEach(term =>
                query.term(term, {usePipeline: false, presence}))).map(({ref, score}) => [ref, score]));
            const {results} = await banmian.search(terms.join(" "), {limit: 1000});
            return [Object.fromEntries(results.map(({url, score}) => [url, score])),
                whole(lunr.Query.presence.REQUIRED), whole(lunr.Query.presence.OPTIONAL)];
        }""", chosen)
        assert got == (every or some)


@pytest.mark.parametrize("kind", ["fold", "pieces", "queries"])
def test_both_sides_agree_on_words(page, laid, kind):
    page.goto((laid / "api.html").as_uri())
    page.evaluate("() => banmian.search('人')")
    for text, expected in CASES[kind]:
        got = page.evaluate("""async ([kind, text]) => {
            const folded = await banmian.folded(text), {pieces, parsed} = banmian.pure;
            return kind === "fold" ? folded : kind === "pieces" ? pieces(folded).map(piece => piece[0])
                : parsed(folded).map(({text, without}) => (without ? "-" : "") + text);
        }""", [kind, text])
        assert (text, got) == (text, expected)


def test_both_sides_agree_on_the_kind_of_every_character(page, laid):
    page.goto((laid / "api.html").as_uri())
    got = page.evaluate("""() => {
        const changes = [];
        for (let code = 0, before = false; code < 0x110000; code++) {
            const own = banmian.pure.wordlike(String.fromCodePoint(code));
            if (own !== before) changes.push(code);
            before = own;
        }
        return changes;
    }""")
    wordlike = [bool(words.glyphs.match(chr(code)) or words.pieces.match(chr(code))) for code in range(0x110000)]
    assert got == [code for code in range(0x110000) if wordlike[code] != (code > 0 and wordlike[code - 1])]


def test_queries_are_cut_as_in_the_terminal(page, laid):
    page.goto((laid / "api.html").as_uri())
    source, known = random.Random(24), words.dictionary()
    cases = []
    for _ in range(1500):
        text = words.fold("".join(source.choices(invented.WORDS, k=source.randint(1, 6))))
        text = "".join(filter(words.glyphs.match, text))
        standing = {text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1)}
        own = {word: known.frequencies[word] for word in standing & known.frequencies.keys()}
        cases.append([text, own, words.route(text, own, known.total)])
    got = page.evaluate("""([cases, total]) => cases.map(([text, own]) =>
        banmian.pure.route(text, new Map(Object.entries(own)), total))""", [[case[:2] for case in cases], known.total])
    assert got == [case[2] for case in cases]


@pytest.mark.parametrize("wish", invented.ODD)
def test_nothing_typed_throws(page, laid, wish):
    page.goto((laid / "api.html").as_uri())
    assert answer(page, wish)["query"] == wish


def test_a_lone_surrogate_and_no_text_at_all_do_not_throw(page, laid):
    page.goto((laid / "api.html").as_uri())
    totals = page.evaluate("""() => Promise.all([undefined, null, 5, {}, "\\ud83d", "中\\udc00国"].map(async wish =>
        (await banmian.search(wish, {limit: "x", offset: -3, from: 5, author: {}})).total))""")
    assert totals == [0] * 6


def test_it_works_from_a_page_at_any_depth_and_over_http(page, laid, served):
    for address in ((laid / "deep/deeper/api.html").as_uri(), served(laid) + "deep/deeper/api.html"):
        page.goto(address)
        assert answer(page, "发展")["total"] > 0


def test_a_reader_who_does_not_search_loads_nothing(page, laid):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((laid / "api.html").as_uri())
    page.wait_for_timeout(200)
    assert asked == ["api.html", "search.js"]


@pytest.mark.parametrize(("wish", "rounds"), [
    ("发展", 2), ("CPI", 2), ("发展 经济", 2), ("锂矿", 3), ("段简", 3),
])
def test_results_come_after_few_round_trips(page, laid, wish, rounds):
    """What a page that has begun asks for together, and what only when that has come."""
    page.goto((laid / "api.html").as_uri())
    assert page.evaluate("""async wish => {
        await banmian.search("");
        const append = document.head.append.bind(document.head);
        let rounds = 0, asked = [], total = null;
        document.head.append = script => asked.push(script);
        banmian.search(wish).then(answer => { total = answer.total; });
        for (; total === null; await new Promise(done => setTimeout(done))) {
            const loading = asked.splice(0).map(script => new Promise(done => {
                script.addEventListener("load", done);
                append(script);
            }));
            if (loading.length) rounds++;
            await Promise.all(loading);
        }
        return [total > 0, rounds];
    }""", wish) == [True, rounds]


@pytest.mark.parametrize("damage", [None, "banmian.load(", "", 'banmian.load("x",{});'])
def test_a_chunk_that_cannot_be_read_is_named_and_asked_for_again(browser, tmp_path, damage):
    folder = lay(ARTICLES[:5], tmp_path)
    tab = browser.new_page()
    chunk = next(path for path in folder.glob("search/*/t*.js") if "发展" in path.read_text("utf-8"))
    whole = {path: path.read_bytes() for path in folder.glob("search/*/t*.js")}
    for path in whole:
        path.unlink() if damage is None else path.write_text(damage, "utf-8")
    tab.goto((folder / "api.html").as_uri())
    failed = tab.evaluate("banmian.search('发展').catch(error => error.file)")
    assert failed.startswith("search/")
    assert (folder / failed).parent == chunk.parent
    for path, data in whole.items():
        path.write_bytes(data)
    assert tab.evaluate("banmian.search('发展').then(({total}) => total)") > 0
    tab.close()


NONE = f'"{chunks.name_of("段简")}":"{numbers.packed([99])}"'
SHORT = numbers.packed([3])


@pytest.mark.parametrize(("chunk", "old", "new"), [
    ("columns", r'"lengths":\[("[^"]*",?)*\]', f'"lengths":{json.dumps([SHORT] * 4)}'),
    ("columns", r'"lengths":\[("[^"]*",?)*\]', '"lengths":[]'),
    ("columns", r'"lengths":\["', '"lengths":["~~~'),
    ("columns", r'"01",1', '"01",7'),
    ("columns", r'"01",1', '"01",-1,"01",2'),
    ("columns", r'"texts":"[^"]*"', '"texts":"!"'),
    ("columns", r'"texts":"[^"]*"', f'"texts":"{trees.written([], trees.ARTICLES)}"'),
    ("columns", r'"places":"[^"]*"', '"places":"!"'),
    ("places", r'"sizes":"[^"]*"', f'"sizes":"{SHORT}"'),
    ("places", r'(?<="sizes":")[^"]*', lambda sizes: numbers.packed([0] * len(numbers.unpacked(sizes[0])))),
    ("authors", r'"authors":\{("[^"]*":"[^"]*",?)*\}', f'"authors":{{{NONE}}}'),
    ("authors", r'"authors":\{("[^"]*":"[^"]*",?)*\}', f'"authors":{{"{chunks.name_of("段简")}":"~~~"}}'),
    ("t*", r'(?<="lists":")[^"]+', lambda lists: re.sub(r"[^ ]+", numbers.packed([99], [1]), lists[0])),
    ("t*", r'(?<="lists":")[^"]+', lambda lists: re.sub(r"[^ ]+", f"{SHORT},,,,", lists[0])),
    ("t*", r'(?<="lists":")[^"]+', lambda lists: re.sub(r"[^ ]+", "，", lists[0])),
    ("p*", r'"keys":\["[^"]*"', '"keys":["的"'),
    ("x*", r'"articles":\[', '"articles":[],"others":['),
])
def test_a_chunk_that_says_what_cannot_be_is_named(browser, tmp_path, chunk, old, new):
    """Where it is asked for, and by both readers: none of them answers, or fails with anything else."""
    folder = lay(ARTICLES[:20], tmp_path)
    changed = 0
    for path in folder.glob(f"search/*/{chunk}.js"):
        text, number = re.subn(old, new, path.read_text("utf-8"), count=1)
        path.write_text(text, "utf-8")
        changed += number
    assert changed
    tab = browser.new_page()
    tab.goto((folder / "api.html").as_uri())
    wish, author = "“展发”", "段简" if chunk == "authors" else None
    failed = tab.evaluate("""([wish, author]) =>
        banmian.search(wish, {author}).then(String, ({file}) => file ?? "untold")""", [wish, author])
    assert Path(failed).match(f"search/*/{chunk}.js")
    with pytest.raises(ContentFault, match="this part of the search index is missing or damaged") as fault:
        searching.search(folder, wish, author=author)
    assert Path(fault.value.path).match(f"search/*/{chunk}.js")
    tab.close()


def test_a_character_that_is_another_gives_results_or_names_a_chunk(browser, tmp_path):
    folder, source = lay(ARTICLES[:20], tmp_path), random.Random(25)
    files = [folder / "search" / "manifest.js", *sorted(folder.glob("search/[!w]*/*.js"))]
    tab = browser.new_page()
    for _ in range(150):
        path = source.choice(files)
        before = path.read_text("utf-8")
        place = source.randrange(before.index('{"'), len(before))
        path.write_text(before[:place] + source.choice("!~19中") + before[place + 1:], "utf-8")
        tab.goto((folder / "api.html").as_uri())
        told = tab.evaluate("""async () => {
            const tried = search => search.then(() => "found", ({file, message}) => file ?? `untold: ${message}`);
            return [await tried(banmian.search("的发展", {author: "段简"})), await tried(banmian.search("经济 CPI")),
                await tried(banmian.search("“，发”")), await tried(banmian.completions("cp"))];
        }""")
        assert {own for own in told if own != "found" and not own.startswith("search/")} == set(), (path, place)
        path.write_text(before, "utf-8")
    tab.close()


def test_an_archive_built_anew_while_a_page_is_open_is_found_at_the_second_try(browser, tmp_path):
    folder = lay(ARTICLES[:60], tmp_path)
    tab = browser.new_page()
    tab.goto((folder / "api.html").as_uri())
    tab.evaluate("banmian.search('锂矿')")
    shutil.rmtree(folder / "search")
    lay(ARTICLES[:70], tmp_path)
    tries = tab.evaluate("""async () => {
        const tried = () => banmian.search("发展").then(({total}) => total, error => error.file);
        return [await tried(), await tried()];
    }""")
    assert tries[0].startswith("search/")
    assert tries[1] == searching.search(folder, "发展").total
    tab.close()


# --- The search page -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("wish", ["-锂矿", '"', "，。"])
def test_a_query_without_a_word_says_what_is_missing(page, shipped, wish):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").fill(wish)
    expect(page.locator(".hits")).to_have_text("请写出要找的字词：标点不算，前面带“-”的字词只用来排除。")


def test_a_pasted_page_is_said_again_by_its_beginning_only(page, shipped):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").fill("外星人" * 40)
    expect(page.locator(".hits")).to_have_text(f"没有文章含“{'外星人' * 20}…”。")


@pytest.mark.parametrize("phrase", ['"外星人"', "“外星人”", '“外星人"'])
def test_a_phrase_is_said_again_without_its_quotes(page, shipped, phrase):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").fill(phrase)
    expect(page.locator(".hits")).to_have_text("没有文章含“外星人”。")


@pytest.mark.parametrize(("wish", "said", "target"), [
    ("2025", "2025年的报纸：1期", "2025/index.html"), ("２０２５年７月", "2025年7月的报纸：1期", "2025/index.html"),
    ("2025-7-10", "2025年7月10日的报纸：1期", "2025-07-10/index.html"),
])
def test_a_query_that_is_a_date_leads_to_its_editions_too(page, shipped, wish, said, target):
    page.goto((shipped / "search.html").as_uri() + f"?q={wish}")
    expect(page.locator(".hits a")).to_have_text(said)
    expect(page.locator(".hits a")).to_have_attribute("href", target)


@pytest.mark.parametrize("wish", ["2024", "2025-08", "2025 锂矿", "锂矿", "20250"])
def test_a_query_that_is_no_date_of_the_archive_leads_to_none(page, shipped, wish):
    page.goto((shipped / "search.html").as_uri() + f"?q={wish}")
    expect(page.locator(".hits")).to_contain_text(wish)
    expect(page.locator(".hits a")).to_have_count(0)


def test_both_sides_agree_on_what_is_a_date(page, laid):
    page.goto((laid / "api.html").as_uri())
    reader = searching.Reader(laid)
    for wish in ("2025", " 2025年 ", "2025-1", "2025.01", "2025年01月", "2025/1/3", "２０２５－０１－０３",
                 "2025年1月3日", "2024", "2025-13", "2025年1月3", "20250103", "2025-", "025", "2025 1", "", "发展",
                 "2025".ljust(500), "2025".ljust(501)):
        found = searching.editions(reader, wish)
        assert page.evaluate("wish => banmian.editions(wish)", wish) == (found and asdict(found)), wish
    assert searching.editions(reader, "2025-1").date == "2025-01"


def test_the_first_result_is_a_few_stops_from_the_box(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?q=锂矿")
    expect(page.locator(".result")).to_have_count(1)
    page.locator("input[name=q]").focus()
    stops = 0
    while not page.evaluate("document.activeElement.matches('.result a')"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 6


def test_a_link_searches_one_edition(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?from=2025-07-10&to=2025-07-10")
    expect(page.locator("input[name=from]")).to_have_value("2025-07-10")
    expect(page.locator("input[name=from]")).to_be_visible()
    page.locator("input[name=q]").fill("锂矿")
    expect(page.locator(".result")).to_have_count(1)
    page.goto((shipped / "search.html").as_uri() + "?from=2025-07-11&to=2025-07-11&q=锂矿")
    expect(page.locator(".hits")).to_have_text("筛选所及没有文章含“锂矿”。")


def test_dots_stand_between_date_page_and_authors_where_they_share_a_line(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?q=锂矿")
    expect(page.locator(".result")).to_have_count(1)
    for width, shown in ((360, True), (1440, False)):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".result-meta .dot").first.is_visible() == shown


def test_results_come_as_one_types_and_the_query_stands_in_the_url(page, shipped):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").press_sequentially("锂矿", delay=20)
    expect(page.locator(".result")).to_have_count(1)
    assert "q=%E9%94%82%E7%9F%BF" in page.url
    assert page.title() == "锂矿 · 检索 · 版面"
    page.keyboard.press("Enter")
    page.locator("input[name=q]").fill("枣庄")
    page.keyboard.press("Enter")
    expect(page.locator(".result mark").first).to_have_text("枣庄")
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("锂矿")
    expect(page.locator(".result mark").first).to_have_text("锂矿")
    assert page.title() == "锂矿 · 检索 · 版面"
    page.go_forward()
    expect(page.locator(".result mark").first).to_have_text("枣庄")
    page.locator("input[name=q]").fill("")
    expect(page).to_have_title("检索 · 版面")


def test_nothing_is_searched_while_an_input_method_composes(page, shipped):
    page.goto((shipped / "search.html").as_uri())
    field = page.locator("input[name=q]")
    field.dispatch_event("compositionstart")
    field.evaluate("field => { field.value = 'li kuang'; field.dispatchEvent(new Event('input', {bubbles: true})) }")
    page.wait_for_timeout(400)
    assert "q=" not in page.url
    field.evaluate("field => { field.value = '锂矿' }")
    field.dispatch_event("compositionend")
    expect(page.locator(".result")).to_have_count(1)


def test_results_by_keyboard(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?q=的")
    expect(page.locator(".result").nth(1)).to_be_visible()
    page.locator("input[name=q]").focus()
    focused = "document.activeElement === document.querySelectorAll('.result h2 a')[{}]"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused.format(0))
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused.format(1))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2025-07-10/01/*.html?q=*")


def test_what_is_typed_and_printed_is_never_markup(page, tmp_path, shipped):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").fill('<img src=x onerror=alert(1)> "<b>"')
    expect(page.locator(".hits")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".hits img, .hits b").count() == 0


def test_a_part_of_the_index_that_is_missing_is_a_sentence_with_a_way_out(browser, tmp_path):
    build.build(ROOT / "content", tmp_path / "site")
    chunks = {path: path.read_bytes() for path in (tmp_path / "site").glob("search/*/t*.js")}
    for path in chunks:
        path.unlink()
    tab = browser.new_page()
    tab.goto((tmp_path / "site/search.html").as_uri() + "?q=锂矿")
    expect(tab.locator(".hits")).to_contain_text("索引的一部分没有读到：search/")
    for path, data in chunks.items():
        path.write_bytes(data)
    tab.locator(".retry").click()
    expect(tab.locator(".result")).to_have_count(1)
    tab.close()


@pytest.mark.parametrize("script", ["search.js", "search-page.js"])
def test_a_script_of_the_search_that_is_damaged_is_told(browser, shipped, tmp_path, script):
    shutil.copytree(shipped, tmp_path / "site")
    (tmp_path / "site/assets" / script).write_text("(function (", "utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "site/search.html").as_uri() + "?q=锂矿")
    expect(tab.locator(".silent")).to_be_hidden()
    expect(tab.locator(".hits")).to_contain_text("没有读到：assets/search.js, assets/search-page.js。")
    expect(tab.locator(".silent")).to_be_visible(timeout=20_000)
    tab.close()


def test_a_ranking_script_that_is_damaged_is_named(browser, shipped, tmp_path):
    shutil.copytree(shipped, tmp_path / "site")
    (tmp_path / "site/assets/vendor/lunr/lunr.min.js").write_text("", "utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "site/search.html").as_uri() + "?q=锂矿")
    expect(tab.locator(".hits")).to_contain_text("没有读到：assets/vendor/lunr/lunr.min.js。")
    tab.close()


def test_more_results_on_request(page, laid, shipped, tmp_path):
    shutil.copytree(shipped, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/search")
    shutil.copytree(laid / "search", tmp_path / "site/search")
    page.goto((tmp_path / "site/search.html").as_uri() + "?q=发展")
    total = searching.search(laid, "发展").total
    expect(page.locator(".result")).to_have_count(10)
    expect(page.locator(".hits")).to_contain_text(str(total))
    page.locator(".more").click()
    expect(page.locator(".result")).to_have_count(20)
    assert page.evaluate("document.activeElement === document.querySelectorAll('.result h2 a')[10]")


def test_search_without_a_script_says_where_else_to_look(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((shipped / "search.html").as_uri())
    expect(tab.locator("noscript p")).to_have_text("检索需要JavaScript。没有时可从这里找： 日历 作者")
    links = [link.get_attribute("href") for link in tab.locator("main a").all()]
    assert links == ["index.html#dates", "authors/index.html"]
    for useless in ("form.search", ".filters"):
        expect(tab.locator(useless)).to_be_hidden()
    context.close()


def test_how_to_ask_is_said_until_something_is_asked(page, shipped):
    page.goto((shipped / "search.html").as_uri())
    expect(page.locator("#help")).to_contain_text("引号里的连标点照原样找")
    page.locator("input[name=q]").fill("锂矿")
    expect(page.locator("#help")).to_be_hidden()


def test_the_vendored_lunr_reaches_the_site(shipped):
    own = (ASSETS / "vendor/lunr/lunr.min.js").read_bytes()
    assert (shipped / "assets/vendor/lunr/lunr.min.js").read_bytes() == own
    assert (shipped / "assets/vendor/lunr/license").exists()


# --- While one types, and on the article -----------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "expected"), [
    ("Chin", "chinatravel"), ("2.5", None), ("看 chinat", "看 chinatravel"), ("人", None), ("", None),
])
def test_a_half_typed_latin_word_is_completed(page, shipped, typed, expected):
    page.goto((shipped / "search.html").as_uri())
    found = page.evaluate("query => banmian.completions(query)", typed)
    assert found[:1] == ([expected] if expected else [])


def test_a_number_is_completed_by_what_follows_it_in_the_snippets_shown(page, shipped):
    page.goto((shipped / "search.html").as_uri())
    page.locator("input[name=q]").fill("2.5")
    for place, whole in enumerate(("2.5%", "2.5B")):
        expect(page.locator("#completions option").nth(place)).to_have_attribute("value", whole)


def test_completions_are_whole_queries_the_most_frequent_first(page, laid):
    page.goto((laid / "api.html").as_uri())
    texts = [words.fold("".join(article.paragraphs)) for article in ARTICLES]
    found = page.evaluate("banmian.completions('发展 c')")
    pieces = {piece for text in texts for piece in words.pieces.findall(text) if piece[0] == "c" != piece}
    assert set(found) == {f"发展 {piece}" for piece in pieces}
    assert found[0] in ("发展 cpi", "发展 covid")


def test_newest_first_on_request(page, laid):
    page.goto((laid / "api.html").as_uri())
    for options in ({"sort": "date"}, {"sort": "date", "limit": 5, "offset": 5}):
        expected = json.loads(json.dumps(asdict(searching.search(laid, "发展 锂矿", **options))))
        assert page.evaluate("options => banmian.search('发展 锂矿', options)", options) == expected
        dates = [result["date"] for result in expected["results"]]
        assert dates == sorted(dates, reverse=True)


def test_filters_stand_in_the_url_and_narrow_the_results(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?q=的&author=王鑫")
    expect(page.locator("input[name=author]")).to_have_value("王鑫")
    expect(page.locator(".result")).to_have_count(1)
    page.locator("input[name=author]").fill("")
    expect(page.locator(".result").nth(1)).to_be_visible()
    assert "author" not in page.url
    page.locator("input[name=to]").fill("2025-07-09")
    expect(page.locator(".hits")).to_have_text("筛选所及没有文章含“的”。")
    assert "to=2025-07-09" in page.url


def test_an_article_opened_from_search_shows_its_hits(page, shipped):
    page.goto((shipped / "search.html").as_uri() + "?q=锂矿 湖南省")
    page.locator(".result h2 a").first.click()
    expect(page.locator("article mark").first).to_be_visible()
    text = page.locator("article").text_content()
    marked = "".join(page.locator("article mark").all_text_contents())  # a headline may break within a hit
    counts = text.count("锂矿"), text.count("湖南省")
    hits = sum(counts)
    assert (marked.count("锂矿"), marked.count("湖南省")) == counts
    assert len(marked) == 2 * counts[0] + 3 * counts[1]
    expect(page.locator(".hit-tools")).to_contain_text(f"第1处，共{hits}处")
    page.locator(".hit-tools button").last.click()
    expect(page.locator(".hit-tools")).to_contain_text(f"第2处，共{hits}处")
    assert page.locator("mark[aria-current]").count()


def test_an_article_opened_otherwise_loads_no_index(page, shipped, tmp_path):
    (tmp_path / "page.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">'
        f'<script src="{(ASSETS / "search-hits.js").as_uri()}" defer></script><article><p>锂矿', "utf-8")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_timeout(200)
    assert asked == ["page.html", "search-hits.js"]
