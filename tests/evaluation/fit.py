"""Fit the parser's weights on laid-out pages, and its headline statistics on the articles of another year.

    python tests/evaluation/fit.py weights ARTICLES.jsonl.gz --keep-out 2026-05-02,… --pages 1500
    python tests/evaluation/fit.py statistics OTHER-YEAR.jsonl.gz

Both rewrite their data file in builder/parse/. Only numbers, names of evidence and character pairs go in.
Needs `pip install python-crfsuite` (only here: the parser itself decodes with a few lines of Python).
"""

import argparse
import math
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import layout

from builder.parse import decoder, evidence, lines, sight

PARSE = Path(evidence.__file__).parent
LEAST = 4
"""Weights below this many hundredths are left out: nothing is lost without them."""


def places(rows: list[layout.Row]) -> list[str]:
    """The label of each line."""
    begun, found = False, []
    for row in rows:
        begun |= row.first
        found.append(str(decoder.Place(row.role, row.first, row.torn, row.role == "furniture" and not begun)))
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


def examples(articles, count, seed):
    """(evidence, labels) of laid-out pages."""
    odd = Counter()
    for _, text, where, _ in layout.pages(articles, count, seed, layout.traditional()):
        labels = places([where[number] for number in sorted(where)])
        if step := legal(labels):
            odd[step] += 1
            continue
        rows = evidence.evidence(lines.lines(text))
        if len(rows) == len(labels):
            yield rows, labels
        else:
            odd["other lines"] += 1
    if odd:
        print("left out:", odd.most_common(12))


def weights(options) -> None:
    import pycrfsuite
    out = set(options.keep_out.split(","))
    articles = [article for article in layout.read(options.corpus) if article["date"] not in out]
    trainer = pycrfsuite.Trainer(verbose=True)
    trainer.set_params({"c1": options.c1, "c2": 0.001, "max_iterations": options.iterations, "feature.minfreq": 6,
                        "feature.possible_transitions": False})
    for rows, labels in examples(articles, options.pages, options.seed):
        trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "model")
        trainer.train(str(model))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        info = tagger.info()
    (options.output or PARSE / "weights.txt").write_text(written(info), encoding="utf-8")


def written(info) -> str:
    """The model as text: places, steps, then evidence with its weights in hundredths."""
    names = sorted(info.labels, key=lambda name: int(info.labels[name]))
    at = {name: number for number, name in enumerate(names)}
    rows: dict[str, list[str]] = defaultdict(list)
    for (name, label), weight in sorted(info.state_features.items()):
        if abs(hundredths := round(weight * 100)) >= LEAST:
            rows[name].append(f"{at[label]}={hundredths}")
    steps: dict[int, list[str]] = defaultdict(list)
    for (before, after), weight in sorted(info.transitions.items()):
        steps[at[before]].append(f"{at[after]}={round(weight * 100)}")
    lines_ = ["# The parser's weights, fitted by tests/evaluation/fit.py: hundredths of log units, by place (row number)."]
    lines_ += ["[places]", *names, "[steps]", *("\t".join([str(before), *cells]) for before, cells in sorted(steps.items()))]
    lines_ += ["[evidence]", *("\t".join([name, *cells]) for name, cells in sorted(rows.items()))]
    print(len(rows), "rows,", sum(map(len, rows.values())), "weights")
    return "\n".join(lines_) + "\n"


def statistics(options) -> None:
    head, text = Counter(), Counter()
    for article in layout.read(options.corpus):
        for part in (article["title"], article.get("kicker", ""), article.get("deck", ""), *article["subheads"]):
            for piece in re.split(r"\s{2,}", re.sub(r"（[^（）]{2,12}）$", "", part)):
                seen = sight.sight(piece)
                head.update(seen[at:at + 2] for at in range(len(seen) - 1))
        for paragraph in article["paragraphs"][:12]:
            seen = sight.sight(paragraph)
            text.update(seen[at:at + 2] for at in range(len(seen) - 1))
    heads, texts = sum(head.values()), sum(text.values())
    groups: dict[int, list[str]] = defaultdict(list)
    for pair in head.keys() | text.keys():
        if head[pair] + text[pair] * heads / texts >= options.least and "\t" not in pair:
            odds = math.log((head[pair] + 0.5) / heads) - math.log((text[pair] + 0.5 * texts / heads) / texts)
            if abs(odds) >= 0.6:
                groups[round(max(-3.0, min(3.0, odds)) * 10)].append(pair)
    lines_ = ["# Pairs of characters: tenths of log odds of headlines against text; fitted by tests/evaluation/fit.py."]
    lines_ += [f"{value}\t{''.join(sorted(pairs))}" for value, pairs in sorted(groups.items())]
    (PARSE / "statistics.txt").write_text("\n".join(lines_) + "\n", encoding="utf-8")
    print(sum(map(len, groups.values())), "pairs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    fit = verbs.add_parser("weights")
    fit.add_argument("corpus", type=Path)
    fit.add_argument("--keep-out", default="", help="days that are kept for measuring, commas between")
    fit.add_argument("--pages", type=int, default=1500)
    fit.add_argument("--seed", type=int, default=7)
    fit.add_argument("--c1", type=float, default=3.0)
    fit.add_argument("--iterations", type=int, default=160)
    fit.add_argument("--output", type=Path)
    fit.set_defaults(run=weights)
    count = verbs.add_parser("statistics")
    count.add_argument("corpus", type=Path)
    count.add_argument("--least", type=float, default=4)
    count.set_defaults(run=statistics)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
