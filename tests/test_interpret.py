"""From outlines to points: titles, numbers, sections, decisions, absence, attachments."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.outline import Document, Outline, OutlinePoint, OutlineSection
from nlp.record import Meeting, Point
from nlp.segment.interpret import interpret
from nlp.segment.points.absence import find_absence
from nlp.segment.points.casenumbers import find_numbers, kle_code
from nlp.segment.points.titles import marks_by_word, read_title
from nlp.vocabulary.dates import find_date, find_times

MARK = re.compile(r"^(=|--) ?(.*)$", re.MULTILINE)
HEAD = "REFERAT Teknisk Udvalg d. 03-05-2019\nMedlemmer: Hans Holm, Grete Lund, Ole Bjerg\n"


def outline_of(marked: str) -> tuple[Document, Outline]:
    """A document and its outline from text with marks: ``= heading of a point``, ``-- heading of a section``."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        at = found.end()
    text += marked[at:]
    outline = Outline(head=(0, marks[0][1] if marks else len(text)))
    for place, (kind, start, end) in enumerate(marks):
        stop = marks[place + 1][1] if place + 1 < len(marks) else len(text)
        if kind == "=":
            until = next((mark[1] for mark in marks[place + 1 :] if mark[0] == "="), len(text))
            outline.points.append(OutlinePoint(text[start:end], (start, until), (start, end)))
        else:
            outline.points[-1].sections.append(OutlineSection(text[start:end], (start, end), (end, stop)))
    return Document("x.txt", "", "txt", text), outline


def read(marked: str) -> tuple[str, Meeting, list[Point]]:
    document, outline = outline_of(HEAD + marked)
    return (document.text, *interpret(document, outline))


def only(marked: str) -> Point:
    text, _, points = read(marked)
    for decision in points[0].decisions:
        assert text[decision.span[0] : decision.span[1]].startswith(decision.text.split("\n")[0])
    return points[0]


@pytest.mark.parametrize(
    ("heading", "number", "title", "marker", "closed"),
    [
        ("## **Punkt 233: Ny cykelsti**", "233", "Ny cykelsti", None, False),
        ("12. Lukket: Salg af grund (B)", "12", "Salg af grund", "B", True),
        ("Pkt. 7 Budget 2020", "7", "Budget 2020", None, False),
        ("Nr.178 - Lokalplan 12", "178", "Lokalplan 12", None, False),
        ("Beslutningssag: Ny skole", None, "Ny skole", "Beslutningssag", False),
        ("Ny skole (Orientering)", None, "Ny skole", "Orientering", False),
        ("2. Ny skole ( )", "2", "Ny skole", None, False),
        ("Ny skole (Åben)", None, "Ny skole", None, False),
        ("Salg af areal (lukket punkt)", None, "Salg af areal", None, True),
        ("Lukket punkt", None, "Lukket punkt", None, True),
        ("Forslag fra Grete Lund (B)", None, "Forslag fra Grete Lund (B)", None, False),
        ("1. 1. Ny skole", "1", "Ny skole", None, False),
    ],
)
def test_title(heading: str, number: str | None, title: str, marker: str | None, closed: bool) -> None:
    found = read_title(heading)
    assert (found.number, found.text, found.marker, found.closed) == (number, title, marker, closed)


def test_title_knows_the_number_of_its_point() -> None:
    assert read_title("12 (Åben) Ny skole", "12").text == "Ny skole"
    assert read_title("114Spørgsmål om veje", "114").text == "Spørgsmål om veje"
    assert read_title("1. viceborgmester vælges", "4").text == "1. viceborgmester vælges"


def test_words_are_markers_only_where_the_document_uses_them_so() -> None:
    titles = ["Ny skole - beslutning", "Trafik - orientering", "Eventuelt"]
    assert marks_by_word(titles)
    assert read_title(titles[0], by_word=True).marker == "beslutning"
    assert not marks_by_word([titles[0], "Trafik", "Budget", "Eventuelt"])
    assert read_title(titles[0]).text == titles[0]


