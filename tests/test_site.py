"""Archive → {path: bytes}."""

import json
import posixpath
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import DATE, LEAD, NEXT, RAIN, UNTITLED, WITHDRAWN, archive, article, with_article
from markupsafe import Markup

from builder import prose, site
from builder.content.settings import LANGUAGES
from builder.model import Archive, Article, Edition, Page, PageRecord, Photo, Settings
from builder.site import authors, body, views
from builder.site.addresses import author_url, relative
from builder.site.body import bands, elements
from builder.site.edition import proved
from builder.site.headline import headline
from builder.site.templates import shipped, strings
from builder.site.views import Shown, text_lines
from builder.site.words import Words

STRINGS = shipped() / "strings"
CHINESE = Words(strings((), "zh-Hans"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(site.pages(archive()))


def html(files: dict[str, bytes], path: str) -> str:
    return files[path].decode()


class Document(HTMLParser):
    """What a page holds: tags with their attributes, ids, and words that are read."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}


# --- The files of a site -------------------------------------------------------------------------------------

def test_paths(files):
    pages = sorted(path for path in files if not path.startswith("assets/"))
    assert {
        ".nojekyll", "404.html", "index.html", "search.html", "2031/index.html",
        f"{DATE}/index.html", f"{DATE}/01/index.html", f"{DATE}/01/raw.html",
        f"{DATE}/01/01.html", f"{DATE}/01/05.html", f"{DATE}/a02/index.html", f"{DATE}/a02/01.html",
        f"{NEXT}/01/01.html", f"{NEXT}/all.html", "authors/index.html", "authors/u82cf-u6728.html",
    } <= set(pages)
    assert f"{DATE}/a02/raw.html" not in pages
    assert [path for path in pages if not re.fullmatch(r"[a-z0-9._/-]+", path)] == []
    assert {"assets/style.css", "assets/icon.svg"} <= set(files)


def test_same_archive_same_bytes(files):
    assert dict(site.pages(archive())) == files


def test_every_path_comes_once():
    paths = [path for path, _ in site.pages(archive())]
    assert len(paths) == len(set(paths))


def years() -> Archive:
    """Forty editions in three years, articles that go on in the next edition."""
    dates = [f"{year}-{month:02}-{day:02}" for year in (2029, 2030, 2031) for month in (1, 6, 12)
             for day in (1, 2, 9, 28)] + ["2032-02-29", "2032-03-01", "2032-03-02", "2032-12-31"]
    first, second = archive().editions[0].pages
    return Archive(Settings(newspaper="石桥日报"), tuple(
        Edition(date, tuple(
            replace(page, date=date, articles=tuple(
                (number, replace(article, date=date, continued_to=f"{after}/01/01" if number == "01" else ""))
                for number, article in page.articles)) for page in (first, second)))
        for date, after in zip(dates, dates[1:] + dates[:1], strict=True)))


ARCHIVES = {"plain": archive(), "english": archive(language="en", newspaper="石桥日报"), "years": years(),
            "published": archive(base_url="https://example.org/some/repo", report_url="https://example.org/{id}")}


@pytest.mark.parametrize("made", [ARCHIVES["plain"], ARCHIVES["english"], ARCHIVES["years"]],
                         ids=["plain", "english", "years"])
def test_every_link_and_fragment_resolves(made):
    """And from the front page everything can be reached."""
    files = dict(site.pages(made))
    reached, to_visit, links = set(), ["index.html"], {}
    documents = {path: Document(data.decode()) for path, data in files.items() if path.endswith(".html")}
    for path, document in documents.items():
        for _, attributes in document.tags:
            for url in filter(None, (attributes.get("href"), attributes.get("src"), attributes.get("action"))):
                assert not url.startswith("/"), (path, url)
                if re.match(r"\w+:", url):
                    continue
                address, _, fragment = url.partition("#")
                target = address.partition("?")[0]
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
                assert target in files or target == "search/manifest.js", (path, url)  # the index is another room's
                if fragment:
                    assert fragment in documents[target].ids, (path, url)
                links.setdefault(path, set()).add(target)
    while to_visit:
        if (path := to_visit.pop()) not in reached:
            reached.add(path)
            to_visit += links.get(path, ())
    assert [path for path in documents.keys() - reached if "noindex" not in html(files, path)] == []


@pytest.mark.parametrize("made", ARCHIVES.values(), ids=ARCHIVES)
def test_every_page_is_whole_and_safe(made):
    """One headline, one main, ids that are unique; a policy, and nothing inline that it would have to allow."""
    for path, data in site.pages(made):
        if path.endswith(".html"):
            document = Document(data.decode())
            assert len(document.all("h1")) == 1, path
            assert len(document.all("main")) == 1, path
            assert len(document.ids) == sum("id" in attributes for _, attributes in document.tags), path
            [policy] = [meta["content"] for meta in document.all("meta") if "http-equiv" in meta]
            assert policy.startswith("default-src 'none'"), path
            assert "unsafe" not in policy
            assert not document.all("style"), path
            assert all("src" in script or script["type"] == "application/ld+json" for script in document.all("script"))
            assert not [name for _, attributes in document.tags for name in attributes
                        if name == "style" or name.startswith("on")], path


@pytest.mark.parametrize("name", ["plain", "english", "published"])
def test_html_is_valid(name):
    """As the standard's own parsing rules have it: not one parse error, on any kind of page."""
    parser = html5lib.HTMLParser(strict=True)
    for path, data in site.pages(ARCHIVES[name]):
        if path.endswith(".html"):
            parser.parse(data.decode())


# --- The words -----------------------------------------------------------------------------------------------

def test_article_shows_its_words_and_no_others(files):
    page = html(files, f"{DATE}/01/01.html")
    inside = page[page.index("<article"):page.index("</article>")]
    assert prose.text_lines(inside) == list(text_lines(LEAD))


def test_lost_word_stops_the_build():
    with pytest.raises(prose.Loss):
        proved([Shown(RAIN, "02", "", "", Markup())], "<article><p>另一篇</p></article>", "x.html")


def test_article_without_headline_is_linked_by_its_first_words(files):
    first = "县图书馆自即日起延长开放时间，每晚九点闭…"
    assert first in html(files, f"{DATE}/index.html").replace("<wbr>", "").replace("<span>", "").replace("</span>", "")
    page = html(files, f"{DATE}/01/04.html")
    assert f"<title>{first}" in page
    assert prose.text_lines(page[page.index("<article"):]).count(UNTITLED.body.strip()) == 1


def test_dateline_has_a_face_of_its_own(files):
    assert '<span class="dateline">本报北岭3月3日电（记者苏木）</span>气象台说' in html(files, f"{DATE}/01/02.html")
    assert '<p class="close">（本报石桥3月3日电）\n' in html(files, f"{DATE}/01/01.html")


def test_photo_without_picture_is_framed_and_says_so(files):
    page = html(files, f"{DATE}/01/03.html")
    assert '<figure data-note="照片　本档无图"><figcaption>三月三日，渔船驶出白沙港。' in page


LINES = ["春风又过石桥镇，", "杨柳枝头挂早星。", "一夜江声推小梦，", "半窗灯火照归程。"]
PROSE = "临江市水务站宣布，河堤加固工程完工，沿江十二个村的村民不再为汛期担心。"


@pytest.mark.parametrize(("paragraphs", "classes"), [
    (LINES, ["verse"] * 4), ([PROSE, *LINES, PROSE], ["", *["verse"] * 4, ""]), (LINES[:3], [""] * 3),
    ([*LINES[:2], PROSE, *LINES[2:]], [""] * 5), ([*LINES, "## 其二", *LINES[:2]], [*["verse"] * 4, "", ""]),
    (["The reinforcement of the embankment was finally completed yesterday.", PROSE], ["latin", ""]),
    (["专家说：The reinforcement of the embankment was completed.", "核心CPI涨0.5个百分点，Chinatravel走红。"],
     ["latin", ""]),
    (["> **附**\n>\n> The reinforcement of the embankment was completed."], ["sidebar-title", "latin"]),
    (["*The embankment*, [it was said by all](02.md), was completed."], ["latin"]),
    (["The river rose.", "The rain fell.", "The night was long.", "The stars were out."], ["verse"] * 4),
    (["![](1.jpg)", "![](2.jpg)", "![](3.jpg)", "![](4.jpg)"], [""] * 4),
    (["![](1.jpg)", *LINES], ["", *["verse"] * 4]),
])
def test_verse_and_latin_paragraphs_are_set_their_own_way(paragraphs, classes):
    found = "\n".join(elements(Article(title="题", body="\n\n".join(paragraphs))))
    assert re.findall(r'<p(?: class="([a-z-]+)")?>', found) == classes


def test_letters_without_a_space_are_set_as_soon_as_any_others():
    begun = time.perf_counter()
    assert elements(Article(title="题", body="a" * 40_000)) == (f"<p>{'a' * 40_000}</p>",)
    assert time.perf_counter() - begun < 0.5


def test_captions_without_pictures_stand_in_the_columns(files):
    page = html(files, f"{DATE}/01/index.html")
    assert '<div class="cols">\n<figure data-note="照片　本档无图"><figcaption>雨后的北岭茶园。' in page
    assert '<div class="cols">\n<figure data-note="照片　本档无图"><figcaption>三月三日，渔船驶出白沙港。' in page


def test_withdrawn_article_keeps_its_address_and_nothing_else(files):
    notice = html(files, f"{DATE}/01/05.html")
    assert "当事人要求" in notice
    assert 'content="noindex"' in notice
    for path, data in files.items():
        assert "不应再有人读到" not in data.decode(errors="ignore"), path


def test_an_article_that_moved_says_so_in_its_title_too_and_names_the_article(files):
    moved = article(title="桥", order=2, moved_to=f"{DATE}/01/01")
    page = Page(DATE, "01", (("01", LEAD), ("02", moved)))
    built = html(dict(site.pages(Archive(Settings(), (Edition(DATE, (page,)),)))), f"{DATE}/01/02.html")
    assert "<title>本文已移 · 版面</title>" in built
    assert f'<a href="../../{DATE}/01/01.html">现载第1版 {LEAD.title}</a>' in built


def test_previous_and_next_article_cross_pages(files):
    page = html(files, f"{DATE}/01/04.html")
    assert 'href="03.html" rel="prev"' in page
    assert 'href="../a02/01.html" rel="next"' in page


REST = article(continued_from=f"{DATE}/01/01", text="（上接第一版）的老厂房改造成了创业园，三十多家小企业共用会议室。")
LAST = article(continued_from=f"{DATE}/02/01", text="（上接第二版）来的人比过年还多，河边的茶馆坐满了人，都说灯好。")
WORDS = "（上接第一版）的老厂房改造成了创业园，三…", "（上接第二版）来的人比过年还多，河边的茶…"
NAMED = [
    ("by the headline of what it continues", LEAD, f"{LEAD.title}（续）", f"{LEAD.title}（续）"),
    ("over a part that has none either", replace(LEAD, title=""), *WORDS),
    ("not by what was withdrawn", replace(LEAD, withdrawn="当事人要求"), *WORDS),
    ("nor by itself", replace(LEAD, title="", continued_from=f"{DATE}/03/01"), *WORDS),
]


@pytest.mark.parametrize(("first", "rest", "last"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_an_article_without_headline_is_named(first, rest, last):
    pages = tuple(Page(DATE, number, (("01", one),)) for number, one in (("01", first), ("02", REST), ("03", LAST)))
    made = dict(site.pages(Archive(Settings(base_url="https://example.org/"), (Edition(DATE, pages),))))
    for path in ("index.html", f"{DATE}/index.html", f"{DATE}/all.html", "feed.xml"):
        words = html(made, path).replace("<wbr>", "").replace("<span>", "").replace("</span>", "")
        assert f">{rest}<" in words, path
        assert f">{last}<" in words, path
    assert f'<h1 class="hidden">{rest}</h1>' in html(made, f"{DATE}/02/01.html")
    assert f"{rest}[N]" in html(made, f"{DATE}/02/01.html")
    assert f"<title>{last} · " in html(made, f"{DATE}/03/01.html")


def test_a_photo_without_a_headline_is_named_by_its_caption():
    photo = Article(photos=(Photo("图为柳巷社区食堂里，老人们正在用餐。", "本报记者 唐宁 摄", ""),))
    assert views.name(photo) == "图为柳巷社区食堂里，老人们正在用餐。"
    assert views.name(replace(photo, body="食堂开了。\n")) == "图为柳巷社区食堂里，老人们正在用餐。 食…"


def test_who_wrote_an_article_without_a_headline_names_it_only_where_nothing_else_does():
    signed = Article(bylines=("林一",), body="水闸完工。\n")
    assert views.name(signed) == "水闸完工。"
    assert views.name(replace(signed, body="")) == "林一"


def test_its_own_headline_names_an_article_that_continues_another():
    second = replace(REST, title="下半")
    pages = (Page(DATE, "01", (("01", LEAD),)), Page(DATE, "02", (("01", second),)))
    assert views.names(Edition(DATE, pages)) == {"01/01": LEAD.title, "02/01": "下半"}
    assert views.names(Edition(NEXT, (Page(NEXT, "01", (("01", REST),)),))) == {
        "01/01": WORDS[0]}


def test_continued_articles_are_linked_where_they_are_known():
    first = replace(LEAD, continued_to=f"{DATE}/01/02")
    second = article(title="下半", order=2, continued_from=f"{DATE}/01/01", continued_to="2031-12-31/01/01")
    page = Page(DATE, "01", (("01", first), ("02", second)))
    built = dict(site.pages(Archive(Settings(), (Edition(DATE, (page,)),))))
    assert f'<a href="../../{DATE}/01/02.html">下转第1版</a>' in built[f"{DATE}/01/01.html"].decode()
    page = built[f"{DATE}/01/02.html"].decode()
    assert f'<a href="../../{DATE}/01/01.html">上接' in page
    assert '<p class="continued">下转2031年12月31日 第1版</p>' in page


def test_raw_lines_of_a_withdrawn_article_are_gone_even_where_nobody_says_which(files):
    """Its file may be down to the reason; then only what is known to be the page's own words is shown."""
    gone = replace(WITHDRAWN, source=None)
    page = replace(archive().editions[0].pages[0], articles=(("01", LEAD), ("05", gone)))
    raw = html(dict(site.pages(Archive(Settings(), (Edition(DATE, (page,)),)))), f"{DATE}/01/raw.html")
    assert "石桥日报 2031年3月4日" in raw
    assert "河水刚没过脚踝" in raw
    assert "气象台说" not in raw, "a line of nobody's"
    assert "不应再有人读到" not in raw


def test_search_of_an_edition_and_of_a_page(files):
    assert f'<a href="../search.html?from={DATE}&amp;to={DATE}">检索本期</a>' in html(files, f"{DATE}/index.html")
    assert (f'<a href="../../search.html?from={DATE}&amp;to={DATE}&amp;page=A02">检索本版</a>'
            in html(files, f"{DATE}/a02/index.html"))


@pytest.mark.parametrize(("written", "href", "path"), [
    ("02.md", "02.html", f"{DATE}/01/02.html"),
    ("../../2031-03-05/02/01.md#7", "../../2031-03-05/02/01.html#7", "2031-03-05/02/01.html"),
    ("raw.html#L3", "raw.html#L3", f"{DATE}/01/raw.html"),
    ("../../../x.pdf", "../../../x.pdf", "../x.pdf"),
    ("/x.html", "/x.html", "/x.html"),
    ("https://example.org/a.md", "https://example.org/a.md", None),
])
def test_links_of_editors(written, href, path):
    made = with_article(replace(article(), body=f"见[那篇]({written})。\n"))
    assert f'<a href="{href}">那篇</a>' in html(dict(site.pages(made)), f"{DATE}/01/01.html")
    assert [link.path for link in site.inner_links(made.editions[0])] == ([path] if path else [])


def test_raw_lines_lead_to_their_articles(files):
    page = html(files, f"{DATE}/01/raw.html")
    assert {"L1", "L2", "L13"} - Document(page).ids == {"L2"}, "blank lines have no anchor"
    assert "版面自述" in page
    assert f'href="../../{DATE}/01/01.html"' in page


def test_search_knows_every_visible_word_and_no_other():
    documents = {document.url: document for edition in archive().editions for document in site.documents(edition)}
    assert f"{DATE}/01/05.html" not in documents, "withdrawn"
    lead = documents[f"{DATE}/01/01.html"]
    seen = [lead.heads[2], lead.kicker, lead.title, lead.heads[1], *lead.paragraphs]
    assert seen == list(text_lines(LEAD))
    assert documents[f"{DATE}/01/03.html"].paragraphs == ("三月三日，渔船驶出白沙港。", "本报记者 高树 摄")


# --- What is not printed -------------------------------------------------------------------------------------

ALL = ("newspaper", "page", "date")


@pytest.mark.parametrize(("printed", "of", "expected"), [
    (("printed", "printed", "printed"), ALL, ""),
    (("", "given", "datelines"), ALL, "报名、版次未印，日期据电头推定"),
    (("", "given", "datelines"), ("newspaper", "date"), "报名未印，日期据电头推定"),
    (("archive", "given", "printed"), ALL, "版次未印"),
    (("archive", "printed", "given"), ("page", "date"), "日期为整理者所注"),
])
def test_note_says_what_is_not_printed(printed, of, expected):
    newspaper, page, date = printed
    assert CHINESE.note(PageRecord(newspaper_from=newspaper, page_from=page, date_from=date), *of) == expected


def test_nothing_is_said_of_a_page_written_by_hand():
    assert CHINESE.note(None, *ALL) == ""


def test_folio_says_what_is_not_printed(files):
    assert "报名、版次未印，日期据电头推定" in html(files, f"{DATE}/01/index.html")
    assert 'class="note"' not in html(files, f"{NEXT}/01/index.html")
    assert 'class="note"' not in html(files, f"{DATE}/a02/index.html")


# --- Safety --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("evil", [
    "<script>alert(1)</script>", '"onmouseover="alert(1)', "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)", "' onfocus='alert(1)", "{{ 7*7 }}", "]]><!--", "&lt;img&gt;",
])
def test_nothing_of_an_article_becomes_markup(evil):
    made = article(title=f"题{evil}", kicker=evil, deck=evil, label=evil, bylines=(evil,), authors=(evil,),
                   photos=(Photo(evil, evil, evil),), text=f"正文{evil}", extra={"note": evil}, dateline=evil,
                   continued_from=evil, continued_to=f"{DATE}/{evil}/01", reviewed=evil)
    gone = article(order=2, withdrawn=evil, moved_to=evil)
    record = PageRecord(newspaper=evil, section=evil, editors=(evil,), date_from="given")
    page = Page(DATE, "01", (("01", made), ("02", gone)), record, f"{evil}\n正文{evil}\n")
    settings = Settings(newspaper=evil, rights=evil, base_url="https://example.org/r", report_url="https://a.cn/{title}")
    for data in dict(site.pages(Archive(settings, (Edition(DATE, (page,)),)))).values():
        text = data.decode(errors="ignore")
        document = Document(text) if text.startswith("<!doctype") else None
        for tag, attributes in document.tags if document else ():
            assert tag not in {"script", "img"} or attributes.get("src", "").endswith(".js") \
                or attributes.get("type") == "application/ld+json"
            assert not any(name.startswith("on") for name in attributes)
            assert not (attributes.get("href") or "").startswith("javascript")


# --- Setting -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "expected"), [
    ("修桥", "修桥"),
    ("桥修好了，人回来了", "<span>桥修好了，</span><span>人回来了</span>"),
    ("一 二", "<span>一</span> <span>二</span>"),
    ("一　二 三", "<span>一　</span><span>二</span> <span>三</span>"),
    ("他说：“好！”", "<span>他说：</span><span>“好！”</span>"),
    ("一颗豆的旅行（新视窗）", "<span>一颗豆的旅行</span><span>（新视窗）</span>"),
    ("（一）桥（下）", "<span>（一）桥</span><span>（下）</span>"),
    ("（一）", "（一）"),
    ("<b>", "&lt;b&gt;"),
    ("", ""),
])
def test_headline_clauses(text, expected):
    assert headline(text, lambda clause: [clause] if clause else []) == expected


