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

from nlp import remote
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
    check_output(out)
    if is_folder(out):
        from nlp.store.partitions import open_partitions

        with open_partitions(out) as partitions:
            yield partitions
        return
    with replacing(out) as file:
        writer = _writer_of(out)(file)
        try:
            yield writer
        except BaseException:
            with suppress(Exception):
                writer.close()
            raise
        writer.close()


def check_output(out: str) -> None:
    """Raise what :func:`open_writer` would for this output, before any work is done for it."""
    if out == "-":
        return
    if not is_folder(out):
        if not remote.is_remote(out):
            check_place(Path(out))
        _writer_of(out)
    elif not remote.is_remote(out):
        from nlp.store.partitions import check_folder

        check_folder(Path(out).resolve())


def _writer_of(out: str) -> Callable[[IO[bytes]], Writer]:
    suffix = PurePosixPath(out).suffix
    if suffix.lower() not in WRITERS:
        raise UsageError(
            f"{out}: unknown ending '{suffix}'; "
            f"use {', '.join(WRITERS)}, FOLDER/ for partitions, or - for standard output"
        )
    return WRITERS[suffix.lower()]


def is_folder(out: str) -> bool:
    r"""Whether an output is a folder of partitions: "set/", on Windows "set\" too."""
    return out.endswith(("/", os.sep))


def check_place(path: Path, ending: str = "") -> None:
    """Raise :class:`ReferatError` where no file can be made; ``ending`` is that of the name to propose."""
    if path.is_dir():
        example = path / f"minutes{ending or path.suffix or '.jsonl'}"
        raise ReferatError(f"{path}: is a folder; give a file name, such as {example}")
    check_parent(path)


def check_parent(path: Path) -> None:
    """Raise :class:`ReferatError` where the folder above is missing or may not be written to."""
    if not path.resolve().parent.is_dir():
        raise ReferatError(f"{path}: the folder {path.parent} does not exist; make it first")
    if not os.access(path.resolve().parent, os.W_OK | os.X_OK):
        raise ReferatError(f"{path}: the folder may not be written to; check the permissions or choose another place")


@contextmanager
def replacing(place: Path | str, ending: str = "") -> Iterator[IO[bytes]]:
    """A new file that takes the place of another at the end, or vanishes on any error; ``place`` may be a URL.

    ``ending`` is what such files are called, for the message where the place is a folder.
    """
    if isinstance(place, str) and remote.is_remote(place):
        with TemporaryDirectory() as folder, open(Path(folder) / "new", "wb") as file:
            yield file
            file.close()
            remote.upload(file.name, place)
        return
    path = Path(place)
    check_place(path, ending)
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


@contextmanager
def replacing_folder(place: Path) -> Iterator[Path]:
    """A new folder that takes the place of another at the end, or vanishes on any error."""
    check_parent(place)
    target = place.resolve()
    with writing(target):
        drop_leftovers(target)
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.", suffix=".part") as folder:
            new, old = Path(folder) / "new", Path(folder) / "old"
            new.mkdir()
            yield new
            if target.exists():
                target.rename(old)
            try:
                new.rename(target)
            except BaseException:
                if old.exists():
                    old.rename(target)
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
