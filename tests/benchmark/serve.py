"""From saving an article to its page in a browser: the median of 20 edits of body and title in the preview.

`python tests/benchmark/serve.py -n 1000`, or `make bench-serve N=1000`. Also how long it takes until the built site,
with its lists and its search, has caught up.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import articles
import chromium
from serving import Preview

EDITS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="articles")
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        places = list(articles.places(options.n))
        for number, (place, text) in enumerate(zip(places, articles.texts(options.n, options.corpus), strict=True)):
            path = articles.banmian(folder, number, place, text)
        (folder / "content" / "archive.toml").write_text('newspaper = "试"\n', encoding="utf-8")
        begun = time.monotonic()
        preview = Preview(folder / "content", patience=1200)
        print(f"{options.n} articles: first page after {time.monotonic() - begun:.1f} s")
        try:
            measure(preview, path, "/".join(path.parts[-3:]).replace(".md", ".html"))
        finally:
            preview.end()


def measure(preview: Preview, path: Path, url: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = [*chromium.FLAGS, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=flags)
        page = browser.new_page()
        page.goto(preview.url + url)
        page.wait_for_timeout(1000)
        taken = []
        for edit in range(EDITS):
            word = f"改动{edit:02}"
            text = path.read_text("utf-8")
            head, mark, body = text.partition("\n---\n\n")
            if edit % 2:
                head = head.replace('title: "', f'title: "{word}', 1)
            begun = time.monotonic()
            path.write_text(head + mark + (body if edit % 2 else word + body), encoding="utf-8")
            page.wait_for_selector(f"text={word}", timeout=60_000)
            page.wait_for_load_state("load")
            taken.append(time.monotonic() - begun)
            page.wait_for_timeout(1500)
        print(f"save to reload: median {statistics.median(taken):.2f} s, slowest {max(taken):.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
