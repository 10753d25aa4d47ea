"""How well the parser reads pages that it was not fitted on: wrong lines, notes, suspected misreadings.

python tests/evaluation/measure.py ARTICLES.jsonl.gz --days 2026-05-20,… --pages 100 --seed 1
"""

import argparse
import random
from collections import Counter
from pathlib import Path

import fit
import layout

from builder.parse import decoder, evidence, labels, lines, suspects


def readings(articles: list[dict], count: int, seed: int, draw):
    """(lines that are not blank, their readings, the answers) of laid-out pages."""
    for _, text, where, _ in layout.pages(articles, count, seed, layout.traditional(), draw):
        page = lines.lines(text)
        wanted = [_plain(label) for label in fit.places([where[number] for number in sorted(where)])]
        yield [line for line in page if line.text.strip()], decoder.reading(evidence.evidence(page)), wanted


def _plain(label: str) -> str:
    """Role and whether an article begins: what a reader sees of a place."""
    return label.replace("~", "").replace("'", "").replace("lead", "body")


def line_errors(articles: list[dict], count: int, seed: int, draw) -> None:
    pages = total = notes = pointing = found = wrong = 0
    confused: Counter[str] = Counter()
    for page, choices, wanted in readings(articles, count, seed, draw):
        pages += 1
        total += len(page)
        miss = [_plain(str(choice.place)) != want for choice, want in zip(choices, wanted, strict=True)]
        wrong += sum(miss)
        confused.update(
            f"{want} → {_plain(str(choice.place))}"
            for choice, want, bad in zip(choices, wanted, miss, strict=True)
            if bad
        )
        for run in labels.doubtful(choices):
            notes += 1
            pointing += any(miss[at] for at in run)
            found += sum(miss[at] for at in run)
    print(f"{pages} pages: {wrong} of {total} lines wrong ({wrong / total:.2%})")
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
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--days", default="", help="only articles of these days, commas between")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="pages as one national daily sets them, no other forms")
    options = parser.parse_args()
    days = set(filter(None, options.days.split(",")))
    articles = [article for article in layout.read(options.corpus) if not days or article["date"] in days]
    line_errors(articles, options.pages, options.seed, layout.plain if options.plain else layout.style)
    misreadings(articles, options.seed)


if __name__ == "__main__":
    main()
