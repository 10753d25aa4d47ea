"""Feed, sitemap, and what a reader takes along."""

import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree
from zoneinfo import ZoneInfoNotFoundError

import pytest
from invented import DATE, LEAD, NEXT, archive, article, with_article

from builder import site
from builder.model import Archive, Edition, Page, PageRecord, Settings
from builder.site import feed

BASE = "https://example.org/some/repo/"
ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EVIL = '<script>"&\'</script> ]]>\u00a0'


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(site.pages(archive(base_url=BASE, exports=("epub", "txt", "jsonl"), newspaper="石桥日报")))


def test_nothing_of_this_without_a_base_url_and_settings():
    assert not {"feed.xml", "sitemap.xml", f"{DATE}/edition.epub", f"{DATE}/edition.txt", "2031/articles.jsonl"} \
        & dict(site.pages(archive())).keys()


def test_feed_has_the_whole_text_of_the_latest_editions(files):
    root = ElementTree.fromstring(files["feed.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{BASE}{path}" for path in (f"{NEXT}/01/01.html", f"{DATE}/01/01.html", f"{DATE}/01/02.html",
                                     f"{DATE}/01/03.html", f"{DATE}/01/04.html", f"{DATE}/a02/01.html")]
    assert root.findtext(f"{ATOM}updated") == "2031-03-05T00:00:00+08:00"
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "林望舒"
    assert "<h2>灯是最后装的</h2>" in entries[1].findtext(f"{ATOM}content")


@pytest.mark.parametrize(("zone", "expected"), [
    ("Asia/Shanghai", "2031-03-04T00:00:00+08:00"), ("UTC", "2031-03-04T00:00:00+00:00"),
    ("Nowhere/Atall", "2031-03-04T00:00:00+00:00"), ("", "2031-03-04T00:00:00+00:00")])
def test_moment_of_an_edition(zone, expected):
    assert feed.moment(DATE, zone) == expected


def test_a_machine_without_time_zones_knows_moments_all_the_same(monkeypatch):
    def none(name):
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(feed, "ZoneInfo", none)
    assert feed.moment(DATE, "Asia/Shanghai") == f"{DATE}T00:00:00+00:00"


def test_sitemap_names_pages_that_exist(files):
    root = ElementTree.fromstring(files["sitemap.xml"])
    urls = [url.text.removeprefix(BASE) for url in root.iter(f"{SITEMAP}loc")]
    assert all((url + "index.html" if url.endswith("/") or not url else url) in files for url in urls)
    assert f"{DATE}/01/01.html" in urls
    assert f"{DATE}/01/05.html" not in urls, "withdrawn"


def test_sitemap_of_a_large_archive_is_cut_by_years(monkeypatch):
    monkeypatch.setattr(feed, "SITEMAP_URLS", 2)
    urls = [("index.html", ""), ("a", "2030-01-01"), ("b", "2031-01-01"), ("c", "2031-01-02"), ("d", "2031-01-03")]
    index, *parts = feed.sitemaps(urls)
    assert index == ("sitemap.xml", [], [path for path, _, _ in parts])
    assert [url for _, part, _ in parts for url in part] == urls
    assert all(len(part) <= 2 for _, part, _ in parts)


def test_text_of_an_edition(files):
    text = files[f"{DATE}/edition.txt"].decode()
    assert text.startswith("石桥日报 2031年3月4日 星期二\n\n\n== 第1版 ==\n\n乡村纪事\n\n过河不用再绕十里路\n\n石桥镇")
    assert "不应再有人读到" not in text


def test_lines_of_a_year(files):
    lines = [json.loads(line) for line in files["2031/articles.jsonl"].decode().splitlines()]
    assert [line["id"] for line in lines] == [
        f"{DATE}/01/01", f"{DATE}/01/02", f"{DATE}/01/03", f"{DATE}/01/04", f"{DATE}/a02/01", f"{NEXT}/01/01"]
    assert lines[0]["title"] == LEAD.title
    assert lines[0]["url"] == f"{BASE}{DATE}/01/01.html"
    assert "（本报石桥3月3日电）" in lines[0]["text"]


def test_epub_is_whole(files):
    book = zipfile.ZipFile(io.BytesIO(files[f"{DATE}/edition.epub"]))
    assert book.namelist()[0] == "mimetype"
    assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
    package = ElementTree.fromstring(book.read("EPUB/package.opf"))
    named = {f"EPUB/{item.get('href')}" for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    assert named == {name for name in book.namelist() if name.startswith("EPUB/")} - {"EPUB/package.opf"}
    page = ElementTree.fromstring(book.read("EPUB/p01.xhtml"))
    assert [heading.text for heading in page.iter(f"{XHTML}h2")][:2] == [LEAD.title, "先修人心里的桥"]
    assert "不应再有人读到" not in "".join(page.itertext())


def test_same_edition_same_epub(files):
    again = dict(site.pages(archive(base_url=BASE, exports=("epub",), newspaper="石桥日报")))
    assert again[f"{DATE}/edition.epub"] == files[f"{DATE}/edition.epub"]


@pytest.mark.parametrize(("papers", "name"), [
    (("石桥晚报", "石桥晚报"), "石桥晚报"), (("石桥晚报", "石桥日报"), "版面"), (("石桥晚报", ""), "版面")])
def test_an_export_is_named_by_its_days_newspaper_where_that_is_one(papers, name):
    pages = tuple(Page(DATE, f"{number:02}", (("01", LEAD),), PageRecord(newspaper=paper))
                  for number, paper in enumerate(papers, 1))
    files = dict(site.pages(Archive(Settings(exports=("epub", "txt")), (Edition(DATE, pages),))))
    assert files[f"{DATE}/edition.txt"].decode().startswith(f"{name} 2031年3月4日 ")
    book = zipfile.ZipFile(io.BytesIO(files[f"{DATE}/edition.epub"]))
    assert f">{name} 2031年3月4日<" in book.read("EPUB/package.opf").decode()


def test_nothing_of_an_article_becomes_markup():
    made = article(title=EVIL, kicker=EVIL, deck=EVIL, label=EVIL, bylines=(EVIL,), authors=(EVIL,), text="正文" + EVIL)
    files = dict(site.pages(with_article(made, base_url=BASE, exports=("epub",), newspaper=EVIL, rights=EVIL)))
    feed = ElementTree.fromstring(files["feed.xml"])
    assert "<script>" not in feed.findtext(f"{ATOM}entry/{ATOM}content")
    book = zipfile.ZipFile(io.BytesIO(files[f"{DATE}/edition.epub"]))
    for name in book.namelist():
        if name.endswith(("html", "opf", "xml")):
            root = ElementTree.fromstring(book.read(name))
            assert not [element for element in root.iter() if "script" in element.tag]


def test_empty_archive_with_a_base_url():
    files = dict(site.pages(Archive(Settings(base_url=BASE), ())))
    assert ElementTree.fromstring(files["feed.xml"]).findtext(f"{ATOM}id") == BASE


def test_pages_can_be_made_elsewhere():
    """Days and the frame can be sent to another process, and any order of making them gives the same files."""
    import pickle

    def elsewhere(function, days):
        function, days = pickle.loads(pickle.dumps((function, list(days))))
        return list(map(function, days))

    made = archive(base_url=BASE)
    assert dict(site.pages(made, map=elsewhere)) == dict(site.pages(made))


def test_withdrawing_an_article_takes_it_from_everywhere():
    gone = with_article(replace(LEAD, withdrawn="理由"), base_url=BASE, exports=("epub", "txt", "jsonl"))
    for path, data in dict(site.pages(gone)).items():
        texts = [data] if not path.endswith(".epub") else [
            zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()]
        assert not any("老石匠" in text.decode(errors="ignore") for text in texts), path
