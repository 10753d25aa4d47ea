"""Archive → every file of its site: pages, search index, what the archive copies as it is."""

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

import jinja2

from builder import content, prose, search, site
from builder.errors import ContentFault, UsageFault, disk
from builder.model import Archive, Settings
from builder.speech import said
from builder.workers import cores, mapped, workers

Files = Iterable[tuple[str, bytes]]

MANY = 200
"""Articles from which on a second process, which must read the dictionary first, saves time."""


def archive(folder: Path, base_url: str | None = None) -> Archive:
    """The archive in `folder` (content/), with another base URL where one is given. Raises Faults, UsageFault."""
    _check(base_url)
    found = content.read_archive(folder)
    return found if base_url is None else replace(found, settings=replace(found.settings, base_url=base_url))


def settings(folder: Path, base_url: str | None = None) -> Settings:
    """Those of the archive in `folder`, with another base URL where one is given. Raises ContentFault, UsageFault."""
    _check(base_url)
    found = content.settings_of(folder)
    return found if base_url is None else replace(found, base_url=base_url)


def _check(base_url: str | None) -> None:
    if base_url and not content.web_address(base_url):
        raise UsageFault("{name}: {value!r} is no web address", name="--base-url", value=base_url,
                         hint="{form}", form="--base-url https://example.org/paper/")


def jobs_for(archive: Archive) -> int:
    """The processes that are worth their start: the cores, or one for a small archive."""
    articles = sum(len(page.articles) for edition in archive.editions for page in edition.pages)
    return cores() if articles >= MANY else 1


def files(archive: Archive, folder: Path, jobs: int = 1) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: (path relative to it, content). The archive's own static files come before ours.

    `jobs` processes make them; the files are the same with one and with many.
    """
    own = dict(_static(folder / content.STATIC_FOLDER))
    yield from own.items()
    paths = set(own)
    with told(archive, folder):
        for path, data in _made(archive, folder, jobs):
            paths.add(path)
            if path not in own:
                yield path, data
    _resolve(site.inner_links(archive), paths, folder)


@contextmanager
def told(archive: Archive, folder: Path) -> Iterator[None]:
    """Turn what goes wrong while pages are made of `archive`, read from `folder`, into a ContentFault."""
    try:
        yield
    except prose.Loss as loss:
        raise _lossy(archive, folder, loss) from None
    except jinja2.TemplateError as error:
        raise _template(error) from None


def _made(archive: Archive, folder: Path, jobs: int) -> Files:
    with workers(jobs) as executor:
        yield from site.pages(archive, folder.absolute().parent / "templates", folder, mapped(executor, jobs))
        yield from search.index_of(site.documents(archive), archive.settings.words, executor)


def _resolve(links: Iterable[site.Inner], paths: Set[str], folder: Path) -> None:
    """Raises ContentFault for a link in an article that leads to none of `paths`."""
    for link in links:
        if link.path not in paths:
            path, written = folder / f"{link.article}.md", link.written.removesuffix(".html")
            raise ContentFault("the link leads nowhere: {link}", path=path, link=link.written,
                               line=content.line_of(content.read_bytes(path), f"]({written}"),
                               hint="A link to another article is written as seen from this file: ../02/01.md")


def _lossy(archive: Archive, folder: Path, loss: prose.Loss) -> ContentFault:
    """Which article would be shown with other words than its file holds, and at which line."""
    for edition in archive.editions:
        for page in edition.pages:
            for number, article in page.articles:
                try:
                    prose.html(article.body)
                except prose.Loss as found:
                    path = folder / page.date / page.number / f"{number}.md"
                    return lossy(path, content.read_bytes(path), found)
    return ContentFault("a template leaves out words of {article}", path="templates/article.html",
                        article=loss.args[-1],
                        hint="Compare it with the template that ships; every field of the article must be shown.")


def lossy(path: PurePath, data: bytes, loss: prose.Loss) -> ContentFault:
    """What is said of an article that would be shown with other words than its file `data` holds."""
    held, shown = loss.args
    return ContentFault("Markdown would show {shown!r} for {held!r}", path=path, shown=shown[:20], held=held[:20],
                        line=content.line_of(data, held[:8]), hint=MARKS)


def _template(error: jinja2.TemplateError) -> ContentFault:
    """What is wrong with a template, and where."""
    path, line = getattr(error, "filename", None) or "", getattr(error, "lineno", None) or 0
    trace = None if path else error.__traceback__
    while trace:  # the innermost template
        inside = trace.tb_frame.f_code.co_filename
        if inside.endswith((".html", ".xml")):
            path, line = inside, trace.tb_lineno
        trace = trace.tb_next
    return ContentFault("the template: {what}", path=path or "templates", line=line, what=error.message or error,
                        hint="templates/README.md says what a template knows.")


MARKS = said(
    r"Write \ before a mark that is meant as text: \*, \_, \#, \>, 10\. A box in a box is not possible.")


def _static(folder: Path) -> Files:
    """The files that the archive copies as they are (CNAME, an own icon)."""
    with disk("cannot be read"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path.read_bytes()
