"""Which inputs an archive was filled from: their state and content, and what became of them."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

BEHIND = re.compile(r"#|!/")
"""What stands between an input and one of its documents."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file, or a member of a zip archive.

    ``size`` and ``changed`` are the file's when it was read (0: not known), ``sha256`` is its content's, ``options`` a
    digest of what its records depend on beside content and model; ``documents`` counts those in the archive, ``line``
    is that of the manifest.
    """

    path: str
    size: int
    changed: int
    sha256: str | None
    options: str | None
    status: str
    documents: int
    line: str


def get(db: sqlite3.Connection, path: str) -> Input | None:
    """What an archive knows of an input; None where it knows nothing."""
    row = db.execute("SELECT * FROM input WHERE path = ?", (path,)).fetchone()
    return Input(*row) if row else None


def put(db: sqlite3.Connection, one: Input) -> None:
    db.execute("INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(one))


def drop(db: sqlite3.Connection, path: str) -> None:
    """Forget the inputs that a document or an input of this path comes from."""
    db.executemany("DELETE FROM input WHERE path = ?", [(origin,) for origin in origins(path)])


def left_over(db: sqlite3.Connection, path: str, kept: Iterable[str]) -> list[str]:
    """Documents that an input gave before, when it held other meetings, and that are not among those kept now."""
    asked = (
        "SELECT path FROM document WHERE (path = ? OR path >= ? AND path < ?)"
        " AND (path = ? OR path NOT IN (SELECT path FROM input))"
    )
    kept = set(kept)
    found = db.execute(asked, (path, path + "#", path + "$", path)).fetchall()
    return [one for (one,) in found if one not in kept]


def read_otherwise(db: sqlite3.Connection, path: str) -> list[str]:
    """The whole file of a meeting "a.pdf#2", or the meetings of "a.pdf": a file was one before and is several now."""
    whole, mark, number = path.rpartition("#")
    if mark and number.isdigit():
        found = db.execute("SELECT path FROM document WHERE path = ?", (whole,)).fetchall()
        return [one for (one,) in found]
    return [] if mark else left_over(db, path, (path,))


def paths(db: sqlite3.Connection) -> list[str]:
    return [path for (path,) in db.execute("SELECT path FROM input ORDER BY path")]


def lines(db: sqlite3.Connection) -> Iterator[str]:
    """What the manifest says, in the order of the paths."""
    for (line,) in db.execute("SELECT line FROM input ORDER BY path"):
        yield line


def origins(path: str) -> Iterator[str]:
    """The path, and those of the inputs that may have given it: "a.zip!/b.csv#7" comes from "a.zip!/b.csv"."""
    yield path
    for match in BEHIND.finditer(path):
        yield path[: match.start()]


def file_of(path: str) -> Path:
    """The file of a document: "a.pdf" of "a.pdf#2", unless a file has that very name."""
    whole, mark, _ = path.rpartition("#")
    return Path(whole if mark and os.path.exists(whole) and not os.path.exists(path) else path)
