"""The pages in a real browser: from a folder, under a sub-path, narrow and wide, dark, printed, without a script."""

from pathlib import Path

import pytest
from invented import DATE, NEXT, archive

from builder import search, site

PAGES = {
    "home": "index.html", "year": "2031/index.html", "edition": f"{DATE}/index.html", "page": f"{DATE}/01/index.html",
    "article": f"{DATE}/01/01.html", "photo": f"{DATE}/01/03.html", "untitled": f"{DATE}/01/04.html",
    "withdrawn": f"{DATE}/01/05.html", "raw": f"{DATE}/01/raw.html", "whole edition": f"{DATE}/all.html",
    "authors": "authors/index.html", "author": "authors/u6797-u671b-u8212.html",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("site") / "版面 site"
    made = archive(base_url="https://example.org/some/repo/", newspaper="石桥日报")
    for path, data in (*site.pages(made), *search.index(site.documents(made))):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_scrolls_sideways_and_the_console_is_silent(page, folder, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_reading_from_a_folder_by_clicking(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.click(f"a[href='{NEXT}/index.html'] >> nth=0")
    page.click("nav a[rel=prev]")
    page.click("h2.numeral a >> nth=0")
    page.click("h2 a >> nth=0")
    assert page.inner_text("h1").startswith("石桥镇修好了三座老桥")
    page.click("nav.around a[rel=next]")
    page.click(".crumbs a >> nth=1")
    page.click(".folio nav a >> nth=0")
    assert page.url.endswith("01/raw.html")


def test_under_a_sub_path(page, folder, served):
    base = served(folder)
    page.goto(base + f"{DATE}/01/01.html")
    page.click("nav[aria-label=全站] a >> nth=0")
    assert page.url == base + "index.html#dates"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Songti SC"')


def test_search_form_leads_to_the_search_page_from_a_folder(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.fill("input[name=q]", "石桥")
    with page.expect_navigation():
        page.press("input[name=q]", "Enter")
    assert page.url.endswith("search.html?q=%E7%9F%B3%E6%A1%A5")
    page.wait_for_selector(".result")


def test_without_a_script(browser, folder):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((folder / DATE / "01/01.html").as_uri())
    assert page.is_visible("text=引用本文")
    assert "石桥镇修好了三座老桥，外出的人回来看灯[N]. 石桥日报，2031-03-04（版次不详）" in page.inner_text(".cite")
    assert page.locator("button").count() == 0
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


def test_by_keyboard_alone(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_columns_of_the_page(page, folder):
    """Wide: neighbours side by side in print order; narrow: one column."""
    page.goto((folder / DATE / "01/index.html").as_uri())
    lefts = "new Set([...document.querySelectorAll('.row > div')].map(cell => cell.getBoundingClientRect().left)).size"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate(lefts) > 1
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate(lefts) == 1


def test_clipping_is_printed_without_navigation(page, folder):
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.emulate_media(media="print")
    assert not page.is_visible("nav[aria-label=全站]")
    assert not page.is_visible(".tools")
    assert page.is_visible(".crumbs")
    assert "https://example.org/some/repo/2031-03-04/01/01.html" in page.inner_text(".cite")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


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


def test_citation_is_copied(browser, folder):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / DATE / "01/01.html").as_uri())
    page.click(".cite button:text-is('RIS')")
    page.wait_for_selector("text=已复制：RIS")
    assert page.evaluate("navigator.clipboard.readText()").startswith("TY  - NEWS")
    context.close()


def test_number_in_the_margin_leads_to_the_raw_line(page, folder):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((folder / DATE / "01/01.html").as_uri())
    box = page.locator("p[id='7']").bounding_box()
    page.mouse.click(box["x"] - 20, box["y"] + 12)
    page.wait_for_url("**/raw.html#L7")
    assert page.evaluate("document.querySelector(':target').textContent").endswith("河水刚没过脚踝。")
