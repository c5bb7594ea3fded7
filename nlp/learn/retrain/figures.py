"""Figures of a run on its own labels: cases held out in turn, and how they grow with the labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel, Matrix
from nlp.learn.data.labelled_points import LabelledPoint, Task
from nlp.learn.measure import measures
from nlp.learn.measure.comparing import asserted
from nlp.learn.measure.evaluating import chosen, scores_of
from nlp.learn.retrain.adapt_labels import Continued, continue_from
from nlp.learn.splits import bucket

BINS = 10
CURVE_PARTS = (0.125, 0.25, 0.5, 1.0)
SMALLEST_CURVE = 40
TESTED = 4
"""One case in so many is kept for measuring the learning curve."""


def held_out_figures(
    before: LabelModel, continued: Continued, points: Sequence[LabelledPoint], task: Task
) -> dict[str, Any]:
    """Scores of the old and the new model on the new points, each answered by a model that had not seen its case."""
    settings, answers = continued.model.settings, continued.answers
    points = [points[row] for row in continued.rows]
    cases = [point.group for point in points]
    after = chosen(continued.held_out, settings)
    return {
        "before": scores_of(answers, asserted(before, points, settings.labels), settings.labels, cases),
        "after": scores_of(answers, after, settings.labels, cases),
        "labels": settings.labels,
        "calibration": reliability(continued.held_out, answers),
        "calibration_error": measures.calibration_error(continued.held_out, answers),
        "confusion": measures.confusion(answers, after, settings.labels),
    }


def reliability(probabilities: Matrix, answers: Matrix, bins: int = BINS) -> list[dict[str, float]]:
    """For each bin of probabilities how many there are, their mean, and how many were right."""
    p, y = probabilities.ravel(), answers.ravel()
    places = np.minimum((p * bins).astype(int), bins - 1)
    return [
        {"count": int((places == b).sum()), "said": float(p[places == b].mean()), "right": float(y[places == b].mean())}
        for b in range(bins)
        if (places == b).any()
    ]


def learning_curve(
    before: LabelModel,
    task: Task,
    points: Sequence[LabelledPoint],
    held: Sequence[Fields],
    more_labels: Sequence[str],
) -> list[dict[str, float]]:
    """Micro-F1 on a quarter of the cases with none, an eighth, … of the other labels."""
    test = [point for point in points if bucket("curve" + point.group, TESTED) == 0]
    rest = [point for point in points if bucket("curve" + point.group, TESTED) != 0]
    rest.sort(key=lambda point: bucket("order" + point.id, 2**31))
    if len(test) < 10 or len(rest) < SMALLEST_CURVE:
        return []
    curve = [_curve_point(before, task, 0, test)]
    for share in CURVE_PARTS:
        some = rest[: round(share * len(rest))]
        model = continue_from(before, task, some, held, more_labels, cross=False).model
        curve.append(_curve_point(model, task, len(some), test))
    return curve


def _curve_point(model: LabelModel, task: Task, labelled: int, test: Sequence[LabelledPoint]) -> dict[str, float]:
    wanted = [point.labels(task) for point in test]
    names = list(dict.fromkeys([*model.settings.labels, *(label for row in wanted for label in row)]))
    right, found = measures.as_matrix(wanted, names), asserted(model, test, names)
    low, high = measures.bootstrap(measures.micro_f1, right, found, [point.group for point in test], 200)
    micro = measures.micro_f1(right, found)
    return {"labelled": labelled, "micro": micro, "low": low, "high": high, "tested": len(test)}
