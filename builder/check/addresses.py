"""What check knows about an archive as a whole: what leads from one article to another, its names, its templates."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from os.path import abspath
from pathlib import Path, PurePath
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag

from builder import collation, content, leads, misprints, output, prose, site
from builder.check.finding import ERROR, WARNING, Found, Kind, Sheet
from builder.errors import ContentFault, Fault, gathered
from builder.model import Archive, Article, Edition, Page
from builder.site.addresses import article_url, author_url
from builder.site.edition import led_to
from builder.site.templates import Own, beside, environment, strange_words, strangers

OURS = re.compile(
    r"(index|search|404)\.html|feed\.xml|sitemap.*\.xml|\.nojekyll|(assets|search|authors)/.*|\d{4}/index\.html")
"""Paths that a build makes itself, beside those of the editions."""

LINK = re.compile(r'\bhref="(?![a-z][a-z0-9+.-]*:)([^"]+)"', re.IGNORECASE)


@dataclass(frozen=True)
class Whole:
    """An archive as check looks at it."""

    folder: PurePath
    """content/."""
    archive: Archive
    sheets: tuple[Sheet, ...]
    static: tuple[str, ...]
    """Paths of the files below content/static/."""
    own: Own = ()
    """The archive's own templates."""

    @cached_property
    def articles(self) -> Mapping[str, tuple[Sheet, str, Article]]:
        """Each article by its name: 2025-07-10/01/03."""
        return {f"{sheet.page.date}/{sheet.page.number}/{number}": (sheet, number, article)
                for sheet in self.sheets for number, article in sheet.page.articles}

    @cached_property
    def urls(self) -> frozenset[str]:
        """Every path that a link in an article may lead to."""
        found = {"index.html", "search.html", "authors/index.html", *self.static}
        for edition in self.archive.editions:
            found |= {f"{edition.date[:4]}/index.html", f"{edition.date}/index.html", f"{edition.date}/all.html"}
        for sheet in self.sheets:
            found |= _urls_of(sheet.page) | {f"{sheet.page.date}/{sheet.page.number}/{name}" for name in sheet.names
                                             if not content.is_read(name)}
        return frozenset(found)


def _urls_of(page: Page) -> set[str]:
    found = {article_url(page.date, page.number, number) for number, _ in page.articles}
    found |= {author_url(name) for _, article in page.articles for name in article.authors}
    return found | {f"{page.date}/{page.number}/{name}" for name in
                    ("index.html", *(["raw.html"] if page.raw is not None else []))}


# --- Links in articles -------------------------------------------------------------------------------------------

def links(whole: Whole) -> Found:
    """Links in articles that lead to no file of the site, or to no place of its page."""
    for sheet in whole.sheets:
        for number, article in sheet.standing:
            for written in _targets(article):
                path, fragment = urldefrag(written)
                url = article_url(sheet.page.date, sheet.page.number, number)
                path = re.sub(r"\.md$", ".html", unquote(path))
                target = normpath(join(url, "..", path)) if path else url
                place = sheet.file(number), sheet.line(number, f"]({written}")
                if target not in whole.urls:
                    yield leads.dead_link(written, *place)
                elif fragment and not _has(whole, target, fragment):
                    yield ContentFault("the link leads to no place of its page: {link}", link=written, path=place[0],
                                       line=place[1],
                                       hint="A line of the raw text is raw.html#L12; of an article, 01.html#12.")


def _targets(article: Article) -> Iterator[str]:
    """The links of a body that lead into the site."""
    if "](" in article.body:
        try:
            html = prose.html(article.body)
        except prose.Loss:  # told by build, with its line
            return
        yield from dict.fromkeys(map(unescape, LINK.findall(html)))


