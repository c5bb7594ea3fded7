"""Units of work: a file, or a member of a zip archive; and chunks of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp import remote
from nlp.errors import ReferatError, UsageError

CHUNK_BYTES = 100_000
"""A second's work where they are text."""
CHUNK_UNITS = 16
"""Units of a task at the most."""
MANIFEST = ".manifest.jsonl"
"""End of the name of what a run writes beside its output."""
RESULTS = "results-1.sqlite"
"""Name of the cache's file. The number is that of its layout; files of others are left alone."""
LARGE = 200_000
"""Bytes below which no file is large."""
SHARE = 0.01
"""Of a process's part of all bytes: a file above is started before smaller ones, so that it does not run alone at the
end."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is tagged in one piece.

    ``size`` is what there is to read, ``file_size`` and ``changed`` tell whether the file is still the same.
    ``member`` counts the members of an archive, ``suffix`` is what follows the path in records.
    """

    path: str
    size: int
    file_size: int
    changed: int
    member: int | None = None
    suffix: str = ""

    @property
    def name(self) -> str:
        """The path as text, with that of the member."""
        return printable(remote.without_credentials(self.path)) + printable(self.suffix)

    @property
    def state(self) -> tuple[int, int]:
        """Size and time of the file."""
        return self.file_size, self.changed

    def is_unchanged(self) -> bool:
        """Whether the file is still as it was when the run began."""
        try:
            now = file_state(self.path)
        except (OSError, ValueError, ReferatError):
            return False
        return now == self.state


def file_state(path: str) -> tuple[int, int]:
    """Size and time of the last change in nanoseconds, or what a remote place gives instead (0: nothing)."""
    if remote.is_remote(path):
        return remote.state(path)
    state = os.stat(path)
    return state.st_size, state.st_mtime_ns


def find_files(paths: Iterable[str], out: Path | None) -> Iterator[str]:
    """The files at the paths, in order: local ones and those of other places, without ``out``, manifests and caches.

    SQLite's notes beside ``out`` are left out with it.

    A file that is given twice, as itself and in a folder, counts once.
    """
    from nlp import read

    target = os.path.realpath(out) if out else ""
    own, met = {target, target + "-wal", target + "-shm"}, set[str]()
    for path in paths:
        if not path:
            raise UsageError("an empty path was given; write . for the folder you are in")
        if path == "-":
            raise UsageError("-: standard input is not read; give files or folders (./- for a file of that name)")
        found = remote.find(path) if remote.is_remote(path) else map(str, read.find_files([Path(path)]))
        for file in found:
            name = os.path.basename(file)
            same = out and name.startswith(out.name) and os.path.realpath(file) in own
            place = file if remote.is_remote(file) else os.path.abspath(file)
            if not (same or place in met or name.endswith(MANIFEST) or name.startswith(RESULTS)):
                met.add(place)
                yield file


def find_units(files: Iterable[Path | str]) -> list[Unit]:
    """The units of all files, in the order of the files."""
    return [unit for file in files for unit in units_of(os.fspath(file))]


def units_of(path: str) -> Iterator[Unit]:
    """The units of a file: its members where it is a zip archive on disk, else itself."""
    try:
        size, changed = file_state(path)
    except (OSError, ValueError, ReferatError):
        size = changed = 0
    members = [] if remote.is_remote(path) else _members(path)
    for number, name, unpacked in members:
        yield Unit(path, unpacked, size, changed, number, f"!/{name}")
    if not members:
        yield Unit(path, size, size, changed)


def _members(path: str) -> list[tuple[int, str, int]]:
    """Number, name and size of the members of a zip archive that can be read one by one; [] for anything else."""
    try:
        if not os.path.isfile(path):
            return []
        with open(path, "rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return []
    except (OSError, ValueError):
        return []
    from nlp.read.zipfiles import listing

    return listing(Path(path))


def chunks(units: Iterable[tuple[int, Unit]]) -> Iterator[list[tuple[int, Unit]]]:
    """Numbered units put together to tasks of about a second."""
    chunk: list[tuple[int, Unit]] = []
    size = 0
    for number, unit in units:
        if chunk and (len(chunk) == CHUNK_UNITS or size + unit.size > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append((number, unit))
        size += unit.size
    if chunk:
        yield chunk


def large_first(units: list[Unit], jobs: int) -> list[tuple[int, Unit]]:
    """The units with their numbers: those that are large for a run of so many processes first, the rest in order."""
    bound = max(LARGE, int(SHARE * sum(unit.size for unit in units) / jobs))
    numbered = list(enumerate(units))
    large = sorted((one for one in numbered if one[1].size >= bound), key=lambda one: -one[1].size)
    return large + [one for one in numbered if one[1].size < bound]


PRINTABLE = re.compile("[\ud800-\udfff]")


def printable(path: str) -> str:
    """The path as it stands in records: bytes of its name that are no text become a mark."""
    return PRINTABLE.sub("\ufffd", path)
