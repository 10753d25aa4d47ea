"""What a build remembers, so that the next one makes only what has changed.

One SQLite file in `.banmian/`. Of every edition it holds what it was made of, as digests, and its card, its documents
for the search index and its lines for exports, so that no other edition is read when one changes. Of the site it holds
the files of each part and their digests; the bytes themselves stand in the site, and the stamps of its folders say
that nobody touched them since. All of a build's changes are one transaction, committed when the site is in place: a
build that is killed before leaves a memory of the site before, which the stamps then contradict.

Nothing in here is ever needed: a file that is damaged, of another version or not ours at all is thrown away.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from builder.errors import WRITING, MachineFault, disk

TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE editions (date TEXT PRIMARY KEY, stamp BLOB, inputs BLOB, asks TEXT, places BLOB, pages TEXT,
    articles INTEGER, shown TEXT, digests BLOB, links TEXT, card TEXT, documents BLOB, lines BLOB);
CREATE TABLE works (author TEXT, date TEXT, place INTEGER, page TEXT, url TEXT, name TEXT, newspaper TEXT,
    cut TEXT,
    PRIMARY KEY (author, date, place)) WITHOUT ROWID;
CREATE TABLE parts (name TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID;
CREATE TABLE files (path TEXT, part TEXT, digest BLOB, size INTEGER, PRIMARY KEY (path, part)) WITHOUT ROWID;
CREATE INDEX files_of_part ON files (part);
CREATE TABLE folders (name TEXT PRIMARY KEY, stamp BLOB) WITHOUT ROWID;
"""
NAMES = re.findall(r"CREATE TABLE (\w+)", TABLES)
MACHINE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR,
           sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY}


class Damaged(Exception):
    """The memory cannot be read, or is not ours: forget it and begin anew."""


class Known(NamedTuple):
    """An edition as the last build saw it."""

    stamp: bytes
    """Of the stamps of its files; UNSURE where one was too new to be trusted."""
    inputs: bytes
    """Digest of the texts it was read from."""
    asks: tuple[str, ...]
    """Articles of other editions that its own ones name."""
    places: bytes
    """Digest of where these were and what they were called; UNSURE where that was not looked up."""


