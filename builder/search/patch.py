"""A segment of which a few articles were edited: the chunks that hold what changed in them, written again.

The bytes are those of a segment made anew. Nothing is read but the edited articles, as they are and as the index shows
them, and the chunks concerned. An article that outgrows its SLOTs moves all that follow: then nothing can be patched.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from builder.search import chunks, postings, trees
from builder.search.numbers import bits, code, decoded, gaps, packed, split, sums, unpacked, written
from builder.search.postings import SLOT, Document
from builder.search.trees import Cut
from builder.search.words import Dictionary, dictionary, glyphs, tokens

LONGEST = 16
"""Characters of a word of jieba's dictionary, at most."""
Read = Callable[[str], Mapping]
"""Name of a chunk → its content."""
Change = tuple[list[int], list[int]]
"""Places where something no longer stands, and where it stands now."""
Texts = Mapping[int, tuple[Sequence[str], Sequence[str]]]
"""Number of an article → the text of each field before its edit and after."""
Counts = Mapping[str, Mapping[tuple[int, int], int]]
"""Term → (field, article) → how often more or less it stands there."""


@dataclass(frozen=True)
class Patched:
    """A segment after some of its articles were edited."""

    summary: dict
    files: Mapping[str, bytes]
    """Those written again, by path."""
    gone: frozenset[str]
    """Paths of chunks that are no longer."""
    letters: set[str]
    variants: Counter[str]


@dataclass(frozen=True)
class _Shelf:
    """The chunks of one kind, after some of what stands in them has changed."""

    letter: str
    """That their names begin with: t (terms), r (runs), p (places), x (texts)."""
    width: int
    """Bits of the space that is cut."""
    before: Sequence[Cut]
    now: Sequence[Cut]
    contents: Mapping[Cut, Mapping]
    """What stands in those that are new or hold something else, by key."""

    @property
    def written(self) -> str:
        """Where they are cut now."""
        return trees.written(self.now, self.width)

    @property
    def gone(self) -> set[str]:
        return self._names(self.before) - self._names(self.now)

    @property
    def come(self) -> set[str]:
        return self._names(self.now) - self._names(self.before)

    def _names(self, cuts: Iterable[Cut]) -> set[str]:
        return {self.letter + cut.name(self.width) for cut in cuts}


def patched(summary: Mapping, edited: Mapping[int, Document], read: Read, words: tuple[str, ...],
            known: set[str]) -> Patched | None:
    """The segment of `summary` with other articles at some numbers; None where it must be made anew.

    Args:
        read: the chunks of the index as it stands.
        known: the letters of the whole archive as it stands.
    Raises: ValueError, KeyError, IndexError where a chunk is damaged.
    """
    name, stamp = summary["name"], summary["stamp"]
    columns, where, letters, authors = (read(f"{name}/{file}") for file in ("columns", "places", "letters", "authors"))
    slots, pages = unpacked(where["sizes"]), chunks.pages_in(columns["pages"])
    old = _articles(read, name, columns["texts"], {number: pages[number] for number in edited})
    texts = {number: (postings.folded(old[number]), postings.folded(edited[number])) for number in edited}
    if any(postings.sizes(["".join(after)]) != [slots[number]] for number, (_, after) in texts.items()):
        return None
    counts, longer = _counted(texts, partial(_lexicon, read, words, known), max(LONGEST, *map(len, ("", *words))))
    terms, *others = shelves = _shelves(summary, columns, pages, read, edited, counts, texts, slots)
    files, gone = {}, set()
    for shelf in shelves:
        gone |= {f"search/{name}/{own}.js" for own in shelf.gone}
        files |= dict(_script(name, stamp, shelf.letter, cut, things) for cut, things in shelf.contents.items())
    for number, document in edited.items():
        pages[number] = document.date, document.page
    lengths = [unpacked(column) for column in columns["lengths"]]
    for (field, number), more in longer.items():
        lengths[field][number] += more
    characters, variants = _letters(letters, terms, counts, old, edited)
    count = letters["files"] + sum(len(shelf.come) - len(shelf.gone) for shelf in shelves)
    runs, places, shown = (shelf.written for shelf in others)
    files |= dict((
        chunks.columns_script(name, stamp, chunks.runs_of_pages(pages), lengths,
                              {"places": places, "runs": runs, "texts": shown}),
        chunks.places_script(name, stamp, slots),
        chunks.authors_script(name, stamp, _writers(authors["authors"], edited)),
        chunks.letters(name, stamp, count, characters, variants),
    ))
    changed = chunks.summary(name, stamp, len(slots), lengths, slots, terms.written)
    return Patched(changed, files, frozenset(gone), characters, variants)


