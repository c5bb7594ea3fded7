"""Organisations and people by rule."""

from __future__ import annotations

import pytest
from builders.marks import mark, plain

from nlp.record import PersonValue
from nlp.tag.entities import Context, resolve
from nlp.tag.orgs import orgs
from nlp.tag.people import people

ORGS = [
    "[Klima-, Teknik- og Miljøudvalget|ORG] og [Økonomiudvalgets|ORG] møde",
    "[Udvalget for Arbejdsmarked og Integration|ORG] bad [byrådet|ORG] og udvalget",
    "[Fjordby Kommunes|ORG] borgere i [Varde Kommune|ORG] og kommunen",
    "[Region Syddanmark|ORG], [Beskæftigelsesministeriet|ORG], [Ankestyrelsen|ORG] og bestyrelsen",
    "[Center for Job & Socialservice|ORG] i [Socialforvaltningen|ORG], men ikke Forvaltningen",
    "Ole Fjordmand ([V|ORG]) og [Liberal Alliance|ORG] stemte imod",
    "For stemte: [C|ORG], [V|ORG] og [O|ORG]\nI dag",
    "[BYRÅDETS|ORG] MØDE, A. [ØKONOMIUDVALGET|ORG], [KULTUR- OG FRITIDSUDVALGET|ORG], UDVALGET OG LUKKET",
    "[Kgs. Tangby Lokaludvalg|ORG] og [Nr. Lindeby Seniorråd|ORG]",
    "Punkt 7: Punkter til kommende møder (O)",
]


@pytest.mark.parametrize("marked", ORGS)
def test_organisations(marked: str) -> None:
    text = plain(marked)
    assert mark(text, orgs.find(text)) == marked


def found_people(text: str, participants: dict[str, str | None]) -> list[tuple[str, str, str | None]]:
    context = Context(text=text, participants=participants)
    return [
        (text[f.start : f.end], f.value.name, f.value.party)
        for f in resolve(people.find(text, context))
        if isinstance(f.value, PersonValue)
    ]


def test_name_with_party_without_title() -> None:
    text = "Borgmester Karla B. Engholm (A) og Ole Fjordmand (Venstre) stemte imod."
    assert found_people(text, {}) == [
        ("Karla B. Engholm", "Karla B. Engholm", "A"),
        ("Ole Fjordmand", "Ole Fjordmand", "Venstre"),
    ]


def test_participants_are_found_again_with_genitive_and_party() -> None:
    text = "Karla Engholms forslag blev fulgt. Fjordmand (V) var imod."
    known: dict[str, str | None] = {"Karla Engholm": "A", "Ole Fjordmand": "V"}
    assert found_people(text, known) == [("Karla Engholms", "Karla Engholm", "A"), ("Fjordmand", "Ole Fjordmand", "V")]


def test_a_surname_alone_is_the_participant_who_has_it() -> None:
    known: dict[str, str | None] = {"Tilde Overgaardsen": "V", "Ib Lund": "A", "Bo Mogensen": "C", "Pia Mogensen": "A"}
    text = "Overgaardsens forslag faldt. Tilde Hansen, Lund og Mogensen talte; Overgaardsen Byg ikke. Tilde var imod."
    assert found_people(text, known) == [
        ("Overgaardsens", "Tilde Overgaardsen", "V"),
        ("Tilde", "Tilde Overgaardsen", "V"),
    ]


def test_value_of_a_name_that_the_model_found() -> None:
    text = "Karla Engholms forslag, Ib Sand (C)"
    context = Context(text=text, participants={"Karla Engholm": "A"})
    assert people.parse("Karla Engholms", context, 14) == PersonValue(name="Karla Engholm", party="A")
    assert people.parse("Ib Sand", context, text.index(" (C)")) == PersonValue(name="Ib Sand", party="C")
