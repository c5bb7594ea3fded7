"""The example minutes come out right: nine meetings of invented municipalities in as many layouts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run, environment

from nlp.pipeline import default_path
from nlp.record import Record

pytestmark = [
    pytest.mark.skipif(not default_path().is_dir(), reason="no trained pipeline in this checkout"),
]

ANSWERS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "corpus" / "answers").iterdir())}


@pytest.fixture(scope="module")
def found(referat: Run, minutes: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The records of all examples, by file name."""
    out = tmp_path_factory.mktemp("examples") / "minutes.jsonl"
    done = referat("tag", minutes, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    records = [Record.model_validate_json(line) for line in out.read_text("utf-8").splitlines()]
    return {Path(record.source.path.replace("!/", "/")).name: record for record in records}


def words(text: str | None) -> list[str]:
    return (text or "").split()


@pytest.mark.parametrize("name", ANSWERS)
def test_meeting(found: dict[str, Record], name: str) -> None:
    answer, meeting = ANSWERS[name], found[name].meeting
    assert (meeting.body, meeting.date) == (answer["body"], answer["date"])
    if not name.endswith(".json"):  # the export does not say
        assert meeting.municipality == answer["municipality"]
    people = sorted((person.name, person.attendance) for person in meeting.participants)
    assert people == sorted((person["name"], person["attendance"]) for person in answer["participants"])


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("field", ["number", "title", "case_number", "closed", "vote", "absent"])
def test_points(found: dict[str, Record], name: str, field: str) -> None:
    got = [getattr(point, field) for point in found[name].points]
    assert got == [point[field] for point in ANSWERS[name]["points"]]


@pytest.mark.parametrize("name", ANSWERS)
def test_decisions(found: dict[str, Record], name: str) -> None:
    got = [point.decisions[-1].text if point.decisions else None for point in found[name].points]
    assert list(map(words, got)) == [words(point["decision"]) for point in ANSWERS[name]["points"]]


@pytest.mark.parametrize("field", ["topics", "decision_types"])
def test_most_labels(found: dict[str, Record], field: str) -> None:
    right = wrong = 0
    for name, answer in ANSWERS.items():
        for point, expected in zip(found[name].points, answer["points"], strict=True):
            labels = {label.label for label in getattr(point, field)}
            assert labels
            right += 2 * len(labels & set(expected[field]))
            wrong += len(labels ^ set(expected[field]))
    assert right / (right + wrong) > 0.7


def test_examples_are_what_the_script_makes(tmp_path: Path) -> None:
    """Text examples only: PDF and Word files differ with the library's version."""
    before: dict[str, Any] = {p.name: p.read_bytes() for p in (ROOT / "corpus" / "minutes").iterdir()}
    for folder in ("points", "minutes", "answers"):
        (tmp_path / folder).mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import make_examples as m; from pathlib import Path;"
        "m.main(Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", code, ROOT / "scripts", tmp_path], check=True, env=environment())
    made = list((tmp_path / "minutes").iterdir())
    assert {path.name for path in made} == set(before)
    for path in made:
        if path.suffix in (".txt", ".md", ".json", ".html"):
            assert path.read_bytes() == before[path.name], f"{path.name}: run scripts/make_examples.py again"
