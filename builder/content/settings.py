"""`archive.toml`, the archive's settings, and `page.toml`, what is known of a page."""

import difflib
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.content.places import key_line
from builder.content.quoting import quoted, refuse_forbidden, text_of
from builder.errors import ContentFault
from builder.model import Note, PageRecord, Settings
from builder.speech import said

LANGUAGES = ("zh-Hans", "en")
PUNCTUATION = ("full", "as-printed")
EXPORTS = ("epub", "txt", "jsonl")

T = TypeVar("T")


def record_file(record: PageRecord) -> str:
    """`page.toml`."""
    texts = ("sha256", "encoding", "date_from", "page_from", "newspaper_from", "newspaper", "section")
    lines = [f"{name} = {quoted(value)}" for name in texts if (value := getattr(record, name)) or name != "newspaper"]
    lines.append("editors = [" + ", ".join(map(quoted, record.editors)) + "]")
    lines.append("furniture = [" + ", ".join(f"[{first}, {last}]" for first, last in record.furniture) + "]")
    lines += ["", "[parsed]", *(f"{quoted(name)} = {quoted(sha)}" for name, sha in sorted(record.parsed.items()))]
    for note in record.notes:
        lines += ["", "[[notes]]", f"line = {note.line}", f"rule = {quoted(note.rule)}", f"text = {quoted(note.text)}"]
    return "\n".join(lines) + "\n"


def read_record(data: bytes, path: Path | str) -> PageRecord:
    """What `page.toml` says. Raises ContentFault."""
    values = toml_of(data, path)
    try:
        return PageRecord(
            **{name: _typed(str, values.get(name, "")) for name in
               ("sha256", "encoding", "date_from", "page_from", "newspaper_from", "newspaper", "section")},
            editors=tuple(_typed(str, editor) for editor in values.get("editors", [])),
            furniture=tuple((int(first), int(last)) for first, last in values.get("furniture", [])),
            parsed={name: _typed(str, sha) for name, sha in values.get("parsed", {}).items()},
            notes=tuple(Note(_typed(int, note["line"]), _typed(str, note["rule"]), _typed(str, note["text"]))
                        for note in values.get("notes", [])),
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        raise ContentFault("not as parse writes it", path=path,
                           hint="Delete the file and run banmian parse; articles edited by hand stay.") from None


def read_settings(data: bytes, path: Path | str) -> Settings:
    """The archive's settings, defaults filled in. Raises ContentFault naming the key at fault."""
    values = toml_of(data, path)
    names = [known.name for known in fields(Settings)]
    for name, value in values.items():
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            raise _setting(data, path, name, "{name} is no setting", "Do you mean {near}?" if near else "{near}",
                           near=near[0] if near else ", ".join(names))
        listed = name in ("words", "exports")
        if listed and not (isinstance(value, list) and all(isinstance(text, str) for text in value)):
            raise _setting(data, path, name, "{name} is not a list of texts", "{form}", form=f'{name} = ["…"]')
        if not listed and not isinstance(value, str):
            raise _setting(data, path, name, "{name} is not a text", "{form}", form=f'{name} = "…"')
        for text in value if listed else [value]:
            refuse_forbidden(text, path, key_line(data, name))  # "\u0000" is an escape here
            if name == "words" and "\n" in text:
                raise _setting(data, path, name, "{name}: a word of more than one line", "{form}", form='words = ["…"]')
    settings = Settings(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
    for name, choices in {"language": LANGUAGES, "punctuation": PUNCTUATION}.items():
        if getattr(settings, name) not in choices:
            raise _setting(data, path, name, "{name} {value!r} is not known", "{form}", value=getattr(settings, name),
                           form=" | ".join(choices))
    if set(settings.exports) - set(EXPORTS):
        unknown = min(set(settings.exports) - set(EXPORTS))
        raise _setting(data, path, "exports", "{name} {value!r} is not known", "{form}", value=unknown,
                       form=", ".join(EXPORTS))
    for name, fits, form in (("base_url", site_address, "https://example.org/paper/"),
                             ("report_url", web_address, "https://…")):
        if not fits(getattr(settings, name)):
            raise _setting(data, path, name, "{name} is no web address", "{form}", form=f'{name} = "{form}"')
    if _zone(Settings().timezone) and not _zone(settings.timezone):
        raise _setting(data, path, "timezone", "{name} {value!r} is not known", "{form}", value=settings.timezone,
                       form='timezone = "Asia/Shanghai"')
    return settings


def _zone(name: str) -> bool:
    """Whether this machine knows the time zone; some know none."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def web_address(text: str) -> bool:
    """Whether `text` is "" or an http(s) address with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not text or (parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text))


def site_address(text: str) -> bool:
    """Whether `text` is "" or a web address below which pages can lie: one without ? and #."""
    return web_address(text) and not re.search("[?#]", text)


def _setting(data: bytes, path: Path | str, name: str, what: str, hint: str, /,
             **values: object) -> ContentFault:
    return ContentFault(what, path=path, line=key_line(data, name), hint=hint, name=name, **values)


def toml_of(data: bytes, path: Path | str) -> dict[str, object]:
    """The values of a TOML file. Raises ContentFault naming the line."""
    text = text_of(data, path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, place, where = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", where) if place else None
        line = int(found[1]) if found else text.count("\n") + 1
        if doubled := _doubled(text, line):
            name, first, line = doubled
            raise ContentFault("{name} stands twice: in line {first} and in line {second}", path=path, name=name,
                               first=first, second=line, line=line, hint="Keep one of the two.") from None
        raise ContentFault("{what}", path=path, what=PROBLEMS.get(what, what), line=line,
                           hint='A line is key = "value".') from None


PROBLEMS = {
    "Invalid value": said('a value that is neither in straight quotes (") nor a list'),
    "Invalid statement": said("a line that is no key and value"),
    "Illegal character '\\n'": said("a quotation that does not end"),
    "Unclosed array": said("a list whose parts no comma divides, or that does not end"),
    "Expected '=' after a key in a key/value pair": said("no = after the key"),
    "Expected newline or end of document after a statement": said("more on the line than a key and its value"),
    "Unescaped '\\' in a string": said("a \\ in quotes, where it is written \\\\"),
}
"""What tomllib says of the mistakes that people make → what we say; anything else is said in its own words."""


def _doubled(text: str, end: int) -> tuple[str, int, int] | None:
    """The last key of a TOML text before or at line `end`, and the lines where it first and last stands in its table;
    None where it stands once."""
    keys: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n")[:end], 1):
        if line.startswith("["):
            keys = []
        elif key := re.match(r"""\s*["']?([\w.-]+)["']?\s*=""", line):
            keys.append((key[1], number))
    if not keys:
        return None
    name, last = keys[-1]
    first = next(number for key, number in keys if key == name)
    return (name, first, last) if first != last else None


def _typed(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
