"""A new archive, a new page: made whole or not at all, nothing overwritten, the next step said."""

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from builder import check, filing, intake, starter
from builder.cli import main
from builder.content.settings import read_settings
from builder.errors import MachineFault
from builder.model import Settings
from builder.site.templates import shipped
from builder.starter import program

FOLIO = "临江日报\n2001年5月5日 星期六 第2版\n"
PAGE = "河堤加固工程完工\n本报讯（记者林一）临江市水务站5月4日宣布，河堤加固工程完工。\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- init --------------------------------------------------------------------------------------------------------

def test_a_new_archive_builds_at_once_and_has_nothing_to_mend(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "archive"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-2:] == [
        "Next: cd archive", "Next: banmian build, then open site/index.html. Then: banmian add page.txt"]
    assert sorted(f"archive/{name}" for name in tree(tmp_path / "archive")) == sorted(out.splitlines()[:-2])
    monkeypatch.chdir(tmp_path / "archive")
    assert main(["build", "--strict"]) == 0
    assert main(["check"]) == 0
    assert "\n0 errors, 0 warnings, 0 notes\nNext: banmian " in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a name there has no such characters")
@pytest.mark.parametrize("name", ["档案", "our paper", "it's $HOME", "甲&乙"])
def test_the_next_step_may_be_typed_as_it_is_said(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "init", name]) == 0
    step = next(line for line in capsys.readouterr().out.splitlines() if "Next: cd" in line).removeprefix("Next: ")
    there = subprocess.run(["sh", "-c", f"{step} && ls"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "content" in there.stdout
    assert ("'" in step) is (name != "档案")


@pytest.mark.parametrize(("language", "words"), [("zh", "# 档案的设置"), ("en", "# The archive's settings")])
def test_the_settings_explain_every_key_and_are_the_defaults(tmp_path, language, words):
    starter.founded(tmp_path / "new", language)
    data = (tmp_path / "new/content/archive.toml").read_bytes()
    assert data.decode().startswith(words)
    assert read_settings(data, "archive.toml") == Settings()
    assert all(f"\n{name} = " in data.decode() for name in Settings.__slots__)


def test_the_workflow_builds_with_the_address_of_pages(tmp_path):
    starter.founded(tmp_path / "new", "zh")
    workflow = (tmp_path / "new/.github/workflows/pages.yml").read_text("utf-8")
    assert 'banmian build --strict --base-url "$BASE_URL"' in workflow
    assert "BASE_URL: ${{ steps.pages.outputs.base_url }}" in workflow
    assert "pip install .github/banmian-*.whl" in workflow
    assert "`pip install .github/banmian-*.whl`" in (tmp_path / "new/README.md").read_text("utf-8")


def test_an_archive_carries_the_program_that_builds_it(tmp_path):
    starter.founded(tmp_path / "new", "en")
    (wheel,) = (tmp_path / "new/.github").glob("banmian-*.whl")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target",
                    tmp_path / "installed", wheel], check=True, timeout=120)
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}
    run = subprocess.run([sys.executable, "-m", "builder", "build", "--strict"], cwd=tmp_path / "new", env=environment,
                         text=True, capture_output=True, timeout=120, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "new/site/2001-05-04/01/01.html").is_file()
    assert Path("builder/starter/pages.yml") in {path.relative_to(tmp_path / "installed") for path in
                                                 (tmp_path / "installed").rglob("*")}


def test_the_program_is_a_wheel_with_all_of_its_files_and_their_sums():
    name, data = program.wheel()
    assert program.wheel() == (name, data)
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        rows = {name: (digest, size) for name, digest, size in
                csv.reader(io.StringIO(wheel.read(f"{name[:13]}.dist-info/RECORD").decode()))}
        assert set(rows) == set(wheel.namelist())
        for path in set(rows) - {f"{name[:13]}.dist-info/RECORD"}:
            known = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(path)).digest()).decode().rstrip("=")
            assert rows[path] == (f"sha256={known}", str(len(wheel.read(path))))
        metadata = wheel.read(f"{name[:13]}.dist-info/METADATA").decode()
    assert "Requires-Dist: jieba==0.42.1" in metadata
    assert {f"builder/templates/{path.relative_to(shipped()).as_posix()}" for path in shipped().rglob("*")
            if path.is_file()} < set(rows)


