"""jieba's dictionary, read from the package itself.

jieba would read a cache from the shared temporary folder, unchecked; a planted or stale file there changes
the words. So the dictionary is read from the package at every start that needs it (about half a second; its words
alone, a tenth).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@cache
def lexicon(words: tuple[str, ...] = ()) -> "jieba.Tokenizer":
    """The dictionary with the archive's own `words` (names it lacks) added: `FREQ`, `total`, `get_DAG`, `cut`."""
    import jieba  # a tenth of a second, which whoever needs no dictionary does not have

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def part_of_speech(word: str) -> str:
    """How the dictionary tags a word: "nr" a person's name, "ns" a place, "n" a noun …; "" for a word it lacks."""
    if not lexicon().FREQ.get(word):
        return ""
    text = _kept()
    at = text.find(f"\n{word} ")
    return text[at + 1 : text.index("\n", at + 1)].split(" ")[2].strip() if at >= 0 else ""


@cache
def _kept() -> str:
    return _printed()


def _printed() -> str:
    return Path(find_spec("jieba").origin).with_name("dict.txt").read_text("utf-8")


def entries() -> tuple[list[str], list[int]]:
    """The dictionary's words as the package's file lists them, and how often each was counted."""
    parts = _printed().split()
    return parts[::3], list(map(int, parts[1::3]))  # after each its part of speech
