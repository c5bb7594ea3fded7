"""Views of a record: what a reader sees, and that no text of a document can act on the page."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from builders.records import TEXT, entity, point, record, span_of
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from nlp.record import Entity, Point, Record, Votes
from nlp.show.danish import kroner, long_date, value_text, votes_text
from nlp.show.page import blocks, page, pieces
from nlp.show.terminal import print_record


def printed(one: Record) -> str:
    out = io.StringIO()
    print_record(one, Console(file=out, width=100))
    return out.getvalue()


def test_terminal_shows_meeting_and_points() -> None:
    text = printed(record(place="Rådhuset", start_time="18:00"))
    assert "Hvidsted - Byrådet" in text
    assert "Referat 10. maj 2021 kl. 18:00" in text
    assert "1. Ny bro" in text
    assert "Emner: Veje, trafik og mobilitet, Budget og økonomi" in text
    assert "Udfald: Godkendt" in text
    assert "Beløb: 2.000.000 kr." in text
    assert "Fraværende: Åse Ø. Krog" in text


def test_terminal_prints_markup_of_a_document_as_it_stands() -> None:
    assert "[red]Ny bro[/red]" in printed(record(point(title="[red]Ny bro[/red]")))


def test_page_shows_points_decisions_chips_and_values() -> None:
    html = page([record()])
    assert '<span class="chip topic">Veje, trafik og mobilitet</span>' in html
    assert '<span class="chip type approved">Godkendt</span>' in html
    assert '<mark class="MONEY" title="Beløb: 2.000.000 kr." tabindex="0">2 mio. kr.</mark>' in html
    assert "Godkendt." in html
    assert 'href="#m1p1"' in html


def test_page_of_a_document_without_points_says_why() -> None:
    bad = record()
    bad.points, bad.source.warnings = [], ["the file is empty"]
    assert "the file is empty" in page([bad])


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '" onmouseover="x', "</style><img src=x>", "{{ 7*7 }}"]
)
def test_page_escapes_every_text(attack: str) -> None:
    html = page([record(point(title=attack, number=attack, absent=[attack]), body=attack, place=attack)])
    assert attack not in html.replace("{{ 7*7 }}", "") if "{{" in attack else attack not in html
    assert "<script" not in html
    assert "49" not in re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL)


def test_page_fetches_nothing() -> None:
    html = unescape(page([record()]))
    assert "default-src 'none'" in html
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", html)
    assert not re.findall(r"url\(|@import|https?:", html)


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=6))
def test_pieces_are_the_text_whatever_the_entities(spans: list[tuple[int, int]]) -> None:
    found = [{"label": "ORG", "text": "", "span": (min(s), max(s)), "value": None} for s in spans]
    one = record(point(entities=found))
    assert "".join(piece.text for piece in pieces(one, one.points[0], (0, len(TEXT)))) == TEXT


def test_blocks_leave_out_the_heading_and_what_is_shown_elsewhere() -> None:
    one = record()
    (block,) = blocks(one, one.points[0])
    assert ["".join(piece.text for piece in p) for p in block.paragraphs] == [
        "Der bevilges 2 mio. kr. den 3. maj 2021."
    ]
    assert [piece.label for piece in block.paragraphs[0]] == ["", "MONEY", "", "DATE", ""]


def test_blocks_have_the_headings_of_the_document() -> None:
    background = {"heading": "Ny bro", "role": "background", "span": (span_of("1. Ny")[0], span_of("Beslutning")[0])}
    one = record(point(sections=[background]))
    assert [block.heading for block in blocks(one, one.points[0])] == ["Ny bro", ""]


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        ("MONEY", {"amount": -315_000.0}, "-315.000 kr."),
        ("MONEY", {"amount": 1.5}, "1,50 kr."),
        ("MONEY", {"min": 4e6, "max": 5e6}, "4.000.000 kr. til 5.000.000 kr."),
        ("DATE", {"start": "2021-05-03", "end": "2021-05-03", "text": None}, "3. maj 2021"),
        ("DATE", {"start": "2021-01-01", "end": "2021-12-31", "text": "2021"}, "1. januar 2021 til 31. december 2021"),
        ("DATE", {"start": None, "end": None, "text": None}, ""),
        ("CASE", {"kle": "27.12.16"}, "KLE 27.12.16"),
        ("PERSON", {"name": "Åse Krog", "party": "A"}, "Åse Krog (A)"),
        ("LAW", {"law": "serviceloven", "provisions": [{"section": "85"}], "resolved": None}, "serviceloven, § 85"),
        ("ORG", None, ""),
    ],
)  # fmt: skip
def test_values_in_words(label: str, value: dict[str, object] | None, shown: str) -> None:
    one = Entity.model_validate({"label": label, "text": "x", "span": (0, 1), "value": value})
    assert value_text(one) == shown


def test_votes_in_words() -> None:
    votes = Votes.model_validate({"for": {"count": 13, "parties": ["V", "C"]}, "against": {"names": ["Bo Dam"]}})
    assert votes_text(votes) == "For: 13 (V, C). Imod: Bo Dam."
    assert votes_text(Votes()) == ""


def test_numbers_and_dates_in_danish() -> None:
    assert kroner(11_900_000) == "11.900.000 kr."
    assert long_date("2020-12-17") == "17. december 2020"
    assert Point.model_validate(point()).title == "Ny bro"
    assert entity("ORG", "Byrådet")["span"] == (0, 7)
