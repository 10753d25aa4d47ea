"""A query → the articles that answer it, through lunr.py: what `templates/assets/search.js` does in the browser."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from operator import itemgetter
from pathlib import Path

from lunr import __TARGET_JS_VERSION__
from lunr.index import Index

from builder.search.postings import FIELDS, Document
from builder.search.reader import Reader, Segment
from builder.search.trees import order
from builder.search.words import fold, glyphs, occurrences, pieces, strings, terms

BOOSTS = (8.0, 3.0, 4.0, 1.0)
"""Of each of FIELDS. Chosen so that a title finds its own article first."""
LONGEST = 500
"""UTF-16 units of a query that are read; more is a pasted page."""
FEW = 2
"""Articles whose texts are read sooner than places are."""
K1, B = 1.2, 0.75
"""Lunr's own."""


@dataclass(frozen=True)
class Part:
    """A stretch of a snippet."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Result:
    """An article found."""

    url: str
    """Relative to the site's root."""
    title: str
    kicker: str
    date: str
    page: str
    authors: tuple[str, ...]
    score: float
    """Lunr's."""
    exact: bool
    """Whether every string of the query stands in the article."""
    snippet: tuple[Part, ...]


@dataclass(frozen=True)
class Results:
    """The answer to a query."""

    query: str
    terms: tuple[str, ...]
    """The words searched for."""
    total: int
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Editions:
    """The editions of a year, a month or a day."""

    date: str
    """2018, 2018-05 or 2018-05-04."""
    number: int
    url: str
    """Of the page that lists them, relative to the site's root."""


@dataclass(frozen=True)
class Wish:
    """A string that the articles shall hold, or shall not."""

    text: str
    without: bool


def search(site: Path | Reader, query: str, *, limit: int = 20, offset: int = 0, from_: str | None = None,
           to: str | None = None, page: str | None = None, author: str | None = None, sort: str = "score") -> Results:
    """The articles of the built `site` that answer `query`: the same, in the same order, as in the browser.

    Args:
        site: its folder, or what reads its index, for many queries.
        from_, to: ISO dates or their beginnings ("2025", "2025-07"), inclusive.
        page: the newspaper page, as the archive names it ("01").
        author: a whole name.
        sort: "score" or "date", newest first.
    Raises: ContentFault, MachineFault.
    """
    reader = site if isinstance(site, Reader) else Reader(site)
    wishes = parsed(query)
    words = [(wish, terms(wish.text, reader.frequencies(wish.text), reader.total)) for wish in wishes]
    wanted = list(dict.fromkeys(word for wish, found in words if not wish.without for word in found))
    allowed = [_allowed(segment, from_, to, page, author) for segment in reader.segments]
    found, exact = _found(reader, words, wanted, allowed)
    ranked = _ranked(reader, wanted, found, offset + limit, sort == "date")
    needles = [wish.text for wish in wishes if not wish.without] if exact else wanted
    results = []
    for segment, number, score in ranked[offset:offset + limit]:
        article = reader.segments[segment].article(number)
        results.append(Result(
            article.url, article.title, article.kicker, article.date, article.page, article.authors,
            score, exact, snippet(article, needles),
        ))
    return Results(query, tuple(wanted), sum(map(len, found)), tuple(results))


def holding(reader: Reader, text: str, date: str) -> set[str]:
    """The URLs of the articles of a day in which `text` stands, punctuation and all."""
    wanted = fold(text).strip()
    words = terms(wanted, reader.frequencies(wanted), reader.total)
    urls = set()
    for segment in reader.segments:
        first, end = (bisect(segment.pages, date, key=itemgetter(0)) for bisect in (bisect_left, bisect_right))
        if first < end:
            urls |= {segment.article(number).url
                     for number in _holding(segment, wanted, words, set(range(first, end)))}
    return urls


# --- The query -------------------------------------------------------------------------------------------------------

