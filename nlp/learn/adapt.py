"""Continues from a trained label model: new labels move its weights, a pull towards the old ones holds them back.

Where the texts that a model was trained on are not at hand, its weights stand in for them. The shipped
model's calibrated log-odds are a fixed offset, and only a difference to its weights is learned, which is
pulled towards zero (a Gaussian prior at the old weights); written points are rehearsed beside the new ones.
Rarity weights of the feature space stay as they are, so that the sum is one linear model again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.classify.labels import LabelModel, Matrix, calibrated
from nlp.classify.linear import Linear
from nlp.learn.classifier import SMALLEST, THRESHOLD, answers_of, set_trust
from nlp.learn.points import LabelledPoint, Task
from nlp.learn.splits import bucket

FOLDS = 4
STRENGTH: dict[Task, float] = {"topics": 0.3, "types": 0.3}
"""How far new labels may move the weights (variance of the prior): ``docs/retraining.md`` has the measurements."""
REHEARSED = 1.0
"""Weight of a rehearsed point beside a new one."""
ENOUGH_FOR_TRUST = 150
NEVER = -15.0
"""Bias of a label that a model has not learned."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Continued:
    """A model with the probabilities that it gives to new points of cases not seen, and their right answers."""

    model: LabelModel
    held_out: Matrix
    answers: Matrix


def shift(matrix: Any, offset: Vector, target: Vector, weights: Vector, strength: Any) -> Vector:
    """Coefficients of a logistic regression beside a fixed offset, pulled towards zero.

    ``matrix`` (rows, features) sparse or dense; ``strength`` the prior's variance, one or one a feature.
    """
    from scipy.optimize import minimize

    signs = 2 * target - 1
    transposed = matrix.T
    precision = 1.0 / np.broadcast_to(np.asarray(strength, dtype=float), matrix.shape[1:])

    def loss(coefficients: Vector) -> tuple[float, Vector]:
        margins = signs * (offset + matrix @ coefficients)
        value = weights @ np.logaddexp(0, -margins) + 0.5 * (precision * coefficients) @ coefficients
        slope = -weights * signs / (1 + np.exp(np.clip(margins, -30, 30)))
        return float(value), transposed @ slope + precision * coefficients

    start = np.zeros(matrix.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60, "ftol": 1e-6})
    return np.asarray(found.x)


def unfolded(old: LabelModel, labels: Sequence[str]) -> tuple[Any, Vector]:
    """Weights (features, labels) and bias of the old model's calibrated log-odds; zeros for unlearned labels."""
    from scipy.sparse import csc_matrix, diags, hstack

    if old.classifier is None:
        raise ValueError("the old model has no weights; train it or load them")
    slope, offset = np.asarray(old.settings.slope), np.asarray(old.settings.offset)
    learned = old.classifier.bias > NEVER
    weights = (old.classifier.weights @ diags(np.where(learned, slope, 0.0))).tocsc()
    bias = np.where(learned, old.classifier.bias * slope + offset, 0.0)
    more = len(labels) - len(bias)
    return hstack([weights, csc_matrix((weights.shape[0], more))]).tocsc(), np.append(bias, np.zeros(more))


def continue_from(
    old: LabelModel,
    task: Task,
    points: Sequence[LabelledPoint],
    rehearsed: Sequence[LabelledPoint] = (),
    more_labels: Sequence[str] = (),
    strength: float | None = None,
    cross: bool = True,
) -> Continued:
    """The old model moved by new points; ``cross`` also tells what it answers to points that it has not seen.

    ``rehearsed`` are points that the old model may know already; they say nothing of ``more_labels``,
    which are learned from the new points alone. A label without examples in ``points`` keeps its weights,
    but for what its absence from them says.
    """
    labels = [*old.settings.labels, *(x for x in more_labels if x not in old.settings.labels)]
    known = len(old.settings.labels)
    all_points = [*points, *rehearsed]
    matrix = old.space.transform([point.fields for point in all_points])
    answers = answers_of(all_points, task, labels)
    weights, bias = unfolded(old, labels)
    start = np.asarray((matrix @ weights).todense()) + bias
    new = len(points)
    strength = strength or STRENGTH[task]

    def moved(kept: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        """Differences of the weights (labels, features) and biases when only these new points are known."""
        coefficients = np.zeros((len(labels), matrix.shape[1]), dtype=np.float32)
        shifts = np.zeros(len(labels))
        seen = np.concatenate([kept, np.arange(new, len(all_points))])
        for rows, columns in ((seen, range(known)), (kept, range(known, len(labels)))):
            used = np.unique(matrix[rows].indices)
            shown = with_ones(matrix[rows][:, used])
            each = np.where(rows < new, 1.0, REHEARSED)
            for column in columns:
                target = answers[rows, column]
                if column >= known and target.sum() < SMALLEST:
                    shifts[column] = 2 * NEVER
                    continue
                found = shift(shown, start[rows, column], target, each, strength)
                coefficients[column, used], shifts[column] = found[:-1], found[-1]
        return coefficients, shifts

    settings = replace(old.settings, labels=labels, slope=[1.0] * len(labels), offset=[0.0] * len(labels))
    settings.threshold = [*old.settings.threshold, *[THRESHOLD[task]] * (len(labels) - known)]
    margins = np.zeros((new, len(labels)))
    for fold in folds(points) if cross else ():
        coefficients, shifts = moved(np.setdiff1d(np.arange(new), fold))
        margins[fold] = start[fold] + matrix[fold] @ coefficients.T + shifts
    held_out = calibrated(margins, settings)
    if cross and new >= ENOUGH_FOR_TRUST:
        set_trust(held_out, answers[:new], settings)
    coefficients, shifts = moved(np.arange(new))
    linear = Linear.of(np.asarray(weights.T.todense()) + coefficients, bias + shifts)
    return Continued(LabelModel(old.space, settings, linear), held_out, answers[:new])


def with_ones(matrix: Any) -> Any:
    """The matrix with a column of ones, for the bias."""
    from scipy.sparse import csr_matrix, hstack

    return hstack([matrix, csr_matrix(np.ones((matrix.shape[0], 1)))]).tocsr()


def folds(points: Sequence[LabelledPoint]) -> list[NDArray[np.int64]]:
    """Held-out indexes a fold; a case is never divided."""
    numbers = np.array([bucket("fold" + point.group, FOLDS) for point in points])
    return [found for fold in range(FOLDS) if len(found := np.flatnonzero(numbers == fold))]