def test_headline_breaks_between_han_words_only():
    cut = {"中小企业也能搭上AI“快车”": ["中小企业", "也", "能", "搭上", "AI", "“", "快车", "”"]}
    assert headline("中小企业也能搭上AI“快车”", cut.__getitem__) == "中小企业<wbr>也<wbr>能<wbr>搭上AI“快车”"


def test_bands_start_at_subheads_and_are_no_longer_than_a_screen():
    body = elements(article(text="\n".join(["首段" * 40] * 20 + ["#小标题"] + ["尾段" * 40] * 3)))
    cut = bands(body, 20, 1)
    assert [element for band in cut for element in band] == list(body)
    assert cut[-1][0].startswith("<h2>")
    assert len(cut) > 3


@pytest.mark.parametrize(("text", "expected"), [
    ("在、“ChinaTravel”持续", "在、<wbr>“ChinaTravel”<wbr>持续"),
    ("说“好”AI", "说“好”<wbr>AI"),
    ("说“好”，又说“AI”。", "说“好”，又说<wbr>“AI”。"),
])
def test_lines_break_outside_quotation_marks(text, expected):
    assert elements(article(text=text)) == (f"<p>{expected}</p>",)


@given(st.text("“”‘’aZ9中，、<>\"= "))
def test_a_place_to_break_is_never_overlooked_by_the_quick_look_for_it(element):
    assert body.QUOTE.sub(lambda found: found[0] or "<wbr>", element) == body._breakable(element)


