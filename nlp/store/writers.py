"""Writers of records: one protocol, streaming, and a file only when all went well."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO, Protocol

from nlp.batch import places
from nlp.errors import ReferatError, UsageError
from nlp.record import Record
from nlp.store.lock import writing

LEFT = 3600
"""Seconds."""


class Writer(Protocol):
    """Takes records one by one, as such or as lines of JSON; ``close`` writes what is still to be written."""

    def write(self, record: Record) -> None: ...

    def write_line(self, line: bytes) -> None: ...

    def close(self) -> None: ...


class JsonLines:
    """One JSON object a line and meeting."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, record: Record) -> None:
        self._file.write(record.model_dump_json().encode() + b"\n")

    def write_line(self, line: bytes) -> None:
        self._file.write(line)

    def close(self) -> None:
        self._file.flush()


def _csv(file: IO[bytes]) -> Writer:
    from nlp.store.csv_file import CsvRows

    return CsvRows(file)


def _parquet(file: IO[bytes]) -> Writer:
    from nlp.store.parquet import ParquetRows

    return ParquetRows(file)


WRITERS: dict[str, Callable[[IO[bytes]], Writer]] = {".jsonl": JsonLines, ".csv": _csv, ".parquet": _parquet}


@contextmanager
def open_writer(out: str) -> Iterator[Writer]:
    """A writer for a file name, or for standard output where ``out`` is ``-``.

    The file appears under its name only when the block ends without an error.
    Raises :class:`UsageError` for an unknown ending, :class:`ReferatError` for a place that cannot be written to.
    """
    if out == "-":
        writer: Writer = JsonLines(sys.stdout.buffer)
        yield writer
        writer.close()
        return
    if is_folder(out):
        from nlp.store.partitions import open_partitions

        with open_partitions(out) as partitions:
            yield partitions
        return
    suffix = PurePosixPath(out).suffix
    make = WRITERS.get(suffix.lower())
    if make is None:
        raise UsageError(
            f"{out}: unknown ending '{suffix}'; "
            f"use {', '.join(WRITERS)}, FOLDER/ for partitions, or - for standard output"
        )
    with replacing(out) as file:
        writer = make(file)
        try:
            yield writer
        except BaseException:
            with suppress(Exception):
                writer.close()
            raise
        writer.close()


def is_folder(out: str) -> bool:
    r"""Whether an output is a folder of partitions: "set/", on Windows "set\" too."""
    return out.endswith(("/", os.sep))


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise ReferatError(f"{path}: is a folder; give a file name, such as {path / 'minutes.jsonl'}")
    if not path.parent.is_dir():
        raise ReferatError(f"{path}: the folder {path.parent} does not exist; make it first")


@contextmanager
def replacing(place: Path | str) -> Iterator[IO[bytes]]:
    """A new file that takes the place of another at the end, or vanishes on any error; ``place`` may be a URL."""
    if isinstance(place, str) and places.is_remote(place):
        with TemporaryDirectory() as folder, open(Path(folder) / "new", "wb") as file:
            yield file
            file.close()
            places.upload(file.name, place)
        return
    path = Path(place)
    _check_place(path)
    target = path.resolve()
    with writing(target):
        drop_leftovers(target)
        with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as file:
            try:
                yield file
                file.close()
                os.chmod(file.name, _mode(target))
                os.replace(file.name, target)
            except BaseException:
                with suppress(OSError):
                    file.close()  # Windows removes no file that is open
                with suppress(OSError):
                    os.unlink(file.name)
                raise


def drop_leftovers(target: Path) -> None:
    """Remove what killed runs left half written beside an output, an hour after they touched it last."""
    start, end = f".{target.name}.", ".part"
    for left in target.parent.glob(f"{escape(start)}*{end}"):
        if "." in left.name.removeprefix(start).removesuffix(end):
            continue  # of another output, such as the manifest of this one
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _mode(target: Path) -> int:
    """Permissions as the file has them, or as a new file would get them."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
