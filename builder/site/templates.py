"""Where templates, words and assets come from: the archive's own `templates/`, file by file, then the package's."""

import difflib
import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import Path, PurePosixPath
from string import Formatter

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

from builder import content
from builder.errors import ContentFault, disk, gathered

STYLES = ("base.css", "home.css", "page.css", "article.css", "raw.css", "search.css", "print.css", "own.css")
"""The parts of `assets/style.css`, in order. `own.css` is an archive's own, at the end where it has the last word."""
SUM = 32
"""Bytes of a checksum."""

Own = tuple[tuple[str, str, bytes], ...]
"""An archive's own templates, words and assets: (name below the folder, its path as faults name it, content)."""


def shipped() -> Path:
    """The folder of the templates that ship."""
    package = Path(__file__).parents[1] / "templates"       # inside a wheel
    return package if package.is_dir() else Path(__file__).parents[2] / "templates"


def guide() -> Path:
    """What says which templates there are and what they know."""
    return shipped() / "README.md"


def template_folders(own: Path | None = None) -> tuple[Path, ...]:
    """The folders in which templates are looked up, in order. `own` is the archive's, which may not exist."""
    return (own, shipped()) if own and own.is_dir() and own.resolve() != shipped().resolve() else (shipped(),)


def overrides(folder: Path | None) -> Own:
    """What an archive has in its own `folder`, which may not exist, instead of what ships. Raises MachineFault."""
    with disk("cannot be read"):
        return tuple((path.relative_to(own).as_posix(), str(path), path.read_bytes())
                     for own in template_folders(folder)[:-1] for path in sorted(own.rglob("*")) if path.is_file())


def strangers(own: Own) -> Iterator[ContentFault]:
    """What is said of each file of an archive's `own` that takes the place of none of ours, is used by none of its
    own, and is not copied: a misspelt one, most of them."""
    root = shipped()
    ours = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    ours |= {f"assets/{name}" for name in STYLES}
    for name, path, _ in own:
        if not (beside(name) or name in ours or any(name.encode() in data for _, _, data in own)):
            near = _near(PurePosixPath(name), map(PurePosixPath, sorted(ours)))
            yield ContentFault("it takes the place of no template", path=path, near=near, guide=guide(),
                               hint="Do you mean {near}?" if near else "{guide} lists what there is.")


def beside(name: str) -> bool:
    """Whether nothing is made of a file of an archive's own: it is copied, or an editor's note or leftover."""
    copied = name.startswith("assets/") and not name.endswith(".css")
    return copied or name.endswith((".md", "~")) or any(part.startswith((".", "#", "~")) for part in name.split("/"))


def strange_words(own: Own) -> Iterator[ContentFault]:
    """What is said of each word of an archive's `own` that takes the place of none of ours and that no template of its
    own asks for. What stops a build is told by that."""
    used = b"\n".join(data for name, _, data in own if not name.startswith("strings/"))
    for name, path, data in own:
        if not (name.startswith("strings/") and (shipped() / name).is_file()):
            continue
        words = tomllib.loads((shipped() / name).read_text("utf-8"))
        changed = gathered([], lambda path=path, data=data, words=words: _own_words(path, data, words)) or {}
        ours = _keys(words)
        for key in sorted(_keys(changed) - ours):
            word = key.rpartition(".")[2]
            if word.encode() not in used:
                near = next(iter(difflib.get_close_matches(key, sorted(ours), 1, 0.7)), "")
                yield ContentFault("{key} is no word of ours", path=path, line=content.key_line(data, word), key=key,
                                   near=near, ours=shipped() / name,
                                   hint="Do you mean {near}?" if near else "{ours} lists what there is.")


def _keys(words: Mapping[str, object]) -> Set[str]:
    """The keys of a list of words, those in tables as reader.copied."""
    return {f"{key}.{name}" if name else key for key, word in words.items()
            for name in (word if isinstance(word, dict) else ("",))}


