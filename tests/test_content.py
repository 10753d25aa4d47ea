"""Articles ↔ files, and what a person who broke one is told."""

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content import article_file, read_archive, read_article
from builder.content.folder import sha256
from builder.content.quoting import quoted
from builder.content.settings import read_record, read_settings, record_file
from builder.errors import ContentFault, Faults
from builder.filing import file_reading
from builder.model import Article, Note, PageRecord, Photo, Reading, Settings, Source
from builder.prose import FORBIDDEN

FULL = Article(
    title="河堤加固工程完工", kicker="历时三年", deck="——访水务站站长", label="民生观察",
    bylines=("本报记者 林一", "摄影 周二"),
    photos=(Photo("图为加固后的河堤。", "周二摄", "photo-1.jpg"), Photo("", "资料照片")),
    authors=("林一",), dateline="本报临江5月3日电", date="2001-05-04", page="02", order=3, kind="article",
    source=Source("page.txt", ((3, 9), (14, 20))), continued_to="2001-05-04/03/01",
    extra={"topic": ["水利", {"级": "1"}]}, body="正文一。\n\n## 小标题\n\n正文二。\n",
)
FILE = """\
---
title: "河堤加固工程完工"
kicker: "历时三年"
deck: "——访水务站站长"
label: "民生观察"
byline: ["本报记者 林一", "摄影 周二"]
photos:
  - caption: "图为加固后的河堤。"
    credit: "周二摄"
    image: "photo-1.jpg"
  - credit: "资料照片"
authors: ["林一"]
dateline: "本报临江5月3日电"
date: "2001-05-04"
page: "02"
order: 3
kind: "article"
source:
  file: "page.txt"
  lines: [[3, 9], [14, 20]]
continued_to: "2001-05-04/03/01"
topic: ["水利", {"级": "1"}]
---

正文一。

## 小标题

正文二。
"""


def test_an_article_as_a_file():
    assert article_file(FULL) == FILE
    assert read_article(FILE.encode(), "01.md") == FULL


ANYTHING = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: FORBIDDEN.sub("�", text))
STRINGS = st.lists(ANYTHING.filter(bool), max_size=3).map(tuple)


@given(title=ANYTHING, bylines=STRINGS, authors=STRINGS, dateline=ANYTHING, extra=ANYTHING,
       photos=st.lists(st.builds(Photo, ANYTHING, ANYTHING, st.just("")), max_size=2).map(tuple))
def test_whatever_stands_in_the_front_matter_is_read_back(**fields):
    article = Article(**fields | {"extra": {"note": fields["extra"]}}, body="文\n")
    assert read_article(article_file(article).encode(), "01.md") == article


@given(ANYTHING)
def test_a_quoted_text_holds_nothing_that_a_file_may_not_hold(text):
    assert not FORBIDDEN.search(quoted(text))


@pytest.mark.parametrize("text", ["12:30", "NO", "007", "null", "~", "1e3", "2025-07-10", "0x1F", "true", "1_000"])
def test_front_matter_values_are_text_and_nothing_else(text):
    assert read_article(f"---\ntitle: {text}\n---\n".encode(), "01.md").title == text


