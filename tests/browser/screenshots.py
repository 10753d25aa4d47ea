"""README's pictures: `python tests/browser/screenshots.py SITE FOLDER` photographs a built site, light and dark.

The pictures look alike everywhere only with the same fonts; those in the repository are made with Debian's
fonts-noto-cjk.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import chromium

PICTURES = (  # name, path from the edition's folder, width, height, scheme
    ("home", "../index.html", 1440, 900, "light"),
    ("page", "01/index.html", 1440, 1100, "light"),
    ("article", "01/01.html", 1440, 1000, "light"),
    ("article-phone", "01/01.html", 360, 740, "dark"),
    ("raw", "01/raw.html", 1440, 1000, "light"),
)


def main(site: Path, folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    edition = max(site.glob("[0-9]*-[0-9]*-[0-9]*/index.html")).parent
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=[*chromium.FLAGS, "--no-sandbox"])
        for name, path, width, height, scheme in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((edition / path).resolve().as_uri())
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