@pytest.mark.parametrize(("page", "url", "expected"), [
    ("2025-07-10/01/02.html", "2025-07-10/01/03.html", "03.html"),
    ("2025-07-10/01/02.html", "2025-07-10/02/01.html", "../02/01.html"),
    ("2025-07-10/01/02.html", "index.html", "../../index.html"),
    ("index.html", "2025-07-10/01/02.html", "2025-07-10/01/02.html"),
    ("2025-07-10/01/02.html", "2025-07-10/index.html", "../index.html"),
])
def test_an_address_as_another_page_sees_it(page, url, expected):
    assert relative(page, url) == expected


def test_the_beginning_of_an_article_ends_with_a_sentence():
    [shown] = [Shown(article(text="一。" * 100 + "\n二"), "01", "", "", Markup())]
    assert shown.lede == "一。" * 75
    assert Shown(article(text="他说：“好。”然后走了"), "01", "", "", Markup()).lede == "他说：“好。”然后走了"


# --- Languages, templates ------------------------------------------------------------------------------------

def test_languages_have_the_same_words():
    chinese, english = (tomllib.loads((STRINGS / f"{name}.toml").read_text("utf-8")) for name in ("zh-Hans", "en"))
    assert {path.stem for path in STRINGS.glob("*.toml")} == {*LANGUAGES}
    assert chinese.keys() == english.keys()
    assert chinese["reader"].keys() == english["reader"].keys()
    for key, words in chinese.items():
        assert set(re.findall(r"\{\w+\}", str(words))) <= set(re.findall(r"\{\w+\}", str(english[key]))) | {
            "{month}", "{month_name}"}, key