def _shelves(summary: Mapping, columns: Mapping, pages: Sequence[tuple[str, str]], read: Read,
             edited: Mapping[int, Document], counts: Counts, texts: Texts, slots: Sequence[int]) -> list[_Shelf]:
    """The chunks of terms, runs, places and texts, with what was edited in them."""
    name, stamp, room = summary["name"], summary["stamp"], summary["room"]
    begins = [0, *accumulate(size * SLOT for size in slots)]
    runs, pairs = _moved(begins, texts, postings.text_runs), _moved(begins, texts, postings.text_pairs)
    lists = trees.Space(trees.KEYS, chunks.TERMS, trees.number, lambda key, text: chunks.list_weight(key, len(text)))
    places = trees.Space(trees.KEYS, chunks.PLACES, trees.number, lambda _, thing: chunks.pair_weight(thing[0], room))
    shown = trees.Space(trees.ARTICLES, chunks.TEXTS, int, lambda _, document: chunks.text_weight(document))

    def shelf(letter: str, space: trees.Space, cuts: str, changes: Mapping,
              content: Callable[[Mapping, Cut], Mapping]) -> _Shelf:
        def load(cut: Cut) -> Mapping:
            chunk = read(f"{name}/{letter}{cut.name(space.width)}")
            if (chunk["stamp"], chunk["size"]) != (stamp, cut.size):
                raise ValueError("a chunk of another build")
            return content(chunk, cut)

        before = trees.read(cuts, space.width)
        return _Shelf(letter, space.width, before, *trees.amended(space, before, changes, load))

    return [
        shelf("t", lists, summary["terms"], {term: partial(_relisted, change) for term, change in counts.items()},
              lambda chunk, _: chunks.lists_in(chunk)),
        shelf("r", lists, columns["runs"], {piece: partial(_rerun, change) for piece, change in runs.items()},
              lambda chunk, _: chunks.lists_in(chunk)),
        shelf("p", places, columns["places"], {pair: partial(_replaced, room, own) for pair, own in pairs.items()},
              lambda chunk, _: _pairs_in(chunk, room)),
        shelf("x", shown, columns["texts"],
              {number: lambda _, document=document: document for number, document in edited.items()},
              lambda chunk, cut: {number: chunks.article_in(article, *pages[number])
                                  for number, article in enumerate(chunk["articles"], cut.low)}),
    ]


def _script(segment: str, stamp: str, letter: str, cut: Cut, things: Mapping) -> tuple[str, bytes]:
    """A chunk of things by key."""
    if letter == "x":
        return chunks.texts_script(segment, stamp, cut, [things[number] for number in sorted(things)])
    keys = sorted(things, key=trees.order)
    if letter == "p":
        firsts, seconds = ([postings.rank(ord(key[place])) for key in keys] for place in (0, 1))
        heads = postings.heads(firsts, seconds, [things[key][0] for key in keys])
        return chunks.pairs_script(segment, stamp, cut, *heads, written("".join([things[key][1] for key in keys])))
    return chunks.lists_script(segment, stamp, letter, cut, *postings.fronted(keys, [(0, len(keys))], " "),
                               " ".join([things[key] for key in keys]))


# --- What an edit changes --------------------------------------------------------------------------------------------

def _moved(begins: Sequence[int], texts: Texts,
           found: Callable[[str], Iterable[tuple[str, int]]]) -> dict[str, Change]:
    """What no longer stands where it stood, or stands elsewhere: by pair or piece, as `found` in one paragraph."""
    gone, come = defaultdict(set), defaultdict(set)
    for number, sides in texts.items():
        before, after = (set(postings.laid(["".join(side)])) for side in sides)
        for parts, moved in ((before - after, gone), (after - before, come)):
            for start, text in parts:
                for key, place in found(text):
                    moved[key].add(begins[number] + start + place)
    return {
        key: (sorted(gone[key] - come[key]), sorted(come[key] - gone[key]))
        for key in gone.keys() | come.keys() if gone[key] != come[key]
    }


def _counted(texts: Texts, lexicon: Callable[[Iterable[str]], Dictionary],
             longest: int) -> tuple[Counts, dict[tuple[int, int], int]]:
    """How often more or less each term stands in (field, article), and how many more tokens that field has."""
    windows = {
        (place, number): _windows(one, other, longest)
        for number, (before, after) in texts.items()
        for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other
    }
    known = lexicon(text for sides in windows.values() for side in sides for text in side)
    counts: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    longer = {}
    for at, (less, more) in windows.items():
        change = Counter(token for text in more for token in tokens(text, known))
        change.subtract(token for text in less for token in tokens(text, known))
        longer[at] = change.total()
        for token, count in change.items():
            if count:
                counts[token][at] = count
    return counts, longer


