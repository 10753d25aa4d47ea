"""Failures a person can mend: one sentence, a place to click, a way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath


class Fault(Exception):
    """What is wrong, where, and how to mend it. `cli` prints it and exits with `status`.

    `str(fault)` is `path:line: what`, then the hint on a line of its own, indented.
    """

    status = 1

    def __init__(self, what: str, *, path: PurePath | str = "", line: int = 0, hint: str = ""):
        super().__init__(what, str(path), line, hint)
        self.what, self.path, self.line, self.hint = what, str(path), line, hint

    def __str__(self) -> str:
        place = ":".join(part for part in (self.path, str(self.line or "")) if part)
        sentence = f"{place}: {self.what}" if place else self.what
        return sentence + "".join(f"\n    {line}" for line in self.hint.splitlines())


class ContentFault(Fault):
    """Something in the content needs a person: a page, an article, the archive's settings."""


class UsageFault(Fault):
    """The command was called in a way it does not know."""

    status = 2


class MachineFault(Fault):
    """The disk, a permission, a lock or an interruption stood in the way."""

    status = 3


class Faults(Exception):
    """Several faults found in one go, so that a person mends them in one go too."""

    def __init__(self, faults: list[Fault]):
        super().__init__(faults)
        self.faults = faults

    @property
    def status(self) -> int:
        return max(fault.status for fault in self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


@contextmanager
def disk(doing: str = "cannot be written") -> Iterator[None]:
    """Turn what the operating system refuses into a MachineFault that names the file."""
    try:
        yield
    except OSError as error:
        raise MachineFault(f"{doing}: {error.strerror or error}", path=error.filename or "",
                           hint="Check the permissions and the free space on the disk.") from None
