"""Periods that words name: "det seneste år", "for to år siden", "90'erne", "i sommer", "denne valgperiode"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.query.reading import patterns as p
from nlp.query.reading.reading import Reading, compiled, listed, number_of

Days = tuple[date, date]
"""The first and the last."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Where a question names days, ``[start, end)`` in its text, and the first and the last of them."""

    start: int
    end: int
    first: date
    last: date

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch of the text shares a character with where the period stands."""
        return self.start < end and start < self.end


def at(match: re.Match[str], days: Days) -> Period:
    """The period that a match names."""
    return Period(*match.span(), *days)


def lately(reading: Reading, today: date) -> list[Period]:
    """ "det seneste år", "the past month": from that long ago to today."""
    phrases: dict[str, str] = listed("lately")
    found = []
    for match in compiled(reading.said(phrases)).finditer(reading.text):
        number, unit = phrases[" ".join(match.group().split())].split(":")
        found.append(at(match, (back(today, int(number), unit), today)))
    return found


def ago(reading: Reading, today: date) -> list[Period]:
    """ "for to år siden", "three months ago": the whole year, month, week or day."""
    units: dict[str, str] = listed("units")
    found: list[Period] = []
    if not reading.has("siden", "ago"):
        return found
    for match in compiled(p.AGO.replace("UNITS", "|".join(units))).finditer(reading.text):
        unit = units[match["unit"] or match["of"]]
        if number := number_of(match["number"] or match["count"]):
            found.append(at(match, whole(unit.removesuffix("s"), -number, today)))
    return found


def decades(reading: Reading, _: date) -> list[Period]:
    """ "90'erne", "1990'erne", "the 1990s"."""
    names: dict[str, int] = listed("decades")
    found = [(match, int(match[1] or match[2])) for match in compiled(p.DECADE).finditer(reading.text)]
    found += [(match, names[match.group()]) for match in compiled(reading.said(names)).finditer(reading.text)]
    firsts = [(match, ten if ten > 99 else ten + (1900 if ten >= 30 else 2000)) for match, ten in found]
    return [at(match, (date(first, 1, 1), date(first + 9, 12, 31))) for match, first in firsts]


def parts_of_year(reading: Reading, today: date) -> list[Period]:
    """ "i 2. kvartal", "Q3" without a year: the last one that has begun."""
    names: dict[str, str] = listed("parts_of_year")
    found = []
    for match in compiled(reading.said(names) + r"(?!\s*(?:(?:i|in|of|af|,)\s*)?(?:19|20)\d\d)").finditer(reading.text):
        unit, number = names[" ".join(match.group().split())].split(":")
        size = {"quarter": 3, "half": 6}[unit]
        start = date(today.year, (int(number) - 1) * size + 1, 1)
        start = start if start <= today else start.replace(year=today.year - 1)
        end = month_start(start.year * 12 + start.month - 1 + size) - DAY
        found.append(at(match, (start, end)))
    return found


def seasons(reading: Reading, today: date) -> list[Period]:
    """ "i sommer", "last winter": the last one that has begun."""
    names: dict[str, int] = listed("seasons")
    pattern = rf"(?:i|sidste|seneste|last|this|denne|dette)\s+({reading.said(names)})(?!\s+\d)"
    found = []
    for match in compiled(rf"(?<![^\W_]){pattern}").finditer(reading.text):
        month = names[match[1]]
        first = month_start((today.year - (month > today.month)) * 12 + month - 1)
        after = month_start(first.year * 12 + first.month + 2)
        found.append(at(match, (first, after - DAY)))
    return found


def days_and_weeks(reading: Reading, today: date) -> list[Period]:
    """ "i mandags", "last Tuesday", "uge 12": the last one gone by."""
    days: dict[str, int] = listed("weekdays")
    found: list[Period] = []
    if not reading.has("dag", "day", "uge", "week"):
        return found
    for match in compiled(rf"(?<![^\W_])(?:i|sidste|forrige|last)\s+({'|'.join(days)})s?(?![^\W_])").finditer(
        reading.text
    ):
        day = today - DAY * ((today.weekday() - days[match[1]] - 1) % 7 + 1)
        found.append(at(match, (day, day)))
    for match in compiled(p.WEEKS).finditer(reading.text):
        first, last, year = int(match[1]), int(match[2]), int(match[3] or today.year)
        if 1 <= first <= last <= 52:
            year -= not match[3] and date.fromisocalendar(year, first, 1) > today
            start, end = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
            found.append(at(match, (start, end)))
    for match in compiled(p.WEEK).finditer(reading.text):
        if any(one.overlaps(*match.span()) for one in found):
            continue
        if 1 <= (week := int(match[1])) <= 52:
            start = date.fromisocalendar(today.year, week, 1)
            start = start if start <= today else date.fromisocalendar(today.year - 1, week, 1)
            found.append(at(match, (start, start + 6 * DAY)))
    return found


def election(year: int) -> date:
    """The day of local elections: the third Tuesday of November, every fourth year (2021, 2025)."""
    first = date(year, 11, 1)
    return first + DAY * ((1 - first.weekday()) % 7 + 14)


def relative(reading: Reading, today: date) -> list[Period]:
    """ "sidste år", "this month": the whole of it."""
    phrases: dict[str, str] = listed("relative")
    found = []
    for match in compiled(reading.said(phrases)).finditer(reading.text):
        unit, steps = phrases[" ".join(match.group().split())].split(":")
        found.append(at(match, whole(unit, int(steps), today)))
    return found


def whole(unit: str, steps: int, today: date) -> Days:
    """The council's term, year, half, quarter, month, week or day that lies ``steps`` from today's."""
    if unit == "year":
        return date(today.year + steps, 1, 1), date(today.year + steps, 12, 31)
    if unit == "schoolyear":
        first_year = today.year - (today.month < 8) + steps
        return date(first_year, 8, 1), date(first_year + 1, 7, 31)
    if unit == "term":
        first_year = today.year - (today.year - 2) % 4 + 4 * steps
        return date(first_year, 1, 1), date(first_year + 3, 12, 31)
    if unit in ("month", "quarter", "half"):
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        first = ((today.year * 12 + today.month - 1) // size + steps) * size
        return month_start(first), month_start(first + size) - DAY
    if unit == "week":
        start = today - DAY * today.weekday() + timedelta(weeks=steps)
        return start, start + 6 * DAY
    day = today + DAY * steps
    return day, day


def month_start(months: int) -> date:
    """The first day of a month that is counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def last_some(reading: Reading, today: date) -> list[Period]:
    """ "de sidste tre år": from that long ago to today."""
    units: dict[str, str] = listed("units")
    found: list[Period] = []
    if not reading.has("sidste", "seneste", "foregående", "last", "past", "previous", "preceding"):
        return found
    for match in compiled(p.LAST_N.replace("UNITS", "|".join(units))).finditer(reading.text):
        if number := number_of(match["number"] or ""):
            found.append(at(match, (back(today, number, units[match["unit"]]), today)))
    return found


def back(today: date, number: int, unit: str) -> date:
    """The day so long before today; the last of the month where that is shorter."""
    if unit in ("days", "weeks"):
        return today - timedelta(days=number * (7 if unit == "weeks" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "years" else 1)
    last = (month_start(max(months, 12) + 1) - DAY).day
    return month_start(max(months, 12)).replace(day=min(today.day, last))


WAYS = (lately, relative, last_some, parts_of_year, ago, decades, seasons, days_and_weeks)
"""What finds periods, in this order: what one has found is not looked at by the next."""
