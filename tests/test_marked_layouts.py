"""The marked documents parse, their marks are balanced, and their answers fit the text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from marked_layouts import FOLDER, parse_marked, read_all, read_marked

FILES = sorted(FOLDER.glob("*.txt"))

EXAMPLE = """#! municipality: Lynghede
#! body: Teknisk Udvalg
#! date: 2033-05-04
#! ---
Til stede: ⟦M⟧Ane Lund⟦/M⟧. Afbud: ⟦M absent⟧Bo Vad⟦/M⟧

⟦P 7|Nyt stisystem|19/88|⟧7. Nyt stisystem
Beslutning
⟦D Teknisk Udvalg|⟧Godkendt.⟦/D⟧
Fraværende: ⟦A⟧Bo Vad⟦/A⟧
⟦P 8|Salg af grund||closed⟧8. Lukket: Salg af grund
"""


def test_marks_are_taken_out_and_become_answers() -> None:
    document = parse_marked(EXAMPLE)
    assert document.text.startswith("Til stede: Ane Lund. Afbud: Bo Vad\n\n7. Nyt")
    assert [(person.name, person.attendance) for person in document.participants] == [
        ("Ane Lund", "present"),
        ("Bo Vad", "absent"),
    ]
    first, second = document.points
    assert document.text[first.start :].startswith("7. Nyt stisystem")
    assert (first.number, first.title, first.case_number, first.closed) == ("7", "Nyt stisystem", "19/88", False)
    assert (first.decisions[0].text, first.decisions[0].body, first.decisions[0].date) == (
        "Godkendt.",
        "Teknisk Udvalg",
        None,
    )
    assert first.absent == ["Bo Vad"]
    assert second.closed and not second.decisions


def test_decisions_are_given_oldest_first() -> None:
    document = parse_marked(
        "#! date: 2033-05-04\n#! ---\n⟦P 1|Stier||⟧1. Stier\nByrådet: ⟦D Byrådet|⟧Vedtaget.⟦/D⟧\n"
        "Udvalget den 2. maj 2033: ⟦D Udvalget|2033-05-02⟧Anbefales.⟦/D⟧\n"
    )
    assert [decision.text for decision in document.points[0].decisions] == ["Anbefales.", "Vedtaget."]


@pytest.mark.parametrize("broken", ["⟦D a|b⟧x", "⟦A⟧x⟦/D⟧", "x⟦/M⟧", "⟦Q⟧x", "⟦A⟧⟦P 1|x||⟧⟦/A⟧"])
def test_unbalanced_marks_are_refused(broken: str) -> None:
    with pytest.raises(ValueError):
        parse_marked(f"#! ---\n⟦P 1|a||⟧1. a\n{broken}\n")


def test_both_kinds_of_layouts_are_there() -> None:
    assert len(read_all("dev_*.txt")) >= 24
    assert len(read_all("converted_*.txt")) >= 16


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_document_parses(path: Path) -> None:
    document = read_marked(path)
    assert document.body and document.date and date.fromisoformat(document.date)
    assert document.kind in ("minutes", "agenda")
    assert 4 <= len(document.points) <= 21
    assert 60 <= document.text.count("\n") <= 400
    for person in document.participants:
        assert person.name == person.name.strip() and "\n" not in person.name
        assert person.attendance in ("present", "absent", "substitute", "arrived_late", "left_early")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_point_marks_stand_before_their_heading(path: Path) -> None:
    document = read_marked(path)
    starts = [point.start for point in document.points]
    assert starts == sorted(set(starts))
    for point, end in zip(document.points, [*starts[1:], len(document.text)], strict=True):
        assert point.start == 0 or document.text[point.start - 1] == "\n"
        heading = _words(document.text[point.start : point.start + 400])
        assert _words(point.title) in heading
        assert _words(point.number or "") in heading
        assert (point.case_number or "") in document.text[point.start : end].replace("\\", "")
        for decision in point.decisions:
            assert point.start <= decision.span[0] <= decision.span[1] <= end
            assert decision.text == decision.text.strip()
            assert not decision.date or date.fromisoformat(decision.date)


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
