"""Articles to build from: real ones of a file, else invented ones; laid out as each generator wants them."""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from builder.content import article_file
from builder.lexicon import lexicon
from builder.model import Article, Block, Kind
from builder.prose import markdown

PAGES, PER_PAGE = 8, 6  # of an edition: a daily paper
FIRST_DAY = date(2001, 1, 1)


@dataclass(frozen=True)
class Text:
    title: str
    author: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    date: str
    page: str
    number: str


def places(count: int) -> Iterator[Place]:
    """Where each of `count` articles stands: day by day, page by page."""
    for index in range(count):
        edition, rest = divmod(index, PAGES * PER_PAGE)
        page, number = divmod(rest, PER_PAGE)
        day = (FIRST_DAY + timedelta(days=edition)).isoformat()
        yield Place(day, f"{page + 1:02}", f"{number + 1:02}")


def texts(count: int, corpus: Path | None) -> Iterator[Text]:
    """`count` articles. A corpus that is too small is recombined: a title here, paragraphs there, in new pairs."""
    source = list(_real(corpus)) if corpus else list(_invented(min(count, 3000)))
    dice = random.Random(20010101)
    yield from source[:count]
    for _ in range(count - len(source)):
        head, first, second = (dice.choice(source) for _ in range(3))
        half = (len(first.paragraphs) + 1) // 2
        yield Text(head.title, first.author, first.paragraphs[:half] + second.paragraphs[len(second.paragraphs) // 2:])


def _real(corpus: Path) -> Iterator[Text]:
    with (gzip.open if corpus.suffix == ".gz" else open)(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            paragraphs = tuple(filter(None, map(str.strip, entry.get("paragraphs", []))))
            if paragraphs:
                yield Text(entry.get("title") or paragraphs[0][:20], entry.get("byline", ""), paragraphs)


def _invented(count: int) -> Iterator[Text]:
    """Newspaper-sized nonsense: words of the dictionary, as frequent as the dictionary says."""
    frequencies = {word: n for word, n in lexicon().FREQ.items() if n and all("\u4e00" <= c <= "\u9fff" for c in word)}
    dice = random.Random(7)
    words, up_to = list(frequencies), list(accumulate(frequencies.values()))

    def run(length: int) -> str:
        return "".join(dice.choices(words, cum_weights=up_to, k=length))

    for _ in range(count):
        paragraphs = tuple("，".join(run(dice.randint(4, 9)) for _ in range(dice.randint(3, 14))) + "。"
                           for _ in range(dice.randint(3, 16)))
        yield Text(run(dice.randint(4, 9)), f"本报记者 {run(1)}", paragraphs)


def banmian(folder: Path, number: int, place: Place, text: Text) -> Path:
    article = Article(
        title=text.title, bylines=(text.author,) if text.author else (), date=place.date, page=place.page,
        order=int(place.number), body=markdown(Block(Kind.BODY, part) for part in text.paragraphs))
    return _put(folder / "content" / place.date / place.page / f"{place.number}.md", article_file(article))


def hugo(folder: Path, number: int, place: Place, text: Text) -> Path:
    head = {"title": text.title, "date": f"{place.date}T00:00:00Z", "author": text.author}
    return _put(folder / "content" / place.date / f"{place.page}-{place.number}.md",
                json.dumps(head, ensure_ascii=False) + "\n\n" + _body(text))


def mkdocs(folder: Path, number: int, place: Place, text: Text) -> Path:
    return _put(folder / "docs" / place.date / f"{place.page}-{place.number}.md", f"# {text.title}\n\n{_body(text)}")


def pelican(folder: Path, number: int, place: Place, text: Text) -> Path:
    head = f"Title: {text.title}\nDate: {place.date}\nSlug: a{number}\nCategory: {place.page}\n\n"
    return _put(folder / "content" / place.date / f"{place.page}-{place.number}.md", head + _body(text))


def _body(text: Text) -> str:
    return markdown(Block(Kind.BODY, part) for part in text.paragraphs)


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
