"""Every sentence in both languages, the right one chosen, and readable on any console."""

import ast
import errno
import inspect
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from builder import speech
from builder.cli import console, main
from builder.errors import ContentFault, Fault, MachineFault, UsageFault, disk
from builder.speech import counted, preferred, retold, said

ROOMS = Path(speech.__file__).parent
SAID_BY = {
    "said": [0], "tell": [0], "counted": [1], "progress": [1], "disk": [0], "command": [2],
    "Fault": [0], "ContentFault": [0], "UsageFault": [0], "MachineFault": [0],
    "fault": [1, 2], "_setting": [3, 4],
}
"""Functions that are given sentences → the places of these among the arguments; beside them `hint=` and `help=`."""


@pytest.fixture(autouse=True)
def english_again():
    yield
    speech.speak("en")


def sentences() -> Iterator[tuple[str, str]]:
    """(where, template) of every sentence in the code."""
    for path in sorted(ROOMS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                given = [node.args[place] for place in SAID_BY.get(name, ()) if place < len(node.args)]
                given += [keyword.value for keyword in node.keywords if keyword.arg == "help"
                          or (keyword.arg == "hint" and name in SAID_BY)]
                for sentence in given:
                    for text in literals(sentence, f"{path.relative_to(ROOMS)}:{node.lineno}"):
                        noun = name in ("counted", "progress")
                        yield f"{path.relative_to(ROOMS)}:{node.lineno}", "{count} " + text if noun else text


def literals(node: ast.AST, where: str) -> Iterator[str]:
    """The literal strings that an argument may be; a sentence put together with f"…" cannot be translated."""
    assert not isinstance(node, ast.JoinedStr | ast.BinOp), f"{where}: say it with {{names}} and values"
    if isinstance(node, ast.IfExp):
        yield from literals(node.body, where)
        yield from literals(node.orelse, where)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def is_the_same_in_both(template: str) -> bool:
    """Values alone, and commands and options as they are typed."""
    words = "".join(words for words, _, _, _ in Formatter().parse(template))
    typed = template.startswith("banmian ") or re.fullmatch(r"(--[a-z-]+ \S+ ?)+", template)
    return not re.search("[A-Za-z]", words) or bool(typed)


SAID = {template: where for where, template in sentences()}
CHINESE = speech.catalogue()["sentences"] | speech.catalogue()["notes"]


def test_the_collector_sees_sentences():
    assert {"the page is empty", "not a list", "{count} article", "cannot be read", "examples:"} <= SAID.keys()


def test_every_sentence_has_a_chinese_one():
    missing = [f"{where}: {template!r}" for template, where in SAID.items()
               if template not in CHINESE and not is_the_same_in_both(template)]
    assert not missing, "builder/zh.toml lacks\n" + "\n".join(missing)


def test_no_chinese_sentence_is_unused():
    assert sorted(CHINESE.keys() - SAID.keys()) == []


@pytest.mark.parametrize("template", CHINESE)
def test_both_languages_name_the_same_values(template):
    assert fields(CHINESE[template]) == fields(template)


def test_chinese_sentences_are_in_gbk():
    """So they are right on a console with code page 936."""
    assert "".join(CHINESE.values()).encode("gbk")


def test_argparses_sentences_are_its_own():
    import argparse

    source = inspect.getsource(argparse)
    keys = speech.catalogue()["argparse"]
    assert [key for key in keys if key not in source] == []
    assert all(re.findall(r"%\S*?[sr]", key) == re.findall(r"%\S*?[sr]", chinese) or "%(" in key
               for key, chinese in keys.items())


# --- Saying ------------------------------------------------------------------------------------------------------

def test_a_sentence_is_said_in_the_language_of_the_moment():
    sentence = said("{path}: edited by hand, so left as it is", path="01.md")
    assert str(sentence) == "01.md: edited by hand, so left as it is"
    speech.speak("zh")
    assert str(sentence) == "01.md：有人改过，未动"


def test_things_are_counted():
    assert [counted(number, "file").within("en") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(2, "file").within("zh") == "2 个文件"


def test_a_value_may_be_a_sentence():
    outer = said("{reading} that begins an article", reading=said("a headline"))
    assert outer.within("zh") == "标题，且是一篇之首"


NOTES = [
    ("read as a kicker; it may be a headline that begins an article", "读作引题；也可能是标题，且是一篇之首"),
    ("read as a kicker; it may be a headline. Also unsure: lines 14, 17",
     "读作引题；也可能是标题。同样存疑：第 14, 17 行"),
    ("read as a kicker; it may be a headline. Also unsure: line 17", "读作引题；也可能是标题。同样存疑：第 17 行"),
    ("3S左右: perhaps 3%", "3S左右：或为 3%"),
    ("the page prints 2001-05-05, the folder says 2001-05-04", "版面印作 2001-05-05，文件夹是 2001-05-04"),
    ("something that an older parser said", "something that an older parser said"),
]


@pytest.mark.parametrize(("stored", "chinese"), NOTES)
def test_stored_notes_are_said_again(stored, chinese):
    """page.toml keeps English, so that it is the same whoever parsed."""
    assert retold(stored).within("en") == stored
    assert retold(stored).within("zh") == chinese


def test_a_fault_says_both_languages():
    fault = ContentFault("{name!r} is no date", path="content/1", name="1",
                         hint="An edition's folder is named for its day: 2025-07-10.")
    assert str(fault) == "content/1: '1' is no date\n    An edition's folder is named for its day: 2025-07-10."
    speech.speak("zh")
    assert str(fault) == "content/1: “1”不是日期\n    每期的文件夹以日期为名：2025-07-10。"


def test_a_fault_comes_home_from_another_process():
    fault = pickle.loads(pickle.dumps(UsageFault("no such file", path="a.txt", line=3, hint="Name another folder.")))
    assert (type(fault), str(fault)) == (UsageFault, "a.txt:3: no such file\n    Name another folder.")
    speech.speak("zh")
    assert str(fault) == "a.txt:3: 没有这个文件\n    请另选一个文件夹。"
    assert isinstance(fault, Fault)


REFUSALS = [
    (errno.EACCES, "没有权限", "请它的主人给您读写的权限；正打开着它的程序请关掉。"),
    (errno.ENOSPC, "磁盘已满", "请删去或移走不用的文件，或改用别的磁盘上的文件夹。"),
    (errno.EISDIR, "是文件夹，不是文件", "文件和文件夹占了彼此的位置：请把不该在那里的改名或移走。"),
    (errno.EIO, "磁盘读写出错", "磁盘可能坏了：请把档案复制到别的磁盘。"),
    (errno.EDOM, os.strerror(errno.EDOM), "请检查权限和磁盘的剩余空间。"),
]


@pytest.mark.parametrize(("number", "reason", "hint"), REFUSALS)
def test_what_the_system_refuses_says_what_to_do_about_it(number, reason, hint):
    with pytest.raises(MachineFault) as caught, disk("cannot be read"):
        raise OSError(number, os.strerror(number), "01.md")
    speech.speak("zh")
    assert str(caught.value) == f"01.md: 无法读取：{reason}\n    {hint}"


# --- The language of the user ------------------------------------------------------------------------------------

ENVIRONMENTS = [
    ({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "zh_TW"}, "zh"),
    ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"), ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
    ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh"), ({"LANGUAGE": "zh", "LC_ALL": "C.UTF-8"}, "en"),
    ({"LC_ALL": "POSIX", "LANG": "zh_CN"}, "en"), ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
]


@pytest.mark.parametrize(("environment", "language"), ENVIRONMENTS)
def test_the_language_of_the_environment(environment, language):
    assert preferred(environment) == language


def test_windows_says_its_language_itself(monkeypatch):
    monkeypatch.setattr(speech, "_of_windows", lambda: "zh_CN")
    assert preferred({}) == "zh"
    assert preferred({"LANG": "en_US"}) == "en"


@pytest.mark.parametrize("arguments", [["--lang", "zh", "search", " "], ["search", "--lang", "zh", " "],
                                       ["search", " ", "--lang=zh"]])
def test_lang_stands_before_or_after_the_command(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err == "没有给出要检索的词\n    banmian search 锂矿\n"


USAGE = [
    ([], "the following arguments are required: COMMAND\n    banmian --help shows what there is, with examples.\n",
     "缺少参数：COMMAND\n    banmian --help 列出全部用法与例子。\n"),
    (["bild"], "bild is no command\n    Do you mean banmian build?\n",
     "没有 bild 这个命令\n    是不是 banmian build？\n"),
    (["build", "--colour"],
     "unrecognized arguments: --colour\n    banmian --help shows what there is, with examples.\n",
     "不认识的参数：--colour\n    banmian --help 列出全部用法与例子。\n"),
    (["build", "--jobs", "x"], "argument --jobs: invalid int value: 'x'\n    banmian build --help shows what there is, "
     "with examples.\n", "参数 --jobs：'x' 不是合格的 int 值\n    banmian build --help 列出全部用法与例子。\n"),
    (["build", "--jobs"], "argument --jobs: expected one argument\n    banmian build --help shows what there is, with "
     "examples.\n", "参数 --jobs：后面要有一个值\n    banmian build --help 列出全部用法与例子。\n"),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), USAGE)
def test_a_command_line_that_is_wrong(arguments, english, chinese, capsys):
    for language, sentence in (("en", english), ("zh", chinese)):
        assert main(["--lang", language, *arguments]) == 2
        assert capsys.readouterr().err == sentence


# --- Consoles and pipes ------------------------------------------------------------------------------------------

CONSOLES = [
    ("gbk", [], "zh_CN.GBK", "没有这个文件"), ("utf-8", [], "zh_CN.UTF-8", "没有这个文件"),
    ("cp1252", [], "zh_CN", "no such file"), ("gb18030", ["--lang", "en"], "zh_CN", "no such file"),
    ("cp437", ["--lang", "zh"], "en_US", "\\u6ca1\\u6709\\u8fd9\\u4e2a\\u6587\\u4ef6"),
]


@pytest.mark.parametrize(("encoding", "options", "locale", "words"), CONSOLES)
def test_the_bytes_suit_the_console(encoding, options, locale, words, tmp_path):
    """English where it cannot show Chinese, unless Chinese was asked for; never a traceback."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "LC_"))}
    environment |= {"LANG": locale, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOMS.parent)}
    run = subprocess.run([sys.executable, "-m", "builder", *options, "parse", "甲\U00020000.txt"], cwd=tmp_path,
                         env=environment, capture_output=True, timeout=300, check=False)
    assert run.returncode == 2
    assert words in run.stderr.decode(encoding)
    assert "Traceback" not in run.stderr.decode(encoding)


COLOURS = [(True, {}, True), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False), (False, {}, False)]


@pytest.mark.parametrize(("terminal", "environment", "coloured"), COLOURS)
def test_colours_are_for_terminals_whose_owner_likes_them(terminal, environment, coloured, monkeypatch, capsys):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert main(["search", " "]) == 2
    red = "\033[31mnothing to search for\033[0m"
    assert capsys.readouterr().err == f"{red if coloured else 'nothing to search for'}\n    banmian search 锂矿\n"


class Kernel:
    """Of Windows: consoles with their modes; None where a stream is a pipe."""

    def __init__(self, **modes: int | None):
        self.modes = {-11: modes["output"], -12: modes["error"]}

    def GetStdHandle(self, number):
        return number

    def GetConsoleMode(self, handle, mode):
        mode._obj.value = self.modes[handle] or 0
        return self.modes[handle] is not None

    def SetConsoleMode(self, handle, mode):
        self.modes[handle] = mode


def test_consoles_of_windows_are_told_to_obey_colours():
    kernel = Kernel(output=3, error=None)
    console.show_escapes(kernel)
    assert kernel.modes == {-11: 7, -12: None}
