"""The whole site, built in a process of its own: an edit never waits for it, and what ends the preview ends it too.

The process is this module: each line on its standard input asks for a build, pickled numbers of files and at last an
Outcome on its standard output answer.
"""

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.errors import Fault, Faults, MachineFault

OFTEN = 200
"""Files after which a build says how far it is."""
PATIENCE = 3
"""Seconds that a build has to end when it is told to."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    faults: tuple[Fault, ...] = ()
    trace: str = ""
    """Of a fault that is ours."""


class Worker:
    """Builds the archive in `folder` into `target`, one build at a time."""

    def __init__(self, folder: Path, target: Path, base_url: str | None):
        self.order = [str(folder), str(target), *([] if base_url is None else [base_url])]
        self.process: subprocess.Popen | None = None
        self.ended = False

    def build(self, passed: Callable[[int], None] = lambda number: None) -> Outcome:
        """Build now; `passed` hears how many files have been made. What ends the process is an Outcome too."""
        try:
            process = self._process()
            process.stdin.write(b"\n")
            process.stdin.flush()
            while isinstance(answer := pickle.load(process.stdout), int):
                passed(answer)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._kill()
            return Outcome((MachineFault("the build was ended from outside",
                                         hint="Is there memory enough? It will be tried again."),))
        return answer

    def end(self) -> None:
        """End the process and all that it has started."""
        self.ended = True
        self._kill()

    def _process(self) -> subprocess.Popen:
        if self.ended:
            raise EOFError
        if self.process is None:
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" \
                else {"start_new_session": True}     # Ctrl-C is the preview's to hear
            self.process = subprocess.Popen([sys.executable, "-m", __name__, *self.order], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, **apart)
        return self.process

    def _kill(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        for sign in ("SIGTERM", "SIGKILL"):
            with suppress(OSError):
                if os.name == "nt":
                    process.terminate()
                else:
                    os.killpg(process.pid, getattr(signal, sign))
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()


# --- In the process ----------------------------------------------------------------------------------------------

def main(folder: str, target: str, base_url: str | None = None) -> None:
    """Answer each line on standard input with a build, until there is none."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)       # what anything prints does not stand among the answers
    if hasattr(os, "nice"):
        os.nice(5)      # the open page comes first
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for _ in sys.stdin:
            _answer(answers, _outcome(Path(folder), Path(target), base_url, answers))


def _answer(answers, thing: object) -> None:
    pickle.dump(thing, answers)
    answers.flush()


def _outcome(folder: Path, target: Path, base_url: str | None, answers) -> Outcome:
    from builder import build
    from builder.site import frame

    def watched(files: Iterable) -> Iterator:
        for number, file in enumerate(files, 1):
            yield file
            if number % OFTEN == 0:
                _answer(answers, number)

    frame.forget()
    try:
        build.build(folder, target, base_url, watch=watched)
    except Fault as fault:
        return Outcome((fault,))
    except Faults as several:
        return Outcome(tuple(several.faults))
    except BrokenPipeError:     # nobody waits any more
        raise
    except Exception:
        return Outcome(trace=traceback.format_exc())
    return Outcome()


if __name__ == "__main__":
    from builder.serve import worker  # by the name under which the other side knows an Outcome

    worker.main(*sys.argv[1:])
