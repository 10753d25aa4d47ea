"""README and `--help` speak of the same commands."""

import argparse
import re
from pathlib import Path

import pytest

from builder import speech
from builder.cli import _options

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Name → parser, in the language that is spoken."""
    return next(action._name_parser_map for action in _options()._actions
                if isinstance(action, argparse._SubParsersAction))


COMMANDS = commands()
TYPED = re.findall(r"banmian ([a-z]+)((?: (?!#)[^\s`|]+)*)", README)
"""(command, what follows) of every command line in README."""


def test_readme_names_every_command():
    assert COMMANDS.keys() - {command for command, _ in TYPED} == set()


@pytest.mark.parametrize(("command", "rest"), sorted(set(TYPED)))
def test_what_readme_types_is_known(command, rest):
    assert command in COMMANDS
    options = {option for action in COMMANDS[command]._actions for option in action.option_strings}
    assert set(re.findall(r"(?<= )--[a-z-]+", rest)) <= options


@pytest.mark.parametrize("language", speech.LANGUAGES)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_with_examples(command, language):
    speech.speak(language)
    try:
        parser = commands()[command]
        text = parser.format_help()
    finally:
        speech.speak("en")
    assert f"\n  banmian {command}" in text
    assert {"zh": "例：", "en": "examples:"}[language] in text
    for action in parser._actions:
        assert action.help, f"banmian {command} {action.dest} has no help"
