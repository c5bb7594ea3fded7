"""The manifest of a run: one line a file (or member of an archive), beside the output."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import IO

from nlp.batch.run import Done
from nlp.batch.settings import Settings, basis
from nlp.batch.units import MANIFEST
from nlp.pipeline import model_at
from nlp.store.replacing import replacing


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of an input: ``tagged`` is a time in UTC, ``seconds`` what it took; None where nobody knows."""

    path: str
    status: str
    documents: int
    reasons: list[str]
    seconds: float | None
    tagged: str | None
    model: str
    basis: str | None

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def entry_of(done: Done, settings: Settings) -> Entry:
    """The line of a unit, with the reasons of all its documents."""
    result, model = done.result, _model(settings)
    reasons = [f"{path}: {reason}" for path, _, reasons in done.told() for reason in reasons]
    return Entry(done.path, result.status, result.documents, reasons, result.seconds, _time(done.tagged), *model)


@lru_cache(maxsize=8)
def _model(settings: Settings) -> tuple[str, str]:
    """Name and version of the model, and what else the records depend on."""
    model = model_at(settings.model, settings.ner)
    return f"{model.name} {model.version}", basis(settings)[:16]


class Manifest:
    """Writes what became of each input, a line each."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, line: str) -> None:
        self._file.write(line.encode() + b"\n")


@lru_cache(maxsize=1000)
def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_manifest(out: str, lines: Iterable[str]) -> None:
    """The manifest of an archive: all its inputs, of earlier runs too."""
    with manifest_of(out) as manifest:
        for line in lines:
            manifest.add(line)


@contextmanager
def manifest_of(out: str) -> Iterator[Manifest]:
    """The manifest beside an output; it appears when the block ends without an error."""
    with replacing(out.rstrip("/" + os.sep) + MANIFEST) as file:
        yield Manifest(file)
