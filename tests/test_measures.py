"""Measures: small cases worked out by hand, and any case beside scikit-learn's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from nlp.learn.measure import measures
from nlp.learn.measure.evaluating import scores_of
from nlp.learn.measure.segmentation import Counts

LABELS = ["a", "b", "c"]


def rows(*labels: str) -> measures.Matrix:
    return measures.as_matrix([row.split(",") if row else [] for row in labels], LABELS)


def test_micro_counts_all_labels_macro_only_frequent_ones():
    answers, predicted = rows(*["a"] * 8, "b"), rows(*["a"] * 8, "c")
    scores = measures.label_scores(answers, predicted, LABELS)
    assert scores.micro == pytest.approx(2 * 8 / (9 + 9))
    assert scores.macro == 1.0
    assert [one.support for one in scores.labels] == [8, 1, 0]


Labelled = list[tuple[list[bool], list[bool]]]
LABELLED = st.lists(st.tuples(*[st.lists(st.booleans(), min_size=3, max_size=3)] * 2), min_size=1, max_size=30)
"""Points with three labels that each may be right, and may be given."""


@given(LABELLED)
def test_f1_is_that_of_scikit_learn(points: Labelled):
    answers, predicted = (np.array([point[side] for point in points], dtype=float) for side in (0, 1))
    scores = measures.label_scores(answers, predicted, LABELS)
    assert scores.micro == pytest.approx(f1_score(answers, predicted, average="micro", zero_division=0))
    each = f1_score(answers, predicted, average=None, zero_division=0)
    assert [one.f1 for one in scores.labels] == pytest.approx(list(each))
    assert measures.macro_f1(answers, predicted, enough=0) == pytest.approx(each.mean())


def test_counts_of_things_found_more_than_once():
    counts = Counts()
    counts.add(["Anna", "Anna", "Bo"], ["Anna", "Carl"])
    assert (counts.right, counts.wrong, counts.missed) == (1, 2, 1)
    assert counts.f1 == pytest.approx(2 / 5)
    assert Counts().f1 == 1.0


def test_bootstrap_holds_the_score_and_is_the_same_twice():
    answers, predicted = rows(*["a", "b"] * 20), rows(*["a", "a"] * 20)
    low, high = measures.bootstrap(measures.micro_f1, answers, predicted, rounds=100)
    assert low <= measures.micro_f1(answers, predicted) <= high
    assert (low, high) == measures.bootstrap(measures.micro_f1, answers, predicted, rounds=100)


def test_bootstrap_draws_cases_whole():
    answers, predicted = rows(*["a"] * 10), rows(*["a"] * 5, *["b"] * 5)
    one_case = measures.bootstrap(measures.micro_f1, answers, predicted, groups=["x"] * 10, rounds=20)
    assert one_case == (0.5, 0.5)
    assert scores_of(answers, predicted, LABELS, ["x"] * 10)["interval"] == [0.5, 0.5]


def test_bootstrap_is_as_wide_as_a_share_of_so_many_points_is():
    answers, predicted = np.ones((400, 1)), np.array([[1.0]] * 200 + [[0.0]] * 200)
    low, high = measures.bootstrap(lambda a, p: float((a * p).mean()), answers, predicted, rounds=2000)
    deviation = (0.5 * 0.5 / 400) ** 0.5
    assert (low, high) == pytest.approx((0.5 - 1.96 * deviation, 0.5 + 1.96 * deviation), abs=0.005)


def test_bootstrap_of_no_points():
    assert measures.bootstrap(measures.micro_f1, np.zeros((0, 1)), np.zeros((0, 1))) == (0.0, 0.0)


def test_calibration_error():
    sure_and_right = np.array([[1.0, 0.0]])
    assert measures.calibration_error(sure_and_right, sure_and_right) == 0.0
    assert measures.calibration_error(np.array([[0.8, 0.8]]), np.array([[1.0, 0.0]])) == pytest.approx(0.3)
    two_bins = np.array([[0.9, 0.9, 0.9, 0.2]]), np.array([[1.0, 1.0, 0.0, 1.0]])
    assert measures.calibration_error(*two_bins) == pytest.approx(3 / 4 * (0.9 - 2 / 3) + 1 / 4 * (1.0 - 0.2))


def test_confusion_names_what_was_given_instead():
    table = measures.confusion(rows("a", "a", "b", "a,b"), rows("a", "b", "", "a,b,c"), LABELS)
    assert table["a"] == {"a": 2, "b": 1}
    assert table["b"] == {"b": 1, "-": 1}
    assert table["-"] == {"c": 1}


def test_trusted_share_and_precision():
    share, precision = measures.trusted(rows("a", "b"), rows("a", "a"), np.array([True, False]))
    assert (share, precision) == (0.5, 1.0)


def test_boundaries_all_right_and_all_missed():
    reference = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert measures.pk(reference, reference) == measures.window_diff(reference, reference) == 0.0
    assert measures.pk(reference, [0] * 12) > 0.4


def test_boundaries_one_line_too_late():
    reference, late = [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0]
    assert measures.pk(reference, late, 2) == measures.window_diff(reference, late, 2) == pytest.approx(2 / 5)
    two_for_one = [0, 0, 1, 1, 0, 0]
    assert measures.pk(reference, two_for_one, 2) == pytest.approx(1 / 5)
    assert measures.window_diff(reference, two_for_one, 2) == pytest.approx(2 / 5)


def test_window_diff_punishes_an_extra_boundary_that_pk_may_pass():
    reference, extra = [0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 0, 0, 0]
    assert measures.window_diff(reference, extra, 4) >= measures.pk(reference, extra, 4)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_boundary_measures_stay_between_0_and_1(marks: list[tuple[bool, bool]]):
    reference, hypothesis = ([int(pair[side]) for pair in marks] for side in (0, 1))
    assert 0.0 <= measures.pk(reference, hypothesis) <= measures.window_diff(reference, hypothesis) <= 1.0
