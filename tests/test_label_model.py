"""The model of topics and decision types: what it asserts, saving, training twice, folds, baselines."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.classify.features import DecisionSpace
from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel, Settings, calibrated, choose, prediction
from nlp.learn.data.labelled_points import LabelledPoint
from nlp.learn.measure.baselines import KeywordRules, PlainTfidf
from nlp.learn.measure.measures import as_matrix, micro_f1
from nlp.learn.train.classifier import folds_of, train, untitled


def test_chosen_labels_are_never_empty_and_none_stands_alone():
    settings = Settings(["x", "y", "none"], "none", 2, [1.0] * 3, [0.0] * 3, [0.5] * 3, 0.9)
    assert choose(np.array([0.1, 0.3, 0.2]), settings) == [1]
    assert choose(np.array([0.6, 0.2, 0.9]), settings) == [2]
    assert choose(np.array([0.9, 0.2, 0.6]), settings) == [0]
    assert choose(np.array([0.9, 0.8, 0.7]), replace(settings, labels=["x", "y", "z"], alone="z")) == [0, 1]
    assert choose(np.array([0.2, 0.1, 0.05]), replace(settings, unsure=0.25)) == [2]
    given_labels = prediction(np.array([0.9, 0.2, 0.0]), settings)
    assert [label.label for label in given_labels.asserted] == ["x"]
    assert [label.label for label in given_labels.considered] == ["y"]
    assert given_labels.uncertain
    assert not prediction(np.array([0.95, 0.15, 0.0]), replace(settings, doubt=0.5)).uncertain


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_probabilities_are_probabilities(margins: list[float]):
    settings = Settings(["x", "y", "none"], "none", 2, [1.0] * 3, [0.0] * 3)
    assert ((p := calibrated(np.array([margins]), settings)) >= 0).all() and (p <= 1).all()


def point(id: str, decision: str, *types: str) -> LabelledPoint:
    return LabelledPoint(id, "tangø" if int(id) % 2 else "sejlby", id, Fields("", "", "", decision), (), types, False)


EXAMPLES = [
    point(str(number), text, *types)
    for number, (text, types) in enumerate(
        [("Godkendt.", ["approved"]), ("Taget til efterretning.", ["noted"]), ("Udsat.", ["postponed"])] * 8
    )
]


@pytest.fixture(scope="module")
def trained() -> LabelModel:
    return train("types", EXAMPLES)


@pytest.mark.parametrize(
    ("decision", "label"),
    [
        ("Tiltrådt.", "approved"),
        ("Kan ikke anbefales.", "rejected"),
        ("Sagen stilles i bero.", "postponed"),
        ("Birte Klint blev valgt som formand.", "elected"),
        ("Punktet udgår.", "withdrawn"),
        ("Sendes tilbage til forvaltningen.", "returned"),
    ],
)
def test_lexicon_teaches_what_the_points_do_not_show(trained: LabelModel, decision: str, label: str):
    assert trained.predictions([Fields("", decision=decision)])[0].asserted[0].label == label


def test_model_is_the_same_after_saving(trained: LabelModel, tmp_path: Path):
    trained.to_disk(tmp_path)
    again = LabelModel(DecisionSpace(), Settings([], "none", 4))
    again.from_disk(tmp_path)
    rows = [Fields("", decision="Godkendt."), Fields("", decision="Anbefales ikke.")]
    np.testing.assert_allclose(again.probabilities(rows), trained.probabilities(rows), atol=1e-3)
    assert not list(tmp_path.rglob("*.pkl"))


def test_training_is_the_same_twice(trained: LabelModel):
    rows = [example.fields for example in EXAMPLES]
    np.testing.assert_array_equal(train("types", EXAMPLES).probabilities(rows), trained.probabilities(rows))


def test_a_case_is_never_in_two_folds():
    folds = folds_of(EXAMPLES)
    assert sorted(i for fold in folds for i in fold) == list(range(len(EXAMPLES)))


def test_a_municipality_is_held_out_whole_unless_it_is_most_of_the_points():
    sources = [{EXAMPLES[i].source for i in fold} for fold in folds_of(EXAMPLES) if len(fold)]
    assert sorted(map(len, sources)) == [1, 1]
    alone = [replace(example, source="tangø") for example in EXAMPLES]
    assert len([fold for fold in folds_of(alone) if len(fold)]) > 1


def test_copies_without_titles_keep_their_labels():
    with_title = replace(EXAMPLES[0], fields=Fields("Ny cykelsti", "Stien er to kilometer."), topics=("traffic",))
    (copy,) = untitled([with_title, EXAMPLES[0]])
    assert (copy.fields.title, copy.topics) == ("", ("traffic",))


@pytest.mark.filterwarnings("ignore:Label not .* is present in all training examples")
def test_baselines_answer_like_models():
    rows = [example.fields for example in EXAMPLES]
    answers = as_matrix([example.types for example in EXAMPLES], KeywordRules("types").labels)
    assert micro_f1(answers, KeywordRules("types").predict(rows)) == 1.0
    assert micro_f1(answers, PlainTfidf("types").fit(EXAMPLES).predict(rows)) == 1.0
    assert KeywordRules("topics").predict([Fields("Nyt bibliotek")]).sum() == 1
