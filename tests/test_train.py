"""Training with the real commands, on a small part of the written corpus."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, environment

import nlp
from nlp.errors import CorpusError, ModelError, ReferatError
from nlp.learn.data.corpus import read_corpus
from nlp.learn.data.labelled_points import from_corpus
from nlp.learn.data.materials import Materials, read_materials
from nlp.learn.measure.evaluating import baseline_scores, evaluate_pipeline
from nlp.learn.train.pipeline import QUICK, save, train_segmenter
from nlp.pipeline import blank, tag
from nlp.read import read
from nlp.resources import shipped

ROOT = Path(__file__).parent.parent
FEW = ("hvidsted", "rosenvang", "thorslev", "fjordby")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", env=environment(), cwd=ROOT)


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


@pytest.mark.parametrize("name", ["train", "evaluate"])
@pytest.mark.parametrize("arguments", [["--help"], ["--data"], ["--part", "all", "--seed", "x"]])
def test_the_scripts_are_the_commands(name: str, arguments: list[str], referat: Run) -> None:
    script, command = run(f"{name}.py", *arguments), referat(name, *arguments)
    assert script.returncode == command.returncode
    for ours, theirs in ((script.stdout, command.stdout), (script.stderr, command.stderr)):
        assert ours == theirs.replace("python -m nlp.cli", "referat")


def test_too_little_to_train_on_is_told() -> None:
    with pytest.raises(CorpusError, match="0 meetings to train on beside the locked part"):
        train_segmenter(Materials(), 0, QUICK)


def test_an_empty_part_is_told_before_anything_is_measured() -> None:
    with pytest.raises(CorpusError, match="no data in part locked"):
        evaluate_pipeline(blank(), Materials(), "locked")


def test_a_baseline_without_training_data_is_left_out() -> None:
    points = list(from_corpus([point for point in read_corpus() if point.municipality == "Havrum"]))
    assert baseline_scores([], {"Havrum": points}, "types").keys() == {"keyword rules"}


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
        ('{"id": "a", "source": ["x"], "text": "Byrådet", "spans": []}', "source is no text"),
        ('{"id": "a", "source": "x", "text": ["Byrådet"], "spans": []}', "text is no text"),
        ('{"spans"', "not an annotated passage"),
    ],
)
def test_bad_passages_are_named_by_line(small_corpus: Path, tmp_path: Path, line: str, message: str) -> None:
    data = tmp_path / "passages.jsonl"
    data.write_text('{"text": "Byrådet", "spans": []}\n\n' + line + "\n", "utf-8")
    with pytest.raises(CorpusError, match=r"passages\.jsonl:3: ") as refused:
        read_materials([str(data)], small_corpus)
    assert message in str(refused.value)


POINT = {"id": "1", "municipality": "Tangø", "title": "Cykelsti", "topics": "traffic", "decision_types": "Godkendt"}


@pytest.mark.parametrize("name", ["points.csv", "points.tsv", "points.xlsx", "points.jsonl"])
def test_labelled_points_come_from_any_sheet(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    more = POINT | {"id": "2", "title": "Møde", "topics": "Veje, trafik og mobilitet; budget", "vote": "ja"}
    rows = [list(more), list({**POINT, "vote": ""}.values()), list(more.values())]
    if name.endswith(".jsonl"):
        path.write_text("".join(json.dumps(row) + "\n\n" for row in (POINT, more)), "utf-8")
    elif name.endswith(".xlsx"):
        book = pytest.importorskip("openpyxl").Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", encoding="cp1252" if name.endswith(".csv") else "utf-16", newline="") as file:
            csv.writer(file, delimiter=";" if name.endswith(".csv") else "\t").writerows(rows)
    first, second = read_materials([str(path)]).points
    assert (first.source, first.topics, first.types, first.vote) == ("Tangø", ("traffic",), ("approved",), False)
    assert (second.fields.title, second.topics, second.vote) == ("Møde", ("traffic", "budget"), True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"topics": "havnefest"}, "unknown label 'havnefest' in topics; known: budget"),
        ({"topics": ""}, "unknown label '(none)' in topics"),
        ({"topics": ["traffic", None]}, "unknown label 'None'"),
        ({"title": ["a"]}, "title is no text"),
        ({"title": ""}, "no text; give title, summary"),
        ({"id": ""}, "the id is empty"),
        ({"id": "1"}, "id '1' stands twice, first at"),
        ({"vote": "måske"}, "vote is 'måske'; write 1 or 0"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, change: dict[str, object], says: str) -> None:
    path = tmp_path / "points.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (POINT, POINT | {"id": "2"} | change)), "utf-8")
    with pytest.raises(CorpusError, match=r"points\.jsonl:2: ") as refused:
        read_materials([str(path)])
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("points.jsonl", b'{"id": "1", "title": "Vej"}', "1: municipality, topics, decision_types missing"),
        ("points.jsonl", '{"title": "Møde"}'.encode("cp1252"), "1: not UTF-8"),
        ("points.jsonl", b"[1]", "1: not a labelled point"),
        ("points.jsonl", b"", "no rows in it"),
        ("points.csv", b"id;topics;decision_types\n1;budget;none\n", "2: municipality, title missing"),
        ("points.xlsx", b"PK", "not a whole Excel file"),
        ("notes.txt", b"Hej alle\n", "nothing to train on; give structured meetings, or"),
        ("gold.jsonl", '{"text": "Ål", "spans": []}'.encode("cp1252"), "1: not UTF-8"),
        ("gold.jsonl", b'{"text": "Karla", "spans": [["a", "b", "PERSON"]]}', "1: not an annotated passage"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReferatError, match=name) as refused:
        read_materials([str(tmp_path / name)])
    assert says in str(refused.value)


def test_a_row_of_a_table_without_its_point_is_named(tmp_path: Path) -> None:
    meeting = shipped("corpus") / "minutes" / "valbysogn-lokalraadet.json"
    shutil.copy(meeting, tmp_path / "møde_17.json")
    labels = tmp_path / "labels.tsv"
    head = "id\tmeeting_id\tnumber\ttopics\tdecision_types\tvote\n"
    labels.write_text(f"{head}a\t17\t1\tprocedure\tapproved\t0\n", "utf-8")
    (point,) = read_materials([f"{labels}@{tmp_path / 'møde_17.json'}"]).points
    assert (point.id, point.topics) == ("a", ("procedure",))
    labels.write_text(f"{head}a\t17\t1\tprocedure\tapproved\t0\nb\t17\t99\tbudget\tnone\t0\n", "utf-8")
    with pytest.raises(CorpusError, match=r"labels\.tsv:3: no point '99' of a meeting '17'"):
        read_materials([f"{labels}@{tmp_path / 'møde_17.json'}"])
