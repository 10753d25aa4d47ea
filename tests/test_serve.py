"""The preview without a browser: what an edit touches, what is shown, who is answered, how it ends."""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path, PurePosixPath

import pytest
from serving import DATE, RAW, Preview, archive, article, put, until

from builder import build
from builder.cli import serving as cli_serving
from builder.collation import CHANGED, Segment
from builder.content import read_article, templates_of
from builder.errors import ContentFault, MachineFault
from builder.model import Page
from builder.serve import findings, fresh, page, preview, review, watch
from builder.serve.desk import Desk
from builder.serve.server import Server, kind, site_path
from builder.serve.watch import Touched
from builder.serve.worker import Outcome

# --- What an edit touches ------------------------------------------------------------------------------------------

NEXT = "2001-05-05"
DAY = Touched(dates=frozenset([DATE]))


@pytest.mark.parametrize(("path", "expected"), [
    (f"content/{DATE}/01/01.md", DAY),
    (f"content/{DATE}/01/page.txt", DAY),
    (f"content/{DATE}/01/page.toml", DAY),
    (f"content/{DATE}/01/photo-1.JPG", DAY),
    (f"content/{DATE}/01/02.md.txt", DAY),
    (f"content/{DATE}/01/page.TXT", DAY),
    (f"content/{DATE}/01", DAY),
    (f"content/{DATE}", DAY),
    ("content/archive.toml", Touched(frame=True)),
    ("content/static/CNAME", Touched(rest=True)),
    ("content/no-date", Touched(rest=True)),
    ("templates/article.html", Touched(frame=True)),
    ("templates/assets/own.css", Touched(frame=True)),
    (f"content/{DATE}/01/.01.md.swp", Touched()),
    (f"content/{DATE}/01/01.md~", Touched()),
    (f"content/{DATE}/01/4913", Touched()),
    (f"content/{DATE}/01/.#01.md", Touched()),
    (f"content/{DATE}/01/#01.md#", Touched()),
    (f"content/{DATE}/01/~$01.md", Touched()),
    (f"content/{DATE}/01/01.md.tmp", Touched()),
    ("content/.git/index", Touched()),
    ("templates/.article.html.swp", Touched()),
    ("templates/article.html~", Touched()),
    ("elsewhere/01.md", Touched()),
])
def test_what_an_edit_touches(path, expected):
    root = PurePosixPath("/paper")
    assert watch.touched(root / path, root / "content", [root / "templates"]) == expected


def test_changes_are_seen_and_a_folder_that_comes_later_too(tmp_path):
    content, ended, seen = archive(tmp_path), threading.Event(), []
    thread = threading.Thread(target=lambda: seen.extend(
        iter_until(watch.changes(content, [tmp_path / "templates"], ended), seen)))
    thread.start()
    try:
        until(lambda: nudged(content / DATE / "01" / "01.md") and any(DATE in one.dates for one in seen))
        seen.clear()
        put(tmp_path / "templates" / "own.html", "")
        until(lambda: any(one.frame for one in seen))
    finally:
        ended.set()
        thread.join(10)


def iter_until(changes, seen):
    for change in changes:
        seen.append(change)
    return []


def nudged(path: Path) -> bool:
    path.write_bytes(path.read_bytes() + b"\n")
    return True


# --- Paths, types, policies, places --------------------------------------------------------------------------------

@pytest.mark.parametrize(("target", "expected"), [
    ("/", "index.html"), ("/?q=1", "index.html"), ("/2001-05-04/", "2001-05-04/index.html"),
    ("/2001-05-04/01/01.html?q=%E9%94%82#a", "2001-05-04/01/01.html"), ("/assets/style.css", "assets/style.css"),
    ("/%61ssets/style.css", "assets/style.css"), ("/_review/", "_review/index.html"),
    ("/../content/archive.toml", None), ("/a/../../b", None), ("/%2e%2e/secret", None), ("/..%2fsecret", None),
    ("/a/%2e%2e%2f%2e%2e/b", None), ("/.banmian", None), ("/a/.git/config", None), ("//etc/passwd", None),
    ("/a\\..\\b", None), ("/a%5c..%5cb", None), ("/a%00.html", None), ("/C:/boot.ini", None), ("/%ff", None),
    ("http://127.0.0.1/", None), ("*", None), ("/é", None),
])
def test_paths_of_the_site(target, expected):
    assert site_path(target) == expected


