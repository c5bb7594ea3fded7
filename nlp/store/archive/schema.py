"""Opens archives: creates them, brings older ones up to date, and says plainly what is wrong with others."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nlp.errors import ReferatError, UsageError
from nlp.resources import decision_types, topics
from nlp.store.archive.index import loading, numbers
from nlp.store.transaction import atomically

APPLICATION = 0x52656665
"""SQLite application id of an archive ("Refe")."""
MIGRATIONS = Path(__file__).parent / "migrations"
FIRST = 3
"""The oldest version that is brought up to date."""
PAGE = 8192
"""Bytes of a page: long texts leave less unused than in smaller ones."""
WAIT = 5.0
"""Seconds that a connection waits for another one's lock."""


class ArchiveError(ReferatError):
    """An archive that cannot be opened, read or written."""


def migrations() -> list[Path]:
    """The files that bring an archive to the newest version, each named by the version that it makes."""
    return sorted(MIGRATIONS.glob("[0-9][0-9][0-9][0-9].sql"))


def connect(path: Path, *, create: bool = False, read_only: bool = False, wait: float = WAIT) -> sqlite3.Connection:
    """An open archive of the newest version.

    Raises :class:`UsageError` where there is no archive and ``create`` is false, :class:`ArchiveError` for
    files that are no archive, of a newer version, locked, or not writable.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name the archive file, for example {path}/minutes.db")
    if not path.exists() and not create:
        raise UsageError(f"{path}: no archive there; make one with 'referat index FOLDER --archive {path}'")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: the folder {path.parent} does not exist; create it first")
    with explained(path):
        db = sqlite3.connect(
            address(path, read_only), uri=True, timeout=wait, isolation_level=None, check_same_thread=not read_only
        )
        try:
            prepare(db, path, read_only)
        except BaseException:
            db.close()
            raise
    return db


def address(path: Path, read_only: bool) -> str:
    """What is only read is opened for writing all the same: else SQLite leaves its notes (-wal, -shm) behind."""
    how = ("?immutable=1" if is_frozen(path) else "?mode=rw") if read_only else ""
    return path.resolve().as_uri() + how


def is_frozen(path: Path) -> bool:
    """Whether nobody can be writing: SQLite cannot keep its notes beside a file in a folder that is write-protected."""
    notes = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (notes.exists() and notes.stat().st_size)


def prepare(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Check what the file is, then set up the connection and the schema."""
    version = version_of(db, path)
    newest = number_of(migrations()[-1])
    if version > newest:
        raise ArchiveError(f"{path}: archive version {version}, this program knows up to {newest}; update referat")
    if 0 < version < FIRST:
        raise ArchiveError(f"{path}: made by a trial version of referat; index the minutes again into a new file")
    if version < newest:
        if read_only:
            with connect(path):
                pass
        else:
            migrate(db, version)
    if not read_only:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
    if loading.waiting(db) is not None:
        if read_only:
            with connect(path):
                pass
        else:
            loading.end(db)
    db.execute("PRAGMA cache_size = -32000")
    if read_only:
        db.execute("PRAGMA query_only = ON")
        db.execute("PRAGMA mmap_size = 134217728")


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """Schema version; 0 for a file without tables."""
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION:
        raise ArchiveError(f"{path}: an SQLite file, but no archive of referat; choose another file name")
    return version if tables else 0


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Run what is missing, each step in a transaction of its own."""
    if not version:
        db.execute(f"PRAGMA page_size = {PAGE}")
    for step in migrations():
        number = number_of(step)
        with atomically(db):
            if version_now(db) < number:
                for statement in statements(step.read_text("utf-8")):
                    db.execute(statement)
                if number in FILLS:
                    FILLS[number](db)
                db.execute(f"PRAGMA application_id = {APPLICATION}")
                db.execute(f"PRAGMA user_version = {number}")


def number_of(step: Path) -> int:
    """The version to which a step brings an archive, from its name ("0003_….sql")."""
    return int(step.name[:4])


def version_now(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def statements(script: str) -> Iterator[str]:
    """The statements of a script; none of ours has a semicolon inside."""
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    yield from (part for part in "\n".join(lines).split(";") if part.strip())


def fill_labels(db: sqlite3.Connection) -> None:
    for kind, names in (("topic", topics()), ("type", decision_types())):
        db.executemany("INSERT INTO label VALUES (?, ?, ?)", [(kind, name, bit) for bit, name in enumerate(names)])


def fill_amounts(db: sqlite3.Connection) -> None:
    asked = "SELECT id, parts FROM fact JOIN point ON id = point_id WHERE amount IS NOT NULL"
    found = ((numbers.packed_classes(parts), point_id) for point_id, parts in db.execute(asked))
    db.executemany("UPDATE fact SET amounts = ? WHERE point_id = ?", found)


FILLS: dict[int, Callable[[sqlite3.Connection], None]] = {3: fill_labels, 7: fill_amounts}
"""What a step of the schema needs beside its SQL."""


def bits(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """The bit of every label by kind, ``topic`` or ``type``."""
    found: dict[str, dict[str, int]] = {"topic": {}, "type": {}}
    for kind, name, bit in db.execute("SELECT kind, name, bit FROM label"):
        found[kind][name] = bit
    return found


@contextmanager
def transaction(db: sqlite3.Connection, path: Path, forget: Callable[[], None]) -> Iterator[None]:
    """All or nothing; after an error ``forget`` drops what was remembered of rows that are gone."""
    with explained(path):
        try:
            with atomically(db):
                yield
        except BaseException:
            forget()
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line with the remedy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: {explanation(str(error))}") from error


def explanation(said: str) -> str:
    """What an SQLite message means for the user."""
    for part, meaning in EXPLANATIONS:
        if part in said:
            return meaning
    return f"the archive cannot be used ({said}); restore a copy or index again"


EXPLANATIONS = (
    ("not a database", "not an archive (the file is no SQLite database); choose another file"),
    ("malformed", "the archive is damaged; restore a copy or index again into a new file"),
    ("locked", "another program is writing to the archive; wait for it or close it, then try again"),
    ("readonly", "the archive is write-protected; give write permission or use a copy"),
    ("read-only", "the archive is write-protected; give write permission or use a copy"),
    ("is full", "the disk is full; free some space and run the same command again, what was indexed is kept"),
    ("unable to open", "cannot be opened; check the permissions of the file and its folder"),
    ("disk I/O", "the disk is full or reports an error; free some space or check it, then run the same command again"),
    ("interrupted", "the question takes too long; narrow it with --from, --to or --municipality"),
)
