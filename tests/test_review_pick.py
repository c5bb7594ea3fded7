"""Which points to label: uncertain, rare, unlike those labelled, spread; the same seed gives the same list."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from conftest import Run

from benchmarks.archive_records import records
from nlp.pipeline import shipped_path
from nlp.record import Label
from nlp.review.items import Answer, Item, Problem, read_items, write_items
from nlp.review.own_labels import NONE
from nlp.review.pick import need
from nlp.review.reasons import Kind, Reason, in_words
from nlp.review.wording import words
from nlp.store.archive.writer import Archive

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of some written meetings."""
    path = tmp_path_factory.mktemp("archive") / "minutes.db"
    with Archive(path) as opened:
        opened.add_many(record for number, record in enumerate(records()) if number % 8 == 0)
    return path


def picked(referat: Run, archive: Path, out: Path, *more: str | Path) -> list[Item]:
    done = referat("review", "pick", "--archive", archive, "--out", out, *more)
    assert done.returncode == 0, done.stderr
    return [item for item in read_items(out) if not isinstance(item, Problem)]


@pytest.fixture(scope="module")
def chosen(archive: Path, referat: Run) -> list[Item]:
    """Thirty points to label."""
    return picked(referat, archive, archive.with_name("chosen.jsonl"), "--n", "30")


def test_points_come_with_reasons_and_all_that_labelling_needs(chosen: list[Item]) -> None:
    assert len({item.id for item in chosen}) == 30
    assert all(item.reasons for item in chosen)
    assert {"unsure", "first_of"} <= {reason.kind for item in chosen for reason in item.reasons}
    first = chosen[0]
    assert first.title in first.text and first.suggested.topics and first.body and first.date
    places = Counter((item.municipality, item.body, item.date[:4]) for item in chosen)
    assert len(places) >= 15, "spread over bodies and years"


UNSURE = [Label(label="budget", score=0.51), Label(label="school", score=0.48)]
ANSWERS: dict[str, Any] = {"first": "anna", "firsts": ["school"], "second": "bo", "seconds": []}


@pytest.mark.parametrize(
    ("reason", "english", "danish"),
    [
        (
            Reason(kind="unsure", values={"labels": UNSURE}),
            "unsure: budget 0.51 or school 0.48",
            "i tvivl: Budget og økonomi 0.51 eller Skole og uddannelse 0.48",
        ),
        (
            Reason(kind="rare", values={"labels": ["amended"]}),
            "perhaps amended, which is rare here",
            "måske Ændret, som er sjælden her",
        ),
        (
            Reason(kind="stands_for", values={"count": 12}),
            "stands for 12 points like it",
            "står for 12 punkter, der ligner",
        ),
        (
            Reason(kind="first_of", values={"place": "Hvidsted 2019"}),
            "first of Hvidsted 2019",
            "det første fra Hvidsted 2019",
        ),
        (
            Reason(kind="topics_differ", values=ANSWERS),
            "topics: anna says school, bo says -",
            "emner: anna siger Skole og uddannelse, bo siger -",
        ),
    ],
)
def test_reasons_are_worded_in_both_languages(reason: Reason, english: str, danish: str) -> None:
    kept = Reason.model_validate_json(reason.model_dump_json())
    assert (in_words(kept, "en"), in_words(kept, "da", NONE.all_danish())) == (english, danish)


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_kind_of_reason_has_a_wording(language: str) -> None:
    assert {*get_args(Kind), "or"} == set(words()["reasons"][language])


def test_files_whose_reasons_are_sentences_are_still_read(tmp_path: Path) -> None:
    item = Item(id="0a1b", text="Ny bro").model_dump() | {"reasons": ["unsure: budget 0.51"]}
    (tmp_path / "old.jsonl").write_text(json.dumps(item) + "\n")
    read = next(read_items(tmp_path / "old.jsonl"))
    assert isinstance(read, Item)
    assert [in_words(reason, "da") for reason in read.reasons] == ["unsure: budget 0.51"]


def test_the_same_seed_gives_the_same_list_and_labelled_points_are_passed_over(
    archive: Path, chosen: list[Item], tmp_path: Path, referat: Run
) -> None:
    first = picked(referat, archive, tmp_path / "a.jsonl", "--n", "10")
    assert first == chosen[:10], "the most useful come first, however many are wanted"
    done = [item.with_answer(Answer(topics=["school"], by="anna")) for item in first]
    write_items(tmp_path / "done.jsonl", done)
    second = picked(referat, archive, tmp_path / "c.jsonl", "--n", "10", "--labels", tmp_path / "done.jsonl")
    assert not {item.id for item in first} & {item.id for item in second}


def test_unsure_and_rare_labels_have_the_greater_need() -> None:
    needs = need(np.array([[0.5, 0.01], [0.99, 0.01], [0.99, 0.4], [0.9, 0.01]]))
    assert needs[0] > needs[3] > needs[1]
    assert needs[2] > needs[3], "a label that is hardly ever likely counts for more"


def test_a_missing_archive_and_a_file_in_the_way_are_named(tmp_path: Path, archive: Path, referat: Run) -> None:
    done = referat("review", "pick", "--archive", tmp_path / "none.db", "--out", tmp_path / "a.jsonl")
    assert (done.returncode, "no archive there" in done.stderr) == (2, True)
    (tmp_path / "a.jsonl").write_text("mine")
    done = referat("review", "pick", "--archive", archive, "--out", tmp_path / "a.jsonl")
    assert (done.returncode, "is there already" in done.stderr) == (2, True)
    assert (tmp_path / "a.jsonl").read_text() == "mine"


def test_a_folder_among_the_labels_is_no_file_of_points(referat: Run, tmp_path: Path) -> None:
    (tmp_path / "labels" / "old.jsonl").mkdir(parents=True)
    done = referat("review", cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