def _has(whole: Whole, url: str, fragment: str) -> bool:
    """Whether a page of the site has the place `fragment`, as far as that can be known before it is built."""
    date, _, rest = url.partition("/")
    number, _, name = rest.partition("/")
    sheet = next((sheet for sheet in whole.sheets if (sheet.page.date, sheet.page.number) == (date, number)), None)
    if sheet is None or name == "index.html":
        return True
    if name == "raw.html":
        line = re.fullmatch(r"L(\d+)", fragment)
        return bool(line) and 1 <= int(line[1]) <= len(sheet.lines) and bool(sheet.lines[int(line[1]) - 1].strip())
    pairs = sheet.pairs.get(name.removesuffix(".html"), ())
    return fragment == "cite" or fragment in map(str, collation.first_lines(pairs))


def moved(whole: Whole) -> Found:
    """`moved_to` leads to no other article, or to one that has moved itself."""
    yield from _astray(whole, "moved_to")
    for name, (sheet, number, article) in whole.articles.items():
        target = article.moved_to
        if target != name and target in whole.articles and whole.articles[target][2].moved_to:
            yield ContentFault("{key}: {target} has moved itself", path=sheet.file(number), key="moved_to",
                               target=target, line=sheet.key(number, "moved_to"), hint="Name the article it moved to.")


def continued(whole: Whole) -> Found:
    """`continued_from` or `continued_to` leads to no other article: what a build tells, and makes the site all the
    same."""
    for key in leads.CONTINUED:
        yield from _astray(whole, key)


def _astray(whole: Whole, key: str) -> Found:
    for name, (sheet, number, article) in whole.articles.items():
        target = getattr(article, key)
        if target == name:
            yield leads.itself(key, target, sheet.file(number), sheet.key(number, key))
        elif target and target not in whole.articles:
            yield leads.no_article(key, target, sheet.file(number), sheet.key(number, key))


def one_sided(whole: Whole) -> Found:
    """An article that goes on in another is where that one comes from."""
    for name, (sheet, number, article) in whole.articles.items():
        for key, back in (("continued_from", "continued_to"), ("continued_to", "continued_from")):
            other = whole.articles.get(getattr(article, key))
            if other and getattr(other[2], back) != name:
                yield ContentFault("{key}: {target} does not lead back", path=sheet.file(number), key=key,
                                   target=getattr(article, key), line=sheet.key(number, key),
                                   hint="Write there: {form}", form=f'{back}: "{name}"')


# --- Pages beside each other -------------------------------------------------------------------------------------

def twice(whole: Whole) -> Found:
    """Pages that have one and the same raw text."""
    first: dict[bytes, PurePath] = {}
    for sheet in whole.sheets:
        if raw := sheet.files.get(content.PAGE_FILE):
            path = sheet.folder / content.PAGE_FILE
            if (other := first.setdefault(raw, path)) != path:
                yield ContentFault("the same text stands in {other} already", path=path, other=other,
                                   hint="Is it one page? Then delete one of the two folders.")


def one_number(whole: Whole) -> Found:
    """Folders of one day that are the same page: 1 and 01."""
    first: dict[tuple[str, str], PurePath] = {}
    for sheet in whole.sheets:
        number = re.sub("(?<![0-9])0+(?=[0-9])", "", sheet.page.number)
        if (other := first.setdefault((sheet.page.date, number), sheet.folder)) != sheet.folder:
            yield ContentFault("{other} is the same page of this day", path=sheet.folder, other=other.name,
                               hint="Put its articles into one of the two folders.")


# --- Files that the site copies ----------------------------------------------------------------------------------

def replaced(whole: Whole) -> Found:
    """Static files that take the place of one that a build makes."""
    folder = whole.folder / content.STATIC_FOLDER
    dates = {edition.date for edition in whole.archive.editions}
    for name in whole.static:
        if OURS.fullmatch(name) or name.partition("/")[0] in dates:
            yield ContentFault("it stands in the place of a file of the site", path=folder / name,
                               hint="Rename it, unless that is what you want.")


