"""Pictures: checked, turned upright, made small, stripped."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from invented import DATE, article, with_article
from PIL import Image

from builder import site
from builder.content import read_article
from builder.errors import ContentFault
from builder.model import Article, Page, Photo
from builder.site.pictures import picture, pictures


def jpeg(width: int, height: int, **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (90, 80, 70)).save(buffer, options.pop("format", "JPEG"), **options)
    return buffer.getvalue()


def claiming(width: int, height: int) -> bytes:
    """The head of a PNG that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\0\0IDAT"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content" / DATE / "01"
    folder.mkdir(parents=True)
    return tmp_path / "content"


@pytest.mark.parametrize(("size", "expected"), [
    ((3000, 1500), [("photo-1-800.jpg", 800, 400), ("photo-1.jpg", 1600, 800)]),
    ((1000, 3000), [("photo-1-800.jpg", 800, 2400), ("photo-1.jpg", 1000, 3000)]),
    ((600, 400), [("photo-1.jpg", 600, 400)]),
])
def test_sizes(tmp_path, size, expected):
    (tmp_path / "photo-1.jpg").write_bytes(jpeg(*size))
    made = picture(tmp_path, "photo-1.jpg")
    assert [file[:3] for file in made.files] == expected
    assert [Image.open(io.BytesIO(data)).size for *_, data in made.files] == [file[1:3] for file in made.files]


