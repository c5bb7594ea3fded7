"""Training of topic and decision models: linear models, calibration and thresholds by grouped folds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nlp.classify.features import Raw, Space
from nlp.classify.fields import Fields
from nlp.classify.label_model import (
    LabelModel,
    Matrix,
    Settings,
    calibrated,
    choose,
    confidence,
    topic_model,
    type_model,
)
from nlp.classify.linear import Linear
from nlp.classify.vectors import WordVectors
from nlp.learn.data.labelled_points import LabelledPoint, Task, from_lexicon
from nlp.learn.measure.measures import as_matrix
from nlp.learn.splits import bucket

FOLDS = 4
REGULARISATION: dict[Task, float] = {"topics": 0.1, "types": 0.6}
UNTITLED = 0.3
"""Weight of the copies without titles that teach topics to rest on the matter too."""
FULL_WEIGHT = 1200
"""Points of one municipality that count fully; of more, each counts less."""
SMALLEST = 2
"""Fewest positive examples for a label to be learned."""
THRESHOLD: dict[Task, float] = {"topics": 0.5, "types": 0.42}
"""Thresholds that held in municipalities not trained on (``docs/classification.md``)."""
FEW = 150
UNSURE: dict[Task, float] = {"topics": 0.0, "types": 0.25}
"""A text in which no decision is this probable records none."""
TRUSTED_PRECISION = 0.97
DOUBT: dict[Task, float] = {"topics": 0.0, "types": 0.5}
"""How much a label left out says against an answer beside those asserted with little right."""


def answers_of(points: Sequence[LabelledPoint], task: Task, labels: Sequence[str]) -> Matrix:
    """Right answers as a 0/1 matrix (points, labels)."""
    return as_matrix((point.labels(task) for point in points), labels)


def new_model(task: Task, vectors: WordVectors | None, more_labels: Sequence[str] = ()) -> LabelModel:
    """An untrained model of the task; ``more_labels`` are a user's own."""
    model = topic_model(vectors, more_labels) if task == "topics" else type_model(more_labels)
    model.settings.unsure, model.settings.doubt = UNSURE[task], DOUBT[task]
    return model


def _fit(matrix: Any, answers: Matrix, weights: Matrix, regularisation: float) -> Linear:
    """One linear support vector machine a label; labels with too few examples never say yes."""
    from sklearn.svm import LinearSVC

    used = np.unique(matrix.indices)
    seen = matrix[:, used]
    coefficients = np.zeros((answers.shape[1], matrix.shape[1]), dtype=np.float32)
    bias = np.full(answers.shape[1], -20.0)
    for column in range(answers.shape[1]):
        target = answers[:, column].astype(int)
        if SMALLEST <= target.sum() < len(target):
            model = LinearSVC(C=regularisation, tol=1e-3, random_state=0)
            model.fit(seen, target, sample_weight=weights)
            coefficients[column, used], bias[column] = model.coef_[0], model.intercept_[0]
    return Linear.of(coefficients, bias)


def fit_scores(
    task: Task, space: Space, points: Sequence[LabelledPoint], weights: Matrix, labels: Sequence[str]
) -> Linear:
    """Fit the space and its classifier to the points and to the examples of the lexicon."""
    examples = [with_body(example, points) for example in from_lexicon(task)]
    without: list[LabelledPoint] = []
    if task == "topics":
        examples += list(untitled(examples))
        without += untitled(points)
    everything = [*points, *examples, *without]
    rows = [point.fields for point in everything]
    weights = np.concatenate([weights, np.ones(len(examples)), np.full(len(without), UNTITLED)])
    space.fit(rows)
    return _fit(space.transform(rows), answers_of(everything, task, labels), weights, REGULARISATION[task])


def with_body(example: LabelledPoint, points: Sequence[LabelledPoint]) -> LabelledPoint:
    """A bare title of mere procedure gets one of the bodies, so that a committee's name alone means nothing there."""
    bodies = sorted({point.fields.body for point in points})
    if example.topics != ("procedure",) or not bodies:
        return example
    return replace(example, fields=replace(example.fields, body=bodies[bucket(example.id, len(bodies))]))


def untitled(points: Sequence[LabelledPoint]) -> Iterator[LabelledPoint]:
    """Copies without titles of the points that have a title and a matter."""
    for point in points:
        if point.fields.title and (point.fields.matter or point.fields.proposal):
            yield replace(point, fields=replace(point.fields, title=""))


