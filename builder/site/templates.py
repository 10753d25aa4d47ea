"""Where templates, words and assets come from: the archive's own `templates/`, file by file, then the package's."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.errors import ContentFault

STYLES = ("base.css", "home.css", "page.css", "article.css", "raw.css", "search.css", "print.css", "own.css")
"""The parts of `assets/style.css`, in order. `own.css` is an archive's own, at the end where it has the last word."""


def template_folders(own: Path | None = None) -> tuple[Path, ...]:
    """The folders in which templates are looked up, in order. `own` is the archive's, which may not exist."""
    package = Path(__file__).parents[1] / "templates"       # inside a wheel
    checkout = Path(__file__).parents[2] / "templates"
    shipped = package if package.is_dir() else checkout
    return (own, shipped) if own and own.is_dir() and own.resolve() != shipped.resolve() else (shipped,)


def environment(folders: tuple[Path, ...]) -> Environment:
    """Jinja2 that escapes everything and takes no unknown name for nothing."""
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )


def strings(folders: tuple[Path, ...], language: str) -> Mapping[str, object]:
    """The site's words in `language`; an archive's own file may change some of them and leave the rest.

    Raises ContentFault where no such language is shipped.
    """
    words: dict[str, object] = {}
    for folder in reversed(folders):
        path = folder / "strings" / f"{language}.toml"
        if path.is_file():
            words |= tomllib.loads(path.read_text("utf-8"))
    if not words:
        known = sorted(path.stem for path in (folders[-1] / "strings").glob("*.toml"))
        raise ContentFault('the site does not speak "{language}"', path="archive.toml", language=language,
                           hint="language = one of {known}", known=", ".join(known))
    return words


def assets(folders: tuple[Path, ...], words: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """The files of `assets/`: the style sheets joined into one, the reading script's `words` put before it.

    Notes (`*.md`) stay at home.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        root = folder / "assets"
        found |= {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    yield "assets/style.css", b"".join(found[name].read_bytes() for name in STYLES if name in found)
    for name in sorted(found):
        if not name.endswith((".css", ".md")):
            spoken = f"var banmian = {{words: {script_json(words)}}};\n".encode() if name == "reader.js" else b""
            yield f"assets/{name.lower()}", spoken + found[name].read_bytes()


def script_json(data: object) -> str:
    """JSON that cannot end the `script` element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
