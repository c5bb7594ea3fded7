"""Exports of agenda systems: meeting, attendance, points and sections as the export has them."""

from __future__ import annotations

import pytest
from builders import agendas

from nlp.outline import Document, Outline, OutlinePoint
from nlp.read import read_bytes


def one(data: bytes) -> tuple[Document, Outline]:
    (document,) = read_bytes(data, "in/file")
    assert document.status == "ok", document.warnings
    assert document.outline is not None
    return document, document.outline


def sections(document: Document, point: OutlinePoint) -> list[tuple[str, str]]:
    """Heading and text of each section, both taken through their spans."""
    return [
        (document.text[slice(*section.heading_span)], document.text[slice(*section.span)]) for section in point.sections
    ]


def people(outline: Outline) -> list[tuple[str, str, str | None, str | None]]:
    return [(person.name, person.attendance, person.party, person.role) for person in outline.participants]


GREVE_LIKE = (
    "<div><h3>Beslutning</h3><span><div>1. Godkendt.</div><div>Bo Dal (A) stemte imod.</div></span>"
    "<h3>Fremstilling</h3><span> <h4>Resume</h4><p>Stien <b>langs</b>\nåen.</p><p><strong>Indstilling</strong></p>"
    '<ol start="2"><li>at stien anlægges</li><li>at der <i>søges</i> om midler</li></ol><div>Økonomi</div>'
    "<table><tr><th>Konto</th><th>2023</th></tr><tr><td>Sti</td><td>315</td></tr></table></span>"
    "<h3>Sagens forløb</h3><u>13/02/2023 Teknikudvalget</u><br><div>Anbefales.</div></div>"
)


def test_firstagenda_sections_of_one_field() -> None:
    document, outline = one(agendas.firstagenda([agendas.point("4", "Ny sti", GREVE_LIKE)]))
    assert document.format == "firstagenda"
    assert sections(document, outline.points[0]) == [
        ("Beslutning", "1. Godkendt.\nBo Dal (A) stemte imod."),
        ("Resume", "Stien langs åen."),
        ("Indstilling", "2. at stien anlægges\n3. at der søges om midler"),
        ("Økonomi", "Konto\t2023\nSti\t315"),
        ("Sagens forløb", "13/02/2023 Teknikudvalget\nAnbefales."),
    ]
    assert [section.role for section in outline.points[0].sections] == [
        "decision",
        "summary",
        "proposal",
        "economy",
        "history",
    ]


def test_firstagenda_meeting_and_people() -> None:
    _, outline = one(agendas.firstagenda([agendas.point("1", "Dagsorden", "<h3>Beslutning</h3><p>Godkendt</p>")]))
    assert (outline.body, outline.kind, outline.date) == ("Byrådet", "minutes", "2023-03-14")
    assert (outline.start_time, outline.place) == ("16:00", "Rådhuset")
    assert people(outline) == [
        ("Bo Dal", "present", "A", None),
        ("Ida Fal", "absent", None, "formand"),
        ("Kaj Riis", "substitute", None, None),
    ]


def test_firstagenda_point() -> None:
    absent = [{"Name": "Ida Fal", "AttendanceType": 2, "Reason": "Fraværende"}]
    files = [{"Navn": "Kort.pdf"}, {"Navn": "Kort.pdf"}, {"Navn": "Budget"}]
    source = agendas.point("12", "Lukket: Salg af grund", "", ExternalAgendaItemAttendees=absent, Bilag=files)
    document, outline = one(agendas.firstagenda([source, agendas.point("13", "Eventuelt", "")]))
    point = outline.points[0]
    assert document.text[point.span[0] :].startswith("Punkt 12: Lukket: Salg af grund\nSagsnr.: 23-0012\n")
    assert (point.number, point.case_number, point.closed, point.absent) == ("12", "23-0012", True, ["Ida Fal"])
    assert [(title, document.text[slice(*span)]) for title, span in point.attachments] == [
        ("Kort.pdf", "Kort.pdf"),
        ("Budget", "Budget"),
    ]
    assert point.span[1] == outline.points[1].span[0]
    assert not outline.points[1].closed, "IsOpen is false everywhere and not to be trusted"


