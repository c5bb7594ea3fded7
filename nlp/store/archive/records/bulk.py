"""Files of records that ``tag`` wrote, made ready for the archive: large ones by other processes, in order.

A worker opens the archive to read which words it knows and what people corrected, then prepares pieces of a file that
it is told. It ends when its parent is gone.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import msgspec
from pydantic import ValidationError

from nlp.batch.workers.frames import receive, send
from nlp.errors import ReadError, ReferatError
from nlp.protect import DEFAULT, Protection
from nlp.record import Record
from nlp.store.archive.index.terms import Terms
from nlp.store.archive.records import quick_records
from nlp.store.archive.records.prepare import Prepared, Preparer

PIECE = 8_000_000
"""Bytes of a file that are stored in one transaction."""
LARGE = 2 * PIECE
"""Bytes from which on it pays to start workers."""
WORKERS = 2
"""Keep the one that writes busy."""
AHEAD = 2
"""Pieces that each worker may be ahead."""


class Piece(msgspec.Struct, array_like=True, gc=False):
    """A part of a file: documents to store, the terms of words met first, and path and warnings of failed ones.

    ``error`` says what is wrong with the line behind them, the ``line``-th of the piece.
    """

    prepared: list[Prepared]
    terms: dict[str, str]
    failed: list[tuple[str, list[str]]]
    error: str = ""
    line: int = 0


def pieces(
    file: Path, archive: Path, preparer: Preparer, protection: Protection = DEFAULT, name: str = ""
) -> Iterator[Piece]:
    """The pieces of a file of records, in order; raises :class:`ReadError` at a line that is no record.

    ``name`` is that of the file for messages, where it is a copy.
    """
    made = by_workers(file, archive, protection) if file.stat().st_size > LARGE else here(file, preparer, protection)
    for piece, start in made:
        yield piece
        if piece.error:
            raise ReadError(f"{name or file}:{lines_before(file, start) + piece.line}: {piece.error}")


def here(file: Path, preparer: Preparer, protection: Protection) -> Iterator[tuple[Piece, int]]:
    """The pieces of a file, each with the offset at which it starts."""
    for start, size in parts_of(file):
        yield prepared(read(file, start, size), preparer, protection), start


def by_workers(file: Path, archive: Path, protection: Protection) -> Iterator[tuple[Piece, int]]:
    """As :func:`here`, by processes; the pieces come in the order of the file."""
    task = {"file": str(file), "archive": str(archive), "keep_cpr": protection.keep_cpr, "key": protection.key}
    parts = list(parts_of(file))
    with ExitStack() as stack:
        answers = [stack.enter_context(Worker(task, parts[turn::WORKERS])) for turn in range(WORKERS)]
        decode = msgspec.msgpack.Decoder(Piece).decode
        for number, (start, _) in enumerate(parts):
            yield decode(answers[number % WORKERS].next()), start


def parts_of(file: Path) -> Iterator[tuple[int, int]]:
    """Start and size in bytes of parts of a file that end at the end of a line."""
    size, start = file.stat().st_size, 0
    with file.open("rb") as lines:
        while start < size:
            lines.seek(start + PIECE)
            lines.readline()
            end = min(lines.tell(), size)
            yield start, end - start
            start = end


def read(file: Path, start: int, size: int) -> bytes:
    with file.open("rb") as content:
        content.seek(start)
        return content.read(size)


def lines_before(file: Path, start: int) -> int:
    """The number of lines before an offset, with which errors are told."""
    return read(file, 0, start).count(b"\n")


def prepared(content: bytes, preparer: Preparer, protection: Protection = DEFAULT) -> Piece:
    """The records of some lines, as far as they are records."""
    made, failed, error, wrong = [], [], "", 0
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if line and not line.isspace():
                record = protected(line, protection)
                if record.source.status == "failed":
                    failed.append((record.source.path, record.source.warnings))
                else:
                    made.append(preparer.prepared(record))
        except (ValidationError, msgspec.ValidationError) as refused:
            error, wrong = f"not a record ({reason(refused)}); write it again with 'referat tag'", number
            break
    terms = dict(preparer.terms.new)
    preparer.terms.new.clear()
    return Piece(made, terms, failed, error, wrong)


def protected(line: bytes, protection: Protection) -> Record:
    """A record of which everything is hidden that shall be."""
    record = quick_records.record(line)
    if protection.key is not None or protection.masks(record.text, record.source.path):
        record = quick_records.record(protection.protected(Record.model_validate_json(line)))
    return record


def reason(error: ValidationError | msgspec.ValidationError) -> str:
    """The first thing that is wrong with a line, and in which field."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"


class Worker:
    """A process that prepares its parts of a file, some pieces ahead of whom it works for."""

    def __init__(self, task: dict[str, Any], parts: list[tuple[int, int]]) -> None:
        from nlp.batch.workers.supervise import start

        self.process = start(__name__)
        self.answers: Queue[bytes | None] = Queue(AHEAD)
        assert self.process.stdin
        send(self.process.stdin, task | {"parts": parts})
        Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()

    def next(self) -> bytes:
        """The next piece in msgpack; raises :class:`ReferatError` where the process ended."""
        answer = self.answers.get()
        if answer is None:
            raise ReferatError(f"a worker process ended (status {self.process.wait()}); is there memory left?")
        return answer

    def _listen(self) -> None:
        assert self.process.stdout
        while (message := receive(self.process.stdout)) is not None:
            self.answers.put(message[1])
        self.answers.put(None)


def main() -> None:
    """What a worker does."""
    import gc

    from nlp.store.archive import schema

    out, given = os.fdopen(os.dup(1), "wb"), receive(sys.stdin.buffer)
    os.dup2(2, 1)  # whatever a library prints must not come between the messages
    if given is None:
        return
    task, terms = given[0], Terms()
    db = sqlite3.connect(schema.address(Path(task["archive"]), read_only=True), uri=True)
    terms.update(db.execute("SELECT form, terms FROM word"))
    corrected = {key for (key,) in db.execute("SELECT DISTINCT point_key FROM correction")}
    db.close()
    preparer, protection = Preparer(terms, corrected), Protection(task["keep_cpr"], task["key"])
    gc.disable()
    for start, size in task["parts"]:
        piece = prepared(read(Path(task["file"]), start, size), preparer, protection)
        try:
            send(out, {}, msgspec.msgpack.encode(piece))
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    main()
