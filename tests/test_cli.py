"""What the command says and how it ends: exit codes, sentences, nothing overwritten."""

import json
import os
import stat
import subprocess
import sys
from hashlib import sha256
from os.path import normpath
from pathlib import Path

import pytest
from serving import environment

from builder import build, content, intake
from builder.cli import main
from builder.output import Written
from builder.site.templates import shipped

PAGE = """\
本报讯（记者林一）临江市水务站5月3日宣布，河堤加固工程完工。

工程历时三年，沿江十二个村的村民不再为汛期担心。
"""
ARTICLE = '---\ntitle: "河堤加固工程完工"\n---\n\n工程历时三年。\n'


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An archive with one page, and the command run beside it."""
    page = tmp_path / "content" / "2001-05-04" / "02"
    page.mkdir(parents=True)
    (tmp_path / "content" / "archive.toml").write_text('newspaper = "临江日报"\n', encoding="utf-8")
    (page / "01.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_then_search(folder, capsys):
    assert main(["build"]) == 0
    assert "site: 1 article on 1 page of 1 edition;" in capsys.readouterr().out
    assert main(["search", "河堤"]) == 0
    assert "河堤加固工程完工" in capsys.readouterr().out
    assert main(["search", "--json", "沙漠"]) == 0
    assert '"total": 0' in capsys.readouterr().out


@pytest.mark.parametrize(("query", "said"), [
    ("2001", "2001: 2 editions, in site/2001/index.html"),
    ("2001年5月", "2001-05: 2 editions, in site/2001/index.html"),
    ("2001.5.6", "2001-05-06: 1 edition, in site/2001-05-06/index.html"), ("2002", None), ("2001 河堤", None),
])
def test_a_query_that_is_a_date_finds_the_editions_too(folder, capsys, query, said):
    other = folder / "content" / "2001-05-06" / "01" / "01.md"
    other.parent.mkdir(parents=True)
    other.write_text(ARTICLE, encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["search", query]) == 0
    told = capsys.readouterr().out.replace("\\", "/").splitlines()
    assert [line for line in told if "edition" in line] == ([said] if said else [])


@pytest.mark.skipif(sys.platform == "win32", reason="a command line there is no bytes")
def test_a_query_is_read_in_a_locale_without_chinese(folder):
    assert main(["build"]) == 0
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
                                "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "builder", "search", "--json"]
    ran = subprocess.run([*command, "河堤".encode()], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout)["query"] == "河堤"
    assert json.loads(ran.stdout)["total"] == 1
    ran = subprocess.run([*command, "河堤".encode("gb18030")], env=environment, capture_output=True, text=True,
                         check=False)
    assert ran.returncode == 2
    assert ran.stderr.endswith(" is not UTF-8 text\n    Set the terminal to UTF-8 and type it again.\n")


def test_an_article_without_a_headline_is_found_by_its_words(folder, capsys):
    (folder / "content/2001-05-04/02/02.md").write_text("---\n---\n\n水务站迁址。\n", encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["search", "迁址"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "", "水务站[迁址]。", f"  2001-05-04 · 02   {Path('site/2001-05-04/02/02.html')}"]


def test_a_page_without_a_headline_parses(folder, capsys):
    (folder / "alone.txt").write_text(PAGE, encoding="utf-8")
    assert main(["parse", "alone.txt", "--output", "out"]) == 0
    text = (folder / "out" / "01.md").read_text(encoding="utf-8")
    assert "title:" not in text
    assert 'dateline: "本报讯"' in text
    assert 'authors: ["林一"]' in text
    assert "沿江十二个村的村民不再为汛期担心。" in text


def test_explain_prints_every_line(folder, capsys):
    (folder / "alone.txt").write_text(PAGE, encoding="utf-8")
    assert main(["explain", "alone.txt"]) == 0
    out = capsys.readouterr().out
    assert "工程历时三年" in out
    assert "body" in out


RAW = [
    ("an empty page", b"", "alone.txt:1:"),
    ("a blank page", "\n \n　\n".encode(), "alone.txt:1:"),
    ("a binary file", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "alone.txt:2:"),
    ("undecodable bytes", b"ab\ncd\xff\xff\xff\n", "alone.txt:2:"),
]


@pytest.mark.parametrize(("data", "place"), [case[1:] for case in RAW], ids=[case[0] for case in RAW])
def test_a_page_that_is_none_is_a_sentence(folder, capsys, data, place):
    (folder / "alone.txt").write_bytes(data)
    before = tree(folder)
    assert main(["parse", "alone.txt", "--output", "out"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(place)
    assert "\n    " in error
    assert tree(folder) == before


def test_undecodable_bytes_parse_with_the_encoding_that_they_have(folder):
    (folder / "alone.txt").write_bytes(PAGE.encode("big5", errors="replace"))
    assert main(["parse", "alone.txt", "--output", "out", "--encoding", "big5"]) == 0
    assert main(["parse", "alone.txt", "--output", "out2", "--encoding", "klingon"]) == 2


CONTENT = [
    ("broken YAML", "content/2001-05-04/02/01.md", '---\ntitle: "甲\n---\n', "content/2001-05-04/02/01.md:"),
    ("two articles with one number", "content/2001-05-04/02/001.md", ARTICLE,
     "content/2001-05-04/02/001.md: number 1 is 01.md's already\n"),
    ("a date that is none", "content/2001-13-04/02/01.md", ARTICLE, "content/2001-13-04: '2001-13-04' is no date"),
    ("Markdown that would lose a word", "content/2001-05-04/02/01.md",
     '---\ntitle: "甲"\n---\n\n> 甲\n>\n> > 乙\n',
     "content/2001-05-04/02/01.md:7: Markdown would show '乙' for '> 乙'\n"),
]


@pytest.mark.parametrize(("path", "text", "sentence"), [case[1:] for case in CONTENT],
                         ids=[case[0] for case in CONTENT])
def test_broken_content_leaves_the_old_site(folder, capsys, path, text, sentence):
    assert main(["build"]) == 0
    before = tree(folder / "site")
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert "\n    " in error
    assert tree(folder / "site") == before


def test_no_archive_is_a_sentence(folder, capsys):
    (folder / "content" / "archive.toml").unlink()
    for command in (["build"], ["parse", "content/2001-05-04/02"]):
        (folder / "content/2001-05-04/02/page.txt").write_text(PAGE, encoding="utf-8")
        assert main(command) == 1
        assert "content/archive.toml: no such file, so this is no archive\n    " in capsys.readouterr().err
    assert not (folder / "site").exists()


def test_a_folder_of_someone_else_is_refused(folder, capsys):
    (folder / "thesis").mkdir()
    (folder / "thesis" / "chapter.html").write_text("years of work")
    assert main(["build", "--site", "thesis"]) == 1
    assert capsys.readouterr().err.startswith("thesis: not empty, and not written by banmian\n    ")
    assert tree(folder / "thesis") == {"chapter.html": b"years of work"}


USAGE = [
    (["explain", "nothing.txt"], "nothing.txt: no such file\n    "),
    (["parse", "content", "--output", "out"], "content: not a file\n    "),
    (["build", "--site", "."], ".: the site cannot be written to a folder that is, holds or lies in content\n    "),
    (["build", "--site", "content/site"], "content/site: the site cannot be written to a folder that is, holds or"),
    (["search", " "], "nothing to search for\n    "),
    (["search", "甲", "--from", "2025-13-45"], "--from: '2025-13-45' is no date\n    "),
    (["search", "甲", "--limit", "0"], "--limit and --offset count results\n    "),
    (["parse", "nothing.txt"], "nothing.txt: no such file"),
    (["parse", "a.txt", "b.txt", "--output", "out"], "--output is for one page\n    "),
    (["build", "--base-url", "nowhere"], "--base-url: 'nowhere' is no web address\n    "),
    (["build", "--base-url", "https://a.org/?b"], "--base-url: 'https://a.org/?b' is no web address\n    "),
]


@pytest.mark.parametrize(("arguments", "sentence"), USAGE)
def test_wrong_usage_exits_2(folder, capsys, arguments, sentence):
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_a_page_is_not_parsed_over_the_archives_own(folder, capsys):
    raw = folder / "content/2001-05-04/02/page.txt"
    raw.write_text(PAGE, encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "01.md").write_text("mine", encoding="utf-8")
    before = tree(folder)
    assert main(["parse", str(raw), "--output", str(raw.parent)]) == 2
    assert "the folder of an archive's page\n    banmian parse " in capsys.readouterr().err
    assert main(["parse", str(raw), "--output", str(folder / "notes")]) == 2
    assert "holds Markdown files that parse did not write\n    Name another folder." in capsys.readouterr().err
    assert tree(folder) == before


@pytest.mark.parametrize(("data", "encoding"), [
    (PAGE.encode("utf-16-le"), "utf-16-le"), ("ф ш 临江 ж ы ъ э\n".encode("gb18030"), "gb18030")])
def test_an_encoding_named_once_is_remembered(folder, data, encoding):
    raw = folder / "content/2001-05-04/03/page.txt"
    raw.parent.mkdir()
    raw.write_bytes(data)
    assert main(["parse"]) == 1
    assert main(["parse", str(raw), "--encoding", encoding]) == 0
    assert main(["explain", str(raw)]) == 0
    before = tree(folder)
    assert main(["parse"]) == 0
    assert tree(folder) == before


def test_a_dry_run_shows_what_a_better_parser_would_change(folder, capsys):
    raw = folder / "content/2001-05-04/03/page.txt"
    raw.parent.mkdir()
    raw.write_text("河堤加固工程完工\n\n" + PAGE, encoding="utf-8")
    assert main(["parse"]) == 0
    article, record = raw.parent / "01.md", raw.parent / "page.toml"
    worse = article.read_text(encoding="utf-8").replace('title: "河堤', 'title: "河提')
    article.write_text(worse, encoding="utf-8")
    record.unlink()
    before = tree(folder)
    capsys.readouterr()
    assert main(["parse", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-9:] == [
        "content/2001-05-04/03/01.md: edited by hand, so left as it is; the parser now reads it so:",
        "    @@ -1,5 +1,5 @@", "     ---", '    -title: "河提加固工程完工"', '    +title: "河堤加固工程完工"',
        '     authors: ["林一"]', '     dateline: "本报讯"', '     date: "2001-05-04"',
        "content/2001-05-04/03: 1 article, 0 would be written, 0 unchanged, 1 edited by hand"]
    assert tree(folder) == before


HELD = [
    ("en", [
        "content/2001-05-04/03/02.md: left as it is: lines of it would go to what is left as it is too: 3 → 01.md",
        "    Is it right so? Then write in its head reviewed: and the day. Else move the words of these lines there "
        "and correct `lines` here and there; where no line is left, write moved_to: and that article. Then banmian "
        "parse again."]),
    ("zh", [
        "content/2001-05-04/03/02.md：未动：它的这几行本该归入也未动的文章：3 → 01.md",
        "    现在这样是对的，就在文件头写 reviewed: 和日期；不对，就把这几行的文字移过去，两边的 lines 都改好，"
        "一行不剩的写 moved_to: 和那一篇。再运行 banmian parse。"]),
]


@pytest.mark.parametrize(("language", "sentences"), HELD, ids=["en", "zh"])
def test_what_is_held_is_told_with_what_to_do_and_then_parse_ends_well(folder, capsys, language, sentences):
    """An earlier parser made an article of the last line, which nobody touched; the first one is edited."""
    page = folder / "content/2001-05-04/03"
    page.mkdir()
    (page / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["parse"]) == 0
    first, second, record = page / "01.md", page / "02.md", page / "page.toml"
    text = first.read_text("utf-8")
    assert "lines: [[1, 3]]" in text
    second.write_text(text.replace("[[1, 3]]", "[[3, 3]]").replace("order: 1", "order: 2"), "utf-8")
    record.write_text(record.read_text("utf-8").replace(
        "[parsed]\n", f'[parsed]\n"02.md" = "{sha256(second.read_bytes()).hexdigest()}"\n'), "utf-8")
    first.write_text(text.replace("[[1, 3]]", "[[1, 2]]"), "utf-8")
    capsys.readouterr()
    assert main(["--lang", language, "parse"]) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if sentences[0] in line or line in sentences
            ] == sentences
    second.write_text(second.read_text("utf-8").replace("---\n", '---\nreviewed: "2001-05-05"\n', 1), "utf-8")
    assert main(["--lang", language, "parse"]) == 0
    assert sentences[1] not in capsys.readouterr().out


TEMPLATES = [
    ("404.html", "{{ nope( }}", ":1: the template: unexpected '}'"),
    ("404.html", "<p>\n{{ nope.x }}", ":2: the template: 'nope' is undefined"),
    ("404.html", "{% include 'nope.html' %}", ":1: the template: "),
    ("404.html", "<p>\n{{ 1 / 0 }}", ":2: the template: ZeroDivisionError: division by zero"),
    ("404.html", "{{ words.day('x') }}", ":1: the template: ValueError: Invalid isoformat string: 'x'"),
    ("epub/page.xhtml", "<p>\n{{ nope.x }}", ":2: the template: 'nope' is undefined"),
    ("epub/package.opf", "{{ nope.x }}", ":1: the template: 'nope' is undefined"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), TEMPLATES)
def test_a_broken_template_is_a_sentence(folder, capsys, name, text, sentence):
    (folder / "templates" / name).parent.mkdir(parents=True)
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    (folder / "content" / "archive.toml").write_text('exports = ["epub"]\n', encoding="utf-8")
    assert main(["build"]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"templates/{name}{sentence}"), "as seen from where one stands"
    assert err.endswith(f"\n    {shipped() / 'README.md'} says what a template knows.\n")
    assert not (folder / "site").exists()


UNREADABLE = [
    ("_partials/footer.html", "<footer>\n<p>页脚", ":2: not UTF-8 text\n    Save the file as UTF-8.\n"),
    ("strings/zh-Hans.toml", '# 词\nlatest = "今天"', ":1: not UTF-8 text\n    Save the file as UTF-8.\n"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), UNREADABLE)
def test_a_template_that_is_no_utf_8_is_a_sentence(folder, capsys, name, text, sentence):
    """It would stand on every page as characters that nobody wrote."""
    (folder / "templates" / name).parent.mkdir(parents=True)
    (folder / "templates" / name).write_bytes(text.encode("gb18030"))
    assert main(["build"]) == 1
    assert capsys.readouterr().err == f"templates/{name}{sentence}"
    assert not (folder / "site").exists()


WORDS = [
    ('date = "{yeer}年"', 'date = "{year}年{month}月{day}日"'), ('page_name = "第{"', 'page_name = "第{page}版"'),
    ("listing = 1", 'listing = "、"'), ("weekdays_short = []", "weekdays_short = ["),
    ("reader = 1", "[reader]"), ("[reader]\nsize = 3", 'size = "字号"'),
]


@pytest.mark.parametrize(("text", "hint"), WORDS)
def test_a_word_that_cannot_take_the_place_of_ours_is_a_sentence(folder, capsys, text, hint):
    (folder / "templates" / "strings").mkdir(parents=True)
    (folder / "templates" / "strings" / "zh-Hans.toml").write_text(f'latest = "今天"\n{text}\n', encoding="utf-8")
    assert main(["build"]) == 1
    key, line = ("reader.size", 3) if "[reader]" in text else (text.split()[0], 2)
    assert capsys.readouterr().err.startswith(
        f"templates/strings/zh-Hans.toml:{line}: {key} is not like ours\n    {hint}")
    assert not (folder / "site").exists()


def test_a_word_of_a_table_leaves_the_others(folder):
    (folder / "templates" / "strings").mkdir(parents=True)
    (folder / "templates" / "strings" / "zh-Hans.toml").write_text('[reader]\nsize = "大小"\n', encoding="utf-8")
    assert main(["build"]) == 0
    script = (folder / "site" / "assets" / "reader.js").read_text("utf-8")
    assert '"size":"大小"' in script
    assert '"small":"小"' in script


@pytest.mark.parametrize("articles", [499, 500])
def test_what_1_gb_holds_is_told_of_an_archive_large_enough_to_know(folder, monkeypatch, capsys, articles):
    """Of a smaller one most is what every site has."""
    sizes = {"pages": 4_000_000, "index": 1_000_000, "text": 0, "pictures": 0}
    made = build.Built(1, 1, articles, Written(("index.html",), (), 0), sizes)
    monkeypatch.setattr(build, "build", lambda *_, **__: made)
    assert main(["build"]) == 0
    [_, sizes, *held, _] = capsys.readouterr().out.splitlines()
    assert sizes == "pages 4.0 MB, index 1.0 MB, its text 0.0 MB, pictures 0.0 MB"
    assert held == ([] if articles < 500 else ["1 GB holds 100000 articles like these"])


LOSSY = [
    ("article.html", "<p>{{ shown.name }}", "article.html", "01.html"),
    ("article.html", "<article>", "article.html", "01.html"),
    ("article.html", "<article></article><article>甲</article>", "article.html", "01.html"),
    ("page.html", "<article>甲", "page.html", "index.html"), ("all.html", "<article>甲", "all.html", "../all.html"),
    ("_partials/article.html", "{% macro above(a) %}甲{% endmacro %}{% macro under(a, b, c) %}甲{% endmacro %}", "",
     "../all.html"),
]


@pytest.mark.parametrize(("name", "text", "told", "page"), LOSSY)
def test_a_template_that_does_not_show_the_article_is_a_sentence(folder, capsys, name, text, told, page):
    """Named as seen from where one stands, where it is the archive's own; else the folder that has it somewhere."""
    (folder / "templates" / name).parent.mkdir(parents=True)
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    assert main(["build"]) == 1
    assert capsys.readouterr().err == (
        f"{Path('templates', told)}: a template leaves out words of {normpath(f'2001-05-04/02/{page}')}\n"
        "    Compare it with the template that ships; every field of the article must be shown.\n")


