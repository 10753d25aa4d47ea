"""Texts in quotes that YAML and TOML both read back as they were, and the bytes of a file as text."""

import re
from json import dumps
from pathlib import Path

from builder.errors import ContentFault
from builder.prose import FORBIDDEN

UNPRINTABLE = re.compile("[\u2028\u2029\ufeff]|" + FORBIDDEN.pattern)

UNMERGED = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)
"""Where git could not merge two versions of a file, it leaves both."""


def quoted(text: str) -> str:
    """`text` as a double-quoted string that YAML 1.1 and TOML 1.0 both read back as it was."""
    return UNPRINTABLE.sub(_escape, dumps(text, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def text_of(data: bytes, path: Path | str) -> str:
    """The UTF-8 text of a file, line ends as LF. Raises ContentFault naming the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        raise ContentFault("not UTF-8 text", path=path, line=line, hint="Save the file as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_forbidden(text, path, 1)
    if "<<<<<<< " in text and (unmerged := UNMERGED.search(text)):
        raise ContentFault("two versions of the file stand in it, which git could not merge", path=path,
                           line=text.count("\n", 0, unmerged.start()) + 1,
                           hint="Keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>.")
    return text


def refuse_forbidden(text: str, path: Path | str, line: int) -> None:
    """Raises ContentFault where `text`, which begins at `line` of a file, holds a character that no page may show."""
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        raise ContentFault("the character U+{code}, which no web page may hold", path=path,
                           code=f"{ord(forbidden[0]):04X}", line=line + text.count("\n", 0, forbidden.start()),
                           hint="Delete it or write U+FFFD (�).")
