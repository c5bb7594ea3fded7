"""Intervals of days and their names in EDTF (levels 0 and 1). Days that do not exist raise ValueError."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nlp.tag.dates import patterns as p

if TYPE_CHECKING:
    from nlp.record import DateValue


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first to the last day, and the EDTF expression that says the same."""

    start: date
    end: date
    edtf: str

    def value(self) -> DateValue:
        from nlp.record import DateValue

        return DateValue(start=self.start.isoformat(), end=self.end.isoformat(), text=self.edtf)


def between(start: date, end: date) -> Interval:
    """A stretch of days under its shortest EDTF name."""
    if end < start:
        raise ValueError(f"{end} is before {start}")
    first, last = start.isoformat(), end.isoformat()
    if start.day == 1 and end.day == month_end(end.year, end.month):
        first, last = first[:7], last[:7]
        if start.month == 1 and end.month == 12:
            first, last = first[:4], last[:4]
    return Interval(start, end, first if first == last else f"{first}/{last}")


def month_end(year: int, month: int) -> int:
    """The last day of a month, 28 to 31."""
    return monthrange(year, month)[1]


def days(year: int, month: int, first: int, last: int) -> Interval:
    """Days of one month."""
    return between(date(year, month, first), date(year, month, last))


def months(year: int, first: int, last: int) -> Interval:
    """Whole months of one year."""
    return between(date(year, first, 1), date(year, last, month_end(year, last)))


def part_of_month(year: int, month: int, part: int) -> Interval:
    """1-10, 11-20 and the rest, the last day (4) or the whole month (0)."""
    last = month_end(year, month)
    first_day, last_day = {1: (1, 10), 2: (11, 20), 3: (21, last), 4: (last, last)}.get(part, (1, last))
    return days(year, month, first_day, last_day)


def part_of_year(year: int, part: int) -> Interval:
    """A third of the year, its last day (4) or the whole year (0)."""
    if part == 4:
        return days(year, 12, 31, 31)
    return months(year, 1, 12) if part == 0 else months(year, 4 * part - 3, 4 * part)


def years(first: int, last: int) -> Interval:
    """Whole years."""
    return between(date(first, 1, 1), date(last, 12, 31))


def school_year(first: int) -> Interval:
    """1 August to 31 July."""
    return between(date(first, 8, 1), date(first + 1, 7, 31))


def season(year: int, first_month: int, late: bool = False) -> Interval:
    """Three months, winter the one that ends in ``year``; a late season is its third month alone."""
    start_year = year - 1 if first_month == 12 else year
    end_month = (first_month + 1) % 12 + 1
    if late:
        return months(year, end_month, end_month)
    end = date(year, end_month, month_end(year, end_month))
    return Interval(date(start_year, first_month, 1), end, f"{start_year}-{p.EDTF_SEASONS[first_month]}")


def weeks(year: int, first: int, last: int) -> Interval:
    """Monday of one ISO week to Sunday of another."""
    return between(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 1) + timedelta(days=6))
