r"""Markdown with every sign escaped: read without the escapes, answered in spans of the text as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from nlp.outline import Document
from nlp.pipeline import tag
from nlp.protect import Protection
from nlp.read.escapes import Escapes, unescaped
from nlp.read.text import lines_of
from nlp.record import Record

MINUTES = """# Hvidsted Kommune

Økonomiudvalget, 4. maj 2021 kl. 16.00

**Til stede**: Karin Toft-Holm (A), Hans Bæk (V)

## 1. Godkendelse af dagsorden

**Beslutning**

Godkendt.

## 2. Regnskab pr. 31. december 2020

*Sagsnr. 00.32.10-S00-1-21*

**Sagsfremstilling**

Overskuddet er 4,5 mio. kr. (-1,2 mio. kr. i 2019), jf. styrelseslovens § 45, stk. 1.

**Beslutning**

Godkendt. Karin Toft-Holm (A) stemte imod.
"""


def escaped(text: str) -> str:
    """The text with its signs escaped, but for the marks of markdown itself."""
    return re.sub(r"(?<=[\w(])[.()-]|[(-](?=\w)", r"\\\g<0>", text)


def document(text: str) -> Document:
    return Document("in/x.md", "0" * 64, "md", text, lines_of(text))


@pytest.fixture(scope="module")
def records(pipeline: Language) -> tuple[Record, Record]:
    plain, written = tag([document(MINUTES), document(escaped(MINUTES))], pipeline)
    return plain, written


def spans(record: Record) -> Iterator[tuple[int, int]]:
    yield from (one.span for one in record.meeting.participants)
    for point in record.points:
        yield point.span
        for parts in (point.sections, point.decisions, point.attachments, point.entities):
            yield from (part.span for part in parts)


def test_values_are_those_of_the_text_without_escapes(records: tuple[Record, Record]) -> None:
    plain, written = records
    assert written.text == escaped(MINUTES) != MINUTES
    assert [(p.number, p.title, p.case_number, p.vote) for p in written.points] == [
        ("1", "Godkendelse af dagsorden", None, False),
        ("2", "Regnskab pr. 31. december 2020", "00.32.10-S00-1-21", True),
    ]
    assert [p.name for p in written.meeting.participants] == ["Karin Toft-Holm", "Hans Bæk"]
    values = [[(one.label, one.value) for one in point.entities] for point in plain.points]
    assert [[(one.label, one.value) for one in point.entities] for point in written.points] == values


def test_spans_point_into_the_text_as_written(records: tuple[Record, Record]) -> None:
    plain, written = records
    pieces = [plain.text[slice(*span)] for span in spans(plain)]
    assert [written.text[slice(*span)].replace("\\", "") for span in spans(written)] == pieces
    entities = [one for point in written.points for one in point.entities]
    assert all(written.text[slice(*one.span)] == one.text for one in entities)
    assert written.points[1].decisions[0].text == "Godkendt\\. Karin Toft\\-Holm \\(A\\) stemte imod\\."


def test_what_is_written_anew_has_no_escapes(pipeline: Language) -> None:
    """Else an escape would hide a CPR number, or a part of a name, from those that replace them."""
    text = escaped(MINUTES.replace("kr. (", "kr. til 010190-1234 ("))
    (record,) = tag([document(text)], pipeline)
    assert "1234" not in record.model_dump_json()
    (record,) = tag([document(escaped(MINUTES))], pipeline, Protection(key="ab" * 32))
    assert "\\" not in record.text


@pytest.mark.parametrize("text", [MINUTES, MINUTES + r"Se S:\Sager\2021\1.", "a\\.\n" * 5])
def test_a_text_with_few_escapes_stays(text: str) -> None:
    assert unescaped(document(text)) is None


@given(st.lists(st.sampled_from(["\\.", "\\\\", "\\-", "\\", "a", "\n", ".", "å"]), max_size=60))
def test_every_span_grows_by_its_own_escapes_alone(pieces: list[str]) -> None:
    written = "".join(pieces) + "\\." * 10
    escapes = unescaped(document(written))
    assert escapes is not None
    clean = escapes.document.text
    assert "".join(_letters(escapes)) == written
    for start in range(len(clean) + 1):
        assert escapes.span(start, start)[0] == escapes.span(start, start)[1]
    for start in range(len(clean)):
        assert escapes.written[escapes.span(start, start + 1)[1] - 1] == clean[start]
        assert escapes.span(start, len(clean)) == (escapes.span(start, start + 1)[0], len(written))


def _letters(escapes: Escapes) -> Iterator[str]:
    for at in range(len(escapes.document.text)):
        yield escapes.written[slice(*escapes.span(at, at + 1))]