def test_firstagenda_named_fields_and_item_decision() -> None:
    fields = [{"Navn": "Resumé", "Html": "<p>Kort.</p>"}, {"Navn": "Sagsfremstilling", "Html": "", "Tekst": "Lang."}]
    source = agendas.point("1", "Sti", "", Felter=fields, ItemDecision="<p>Udsat.</p>")
    document, outline = one(agendas.firstagenda([source]))
    assert sections(document, outline.points[0]) == [
        ("Resumé", "Kort."),
        ("Sagsfremstilling", "Lang."),
        ("Beslutning", "Udsat."),
    ]


def test_decision_ends_at_a_heading_but_not_at_what_it_says() -> None:
    html = (
        "<h2>Beslutning</h2><p>Byrådet godkendte Økonomiudvalgets indstilling</p><p><b>Fraværende:</b></p>"
        "<p>Ida Fal</p><p><b>Sagsfremstilling</b></p><p>Stien.</p>"
    )
    document, outline = one(agendas.firstagenda([agendas.point("1", "Sti", html)]))
    assert sections(document, outline.points[0]) == [
        ("Beslutning", "Byrådet godkendte Økonomiudvalgets indstilling\nFraværende:\nIda Fal"),
        ("Sagsfremstilling", "Stien."),
    ]


def test_text_without_heading_is_no_section() -> None:
    document, outline = one(agendas.firstagenda([agendas.point("1", "Lukket: Orientering", "<p>Orienteret.</p>")]))
    assert outline.points[0].sections == []
    assert "Orienteret." in document.text


def test_prepare() -> None:
    document, outline = one(agendas.PREPARE)
    assert document.format == "prepare"
    assert (outline.body, outline.date, outline.start_time) == ("Teknikudvalget", "2023-06-05", "16:30")
    assert people(outline) == [("Bo Dal", "present", None, None), ("Ida Fal", "absent", None, None)]
    first, second = outline.points
    assert sections(document, first) == [
        ("Resumé", "En sti langs åen."),
        ("Beslutning", "Godkendt."),
        ("Bilag", "Kort"),
    ]
    assert (first.closed, second.closed) == (False, True)


def test_agman() -> None:
    document, outline = one(agendas.AGMAN)
    assert document.format == "agman"
    assert (outline.body, outline.kind, outline.date) == ("Økonomiudvalget", "minutes", "2013-05-15")
    assert (outline.start_time, outline.end_time, outline.place) == ("16:30", "18:00", "Rådhuset")
    assert people(outline) == [("Bo Dal", "present", "A", None), ("Ida Fal", "absent", "V", None)]
    point = outline.points[0]
    assert (point.number, point.title, point.case_number, point.closed) == ("3", "Nyt tag", "12/5", True)
    assert point.absent == ["Bo Dal"]
    assert sections(document, point) == [
        ("Sagsfremstilling", "Taget er utæt.\nBeslutning\nCitat."),
        ("Beslutning", "Godkendt."),
        ("Bilag", "Tilbud"),
    ]


def test_acadre() -> None:
    document, outline = one(agendas.ACADRE)
    assert (outline.body, outline.kind, outline.date) == ("Kulturudvalget", "minutes", "2013-06-20")
    assert (outline.start_time, outline.end_time, outline.place) == ("10:30", "13:00", "Salen")
    assert people(outline) == [("Bo Dal", "present", "A", None), ("Ida Fal", "absent", "V", None)]
    assert [point.title for point in outline.points] == ["Dagsorden", "Ny sti"]
    assert sections(document, outline.points[1]) == [
        ("Indstilling", "At sagen drøftes."),
        ("Beslutning i Kulturudvalget den 20-06-2013", "Drøftet."),
        ("Bilag", "Kort over stien"),
    ]


def test_acadre_envelope_has_a_meeting_but_no_points() -> None:
    (document,) = read_bytes(agendas.ACADRE_ENVELOPE, "x.xml")
    assert document.status == "partial"
    assert document.warnings[0].startswith("no point found")
    assert document.outline is not None
    assert (document.outline.body, document.outline.date) == ("Kulturudvalget", "2013-06-20")


