"""A build makes what changed, and only that; what it remembers is never wrong."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import jinja2
import pytest

from builder import output, press, stamps
from builder.build import build
from builder.content import Stamp, article_file
from builder.memo import Damaged, Memo
from builder.model import Article, Block, Kind
from builder.prose import markdown
from builder.site import frame
from builder.stamps import UNSURE, stamped

DAYS = ("2001-05-04", "2001-05-05", "2002-01-01")
LONG_AGO = 1_000_000_000 * 10**9


def article(date: str, number: int, **fields) -> Article:
    text = f"{date}，临江市第{number}座水闸完工。"
    return Article(**{"title": f"第{number}座水闸完工", "date": date, "page": "01", "order": number,
                      "body": markdown([Block(Kind.BODY, text)])} | fields)


def put(content: Path, date: str, number: int, made: Article, page: str = "01") -> Path:
    path = content / date / page / f"{number:02}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article_file(made), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _old_program(monkeypatch):
    """As for a user: what was edited was not edited in the last two seconds."""
    monkeypatch.setattr(stamps, "MOMENT", 0)


@pytest.fixture
def content(tmp_path) -> Path:
    """A built archive: three days of four articles, two authors, an article that continues another day's."""
    folder = tmp_path / "content"
    for date in DAYS:
        for number in range(1, 5):
            put(folder, date, number, article(date, number, authors=("林一",) if number < 4 else ("陈二",)))
    put(folder, DAYS[2], 4, article(DAYS[2], 4, continued_from=f"{DAYS[0]}/01/02"))
    (folder / "archive.toml").write_text('base_url = "https://example.org/"\nexports = ["txt", "jsonl"]\n')
    (folder / "static").mkdir()
    (folder / "static" / "CNAME").write_text("example.org\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.html").write_text("")
    build(folder, tmp_path / "site", jobs=1)
    return folder


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The dates of the editions that are made."""
    dates = []
    real = press.made
    monkeypatch.setattr(
        press, "made", lambda frame, tasks: dates.extend(task.date for task in tasks) or real(frame, tasks))
    return dates


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def rebuilt(content: Path) -> output.Written:
    """What a build writes; a build from nothing elsewhere makes the same site."""
    site = content.parent / "site"
    written = build(content, site, jobs=1).written
    build(content, content.parent / "elsewhere" / "site", jobs=1, cache=False)
    assert tree(site) == tree(content.parent / "elsewhere" / "site")
    return written


def test_nothing_changed_makes_nothing(content, made):
    before = stamps.standing(content.parent / "site")
    again = build(content, content.parent / "site")
    assert (made, again.written.changed, again.written.removed) == ([], (), ())
    assert (again.editions, again.pages, again.articles) == (3, 3, 12)
    assert again.written.unchanged == len(tree(content.parent / "site"))
    assert stamps.standing(content.parent / "site") == before


def test_nothing_changed_loads_neither_dictionary_nor_templates(content):
    run = subprocess.run([sys.executable, "-c", LOADED, content, content.parent / "site"], check=True, timeout=300,
                         capture_output=True, text=True)
    assert run.stdout == "() []\n"


def test_an_edited_text_loads_no_dictionary(content):
    path = put(content, DAYS[1], 2, article(DAYS[1], 2, authors=("林一",), body=f"第2座水闸完工，临江市{DAYS[1]}。\n"))
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    run = subprocess.run([sys.executable, "-c", LOADED, content, content.parent / "site"], check=True, timeout=300,
                         capture_output=True, text=True)
    assert "jieba" not in run.stdout


LOADED = """
import sys
from contextlib import closing
from pathlib import Path
from builder import stamps
stamps.MOMENT = 0
from builder.build import build
written = build(Path(sys.argv[1]), Path(sys.argv[2])).written
print(written.changed, sorted({"jieba", "jinja2", "lunr", "numpy", "PIL", "builder.press"} & sys.modules.keys()))
"""


def test_an_edited_article_writes_what_shows_it_and_nothing_else(content, made):
    put(content, DAYS[1], 2, article(DAYS[1], 2, authors=("林一",), body="临江市的水闸，两岸的人都来看。\n"))
    written = rebuilt(content)
    assert made[0] == DAYS[1]
    assert sorted(path for path in written.changed if not path.startswith("search/")) == [
        f"{DAYS[1]}/01/02.html", f"{DAYS[1]}/01/index.html", f"{DAYS[1]}/all.html", f"{DAYS[1]}/edition.txt",
        "2001/articles.jsonl", "feed.xml"]
    assert written.removed == ()


def test_another_newspaper_of_a_page_is_named_by_its_authors(content):
    (content / DAYS[1] / "01" / "page.toml").write_text('newspaper = "北岭晚报"\n', encoding="utf-8")
    written = rebuilt(content)
    assert "authors/u6797-u4e00.html" in written.changed
    assert "北岭晚报" in (content.parent / "site/authors/u6797-u4e00.html").read_text("utf-8")


def test_another_headline_is_another_link_for_its_neighbours_authors_and_continuations(content, made):
    put(content, DAYS[0], 2, article(DAYS[0], 2, title="临江人看水闸", authors=("林一",)))
    written = rebuilt(content)
    assert made[:2] == [DAYS[0], DAYS[2]]
    assert sorted(path for path in written.changed if not path.startswith("search/")) == [
        f"{DAYS[0]}/01/01.html", f"{DAYS[0]}/01/02.html", f"{DAYS[0]}/01/03.html", f"{DAYS[0]}/01/index.html",
        f"{DAYS[0]}/all.html", f"{DAYS[0]}/edition.txt", f"{DAYS[0]}/index.html", "2001/articles.jsonl",
        "authors/u6797-u4e00.html", "feed.xml"]


def test_a_new_edition_touches_the_one_before(content, made):
    put(content, "2002-01-02", 1, article("2002-01-02", 1, authors=("孙三",)))
    written = rebuilt(content)
    assert made[:2] == [DAYS[2], "2002-01-02"]
    assert [path for path in written.changed if path.startswith(DAYS)] == [f"{DAYS[2]}/index.html"]
    assert {"authors/u5b59-u4e09.html", "authors/index.html", "index.html", "2002/index.html"} <= {*written.changed}


def test_what_is_gone_is_removed(content):
    for path in (content / DAYS[1]).rglob("*.md"):
        path.unlink()
    for number in (1, 2, 3):
        put(content, DAYS[0], number, article(DAYS[0], number, withdrawn="当事人要求"))
    written = rebuilt(content)
    assert {f"{DAYS[1]}/index.html", f"{DAYS[1]}/01/03.html"} <= {*written.removed}
    assert "authors/u6797-u4e00.html" in written.changed


def test_what_the_settings_leave_out_comes_back_with_them(content):
    """The feed, the sitemap and the exports; and the lines of a year whose editions were away."""
    settings, away = content / "archive.toml", content.parent / "away"
    before = settings.read_text("utf-8")
    for text in ("", before):
        settings.write_text(text, encoding="utf-8")
        rebuilt(content)
    (content / DAYS[2]).rename(away)
    rebuilt(content)
    away.rename(content / DAYS[2])
    rebuilt(content)
    assert {"feed.xml", "sitemap.xml", "2001/articles.jsonl", "2002/articles.jsonl"} <= tree(
        content.parent / "site").keys()


def test_an_edition_that_is_gone_leaves_the_index_of_its_month(content):
    for path in sorted((content / DAYS[1]).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (content / DAYS[1]).rmdir()
    assert f"{DAYS[1]}/01/01.html" in rebuilt(content).removed


def test_an_article_that_others_continue_may_come_and_go(content):
    page = content.parent / "site" / DAYS[2] / "01" / "04.html"
    assert f'href="../../{DAYS[0]}/01/02.html"' in page.read_text("utf-8")
    (content / DAYS[0] / "01" / "02.md").unlink()
    rebuilt(content)
    assert f"{DAYS[0]}/01/02.html" not in page.read_text("utf-8")
    put(content, DAYS[0], 2, article(DAYS[0], 2))
    rebuilt(content)
    assert f'href="../../{DAYS[0]}/01/02.html"' in page.read_text("utf-8")


CHANGES = {
    "the settings": ("content/archive.toml", "\nnewspaper = \"临江日报\"\n"),
    "a template": ("templates/_partials/footer.html", "<footer><p>{{ archive_name }}</p></footer>"),
    "a word of the site": ("templates/strings/zh-Hans.toml", 'nav_authors = "作者们"\n'),
    "a file that is copied": ("content/static/CNAME", "www.example.org\n"),
    "a file that hides one of ours": ("content/static/2001-05-04/index.html", "<p>ours"),
}


@pytest.mark.parametrize(("path", "text"), CHANGES.values(), ids=CHANGES)
def test_whatever_else_a_site_is_made_of_is_seen(content, path, text):
    path = content.parent / path
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_bytes() if path.exists() else None
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    assert rebuilt(content).changed
    path.unlink()
    if old is not None:
        path.write_bytes(old)
    assert rebuilt(content).changed


def test_another_option_another_site(content):
    site = content.parent / "site"
    build(content, site, "https://example.org/elsewhere/")
    assert "https://example.org/elsewhere/" in (site / "sitemap.xml").read_text()
    build(content, site, "")
    assert not (site / "sitemap.xml").exists()
    rebuilt(content)


@pytest.mark.parametrize("path", ["index.html", f"{DAYS[0]}/01/01.html", "search/manifest.js", "authors/index.html"])
def test_a_site_that_was_touched_is_mended(content, made, path):
    site = content.parent / "site"
    whole = tree(site)
    (site / path).write_text("<p>touched", encoding="utf-8")
    (site / DAYS[1] / "stray.html").write_text("stray")
    written = build(content, site, jobs=1).written
    assert (tree(site), written.changed, written.removed) == (whole, (path,), (f"{DAYS[1]}/stray.html",))
    assert set(made) <= {DAYS[0]}
    (site / path).unlink()
    assert build(content, site, jobs=1).written.changed == (path,)
    assert tree(site) == whole


def test_files_that_were_touched_and_hold_the_same_are_made_of_nothing_new(content, made):
    for path in (*content.rglob("*.md"), *(content.parent / "site").rglob("*.html")):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    assert build(content, content.parent / "site").written.changed == ()
    assert made == []


def test_a_site_that_is_lost_is_made_again(content):
    whole = tree(content.parent / "site")
    (content.parent / "site").rename(content.parent / "aside")
    build(content, content.parent / "site")
    assert tree(content.parent / "site") == whole


def test_an_archive_may_become_empty(content):
    for path in content.rglob("*.md"):
        path.unlink()
    written = rebuilt(content)
    assert {f"{date}/index.html" for date in DAYS} <= {*written.removed}
    assert "index.html" in written.changed


def test_without_the_cache_everything_is_made_and_nothing_differs(content, made):
    again = build(content, content.parent / "site", cache=False, jobs=1)
    assert made == [*DAYS, DAYS[2]], "the last asks for an article of the first"
    assert (again.written.changed, again.written.removed) == ((), ())


def test_a_fault_leaves_the_memory_as_it_was(content, made):
    path = content / DAYS[1] / "01" / "02.md"
    good = path.read_bytes()
    path.write_text("no front matter")
    with pytest.raises(Exception, match="no front matter"):
        build(content, content.parent / "site")
    path.write_bytes(good)
    made.clear()
    assert build(content, content.parent / "site").written.changed == ()
    assert made == []


def ask(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(statement)


DAMAGES = {
    "no file": lambda path: path.unlink(),
    "an empty file": lambda path: path.write_bytes(b""),
    "not ours": lambda path: path.write_text("a diary"),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:9000]),
    "overwritten within": lambda path: path.write_bytes(path.read_bytes()[:5000] + bytes(40_000)),
    "of someone else": lambda path: (path.unlink(), ask(path, "CREATE TABLE files (x)")),
    "of another version": lambda path: ask(path, "UPDATE facts SET value = x'00'"),
    "with letters that are none": lambda path: path.write_bytes(path.read_bytes().replace("闸".encode(), b"\xff" * 3)),
    "with words cut short": lambda path: ask(path, "UPDATE editions SET card = substr(card, 1, 9)"),
    "with a journal of another": lambda path: path.with_name(f"{path.name}-journal").write_bytes(bytes(800)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memory_is_no_memory(content, damage):
    damage(content.parent / ".banmian" / "site.sqlite")
    assert rebuilt(content).changed == ()
    assert build(content, content.parent / "site").written.changed == ()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_an_edit_is_built_whatever_the_memory_has_become(content, damage):
    put(content, DAYS[1], 2, article(DAYS[1], 2, title="河水上涨"))
    damage(content.parent / ".banmian" / "site.sqlite")
    site, other = content.parent / "site", content.parent / "other"
    build(content, site)
    build(content, other)
    assert tree(site) == tree(other)


@pytest.fixture
def compiled(monkeypatch) -> list[str]:
    """The templates that are compiled."""
    names = []
    real = jinja2.Environment.compile
    monkeypatch.setattr(jinja2.Environment, "compile", lambda self, source, name=None, *more, **options: (
        names.append(name) or real(self, source, name, *more, **options)))
    yield names
    frame.forget()


def test_templates_are_compiled_once(compiled, content):
    site, other = content.parent / "site", content.parent / "other"
    frame.forget()
    build(content, other, jobs=1)
    assert "article.html" in compiled
    compiled.clear()
    frame.forget()
    put(content, DAYS[1], 2, article(DAYS[1], 2, authors=("林一",), body="临江市的水闸。\n"))
    build(content, other, jobs=1)
    assert compiled == []

    frame.forget()
    ask(content.parent / ".banmian" / "other.sqlite",
        "UPDATE facts SET value = CAST(substr(value, 1, 40) || x'7a' AS BLOB) WHERE name LIKE 'template %'")
    put(content, DAYS[1], 2, article(DAYS[1], 2, authors=("林一",), body="两岸的人都来看。\n"))
    build(content, other, jobs=1)
    assert "article.html" in compiled, "code that is damaged is not read"
    build(content, site, jobs=1)
    assert tree(site) == tree(other)


def test_a_memory_that_may_not_be_read_is_damaged(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 4096)
    with pytest.raises(Damaged):
        Memo(tmp_path / "a", b"")


def test_a_file_touched_a_moment_ago_is_not_trusted():
    now = 10**18
    old, new = (Stamp(1, now - age, now - age, 7) for age in (3 * 10**9, 10**9))
    assert stamped([("a", old)], now) != UNSURE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "MOMENT", 2 * 10**9)
        assert stamped([("a", old)], now) != UNSURE
        assert stamped([("a", old), ("b", new)], now) == UNSURE


def test_an_edit_within_the_same_moment_is_seen(content, monkeypatch):
    """The clock of the file system stands still between two edits of one size: their stamps are the same."""
    monkeypatch.setattr(stamps, "MOMENT", 10**12)
    path = put(content, DAYS[1], 2, article(DAYS[1], 2, title="甲"))
    known = path.stat()
    build(content, content.parent / "site")
    monkeypatch.setattr(Stamp, "of", classmethod(lambda cls, _: cls(1, known.st_mtime_ns, known.st_ctime_ns, 1)))
    build(content, content.parent / "site")
    put(content, DAYS[1], 2, article(DAYS[1], 2, title="乙"))
    build(content, content.parent / "site")
    assert "<h1>乙</h1>" in (content.parent / "site" / DAYS[1] / "01" / "02.html").read_text("utf-8")
