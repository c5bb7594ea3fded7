"""What holds for every input: documents and never exceptions, lines that lie in the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.outline import Document
from nlp.read import read_bytes
from nlp.read.html import html_blocks
from nlp.read.text import lines_of
from tests.builders import agendas, words
from tests.builders.pdfs import Page, make_pdf


def draw(page: Page) -> None:
    page.paragraph("Byrådet godkendte sagen om den nye cykelsti langs åen. " * 8)


SAMPLES = {
    "firstagenda": agendas.firstagenda(
        [agendas.point("1", "Sti", "<h3>Beslutning</h3>Godkendt", Bilag=[{"Navn": "Kort"}])]
    ),
    "prepare": agendas.PREPARE,
    "agman": agendas.AGMAN,
    "acadre": agendas.ACADRE,
    "edoc": agendas.EDOC,
    "fujitsu": agendas.FUJITSU,
    "sbsys": agendas.SBSYS,
    "csv": agendas.OPEN_DATA,
    "docx": words.minutes(),
    "pdf": make_pdf(draw, draw),
    "html": b"<html><body><h1>Referat</h1><table><tr><td>a</td><td>b</td></tr></table></body></html>",
    "md": "# Referat\n\n**Beslutning** i Rådet\r\nGodkendt\n".encode(),
}
STARTS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{", b"[{", b"<?xml version='1.0'?>", b"<html>", b"\xff\xfe", b"<Root>"]


def check(document: Document) -> None:
    """Status and text agree; lines ascend inside the text and hold no newline; spans lie inside too."""
    assert document.status in ("ok", "partial", "failed")
    assert all("\n" not in warning for warning in document.warnings)
    if document.status == "failed":
        assert document.warnings
        assert (document.text, document.lines) == ("", [])
    for line in document.lines:
        assert 0 <= line.start <= line.end <= len(document.text)
        assert "\n" not in document.text[line.start : line.end]
    assert all(above.end < below.start for above, below in pairwise(document.lines))
    if document.outline is not None:
        check_outline(document)


def check_outline(document: Document) -> None:
    assert document.outline is not None
    points = document.outline.points
    assert all(above.span[1] <= below.span[0] for above, below in pairwise(points))
    for point in points:
        start, end = point.span
        assert 0 <= start <= end <= len(document.text)
        inner = [section.span for section in point.sections] + [span for _, span in point.attachments]
        assert all(start <= first <= last <= end for first, last in inner)
    for person in document.outline.participants:
        assert document.text[slice(*person.span)] == person.name


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_any_bytes_give_documents(start: bytes, rest: bytes) -> None:
    for document in read_bytes(start + rest, "x"):
        check(document)


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_give_documents(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    for document in read_bytes(bytes(damaged[: cut or None]), "x"):
        check(document)
        assert not any("please report" in warning for warning in document.warnings)


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