BROKEN = [
    ("a control character as an escape", '---\ntitle: "甲"\nkicker: "乙\\x0b"\n---\n',
     "01.md:3: the character U+000B, which no web page may hold\n    Delete it or write U+FFFD (�)."),
    ("no front matter", "正文", ":1: no front matter\n    Begin the file with a line ---"),
    ("never closed", "---\ntitle: 甲\n\n正文",
     ":1: the front matter does not end\n    Close it with a line --- before the text."),
    ("broken YAML", '---\ntitle: "甲"\nkicker: "乙\norder: 1\n---\n',
     ":3: front matter: a quotation that does not end"),
    ("a quotation below a character that ends no line", '---\ntitle: "甲\u2028"\nkicker: "乙\norder: 1\n---\n',
     ":3: front matter: a quotation that does not end"),
    ("a quotation that ends in the next line's", '---\ntitle: "甲\nauthors: ["林一"]\norder: 1\n---\n',
     ":2: front matter: a quotation that does not end"),
    ("a list without an end", '---\ntitle: "甲"\nsource:\n  file: "page.txt"\n  lines: [[5, 7]\norder: 1\n---\n',
     ":5: front matter: a list that does not end"),
    ("a colon without quotes", '---\norder: 1\ntitle: 甲: 乙\n---\n',
     ":3: front matter: a colon in a value without quotes"),
    *((f"a colon as wide as a character, {place}", text,
       f":{line}: front matter: a colon as wide as a character (：) after a key\n    Write : and a space: title: \"…\"")
      for place, line, text in (("last", 4, '---\ntitle: "甲"\norder: 1\nreviewed："2001-05-05"\n---\n'),
                                ("first", 2, '---\ntitle：甲\norder: 1\n---\n'),
                                ("between", 3, '---\ntitle: "甲"\nkicker：乙\norder: 1\n---\n'),
                                ("alone", 2, '---\ntitle："甲"\n---\n'),
                                ("of a photo", 3, '---\nphotos:\n  - caption："甲"\n    credit: "乙"\n---\n'))),
    ("a tab", "---\ntitle: 甲\n\tkicker: 乙\n---\n", ":3: front matter: "),
    ("a key twice", "---\ntitle: 甲\norder: 1\ntitle: 乙\n---\n", ":4: front matter: title stands twice"),
    ("an alias", "---\ntitle: &a 甲\nkicker: *a\n---\n", ": front matter: an alias (*)"),
    ("a list where a text should be", "---\ntitle: [甲]\n---\n", ":2: title: not a text\n    title: \"…\""),
    ("no number", "---\n\norder: eins\n---\n", ":3: order: 'eins' is no number"),
    ("no kind", "---\nkind: essay\n---\n", ":2: kind: 'essay' is not known\n    article | photo | brief | notice"),
    ("no ranges", "---\nsource:\n  lines: [3, 5]\n---\n", ":2: source: lines are not ranges of line numbers"),
    ("a range that ends before it begins", "---\nsource:\n  lines: [[5, 3]]\n---\n",
     ":2: source: a range of lines that is none\n    lines: [[3, 55]]"),
    ("a range without an end", "---\nsource:\n  lines: [[1, 3000000000]]\n---\n",
     ":2: source: a range of lines that is none"),
    *((f"withdrawn without a reason: {value!r}", f"---\ntitle: 甲\nwithdrawn:{value}\n---\n",
       ':3: withdrawn: no reason, so the article would be shown\n    withdrawn: "…"')
      for value in ("", ' ""')),
    *((f"photos that are {what}", f"---\ntitle: 甲\nphotos: {value}\n---\n",
       f':3: photos: {wrong}\n    photos:\n      - caption: "…"\n        image: "photo-1.jpg"')
      for what, value, wrong in (("a name", "photo-1.jpg", "not a list"),
                                 ("names", '["photo-1.jpg"]', "a photo that is not caption, credit, image"))),
    ("a strange photo", "---\nphotos:\n  - captain: 甲\n---\n", ":2: photos: a photo has no captain"),
    ("a control character", "---\ntitle: 甲\n---\n正\x02文\n", ":4: the character U+0002"),
    ("a list for a front matter", "---\n- 甲\n---\n", ":2: front matter: not a list of keys and values"),
]


