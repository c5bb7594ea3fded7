"""Amounts and dates: as options give them, and inside questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive_example import example

from nlp.errors import UsageError
from nlp.query.reading.amounts import parse_amount
from nlp.query.reading.holidays import easter
from nlp.query.reading.times import parse_day
from nlp.query.reading.understand import understand
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kroner"),
    [
        ("1,5 mio", 1.5e6),
        ("500.000 kr.", 5e5),
        ("2000000", 2e6),
        ("1.500.000", 1.5e6),
        ("250 tkr.", 2.5e5),
        ("2m", 2e6),
        ("500k", 5e5),
    ],
)
def test_amounts_of_options(typed: str, kroner: float) -> None:
    assert parse_amount(typed) == kroner


@pytest.mark.parametrize("typed", ["meget", "", "1-2-3", "mio", "12 høns"])
def test_amounts_that_are_none(typed: str) -> None:
    with pytest.raises(UsageError, match="write for example"):
        parse_amount(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("17.3.2020", "2020-03-17", "2020-03-17"),
        ("marts 2019", "2019-03-01", "2019-03-31"),
        ("sidste år", "2025-01-01", "2025-12-31"),
        ("last month", "2026-10-01", "2026-10-31"),
    ],
)
def test_dates_of_options(typed: str, first: str, last: str) -> None:
    assert (parse_day(typed, TODAY), parse_day(typed, TODAY, last=True)) == (first, last)


@pytest.mark.parametrize("typed", ["30.2.2020", "2020-13-01", "engang", ""])
def test_days_that_do_not_exist(typed: str) -> None:
    with pytest.raises(UsageError, match="write for example"):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["sager fra 31.11.2020", "decisions on 2020-02-30"])
def test_questions_about_days_that_do_not_exist(typed: str) -> None:
    with pytest.raises(UsageError, match="no day of the calendar"):
        understand(typed)


def test_the_amount_between_the_bounds_is_told(tmp_path: Path) -> None:
    money = [("MONEY", "1,5 mio. kr.", 1.5e6), ("MONEY", "90 mio. kr.", 9e7)]
    text = "Punkt 1: Tag\n1,5 mio. kr. af 90 mio. kr.\n"
    entities = [
        {
            "label": label,
            "text": said,
            "span": (text.index(said), text.index(said) + len(said)),
            "value": {"amount": kr},
        }
        for label, said, kr in money
    ]
    with Archive(tmp_path / "minutes.db") as archive:
        record = example(text)
        point = record.points[0].model_dump() | {"entities": entities}
        archive.add(record.model_validate(record.model_dump() | {"points": [point]}))
    with Finder(tmp_path / "minutes.db") as finder:
        hit = finder.find(finder.read("mellem 1 og 2 mio. kr.")).hits[0]
    assert (hit.amount_max, hit.amount_found) == (9e7, 1.5e6)


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("grants under 25,000 kroner", None, 25_000),
        ("over 1,234,567 kr", 1_234_567, None),
        ("over 1.5 billion", 1.5e9, None),
        ("over 750 tusind", 750_000, None),
        ("foreningstilskud <50000", None, 50_000),
        ("ca 500.000", 450_000, 550_000),
        ("fem til ti millioner", 5e6, 1e7),
        ("more than half a million", 5e5, None),
        ("1 mio. eller derover", 1e6, None),
        ("500.000 kr. and below", None, 5e5),
        ("to hundrede tusind", 2e5, 2e5),
        ("between 10 and 20 million", 1e7, 2e7),
        ("from 2 to 3 million for bridges", 2e6, 3e6),
        ("10+ mio. kr. til broer", 1e7, None),
        ("næsten 2 mio. kr.", 1.8e6, 2.2e6),
        ("mere end 10 mio og mindre end 20 mio kr.", 1e7, 2e7),
        ("one and a half million", 1.5e6, 1.5e6),
        ("over 2 1/2 mio. kr.", 2.5e6, None),
        ("mere end 3/4 mio. kr.", 7.5e5, None),
    ],
)
def test_amounts_in_questions(written: str, least: float | None, most: float | None) -> None:
    question = understand(written)
    assert (question.min_amount, question.max_amount) == (least, most)


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("fra 2018 og frem", "2018-01-01", None),
        ("siden 2018 til 2020", "2018-01-01", "2020-12-31"),
        ("uge 12", "2026-03-16", "2026-03-22"),
        ("midt i 2018", "2018-05-01", "2018-08-31"),
        ("i mandags", "2026-11-16", "2026-11-16"),
        ("sidste vinter", "2025-12-01", "2026-02-28"),
        ("årene 2008, 2009 og 2010", "2008-01-01", "2010-12-31"),
        ("for 3 måneder siden", "2026-08-01", "2026-08-31"),
        ("forrige valgperiode", "2022-01-01", "2025-12-31"),
        ("jan-mar 2014", "2014-01-01", "2014-03-31"),
        ("det seneste halve år", "2026-05-23", "2026-11-23"),
        ("før valget i 2013", None, "2013-11-18"),
        ("items from last month", "2026-10-01", "2026-10-31"),
        ("sidste uges møde i Byrådet", "2026-11-16", "2026-11-22"),
        ("før jul 2021", None, "2021-12-23"),
        ("efter sommerferien 2022", "2022-08-01", None),
        ("siden påske", "2026-04-07", None),
        ("til påske 2020", "2020-04-09", "2020-04-13"),
        ("between Christmas 2019 and Easter 2020", "2019-12-24", "2020-04-13"),
        ("juleudsmykning til jul", None, None),
        ("siden nytår", "2026-01-01", None),
        ("i sidste byrådsperiode", "2022-01-01", "2025-12-31"),
        ("sidste kvartal af 2019", "2019-10-01", "2019-12-31"),
        ("første halvdel af 2019", "2019-01-01", "2019-06-30"),
        ("før kommunalreformen", None, "2006-12-31"),
        ("lokalplaner undtagen i 2020", None, None),
        ("for et par år siden", None, None),
        ("fra og med 2015", "2015-01-01", None),
        ("siden 1. januar i år", "2026-01-01", None),
        ("senere end 2019", "2020-01-01", None),
        ("ældre end 2010", None, "2009-12-31"),
        ("ikke før 2020", "2020-01-01", None),
        ("uge 10-12 2021", "2021-03-08", "2021-03-28"),
        ("from mid-2018 to mid-2019", "2018-05-01", "2019-08-31"),
        ("over the last decade", "2016-11-23", "2026-11-23"),
        ("de foregående tre år", "2023-11-23", "2026-11-23"),
        ("H1 2023", "2023-01-01", "2023-06-30"),
        ("i andet kvartal", "2026-04-01", "2026-06-30"),
        ("the nineties", "1990-01-01", "1999-12-31"),
        ("febuar 2021", "2021-02-01", "2021-02-28"),
        ("udsat til efter sommerferien", None, None),
        ("from 1 May to 15 June 2021", "2021-05-01", "2021-06-15"),
        ("fra 3. marts til den 5. april 2020", "2020-03-03", "2020-04-05"),
        ("week 12 2023", "2023-03-20", "2023-03-26"),
        ("sager fra 2021 eller 2022", "2021-01-01", "2022-12-31"),
    ],
)
def test_dates_in_questions(written: str, since: str | None, until: str | None) -> None:
    question = understand(written, today=TODAY)
    assert (question.since, question.until) == (since, until)


@pytest.mark.parametrize(
    ("year", "day"), [(2019, date(2019, 4, 21)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("written", "today", "since", "until"),
    [
        ("i februar", date(2028, 1, 10), "2027-02-01", "2027-02-28"),
        ("i februar", date(2029, 1, 10), "2028-02-01", "2028-02-29"),
        ("29. februar", date(2026, 11, 3), "2024-02-29", "2024-02-29"),
        ("den 29/2", date(2028, 1, 10), "2024-02-29", "2024-02-29"),
        ("uge 50-52", date(2026, 11, 3), "2025-12-08", "2025-12-28"),
        ("uge 5-6", date(2026, 11, 3), "2026-01-26", "2026-02-08"),
    ],
)
def test_days_without_a_year_are_the_last_gone_by(written: str, today: date, since: str, until: str) -> None:
    question = understand(written, today=today)
    assert (question.since, question.until) == (since, until)


@pytest.mark.parametrize("written", ["efter valget i 0000", "9990s", "9990'erne", "for 999 år siden"])
def test_years_that_no_minutes_have(written: str) -> None:
    assert not understand(written, today=TODAY).is_empty()


@pytest.mark.parametrize("written", ["lokalplaner undtagen i 2020", "for et par år siden"])
def test_days_that_no_condition_can_say_are_named(written: str) -> None:
    assert understand(written, today=TODAY).unused == [written.removeprefix("lokalplaner ")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("siden kommunalvalget", "2025-11-18"),
        ("efter kommunalvalget i 2017", "2017-11-21"),
        ("siden valget i 2021", "2021-11-16"),
    ],
)
def test_local_elections(written: str, day: str) -> None:
    assert understand(written, today=TODAY).since == day


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("tilskud not exceeding 300,000", None, 3e5),
        ("anlæg in excess of 2 million", 2e6, None),
        ("half a billion kroner or more", 5e8, None),
        ("anlæg between DKK 250,000 and 500,000", 2.5e5, 5e5),
        ("mellem kr. 250.000 og 500.000", 2.5e5, 5e5),
    ],
)
def test_sides_of_amounts(written: str, least: float | None, most: float | None) -> None:
    question = understand(written, today=TODAY)
    assert (question.min_amount, question.max_amount) == (least, most)


@pytest.mark.parametrize(
    ("written", "any_law"),
    [
        ("serviceloven eller barnets lov", True),
        ("servicelovens § 85 eller § 107", True),
        ("servicelovens § 85 og § 107", False),
    ],
)
def test_either_of_two_statutes(written: str, any_law: bool) -> None:
    question = understand(written, today=TODAY)
    assert (len(question.laws), question.any_law) == (2, any_law)


def test_either_of_two_statutes_finds_points_of_one(finder: Finder) -> None:
    one, other = (finder.find(finder.read(law)).total for law in ("serviceloven", "planloven"))
    either = finder.find(finder.read("serviceloven eller planloven")).total
    assert 0 < max(one, other) <= either <= one + other