def _windows(before: str, after: str, longest: int) -> tuple[list[str], list[str]]:
    """What of a field's text before and after an edit may hold other tokens: of a paragraph that was changed the
    neighbourhood of the change, as far as words of `longest` characters reach."""
    old, new = Counter(before.split(postings.END)), Counter(after.split(postings.END))
    less, more = list((old - new).elements()), list((new - old).elements())
    if len(less) != 1 or len(more) != 1:
        return less, more
    (one,), (other,) = less, more
    same = next((place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
                min(len(one), len(other)))
    rest = min(len(one), len(other)) - same
    tail = next((place for place in range(rest) if one[-1 - place] != other[-1 - place]), rest)
    start = max(0, same - longest)
    while start and not glyphs.match(one[start - 1]):  # no piece reaches beyond a glyph
        start -= 1
    left = max(0, tail - longest)
    while left and not glyphs.match(one[-left]):
        left -= 1
    return [one[start:len(one) - left]], [other[start:len(other) - left]]


def _lexicon(read: Read, words: tuple[str, ...], known: set[str], texts: Iterable[str]) -> Dictionary:
    """The words of the dictionary that stand in some texts. The index holds those that can be written with the letters
    of the archive; only for others the dictionary itself is read."""
    texts = list(texts)
    if not known.issuperset(letter for text in texts for letter in text if glyphs.match(letter)):
        return dictionary(words)
    manifest = read("manifest")
    found = trees.read(manifest["words"], trees.KEYS)
    starts = {text[place:end] for text in texts for place in range(len(text)) for end in range(place + 1, place + 4)}
    wanted = {trees.holder(found, trees.number(start)) for start in starts if glyphs.match(start)} - {None}
    frequencies = {}
    for cut in wanted:
        chunk = read(f"words/{cut.name(trees.KEYS)}")
        if chunk["size"] != cut.size:
            raise ValueError("a chunk of another build")
        frequencies |= chunks.frequencies(chunk)
    return Dictionary(frequencies, manifest["total"])


# --- Lists and what becomes of them ----------------------------------------------------------------------------------

def _articles(read: Read, segment: str, cuts: str, pages: Mapping[int, tuple[str, str]]) -> dict[int, Document]:
    """Articles as the index shows them, by number. `cuts`: where the texts are cut; `pages`: date and page of each."""
    found = trees.read(cuts, trees.ARTICLES)
    articles = {}
    for number, page in pages.items():
        cut = trees.holder(found, number)
        shown = read(f"{segment}/x{cut.name(trees.ARTICLES)}")["articles"]
        articles[number] = chunks.article_in(shown[number - cut.low], *page)
    return articles


def _letters(standing: Mapping, terms: _Shelf, counts: Counts, old: Mapping[int, Document],
             edited: Mapping[int, Document]) -> tuple[set[str], Counter[str]]:
    """The characters and variants of a segment whose file of letters is `standing`."""
    found, variants = chunks.unlettered(standing)
    for term in filter(glyphs.fullmatch, counts):
        held = terms.contents.get(trees.holder(terms.now, trees.number(term)), ())
        found = found | {term} if term in held else found - {term}
    for number, document in edited.items():
        variants.update(postings.variants(document))
        variants.subtract(postings.variants(old[number]))
    return found, +variants


def _relisted(change: Mapping[tuple[int, int], int], text: str | None) -> str | None:
    """A term's postings after a change of its counts; None: it stands nowhere."""
    fields = chunks.postings_in(text or "")
    for (field, number), count in change.items():
        fields[field][number] = fields[field].get(number, 0) + count
        if fields[field][number] < 0:
            raise ValueError("a term that stands less often than never")
    fields = [{number: count for number, count in sorted(counts.items()) if count} for counts in fields]
    return postings.packed_fields([(list(counts), list(counts.values())) for counts in reversed(fields)]) or None


def _rerun(change: Change, text: str | None) -> str | None:
    """A piece's places after a change; None: it stands nowhere."""
    return packed(gaps(_places(change, sums(unpacked(text or ""))))) or None


def _replaced(room: int, change: Change, pair: tuple[int, str] | None) -> tuple[int, str] | None:
    """How often a pair stands, and the bits of its gaps, after a change; None: it stands nowhere."""
    size, stream = pair or (0, "")
    low = bits(room, size) if size else 0
    places = _places(change, sums(decoded(stream, [low] * size)))
    low = bits(room, len(places)) if places else 0
    return (len(places), "".join([code(gap, low) for gap in gaps(places)])) if places else None


def _places(change: Change, places: Sequence[int]) -> list[int]:
    gone, come = change
    if not set(places).issuperset(gone):
        raise ValueError("places that nothing stands at")
    return sorted(set(places).difference(gone).union(come))


def _pairs_in(chunk: Mapping, room: int) -> dict[str, tuple[int, str]]:
    """The pairs of a chunk: how often each stands, and the bits of its gaps."""
    keys, sizes = chunks.pairs_in(chunk)
    streams = split(chunk["gaps"], [(bits(room, size), size) for size in sizes])
    return dict(zip(keys, zip(sizes, streams, strict=True), strict=True))


def _writers(authors: Mapping[str, str], edited: Mapping[int, Document]) -> dict[str, list[int]]:
    """Author → articles, after some were edited."""
    found = {name: set(sums(unpacked(numbers))).difference(edited) for name, numbers in authors.items()}
    for number, document in edited.items():
        for author in document.authors:
            found.setdefault(chunks.name_of(author), set()).add(number)
    return {name: sorted(numbers) for name, numbers in found.items() if numbers}