def unnameable(whole: Whole) -> Found:
    """Static files whose names no site may have."""
    for name in whole.static:
        if not output.PATH.fullmatch(name):
            yield ContentFault("a file of the site cannot be named {name!r}", name=name,
                               path=whole.folder / content.STATIC_FOLDER / name,
                               hint="ASCII letters, digits, dots and dashes only: web servers mind the rest.")


def colliding(whole: Whole) -> Found:
    """Static files whose names are one to Windows and macOS."""
    spellings: dict[str, str] = {}
    for name in whole.static:
        if (other := spellings.setdefault(name.lower(), name)) != name:
            yield ContentFault("its name differs from {other} in capitals alone", other=other,
                               path=whole.folder / content.STATIC_FOLDER / name,
                               hint="To Windows and macOS they are one file: rename it.")


def unused(whole: Whole) -> Found:
    """The archive's own templates that replace none of ours."""
    yield from strangers(whole.own)


def unused_words(whole: Whole) -> Found:
    """Words of the archive's own that nobody says."""
    yield from strange_words(whole.own)


def broken(whole: Whole) -> Found:
    """What fails in the archive's own templates and words: while they are read, and while a small site is made with
    them."""
    if not any(name.endswith((*misprints.FORMS, ".toml")) for name, _, _ in whole.own):
        return
    faults: list[Fault] = []
    templates, strange = environment(whole.own), {fault.path for fault in strangers(whole.own)}
    for name in [name for name, path, _ in whole.own
                 if name.endswith(misprints.FORMS) and not beside(name) and path not in strange]:
        _tried(whole, (), lambda name=name: templates.get_template(name), faults)
    sample = Archive(whole.archive.settings, _sample(whole.archive.editions))
    _tried(whole, sample.editions, lambda: list(site.pages(sample, content.templates_of(Path(whole.folder)))), faults)
    yield from {(fault.path, fault.line): fault for fault in faults if not Path(abspath(fault.path)).is_relative_to(
        abspath(whole.folder))}.values()  # of articles other kinds tell


def _sample(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The last edition, the last from which an article is gone, and of others the articles to which these lead."""
    gone = [edition for edition in editions
            if any(article.is_gone for page in edition.pages for _, article in page.articles)]
    whole = {edition.date: edition for edition in (*gone[-1:], *editions[-1:])}
    asked = {name for edition in whole.values() for name in led_to(edition)}
    dates = {name.partition("/")[0] for name in asked} | whole.keys()
    parts = (whole.get(one.date) or _part(one, asked) for one in editions if one.date in dates)
    return tuple(edition for edition in parts if edition.pages)


def _part(edition: Edition, asked: Set[str]) -> Edition:
    """An edition with those of its articles that are `asked` for, as if they led nowhere: a serial runs for years."""
    pages = (replace(page, articles=tuple(
        (number, replace(article, continued_from="", continued_to="", moved_to="")) for number, article in page.articles
        if f"{page.date}/{page.number}/{number}" in asked)) for page in edition.pages)
    return replace(edition, pages=tuple(page for page in pages if page.articles))


def _tried(whole: Whole, editions: tuple[Edition, ...], make: Callable[[], object], faults: list[Fault]) -> None:
    """Do something with templates; what goes wrong with them is added to `faults`."""
    def made() -> None:
        with misprints.told(Archive(whole.archive.settings, editions), Path(whole.folder)):
            make()

    gathered(faults, made)


KINDS = (
    Kind("link", ERROR, links),
    Kind("leads", ERROR, moved),
    Kind("continued", WARNING, continued),
    Kind("one-sided", WARNING, one_sided),
    Kind("twice", WARNING, twice),
    Kind("one number", WARNING, one_number),
    Kind("replaced", WARNING, replaced),
    Kind("file name", ERROR, unnameable),
    Kind("same name", ERROR, colliding),
    Kind("template", WARNING, unused),
    Kind("word", WARNING, unused_words),
    Kind("broken", ERROR, broken),
)