_SPACE = "\t-\r "
"""White space after folding, which makes most other kinds a U+0020."""
_EDGES = "\t\n\v\f\r "
_QUOTED = "|".join((
    '"([^"]*)"', "“([^“”]*)”", "「([^「」]*)」", "『([^『』]*)』",
    '["“”「『]([^"“”「」『』]*)["”」』]',                             # of two kinds, as an input method leaves them
    '"([^"]*)', "[“”]([^“”]*)[“”]?", "[「『]([^「」『』]*)[「『]?",  # without an end
))
_PART = re.compile(rf"[{_SPACE}]*(-(?=[^{_SPACE}-]))?(?:{_QUOTED}|([^{_SPACE}]+))")


def parsed(query: str) -> list[Wish]:
    """The strings that a query asks for: parts at spaces, "…", “…”, 「…」 as one, with quotes of two kinds too, -x:
    without x.

    Punctuation parts it like a space, but inside quotes and between letters and numbers.
    """
    text = order(fold(query))[:2 * LONGEST].decode("utf-16-be", "ignore")
    wishes = []
    for match in _PART.finditer(text):
        without, *inside, plain = match.groups()
        quoted = next((text for text in inside if text is not None), None)
        if quoted is not None:
            quoted = quoted.strip(_EDGES)
            found = [quoted] if len(quoted) > 1 or glyphs.search(quoted) or pieces.search(quoted) else []
        else:
            found = strings.findall(plain)
        wishes += [Wish(string, bool(without)) for string in found]
    return list(dict.fromkeys(wishes))


# --- Dates -----------------------------------------------------------------------------------------------------------

_DATE = re.compile("([0-9]{4})(?:年|[-./年]([0-9]{1,2})(?:月|[-./月]([0-9]{1,2})日?)?)?")


def editions(reader: Reader, query: str) -> Editions | None:
    """The editions of the time that a query names, 2018, 2018年5月 or 2018-05-04, and nothing else; None: it names none
    of the archive's.

    The index holds the articles' words, not their dates: who asks for a year is led to its newspapers.
    """
    if len(query) > LONGEST or not (named := _DATE.fullmatch(fold(query).strip(_EDGES))):
        return None
    date = "-".join(part.rjust(2, "0") for part in named.groups() if part)
    dates = {own for segment in reader.segments for own, _ in segment.pages if f"{own}-".startswith(f"{date}-")}
    return Editions(date, len(dates), f"{date if date in dates else date[:4]}/index.html") if dates else None


# --- Matching --------------------------------------------------------------------------------------------------------

def _found(reader: Reader, words: Sequence[tuple[Wish, list[str]]], wanted: list[str],
           allowed: list[set[int] | None]) -> tuple[list[set[int]], bool]:
    """The articles of each segment, and whether they hold every string."""
    holding = [(wish, found) for wish, found in words if not wish.without]
    unwanted = [(wish, found) for wish, found in words if wish.without]
    if not holding:
        return [set() for _ in reader.segments], True

    def kept(found: list[set[int]]) -> list[set[int]]:
        kept = []
        for segment, articles, filtered in zip(reader.segments, found, allowed, strict=True):
            if filtered is not None:
                articles = articles & filtered
            for wish, parts in unwanted:
                articles = articles - _holding(segment, wish.text, parts)
            kept.append(articles)
        return kept

    standing = [
        set.intersection(*(_holding(segment, wish.text, found) for wish, found in holding))
        for segment in reader.segments
    ]
    exact = kept(standing)
    left_out = any(found if through is None else found & through
                   for found, through in zip(standing, allowed, strict=True))
    if left_out or not wanted:  # what only an unwanted string leaves out is no reason to offer what comes near
        return exact, True
    for choose in (set.intersection, set.union):
        fallback = kept([choose(*(_articles(segment, word) for word in wanted)) for segment in reader.segments])
        if any(fallback):
            return fallback, False
    return exact, True


def _articles(segment: Segment, term: str) -> set[int]:
    return set().union(*segment.postings(term))


def _holding(segment: Segment, text: str, words: list[str], among: set[int] | None = None) -> set[int]:
    """The articles, or those `among` them, in which `text` stands. A word of the dictionary, a glyph, a piece: the
    postings know."""
    sets = [*(_articles(segment, word) for word in words), *([] if among is None else [among])]
    articles = set.intersection(*sets) if sets else None
    if words == [text]:
        return articles
    if articles is not None and len(articles) <= FEW:
        return {number for number in articles if _stands(text, segment.article(number))}
    places: set[int] | None = None
    for key, offset in cover(text):
        here = {place - offset for place in segment.places(key)}
        places = here if places is None else places & here
    starts = segment.starts
    found = {bisect_right(starts, place) - 1 for place in places or ()}
    return found if among is None else found & among


