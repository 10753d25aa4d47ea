"""The command `banmian`: the only room that prints and exits.

One module for each kind of work; each puts its commands into the parser and runs them:

console    how things are said in a terminal
starting   init · add
parsing    parse · explain
building   build
checking   check
serving    serve
searching  search

A command imports its rooms when it runs: dictionary and templates cost half a second, which a build with nothing to
do does not have.
"""

import os
import sys

from builder import __version__
from builder.cli import building, checking, console, parsing, searching, serving, starting
from builder.errors import FULL, OUTSIDE, Fault, Faults, refused
from builder.speech import said

EXAMPLES = (
    ("banmian init archive", said("a new archive, with an example")),
    ("banmian add page.txt", said("file a raw page in the archive, and parse it")),
    ("banmian check", said("what wants a person")),
    ("banmian serve", said("a preview that follows every edit")),
    ("banmian build", said("content/ into site/")),
    ("banmian search 锂矿", said("search in the terminal, as on the site")),
    ("banmian build --help", said("more about one command")),
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 content, 2 usage, 3 machine."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    if sys.platform == "win32":
        import ctypes

        console.show_escapes(ctypes.windll.kernel32)
    arguments = sys.argv[1:] if arguments is None else arguments
    console.choose_language(arguments)
    try:
        options = _options().parse_args(arguments)
        status = options.run(options)
        sys.stdout.flush()
        return status
    except (Fault, Faults) as fault:
        console.complain(fault)
        return fault.status
    except BrokenPipeError:  # the reader of our pipe has seen enough
        _hold_your_tongue()
        return 0
    except OSError as error:
        if error.errno in FULL:  # of what is printed: of files the rooms tell that write them
            _hold_your_tongue()
            error.filename = sys.stdout.name
            fault = refused(error)
        elif error.errno in OUTSIDE:  # it may not even be seen whether what a path names is there
            fault = refused(error, "cannot be read")
        else:
            raise
        console.complain(fault)
        return fault.status
    except KeyboardInterrupt:
        print(said("interrupted; the next command finishes or forgets what was begun"), file=sys.stderr)
        return 3


def _hold_your_tongue() -> None:
    """What is still to be said goes nowhere: Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _options() -> console.Parser:
    parser, commands = console.parser(
        "banmian", said("Raw text of newspaper pages in, a searchable archive out."), EXAMPLES)
    parser.add_argument("--version", action="version", version=f"banmian {__version__}",
                        help="print the version and exit")
    for module in (starting, parsing, checking, building, serving, searching):
        module.add_to(commands)
    return parser
