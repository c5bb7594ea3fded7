"""Two models on the same points: differences a label with intervals, and the points whose answer changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
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
"""Of F1, that a label may lose when a run is put into use."""
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
class Comparison:
    """What two models answer differently on the same points."""

    differences: list[Difference]
    changes: list[Change]

    def falls(self, enough: int = ENOUGH) -> list[Difference]:
        """Labels with enough examples that fall by more than :data:`MOST_FALL`, the worst first."""
        found = [
            one
            for one in self.differences
            if one.support >= enough and one.label != MICRO and one.before - one.after > MOST_FALL + 1e-9
        ]
        return sorted(found, key=lambda one: one.after - one.before)


def model_of(nlp: Language, task: Task) -> LabelModel:
    """The label model of a task in a pipeline."""
    model: LabelModel = nlp.get_pipe(COMPONENTS[task]).model  # type: ignore[attr-defined]
    return model


def compare(before: Language, after: Language, sets: Sets) -> Comparison:
    """Both pipelines' topics and decision types on every set."""
    whole = Comparison([], [])
    for test, tasks in sets.items():
        for task, points in tasks.items():
            if points:
                answers = _Answers.of(test, task, points, model_of(before, task), model_of(after, task))
                whole.differences.extend(answers.differences())
                whole.changes.extend(answers.changes())
    return whole


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is right on the points of one set, and what both models answer: 0/1 (points, labels)."""

    test: str
    task: Task
    points: Sequence[LabelledPoint]
    labels: list[str]
    right: Matrix
    before: Matrix
    after: Matrix

    @classmethod
    def of(
        cls, test: str, task: Task, points: Sequence[LabelledPoint], before: LabelModel, after: LabelModel
    ) -> _Answers:
        labels = list(dict.fromkeys([*before.settings.labels, *after.settings.labels]))
        models = (asserted(model, points, labels) for model in (before, after))
        return cls(test, task, points, labels, answers_of(points, task, labels), *models)

    def differences(self) -> Iterator[Difference]:
        """Over all labels, and of each that is right somewhere."""
        for column, label in [(None, MICRO), *enumerate(self.labels)]:
            kept = slice(None) if column is None else slice(column, column + 1)
            if self.right[:, kept].any():
                yield self._difference(label, kept)

    def _difference(self, label: str, kept: slice) -> Difference:
        right, before, after = self.right[:, kept], self.before[:, kept], self.after[:, kept]
        width = right.shape[1]

        def gain(answers: Matrix, both: Matrix) -> float:
            return measures.micro_f1(answers, both[:, width:]) - measures.micro_f1(answers, both[:, :width])

        groups = [point.group for point in self.points]
        low, high = measures.bootstrap(gain, right, np.hstack([before, after]), groups)
        scores = measures.micro_f1(right, before), measures.micro_f1(right, after)
        return Difference(self.test, self.task, label, int(right.sum()), *scores, low, high)

    def changes(self) -> Iterator[Change]:
        """The points that the models answer differently."""
        for at in np.flatnonzero((self.before != self.after).any(1)):
            point = self.points[int(at)]
            rows = (self._labels_of(matrix[at]) for matrix in (self.before, self.after, self.right))
            yield Change(self.test, self.task, point.id, point.fields.title, *rows)

    def _labels_of(self, row: Matrix) -> tuple[str, ...]:
        return tuple(label for label, said in zip(self.labels, row, strict=True) if said)


def asserted(model: LabelModel, points: Sequence[LabelledPoint], names: Sequence[str]) -> Matrix:
    """0/1 answers of a model, in the columns of ``names``."""
    _, found = predictions(model, points)
    columns = {label: column for column, label in enumerate(model.settings.labels)}
    return np.column_stack([found[:, columns[x]] if x in columns else np.zeros(len(points)) for x in names])


def compare_entities(before: Language, after: Language, sets: Mapping[str, Sequence[Gold]]) -> list[Difference]:
    """Strict F1 a label of both pipelines on marked passages; intervals over drawn passages."""
    found: list[Difference] = []
    for test, gold in sets.items():
        if gold:
            old, new = span_counts(before, gold), span_counts(after, gold)
            columns = [(MICRO, slice(None)), *((x, slice(i, i + 1)) for i, x in enumerate(entity_labels()))]
            for label, kept in columns:
                if old[:, kept, 2].any():
                    found.append(_span_difference(test, label, old[:, kept].sum(1), new[:, kept].sum(1)))
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


def _span_difference(test: str, label: str, before: Matrix, after: Matrix) -> Difference:
    """From the counts (passages, 3) of both pipelines."""

    def gain(old: Matrix, new: Matrix) -> float:
        return measures.f1(*new.sum(0)) - measures.f1(*old.sum(0))

    low, high = measures.bootstrap(gain, before, after)
    scores = measures.f1(*before.sum(0)), measures.f1(*after.sum(0))
    return Difference(test, "entities", label, int(before[:, 2].sum()), *scores, low, high)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as ``referat models compare --json`` prints it."""
    return asdict(comparison)