@pytest.mark.parametrize(("text", "sentence"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_article_is_a_sentence_with_its_line(text, sentence):
    with pytest.raises(ContentFault) as fault:
        read_article(text.encode(), "content/2001-05-04/02/01.md")
    assert str(fault.value).startswith("content/2001-05-04/02/01.md:")
    assert sentence in str(fault.value)


CONFLICT = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> 林一\n"


@pytest.mark.parametrize(("read", "text", "line"), [
    (read_article, '---\ntitle: "桥"\n' + CONFLICT.format("order: 1\n", "order: 2\n") + "---\n", 3),
    (read_article, '---\ntitle: "桥"\n---\n\n' + CONFLICT.format("甲。\n", "乙。\n"), 5),
    (read_article, CONFLICT.format("---\ntitle: 甲\n", "").replace("\n", "\r\n"), 1),
    (read_record, CONFLICT.format('sha256 = "a"\n', 'sha256 = "b"\n'), 1),
    (read_settings, 'newspaper = ""\n' + CONFLICT.format("words = []\n", ""), 2),
])
def test_two_versions_that_were_not_merged_are_told(read, text, line):
    with pytest.raises(ContentFault) as fault:
        read(text.encode(), "content/a")
    assert str(fault.value) == (
        f"content/a:{line}: two versions of the file stand in it, which git could not merge\n"
        "    Keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>.")


def test_signs_that_only_look_like_a_merge_are_text():
    assert read_article("---\ntitle: 桥\n---\n\n=======\n\n甲 <<<<<<< 乙\n".encode(), "01.md").body.startswith("=")


def test_a_file_that_is_not_utf_8_is_a_sentence_with_its_line():
    with pytest.raises(ContentFault, match=r"01\.md:2: not UTF-8 text\n    Save the file as UTF-8\."):
        read_article("---\ntitle: 甲\n---\n".encode("gb18030"), "01.md")


# --- page.toml and archive.toml --------------------------------------------------------------------------------

RECORD = PageRecord(
    sha256="ab", encoding="gb18030", date_from="printed", page_from="given", newspaper_from="printed",
    newspaper="临江日报", section="要闻", editors=("林一",),
    furniture=((1, 3),), parsed={"01.md": "cd"}, notes=(Note(7, "kicker", '“甲”"乙"\\'),))


def test_a_record_is_read_back():
    assert read_record(record_file(RECORD).encode(), "page.toml") == RECORD
    assert read_record(record_file(PageRecord()).encode(), "page.toml") == PageRecord()


SETTINGS = [
    ("newspapr = '临江日报'", ":1: newspapr is no setting\n    Do you mean newspaper?"),
    ('rights = "甲"\nright = "乙"', ":2: right is no setting\n    Do you mean rights?"),
    ('"rights" = "甲"\n  "newspaper"=1', ":2: newspaper is not a text"),
    ("\n[newspapr]", ":2: newspapr is no setting\n    Do you mean newspaper?"),
    ("\nwords = '甲'", ":2: words is not a list of texts"),
    ("newspaper = 1", ":1: newspaper is not a text"),
    ("timezone = 'Asia/Linjiang'", ":1: timezone 'Asia/Linjiang' is not known\n    timezone = \"Asia/Shanghai\""),
    ("language = 'fr'", ":1: language 'fr' is not known\n    zh-Hans | en"),
    ("base_url = 'javascript:alert(1)'", ":1: base_url is no web address"),
    *((f"base_url = 'https://example.org/{end}'",
       ":1: base_url is no web address\n    base_url = \"https://example.org/paper/\"") for end in ("?a=1", "paper#a")),
    ("report_url = 'example.org?page={url}'", ":1: report_url is no web address\n    report_url = \"https://…\""),
    ('\nwords = ["甲", "乙\\n丙"]', ':2: words: a word of more than one line\n    words = ["…"]'),
    ('\nrights = "甲\\u0000"', ":2: the character U+0000, which no web page may hold"),
    ("newspaper = 甲", ':1: a value that is neither in straight quotes (") nor a list\n    A line is key = "value".'),
    ("newspaper = “甲”", ':1: a value that is neither in straight quotes (") nor a list'),
    ('newspaper = "甲\nwords = []', ":1: a quotation that does not end"),
    ('rights = "甲" # 乙\nnewspaper "甲"', ":2: no = after the key"),
    ('newspaper = "甲" "乙"', ":1: more on the line than a key and its value"),
    ('words = ["甲" "乙"]', ":1: a list whose parts no comma divides, or that does not end"),
    ('rights = "C:\\甲"', ":1: a \\ in quotes, where it is written \\\\"),
    ("newspaper：'甲'", ":1: no = after the key"),
    ("newspaper = 'a'\n\nnewspaper = 'b'",
     ":3: newspaper stands twice: in line 1 and in line 3\n    Keep "
     "one of the two."),
    ("words = [\n'甲',\n]\nwords = [\n'乙',\n]", ":4: words stands twice: in line 1 and in line 4"),
    ("[parsed]\na = 'b'\n[notes]\na = 甲", ":4: a value that is neither"),
]


@pytest.mark.parametrize(("text", "sentence"), SETTINGS)
def test_a_wrong_setting_is_a_sentence_with_its_line(text, sentence):
    with pytest.raises(ContentFault) as fault:
        read_settings(text.encode(), "content/archive.toml")
    assert f"content/archive.toml{sentence}" in str(fault.value)


def test_every_setting_has_a_default():
    assert read_settings(b"", "archive.toml") == Settings()


# --- The folder ------------------------------------------------------------------------------------------------

def archive(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"archive.toml": "", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_archive_without_raw_pages_is_read(tmp_path):
    found = read_archive(archive(tmp_path, {
        "2001-05-04/02/10.md": '---\ntitle: "丙"\norder: 2\n---\n',
        "2001-05-04/02/02.md": '---\ntitle: "乙"\norder: 1\n---\n',
        "2001-05-04/a05/01.md": '---\ntitle: "甲"\n---\n', "2001-05-03/01/01.md": '---\ntitle: "丁"\n---\n',
        "static/CNAME": "example.org", "notes.txt": "", "README.md": "", "2001-05-04/notes.md": "",
        "2001-05-04/02/01.md.bak": "", "2001-05-04/02/page.txt~": "", "2001-05-04/02/01.txt": ""}))
    assert [edition.date for edition in found.editions] == ["2001-05-03", "2001-05-04"]
    pages = found.editions[1].pages
    assert [(page.number, [(number, article.title) for number, article in page.articles]) for page in pages] == [
        ("02", [("02", "乙"), ("10", "丙")]), ("a05", [("01", "甲")])]
    assert [(page.raw, page.record) for page in pages] == [(None, None)] * 2


def test_an_article_without_order_stands_where_its_lines_do(tmp_path):
    """So one that is parted from another needs no new order of all that follow."""
    heads = {"01": "order: 1\nsource:\n  lines: [[3, 9]]\n", "02": "order: 2\nsource:\n  lines: [[20, 29]]\n",
             "03": "source:\n  lines: [[15, 19]]\n", "04": "source:\n  lines: [[10, 14]]\n",
             "05": "source:\n  lines: [[1, 2]]\n", "06": ""}
    found = read_archive(archive(tmp_path, {
        f"2001-05-04/01/{number}.md": f"---\ntitle: 桥\n{head}---\n" for number, head in heads.items()}))
    assert [number for number, _ in found.editions[0].pages[0].articles] == ["05", "01", "04", "03", "02", "06"]


BARE = '---\ntitle: "桥"\n---\n'
RECORDED = record_file(PageRecord(sha256=sha256("甲\n".encode()), encoding="utf-8"))
FAULTY = [
    ({"2001-02-30/01/01.md": BARE}, "2001-02-30: '2001-02-30' is no date\n    An edition's folder"),
    ({"2001-05-04/A1/01.md": BARE}, "2001-05-04/A1: 'A1' is no page number"),
    ({"2001-05-04/01/first.md": BARE}, "first.md: 'first.md' is no article's number"),
    ({"2001-05-04/01/1.md": BARE}, "1.md: '1.md' is no article's number"),
    ({"2001-05-04/01/01.md": BARE, "2001-05-04/01/001.md": BARE},
     "001.md: number 1 is 01.md's already"),
    ({"2001-05-04/01/01.md": BARE, "2001-05-04/01/03.MD": BARE}, "'03.MD' is no article's number"),
    *(({"2001-05-04/01/01.md": BARE, f"2001-05-04/01/{name}": BARE},
       f"2001-05-04/01/{name}: a file of this name is not read\n    Name it {right}, or remove it.")
      for name, right in (("02.md.txt", "02.md"), ("02.MD.txt", "02.md"), ("02.markdown", "02.md"),
                          ("page.txt.txt", "page.txt"), ("page.TXT", "page.txt"))),
    ({"2001-05-04/01/01.md": BARE, "2001-05-04/01/01.markdown": BARE},
     "01.markdown: a file of this name is not read\n    There is a 01.md already: give it another number, or remove"),
    ({"2001-05-04/01/page.txt": BARE, "2001-05-04/01/page.txt.txt": BARE},
     "page.txt.txt: a file of this name is not read\n    There is a page.txt already: remove this one."),
    *(({f"{folder}{name}": BARE},
       f"{folder}{name}: it lies in no page's folder\n    Move it to 2025-07-10/01, or whatever its day and page are.")
      for folder in ("", "2001-05-04/") for name in ("01.md", "page.txt")),
    ({"2001-05-04/01/01.md": BARE, "2001-05-04/01/page.txt": "甲\n",
      "2001-05-04/01/page.toml": 'sha256 = "ab"\n'}, "page.txt:1: the raw page is not the one that was parsed"),
    ({"2001-05-04/01/01.md": "---\ntitle: 乙\norder: 1\n---\n",
      "2001-05-04/01/02.md": "---\ntitle: 甲\norder: 1\n---\n"},
     "02.md:3: order 1 is 01.md's already"),
    ({"2001-05-04/01/01.md": "---\ntitle: 甲\ndate: 2001-13-04\n---\n"}, "01.md:3: date: '2001-13-04' is no date"),
    ({"2001-05-04/01/01.md": "---\ndate: 2001-05-05\ntitle: 甲\n---\n"},
     "01.md:2: date: '2001-05-05', but the folder says"),
    ({"2001-05-04/01/01.md": '---\ntitle: "Update: 甲"\ndate: 2001-05-05\n---\n'}, "01.md:3: date: '2001-05-05', but"),
    ({"2001-05-04/01/01.md": "---\npage: 1\ntitle: 甲\n---\n"}, "01.md:2: page: '1', but the folder says '01'"),
    ({"2001-05-04/01/page.txt": "甲\n"}, "page.txt:1: this page has no articles yet\n    Run banmian parse"),
    ({"2001-05-04/01/page.txt": "甲\n", "2001-05-04/01/page.toml": RECORDED},
     "page.txt:1: the parser found no article on this page\n    Write one: 01.md beside it, with title: and the text. "
     "Or remove the folder."),
    ({"2001-05-04/01/page.txt": "甲\n",
      "2001-05-04/01/page.toml": RECORDED.replace("[parsed]", '[parsed]\n"01.md" = "0"')},
     "page.txt:1: this page has no articles yet\n    Run banmian parse"),
    ({"2001-05-04/01/01.md": "---\n---\n"},
     "01.md:1: an article without a word or a picture\n    Write title: \"…\" in its "
     "head or text below it; or withdrawn: and the reason."),
    ({"2001-05-04/01/01.md": '---\norder: 1\nphotos:\n  - caption: ""\n---\n\n\n'},
     "01.md:1: an article without a word"),
    ({"2001-05-04/01/01.md": BARE, "2001-05-04/01/page.toml": "sha256 = 1"},
     "page.toml: not as parse writes it"),
]


@pytest.mark.parametrize(("files", "sentence"), FAULTY)
def test_a_faulty_folder_is_a_sentence(tmp_path, files, sentence):
    with pytest.raises(Faults) as faults:
        read_archive(archive(tmp_path, files))
    assert sentence in str(faults.value)


@pytest.mark.parametrize("aim", ["nowhere", "itself"])
def test_a_link_that_leads_nowhere_is_told_where_something_of_ours_is_meant(tmp_path, aim):
    folder = archive(tmp_path, {"2001-05-04/01/01.md": BARE})
    links = ["2001-05-05", "2001-05-04/02", "2001-05-04/01/02.md", "notes", "2001-05-04/notes.d", "2001-05-04/01/a.tif"]
    for path in links:
        (folder / path).symlink_to("nowhere" if aim == "nowhere" else Path(path).name)
    with pytest.raises(Faults) as faults:
        read_archive(folder)
    assert sorted(map(str, faults.value.faults)) == sorted(
        f"{folder / path}: a link that leads nowhere\n    Bring back what it leads to, or remove the link."
        for path in links[:3])


@pytest.mark.parametrize("head", ['withdrawn: "重复"', 'moved_to: "2001-05-04/01/02"', 'photos:\n  - image: "a.jpg"',
                                  'label: "简讯"'])
def test_what_is_gone_or_shown_needs_no_words(tmp_path, head):
    [edition] = read_archive(archive(tmp_path, {"2001-05-04/01/01.md": f"---\n{head}\n---\n"})).editions
    assert [number for number, _ in edition.pages[0].articles] == ["01"]


def test_all_faults_are_told_at_once(tmp_path):
    files = {"archive.toml": "x = 1", "2001-05-04/01/01.md": "", "2001-05-04/02/01.md": ""}
    with pytest.raises(Faults) as faults:
        read_archive(archive(tmp_path, files))
    assert [Path(fault.path).relative_to(tmp_path).as_posix() for fault in faults.value.faults] == [
        "archive.toml", "2001-05-04/01/01.md", "2001-05-04/02/01.md"]


def test_a_folder_without_settings_is_no_archive(tmp_path):
    with pytest.raises(Faults, match=r"archive\.toml: no such file, so this is no archive\n    Begin one"):
        read_archive(tmp_path)


# --- Filing ----------------------------------------------------------------------------------------------------

def reading(*ranges: tuple[int, int], **fields) -> Reading:
    articles = [Article(title=f"第{first}行", order=place, source=Source("page.txt", ((first, last),)), body="文\n")
                for place, (first, last) in enumerate(ranges, 1)]
    return Reading(tuple(articles), (), (), **fields)


RAW = "甲\n".encode()


def test_a_page_is_filed_and_filed_again_without_a_change(tmp_path):
    first = file_reading(tmp_path, reading((1, 5), (7, 9)), RAW, encoding="utf-8", date="2001-05-04", page="02")
    assert (first.written, first.unchanged) == (("01.md", "02.md"), ())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = file_reading(tmp_path, reading((1, 5), (7, 9)), RAW, encoding="utf-8", date="2001-05-04", page="02")
    assert (again.written, again.unchanged) == ((), ("01.md", "02.md"))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_an_article_edited_by_hand_is_kept(tmp_path):
    file_reading(tmp_path, reading((1, 5), (7, 9)), RAW, encoding="utf-8")
    edited = (tmp_path / "01.md").read_text(encoding="utf-8").replace("第1行", "第一行")
    (tmp_path / "01.md").write_text(edited, encoding="utf-8")
    filed = file_reading(tmp_path, reading((1, 6), (7, 9)), RAW, encoding="utf-8")
    assert (filed.kept, filed.unchanged, filed.written) == (("01.md",), ("02.md",), ())
    assert (tmp_path / "01.md").read_text(encoding="utf-8") == edited


def test_a_number_follows_its_lines_and_is_never_given_twice(tmp_path):
    file_reading(tmp_path, reading((1, 5), (7, 9), (11, 20)), RAW, encoding="utf-8")
    filed = file_reading(tmp_path, reading((1, 9), (11, 14), (15, 20)), RAW, encoding="utf-8")
    assert filed.vanished == ("02.md",)
    assert {path.name: read_article(path.read_bytes(), path).title for path in sorted(tmp_path.glob("*.md"))} == {
        "01.md": "第1行", "02.md": "第7行", "03.md": "第15行", "04.md": "第11行"}


def test_a_deleted_article_comes_back_under_its_own_number(tmp_path):
    file_reading(tmp_path, reading((1, 5), (7, 9), (11, 20)), RAW, encoding="utf-8")
    (tmp_path / "02.md").unlink()
    filed = file_reading(tmp_path, reading((1, 5), (7, 9), (11, 20)), RAW, encoding="utf-8")
    assert (filed.written, filed.unchanged) == (("02.md",), ("01.md", "03.md"))


def filed(folder: Path, *ranges: tuple[int, int], **more):
    return file_reading(folder, reading(*ranges), RAW, encoding="utf-8", date="2001-05-04", page="02", **more)


def titles(folder: Path) -> dict[str, str]:
    """File → what it is: its headline, or where it leads."""
    articles = {path.name: read_article(path.read_bytes(), path) for path in sorted(folder.glob("*.md"))}
    return {name: article.moved_to or article.title for name, article in articles.items()}


def test_an_article_that_went_into_another_leads_there_and_comes_back(tmp_path):
    filed(tmp_path, (1, 5), (7, 9))
    merged = filed(tmp_path, (1, 9))
    assert (merged.written, merged.moved, merged.vanished) == (("01.md",), ("02.md",), ())
    assert titles(tmp_path) == {"01.md": "第1行", "02.md": "2001-05-04/02/01"}
    assert "order" not in (tmp_path / "02.md").read_text(encoding="utf-8")
    again = filed(tmp_path, (1, 9))
    assert (again.unchanged, again.written, again.moved, again.vanished) == (("01.md",), (), (), ())
    filed(tmp_path, (1, 5), (7, 9))
    assert titles(tmp_path) == {"01.md": "第1行", "02.md": "第7行"}


@pytest.mark.parametrize(("edited", "held", "vanished"), [("01.md", ("02.md",), ()), ("02.md", (), ("02.md",))])
def test_text_that_an_edited_article_would_have_stays_where_it_is(tmp_path, edited, held, vanished):
    """An article leads on only where its words stand: not in one that a person keeps as it is."""
    filed(tmp_path, (1, 5), (7, 9))
    path = tmp_path / edited
    path.write_text(path.read_text(encoding="utf-8") + "\n添\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.md")}
    merged = filed(tmp_path, (1, 9))
    assert (merged.moved, merged.held, merged.vanished) == ((), held, vanished)
    assert (tmp_path / "02.md").read_bytes() == before["02.md"]
    assert (tmp_path / edited).read_bytes() == before[edited]


def test_lines_that_an_edited_article_would_get_stay_where_they_are(tmp_path):
    filed(tmp_path, (1, 7), (8, 20))
    path = tmp_path / "02.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n添\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.md")}
    again = filed(tmp_path, (1, 4), (5, 20))
    assert (again.held, again.kept, again.written) == (("01.md",), ("02.md",), ())
    assert again.claims == {"01.md": {"02.md": {5, 6, 7}}}
    assert list(again.differences) == ["01.md", "02.md"]
    assert {path: path.read_bytes() for path in tmp_path.glob("*.md")} == before


