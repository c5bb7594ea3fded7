"""Two models on the same points: differences a label with intervals, and the points whose answer changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from nlp.learn.data.labelled_points import LabelledPoint, Task
from nlp.learn.data.passages import Gold
from nlp.learn.measure import measures
from nlp.learn.measure.entities import entities
from nlp.learn.measure.evaluating import COMPONENTS, predictions
from nlp.learn.measure.measures import Matrix
from nlp.learn.train.classifier import answers_of
from nlp.resources import entity_labels

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.classify.label_model import LabelModel

Sets = Mapping[str, Mapping[Task, Sequence[LabelledPoint]]]
"""Points of each test set and task."""
ENOUGH = 20
"""Examples from which a label's fall counts: with fewer, one answer is more than two points."""
MOST_FALL = 0.01
ROUNDS = 500
MICRO = "all labels"


Kind = Literal["topics", "types", "entities"]


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of a label with both models, and the 95 % interval of the difference over drawn cases."""

    test: str
    task: Kind
    label: str
    support: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """A point that the two models answer differently."""

    test: str
    task: Kind
    id: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A label that is worse than before by more than is allowed."""

    test: str
    task: Kind
    label: str
    support: int
    before: float
    after: float

    def __str__(self) -> str:
        on = f"{self.support} examples of {self.test}"
        return f"{self.label} falls from {self.before:.3f} to {self.after:.3f} on {on}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two models answer differently on the same points."""

    differences: list[Difference]
    changes: list[Change]

    def falls(self, enough: int = ENOUGH) -> list[Fall]:
        """Labels with enough examples that fall by more than one point, the worst first."""
        found = [
            Fall(d.test, d.task, d.label, d.support, d.before, d.after)
            for d in self.differences
            if d.support >= enough and d.label != MICRO and d.before - d.after > MOST_FALL + 1e-9
        ]
        return sorted(found, key=lambda fall: fall.after - fall.before)


def model_of(nlp: Language, task: Task) -> LabelModel:
    """The label model of a task in a pipeline."""
    model: LabelModel = nlp.get_pipe(COMPONENTS[task]).model  # type: ignore[attr-defined]
    return model


def compare(before: Language, after: Language, sets: Sets) -> Comparison:
    """Both pipelines' topics and decision types on every set."""
    differences: list[Difference] = []
    changes: list[Change] = []
    for test, tasks in sets.items():
        for task, points in tasks.items():
            if points:
                _compare(test, task, points, model_of(before, task), model_of(after, task), differences, changes)
    return Comparison(differences, changes)


def _compare(
    test: str,
    task: Task,
    points: Sequence[LabelledPoint],
    before: LabelModel,
    after: LabelModel,
    differences: list[Difference],
    changes: list[Change],
) -> None:
    names = list(dict.fromkeys([*before.settings.labels, *after.settings.labels]))
    right = answers_of(points, task, names)
    ours, theirs = asserted(before, points, names), asserted(after, points, names)
    for column, label in [(None, MICRO), *enumerate(names)]:
        kept = slice(None) if column is None else slice(column, column + 1)
        if right[:, kept].any():
            differences.append(_difference(test, task, label, points, right[:, kept], ours[:, kept], theirs[:, kept]))
    for at in np.flatnonzero((ours != theirs).any(1)):
        point = points[int(at)]
        rows = (tuple(np.array(names)[matrix[at] > 0].tolist()) for matrix in (ours, theirs, right))
        changes.append(Change(test, task, point.id, point.fields.title, *rows))


def asserted(model: LabelModel, points: Sequence[LabelledPoint], names: Sequence[str]) -> Matrix:
    """0/1 answers of a model, in the columns of ``names``."""
    _, found = predictions(model, points)
    columns = {label: column for column, label in enumerate(model.settings.labels)}
    return np.column_stack([found[:, columns[x]] if x in columns else np.zeros(len(points)) for x in names])


def _difference(
    test: str, task: Task, label: str, points: Sequence[LabelledPoint], right: Matrix, ours: Matrix, theirs: Matrix
) -> Difference:
    both = np.hstack([ours, theirs])
    width = ours.shape[1]

    def gain(answers: Matrix, predicted: Matrix) -> float:
        return measures.micro_f1(answers, predicted[:, width:]) - measures.micro_f1(answers, predicted[:, :width])

    groups = [point.group for point in points]
    low, high = measures.bootstrap(gain, right, both, groups, ROUNDS)
    scores = measures.micro_f1(right, ours), measures.micro_f1(right, theirs)
    return Difference(test, task, label, int(right.sum()), *scores, low, high)


def compare_entities(before: Language, after: Language, sets: Mapping[str, Sequence[Gold]]) -> list[Difference]:
    """Strict F1 a label of both pipelines on marked passages; intervals over drawn passages."""
    found: list[Difference] = []
    for test, gold in sets.items():
        if gold:
            ours, theirs = span_counts(before, gold), span_counts(after, gold)
            columns = [(MICRO, slice(None)), *((x, slice(i, i + 1)) for i, x in enumerate(entity_labels()))]
            for label, kept in columns:
                if ours[:, kept, 2].any():
                    found.append(_span_difference(test, label, ours[:, kept].sum(1), theirs[:, kept].sum(1)))
    return found


def span_counts(nlp: Language, gold: Sequence[Gold]) -> Matrix:
    """Right, found and wanted spans (passages, labels, 3)."""
    labels = entity_labels()
    counts = np.zeros((len(gold), len(labels), 3))
    for row, passage in enumerate(gold):
        found: set[tuple[int, int, str]] = {(one.start, one.end, one.label) for one in entities(nlp, passage.text)}
        wanted = {span[:3] for span in passage.spans}
        for place, spans in enumerate((found & wanted, found, wanted)):
            for _, _, label in spans:
                if label in labels:
                    counts[row, labels.index(label), place] += 1
    return counts


def _span_difference(test: str, label: str, ours: Matrix, theirs: Matrix) -> Difference:
    """From the counts (passages, 3) of both pipelines."""

    def gain(before: Matrix, after: Matrix) -> float:
        return measures.f1(*after.sum(0)) - measures.f1(*before.sum(0))

    low, high = measures.bootstrap(gain, ours, theirs, None, ROUNDS)
    scores = measures.f1(*ours.sum(0)), measures.f1(*theirs.sum(0))
    return Difference(test, "entities", label, int(ours[:, 2].sum()), *scores, low, high)


def as_json(comparison: Comparison) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "differences": [asdict(one) for one in comparison.differences],
        "changes": [asdict(one) for one in comparison.changes],
    }
