"""An Article ↔ its Markdown file: front matter with every value quoted, then the body."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import yaml

from builder.content.quoting import quoted, refuse_forbidden, text_of
from builder.errors import ContentFault
from builder.model import LINES, Article, Photo, Source
from builder.speech import Saying, said

KINDS = ("article", "photo", "brief", "notice")
TEXTS = ("title", "kicker", "deck", "label")
READINGS = ("dateline", "date", "page")
STANDINGS = ("continued_from", "continued_to", "reviewed", "moved_to", "withdrawn")
KINDS_OF_VALUE = {str: (said("not a text"), ' "…"'), list: (said("not a list"), ' ["…"]'),
                  dict: (said("not keys and values"), '\n  file: "…"')}
RANGES = "lines: [[3, 55]]"
PHOTOS = 'photos:\n  - caption: "…"\n    image: "photo-1.jpg"'
KNOWN = {*TEXTS, *READINGS, *STANDINGS, "byline", "photos", "authors", "order", "kind", "source"}
PARTS = {"caption", "credit", "image", "file", "lines"}
"""Keys within photos and source."""

Fields = dict[str, object]
T = TypeVar("T")


def article_file(article: Article) -> str:
    """The Markdown file of `article`: front matter with every value quoted, then its body."""
    head = "".join(line + "\n" for line in _front_matter(article))
    return f"---\n{head}---\n" + (f"\n{article.body}" if article.body else "")


def _front_matter(article: Article) -> Iterator[str]:
    for name in TEXTS:
        yield from _entry(name, getattr(article, name))
    if article.bylines:
        yield from _entry("byline", article.bylines[0] if len(article.bylines) == 1 else article.bylines)
    if article.photos:
        yield "photos:"
        for photo in article.photos:
            lines = [f"{name}: {quoted(text)}" for name in ("caption", "credit", "image")
                     if (text := getattr(photo, name))] or ['caption: ""']
            yield f"  - {lines[0]}"
            yield from (f"    {line}" for line in lines[1:])
    yield from _entry("authors", article.authors)
    for name in READINGS:
        yield from _entry(name, getattr(article, name))
    yield from _entry("order", article.order)
    yield from _entry("kind", article.kind)
    if article.source:
        yield "source:"
        yield f"  file: {quoted(article.source.file)}"
        yield f"  lines: {_flow(article.source.lines)}"
    for name in STANDINGS:
        yield from _entry(name, getattr(article, name))
    for name, value in article.extra.items():
        yield from _entry(name, value, always=True)


def _entry(name: str, value: object, *, always: bool = False) -> Iterator[str]:
    if value or always:
        yield f"{name if re.fullmatch(r'[a-z_]+', name) else quoted(name)}: {_flow(value)}"


def _flow(value: object) -> str:
    """A value of strings, lists and mappings on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value) if isinstance(value, int) else quoted(str(value))


def read_article(data: bytes, path: Path | str) -> Article:
    """The article that a Markdown file holds. Raises ContentFault naming `path` and the line at fault."""
    text = text_of(data, path)
    head = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.S | re.M)
    if not head and re.match(r"---[ \t]*\n", text):
        raise ContentFault("the front matter does not end", path=path, line=1,
                           hint="Close it with a line --- before the text.")
    if not head:
        raise ContentFault("no front matter", path=path, line=1,
                           hint='Begin the file with a line ---, then title: "…", then another line ---.')
    front = _mapping(_yaml(head[1], path), path)
    return front.article(text[head.end():].lstrip("\n"))


def _yaml(text: str, path: Path | str) -> yaml.Node | None:
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        if node and not isinstance(node, yaml.MappingNode):
            _refuse_wide_colons(text, path)
        return node
    except yaml.MarkedYAMLError as error:
        _refuse_wide_colons(text, path)
        mark = error.problem_mark or error.context_mark
        line, what = _unclosed(text, mark.line if mark else 0)
        problem = error.problem or error.context or "not YAML"
        raise ContentFault("front matter: {what}", path=path, line=line + 2,
                           what=what or PROBLEMS.get(problem, problem),
                           hint='Write every value in quotes: title: "…"; a quote inside as \\".') from None
    except yaml.YAMLError as error:
        raise ContentFault("front matter: {what}", path=path, line=2, what=str(error).splitlines()[0],
                           hint='Write every value in quotes: title: "…".') from None


PROBLEMS = {
    "mapping values are not allowed in this context": said("a colon in a value without quotes"),
    "could not find expected ':'": said("a line without a colon after its key"),
    "did not find expected key": said("a line that is no key and value"),
    "did not find expected ',' or ']'": said("a list whose parts no comma divides, or that does not end"),
    "found unexpected end of stream": said("a quotation that does not end"),
    "found character that cannot start any token": said("a sign that may not begin a value without quotes, or a tab"),
}
"""What libyaml says of the mistakes that people make → what we say; anything else is said in its own words."""

STRING = r'"(?:[^"\\]|\\.)*"'


def _unclosed(text: str, last: int) -> tuple[int, Saying | None]:
    """The line (0-based) of the last value before or at line `last` that opens a quotation or a list and does not
    close it there, with what is wrong; else `last` and None. YAML finds out where the next quotation begins, or at the
    end of the head only."""
    for number, line in reversed([*enumerate(text.split("\n"))][:last + 1]):
        value = re.match(r"\s*(?:- )?\w+:\s+(.*)", line)
        if value and re.match(r'"(?:[^"\\]|\\.)*$', value[1]):
            return number, said("a quotation that does not end")
        bare = re.sub(STRING, "", value[1]) if value else ""
        if bare.startswith("[") and bare.count("[") > bare.count("]"):
            return number, said("a list that does not end")
    return last, None


