"""What several rooms' tests share: one Chromium for the whole run, and an http server under a sub-path."""

import functools
import http.server
import os
import signal
import sys
import threading
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))
os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}  # what is said is said in English, whoever runs the tests

import chromium

# How long an example takes is the machine's affair: a busy one would fail what is right.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

# A shell starts what runs in the background deaf to Ctrl-C, and so would be every program that a test starts and stops.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the outlines of tests/pages anew")


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, started once."""
    from playwright.sync_api import sync_playwright

    path = chromium.found()
    if not path:
        pytest.fail("no Chromium: run `python tests/chromium.py`, which gets one", pytrace=False)
    flags = list(chromium.FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A fresh tab; the test fails where its console speaks or a request leaves the site."""
    context = browser.new_context()
    tab = context.new_page()
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
    tab.on("request", lambda request: None if local(request.url) else heard.append(f"request: {request.url}"))
    yield tab
    context.close()
    assert heard == []


def local(url: str) -> bool:
    return url.startswith(("file://", "http://127.0.0.1:", "data:", "about:", "blob:"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    prefix = "/some/repo/"

    def translate_path(self, path):
        if not path.startswith(self.prefix):
            return os.devnull + "/nothing"
        return super().translate_path(path.removeprefix(self.prefix[:-1]))

    def log_message(self, *arguments):
        pass


@pytest.fixture
def served():
    """served(folder) → the URL of that folder on http://127.0.0.1:PORT/some/repo/."""
    servers = []

    def serve(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{Quiet.prefix}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
