"""The Chromium that the browser tests drive: the machine's own, else one that this gets.

`python tests/chromium.py` prints its path. Run by `make test` before the tests, so that none is ever skipped.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # a browser that looks nothing up on its own


def found() -> str:
    """Path of a Chromium on this machine, "" where there is none. `$CHROMIUM` names one of one's own."""
    own = os.environ.get("CHROMIUM", "")
    return own or next(filter(None, map(shutil.which, NAMES)), "") or downloaded()


def downloaded() -> str:
    """Path of the Chromium that Playwright has downloaded, "" where it has none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else ""


def fetched() -> str:
    """Get a Chromium: Debian's as root, else Playwright's; "" where neither works."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium", "fonts-noto-cjk"]):
            subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    return found()


def main() -> int:
    path = found() or fetched()
    if not path:
        print("The browser tests need Chromium and none could be installed.\n"
              "    Debian, Ubuntu: sudo apt-get install chromium\n"
              "    elsewhere: python -m playwright install chromium, or set CHROMIUM=/path/to/chromium",
              file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
