"""Calendar expressions: what is one, and which days it means."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st

from nlp.tag.dates import dates
from nlp.tag.entities import Context, resolve

MARKED = [
    "Mødet den [17. december 2020|DATE] kl. 16.00, jf. punkt 3.1",
    "[torsdag den 4. marts 2021|DATE] og [mandag d. 3. maj|DATE]",
    "Frist d. [12.11.2020|DATE], [28.02.19|DATE], [17-12-2020|DATE] og [1/1-24|DATE].",
    "Opgjort [medio juli 2020|DATE], [ult. marts|DATE] og [udgangen af 2024|DATE]",
    "I [3. kv. 2018|DATE], [1. halvår 2022|DATE] og [efteråret 2023|DATE]",
    "budget [2021-2024|DATE], skoleåret [2023/24|DATE], [2024-27|DATE], [2023-26|DATE]",
    "I perioden [3. september - 17. oktober 2024|DATE]",
    "Mødet [lørdag den 29. februar|DATE] flyttes",
    "Møder [9. og 23. oktober|DATE] samt [23., 27. og 30. december|DATE].",
    "[november/december 2021|DATE] og [december 2020-februar 2021|DATE]",
    "Møderne holdes [26.1|DATE], [23.2|DATE], [23.3|DATE] og [27.4|DATE]",
    "Mødet den [26.1|DATE], afsnit 3.1",
    "Fra [2019|DATE] til [2021|DATE] steg antallet til 1900 borgere",
    "Mødet [torsdag den femtende april 2021|DATE], den [enogtredivte maj|DATE] og den første gang i [maj 2021|DATE]",
    "Forbruget i [2. kvartal|DATE], [1.-3. kvartal|DATE] og [1. halvår i år|DATE]; i første kvartal efter ansættelsen",
    "I [uge 7 og 8 i 2022|DATE], [ugerne 7-8, 2022|DATE], i [uge 7|DATE] og 8 personer; [2. kvartal. 2022|DATE]",
    "Udskrevet [2021-06-15|DATE]T17:30:00",
    "Den 31.2.2020 og 45-13-2020 findes ikke",
    "Sagsnr. 330-2017-90442 og 27.12.16-G01-4-19 og 2020-001393",
    "Tlf. 20 20 20 20, kl. 12.15, § 12.5, 2.020 kr., 2000 Frederiksberg",
]


@pytest.mark.parametrize("marked", MARKED)
def test_spans(marked: str) -> None:
    text = plain(marked)
    assert mark(text, dates.find(text)) == marked


@pytest.mark.parametrize(
    ("text", "start", "end", "edtf"),
    [
        ("17. december 2020", "2020-12-17", "2020-12-17", "2020-12-17"),
        ("28.02.19", "2019-02-28", "2019-02-28", "2019-02-28"),
        ("1/1-24", "2024-01-01", "2024-01-01", "2024-01-01"),
        ("januar måned 2021", "2021-01-01", "2021-01-31", "2021-01"),
        ("primo juli 2021", "2021-07-01", "2021-07-10", "2021-07-01/2021-07-10"),
        ("medio juli 2021", "2021-07-11", "2021-07-20", "2021-07-11/2021-07-20"),
        ("ultimo februar 2020", "2020-02-21", "2020-02-29", "2020-02-21/2020-02-29"),
        ("starten af 2021", "2021-01-01", "2021-04-30", "2021-01/2021-04"),
        ("medio 2021", "2021-05-01", "2021-08-31", "2021-05/2021-08"),
        ("ultimo 2021", "2021-09-01", "2021-12-31", "2021-09/2021-12"),
        ("udgangen af 2024", "2024-12-31", "2024-12-31", "2024-12-31"),
        ("udgangen af juli 2021", "2021-07-31", "2021-07-31", "2021-07-31"),
        ("3. kvartal 2018", "2018-07-01", "2018-09-30", "2018-07/2018-09"),
        ("andet halvår 2023", "2023-07-01", "2023-12-31", "2023-07/2023-12"),
        ("femtende april 2021", "2021-04-15", "2021-04-15", "2021-04-15"),
        ("uge 7 og 8 i 2022", "2022-02-14", "2022-02-27", "2022-02-14/2022-02-27"),
        ("foråret 2022", "2022-03-01", "2022-05-31", "2022-21"),
        ("vinteren 2022", "2021-12-01", "2022-02-28", "2021-24"),
        ("2023/24", "2023-08-01", "2024-07-31", "2023-08/2024-07"),
        ("2021-2024", "2021-01-01", "2024-12-31", "2021/2024"),
        ("2023-26", "2023-01-01", "2026-12-31", "2023/2026"),
        ("1990'erne", "1990-01-01", "1999-12-31", "1990/1999"),
        ("december 2020-februar 2021", "2020-12-01", "2021-02-28", "2020-12/2021-02"),
        ("30. og 31. januar 2025", "2025-01-30", "2025-01-31", "2025-01-30/2025-01-31"),
        ("årsskiftet 2025/26", "2025-12-31", "2026-01-01", "2025-12-31/2026-01-01"),
        ("udgang af 2031", "2031-12-31", "2031-12-31", "2031-12-31"),
        ("uge 8 2021", "2021-02-22", "2021-02-28", "2021-02-22/2021-02-28"),
    ],
)
def test_value(text: str, start: str, end: str, edtf: str) -> None:
    value = dates.parse(text)
    assert value is not None
    assert (value.start, value.end, value.text) == (start, end, edtf)


def first_day(text: str, meeting: date | None) -> str | None:
    context = Context(text=text, meeting_date=meeting)
    found = resolve(dates.find(text))[0]
    value = dates.parse(text[found.start : found.end], context, found.start)
    return value.start if value else "not a date"


@pytest.mark.parametrize(
    ("text", "meeting", "start"),
    [
        ("Mødet den 27. maj flyttes", date(2020, 6, 2), "2020-05-27"),
        ("Skødet er underskrevet den 3. marts d.å.", date(1999, 5, 4), "1999-03-03"),
        ("Mødet holdes i januar", date(2020, 12, 17), "2021-01-01"),
        ("Der var flere ledige sidste november", date(2021, 2, 1), "2020-11-01"),
        ("Udvalget besluttede i november at vente", date(2021, 2, 1), "2020-11-01"),
        ("Mødedatoer i 2022:\n26.1, 23.2, 23.3, 27.4", date(2021, 10, 4), "2022-01-01"),
        ("Vi ses mandag d. 3. maj", date(2020, 12, 17), "2021-05-03"),
        ("Vi ses lørdag den 29. februar", date(2020, 2, 10), "2020-02-29"),
        ("Høring fra 14. december til og med den 8. januar 2023", date(2023, 2, 1), "2022-12-14"),
        ("Beløbet reguleres hvert år i januar", date(2020, 12, 17), None),
        ("Mødet den 27. maj flyttes", None, None),
    ],
)
def test_year_that_is_not_written(text: str, meeting: date | None, start: str | None) -> None:
    assert first_day(text, meeting) == start


def test_a_listed_day_that_is_named_again_keeps_its_year() -> None:
    text = "Mødedatoer i 2022:\n26.1, 23.2, 30.11 og 27.4.\n\nBeslutning\nGodkendt, dog flyttes mødet den 30.11.\n"
    again = text.rindex("30.11")
    value = dates.parse("30.11", Context(text=text, meeting_date=date(2021, 10, 4)), again)
    assert value is not None and value.start == "2022-11-30"
    other = dates.parse(
        "3.11", Context(text=text.replace("den 30.11", "den 3.11"), meeting_date=date(2021, 10, 4)), again
    )
    assert other is not None and other.start == "2021-11-03"


def test_listed_days_take_the_headings_year() -> None:
    text = "Mødedatoer i 2022:\n26.1, 23.2, 23.3 og 27.4"
    context = Context(text=text, meeting_date=date(2021, 10, 4))
    days = [dates.parse(text[f.start : f.end], context, f.start) for f in resolve(dates.find(text))[1:]]
    assert [day.start for day in days if day] == ["2022-01-26", "2022-02-23", "2022-03-23", "2022-04-27"]


@given(
    st.dates(date(1950, 1, 1), date(2070, 12, 31)), st.sampled_from(["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"])
)
def test_written_days_go_round(day: date, form: str) -> None:
    value = dates.parse(day.strftime(form))
    assert value is not None
    assert value.start == value.end == day.isoformat()


@given(st.text("0123456789./- –majprimoden uge\n", max_size=50))
def test_spans_lie_in_the_text_and_values_are_in_order(text: str) -> None:
    for one in dates.find(text):
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        value = dates.parse(text[one.start : one.end], Context(text=text, meeting_date=date(2021, 5, 5)), one.start)
        assert value is not None
        assert (value.start or "") <= (value.end or "")
        assert not value.start or re.fullmatch(r"\d{4}-\d\d-\d\d", value.start)


IN_A_DOCUMENT = [
    ("Arbejdet ventes at være slut i [maj].", "2017-05-01"),
    ("Bygningen har været lukket siden [december].", "2015-12-01"),
    ("Vi har hentet tilbud, og arbejdet kan ske i [februar].", "2017-02-01"),
    ("Foråret blev brugt på planen, der blev sendt ud i [august].", "2016-08-01"),
    ("Der søges for skoleåret [2016-2017] om fritagelse.", "2016-08-01"),
    ("Der gælder for perioden [2016-2017] en aftale.", "2016-01-01"),
    ("Det indgår i budget [24].", "2024-01-01"),
    ("Ferien ligger [13.10. - 21.10.]", "2016-10-13"),
    ("Aftalen gælder [01.04.2015-31.12.2016] i alt.", "2015-04-01"),
    ("Aftalen gælder [1/4 - 31/12 2015] i alt.", "2015-04-01"),
]


@pytest.mark.parametrize(("marked", "start"), IN_A_DOCUMENT)
def test_what_the_sentence_says_of_the_year(marked: str, start: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    at, end = marked.index("["), marked.index("]") - 1
    value = dates.parse(text[at:end].rstrip("."), Context(text=text, meeting_date=date(2016, 10, 5)), at)
    assert value is not None and value.start == start


def test_two_days_in_figures_are_one_expression() -> None:
    marked = "Gælder [01.04.2015-31.12.2016|DATE], [1/4-31/12 2015|DATE], men ikke 12.3-14.5 m"
    text = plain(marked)
    assert mark(text, dates.find(text)) == marked
