"""The pipeline as a library: what a developer who knows spaCy expects of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import MINUTES, environment
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import nlp
from nlp.components.base import Stateless, Trained
from nlp.errors import ModelError
from nlp.learn.train.pipeline import save
from nlp.pipeline import blank, model_info, record_of, shipped_path, tag
from nlp.read import read

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")

TEXT = (MINUTES / "store-hestehave-byraadet.txt").read_text("utf-8")
SHORT = "Karen Hansen får 5 mio. kr. til Nørreskolen."


def found(doc: Doc) -> tuple[Any, ...]:
    """What the pipeline says of a doc."""
    entities = [(entity.text, entity.label_) for entity in doc.ents]
    return (
        doc._.meeting,
        list(doc._.points),
        list(doc._.candidates),
        entities,
        [span.text for span in doc.spans["referat"]],
    )


def test_a_doc_comes_back_whole_from_bytes(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(pipeline.vocab)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert found(back) == found(again) == found(doc)
    assert again._.document == doc._.document
    assert record_of(again, model_info(pipeline)) == record_of(doc, model_info(pipeline))


def test_several_processes_give_what_one_gives() -> None:
    script = (
        "import nlp, sys\n"
        "if __name__ == '__main__':\n"
        "    texts = [(sys.argv[1], 1), ('', 2), (sys.argv[2], 3)]\n"
        "    for doc, number in nlp.load().pipe(texts, as_tuples=True, n_process=2, batch_size=1):\n"
        "        print(number, len(doc._.points), len(doc.ents))\n"
    )
    call = [sys.executable, "-c", script, TEXT, SHORT]
    done = subprocess.run(call, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.stdout == "1 6 102\n2 0 0\n3 0 3\n", done.stderr


def test_a_pipeline_comes_back_whole_from_bytes_and_from_a_folder(pipeline: Language, tmp_path: Path) -> None:
    wanted = found(pipeline(TEXT))
    assert found(blank().from_bytes(pipeline.to_bytes())(TEXT)) == wanted
    pipeline.to_disk(tmp_path / "pipeline")
    assert found(blank().from_disk(tmp_path / "pipeline")(TEXT)) == wanted
    with pytest.raises(ModelError, match=rf"without checksums\.json; write it with {save.__module__}\.save"):
        nlp.load(tmp_path / "pipeline")


def test_every_component_is_saved_or_has_nothing_to_save(pipeline: Language) -> None:
    assert all(isinstance(component, Stateless | Trained) for _, component in pipeline.pipeline)


def test_bytes_never_write_outside_their_folder(pipeline: Language) -> None:
    import srsly

    with pytest.raises(ModelError, match="lies outside the model"):
        pipeline.get_pipe("referat_topics").from_bytes(srsly.msgpack_dumps({"../evil": b"x"}))  # type: ignore[attr-defined]


def test_a_text_with_every_sign_escaped_is_read_without_the_escapes(pipeline: Language) -> None:
    escaped = "".join(f"\\{letter}" if letter in ".-:()/" else letter for letter in TEXT)
    doc = pipeline(escaped)
    assert (doc.text, found(doc)) == (TEXT, found(pipeline(TEXT)))
    ((doc, context),) = pipeline.pipe([(escaped, "context")], as_tuples=True)
    assert (doc.text, context) == (TEXT, "context")


def test_parts_of_the_pipeline_work_alone(pipeline: Language) -> None:
    with pipeline.select_pipes(enable=["referat_segmenter"]):
        doc = pipeline(TEXT)
        assert (len(doc._.points), doc._.points[0].topics, doc.ents) == (6, [], ())
    with pipeline.select_pipes(disable=["referat_segmenter"]):
        doc = pipeline(SHORT)
        assert (doc._.points, [entity.label_ for entity in doc.ents]) == ([], ["PERSON", "MONEY", "LOC"])


@pytest.mark.parametrize("place", ["first", "last"])
def test_entities_of_an_own_ruler_stay_beside_ours(place: str) -> None:
    own = nlp.load()
    ruler: Any = own.add_pipe("entity_ruler", config={"overwrite_ents": True}, **{place: True})
    ruler.add_patterns([{"label": "SKOLE", "pattern": "Nørreskolen"}])
    assert [(e.text, e.label_) for e in own(SHORT).ents] == [
        ("Karen Hansen", "PERSON"),
        ("5 mio. kr.", "MONEY"),
        ("Nørreskolen", "SKOLE"),
    ]
    record = next(tag(read(MINUTES / "kalvemose-klimaudvalget.pdf"), own))
    assert len(record.points) == 6, "the record is as without"


@pytest.mark.parametrize("given", ["text", [Path("a.pdf")]])
def test_tag_says_what_it_takes(pipeline: Language, given: Any) -> None:
    with pytest.raises(TypeError, match=r"takes documents, as read\(PATH\) gives them"):
        next(tag(given, pipeline))