class Memo:
    """The memory of one site. `path`: its file; None: it lasts as long as this object.

    `program` is the digest of what makes the site; what another program remembered is forgotten.
    Raises Damaged; MachineFault where the disk is full, or may not be written.
    """

    def __init__(self, path: Path | None, program: bytes):
        if path:
            with disk():
                path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = sqlite3.connect(path or ":memory:", isolation_level=None)
        except sqlite3.Error as error:
            raise self._fault(error, path) from None
        self._path = path
        self.program = program
        try:
            self._ask("PRAGMA synchronous = NORMAL")
            self._ask("BEGIN IMMEDIATE")
            tables = {name for (name,) in self._ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables:
                for statement in TABLES.split(";"):
                    self._ask(statement)
            elif not set(NAMES) <= tables:
                raise Damaged
            if self.fact("program") != program:
                self.forget()
        except BaseException:
            self._base.close()
            raise

    def forget(self) -> None:
        """Everything, as where nothing was ever built."""
        for table in NAMES:
            self._ask(f"DELETE FROM {table}")
        self.learn("program", self.program)

    def commit(self) -> None:
        """Keep what was learnt."""
        self._ask("COMMIT")

    def close(self) -> None:
        """Forget what was learnt since the last commit."""
        self._base.close()

    def fact(self, name: str) -> bytes | None:
        """What was learnt under `name`, None where nothing was."""
        return next((value for (value,) in self._ask("SELECT value FROM facts WHERE name = ?", name)), None)

    def learn(self, name: str, value: bytes) -> None:
        """Remember `value` under `name`."""
        self._ask("INSERT OR REPLACE INTO facts VALUES (?, ?)", name, value)

    # --- Editions ------------------------------------------------------------------------------------------

    def editions(self) -> dict[str, Known]:
        """Date → what is known, oldest first."""
        rows = self._ask("SELECT date, stamp, inputs, asks, places FROM editions ORDER BY date")
        return {date: Known(stamp, inputs, tuple(asks.split("\n") if asks else ()), places)
                for date, stamp, inputs, asks, places in rows}

    def learn_edition(self, date: str, known: Known, *, card: Sequence, works: Iterable[tuple], pages: Iterable[str],
                      articles: int, shown: Iterable[str], digests: bytes, links: Sequence, documents: bytes,
                      lines: bytes) -> None:
        """An edition as it was read just now.

        `card`: what the rest of the site knows of it, as JSON has it; `works`: (author, page, url, name, newspaper,
        cut) of every article of every author; `links`: (article, as written, path, key) of what must lead somewhere;
        `shown`: "01/03" of every article that search knows; `digests`: of these, all of one length; `documents`,
        `lines`: as the other rooms pack them.
        """
        self.forget_edition(date)
        self._ask("INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", date, known.stamp,
                  known.inputs, "\n".join(known.asks), known.places, " ".join(pages), articles, " ".join(shown),
                  digests, json.dumps(links) if links else "", json.dumps(card, ensure_ascii=False), documents, lines)
        self._many("INSERT INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   ((author, date, place, *rest, json.dumps(cut, ensure_ascii=False))
                    for place, (author, *rest, cut) in enumerate(works)))

    def learn_stamp(self, date: str, stamp: bytes) -> None:
        """Of an edition whose files were touched and hold the same."""
        self._ask("UPDATE editions SET stamp = ? WHERE date = ?", stamp, date)

    def forget_edition(self, date: str) -> None:
        """An edition that is gone, or is read anew."""
        for row in self._ask("SELECT card FROM editions WHERE date = ?", date):
            for author in {author for *_, authors, _ in _said(row[0])[1] for author in authors}:
                self._ask("DELETE FROM works WHERE author = ? AND date = ?", author, date)
            self._ask("DELETE FROM editions WHERE date = ?", date)

    def counts(self) -> tuple[int, int, int]:
        """Editions, pages, articles."""
        rows = list(self._ask("SELECT pages, articles FROM editions"))
        return len(rows), sum(len(pages.split()) for pages, _ in rows), sum(articles for _, articles in rows)

    def cards(self, dates: Iterable[str] | None = None) -> Iterator[tuple[str, list]]:
        """(date, card) of `dates`, of all editions where none are given; oldest first."""
        if dates is None:
            rows = self._ask("SELECT date, card FROM editions ORDER BY date")
        else:
            rows = (row for date in sorted(dates)
                    for row in self._ask("SELECT date, card FROM editions WHERE date = ?", date))
        return ((date, _said(card)) for date, card in rows)

    def shown(self) -> Iterator[tuple[str, list[str], list[str], bytes]]:
        """(date, its pages, "01/03" of its articles, their digests) of every edition, oldest first."""
        rows = self._ask("SELECT date, pages, shown, digests FROM editions ORDER BY date")
        return ((date, pages.split(), shown.split(), digests) for date, pages, shown, digests in rows)

    def links(self) -> Iterator[tuple[str, str, str, str]]:
        """(article, as written, path, key) of all that must lead somewhere."""
        for (links,) in self._ask("SELECT links FROM editions WHERE links != '' ORDER BY date"):
            yield from _said(links)

    def documents(self, date: str) -> bytes:
        """The documents of an edition, as they were packed."""
        return next(self._ask("SELECT documents FROM editions WHERE date = ?", date))[0]

    def lines(self, year: str) -> Iterator[bytes]:
        """The lines of each edition of a year."""
        for (lines,) in self._ask("SELECT lines FROM editions WHERE substr(date, 1, 4) = ? ORDER BY date", year):
            yield lines

    def works(self) -> Iterator[tuple[str, str, str, str, str, str, str]]:
        """(author, date, page, url, name, newspaper, cut as JSON), an author's together, latest edition first."""
        return self._ask("SELECT author, date, page, url, name, newspaper, cut FROM works "
                         "ORDER BY author, date DESC, place")

    # --- The site's files ----------------------------------------------------------------------------------

    def parts(self) -> dict[str, bytes]:
        """Part of the site → key of what it was made of."""
        return dict(self._ask("SELECT name, key FROM parts"))

    def files(self, part: str) -> Iterator[tuple[str, bytes, int]]:
        """(path, digest, size) of its files."""
        return self._ask("SELECT path, digest, size FROM files WHERE part = ? ORDER BY path", part)

    def paths(self, part: str) -> list[str]:
        """The paths of its files, sorted."""
        return [path for (path,) in self._ask("SELECT path FROM files WHERE part = ? ORDER BY path", part)]

    def learn_part(self, part: str, key: bytes, files: Iterable[tuple[str, bytes, int]]) -> None:
        """`files`: (path, digest, size). Rows that stay as they are are left alone."""
        before, now = set(self.files(part)), set(files)
        self._ask("INSERT OR REPLACE INTO parts VALUES (?, ?)", part, key)
        self._many("DELETE FROM files WHERE path = ? AND part = ?", ((path, part) for path, *_ in before - now))
        self._many("INSERT INTO files VALUES (?, ?, ?, ?)",
                   ((path, part, digest, size) for path, digest, size in sorted(now - before)))

    def forget_part(self, part: str) -> None:
        """A part that does not stand as it was written, or is gone."""
        self._ask("DELETE FROM parts WHERE name = ?", part)
        self._ask("DELETE FROM files WHERE part = ?", part)

    def below(self, folder: str) -> list[tuple[str, str, bytes]]:
        """(path, part, digest) of the files below a folder of the site's root; "": of those in the root itself."""
        columns = "SELECT path, part, digest FROM files WHERE"
        return list(self._ask(f"{columns} path >= ? AND path < ?", f"{folder}/", f"{folder}0") if folder
                    else self._ask(f"{columns} instr(path, '/') = 0"))

    def number_of_files(self) -> int:
        return next(self._ask("SELECT count(*) FROM files"))[0]

    def sizes(self) -> Iterator[tuple[str, int]]:
        """(path, size) of every file."""
        return self._ask("SELECT path, size FROM files")

    def folders(self) -> dict[str, bytes]:
        """Folder of the site's root → stamp of all below it."""
        return dict(self._ask("SELECT name, stamp FROM folders"))

    def learn_folders(self, stamps: Mapping[str, bytes]) -> None:
        """Of the whole site, as it stands now."""
        self._ask("DELETE FROM folders")
        self._many("INSERT INTO folders VALUES (?, ?)", stamps.items())

    # --- SQLite --------------------------------------------------------------------------------------------

    def _ask(self, statement: str, *values: object) -> Iterator[tuple]:
        """The statement is carried out at once; its rows are read as they are asked for."""
        try:
            return self._rows(self._base.execute(statement, values))
        except sqlite3.Error as error:
            raise self._fault(error, self._path) from None

    def _rows(self, found: sqlite3.Cursor) -> Iterator[tuple]:
        """What is damaged far behind a table's head shows only when it is read."""
        try:
            for row in found:  # noqa: UP028  a cursor that is yielded from is closed with it, behind the base's end
                yield row
        except sqlite3.Error as error:
            raise self._fault(error, self._path) from None

    def _many(self, statement: str, rows: Iterable[tuple]) -> None:
        try:
            self._base.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._fault(error, self._path) from None

    @staticmethod
    def _fault(error: sqlite3.Error, path: Path | None) -> Exception:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.InterfaceError | sqlite3.ProgrammingError):
            return error  # a bug of ours
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says where exactly; Python's own have none
        if code in MACHINE:
            return MachineFault("{doing}: {reason}", path=path or "", doing=WRITING, reason=str(error),
                                hint="Check the permissions and the free space on the disk.")
        return Damaged(str(error))


def _said(text: str) -> list:
    """What JSON says that stood in the memory."""
    try:
        return json.loads(text)
    except ValueError:
        raise Damaged from None


def forget(path: Path) -> None:
    """Throw the memory in `path` away."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(FileNotFoundError):
            path.with_name(name).unlink()