@pytest.mark.parametrize(("path", "expected"), [
    ("index.html", "text/html; charset=utf-8"), ("a/b.js", "text/javascript; charset=utf-8"),
    ("a.css", "text/css; charset=utf-8"), ("a.svg", "image/svg+xml; charset=utf-8"), ("a.jpg", "image/jpeg"),
    ("feed.xml", "application/xml; charset=utf-8"), ("edition.txt", "text/plain; charset=utf-8"),
    ("edition.epub", "application/epub+zip"), ("CNAME", "application/octet-stream"),
    ("a.b/html", "application/octet-stream"), ("a.exe", "application/octet-stream"),
])
def test_content_types(path, expected):
    assert kind(path) == expected


@pytest.mark.parametrize(("policy", "expected"), [
    ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
    ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
    ("script-src 'none'; style-src 'sha256-x'",
     "script-src 'self'; style-src 'sha256-x' 'self'; connect-src 'self'"),
])
def test_a_page_admits_the_previews_own_script(policy, expected):
    assert page.admitting(policy) == expected


@pytest.mark.parametrize(("template", "expected"), [
    ("vscode://file/{path}:{line}", "vscode://file/paper/%E7%89%88%20a/01.md:7"),
    ("editor:open?file={path}&line={line}", "editor:open?file=/paper/%E7%89%88%20a/01.md&line=7"),
    ("", ""), ("javascript:alert({line})", ""), ("JavaScript:x", ""), ("data:text/html,x", ""), ("vim {path}", ""),
])
def test_the_address_that_opens_an_editor(template, expected):
    assert page.opened(template, Path("/paper/版 a/01.md"), 7) == expected


def test_what_the_preview_adds_can_be_taken_away_again():
    html = b"<!doctype html>\n<html><head><title>x</title></head>\n<body><p>y</p></body></html>\n"
    shown, version = page.with_preview(html, 'a".html', b"<aside>z</aside>", {"close": '"<'}, b"")
    assert b"<aside>z</aside><!--/preview--></body>" in shown
    assert b'data-path="a&#34;.html"' in shown
    assert page.without(shown) == html
    assert page.with_preview(html, 'a".html', b"<aside>z</aside>", {}, b"another style")[1] != version
    assert page.without(page.with_preview(b"<p>fort", "x", b"z", {}, b"")[0]) == b"<p>fort"


# --- Findings ------------------------------------------------------------------------------------------------------

def test_findings_of_a_page(tmp_path):
    """Each with the line of its Markdown file and of the raw text; what a person changed is no longer suspected."""
    reviews = review.Reviews(archive(tmp_path))
    first, second = reviews.page(DATE, "01").articles
    assert [(one.kind, one.line, one.raw, one.better, one.wants) for one in first.findings] == [
        ("misread", 12, 4, "涌入", True)]
    assert [(one.kind, one.line, one.raw, one.wants) for one in second.findings] == [
        ("doubt", 2, 6, True), ("change", 12, 7, False)]
    assert second.findings[0].said == "read as a headline that begins an article; it may be a paragraph"
    assert second.findings[1].now == (
        Segment("石桥镇的三座老桥", ""), Segment("全", CHANGED), Segment("都修好了，外出的…", ""))
    put(tmp_path / "content" / DATE / "01" / "01.md",
        article("河堤加固工程完工", "大批游客涌入老城。", lines=(2, 5), reviewed="2001-06-01"))
    mended = reviews.page(DATE, "01")
    assert [one.kind for one in mended.articles[0].findings] == ["change"]
    assert (mended.done, mended.open, mended.changes) == (1, 1, 2)