def reviewed(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("---\n", '---\nreviewed: "2001-05-05"\n', 1), "utf-8")


@pytest.mark.parametrize(("cut", "ranges", "held"), [
    (5, ((1, 3), (4, 6), (8, 9)), {"01.md": {"03.md": {4, 5, 6}}}),
    (3, ((1, 2), (3, 8), (9, 9)), {"02.md": {"03.md": {8}}}),
], ids=["the rest", "the next"])
def test_what_is_held_beside_a_part_that_a_person_wrote_is_told_with_its_lines_and_settled(
        tmp_path, cut, ranges, held):
    """A person parted the first article, without touching it, and the parser changed its mind: who writes `reviewed`
    into what is held has the last word."""
    filed(tmp_path, (1, 6), (8, 9))
    part = (tmp_path / "01.md").read_text("utf-8").replace("[[1, 6]]", f"[[{cut}, 6]]")
    (tmp_path / "03.md").write_text(part + "\n添\n", "utf-8")
    again = filed(tmp_path, *ranges)
    assert (again.held, again.vanished, again.claims) == (tuple(held), (), held)
    for name in held:
        reviewed(tmp_path / name)
    settled = filed(tmp_path, *ranges)
    assert (settled.held, settled.vanished) == ((), ())
    assert set(held) <= set(settled.kept)