def test_english():
    files = dict(site.pages(archive(language="en")))
    assert "5 March 2031" in html(files, "index.html")
    assert "Tuesday" in html(files, f"{DATE}/index.html")
    assert '<article lang="zh-CN">' in html(files, f"{DATE}/01/01.html")


def foreign(element, language: str = "") -> Iterator[str]:
    """Han text below an element that no `lang` says is Chinese."""
    language = element.get("lang", language)
    for text in (element.text if language == "en" else None, *(child.tail for child in element if language == "en")):
        if re.search(r"[㐀-鿿]", text or ""):
            yield text
    for child in element:
        if child.tag not in ("title", "script"):
            yield from foreign(child, language)


def test_what_is_chinese_in_an_english_site_says_so():
    for path, data in site.pages(ARCHIVES["english"]):
        if path.endswith(".html"):
            text = data.decode().replace("当事人要求", "")  # a reason is given in whatever language
            assert list(foreign(html5lib.parse(text, namespaceHTMLElements=False))) == [], path
            assert not re.search(r"\{\w+\}", re.sub(r'data-\w+="[^"]*"', "", text)), path


def test_own_templates_come_first(tmp_path):
    """The guide's example, some words, a style: each replaces its own file, and nothing else changes."""
    guide = (STRINGS.parent.parent / "README.md").read_text("utf-8")
    example = re.search(r"for example, is `templates/(\S+)`:.*?```html\n(.*?)```", guide, re.DOTALL)
    own = {example[1]: example[2], "strings/zh-Hans.toml": 'latest = "今天"', "assets/own.css": "body { color: navy }",
           "assets/icon.svg": "<svg/>"}
    for path, text in own.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    ours, files = dict(site.pages(archive())), dict(site.pages(archive(), tmp_path))
    assert files.keys() == ours.keys()
    for path in files:
        if path.endswith(".html") and path != "404.html":
            assert "石桥镇图书馆数字部" in html(files, path), path
    before, after = html(ours, "index.html"), html(files, "index.html")
    assert after[:after.index("<footer>")] == before[:before.index("<footer>")].replace("最近一期", "今天")
    assert files["assets/style.css"] == ours["assets/style.css"] + b"body { color: navy }"
    assert files["assets/icon.svg"] == b"<svg/>"
    assert files["assets/reader.js"] == ours["assets/reader.js"]


