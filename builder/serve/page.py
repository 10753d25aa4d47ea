"""What the preview adds to a page: a script, a bar at its foot, an article's findings. The site itself has none of it.

Between two comments, so that what a page is without it can be told.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from builder.errors import Fault

OPEN, CLOSE = b"<!--preview-->", b"<!--/preview-->"
EDITOR = "BANMIAN_EDITOR"
"""Of the environment: the address that opens a file in an editor, like vscode://file/{path}:{line}"""
POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
NEEDED = ("script-src", "style-src", "connect-src")
PART = re.compile(rb'(?:src|href)="([^"#?:]+\.(?:css|js|jpg|png|webp|svg))"')


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, to be opened or copied."""

    name: str
    """As it is shown."""
    copy: str
    """`path:line`"""
    href: str
    """What opens an editor there, "" where the user names none."""


def place(path: Path | str, line: int, name: str = "") -> Place:
    """The place `path:line`; `name` is a shorter one for where the page tells the rest."""
    at, here = f":{line}" if line else "", Path.cwd()
    shown = name or (Path(path).relative_to(here) if Path(path).is_relative_to(here) else path)
    return Place(f"{shown}{at}", f"{path}{at}", opened(os.environ.get(EDITOR, ""), Path(path), line))


def opened(template: str, path: Path, line: int) -> str:
    """The address that opens `path` at `line`: `template` with {path} and {line} filled in, "" where it is none."""
    if not re.match(r"(?!javascript:|data:|vbscript:)[a-zA-Z][a-zA-Z0-9+.-]*:", template, re.IGNORECASE):
        return ""
    absolute = quote(Path(os.path.abspath(path)).as_posix(), safe="/:")
    if "/{path}" in template:
        absolute = absolute.removeprefix("/")
    return template.replace("{path}", absolute).replace("{line}", str(line or 1))


def told(fault: Fault, language: str) -> dict[str, object]:
    """A fault, as the overlay shows it; `language`: "zh" or "en"."""
    where = place(fault.path, fault.line) if fault.path else None
    return {"place": where and {"name": where.name, "copy": where.copy, "href": where.href},
            "what": fault.what.within(language), "hint": fault.hint.within(language)}


def without(html: bytes) -> bytes:
    """A page of the preview without what the preview added, but for its policy."""
    return re.sub(re.escape(OPEN) + rb".*?" + re.escape(CLOSE), b"", html, flags=re.DOTALL)


def with_preview(html: bytes, path: str, foot: bytes, words: object, parts: bytes) -> tuple[bytes, str]:
    """(`html`, the page at `path`, with the preview's script and `foot`; its version).

    `words` are the script's; `parts` tell one state of what the page loads (style, pictures) from another.
    """
    version = hashlib.blake2b(b"\0".join((html, foot, parts)), digest_size=12).hexdigest()
    head = Markup('<link rel="stylesheet" href="/_preview/preview.css"><script src="/_preview/preview.js" defer '
                  'data-path="{}" data-version="{}" data-words="{}"></script>').format(
        path, version, json.dumps(words, ensure_ascii=False)).encode()
    html = POLICY.sub(lambda found: found[1] + admitting(found[2].decode("utf-8", "replace")).encode() + found[3],
                      html, count=1)
    html = _inserted(html, html.find(b"</head>"), head, at_the_end=False)
    return _inserted(html, html.rfind(b"</body>"), foot, at_the_end=True), version


def _inserted(html: bytes, at: int, piece: bytes, *, at_the_end: bool) -> bytes:
    if at < 0:
        at = len(html) if at_the_end else max(0, html.find(b"\n") + 1 if html.startswith(b"<!") else 0)
    return html[:at] + OPEN + piece + CLOSE + html[at:]


def admitting(policy: str) -> str:
    """A content security policy that lets in the preview's own script and style beside what it lets in already."""
    directives = {}
    for directive in filter(None, map(str.strip, policy.split(";"))):
        name, *sources = directive.split()
        directives[name] = sources
    for name in NEEDED:
        sources = [source for source in directives.get(name, directives.get("default-src", [])) if source != "'none'"]
        directives[name] = sources if "'self'" in sources else [*sources, "'self'"]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def parts(html: bytes) -> list[str]:
    """The files that a page shows beside its own words, as it names them."""
    return sorted({found.decode() for found in PART.findall(html)})
