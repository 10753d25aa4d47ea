"""How things are said in a terminal, and the options that several commands share."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def progress(things: Iterable, what: str) -> Iterator:
    """The things; on a terminal, once they take over a second, with their running number."""
    terminal, begun, shown = sys.stderr.isatty(), time.monotonic(), 0.0
    for number, thing in enumerate(things, 1):
        yield thing
        if terminal and (now := time.monotonic()) - begun > 1 and now - shown > 0.1:
            print(f"\r{number} {what}", end="", file=sys.stderr, flush=True)
            shown = now
    if shown:
        print("\r\033[K", end="", file=sys.stderr)


def add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="default: content")


def add_site(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="default: site")


def add_encoding(command: argparse.ArgumentParser) -> None:
    command.add_argument("--encoding", metavar="NAME", help="where it cannot be told: gb18030, big5, utf-16 …")