@pytest.mark.parametrize("template", sorted(
    path.relative_to(STRINGS.parent).as_posix() for path in STRINGS.parent.rglob("*")
    if path.suffix in {".html", ".xml", ".opf", ".xhtml"} and path.name != "plain.html"
    and path.parent.name != "preview"))
def test_every_template_can_be_replaced(tmp_path, template):
    (tmp_path / template).parent.mkdir(exist_ok=True, parents=True)
    shipped = (STRINGS.parent / template).read_text("utf-8")
    (tmp_path / template).write_text(shipped.replace("<", "<!-- own --><", 1), "utf-8")
    settings = {"base_url": "https://example.org/some/repo", "exports": ("epub",)}
    assert dict(site.pages(archive(**settings), tmp_path)) != dict(site.pages(archive(**settings)))


def test_not_found_page_is_plain_without_a_base_url(files):
    assert not Document(html(files, "404.html")).all("a")
    assert not Document(html(files, "404.html")).all("link")


def test_not_found_page_knows_the_base_url():
    page = dict(site.pages(archive(base_url="https://example.org/some/repo")))["404.html"].decode()
    assert 'href="/some/repo/index.html"' in page
    assert 'href="/some/repo/assets/style.css"' in page


def test_archive_without_editions():
    files = dict(site.pages(Archive(Settings(), ())))
    assert "还没有报纸" in html(files, "index.html")


