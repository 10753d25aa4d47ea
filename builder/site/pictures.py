"""The pictures of an archive: checked, turned upright, made small, stripped of all that a camera wrote into them."""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from markupsafe import Markup

from builder.content import line_of
from builder.errors import ContentFault, disk
from builder.model import Article, Page
from builder.site.body import elements

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
"""Of the names of pictures that can be shown."""
WIDTHS = (800, 1600)            # pixels: one column of text on a sharp screen, the whole article
QUALITY = 82
NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]*")
"""What a picture may be called: some machines tell capitals in an address apart, others do not."""
LARGEST = 40_000_000            # bytes of a file
PIXELS = 100_000_000            # a page scanned at 600 dpi
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|$", re.IGNORECASE)
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
LINK = re.compile(r'\bhref="(?![a-z][a-z0-9+.-]*:|[#/])([^"]*)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its sizes, smallest first."""

    files: tuple[tuple[str, int, int, bytes], ...]
    """(name beside the article, width, height, JPEG)."""

    @property
    def ratio(self) -> float:
        """Height over width."""
        _, width, height, _ = self.files[-1]
        return height / width

    def tag(self, alt: str, prefix: str = "") -> Markup:
        """The `img` element; `prefix` leads from the page it stands on to the article's folder."""
        name, width, height, _ = self.files[-1]
        sizes = ", ".join(f"{prefix}{small} {wide}w" for small, wide, _, _ in self.files)
        srcset = Markup(' srcset="{}" sizes="(min-width: 40em) 38rem, 100vw"').format(sizes) \
            if len(self.files) > 1 else ""
        return Markup('<img src="{}{}"{} width="{}" height="{}" alt="{}" loading="lazy">').format(
            prefix, name, srcset, width, height, alt)


def pictures(content: Path | None, page: Page, articles: Iterable[Article],
             held: Mapping[str, bytes] | None = None) -> dict[str, Picture]:
    """The pictures that the articles of a page name: file name → picture. `content` is the archive's folder.

    `held`: name below the edition's folder ("01/a.jpg") → bytes, where that folder is on another machine.
    Raises ContentFault for one that is missing, lies elsewhere, is no JPEG, PNG or WebP of a sensible size, or would
    have another's name in the site.
    """
    if content is None:
        return {}
    folder = content / page.date / page.number
    found = {name: _named(folder, name, held, page) for name in names(articles)}
    for name, fault in clashes(folder, {name: picture.files[-1][1] for name, picture in found.items()}):
        raise _wanted(fault, folder, name, page)
    return found


def _named(folder: Path, name: str, held: Mapping[str, bytes] | None, page: Page) -> Picture:
    """The picture `name` of `folder`. Raises ContentFault, which names the line of the article that wants it."""
    try:
        return picture(folder, name, held)
    except ContentFault as fault:
        raise _wanted(fault, folder, name, page) from None


def _wanted(fault: ContentFault, folder: Path, name: str, page: Page) -> ContentFault:
    """The `fault` of a picture as that of the article that wants it, on the line that names it."""
    for number, article in page.articles:
        path = folder / f"{number}.md"
        if not article.is_gone and name in names([article]) and path.is_file():
            return ContentFault("{name}: {what}", path=path, line=_line(path.read_bytes(), name), name=name,
                                what=fault.what, hint=fault.hint)
    return fault


def _line(data: bytes, name: str) -> int:
    """The line on which an article names its picture."""
    found = re.search(rb"(?:\bimage:\s*[\"']?|\]\(<?)" + re.escape(name.encode()), data)
    return line_of(data, found[0].decode() if found else name)


def names(articles: Iterable[Article]) -> list[str]:
    """The files that articles name as their pictures."""
    found = {photo.image for article in articles for photo in article.photos if photo.image}
    found |= {source for article in articles for element in elements(article) if "<img" in element
              for source, _ in IMAGE.findall(element) if not ELSEWHERE.match(source)}
    return sorted(found)


def picture(folder: Path, name: str, held: Mapping[str, bytes] | None = None) -> Picture:
    """The picture `name` of `folder`, which is that of a page. Raises ContentFault, MachineFault."""
    return Picture(tuple(_sizes(upright(folder, name, held), name)))


def upright(folder: Path, name: str, held: Mapping[str, bytes] | None = None) -> "Image":
    """The same as it is, turned upright. Raises ContentFault where it cannot be shown, MachineFault."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # only where there are pictures

    path = folder / name
    if not NAME.fullmatch(name):
        raise ContentFault("a picture's name may hold only small letters a–z, digits, . _ and -", path=path,
                           hint="Rename the file beside the article, and its name in the article.")
    data = own_bytes(path) if held is None else held.get(f"{folder.name}/{name}")
    if data is None:
        raise ContentFault("there is no such picture", path=path, hint="Put it beside the article's Markdown file.")
    if len(data) > LARGEST:
        raise ContentFault("the picture has more than {most} MB", path=path, most=LARGEST // 1_000_000,
                           hint="Make it smaller.")
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning), \
                Image.open(io.BytesIO(data), formats=FORMATS) as opened:  # our own limit is a sentence
            if opened.width * opened.height > PIXELS:
                raise ContentFault("the picture has more than {most} million pixels", path=path,
                                   most=PIXELS // 1_000_000, hint="Make it smaller.")
            return _on_paper(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ContentFault("the picture cannot be read", path=path,
                           hint="JPEG, PNG and WebP can be shown.") from error


def _on_paper(image: "Image") -> "Image":
    """A picture in red, green and blue: what is transparent is white, and a scan's sixteen bits of grey are eight."""
    from PIL import Image

    if image.mode.startswith("I"):  # Pillow would take all but the darkest 256 greys for white
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def own_bytes(path: Path) -> bytes | None:
    """The bytes of a picture of the archive's own, None where there is none. Raises MachineFault, and ContentFault for
    a link: what it leads to may be nobody's but its owner's."""
    if path.is_symlink():
        raise ContentFault("a link is not copied into the site", path=path,
                           hint="Put the file or folder itself in its place.")
    with disk("cannot be read"):
        return path.read_bytes() if path.is_file() else None


def _sizes(upright: "Image", name: str) -> Iterator[tuple[str, int, int, bytes]]:
    for file, wide in _files(name, upright.width):
        high = max(1, round(upright.height * wide / upright.width))
        buffer = io.BytesIO()
        upright.resize((wide, high)).save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        yield file, wide, high, buffer.getvalue()


def _files(name: str, width: int) -> list[tuple[str, int]]:
    """(name beside the article, width) of the sizes of the picture `name`, `width` pixels wide, smallest first."""
    smaller = [(f"{_stem(name)}-{wide}.jpg", wide) for wide in WIDTHS[:-1] if wide < width]
    return [*smaller, (published(name), min(width, WIDTHS[-1]))]


def clashes(folder: PurePath, widths: Mapping[str, int]) -> Iterator[tuple[str, ContentFault]]:
    """Of the pictures of a page, whose `widths` are known in pixels, those of which a file would have the name of
    another's in the site, with what is said of them. `folder` is the page's."""
    owners: dict[str, str] = {}
    for name in sorted(widths):
        for file, _ in _files(name, widths[name]):
            if (other := owners.setdefault(file, name)) != name:
                yield name, ContentFault("a file of it and one of {other} would both be {file} in the site",
                                         path=folder / name, other=other, file=file,
                                         hint="Rename one of the two, and its name in the article.")


def published(name: str) -> str:
    """What the picture `name` is called in the site, in its largest size."""
    return f"{_stem(name)}.jpg"


def _stem(name: str) -> str:
    return name.removesuffix(".jpg") if name.endswith(".jpg") else name.replace(".", "-")


def pictured(found: Iterable[Markup], pictures: Mapping[str, Picture], prefix: str = "") -> tuple[Markup, ...]:
    """Elements of a body with their pictures in place, as seen from a page from which `prefix` leads to the article.

    A picture that is not in the archive is left out: no page asks another server for anything.
    """
    def tag(image: re.Match[str]) -> str:
        return pictures[image[1]].tag(Markup(image[2]), prefix) if image[1] in pictures else ""

    return tuple(Markup(LINK.sub(rf'href="{prefix}\1"', IMAGE.sub(tag, element)))
                 if "<img" in element or "href=" in element else element for element in found)
