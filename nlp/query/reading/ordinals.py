"""Days and months that are counted: "første tirsdag i maj", "the last three months of 2022", "older than two years"."""

from __future__ import annotations

from datetime import date

from nlp.query.reading import patterns as p
from nlp.query.reading.periods import DAY, Days, Period, at, back, month_start, whole
from nlp.query.reading.reading import Reading, compiled, listed, number_of
from nlp.resources import months


def nth_weekday(reading: Reading, today: date) -> list[Period]:
    """ "første tirsdag i maj", "the last Friday of January 2024": one day; without a year the last one gone by."""
    if not reading.has("dag", "day"):
        return []
    days, order, names = listed("weekdays"), listed("ordinals"), (*months(), "may")
    pattern = p.NTH_DAY.format(order=reading.said(order), days=reading.said(days), months=reading.said(names))
    found = []
    for match in compiled(pattern).finditer(reading.text):
        month, year = names.index(match["month"]) % 12 + 1 if match["month"] != "may" else 5, match["year"]
        day = of_month(int(year or today.year), month, days[match["day"]], order[match["nth"]])
        if not year and day > today:
            day = of_month(today.year - 1, month, days[match["day"]], order[match["nth"]])
        found.append(at(match, (day, day)))
    return found


def nth_week(reading: Reading, today: date) -> list[Period]:
    """ "første uge i juni", "the last week of May 2022", "første halvdel af maj"."""
    if not reading.has("uge", "week", "half", "halvdel"):
        return []
    order, names = listed("ordinals"), (*months(), "may")
    pattern = p.NTH_WEEK.format(order=reading.said(order), months=reading.said(names))
    found = []
    for match in compiled(pattern).finditer(reading.text):
        month, nth = names.index(match["month"]) % 12 + 1 if match["month"] != "may" else 5, order[match["nth"]]
        part = week_of_month if match["part"] in ("uge", "week") else half_of_month
        days = [part(year, month, nth) for year in (int(match["year"] or today.year), today.year - 1)]
        found.append(at(match, days[0] if match["year"] or days[0][0] <= today else days[1]))
    return found


def half_of_month(year: int, month: int, nth: int) -> Days:
    """To its 15th, or from its 16th."""
    if nth == 1:
        return date(year, month, 1), date(year, month, 15)
    return date(year, month, 16), month_start(year * 12 + month) - DAY


def week_of_month(year: int, month: int, nth: int) -> Days:
    """Seven days from its 1st, 8th, 15th or 22nd, or its last seven."""
    last = month_start(year * 12 + month) - DAY
    first = last - DAY * 6 if nth < 0 else date(year, month, min(7 * nth - 6, 22))
    return first, first + DAY * 6


def of_month(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` such weekday of a month, its last for -1."""
    first = date(year, month, 1)
    if nth < 0:
        last = month_start(year * 12 + month) - DAY
        return last - DAY * ((last.weekday() - weekday) % 7)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def months_of_year(reading: Reading, today: date) -> list[Period]:
    """ "de første tre måneder af 2022", "the last two months of 2021"."""
    found: list[Period] = []
    if not reading.has("måneder", "months"):
        return found
    for match in compiled(p.MONTHS_OF_YEAR.format(numbers="|".join(listed("numbers")))).finditer(reading.text):
        year = int(match["year"] or today.year - bool(match["before"]))
        number = min(number_of(match["number"]) or 0, 12)
        start = 0 if match["nth"] in ("første", "first") else 12 - number
        first, after = month_start(year * 12 + start), month_start(year * 12 + start + number)
        found.append(at(match, (first, after - DAY)))
    return found


def last_terms(reading: Reading, today: date) -> list[Period]:
    """ "de sidste to valgperioder": those before the present one."""
    found: list[Period] = []
    if not reading.has("periode", "term", "period"):
        return found
    for match in compiled(p.LAST_TERMS.format(numbers="|".join(listed("numbers")))).finditer(reading.text):
        number = number_of(match["number"] or match["ahead"]) or 0
        found.append(at(match, (whole("term", -number, today)[0], whole("term", -1, today)[1])))
    return found


def older(reading: Reading, today: date) -> None:
    """ "ældre end fem år", "more than two years ago": to the day so long ago; taken."""
    if not reading.has(" end ", " than ", "over "):
        return
    units, numbers = listed("units"), listed("numbers")
    pattern = p.OLDER.format(numbers="|".join(numbers), units="|".join(units))
    for match in list(compiled(pattern).finditer(reading.text)):
        number = number_of(match["number"] or match["count"]) or 0
        reading.question.until = back(today, number, units[match["unit"] or match["of"]]).isoformat()
        reading.take(*match.span())


WAYS = (nth_weekday, nth_week, months_of_year, last_terms)
"""What finds counted periods; read before those that name none."""
