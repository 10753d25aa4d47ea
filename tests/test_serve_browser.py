"""The preview in a real browser: it follows edits, shows what is wrong, and what wants a person."""

import pytest
from serving import DATE, Preview, archive, put, until


@pytest.fixture
def preview(tmp_path):
    started = []

    def start(*arguments: str, environment=None, **fields) -> Preview:
        started.append(Preview(archive(tmp_path, **fields), *arguments, environment=environment))
        return started[-1]

    yield start
    for one in started:
        one.end()
        assert one.errors == []


FIRST = f"{DATE}/01/01.html"


def first(preview: Preview):
    return preview.content / DATE / "01" / "01.md"


def test_an_edit_reloads_the_open_page_where_it_stands(page, preview):
    preview = preview(long=60)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.goto(preview.url + FIRST)
    page.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    path = first(preview)
    put(path, path.read_text("utf-8").replace("两千户", "三千户"))
    page.wait_for_selector("text=三千户")
    until(lambda: page.evaluate("scrollY") == 700)
    put(path, path.read_text("utf-8").replace("河堤加固工程完工\"", "河堤加固了\""))
    until(lambda: page.inner_text('h1') == '河堤加固了')
    until(lambda: page.evaluate("scrollY") == 700)