def test_edoc() -> None:
    document, outline = one(agendas.EDOC)
    assert document.format == "edoc"
    assert (outline.date, outline.start_time, outline.place) == ("2012-12-04", "13:00", "Mødelokale 3")
    assert people(outline) == [
        ("Bo Dal", "present", "A", "formand"),
        ("Kaj Riis", "present", "V", None),
        ("Ida Fal", "absent", "F", None),
    ]
    first, second = outline.points
    assert (first.number, first.closed, second.number, second.closed) == ("1", True, "2", False)
    assert (second.case_number, second.document_number) == ("2012-28504", "2012-203438")
    assert sections(document, second) == [
        ("Sammendrag", "En klinik i byen."),
        ("Bilag", "2012-200782 - Plan for klinikken"),
        (
            "Sundhedsudvalgets beslutning den 04.12.2012 Punkt 2",
            "Indstillingen godkendt\nFølgende deltog ikke i behandlingen af punktet:",
        ),
    ]
    assert [document.text[slice(*span)] for _, span in second.attachments] == ["Plan for klinikken"]


def test_fujitsu() -> None:
    document, outline = one(agendas.FUJITSU)
    assert document.format == "edoc-fujitsu"
    assert (outline.body, outline.kind, outline.date, outline.start_time) == (
        "Byrådet",
        "minutes",
        "2010-02-01",
        "17:00",
    )
    assert people(outline) == [("Bo Dal", "present", "A", "Borgmester"), ("Ida Fal", "absent", None, None)]
    first, second = outline.points
    assert (first.title, first.case_number, first.closed, second.closed) == ("Ny skole", "10/4", False, True)
    assert sections(document, first) == [
        ("Sagsfremstilling", "Skolen er fuld."),
        ("Beslutning Skoleudvalget den 12-01-2010", "Anbefales."),
        ("Beslutning", "Godkendt."),
        ("Bilag", "Tegning"),
    ]
    assert (first.sections[1].body, first.sections[1].date) == ("Skoleudvalget", "2010-01-12")


def test_sbsys() -> None:
    document, outline = one(agendas.SBSYS)
    assert (document.format, outline.body, outline.kind) == ("sbsys", "Miljøudvalget", "minutes")
    assert (outline.date, outline.start_time, outline.end_time) == ("2018-08-27", "16:00", "17:30")
    point = outline.points[0]
    assert (point.number, point.title, point.closed) == ("4", "Jordforurening", True)
    assert sections(document, point) == [
        ("Sagsfremstilling", "Jorden er ren."),
        ("Økonomiske konsekvenser", "Ingen."),
        ("Beslutning", "Godkendt."),
        ("Bilag", "Prøver"),
    ]


def test_open_data_gives_a_document_a_meeting() -> None:
    first, second = read_bytes(agendas.OPEN_DATA, "data.csv")
    assert (first.path, second.path) == ("data.csv#m1", "data.csv#m2")
    assert first.outline is not None
    assert second.outline is not None
    assert [(point.number, point.title) for point in first.outline.points] == [
        (None, "Ny sti i Fjordvang"),
        ("3", "Eventuelt"),
    ]
    assert sections(first, first.outline.points[0]) == [
        ("BESLUTNING", "Godkendt, idet stien føres langs åen og ikke langs vejen."),
        ("INDSTILLING", "At stien anlægges."),
    ]
    assert second.outline.points[0].closed


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": 1}', "JSON, but not FirstAgenda or Prepare"),
        (b"[]", "JSON, but not FirstAgenda or Prepare"),
        (b'{"Dagsordenpunkter": [', "damaged JSON (line 1"),
        (b'[{"a":' * 100_000, "JSON"),
        (b"<Regnskab><Post/></Regnskab>", "XML, but of no known agenda system (root element <Regnskab>)"),
        (b"<Publication><Agendas>", "damaged XML"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Publication>&b;</Publication>',
            "the XML declares entities",
        ),
    ],
)
def test_other_shapes_fail_with_a_reason(data: bytes, reason: str) -> None:
    (document,) = read_bytes(data, "x")
    assert document.status == "failed"
    assert document.warnings[0].startswith(reason)
    assert "\n" not in document.warnings[0]
