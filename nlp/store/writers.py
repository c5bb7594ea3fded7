"""Writers of records: one protocol, streaming, and a file only when all went well."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from nlp import remote
from nlp.errors import UsageError
from nlp.record import Record
from nlp.store.replacing import check_place, replacing


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
