"""A linear chain's weights, learned while evidence is dropped at random.

What a line shows is redundant: some hundred and ten names say much the same. Learned with all of them at hand, the
weights rest on whichever suit the pages of one fit. Where each reading must do without some, drawn anew each time, they
are shared out among all that say the same, and read pages that no fit saw better (Srivastava et al., Dropout, JMLR 15,
2014).

Pages are read as `decoder` reads them: places that it forbids are forbidden here, and a headline's lines divide as it
divides them. No library for chains knows either. Needs `pip install numpy scipy`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from descent import Descent
from scipy import sparse

from builder.parse import decoder
from builder.parse.evidence import Evidence

PLACES = decoder.PLACES
NUMBER = {str(place): at for at, place in enumerate(PLACES)}
MAY_FOLLOW = np.array([[decoder.may_follow(after, before) for after in PLACES] for before in PLACES])
MAY_BEGIN = np.array([decoder.may_follow(place, None) for place in PLACES])
MAY_END = np.array([decoder.may_end(place) for place in PLACES])
DIVIDING = np.array([[[decoder.divided(before, after) == pair for after in PLACES] for before in PLACES]
                     for pair in range(3)])  # fmt: skip
"""For each of `statistics.PAIRS` the steps that divide a headline so: 3 × places × places."""

_FAMILIES = ("window", r"-?1[:|]", r"-?[23]:", r"a:|zz?:|text:", "is:", r".*\|", r".*[/\\]", "")
"""Evidence of one kind is also dropped together: windows, the neighbours, two or three lines away, characters, rules,
two of the line's own things, two lines' things (and the two that a line reads like most), the rest."""


@dataclass(frozen=True)
class Examples:
    """Pages with their answers, one below another."""

    names: list[str]
    """Evidence that is shown, as the columns of `shown`."""
    shown: sparse.csr_matrix
    """Lines × names: how often the line shows it, mostly 1; each time has an entry of its own."""
    places: np.ndarray
    """The answer for each line: a place's number."""
    starts: np.ndarray
    """The line that each page begins with; behind the last page the number of lines."""
    forbidden: np.ndarray
    """Lines × places: what the decoder forbids."""
    gains: np.ndarray
    """Lines × 3: what a headline's division adds to the step to the line, log units."""


def gathered(pages: Iterable[tuple[Evidence, list[str]]]) -> Examples:
    """The examples of pages (evidence, places)."""
    number: dict[str, int] = {}
    names, ends, places, starts, forbidden, gains = [], [0], [], [0], [], []
    nothing = decoder.Weights("")
    for page, answers in pages:
        for row in page.rows:
            names.append(np.array([number.setdefault(name, len(number)) for name in row], dtype=np.int32))
            ends.append(ends[-1] + len(row))
        places += [NUMBER[answer] for answer in answers]
        starts.append(len(places))
        forbidden.append(np.array(decoder.scores(page.rows, nothing)) < 0)
        gains += [decoder.gains(division) for division in page.divisions]
    banned = np.concatenate(forbidden)
    banned[np.arange(len(places)), places] = False  # the answer is right even where the decoder would miss it
    shown = _rows(np.concatenate(names), np.array(ends), len(number))
    return Examples(list(number), shown, np.array(places), np.array(starts), banned, np.array(gains))


def _rows(seen: np.ndarray, ends: np.ndarray, names: int) -> sparse.csr_matrix:
    """Lines × names, of the names' numbers line by line and where each line's end."""
    return sparse.csr_matrix((np.ones(len(seen), dtype=np.int8), seen, ends), shape=(len(ends) - 1, names))


def saved(examples: Examples, path: Path) -> Path:
    """The examples as a file that `together` reads."""
    with path.open("wb") as file:
        np.savez(
            file,
            names=np.frombuffer(json.dumps(examples.names).encode(), dtype=np.uint8),
            seen=examples.shown.indices,
            ends=examples.shown.indptr,
            places=examples.places,
            starts=examples.starts,
            forbidden=examples.forbidden,
            gains=examples.gains,
        )
    return path


def together(paths: Sequence[Path], least: int) -> Examples:
    """All examples of these files, with the names that are shown at least so often."""
    counts: Counter[str] = Counter()
    for path in paths:
        with np.load(path) as part:
            names = json.loads(part["names"].tobytes())
            counts.update(dict(zip(names, np.bincount(part["seen"], minlength=len(names)).tolist(), strict=True)))
    known = sorted(name for name, count in counts.items() if count >= least)
    number = {name: at for at, name in enumerate(known)}
    seen, ends, places, starts, forbidden, gains = [], [[0]], [], [[0]], [], []
    shown = lines = 0
    for path in paths:
        with np.load(path) as part:
            numbers = np.array([number.get(name, -1) for name in json.loads(part["names"].tobytes())], dtype=np.int32)
            renamed = numbers[part["seen"]]
            known_until = np.concatenate([[0], np.cumsum(renamed >= 0)])
            seen.append(renamed[renamed >= 0])
            ends.append(known_until[part["ends"][1:]] + shown)
            starts.append(part["starts"][1:] + lines)
            places.append(part["places"])
            forbidden.append(part["forbidden"])
            gains.append(part["gains"])
            shown += len(seen[-1])
            lines += len(places[-1])
    return Examples(
        known,
        _rows(np.concatenate(seen), np.concatenate(ends), len(known)),
        np.concatenate(places),
        np.concatenate(starts),
        np.concatenate(forbidden),
        np.concatenate(gains),
    )


