"""From a matched expression to its days: one reader for each kind of pattern.

A reader gets the match and a function that tells the year of a month and day when the expression
has none. It returns None where no year is known and raises ValueError for days that do not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from nlp.tag.dates import calendar as c
from nlp.tag.dates import patterns as p

WEEKDAY = re.compile(rf"({'|'.join(p.WEEKDAYS)})dag")
YearOf = Callable[[int, int, str], int | None]
"""Year of (month, day, words such as "i år" or "")."""
Reader = Callable[["re.Match[str]", YearOf], "c.Interval | None"]


def full_year(text: str) -> int:
    """ "1998" or "98"; two digits up to 49 are in this century."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def group(match: re.Match[str], *names: str) -> str:
    """The first of the named groups that took part in the match, "" if none did."""
    found = match.groupdict()
    return next((found[name] for name in names if found.get(name)), "")


def part_number(match: re.Match[str]) -> int | None:
    """The part of a month or year that a match names (:data:`patterns.PARTS`), None for the whole."""
    words = group(match, "part").rstrip(".").split()
    return p.PARTS[words[0]] if words else None


def year_of(match: re.Match[str], infer: YearOf, month: int, day: int) -> int | None:
    """The year as written, else as the document tells it."""
    written = group(match, "year")
    return int(written) if written else infer(month, day, " ".join(group(match, "relative").split()))


def iso(match: re.Match[str], _: YearOf) -> c.Interval:
    """ "2021-05-12"."""
    return c.between(*[date(int(match["year"]), int(match["month"]), int(match["day"]))] * 2)


def numeric(match: re.Match[str], _: YearOf) -> c.Interval:
    """ "12.5.2021", "12/5-21"."""
    month = int(group(match, "month", "month2", "month3"))
    year = full_year(group(match, "year", "year2", "short", "short3"))
    return c.days(year, month, int(match["day"]), int(match["day"]))


def day_month(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "12. maj 2021", "9. og 23. oktober": from the first day named to the last."""
    written = match["month"].rstrip(".")
    month = p.MONTHS[written] if written in p.MONTHS else int(written)
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    year = year_of(match, infer, month, numbers[0])
    if year and not group(match, "year") and (weekday := WEEKDAY.match(match.group())):
        year = year_of_weekday(year, month, numbers[0], p.WEEKDAYS.index(weekday[1]))
    interval = c.days(year or 2000, month, numbers[0], numbers[-1])
    return interval if year else None


def day_word(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "den første maj 2021"."""
    month, day = p.MONTHS[match["month"]], p.DAY_WORDS[match["days"]]
    year = year_of(match, infer, month, day)
    interval = c.days(year or 2000, month, day, day)
    return interval if year else None


def year_of_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """The year, or one beside it, in which the day falls on the weekday (Monday is 0)."""
    for near in (year, year + 1, year - 1):
        if day <= c.month_end(near, month) and date(near, month, day).weekday() == weekday:
            return near
    return year


def month(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "maj 2021", "primo maj"."""
    number = p.MONTHS[match["month"].rstrip(".")]
    part = part_number(match)
    year = year_of(match, infer, number, 15)
    return c.part_of_month(year, number, part or 0) if year else None


def quarter(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "3. kvartal 2021", "1.-2. kvartal"."""
    first = ordinal(match["first"], 4)
    last = ordinal(group(match, "last") or match["first"], 4)
    year = year_of(match, infer, first * 3 - 2, 1)
    return c.months(year, first * 3 - 2, last * 3) if year else None


def half(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "2. halvår 2021"; raises ValueError for a third half."""
    first = ordinal(match["first"], 2)
    if first > 2:
        raise ValueError(f"no half-year {first}")
    year = year_of(match, infer, first * 6 - 5, 1)
    return c.months(year, first * 6 - 5, first * 6) if year else None


def ordinal(word: str, last: int) -> int:
    """The number of "2.", "anden" or "sidste", which is ``last``."""
    if word == "sidste":
        return last
    return p.ORDINALS.get(word) or int(word.rstrip("."))


def season(match: re.Match[str], _: YearOf) -> c.Interval:
    """ "efteråret 2021", "vinteren 2020/21"."""
    following = group(match, "next")
    year = int(match["year"]) + (1 if following else 0)
    return c.season(year, p.SEASONS[match["season"]], bool(group(match, "late")))


def turn(match: re.Match[str], _: YearOf) -> c.Interval:
    """ "årsskiftet 2025/26": the last day of a year and the first of the next."""
    year = int(match["year"])
    if match["next"] and full_year(match["next"]) % 100 != (year + 1) % 100:
        raise ValueError(f"{match['next']} does not follow {year}")
    return c.between(date(year, 12, 31), date(year + 1, 1, 1))


def part_year(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "ultimo 2021", "årsudgangen"."""
    whole = group(match, "whole").split()
    part = p.PARTS[whole[0]] if whole else part_number(match)
    year = group(match, "year", "year2")
    return c.part_of_year(int(year), part or 0) if year else None


def years(match: re.Match[str], _: YearOf) -> c.Interval:
    """One year, a span of years, a school year ("2023/24") or a decade ("1990'erne")."""
    first = int(match["year"])
    if match.group().rstrip().endswith(("erne", "-tallet")):
        return c.years(first, first + (99 if first % 100 == 0 and "tallet" in match.group() else 9))
    if second := group(match, "second"):
        last = full_year(second) if len(second) > 2 else first // 100 * 100 + int(second)
        if last != first + 1:
            return c.years(first, last)
        return c.school_year(first)
    last_text = group(match, "end", "short")
    return c.years(first, first if not last_text else first // 100 * 100 + int(last_text[-2:])
                   if len(last_text) == 2 else int(last_text))  # fmt: skip


def week(match: re.Match[str], infer: YearOf) -> c.Interval | None:
    """ "uge 42", "uge 7-8 2021" (ISO weeks); raises ValueError for weeks that no year has."""
    first = int(match["week"])
    last = int(group(match, "last") or first)
    if not 1 <= first <= last <= 53:
        raise ValueError(f"no week {first}-{last}")
    middle = c.weeks(2021, min(first, 52), min(first, 52)).start
    year = year_of(match, infer, middle.month, middle.day)
    return c.weeks(year, first, last) if year else None


READERS: dict[str, Reader] = {
    "iso": iso,
    "numeric": numeric,
    "day_month": day_month,
    "day_word": day_word,
    "month": month,
    "quarter": quarter,
    "half": half,
    "turn": turn,
    "season": season,
    "part_year": part_year,
    "years": years,
    "week": week,
    "short_day": day_month,
}
