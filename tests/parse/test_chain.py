"""How the parser's weights are learned (tests/evaluation/chain.py)."""

import itertools
import math
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from builder.parse import decoder, statistics, wording
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
    examples = chain.gathered(pages)
    learned = {"epochs": 40, "dropped": 0.3, "families_dropped": 0.15, "decay": 0.01}
    weights, steps = chain.learned(examples, seed=1, **learned)
    again, _ = chain.learned(examples, seed=1, **learned)
    assert (weights == again).all()
    model = fit.as_model(examples.names, weights, steps)
    read = decoder.Weights(fit.as_text(model))
    for found, places in pages:
        got = [str(choice.place) for choice in decoder.reading(found, read)]
        assert got == [place.replace("lead", "body") for place in places]


def examples_of(room, *rows: tuple[str, str]):
    """A page of as many lines: (names of evidence with spaces between, place)."""
    found = Evidence([tuple(names.split()) for names, _ in rows], [None] * len(rows), [])
    return room["chain"].gathered([(found, [place for _, place in rows])])


def test_names_that_few_lines_show_are_not_learned(room, tmp_path):
    """Lines are counted over all parts."""
    chain = room["chain"]
    parts = [examples_of(room, ("a:青 size=4 size=9-11", "title^"), ("size=9-11 a:河", "lead")),
             examples_of(room, ("size=4 a:山", "title^"))]  # fmt: skip
    paths = [chain.saved(part, tmp_path / str(at)) for at, part in enumerate(parts)]
    examples = chain.together(paths, 2)
    assert examples.names == ["size=4", "size=9-11"]
    assert examples.shown.toarray().tolist() == [[1, 1], [0, 1], [1, 0]]


def test_pages_gathered_in_parts_are_those_gathered_at_once(room, tmp_path):
    chain = room["chain"]
    pages = [page(room, name) for name in ("briefs", "dialogue", "metro-2013")]
    paths = [chain.saved(chain.gathered(part), tmp_path / str(at)) for at, part in enumerate((pages[:2], pages[2:]))]
    parts, whole = chain.together(paths, 1), chain.gathered(pages)
    assert sorted(whole.names) == parts.names
    order = [whole.names.index(name) for name in parts.names]
    assert (whole.shown[:, order] != parts.shown).nnz == 0
    for name in ("places", "starts", "forbidden", "gains"):
        assert (getattr(whole, name) == getattr(parts, name)).all(), name


def test_evidence_is_kept_in_a_folder_that_is_not_there_yet(room, tmp_path, monkeypatch):
    chain, fit, briefs = room["chain"], room["fit"], page(room, "briefs")
    monkeypatch.setattr(statistics, "_tables", statistics._tables)  # which `gather` exchanges, as the next
    monkeypatch.setattr(wording, "_fitted", wording._fitted)
    monkeypatch.setattr(fit, "mixed", lambda *_: [])
    monkeypatch.setattr(fit, "examples", lambda _: [briefs])
    halves = tables = [(None, None)] * 2
    path = fit.gather(halves, tables, SimpleNamespace(pages=2, seed=1), tmp_path / "new" / "one", 0)
    assert len(chain.together([path], 1).starts) == 2


def test_a_part_of_the_pages_is_of_one_half_with_the_tables_of_the_other(room, tmp_path, monkeypatch):
    """As many parts of each half; one that is in the folder is not made again."""
    chain, fit, seen = room["chain"], room["fit"], []
    monkeypatch.setattr(statistics, "_tables", None)
    monkeypatch.setattr(wording, "_fitted", None)
    monkeypatch.setattr(fit, "examples", list)
    monkeypatch.setattr(chain, "gathered", list)
    monkeypatch.setattr(chain, "saved", lambda pages, path: path.touch() or path)

    def mixed(articles, files, options, count, seed):
        seen.append((articles, files, count, seed, statistics._tables(), wording._fitted()))
        return []

    monkeypatch.setattr(fit, "mixed", mixed)
    halves = [(["a"], ["f"]), (["b"], ["g"])]
    tables = [("pairs of b", "words of g"), ("pairs of a", "words of f")]
    for number in (0, 1, 3, 1):
        path = fit.gather(halves, tables, SimpleNamespace(pages=9000, seed=7), tmp_path, number)
        assert path == tmp_path / f"00{number}.npz"
    one, other = (["a"], ["f"], 2250), (["b"], ["g"], 2250)
    assert seen == [(*one, 7, *tables[0]), (*other, 8, *tables[1]), (*other, 10, *tables[1])]
    assert [fit._parts(pages) for pages in (60, 6000, 9000, 24000)] == [2, 4, 4, 12]


def test_what_the_decoder_forbids_is_forbidden_but_for_the_answer(room):
    chain = room["chain"]
    title, label, subhead = (chain.NUMBER[place] for place in ("title^", "label^", "subhead"))
    known = examples_of(room, ("size=9-11", "title^"), ("size=100", "lead"))
    assert known.forbidden[:, [title, label]].tolist() == [[False, False], [False, True]]
    missed = examples_of(room, ("size=100", "label^"), ("size=100", "subhead"))
    assert missed.forbidden[[0, 1], [label, subhead]].tolist() == [False, False]


