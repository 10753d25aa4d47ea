"""What search costs: builds an index of many articles, and asks it 50 queries from cold pages in Chromium.

    python tests/search/bench.py [--articles 10000] [--jobs 2] [--corpus articles.jsonl.gz] [--keep FOLDER]

Without a corpus the articles are invented. A corpus has one JSON object a line: title, date, page, paragraphs, byline;
where it is too short, its paragraphs are dealt out anew. Prints bytes of the index, articles a second, what one more
edition rewrites; then for queries from file:// and over http milliseconds, heap, gzipped bytes, in a Chromium that is
not watched: Playwright, told of every request, doubles the milliseconds.
"""

import argparse
import asyncio
import datetime
import functools
import gzip
import http.server
import json
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from builder import search
from builder.search import Document, words
from search import invented, unwatched
from search.laid import ASSETS

DAILY = 56
"""Articles of an edition: eight pages of seven."""
LATE = 50
"""Milliseconds that a request takes longer, to tell what round trips cost: any number at once, as over HTTP/2."""
REST = 0.4
"""Seconds that a page just opened is left alone, as its reader leaves it."""
TIMED = """async (query, late) => {
    performance.setResourceTimingBufferSize(10000);
    const append = document.head.append.bind(document.head);
    if (late) document.head.append = script => setTimeout(append, late, script);
    const begun = performance.now();
    await banmian.search(query, {limit: 10});
    return [performance.now() - begun, performance.getEntriesByType("resource").map(entry => entry.name)];
}"""
KINDS = ("word", "two words", "phrase across words", "any substring", "title")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--keep", type=Path)  # a folder that stays, for a look at the files
    options = parser.parse_args()
    documents = list(dated(dealt(options.corpus, options.articles) if options.corpus
                           else invented.documents(options.articles)))
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or Path(folder)
        size = built(documents, options.jobs, folder)
        added(documents, options.jobs, folder, size)
        asyncio.run(asked(folder, list(queries(documents))))


def dealt(paths: Iterable[Path], number: int) -> Iterator[Document]:
    """Articles of a corpus, then as many again as are wanted of its paragraphs."""
    lines = [json.loads(line) for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]
    source, pool = random.Random(1), [text for line in lines for text in line["paragraphs"]]
    for place in range(number):
        line = lines[place] if place < len(lines) else source.choice(lines)
        title, paragraphs = line["title"], line["paragraphs"]
        if place >= len(lines):
            title = source.choice(lines)["title"][:8] + source.choice(lines)["title"][-8:]
            paragraphs = [source.choice(pool) for _ in paragraphs]
        byline = str(line.get("byline") or "").strip()
        authors = tuple(name for name in byline.replace("本报记者", "").split() if len(name) < 5)
        yield Document("", "", "", title, "", (), authors, tuple(filter(None, (byline, *paragraphs))))


