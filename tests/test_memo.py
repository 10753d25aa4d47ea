"""A build with nothing to do knows it, and only then."""

import os
import time
from pathlib import Path

import pytest

from builder import memo, press
from builder.build import build

LONG_AGO = 1_000_000_000 * 10**9


@pytest.fixture
def content(tmp_path) -> Path:
    """A built archive whose files are old enough to be trusted."""
    page = tmp_path / "content" / "2001-05-04" / "01"
    page.mkdir(parents=True)
    (tmp_path / "content" / "archive.toml").write_text("", encoding="utf-8")
    (page / "01.md").write_text('---\ntitle: "水闸完工"\n---\n\n临江的水闸完工。\n', encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.html").write_text("", encoding="utf-8")
    age(tmp_path)
    build(tmp_path / "content", tmp_path / "site")
    return tmp_path / "content"


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.fixture
def making(monkeypatch) -> list:
    """What was made: empty after a build that knew that there was nothing to do."""
    made = []
    files = press.files
    monkeypatch.setattr(press, "files", lambda *arguments: made.append(arguments) or files(*arguments))
    return made


@pytest.fixture(autouse=True)
def _old_program(monkeypatch):
    """As for a user: the program was not edited in the last two seconds."""
    monkeypatch.setattr(memo, "MOMENT", 0)


def test_nothing_changed_makes_nothing(content, making):
    again = build(content, content.parent / "site")
    assert making == []
    assert (again.articles, again.written.changed, again.written.removed) == (1, (), ())
    assert again.written.unchanged > 10


CHANGES = {
    "an article": "content/2001-05-04/01/01.md",
    "the settings": "content/archive.toml",
    "a template": "templates/note.html",
    "a page of the site": "site/index.html",
}


@pytest.mark.parametrize("path", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_is_made_again(content, making, path):
    with (content.parent / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    build(content, content.parent / "site")
    assert len(making) == 1


def test_another_option_another_site(content, making):
    build(content, content.parent / "site", "https://example.org/")
    assert (content.parent / "site" / "sitemap.xml").is_file()
    build(content, content.parent / "site")
    assert len(making) == 2
    assert not (content.parent / "site" / "sitemap.xml").exists()


def test_without_the_cache_everything_is_made_and_nothing_differs(content, making):
    again = build(content, content.parent / "site", cache=False)
    assert len(making) == 1
    assert (again.written.changed, again.written.removed) == ((), ())


def test_a_damaged_memo_is_no_memo(content, making):
    (content.parent / ".banmian" / "site.json").write_text('{"inputs":', encoding="utf-8")
    build(content, content.parent / "site")
    assert len(making) == 1


def test_a_file_touched_a_moment_ago_is_not_trusted(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("")
    monkeypatch.setattr(memo, "MOMENT", 2 * 10**9)
    assert memo.fingerprint([tmp_path], []) is None
    os.utime(tmp_path / "a", ns=(time.time_ns() - 3 * 10**9,) * 2)
    assert memo.fingerprint([tmp_path], []) is not None


def test_a_link_is_not_trusted(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    assert memo.fingerprint([tmp_path], []) is None
