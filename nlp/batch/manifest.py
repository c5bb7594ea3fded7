"""The manifest of a run: one line a file (or member of an archive), beside the output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import IO

from nlp.batch.run import Done
from nlp.batch.settings import Settings, basis
from nlp.batch.units import MANIFEST
from nlp.pipeline import model_at
from nlp.store.writers import replacing


class Manifest:
    """Writes what became of each input: status, reasons, number of documents, seconds, time, model."""

    def __init__(self, file: IO[bytes], settings: Settings) -> None:
        self._file = file
        model = model_at(settings.model, settings.ner)
        self._model = {"model": f"{model.name} {model.version}", "basis": basis(settings)[:16]}

    def add(self, done: Done) -> None:
        result = done.result
        line = {
            "path": done.path,
            "status": result.status,
            "documents": result.documents,
            "reasons": [f"{path}: {reason}" for path, _, reasons in done.told() for reason in reasons],
            "seconds": result.seconds,
            "tagged": _time(done.tagged),
            **self._model,
        }
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


@lru_cache(maxsize=1000)
def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def manifest_of(out: str, settings: Settings) -> Iterator[Manifest]:
    """The manifest beside an output; it appears when the block ends without an error."""
    with replacing(out.rstrip("/") + MANIFEST) as file:
        yield Manifest(file, settings)
