"""Fit the parser's statistics and weights on laid-out pages.

    python tests/evaluation/fit.py ARTICLES.jsonl.gz [ANOTHER-YEAR.jsonl.gz] --keep-out 2026-05-02,…

Rewrites statistics.txt, wording.txt and weights.txt in builder/parse/. Only numbers, names of evidence and one to three
characters go in. While fitting, the statistics and the wording that a page's evidence uses come from the days that its
articles are not of, and from the other half of the written pages: they look perfect on what they were counted on, and
their weights would be too high.
Needs `pip install python-crfsuite numpy scipy` (only here: the parser itself decodes with a few lines of Python).
"""

import argparse
import itertools
import math
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import chain
import layout
import written

from builder.lexicon import lexicon
from builder.parse import decoder, evidence, heads, joins, lines, sight, wording
from builder.parse import statistics as statistics_

PARSE = Path(evidence.__file__).parent
LEAST = 5
"""Weights of a headline's two lines below this many hundredths are left out: nothing is lost without them."""


def places(rows: list[layout.Row]) -> list[str]:
    """The label of each line. An article's first paragraph under its head is its lead."""
    begun, told, found = False, False, []
    for row in rows:
        begun |= row.first
        told &= not row.first and row.role != "title"
        role = "lead" if row.role == "body" and not row.first and not told else row.role
        told |= row.role in ("body", "body more", "jump")
        found.append(str(decoder.Place(role, row.first, row.torn, row.role == "furniture" and not begun)))
    return found


def legal(labels: list[str]) -> str:
    """The first step that the decoder forbids, "" where there is none."""
    known = {str(place): place for place in decoder.PLACES}
    before = None
    for label in labels:
        if label not in known or not decoder.may_follow(known[label], before):
            return f"{before} → {label}"
        before = known[label]
    return ""


def examples(pages):
    """(evidence, labels) of pages: (text, rows by line)."""
    odd = Counter()
    for text, where in pages:
        labels = places([where[number] for number in sorted(where)])
        if step := legal(labels):
            odd[step] += 1
            continue
        found = evidence.evidence(lines.lines(text))
        if len(found.rows) == len(labels):
            yield found, labels
        else:
            odd["other lines"] += 1
    if odd:
        print("left out:", odd.most_common(12))


Model = tuple[Counter, Counter]
"""(weights of steps by (place, place), weights of evidence by (name, place)), hundredths of log units."""


def fitted(options) -> None:
    """Statistics and weights. Weights are fitted on pages whose own articles the statistics have not seen."""
    out = set(options.keep_out.split(","))
    corpora = [[article for article in layout.read(path) if article["date"] not in out] for path in options.corpora]
    for corpus in corpora:
        layout.give_bylines(corpus, options.seed)
    everything = [article for corpus in corpora for article in corpus]
    days = sorted({article["date"] for article in everything})
    files = [path.read_text(encoding="utf-8") for path in sorted(options.written_pages.glob("*.txt"))]
    halves = [
        ([article for article in everything if article["date"] in set(days[at::2])], files[at::2]) for at in (0, 1)
    ]
    tables = [
        (statistics_.tables(counted(articles, options)), wording.Wording(worded(articles, pages, 1, options)))
        for articles, pages in reversed(halves)
    ]
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(options.jobs) as pool:
        parts = range(_parts(options.pages))
        files_ = list(pool.map(partial(gather, halves, tables, options, Path(options.examples or folder)), parts))
        examples_ = chain.together(files_, options.seen)
    seeds = range(options.seed, options.seed + options.fits)
    with ThreadPoolExecutor(options.jobs) as pool:  # threads, for the pages are too many to have them twice
        models = list(pool.map(partial(model, examples_, options), seeds))
    found = mean(models + [fitted_before(path) for path in options.mean_with])
    found = leaning_to_boxes(found, options.boxes, options.box_lines)
    (options.output / "weights.txt").write_text(as_text(found), encoding="utf-8")
    (options.output / "statistics.txt").write_text(counted(everything, options), encoding="utf-8")
    (options.output / "wording.txt").write_text(worded(everything, files, 2, options), encoding="utf-8")


