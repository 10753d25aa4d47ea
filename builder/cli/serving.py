"""serve: the editor's preview."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.cli.console import add_content, command
from builder.errors import UsageFault
from builder.speech import counted, said

if TYPE_CHECKING:
    from builder.serve.worker import Outcome

PORT = 8000
EXAMPLES = (
    ("banmian serve", said("then open the address that it says; Ctrl-C ends it")),
    ("banmian serve --port 0", said("on any port that is free")),
    ('BANMIAN_EDITOR="vscode://file/{path}:{line}" banmian serve', said("its links open a file at the line")),
)


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put serve into the parser."""
    serve = command(commands, "serve", "a preview that follows every edit, for this machine alone", EXAMPLES, _serve)
    add_content(serve)
    serve.add_argument("--port", type=int, default=PORT, metavar="N", help="else 8000; 0 takes any that is free")
    serve.add_argument("--base-url", metavar="URL", help="where the site will stand; before archive.toml's base_url")


def teller() -> Callable[["Outcome"], None]:
    """Prints how builds ended, one after another: what was wrong before and still is, is not said again."""
    standing: set[str] = set()

    def told(outcome: "Outcome") -> None:
        faults = list(dict.fromkeys(map(str, outcome.faults)))
        for sentence in faults:
            if sentence not in standing:
                print(sentence, file=sys.stderr, flush=True)
        if outcome.trace:
            print(outcome.trace, end="", file=sys.stderr, flush=True)
        standing.clear()
        standing.update(faults)

    return told


def _serve(options: argparse.Namespace) -> int:
    from builder.serve import preview

    if not 0 <= options.port <= 65535:
        raise UsageFault("--port: {port} is no port", port=options.port, hint="--port 0")
    terminal = sys.stderr.isatty()

    def passed(number: int) -> None:
        if terminal:
            print(f"\r{counted(number, 'file')}", end="", file=sys.stderr, flush=True)

    told = teller()

    def ready(url: str, outcome: "Outcome") -> None:
        if terminal:
            print("\r\033[K", end="", file=sys.stderr)
        told(outcome)
        print(said("{url}   the preview; Ctrl-C ends it", url=url), flush=True)

    preview.serve(options.content, options.port, options.base_url, ready=ready, passed=passed, told=told)
    return 0
