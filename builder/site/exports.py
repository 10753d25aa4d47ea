"""What a reader takes along, where the settings offer it: an edition as EPUB and text, a year as JSON lines."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_URL, uuid5

from builder.model import Article, Edition, Page
from builder.prose import blocks
from builder.site import cite, views
from builder.site.addresses import article_url
from builder.site.body import elements
from builder.site.frame import LANGUAGE, Frame
from builder.site.pictures import IMAGE, Picture

EPUB, TEXT, LINES = "epub", "txt", "jsonl"
"""The names in `exports` of archive.toml."""
PACKED = ("mimetype", ".jpg")
"""What a book holds as it is: its first file by the standard, and what is small already."""


Pictures = Mapping[str, Mapping[str, Picture]]
"""Of an edition: page → name → picture."""


def edition_files(frame: Frame, edition: Edition, pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    """An edition's exports, as far as the settings offer them."""
    if TEXT in frame.settings.exports:
        yield f"{edition.date}/edition.txt", plain(frame, edition).encode()
    if EPUB in frame.settings.exports:
        yield f"{edition.date}/edition.epub", epub(frame, edition, pictures)


def lines(frame: Frame, edition: Edition) -> bytes:
    """What an edition brings to <yyyy>/articles.jsonl, one article a line; nothing where the settings do not ask."""
    if LINES not in frame.settings.exports:
        return b""
    return "".join(f"{json.dumps(record(frame, page, number, article), ensure_ascii=False)}\n"
                   for page in edition.pages for number, article in _present(page)).encode()


def year_file(year: str) -> str:
    """Where the lines of a year's editions stand."""
    return f"{year}/articles.jsonl"


def record(frame: Frame, page: Page, number: str, article: Article) -> dict[str, object]:
    """An article as data; what it does not have is left out. `text` has a line for each paragraph."""
    url = article_url(page.date, page.number, number)
    data = {
        "id": f"{page.date}/{page.number}/{number}", "url": cite.address(frame.settings, url),
        "newspaper": cite.newspaper(page, frame.settings), "date": page.date, "page": page.number, "kind": article.kind,
        "title": article.title, "kicker": article.kicker, "deck": article.deck, "label": article.label,
        "bylines": article.bylines, "authors": article.authors, "dateline": article.dateline,
        "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in article.photos],
        "text": "\n".join(text for block in blocks(article.body) for text in (block.text, *block.paragraphs) if text),
    }
    return {key: value for key, value in data.items() if value}


def plain(frame: Frame, edition: Edition) -> str:
    """An edition as text: a blank line between paragraphs, a rule between articles."""
    parts = [f"{_name(frame, edition)} {frame.words.day(edition.date)} {frame.words.weekday(edition.date)}\n"]
    for page in edition.pages:
        parts.append(f"\n\n== {frame.words.page(page.number)} ==\n")
        articles = ["\n\n".join(views.text_lines(article)) for _, article in _present(page)]
        parts.append("\n" + "\n\n----\n\n".join(articles) + "\n")
    return "".join(parts)


def epub(frame: Frame, edition: Edition, pictures: Pictures) -> bytes:
    """An edition as EPUB 3: a chapter a page, pictures in their small size. The same edition gives the same bytes."""
    words = frame.words
    named = {page.number: {name: f"p{page.number}-{picture.files[0][0]}" for name, picture in found.items()}
             for page in edition.pages if (found := pictures.get(page.number))}
    images = [(named[page][name], picture.files[0][-1]) for page in named for name, picture in pictures[page].items()]
    title = f"{_name(frame, edition)} {words.day(edition.date)}"
    known = views.names(edition)
    chapters = [
        (f"p{page.number}", words.page(page.number),
         [(number, known[f"{page.number}/{number}"], article,
           [xhtml(element, named.get(page.number, {})) for element in elements(article)])
          for number, article in _present(page)], named.get(page.number, {}))
        for page in edition.pages]
    context = {
        "title": title, "edition": edition, "chapters": chapters, "images": images, "language": LANGUAGE,
        "identifier": uuid5(NAMESPACE_URL, f"{frame.base}{frame.settings.newspaper}/{edition.date}"),
    }
    files = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", frame.rendered("epub/container.xml")),
        ("EPUB/package.opf", frame.rendered("epub/package.opf", **context)),
        ("EPUB/nav.xhtml", frame.rendered("epub/nav.xhtml", **context)),
        ("EPUB/style.css", frame.rendered("epub/style.css")),
        *((f"EPUB/{name}.xhtml", frame.rendered("epub/page.xhtml", name=title, heading=heading, articles=articles,
                                                pictures=shown, language=LANGUAGE))
          for name, heading, articles, shown in chapters),
        *((f"EPUB/{name}", data) for name, data in images),
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files:
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system = 3     # the same everywhere
            archive.writestr(entry, data)
    return buffer.getvalue()


def xhtml(element: str, pictures: Mapping[str, str]) -> str:
    """An element of a body as XHTML: no links beside the page, no entities but XML's own, no picture but `pictures`,
    which says what each is called in the book."""
    element = IMAGE.sub(lambda image: f'<img src="{pictures[image[1]]}" alt="{image[2]}"/>'
                        if image[1] in pictures else "", element)
    element = element.replace("&nbsp;", "&#160;").replace("<wbr>", "<wbr/>")
    return re.sub(r'<a href="(?!https?:|mailto:)[^"]*">(.*?)</a>', r"\1", element)


def _present(page: Page) -> list[tuple[str, Article]]:
    return [(number, article) for number, article in page.articles if not article.is_gone]


def _name(frame: Frame, edition: Edition) -> str:
    """The newspaper's name, where the archive names none that of the day's one newspaper, else the site's."""
    own = edition.newspapers
    return frame.settings.newspaper or (own[0] if len(own) == 1 else "") or str(frame.words.strings["site_name"])
