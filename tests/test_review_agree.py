"""Two annotators: kappa, F1, disagreements, and the answer that settles them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.labels import items
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from nlp.review.agreement import agree, kappa, to_settle
from nlp.review.gather import gather
from nlp.review.items import Item, write_items
from nlp.review.own_labels import NONE


def changed(item: Item, by: str = "bo", **changes: object) -> Item:
    assert item.answer is not None
    return item.with_answer(item.answer.model_copy(update={"by": by, **changes}))


def two() -> tuple[list[Item], list[Item]]:
    """Anna's labels of a municipality, and Bo's, who differs in two points."""
    first = items("Havrum")
    second = [changed(item) for item in first]
    second[0] = changed(first[0], topics=["procedure"])
    second[1] = changed(first[1], decision_types=["none"], spans=[(0, 3, "ORG")])
    return first, second


def test_kappa_is_none_where_neither_varies() -> None:
    assert kappa([True, True], [True, True]) is None
    assert kappa([True, False], [True, False]) == 1.0


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30).filter(lambda all: len(set(all)) > 1))
def test_kappa_is_that_of_scikit_learn(answers: list[tuple[bool, bool]]) -> None:
    first, second = zip(*answers, strict=True)
    assert kappa(first, second) == pytest.approx(cohen_kappa_score(first, second))


def test_every_label_has_kappa_and_f1() -> None:
    agreement = agree(*two(), NONE)
    scores = {(one.kind, one.label): one for one in agreement.labels}
    assert scores["topics", "procedure"].second == scores["topics", "procedure"].first + 1
    assert 0.9 < scores["topics", "all labels"].f1 < 1
    assert 0.9 < (scores["decision_types", "all labels"].kappa or 0) < 1
    assert agreement.points["topics"] == len(items("Havrum"))
    assert [one.kind for one in agreement.disagreements][:2] == ["topics", "decision_types"]


def test_disagreements_are_settled_by_a_third_answer(tmp_path: Path, referat: Run) -> None:
    first, second = two()
    write_items(tmp_path / "anna.jsonl", first)
    write_items(tmp_path / "bo.jsonl", second)
    (tmp_path / "apart").mkdir()
    out = tmp_path / "apart" / "settle.jsonl"
    done = referat("review", "agree", tmp_path / "anna.jsonl", tmp_path / "bo.jsonl", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "kappa" in done.stdout and first[0].id in done.stdout
    _, problems = gather([tmp_path])
    assert {problem.id for problem in problems} == {first[0].id, first[1].id}
    open_items = to_settle(first, second, agree(first, second, NONE))
    (reason,) = open_items[0].reasons
    assert reason.kind == "topics_differ"
    assert (reason.values["first"], reason.values["second"], reason.values["seconds"]) == ("anna", "bo", ["procedure"])
    answers = {item.id: item.answer for item in first}
    write_items(out, [item.with_answer(answers[item.id]) for item in open_items])
    good, problems = gather([tmp_path])
    assert problems == []
    assert {item.id: item.answer for item in good}[first[0].id] == first[0].answer


def test_agree_prints_json_and_names_files_without_common_points(tmp_path: Path, referat: Run) -> None:
    write_items(tmp_path / "anna.jsonl", items("Havrum"))
    write_items(tmp_path / "bo.jsonl", [changed(item) for item in items("Klintebjerg")])
    done = referat("review", "agree", tmp_path / "anna.jsonl", tmp_path / "bo.jsonl")
    assert (done.returncode, "no answered point in common" in done.stderr) == (1, True)
    write_items(tmp_path / "cy.jsonl", [changed(item, "cy") for item in items("Havrum")])
    done = referat("review", "agree", tmp_path / "anna.jsonl", tmp_path / "cy.jsonl", "--json")
    assert json.loads(done.stdout)["disagreements"] == []