def _near(name: PurePosixPath, known: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """The one of the `known` names that was probably meant, None where none is like it."""
    stems: dict[str, list[PurePosixPath]] = {}
    for one in known:
        stems.setdefault(one.stem, []).append(one)
    like = [one for stem in difflib.get_close_matches(name.stem, stems, 1) for one in stems[stem]]
    return min(like, key=lambda one: (one.suffix != name.suffix, len(one.parts)), default=None)


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them for an earlier build: a tenth of a second of one that makes a few pages.

    Jinja itself compares the text of a template and the version of Python; whoever keeps them sees to all else.
    """

    def __init__(self, known: Callable[[str], bytes | None], learn: Callable[[str, bytes], None]):
        self._known, self._learn = known, learn

    def load_bytecode(self, bucket: Bucket) -> None:
        data = self._known(f"template {bucket.key}") or b""
        if hashlib.sha256(data[SUM:]).digest() == data[:SUM]:  # Python reads no code that is damaged
            bucket.bytecode_from_string(data[SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        self._learn(f"template {bucket.key}", hashlib.sha256(data).digest() + data)


def environment(own: Own) -> Environment:
    """Jinja2 that escapes everything and takes no unknown name for nothing. A template of the archive's own that is no
    UTF-8 is a ContentFault when it is loaded."""
    found = {name: (data, path) for name, path, data in own}

    def loaded(name: str) -> tuple[str, str, None] | None:
        return (content.text_of(*found[name]), found[name][1], None) if name in found else None

    return Environment(
        loader=ChoiceLoader([FunctionLoader(loaded), FileSystemLoader(str(shipped()))]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        cache_size=-1,  # templates are few: none is ever dropped, and no order is kept
    )


def strings(own: Own, language: str) -> Mapping[str, object]:
    """The site's words in `language`; an archive's own file may change some of them and leave the rest.

    Raises ContentFault where that cannot be read, or says something that is not like ours.
    """
    name = f"strings/{language}.toml"
    words = tomllib.loads((shipped() / name).read_text("utf-8"))
    for path, data in [(path, data) for known, path, data in own if known == name]:
        for key, word in _own_words(path, data, words).items():
            words[key] = words[key] | word if isinstance(word, dict) and key in words else word
    return words


def _own_words(path: str, data: bytes, words: Mapping[str, object]) -> Mapping[str, object]:
    """The words of an archive's own, where each can take the place of that of `words`. Raises ContentFault."""
    found = content.toml_of(data, path)
    if wrong := next(_unlike(found, words), None):
        key, ours = wrong
        name = key.rpartition(".")[2]
        form = f"[{name}]" if isinstance(ours, dict) else f"{name} = {json.dumps(ours, ensure_ascii=False)}"
        raise ContentFault("{key} is not like ours", path=path, line=content.key_line(data, name), key=key,
                           hint="{form}", form=form)
    return found


def _unlike(changed: Mapping[str, object], words: Mapping[str, object],
            table: str = "") -> Iterator[tuple[str, object]]:
    """(key, ours) of each word of an archive's own that cannot take the place of ours: reader.copied."""
    for name, word in changed.items():
        ours = words.get(name)
        if isinstance(word, dict) and isinstance(ours, dict):
            yield from _unlike(word, ours, f"{name}.")
        elif ours is not None and not _alike(word, ours, table + name):
            yield table + name, ours


def _alike(word: object, ours: object, key: str) -> bool:
    """Whether a word says as much as ours: a text that names no other values, as many texts in a list."""
    if isinstance(ours, list):
        return isinstance(word, list) and len(word) == len(ours) and all(isinstance(one, str) for one in word)
    try:
        return isinstance(word, str) and isinstance(ours, str) and (
            not (known := _values().get(key)) or _named(word) <= known)
    except ValueError:  # a brace alone
        return False


@cache
def _values() -> Mapping[str, Set[str]]:
    """Of each word that ships, by its key (reader.copied), the values that it names in one language or another."""
    found: dict[str, set[str]] = {}
    for path in (shipped() / "strings").glob("*.toml"):
        words = tomllib.loads(path.read_text("utf-8"))
        tables = {f"{key}.{name}": word for key, table in words.items() if isinstance(table, dict)
                  for name, word in table.items()}
        for key, word in (words | tables).items():
            found.setdefault(key, set()).update(_named(word) if isinstance(word, str) else ())
    return found


def _named(word: str) -> set[str]:
    """The names in braces. Raises ValueError where a brace stands alone."""
    return {name for _, name, _, _ in Formatter().parse(word) if name is not None}


def assets(own: Own, words: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """The files of `assets/`: the style sheets joined into one, the reading script's `words` put before it.

    Notes (`*.md`) stay at home.
    """
    root = shipped() / "assets"
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    found |= {name.removeprefix("assets/"): data for name, _, data in own if name.startswith("assets/")}
    yield "assets/style.css", b"".join(found[name] for name in STYLES if name in found)
    for name in sorted(found):
        if not name.endswith((".css", ".md")):
            spoken = f"var banmian = {{words: {script_json(words)}}};\n".encode() if name == "reader.js" else b""
            yield f"assets/{name.lower()}", spoken + found[name]


def script_json(data: object) -> str:
    """JSON that cannot end the `script` element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
