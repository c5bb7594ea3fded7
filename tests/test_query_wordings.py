"""Questions said in other words: counted days, who was present, votes counted, compounds typed apart or together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from archive_example import example

from nlp.query.question import Question
from nlp.query.reading.understand import understand
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("første tirsdag i maj", "2026-05-05", "2026-05-05"),
        ("the last Friday of January 2024", "2024-01-26", "2024-01-26"),
        ("de første tre måneder af 2022", "2022-01-01", "2022-03-31"),
        ("in the last two council terms", "2018-01-01", "2025-12-31"),
        ("de to seneste byrådsperioder", "2018-01-01", "2025-12-31"),
        ("over sommeren", "2026-06-01", "2026-08-31"),
        ("i sommers", "2026-06-01", "2026-08-31"),
        ("sidste december", "2025-12-01", "2025-12-31"),
        ("spring last year", "2025-03-01", "2025-05-31"),
        ("3. kvartal sidste år", "2025-07-01", "2025-09-30"),
        ("i starten af året", "2026-01-01", "2026-04-30"),
        ("late June 2023", "2023-06-21", "2023-06-30"),
        ("to år tilbage", "2024-11-28", "2026-11-28"),
        ("helt tilbage til 2010", "2010-01-01", None),
        ("det sidste halvandet år", "2025-05-28", "2026-11-28"),
        ("ikke ældre end 2020", "2020-01-01", None),
        ("ældre end fem år", None, "2021-11-28"),
        ("more than two years ago", None, "2024-11-28"),
        ("på junimødet 2023", "2023-06-01", "2023-06-30"),
        ("jan-mar 22", "2022-01-01", "2022-03-31"),
        ("on 3/14/2021", "2021-03-14", "2021-03-14"),
        ("mødet den 5/3", "2026-03-05", "2026-03-05"),
        ("vinteren 2021-2022", "2021-12-01", "2022-02-28"),
        ("siden sommeren 2019", "2019-06-01", None),
        ("2019-nu", "2019-01-01", None),
        ("i forrige skoleår", "2025-08-01", "2026-07-31"),
        ("2015 eller tidligere", None, "2015-12-31"),
        ("no later than May 2019", None, "2019-05-31"),
        ("sidst i 1990'erne", "1995-01-01", "1999-12-31"),
        ("op til kommunalvalget 2021", None, "2021-11-15"),
        ("fra midt i maj til midt i juni 2021", "2021-05-11", "2021-06-20"),
        ("foråret og efteråret 2020", "2020-03-01", "2020-11-30"),
        ("siden pandemien", "2020-03-11", None),
        ("under det forrige byråd", "2022-01-01", "2025-12-31"),
        ("de sidste tre måneder af sidste år", "2025-10-01", "2025-12-31"),
        ("mellem d. 1/3 og 1/6 2022", "2022-03-01", "2022-06-01"),
        ("2021-W12", "2021-03-22", "2021-03-28"),
        ("the second half of June 2022", "2022-06-16", "2022-06-30"),
        ("2021..2023", "2021-01-01", "2023-12-31"),
        ("2020 vs. 2021", "2020-01-01", "2021-12-31"),
        ("i sidste uge af maj 2022", "2022-05-25", "2022-05-31"),
        ("the first week of December", "2025-12-01", "2025-12-07"),
    ],
)
def test_days_in_other_words(written: str, since: str | None, until: str | None) -> None:
    read = understand(f"støj {written}", today=TODAY)
    assert (read.since, read.until, read.text) == (since, until, ["støj"])


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("mellem 500.000 og en million kroner", 5e5, 1e6),
        ("mellem en halv og en hel million", 5e5, 1e6),
        ("1.5 to 2.5 million kroner for schools", 1.5e6, 2.5e6),
        ("schools less than a quarter million", None, 2.5e5),
        ("over titusind kroner", 1e4, None),
        ("under tusind kroner", None, 1000),
        ("et tocifret millionbeløb", 1e7, 99.99e6),
    ],
)
def test_amounts_in_other_words(written: str, least: float | None, most: float | None) -> None:
    read = understand(written, today=TODAY)
    assert (read.min_amount, read.max_amount) == (least, most)


@pytest.mark.parametrize(
    ("written", "conditions"),
    [
        ("møder hvor Henrik Suhr var til stede", {"present": ["Henrik Suhr"]}),
        ("meetings attended by Hülya Aydin", {"present": ["Hülya Aydin"]}),
        ("Henrik Suhrs fremmøde", {"present": ["Henrik Suhr"]}),
        ("KLE 27.12 eller 27.36", {"kle": ["27.12", "27.36"]}),
        ("13 stemmer mod 12", {"voted": True, "tally": [13, 12]}),
        ("passed 13 to 12", {"decisions": ["approved"], "voted": True, "tally": [13, 12]}),
        ("godkendt med snævert flertal", {"decisions": ["approved"], "voted": True, "margin": 3}),
        ("SF'erne stemte imod", {"votes": [("F", "against")]}),
        ("SFs nej til motorvejen", {"votes": [("F", "against")], "text": ["motorvejen"]}),
        ("votes by Anne Krogh", {"votes": [("Anne Krogh", "any")]}),
        ("tmu cykelsti", {"bodies": ["Teknik- og Miljøudvalget"], "text": ["cykelsti"]}),
        ("udvalget for teknik og miljø", {"bodies": ["Teknik- og Miljøudvalget"]}),
        ("finance comittee", {"bodies": ["Økonomiudvalget"]}),
        ("hoje taastrup schools", {"municipalities": ["Høje-Taastrup"], "topics": ["school"]}),
        ("nyt plejehjem i Hørning", {"text": ["plejehjem", "hørning"]}),
        ("vejen til skolen", {"text": ["vejen", "skolen"]}),
        (
            "alle kommuner på nær Aalborg, Aarhus og Odense",
            {"exclude": [("municipalities", name) for name in ("Aalborg", "Aarhus", "Odense")]},
        ),
        ("no closed items: schools", {"closed": False, "topics": ["school"]}),
        ("vis 50 sager om skole", {"topics": ["school"], "limit": 50}),
        ("top ten grants", {"text": ["tilskud"], "limit": 10, "order": "amount"}),
        ("skole ældste til nyeste", {"text": ["skole"], "order": "oldest"}),
        ("sendt noget videre til byrådet med anbefaling", {"decisions": ["recommended"]}),
        ("taget til eftretning", {"decisions": ["noted"]}),
        ("elderly care, leave out the closed ones", {"topics": ["elderly"], "closed": False}),
        ("pasningsgarantien ikke overholdt", {"text": ["pasningsgarantien", "overholdt"]}),
        ("what's new in Brøndby", {"municipalities": ["Brøndby"], "order": "newest"}),
        ("lovbekendtgørelse nr. 1157 af 1. juli 2020", {"laws": [("lov om planlægning", "")]}),
        ("biggest overspends", {"text": ["merforbrug"], "order": "amount"}),
        ("how did Venstre and the Conservatives vote", {"votes": [("V", "any"), ("C", "any")]}),
        ("Mette Jensen's votes", {"votes": [("Mette Jensen", "any")]}),
        ("meetings without Hans Jensen", {"absent": ["Hans Jensen"]}),
        ("§85 serviceloven", {"laws": [("serviceloven", "85")]}),
        ("servicelovns § 85", {"laws": [("serviceloven", "85")]}),
        ("ikke-offentlige punkter om ejendomme", {"closed": True, "topics": ["property"]}),
        ("ikke økonomiudvalget men byrådet", {"bodies": ["Byrådet"], "exclude": [("bodies", "Økonomiudvalget")]}),
        (
            "neither Vejle nor Kolding, schools",
            {"topics": ["school"], "exclude": [("municipalities", "Vejle"), ("municipalities", "Kolding")]},
        ),
        (
            "skole i alle kommuner, København undtaget",
            {"text": ["skole"], "exclude": [("municipalities", "København")]},
        ),
        ("henvendelse fra Ældre Sagen", {"text": ["henvendelse", "ældre", "sagen"]}),
        ("stevnskommune havn", {"municipalities": ["Stevns"], "text": ["havn"]}),
        ("hvilket udvalg behandler flest byggesager", {"text": ["byggesager"], "remarks": [("stats", "body")]}),
        ("cooperation with Germany", {"text": ["samarbejde", "tyskland"]}),
        ("lp. 317", {"text": ["lokalplan", "317"]}),
        ("lok.plan 345", {"text": ["lokalplan", "345"]}),
        ("bevil. til skoler", {"text": ["bevilling", "skoler"]}),
        ("tekn. udv. 2020", {"bodies": ["Teknisk Udvalg"], "since": "2020-01-01", "until": "2020-12-31"}),
        ("afvistelokalplaner", {"decisions": ["rejected"], "text": ["lokalplaner"]}),
        ("sageromstøj", {"text": ["sageromstøj"]}),
        ("skoleomstrukturering", {"text": ["skoleomstrukturering"]}),
        ("hvem var fravrærende", {"absent": [""]}),
        ("IT procurement exceeding DKK 2.5m", {"topics": ["procurement"], "min_amount": 2.5e6, "text": ["it"]}),
        ("meetings where the mayor was absent", {"absent": [""]}),
        ("udsat mere end én gang", {"decisions": ["postponed"]}),
        ("personalesager, kun lukkede", {"topics": ["staff"], "closed": True}),
        ("only the open ones about land sales", {"topics": ["property"], "closed": False}),
        ("skolen, lukket om natten", {"text": ["skolen", "lukket", "natten"]}),
        ("punkter where SF voted imod", {"votes": [("F", "against")]}),
        ("party:SF vote:against", {"votes": [("F", "against")]}),
        ("minority opinions of the Danish People's Party", {"text": ["Dansk Folkeparti", "mindretalsudtalelse"]}),
        ("elected to the children and youth committee", {"decisions": ["elected"], "text": ["Børne Ungeudvalget"]}),
        ("§ 85 i serviceloven", {"laws": [("serviceloven", "85")]}),
        ("reports taken note of", {"decisions": ["noted"], "text": ["rapport"]}),
        ("ansøgninger der ikke blev imødekommet", {"decisions": ["rejected"], "text": ["ansøgninger"]}),
        ("tilskud fra 10.000 til 20.000", {"min_amount": 1e4, "max_amount": 2e4, "text": ["tilskud"]}),
        ("school-lukninger", {"text": ["skolelukninger"]}),
        ("WHO VOTED AGAINST THE BUDGET", {"votes": [("", "against")], "text": ["budget"]}),
        ("hvor many sager about støj", {"how_many": True, "text": ["støj"]}),
        ("Hej, jeg skriver en artikel om støj, har I noget? Tak", {"text": ["støj"]}),
        ("I'm writing a story about flooding, thanks!", {"text": ["oversvømmelse"]}),
        ("has Lars Nielsen ever voted against schools", {"votes": [("Lars Nielsen", "against")], "topics": ["school"]}),
        ("timeline of the school closure", {"text": ["skolelukning"], "order": "oldest"}),
        ("støjsager udsat til august", {"decisions": ["postponed"], "text": ["støj"]}),
        ("hvem deltog ikke i marts", {"absent": [""], "since": "2026-03-01", "until": "2026-03-31"}),
        ("cykelsti sorted by beløb", {"text": ["cykelsti"], "order": "amount"}),
        ("cykelsti sorteret efter date, stigende", {"text": ["cykelsti"], "order": "oldest"}),
        ("alt undtagen formalia", {"exclude": [("topics", "procedure")]}),
        ("sendt i høring hos ældrerådet", {"decisions": ["referred"], "text": ["ældrerådet"]}),
        ("borgmester Mikkelsens habilitet", {"text": ["borgmester", "mikkelsen", "habilitet"]}),
        ("Hansens Vej", {"text": ["hansens", "vej"]}),
        ("+cykelsti -havn", {"text": ["cykelsti"], "exclude": [("text", "havn")]}),
    ],
)
def test_conditions_in_other_words(finder: Finder, written: str, conditions: dict[str, Any]) -> None:
    read = finder.read(written, TODAY).as_dict()
    assert {name: value for name, value in read.items() if name not in ("unused", "corrected")} == conditions


@pytest.mark.parametrize(
    ("written", "decisions", "words"),
    [
        ("godkendte lokal planer", ["approved"], ["lokalplaner"]),
        ("godkendtelokalplaner 2020", ["approved"], ["lokalplaner"]),
        ("afvistebyggesager2022", ["rejected"], ["byggesager"]),
        ("børne haver i Odense", [], ["børnehaver"]),
        ("børnhaver", [], ["børnehaver"]),
        ("kunst græs bane", [], ["kunstgræsbane"]),
        ("vejlukning", [], ["vejlukning"]),
        ("ny skole", [], ["skole"]),
        ("støj vej", [], ["støj", "vej"]),
    ],
)
def test_compounds_apart_and_together(finder: Finder, written: str, decisions: list[str], words: list[str]) -> None:
    read = finder.read(written, TODAY)
    assert (read.decisions, read.text) == (decisions, words)


def test_presence_and_counted_votes_are_found(tmp_path: Path) -> None:
    votes = {"for": {"count": 13}, "against": {"count": 12}}
    counted = {"text": "Godkendt.", "span": (0, 9), "votes": votes, "types": []}
    there = {"name": "Karen Holm", "attendance": "left_early", "span": (0, 0)}
    points = [
        {"number": "1", "title": "Sti", "span": (0, 9), "topics": [], "decision_types": [], "decisions": [counted],
         "vote": True}
    ]  # fmt: skip
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Godkendt.\n", points=points, meeting__participants=[there]))
        archive.add(example("Punkt 1: Skolebus\n", source__path="b", meeting__date="2019-01-01"))
    with Finder(tmp_path / "minutes.db") as found:
        for question, hits in (
            (Question(present=["Karen Holm"]), 1),
            (Question(present=["Ole Bjerg"]), 0),
            (Question(voted=True, tally=[13, 12]), 1),
            (Question(voted=True, tally=[14, 12]), 0),
            (Question(voted=True, margin=1), 1),
            (Question(voted=True, margin=0), 0),
        ):
            assert found.find(question).total == hits, question.describe()
