"""Names in questions: years, streets, parties and people, and who voted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive_example import example

from nlp.query.reading.understand import understand
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("budget 2024", ["budget", "2024"]),
        ("the 2024 budget", ["budget", "2024"]),
        ("vedtaget budget for 2024-2027", ["budget", "2024-2027"]),
        ("regnskabet for året 2023", ["regnskabet", "2023"]),
        ("annual accounts 2023", ["årsregnskab", "2023"]),
        ("mødeplan for 2027", ["mødeplan", "2027"]),
        ("vandtakster for 2025", ["vandtakster", "2025"]),
        ("budget 2025-2028, 2. behandling", ["budget", "2025-2028", "2", "behandling"]),
    ],
)
def test_a_year_that_names_a_budget_is_a_word(written: str, words: list[str]) -> None:
    question = understand(written, today=TODAY)
    assert (question.text, question.since, question.until) == (words, None, None)


@pytest.mark.parametrize("written", ["budgetbeslutninger i 2024", "budgettet i 2024", "2024 budget decisions"])
def test_a_year_of_meetings_limits_their_days(written: str) -> None:
    question = understand(written, today=TODAY)
    assert (question.since, question.until) == ("2024-01-01", "2024-12-31")


def test_what_a_year_was_read_as_is_told() -> None:
    said = understand("budget 2024", today=TODAY).describe("da")
    assert said == "tekst budget 2024. 2024 søges som ord og afgrænser ikke mødernes datoer"


def test_a_short_range_of_years_is_found_in_full(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Budget 2024-2027\n"))
        archive.add(example("Punkt 1: Budget 2025-28\n", source__path="b", meeting__date="2024-10-08"))
    with Finder(tmp_path / "minutes.db") as finder:
        found = {asked: finder.find(finder.read(asked)).total for asked in ("budget 2024-27", "budget 2025-2028")}
    assert found == {"budget 2024-27": 1, "budget 2025-2028": 1}


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("Gammel Kongevej", "Gl. Kongevej"),
        ("Sankt Jørgens Gade", "Sct. Jørgens Gade"),
        ("Skt. Jørgens Gade", "Sankt Jørgens Gade"),
        ("Nr. Allé", "Nørre Allé"),
        ("Nørre Alle", "Nr. Allé"),
        ("Sdr. Ringvej", "Søndre Ringvej"),
        ("V. Skovvej", "Vester Skovvej"),
        ("St. Torvegade", "Store Torvegade"),
        ("Hovedv. 12", "Hovedvej 12"),
        ("Søgade 5", "Søgade 5"),
    ],
)
def test_spellings_of_one_place_are_found(tmp_path: Path, asked: str, stands: str) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example(f"Punkt 1: Kloak\nLedningen ligger ved {stands} i byen.\n"))
        archive.add(example("Punkt 1: Havn\n", source__path="b", meeting__date="2020-04-14"))
    with Finder(tmp_path / "minutes.db") as finder:
        question = finder.read(asked)
        assert (finder.find(question).total, question.unused) == (1, [])


def test_a_street_named_after_a_municipality_is_no_municipality() -> None:
    assert understand("sager om Varde Landevej").municipalities == ["Varde"]
    assert understand("sager om Varde Allé").municipalities == []


@pytest.mark.parametrize(
    ("written", "votes"),
    [
        ("hvor stemte RV imod", [("B", "against")]),
        ("hvor stemte LA for", [("I", "for")]),
        ("Alt stemte imod", [("Å", "against")]),
        ("df stemte imod letbanen", [("O", "against")]),
        ("Venstres medlemmer stemte imod", [("V", "against")]),
        ("Enhedslisten/SF stemte imod", [("Ø", "against"), ("F", "against")]),
        ("Lokallisten stemte for", [("Lokallisten", "for")]),
        ("Venstre and the Conservatives split over taxes", [("V", "any"), ("C", "any")]),
        ("Hans Peter Nielsen stemte imod", [("Hans Peter Nielsen", "against")]),
        ("hvem sagde nej til letbanen", [("", "against")]),
        ("Ole Bjørn (V) stemte imod", [("Ole Bjørn", "against")]),
        ("what did the Conservatives say no to", [("C", "against")]),
        ("votes for by the Social Liberals", [("B", "for")]),
        ("vedtaget mod Venstres stemmer", [("V", "against")]),
        ("Venstre og Konservative for i skattesager", [("V", "for"), ("C", "for")]),
        ("hvor V og A stemte forskelligt", [("V", "any"), ("A", "any")]),
        ("A+F imod", [("A", "against"), ("F", "against")]),
        ("SF og Enhedslisten stemte sammen imod flertallet", [("F", "against"), ("Ø", "against")]),
    ],
)
def test_who_voted_in_questions(written: str, votes: list[tuple[str, str]]) -> None:
    assert understand(written, today=TODAY).votes == votes


@pytest.mark.parametrize(
    ("written", "name"),
    [("sager med borgmester Anna Friis", "Anna Friis"), ("Anna Friis' forslag", "Anna Friis")],
)
def test_a_person_whom_the_archive_does_not_know(written: str, name: str) -> None:
    assert understand(written).persons == [name]


@pytest.mark.parametrize("written", ["omfartsvej ved Store Torv", "Peter Bangs Vej", "Byrådet Varde"])
def test_places_are_no_people(written: str) -> None:
    assert understand(written).persons == []


@pytest.mark.parametrize(
    ("written", "bodies"),
    [
        ("møder i Udvalget for Børn og Unge", ["Udvalget for Børn og Unge"]),
        ("det seneste møde i Miljø- og Teknikudvalget", ["Miljø- og Teknikudvalget"]),
        ("sendt retur til fagudvalget", []),
        ("Ungerådet om fritidsjob", ["Ungerådet"]),
        ("hvad anbefalede Økonomiudvalget Byrådet", ["Økonomiudvalget"]),
        ("hvem blev udpeget til Økonomiudvalget", []),
        ("udpeget af Økonomiudvalget", ["Økonomiudvalget"]),
    ],
)
def test_committees_that_the_archive_does_not_have(written: str, bodies: list[str]) -> None:
    assert understand(written).bodies == bodies


@pytest.mark.parametrize(
    ("written", "absent"),
    [
        ("fraværende: Karen Holm", "Karen Holm"),
        ("hvor mange gange har Karen Holm været fraværende", "Karen Holm"),
        ("which meetings did Jens Olsen miss", "Jens Olsen"),
        ("absent members in 2021", ""),
    ],
)
def test_absence_of_people_whom_the_archive_does_not_know(written: str, absent: str) -> None:
    assert understand(written).absent == [absent]


@pytest.mark.parametrize("written", ["klimaplan 2030", "strategi 2020-2030"])
def test_a_year_to_come_is_a_word(written: str) -> None:
    question = understand(written, today=TODAY)
    assert (question.text[0], question.since) == (written.split()[1], None)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sager i Koge", "Køge"),
        ("schools in Copenhagen", "København"),
        ("sygehuse i Region Sjælland", "Region Sjælland"),
    ],
)
def test_municipalities_as_they_are_typed(written: str, name: str) -> None:
    assert understand(written).municipalities == [name]


def test_a_party_that_is_excepted_is_named_as_unused() -> None:
    question = understand("alle undtagen DF stemte for letbanen")
    assert (question.votes, question.unused) == ([("", "for")], ["undtagen DF"])


@pytest.mark.parametrize("written", ["henviste til forvaltningsloven", "med henvisning til planlovens § 13"])
def test_who_cites_a_statute_has_referred_nothing(written: str) -> None:
    question = understand(written)
    assert (question.decisions, len(question.laws), question.text) == ([], 1, [])


def test_a_body_that_said_no_has_rejected() -> None:
    question = understand("sager hvor udvalget sagde nej")
    assert (question.votes, question.decisions) == ([], ["rejected"])


@pytest.mark.parametrize(
    ("written", "voted"),
    [
        ("ikke enstemmigt vedtaget", True),
        ("hvem stemte for og imod svømmehallen", True),
        ("items without any votes", False),
        ("vedtaget uden modstand", False),
    ],
)
def test_votes_of_nobody_in_particular(written: str, voted: bool) -> None:
    assert understand(written).voted is voted


def test_a_committee_named_by_a_section_is_no_statute(tmp_path: Path) -> None:
    body = "§ 17, stk. 4-udvalget om Bosætning"
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Huse\n", meeting__body=body))
    with Finder(tmp_path / "minutes.db") as finder:
        question = finder.read(f"hvad har {body} besluttet om huse")
    assert (question.bodies, question.laws, question.text) == ([body], [], ["huse"])


@pytest.mark.parametrize(
    ("written", "words", "body"),
    [
        ("council houses in Varde", ["almen bolig"], []),
        ("harbour board on noise", ["støj"], ["Havnebestyrelsen"]),
        ("dental care", ["tandpleje"], []),
        ("questions from citizens", ["spørgsmål", "borger"], []),
    ],
)
def test_english_phrases_before_their_words(written: str, words: list[str], body: list[str]) -> None:
    question = understand(written)
    assert (question.text, question.bodies, question.decisions) == (words, body, [])


@pytest.mark.parametrize(
    ("written", "topics", "words"),
    [
        ("budgetsager om skoler", ["budget"], ["skoler"]),
        ("trafik- og skolesager", ["school", "traffic"], []),
        ("sager om klima eller energi", ["environment", "utilities"], []),
        ("decisions about road projects", ["traffic"], []),
        ("besparelser på skoleområdet", ["school"], ["besparelser"]),
        ("items about climate adaptation", [], ["klimatilpasning"]),
    ],
)
def test_a_second_topic_counts_only_where_it_is_joined(written: str, topics: list[str], words: list[str]) -> None:
    question = understand(written)
    assert (sorted(question.topics), question.text) == (topics, words)


def test_an_english_word_that_names_a_topic_asks_for_it(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Budget 2024\n"))
    with Finder(tmp_path / "minutes.db") as finder:
        read = {asked: finder.read(asked) for asked in ("what was decided about the budget", "stemte imod budgettet")}
    assert [(one.topics, one.text) for one in read.values()] == [(["budget"], []), ([], ["budgettet"])]


def test_blocs_are_no_parties_and_named_as_unused() -> None:
    question = understand("hvad mener de blå om skat")
    assert (question.text, question.unused) == (["skat"], ["de blå"])


def test_who_voted_is_told(tmp_path: Path) -> None:
    text = "Punkt 1: Skole\nGodkendt. Ø og Karen Holm stemte imod.\n"
    votes = {"for": {"count": 12}, "against": {"names": ["Karen Holm"], "parties": ["Ø"]}, "abstained": {}}
    at = text.index("Godkendt")
    decision = {"body": "Byrådet", "date": "2020-03-17", "text": text[at:-1], "span": (at, len(text) - 1)}
    record = example(text)
    point = record.points[0].model_dump() | {"decisions": [decision | {"types": [], "votes": votes}]}
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(record.model_validate(record.model_dump() | {"points": [point]}))
    with Finder(tmp_path / "minutes.db") as finder:
        hits = finder.find(finder.read("hvem stemte imod skolen")).hits
        assert finder.find(finder.read("skole")).hits[0].votes == {}
    assert [hit.votes for hit in hits] == [{"for": ["12"], "against": ["Ø", "Karen Holm"]}]