def worded(articles, files: list[str], halves: int, options) -> str:
    """The regression of lines' characters, as text, on pages laid out from so many halves of the articles, and as many
    written ones."""
    import wordings

    count, fold = halves * options.wording_pages, layout.traditional()
    laid = ((text, where) for _, text, where, _ in layout.pages(articles, count, options.seed, fold, share=0.5))
    return wordings.fitted(
        (printed[number - 1], place)
        for text, where in itertools.chain(laid, written.pages(files, count, options.seed, fold))
        for printed in [text.split("\n")]
        for number, place in zip(sorted(where), places([where[number] for number in sorted(where)]), strict=True)
    )


PART = 2000
"""Pages whose evidence is gathered at a time."""


def gather(halves, tables, options, folder: Path, number: int) -> Path:
    """The file with the evidence of a part of the pages: of one half of the texts, with the tables of the other.

    Pages of the corpus and written ones are mixed as the options say. A part that is in the folder is not made again.
    """
    path = folder / f"{number:03}.npz"
    if not path.exists():
        articles, files = halves[number % 2]
        pairs, words = tables[number % 2]
        statistics_._tables, wording._fitted = (lambda: pairs), (lambda: words)
        count = round(options.pages / _parts(options.pages))
        pages = mixed(articles, files, options, count, options.seed + number)
        folder.mkdir(parents=True, exist_ok=True)
        chain.saved(chain.gathered(examples(pages)), path.with_suffix(".part")).rename(path)
    return path


def _parts(pages: int) -> int:
    """An even number: as many of each half of the texts."""
    return 2 * max(1, round(pages / PART / 2))


def mixed(articles, files: list[str], options, count: int, seed: int):
    """Pages (text, rows by line): laid out from these articles, and from these written pages."""
    fold = layout.traditional()
    own = round(count * options.written)
    for _, text, where, _ in layout.pages(articles, count - own, seed, fold, share=options.plain):
        yield text, where
    yield from written.pages(files, own, seed, fold)


def model(examples_: chain.Examples, options, seed: int) -> Model:
    """One fit: what is left out is drawn with this seed."""
    weights, steps = chain.learned(
        examples_,
        seed=seed,
        epochs=options.epochs,
        dropped=options.dropped,
        families_dropped=options.families_dropped,
        decay=options.decay,
    )
    return as_model(examples_.names, weights, steps)


