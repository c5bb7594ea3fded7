"""Names by another pipeline (``--ner``)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

import nlp.tag.factory
import nlp.tag.names.factory  # noqa: F401
from nlp.errors import ModelError
from nlp.tag.names.other import load_finder, passages, replace_names

TEXTS = {
    "Karla Engholm talte i Fjordby .": [(0, 2, "PER"), (4, 5, "GPE")],
    "Ib Sandgaard bor i Tangby .": [(0, 2, "PER"), (4, 5, "GPE")],
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline, trained on two sentences and saved."""
    made = spacy.blank("da")
    ner = made.add_pipe("ner")
    examples = []
    for text, spans in TEXTS.items():
        gold = Doc(made.vocab, words=text.split())
        gold.ents = [Span(gold, start, end, label=label) for start, end, label in spans]
        examples.append(Example(Doc(made.vocab, words=text.split()), gold))
    spacy.util.fix_random_seed(0)
    optimizer = made.initialize(lambda: examples)
    for _ in range(25):
        ner.update(examples, sgd=optimizer)  # type: ignore[attr-defined]
    made.add_pipe("sentencizer")
    folder = tmp_path_factory.mktemp("pipeline") / "other"
    made.to_disk(folder)
    return folder


def ours() -> Language:
    made = spacy.blank("da")
    made.add_pipe("referat_names")
    made.add_pipe("referat_entities")
    return made


def test_pipeline_on_disk_gives_names_with_our_labels(pipeline: Path) -> None:
    made = ours()
    replace_names(made, str(pipeline))
    doc = made("\n  Karla Engholm talte i Fjordby .\n")
    assert [(e.text, e.label_) for e in doc.ents] == [("Karla Engholm", "PERSON"), ("Fjordby", "LOC")]


def test_choice_is_saved_in_the_config(pipeline: Path, tmp_path: Path) -> None:
    made = ours()
    replace_names(made, str(pipeline))
    made.to_disk(tmp_path / "ours")
    loaded = spacy.load(tmp_path / "ours")
    assert loaded.config["components"]["referat_names"]["ner"] == str(pipeline)
    assert [e.label_ for e in loaded("Ib Sandgaard bor i Tangby .").ents] == ["PERSON", "LOC"]


def test_only_what_finds_names_runs(pipeline: Path) -> None:
    assert load_finder(str(pipeline)).language.pipe_names == ["ner"]


def test_path_without_pipeline(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no spaCy pipeline there .*; give its folder"):
        load_finder(str(tmp_path))


def test_damaged_pipeline(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'xx'\npipeline = [", "utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_finder(str(tmp_path))


def test_pipeline_that_finds_no_entities(tmp_path: Path) -> None:
    made = spacy.blank("da")
    made.add_pipe("sentencizer")
    made.to_disk(tmp_path)
    with pytest.raises(ModelError, match="no component that finds entities"):
        load_finder(str(tmp_path))


@pytest.mark.skipif("dacy" in sys.modules, reason="DaCy is installed")
def test_dacy_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dacy", None)
    with pytest.raises(ModelError, match=r"pip install referat\[dacy\]") as error:
        replace_names(ours(), "dacy:small")
    assert "\n" not in str(error.value)


FETCHING = """
from urllib.request import urlopen

def models():
    return ["da_dacy_small_trf-0.1.0", "da_dacy_small_trf-0.2.0"]

def load(name):
    assert name == "da_dacy_small_trf-0.2.0"
    return urlopen("http://127.0.0.1:9/" + name).read()
"""


@pytest.fixture
def dacy_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of DaCy's interface that fetches for real, from where nothing answers."""
    (tmp_path / "dacy.py").write_text(FETCHING, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "dacy", raising=False)


@pytest.mark.usefixtures("dacy_offline")
def test_model_cannot_be_fetched() -> None:
    with pytest.raises(ModelError, match=r"cannot be fetched .* --ner /path/to/pipeline") as error:
        load_finder("dacy:small")
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("dacy_offline")
def test_model_that_dacy_does_not_list() -> None:
    with pytest.raises(ModelError, match=r"it lists da_dacy_small_trf-0\.1\.0, da_dacy_small_trf-0\.2\.0"):
        load_finder("dacy:enormous")


@given(st.text(alphabet="aB \n", max_size=200).map(lambda text: text * 50))
def test_passages_together_are_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in passages(text)) == text
