"""How long a page takes to read, and whether time grows with the page and not faster: ratios beside milliseconds.

    python tests/benchmark/parse.py [PAGE.txt …]

Without pages: the invented ones of tests/pages, one behind another.
"""

import argparse
import time
from pathlib import Path

from builder import parse

INVENTED = sorted((Path(__file__).parent.parent / "pages").glob("*/page.txt"))


def least(text: str, runs: int) -> float:
    """Processor seconds of the quickest of some readings."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        parse.read(text)
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="*")
    texts = [path.read_text(encoding="utf-8") for path in parser.parse_args().pages or INVENTED]
    parse.read(texts[0])  # jieba's start is not counted
    for text in texts if len(texts) < 20 else []:
        print(f"{len(text):>7} characters {least(text, 5) * 1000:7.1f} ms")
    whole = "\n".join(texts)
    once = least(whole, 3)
    print("\n pages  characters  seconds  × of one for each")
    for copies in (1, 4, 16):
        text = "\n".join([whole] * copies)
        taken = least(text, 1 if copies > 4 else 3)
        print(f"{copies * len(texts):>6} {len(text):>11} {taken:8.2f}  {taken / once / copies:.2f}")
    line = "本报讯（记者王小鑫）" + "昨天，全市中小学开学，孩子们走进教室。" * 5300
    print(f"one line of {len(line)} characters: {least(line, 1):.2f} s")


if __name__ == "__main__":
    main()