def test_a_word_of_the_archives_own_is_no_misread_one(tmp_path):
    reviews = review.Reviews(archive(tmp_path))
    put(tmp_path / "content" / NEXT / "01" / "01.md", article("灯会", "记者来到准河镇。", date=NEXT))
    assert [[one.better for one in reviews.page(NEXT, "01", words).articles[0].findings]
            for words in ((), ("准河镇",), ())] == [["来到淮河镇"], [], ["来到淮河镇"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_of_an_article_ends_where_its_editor_ends_it(end):
    """Not at a character that Unicode takes for a line's end."""
    text = article("水闸", "河边\u2028的茶馆。", "大批游客涌人老城。").replace("\n", end).encode()
    found = findings.of_page(Page(DATE, "01", (("01", read_article(text, "01.md")),)), {"01": text})
    assert [(one.better, one.line) for one in found["01"]] == [("涌入", 11)]


def test_texts_are_found_in_their_file():
    file = ['---', 'title: "题"', 'photos:', '  - caption: "图一"', '  - caption: "图二"', '---', '',
            '一段。', '', '一段。', '', r'10\. 又一段', '', '> **框**', '>', '> 框里']
    texts = [("title", "题"), ("caption", "图二"), ("body", "一段。"), ("body", "一段。"), ("body", "10. 又一段"),
             ("sidebar", "框"), ("box", "框里")]
    assert findings.lines_of(texts, file) == [2, 5, 8, 10, 12, 14, 16]


@pytest.mark.parametrize(("segments", "expected"), [
    ([("甲" * 30, ""), ("人", CHANGED), ("乙" * 30, "")],
     [("…" + "甲" * 8, ""), ("人", CHANGED), ("乙" * 8 + "…", "")]),
    ([("前", ""), ("中", CHANGED), (",", "width"), ("后", "")], [("前", ""), ("中", CHANGED), (",后", "")]),
    ([("全文没有改动", "")], [("全文没有改动", "")]),
])
def test_a_difference_is_shown_with_the_words_beside_it(segments, expected):
    assert [(one.text, one.mark) for one in findings.gist([Segment(*one) for one in segments])] == expected


# --- What articles are called ---------------------------------------------------------------------------------------

def continuing(place: str) -> str:
    return f'---\ncontinued_from: "{place}"\n---\n\n图为新堤。\n'


def test_the_list_names_an_article_that_continues_another_as_the_site_does(tmp_path):
    """After an edit of that other one's page, too."""
    content = archive(tmp_path)
    reviews = review.Reviews(content)
    put(content / DATE / "02" / "01.md", continuing(f"{DATE}/01/01"))
    for title in ("河堤加固工程完工", "河堤昨天完工"):
        put(content / DATE / "01" / "01.md", article(title, "完工。"))
        assert [one.name for page in reviews.edition(DATE).pages for one in page.articles] == [
            title, "石桥修好了", f"{title}（续）"]
        assert [one.name for one in reviews.page(DATE, "02").articles] == [f"{title}（续）"]
    put(content / DATE / "01" / "01.md", "half")
    assert [one.name for one in reviews.page(DATE, "02").articles] == ["图为新堤。"]


def test_a_page_names_an_article_of_another_day_as_a_build_does(tmp_path):
    content = archive(tmp_path)
    put(content / DATE / "02" / "01.md", continuing(f"{DATE}/01/01"))
    put(content / NEXT / "01" / "02.md", f'---\nmoved_to: "{DATE}/02/01"\n---\n')
    put(content / NEXT / "01" / "03.md", continuing("elsewhere/02/01"))
    made = fresh.edition_files(fresh.frame(content), content, NEXT, fresh.dates(content))
    assert "河堤加固工程完工（续）" in made[f"{NEXT}/01/02.html"].decode()
    assert made == {path: data for path, data in build.files(content) if path.startswith(f"{NEXT}/")}


# --- The list of editions ------------------------------------------------------------------------------------------

def test_the_list_goes_by_weeks():
    dates = [f"2001-05-{day:02}" for day in range(1, 18)]
    assert review.week(dates) == (dates[:9:-1], "", "2001-05-10")
    assert review.week(dates, "2001-05-10") == (dates[9:2:-1], "2001-05-17", "2001-05-03")
    assert review.week(dates, "2001-05-03") == (dates[2::-1], "2001-05-10", "")
    assert review.week([]) == ([], "", "")
    assert review.months([*dates, "2001-06-30", "2002-01-01"]) == [
        ("2002", [("01", "2002-01-01")]), ("2001", [("05", "2001-05-17"), ("06", "2001-06-30")])]


def test_what_is_done_is_counted(tmp_path):
    content = archive(tmp_path)
    reviews = review.Reviews(content)
    assert reviews.tally() == (4, 0)
    put(content / "2001-05-05" / "01" / "01.md", article("水闸", "完工。", date="2001-05-05", reviewed="2001-06-01"))
    put(content / "2001-05-06" / "01" / "01.md", article("reviewed: x", "reviewed: y", date="2001-05-06"))
    assert reviews.tally() == (4, 1)


# --- The desk ------------------------------------------------------------------------------------------------------

@pytest.fixture
def desk(tmp_path) -> Desk:
    """An archive that was built, and nothing touched since."""
    content = archive(tmp_path)
    made = Desk(content, preview.site_of(content))
    build.build(content, made.site)
    made.open()
    made.caught_up(0, Outcome())
    return made


FIRST = f"{DATE}/01/01.html"


def edit(desk: Desk, old: str, new: str) -> None:
    path = desk.folder / DATE / "01" / "01.md"
    put(path, path.read_text("utf-8").replace(old, new))
    preview.take_up(desk, DAY)


def faults(desk: Desk) -> list[tuple[str, int, str]]:
    return [(Path(fault.path).name, fault.line, str(fault.what)) for fault in desk.standing()]


def test_an_edit_is_shown_before_it_is_built_and_built_pages_after(desk):
    edit(desk, "两千户", "三千户")
    assert "三千户".encode() in desk.read(FIRST)
    assert "三千户".encode() not in (desk.site / FIRST).read_bytes()
    build.build(desk.folder, desk.site)
    fresh_page = desk.read(FIRST)
    desk.caught_up(desk.turn, Outcome())
    assert desk.made == {}
    assert desk.read(FIRST) == fresh_page == (desk.site / FIRST).read_bytes()


def test_an_edit_while_a_build_runs_is_not_lost_with_it(desk):
    edit(desk, "两千户", "三千户")
    begun = desk.turn
    build.build(desk.folder, desk.site)
    edit(desk, "三千户", "四千户")
    desk.caught_up(begun, Outcome())
    assert "四千户".encode() in desk.read(FIRST)


def test_what_cannot_be_made_stays_as_it_last_was_until_it_is_mended(desk):
    edit(desk, "两千户", "三千户")
    edit(desk, 'title: "河堤', 'title: ["河堤')
    assert faults(desk)[0][:2] == ("01.md", 2)
    assert "三千户".encode() in desk.read(FIRST)
    edit(desk, 'title: ["河堤', 'title: "河堤')
    assert faults(desk) == []


def test_a_fault_that_only_a_build_finds_goes_when_its_edition_is_mended(desk):
    edit(desk, 'title: "河堤', 'title: ["河堤')
    [fault] = desk.standing()
    desk.caught_up(desk.turn, Outcome((fault,)))
    assert desk.standing() == [fault]
    edit(desk, 'title: ["河堤', 'title: "河堤')
    assert faults(desk) == []


def test_a_full_disk_is_told_and_goes_when_a_build_succeeds(desk):
    full = MachineFault("cannot be written: No space left on device")
    edit(desk, "两千户", "三千户")
    desk.caught_up(desk.turn, Outcome((full,)))
    assert desk.standing() == [full]
    assert "三千户".encode() in desk.read(FIRST)
    desk.caught_up(desk.turn, Outcome())
    assert desk.standing() == []


def test_an_article_and_an_edition_that_are_deleted_are_gone_at_once(desk):
    (desk.folder / DATE / "01" / "02.md").unlink()
    preview.take_up(desk, DAY)
    assert desk.read(f"{DATE}/01/02.html") is None
    assert desk.read(FIRST)
    for path in (desk.folder / DATE / "01").iterdir():
        path.unlink()
    preview.take_up(desk, DAY)
    assert desk.read(FIRST) is None
    assert desk.dates == {"2001-05-05", "2001-05-06"}


def test_after_an_edit_of_a_template_every_page_is_new_at_once_and_a_wrong_one_is_told(desk):
    put(templates_of(desk.folder) / "_partials" / "footer.html", "<footer>自家的</footer>")
    preview.take_up(desk, Touched(frame=True))
    for path in (FIRST, "2001-05-06/index.html", "index.html", "2001/index.html", "search.html"):
        assert "自家的".encode() in desk.read(path)
    put(templates_of(desk.folder) / "_partials" / "footer.html", "<footer>\n{% if %}</footer>")
    preview.take_up(desk, Touched(frame=True))
    assert "自家的".encode() in desk.read(FIRST)
    assert [fault[:2] for fault in faults(desk)] == [("footer.html", 2)]
    put(templates_of(desk.folder) / "_partials" / "footer.html", "<footer>又是</footer>")
    preview.take_up(desk, Touched(frame=True))
    assert "又是".encode() in desk.read(FIRST)
    assert faults(desk) == []


def test_wrong_settings_are_told_and_the_last_ones_stay(desk):
    put(desk.folder / "archive.toml", 'newspaper = "临江日报')
    preview.take_up(desk, Touched(frame=True))
    assert [fault[0] for fault in faults(desk)] == ["archive.toml"]
    assert "临江日报".encode() in desk.read(FIRST)
    put(desk.folder / "archive.toml", 'newspaper = "石桥日报"')
    preview.take_up(desk, Touched(frame=True))
    assert faults(desk) == []
    assert "石桥日报".encode() in desk.read(FIRST)


def test_words_that_cannot_be_read_are_told_and_the_last_ones_stay(desk):
    strings = templates_of(desk.folder) / "strings" / "zh-Hans.toml"
    put(strings, 'latest = "今天"\nfooter = 自家的\n')
    preview.take_up(desk, Touched(frame=True))
    assert [fault[:2] for fault in faults(desk)] == [("zh-Hans.toml", 2)]
    assert desk.read(FIRST)
    put(strings, 'footer = "自家的"\n')
    preview.take_up(desk, Touched(frame=True))
    assert faults(desk) == []
    assert "自家的".encode() in desk.read(FIRST)


def test_nothing_outside_the_site_is_read_through_a_link(desk, tmp_path):
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (desk.site / "out.html").symlink_to(tmp_path / "secret.html")
    (desk.site / "away").symlink_to(tmp_path)
    assert desk.read("out.html") is None
    assert desk.read("away/secret.html") is None
    assert desk.read("../secret.html") is None


def test_a_fault_that_stays_is_told_once_and_again_when_it_comes_back(capsys):
    told = cli_serving.teller()
    full, lost = MachineFault("full", path="site"), ContentFault("lost", path="content/a.md", line=3)
    for faults, said in [((full,), "site: full\n"), ((full, lost), "content/a.md:3: lost\n"), ((full,), ""),
                         ((), ""), ((full,), "site: full\n")]:
        told(Outcome(faults))
        assert capsys.readouterr().err == said


def test_a_port_that_is_taken_is_a_sentence(desk):
    with Server(desk, 0) as one:
        with pytest.raises(MachineFault) as caught:
            Server(desk, one.server_port)
        assert str(caught.value).startswith(f"port {one.server_port} cannot be had: ")
        assert f"Take another: --port {one.server_port + 1}, or --port 0" in str(caught.value)
        assert one.server_address[0] == "127.0.0.1"


# --- A running preview ---------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def running(tmp_path_factory):
    one = Preview(archive(tmp_path_factory.mktemp("served")))
    yield one
    assert one.end() == 0
    assert one.errors == []


def asked(running: Preview, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    host, port = running.url.split("/")[2].split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_pages_are_those_of_a_build_and_nothing_is_cached(running, tmp_path):
    build.build(running.content, tmp_path / "site")
    for path in sorted((tmp_path / "site").rglob("*")):
        name = path.relative_to(tmp_path / "site").as_posix()
        if path.is_file() and not name.startswith("."):
            status, headers, data = asked(running, "GET", f"/{name}")
            assert (status, headers["cache-control"], int(headers["content-length"])) == (200, "no-store", len(data))
            if name != "404.html":  # it forbids scripts, so its policy is another here
                assert page.without(data) == path.read_bytes(), name
    assert not (running.content.parent / "site").exists()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "[::1]",
                                  "0.0.0.0:8000", "localhost@evil.example"])
@pytest.mark.parametrize("path", ["/", "/_preview/state?path=index.html", "/_preview/events", "/_review/"])
def test_a_foreign_host_is_refused(running, host, path):
    status, _, data = asked(running, "GET", path, Host=host)
    assert status == 403
    assert b"<html" not in data


def test_this_machines_names_are_answered(running):
    for host in ("127.0.0.1", "localhost", "LOCALHOST:1234"):
        assert asked(running, "GET", "/", Host=host)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_can_be_given(running, method):
    status, headers, _ = asked(running, method, f"/{FIRST}")
    assert (status, headers["allow"], headers["connection"]) == (405, "GET, HEAD", "close")


@pytest.mark.parametrize("path", ["/../content/archive.toml", "/%2e%2e/content/archive.toml", "/.banmian",
                                  "/assets/%2e%2e/%2e%2e/x", "/..%5c..%5cx", "/_preview/../_review/", "/%00"])
def test_paths_outside_the_site_are_not_found(running, path):
    status, _, data = asked(running, "GET", path)
    assert status == 404
    assert b"newspaper" not in data


REFUSALS = [
    (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403, "预览只应答 127.0.0.1 和 localhost。"),
    (b"GET /../x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404, "网站里不会有这样的路径。"),
    (b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, "预览只供查看：只接受 GET 和 HEAD。"),
    (b"GET / HTTP/9.0\r\nHost: localhost\r\n\r\n", 505, "预览看不懂这个请求。"),
    (b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, "预览看不懂这个请求。"),
    (b"GET / / /\r\n\r\n", 400, "预览看不懂这个请求。"),
    (b"GET /" + b"x" * 65_532, 414, "预览看不懂这个请求。"),
    (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431, "预览看不懂这个请求。"),
]


@pytest.mark.parametrize(("request_", "status", "sentence"), REFUSALS, ids=[str(case[1]) for case in REFUSALS])
def test_a_refusal_is_a_sentence_in_the_language_of_the_site(running, request_, status, sentence):
    """Whatever the terminal speaks: here English."""
    with socket.create_connection(tuple(running.url.split("/")[2].split(":")), timeout=30) as connection:
        connection.sendall(request_)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status
    assert b"\r\nContent-Type: text/plain; charset=utf-8\r\n" in head
    assert body.decode() == f"{sentence}\n"


def test_a_page_that_is_none_and_a_folder_without_its_slash(running):
    status, headers, data = asked(running, "GET", "/2001-05-04/01/99.html")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b'href="../../index.html"' in data
    status, headers, _ = asked(running, "GET", f"/{DATE}")
    assert (status, headers["location"]) == (302, f"/{DATE}/")


def test_head_has_the_headers_of_get_and_no_body(running):
    connection = http.client.HTTPConnection(*running.url.split("/")[2].split(":"), timeout=30)
    for method, empty in (("HEAD", True), ("GET", False), ("HEAD", True)):     # one connection, kept alive
        connection.request(method, f"/{FIRST}")
        answer = connection.getresponse()
        assert int(answer.headers["Content-Length"]) > 1000
        assert (answer.read() == b"") is empty
    connection.close()


def test_many_who_listen_block_nobody(running):
    listening = [http.client.HTTPConnection(*running.url.split("/")[2].split(":"), timeout=30) for _ in range(40)]
    try:
        for connection in listening:
            connection.request("GET", "/_preview/events")
            answer = connection.getresponse()
            assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
            assert answer.fp.readline() == b"retry: 500\n"
        assert asked(running, "GET", f"/{FIRST}")[0] == 200
    finally:
        for connection in listening:
            connection.close()


def test_the_review_page_counts_by_newspaper_page(running):
    _, _, data = asked(running, "GET", "/_review/")
    words = re.sub(r"<[^>]*>|\s+", " ", data.decode())
    assert "全档4篇，已校0篇。" in words
    assert re.search(r"第1版\s+2\s+0\s+2\s+1\b", words), "articles, reviewed, to look at, corrected"
    _, _, data = asked(running, "GET", f"/_review/{DATE}.html")
    assert f'href="../{DATE}/01/raw.html#L4"'.encode() in data
    assert f'data-copy="{running.content}/{DATE}/01/01.md:12"'.encode() in data
    assert asked(running, "GET", "/_review/2001-05-07.html")[0] == 404
    assert asked(running, "GET", "/_review/2001-13-45.html")[0] == 404


def test_the_list_follows_the_archives_own_words(tmp_path):
    content = archive(tmp_path)
    put(content / NEXT / "01" / "01.md", article("灯会", "记者来到准河镇。", date=NEXT))
    one = Preview(content)
    try:
        paths = (f"/{NEXT}/01/01.html", f"/_review/{NEXT}.html")
        assert ["淮河镇" in asked(one, "GET", path)[2].decode() for path in paths] == [True, True]
        put(content / "archive.toml", 'words = ["准河镇"]\n')
        until(lambda: not any("淮河镇" in asked(one, "GET", path)[2].decode() for path in paths))
    finally:
        assert one.end() == 0


@pytest.mark.parametrize(("language", "doubt", "fault"), [
    ("zh-Hans", "读作标题，且是一篇之首；也可能是正文段落", "缺少文件头"),
    ("en", "read as a headline that begins an article; it may be a paragraph", "no front matter"),
])
def test_doubts_and_faults_speak_the_language_of_the_page(tmp_path, language, doubt, fault):
    """Whatever the terminal speaks, which is English here."""
    content = archive(tmp_path)
    put(content / "archive.toml", f'newspaper = "临江日报"\nlanguage = "{language}"\n')
    one = Preview(content)
    try:
        for path in (f"/{DATE}/01/02.html", f"/_review/{DATE}.html"):
            assert doubt in asked(one, "GET", path)[2].decode(), path
        put(content / DATE / "02" / "01.md", "half")
        until(lambda: fault in asked(one, "GET", "/_preview/state?path=index.html")[2].decode())
        for path in (f"/_review/{DATE}.html", "/_review/"):
            assert fault in asked(one, "GET", path)[2].decode(), path
    finally:
        assert one.end() == 0


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_cleanly_and_its_children_too(tmp_path, sign):
    one = Preview(archive(tmp_path))
    put(one.content / DATE / "01" / "01.md", "half")   # a build is on its way
    children = _children(one.process.pid)
    assert children
    assert one.end(sign) == 0
    until(lambda: not any(map(_runs, children)))
    assert not [line for line in one.errors if "Traceback" in line]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_before_the_first_page_ends_it_as_well(tmp_path):
    content = archive(tmp_path)
    process = subprocess.Popen([sys.executable, "-m", "builder", "serve", "--content", str(content), "--port", "0"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=tmp_path,
                               env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])})
    children = until(lambda: _children(process.pid))
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=120)
    assert (process.returncode, said, errors) == (0, b"", b"")
    until(lambda: not any(map(_runs, children)))


