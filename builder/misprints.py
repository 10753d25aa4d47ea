"""What goes wrong while pages are made, as what a person can mend: words that Markdown or a template would lose, a
template that is broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from traceback import extract_tb

import jinja2

from builder import content, prose
from builder.errors import ContentFault, Fault, Faults
from builder.model import Archive
from builder.site.templates import guide
from builder.speech import said

MARKS = said(
    r"Write \ before a mark that is meant as text: \*, \_, \#, \>, 10\. A box in a box is not possible.")
SHOWS = {"all.html": "all.html", "index.html": "page.html"}
"""Name of a page with articles → the template that makes it; that of the others is the article's own."""
FORMS = (".html", ".xml", ".xhtml", ".opf")
"""Ends of the names of templates."""


@contextmanager
def told(archive: Archive, folder: Path) -> Iterator[None]:
    """Turn what goes wrong while pages are made of `archive`, read from `folder`, into a ContentFault."""
    try:
        yield
    except prose.Loss as loss:
        raise _lossy(archive, folder, loss) from None
    except jinja2.TemplateError as error:
        raise _template(error, error.message or str(error)) from None
    except Exception as error:
        if isinstance(error, Fault | Faults) or not _own_frame(error, content.templates_of(folder)):
            raise
        raise _template(error, f"{type(error).__name__}: {error}") from None


def _lossy(archive: Archive, folder: Path, loss: prose.Loss) -> ContentFault:
    """Which article would be shown with other words than its file holds, and at which line."""
    for one in archive.editions:
        for page in one.pages:
            for number, article in page.articles:
                try:
                    prose.html(article.body)
                except prose.Loss as found:
                    path = folder / page.date / page.number / f"{number}.md"
                    return lossy(path, content.read_bytes(path) if path.is_file() else b"", found)
    url, own = loss.args[-1], content.templates_of(folder)
    template = own / SHOWS.get(url.rpartition("/")[2], "article.html")
    return ContentFault("a template leaves out words of {article}", path=template if template.is_file() else own,
                        article=url,
                        hint="Compare it with the template that ships; every field of the article must be shown.")


def lossy(path: PurePath, data: bytes, loss: prose.Loss) -> ContentFault:
    """What is said of an article that would be shown with other words than its file `data` holds."""
    held, shown = loss.args
    return ContentFault("Markdown would show {shown!r} for {held!r}", path=path, shown=shown[:20], held=held[:20],
                        line=content.line_of(data, held[:8]), hint=MARKS)


def _template(error: Exception, what: str) -> ContentFault:
    """What is wrong with a template, and where."""
    path, line = getattr(error, "filename", None) or "", getattr(error, "lineno", None) or 0
    if not path:
        path, line = next(((path, line) for path, line in _frames(error) if path.endswith(FORMS)), ("", 0))
    return ContentFault("the template: {what}", path=path or "templates", line=line, what=what,
                        guide=guide(), hint="{guide} says what a template knows.")


def _own_frame(error: Exception, templates: Path) -> bool:
    """Whether an error comes from a template of the archive's own, in whose folder it may say anything."""
    return any(path.endswith(FORMS) and Path(path).is_relative_to(templates) for path, _ in _frames(error))


def _frames(error: Exception) -> list[tuple[str, int]]:
    """(path, line) of what was running, innermost first."""
    return [(frame.filename, frame.lineno or 0) for frame in extract_tb(error.__traceback__)[::-1]]
