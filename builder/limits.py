"""What GitHub Pages takes, in bytes, and what is said of a site that comes near to it."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from builder.errors import ContentFault
from builder.speech import said

SITE = 1_000_000_000
"""Of a whole site."""
FILE = 100_000_000
"""Of one file."""
NEAR = 0.8
"""The part of a limit from which on a person is warned."""


def measured(site: PurePath, whole: int, files: Iterable[tuple[str, int]]) -> Iterator[tuple[float, ContentFault]]:
    """(part of the limit, what is said of it) for a `site` of `whole` bytes and some of its files: (path, bytes)."""
    hint = said("Divide the archive by years, or make pictures smaller.")
    yield whole / SITE, ContentFault("the site has {size} MB; GitHub Pages takes {limit} MB", path=site, hint=hint,
                                     size=whole // 1_000_000, limit=SITE // 1_000_000)
    for path, held in files:
        yield held / FILE, ContentFault("the file has {size} MB; GitHub takes {limit} MB", path=site / path, hint=hint,
                                        size=held // 1_000_000, limit=FILE // 1_000_000)
