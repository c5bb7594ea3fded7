"""Day dates and clock times as heads and headings of minutes write them.

Only whole days ("3. maj 2019", "03-05-2019", "3/5-19"); calendar expressions of running text are
the entity components' business.
"""

from __future__ import annotations

import re
from datetime import date

from nlp.resources import months

MONTHS = months()
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(?:" + "|".join(MONTHS) + r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?"

DAY_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:\d{4}|\d{2})(?![\d:])|\d{1,2}\s?-\s?\d{1,2}\s?-\s?(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}\s?/\s?\d{1,2}\s?[-/ ]\s?(?:\d{4}|\d{2})(?!\d)"
    rf"|\d{{1,2}}\.?\s*{_MONTH},?\s*\d{{4}})"
)
"""Source of a regular expression (no groups) for a date that names day, month and year."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-./]\s?(\d{1,2})(?:\s?[-./]\s?|\s)(\d{4}|\d{2})$")
_WORDS = re.compile(rf"(\d{{1,2}})\.?\s*({_MONTH}),?\s*(\d{{4}})$", re.IGNORECASE)
DATE = re.compile(rf"(?<!\d){DAY_DATE}", re.IGNORECASE)
_SLIPPED = re.compile(r"(?<![^\W\d_])(?<!\d)(?=[OolI.:]*\d)[\dOolI]+(?:[.:][\dOolI]+)*(?!\w)")
_DIGITS = str.maketrans("OolI", "0011")
_YEAR_FIRST = re.compile(
    rf"\bår (?P<year>\d{{4}}),?\s+(?P<day>(?:[^\W\d_]+dag,?\s+)?(?:den|d\.)\s+\d{{1,2}}\.?\s*{_MONTH})", re.IGNORECASE
)
_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.,]?\d)")
_HOUR = re.compile(r"\bkl(?:okken)?\.?\s*([01]?\d|2[0-3])(?![.:,]?\d)", re.IGNORECASE)


def as_iso(text: str) -> str | None:
    """The ISO form of a date written as :data:`DAY_DATE`, None where it is no day of the calendar."""
    text = text.strip()
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMBERS.match(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _WORDS.match(text):
        day, month, year = int(found[1]), _SHORT[found[2][:3].lower()], int(found[3])
    else:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def without_slips(text: str) -> str:
    """The text with digits for the letters that scanning takes for them ("2OO4", "l7.1O"), and the year behind its day.

    "År 1999, den 27. april" gives "den 27. april 1999". The length may change.
    """
    text = _SLIPPED.sub(lambda found: found[0].translate(_DIGITS), text)
    return _YEAR_FIRST.sub(r"\g<day> \g<year>", text)


def find_date(text: str) -> str | None:
    """The first whole date in the text, as ISO date."""
    return next((iso for found in DATE.finditer(text) if (iso := as_iso(found[0]))), None)


def without_dates(text: str) -> str:
    """The text with every whole date blanked by as many spaces, so that offsets stay."""
    return DATE.sub(lambda found: " " * len(found[0]), text)


def find_times(text: str) -> list[str]:
    """Clock times in reading order as "HH:MM"; a bare hour counts only after "kl."."""
    text = without_dates(text)
    found = [(match.start(), int(match[1]), int(match[2])) for match in _TIME.finditer(text)]
    found += [(match.start(), int(match[1]), 0) for match in _HOUR.finditer(text)]
    return [f"{hour:02}:{minute:02}" for _, hour, minute in sorted(found)]
