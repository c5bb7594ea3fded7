"""The example archive of the tests: the written corpus, its labels as right answers."""

from __future__ import annotations

from pathlib import Path

from benchmarks.archive_records import records
from nlp.record import Record
from nlp.store.archive.writer import Archive


def build(path: Path) -> Path:
    """An archive of the whole written corpus."""
    with Archive(path) as archive:
        archive.add_many(records())
    return path


def example(text: str, **changes: object) -> Record:
    """A record of one point whose text is ``text``; ``changes`` by dotted names, as ``meeting__date``."""
    data: dict[str, object] = {
        "source": {"path": "a.txt", "sha256": "1", "format": "txt"},
        "model": {"name": "test", "version": "1"},
        "text": text,
        "meeting": {"municipality": "Hvidsted", "body": "Byrådet", "date": "2020-03-17"},
        "points": [
            {
                "number": "1",
                "title": text.split("\n")[0],
                "span": (0, len(text)),
                "topics": [{"label": "school", "score": 1}],
                "decision_types": [{"label": "approved", "score": 1}],
            }
        ],
    }
    for name, value in changes.items():
        target, _, last = name.rpartition("__")
        holder = data[target] if target else data
        assert isinstance(holder, dict)
        holder[last] = value
    return Record.model_validate(data)


def two_meetings(path: Path) -> Path:
    """An archive of two points: one on a school bus with a vote, one on a bicycle path of another body and year."""
    with Archive(path) as archive:
        archive.add(example("Punkt 1: Skolebus til Nørreskolen\nGodkendt. Ø stemte imod.\n"))
        other = {"source__path": "b", "meeting__body": "Økonomiudvalget", "meeting__date": "2019-01-01"}
        archive.add(example("Punkt 1: Cykelsti\n", **other))
    return path
