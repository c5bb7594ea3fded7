"""Labelled points from all sources, in one shape, for training and measuring."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nlp.classify.fields import DECISION, MATTER, PROPOSAL, Fields, fields_of, is_council
from nlp.errors import CorpusError
from nlp.learn.corpus import CorpusPoint, labels_of
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
    """Points of a label table (TSV: id, meeting_id, number, topics, decision_types, vote).

    ``meetings`` is any file or folder that ``referat tag`` reads; ``meeting_id`` is the end of a
    document's file name. Cases are told apart by their case numbers.
    """
    from nlp.read import read
    from nlp.segment.interpret import interpret

    with labels.open(encoding="utf-8", newline="") as file:
        rows = {
            (row["meeting_id"], row["number"]): (n, row)
            for n, row in enumerate(csv.DictReader(file, delimiter="\t"), 2)
        }
    ids: set[str] = set()
    for document in read(meetings):
        meeting_id = Path(document.path).stem.rsplit("_", 1)[-1]
        if document.outline is None or not any(key[0] == meeting_id for key in rows):
            continue
        meeting, points = interpret(document, document.outline)
        for point in points:
            number, row = rows.get((meeting_id, point.number or ""), (0, None))
            if row is None:
                continue
            where = f"{labels}:{number}"
            if row["id"] in ids:
                raise CorpusError(f"{where}: id {row['id']!r} stands twice")
            ids.add(row["id"])
            yield LabelledPoint(
                row["id"],
                meeting.municipality or labels.stem,
                point.case_number or point.title,
                fields_of(document.text, point, meeting.body),
                labels_of(row["topics"], topics(), where),
                labels_of(row["decision_types"], decision_types(), where),
                row["vote"] == "1",
            )


def from_lines(path: Path) -> Iterator[LabelledPoint]:
    """Points of a JSONL file with municipality, body, title, summary, proposal, decision and labels."""
    ids: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
            known = row["id"] in ids
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{where}: not a labelled point ({error})") from error
        if known:
            raise CorpusError(f"{where}: id {row['id']!r} stands twice")
        ids.add(row["id"])
        fields = Fields(
            row["title"],
            row.get("summary", "")[:MATTER],
            row.get("proposal", "")[:PROPOSAL],
            row.get("decision", "")[:DECISION],
            is_council(row.get("body")),
            row.get("body", ""),
            kle_code(row.get("case_number")) or "",
        )
        yield LabelledPoint(
            row["id"],
            row["municipality"],
            row["title"] or row.get("summary", "")[:80] or row.get("proposal", "")[:80] or row["id"],
            fields,
            labels_of(",".join(row["topics"]), topics(), where),
            labels_of(",".join(row["decision_types"]), decision_types(), where),
            bool(row["vote"]),
        )