def test_page_without_articles():
    files = dict(site.pages(Archive(Settings(), (Edition(DATE, (Page(DATE, "01", ()),)),))))
    assert "本版没有文章" in html(files, f"{DATE}/01/index.html")
    assert "本版没有文章" in html(files, f"{DATE}/index.html")


def test_article_pages_are_lean():
    """At most 4 KB of HTML beyond the article's own text, with all that an archive with an address says."""
    made = archive(base_url="https://example.org/some/repo", newspaper="石桥日报")
    files = dict(site.pages(made))
    for edition in made.editions:
        for page in edition.pages:
            for number, shown in page.articles:
                html = files[f"{page.date}/{page.number}/{number}.html"]
                assert len(html) - len("".join(text_lines(shown)).encode()) <= 4096, (number, shown.title)


# --- Authors, citation ---------------------------------------------------------------------------------------

def test_authors_stand_in_the_order_of_their_sounds():
    names = ["周圆", "Zhou Lin", "陶稳", "单雄信", "艾青", "覃之", "窦娥", "王鑫", "王安"]
    assert sorted(names, key=authors.sound) == [
        "Zhou Lin", "艾青", "窦娥", "覃之", "单雄信", "陶稳", "王安", "王鑫", "周圆"]
    assert sorted(["陶稳", "陳志賢", "陈固", "简宁", "簡素雲"], key=authors.sound) == [
        "陈固", "陳志賢", "简宁", "簡素雲", "陶稳"]


