"""Folders of models: what is damaged in one is named, what others left in it does no harm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import nlp
from nlp.errors import ModelError, ReferatError
from nlp.learn.train.pipeline import check_out, word_vectors
from nlp.models import write_checksums
from nlp.pipeline import shipped_path
from nlp.resources import shipped
from nlp.vocabulary import decision_wording

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("checksums.json", b"{", "checksums.json: cannot be read"),
        ("checksums.json", b"\xff", "checksums.json: cannot be read"),
        ("checksums.json", b"[]", "checksums.json: damaged"),
        ("meta.json", b"{", "meta.json: cannot be read"),
        ("meta.json", b"{}", "made by another version of referat"),
        ("config.cfg", b"{}", "cannot be loaded (Config"),
        ("referat_topics/weights.npz", b"x", "weights.npz: damaged"),
        ("referat_topics/vectors/vectors.npz", b"x", "vectors.npz: damaged"),
    ],
)
def test_a_damaged_model_is_named_on_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    model = tmp_path / "model"
    shutil.copytree(shipped_path(), model)
    (model / name).write_bytes(content)
    if name != "checksums.json":
        write_checksums(model)
    with pytest.raises(ModelError) as refused:
        nlp.load(model)
    assert says in str(refused.value) and "\n" not in str(refused.value)


def test_word_vectors_that_were_changed_are_not_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    shutil.copytree(shipped_path(), model)
    monkeypatch.setattr("nlp.learn.train.pipeline.shipped_path", lambda: model)
    assert word_vectors() is not None
    with (model / "referat_topics" / "vectors" / "vectors.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="is missing, changed or unknown"):
        word_vectors()


def test_a_folder_whose_checksums_are_damaged_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "checksums.json").write_text("5")
    (tmp_path / "model" / "notes.txt").write_text("x")
    with pytest.raises(ReferatError, match=r"holds other files \(notes.txt\)"):
        check_out(tmp_path / "model")


def test_what_a_system_leaves_in_the_folder_of_a_model_is_no_part_of_it(tmp_path: Path) -> None:
    shutil.copytree(shipped_path(), tmp_path / "model")
    for name in (".DS_Store", "Thumbs.db"):
        (tmp_path / "model" / name).write_bytes(b"x")
    nlp.models.verify(tmp_path / "model")


@pytest.mark.filterwarnings("error")
def test_a_model_of_another_spacy_loads_without_a_word(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(shipped_path(), model)
    meta = json.loads((model / "meta.json").read_text("utf-8"))
    (model / "meta.json").write_text(json.dumps(meta | {"spacy_version": ">=9.0"}), "utf-8")
    write_checksums(model)
    assert nlp.load(model).pipe_names


def test_damaged_weights_of_wording_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(shipped("models") / decision_wording.FOLDER, tmp_path / decision_wording.FOLDER)
    (tmp_path / decision_wording.FOLDER / decision_wording.WEIGHTS).write_text('{"": 9}')
    monkeypatch.setattr(decision_wording, "shipped", lambda _: tmp_path)
    decision_wording._weights.cache_clear()
    with pytest.raises(ModelError, match="is missing, changed or unknown"):
        decision_wording.decision_score("Et afsnit, som ingen har læst før.")
    decision_wording._weights.cache_clear()
