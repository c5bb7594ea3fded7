"""Continues from a trained label model: new labels move its weights, a pull towards the old ones holds them back.

Where the texts that a model was trained on are not at hand, its weights stand in for them. The shipped
model's calibrated log-odds are a fixed offset, and only a difference to its weights is learned, which is
pulled towards zero (a Gaussian prior at the old weights). Beside, written points of other municipalities are
held: their log-odds may hardly move, so that what is learned is what is particular to the new texts.
Rarity weights of the feature space stay as they are, so that the sum is one linear model again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel, Matrix, calibrated
from nlp.classify.linear import Linear
from nlp.learn.data.labelled_points import LabelledPoint, Task
from nlp.learn.splits import bucket
from nlp.learn.train.classifier import SMALLEST, THRESHOLD, answers_of, set_trust

FOLDS = 4
ONE_FOLD = 1000
"""Points from which a single held-out quarter tells how good a model is."""
STRENGTH: dict[Task, float] = {"topics": 3.0, "types": 3.0}
"""How far new labels may move the weights (variance of the prior): ``docs/retraining.md`` has the measurements."""
HELD: dict[Task, float] = {"topics": 0.01, "types": 0.003}
"""How firmly the log-odds of held points stay: the weight of their squared change beside a new point's loss."""
ENOUGH_FOR_TRUST = 150
NEVER = -15.0
"""Bias of a label that a model has not learned."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Continued:
    """A model, and what its like says of new points whose case it has not seen.

    ``rows`` are the indexes of these points, ``held_out`` their probabilities, ``answers`` the right ones.
    """

    model: LabelModel
    rows: NDArray[np.int64]
    held_out: Matrix
    answers: Matrix


def shift(matrix: Any, offset: Vector, target: Vector, strength: float, held: Any, firmness: float) -> Vector:
    """Coefficients of a logistic regression beside a fixed offset, pulled towards zero.

    ``matrix`` (rows, features) is sparse; ``strength`` is the prior's variance; ``held`` (rows, features) are
    points whose log-odds are to stay as they are, with that ``firmness``.
    """
    from scipy.optimize import minimize

    signs = 2 * target - 1

    def loss(coefficients: Vector) -> tuple[float, Vector]:
        margins = signs * (offset + matrix @ coefficients)
        moved = held @ coefficients
        value = np.logaddexp(0, -margins).sum() + 0.5 * (
            coefficients @ coefficients / strength + firmness * moved @ moved
        )
        slope = -signs / (1 + np.exp(np.clip(margins, -30, 30)))
        return float(value), matrix.T @ slope + coefficients / strength + firmness * (held.T @ moved)

    found = minimize(
        loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 60, "ftol": 1e-5}
    )
    return np.asarray(found.x)


@dataclass(frozen=True, slots=True)
class _Movement:
    """What new points would move of an old model's weights.

    ``matrix`` (points, features + 1) and ``answers`` (points, labels) are the new points', ``start`` (points, labels)
    their log-odds by the old model; ``still`` (rows, features + 1) are points whose log-odds are to stay. The first
    ``known`` labels are the old model's.
    """

    matrix: Any
    start: Matrix
    answers: Matrix
    still: Any
    known: int
    strength: float
    firmness: float

    def of(self, kept: NDArray[np.int64]) -> Matrix:
        """Differences of the weights and, last, of the bias (labels, features + 1) when only these points are known."""
        labels = self.answers.shape[1]
        coefficients = np.zeros((labels, self.matrix.shape[1]), dtype=np.float32)
        used = np.unique(self.matrix[kept].indices)
        shown, still = self.matrix[kept][:, used], self.still[:, used]
        for column in range(labels):
            target = self.answers[kept, column]
            if column >= self.known and target.sum() < SMALLEST:
                coefficients[column, -1] = 2 * NEVER
            else:
                firm = still if column < self.known else still[:0]
                start = self.start[kept, column]
                coefficients[column, used] = shift(shown, start, target, self.strength, firm, self.firmness)
        return coefficients


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
    held: Sequence[Fields] = (),
    more_labels: Sequence[str] = (),
    strength: float | None = None,
    cross: bool = True,
) -> Continued:
    """The old model moved by new points; ``cross`` also tells what it answers to points that it has not seen.

    ``held`` are points of other municipalities, whose answers are to stay as they are; they say nothing of
    ``more_labels``, which are learned from the new points alone. A label without examples in ``points`` keeps
    its weights, but for what its absence from them says.
    """
    labels = [*old.settings.labels, *(x for x in more_labels if x not in old.settings.labels)]
    weights, bias = unfolded(old, labels)
    matrix = with_ones(old.space.transform([point.fields for point in points]))
    start = np.asarray((matrix[:, :-1] @ weights).todense()) + bias
    still = with_ones(old.space.transform(held)) if held else matrix[:0]
    answers, known = answers_of(points, task, labels), len(old.settings.labels)
    movement = _Movement(matrix, start, answers, still, known, strength or STRENGTH[task], HELD[task])
    settings = replace(old.settings, labels=labels, slope=[1.0] * len(labels), offset=[0.0] * len(labels))
    settings.threshold = [*old.settings.threshold, *[THRESHOLD[task]] * (len(labels) - known)]
    everything = np.arange(len(points))
    coefficients = movement.of(everything)
    linear = Linear.of(np.asarray(weights.T.todense()) + coefficients[:, :-1], bias + coefficients[:, -1])
    unseen: list[NDArray[np.int64]] = folds(points) if cross else []
    margins = [start[fold] + matrix[fold] @ movement.of(np.setdiff1d(everything, fold)).T for fold in unseen]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *unseen])
    held_out = calibrated(np.vstack([np.zeros((0, len(labels))), *margins]), settings)
    if len(rows) >= ENOUGH_FOR_TRUST:
        set_trust(held_out, answers[rows], settings)
    return Continued(LabelModel(old.space, settings, linear), rows, held_out, answers[rows])


def with_ones(matrix: Any) -> Any:
    """The matrix with a column of ones, for the bias."""
    from scipy.sparse import csr_matrix, hstack

    return hstack([matrix, csr_matrix(np.ones((matrix.shape[0], 1)))]).tocsr()


def folds(points: Sequence[LabelledPoint]) -> list[NDArray[np.int64]]:
    """Held-out indexes a fold, one quarter of the cases each; of very many points one fold is enough."""
    numbers = np.array([bucket("fold" + point.group, FOLDS) for point in points])
    found = [rows for fold in range(FOLDS) if len(rows := np.flatnonzero(numbers == fold))]
    return found[:1] if len(points) > ONE_FOLD else found
