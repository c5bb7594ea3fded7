"""A point to label with the answers people gave: the one format between choosing, labelling and training.

A file holds one point a line (JSON). Offsets of spans are characters of the item's own ``text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from nlp.classify.fields import Fields
from nlp.errors import UsageError
from nlp.learn.data.labelled_points import LabelledPoint, Task
from nlp.read.sheets import ENDINGS as SHEETS
from nlp.record import Label, Model
from nlp.review.reasons import Reason
from nlp.segment.points.casenumbers import kle_code
from nlp.store.archive.corrections import text_sha

FORMAT: Literal["referat-review/1"] = "referat-review/1"
LIKELY = 0.5
Span = tuple[int, int, str]


class Suggested(Model):
    """What the model says of a point; labels with their probability, also some that it does not assert."""

    topics: list[Label] = Field(default_factory=list)
    decision_types: list[Label] = Field(default_factory=list)
    spans: list[Span] = Field(default_factory=list)

    def likely(self, kind: str) -> list[str]:
        """What is chosen beforehand: the labels at least as probable as not, else the first."""
        labels: list[Label] = getattr(self, kind)
        return [one.label for one in labels if one.score >= LIKELY] or [one.label for one in labels[:1]]


class Answer(Model):
    """What a person says of a point; null where the person said nothing of it, as ``spans`` where nobody marked any."""

    topics: list[str] | None = None
    decision_types: list[str] | None = None
    spans: list[Span] | None = None
    vote: bool | None = None
    by: str = ""
    at: str = ""
    revision: int = 0
    done: bool = True
    """False for a draft that the person has not confirmed: it is kept, but not yet an answer."""


class Item(Model):
    """A point with all that labelling and training need; ``id`` is its key in the archive."""

    format: Literal["referat-review/1"] = FORMAT
    id: str
    text: str
    municipality: str = ""
    body: str = ""
    date: str = ""
    number: str = ""
    case: str = ""
    title: str = ""
    matter: str = ""
    proposal: str = ""
    decision: str = ""
    council: bool = False
    model: str = ""
    suggested: Suggested = Field(default_factory=Suggested)
    reasons: list[Reason] = Field(default_factory=list)
    settles: bool = False
    """Whether its answer decides between two others (``referat review agree``)."""
    answer: Answer | None = None

    @field_validator("reasons", mode="before")
    @classmethod
    def _of_older_files(cls, given: Any) -> Any:
        """Reasons were English sentences once; they are shown as they stand."""
        if not isinstance(given, list):
            return given
        return [Reason(kind="as_written", values={"text": one}) if isinstance(one, str) else one for one in given]

    @property
    def digest(self) -> str:
        """A short fingerprint that tells whether the text is still the same."""
        return text_sha(self.text)

    @property
    def group(self) -> str:
        """What is never divided between training and testing: the case, else the point's title."""
        return f"{self.municipality}|{self.case or self.title or self.id}"

    def with_answer(self, answer: Answer | None) -> Item:
        return self.model_copy(update={"answer": answer})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps an answer out: where it stands, which point, and what is wrong."""

    where: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.id + ': ' if self.id else ''}{self.what}"


def fields(item: Item) -> Fields:
    """What its labels rest on."""
    kle = kle_code(item.case) or ""
    return Fields(item.title, item.matter, item.proposal, item.decision, item.council, item.body, kle)


def labelled(item: Item) -> LabelledPoint:
    """The item as training and measuring want it; it must have an answer."""
    answer = item.answer
    if answer is None:
        raise ValueError(f"{item.id} has no answer")
    source = item.municipality or "own labels"
    topics, types = tuple(answer.topics or ()), tuple(answer.decision_types or ())
    return LabelledPoint(item.id, source, item.group, fields(item), topics, types, bool(answer.vote))


def points_for(task: Task, items: Iterable[Item]) -> list[LabelledPoint]:
    """The labelled points of a task: items of which a person said something for it."""
    points = [labelled(item) for item in items if item.answer is not None]
    return [point for point in points if point.labels(task)]


def write_items(path: Path, items: Iterable[Item]) -> int:
    """Write a file of items, whole or not at all; the number written."""
    from nlp.store.replacing import replacing

    count = 0
    with replacing(path) as file:
        for item in items:
            file.write(line_of(item))
            count += 1
    return count


def line_of(item: Item) -> bytes:
    """A line of a file of items, newline included."""
    return (json.dumps(item.model_dump(), ensure_ascii=False) + "\n").encode("utf-8")


def files_of(path: Path) -> list[Path]:
    """The label files of a folder, or the one file; raises :class:`UsageError` where there is none."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder of labels")
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{path}: no label files (*.jsonl) here; 'referat review import' writes them")
    if other := next((file for file in files if file.suffix.lower() in SHEETS), None):
        raise UsageError(
            f"{other}: a sheet; take it back with 'referat review import {other} --points FILE --out FILE'"
        )
    return files


def read_items(path: Path) -> Iterator[Item | Problem]:
    """The items of one file; lines that are none are problems. Of revisions of an answer the last counts."""
    latest: dict[tuple[str, str], Item] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        found = item_of(line, f"{path}:{number}")
        if isinstance(found, Problem):
            yield found
            continue
        key = (found.id, found.answer.by if found.answer else "")
        before = latest.get(key)
        if before and before.answer and found.answer and found.answer.revision <= before.answer.revision:
            if before.answer != found.answer:
                yield Problem(f"{path}:{number}", found.id, "a second answer of the same person; keep one")
            continue
        latest[key] = found
    yield from latest.values()


def is_answered(item: Item) -> bool:
    """Whether a person confirmed an answer."""
    return item.answer is not None and item.answer.done


def item_of(line: bytes, where: str) -> Item | Problem:
    """One line as an item, or what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Problem(where, "", "not UTF-8; export the file again")
    except ValueError:
        return Problem(where, "", "not a whole JSON line; the file seems cut, export it again")
    if not isinstance(row, dict) or "format" not in row:
        return Problem(where, "", "not a point with labels")
    if row.get("format") != FORMAT:
        return Problem(where, str(row.get("id", "")), f"format {row.get('format')!r}, this program reads {FORMAT}")
    try:
        return Item.model_validate(row)
    except ValidationError as error:
        first: Any = error.errors()[0]
        return Problem(where, str(row.get("id", "")), f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