@pytest.mark.parametrize(
    ("lines", "case", "document"),
    [
        ("20/638", "20/638", None),
        ("Sagsnr.: 330-2017-90442\n\nDok.nr.: 330-2021-17407", "330-2017-90442", "330-2021-17407"),
        ("J.nr. 08.03.00G01/549", "08.03.00G01/549", None),
        ("Sag 306-2009-600 / Dok. 306-2010-1", "306-2009-600", "306-2010-1"),
        ("Sagsnr. 2020-001393 Initialer: abc", "2020-001393", None),
        ("Sagsnr. 25/002871 - Beslutningssag - Afgøres i Teknisk Udvalg", "25/002871", None),
        ("BR 366/07", "BR 366/07", None),
        ("Sag nr. 24", None, None),
        ("2018-2021", None, None),
        ("Sagen koster 20/25 kr.", None, None),
    ],
)
def test_case_and_document_numbers(lines: str, case: str | None, document: str | None) -> None:
    numbers = find_numbers(lines, 0, len(lines))
    assert (numbers.case, numbers.document) == (case, document)


def test_kle_code_of_a_case_number() -> None:
    assert kle_code("27.12.16-G01-4-19") == "27.12.16"
    assert kle_code("00.01.00P35-0104") == "00.01.00"
    assert kle_code("20/638") is None


def test_point_with_numbers_sections_and_decision() -> None:
    point = only(
        "= Punkt 4: Ny cykelsti (B)\n27.12.16-G01-4-19\n-- Resumé\nEn sti.\n-- Indstilling\nAt stien bygges.\n"
        "-- Beslutning i Teknisk Udvalg (2018-2021) den 3. maj 2019:\nGodkendt.\n\n"
    )
    assert (point.number, point.marker, point.case_number, point.kle) == ("4", "B", "27.12.16-G01-4-19", "27.12.16")
    assert [section.role for section in point.sections] == ["summary", "proposal", "decision"]
    assert point.sections[2].heading == "Beslutning i Teknisk Udvalg (2018-2021) den 3. maj 2019"
    (decision,) = point.decisions
    assert (decision.body, decision.date, decision.text) == ("Teknisk Udvalg", "2019-05-03", "Godkendt.")


def test_no_decision_without_a_heading() -> None:
    assert only("= Punkt 1: Lukket: Salg\n").decisions == []


def test_bare_heading_takes_body_and_date_of_the_meeting() -> None:
    (decision,) = only("= 1. Sti\n-- Beslutning\nGodkendt\nmed den bemærkning, at stien males.\n").decisions
    assert (decision.body, decision.date) == ("Teknisk Udvalg", "2019-05-03")
    assert decision.text == "Godkendt\nmed den bemærkning, at stien males."


def test_decisions_of_other_bodies_come_first() -> None:
    point = only(
        "= 1. Sti\n-- Beslutning\nGodkendt.\n-- Sagens forløb\n08-04-2019 Børneudvalget\nAnbefales.\n"
        "Fraværende: Kaj Kvist\n\nÆldrerådet den 1. april 2019:\nTaget til efterretning.\n"
    )
    assert [(d.body, d.date, d.text) for d in point.decisions] == [
        ("Ældrerådet", "2019-04-01", "Taget til efterretning."),
        ("Børneudvalget", "2019-04-08", "Anbefales."),
        ("Teknisk Udvalg", "2019-05-03", "Godkendt."),
    ]
    assert point.decisions[1].absent == ["Kaj Kvist"]
    assert point.absent == []


def test_bodies_with_a_date_and_no_word_beslutning() -> None:
    point = only(
        "= 1. Sti\n-- Børneudvalget, 12-04-2019, pkt. 7\nAnbefales.\n-- Teknisk Udvalg, 03-05-2019, pkt. 1\nGodkendt.\n"
    )
    assert [d.body for d in point.decisions] == ["Børneudvalget", "Teknisk Udvalg"]


def test_run_in_decision_without_sections() -> None:
    (decision,) = only("= 1. Sti\nStien forlænges.\nBeslutning: Godkendt.\n").decisions
    assert decision.text == "Godkendt."


