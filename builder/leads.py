"""Where what editors wrote leads, told where that is nowhere: a link in a text, `moved_to`, `continued_*`."""

from collections.abc import Iterable, Iterator, Set
from pathlib import Path, PurePath

from builder import content
from builder.errors import ContentFault

CONTINUED = ("continued_from", "continued_to")
"""Keys whose words stand printed in the text as well: where they lead nowhere a page lacks a link, and nothing else."""

Lead = tuple[str, str, str, str]
"""Of an article (2025-07-10/01/03): what is written, the path in the site to which that leads, and the key of the head
that says it, "" for a link in the text."""


def dead(leads: Iterable[Lead], paths: Set[str], folder: Path) -> Iterator[ContentFault]:
    """What is said of each of the `leads` that leads to none of the site's `paths`. `folder` is content/."""
    for article, written, path, key in leads:
        file = folder / f"{article}.md"
        if path in paths and not (key and path == f"{article}.html"):
            continue
        data = content.read_bytes(file)
        if key:
            say = itself if path in paths else no_article
            yield say(key, written, file, content.key_line(data, key))
        else:
            source = f"{written.removesuffix('.html')}.md"  # as it was typed, perhaps
            typed = source if f"]({source}".encode() in data else written
            yield dead_link(typed, file, content.line_of(data, f"]({typed}"))


def itself(key: str, target: str, path: PurePath, line: int) -> ContentFault:
    """What is said of a key of an article's head that names the article itself."""
    return ContentFault("{key}: {target} is this article itself", path=path, line=line, key=key, target=target,
                        hint="Name the other one.")


def no_article(key: str, target: str, path: PurePath, line: int) -> ContentFault:
    """What is said of a key of an article's head that names no article."""
    return ContentFault("{key}: there is no article {target}", path=path, line=line, key=key, target=target,
                        hint="{form}", form=f'{key}: "2025-07-10/01/03"')


def dead_link(link: str, path: PurePath, line: int) -> ContentFault:
    """What is said of a link in an article that leads to no file of the site."""
    return ContentFault("the link leads nowhere: {link}", path=path, line=line, link=link,
                        hint="A link to another article is written as seen from this file: ../02/01.md")
