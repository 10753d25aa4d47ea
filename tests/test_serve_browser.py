"""The preview in a real browser: it follows edits, shows what is wrong, and what wants a person."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright import sync_api as playwright
from serving import DATE, Preview, archive, article, put, until

FIRST, SECOND = f"{DATE}/01/01.html", f"{DATE}/01/02.html"
TITLE = "document.querySelector('h1')?.textContent === '{}'"


@pytest.fixture
def preview(tmp_path):
    started = []

    def start(environment=None, **fields) -> Preview:
        started.append(Preview(archive(tmp_path, **fields), more=environment))
        return started[-1]

    yield start
    for one in started:
        assert one.end() == 0
        assert not [line for line in one.errors if "Traceback" in line]


def becomes(page, script: str) -> None:
    """Wait until `script` is true in the page; no page of ours lets a script be made of a string, as a browser's own
    waiting would."""
    def is_true() -> bool:
        try:
            return page.evaluate(script)
        except playwright.Error:    # it is being reloaded
            return False
    until(is_true)


def changed(preview: Preview, old: str, new: str, number: str = "01") -> None:
    path = preview.content / DATE / "01" / f"{number}.md"
    put(path, path.read_text("utf-8").replace(old, new))


def test_an_edit_reloads_the_open_page_where_it_stands(preview, page):
    preview = preview(long=60)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.goto(preview.url + FIRST)
    page.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    changed(preview, "两千户", "三千户")
    page.wait_for_selector("text=三千户")
    becomes(page, "scrollY === 700")
    changed(preview, '河堤加固工程完工"', '河堤加固了"')
    becomes(page, TITLE.format("河堤加固了"))
    becomes(page, "scrollY === 700")


def test_every_open_tab_follows_its_own_page(preview, page):
    """More tabs than a browser opens connections: one listens for all, and when it is closed another does."""
    preview = preview()
    tabs = [page, *(page.context.new_page() for _ in range(8))]
    for tab in tabs[:-1]:
        tab.goto(preview.url + FIRST)
    tabs[-1].goto(preview.url + "index.html")
    changed(preview, '河堤加固工程完工"', '河堤加固了"')
    for tab in tabs[:-1]:
        becomes(tab, TITLE.format("河堤加固了"))
    put(preview.content / "2001-05-06" / "01" / "01.md", article("首页上的新闻", "短讯。", date="2001-05-06"))
    becomes(tabs[-1], "document.body.textContent.includes('首页上的新闻')")
    tabs[0].close()
    changed(preview, '河堤加固了"', '河堤又加固了"')
    for tab in tabs[1:-1]:
        becomes(tab, TITLE.format("河堤又加固了"))


def test_a_template_and_a_style_that_are_edited_are_seen_at_once(preview, page):
    preview = preview()
    page.goto(preview.url + FIRST)
    put(preview.content.parent / "templates" / "_partials" / "footer.html", "<footer>自家的</footer>")
    page.wait_for_selector("text=自家的")
    put(preview.content.parent / "templates" / "assets" / "own.css", "footer { color: rgb(1, 2, 3) }")
    becomes(page, "getComputedStyle(document.querySelector('footer')).color === 'rgb(1, 2, 3)'")


def test_what_is_wrong_stands_over_the_last_good_page_until_it_is_mended(preview, page):
    preview = preview()
    page.goto(preview.url + FIRST)
    changed(preview, 'order: 1', 'order: <b>one</b>')
    page.wait_for_selector("dialog.preview-faults[open]")
    assert page.inner_text("dialog h2") == "有1处要改"
    assert page.inner_text("dialog .preview-place") == f"content/{DATE}/01/01.md:5"
    assert "“<b>one</b>”" in page.inner_text("dialog .preview-what"), "text, not an element"
    assert page.inner_text("dialog .preview-hint") == "order: 1"
    assert page.evaluate("document.activeElement.className") == "preview-close"
    assert page.inner_text("h1") == "河堤加固工程完工"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.preview-faults", state="hidden")
    page.click("button:text-is('有1处要改')")
    page.wait_for_selector("dialog.preview-faults[open]")
    changed(preview, 'order: <b>one</b>', 'order: 1')
    page.wait_for_selector("dialog.preview-faults", state="detached")
    assert page.locator(".preview-again").count() == 0
    changed(preview, "两千户", "三千户")
    page.wait_for_selector("text=三千户")


@pytest.mark.parametrize(("path", "text", "words"), [
    (f"content/{DATE}/01/02.md", "---\ntitle: ", "文件头没有结束"),
    (f"content/{DATE}/01/02.md", '---\nphotos:\n  - image: "no.jpg"\n---\n', "没有这张图片"),
    ("templates/article.html", "{% block main %}{{ strings.nothing_like_it }}", "模板有误："),
    ("content/archive.toml", 'newspaper = "临江日报', "archive.toml"),
    (f"content/{DATE}/01/02.md", '---\ntitle: "x"\n---\n\n[a](../09/09.md)\n', "链接所指不存在"),
])
def test_every_kind_of_fault_is_shown_and_goes(preview, page, path, text, words):
    preview = preview()
    page.goto(preview.url + FIRST)
    file = preview.content.parent / path
    before = file.read_text("utf-8") if file.exists() else None
    put(file, text)
    page.wait_for_selector("dialog.preview-faults[open]")
    assert words in page.inner_text("dialog ol")
    if before is None:
        file.unlink()
    else:
        put(file, before)
    page.wait_for_selector("dialog.preview-faults", state="detached")


def test_an_article_shows_what_wants_a_person(preview, page):
    preview = preview()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(preview.url + FIRST)
    assert page.inner_text(".preview-notes summary") == "待看1处"
    page.click(".preview-notes summary")
    said = page.inner_text(".preview-finding")
    assert "涌人" in said
    assert "疑为涌入" in said
    assert page.get_attribute(".preview-raw", "href") == "raw.html#L4"
    page.click(".preview-finding button")
    page.wait_for_selector("text=已复制：")
    assert page.evaluate("navigator.clipboard.readText()") == f"{preview.content}/{DATE}/01/01.md:12"
    changed(preview, "涌人", "涌入")
    page.wait_for_selector(".preview-finding.is-change")
    assert page.inner_text(".preview-notes summary") == "没有待看的 · 校改1处"
    assert page.inner_text(".preview-finding ins") == "入"
    assert page.get_attribute(".preview-notes", "open") is not None, "it is still open after the reload"
    page.goto(preview.url + SECOND)
    assert "存疑" in page.inner_text(".preview-finding.is-doubt")


def test_a_link_opens_the_users_editor_at_the_line(preview, page):
    preview = preview(environment={"BANMIAN_EDITOR": "vscode://file/{path}:{line}"})
    page.goto(preview.url + FIRST)
    assert page.get_attribute(".preview-finding .preview-place", "href") == \
        f"vscode://file{preview.content.as_posix()}/{DATE}/01/01.md:12"


def test_reviewing_from_the_list_to_the_line(preview, page):
    preview = preview()
    page.goto(preview.url)
    page.click(".preview-bar a:text-is('校阅')")
    page.wait_for_url("**/_review/index.html")
    page.click(f"a[href='{DATE}.html#p01']")
    page.wait_for_url(f"**/_review/{DATE}.html#p01")
    assert "2篇，已校0篇，待看2处，校改1处" in page.inner_text("#p01 h2")
    changed(preview, 'order: 1', 'order: 1\nreviewed: "2001-06-01"')
    becomes(page, "document.querySelector('#p01 h2').textContent.includes('已校1篇，待看1处')")
    page.click("h3 a >> nth=0")
    page.wait_for_url(f"**/{FIRST}")
    assert "已校 2001-06-01" in page.inner_text(".preview-bar")


AXE = Axe().axe_script
VIOLATIONS = """() => axe.run({preload: false, rules: {"target-size": {enabled: true}}})
    .then(found => found.violations.flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.failureSummary} ${node.html}`)))"""


def test_nothing_of_the_preview_is_inaccessible(preview, page):
    """An article with its findings, the review pages, a page that is none, what is wrong; narrow and wide, light and
    dark."""
    preview = preview()

    def violations() -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
        page.evaluate(AXE)
        found = []
        for width, scheme in ((360, "dark"), (360, "light"), (1440, "light"), (1440, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{width}: scrolls sideways")
            found += [f"{width}, {scheme}: {violation}" for violation in page.evaluate(VIOLATIONS)]
        return found

    for path in (FIRST, SECOND, "_review/", f"_review/{DATE}.html"):
        page.goto(preview.url + path)
        assert violations() == [], path
    page.goto(preview.url + FIRST)
    changed(preview, 'order: 1', 'order: one')
    page.wait_for_selector("dialog.preview-faults[open]")
    assert violations() == []


def test_when_the_preview_begins_again_its_pages_go_on(browser, tmp_path):
    """The same tab, another preview at the same port."""
    content = archive(tmp_path)
    one = Preview(content)
    page = browser.new_page()
    page.goto(one.url + FIRST)
    assert one.end() == 0
    changed(one, "两千户", "三千户")
    two = Preview(content, port=int(one.url.rstrip("/").rpartition(":")[2]))
    try:
        page.wait_for_selector("text=三千户")
    finally:
        assert two.end() == 0
        page.close()
