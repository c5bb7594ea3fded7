"""Pseudonyms: private people renamed everywhere, the same person alike, people in office left, spans right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from nlp.protect.names import stem
from nlp.protect.pseudonyms import Moves, pseudonym, pseudonymised
from nlp.record import Decision, Entity, Meeting, ModelInfo, Participant, PersonValue, Point, Record, Section, Source

KEY = "00" * 32
MODEL = ModelInfo(name="x", version="1")


def record(text: str, *people: str, party: str | None = None) -> Record:
    """One point over the whole text; the people are tagged wherever they stand, the first word is the title."""
    entities = []
    for name in people:
        at = text.find(name)
        while at >= 0:
            span = (at, at + len(name))
            entities.append(Entity(label="PERSON", text=name, span=span, value=PersonValue(name=name, party=party)))
            at = text.find(name, at + 1)
    point = Point(
        title=text.split("\n")[0],
        span=(0, len(text)),
        entities=entities,
        sections=[Section(heading="", span=(0, len(text)))],
        decisions=[Decision(text=text, span=(0, len(text)))],
    )
    return Record(source=Source(path="Anna Holm.txt", sha256="", format="txt"), model=MODEL, text=text, points=[point])


def renamed(text: str, *people: str) -> str:
    return pseudonymised(record(text, *people), KEY).text


ANNA = pseudonym(stem("Anna Holm Sørensen"), KEY)
LUND = pseudonym(stem("Ole Lund"), KEY)


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Anna Holm Sørensen klager.", ["Anna Holm Sørensen"], f"{ANNA} klager."),
        ("Anna Holm Sørensens klage", ["Anna Holm Sørensens"], f"{ANNA}s klage"),
        ("Anna Holm\nSørensen klager.", ["Anna Holm\nSørensen"], f"{ANNA} klager."),
        ("Anna Holm Sørensen; Sørensen bor", ["Anna Holm Sørensen"], f"{ANNA}; {ANNA} bor"),
        ("Ole Lund; fru Lund, Lund By", ["Ole Lund"], f"{LUND}; fru {LUND}, Lund By"),
        ("Ole Lund og Ib Lund; fru Lund", ["Ole Lund", "Ib Lund"], f"{LUND} og {pseudonym('ib lund', KEY)}; fru Lund"),
        ("Lars Mathias' hus", ["Lars Mathias'"], f"{pseudonym(stem('Lars Mathias'), KEY)}' hus"),
    ],
)
def test_the_same_person_has_the_same_pseudonym(text: str, people: list[str], expected: str) -> None:
    assert renamed(text, *people) == expected


def test_title_decision_and_entity_follow() -> None:
    made = pseudonymised(record("Klage fra Anna Holm Sørensen\nAnna Holm Sørensens klage", "Anna Holm Sørensen"), KEY)
    point = made.points[0]
    assert point.title == f"Klage fra {ANNA}"
    assert point.decisions[0].text == made.text == f"Klage fra {ANNA}\n{ANNA}s klage"
    assert point.span == point.decisions[0].span == point.sections[0].span == (0, len(made.text))
    assert [(entity.text, entity.value.name) for entity in point.entities] == [(ANNA, ANNA)] * 2  # type: ignore[union-attr]


def test_people_in_office_keep_their_names() -> None:
    given_name = record("Mette Kær og Mette Bo Kær talte med Ib Dam.", "Mette Kær", "Mette Bo Kær", "Ib Dam")
    given_name.meeting = Meeting(participants=[Participant(name="Mette Kær", span=(0, 9))])
    assert pseudonymised(given_name, KEY).text == f"Mette Kær og Mette Bo Kær talte med {pseudonym('ib dam', KEY)}."
    assert pseudonymised(record("Ib Dam (V) talte.", "Ib Dam", party="V"), KEY).text == "Ib Dam (V) talte."
    voted = record("Ib Dam stemte imod.", "Ib Dam")
    voted.points[0].decisions[0].votes.against.names = ["Ib Dam"]
    assert pseudonymised(voted, KEY) == voted


def test_another_key_gives_other_pseudonyms() -> None:
    assert pseudonym("ole lund", KEY) != pseudonym("ole lund", "01" * 32)


NAMES = ("Anna Holm Sørensen", "Ole Lund", "Per Ås", "Bo Lars Friis")
WORDS = ("og", "klager\n", "over ", "kommunen.", "Lund", "fru", "æ", "\n\n")


@given(st.lists(st.sampled_from(NAMES + WORDS), max_size=30), st.sets(st.sampled_from(NAMES)))
def test_spans_point_at_the_same_words(words: list[str], private: set[str]) -> None:
    text = " ".join(words)
    before = record(text, *NAMES)
    public = [name for name in NAMES if name not in private]
    before.meeting = Meeting(participants=[Participant(name=name, span=(0, 0)) for name in public])
    after = pseudonymised(before, KEY)
    assert not any(name in after.model_dump_json().replace(after.source.path, "") for name in private if name in text)
    for old, new in zip(before.points[0].entities, after.points[0].entities, strict=True):
        assert after.text[slice(*new.span)] == new.text
        assert new.text == (pseudonym(stem(old.text), KEY) if old.text in private else old.text)
    assert after.points[0].span == (0, len(after.text))


@given(
    st.text("ab", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.text("XY", max_size=5)))
)
def test_offsets_outside_replacements_keep_their_character(text: str, drawn: list[tuple[int, int, str]]) -> None:
    replaced, at = [], 0
    for start, length, new in sorted(drawn):
        if at <= start and start + length <= len(text):
            replaced.append((start, start + length, new))
            at = start + length
    moves = Moves(text, replaced)
    for place, character in enumerate(text):
        if not any(start <= place < end for start, end, _ in replaced):
            first, last = moves.span(place, place + 1)
            assert moves.text[first:last] == character
    assert moves.span(0, len(text)) == (0, len(moves.text))


MINUTES = """Referat til mødet i Byrådet den 3. maj 2021

