"""Training with the real commands, on a small part of the written corpus."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import nlp
from nlp.errors import ModelError, ReferatError
from nlp.learn.training import save
from nlp.pipeline import blank, tag
from nlp.read import read
from nlp.resources import shipped

ROOT = Path(__file__).parent.parent
FEW = ("hvidsted", "rosenvang", "thorslev", "fjordby")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in FEW:
        shutil.copy(shipped("corpus") / "points" / f"{name}.txt", folder)
    return folder


@pytest.fixture(scope="module")
def small_model(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model") / "da_small"
    done = run("train.py", "--corpus", small_corpus, "--out", out, "--quick")
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
def test_a_small_model_tags_minutes(small_model: Path) -> None:
    minutes = "store-hestehave-byraadet.txt"
    answers = json.loads((shipped("corpus") / "answers" / f"{minutes}.json").read_text("utf-8"))
    wanted = [point["title"] for point in answers["points"]]
    pipeline = nlp.load(small_model)
    (record,) = tag(read(shipped("corpus") / "minutes" / minutes), pipeline)
    found = [point.title for point in record.points if point.title in wanted]
    assert len(found) >= 0.7 * len(wanted)
    assert all(point.topics and point.decision_types for point in record.points)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_model(small_model: Path, small_corpus: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run("train.py", "--corpus", small_corpus, "--out", again, "--quick").returncode == 0
    first, second = (json.loads((folder / "checksums.json").read_text()) for folder in (small_model, again))
    assert first == second


@pytest.mark.slow
def test_evaluate_prints_tables_and_writes_json(small_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    done = run("evaluate.py", "--model", small_model, "--out", out, "--part", "dev")
    assert done.returncode == 0, done.stderr
    assert "### Topics, cases not trained on (dev)" in done.stdout
    figures = json.loads(out.read_text())
    assert 0 <= figures["types"]["written corpus"]["micro"] <= 1
    assert set(figures["segmentation"]) >= {"boundaries", "decision", "absent", "participants", "pk", "window_diff"}


def test_a_changed_byte_is_refused(small_model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_model, copy)
    weights = copy / "referat_topics" / "weights.npz"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ModelError, match=r"weights\.npz is missing, changed or unknown"):
        nlp.load(copy)


def test_a_pipeline_takes_the_place_of_a_pipeline_and_of_nothing_else(tmp_path: Path) -> None:
    folder, beside = tmp_path / "model", tmp_path / "model.old"
    beside.mkdir()
    (beside / "thesis.docx").write_text("years of work")
    save(blank(), folder)
    save(blank(), folder)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["model", "model.old"]
    (folder / "notes.txt").write_text("what I found")
    with pytest.raises(ReferatError, match=r"holds other files \(notes\.txt\)"):
        save(blank(), folder)
    assert (folder / "notes.txt").exists() and (beside / "thesis.docx").exists()


def test_bad_data_is_named_and_nothing_is_written(small_corpus: Path, tmp_path: Path) -> None:
    bad = tmp_path / "corpus"
    shutil.copytree(small_corpus, bad)
    file = bad / "hvidsted.txt"
    file.write_text(file.read_text("utf-8").replace("topics: ", "topics: havnefest, ", 1), "utf-8")
    done = run("train.py", "--corpus", bad, "--out", tmp_path / "out", "--quick")
    assert done.returncode == 1
    assert "hvidsted.txt:" in done.stderr and "havnefest" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "source": "x", "text": "Byrådet", "spans": [[0, 99, "ORG", ""]]}', "outside the text"),
        ('{"id": "a", "source": "x", "text": "Byrådet", "spans": [[0, 5, "ORG", ""], [3, 7, "ORG", ""]]}', "overlaps"),
        ('{"id": "a", "source": "x", "text": "Byrådet", "spans": [[0, 7, "DYR", ""]]}', "DYR"),
        ('{"spans"', "not an annotated passage"),
    ],
)
def test_bad_passages_are_named_by_line(small_corpus: Path, tmp_path: Path, line: str, message: str) -> None:
    data = tmp_path / "passages.jsonl"
    data.write_text(line + "\n", "utf-8")
    done = run("train.py", "--corpus", small_corpus, "--out", tmp_path / "out", "--data", data, "--quick")
    assert done.returncode == 1
    assert "passages.jsonl:1" in done.stderr and message in done.stderr
