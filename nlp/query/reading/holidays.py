"""Holidays in a question: "før jul 2021", "siden sommerferien", "between Christmas 2019 and Easter 2020"."""

from __future__ import annotations

import re
from datetime import date

from nlp.query.reading import patterns as p
from nlp.query.reading.periods import DAY, Days, Period, at
from nlp.query.reading.reading import Reading, compiled, listed


def read(reading: Reading, today: date) -> list[Period]:
    """Take a holiday behind "før", "efter" and their like; give those with a year. Others stay words of the text."""
    names: dict[str, str] = listed("holidays")
    if not reading.has(*names):
        return []
    side = rf"(?P<side>{p.HOLIDAY_BEFORE}|{p.HOLIDAY_AFTER}|til|at|ved|over)"
    before = rf"(?P<towards>(?:til|until|to)\s+)?(?:{side}\s+(?:the\s+|den\s+)?)?"
    year = r"(?:\s+(?:i\s+|in\s+|of\s+)?(?P<year>(?:19|20)\d\d))?(?!\d)"
    found = []
    for match in list(compiled(rf"(?<![^\W_]){before}(?P<name>{reading.said(names)}){year}").finditer(reading.text)):
        side, rule = match["side"] or "", names[" ".join(match["name"].split())]
        if match["towards"] and side:
            reading.question.unused.append(match.group())
            reading.take(*match.span())
            continue
        after, ahead = re.fullmatch(p.HOLIDAY_AFTER, side), re.fullmatch(p.HOLIDAY_BEFORE, side)
        if not match["year"] and not after and not ahead:
            continue
        first, last = days(rule, int(match["year"])) if match["year"] else latest(rule, today)
        if after:
            reading.question.since = (last + DAY).isoformat()
        elif ahead:
            reading.question.until = (first - DAY).isoformat()
        else:
            found.append(at(match, (first, last)))
            continue
        reading.take(*match.span())
    return found


def latest(rule: str, today: date) -> Days:
    """The last one that has begun."""
    this = days(rule, today.year)
    return this if this[0] <= today else days(rule, today.year - 1)


def days(rule: str, year: int) -> Days:
    """First and last day: "07-01/07-31", days from Easter Sunday "-3/1", or a week with its weekend before "W42"."""
    if rule.startswith("W"):
        monday = date.fromisocalendar(year, int(rule[1:]), 1)
        return monday - 2 * DAY, monday + 6 * DAY
    first, last = rule.split("/")
    if "-" in first[1:]:
        start, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
        return start, end if end >= start else date.fromisoformat(f"{year + 1}-{last}")
    sunday = easter(year)
    return sunday + int(first) * DAY, sunday + int(last) * DAY


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's algorithm, Nature 13, 1876)."""
    century, of_century = divmod(year, 100)
    corrected = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - corrected - of_century % 4) % 7
    late = (year % 19 + 11 * corrected + 22 * weekday) // 451
    month, day = divmod(corrected + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
