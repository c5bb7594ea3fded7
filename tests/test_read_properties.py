"""What holds for every input: documents and never exceptions, lines that lie in the text."""

from __future__ import annotations

import re

import pytest
from builders import fuzz
from builders.checks import check_document, check_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.errors import UsageError
from nlp.pipeline import tag
from nlp.query.reading.understand import understand
from nlp.read import read_bytes
from nlp.read.html import html_blocks
from nlp.read.text import lines_of
from nlp.segment.factory import plain


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fuzz.any_file())
def test_any_file_gives_documents(content: bytes) -> None:
    for document in read_bytes(content, "x"):
        check_document(document)


@pytest.mark.parametrize("kind", fuzz.SAMPLES)
def test_samples_are_read(kind: str) -> None:
    """What is damaged above is whole to begin with."""
    documents = list(read_bytes(fuzz.SAMPLES[kind], "x"))
    assert documents and all(document.status != "failed" for document in documents)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=fuzz.minutes_text())
def test_any_text_gives_a_record_whose_spans_hold(pipeline: Language, text: str) -> None:
    for record in tag([plain(text)], pipeline):
        check_record(record)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=fuzz.question())
def test_any_question_is_understood_or_refused(text: str) -> None:
    try:
        assert understand(text).describe()
    except UsageError as error:
        assert "\n" not in str(error)


@settings(max_examples=40, deadline=None)
@given(st.text("aæÅé 1.\n\t#*|<–€😀", max_size=60))
def test_plain_text_is_kept_as_it_is(text: str) -> None:
    documents = list(read_bytes(b"Referat: " + text.encode(), "x"))
    assert [document.text for document in documents] == ["Referat: " + text]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=20), max_size=8))
def test_lines_round_trip(texts: list[str]) -> None:
    text = "".join(line + "\n" for line in texts)
    assert [text[line.start : line.end] for line in lines_of(text)] == (texts or [""])


@settings(max_examples=100, deadline=None)
@given(st.text("<>/pdivbrtla1&;\"='\n h3", max_size=120))
def test_any_html_gives_blocks_on_one_line(source: str) -> None:
    for block in html_blocks(source):
        assert block.text.strip()
        assert not re.search(r"[\n\r]|  ", block.text)
