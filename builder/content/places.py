"""Where in a file what is spoken of stands: the number of its line, for a message."""

import re


def line_of(data: bytes, text: str) -> int:
    """Number of the first line of a UTF-8 file that holds `text`, 1 where none does."""
    before, found, _ = data.partition(text.encode())
    return before.count(b"\n") + 1 if found else 1


def key_line(data: bytes, key: str) -> int:
    """Number of the line of a head, of settings or of words on which `key` or a table of this name stands, 1 where none
    does: `date: …`, `rights = …`, `"date": …`, `reader.copied = …`, `[reader]`."""
    form = rb"""^(?:\xef\xbb\xbf)?[ \t]*[\["']*(?:\w+\.)?%b["']?[ \t]*[=:\]]""" % re.escape(key.encode())
    found = re.search(form, data, re.MULTILINE)
    return data.count(b"\n", 0, found.start()) + 1 if found else 1