def grey(depth: int, values: list[int]) -> bytes:
    """A PNG of one row of grey, so many bits deep."""
    row = b"\0" + b"".join(value.to_bytes(depth // 8, "big") for value in values)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", len(values), 1, depth, 0, 0, 0, 0)), (b"IDAT", zlib.compress(row)),
             (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + name + data
                                           + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)


def lightness(data: bytes, column: int) -> int:
    """Of the uppermost row of a picture: 0 black, 255 white."""
    return Image.open(io.BytesIO(data)).convert("L").getpixel((column, 0))


def drawn(mode: str) -> Image.Image:
    """A drawing cut out: its left half black, its right half nothing."""
    image = Image.new(mode, (64, 64), 0 if mode == "P" else (0,) * len(mode))
    if mode == "P":
        image.putpalette([0, 0, 0, 0, 0, 0])  # two blacks, of which one is nothing
    image.paste(1 if mode == "P" else (*(0,) * (len(mode) - 1), 255), (0, 0, 32, 64))
    return image


@pytest.mark.parametrize(("mode", "options"), [
    ("RGBA", {"format": "PNG"}), ("LA", {"format": "PNG"}), ("P", {"format": "PNG", "transparency": 0}),
    ("RGBA", {"format": "WEBP", "lossless": True}),
])
def test_what_is_transparent_is_paper(tmp_path, mode, options):
    drawn(mode).save(tmp_path / "a.png", **options)
    [(*_, data)] = picture(tmp_path, "a.png").files
    assert lightness(data, 8) < 8
    assert lightness(data, 56) > 247


def test_a_scan_of_sixteen_bits_is_as_light_as_one_of_eight(tmp_path):
    values = [0, 64, 128, 255] * 16
    found = []
    for depth in (8, 16):
        (tmp_path / "a.png").write_bytes(grey(depth, [value * (257 if depth == 16 else 1) for value in values]))
        [(*_, data)] = picture(tmp_path, "a.png").files
        found.append([lightness(data, at) for at in range(len(values))])
    assert found[0] == found[1]


def test_what_the_camera_wrote_is_gone_and_the_picture_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera"   # turned by 90°; its maker
    (tmp_path / "a.jpg").write_bytes(jpeg(400, 300, exif=exif))
    [(_, width, height, data)] = picture(tmp_path, "a.jpg").files
    assert (width, height) == (300, 400)
    assert not Image.open(io.BytesIO(data)).getexif()


@pytest.mark.parametrize(("name", "data", "expected"), [
    ("../a.jpg", None, "a picture's name may hold only small letters a–z, digits, . _ and -"),
    ("图.jpg", None, "a picture's name may hold only small letters a–z, digits, . _ and -"),
    ("none.jpg", None, "there is no such picture"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "the picture cannot be read"),
    ("a.gif", jpeg(4, 4, format="GIF"), "the picture cannot be read"),
    ("cut.jpg", jpeg(400, 400)[:300], "the picture cannot be read"),
    ("page.png", claiming(10_001, 10_000), "the picture has more than 100 million pixels"),
    ("bomb.png", claiming(60_000, 60_000), "the picture cannot be read"),
])
def test_what_cannot_be_shown_is_a_fault(tmp_path, name, data, expected):
    if data:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ContentFault) as caught:
        picture(tmp_path, name)
    assert str(caught.value.what) == expected
    assert caught.value.path.endswith(name)


@pytest.mark.parametrize("aim", ["secret.jpg", "nowhere.jpg"])
def test_a_link_is_no_picture(tmp_path, aim):
    """What it leads to may be nobody's but its owner's."""
    (tmp_path / "secret.jpg").write_bytes(jpeg(4, 4))
    (tmp_path / "page").mkdir()
    (tmp_path / "page/a.jpg").symlink_to(tmp_path / aim)
    with pytest.raises(ContentFault) as caught:
        picture(tmp_path / "page", "a.jpg")
    assert str(caught.value) == (f"{tmp_path / 'page/a.jpg'}: a link is not copied into the site\n"
                                 "    Put the file or folder itself in its place.")


def test_pictures_stand_where_they_belong(content):
    (content / DATE / "01/photo-1.jpg").write_bytes(jpeg(2000, 1000))
    (content / DATE / "01/map.png").write_bytes(jpeg(300, 200, format="PNG"))
    made = replace(article(title="题", photos=(Photo("茶园。", "高树 摄", "photo-1.jpg"),)),
                   body="正文。\n\n![一张“图”](map.png)\n\n![外面的](https://example.org/x.png)\n\n[邻篇](02.html)\n")
    files = dict(site.pages(with_article(made), content=content))
    assert {f"{DATE}/01/photo-1.jpg", f"{DATE}/01/photo-1-800.jpg", f"{DATE}/01/map-png.jpg"} <= files.keys()
    page = files[f"{DATE}/01/01.html"].decode()
    assert '<img src="photo-1.jpg" srcset="photo-1-800.jpg 800w, photo-1.jpg 1600w"' in page
    assert 'width="1600" height="800" alt="照片" loading="lazy"><figcaption>茶园。' in page
    assert '<img src="map-png.jpg" width="300" height="200"' in page
    assert "example.org" not in page
    whole = files[f"{DATE}/all.html"].decode()
    assert '<img src="01/map-png.jpg"' in whole
    assert '<a href="01/02.html">邻篇</a>' in whole


def test_a_feed_names_the_pictures_of_the_site(content):
    (content / DATE / "01/photo-1.jpg").write_bytes(jpeg(2000, 1000))
    (content / DATE / "01/map.png").write_bytes(jpeg(300, 200, format="PNG"))
    made = replace(article(title="题", photos=(Photo("茶园。", "", "photo-1.jpg"),)),
                   body="正文。\n\n![图](map.png)\n\n![外面的](https://elsewhere.org/x.png)\n")
    files = dict(site.pages(with_article(made, base_url="https://example.org/r/"), content=content))
    [text] = [content.text for content in ElementTree.fromstring(files["feed.xml"]).iter(
        "{http://www.w3.org/2005/Atom}content")]
    named = re.findall(r'<img src="https://example.org/r/([^"]+)"', text)
    assert named == [f"{DATE}/01/photo-1.jpg", f"{DATE}/01/map-png.jpg"]
    assert set(named) <= files.keys()
    assert "elsewhere.org" not in text


def test_a_book_carries_its_pictures_in_their_small_size(content):
    (content / DATE / "01/photo-1.jpg").write_bytes(jpeg(2000, 1000))
    (content / DATE / "01/map.png").write_bytes(jpeg(300, 200, format="PNG"))
    made = replace(article(title="题", photos=(Photo("茶园。", "高树 摄", "photo-1.jpg"), Photo("无图。"))),
                   body="正文。\n\n![一张“图”](map.png)\n\n![外面的](https://example.org/x.png)\n")
    files = dict(site.pages(with_article(made, exports=("epub",)), content=content))
    book = zipfile.ZipFile(io.BytesIO(files[f"{DATE}/edition.epub"]))
    page = ElementTree.fromstring(book.read("EPUB/p01.xhtml"))
    shown = [image.get("src") for image in page.iter("{http://www.w3.org/1999/xhtml}img")]
    assert shown == ["p01-photo-1-800.jpg", "p01-map-png.jpg"]
    assert [Image.open(io.BytesIO(book.read(f"EPUB/{name}"))).size for name in shown] == [(800, 400), (300, 200)]
    package = ElementTree.fromstring(book.read("EPUB/package.opf"))
    assert [item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")
            if item.get("media-type") == "image/jpeg"] == sorted(shown)


def test_a_picture_without_the_archives_folder_is_a_caption():
    made = article(title="题", photos=(Photo("茶园。", "", "photo-1.jpg"),))
    page = dict(site.pages(with_article(made)))[f"{DATE}/01/01.html"].decode()
    assert '<figure data-note="照片　本档无图"><figcaption>茶园。' in page


def test_a_fault_names_the_line_of_the_article(tmp_path):
    folder = tmp_path / "2001-05-04" / "02"
    folder.mkdir(parents=True)
    named = Article(title="桥", photos=(Photo("桥", "", "bridge.jpg"),))
    (folder / "01.md").write_text('---\ntitle: "桥"\nphotos:\n  - image: "bridge.jpg"\n---\n', encoding="utf-8")
    with pytest.raises(ContentFault) as caught:
        pictures(tmp_path, Page("2001-05-04", "02", (("01", named),)), [named])
    assert str(caught.value) == (f"{folder / '01.md'}:4: bridge.jpg: there is no such picture\n"
                                 "    Put it beside the article's Markdown file.")


def with_pictures(content, widths: dict[str, int]) -> Article:
    """An article that names pictures, each on a line of its own from the fourth on; they and it stand in `content`."""
    folder = content / DATE / "01"
    for name, width in widths.items():
        (folder / name).write_bytes(jpeg(width, 200))
    named = "".join(f"  - image: {name}\n" for name in widths)
    (folder / "01.md").write_text(f'---\ntitle: "桥"\nphotos:\n{named}---\n', encoding="utf-8")
    return read_article((folder / "01.md").read_bytes(), folder / "01.md")


@pytest.mark.parametrize(("widths", "line", "told", "other"), [
    ({"photo.jpg": 801, "photo-800.jpg": 300}, 4, "photo.jpg", "photo-800.jpg"),
    ({"a-png.jpg": 300, "a.png": 300}, 5, "a.png", "a-png.jpg"),
])
def test_two_pictures_are_not_published_under_one_name(content, widths, line, told, other):
    made = with_pictures(content, widths)
    with pytest.raises(ContentFault) as caught:
        pictures(content, Page(DATE, "01", (("01", made),)), [made])
    assert str(caught.value) == (
        f"{content / DATE / '01/01.md'}:{line}: {told}: a file of it and one of {other} would both be {other} in the "
        "site\n    Rename one of the two, and its name in the article.")


def test_a_picture_of_one_size_takes_no_name_of_another(content):
    made = with_pictures(content, {"photo.jpg": 800, "photo-800.jpg": 300})
    found = pictures(content, Page(DATE, "01", (("01", made),)), [made])
    assert {name: [file[0] for file in picture.files] for name, picture in found.items()} == {
        "photo.jpg": ["photo.jpg"], "photo-800.jpg": ["photo-800.jpg"]}


@pytest.mark.parametrize(("written", "line"), [
    ('photos:\n  - image: "page.txt"\n---\n', 7), ("---\n\n![图](page.txt)\n", 8)])
def test_a_fault_names_the_article_that_wants_the_picture_not_one_that_has_the_same_words(tmp_path, written, line):
    folder = tmp_path / "2001-05-04" / "02"
    folder.mkdir(parents=True)
    head = '---\ntitle: "page.txt"\nsource:\n  file: "page.txt"\n  lines: [[1, 2]]\n'
    (folder / "01.md").write_text(head + "---\n", encoding="utf-8")
    (folder / "02.md").write_text(head + written, encoding="utf-8")
    (folder / "page.txt").write_text("原文", encoding="utf-8")
    articles = tuple((path.stem, read_article(path.read_bytes(), path)) for path in sorted(folder.glob("*.md")))
    with pytest.raises(ContentFault) as caught:
        pictures(tmp_path, Page("2001-05-04", "02", articles), [article for _, article in articles])
    assert str(caught.value) == (f"{folder / '02.md'}:{line}: page.txt: the picture cannot be read\n"
                                 "    JPEG, PNG and WebP can be shown.")
