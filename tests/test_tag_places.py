"""Addresses and parcels by rule; short names that a document introduces."""

from __future__ import annotations

import pytest
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st

from nlp.record import EntityLabel, PersonValue
from nlp.tag import mentions
from nlp.tag.entities import KNOWN, MODEL, Found
from nlp.tag.names.features import membership
from nlp.tag.names.network import before_next_line, by_context, columns, no_name, whole_words
from nlp.tag.places import places

PLACES = [
    "Taget på [Otto Fjords Vej 49-63|LOC] er utæt",
    "Salg af [Strandvejen 12A, 2. tv., 4370 Ugerup|LOC] og [Vænget 2|LOC] til 18.750 kr.",
    "Ejere af\n[Hedevej 32 og 34|LOC] i perioden, [Birkedalen 2A, 2B og 2C|LOC]. Se bilag 3 og alle 58 svar",
    "[Kærvej 45, Mosekær|LOC]. Grunden er landzone. Frist 1. april. Etape 2 og hal 4.",
    "Ved [Store Kongens Allé|LOC] og [Dag Lunds Plads|LOC], men ikke vejen",
    "Matr.nr. [8ar og 8as Mosekær By, Vestby|LOC], ejet af Kaj Emborg",
    "matrikel [18kn Ugerup By, Ugerup|LOC] ikke; matr. nr. [4 d Vester Torup By|LOC].",
    "Arealet er 12 ha. Tove Dal og 45 andre gik på Torvet.",
]


@pytest.mark.parametrize("marked", PLACES)
def test_places(marked: str) -> None:
    text = plain(marked)
    assert mark(text, places.find(text)) == marked


@given(st.text("AaVejvej 12,.B-og\nmatr. nr.", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in places.find(text):
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""


def test_an_abbreviation_stands_for_its_organisation_everywhere() -> None:
    text = "Børne- og Ungdomsudvalget (BUU) mødtes. BUU's ønske, men ikke BUUR."
    found = mentions.find(text, [Found(0, 25, "ORG", None, KNOWN)])
    assert mark(text, found) == "Børne- og Ungdomsudvalget ([BUU|ORG]) mødtes. [BUU's|ORG] ønske, men ikke BUUR."


def test_who_is_named_with_a_party_is_a_person_everywhere() -> None:
    text = "Anne Dal Plads (V) talte. Anne Dal Plads' forslag faldt."
    value = PersonValue(name="Anne Dal Plads", party="V")
    found = list(mentions.find(text, [Found(0, 14, "PERSON", value, KNOWN), Found(26, 40, "LOC", None, MODEL)]))
    assert [(text[f.start : f.end], f.value) for f in found] == [("Anne Dal Plads", value), ("Anne Dal Plads'", value)]


@pytest.mark.parametrize(
    ("text", "name", "ends"),
    [
        ("Plan for Indre By\nDer skal", "Indre By\nDer", "Indre By"),
        ("Besøg på Tranemosen\n3. Salg", "Tranemosen\n3", "Tranemosen"),
        ("Natteravnene\nSagsfremstilling", "Natteravnene\nSagsfremstilling", "Natteravnene"),
        ("Renovering af Tune\nSkole", "Tune\nSkole", "Tune\nSkole"),
    ],
)
def test_a_name_ends_before_a_line_that_opens_a_sentence(text: str, name: str, ends: str) -> None:
    start = text.index(name)
    assert text[start : before_next_line(text, start, start + len(name))] == ends


def test_names_in_columns_are_parted() -> None:
    text = "Gitte Palsgaard              Ib Fjord\tMona Dal"
    assert [text[a:b] for a, b in columns(text, 0, len(text))] == ["Gitte Palsgaard", "Ib Fjord", "Mona Dal"]


@pytest.mark.parametrize(
    ("text", "name", "refused"),
    [
        ("Der peges på scenarie A og B i", "B", True),
        ("Imod stemte A og B i", "B", False),
        ("4. Budget for udvalget (B)\n", "B", True),
        ("Spørgsmål fra (B) om budget", "B", False),
        ("Indstillingens ordlyd", "Indstillingens", True),
        ("et klub i byen", "klub", True),
        ("Se Fjordby.dk for mere", "Fjordby", True),
        ("Sundheds- og Omsorgsborgmesterens", "Sundheds- og Omsorgsborgmesterens", True),
        ("Novavi har svaret", "Novavi", False),
    ],
)
def test_what_is_no_name(text: str, name: str, refused: bool) -> None:
    start = text.rindex(name)
    assert no_name(text, start, start + len(name)) is refused


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Brug af Ny Idræts- og Fritidscenter i år", "Ny Idræts", "Ny Idræts- og Fritidscenter"),
        ("fra Erhvervsgruppen og bruges", "Erhvervsgruppen og", "Erhvervsgruppen"),
    ],
)
def test_a_name_is_whole(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert text[start : whole_words(text, start, start + len(name))] == whole


@pytest.mark.parametrize(
    ("text", "label", "settled"),
    [
        ("Ansøgning fra Engskolen blev drøftet", "LOC", "ORG"),
        ("I dag oplyser Engskolen, at", "LOC", "LOC"),
        ("Engskolen har i år søgt om en scene", "LOC", "ORG"),
        ("Børn på Engskolen ønsker en scene", "LOC", "LOC"),
        ("Nedrivning af Engskolen begynder", "ORG", "LOC"),
    ],
)
def test_the_words_around_a_name_settle_its_label(text: str, label: EntityLabel, settled: str) -> None:
    start = text.index("Engskolen")
    assert by_context(text, start, start + len("Engskolen"), label) == settled


def test_lists_that_hold_a_word() -> None:
    assert membership("Aalborg") & 1
    assert membership("Aalborgs") == membership("Aalborg") | 16
    assert membership("Karen") & 2
    assert membership("beslutning") == 8
    assert membership("Qxzvw") == 64