STRANGERS = [
    ("artcle.html", "", "Do you mean article.html?"), ("footer.html", "", "Do you mean _partials/footer.html?"),
    ("assets/owm.css", "", "Do you mean assets/own.css?"),
    ("strings/zh.toml", "", f"{shipped() / 'README.md'} lists what there is."),
    ("serch.html", "", "Do you mean search.html?"), ("qqq.html", "", f"{shipped() / 'README.md'} lists what there is."),
    ("year.html", "{% extends 'base.html' %}", None), ("_partials/mine.html", "", None),
    ("assets/own.css", "", None), ("assets/stamp.svg", "<svg/>", None), ("README.md", "", None),
    (".artcle.html", "", None),
]


@pytest.mark.parametrize(("name", "text", "hint"), STRANGERS, ids=[name for name, *_ in STRANGERS])
def test_a_template_that_replaces_nothing_is_told(folder, capsys, name, text, hint):
    """Each time; the site is built all the same."""
    footer = "_partials/footer.html", "<footer>{% include '_partials/mine.html' ignore missing %}</footer>"
    for path, words in (footer, (name, text)):
        (folder / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates" / path).write_text(words, encoding="utf-8")
    for _ in range(2):
        assert main(["build"]) == 0
        told = f"templates/{name}: it takes the place of no template\n    {hint}\n" if hint else ""
        assert capsys.readouterr().err == told


@pytest.mark.parametrize(("place", "shown"), [("", "templates"), ("content", "../templates"), ("..", "{}/templates")])
def test_templates_are_named_as_seen_from_where_one_stands(folder, monkeypatch, capsys, place, shown):
    (folder / "templates").mkdir()
    (folder / "templates" / "404.html").write_text("{{ nope( }}", encoding="utf-8")
    monkeypatch.chdir(folder / place)
    archive = "." if place == "content" else f"{folder.name}/content" if place else "content"
    assert main(["build", "--content", archive, "--site", str(folder / "site")]) == 1
    assert capsys.readouterr().err.startswith(f"{shown.format(folder.name)}/404.html:1: the template: ")


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--colour"]])
def test_what_the_command_line_does_not_know_exits_2(arguments):
    assert main(arguments) == 2


@pytest.mark.parametrize("typed", [
    "init LONG", "init LONG --upgrade", "add LONG", "add page.txt --content LONG", "parse LONG", "parse --content LONG",
    "parse page.txt --output LONG", "explain LONG", "check --content LONG", "check --site LONG", "build --content LONG",
    "build --site LONG", "serve --content LONG", "search 河堤 --site LONG"])
def test_a_path_that_cannot_be_looked_at_is_a_sentence(folder, capsys, typed):
    """A name that no disk takes: of such a path cannot even be said that it is not there."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["--lang", "en", *typed.replace("LONG", "长" * 300).split()]) == 3
    assert capsys.readouterr().err.endswith(": File name too long\n    Choose a shorter name.\n")


def test_a_build_of_no_archive_leaves_nothing_behind(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "build"]) == 1
    assert capsys.readouterr().err.startswith("content/archive.toml: no such file, so this is no archive\n")
    assert list(tmp_path.iterdir()) == []
    assert main(["init", "."]) == 0


def test_pages_of_two_archives_are_parsed_as_each_is_set(folder):
    texts = {}
    for name, punctuation in (("one", "full"), ("two", "as-printed")):
        page = folder / name / "2001-05-04" / "01" / "page.txt"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.replace("，", ","), encoding="utf-8")
        (folder / name / "archive.toml").write_text(f'punctuation = "{punctuation}"\n', encoding="utf-8")
        texts[name] = page
    assert main(["parse", "--content", "none", *map(str, texts.values())]) == 0
    bodies = {name: page.with_name("01.md").read_text("utf-8").partition("---\n\n")[2] for name, page in texts.items()}
    assert {name: "," in body for name, body in bodies.items()} == {"one": False, "two": True}


def test_a_folder_is_added_whatever_the_case_of_its_names(folder):
    (folder / "scans").mkdir()
    for name in ("2001-05-05-02.txt", "2001-05-05-03.TXT"):
        (folder / "scans" / name).write_text(PAGE, encoding="utf-8")
    assert main(["add", "scans"]) == 0
    assert sorted(path.name for path in (folder / "content" / "2001-05-05").iterdir()) == ["02", "03"]


def test_a_folder_in_the_place_of_a_file_keeps_a_page_from_being_half_written(folder, capsys):
    page = folder / "content" / "2001-05-04" / "02"
    (page / "page.txt").write_text(PAGE, encoding="utf-8")
    (page / "page.toml").mkdir()
    before = tree(folder)
    assert main(["--lang", "en", "parse"]) == 3
    assert "page.toml: cannot be" in capsys.readouterr().err
    assert tree(folder) == before


def test_searching_before_building_is_a_sentence(folder, capsys):
    assert main(["search", "河堤"]) == 1
    assert "banmian build" in capsys.readouterr().err


AS_NOBODY = """
import os, sys
from builder.cli import main
main(["build", "--site", "warm/site"]), main(["parse", "alone.txt", "--output", "warm/out"])
if os.geteuid() == 0:  # to root nothing is read-only; what Python loads late is loaded by now
    os.setegid(65534), os.seteuid(65534)
sys.exit(main())
"""


@pytest.mark.parametrize("arguments", [["build"], ["parse", "alone.txt", "--output", "out"],
                                       ["parse", "alone.txt", "--output", "new"]])
def test_a_read_only_folder_is_a_sentence(folder, arguments):
    (folder / "alone.txt").write_text(PAGE, encoding="utf-8")
    for name in ("out", "warm"):
        (folder / name).mkdir()
    before = tree(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o444 if path.is_file() else 0o755 if path.name == "warm" else 0o555)
    for parent in folder.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:  # pytest's own, which only their owner may enter
            parent.chmod(0o755)
    run = subprocess.run([sys.executable, "-c", AS_NOBODY, *arguments], cwd=folder, capture_output=True, text=True,
                         timeout=300, check=False)
    folder.chmod(0o755)
    assert run.stderr.count("cannot be written: Permission denied\n    ") == 1, run.stderr
    assert run.returncode == 3
    assert {name: data for name, data in tree(folder).items() if not name.startswith("warm/")} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("typed", [["check"], ["explain", "page.txt"]])
def test_a_full_disk_behind_what_is_printed_is_a_sentence(folder, typed):
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    with open("/dev/full", "w") as full:
        run = subprocess.run([sys.executable, "-m", "builder", "--lang", "en", *typed], cwd=folder, stdout=full,
                             stderr=subprocess.PIPE, text=True, timeout=300, check=False, env=environment())
    assert run.stderr.startswith("<stdout>: cannot be written: No space left on device\n    ")
    assert run.stderr.count("\n") == 2
    assert run.returncode == 3


def test_help_shows_examples(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "banmian search" in capsys.readouterr().out


FIRST = """\
河湾镇建起新码头
本报讯（记者林一）河湾镇的新码头昨天启用，第一批渔船当天进港，码头上挤满了前来看热闹的镇民和游客。

镇里说，渔民从此不必绕道十公里到邻镇卸鱼，每年能省下四十万元油钱。（下转第3版）
"""
REST = """\
（上接第2版）码头建成以后，镇上还开了三家冷库，渔民上岸就能把鱼送进去，不必再赶夜路进城。

镇里打算明年再修一条通往码头的公路。
"""


def test_parts_on_two_pages_of_an_edition_are_linked(folder):
    day = folder / "content" / "2001-05-04"
    (day / "02" / "01.md").unlink()
    for page, text in (("02", FIRST), ("03", REST)):
        (day / page).mkdir(exist_ok=True)
        (day / page / "page.txt").write_text(text, encoding="utf-8")
    assert main(["parse"]) == 0
    assert 'continued_to: "2001-05-04/03/01"' in (day / "02" / "01.md").read_text(encoding="utf-8")
    assert 'continued_from: "2001-05-04/02/01"' in (day / "03" / "01.md").read_text(encoding="utf-8")
    once = tree(folder)
    assert main(["parse"]) == 0
    assert once == tree(folder)


def test_a_link_into_a_file_edited_by_hand_leaves_that_file_alone(folder):
    day = folder / "content" / "2001-05-04"
    (day / "02" / "01.md").unlink()
    for page, text in (("02", FIRST), ("03", REST)):
        (day / page).mkdir(exist_ok=True)
        (day / page / "page.txt").write_text(text, encoding="utf-8")
    assert main(["parse", str(day / "02")]) == 0
    edited = day / "02" / "01.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("看热闹", "参观"), encoding="utf-8")
    before = edited.read_bytes()
    assert main(["parse"]) == 0
    assert before == edited.read_bytes()
    assert 'continued_from: "2001-05-04/02/01"' in (day / "03" / "01.md").read_text(encoding="utf-8")


def test_an_executor_that_is_none_is_told_with_nothing_to_do(folder, capsys):
    assert main(["build"]) == 0
    assert main(["build", "--executor", "x"]) == 2
    assert capsys.readouterr().err == "--executor: 'x' is no cluster\n    --executor dask://127.0.0.1:8786\n"


def test_a_page_alone_is_no_page_of_the_archive(folder, capsys):
    (folder / "alone.txt").write_text(PAGE, encoding="utf-8")
    assert main(["parse", "alone.txt"]) == 2
    assert capsys.readouterr().err == (
        "alone.txt: no page of an archive\n    A page of an archive is content/DATE/PAGE/page.txt. For a page alone: "
        "banmian parse alone.txt --output DIR\n")


@pytest.mark.parametrize("command", [["parse"], ["serve", "--port", "0"], ["check"], ["build"]])
def test_outside_an_archive_every_command_says_how_to_begin_one(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    assert main(command) == 1
    said = capsys.readouterr()
    assert "content/archive.toml: no such file, so this is no archive" in said.out + said.err
    assert "Begin one with banmian init DIR" in said.out + said.err


@pytest.mark.parametrize(("asked", "told"), [
    ([], {"01.md.txt", "page.txt.txt", "02.markdown"}), (["content/2001-05-05"], {"page.txt.txt"}),
    (["content/2001-05-04/02/page.txt"], set()), (["content/2001-05-06"], {"02.markdown"}),
])
def test_what_no_page_is_parsed_from_because_of_its_name_is_told(folder, capsys, asked, told):
    (folder / "content/2001-05-04/02/01.md").unlink()
    for name in ("2001-05-04/02/page.txt", "2001-05-04/02/01.md.txt", "2001-05-05/01/page.txt",
                 "2001-05-05/02/page.txt.txt", "2001-05-06/02.markdown"):
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(PAGE, encoding="utf-8")
    assert main(["parse", *asked]) == (1 if told else 0)
    said = capsys.readouterr()
    assert {line.split(":")[0].split("/")[-1] for line in said.err.splitlines() if line.startswith("content/")} == told
    assert ("1 article, 1 written" in said.out) == (asked != ["content/2001-05-06"])


def test_a_path_that_is_none_is_told_beside_what_is_passed_over(folder, capsys):
    (folder / "content/2001-05-04/02/page.txt.txt").write_text(PAGE, encoding="utf-8")
    assert main(["parse", "contents", "content"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told if line[0] != " "] == ["content/2001-05-04/02/page.txt.txt", "contents"]


@pytest.mark.parametrize(("asked", "times"), [(["page.txt"] * 3, 0), ([""] * 3, 1)])
def test_what_is_passed_over_is_looked_for_once_however_many_pages_are_named(folder, monkeypatch, asked, times):
    looked = []
    legible = content.legible_editions
    monkeypatch.setattr(content, "legible_editions", lambda folder: looked.append(folder) or legible(folder))
    assert intake.passed_over([folder / "content/2001-05-04/02" / name for name in asked], folder / "content") == []
    assert len(looked) == times


def test_parse_says_what_comes_next(folder, capsys):
    page = folder / "content" / "2001-05-05" / "01"
    page.mkdir(parents=True)
    (page / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["parse", "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("\nNext: banmian parse, which writes this\n")
    assert main(["parse"]) == 0
    assert capsys.readouterr().out.endswith("\nNext: banmian check\n")
    assert main(["parse", "--dry-run"]) == 0
    assert "Next:" not in capsys.readouterr().out
