"""The nouns of the program, frozen: what flows from one room to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

LINES = 1_000_000
"""Lines of a page at most: a larger number is a slip, and to count up to it takes all memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's raw text."""

    number: int
    """1-based line of the page file; travels with the text to the end of the pipeline."""
    text: str
    """As in the file, without its line end."""


class Kind(StrEnum):
    """What a line of a printed page is (版面用语 in brackets)."""

    FURNITURE = "furniture"  # 报眉, 本版责编: the page's own words
    LABEL = "label"          # 栏目
    KICKER = "kicker"        # 引题
    TITLE = "title"          # 主题
    DECK = "deck"            # 副题
    BYLINE = "byline"        # 署名
    BODY = "body"            # 正文
    SUBHEAD = "subhead"      # 小标题
    SIDEBAR = "sidebar"      # 提示框
    CAPTION = "caption"      # 图片说明
    CREDIT = "credit"        # 摄影署名
    JUMP = "jump line"       # 下转、上接第×版


@dataclass(frozen=True, slots=True)
class Label:
    """What a line was read as, and by which rule."""

    line: Line
    kind: Kind
    rule: str
    """Name of the rule that decided: shown by `explain`, asserted by tests."""
    article: int = 0
    """1-based place of the line's article on the page; 0 for furniture."""
    continues: int = 0
    """Number of the line whose torn text goes on here; 0 where text begins."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, sub-head or box of an article's text."""

    kind: Kind
    """BODY, SUBHEAD or SIDEBAR."""
    text: str
    """Plain text; of a box its title, "" where none is printed."""
    paragraphs: tuple[str, ...] = ()
    """Of a box: the text under its title."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as printed: words first, the picture where the archive has one."""

    caption: str = ""
    credit: str = ""
    image: str = ""
    """Name of a file beside the article's, "" = the archive holds no picture."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where on the page an article stands."""

    file: str
    lines: tuple[tuple[int, int], ...]
    """Ranges of lines of `file`, 1-based, inclusive, ascending."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, exactly what its Markdown file holds: front matter and body."""

    title: str = ""
    kicker: str = ""
    deck: str = ""
    label: str = ""
    bylines: tuple[str, ...] = ()
    """As printed, where they stand on lines of their own."""
    photos: tuple[Photo, ...] = ()
    authors: tuple[str, ...] = ()
    dateline: str = ""
    """A reading of the body (电头, without the reporters in brackets), which keeps the words."""
    date: str = ""
    """ISO date, "" = not known."""
    page: str = ""
    order: int = 0
    """1-based place on the page."""
    kind: str = "article"
    """article | photo | brief | notice"""
    source: Source | None = None
    continued_from: str = ""
    continued_to: str = ""
    reviewed: str = ""
    moved_to: str = ""
    withdrawn: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Front-matter keys that are not ours, kept for templates: strings, lists and mappings of strings."""
    body: str = ""
    """Markdown. Its blocks: `prose.blocks(article.body)`."""

    @property
    def is_gone(self) -> bool:
        """Withdrawn, or moved to another place: the address stays, the text goes from every output."""
        return bool(self.withdrawn or self.moved_to)

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The articles that it names: `2025-07-10/01/03`."""
        return tuple(filter(None, (self.continued_from, self.continued_to, self.moved_to)))

    @property
    def lines(self) -> set[int]:
        """Numbers of its lines in the raw text."""
        return line_numbers(self.source.lines) if self.source else set()


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt of the parser, for the editor."""

    line: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is known of a page apart from its articles: `page.toml`."""

    sha256: str = ""
    """Of the raw page file."""
    encoding: str = ""
    date_from: str = ""
    """printed | datelines | given"""
    page_from: str = ""
    """printed | given"""
    newspaper_from: str = ""
    """printed | archive | "" """
    newspaper: str = ""
    """As printed, "" where it is not."""
    section: str = ""
    editors: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    parsed: Mapping[str, str] = field(default_factory=dict)
    """File name → sha256 as the parser wrote it: how a file edited by hand is known."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as the parser read it."""

    articles: tuple[Article, ...]
    labels: tuple[Label, ...]
    """One for every line that is not blank, in the order of the file."""
    notes: tuple[Note, ...]
    furniture: tuple[tuple[int, int], ...] = ()
    """Ranges of lines, 1-based, inclusive."""
    newspaper: str = ""
    date: str = ""
    """As printed in the furniture, ISO; "" where it is not printed."""
    dateline_date: str = ""
    """The day after the latest dateline, ISO, "" where that cannot be told: a daily prints yesterday's news."""
    page: str = ""
    """As printed in the furniture, lower-case ASCII: "01", "a05"."""
    section: str = ""
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page (版) of an edition, as the content folder holds it."""

    date: str
    number: str
    """Name of the page's folder: "01", "a05"."""
    articles: tuple[tuple[str, Article], ...]
    """(permanent number, article), in printed order: (("01", Article(…)), …)."""
    record: PageRecord | None = None
    raw: str | None = None
    """The text of `page.txt`, None where there is none."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One day's paper."""

    date: str
    pages: tuple[Page, ...]

    @property
    def newspapers(self) -> tuple[str, ...]:
        """The newspapers that its pages print, each once, in their order; "" for pages that print none."""
        return tuple(dict.fromkeys(page.record.newspaper if page.record else "" for page in self.pages))


@dataclass(frozen=True, slots=True)
class Settings:
    """`archive.toml`."""

    newspaper: str = ""
    language: str = "zh-Hans"
    base_url: str = ""
    punctuation: str = "full"
    timezone: str = "Asia/Shanghai"
    rights: str = ""
    report_url: str = ""
    words: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """One newspaper's archive, editions by date, oldest first."""

    settings: Settings
    editions: tuple[Edition, ...]


def line_numbers(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The numbers of the lines of `ranges`, which are inclusive; none beyond LINES."""
    return {number for first, last in ranges for number in range(first, min(last, LINES) + 1)}


def listed(numbers: Iterable[int]) -> str:
    """Numbers as a reader would write them: 4–6, 9."""
    runs = [[number for _, number in run] for _, run in groupby(
        enumerate(sorted(numbers)), lambda counted: counted[1] - counted[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if run[1:] else str(run[0]) for run in runs)
