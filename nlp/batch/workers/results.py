"""What tagging a unit gave."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field

from nlp.batch.settings import Settings


@dataclass(slots=True)
class Result:
    """What tagging a unit gave. ``told`` has path, status and warnings of each document that has something to say."""

    data: bytes
    status: str
    documents: int
    seconds: float
    told: list[tuple[str, str, list[str]]] = field(default_factory=list)


def worst(states: set[str]) -> str:
    """The status of a unit from those of its documents."""
    return next((state for state in ("failed", "partial") if state in states), "ok")


def failure(settings: Settings, reason: str) -> Result:
    """The failed record of a unit that could not be tagged."""
    from nlp.pipeline import model_at
    from nlp.record import Meeting, Record, Source

    source = Source(path="", sha256="", format="unknown", status="failed", warnings=[reason])
    record = Record(source=source, model=model_at(settings.model, settings.ner), meeting=Meeting())
    line = record.model_dump_json().encode() + b"\n"
    return Result(gzip.compress(line, mtime=0), "failed", 1, 0.0, [("", "failed", [reason])])
