"""The meeting from heads of many layouts."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.outline import Document, Outline, OutlineParticipant, OutlinePoint, OutlineSection
from nlp.record import Meeting
from nlp.segment.head.head import parse_head
from nlp.segment.head.municipality import find_municipality


def head(text: str, **given: str) -> Meeting:
    """The meeting of a text that is all head; every participant is where its span says."""
    meeting = parse_head(Document("x.txt", "", "txt", text, **given), Outline(head=(0, len(text))))  # type: ignore[arg-type]
    for person in meeting.participants:
        assert " ".join(text[person.span[0] : person.span[1]].split()) == person.name
    return meeting


def people(meeting: Meeting) -> list[tuple[str, str, str | None, str | None]]:
    return [(person.name, person.attendance, person.party, person.role) for person in meeting.participants]


HEADS: list[tuple[str, dict[str, Any]]] = [
    (
        "REFERAT Socialudvalget (2018-2021)\n\nd. 01-02-2021\n\nMødedato Mandag d. 01. februar 2021 kl. 12:30\n\n"
        "Mødested Lokale 4, Rådhuset\n",
        {"body": "Socialudvalget", "date": "2021-02-01", "start_time": "12:30", "place": "Lokale 4, Rådhuset"},
    ),
    (
        "Hvidsted Kommune\nBeslutningsprotokol\n"
        "Teknik- og Miljøudvalget\nOnsdag den 3. maj 2007 kl. 15.30 i mødelokale 2\n",
        {"municipality": "Hvidsted", "body": "Teknik- og Miljøudvalget", "date": "2007-05-03", "start_time": "15:30"},
    ),
    (
        "Referat til mødet i Udvalget for Børn og Unge den 3. maj 2019 kl. 16.00 i Mødelokale 3\n",
        {"body": "Udvalget for Børn og Unge", "date": "2019-05-03", "place": "Mødelokale 3", "kind": "minutes"},
    ),
    (
        "UDVALG\nKommunalbestyrelsen\nMØDE\n12. maj 2020\nSTED\nRådhuset, lokale 2\nSTARTTIDSPUNKT\n16:00\n"
        "SLUTTIDSPUNKT\n18:30\nPUNKTER\n",
        {"body": "Kommunalbestyrelsen", "date": "2020-05-12", "start_time": "16:00", "end_time": "18:30"},
    ),
    (
        "Åbent referat\ntil\nØkonomiudvalget\n\nMødedato:\tMandag den 3. maj 2010\nMødetidspunkt:\t16:30 - 18:00\n",
        {"body": "Økonomiudvalget", "date": "2010-05-03", "start_time": "16:30", "end_time": "18:00"},
    ),
    (
        "Mødefakta\nDato: 12. maj 2020\nKl: 17.00\nUdvalg: Socialudvalget\nDAGSORDEN\n",
        {"body": "Socialudvalget", "date": "2020-05-12", "start_time": "17:00", "kind": "agenda"},
    ),
    (
        "DAGSORDEN for møde i Seniorrådet torsdag den 3. maj 2018, kl. 10.00 på Rådhuset\n",
        {"body": "Seniorrådet", "date": "2018-05-03", "start_time": "10:00", "kind": "agenda"},
    ),
    (
        "# **REFERAT Byråd d. 17-12-2020**\n"
        "**Mødedato** Torsdag d. 17. december 2020 kl. 08:30 - 11:00\n**Mødested** Salen\n",
        {"body": "Byråd", "date": "2020-12-17", "start_time": "08:30", "end_time": "11:00", "place": "Salen"},
    ),
    (
        "Udskrevet 4. maj 2019\nReferat\nByrådet\n2. maj 2019\nMødet hævet kl. 19.15\n",
        {"date": "2019-05-02", "end_time": "19:15"},
    ),
    ("Byrådet\n3. maj 2018 kl. 16.00\nMødelokale 3\n", {"start_time": "16:00", "place": "Mødelokale 3"}),
    ("Byrådet\n3. maj 2018\nMødelokale: Salen\n", {"date": "2018-05-03", "place": "Salen"}),
    ("Byråd 2018-2021 | Nordby Kommune\n\nÅbent referat\n\nMødedato: 26-09-2018\n", {"body": "Byråd"}),
    ("NORDBY KOMMUNE          TEKNIK- OG MILJØUDVALGET          FOL. 214\n", {"body": "Teknik- og Miljøudvalget"}),
    ("Handicaprådet i Nordby Kommune\n3. maj 2016\n", {"body": "Handicaprådet", "date": "2016-05-03"}),
    ("Organ: Økonomiudvalget (ØKU)\nDato: Onsdag den 12-05-2004\n", {"body": "Økonomiudvalget"}),
    (
        "Nordby Kommune\n        23. marts 2012\nReferat af møde i Beredskabskommissionen\nonsdag den 21. marts 2012\n",
        {"date": "2012-03-21"},
    ),
    ("Københavns Kommune\nMøde i Socialudvalget\n", {"municipality": "København", "body": "Socialudvalget"}),
]


@pytest.mark.parametrize(("text", "fields"), HEADS)
def test_fields_of_a_head(text: str, fields: dict[str, Any]) -> None:
    meeting = head(text)
    assert {name: getattr(meeting, name) for name in fields} == fields


def test_what_the_user_gives_goes_first() -> None:
    meeting = head("Hvidsted Kommune\nByrådet\n", municipality="Mosebjerg", body="Socialudvalget")
    assert (meeting.municipality, meeting.body) == ("Mosebjerg", "Socialudvalget")


def test_participants_on_one_line_that_breaks_inside_a_name() -> None:
    meeting = head(
        "Mødedeltagere Hans Holm, Grete Lund (Afbud), Marlene\nNyberg, Ole Bjerg (Fravær)\n\nIndholdsfortegnelse\n"
    )
    assert [(name, attendance) for name, attendance, _, _ in people(meeting)] == [
        ("Hans Holm", "present"),
        ("Grete Lund", "absent"),
        ("Marlene Nyberg", "present"),
        ("Ole Bjerg", "absent"),
    ]


def test_participants_one_a_line_with_party_and_role() -> None:
    meeting = head(
        "Medlemmer:\nHans Holm, A (formand)\nGrete Lund - Venstre\nOle Bjerg (C) (Afbud)\n1. Kaj Kvist (Ø)\n"
        "Jens van der Berg ()\nReferent: Bo Ibsen\n"
    )
    assert people(meeting) == [
        ("Hans Holm", "present", "A", "formand"),
        ("Grete Lund", "present", "V", None),
        ("Ole Bjerg", "absent", "C", None),
        ("Kaj Kvist", "present", "Ø", None),
        ("Jens van der Berg", "present", None, None),
    ]


def test_lists_of_absent_members_and_substitutes() -> None:
    meeting = head(
        "Til stede: Hans Holm, Grete Lund (deltog fra kl. 17.30) og Ole Bjerg\nFraværende med afbud: Kaj Kvist\n"
        "Afbud: Ole Bjerg\nStedfortrædere: Bo Ibsen\nFraværende uden afbud: Ingen\n"
    )
    assert [(name, attendance) for name, attendance, _, _ in people(meeting)] == [
        ("Hans Holm", "present"),
        ("Grete Lund", "arrived_late"),
        ("Ole Bjerg", "absent"),
        ("Kaj Kvist", "absent"),
        ("Bo Ibsen", "substitute"),
    ]


def test_structured_formats_are_taken_over() -> None:
    outline = Outline(
        municipality="Hvidsted", body="Byråd 2022-2025", date="2022-03-01", start_time="17:00", kind="minutes"
    )
    outline.participants = [OutlineParticipant("Hans Holm", "absent", "A", span=(0, 9))]
    meeting = parse_head(Document("x.json", "", "json", "Hans Holm\n"), outline)
    assert (meeting.municipality, meeting.body, meeting.date) == ("Hvidsted", "Byråd", "2022-03-01")
    assert people(meeting) == [("Hans Holm", "absent", "A", None)]


def test_decision_headings_tell_what_the_head_does_not() -> None:
    text = "1. Sti\nBeslutning i Teknisk Udvalg den 3. maj 2019\nGodkendt.\n"
    heading = "Beslutning i Teknisk Udvalg den 3. maj 2019"
    section = OutlineSection(heading, (7, 7 + len(heading)), (8 + len(heading), len(text)))
    outline = Outline(head=(0, 0), points=[OutlinePoint("Sti", (0, len(text)), (0, 6), sections=[section])])
    meeting = parse_head(Document("x.txt", "", "txt", text), outline)
    assert (meeting.body, meeting.date) == ("Teknisk Udvalg", "2019-05-03")


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Referat fra mødet i Varde Byråd\n4. marts 2014\n", "Varde"),
        ("Ringkøbing-Skjern Ældreråd\nReferat\n", "Ringkøbing-Skjern"),
        ("Kommunalbestyrelsen i Rebild\nReferat\n", "Rebild"),
        ("Beslutningsprotokol\nByrådet, Struer\n", "Struer"),
        ("Kommune: Høje-Taastrup\nUdvalg: Byrådet\n", "Høje-Taastrup"),
        ("Referat Byråd 2022-2025\nMødested: Byrådssalen\n", None),
        ("Byrådet i Byrådssalen\n", None),
        ("Hvidsted Kommune\nBesøg fra Varde Byråd\n", "Hvidsted"),
        ("VARDE\nUdvalget for Klima\nMøde den 3. maj 2021\n", "Varde"),
        ("Udvalget for Klima\nHenvendelse: raadhus@hillerod.dk\n", "Hillerød"),
        ("Udvalget for Klima\nSe www.nordfynskommune.dk\n", "Nordfyn"),
        ("Udvalget for Klima\npost@ltk.dk\n", "Lyngby-Taarbæk"),
    ],
)
def test_the_municipality_stands_beside_its_body(text: str, municipality: str | None) -> None:
    assert find_municipality(text, (0, len(text))) == municipality


def test_the_municipality_stands_in_the_margin_of_later_pages() -> None:
    head = "Udvalget for Klima\nMøde den 3. maj 2021\n"
    assert find_municipality(head + "1. Haven\nGodkendt.\nLemvig Byråd\n", (0, len(head))) == "Lemvig"
    assert find_municipality(head + "1. Haven\nSom i Lemvig\n", (0, len(head))) is None
