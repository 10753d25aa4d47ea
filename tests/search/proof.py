"""The proof of the search on many real articles: every string is found and nothing else, titles first, Lunr's scores.

    python tests/search/proof.py articles.jsonl.gz [--articles 3000] [--strings 1000] [--queries 200]

Asks search.js in Chromium, from a folder, and the terminal's search for the same; judges are grep on the same folded
text, and one Lunr index over everything, in lunr.py and in lunr.js. Minutes, and exit 1 where anything differs.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import dated, dealt
from lunr.query import QueryPresence

from builder import search
from builder.search import Document, words
from search import unwatched
from search.laid import lay, scores, serialized, texts, whole_index

Ask = Callable[..., Awaitable[object]]
"""ask(script, *arguments): what an async function comes to in a page that loads search.js."""
KINDS = ("words", "substrings", "names", "titles", "with Latin or digits")
FOUND = """async string => {
    const {total, results} = await banmian.search(string, {limit: 100000});
    return [total, results.filter(({exact}) => exact).map(({url}) => url)];
}"""
FIRST = """async (title, url) =>
    1 + (await banmian.search(title, {limit: 20})).results.findIndex(result => result.url === url)"""
SCORED = """async (terms, presence) => {
    const whole = window.whole.query(query => terms.forEach(term =>
        query.term(term, {usePipeline: false, presence: lunr.Query.presence[presence]})));
    const {results} = await banmian.search(terms.join(" "), {limit: 100000});
    return [Object.fromEntries(results.map(({url, score}) => [url, score])),
        Object.fromEntries(whole.map(({ref, score}) => [ref, score]))];
}"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--strings", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    documents = list(dated(dealt([options.corpus], options.articles)))
    with tempfile.TemporaryDirectory() as folder:
        site = lay(documents, Path(folder))
        return 0 if asyncio.run(proved(site, documents, options.strings, options.queries)) else 1


async def proved(site: Path, documents: Sequence[Document], number: int, queries: int) -> bool:
    async with unwatched.browser() as send, unwatched.page(send, (site / "api.html").as_uri()) as session:
        async def ask(script: str, *arguments: object) -> object:
            return await unwatched.evaluated(send, session, f"({script})(...{json.dumps(arguments)})")

        return all([
            await found(ask, site, documents, number),
            await first(ask, documents),
            await scored(ask, documents, queries),
        ])


async def found(ask: Ask, site: Path, documents: Sequence[Document], number: int) -> bool:
    """Whether strings are found where they stand, and nowhere else."""
    folded = {document.url: texts(document) for document in documents}
    right, missed, wrong, kinds = 0, 0, 0, Counter()
    for kind, string in strings(documents, number):
        expected = {
            url for url, own in folded.items()
            if any(string in text and list(words.occurrences(text, string)) for text in own)
        }
        total, urls = await ask(FOUND, string)
        terminal = search.search(site, string, limit=1)
        if (total, set(urls)) != (len(expected), expected) or terminal.total != total:
            print(f"    {kind} {string}: stands in {len(expected)}, browser {total}, terminal {terminal.total}")
        right += len(expected & set(urls))
        missed += len(expected - set(urls))
        wrong += len(set(urls) - expected)
        kinds[kind] += 1
    print(f"{kinds.total()} strings ({', '.join(f'{size} {kind}' for kind, size in kinds.items())}), {right} places: "
          f"recall {right / (right + missed):.3f}, precision {right / (right + wrong):.3f}")
    return not missed and not wrong


def strings(documents: Sequence[Document], number: int) -> Iterator[tuple[str, str]]:
    """Folded strings that stand in the articles, of each of KINDS as many."""
    source, known = random.Random(31), words.dictionary()
    for place in range(number):
        kind, found = KINDS[place % len(KINDS)], []
        while not found:
            document = source.choice(documents)
            text = words.fold(source.choice(document.paragraphs))[:2000]
            start = source.randrange(len(text))
            if kind == "words":
                found = words.terms(text, known.frequencies, known.total)
            elif kind == "names":
                found = list(map(words.fold, document.authors))
            elif kind == "titles":
                found = words.strings.findall(words.fold(document.title))
            elif kind == "substrings":
                found = [text[start:start + source.randint(2, 9)]]
            else:
                found = re.findall("[\u4e00-\u9fff]?[0-9a-z][!-~%‰]*[\u4e00-\u9fff]?", text)
            found = [string for string in found if len(string) > 1 and words.strings.fullmatch(string)
                     and any(list(words.occurrences(own, string)) for own in texts(document))]
        yield kind, source.choice(found)


async def first(ask: Ask, documents: Sequence[Document]) -> bool:
    """Whether titles that only one article has find it first."""
    numbers = Counter(words.fold(document.title) for document in documents)
    own = [document for document in documents if numbers[words.fold(document.title)] == 1]
    ranks = [await ask(FIRST, document.title, document.url) for document in own]
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    late = sum(rank != 1 for rank in ranks)
    print(f"{len(ranks)} distinct titles: mean reciprocal rank {mean:.4f}, {late} not first")
    return mean >= 0.995


async def scored(ask: Ask, documents: Sequence[Document], queries: int) -> bool:
    """Whether scores are those of one Lunr index over everything, in lunr.py and lunr.js."""
    index = whole_index(documents)
    await ask("index => { window.whole = lunr.Index.load(index) }", serialized(index))
    different = 0
    for presence, terms in wishes(documents, queries):
        got, whole = await ask(SCORED, terms, presence)
        different += not (got == whole == scores(index, terms, QueryPresence[presence]))
    print(f"{queries} AND and {queries} OR queries: {different} with other articles or scores than lunr.py or lunr.js")
    return not different


def wishes(documents: Sequence[Document], queries: int) -> Iterator[tuple[str, list[str]]]:
    """Words of the dictionary that stand together in some article, and such that stand together in none."""
    source, known = random.Random(32), words.dictionary()
    bodies = [frozenset(term for text in texts(document) for term in words.tokens(text, known) if len(term) > 1)
              for document in documents]

    def whole(term: str) -> bool:  # a query for it is cut no further
        own = {term[start:end] for start in range(len(term)) for end in range(start + 1, len(term) + 1)}
        own = {word: known.frequencies[word] for word in own & known.frequencies.keys()}
        return words.terms(term, own, known.total) == [term]

    for presence in ("REQUIRED", "OPTIONAL"):
        left = queries
        while left:
            if presence == "REQUIRED":
                terms = set(source.sample(sorted(source.choice(bodies)), source.randint(1, 4)))
            else:
                terms = {source.choice(sorted(source.choice(bodies))) for _ in range(source.randint(2, 4))}
            if all(map(whole, terms)) and any(terms <= body for body in bodies) == (presence == "REQUIRED"):
                left -= 1
                yield presence, sorted(terms)


if __name__ == "__main__":
    sys.exit(main())
