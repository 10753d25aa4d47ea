"""Failures a person can mend: one sentence, a place to click, a way out."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TypeVar

from builder.speech import Saying, said

T = TypeVar("T")


class Fault(Exception):
    """What is wrong, where, and how to mend it. `cli` prints it and exits with `status`.

    `what` and `hint` are English sentences with the names of `values` in braces ({path} is known), or Sayings.
    `str(fault)` is `path:line: what`, then the hint on a line of its own, indented.
    """

    status = 1

    def __init__(self, what: str | Saying, /, *, path: PurePath | str = "", line: int = 0, hint: str | Saying = "",
                 **values: object):
        super().__init__(what)
        self.path, self.line = str(path), line
        values["path"] = self.path
        self.what, self.hint = said(what, **values), said(hint, **values)

    def __reduce__(self):  # on its way home from another process
        return _fault, (type(self), self.what, self.path, self.line, self.hint)

    @property
    def place(self) -> str:
        """`path:line`, as far as they are known."""
        return ":".join(part for part in (self.path, str(self.line or "")) if part)

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.what}" if self.place else str(self.what)
        return sentence + "".join(f"\n    {line}" for line in str(self.hint).splitlines())


def _fault(kind: type[Fault], what: Saying, path: str, line: int, hint: Saying) -> Fault:
    return kind(what, path=path, line=line, hint=hint)


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


def gathered(faults: list[Fault], read: Callable[[], T]) -> T | None:
    """What `read` returns; None, and its faults added to `faults`, where it raises them."""
    try:
        return read()
    except Fault as fault:
        faults.append(fault)
    except Faults as several:
        faults.extend(several.faults)
    return None


PERMISSION = said("Ask who owns it to let you read and write there; and close programs that have it open.")
SPACE = said("Delete or move what is not needed, or name a folder on another disk.")
FOLDER = said("A file and a folder stand in each other's place: rename or remove what does not belong there.")
REASONS = {
    errno.EACCES: (said("Permission denied"), PERMISSION),
    errno.EPERM: (said("Operation not permitted"), PERMISSION),
    errno.ENOSPC: (said("No space left on device"), SPACE),
    errno.EDQUOT: (said("Disk quota exceeded"), SPACE),
    errno.EROFS: (said("Read-only file system"), said("Name a folder on another disk.")),
    errno.ENOENT: (said("No such file or directory"), said("It was there a moment ago: try again.")),
    errno.EISDIR: (said("Is a directory"), FOLDER),
    errno.ENOTDIR: (said("Not a directory"), FOLDER),
    errno.ENAMETOOLONG: (said("File name too long"), said("Choose a shorter name.")),
    errno.ELOOP: (said("Too many levels of symbolic links"), said("A link leads to itself: remove it.")),
    errno.EMFILE: (said("Too many open files"), said("Close other programs and try again.")),
    errno.EIO: (said("Input/output error"), said("The disk may be failing: copy the archive to another one.")),
}
"""What an operating system refuses with, in words that we can say in two languages, and what to do."""
OUTSIDE = {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.EIO}
"""Of these, those that no mistake of ours brings about: whoever asks only whether something is there may meet them."""
FULL = {errno.ENOSPC, errno.EDQUOT}
"""Of these, those of a disk that takes no more."""
OTHERWISE = said("Check the permissions and the free space on the disk.")

WRITING = said("cannot be written")


@contextmanager
def disk(doing: str | Saying = WRITING) -> Iterator[None]:
    """Turn what the operating system refuses into a MachineFault that names the file."""
    try:
        yield
    except OSError as error:
        raise refused(error, doing) from None


def refused(error: OSError, doing: str | Saying = WRITING) -> MachineFault:
    """What is said where the operating system refuses something; of a file that takes another's place, of that."""
    reason, hint = REASONS.get(error.errno, (error.strerror or str(error), OTHERWISE))
    return MachineFault("{doing}: {reason}", path=error.filename2 or error.filename or "", doing=said(doing),
                        reason=reason, hint=hint)