def dated(documents: Iterable[Document], first: str = "2025-01-02") -> Iterator[Document]:
    """The articles as those of a daily."""
    for place, document in enumerate(documents):
        date = (datetime.date.fromisoformat(first) + datetime.timedelta(place // DAILY)).isoformat()
        page = f"{1 + place % DAILY // 7:02}"
        yield replace(document, url=f"{date}/{page}/{1 + place % 7:02}.html", date=date, page=page)


def index(documents: list[Document], jobs: int) -> Iterator[tuple[str, bytes]]:
    search.ready(())  # as a build does, so that the processes share it
    with ProcessPoolExecutor(jobs) as executor:
        yield from search.index_of(documents, executor=executor)


def built(documents: list[Document], jobs: int, folder: Path) -> int:
    """The index in `folder`; returns its bytes."""
    begun, sizes, files = time.monotonic(), Counter(), Counter()
    for name, content in index(documents, jobs):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        kind = path.parent.name if path.parent.name == "words" else re.sub("(?<=^[tprx])[0-9a-f]+$", "", path.stem)
        sizes[kind] += len(content)
        files[kind] += 1
    seconds = time.monotonic() - begun
    total, texts = sizes.total(), sizes["x"]
    print(f"{len(documents)} articles: {seconds:.1f} s, {len(documents) / seconds:.0f} articles a second, {jobs} jobs")
    print(f"index {total / 1e6:.1f} MB, {(total - texts) / len(documents):.0f} bytes an article without snippet text")
    for kind, size in sizes.most_common():
        print(f"    {kind:10} {files[kind]:6} files {size / len(documents):8.1f} bytes an article")
    return total


def added(documents: list[Document], jobs: int, folder: Path, total: int) -> None:
    """What one more edition rewrites."""
    more = [*documents, *(replace(document, title=document.title + "又") for document in documents[:DAILY])]
    changed = sum(
        len(content) for name, content in index(list(dated(more)), jobs)
        if not (folder / name).exists() or (folder / name).read_bytes() != content
    )
    print(f"one more edition rewrites {100 * changed / total:.1f} % of the bytes")


def queries(documents: list[Document]) -> Iterator[tuple[str, str]]:
    """Ten of each of KINDS."""
    source, known = random.Random(9), words.dictionary()
    for place in range(50):
        while True:
            document = source.choice(documents)
            text = words.fold(source.choice(document.paragraphs))
            cut = words.terms(text, known.frequencies, known.total) if len(text) < 2000 else []
            pairs = [(one, other) for one, other in pairwise(cut)
                     if len(one) > 1 and len(other) > 1 and one + other in text]
            if pairs:
                break
        kind = KINDS[place % 5]
        one, other = source.choice(pairs)
        start = source.randrange(len(text))
        yield kind, {
            "word": one, "two words": f"{one} {other}", "phrase across words": one + other,
            "any substring": text[start:start + source.randint(3, 8)], "title": document.title,
        }[kind]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


async def asked(folder: Path, queries: list[tuple[str, str]]) -> None:
    """Each query from a fresh page, from a folder, over http, and over http as if each request took LATE ms longer."""
    for path in ("search.js", "vendor/lunr/lunr.min.js"):
        (folder / "assets" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "assets" / path).write_bytes((ASSETS / path).read_bytes())
    (folder / "bench.html").write_text('<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
                                       '<script src="assets/search.js"></script>')
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    web = f"http://127.0.0.1:{server.server_port}/"
    weight = functools.cache(lambda name: len(gzip.compress((folder / name).read_bytes(), 6)))
    async with unwatched.browser() as send:
        for root, late in ((folder.absolute().as_uri() + "/", 0), (web, 0), (web, LATE)):
            rows = [(kind, *await cold(send, root, query, late, weight)) for kind, query in queries]
            print(root.partition(":")[0] + (f", {late} ms a request" if late else ""))
            for kind in (*KINDS, ""):
                own = [row[1:] for row in rows if kind in ("", row[0])]
                columns = [f"{statistics.median(column):6.0f} (worst {max(column):5.0f})"
                           for column in zip(*own, strict=True)]
                size = f"   KB gzipped {columns[1]}" if root == web else ""  # a folder's reads nobody tells
                print(f"    {kind or 'all':20} ms {columns[0]}   heap MB {columns[2]}{size}")
    server.shutdown()


async def cold(send: unwatched.Send, root: str, query: str, late: float, weight) -> tuple[float, float, float]:
    """Milliseconds, gzipped kilobytes, megabytes of heap of a query on a page just opened."""
    async with unwatched.page(send, root + "bench.html") as session:
        await asyncio.sleep(REST)
        milliseconds, addresses = await unwatched.evaluated(send, session, f"({TIMED})({json.dumps(query)}, {late})")
        await send("HeapProfiler.collectGarbage", session)
        heap = (await send("Runtime.getHeapUsage", session))["usedSize"]
    names = [address.removeprefix(root).partition("?")[0] for address in addresses]
    return milliseconds, sum(map(weight, names)) / 1024, heap / 1e6


if __name__ == "__main__":
    main()