def slopes(room, examples, dropped: float, families_dropped: float, seed: int = 1) -> list[np.ndarray]:
    """Those of a page's examples where nothing is learned yet."""
    chain = room["chain"]
    family = np.array([chain._family(name) for name in examples.names])
    weights = np.zeros((len(examples.names), len(decoder.PLACES))), np.zeros((len(decoder.PLACES),) * 2)
    rng = np.random.default_rng(seed)
    return chain._slopes(examples, np.array([0]), *weights, family, dropped, families_dropped, rng)


def test_steps_that_the_answers_have_too_rarely_become_likelier(room):
    examples = examples_of(room, ("size=9-11", "title^"), ("size=100", "lead"), ("size=100", "body"))
    _, steps = slopes(room, examples, 0.0, 0.0)
    assert steps.sum() == pytest.approx(0.0)
    number = room["chain"].NUMBER
    assert steps[number["title^"], number["lead"]] < 0
    assert steps[number["title^"], number["deck"]] > 0


def test_nothing_that_is_forbidden_is_held_likely(room):
    examples = examples_of(room, ("size=100", "title^"))
    evidence_, _ = slopes(room, examples, 0.0, 0.0)
    assert evidence_[0, room["chain"].NUMBER["label^"]] == pytest.approx(0.0)


def test_what_is_left_out_is_made_up_for_by_what_is_not(room):
    """Each name is left out alone, those of one kind also together; in the mean a name says as much as with all."""
    examples = examples_of(room, ("window/s window/B size=9-11 commas=0", "title^"))
    title = room["chain"].NUMBER["title^"]
    whole = slopes(room, examples, 0.0, 0.0)[0][:, title]
    alone = np.array([slopes(room, examples, 0.5, 0.0, seed)[0][:, title] / whole for seed in range(400)])
    together = np.array([slopes(room, examples, 0.0, 0.75, seed)[0][:, title] / whole for seed in range(400)])
    assert set(alone.round(3).ravel()) == {0.0, 2.0}
    assert set(together.round(3).ravel()) == {0.0, 4.0}
    assert alone.mean(axis=0) == pytest.approx(1.0, abs=0.25)
    assert together.mean(axis=0) == pytest.approx(1.0, abs=0.5)
    assert (alone[:, 0] != alone[:, 1]).any()
    assert (together[:, 0] == together[:, 1]).all()
    assert (together[:, 0] != together[:, 2]).any()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("window s*s*B", 0),
        ("-1:size=4", 1),
        ("1|col:full|han", 1),
        ("2:end=stop", 2),
        ("-3:none", 2),
        ("zz:0日", 3),
        ("text:他", 3),
        ("is:speaker", 4),
        ("reads more|col:full", 5),
        ("reads more/body", 6),
        ("reads more=3", 7),
    ],
)
def test_names_are_of_kinds(room, name, kind):
    assert room["chain"]._family(name) == kind


def test_a_step_that_no_page_has_becomes_no_unlikelier_than_the_least(room, monkeypatch):
    chain = room["chain"]
    monkeypatch.setattr(chain, "LEAST_STEP", -0.1)
    examples = examples_of(room, ("size=9-11", "title^"), ("size=100", "lead"))
    _, steps = chain.learned(examples, seed=1, epochs=60, dropped=0.0, families_dropped=0.0, decay=0.0)
    assert -0.13 < steps.min() < -0.1  # the mean is one of steps before they are raised to the least


def test_weights_go_down_at_a_pace_that_no_slope_changes(room):
    """Adam's first step; the pace is still a fiftieth."""
    weights = np.array([1.0, 1.0, 1.0])
    room["descent"].Descent([weights], [0.0], 100).down([np.array([0.01, 5.0, -5.0])])
    assert weights == pytest.approx([1 - 0.0004, 1 - 0.0004, 1 + 0.0004], abs=1e-6)


def test_weights_that_nothing_asks_for_fade_and_their_mean_is_that_of_the_last_two_fifths(room):
    fading, staying, seen = np.ones(1), np.ones(1), []
    down = room["descent"].Descent([fading, staying], [1.0, 0.0], 100)
    for _ in range(100):
        down.down([np.zeros(1), np.zeros(1)])
        seen.append(fading[0])
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] < 0.5
    assert down.mean()[0] == pytest.approx(np.mean(seen[60:]))
    assert down.mean()[1] == 1.0


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


def test_a_step_to_another_article_divides_no_headline():
    title, another = decoder.Place("title"), decoder.Place("title", first=True)
    assert decoder.divided(decoder.Place("kicker"), title) == 0
    assert decoder.divided(title, title) == 2
    assert decoder.divided(title, another) is None


def test_a_division_that_is_far_behind_costs_no_more_than_three_log_units():
    assert decoder.gains(None) == [0.0, 0.0, 0.0]
    assert decoder.gains((0.0, -50.0, -50.0))[1:] == [-3.0 * decoder.DIVISION] * 2


def test_a_name_that_would_end_a_row_is_in_none(room):
    """A line that ends with U+2028 or a tab shows them in the names of its characters."""
    names = ["z:a\u2028", "z:\t", "z:b"]
    weights = np.ones((3, len(decoder.PLACES)))
    text = room["fit"].as_text(room["fit"].as_model(names, weights, np.zeros((len(decoder.PLACES),) * 2)))
    rows = text.partition("[evidence]\n")[2].splitlines()
    assert [row.partition("\t")[0] for row in rows] == ["z:b"]