def learned(
    examples: Examples,
    *,
    seed: int,
    epochs: int,
    dropped: float,
    families_dropped: float,
    decay: float,
    batch: int = 48,
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of evidence (names × places) and of steps (places × places), log units.

    `dropped` is the share of a line's evidence that is left out, `families_dropped` the share of its kinds.
    """
    rng = np.random.default_rng(seed)
    family = np.array([_family(name) for name in examples.names])
    evidence = np.zeros((len(examples.names), len(PLACES)), dtype=np.float32)
    steps = np.zeros((len(PLACES), len(PLACES)))
    descent = Descent([evidence, steps], [decay, 0.0], epochs * len(list(_batches(examples, batch, rng))))
    for _ in range(epochs):
        for pages in _batches(examples, batch, rng):
            descent.down(_slopes(examples, pages, evidence, steps, family, dropped, families_dropped, rng))
            np.maximum(steps, LEAST_STEP, out=steps)
    evidence, steps = descent.mean()
    return evidence, steps


LEAST_STEP = -4.0
"""Log units: a step that no page of a fit has is unlikely, not impossible."""


def _family(name: str) -> int:
    return next(at for at, pattern in enumerate(_FAMILIES) if re.match(pattern, name))


def _batches(examples: Examples, size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """The numbers of all pages, pages of about the same length together, in an order drawn anew."""
    lengths = np.diff(examples.starts)
    order = np.argsort(lengths * (0.9 + 0.2 * rng.random(len(lengths))))
    parts = np.array_split(order, max(1, len(order) // size))
    return iter([parts[at] for at in rng.permutation(len(parts))])


def _slopes(examples, pages, evidence, steps, family, dropped, families_dropped, rng) -> list[np.ndarray]:
    """By how much the answers become likelier with each weight, negative, for a line of these pages."""
    lengths = np.diff(examples.starts)[pages]
    pages = pages[np.argsort(-lengths, kind="stable")]  # so that the pages that still go on are the first
    lengths = -np.sort(-lengths)
    lines = np.concatenate([np.arange(examples.starts[page], examples.starts[page + 1]) for page in pages])
    shown = examples.shown[lines]
    kept = rng.random(shown.nnz, dtype=np.float32) >= dropped
    of_line = np.repeat(np.arange(len(lines)), np.diff(shown.indptr))
    kept &= (rng.random((len(lines), len(_FAMILIES))) >= families_dropped)[of_line, family[shown.indices]]
    shown.data = kept * np.float32(1 / (1 - dropped) / (1 - families_dropped))
    scores = np.where(examples.forbidden[lines], -60.0, (shown @ evidence).astype(float))  # shares may be very small
    likely, often = expected(scores, lengths, steps, examples.gains[lines])
    answers = examples.places[lines]
    likely[np.arange(len(lines)), answers] -= 1
    goes_on = np.ones(len(lines), dtype=bool)
    goes_on[np.cumsum(lengths) - lengths] = False
    below = np.flatnonzero(goes_on)
    np.subtract.at(often, (answers[below - 1], answers[below]), 1)
    return [shown.T @ likely.astype(np.float32) / len(lines), often / len(lines)]


def expected(
    scores: np.ndarray, lengths: np.ndarray, steps: np.ndarray, gains: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How likely each place is for each line (lines × places), and how often each step is expected (places × places).

    The lines of pages of these `lengths`, longest first, stand one below another. Forward and backward shares, each
    line's scaled to 1 (Rabiner, A Tutorial on Hidden Markov Models, 1989), all pages of a batch at a time.
    """
    size = len(PLACES)
    starts = np.cumsum(lengths) - lengths
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares[starts] *= MAY_BEGIN
    growth = np.exp(steps) * MAY_FOLLOW
    growths = [growth, *(growth * pair for pair in DIVIDING)]
    factors = np.column_stack([np.ones(len(scores)), np.exp(gains) - 1])
    ahead, back = np.hstack(growths), np.hstack([each.T for each in growths])

    def onward(values: np.ndarray, lines: np.ndarray, along: np.ndarray) -> np.ndarray:
        return np.einsum("lp,lpk->lk", factors[lines], (values @ along).reshape(len(lines), len(growths), size))

    forward, scale = np.zeros_like(shares), np.ones(len(shares))
    backward, behind = np.zeros_like(shares), np.zeros_like(shares)
    forward[starts] = shares[starts] / shares[starts].sum(axis=1, keepdims=True)
    going = [np.count_nonzero(lengths > at) for at in range(lengths[0])]
    for at in range(1, lengths[0]):
        lines = starts[: going[at]] + at
        now = onward(forward[lines - 1], lines, ahead) * shares[lines]
        scale[lines] = np.maximum(now.sum(axis=1), 1e-300)
        forward[lines] = now / scale[lines, None]
    backward[starts + lengths - 1] = MAY_END
    for at in range(lengths[0] - 1, 0, -1):
        lines = starts[: going[at]] + at
        behind[lines] = shares[lines] * backward[lines] / scale[lines, None]
        backward[lines - 1] = onward(behind[lines], lines, back)
    likely = forward * backward
    total = np.maximum(likely.sum(axis=1, keepdims=True), 1e-300)
    below = np.setdiff1d(np.arange(len(scores)), starts)
    to = behind[below] / total[below]
    often = sum(((forward[below - 1] * factors[below, pair, None]).T @ to) * each for pair, each in enumerate(growths))
    return likely / total, often