def test_an_upgrade_renews_the_program_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    starter.founded(tmp_path, "en")
    before = tree(tmp_path)
    name, data = program.wheel()
    (tmp_path / ".github" / name).rename(tmp_path / ".github/banmian-0.0.1-py3-none-any.whl")
    assert main(["init", ".", "--upgrade"]) == 0
    assert capsys.readouterr().out == (
        f".github/{name}\nNext: git add . && git commit, and push: from then on this version publishes the archive\n")
    assert tree(tmp_path) == before
    assert before[f".github/{name}"] == data


def test_no_program_is_put_where_no_archive_stands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["init", ".", "--upgrade"]) == 1
    assert capsys.readouterr().err == (
        "content/archive.toml: no such file, so this is no archive\n"
        "    Begin one with banmian init DIR, or name its folder: --content DIR\n")
    assert tree(tmp_path) == {}


def test_a_program_that_is_not_installed_is_in_no_archive(tmp_path, monkeypatch, capsys):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(program, "distribution", missing)
    monkeypatch.chdir(tmp_path)
    assert main(["init", "archive"]) == 3
    place = Path(program.__file__).parents[1]
    assert capsys.readouterr().err == (f"{place}: banmian is not installed, so no archive can carry it along\n"
                                       f"    Install it first: pip install {place.parent}\n")
    assert tree(tmp_path) == {}


def test_a_fresh_repository_is_as_good_as_empty(tmp_path):
    (tmp_path / ".git").mkdir()
    assert "content/archive.toml" in starter.founded(tmp_path, "en")


NOT_EMPTY = [("thesis", "not empty, so no archive is begun here\n    Name a new folder: banmian init archive\n"),
             ("thesis/chapter.txt", "a file, not a folder\n    banmian init archive\n")]