def _children(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


def _runs(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_it_begins_with_broken_content_and_goes_on_when_that_is_mended(tmp_path):
    content = archive(tmp_path)
    path = content / DATE / "01" / "01.md"
    good = path.read_text("utf-8")
    put(path, "no front matter")
    one = Preview(content)
    try:
        state = "/_preview/state?path=2001-05-06/01/01.html"
        assert "缺少文件头" in asked(one, "GET", state)[2].decode()
        assert asked(one, "GET", "/2001-05-06/01/01.html")[0] == 200, "what is right is shown"
        put(path, good)
        until(lambda: b'"faults":[]' in asked(one, "GET", state)[2])
        until(lambda: asked(one, "GET", f"/{FIRST}")[0] == 200)
    finally:
        assert one.end() == 0
    assert "no front matter" in "".join(one.errors)


def test_after_200_edits_the_preview_is_what_a_clean_build_makes(tmp_path):
    """Words, files that are deleted, renamed, half-written, an editor's own files: in any order, and content/ is as
    the editor left it."""
    content, dice = archive(tmp_path), random.Random(200)
    one = Preview(content)
    try:
        folders = [content / day / "01" for day in (DATE, "2001-05-05", "2001-05-06")]
        for number in range(200):
            folder = dice.choice(folders)
            path = folder / dice.choice(["01.md", "02.md", "03.md"])
            match dice.randrange(8):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_bytes(article("半", "截", date=folder.parent.name).encode()[:dice.randrange(40)])
                case 2:
                    for name in (f".{path.name}.swp", f"{path.name}~", "4913", f".#{path.name}", f"#{path.name}#"):
                        (folder / name).write_text("x", encoding="utf-8")
                case 3 if path.exists():
                    os.replace(path, folder / "04.md")
                    os.replace(folder / "04.md", path)
                case 4:
                    (folder / "next.tmp").write_text(_random(dice, folder, path, number), encoding="utf-8")
                    os.replace(folder / "next.tmp", path)
                case _:
                    put(path, _random(dice, folder, path, number))
        for folder in folders:
            for order in (1, 2, 3):
                path = folder / f"{order:02}.md"
                if path.exists() and order != 3:
                    put(path, _random(dice, folder, path, 999))
                else:
                    path.unlink(missing_ok=True)
        before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
        build.build(content, tmp_path / "clean")
        clean = {path.relative_to(tmp_path / "clean").as_posix(): path.read_bytes()
                 for path in (tmp_path / "clean").rglob("*") if path.is_file() and not path.name.startswith(".")}
        site = preview.site_of(content)
        until(lambda: {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*")
                       if path.is_file() and not path.name.startswith(".")} == clean, 60)
        for name, data in clean.items():
            if name != "404.html":
                assert page.without(asked(one, "GET", f"/{name}")[2]) == data, name
        assert b'"faults":[]' in asked(one, "GET", "/_preview/state?path=index.html")[2]
        assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before
    finally:
        assert one.end() == 0
    assert not [line for line in one.errors if "Traceback" in line]


def _random(dice: random.Random, folder: Path, path: Path, number: int) -> str:
    own = {"lines": (2, 5)} if folder.parent.name == DATE else {}
    return article(f"第{number}次改动", *dice.sample(RAW.splitlines(), 2), date=folder.parent.name,
                   order=int(path.stem), **own)