def test_what_vanished_is_told_with_its_lines_and_may_stay(tmp_path):
    filed(tmp_path, (1, 5), (7, 9))
    reviewed(tmp_path / "02.md")
    merged = filed(tmp_path, (1, 9))
    assert (merged.vanished, merged.claims) == (("02.md",), {"02.md": {"01.md": {7, 8, 9}}})
    first = tmp_path / "01.md"
    first.write_text(first.read_text("utf-8").replace("[[1, 9]]", "[[1, 5]]"), "utf-8")
    settled = filed(tmp_path, (1, 9))
    assert (settled.vanished, settled.held, settled.kept) == ((), (), ("01.md", "02.md"))


@pytest.mark.parametrize("ranges", [((1, 5), (7, 9)), ((2, 6), (8, 9)), ((1, 3), (7, 9))])
def test_lines_that_are_no_longer_of_an_article_hold_none_back(tmp_path, ranges):
    """Those that a better parser knows for the page's own words, or empty ones at an article's border."""
    filed(tmp_path, (1, 6), (7, 9))
    better = filed(tmp_path, *ranges)
    assert (better.held, better.vanished) == ((), ())
    assert "01.md" in better.written


@pytest.mark.parametrize("cut", [6, 4], ids=["most of it stays", "most of it goes"])
def test_an_article_that_a_person_divided_stays_divided(tmp_path, cut):
    filed(tmp_path, (1, 9), (11, 12))
    first = (tmp_path / "01.md").read_text(encoding="utf-8")
    (tmp_path / "01.md").write_text(first.replace("[[1, 9]]", f"[[1, {cut - 1}]]"), encoding="utf-8")
    (tmp_path / "03.md").write_text(first.replace("[[1, 9]]", f"[[{cut}, 9]]"), encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.md")}
    again = filed(tmp_path, (1, 9), (11, 12))
    assert (sorted(again.kept), again.unchanged, again.differences) == (["01.md", "03.md"], ("02.md",), {})
    assert (again.vanished, again.held, again.written) == ((), (), ())
    assert {path: path.read_bytes() for path in tmp_path.glob("*.md")} == before


@pytest.mark.parametrize("lines", [
    {"01.md": [[1, 3]], "02.md": [[21, 22]], "03.md": [[4, 20]]},
    {"01.md": [[1, 6]], "02.md": [[7, 22]]},
    {"01.md": [[1, 5], [21, 22]], "02.md": [[7, 8]], "03.md": [[9, 20]]},
], ids=["a third takes of both", "a line goes over", "divided, and a part to the first"])
def test_an_edited_article_with_lines_of_its_own_has_not_vanished(tmp_path, lines):
    """However a person shared out the lines."""
    filed(tmp_path, (1, 5), (7, 22))
    first = (tmp_path / "01.md").read_text(encoding="utf-8")
    for name, ranges in lines.items():
        (tmp_path / name).write_text(first.replace("[[1, 5]]", str(ranges)) + "\n添\n", encoding="utf-8")
    again = filed(tmp_path, (1, 5), (7, 22))
    assert "03.md" not in again.differences
    assert (sorted(again.kept), again.vanished, again.written, again.held) == (sorted(lines), (), (), ())


def test_a_line_of_no_article_is_no_line_of_its_own(tmp_path):
    """An empty one, or one of the page's own words."""
    filed(tmp_path, (1, 5), (7, 9))
    assert filed(tmp_path, (1, 8)).vanished == ("02.md",)


def test_two_articles_that_a_person_joined_stay_joined(tmp_path):
    filed(tmp_path, (1, 5), (7, 9))
    first = (tmp_path / "01.md").read_text(encoding="utf-8")
    second = (tmp_path / "02.md").read_text(encoding="utf-8")
    (tmp_path / "01.md").write_text(first.replace("[[1, 5]]", "[[1, 5], [7, 9]]"), encoding="utf-8")
    (tmp_path / "02.md").write_text(second.replace("source:", 'moved_to: "2001-05-04/02/01"\nsource:'),
                                    encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.md")}
    again = filed(tmp_path, (1, 5), (7, 9))
    assert (again.kept, again.vanished, again.written) == (("01.md", "02.md"), (), ())
    assert {path: path.read_bytes() for path in tmp_path.glob("*.md")} == before


@pytest.mark.parametrize("second", ["leads on", "leads on, without its lines", "is deleted"])
@pytest.mark.parametrize("ranges", [((1, 5), (7, 9)), ((1, 2), (4, 9))])
def test_what_a_person_joined_comes_back_under_no_other_number(tmp_path, ranges, second):
    """Whichever of the two is the longer, and whatever is left of the second."""
    filed(tmp_path, *ranges, (11, 12))
    lines = [f"[[{first}, {last}]]" for first, last in ranges]
    one, two = tmp_path / "01.md", tmp_path / "02.md"
    one.write_text(one.read_text("utf-8").replace(lines[0], f"{lines[0][:-1]}, {lines[1][1:]}"), encoding="utf-8")
    source = f'source:\n  file: "page.txt"\n  lines: {lines[1]}\n'
    assert source in two.read_text("utf-8")
    if second == "is deleted":
        two.unlink()
    else:
        two.write_text(two.read_text("utf-8").replace(source, 'moved_to: "2001-05-04/02/01"\n' + (
            source if second == "leads on" else "")), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.md")}
    again = filed(tmp_path, *ranges, (11, 12))
    assert (again.written, again.unchanged, again.vanished) == ((), ("03.md",), ())
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.md")} == before


def test_a_dry_run_tells_everything_and_writes_nothing(tmp_path):
    filed(tmp_path, (1, 5), (7, 9), (11, 12))
    (tmp_path / "03.md").write_text((tmp_path / "03.md").read_text(encoding="utf-8").replace("第11行", "第十一行"),
                                    encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    dry = filed(tmp_path, (1, 9), (11, 13), (15, 16), dry=True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert dry == filed(tmp_path, (1, 9), (11, 13), (15, 16))
    assert (dry.written, dry.kept, dry.moved) == (("01.md", "04.md"), ("03.md",), ("02.md",))
    assert sorted(dry.differences) == ["01.md", "02.md", "03.md"]
    assert [line for line in dry.differences["03.md"].splitlines()[2:] if line[0] in "+-"] == [
        '-title: "第十一行"', "-order: 3", '+title: "第11行"', "+order: 2", "-  lines: [[11, 12]]",
        "+  lines: [[11, 13]]"]


def test_an_article_kept_is_shown_only_where_the_parser_changed_its_mind(tmp_path):
    filed(tmp_path, (1, 5))
    path = tmp_path / "01.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n添\n", encoding="utf-8")
    assert filed(tmp_path, (1, 5)).differences == {}
    assert list(filed(tmp_path, (1, 6)).differences) == ["01.md"]


def test_a_part_that_a_person_wrote_is_shown_while_a_line_is_lost(tmp_path):
    filed(tmp_path, (1, 9))
    first = (tmp_path / "01.md").read_text("utf-8")
    (tmp_path / "01.md").write_text(first.replace("[[1, 9]]", "[[1, 2]]"), "utf-8")
    (tmp_path / "02.md").write_text(first.replace("[[1, 9]]", "[[4, 9]]"), "utf-8")
    assert list(filed(tmp_path, (1, 9)).differences) == ["02.md"]
    (tmp_path / "02.md").write_text(first.replace("[[1, 9]]", "[[3, 9]]"), "utf-8")
    assert filed(tmp_path, (1, 9)).differences == {}


def test_without_its_record_an_article_as_the_parser_writes_it_is_the_parsers(tmp_path):
    filed(tmp_path, (1, 5), (7, 9))
    path = tmp_path / "02.md"
    path.write_text(path.read_text(encoding="utf-8").replace("第7行", "第七行"), encoding="utf-8")
    (tmp_path / "page.toml").unlink()
    again = filed(tmp_path, (1, 5), (7, 9))
    assert (again.unchanged, again.kept, again.written) == (("01.md",), ("02.md",), ())
    better = filed(tmp_path, (1, 6), (7, 9))
    assert (better.written, better.kept) == (("01.md",), ("02.md",))


def test_line_ends_of_windows_are_no_edit(tmp_path):
    filed(tmp_path, (1, 5))
    path = tmp_path / "01.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert filed(tmp_path, (1, 5)).unchanged == ("01.md",)
    assert filed(tmp_path, (1, 6)).written == ("01.md",)


CUTS = st.sets(st.integers(2, 20), max_size=5).map(
    lambda cuts: [(first, last - 1) for first, last in pairwise(sorted({1, *cuts, 21}))])


@given(st.lists(st.tuples(CUTS, st.sets(st.integers(0, 5))), min_size=1, max_size=4))
def test_people_win_numbers_stay_nothing_is_lost(steps):
    """However often a page is parsed and edited: what a person wrote stays, no file goes, every line has an article."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine: dict[str, bytes] = {}
        names: set[str] = set()
        for ranges, edits in steps:
            filed(folder, *ranges)
            there = {path.name: path for path in sorted(folder.glob("*.md"))}
            assert mine.items() <= {name: path.read_bytes() for name, path in there.items()}.items()
            assert names <= there.keys()
            names = set(there)
            articles = [read_article(path.read_bytes(), path) for path in there.values()]
            owned = {line for article in articles if not article.moved_to
                     for first, last in article.source.lines for line in range(first, last + 1)}
            assert owned == set(range(1, 21))
            places = [article.order for article in articles if article.order]
            assert len(places) == len(set(places))
            again = filed(folder, *ranges)
            assert (again.written, again.moved) == ((), ())
            for at, path in enumerate(there.values()):
                if at in edits:
                    mine[path.name] = path.read_bytes() + "\n添\n".encode()
                    path.write_bytes(mine[path.name])


def test_another_raw_page_is_refused_and_nothing_is_overwritten(tmp_path):
    file_reading(tmp_path, reading((1, 5)), RAW, encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ContentFault, match="the raw page is not the one that was parsed here"):
        file_reading(tmp_path, reading((1, 4)), RAW + b"\n", encoding="utf-8")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


ORIGINS = [
    (reading((1, 2), date="2001-05-04", page="02", newspaper="临江日报"), "printed", "printed", "printed"),
    (reading((1, 2), dateline_date="2001-05-04"), "datelines", "given", "archive"),
    (reading((1, 2), dateline_date="2001-05-03"), "given", "given", "archive"),
    (reading((1, 2), date="2001-05-05"), "given", "given", "archive"),
]


@pytest.mark.parametrize(("read", "date", "page", "newspaper"), ORIGINS)
def test_the_record_says_where_date_page_and_newspaper_come_from(tmp_path, read, date, page, newspaper):
    filed = file_reading(tmp_path, read, RAW, encoding="utf-8", date="2001-05-04", page="02", newspaper="临江日报")
    record = filed.record
    assert (record.date_from, record.page_from, record.newspaper_from) == (date, page, newspaper)
    assert record.newspaper == ("临江日报" if newspaper == "printed" else "")
    assert ('newspaper = ' in (tmp_path / "page.toml").read_text("utf-8")) == (newspaper == "printed")


def test_a_printed_date_that_is_not_the_folders_is_a_note(tmp_path):
    read = replace(reading((4, 6), date="2001-05-05"), furniture=((2, 2),))
    filed = file_reading(tmp_path, read, RAW, encoding="utf-8", date="2001-05-04", page="02")
    assert filed.record.notes == (Note(2, "printed date", "the page prints 2001-05-05, the folder says 2001-05-04"),)
