"""Measures of labels, probabilities and boundaries; pure functions without files or models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
ENOUGH = 8
"""Examples from which a label counts in the macro average."""


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label; ``support`` is the number of right answers that hold it."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Micro F1 over all labels, macro F1 over labels with :data:`ENOUGH` examples, and each label."""

    micro: float
    macro: float
    labels: tuple[LabelScore, ...]


def ratio(part: float, whole: float) -> float:
    """``part / whole``, 0 where there is nothing to divide by."""
    return float(part / whole) if whole else 0.0


def f1(right: float, given: float, wanted: float) -> float:
    """F1 from the numbers of right, given and wanted answers."""
    return ratio(2 * right, given + wanted)


def as_matrix(rows: Iterable[Iterable[str]], labels: Sequence[str]) -> Matrix:
    """Sets of labels as 0/1 rows (points, labels)."""
    return np.array([[float(label in row) for label in labels] for row in map(set, rows)]).reshape(-1, len(labels))


def micro_f1(answers: Matrix, predicted: Matrix) -> float:
    """F1 over all cells of two 0/1 matrices (points, labels)."""
    return f1((answers * predicted).sum(), predicted.sum(), answers.sum())


def macro_f1(answers: Matrix, predicted: Matrix, enough: int = ENOUGH) -> float:
    """Mean F1 of the labels with at least ``enough`` right answers."""
    right, given, wanted = (answers * predicted).sum(0), predicted.sum(0), answers.sum(0)
    scores = [f1(*numbers) for numbers in zip(right, given, wanted, strict=True) if numbers[2] >= enough]
    return float(np.mean(scores)) if scores else 0.0


def label_scores(answers: Matrix, predicted: Matrix, labels: Sequence[str]) -> Scores:
    """All scores of 0/1 matrices (points, labels)."""
    right, given, wanted = (answers * predicted).sum(0), predicted.sum(0), answers.sum(0)
    each = tuple(
        LabelScore(label, ratio(r, g), ratio(r, w), f1(r, g, w), int(w))
        for label, r, g, w in zip(labels, right, given, wanted, strict=True)
    )
    return Scores(micro_f1(answers, predicted), macro_f1(answers, predicted), each)


def bootstrap(
    score: Callable[[Matrix, Matrix], float],
    answers: Matrix,
    predicted: Matrix,
    groups: Sequence[str] | None = None,
    rounds: int = 500,
    seed: int = 0,
) -> tuple[float, float]:
    """The 95 % percentile interval of a score; ``groups`` (cases) are drawn whole where given."""
    if not len(answers):
        return (0.0, 0.0)
    names = np.asarray(groups if groups is not None else np.arange(len(answers)))
    _, codes, sizes = np.unique(names, return_inverse=True, return_counts=True)
    members = np.split(np.argsort(codes, kind="stable"), np.cumsum(sizes)[:-1])
    random = np.random.default_rng(seed)
    values = []
    for _ in range(rounds):
        drawn = np.concatenate([members[i] for i in random.integers(0, len(members), len(members))])
        values.append(score(answers[drawn], predicted[drawn]))
    low, high = np.percentile(values, [2.5, 97.5])
    return (float(low), float(high))


def calibration_error(probabilities: Matrix, answers: Matrix, bins: int = 10) -> float:
    """Expected calibration error over all (point, label) pairs, in bins of equal width."""
    p, y = probabilities.ravel(), answers.ravel()
    if not len(p):
        return 0.0
    places = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs(p[places == place].sum() - y[places == place].sum()) for place in range(bins)]
    return float(sum(gaps) / len(p))


def confusion(answers: Matrix, predicted: Matrix, labels: Sequence[str]) -> dict[str, dict[str, int]]:
    """Which label was given for which: for each wanted label how often each label was given.

    A wanted label that was given counts on the diagonal; one that was missed counts once for every
    given label that was not wanted, or under ``"-"``; a label given for nothing stands in row ``"-"``.
    """
    table: dict[str, Counter[str]] = {label: Counter() for label in (*labels, "-")}
    for wanted, given in zip(answers > 0, predicted > 0, strict=True):
        missed = [label for label, w, g in zip(labels, wanted, given, strict=True) if w and not g]
        extra = [label for label, w, g in zip(labels, wanted, given, strict=True) if g and not w]
        for label, w, g in zip(labels, wanted, given, strict=True):
            table[label][label] += int(w and g)
        for label in missed or ["-"]:
            table[label].update(extra)
        if not extra:
            for label in missed:
                table[label]["-"] += 1
    return {label: {other: n for other, n in row.items() if n} for label, row in table.items()}


def trusted(answers: Matrix, predicted: Matrix, sure: NDArray[np.bool_]) -> tuple[float, float]:
    """Share of the points that are trusted, and the precision of their labels."""
    right = (answers * predicted)[sure].sum()
    return float(np.mean(sure)) if len(sure) else 0.0, ratio(right, predicted[sure].sum())


def _window(boundaries: Sequence[int]) -> int:
    """Half the mean length of a segment, as the measures' authors propose."""
    segments = sum(boundaries) + 1
    return max(2, round(len(boundaries) / segments / 2))


def _windows(boundaries: Sequence[int], size: int) -> NDArray[Any]:
    total = np.concatenate([[0], np.cumsum(boundaries)])
    return np.asarray(total[size:] - total[:-size])


def pk(reference: Sequence[int], hypothesis: Sequence[int], size: int | None = None) -> float:
    """Pk (Beeferman, Berger and Lafferty 1999) of 0/1 marks "a segment begins here"; 0 is best."""
    size = size or _window(reference)
    if len(reference) < size:
        return 0.0
    ours, theirs = _windows(reference, size) > 0, _windows(hypothesis, size) > 0
    return float(np.mean(ours != theirs))


def window_diff(reference: Sequence[int], hypothesis: Sequence[int], size: int | None = None) -> float:
    """WindowDiff (Pevzner and Hearst 2002) of 0/1 marks "a segment begins here"; 0 is best."""
    size = size or _window(reference)
    if len(reference) < size:
        return 0.0
    return float(np.mean(_windows(reference, size) != _windows(hypothesis, size)))
