"""The entity components in a spaCy pipeline."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp.tag.cases.factory
import nlp.tag.dates.factory
import nlp.tag.factory
import nlp.tag.laws.factory
import nlp.tag.money.factory
import nlp.tag.orgs.factory
import nlp.tag.people.factory
import nlp.tag.tables.factory  # noqa: F401
from nlp.record import DateValue, Meeting, Participant, Point
from nlp.tag.entities import MODEL, Found

NAMES = ["money", "dates", "laws", "cases", "people", "orgs", "tables", "entities"]
HEAD = "Referat af mødet den 17-12-2020\n"
BODY = (
    "Punkt 1: Bevilling\nFjordby Byråd gav i oktober 11,9 mio. kr. efter servicelovens § 85, jf. § 86.\n"
    "Karla Engholm (A) stemte imod.\nBeløb i 1.000 kr.\t2021\nDrift\t315\n"
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    made = spacy.blank("da")
    for name in NAMES:
        made.add_pipe(f"referat_{name}")
    return made


def test_points_get_entities_with_exact_spans_and_values(pipeline: Language) -> None:
    doc = pipeline.make_doc(HEAD + BODY)
    point = Point(span=(len(HEAD), len(HEAD + BODY)))
    doc._.points = [point]
    person = Participant(name="Karla Engholm", party="A", span=(0, 0))
    doc._.meeting = Meeting(date="2020-12-17", participants=[person])
    pipeline(doc)
    assert all(doc.text[slice(*one.span)] == one.text for one in point.entities)
    assert [(one.label, one.text) for one in point.entities] == [
        ("ORG", "Fjordby Byråd"),
        ("DATE", "oktober"),
        ("MONEY", "11,9 mio. kr."),
        ("LAW", "servicelovens § 85, jf. § 86"),
        ("PERSON", "Karla Engholm"),
        ("ORG", "A"),
        ("DATE", "2021"),
    ]
    assert point.entities[1].value == DateValue(start="2020-10-01", end="2020-10-31", text="2020-10")
    assert [(one.amount, one.row, one.column) for one in point.table_amounts] == [(315_000, "Drift", "2021")]
    assert "17-12-2020" in [span.text for span in doc.spans["referat"]]


def test_one_component_works_alone_on_a_plain_doc() -> None:
    made = spacy.blank("da")
    made.add_pipe("referat_money")
    made.add_pipe("referat_entities")
    assert [(ent.label_, ent.text) for ent in made("Det koster 5 mio. kr. om året").ents] == [("MONEY", "5 mio. kr.")]


def test_rules_own_their_labels(pipeline: Language) -> None:
    doc = pipeline.make_doc("Det koster 5 mio. kr. i Fjordby")
    doc._.candidates = [Found(0, 21, "MONEY", None, MODEL), Found(24, 31, "LOC", None, MODEL)]
    pipeline(doc)
    assert [(ent.label_, ent.text) for ent in doc.ents] == [("MONEY", "5 mio. kr."), ("LOC", "Fjordby")]


def test_saved_and_loaded_pipeline_says_the_same(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    before, after = pipeline(BODY), again(BODY)
    assert [(e.label_, e.text) for e in before.ents] == [(e.label_, e.text) for e in after.ents] != []


@pytest.mark.parametrize("piece", ["1", "1 ", "§", "a ", "Aa ", "\n", "2020-", "lov ", "12.12.", "kr "])
def test_hostile_text_takes_no_time(pipeline: Language, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    doc = spacy.tokens.Doc(pipeline.vocab, words=[text], spaces=[False])
    began = time.process_time()
    for name in NAMES[:-1]:
        pipeline.get_pipe(f"referat_{name}")(doc)
    assert time.process_time() - began < 3
