"""Dates in a question: "i 2020", "siden 1. marts 2019", "sidste år", "the last three years", "from 2018 to 2020"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from nlp.query.question import QuestionError
from nlp.query.reading import holidays, ordinals, periods
from nlp.query.reading import patterns as p
from nlp.query.reading.periods import DAY, Period, back
from nlp.query.reading.reading import Reading, compiled, in_manner, listed, near
from nlp.query.reading.rewriting import rewrite
from nlp.resources import months, read_json


def read(reading: Reading, today: date) -> None:
    """Take every calendar expression, with the words that say whether it is a start, an end or the whole."""
    rewrite(reading, "times", today)
    days_by_number(reading)
    translate(reading)
    months_of_a_year(reading, today)
    since_month(reading, today)
    since_reform(reading)
    found = holidays.read(reading, today)
    if reading.has("siden", "ago"):
        reading.question.unused += [reading.written[slice(*match.span())] for match in reading.take_all(p.VAGUE_AGO)]
    ordinals.older(reading, today)
    for find in (*ordinals.WAYS, *periods.WAYS):
        found += apart(found, find(reading, today))
    if re.search(r"\d", reading.text) or any(name[:3] in reading.text for name in listed("months").values()):
        found += apart(found, written(reading, today))
    refuse_no_days(reading, found)
    take_all(reading, [one for one in sorted(found) if not (left_out(reading, one) or put_off(reading, one))])


def take_all(reading: Reading, periods: list[Period]) -> None:
    """Take periods in text order: those joined by "og" as one, those joined by "til" as a range."""
    ahead = iter([*periods[1:], None])
    one = periods[0] if periods else None
    while one:
        other = next(ahead)
        if other and joined(reading, one, other):
            one = Period(one.start, other.end, min(one.first, other.first), max(one.last, other.last))
        elif other and is_range(reading, one, other):
            take_range(reading, one, other)
            one = next(ahead)
        else:
            take(reading, one)
            one = other


def left_out(reading: Reading, period: Period) -> bool:
    """ "undtagen i 2020": no condition can say so; taken and named."""
    words = reading.said(in_manner("except_days"))
    before = compiled(rf"{words}\s+{p.LINK}$").search(reading.text, 0, period.start)
    away = compiled(reading.said(listed("absent"))).finditer(reading.text) if before else ()
    if not before or any(one.start() < before.start() < one.end() for one in away):
        return False
    reading.question.unused.append(reading.written[before.start() : period.end])
    reading.take(before.start(), period.end)
    return True


def put_off(reading: Reading, period: Period) -> bool:
    """ "udsat til august": that is no day of the meeting which put it off; taken and named."""
    towards = compiled(rf"(?<![^\W_])(?:indtil|til|until|till|to)\s+{p.LINK}$").search(reading.text, 0, period.start)
    words = reading.said(read_json("query/decisions.json")["postponed"]) if towards else "(?!)"
    if not towards or not compiled(rf"{words}\s+$").search(reading.text, 0, towards.start()):
        return False
    reading.question.unused.append(reading.written[towards.start() : period.end])
    reading.take(towards.start(), period.end)
    return True


def translate(reading: Reading) -> None:
    """English months in Danish ("may" only beside a number); "march 5, 2020" as "5. march 2020"."""
    reading.replace(reading.said(listed("periods")), "valgperiode")
    for match in list(compiled(p.DAY_OPTION).finditer(reading.text)):
        reading.rewrite(match.end() - 1, match.end(), " ")
    reading.replace(p.OF_TIME, "", group="genitive")
    english: dict[str, str] = listed("dates_in_english")
    pattern = rf"({reading.said(english)})(?=\s+(?:\d{{4}}|the\s+year))"
    for match in reversed(list(compiled(p.PART_OF_YEAR).finditer(reading.text))):
        reading.rewrite(match.end() - 1, match.end(), " ")
    for match in reversed(list(compiled(pattern).finditer(reading.text))):
        if not (match.group() == "end" and compiled(p.THAN).search(reading.text, 0, match.start())):
            reading.rewrite(*match.span(), english[" ".join(match.group().split())])
    reading.replace(p.WEEK_IN_ENGLISH, "uge")
    english_months = listed("months")
    names = reading.said(english_months)
    for match in list(compiled(rf"({names})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})").finditer(reading.text)):
        new = f"{match[2]}. {english_months[match[1]]} {match[3]}".ljust(len(match.group()))
        reading.text = reading.text[: match.start()] + new[: len(match.group())] + reading.text[match.end() :]
    for match in reversed(list(compiled(names).finditer(reading.text))):
        near = reading.text[max(0, match.start() - 16) : match.end() + 6]
        if match.group() != "may" or re.search(r"\d", near):
            reading.rewrite(*match.span(), english_months[match.group()])
    weekdays = reading.said(listed("weekdays"))
    for match in list(compiled(rf"{weekdays},?\s+{p.DAY_AHEAD}").finditer(reading.text)):
        reading.rewrite(*match.span(), " " * len(match.group()))
    misspelt_months(reading)
    danish = reading.said((*months(), *listed("short_months"))) + r"\.?"
    links = r"\s*(?:og|and|til|to|-|–|,|eller|or|through|until)\s*"
    pattern = rf"({danish})(?={links}(?:{p.DAY_OF_MONTH})?(?:{danish})\s+(\d{{4}}))"
    reading.replace(pattern, lambda match: f"{match[0]} {match[2]}")


def months_of_a_year(reading: Reading, today: date) -> None:
    """ "1. januar i år", "maj sidste år"."""
    if not reading.has(*months()):
        return
    for match in reversed(list(compiled(p.MONTH_OF).finditer(reading.text))):
        this = match[1] in ("i år", "af i år", "this year")
        reading.rewrite(*match.span(1), str(today.year if this else today.year - 1))


def days_by_number(reading: Reading) -> None:
    """ "den 5/3" as "5. marts"."""
    names = months()
    if not reading.has("/"):
        return
    reading.replace(
        p.DAY_AND_MONTH, lambda match: f"{match[1]}{int(match[2])}. {names[int(match[3]) - 1]}" if match[3] else None
    )


def misspelt_months(reading: Reading) -> None:
    """ "febuar 2021"."""
    for match in reversed(list(compiled(p.BEFORE_YEAR).finditer(reading.text))):
        close = [name for name in months() if name != match[1] and near(match[1], name)]
        if close and match[1] not in months():
            reading.question.corrected[match[1]] = close[0]
            reading.rewrite(*match.span(1), close[0])


def since_month(reading: Reading, today: date) -> None:
    """ "siden sommerferien": from the first day of a month, the last one gone by."""
    phrases: dict[str, int] = listed("since")
    if match := compiled(reading.said(phrases) + r"(?!\s+(?:i\s+|of\s+|in\s+)?(?:19|20)\d\d)").search(reading.text):
        month = phrases[" ".join(match.group().split())]
        narrow(reading, since=date(today.year - (month > today.month), month, 1))
        reading.take(*match.span())
    elections = reading.said(listed("elections"))
    pattern = rf"(siden|efter|før|inden|since|after|before)\s+({elections})(?:\s+(?:i\s+|in\s+)?((?:19|20)\d\d))?"
    if match := compiled(rf"(?<![^\W_]){pattern}").search(reading.text):
        year = int(match[3]) if match[3] else today.year - (today.year - 1) % 4
        day = periods.election(year - 4 if periods.election(year) > today else year)
        if match[1] in ("før", "inden", "before"):
            narrow(reading, until=day - DAY)
        else:
            narrow(reading, since=day)
        reading.take(*match.span())


def since_reform(reading: Reading) -> None:
    """ "efter kommunalreformen": from the day it took effect, or to the day before."""
    eras: dict[str, str] = listed("eras")
    pattern = rf"(?<![^\W_])(siden|efter|før|inden|since|after|before)\s+({reading.said(eras)})"
    if match := compiled(pattern).search(reading.text):
        day = date.fromisoformat(eras[" ".join(match[2].split())])
        before = match[1] in ("før", "inden", "before")
        narrow(reading, None if before else day, day - DAY if before else None)
        reading.take(*match.span())


def apart(taken: list[Period], found: list[Period]) -> list[Period]:
    """Those that lie outside what was taken."""
    return [one for one in found if not any(other.overlaps(one.start, one.end) for other in taken)]


def written(reading: Reading, today: date) -> list[Period]:
    """Dates as minutes write them; one without a year is the last gone by, since archives tell of the past."""
    from nlp.tag.dates import dates
    from nlp.tag.entities import Context

    context = Context(text=reading.text, meeting_date=today)
    found = []
    for one in dates.find(reading.text):
        said = reading.text[one.start : one.end]
        days, _ = dates.days(said, context, one.start)
        undated = not compiled(p.WITH_YEAR).search(said)
        if undated and (days.start > today if days else compiled(p.LEAP_DAY).search(said)):
            years = (dates.in_year(today.year - ago) for ago in range(9))
            earlier = (dates.side(said, year) or dates.range_of(said, year) for year in years)
            days = next((other for other in earlier if other and other.start <= today), days)
        if days:
            found.append(Period(one.start, one.end, days.start, days.end))
    return found


def refuse_no_days(reading: Reading, found: list[Period]) -> None:
    """Raise :class:`QuestionError` for a day that the calendar does not have."""
    for match in compiled(p.NO_DAY).finditer(reading.text):
        if not any(one.start <= match.start() and one.overlaps(*match.span()) for one in found):
            raise QuestionError(
                f"'{match.group()}' is no day of the calendar; write for example 28.2.2020 or 2020-02-28",
                f"'{match.group()}' er ingen dag i kalenderen; skriv for eksempel 28.2.2020 eller 2020-02-28",
            )


def joined(reading: Reading, one: Period, other: Period) -> bool:
    """ "maj og juni 2017", "2018, 2019": both, and what lies between."""
    gap = reading.text[one.end : other.start]
    before = compiled(rf"(?<![^\W_])(?:{p.BETWEEN_DATES})\s+{p.LINK}$").search(reading.text, 0, one.start)
    before = None if gap.strip() in ("eller", "or") else before
    return bool(not before and re.fullmatch(rf"\s*(?:og|and|,|samt|eller|or)\s*{p.LINK}", gap))


def is_range(reading: Reading, one: Period, other: Period) -> bool:
    """Whether "til", "-" or, behind "mellem", "og" joins two dates."""
    gap = reading.text[one.end : other.start]
    before = compiled(rf"(?<![^\W_]){p.BETWEEN_DATES}\s+{p.LINK}$").search(reading.text, 0, one.start)
    links = r"(?:til og med|frem til|og|til|to|and|until|through|-|–)"
    fitting = re.fullmatch(rf"\s*{links}\s*{p.LINK}", gap)
    return bool(fitting and (before or gap.strip() not in ("og", "and")))


def take_range(reading: Reading, one: Period, other: Period) -> None:
    """The days from the first date to the second."""
    before = compiled(rf"(?<![^\W_]){p.BETWEEN_DATES}\s+{p.LINK}$").search(reading.text, 0, one.start)
    first = one.first
    while first > other.last and not compiled(p.WITH_YEAR).search(reading.text, one.start, one.end):
        first = back(first, 1, "years")
    narrow(reading, since=first, until=other.last)
    reading.take(before.start() if before else one.start, other.end)


def take(reading: Reading, period: Period) -> None:
    """The days that a date gives with the word before it: from, after, before, until or on it."""
    first, last = period.first, period.last
    sides = (
        (p.FROM, first, None),
        (p.AFTER, last + DAY, None),
        (p.BEFORE, None, first - DAY),
        (p.UNTIL, None, last),
        (p.ON, first, last),
    )
    for pattern, since, until in sides:
        before = compiled(rf"(?<![^\W_])(?:{pattern})\s+{p.LINK}$").search(reading.text, 0, period.start)
        if before:
            on = follows(reading, period, "onward")
            single = first == last and first.day == 1
            bare = before.group().split()[0] in ("fra", "from") and "og med" not in before.group()
            both = compiled(r"\s(?:til|to)\s").search(reading.text, period.start, period.end)
            if (bare and not single and not on) or both:
                since, until = first, last
            narrow(reading, since, until)
            reading.take(before.start(), period.end)
            return
    if follows(reading, period, "earlier"):
        narrow(reading, until=last)
    else:
        narrow(reading, first, None if follows(reading, period, "onward") else last)
    reading.take(period.start, period.end)


def follows(reading: Reading, period: Period, words: Literal["onward", "earlier"]) -> bool:
    """Whether "og frem" or "or earlier" stands right behind a date; taken."""
    found = compiled(rf"\s+{reading.said(listed(words))}").match(reading.text, period.end)
    if found:
        reading.take(*found.span())
    return bool(found)


def narrow(reading: Reading, since: date | None = None, until: date | None = None) -> None:
    """Set the first or last day of the question, where one is given."""
    question = reading.question
    question.since = since.isoformat() if since else question.since
    question.until = until.isoformat() if until else question.until


def parse_day(text: str, today: date, last: bool = False) -> str:
    """The first (or ``last``) day of what an option names ("2020", "1.3.2020", "sidste år").

    Raises :class:`QuestionError`.
    """
    reading = Reading(text)
    read(reading, today)
    question = reading.question
    day = (question.until if last else question.since) or question.since or question.until
    if day is None or reading.words():
        raise QuestionError(
            f"'{text[:40]}' is not a date; write for example 2020-03-17, 17.3.2020, 2020 or 'sidste år'",
            f"'{text[:40]}' er ingen dato; skriv for eksempel 2020-03-17, 17.3.2020, 2020 eller 'sidste år'",
        )
    return day
