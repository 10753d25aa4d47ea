"""How well the parser reads pages that it was not fitted on: wrong lines, notes, suspected misreadings.

    python tests/evaluation/measure.py
    python tests/evaluation/measure.py ARTICLES.jsonl.gz --days 2026-05-20,… --pages 100 --seed 1

Without articles the pages are those of tests/evaluation/kept: of many papers and decades, written as those in
tests/evaluation/written, but no fit sees them. They say how other papers are read for as long as nobody mends the
parser by looking at them. Needs `pip install numpy scipy`, as `fit` does.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import fit
import layout
import written

from builder.parse import decoder, evidence, labels, lines, suspects

KEPT = Path(__file__).with_name("kept")
Reading = tuple[list[decoder.Choice], list[str]]
"""The readings of a page's lines that are not blank, and the answers."""


def readings(pages: Iterable[tuple[str, dict[int, layout.Row]]]) -> Iterator[Reading]:
    """Of pages: (text, rows by line)."""
    for text, where in pages:
        wanted = [_plain(label) for label in fit.places([where[number] for number in sorted(where)])]
        yield decoder.reading(evidence.evidence(lines.lines(text))), wanted


def laid_out(articles: list[dict], options) -> Iterator[tuple[str, dict[int, layout.Row]]]:
    draw = layout.plain if options.plain else layout.style
    for _, text, where, _ in layout.pages(articles, options.pages, options.seed, layout.traditional(), draw):
        yield text, where


def kept() -> Iterator[tuple[str, dict[int, layout.Row]]]:
    for path in sorted(KEPT.glob("*.txt")):
        yield written.rows(path.read_text(encoding="utf-8"))


def _plain(label: str) -> str:
    """Role and whether an article begins: what a reader sees of a place."""
    return label.replace("~", "").replace("'", "").replace("lead", "body")


def beginnings(labels_: Sequence[str]) -> set[int]:
    """Where articles begin."""
    return {at for at, label in enumerate(labels_) if label.endswith("^")}


def line_errors(read: Iterable[Reading]) -> None:
    pages = total = notes = pointing = found = wrong = odd = 0
    confused: Counter[str] = Counter()
    for choices, wanted in read:
        pages += 1
        total += len(wanted)
        got = [_plain(str(choice.place)) for choice in choices]
        miss = [have != want for have, want in zip(got, wanted, strict=True)]
        wrong += sum(miss)
        odd += len(beginnings(got) ^ beginnings(wanted))
        confused.update(f"{want} → {have}" for have, want in zip(got, wanted, strict=True) if have != want)
        for run in labels.doubtful(choices):
            notes += 1
            pointing += any(miss[at] for at in run)
            found += sum(miss[at] for at in run)
    print(f"{pages} pages: {wrong} of {total} lines wrong ({wrong / total:.2%}), {odd} times where an article begins")
    print(
        f"notes: {notes / pages:.1f} a page, {pointing / max(1, notes):.0%} point at a mistake, "
        f"{found / max(1, wrong):.0%} of the mistakes carry one"
    )
    print(*(f"{number:>5}  {kind}" for kind, number in confused.most_common(12)), sep="\n")


def misreadings(articles: list[dict], seed: int) -> None:
    """Suspicions on clean text, and on text in which one character in a thousand was exchanged for its double."""
    rng = random.Random(seed)
    planted = found = false = characters = 0
    for article in articles:
        paragraphs = article["paragraphs"][:40]
        usual = suspects.Usual(paragraphs)
        false += sum(len(suspects.suspicions(text, usual)) for text in paragraphs)
        characters += sum(map(len, paragraphs))
        for text in paragraphs:
            places = [at for at, char in enumerate(text) if char in layout.LIKE]
            if places and rng.random() < len(text) / 1000:
                at = rng.choice(places)
                wrong = text[:at] + rng.choice(suspects.DOUBLES[text[at]]) + text[at + 1 :]
                planted += 1
                found += any(at in each.misread for each in suspects.suspicions(wrong, usual))
    print(
        f"misreadings: {found} of {planted} planted ones suspected ({found / max(1, planted):.0%}), "
        f"{false} false in {characters} characters: {found / max(1, found + false):.0%} of such a list is right"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", metavar="ARTICLES.jsonl.gz")
    parser.add_argument("--days", default="", help="only articles of these days, commas between")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="pages as one national daily sets them, no other forms")
    options = parser.parse_args()
    if not options.corpus:
        line_errors(readings(kept()))
        return
    days = set(filter(None, options.days.split(",")))
    articles = [article for article in layout.read(options.corpus) if not days or article["date"] in days]
    line_errors(readings(laid_out(articles, options)))
    misreadings(articles, options.seed)


if __name__ == "__main__":
    main()