def _refuse_wide_colons(text: str, path: Path | str) -> None:
    """Raises ContentFault where a key of ours has the colon of Chinese text behind it: for YAML, no key."""
    for number, line in enumerate(text.split("\n"), 2):
        key = re.match(r"[\s-]*(\w+)[ \t]*：", line)
        if key and key[1] in KNOWN | PARTS:
            raise ContentFault("front matter: {what}", path=path, line=number,
                               what=said("a colon as wide as a character (：) after a key"),
                               hint='Write : and a space: title: "…"')


def _mapping(node: yaml.Node | None, path: Path | str) -> "_Front":
    if node is None:
        return _Front({}, {}, path)
    if not isinstance(node, yaml.MappingNode):
        raise ContentFault("front matter: not a list of keys and values", path=path, line=2, hint="{form}",
                           form='title: "…"')
    lines = {key.value: key.start_mark.line + 2 for key, _ in node.value}
    return _Front(_value(node, path, set()), lines, path)


def _value(node: yaml.Node, path: Path | str, seen: set[int]) -> object:
    """Strings, lists and mappings: types are not guessed, so `12:30`, `NO` and `007` are text."""
    line = node.start_mark.line + 2
    if id(node) in seen:
        raise ContentFault("front matter: an alias (*)", path=path, line=line, hint="Write the value out.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        refuse_forbidden(node.value, path, line)  # "\x00" is an escape here
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, path, seen) for inner in node.value]
    values: Fields = {}
    for key, inner in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ContentFault("front matter: a key that is no word", path=path, line=line, hint="{form}",
                               form='title: "…"')
        if key.value in values:
            raise ContentFault("front matter: {name} stands twice", path=path, line=key.start_mark.line + 2,
                               hint="Keep one of the two.", name=key.value)
        values[key.value] = _value(inner, path, seen)
    return values


class _Front:
    """Front matter on its way to an Article: knows the line of every key, for the sentence when one is wrong."""

    def __init__(self, values: Fields, lines: Mapping[str, int], path: Path | str):
        self.values, self.lines, self.path = values, lines, path

    def article(self, body: str) -> Article:
        if self.values.get("withdrawn") == "":  # any other empty field is one that is left out
            raise self.fault("withdrawn", "no reason, so the article would be shown", "{form}", form='withdrawn: "…"')
        return Article(
            **{name: self.of(str, name, "") for name in (*TEXTS, *READINGS, *STANDINGS)},
            bylines=self.strings("byline"),
            photos=tuple(self.photo(photo) for photo in self.of(list, "photos", [])),
            authors=self.strings("authors"),
            order=self.number("order"),
            kind=self.one_of("kind", KINDS),
            source=self.source(self.of(dict, "source", {})),
            extra={name: value for name, value in self.values.items() if name not in KNOWN},
            body=body,
        )

    def fault(self, name: str, what: str | Saying, hint: str, /, **values: object) -> ContentFault:
        """`what` and `hint` are English sentences, as a Fault takes them; `hint` may be the right way to write it."""
        return ContentFault("{name}: {what}", path=self.path, line=self.lines.get(name, 1), hint=said(hint, **values),
                            name=name, what=said(what, **values))

    def of(self, kind: type[T], name: str, default: T) -> T:
        value = self.values.get(name, default)
        if value == "" and kind is not str:
            return default
        if not isinstance(value, kind):
            what, form = KINDS_OF_VALUE[kind]
            raise self.fault(name, what, "{form}", form=PHOTOS if name == "photos" else f"{name}:{form}")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.fault(name, "not a text or a list of texts", "{form}", form=f'{name}: ["…", "…"]')
        return tuple(filter(None, value))

    def photo(self, value: object) -> Photo:
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.fault("photos", "a photo that is not caption, credit, image", "{form}", form=PHOTOS)
        unknown = value.keys() - {"caption", "credit", "image"}
        if unknown:
            raise self.fault("photos", "a photo has no {key}", "A photo has caption, credit and image.",
                             key=min(unknown))
        return Photo(**value)

    def number(self, name: str) -> int:
        value = self.of(str, name, "")
        if value and not re.fullmatch(r"[0-9]{1,6}", value):
            raise self.fault(name, "{value!r} is no number", "{form}", value=value, form=f"{name}: 1")
        return int(value or 0)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.of(str, name, choices[0])
        if value not in choices:
            raise self.fault(name, "{value!r} is not known", "{form}", value=value, form=" | ".join(choices))
        return value

    def source(self, value: Fields) -> Source | None:
        return Source(str(value.get("file", "page.txt")), self.ranges(value.get("lines", []))) if value else None

    def ranges(self, value: object) -> tuple[tuple[int, int], ...]:
        try:
            ranges = tuple((int(first), int(last)) for first, last in value)
        except (TypeError, ValueError):
            raise self.fault("source", "lines are not ranges of line numbers", "{form}", form=RANGES) from None
        if any(not 1 <= first <= last <= LINES for first, last in ranges):
            raise self.fault("source", "a range of lines that is none", "{form}", form=RANGES)
        return ranges
