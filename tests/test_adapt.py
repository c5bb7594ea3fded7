"""Continuing from a trained model: new habits are learned, old answers stay, own labels work."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel
from nlp.learn.data.corpus import read_corpus
from nlp.learn.data.labelled_points import LabelledPoint, from_corpus
from nlp.learn.retrain.adapt_labels import HELD, continue_from, folds, unfolded
from nlp.learn.train.classifier import train

MUNICIPALITIES = ("Hvidsted", "Rosenvang", "Thorslev")
"""Written municipalities of the training part."""


@pytest.fixture(scope="module")
def points() -> list[LabelledPoint]:
    return list(from_corpus([point for point in read_corpus() if point.municipality in MUNICIPALITIES]))


@pytest.fixture(scope="module")
def old(points: list[LabelledPoint]) -> LabelModel:
    return train("types", points)


def habit(number: int, decision: str, *types: str) -> LabelledPoint:
    fields = Fields(f"Sag {number}", "", "", f"{decision} {number}.")
    return LabelledPoint(f"n{number}", "Nyby", f"n{number}", fields, (), types, False)


HABITS = [habit(n, "Sagen lægges i skuffen", "postponed") for n in range(12)] + [
    habit(n, "Sagen får grønt lys", "approved") for n in range(12, 24)
]


def likeliest(model: LabelModel, decision: str) -> str:
    row = model.probabilities([Fields("Sag", "", "", decision)])[0]
    return model.settings.labels[int(row.argmax())]


def test_a_new_habit_is_learned(old: LabelModel, points: list[LabelledPoint]) -> None:
    new = continue_from(old, "types", HABITS, [point.fields for point in points]).model
    assert likeliest(new, "Sagen lægges i skuffen 99.") == "postponed"
    assert likeliest(new, "Sagen får grønt lys 99.") == "approved"


def test_held_points_keep_their_answers(
    old: LabelModel, points: list[LabelledPoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(HELD, "types", 0.1)
    fields = [point.fields for point in points]
    before = old.probabilities(fields)
    held = continue_from(old, "types", HABITS, fields, strength=10.0).model.probabilities(fields)
    free = continue_from(old, "types", HABITS, strength=10.0).model.probabilities(fields)
    assert np.abs(held - before).mean() < 0.5 * np.abs(free - before).mean()
    assert np.abs(held - before).mean() < 0.01


def test_the_calibration_is_folded_into_the_weights(old: LabelModel, points: list[LabelledPoint]) -> None:
    fields = [point.fields for point in points[:20]]
    weights, bias = unfolded(old, old.settings.labels)
    margins = np.asarray((old.space.transform(fields) @ weights).todense()) + bias
    learned = [at for at, b in enumerate(old.classifier.bias if old.classifier else []) if b > -15]
    assert 1 / (1 + np.exp(-margins[:, learned])) == pytest.approx(old.probabilities(fields)[:, learned], abs=1e-5)


def test_a_label_of_ones_own_is_learned_from_the_new_points_alone(old: LabelModel, points: list[LabelledPoint]) -> None:
    own = [replace(p, types=("shelved",)) if p.types == ("postponed",) else p for p in HABITS]
    result = continue_from(old, "types", own, [point.fields for point in points], ["shelved", "never"])
    assert result.model.settings.labels[-2:] == ["shelved", "never"]
    assert likeliest(result.model, "Sagen lægges i skuffen 99.") == "shelved"
    assert result.model.probabilities([p.fields for p in points])[:, -1].max() < 1e-6, "a label without examples"


def test_points_are_measured_by_models_that_had_not_seen_their_case(old: LabelModel) -> None:
    result = continue_from(old, "types", HABITS)
    assert sorted(result.rows) == list(range(len(HABITS)))
    assert result.held_out.shape == result.answers.shape == (len(HABITS), len(old.settings.labels))
    twice = [replace(p, group="one case") for p in HABITS[:6]] + HABITS[6:]
    parts = folds(twice)
    assert sum(bool(set(part) & set(range(6))) for part in parts) == 1, "a case is never divided"
    many = [replace(HABITS[0], group=f"case {n}") for n in range(1200)]
    assert len(folds(many)) == 1


def test_the_same_points_give_the_same_weights(old: LabelModel) -> None:
    first, second = (continue_from(old, "types", HABITS, cross=False).model.classifier for _ in range(2))
    assert first is not None and second is not None
    assert (first.weights != second.weights).nnz == 0 and (first.bias == second.bias).all()
