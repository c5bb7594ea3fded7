"""Measures: small cases worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.learn.measure import measures

LABELS = ["a", "b", "c"]


def rows(*labels: str) -> measures.Matrix:
    return measures.as_matrix([row.split(",") if row else [] for row in labels], LABELS)


def test_micro_counts_all_labels_macro_only_frequent_ones():
    answers, predicted = rows(*["a"] * 8, "b"), rows(*["a"] * 8, "c")
    scores = measures.label_scores(answers, predicted, LABELS)
    assert scores.micro == pytest.approx(2 * 8 / (9 + 9))
    assert scores.macro == 1.0
    assert [one.support for one in scores.labels] == [8, 1, 0]


def test_bootstrap_holds_the_score_and_is_the_same_twice():
    answers, predicted = rows(*["a", "b"] * 20), rows(*["a", "a"] * 20)
    low, high = measures.bootstrap(measures.micro_f1, answers, predicted, rounds=100)
    assert low <= measures.micro_f1(answers, predicted) <= high
    assert (low, high) == measures.bootstrap(measures.micro_f1, answers, predicted, rounds=100)


def test_bootstrap_draws_cases_whole():
    answers, predicted = rows(*["a"] * 10), rows(*["a"] * 5, *["b"] * 5)
    one_case = measures.bootstrap(measures.micro_f1, answers, predicted, groups=["x"] * 10, rounds=20)
    assert one_case == (0.5, 0.5)


def test_calibration_error():
    sure_and_right = np.array([[1.0, 0.0]])
    assert measures.calibration_error(sure_and_right, sure_and_right) == 0.0
    assert measures.calibration_error(np.array([[0.8, 0.8]]), np.array([[1.0, 0.0]])) == pytest.approx(0.3)


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


def test_window_diff_punishes_an_extra_boundary_that_pk_may_pass():
    reference, extra = [0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 0, 0, 0]
    assert measures.window_diff(reference, extra, 4) >= measures.pk(reference, extra, 4)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_boundary_measures_stay_between_0_and_1(marks: list[tuple[bool, bool]]):
    reference, hypothesis = ([int(pair[side]) for pair in marks] for side in (0, 1))
    assert 0.0 <= measures.pk(reference, hypothesis) <= measures.window_diff(reference, hypothesis) <= 1.0
