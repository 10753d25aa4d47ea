"""How much a short line reads like a headline: characters in pairs, counted in headlines and in text."""

from functools import cache
from importlib.resources import files


@cache
def _odds() -> dict[str, int]:
    rows = files(__package__).joinpath("statistics.txt").read_text(encoding="utf-8").splitlines()
    odds = {}
    for row in rows:
        if row and not row.startswith("#"):
            value, pairs = row.split("\t")
            odds.update((pairs[at:at + 2], int(value)) for at in range(0, len(pairs), 2))
    return odds


def headness(text: str) -> float:
    """Log odds (base e) that a line of such characters is a headline and not text; 0 = cannot tell."""
    odds = _odds()
    return sum(odds.get(text[at:at + 2], 0) for at in range(len(text) - 1)) / 10