def test_bodies_named_without_dates_in_a_history() -> None:
    point = only("= 1. Sti\n-- Tidligere behandling\nBørneudvalget:\nAnbefales.\n-- Beslutning\nGodkendt.\n")
    assert [(d.body, d.text) for d in point.decisions] == [
        ("Børneudvalget", "Anbefales."),
        ("Teknisk Udvalg", "Godkendt."),
    ]


@pytest.mark.parametrize(
    ("below", "text", "absent"),
    [
        ("Fraværende:\n\nGodkendt.\n", "Godkendt.", []),
        ("Fraværende: Hans Holm (V)\nGodkendt.\n", "Godkendt.", ["Hans Holm"]),
        (
            "Fraværende:\nHans Holm (V)\nGrete Lund\n\nHans Holm (V) spurgte til stien.\n",
            "Hans Holm (V) spurgte til stien.",
            ["Hans Holm", "Grete Lund"],
        ),
        ("Fraværende:\n\nOle Bjerg (A) spurgte til stien.\n", "Ole Bjerg (A) spurgte til stien.", []),
        ("Fraværende: Ingen\nGodkendt.\n", "Godkendt.", []),
        (
            "Godkendt.\nAfbud: Hans Holm, Grete Lund (Stedfortræder: Kaj Kvist)\n",
            "Godkendt.",
            ["Hans Holm", "Grete Lund"],
        ),
        ("Godkendt.\nHans Holm og Grete Lund var fraværende.\n", "Godkendt.", ["Hans Holm", "Grete Lund"]),
        ("Godkendt.\nHans Holm deltog ikke i sagens behandling på grund af inhabilitet.\n", "Godkendt.", ["Hans Holm"]),
        (
            "Følgende deltog ikke i behandlingen af punktet:\n1. Hans Holm\n2. Ole Bjerg\nTiltrådt.\n",
            "Tiltrådt.",
            ["Hans Holm", "Ole Bjerg"],
        ),
        ("Godkendt. Fraværende: Hans Holm\n", "Godkendt.", ["Hans Holm"]),
        ("Ikke til stede: Holm (V)\nGodkendt.\n", "Godkendt.", ["Holm"]),
        (
            "Godkendt.\nHans Holm ankom kl. 17.35 under punktet.\n",
            "Godkendt.\nHans Holm ankom kl. 17.35 under punktet.",
            [],
        ),
        ("Godkendt.\nHans Holm (V) ankom efter dette punkt.\n", "Godkendt.", ["Hans Holm"]),
        ("Godkendt.\nHans Holm er med i bestyrelsen og forlod salen under punktet.\n", "Godkendt.", ["Hans Holm"]),
        ("Fraværende:\nHans Holm\n", "", ["Hans Holm"]),
        ("\n", "", []),
    ],
)
def test_absence_is_told_apart_from_the_decision(below: str, text: str, absent: list[str]) -> None:
    point = only("= 1. Sti\n-- Beslutning\n" + below)
    (decision,) = point.decisions
    assert (decision.text, decision.absent, point.absent) == (text, absent, absent)
    assert [label.label for label in decision.types] == ([] if text else ["none"])


def test_absence_as_a_section_of_its_own() -> None:
    point = only("= 1. Sti\n-- **Beslutning**\nGodkendt\n-- **Fraværende:**\n\nHans Holm\n-- Bilag\nKort.pdf\n")
    assert (point.decisions[0].text, point.absent) == ("Godkendt", ["Hans Holm"])
    assert [section.role for section in point.sections] == ["decision", "absence", "attachments"]


def test_empty_absence_heading_above_the_decision_is_part_of_it() -> None:
    point = only("= 1. Sti\n-- Beslutning\n\n-- Fraværende:\n\nGodkendt.\n-- Bilag\nKort.pdf\n")
    assert (point.decisions[0].text, point.absent) == ("Godkendt.", [])
    assert [section.role for section in point.sections] == ["decision", "attachments"]


