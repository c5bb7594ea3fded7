"""Labelled points from all sources, in one shape, for training and measuring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nlp.classify.fields import DECISION, MATTER, PROPOSAL, Fields, fields_of, is_council
from nlp.errors import CorpusError
from nlp.learn.data import rows
from nlp.learn.data.corpus import CorpusPoint, labels_of
from nlp.resources import DATA, decision_types, topics
from nlp.segment.points.casenumbers import kle_code

Task = Literal["topics", "types"]
TASKS: tuple[Task, ...] = ("topics", "types")
KINDS: dict[Task, str] = {"topics": "topics", "types": "decision_types"}
"""What a task's labels are called in records and label files."""


@dataclass(frozen=True, slots=True)
class LabelledPoint:
    """``source`` is the municipality; ``group`` the case, which never stands on both sides of a split."""

    id: str
    source: str
    group: str
    fields: Fields
    topics: tuple[str, ...]
    types: tuple[str, ...]
    vote: bool

    def labels(self, task: Task) -> tuple[str, ...]:
        """The right answers of a task."""
        return self.topics if task == "topics" else self.types


def from_corpus(points: list[CorpusPoint]) -> Iterator[LabelledPoint]:
    """Points of the written corpus."""
    for point in points:
        matter = point.text_of("summary") or point.text_of("background", "assessment", "history", "other")
        fields = Fields(
            point.title.text,
            matter[:MATTER],
            point.text_of("proposal")[:PROPOSAL],
            point.text_of("decision")[:DECISION],
            is_council(point.body),
            point.body,
            kle_code(point.case) or "",
        )
        yield LabelledPoint(point.id, point.municipality, point.id, fields, point.topics, point.types, point.vote)


def _examples(name: str, known: tuple[str, ...]) -> Iterator[tuple[str, bool, tuple[str, ...], list[str]]]:
    """Id, council mark, labels and texts of each line of the files in ``nlp/data/lexicon/NAME``."""
    for path in sorted((DATA / "lexicon" / name).glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                labels, *texts = (part.strip() for part in line.split(" | "))
                where = f"{path}:{number}"
                yield f"{path.stem}:{number}", line[0] == "!", labels_of(labels.lstrip("! "), known, where), texts


def from_lexicon(task: Task) -> Iterator[LabelledPoint]:
    """Bare decisions or titles with their labels: examples for training only, of no municipality.

    A line is "types | decision | proposal" or "topics | title | summary", the last part optional.
    """
    name, known = ("decisions", decision_types()) if task == "types" else ("titles", topics())
    for id, council, labels, texts in _examples(name, known):
        text, more = texts[0], texts[1] if len(texts) > 1 else ""
        if task == "types":
            yield LabelledPoint(id, "lexicon", id, Fields("", "", more, text, council), (), labels, False)
        else:
            yield LabelledPoint(id, "lexicon", id, Fields(text, more), labels, (), False)


def from_table(labels: Path, meetings: Path) -> Iterator[LabelledPoint]:
    """Points of a label table (:data:`rows.TABLE`).

    ``meetings`` is any file or folder of structured minutes; ``meeting_id`` is the end of a document's file name.
    Cases are told apart by their case numbers. Raises :class:`CorpusError` for a row whose point is not there.
    """
    from nlp.read import read
    from nlp.segment.interpret import interpret

    waiting = {(str(row["meeting_id"]), str(row["number"])): (at, row) for at, row in rows.checked(labels, rows.TABLE)}
    known = {meeting for meeting, _ in waiting}
    for document in read(meetings):
        meeting_id = Path(document.path).stem.rsplit("_", 1)[-1]
        if document.outline is None or meeting_id not in known:
            continue
        meeting, points = interpret(document, document.outline)
        for point in points:
            where, row = waiting.pop((meeting_id, point.number or ""), ("", {}))
            if not row:
                continue
            yield LabelledPoint(
                str(row["id"]),
                meeting.municipality or labels.stem,
                point.case_number or point.title,
                fields_of(document.text, point, meeting.body),
                rows.labels(row, "topics", where),
                rows.labels(row, "decision_types", where),
                rows.flag(row, "vote", where),
            )
    for (meeting_id, number), (where, _) in waiting.items():
        raise CorpusError(f"{where}: no point {number!r} of a meeting {meeting_id!r} in {meetings}")


def from_rows(path: Path) -> Iterator[LabelledPoint]:
    """Points of a JSONL, CSV, tab-separated or Excel file (:data:`rows.POINT`); raises :class:`CorpusError`."""
    for where, row in rows.checked(path, rows.POINT):
        title, summary, proposal, decision, body, case = (
            rows.text(row, name, where) for name in ("title", "summary", "proposal", "decision", "body", "case_number")
        )
        fields = Fields(
            title,
            summary[:MATTER],
            proposal[:PROPOSAL],
            decision[:DECISION],
            is_council(body),
            body,
            kle_code(case) or "",
        )
        if not (title or summary or proposal or decision):
            raise CorpusError(f"{where}: no text; give title, summary, proposal or decision")
        yield LabelledPoint(
            str(row["id"]),
            rows.text(row, "municipality", where),
            title or summary[:80] or proposal[:80] or str(row["id"]),
            fields,
            rows.labels(row, "topics", where),
            rows.labels(row, "decision_types", where),
            rows.flag(row, "vote", where),
        )
