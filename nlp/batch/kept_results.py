"""Results kept between runs, by content and by what they depend on: one SQLite file, nothing in it but JSON.

A row is written in one transaction as soon as a unit is done, so a killed run goes on where it stopped. Each
row carries a checksum; a damaged one counts as missing, and a damaged file is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from nlp.batch.units import RESULTS
from nlp.batch.workers.results import Result
from nlp.errors import ReferatError
from nlp.home import home
from nlp.store.transaction import atomically

LIMIT = 10_000_000_000
"""Bytes of packed results, of some 200,000 meetings; the ones not used for longest go first."""
EVICTED = 0.1
"""Share of the limit that is freed at once."""
USED = 3600
"""Seconds: how exactly it is noted when a result was used."""
FRESH = 2_000_000_000
"""Nanoseconds: a file changed so recently may change again without another time; its content is read."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS result (
    key BLOB PRIMARY KEY, status TEXT, used INTEGER, made INTEGER, head TEXT, data BLOB, sum BLOB);
CREATE TABLE IF NOT EXISTS content (path BLOB PRIMARY KEY, size INTEGER, changed INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS result_used ON result (used, length(data));
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A result and when it was made, in seconds since 1970."""

    result: Result
    made: int


def default_folder() -> Path:
    """``REFERAT_CACHE``, or the folder ``cache`` beside the user's own models."""
    return Path(os.environ.get("REFERAT_CACHE") or home() / "cache")


class Store:
    """The results of a folder; without one, those of this run alone, in a file that vanishes with it.

    Safe to use from several threads and processes. Raises :class:`OSError` where the folder cannot be used.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self.limit = limit
        self._lock = threading.RLock()
        self._db = _open(folder)
        self._now = int(time.time())
        self._size = self._total()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def get(self, key: bytes) -> Kept | None:
        """The result under a key, if it is there and undamaged."""
        with self._lock:
            row = self._db.execute(
                "SELECT made, head, CAST(data AS BLOB), sum FROM result WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            made, head, data, total = row
            if checksum(made, head, data) != total:
                self._db.execute("DELETE FROM result WHERE key = ?", (key,))
                return None
        values = json.loads(head)
        return Kept(Result(data, **values), made)

    def status(self, key: bytes) -> str | None:
        """The status of the result under a key; None where there is none."""
        with self._lock:
            row = self._db.execute("SELECT status, used FROM result WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            status: str = row[0]
            if row[1] < self._now - USED:
                self._db.execute("UPDATE result SET used = ? WHERE key = ?", (self._now, key))
        return status

    def put(self, key: bytes, result: Result) -> None:
        """Keep the result of a unit in place of an earlier one under the same key."""
        values = asdict(result)
        data = values.pop("data")
        head = json.dumps(values)
        row = (key, result.status, self._now, int(time.time()), head, data)
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, checksum(*row[3:])))
            self._size += len(data)
            if self._size > self.limit:
                self._evict()

    def sha256(
        self, path: str, size: int, changed: int, read: Callable[[], str | None], *, verify: bool = False
    ) -> str | None:
        """The hash of a file, or member; not ``read`` again while size and time are as they were, unless ``verify``."""
        name = path.encode("utf-8", "surrogatepass")
        with self._lock:
            row = self._db.execute("SELECT size, changed, sha256 FROM content WHERE path = ?", (name,)).fetchone()
        if row and row[:2] == (size, changed) and not verify:
            known: str = row[2]
            return known
        found = read()
        if found and is_settled(changed):
            with self._lock:
                self._db.execute("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", (name, size, changed, found))
        return found

    def _total(self) -> int:
        total: int = self._db.execute("SELECT coalesce(sum(length(data)), 0) FROM result").fetchone()[0]
        return total

    def _evict(self) -> None:
        """Drop what was not used for longest."""
        self._size = self._total()
        surplus = self._size - int(self.limit * (1 - EVICTED))
        if self._size <= self.limit:
            return
        freed = 0
        keys: list[tuple[bytes]] = []
        for key, size in self._db.execute("SELECT key, length(data) FROM result ORDER BY used, made"):
            if freed >= surplus:
                break
            keys.append((key,))
            freed += size
        with atomically(self._db):
            self._db.executemany("DELETE FROM result WHERE key = ?", keys)
        self._size -= freed


def is_settled(changed: int) -> bool:
    """Whether a change after this time of the last one, in nanoseconds since 1970, would show another time."""
    return time.time_ns() - changed > FRESH


def checksum(made: int, head: str, data: bytes) -> bytes:
    """Sixteen bytes over all that a row holds, by which damage is seen when it is read."""
    return hashlib.blake2b(data, digest_size=16, key=hashlib.blake2b(f"{made} {head}".encode()).digest()).digest()


def _open(folder: Path | None) -> sqlite3.Connection:
    if folder is None:
        return _connect("")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / RESULTS
    try:
        return _connect(str(file))
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and not is_damage(error):
            raise OSError(f"{file}: {error}") from error
        discard(folder)
        return _connect(str(file))


def discard(folder: Path) -> None:
    """Remove the results of a folder, which are damaged."""
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            (folder / (RESULTS + ending)).unlink()


@contextmanager
def explained(store: Store, folder: Path | None) -> Iterator[None]:
    """Turn what SQLite says of a store into a :class:`ReferatError`; a damaged one is closed and removed."""
    try:
        yield
    except sqlite3.Error as error:
        if folder and is_damage(error):
            store.close()
            discard(folder)
            raise ReferatError(
                f"the cache {folder}: was damaged and has been removed; run the same command again"
            ) from error
        raise ReferatError(f"the cache {folder or ''}: {error}; free space, or run with --no-cache") from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, not locked or full."""
    return "malformed" in str(error) or "not a database" in str(error)


def _connect(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(SCHEMA)
        db.execute("SELECT count(*), (SELECT count(*) FROM content) FROM result").fetchone()
    except BaseException:
        db.close()  # Windows removes no file that is open
        raise
    return db