def as_model(names: list[str], weights: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> Model:
    """The model of weights of evidence (names × places) and of steps (places × places), log units."""
    places_ = [str(place) for place in decoder.PLACES]
    return (
        Counter({
            (str(before), str(after)): 100 * float(steps[row][column])
            for row, before in enumerate(decoder.PLACES)
            for column, after in enumerate(decoder.PLACES)
            if decoder.may_follow(after, before)
        }),
        Counter({
            (name, place): 100 * float(weight)
            for name, row in zip(names, weights, strict=True)
            for place, weight in zip(places_, row, strict=True)
        }),
    )  # fmt: skip


def fitted_before(path: Path) -> Model:
    """The model of a file of weights; earlier ones have evidence in hundredths of log units too, as their head says."""
    text = path.read_text(encoding="utf-8")
    scale = 10 if "evidence in tenths" in text.partition("[places]")[0] else 1
    steps, weights, names, section = Counter(), Counter(), [], ""
    for row in text.splitlines():
        if row in ("[places]", "[steps]", "[evidence]"):
            section = row
        elif section == "[places]":
            names.append(row)
        elif section:
            head, *cells = row.split("\t")
            for place, weight in (map(int, cell.split("=")) for cell in cells):
                if section == "[steps]":
                    steps[names[int(head)], names[place]] = weight
                else:
                    weights[head, names[place]] = scale * weight
    return steps, weights


def mean(models: list[Model]) -> Model:
    """The mean of fits on several sets of pages reads pages that none of them saw better than each."""
    steps, evidence_ = Counter(), Counter()
    for model_steps, model_evidence in models:
        for found, weights in ((steps, model_steps), (evidence_, model_evidence)):
            for key, weight in weights.items():
                found[key] += weight / len(models)
    return steps, evidence_


def leaning_to_boxes(model: Model, gain: float, cost: float) -> Model:
    """The model, a box's beginning `gain` log units likelier, each line of it `cost` less likely.

    A box that is missed is wrong line by line; one that begins wrongly would go on to a long page's end.
    """
    steps = Counter(model[0])
    for before in decoder.PLACES:
        for after in decoder.PLACES:
            if not decoder.may_follow(after, before):
                continue
            if after.role == "box" != before.role:
                steps[str(before), str(after)] += 100 * gain
            if after.role in ("box text", "box more"):
                steps[str(before), str(after)] -= 100 * cost
    return steps, model[1]


def as_text(model: Model) -> str:
    """The model as text: places, steps, then evidence."""
    names = [str(place) for place in decoder.PLACES]
    at = {name: number for number, name in enumerate(names)}
    steps: dict[int, list[str]] = defaultdict(list)
    for (before, after), weight in sorted(model[0].items()):
        if round(weight):
            steps[at[before]].append(f"{at[after]}={round(weight)}")
    rows: dict[str, list[str]] = defaultdict(list)
    for (name, place), weight in sorted(model[1].items()):
        if round(weight / 10) and name.isprintable():  # what ends lines and parts columns here is in no row
            rows[name].append(f"{at[place]}={round(weight / 10)}")
    print(len(rows), "rows,", sum(map(len, rows.values())), "weights")
    lines_ = [
        "# The parser's weights, fitted by tests/evaluation/fit.py, by place (row number): of steps in hundredths, of",
        "# evidence in tenths of log units.",
        "[places]",
        *names,
        "[steps]",
        *("\t".join([str(before), *cells]) for before, cells in sorted(steps.items())),
        "[evidence]",
        *("\t".join([name, *cells]) for name, cells in sorted(rows.items())),
    ]
    return "\n".join(lines_) + "\n"


def counted(articles, options) -> str:
    """The statistics of these articles as text."""
    head, text = Counter(), Counter()
    for article in articles:
        for part in (article["title"], article.get("kicker", ""), article.get("deck", ""), *article["subheads"]):
            for piece in re.split(r"\s{2,}", re.sub(r"（[^（）]{2,12}）$", "", part)):
                seen = sight.sight(piece)
                head.update(seen[at : at + 2] for at in range(len(seen) - 1))
        for paragraph in article["paragraphs"][:12]:
            seen = sight.sight(paragraph)
            text.update(seen[at : at + 2] for at in range(len(seen) - 1))
    heads, texts = sum(head.values()), sum(text.values())
    groups: dict[int, list[str]] = defaultdict(list)
    for pair in head.keys() | text.keys():
        if head[pair] + text[pair] * heads / texts >= options.least * len(articles) / 2000 and not set(pair) & set(
            "\t\n"
        ):
            odds = math.log((head[pair] + 0.5) / heads) - math.log((text[pair] + 0.5 * texts / heads) / texts)
            if abs(odds) >= 0.6:
                groups[round(max(-3.0, min(3.0, odds)) * 10)].append(pair)
    rows = [
        "# Fitted by tests/evaluation/fit.py. Headlines: tenths of log odds against text, by pairs of characters.",
        "# Two lines: hundredths of log units for kicker+title, title+deck, title+title, by evidence.",
        "[headlines]",
    ]
    rows += [f"{value}\t{''.join(sorted(pairs))}" for value, pairs in sorted(groups.items())]
    rows += ["[captions]", *captions(articles, text)]
    rows += named(articles, head)
    rows += borders(articles, options.least)
    rows += ["[two lines]", *divisions(articles, options.pairs_c1)]
    return "\n".join(rows) + "\n"


def captions(articles, usual: Counter) -> list[str]:
    """Log odds of characters in pairs in the words to photos against text, whose pairs are counted as `usual`."""
    shown: Counter[str] = Counter()
    for text in {text for article in articles for text in layout.photos_words(article)}:
        seen = sight.sight(text)
        shown.update(seen[at : at + 2] for at in range(len(seen) - 1))
    total, all_ = sum(shown.values()), sum(usual.values())
    groups: dict[int, list[str]] = defaultdict(list)
    for pair in shown.keys() | usual.keys():
        expected = usual[pair] * total / all_
        if shown[pair] + expected >= 3 and not set(pair) & set("\t\n"):
            odds = math.log(shown[pair] + 0.5) - math.log(expected + 0.5)
            if abs(odds) >= 0.4:
                groups[round(max(-3.0, min(3.0, odds)) * 5) * 2].append(pair)
    return [f"{value}\t{''.join(sorted(pairs))}" for value, pairs in sorted(groups.items())]


def borders(articles, least: float) -> list[str]:
    """Log odds of characters, single and in pairs, at the border of a paragraph or headline against within a sentence.

    A line that a column tore begins and ends with what stands within a sentence.
    """
    begins, ends, within = Counter(), Counter(), Counter()
    for article in articles:
        for part in (article["title"], article.get("kicker", ""), article.get("deck", ""), *article["subheads"]):
            for piece in re.split(r"\s{2,}", re.sub(r"（[^（）]{2,12}）$", "", part)):
                if len(seen := sight.sight(piece)) > 2:
                    ends.update((seen[-1:], seen[-2:]))
        for paragraph in article["paragraphs"]:
            seen = sight.sight(paragraph)
            if len(seen) > 40:
                begins.update((seen[:1], seen[:2]))
                for sentence in re.split("[。！？]", seen[2:]):
                    within.update(sentence[1:])
                    within.update(sentence[at : at + 2] for at in range(1, len(sentence) - 1))
    rows = []
    for name, counts in (("beginnings", begins), ("endings", ends)):
        for size, section in ((1, "one"), (2, "two")):
            parts = [
                part for part in counts.keys() | within.keys() if len(part) == size and not set(part) & set("\t\n ")
            ]
            total, usual = (sum(counted[part] for part in parts) for counted in (counts, within))
            groups: dict[int, list[str]] = defaultdict(list)
            for part in parts:
                expected = within[part] * total / usual
                if counts[part] + expected >= least * size:
                    odds = math.log(counts[part] + 0.5) - math.log(expected + 0.5)
                    groups[round(max(-4.0, min(4.0, odds)) * 5) * 2].append(part)
            rows += [f"[{name} of {section}]"]
            rows += [f"{value}\t{''.join(sorted(parts))}" for value, parts in sorted(groups.items())]
    return rows


def named(articles, pairs: Counter) -> list[str]:
    """Log odds of characters as surnames and in given names against headlines, whose `pairs` are counted."""
    people = set()
    for article in articles:
        told = [article.get("byline", "")] if not article.get("invented") else []
        told += re.findall(r"（记者([^（）]{2,30})）", "".join(article["paragraphs"][:2]))
        for text in told:
            people.update(layout.names(text.replace("、", "  ")) or ())
    people = [name for name in people if re.fullmatch(f"[{sight.HAN}]{{2,3}}", name)]
    usual: Counter = Counter()
    for pair, count in pairs.items():
        usual[pair[0]] += count
    rows = []
    for section, counts in (
        ("surnames", Counter(name[0] for name in people)),
        ("given names", Counter(char for name in people for char in name[1:])),
    ):
        groups: dict[int, list[str]] = defaultdict(list)
        total, all_ = sum(counts.values()), sum(usual.values())
        for char in sorted(counts.keys() | usual.keys()):
            if re.match(f"[{sight.HAN}]", char) and counts[char] + usual[char] >= 3:
                odds = math.log((counts[char] + 0.05) / total) - math.log((usual[char] + 3) / all_)
                groups[round(max(-4.0, min(4.0, odds)) * 5) * 2].append(char)
        rows += [f"[{section}]", *(f"{value}\t{''.join(chars)}" for value, chars in sorted(groups.items()))]
    return rows


def divisions(articles, c1: float) -> list[str]:
    """The rows of the weights by which two lines of a headline divide."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": 0.05, "max_iterations": 200, "feature.minfreq": 3})
    join = joins.joiner(lexicon().FREQ)
    rng = random.Random(len(articles))
    for article in articles:
        lead = sight.sight("".join(article["paragraphs"][:3])[: statistics_.LEAD])
        for pair, *pieces in two_line_heads(article, rng):
            upper, lower = map(sight.sight, pieces)
            seam = heads.seam(upper, lower, join)
            trainer.append([sorted(statistics_.two_lines(upper, lower, lead, reported(article), seam))], [pair])
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "model")
        trainer.train(str(model))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for (name, label), weight in tagger.info().state_features.items():
            if abs(round(weight * 100)) >= LEAST:
                found[name][statistics_.PAIRS.index(label)] = round(weight * 100)
    return ["\t".join([name, *map(str, weights_)]) for name, weights_ in sorted(found.items())]


def reported(article) -> str:
    """How an article names its reporters, as `statistics.two_lines` asks."""
    if re.match("据?(?:本报|新华社)", article["paragraphs"][0]):
        return "dateline"
    if article.get("invented"):
        return ""
    return "byline" if article.get("byline") else "no"


def two_line_heads(article, rng: random.Random):
    """(pair, upper line, lower line) of a headline; a dash at the border tells the pair and teaches nothing."""
    title = re.sub(r"（[^（）]{2,12}）$", "", article["title"])
    kicker, deck = article.get("kicker", ""), article.get("deck", "")
    if kicker and not re.search("[—：]$", kicker):
        yield "kicker+title", re.sub(r"\s+", " ", kicker), re.sub(r"\s+", " ", title)
    if deck and not deck.startswith("—"):
        yield "title+deck", re.sub(r"\s+", " ", title), re.sub(r"\s+", " ", deck)
    parts = re.split(r"\s{2,}", title)
    if len(parts) == 2:
        yield "title+title", *parts
    for part in (title, kicker):
        if len(part) > 16 and rng.random() < 0.15 and all(pieces := layout.two_pieces(part, rng)):
            yield "title+title", *pieces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+", metavar="ARTICLES.jsonl.gz")
    parser.add_argument("--keep-out", default="", help="days that are kept for measuring, commas between")
    parser.add_argument("--pages", type=int, default=24000)
    parser.add_argument("--written", type=float, default=0.3, help="share of the written pages among them")
    parser.add_argument("--plain", type=float, default=layout.PLAIN, help="share of one daily's style among the others")
    parser.add_argument("--written-pages", type=Path, default=written.PAGES, metavar="FOLDER")
    parser.add_argument("--fits", type=int, default=3, help="fits of which the mean is taken")
    parser.add_argument("--examples", type=Path, metavar="FOLDER",
                        help="where the pages' evidence is kept; parts that are there are not made again")
    parser.add_argument("--mean-with", type=Path, nargs="*", default=[], metavar="WEIGHTS.txt",
                        help="earlier weights of the same places that the mean takes in, each as one more fit")
    parser.add_argument("--boxes", type=float, default=0.0, help="log units that a box gains")
    parser.add_argument("--box-lines", type=float, default=0.0, help="log units that each line of a box costs")
    parser.add_argument("--jobs", type=int, default=None, help="parts or fits at a time; 24,000 pages are 3 GB")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--wording-pages", type=int, default=1500,
                        help="pages of each half of the articles for the wording of lines, and as many written ones")
    parser.add_argument("--seen", type=int, default=80, help="lines that show a name of evidence, at least")
    parser.add_argument("--epochs", type=int, default=5, help="how often each page is read")
    parser.add_argument("--dropped", type=float, default=0.3, help="share of a line's evidence that is left out")
    parser.add_argument("--families-dropped", type=float, default=0.15, help="share of the kinds of evidence left out")
    parser.add_argument("--decay", type=float, default=0.05, help="how fast weights fade that nothing asks for")
    parser.add_argument("--pairs-c1", type=float, default=1.5, help="strength of L1 for the two lines of a headline")
    parser.add_argument("--least", type=float, default=4, help="how often a pair of characters must occur in headlines")
    parser.add_argument("--output", type=Path, default=PARSE, help="folder for the three files")
    fitted(parser.parse_args())


if __name__ == "__main__":
    main()
