"""Training runs: numbered and complete, compared, promoted only when better, and never half."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from builders.homes import call
from builders.labels import items, label_file
from conftest import Run as Referat
from conftest import environment

import nlp
from nlp.errors import UsageError
from nlp.home import promoted, read_registry
from nlp.learn.measure.comparing import Comparison, Difference
from nlp.learn.retrain import runs
from nlp.learn.retrain.registry import promote, rollback
from nlp.learn.retrain.testsets import locked
from nlp.models import write_checksums
from nlp.pipeline import default_path, model_at, shipped_path
from nlp.review.items import write_items

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for runs."""
    monkeypatch.setenv("REFERAT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one real run."""
    folder = tmp_path_factory.mktemp("trained")
    (folder / "labels").mkdir()
    label_file(folder / "labels" / "one.jsonl", "Havrum")
    call(folder / "home", "train", "--add", folder / "labels", "--no-curve", "--note", "first")
    return folder / "home"


def made_run(note: str = "", **info: Any) -> runs.Run:
    """A run whose model is a folder with one file."""
    with runs.new_run() as folder:
        (folder / "model").mkdir()
        (folder / "model" / "meta.json").write_text("{}")
        write_checksums(folder / "model")
        return runs.finish(folder, {"note": note, "labels": {}, **info})


def test_runs_are_numbered_and_unfinished_ones_vanish(home: Path) -> None:
    left = runs.runs_folder() / ".part-1"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    assert [made_run().number, made_run().number] == [1, 2]
    with pytest.raises(RuntimeError), runs.new_run() as folder:
        (folder / "half").write_text("")
        raise RuntimeError
    assert sorted(path.name for path in (home / "runs").iterdir()) == ["0001", "0002"]
    assert [run.number for run in runs.all_runs()] == [1, 2]


def test_a_number_that_is_taken_meanwhile_is_passed_over(home: Path) -> None:
    (home / "runs" / "0001").mkdir(parents=True)
    (home / "runs" / "0001" / "half").touch()
    run = made_run()
    assert run.number == 2
    assert json.loads((run.folder / "run.json").read_text())["number"] == run.info["number"] == 2


@pytest.mark.parametrize("content", ["", "null", "5", '{"number": 2'])
def test_a_folder_without_a_whole_run_is_passed_over(home: Path, content: str) -> None:
    made_run()
    (home / "runs" / "0002").mkdir()
    (home / "runs" / "0002" / "run.json").write_text(content)
    assert [run.number for run in runs.all_runs()] == [1]


def test_a_place_where_no_run_can_be_kept_is_told_before_the_training(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "runs").write_text("x")
    label_file(tmp_path / "one.jsonl", "Havrum")
    said = call(home, "train", "--add", tmp_path / "one.jsonl", status=1)
    assert said.endswith("runs: cannot be made (File exists); name another place in REFERAT_HOME\n")


def test_a_run_holds_everything_that_it_rests_on(trained: Path) -> None:
    folder = trained / "runs" / "0001"
    info = json.loads((folder / "run.json").read_text())
    assert info["number"] == 1 and info["note"] == "first" and info["seed"] == 0
    assert info["data"]["by"] == {"anna": info["data"]["labelled"]}
    assert len(info["data"]["fingerprint"]) == 64
    assert {"referat", "python", "numpy", "spacy", "scikit-learn"} <= info["versions"].keys()
    assert info["base"]["name"] == "shipped" and info["config"]["strength"]
    assert {"run.json", "figures.json", "labels.jsonl", "model"} == {path.name for path in folder.iterdir()}
    assert nlp.load(folder / "model").meta["version"] == f"{nlp.__version__}+{info['data']['fingerprint'][:8]}"


def test_the_same_labels_and_seed_give_the_same_model(trained: Path, tmp_path: Path) -> None:
    write_items(tmp_path / "one.jsonl", items("Havrum"))
    call(tmp_path / "home", "train", "--add", tmp_path / "one.jsonl", "--no-curve")
    sums = [(folder / "runs/0001/model/checksums.json").read_text() for folder in (trained, tmp_path / "home")]
    assert sums[0] == sums[1]


def test_models_lists_compares_promotes_and_goes_back(trained: Path) -> None:
    listed = call(trained, "models")
    assert "*  shipped" in listed and "first" in listed
    compared = json.loads(call(trained, "models", "compare", "shipped", "1", "--json"))
    labels = {(one["test"], one["task"], one["label"]) for one in compared["differences"]}
    assert ("written municipalities", "types", "approved") in labels
    assert all(one["low"] <= one["after"] - one["before"] + 1e-9 for one in compared["differences"])
    assert all({"id", "title", "before", "after", "right"} <= change.keys() for change in compared["changes"])
    because = "a test"
    call(trained, "models", "promote", "1", "--force", "--because", because)
    assert any(line.split()[:2] == ["*", "1"] for line in call(trained, "models").splitlines())
    event = json.loads((trained / "registry.json").read_text())["history"][-1]
    assert event["forced"] and event["because"] == because
    assert "shipped is in use again" in call(trained, "models", "rollback")
    assert "nothing to go back to" in call(trained, "models", "rollback", status=2)
    assert [row.split()[1] for row in call(trained, "models", "history").splitlines()[1:]] == ["promote", "rollback"]


def test_the_locked_cases_are_never_trained_on(trained: Path) -> None:
    info = json.loads((trained / "runs" / "0001" / "run.json").read_text())
    assert info["data"]["labelled"] - info["data"]["trained"] == len(locked(items("Havrum"))) > 0


def test_a_later_run_keeps_the_labels_of_the_one_before(trained: Path, tmp_path: Path) -> None:
    from nlp.learn.retrain.retraining import labels_before
    from nlp.review.own_labels import NONE

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFERAT_HOME", str(trained))
        before, _ = labels_before(runs.run_named("1"), NONE)
        assert [item.id for item in before] == sorted(item.id for item in items("Havrum"))
        assert labels_before(runs.run_named("shipped"), NONE) == ([], NONE)
        with pytest.raises(nlp.errors.UsageError, match="no run '9'"):
            runs.run_named("9")


def test_a_promoted_run_is_what_loads_by_default(home: Path) -> None:
    assert default_path() == shipped_path()
    run = made_run()
    promote(run, [])
    assert default_path() == run.model
    assert rollback() == "shipped"
    assert default_path() == shipped_path()


def difference(label: str, support: int, before: float, after: float) -> Difference:
    return Difference("written municipalities", "types", label, support, before, after, -1, 1)


@pytest.mark.parametrize(
    ("support", "after", "falls"), [(50, 0.95, True), (50, 0.961, False), (5, 0.5, False), (50, 0.99, False)]
)
def test_a_label_with_enough_examples_may_fall_by_one_point(support: int, after: float, falls: bool) -> None:
    compared = Comparison([difference("approved", support, 0.97, after)], [])
    assert bool(compared.falls()) is falls


FALL = difference("approved", 50, 0.97, 0.90)


def test_promote_refuses_a_fall_and_takes_a_reason(home: Path, referat: Referat) -> None:
    run = made_run()
    with pytest.raises(nlp.errors.ReferatError, match=r"approved falls from 0\.970 to 0\.900 on 50 examples"):
        promote(run, [FALL])
    assert promoted() is None
    with pytest.raises(nlp.errors.UsageError, match="--because"):
        promote(run, [FALL], force=True)
    promote(run, [FALL], force=True, because="our own wording")
    assert read_registry()["history"][-1]["falls"][0]["label"] == "approved"
    assert referat("models", "promote", "1", "--force").returncode == 2
    assert "no run '9'; runs: 1" in referat("models", "promote", "9").stderr


def test_a_damaged_run_is_not_promoted(home: Path) -> None:
    run = made_run()
    (run.model / "meta.json").write_text('{"changed": true}')
    with pytest.raises(nlp.errors.ModelError, match=r"meta\.json is missing, changed or unknown"):
        promote(run, [])
    assert promoted() is None


CRASH = """
import os, signal, sys
from nlp.learn.retrain import registry, runs
steps = {name: getattr(os, name) for name in ("replace", "fsync", "open", "close")}
left = int(sys.argv[1])
def counted(name):
    def step(*arguments, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return steps[name](*arguments, **more)
    return step
for name in steps:
    setattr(os, name, counted(name))
registry.promote(runs.find_run("2"), [])
"""


def test_a_kill_at_any_step_leaves_one_whole_model_in_use(home: Path) -> None:
    for _ in range(2):
        made_run()
    promote(runs.find_run("1"), [])
    seen = []
    for step in range(1, 12):
        done = subprocess.run([sys.executable, "-c", CRASH, str(step)], env=environment(), timeout=60)
        registry = read_registry()
        assert registry["current"] == registry["history"][-1]["run"]
        assert model_path_is_whole()
        seen.append((done.returncode, registry["current"]))
        if done.returncode == 0:
            break
        if registry["current"] == 2:
            rollback()
    assert seen[0] == (-signal.SIGKILL, 1), "killed before the replacement: the old model stays"
    assert (-signal.SIGKILL, 2) in seen, "killed behind it: the new one is in use"
    assert seen[-1] == (0, 2)


def model_path_is_whole() -> bool:
    nlp.models.verify(default_path())
    return True


def test_the_run_in_use_is_not_promoted_once_more(home: Path) -> None:
    first, second = made_run(), made_run()
    promote(first, [])
    promote(second, [])
    with pytest.raises(UsageError, match="run 2 is in use already"):
        promote(second, [])
    assert rollback() == "run 1"


@pytest.mark.parametrize(
    "content",
    [
        '{"format": 1, "curr',
        '{"format": 1, "current": null, "history": []}',
        '{"format": 1, "current": "two", "labels": {}, "history": []}',
        "[1]",
    ],
)
def test_a_damaged_registry_is_named(home: Path, referat: Referat, content: str) -> None:
    home.mkdir()
    (home / "registry.json").write_text(content)
    done = referat("models")
    assert done.returncode == 1
    assert "registry.json: damaged" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_run_in_use_that_is_gone_is_named_with_the_way_back(home: Path, referat: Referat, tmp_path: Path) -> None:
    promote(made_run(), [])
    shutil.rmtree(runs.find_run("1").folder)
    done = referat("tag", shipped_path().parents[1] / "corpus" / "minutes", "--out", tmp_path / "out.jsonl")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "the model in use is gone; go back to the one before: referat models rollback" in done.stderr
    assert referat("models", "rollback").stdout == "shipped is in use again\n"


def test_the_environment_of_tests_has_a_home_of_its_own() -> None:
    assert os.environ["REFERAT_HOME"] != str(Path.home() / ".referat")
    assert model_at() == model_at(shipped_path())
