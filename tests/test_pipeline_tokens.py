"""Records need no spaCy tokens; a component that reads them gets them."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import nlp
from nlp.pipeline import model_info, needs_tokens, record_of, tag, to_doc
from nlp.read import read


@Language.component("counts_tokens")
def counts_tokens(doc: Doc) -> Doc:
    doc.user_data["counted"] = len(doc)
    return doc


def test_a_record_is_the_same_with_and_without_tokens(minutes: Path) -> None:
    pipeline = nlp.load()
    assert not needs_tokens(pipeline)
    for file in sorted(minutes.glob("*.md")):
        with_tokens = [record_of(pipeline(to_doc(pipeline, one)), model_info(pipeline)) for one in read(file)]
        assert list(tag(read(file), pipeline)) == with_tokens


def test_a_component_of_ones_own_gets_tokens(minutes: Path) -> None:
    pipeline = nlp.load()
    pipeline.add_pipe("counts_tokens")
    assert needs_tokens(pipeline)
    (document,) = read(minutes / "nordstrand-socialudvalget.md")
    doc = pipeline(to_doc(pipeline, document))
    assert doc.user_data["counted"] == len(doc) > 100
    assert doc.ents