@pytest.mark.parametrize(("name", "expected"), [
    ("陶稳", "T"), ("单雄信", "S"), ("覃之", "Q"), ("翟理", "Z"), ("Zhou", "Z"),
    ("關山", "G"), ("闞風", "K"), ("簡素雲", "J"), ("龘", "#"), ("", "#")])
def test_letter_of_a_name(name, expected):
    assert authors.letter(name) == expected


def test_surnames_are_filed_by_a_sound_that_is_known():
    for surname, like in authors.SOUNDS.items():
        assert authors.letter(like) != "#", surname


@pytest.mark.parametrize(("name", "expected"), [
    ("陶稳", "authors/u9676-u7a33.html"),
    ("林" * 24, "authors/" + "-".join(["u6797"] * 24) + ".html"),
])
def test_address_of_an_author(name, expected):
    assert author_url(name) == expected


def test_address_of_a_long_name_is_short_enough_for_every_file_system():
    assert len(author_url("𠮷" * 500)) < 200
    assert author_url("林" * 25 + "甲") != author_url("林" * 25 + "乙")


def test_author_page_lists_articles_and_withdrawn_ones_are_gone(files):
    page = html(files, "authors/u82cf-u6728.html")
    assert f'href="../{DATE}/01/02.html"' in page
    made = dict(site.pages(with_article(article(title="撤", authors=("某人",), withdrawn="理由"))))
    assert author_url("某人") not in made


def tags(page: str) -> list[tuple[str, str]]:
    return [(tag.get("name") or tag.get("property"), tag["content"]) for tag in Document(page).all("meta")
            if "content" in tag and "http-equiv" not in tag]


def test_tags_from_which_a_reference_manager_makes_a_newspaper_article():
    made = with_article(replace(LEAD, authors=("林望舒", "苏木")), newspaper="石桥日报",
                        base_url="https://example.org/some/repo")
    page = dict(site.pages(made))[f"{DATE}/01/01.html"].decode()
    assert [tag for tag in tags(page) if tag[0] not in ("viewport", "description")] == [
        ("z:itemType", "newspaperArticle"), ("citation_title", LEAD.title),
        ("citation_author", "林望舒"), ("citation_author", "苏木"),
        ("citation_publication_date", DATE), ("prism.publicationName", "石桥日报"), ("citation_firstpage", "1"),
        ("citation_language", "zh-CN"), ("og:type", "article"), ("og:url", f"https://example.org/some/repo/{DATE}/01/01.html")]
    assert f'property="og:title" content="{LEAD.title}"' in page
    assert f'<link rel="canonical" href="https://example.org/some/repo/{DATE}/01/01.html">' in page


def test_an_edition_offers_its_articles_to_a_reference_manager():
    page = dict(site.pages(archive(newspaper="石桥日报", base_url="https://example.org/r")))[f"{DATE}/index.html"].decode()
    offered = [parse_qs(span["title"], strict_parsing=True) for span in Document(page).all("span")
               if span.get("class") == "Z3988"]
    assert len(offered) == 5, "every article but the withdrawn one"
    assert offered[0] == {
        "ctx_ver": ["Z39.88-2004"], "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"], "rft.type": ["newspaperArticle"],
        "rft.title": [LEAD.title], "rft.source": ["石桥日报"], "rft.date": [DATE], "rft.language": ["zh-CN"],
        "rft.creator": ["林望舒"], "rft_id": [f"https://example.org/r/{DATE}/01/01.html"]}


def test_linked_data():
    made = with_article(LEAD, newspaper="石桥日报")
    page = dict(site.pages(made))[f"{DATE}/01/01.html"].decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data == {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": LEAD.title,
        "alternativeHeadline": LEAD.kicker, "author": [{"@type": "Person", "name": "林望舒"}],
        "datePublished": DATE, "dateline": LEAD.dateline, "printPage": "1", "inLanguage": "zh-CN",
        "isPartOf": {"@type": "PublicationIssue", "datePublished": DATE,
                     "isPartOf": {"@type": "Newspaper", "name": "石桥日报"}}}


