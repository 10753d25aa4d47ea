"""The archive that ships: content/ parses to itself and builds to site/, byte for byte, and its search is right."""

import re
import shutil
from pathlib import Path

import pytest

from builder import content, output, prose, search
from builder.build import build, files
from builder.cli import main

HERE = Path(__file__).parent.parent
CONTENT, SITE = HERE / "content", HERE / "site"

QUERIES = [
    "锂矿", "湖南 锂矿", "CPI", "4.9亿吨", "2.5B", "小模型", "孙燕群", "孙中喆", "枣庄", "阅读提示", "端云混合",
    "账期承诺", "ChinaTravel", "模型兴",
]


def test_content_is_what_parse_makes_of_it_and_what_people_corrected(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(["parse", "--content", str(tmp_path / "content")]) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_site_is_what_content_builds_to():
    made = dict(files(CONTENT))
    standing = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in SITE.rglob("*")
                if path.is_file() and path.name != output.MARK}
    assert sorted(made) == sorted(standing)
    assert [path for path in made if made[path] != standing[path]] == []


def test_building_twice_writes_nothing(tmp_path):
    first = build(CONTENT, tmp_path / "site").written
    assert (first.unchanged, first.removed) == (0, ())
    assert build(CONTENT, tmp_path / "site").written == output.Written((), (), len(first.changed))


def articles() -> dict[str, str]:
    """URL → everything that the eye can see of an article, a line for each field and paragraph."""
    found = {}
    for edition in content.read_archive(CONTENT).editions:
        for page in edition.pages:
            for number, article in page.articles:
                photos = [text for photo in article.photos for text in (photo.caption, photo.credit)]
                body = [text for block in prose.blocks(article.body) for text in (block.text, *block.paragraphs)]
                head = [article.kicker, article.title, article.deck, article.label, *article.bylines, *article.authors]
                found[f"{page.date}/{page.number}/{number}.html"] = "\n".join([*head, *body, *photos])
    return found


def holding(query: str) -> set[str]:
    return {url for url, text in articles().items() if all(part in text for part in query.split())}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_in_the_terminal_finds_exactly_the_articles_that_hold_it(query):
    assert holding(query)
    found = search.search(SITE, query)
    assert {result.url for result in found.results} == holding(query)
    assert all(result.exact for result in found.results)


@pytest.fixture(params=["file", "http"])
def root(request, served) -> str:
    """The site's address from a double-clicked folder and under a sub-path of a server."""
    return f"{SITE.as_uri()}/" if request.param == "file" else served(SITE)


def urls(page, root: str) -> list[str]:
    page.locator(".results a").or_(page.locator(".hits", has_text="没有")).first.wait_for()
    links = page.eval_on_selector_all(".results h2 a", "links => links.map(link => link.href)")
    return [re.sub(r"[?#].*", "", link).removeprefix(root) for link in links]


def test_in_the_browser_every_query_finds_what_the_terminal_finds(page, root):
    for query in QUERIES:
        page.goto(f"{root}search.html?q={query}")
        there = urls(page, root)
        assert set(there) == holding(query), query
        assert there == [result.url for result in search.search(SITE, query).results], query
        assert str(len(there)) in page.inner_text(".hits"), query
        assert page.locator(".snippet mark, h2 mark").count(), query


def test_a_word_that_stands_nowhere_says_so(page, root):
    page.goto(f"{root}search.html?q=龘靐")
    assert urls(page, root) == []
    assert page.inner_text(".hits") == "没有文章含“龘靐”。"


def test_every_title_finds_its_own_article_first(page, root):
    for edition in content.read_archive(CONTENT).editions:
        for paper in edition.pages:
            for number, article in paper.articles:
                page.goto(f"{root}search.html")
                page.fill("input[name=q]", article.title)
                page.press("input[name=q]", "Enter")
                assert urls(page, root)[0] == f"{paper.date}/{paper.number}/{number}.html"


def test_every_page_of_the_site_opens_in_silence_and_every_link_leads_somewhere(page, root):
    for path in sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")):
        page.goto(root + path)
        assert page.title()
        for link in page.eval_on_selector_all("[href], [src]", "all => all.map(one => one.href || one.src)"):
            target, _, fragment = link.partition("#")
            file = SITE / re.sub(r"\?.*", "", target).removeprefix(root)
            assert target.startswith(root), (path, link)
            assert file.is_file(), (path, link)
            if fragment and file.suffix == ".html":
                there = rf'\bid="?{re.escape(fragment)}["\s>]'
                assert re.search(there, file.read_text(encoding="utf-8")), (path, link)