def _stands(text: str, article: Document) -> bool:
    """Whether a folded text stands in an article."""
    texts = (article.title, article.kicker, *article.heads, *article.authors, *article.paragraphs)
    return any(next(iter(occurrences(fold(own), text)), None) is not None for own in texts)


def cover(text: str) -> list[tuple[str, int]]:
    """Pairs and pieces that together prove that `text` stands somewhere: each with its place in UTF-16 units."""
    found: list[tuple[str, int]] = []
    inside = {}
    for piece in pieces.finditer(text):
        inside |= dict.fromkeys(range(piece.start(), piece.end()), piece)
    place = 0
    units = [0]
    for character in text:
        units.append(units[-1] + 1 + (character > "\uffff"))
    while place < len(text):
        piece = inside.get(place)
        if piece:
            found.append((piece[0], units[place]))
            place = piece.end()
        elif place + 1 < len(text):
            following = inside.get(place + 1)
            found.append((text[place:place + 2], units[place]))
            place += 1 if following else 2
        else:
            found.append((text[place - 1:place + 1], units[place - 1]))
            place += 1
    return found


def _allowed(segment: Segment, from_: str | None, to: str | None, page: str | None,
             author: str | None) -> set[int] | None:
    """The articles that the filters let through; None: all."""
    if not (from_ or to or page or author):
        return None
    articles = {
        number for number, (date, own) in enumerate(segment.pages)
        if (not from_ or date >= from_) and (not to or date[:len(to)] <= to)
        and (not page or own.lower().lstrip("0") == page.strip().lower().lstrip("0"))
    }
    return articles & segment.articles_by(author) if author else articles


# --- Ranking ---------------------------------------------------------------------------------------------------------

def weight(idf: float, count: int, length: int, average: float, boost: float) -> float:
    """What Lunr gives a term in a field: BM25, rounded to three places."""
    score = idf * ((K1 + 1) * count) / (K1 * (1 - B + B * (length / average)) + count)
    score *= boost
    return round(score, 3)


def _ranked(reader: Reader, wanted: list[str], found: list[set[int]], needed: int,
            dated: bool) -> list[tuple[int, int, float]]:
    """(segment, article, score), the first `needed`: by Lunr's score unless `dated`, then newer, then by URL."""
    segments = reader.segments
    documents = sum(segment.documents for segment in segments)
    averages = [sum(segment.totals[field] for segment in segments) / (documents or 1) for field in range(len(FIELDS))]
    postings = {term: [segment.postings(term) for segment in segments] for term in wanted}
    postings = {term: lists for term, lists in postings.items() if any(field for lists_ in lists for field in lists_)}
    idf = {}
    for term, lists in postings.items():
        holding = sum(len(field) for fields in lists for field in fields)
        idf[term] = log(1 + abs((documents - holding + 0.5) / (holding + 0.5)))
    lengths = [segment.lengths if articles else None for segment, articles in zip(segments, found, strict=True)]

    def vectors(segment: int, article: int) -> list[dict[str, float]]:
        return [
            {
                term: weight(idf[term], lists[segment][field][article], lengths[segment][field][article],
                             averages[field], BOOSTS[field])
                for term, lists in postings.items() if article in lists[segment][field]
            }
            for field in range(len(FIELDS))
        ]

    magnitude = sqrt(len(postings)) or 1
    candidates = [
        (sum(sum(field.values()) / magnitude for field in vectors(segment, article)), segment, article)
        for segment, articles in enumerate(found) for article in articles
    ]
    candidates.sort(key=lambda candidate: -candidate[0])
    if len(candidates) > needed > 0 and not dated:
        least = candidates[needed - 1][0] - 1e-9
        candidates = [candidate for candidate in candidates if candidate[0] >= least]
    scores = _lunr(
        {f"{segment}-{article}": vectors(segment, article) for _, segment, article in candidates}, list(postings)
    )
    dates = [segment.pages if articles else [] for segment, articles in zip(segments, found, strict=True)]
    ranked = [(segment, article, scores.get(f"{segment}-{article}", 0.0)) for _, segment, article in candidates]
    ranked.sort(key=lambda result: (result[0], result[1]))
    ranked.sort(key=lambda result: dates[result[0]][result[1]][0], reverse=True)
    if not dated:
        ranked.sort(key=lambda result: result[2], reverse=True)
    return ranked[:needed]


