"""How things are said in a terminal: the parser of the command line, what commands share, colours and progress."""

import argparse
import difflib
import json
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from builder import speech
from builder.errors import Fault, Faults, UsageFault
from builder.speech import Saying, said

if TYPE_CHECKING:
    import ctypes

VIRTUAL_TERMINAL = 4
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING."""

Examples = Sequence[tuple[str, Saying]]
"""Commands as they are typed, and what each does."""


# --- Language ----------------------------------------------------------------------------------------------------

def choose_language(arguments: Sequence[str]) -> None:
    """Speak the language of `--lang`, wherever it stands, else that of the environment; English on a stream that
    cannot show Chinese."""
    asked = [value for name, value in pairwise([*arguments, ""]) if name == "--lang"]
    asked += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    language = asked[-1] if asked and asked[-1] in speech.LANGUAGES else speech.preferred(os.environ)
    speech.speak(language if asked or all(map(_shows_chinese, (sys.stdout, sys.stderr))) else "en")


def _shows_chinese(stream: TextIO) -> bool:
    try:
        "版面".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def show_escapes(kernel: "ctypes.WinDLL") -> None:
    """Let the console of Windows, whose `kernel` this is, obey the signs by which `paint` and `progress` speak to a
    terminal, instead of printing them."""
    import ctypes

    for number in (-11, -12):  # standard output, standard error
        handle, mode = kernel.GetStdHandle(number), ctypes.c_uint32()
        if kernel.GetConsoleMode(handle, ctypes.byref(mode)):  # a pipe has none
            kernel.SetConsoleMode(handle, mode.value | VIRTUAL_TERMINAL)


# --- The parser --------------------------------------------------------------------------------------------------

class Parser(argparse.ArgumentParser):
    """argparse, in the language that is spoken, with a hint below each error.

    `help` is an English sentence with its Chinese one in zh.toml, as everywhere.
    """

    def __init__(self, **settings: object):
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False} | settings)

    def add_argument(self, *names, help: str | None = None, **settings):
        return super().add_argument(*names, **settings, help=help and _percents(said(help)))

    def error(self, message: str) -> NoReturn:
        raise UsageFault("{message}", message=message, hint=self._hint())

    def _hint(self) -> Saying:
        command = self.prog
        return said("{command} --help shows what there is, with examples.", command=command)


class _Commands(argparse._SubParsersAction):
    """Names a command that is nearly the one that was typed."""

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if name not in self._name_parser_map:
            near = difflib.get_close_matches(name, self._name_parser_map, 1)
            raise UsageFault("{name} is no command", name=name, hint=said(
                "Do you mean banmian {near}?", near=near[0]) if near else parser._hint())
        super().__call__(parser, namespace, values, option_string)


def parser(prog: str, description: Saying, examples: Examples) -> tuple[Parser, argparse._SubParsersAction]:
    """The parser of the whole command line, and where commands are added to it."""
    argparse._, argparse.ngettext = _of_argparse, _numbered  # the way it offers: gettext's two names
    whole = Parser(prog=prog, description=str(description), epilog=_listed(examples))
    whole.add_argument("--lang", choices=speech.LANGUAGES, help="language of what is said: zh or en")
    commands = whole.add_subparsers(required=True, metavar="COMMAND", dest="command", action=_Commands,
                                    parser_class=Parser, title=str(said("commands")))
    commands.choices = None  # so that a command that is none comes to _Commands
    return whole, commands


def command(commands: argparse._SubParsersAction, name: str, help: str, examples: Examples,
            run: Callable[[argparse.Namespace], int]) -> Parser:
    """A new command, which `run` runs."""
    says = _percents(said(help))
    made = commands.add_parser(name, help=says, description=says, epilog=_listed(examples))
    made.add_argument("--lang", choices=speech.LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    made.set_defaults(run=run)
    return made


def _percents(sentence: Saying) -> str:
    return str(sentence).replace("%", "%%")


def _listed(examples: Examples) -> str:
    """Examples below one another, what they do beside them."""
    longest = max(_width(typed) for typed, _ in examples)
    lines = [f"  {typed}{' ' * (longest - _width(typed) + 3)}{does}".rstrip() for typed, does in examples]
    return "\n".join([str(said("examples:")), *lines])


def _width(text: str) -> int:
    """Columns of a terminal: a Han character takes two."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _of_argparse(text: str) -> str:
    return speech.catalogue()["argparse"].get(text, text) if speech.spoken() == "zh" else text


def _numbered(one: str, many: str, count: int) -> str:
    return _of_argparse(one if count == 1 else many)


def text_of(argument: str) -> str:
    """An argument as text, also where the locale knows no UTF-8. Raises UsageFault where it is in another encoding."""
    if not re.search("[\ud800-\udfff]", argument):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        raise UsageFault("{argument!r} is not UTF-8 text", argument=argument,
                         hint="Set the terminal to UTF-8 and type it again.") from None


def add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR",
                         help="where the archive is; else content")


def add_site(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="where the site is; else site")


def add_encoding(command: argparse.ArgumentParser) -> None:
    command.add_argument("--encoding", metavar="NAME", help="where it cannot be told: gb18030, big5, utf-16 …")


# --- Output ------------------------------------------------------------------------------------------------------

def tell(template: str | Saying, /, **values: object) -> None:
    """Print a sentence."""
    print(said(template, **values))


def typed(path: Path) -> str:
    """A path as it is typed in a command: in quotes where a space or another sign would divide it."""
    text = str(path)
    if sys.platform == "win32":
        return f'"{text}"' if " " in text else text
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else shlex.quote(text)


def asked(question: Saying, valid: Callable[[str], str]) -> str:
    """What a person answers to `question`, as `valid` writes it; asked again where that is "". "" where nobody can be
    asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ""
    while True:
        try:
            answer = input(f"{question} ").strip()
        except EOFError:
            print()
            return ""
        if answer and (right := valid(answer)):
            return right


def complain(fault: Fault | Faults) -> None:
    """Print what is wrong, in red on a terminal, and the hints below."""
    for each in fault.faults if isinstance(fault, Faults) else [fault]:
        first, *hint = str(each).split("\n")
        print(paint(first, "31", sys.stderr), *hint, sep="\n", file=sys.stderr)


def paint(text: str, colour: str, stream: TextIO | None = None) -> str:
    """`text` in a colour of the terminal (an SGR number), where there is one that shows colours and nobody minds.

    `stream`: where it will be printed; standard output where it is None.
    """
    wanted = (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\033[{colour}m{text}\033[0m" if wanted else text


def tell_json(value: object) -> None:
    """Print `value` as JSON, in ASCII where the stream is not UTF-8."""
    wide = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not wide, indent=2))


def progress(things: Iterable, noun: str) -> Iterator:
    """The things; on a terminal, once they take over a second, with their running number."""
    terminal, begun, shown = sys.stderr.isatty(), time.monotonic(), 0.0
    for number, thing in enumerate(things, 1):
        yield thing
        if terminal and (now := time.monotonic()) - begun > 1 and now - shown > 0.1:
            print(f"\r{speech.counted(number, noun)}", end="", file=sys.stderr, flush=True)
            shown = now
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
