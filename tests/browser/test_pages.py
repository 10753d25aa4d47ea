"""The pages in a real browser: from a folder, under a sub-path, narrow and wide, dark, printed, without a script."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented import DATE, LEAD, NEXT, UNTITLED, archive

from builder import search, site
from builder.model import Archive, Article, Edition, Page, PageRecord, Settings
from builder.site.views import text_lines

PAGES = {
    "home": "index.html", "year": "2031/index.html", "edition": f"{DATE}/index.html", "page": f"{DATE}/01/index.html",
    "article": f"{DATE}/01/01.html", "photo": f"{DATE}/01/03.html", "untitled": f"{DATE}/01/04.html",
    "withdrawn": f"{DATE}/01/05.html", "raw": f"{DATE}/01/raw.html", "whole edition": f"{DATE}/all.html",
    "authors": "authors/index.html", "author": "authors/u6797-u671b-u8212.html",
    "search": "search.html?q=石桥",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("site") / "版面 site"
    made = archive(base_url="https://example.org/some/repo/", newspaper="石桥日报")
    documents = [document for edition in made.editions for document in site.documents(edition)]
    for path, data in (*site.pages(made), *search.index_of(documents)):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def address(folder: Path, path: str) -> str:
    file, _, query = path.partition("?")
    return (folder / file).as_uri() + (f"?{query}" if query else "")


AXE = Axe().axe_script
VIOLATIONS = """only => axe.run({preload: false, rules: {"target-size": {enabled: true}}, ...only})
    .then(found => found.violations.flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.failureSummary} ${node.html}`)))"""
SCHEMES = {360: ("dark", "light"), 1440: ("light", "dark")}
"""Of each width, the scheme in which every rule is tried, and the one in which only colours can differ from it."""


def faults(page) -> Iterator[str]:
    """What is wrong with the page that stands in the tab: it scrolls sideways, or axe finds something."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    page.evaluate(AXE)
    for width in (320, 360, 768, 1440):  # 320: a window of 640 at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{width}: scrolls sideways"
        for scheme, only in zip(SCHEMES.get(width, ()), ({}, {"runOnly": ["color-contrast"]}), strict=False):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            yield from (f"{width}, {scheme}: {violation}" for violation in page.evaluate(VIOLATIONS, only))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_kind_of_page(page, folder, path):
    """From a folder, narrow and wide, light and dark: nothing is wrong, and the console is silent."""
    page.goto(address(folder, path))
    if "?q=" in path:
        page.wait_for_selector(".result")
    assert list(faults(page)) == []


def follow(page, selector):
    """Click a link and wait until the browser is where it leads."""
    with page.expect_navigation():
        page.click(selector)


def test_page_that_is_not_found(page, folder, served):
    """It knows its style and its links at the path of the base URL, so at any depth."""
    page.goto(served(folder) + "404.html")
    assert list(faults(page)) == []
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Songti SC"')
    follow(page, "text=回到首页")
    page.wait_for_selector(".masthead")


def test_reading_from_a_folder_by_clicking(page, folder):
    page.goto((folder / "index.html").as_uri())
    follow(page, f"a[href='{NEXT}/index.html'] >> nth=0")
    follow(page, "nav a[rel=prev]")
    follow(page, "h2.numeral a >> nth=0")
    follow(page, "h2 a >> nth=0")
    assert page.inner_text("h1").startswith("石桥镇修好了三座老桥")
    follow(page, "nav.around a[rel=next]")
    follow(page, ".crumbs a >> nth=1")
    follow(page, ".folio nav a >> nth=0")
    assert page.url.endswith("01/raw.html")


def test_under_a_sub_path(page, folder, served):
    base = served(folder)
    refused = []
    page.on("response", lambda response: refused.append(response.url) if response.status >= 400 else None)
    for path in PAGES.values():
        page.goto(base + path)
    page.goto(base + f"{DATE}/01/01.html")
    follow(page, "nav[aria-label=全站] a >> nth=0")
    assert page.url == base + "index.html#dates"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Songti SC"')
    assert refused == []


def test_search_form_leads_to_the_search_page_from_a_folder(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.fill("input[name=q]", "石桥")
    with page.expect_navigation():
        page.press("input[name=q]", "Enter")
    assert page.url.endswith("search.html?q=%E7%9F%B3%E6%A1%A5")
    page.wait_for_selector(".result")


def test_without_a_script(browser, folder):
    """Everything reads and navigates; what needs a script is not there, or says so."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    follow(page, f"#dates a[href='{DATE}/index.html']")
    follow(page, "h2.numeral a >> nth=0")
    page.click("summary")
    follow(page, ".headlines a >> nth=1")
    assert page.url.endswith("#a02")
    follow(page, "#a01 h2 a")
    assert page.is_visible("text=引用本文")
    assert page.is_visible("text=三月的石桥镇，河水刚没过脚踝。")
    assert "石桥镇修好了三座老桥，外出的人回来看灯[N]. 石桥日报，2031-03-04（版次不详）" in page.inner_text(".cite")
    assert page.locator("button").count() == 0
    follow(page, ".byline a")
    assert page.inner_text("h1") == "林望舒"
    follow(page, "text=检索")
    assert page.text_content("noscript") == "检索需要JavaScript。没有时可从这里找： 日历 作者"
    context.close()


def test_dark_follows_the_system_and_a_choice_overrides_it(page, folder):
    page.emulate_media(color_scheme="dark")
    page.goto((folder / "index.html").as_uri())
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(19, 21, 22)"
    page.click("text=浅色")
    assert page.evaluate(background) == "rgb(248, 248, 245)"
    page.goto((folder / DATE / "index.html").as_uri())
    assert page.evaluate(background) == "rgb(248, 248, 245)"


def test_size_of_type_is_remembered(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    size = "getComputedStyle(document.querySelector('.text')).fontSize"
    assert page.evaluate(size) == "18px"
    page.click("button:text-is('大')")
    page.reload()
    assert page.evaluate(size) == "22px"
    assert page.get_attribute("button:text-is('大')", "aria-pressed") == "true"


FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return [one.textContent.trim(), style.outlineStyle === "solid" && box.width > 0 && box.right > 0]; }"""


def test_by_keyboard_alone(page, folder):
    """Tab goes through a page in its order, and what it stands on can be seen."""
    page.goto((folder / DATE / "01/01.html").as_uri())
    order = page.evaluate("[...document.querySelectorAll('a, button')].map(one => one.textContent.trim())")
    passed = []
    for _ in order:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
    assert passed == [[words, True] for words in order]


def test_the_first_tab_skips_to_the_text(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_searching_by_keyboard_alone(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    for _ in range(5):  # skip link, name, calendar, authors, search
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html")
    page.keyboard.type("石桥")
    page.keyboard.press("Enter")
    page.wait_for_selector(".result")
    while not page.evaluate("document.activeElement.matches('.result a')"):
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/01.html?q=*")
    page.wait_for_selector("article mark")
    assert page.inner_text(".hit-tools").startswith("第1处，共")


def test_a_found_article_without_headline_is_named_by_the_words_around_the_find(page, folder):
    page.goto(address(folder, "search.html?q=闭馆"))
    assert page.locator(".result h2 mark").inner_text() == "闭馆"
    [found] = page.locator(".result > div").all_inner_texts()
    assert found == "县图书馆自即日起延长开放时间，每晚九点闭馆，周一照常休息。"


LATIN = "The municipal authorities announced that the extraordinary accomplishment was finally congratulated upon."
POEM = ("春风又过石桥镇，", "杨柳枝头挂早星。", "一夜江声推小梦，", "半窗灯火照归程。")


def of_one_page(root: Path, *articles: Article) -> Path:
    """A site of one page."""
    numbered = tuple((f"{number:02}", article) for number, article in enumerate(articles, 1))
    for path, data in site.pages(Archive(Settings(), (Edition(DATE, (Page(DATE, "01", numbered),)),))):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.fixture(scope="session")
def poems(tmp_path_factory) -> Path:
    """A poem of three parts, and an English article."""
    parts = "\n\n".join(line for name in "一二三" for line in (f"## {name}", *POEM, *POEM))
    articles = Article(title="石桥春早", body=parts), Article(title="Works", body=f"{LATIN}\n\n" * 3)
    return of_one_page(tmp_path_factory.mktemp("poems"), *articles)


def test_the_parts_of_a_poem_stand_side_by_side_each_in_one_column(page, poems):
    page.goto((poems / DATE / "01/index.html").as_uri())
    for width, columns in ((1440, 3), (360, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        lefts = page.evaluate("""[...document.querySelectorAll(".cols:has(.verse)")].map(part => [...new Set(
            [...part.querySelectorAll(".verse")].map(line => line.getBoundingClientRect().left))])""")
        assert [len(part) for part in lefts] == [1, 1, 1], "no part is divided"
        assert len({part[0] for part in lefts}) == columns


def test_a_line_of_verse_is_not_turned_where_the_page_has_room(page, tmp_path):
    long = "\n\n".join(f"{line}{line[:-1]}。" for line in POEM)
    page.goto((of_one_page(tmp_path, Article(title="长行", body=long)) / DATE / "01/index.html").as_uri())
    page.set_viewport_size({"width": 1440, "height": 900})
    high = page.evaluate("[...document.querySelectorAll('.verse')].map(line => line.getClientRects()[0].height)")
    one = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.verse')).lineHeight)")
    assert max(high) < 1.5 * one


def test_an_article_without_headline_is_parted_from_the_next(page, tmp_path):
    briefs = (Article(title="", body=f"第{number}条短讯，没有标题。") for number in "一二三四五六")
    root = of_one_page(tmp_path, *briefs)
    page.goto((root / DATE / "01/index.html").as_uri())
    lines = page.evaluate("[...document.querySelectorAll('.more-of + article')].map("
                          "next => getComputedStyle(next).borderTopWidth)")
    assert set(lines) == {"1px"}


def test_latin_text_is_not_spread(page, poems):
    page.goto((poems / DATE / "01/02.html").as_uri())
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("getComputedStyle(document.querySelector('.text p')).textAlign") == "start"
    page.goto((poems / DATE / "01/index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.cols .latin')).textAlign") == "start"
    page.goto((poems / "index.html").as_uri())
    assert page.evaluate("[...document.querySelectorAll('.lede')].map(lede => getComputedStyle(lede).textAlign)"
                         ".includes('start')")


def test_columns_of_the_page(page, folder):
    """Wide: neighbours side by side in print order, text in columns; narrow: one column of each."""
    page.goto((folder / DATE / "01/index.html").as_uri())
    lefts = "new Set([...document.querySelectorAll('.row > div')].map(cell => cell.getBoundingClientRect().left)).size"
    text = """new Set([...document.querySelectorAll('.lead .cols p')].flatMap(p => [...p.getClientRects()])
        .map(part => part.left)).size"""
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate(lefts) > 1
    assert page.evaluate(text) > 1
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate(lefts) == 1
    assert page.evaluate(text) == 1


@pytest.fixture(scope="module")
def decades(tmp_path_factory) -> Path:
    """The site of a paper with an edition in each of eight years."""
    root = tmp_path_factory.mktemp("decades")
    record = PageRecord(newspaper_from="printed", newspaper="天府广播电视周报", section="荧屏内外")
    for path, data in site.pages(Archive(Settings(), tuple(Edition(date, (Page(date, "05", (
            ("01", replace(UNTITLED, date=date, page="05")),), record),)) for date in (
                f"{year}-04-27" for year in range(1985, 1993))))):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.parametrize("path", ["index.html", "1992/index.html"])
def test_the_years_of_a_long_time_stand_in_two_columns(page, decades, path):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address(decades, path))
    tops = page.evaluate("[...document.querySelectorAll('.years')].map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 2
    assert tops[0] == tops[1]


def test_the_name_of_a_newspaper_is_not_broken_on_a_phone(page, decades):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address(decades, "1992-04-27/05/index.html"))
    assert page.evaluate("[...document.querySelectorAll('.section')].map(one => one.getClientRects().length)") == [1, 1]


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_the_day_of_the_latest_edition_is_broken_after_its_year_at_most(page, tmp_path, width):
    day = "2024-10-28"
    pages = (Page(day, "05", (("01", replace(UNTITLED, date=day, page="05")),)),)
    for path, data in site.pages(Archive(Settings(), (Edition(day, pages),))):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(tmp_path, "index.html"))
    lines = page.locator(".latest .date").evaluate(
        "date => Math.round(date.getBoundingClientRect().height / parseFloat(getComputedStyle(date).lineHeight))")
    assert lines == (1 if width == 360 else 2)


def test_rails_of_the_article(page, folder):
    """Wide: tools at the left, the box at the right of the text; narrow: above it and in it."""
    page.goto((folder / DATE / "01/01.html").as_uri())
    boxes = """() => ['.tools', '.text > p', '.sidebar'].map(name => {
        const box = document.querySelector(name).getBoundingClientRect(); return [box.left, box.right, box.top]; })"""
    page.set_viewport_size({"width": 1440, "height": 900})
    tools, text, sidebar = page.evaluate(boxes)
    assert tools[0] < text[0] < text[1] < sidebar[0]
    page.set_viewport_size({"width": 360, "height": 900})
    tools, text, sidebar = page.evaluate(boxes)
    assert tools[2] < text[2]
    assert sidebar[1] <= text[1]


def test_print_makes_a_clipping(page, folder):
    """A4; newspaper, date, page, note and the address stand on it, navigation does not."""
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    printed = page.inner_text("body")
    for words in ("石桥日报", "2031年3月4日", "第1版", "版次未印", "灯是最后装的",
                  "https://example.org/some/repo/2031-03-04/01/01.html"):
        assert words in printed
    for words in ("日历", "字号", "下一篇", "BibTeX", "随系统"):
        assert words not in printed
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).columnCount") == "2"
    [size] = set(re.findall(rb"/MediaBox \[([\d. ]+)\]", page.pdf(prefer_css_page_size=True)))
    assert [round(float(points)) for points in size.split()] == [0, 0, 595, 842]


def test_citation_formats(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    tags = page.evaluate("[...document.querySelectorAll('meta[name]')].map(tag => [tag.name, tag.content])")
    made = {name: page.evaluate(f"tags => banmian.{name}(banmian.item(tags, 'https://example.org/x/01.html'))", tags)
            for name in ("bibtex", "ris", "csl")}
    assert "title = {{石桥镇修好了三座老桥，外出的人回来看灯}}" in made["bibtex"]
    assert "author = {{林望舒}}" in made["bibtex"]
    assert made["ris"].startswith("TY  - NEWS\r\nTI  - 石桥镇")
    assert '"type": "article-newspaper"' in made["csl"]
    assert '"container-title": "石桥日报"' in made["csl"]
    assert '"page"' not in made["csl"], "the page's number is not printed, so it is not cited"


@pytest.mark.parametrize(("button", "what", "begins"), [
    ("复制", "引文", f"{LEAD.authors[0]}"), ("RIS", "RIS", "TY  - NEWS"), ("复制网址", "网址", "https://example.org/")])
def test_citation_is_copied(browser, folder, button, what, begins):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.click(f".cite button:text-is('{button}')")
    page.wait_for_selector(f".cite [role=status]:text-is('已复制：{what}')", timeout=5000)
    assert page.evaluate("navigator.clipboard.readText()").startswith(begins)
    context.close()


def test_number_in_the_margin_leads_to_the_raw_line(page, folder):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((folder / DATE / "01/01.html").as_uri())
    box = page.locator("p[id='7']").bounding_box()
    page.mouse.click(box["x"] - 20, box["y"] + 12)
    page.wait_for_url("**/raw.html#L7")
    assert page.evaluate("document.querySelector(':target').textContent").endswith("河水刚没过脚踝。")


VOICES = """voices => {
    const synthesis = Object.assign(new EventTarget(), {
        said: [], current: null, getVoices: () => voices,
        speak(one) { this.said.push(one); this.current = one; }, cancel() { this.current = null; },
        end() { const one = this.current; this.current = null; one.onend(); } });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
REMOTE, LOCAL, OTHER = ({"name": "云", "lang": "zh-CN", "localService": False},
                        {"name": "机", "lang": "zh-CN", "localService": True},
                        {"name": "en", "lang": "en-GB", "localService": True})


def with_voices(page, folder, *voices):
    """The lead's page in a browser that has these voices."""
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    page.goto((folder / DATE / "01/01.html").as_uri())


def aloud(page) -> list[str]:
    return [text for text in page.locator(".tools button").all_inner_texts() if "朗读" in text]


def test_a_remote_voice_is_never_offered(page, folder):
    """It would send the text away."""
    with_voices(page, folder, REMOTE, OTHER)
    assert aloud(page) == []


def test_reading_aloud(page, folder):
    with_voices(page, folder, REMOTE, OTHER, LOCAL)
    page.click("button:text-is('朗读')")
    assert aloud(page) == ["暂停朗读", "停止朗读"]
    assert page.evaluate("speechSynthesis.said.map(one => [one.voice.name, one.lang])") == [["机", "zh-CN"]]
    page.evaluate("while (speechSynthesis.current) speechSynthesis.end()")
    said = page.evaluate("speechSynthesis.said.map(one => one.text)")
    assert "".join(said) == "".join(text_lines(LEAD))
    assert max(map(len, said)) <= 120
    assert aloud(page) == ["朗读"]


def test_reading_pauses_at_a_sentence_and_goes_on_with_it(page, folder):
    with_voices(page, folder, LOCAL)
    page.click("button:text-is('朗读')")
    page.evaluate("speechSynthesis.end()")
    page.click("text=暂停朗读")
    assert page.evaluate("speechSynthesis.current") is None
    page.click("text=继续朗读")
    said = page.evaluate("speechSynthesis.said.map(one => one.text)")
    assert said == [LEAD.label, LEAD.kicker, LEAD.kicker]
    page.click("text=停止朗读")
    assert page.evaluate("[speechSynthesis.current, document.activeElement.textContent]") == [None, "朗读"]
    page.click("button:text-is('朗读')")
    assert page.evaluate("speechSynthesis.current.text") == LEAD.label


@pytest.mark.parametrize(("text", "expected"), [
    ("一句。又一句！“三句？”", ["一句。", "又一句！", "“三句？”"]),
    ("甲" * 100 + "，" + "乙" * 30 + "。", ["甲" * 100 + "，", "乙" * 30 + "。"]),
    ("丙" * 250, ["丙" * 120, "丙" * 120, "丙" * 10]),
    ("", []),
])
def test_what_a_voice_reads_at_once(page, folder, text, expected):
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("text => banmian.spoken(text)", text) == expected


def test_a_voice_that_comes_late_is_offered_then(page, folder):
    page.add_init_script(f"const late = []; ({VOICES})(late); addEventListener('later', () => {{ late.push("
                         f"{json.dumps(LOCAL)}); speechSynthesis.dispatchEvent(new Event('voiceschanged')); }});")
    page.goto((folder / DATE / "01/01.html").as_uri())
    assert aloud(page) == []
    page.evaluate("dispatchEvent(new Event('later'))")
    assert aloud(page) == ["朗读"]