def _lunr(vectors: dict[str, list[dict[str, float]]], terms: list[str]) -> dict[str, float]:
    """The scores that Lunr gives these articles for these terms.

    Sums of weights depend in their last bit on the order of addition: fields by the order of the query, as in any Lunr,
    terms by their number, which is here their place in UTF-16 order.
    """
    if not terms:
        return {}
    numbers = {term: number for number, term in enumerate(sorted(terms, key=order))}
    index = Index.load({
        "version": __TARGET_JS_VERSION__,
        "fields": list(FIELDS),
        "fieldVectors": [
            [f"{field}/{reference}",
             [number for term, value in sorted(vector.items(), key=lambda item: numbers[item[0]])
              for number in (numbers[term], value)]]
            for reference, fields in vectors.items() for field, vector in zip(FIELDS, fields, strict=True)
        ],
        "invertedIndex": [
            [term, {"_index": numbers[term]} | {
                field: {reference: {} for reference, fields in vectors.items() if term in fields[place]}
                for place, field in enumerate(FIELDS)
            }]
            for term in numbers
        ],
        "pipeline": [],
    })
    query = index.create_query()
    query.term(terms, use_pipeline=False)
    return {match["ref"]: match["score"] for match in index.query(query)}


# --- Showing ---------------------------------------------------------------------------------------------------------

BEFORE, AFTER = 30, 110
"""UTF-16 units of a snippet before its first hit, and in all."""
_STOPS = re.compile("[。！？；，、：”\\s]")


def parts(text: str, needles: Sequence[str]) -> list[Part]:
    """`text` cut at the places where the folded `needles` stand."""
    folded = fold(text)
    marked = [False] * len(text)
    for needle in needles:
        for start in occurrences(folded, needle):
            marked[start:start + len(needle)] = [True] * len(needle)
    found, start = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            found.append(Part(text[start:end], marked[start]))
            start = end
    return found


def snippet(article: Document, needles: Sequence[str]) -> tuple[Part, ...]:
    """The words around the first hit in the article's text, from a stop on; its beginning where only heads are hit."""
    texts = [*article.paragraphs, *(head for head in article.heads if head != article.kicker)]  # it is shown anyway
    text, first = next(iter(texts), ""), 0
    for candidate in texts:
        folded = fold(candidate)
        firsts = [start for needle in needles for start in list(occurrences(folded, needle))[:1]]
        if firsts:
            text, first = candidate, min(firsts)
            break
    units = order(text)  # two bytes to a UTF-16 unit: the browser counts so
    hit, start = len(order(text[:first])) // 2, 0
    if hit > BEFORE:
        start = _whole(units, hit - BEFORE)
        stop = _STOPS.search(units[2 * (hit - BEFORE):2 * hit].decode("utf-16-be", "surrogatepass"))
        if stop:
            start = hit - BEFORE + len(order(stop.string[:stop.end()])) // 2
    end = _whole(units, min(len(units) // 2, start + AFTER))
    cut, place = [], 0
    for part in parts(text, needles):
        own = order(part.text)
        piece = own[2 * max(0, start - place):2 * max(0, end - place)].decode("utf-16-be", "surrogatepass")
        place += len(own) // 2
        if piece:
            cut.append(Part(piece, part.hit))
    if start > 0:
        cut.insert(0, Part("…", False))
    if end < len(units) // 2:
        cut.append(Part("…", False))
    return tuple(cut)


def _whole(units: bytes, place: int) -> int:
    """`place`, or the one before where it would cut a character in two."""
    return place - 1 if place and 0xDC <= (units[2 * place:2 * place + 1] or b"\0")[0] <= 0xDF else place