@pytest.mark.parametrize(("folder", "sentence"), NOT_EMPTY)
def test_a_folder_with_things_in_it_is_refused(tmp_path, monkeypatch, capsys, folder, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("years of work")
    assert main(["init", folder]) == 2
    assert capsys.readouterr().err == f"{folder}: {sentence}"
    assert tree(tmp_path) == {"thesis/chapter.txt": b"years of work"}


def test_a_failure_on_the_way_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "parsed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        starter.founded(tmp_path / "a" / "b", "en")
    assert list(tmp_path.iterdir()) == []


# --- add ---------------------------------------------------------------------------------------------------------

@pytest.fixture
def archive(tmp_path, monkeypatch) -> Path:
    """A folder with an empty archive and raw pages beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/archive.toml").write_text("")
    (tmp_path / "printed.txt").write_text(FOLIO + PAGE, encoding="utf-8")
    (tmp_path / "bare.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_date_and_page_are_read_from_the_page(archive, capsys):
    assert main(["add", "printed.txt"]) == 0
    assert capsys.readouterr().out == (
        "content/2001-05-05/02: 1 article, 1 written, 0 unchanged, 0 edited by hand\n"
        "1 file in the archive. Next: banmian serve, and correct the .md files beside page.txt; then banmian check\n")
    assert sorted(tree(archive / "content")) == [
        "2001-05-05/02/01.md", "2001-05-05/02/page.toml", "2001-05-05/02/page.txt", "archive.toml"]
    assert (archive / "content/2001-05-05/02/page.txt").read_bytes() == (archive / "printed.txt").read_bytes()
    assert check.report(Path("content")).findings == ()


def test_the_same_page_again_is_said_so(archive, capsys):
    main(["add", "printed.txt"])
    before = tree(archive)
    capsys.readouterr()
    assert main(["add", "printed.txt"]) == 0
    assert capsys.readouterr().out.startswith("printed.txt: already there as content/2001-05-05/02/page.txt\n")
    assert tree(archive) == before


def test_the_same_text_as_a_second_page_is_said_so(archive, capsys):
    main(["add", "bare.txt", "--date", "2001-05-05", "--page", "3"])
    (archive / "again").mkdir()
    for page in ("07", "08"):
        (archive / f"again/2001-05-06-{page}.txt").write_bytes((archive / "bare.txt").read_bytes())
    capsys.readouterr()
    assert main(["add", "again"]) == 0
    hint = "    Is it one page? Then delete one of the two folders.\n"
    assert capsys.readouterr().err == "".join(
        f"content/2001-05-06/{page}/page.txt: the same text stands in content/2001-05-05/03/page.txt already\n{hint}"
        for page in ("07", "08"))


def test_a_files_name_that_says_another_day_than_the_page_is_told(archive, capsys):
    name = archive / "2001-05-06-02.txt"
    name.write_bytes((archive / "printed.txt").read_bytes())
    assert main(["add", name.name]) == 0
    assert capsys.readouterr().err.startswith(
        "content/2001-05-05/02/page.txt: the page prints 2001-05-05, its file's name says 2001-05-06\n"
        "    It is filed as printed. Is that wrong? Then delete its folder, and add it again with --date 2001-05-06.\n")
    assert main(["add", name.name, "--date", "2001-05-06"]) == 0
    assert "its file's name" not in capsys.readouterr().err


ANOTHER = "    Is it another page? Choose another date or page.\n"
PAPER = "    Is it another newspaper's? Then with a number of its own: banmian add {} --date 2001-05-05 --page {}\n"
AGAIN = ("    Is it the same page? Correct its .md files instead; where nobody has edited them, delete "
         "content/2001-05-05/02 and add the page again.\n")
TAKEN = [
    ("printed.txt", FOLIO + PAGE + "河堤长三里。\n", ["02"],
     "a page of 临江日报 stands here already\n" + ANOTHER + AGAIN),
    ("other.txt", FOLIO.replace("临江", "东门") + PAGE, ["02"],
     "a page of 临江日报 stands here already\n" + PAPER.format("other.txt", "b02")),
    ("other.txt", FOLIO.replace("临江", "东门") + PAGE, ["02", "b02"],
     "a page of 临江日报 stands here already\n" + PAPER.format("other.txt", "c02")),
    ("bare.txt", PAGE, ["02"],
     "a page of 临江日报 stands here already\n" + PAPER.format("bare.txt", "b02") + AGAIN),
]


@pytest.mark.parametrize(("file", "text", "there", "sentence"), TAKEN, ids=[
    "corrected", "of another paper", "of a third paper", "of a paper that is not printed"])
def test_another_page_is_never_overwritten(archive, capsys, file, text, there, sentence):
    """What stands there is named, and what to do: another paper's page goes elsewhere, a better text starts anew."""
    for number in there:
        main(["add", "printed.txt", "--page", number])
    (archive / file).write_text(text, encoding="utf-8")
    before = tree(archive / "content")
    capsys.readouterr()
    assert main(["add", file, "--date", "2001-05-05", "--page", "2"]) == 1
    assert capsys.readouterr().err == "content/2001-05-05/02/page.txt: " + sentence
    assert tree(archive / "content") == before


def test_a_page_whose_folder_was_deleted_is_read_anew(archive, capsys):
    main(["add", "printed.txt"])
    (archive / "printed.txt").write_text(FOLIO + PAGE + "河堤长三里。\n", encoding="utf-8")
    shutil.rmtree(archive / "content/2001-05-05/02")
    assert main(["add", "printed.txt"]) == 0
    assert "河堤长三里。" in (archive / "content/2001-05-05/02/01.md").read_text("utf-8")


def test_where_no_newspaper_is_printed_none_is_named(archive, capsys):
    main(["add", "bare.txt", "--date", "2001-05-05", "--page", "2"])
    (archive / "bare.txt").write_text(PAGE + "河堤长三里。\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["add", "bare.txt", "--date", "2001-05-05", "--page", "2"]) == 1
    assert capsys.readouterr().err == (
        "content/2001-05-05/02/page.txt: another page stands here already\n" + ANOTHER + AGAIN)


def test_articles_by_hand_are_not_mixed_with_a_raw_page(archive, capsys):
    (archive / "content/2001-05-05/02").mkdir(parents=True)
    (archive / "content/2001-05-05/02/01.md").write_text("---\ntitle: 桥\n---\n", encoding="utf-8")
    before = tree(archive / "content")
    assert main(["add", "printed.txt"]) == 1
    assert "content/2001-05-05/02: articles stand here already\n" in capsys.readouterr().err
    assert tree(archive / "content") == before


MISSING = [
    (["add", "bare.txt"], "bare.txt: the page prints neither its date nor its number\n"
                          "    Say them: --date 2025-07-10 --page 1\n"),
    (["add", "bare.txt", "--page", "1"],
     "bare.txt: the page does not print its date\n    Say it: --date 2025-07-10\n"),
    (["add", "bare.txt", "--date", "2001-05-05"],
     "bare.txt: the page does not print its number\n    Say it: --page 1\n"),
    (["add", "bare.txt", "--date", "5.5."], "--date: '5.5.' is no date\n    --date 2025-07-10\n"),
    (["add", "bare.txt", "--page", "0"], "--page: '0' is no page number\n    --page 1\n"),
    (["add", "bare.txt", "--page", "../1"], "--page: '../1' is no page number\n    --page 1\n"),
    (["add", "bare.txt", "printed.txt", "--page", "1"],
     "--page is for one file\n    Name the files 2025-07-10-01.txt …, or add one by one.\n"),
    (["add", "nothing.txt"], "nothing.txt: no such file\n    Name a page's text file.\n"),
    (["add", "content"], "content: no .txt file below it\n    Name the pages' text files.\n"),
]


@pytest.mark.parametrize(("arguments", "sentence"), MISSING)
def test_in_a_pipe_it_is_said_which_option_is_missing(archive, capsys, arguments, sentence):
    before = tree(archive)
    assert main(arguments) == 2
    assert capsys.readouterr().err == sentence
    assert tree(archive) == before


@pytest.mark.parametrize(("written", "day"), [
    ("2001-05-05", "2001-05-05"), (" 2001.5.5 ", "2001-05-05"), ("2001/05/5", "2001-05-05"), ("20010505", "2001-05-05"),
    ("2001年5月5日", "2001-05-05"), ("2001-2-30", ""), ("5月5日", ""), ("", ""), ("2001055", ""),
    ("２００１-05-05", ""),
])
def test_a_day_as_people_write_it(written, day):
    assert intake.day(written) == day


@pytest.mark.parametrize(("written", "page"), [
    ("1", "01"), ("A5", "a05"), ("第1版", "01"), ("第 A5 版", "a05"), ("012", "12"), ("x", "x"), ("第一版", ""),
    ("1\n2", ""),
    ("../x", ""), ("第版", ""), ("", ""),
])
def test_a_page_as_people_write_it(written, page):
    assert intake.page_name(written) == page


def test_on_a_terminal_it_is_asked(archive, monkeypatch, capsys):
    answers = iter(["gestern", "2001-05-05", "", "A5"])
    questions = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: questions.append(question) or next(answers))
    assert main(["add", "bare.txt"]) == 0
    assert questions == ["bare.txt: which day's paper? 2025-07-10: "] * 2 + ["bare.txt: which page? 1, A5: "] * 2
    assert (archive / "content/2001-05-05/a05/01.md").is_file()


def test_a_folder_at_once_each_file_reported(archive, capsys):
    for name, text in {"2001-05-06-1.txt": PAGE, "2001-05-06/a02.txt": PAGE + "\n", "scan.txt": FOLIO + PAGE,
                       "empty.txt": "", "unknown.txt": PAGE, ".hidden.txt": PAGE}.items():
        (archive / "scans" / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / "scans" / name).write_text(text, encoding="utf-8")
    assert main(["add", "scans"]) == 2
    captured = capsys.readouterr()
    assert captured.err == (
        "scans/empty.txt:1: the page is empty\n    Put the page's text into the file.\n"
        "scans/unknown.txt: the page prints neither its date nor its number\n"
        "    Say them: --date 2025-07-10 --page 1\n")
    assert "3 files in the archive." in captured.out
    assert sorted(path.parent.relative_to(archive).as_posix() for path in archive.rglob("page.txt")) == [
        "content/2001-05-05/02", "content/2001-05-06/01", "content/2001-05-06/a02"]


def test_the_encoding_is_named_once(archive, capsys):
    (archive / "big5.txt").write_bytes((FOLIO + PAGE).encode("big5", "replace"))
    before = tree(archive / "content")
    assert main(["add", "big5.txt"]) == 1
    assert tree(archive / "content") == before
    assert main(["add", "big5.txt", "--encoding", "big5", "--date", "2001-05-05", "--page", "2"]) == 0
    assert main(["parse"]) == 0
    capsys.readouterr()
    assert main(["add", "big5.txt", "--date", "2001-05-05", "--page", "2"]) == 0
    assert capsys.readouterr().out.startswith("big5.txt: already there as content/2001-05-05/02/page.txt\n")


def test_a_parse_that_fails_leaves_nothing_behind(archive, monkeypatch):
    def broken(*_):
        raise KeyboardInterrupt

    before = tree(archive), sorted(archive.rglob("*"))
    monkeypatch.setattr(intake, "parsed", broken)
    assert main(["add", "printed.txt"]) == 3
    assert (tree(archive), sorted(archive.rglob("*"))) == before


@pytest.mark.parametrize("there", [["page.txt"], ["page.txt", "photo-1.jpg"], []])
def test_a_parse_that_fails_takes_away_only_what_add_wrote(archive, monkeypatch, there):
    """A page that somebody put at its place by hand stays, and so does what somebody puts there meanwhile."""
    place = archive / "content/2001-05-05/02"

    def broken(*_):
        (place / "mine.md").write_bytes(b"mine")
        raise MachineFault("no room")

    place.mkdir(parents=True)
    for name in there:
        (place / name).write_bytes((archive / "printed.txt").read_bytes())
    before = tree(archive)
    monkeypatch.setattr(intake, "parsed", broken)
    assert main(["add", "printed.txt"]) == 3
    assert tree(archive) == before | {"content/2001-05-05/02/mine.md": b"mine"}


def test_a_page_that_cannot_be_copied_leaves_no_folder(archive, monkeypatch):
    def full(*_):
        (archive / "content/2001-05-05/02").mkdir(parents=True)
        raise MachineFault("no room")

    monkeypatch.setattr(filing, "copy_page", full)
    assert main(["add", "printed.txt"]) == 3
    assert list((archive / "content/2001-05-05").glob("*")) == list((archive / "content").glob("2001*")) == []


NAMES = [("1", "01"), ("01", "01"), ("A5", "a05"), (" b12 ", "b12"), ("GA5", "ga05"), ("extra", "extra"), ("", ""),
         ("../1", ""), ("一", "")]


@pytest.mark.parametrize(("written", "folder"), NAMES)
def test_a_page_number_as_people_write_it(written, folder):
    assert intake.page_name(written) == folder


# --- Pages that are none -----------------------------------------------------------------------------------------

def test_utf_16_without_its_mark_is_named(archive, capsys):
    (archive / "wide.txt").write_bytes((FOLIO + PAGE).encode("utf-16-le"))
    assert main(["add", "wide.txt"]) == 1
    assert capsys.readouterr().err == ("wide.txt:1: this looks like UTF-16 without its mark\n"
                                       "    Name its encoding: --encoding utf-16-le\n")
    assert main(["add", "wide.txt", "--encoding", "utf-16-le"]) == 0


def strange(kind: str, path: Path) -> None:
    path.parent.mkdir(parents=True)
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize(("kind", "sentence"), [("a pipe", "not a file"), ("a folder", "not a file"),
                                                ("a dead link", "no such file")])
@pytest.mark.parametrize("arguments", [["parse"], ["parse", "content/2001-05-05/02/page.txt"]])
def test_a_page_that_is_no_file_is_a_sentence_and_not_passed_over(archive, capsys, kind, sentence, arguments):
    strange(kind, archive / "content/2001-05-05/02/page.txt")
    assert main(arguments) in (1, 2)
    assert f"content/2001-05-05/02/page.txt: {sentence}\n    " in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="Windows has no such files")
def test_pages_behind_a_link_are_parsed_and_a_circle_ends(archive, capsys):
    (archive / "elsewhere/02").mkdir(parents=True)
    (archive / "elsewhere/02/page.txt").write_text(PAGE, encoding="utf-8")
    (archive / "content/2001-05-05").symlink_to(archive / "elsewhere")
    (archive / "elsewhere/back").symlink_to(archive / "content")
    assert main(["parse"]) == 0
    assert "content/2001-05-05/02: 1 article, 1 written" in capsys.readouterr().out


def test_ctrl_c_while_the_program_is_still_being_read_is_no_traceback():
    code = ("import sys\n"
            "class Interrupted:\n"
            "    def find_spec(self, name, *_):\n"
            "        if name == 'builder.cli':\n"
            "            raise KeyboardInterrupt\n"
            "sys.meta_path.insert(0, Interrupted())\n"
            "from builder.__main__ import run\n"
            "sys.exit(run())\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