@pytest.mark.parametrize(("fields", "settings", "record", "expected"), [
    ({"title": "题", "authors": ("甲", "乙")}, {"newspaper": "石桥日报"}, None,
     "甲，乙. 题[N]. 石桥日报，2031-03-04（1）."),
    ({"title": "题"}, {}, PageRecord(page_from="given"), "题[N]. 报名不详，2031-03-04（版次不详）."),
    ({"title": "题", "authors": tuple("甲乙丙丁")}, {"newspaper": "报", "base_url": "https://a.cn/r/"}, None,
     "甲，乙，丙，等. 题[N]. 报，2031-03-04（1）. https://a.cn/r/2031-03-04/01/01.html."),
])
def test_citation(fields, settings, record, expected):
    page = Page(DATE, "01", (("01", article(**fields)),), record)
    made = dict(site.pages(Archive(Settings(**settings), (Edition(DATE, (page,)),))))
    assert f"<p>{expected}</p>" in made[f"{DATE}/01/01.html"].decode()


def test_newspaper_that_only_the_page_prints():
    """The archive does not know its name: a page that prints one is cited with it."""
    record = PageRecord(newspaper_from="printed", newspaper="石桥日报", page_from="printed", date_from="printed")
    page = Page(DATE, "01", (("01", LEAD),), record)
    files = dict(site.pages(Archive(Settings(), (Edition(DATE, (page,)),))))
    shown = html(files, f"{DATE}/01/01.html")
    assert "[N]. 石桥日报，2031-03-04（1）." in shown
    assert '<meta name="prism.publicationName" content="石桥日报">' in shown
    assert '"isPartOf":{"@type":"Newspaper","name":"石桥日报"}' in shown
    assert '<span class="section">石桥日报</span>' in html(files, f"{DATE}/01/index.html")
    assert "rft.source=%E7%9F%B3%E6%A1%A5%E6%97%A5%E6%8A%A5" in html(files, f"{DATE}/index.html")


def papers(*names: str) -> Archive:
    """An edition with a page of each of the newspapers `names`."""
    return Archive(Settings(), (Edition(DATE, tuple(
        Page(DATE, f"{at:02}", (("01", UNTITLED),), PageRecord(newspaper_from=name and "printed", newspaper=name))
        for at, name in enumerate(names, 1))),))


def test_an_edition_of_several_newspapers_names_that_of_each_page():
    made = dict(site.pages(papers("石桥日报", "北岭晚报")))
    for path, of_page in ((f"{DATE}/index.html", "版<span>{}</span>"), ("index.html", "<p>{}</p>"),
                          (f"{DATE}/all.html", '<span class="section">{}</span></h2>')):
        assert all(of_page.format(name) in html(made, path) for name in ("石桥日报", "北岭晚报")), path


def test_an_author_of_several_newspapers_has_that_of_each_article():
    """One who writes for one has none, nor has anybody where the archive has a name."""
    written = replace(UNTITLED, authors=("苏木",))
    for names, settings, expected in ((("石桥日报", "北岭晚报"), Settings(), ["石桥日报", "北岭晚报"]),
                                      (("石桥日报", "石桥日报"), Settings(), []),
                                      (("石桥日报", "北岭晚报"), Settings(newspaper="石桥档案"), [])):
        [edition] = papers(*names).editions
        pages = tuple(replace(page, articles=(("01", written),)) for page in edition.pages)
        made = dict(site.pages(Archive(settings, (replace(edition, pages=pages),))))
        shown = html(made, "authors/u82cf-u6728.html")
        assert re.findall(r"<span>第\d版</span> <span[^>]*>([^<]*报)</span>", shown) == expected


def test_neighbouring_editions_of_other_years_are_named_with_their_years():
    made = dict(site.pages(Archive(Settings(), tuple(Edition(date, ()) for date in (
        "1985-08-06", "2024-04-14", "2024-04-15")))))
    assert re.findall(r'rel="(?:prev|next)">([^<]+)<', html(made, "2024-04-14/index.html")) == [
        "上一期 1985年8月6日", "下一期 4月15日"]


def test_an_edition_of_one_newspaper_names_it_once():
    made = dict(site.pages(papers("石桥日报", "石桥日报")))
    assert [html(made, path).count("石桥日报") for path in ("index.html", f"{DATE}/index.html", f"{DATE}/all.html")] \
        == [1, 1, 1]
    half = dict(site.pages(papers("石桥日报", "")))
    assert "版<span>石桥日报</span>" in html(half, f"{DATE}/index.html")


@pytest.mark.parametrize(("template", "expected"), [
    ("", None),
    ("https://example.org/issues/new?title={title}&body={id}",
     "https://example.org/issues/new?title=%E9%A2%98%26&amp;body=2031-03-04%2F01%2F01"),
    ("mailto:a@example.org?subject={url}", "mailto:a@example.org?subject=2031-03-04%2F01%2F01.html"),
    ("javascript:alert(1)", None),
])
def test_report_link(template, expected):
    page = dict(site.pages(with_article(article(title="题&"), report_url=template)))[f"{DATE}/01/01.html"].decode()
    assert (f'<a href="{expected}">报告错误</a>' in page) if expected else "报告错误" not in page