def folds_of(points: Sequence[LabelledPoint]) -> list[np.ndarray[Any, Any]]:
    """Held-out indexes a fold: whole municipalities, a large one in a fold of its own.

    What is fixed on them holds in municipalities not trained on. Only where one municipality has more than
    half of all points is it divided, by case.
    """
    sizes = Counter(point.source for point in points)
    large = sorted(source for source, size in sizes.items() if len(points) / (2 * FOLDS) < size <= len(points) / 2)

    def fold(point: LabelledPoint) -> int:
        if point.source in large:
            return FOLDS + large.index(point.source)
        divided = sizes[point.source] > len(points) / 2
        return bucket("fold" + point.source + (point.group if divided else ""), FOLDS)

    numbers = np.array([fold(point) for point in points])
    return [np.flatnonzero(numbers == number) for number in range(FOLDS + len(large))]


def out_of_fold(task: Task, make: Callable[[], LabelModel], points: Sequence[LabelledPoint], weights: Matrix) -> Matrix:
    """Margins of each point by a model that has not seen its case or, mostly, its municipality."""
    margins = np.zeros((len(points), len(make().settings.labels)))
    for held_out in folds_of(points):
        if not len(held_out):
            continue
        kept = np.setdiff1d(np.arange(len(points)), held_out)
        model = make()
        seen = [points[i] for i in kept]
        model.classifier = fit_scores(task, model.space, seen, weights[kept], model.settings.labels)
        margins[held_out] = model.margins([points[i].fields for i in held_out])
    return margins


def calibrate(margins: Matrix, answers: Matrix, settings: Settings) -> None:
    """Fit Platt's scaling a label on out-of-fold margins."""
    from sklearn.linear_model import LogisticRegression

    settings.slope, settings.offset = [], []
    for column in range(answers.shape[1]):
        target = answers[:, column]
        if target.sum() < SMALLEST or target.sum() == len(target):
            settings.slope.append(1.0)
            settings.offset.append(0.0)
            continue
        platt = LogisticRegression(C=100.0).fit(margins[:, [column]], target)
        settings.slope.append(float(platt.coef_[0, 0]))
        settings.offset.append(float(platt.intercept_[0]))


def set_thresholds(probabilities: Matrix, answers: Matrix, settings: Settings, usual: float) -> None:
    """The threshold a label with the best F1, drawn towards the usual one where examples are few."""
    grid = np.arange(0.34, 0.61, 0.02)
    settings.threshold = []
    for column in range(answers.shape[1]):
        p, y = probabilities[:, column], answers[:, column]
        hits = np.array([((p >= t) * y).sum() for t in grid])
        f1 = 2 * hits / np.maximum(np.array([(p >= t).sum() for t in grid]) + y.sum(), 1)
        best = grid[int(f1.argmax())]
        share = y.sum() / (y.sum() + FEW)
        settings.threshold.append(round(float(share * best + (1 - share) * usual), 3))


def set_trust(probabilities: Matrix, answers: Matrix, settings: Settings) -> None:
    """The lowest confidence above which labels are right in 97 % of cases, out of fold."""
    chosen = [choose(row, settings) for row in probabilities]
    sure = np.array([confidence(row, c, settings) for row, c in zip(probabilities, chosen, strict=True)])
    right = np.array([sum(y[i] for i in c) for c, y in zip(chosen, answers, strict=True)])
    count = np.array([len(c) for c in chosen])
    order = np.argsort(-sure)
    precision = np.cumsum(right[order]) / np.cumsum(count[order])
    good = np.flatnonzero(precision >= TRUSTED_PRECISION)
    settings.trust = round(float(sure[order[good[-1]]]) if len(good) else 1.0, 4)


def weight_by_source(points: Sequence[LabelledPoint]) -> Callable[[LabelledPoint], float]:
    """Weights that keep the habits of a municipality with very many points from ruling."""
    sizes = Counter(point.source for point in points)
    return lambda point: min(1.0, FULL_WEIGHT / sizes[point.source])


def train(
    task: Task,
    points: Sequence[LabelledPoint],
    vectors: WordVectors | None = None,
    weight: Callable[[LabelledPoint], float] | None = None,
    more_labels: Sequence[str] = (),
) -> LabelModel:
    """A trained, calibrated model; calibration and thresholds come from held-out folds only.

    ``weight`` gives a point's weight in fitting; by default a municipality with many points weighs
    as much as one with :data:`FULL_WEIGHT`.
    """
    weight = weight or weight_by_source(points)

    memory: dict[Fields, Raw] = {}

    def make() -> LabelModel:
        model = new_model(task, vectors, more_labels)
        model.space.memory = memory
        return model

    model = make()
    answers = answers_of(points, task, model.settings.labels)
    weights = np.array([weight(point) for point in points])
    margins = out_of_fold(task, make, points, weights)
    calibrate(margins, answers, model.settings)
    probabilities = calibrated(margins, model.settings)
    set_thresholds(probabilities, answers, model.settings, THRESHOLD[task])
    set_trust(probabilities, answers, model.settings)
    model.classifier = fit_scores(task, model.space, points, weights, model.settings.labels)
    model.space.memory = None
    return model