def test_running_headers_are_not_part_of_a_decision() -> None:
    point = only("= 1. Sti\n-- Beslutning\nGodkendt med\nTeknisk Udvalg den 03-05-2019\nSide 2 af 9\nto stier.\n\n17\n")
    assert [decision.text for decision in point.decisions] == ["Godkendt med\nto stier."]


def test_decision_that_goes_on_from_meeting_to_meeting() -> None:
    point = only(
        "= 1. Sti\n-- TEKNISK UDVALGS BESLUTNING\n18. april 2019: Udsat.\nHans Holm deltog ikke i sagens behandling.\n"
        "3. maj 2019: Godkendt.\n"
    )
    assert [(d.date, d.text, d.absent) for d in point.decisions] == [
        ("2019-04-18", "Udsat.", ["Hans Holm"]),
        ("2019-05-03", "Godkendt.", []),
    ]
    assert point.absent == ["Hans Holm"]


@pytest.mark.parametrize("line", ["Ikke med: Hans Holm", "Gået: Hans Holm", "Hans Holm havde forladt mødet."])
def test_absence_is_told_in_a_point_whose_decision_has_no_heading(line: str) -> None:
    assert only(f"= 1. Sti\n-- Sagsfremstilling\nStien er våd.\n{line}\n").absent == ["Hans Holm"]


def test_own_decision_quoted_once_more_in_the_history() -> None:
    history = (
        "Sagens forløb\n03-05-2019 Teknisk Udvalg 2019\nGodkendt.\n08-05-2019 Byråd 2019\nBeslutning ikke frigivet\n"
    )
    point = only("= 1. Sti\n-- Beslutning\nGodkendt.\n-- " + history)
    assert [(d.body, d.date) for d in point.decisions] == [("Byråd", "2019-05-08"), ("Teknisk Udvalg", "2019-05-03")]


def test_references_to_earlier_meetings_are_no_decisions() -> None:
    point = only(
        "= 1. Sti\n-- Tidligere behandling\nBørneudvalget den 5. april 2019 punkt 3\n-- Indstilling\nAt stien bygges.\n"
    )
    assert point.decisions == []


def test_attachments_count_once() -> None:
    point = only(
        "= 1. Sti\n-- Bilag\n330-2021-32095 Nøgletal for stier\n- Kort.pdf\nIngen bilag\n-- Beslutning\nGodkendt.\n"
        "-- Bilag\nNøgletal for stier\nKort.pdf\n"
    )
    assert [attachment.title for attachment in point.attachments] == ["Nøgletal for stier", "Kort.pdf"]


def test_dates_and_times_of_a_head() -> None:
    assert find_date("Onsdag d. 3.5.19 kl. 16") == "2019-05-03"
    assert find_date("Økonomiudvalget den 10/11 1997:") == find_date("d. 10/11-97") == "1997-11-10"
    assert find_date("30. februar 2019") is None
    assert find_times("kl. 16.00 - 18.30 den 03.05.2019") == ["16:00", "18:30"]


@given(st.text(alphabet="Fraværende:Afbud HansHolmGreteLund,.()VA\n*-1", max_size=200))
def test_absence_spans_are_ordered_and_inside(text: str) -> None:
    absence = find_absence(text, 0, len(text))
    at = 0
    for start, end in absence.spans:
        assert at <= start <= end <= len(text)
        at = end


@given(
    st.lists(
        st.sampled_from(["Godkendt.", "Fraværende:", "Hans Holm", "Afbud: Grete Lund (V)", "", "Ad 1. Udsat."]),
        max_size=8,
    )
)
def test_decision_text_is_found_at_its_span(lines: list[str]) -> None:
    document, outline = outline_of(HEAD + "= 1. Sti\n-- Beslutning\n" + "\n".join(lines) + "\n")
    (decision,) = interpret(document, outline)[1][0].decisions
    piece = document.text[decision.span[0] : decision.span[1]]
    assert piece == piece.strip() and len(piece) >= len(decision.text)
    assert all(line in piece for line in decision.text.split("\n"))
