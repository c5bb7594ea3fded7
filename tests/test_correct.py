"""A person's correction wins: stored with who and what the model had said, kept through retags, trained on."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.records import point, record
from conftest import Run

from nlp.review.gather import gather
from nlp.store.archive import corrections, schema
from nlp.store.archive.writer import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.db"
    with Archive(path) as opened:
        opened.add(record())
    return path


def test_a_correction_says_who_and_what_the_model_had_said(archive: Path, referat: Run) -> None:
    done = referat("correct", "1", "--topic", "Skole og uddannelse", "--decision", "amended", "--decision", "approved",
                   "--who", "anna", "--archive", archive)  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert "topics: school" in first and "da_test 1 had said traffic, budget" in first and "anna, 20" in first
    assert "decision_types: amended, approved" in second
    found = referat("find", "--topic", "school", "--archive", archive, "--count")
    assert found.stdout.strip() == "1"
    assert len(referat("correct", "--archive", archive).stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("typed", "said", "kept"),
    [
        (["--topic", "skole"], "'skole' read as school", "topics: school"),
        (["--topic", "VEJE", "--topic", "Budget og økonomi"], "'VEJE' read as traffic", "topics: traffic, budget"),
        (["--decision", "udsat"], "'udsat' read as postponed", "decision_types: postponed"),
        (["--decision", "taget til efterretning"], "read as noted", "decision_types: noted"),
        (["--decision", "noted"], "", "decision_types: noted"),
    ],
)
def test_the_words_of_find_are_understood_and_told(
    archive: Path, referat: Run, typed: list[str], said: str, kept: str
) -> None:
    done = referat("correct", "1", *typed, "--archive", archive)
    assert done.returncode == 0
    assert said in done.stderr and bool(said) == bool(done.stderr)
    assert kept in done.stdout
    assert referat("find", *typed, "--archive", archive, "--count").stdout.strip() == "1"


def test_the_number_of_a_point_stands_in_the_column_point(archive: Path, referat: Run) -> None:
    with Archive(archive) as opened:
        opened.add(
            record(point(), point(number="2", title="Nyt plejehjem", topics=[{"label": "elderly", "score": 0.9}]))
        )
    heading, hit = referat("find", "--topic", "elderly", "--archive", archive).stdout.splitlines()[:2]
    assert (heading.split()[0], heading.split()[-1]) == ("#", "Point")
    assert hit.split()[0] == "1" != hit.split()[-1]
    referat("correct", hit.split()[-1], "--topic", "health", "--archive", archive)
    found = referat("find", "--topic", "health", "--archive", archive, "--format", "csv").stdout
    assert "Nyt plejehjem" in found


def test_it_survives_a_new_tagging_and_is_training_data(archive: Path, referat: Run) -> None:
    referat("correct", "1", "--topic", "school", "--who", "anna", "--archive", archive)
    with Archive(archive) as opened:
        opened.add(record(point(topics=[{"label": "health", "score": 1.0}])))
    (item,), problems = gather([archive])
    assert problems == []
    assert item.answer is not None and item.answer.by == "anna"
    assert item.answer.topics == ["school"] and item.answer.decision_types is None
    assert item.suggested.topics[0].label == "school" and "Ny bro" in item.text


def test_a_correction_is_withdrawn(archive: Path, referat: Run) -> None:
    referat("correct", "1", "--topic", "school", "--no-vote", "--archive", archive)
    key = gather([archive])[0][0].id
    done = referat("correct", key, "--withdraw", "topics", "--archive", archive)
    assert "topics: withdrawn" in done.stdout
    db = schema.connect(archive, read_only=True)
    assert [one.field for one in corrections.listed(db)] == ["vote"]
    db.close()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1"], "say what is right"),
        (["--topic", "school"], "say which point"),
        (["99", "--topic", "school"], "no point '99' in the archive"),
        (["0123456789abcdef", "--topic", "school"], "no point '0123456789abcdef'"),
        (["1", "--topic", "havnefest"], "unknown topics havnefest"),
        (["1", "--topic", "procedure", "--topic", "school"], "stands alone"),
        (["1", "--withdraw", "title"], "'title' cannot be corrected"),
        (["1", "--topic", "school", "--withdraw", "title"], "'title' cannot be corrected"),
        (["1", "--withdraw", "topics"], "nothing to take back"),
        (["1", "--topic", "school", "--withdraw", "topics"], "takes back what the other options say"),
    ],
)
def test_wrong_calls_change_nothing(archive: Path, referat: Run, arguments: list[str], message: str) -> None:
    done = referat("correct", *arguments, "--archive", archive)
    assert done.returncode == 2
    assert message in done.stderr and len(done.stderr.splitlines()) == 1
    assert referat("correct", "--archive", archive).stdout == "no corrections\n"
