"""Labels that people give to train on: what is wrong with them is told, own topics are learned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from builders.homes import call
from builders.labels import item_of, items, label_file

from nlp.learn.data.corpus import read_corpus
from nlp.learn.retrain import runs
from nlp.learn.retrain.registry import promote
from nlp.learn.splits import part
from nlp.pipeline import shipped_path
from nlp.review.items import Answer, write_items

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"topics": ["havnefest"]}, "unknown topics havnefest"),
        ({"topics": ["procedure", "school"]}, "'procedure' stands alone"),
        ({"decision_types": []}, "no decision_types"),
        ({"spans": [(0, 10**6, "ORG")]}, "lies outside the text"),
        ({"spans": [(0, 5, "ORG"), (3, 7, "ORG")]}, "overlaps another one"),
        ({"spans": [(0, 5, "DYR")]}, "unknown entity label DYR"),
    ],
)
def test_bad_labels_are_named_and_nothing_is_trained(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    good = items("Havrum")
    assert good[3].answer is not None
    good[3] = good[3].with_answer(good[3].answer.model_copy(update=change))
    write_items(tmp_path / "labels.jsonl", good)
    said = call(tmp_path / "home", "train", "--add", tmp_path / "labels.jsonl", status=1)
    assert good[3].id in said and message in said and "nothing was trained" in said
    assert not (tmp_path / "home").exists()


def test_half_a_file_and_two_answers_are_named(tmp_path: Path) -> None:
    file = label_file(tmp_path / "labels.jsonl", "Havrum")
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([*lines[:-1], lines[-1][: len(lines[-1]) // 2]]))
    other = items("Havrum")[0]
    assert other.answer is not None
    other.answer = other.answer.model_copy(update={"by": "bo", "topics": ["procedure"]})
    write_items(tmp_path / "bo.jsonl", [other])
    said = call(tmp_path / "home", "train", "--add", tmp_path, status=1).splitlines()
    assert any(f"labels.jsonl:{len(lines)}: not a whole JSON line" in line for line in said)
    assert any("two answers for topics (anna and bo)" in line and other.id in line for line in said)
    assert said[-1].startswith("Error: 2 answers cannot be used")


def test_labels_of_another_version_are_named(tmp_path: Path) -> None:
    file = label_file(tmp_path / "labels.jsonl", "Havrum")
    file.write_bytes(file.read_bytes().replace(b"referat-review/1", b"referat-review/9", 1))
    said = call(tmp_path / "home", "train", "--add", file, status=1)
    assert "labels.jsonl:1: havrum-001: format 'referat-review/9', this program reads referat-review/1" in said


def test_wrong_calls_say_what_is_missing(tmp_path: Path) -> None:
    assert "say what to train" in call(tmp_path, "train", status=2)
    assert "no such file or folder of labels" in call(tmp_path, "train", "--add", tmp_path / "none", status=2)
    (tmp_path / "labels").mkdir()
    assert "no label files" in call(tmp_path, "train", "--add", tmp_path / "labels", status=2)
    write_items(tmp_path / "labels" / "few.jsonl", items("Havrum")[:3])
    assert "label at least 10" in call(tmp_path, "train", "--add", tmp_path / "labels", status=1)


def test_a_topic_of_ones_own_is_learned_and_shown(tmp_path: Path) -> None:
    of_harbours = [point for point in read_corpus() if re.search("havn(en|ens)?\\b|færge", point.title.text.lower())]
    others = [point for point in read_corpus() if part(point.municipality) == "dev" and point not in of_harbours]
    made = [
        item_of(point, answer=Answer(topics=["harbour"] if point in of_harbours else [*point.topics], by="anna"))
        for point in [*of_harbours, *others[:40]]
    ]
    write_items(tmp_path / "labels.jsonl", made)
    own = '[topics.harbour]\ndanish = "Havne og færger"\ndescription = "Havnens drift og færgeruter."\n'
    (tmp_path / "labels.toml").write_text(own, "utf-8")
    home = tmp_path / "home"
    call(home, "train", "--add", tmp_path / "labels.jsonl", "--no-curve")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFERAT_HOME", str(home))
        promote(runs.find_run("1"), [])
    text = "Byrådet\n1. Ny færge til havnen\nHavnen får en ny færge, og ruterne ændres.\nBeslutning\nGodkendt.\n"
    (tmp_path / "minutes.txt").write_text(text, "utf-8")
    assert "harbour" in json.loads((home / "registry.json").read_text())["labels"]["topics"]
    archive = tmp_path / "minutes.db"
    call(home, "index", tmp_path / "minutes.txt", "--archive", archive, "--quiet")
    assert call(home, "find", "--topic", "harbour", "--archive", archive, "--count").strip() == "1", "learned"
    call(home, "correct", "1", "--topic", "Skole og uddannelse", "--archive", archive)
    call(home, "correct", "1", "--topic", "Havne og færger", "--archive", archive)
    assert call(home, "find", "--topic", "harbour", "--archive", archive, "--count").strip() == "1", "chosen by name"
    assert call(tmp_path / "other", "find", "--text", "havnen", "--archive", archive, "--count").strip() == "1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[topics.harbour]\ndanish = "Havn"\n', "description is missing"),
        ("[topics.Havn]\n", "small letters"),
        ('[topics.school]\ndanish = "Skole"\ndescription = "x"\n', "one of the project's own labels"),
        ("[emner.havn]\n", "unknown part 'emner'"),
        ('topics = "harbour"\n', "use [topics.NAME]"),
        ("[topics", "not readable"),
    ],
)
def test_a_bad_file_of_own_labels_is_named(tmp_path: Path, text: str, message: str) -> None:
    label_file(tmp_path / "labels.jsonl", "Havrum")
    (tmp_path / "labels.toml").write_text(text, "utf-8")
    said = call(tmp_path / "home", "train", "--add", tmp_path, status=1)
    assert "labels.toml" in said and message in said


def test_a_run_on_wrong_labels_is_refused(tmp_path: Path) -> None:
    wrong = items("Hvidsted", "Kirkelev", "Damhavn")
    for item in wrong:
        assert item.answer is not None
        item.answer.topics, item.answer.spans = None, None
        item.answer.decision_types = ["rejected"]
    write_items(tmp_path / "labels.jsonl", wrong)
    call(tmp_path / "home", "train", "--add", tmp_path / "labels.jsonl", "--no-curve")
    said = call(tmp_path / "home", "models", "promote", "1", status=1)
    assert "run 1 is not promoted" in said and "falls from" in said and "written municipalities" in said
    assert not (tmp_path / "home" / "registry.json").exists()
