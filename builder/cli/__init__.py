"""The command `banmian`: the only room that prints and exits.

One module for each kind of work; each puts its commands into the parser and runs them:

console    how things are said in a terminal
parsing    parse · explain
building   build
searching  search

A command imports its rooms when it runs: dictionary and templates cost half a second, which a build with nothing to
do does not have.
"""

import argparse
import os
import sys

from builder import __version__
from builder.cli import building, parsing, searching
from builder.errors import Fault, Faults

EXAMPLES = """examples:
  banmian parse                                 all pages of the archive in content/
  banmian parse page.txt --output articles      a page alone, without an archive
  banmian explain content/2025-07-10/01/page.txt
  banmian build                                 content/ into site/
  banmian search "锂矿 湖南"                     in the terminal, as on the site
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 content, 2 usage, 3 machine."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    options = _options().parse_args(arguments)
    try:
        return options.run(options)
    except (Fault, Faults) as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except BrokenPipeError:  # the reader of our pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted; the next command finishes or forgets what was begun", file=sys.stderr)
        return 3


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="banmian", description="Raw text of newspaper pages in, a searchable archive out.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"banmian {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (parsing, building, searching):
        module.add_to(commands)
    return parser
