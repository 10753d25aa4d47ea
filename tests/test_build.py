"""The same archive gives the same site, wherever and however it is built."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder import check
from builder.build import build, files
from builder.cli import main
from builder.content import article_file
from builder.errors import Faults
from builder.model import Article, Block, Kind
from builder.prose import markdown


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """An archive of invented articles: two days, two pages each."""
    folder = tmp_path_factory.mktemp("archive") / "content"
    for day in ("2001-05-04", "2001-05-05"):
        for page in ("01", "02"):
            for number in range(1, 5):
                text = f"{day}，临江市第{page}号河段的第{number}座水闸完工，{number}00户受益。"
                article = Article(title=f"第{number}座水闸完工", authors=("林一",), date=day, page=page, order=number,
                                  body=markdown([Block(Kind.BODY, text)]))
                path = folder / day / page / f"{number:02}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(article_file(article), encoding="utf-8")
    (folder / "archive.toml").write_text('newspaper = "临江日报"\n', encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "CNAME").write_text("paper.example.org\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(content) -> dict[str, bytes]:
    return dict(files(content))


ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from builder.build import files
for path, data in sorted(files(Path(sys.argv[1]))):
    print(path, hashlib.sha256(data).hexdigest())
"""


def test_another_hash_seed_time_zone_locale_and_folder_make_the_same_site(content, made, tmp_path):
    there = tmp_path / "else where" / "content"
    there.parent.mkdir()
    there.symlink_to(content)
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
    listing = [subprocess.run([sys.executable, "-c", ELSEWHERE, str(folder)], env=environment | own, cwd=tmp_path,
                              text=True, capture_output=True, check=True, timeout=120).stdout
               for folder, own in ((content, {"PYTHONHASHSEED": "1", "TZ": "UTC"}), (there, {}))]
    assert listing[0] == listing[1]
    assert len(listing[0].splitlines()) == len(made)


def test_a_link_that_leads_nowhere_is_named_with_its_line(content):
    path = content / "2001-05-04" / "01" / "01.md"
    before = path.read_bytes()
    for link in ("../02/04.md", "../../CNAME", "../../2001/index.html"):
        path.write_bytes(before + f"\n见[那篇]({link})。\n".encode())
        list(files(content))
    path.write_bytes(before + "\n见[那篇](../02/05.md)。\n".encode())
    try:
        with pytest.raises(Faults) as caught:
            list(files(content))
    finally:
        path.write_bytes(before)
    line = len(before.splitlines()) + 2
    assert str(caught.value) == (
        f"{path}:{line}: the link leads nowhere: ../02/05.md\n"
        "    A link to another article is written as seen from this file: ../02/01.md")


MOVED = [
    ("2001-05-04/02/05", "there is no article 2001-05-04/02/05", 'moved_to: "2025-07-10/01/03"'),
    ("../02/04.md", "there is no article ../02/04.md", 'moved_to: "2025-07-10/01/03"'),
    ("2001-05-04/01/index", "there is no article 2001-05-04/01/index", 'moved_to: "2025-07-10/01/03"'),
    ("2001-05-04/01/01", "2001-05-04/01/01 is this article itself", "Name the other one."),
]


@pytest.mark.parametrize(("target", "what", "hint"), MOVED)
def test_an_article_that_moved_to_no_other_stops_the_build(content, target, what, hint):
    path = content / "2001-05-04" / "01" / "01.md"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"---\n", f'---\nmoved_to: "{target}"\n'.encode(), 1))
    try:
        with pytest.raises(Faults) as caught:
            list(files(content))
        path.write_bytes(path.read_bytes().replace(target.encode(), b"2001-05-05/02/04"))
        assert b'href="../../2001-05-05/02/04.html"' in dict(files(content))["2001-05-04/01/01.html"]
    finally:
        path.write_bytes(before)
    assert str(caught.value) == f"{path}:2: moved_to: {what}\n    {hint}"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The folder of the only page of an archive that is worked in; nothing stands in it yet."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content/2001-05-04/01"
    folder.mkdir(parents=True)
    (tmp_path / "content/archive.toml").write_text("")
    return folder


def test_an_article_that_goes_on_nowhere_is_told_by_every_build(page, capsys):
    """The site is whole all the same: the printed words stand in the text."""
    (page / "01.md").write_text('---\ncontinued_to: "2001-05-04/02/01"\n---\n\n桥修好了。\n', encoding="utf-8")
    (page / "02.md").write_text('---\ncontinued_from: "2001-05-04/01/01"\n---\n\n又修好了。\n', encoding="utf-8")
    for _ in range(2):
        assert main(["build"]) == 0
        assert capsys.readouterr().err == (
            "content/2001-05-04/01/01.md:2: continued_to: there is no article 2001-05-04/02/01\n"
            '    continued_to: "2025-07-10/01/03"\n')
    (page / "01.md").write_text('---\ncontinued_to: "2001-05-04/01/02"\n---\n\n桥修好了。\n', encoding="utf-8")
    assert main(["build"]) == 0
    assert capsys.readouterr().err == ""


def test_an_article_that_is_a_headline_alone_is_built_and_found(page, capsys):
    (page / "01.md").write_text('---\ntitle: "河堤加固工程完工"\n---\n', encoding="utf-8")
    assert main(["build"]) == 0
    assert main(["search", "加固"]) == 0
    assert "河堤加固工程完工" in capsys.readouterr().out


def test_an_archive_without_an_edition_is_built_and_has_nothing_to_mend(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/archive.toml").write_text("")
    build(Path("content"), Path("site"))
    assert check.report(Path("content"), Path("site")).findings == ()


def test_articles_that_are_gone_are_not_counted(tmp_path):
    page = tmp_path / "content/2001-05-04/01"
    page.mkdir(parents=True)
    (tmp_path / "content/archive.toml").write_text("")
    for number, head in (("01", 'title: "桥"'), ("02", 'withdrawn: "重复"'), ("03", 'moved_to: "2001-05-04/01/01"')):
        (page / f"{number}.md").write_text(f"---\n{head}\n---\n", encoding="utf-8")
    for _ in range(2):
        assert build(tmp_path / "content", tmp_path / "site").articles == 1


LINK = "{}: a link is not copied into the site\n    Put the file or folder itself in its place."


@pytest.mark.parametrize("name", ["own.css", "pictures"])
def test_a_link_among_the_static_files_stops_the_build(content, tmp_path, name):
    """What a link leads to may be nobody's but its owner's; to pass over it would be silence."""
    aim = tmp_path / name
    aim.mkdir() if name == "pictures" else aim.write_text("secret", encoding="utf-8")
    link = content / "static" / name
    link.symlink_to(aim)
    try:
        with pytest.raises(Faults) as caught:
            list(files(content))
        assert str(caught.value) == LINK.format(link)
        found = check.archive_report(content)[0].findings
        assert [each.path for each in found if "link is not copied" in str(each.what)] == [str(link)]
    finally:
        link.unlink()


def test_static_files_are_copied_as_they_are_and_come_before_ours(content, made):
    assert made["CNAME"] == b"paper.example.org\n"
    own = content / "static" / "404.html"
    own.write_text("<p>fort", encoding="utf-8")
    try:
        assert dict(files(content))["404.html"] == b"<p>fort"
    finally:
        own.unlink()
