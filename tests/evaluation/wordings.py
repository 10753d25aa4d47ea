"""The regression by which a line's characters tell what it is, fitted on lines of laid-out pages.

Needs `pip install numpy scipy`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from descent import Descent
from scipy import sparse

from builder.parse import wording
from builder.parse.sight import sight

_LETTER = {value: letter for letter, value in wording.FIFTHS.items()}
ONE_IN = 7000
"""A character, a pair of them is looked at where one of so many different lines has it, or more."""
_MORE = {"body more": "more", "box more": "more", "caption more": "more", "subhead more": "subhead"}


def kind_of(place: str) -> str:
    """The kind of a line by its place: what is torn behind it and where it stands do not show in its characters."""
    role = place.rstrip("~^'")
    return _MORE.get(role, role)


def fitted(lines: Iterable[tuple[str, str]], seed: int = 1, epochs: int = 8, dropped: float = 0.4) -> str:
    """The regression as text, of lines (text, place); a line that comes again counts once."""
    items = sorted({(sight(text), kind_of(place)) for text, place in lines})
    shown = [sorted(wording.grams(text)) for text, _ in items]
    counts = Counter(gram for grams in shown for gram in grams)
    often = sorted(gram for gram, count in counts.items() if ONE_IN * count >= len(items))
    number = {gram: at for at, gram in enumerate(often)}
    known = [[number[gram] for gram in grams if gram in number] for grams in shown]
    ends = np.cumsum([0, *map(len, known)])
    rows = sparse.csr_matrix(
        (np.ones(ends[-1], dtype=np.float32), np.concatenate(known).astype(np.int32), ends), (len(items), len(number))
    )
    kinds = np.array([wording.KINDS.index(kind) for _, kind in items])
    usual = np.log(np.maximum(np.bincount(kinds, minlength=len(wording.KINDS)), 1) / len(items))
    weights = _descended(rows, kinds, usual.astype(np.float32), np.random.default_rng(seed), epochs, dropped)
    return _as_text(often, weights, usual)


def _descended(rows, kinds, usual, rng, epochs: int, dropped: float, batch: int = 512) -> np.ndarray:
    """Weights (grams × kinds); of each line a part of what it shows is left out, as in `chain`."""
    weights = np.zeros((rows.shape[1], len(usual)), dtype=np.float32)
    parts = max(1, len(kinds) // batch)
    descent = Descent([weights], [0.1], epochs * parts)
    for _ in range(epochs):
        for part in np.array_split(rng.permutation(len(kinds)), parts):
            shown = rows[part]
            shown.data = (rng.random(shown.nnz, dtype=np.float32) >= dropped) * np.float32(1 / (1 - dropped))
            scores = shown @ weights + usual
            likely = np.exp(scores - scores.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            likely[np.arange(len(part)), kinds[part]] -= 1
            descent.down([shown.T @ likely / len(part)])
    return descent.mean()[0]


def _as_text(grams: Sequence[str], weights: np.ndarray, usual: np.ndarray) -> str:
    fifths = np.clip(np.round(weights * 5), -26, 26).astype(int)
    rows = [
        f"{gram}\t{''.join(_LETTER[value] for value in row)}"
        for gram, row in zip(grams, fifths.tolist(), strict=True)
        if any(row) and gram.isprintable()  # what ends lines and parts columns here is in no row
    ]
    return "\n".join([
        "# How a line's characters read, fitted by tests/evaluation/wordings.py: log share of each kind in hundredths;",
        "# for each character, pair of them, beginning (^) and end ($) a letter for each kind, fifths of log units:",
        "# B two for it, b two against it.",
        *(f"{kind}\t{round(100 * share)}" for kind, share in zip(wording.KINDS, usual.tolist(), strict=True)),
        "[grams]",
        *rows,
        "",
    ])  # fmt: skip
