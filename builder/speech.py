"""What the program says to a person, in Chinese or in English.

Code says an English sentence with names in braces and the values for them; `zh.toml` beside this file has the Chinese
one. The words are chosen when a sentence is shown, not where it is made: it may come from another process, wait in a
list, or be shown twice. What is stored (page.toml) is English: the same bytes whoever parsed; `retold` finds the
sentence again.
"""

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

LANGUAGES = ("zh", "en")
_chosen = "en"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence before it is said: `str()` says it in the language of `speak`, `within` in any."""

    template: str
    """English, with names of values in braces; also the key of the Chinese one."""
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.within(_chosen)

    def within(self, language: str) -> str:
        """The sentence in "zh" or "en"; a value that is a Saying too is said in the same language."""
        words = _sentences().get(self.template, self.template) if language == "zh" else self.template
        return words.format_map({name: value.within(language) if isinstance(value, Saying) else value
                                 for name, value in self.values.items()})


def said(template: str | Saying, /, **values: object) -> Saying:
    """The sentence `template` with its `values`: `said("{name} is no date", name="2025-13-01")`; a Saying is itself."""
    return template if isinstance(template, Saying) else Saying(template, values)


def counted(count: int, noun: str) -> Saying:
    """`counted(3, "file")` → 3 files; 3 个文件. For nouns whose plural is an s."""
    return Counted(f"{{count}} {noun}", {"count": count})


@dataclass(frozen=True, slots=True)
class Counted(Saying):
    """A number of things."""

    def within(self, language: str) -> str:
        plural = "s" if language == "en" and self.values["count"] != 1 else ""
        return Saying.within(self, language) + plural


def speak(language: str) -> None:
    """From now on sentences are said in "zh" or "en"."""
    global _chosen
    _chosen = language


def spoken() -> str:
    """The language in which sentences are said: "zh" or "en"."""
    return _chosen


def preferred(environment: Mapping[str, str]) -> str:
    """The language of the user's `environment` ("zh" or "en"), read as gettext reads it; else that of Windows."""
    names = [environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)]
    if names and re.match(r"(C|POSIX)(\.|$)", names[0]):
        return "en"
    if names and environment.get("LANGUAGE"):
        names.insert(0, environment["LANGUAGE"].partition(":")[0])
    return "zh" if (names[0] if names else _of_windows()).lower().startswith("zh") else "en"


def _of_windows() -> str:
    """The language of Windows' own menus ("zh_CN"), "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def retold(text: str) -> Saying:
    """A stored English note as a Saying again; one that no template fits says `text` in every language."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return Saying(template, {name: retold(value) for name, value in found.groupdict().items()})
    return Saying("{text}", {"text": text})


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """`zh.toml`: "sentences", "notes" and "argparse", each English → Chinese."""
    return tomllib.loads(Path(__file__).with_name("zh.toml").read_text("utf-8"))


@cache
def _sentences() -> Mapping[str, str]:
    return catalogue()["sentences"] | catalogue()["notes"]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Of each note its template, and what its sentences look like."""
    return [(template, re.compile("".join(
        re.escape(words) + (f"(?P<{name}>.+?)" if name else "") for words, name, _, _ in Formatter().parse(template))))
        for template in catalogue()["notes"]]
