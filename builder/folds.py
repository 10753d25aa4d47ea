"""Characters that are taken for one another: traditional and simplified, full and half width, small and capital.

The table is OpenCC's and Unicode's (`folds.txt` says which is whose). Search folds texts and queries with all of it,
the parser what it looks at with the Chinese part.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def folds() -> Mapping[int, int]:
    """Code point → the code point that stands for it, as `folds.txt` says."""
    lines = Path(__file__).with_name("folds.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {int(source, 16): int(target, 16) for source, target in pairs}


@cache
def simplified() -> Mapping[int, int]:
    """Code point of a traditional character → that of the simplified one."""
    return {code: to for code, to in folds().items() if _is_chinese(code) and _is_chinese(to)}


def _is_chinese(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF
