"""Bytes → text → numbered Lines."""

import codecs
import re
from pathlib import PurePath

from builder.errors import ContentFault, UsageFault
from builder.model import Line
from builder.speech import said

_LINE_END = re.compile(r"\r\n|\n|\r")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MEND = said("Mend this line in an editor, or take the page's text from its source again.")
_HINT = said("Save the page as UTF-8, or name its encoding: --encoding big5")


def decode(data: bytes, path: PurePath | str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a page file without its byte order mark, and the name of its encoding.

    `encoding` is what a person says it is; without one UTF-8, UTF-16 with a byte order mark, then GB18030 are tried.
    Raises ContentFault where the bytes are no text, or no line of them holds any.
    """
    text, name = _told(data, path, encoding) if encoding else _found(data, path)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ContentFault("the page is empty", path=path, line=1, hint="Put the page's text into the file.")
    if "\x00" in text:
        line = 1 + len(_LINE_END.findall(text[: text.index("\x00")]))
        raise ContentFault("this is no text: a NUL character", path=path, line=line, hint=_HINT)
    return text, name


def _told(data: bytes, path: PurePath | str, encoding: str) -> tuple[str, str]:
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:
            raise LookupError(encoding)
    except LookupError:
        raise UsageFault(
            "no encoding is called {encoding}", encoding=encoding,
            hint="For example --encoding gb18030, big5, utf-16-le."
        ) from None
    if codec.name not in ("utf-8", "utf-8-sig") and _may_be(data, "utf-8"):  # UTF-16 would take nearly any bytes
        raise ContentFault("this is UTF-8, not {name}", path=path, line=1, name=codec.name,
                           hint="Name its encoding: --encoding utf-8")
    try:
        return codec.decode(data)[0], codec.name
    except UnicodeError as error:
        raise _undecodable(data, path, codec.name, getattr(error, "start", 0)) from None


def _found(data: bytes, path: PurePath | str) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _told(data, path, "utf-16")
    if (found := _BINARY.search(data)) and not _is_text(data):
        line = _line_of(data, found.start())
        for name in ("utf-16-le", "utf-16-be"):
            if _may_be(data, name):
                raise ContentFault("this looks like UTF-16 without its mark", path=path, line=1, name=name,
                                   hint="Name its encoding: --encoding {name}")
        if _may_be(data.replace(b"\x00", b""), "utf-8"):
            raise ContentFault("a NUL character in the text", path=path, line=line, hint=_MEND)
        raise ContentFault(
            "this is a binary file, no text", path=path, line=line, hint="A page is the plain text of a printed page."
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    if _damaged_utf8(data):
        raise ContentFault("this is UTF-8 with damaged bytes", path=path, line=_line_of(data, broken),
                           hint=_MEND)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        broken = error.start
    else:
        if _reads_like_chinese(text):
            return text, "gb18030"
    raise _undecodable(data, path, "", broken)


def _is_text(data: bytes) -> bool:
    """Whether bytes with control characters among them are text all the same, in which some strayed."""
    if b"\x00" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _may_be(data, "gb18030")
    return True


def _may_be(data: bytes, name: str) -> bool:
    """Whether the bytes are Chinese text in an encoding."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return False
    return _reads_like_chinese(text) and any("\u4e00" <= char <= "\u9fff" for char in text)


def _damaged_utf8(data: bytes) -> bool:
    """Whether most of it is UTF-8 with a few bad bytes: then GB18030 would decode it into nonsense."""
    kept = data.decode("utf-8", "ignore")
    return sum(len(char.encode()) for char in kept if char > "\x7f") > sum(byte > 0x7F for byte in data) / 2


def _reads_like_chinese(text: str) -> bool:
    """Whether the characters beyond ASCII are mostly common Han: GB18030 takes nearly any bytes for something."""
    beyond = [char for char in text if char > "\x7f"]
    usual = sum(
        "\u4e00" <= char <= "\u9fff" or char in "，。、；：？！“”‘’（）《》—…·　％" or "！" <= char <= "～"
        for char in beyond
    )
    return usual >= 0.9 * len(beyond)


def _undecodable(data: bytes, path: PurePath | str, name: str, start: int) -> ContentFault:
    line = _line_of(data, start)
    if name:
        return ContentFault("the bytes are not {name}", path=path, line=line, name=name,
                            hint="Save the page as UTF-8, or name the encoding that it has.")
    return ContentFault("the bytes are neither UTF-8 nor GB18030", path=path, line=line, hint=_HINT)


def _line_of(data: bytes, position: int) -> int:
    return 1 + len(re.findall(rb"\r\n|\n|\r", data[:position]))


def lines(text: str) -> tuple[Line, ...]:
    """Every line of the page. A line ends at LF, CRLF or CR only: other separators are characters of the text."""
    parts = _LINE_END.split(text)
    if parts[-1] == "":
        parts.pop()
    return tuple(Line(number, part) for number, part in enumerate(parts, 1))
