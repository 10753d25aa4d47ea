"""Texts in quotes that YAML and TOML both read back as they were, and the bytes of a file as text."""

import re
from json import dumps
from pathlib import Path

from builder.errors import ContentFault
from builder.prose import FORBIDDEN

UNPRINTABLE = re.compile("[\u2028\u2029\ufeff]|" + FORBIDDEN.pattern)

MERGED = "<<<<<<< ", "=======", ">>>>>>> "
"""How the lines begin, in this order, with which git leaves two versions of a file that it could not merge."""


def quoted(text: str) -> str:
    """`text` as a double-quoted string that YAML 1.1 and TOML 1.0 both read back as it was."""
    return UNPRINTABLE.sub(_escape, dumps(text, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unmerged(text: str) -> int:
    """The line on which two versions begin, 0 where none do."""
    begun, seen = 0, 0
    for at, line in enumerate(text.split("\n"), 1):
        if line.startswith(MERGED[0]) and seen != 1:
            begun, seen = at, 1
        elif seen == 1 and line == MERGED[1]:
            seen = 2
        elif seen == 2 and line.startswith(MERGED[2]):
            return begun
    return 0


def text_of(data: bytes, path: Path | str) -> str:
    """The UTF-8 text of a file, line ends as LF. Raises ContentFault naming the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        raise ContentFault("not UTF-8 text", path=path, line=line, hint="Save the file as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_forbidden(text, path, 1)
    if MERGED[0] in text and (line := _unmerged(text)):
        raise ContentFault("two versions of the file stand in it, which git could not merge", path=path, line=line,
                           hint="Keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>.")
    return text


def refuse_forbidden(text: str, path: Path | str, line: int) -> None:
    """Raises ContentFault where `text`, which begins at `line` of a file, holds a character that no page may show."""
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        raise ContentFault("the character U+{code}, which no web page may hold", path=path,
                           code=f"{ord(forbidden[0]):04X}", line=line + text.count("\n", 0, forbidden.start()),
                           hint="Delete it or write U+FFFD (�).")