Deltagere: Jens Dam (A), Mette Kær (V)

Punkt 1: Klage fra Bente Holm Sørensen

Sagsfremstilling
Bente Holm Sørensen klager over afgørelsen. Fru Sørensen har boet i kommunen siden 2010.
Jens Dam forlod mødet.

Beslutning
Bente Holm Sørensens klage afvises.
"""


def test_the_command_needs_a_key_and_keeps_people_in_office(
    referat: Run, tmp_path: Path, model_options: list[str]
) -> None:
    file, key = tmp_path / "a.txt", tmp_path / "key"
    file.write_text(MINUTES, "utf-8")
    key.write_text("x" * 32, "utf-8")
    lines = [referat("tag", file, "--pseudonymise", "--key", key, *model_options).stdout for _ in range(2)]
    assert lines[0] == lines[1]
    assert "Sørensen" not in lines[0] and "Bente" not in lines[0]
    made = json.loads(lines[0])
    assert "Jens Dam" in made["text"]
    for entity in made["points"][0]["entities"]:
        assert made["text"][slice(*entity["span"])] == entity["text"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--pseudonymise"], "--pseudonymise needs --key FILE; make a key with"),
        (["--key", "key"], "--key is for --pseudonymise"),
        (["--pseudonymise", "--key", "key", "--keep-cpr"], "leave one of them out"),
        (["--pseudonymise", "--key", "short"], "a key has at least 16 characters, this one 3"),
    ],
)
def test_wrong_calls(referat: Run, tmp_path: Path, options: list[str], says: str) -> None:
    (tmp_path / "a.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "short").write_text("abc", "utf-8")
    (tmp_path / "key").write_text("x" * 32, "utf-8")
    done = referat("tag", "a.txt", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.splitlines()) == 1
