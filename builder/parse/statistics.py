"""What characters say: how much a short line reads like a headline, and how two lines of a headline divide.

Counted and fitted on headlines and text by tests/evaluation/fit.py; numbers and pairs of characters only.
"""

from functools import cache
from importlib.resources import files

PAIRS = ("kicker+title", "title+deck", "title+title")
"""What two lines of a headline can be."""


Tables = tuple[dict[str, float], dict[str, tuple[float, ...]]]
"""Characters in pairs → log odds of headline against text; evidence of two lines → weights of `PAIRS`."""


@cache
def _tables() -> Tables:
    return tables(files(__package__).joinpath("statistics.txt").read_text(encoding="utf-8"))


def tables(text: str) -> Tables:
    """The numbers in a file of statistics."""
    odds: dict[str, float] = {}
    pairs: dict[str, tuple[float, ...]] = {}
    section = ""
    for row in text.split("\n"):
        if row.startswith("["):
            section = row.strip("[]")
        elif section == "headlines" and row:
            value, couples = row.split("\t")
            odds.update((couples[at : at + 2], int(value) / 10) for at in range(0, len(couples), 2))
        elif section == "two lines" and row:
            name, *weights = row.split("\t")
            pairs[name] = tuple(int(weight) / 100 for weight in weights)
    return odds, pairs


def headness(text: str) -> float:
    """Log odds (base e) that a line of such characters is a headline and not text; 0 = cannot tell."""
    odds = _tables()[0]
    return sum(odds.get(text[at : at + 2], 0.0) for at in range(len(text) - 1))


def division(upper: str, lower: str) -> tuple[float, ...]:
    """Scores of `PAIRS` for two lines of a headline, in log units."""
    known = _tables()[1]
    total = [0.0] * len(PAIRS)
    for name in two_lines(upper, lower):
        for at, weight in enumerate(known.get(name, ())):
            total[at] += weight
    return tuple(total)


def two_lines(upper: str, lower: str) -> list[str]:
    """The evidence that two lines of a headline give of how they divide."""
    found = {"always"}
    for side, text in (("u", upper), ("l", lower)):
        found |= {f"{side}{char}" for char in text}
        found |= {f"{side}{text[at : at + 2]}" for at in range(len(text) - 1)}
        found |= {f"{side}<{text[:2]}", f"{side}{text[-2:]}>", f"{side}{text[-1:]}>"}
        found.add(f"{side} long {min(len(text) // 4, 9)}")
        found.add(f"{side} parts {len(text.split())}")
        found.add(f"{side} digits {any(map(str.isdigit, text)):d}")
        found.add(f"{side} commas {min(text.count('，'), 2)}")
    longer = len(upper) - len(lower)
    found.add(f"longer {max(-5, min(5, longer // 3 if longer >= 0 else -(-longer // 3)))}")
    found.add(f"even {longer == 0:d}")
    found.add(f"shared {min(3, len(set(upper) & set(lower) - set('，“”、（） ')))}")
    return sorted(found)
