"""How the parser's weights are learned (tests/evaluation/chain.py)."""

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from builder.parse import decoder
from builder.parse.evidence import Evidence, evidence
from builder.parse.lines import lines

PAGES = Path(__file__).parent.parent / "pages"


def page(room, name: str) -> tuple[Evidence, list[str]]:
    """The evidence and the places of an invented page."""
    answers = (PAGES / name / "answers.txt").read_text(encoding="utf-8")
    text, where = room["written"].rows(answers)
    return evidence(lines(text)), room["fit"].places([where[number] for number in sorted(where)])


def steps_of(weights: decoder.Weights) -> np.ndarray:
    steps = np.zeros((len(decoder.PLACES), len(decoder.PLACES)))
    for before, following in enumerate(weights.next):
        for after, step, _ in following:
            steps[before, after] = step
    return steps


def test_shares_are_those_of_all_chains_that_the_decoder_allows(room):
    """Counted out for two pages of two and three lines, the headline of one divided."""
    chain, rng = room["chain"], np.random.default_rng(1)
    lengths = np.array([3, 2])
    scores = rng.normal(size=(5, len(decoder.PLACES)))
    steps = rng.normal(size=(len(decoder.PLACES), len(decoder.PLACES)))
    gains = np.zeros((5, 3))
    gains[1] = decoder.gains((1.0, -0.5, 0.2))
    likely, often = chain.expected(scores, lengths, steps, gains)
    wanted, wanted_often = np.zeros_like(scores), np.zeros_like(steps)
    for start, length in ((0, 3), (3, 2)):
        total, own, own_often = 0.0, np.zeros_like(scores), np.zeros_like(steps)
        for places in itertools.product(range(len(decoder.PLACES)), repeat=length):
            read = [decoder.PLACES[at] for at in places]
            pairs = list(itertools.pairwise(read))
            if not (decoder.may_follow(read[0], None) and decoder.may_end(read[-1])):
                continue
            if not all(decoder.may_follow(after, before) for before, after in pairs):
                continue
            score = sum(scores[start + at, place] for at, place in enumerate(places))
            for at, (before, after) in enumerate(pairs, 1):
                pair = decoder.divided(before, after)
                score += steps[places[at - 1], places[at]] + (0.0 if pair is None else gains[start + at, pair])
            share = math.exp(score)
            total += share
            for at, place in enumerate(places):
                own[start + at, place] += share
            for before, after in itertools.pairwise(places):
                own_often[before, after] += share
        wanted += own / total
        wanted_often += own_often / total
    assert likely == pytest.approx(wanted)
    assert often == pytest.approx(wanted_often)


def test_a_page_is_read_as_the_decoder_reads_it(room):
    """Shares of a whole page are the decoder's certainties, which leave out what is far behind the best."""
    chain, weights = room["chain"], decoder.fitted()
    found, _ = page(room, "metro-2013")
    scores = np.maximum(decoder.scores(found.rows, weights), -60.0)
    gains = np.array([decoder.gains(division) for division in found.divisions])
    likely, _ = chain.expected(scores, np.array([len(scores)]), steps_of(weights), gains)
    apart = Evidence(found.rows, found.divisions, [])  # lines that are printed again are not weighed together here
    for row, choice in zip(likely, decoder.reading(apart, weights), strict=True):
        alike = [
            at
            for at, place in enumerate(decoder.PLACES)
            if (place.role.replace("lead", "body"), place.first) == (choice.place.role, choice.place.first)
        ]
        assert choice.certainty == pytest.approx(row[alike].sum(), abs=0.01)


def test_what_is_learned_reads_its_own_pages(room):
    chain, fit = room["chain"], room["fit"]
    pages = [page(room, name) for name in ("briefs", "dialogue", "metro-2013", "column-16")]
    examples = chain.gathered(pages, 1)
    learned = {"epochs": 40, "dropped": 0.3, "families_dropped": 0.15, "decay": 0.01}
    weights, steps = chain.learned(examples, seed=1, **learned)
    again, _ = chain.learned(examples, seed=1, **learned)
    assert (weights == again).all()
    model = fit.as_model(examples.names, weights, steps)
    read = decoder.Weights(fit.as_text(model))
    for found, places in pages:
        got = [str(choice.place) for choice in decoder.reading(found, read)]
        assert got == [place.replace("lead", "body") for place in places]


def test_weights_are_read_as_they_were_written_and_those_of_earlier_versions_in_their_unit(room, tmp_path):
    fit = room["fit"]
    steps = np.zeros((len(decoder.PLACES),) * 2)
    number = room["chain"].NUMBER
    steps[number["title^"], number["lead"]] = 1.23
    evidence_ = np.zeros((2, len(decoder.PLACES)))
    evidence_[0, number["title^"]], evidence_[0, number["lead"]], evidence_[1, number["lead"]] = 2.3, -0.7, 0.04
    text = fit.as_text(fit.as_model(["a:青", "a:河"], evidence_, steps))
    read = decoder.Weights(text)
    assert steps_of(read)[number["title^"], number["lead"]] == 1.23
    assert decoder.scores([("a:青",)], read)[0][number["title^"]] == 2.3
    (tmp_path / "weights.txt").write_text(text, encoding="utf-8")
    before = fit.fitted_before(tmp_path / "weights.txt")
    assert before == ({("title^", "lead"): 123}, {("a:青", "title^"): 230, ("a:青", "lead"): -70})
    (tmp_path / "weights.txt").write_text(text.replace("tenths", "hundredths"), encoding="utf-8")
    assert fit.fitted_before(tmp_path / "weights.txt")[1] == {("a:青", "title^"): 23, ("a:青", "lead"): -7}
