"""Dates in a question: "i 2020", "siden 1. marts 2019", "sidste år", "the last three years", "from 2018 to 2020"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.query.question import QuestionError
from nlp.query.reading import holidays, ordinals, periods
from nlp.query.reading import patterns as p
from nlp.query.reading.reading import Reading, compiled, in_manner, listed, near
from nlp.query.reading.rewriting import rewrite
from nlp.resources import months

Interval = tuple[str, str]
Spans = list[tuple[tuple[int, int], Interval]]
DAY = timedelta(days=1)


def read(reading: Reading, today: date) -> None:
    """Take every calendar expression, with the words that say whether it is a start, an end or the whole."""
    rewrite(reading, "times", today)
    days_by_number(reading)
    translate(reading)
    months_of_a_year(reading, today)
    since_month(reading, today)
    since_reform(reading)
    spans = holidays.read(reading, today)
    if reading.has("siden", "ago"):
        reading.question.unused += [reading.written[slice(*match.span())] for match in reading.take_all(p.VAGUE_AGO)]
    ordinals.older(reading, today)
    for find in (*ordinals.WAYS, *periods.WAYS):
        spans += apart(spans, find(reading, today))
    if re.search(r"\d", reading.text) or any(name[:3] in reading.text for name in listed("months").values()):
        spans += written(reading, today, [span for span, _ in spans])
    spans.sort()
    refuse_no_days(reading, [span for span, _ in spans])
    spans = [one for one in spans if not left_out(reading, one[0])]
    at = 0
    while at < len(spans):
        if at + 1 < len(spans) and joined(reading, spans[at][0], spans[at + 1][0]):
            (first, one), (second, other) = spans[at : at + 2]
            spans[at + 1] = (first[0], second[1]), (min(one[0], other[0]), max(one[1], other[1]))
            at += 1
        elif at + 1 < len(spans) and is_range(reading, spans[at][0], spans[at + 1][0]):
            take_range(reading, spans[at], spans[at + 1])
            at += 2
        else:
            take(reading, *spans[at])
            at += 1


def left_out(reading: Reading, span: tuple[int, int]) -> bool:
    """ "undtagen i 2020": no condition can say so; taken and named."""
    words = reading.said(in_manner("except_days"))
    before = compiled(rf"{words}\s+{p.LINK}$").search(reading.text, 0, span[0])
    if before:
        reading.question.unused.append(reading.written[before.start() : span[1]])
        reading.take(before.start(), span[1])
    return bool(before)


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
        narrow(reading, since=date(today.year - (month > today.month), month, 1).isoformat())
        reading.take(*match.span())
    elections = reading.said(listed("elections"))
    pattern = rf"(siden|efter|før|inden|since|after|before)\s+({elections})(?:\s+(?:i\s+|in\s+)?(\d{{4}}))?"
    if match := compiled(rf"(?<![^\W_]){pattern}").search(reading.text):
        year = int(match[3]) if match[3] else today.year - (today.year - 1) % 4
        day = periods.election(year - 4 if periods.election(year) > today else year)
        if match[1] in ("før", "inden", "before"):
            narrow(reading, until=(day - DAY).isoformat())
        else:
            narrow(reading, since=day.isoformat())
        reading.take(*match.span())


def since_reform(reading: Reading) -> None:
    """ "efter kommunalreformen": from the day it took effect, or to the day before."""
    eras: dict[str, str] = listed("eras")
    pattern = rf"(?<![^\W_])(siden|efter|før|inden|since|after|before)\s+({reading.said(eras)})"
    if match := compiled(pattern).search(reading.text):
        day = eras[" ".join(match[2].split())]
        before = match[1] in ("før", "inden", "before")
        narrow(reading, None if before else day, shifted(day, -1) if before else None)
        reading.take(*match.span())


def apart(taken: Spans, found: Spans) -> Spans:
    """Those that lie outside what was taken."""
    return [one for one in found if not any(s < one[0][1] and one[0][0] < e for (s, e), _ in taken)]


def written(reading: Reading, today: date, taken: list[tuple[int, int]]) -> Spans:
    """Dates as minutes write them, outside what was taken, with their days."""
    from nlp.tag.dates import dates
    from nlp.tag.entities import Context

    context = Context(text=reading.text, meeting_date=today)
    found = []
    for one in dates.find(reading.text):
        if any(start < one.end and one.start < end for start, end in taken):
            continue
        said = reading.text[one.start : one.end]
        interval, _ = dates.days(said, context, one.start)
        if interval:
            first, last = interval.start.isoformat(), interval.end.isoformat()
            found.append(((one.start, one.end), not_later(first, last, said, today)))
    return found


def not_later(start: str, end: str, text: str, today: date) -> Interval:
    """A month or day without a year is the last one gone by: archives tell of the past."""
    if start > today.isoformat() and not re.search(r"\d{4}|\d[./-]\d+[./-]\d", text):
        year = str(int(start[:4]) - 1)
        return year + start[4:], str(int(end[:4]) - 1) + end[4:]
    return start, end


def refuse_no_days(reading: Reading, spans: list[tuple[int, int]]) -> None:
    """Raise :class:`QuestionError` for a day that the calendar does not have."""
    for match in compiled(p.NO_DAY).finditer(reading.text):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            raise QuestionError(
                f"'{match.group()}' is no day of the calendar; write for example 28.2.2020 or 2020-02-28",
                f"'{match.group()}' er ingen dag i kalenderen; skriv for eksempel 28.2.2020 eller 2020-02-28",
            )


def joined(reading: Reading, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """ "maj og juni 2017", "2018, 2019": both, and what lies between."""
    gap = reading.text[first[1] : second[0]]
    before = compiled(rf"(?<![^\W_])(?:{p.BETWEEN_DATES})\s+{p.LINK}$").search(reading.text, 0, first[0])
    before = None if gap.strip() in ("eller", "or") else before
    return bool(not before and re.fullmatch(rf"\s*(?:og|and|,|samt|eller|or)\s*{p.LINK}", gap))


def is_range(reading: Reading, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether "til", "-" or, behind "mellem", "og" joins two dates."""
    gap = reading.text[first[1] : second[0]]
    before = compiled(rf"(?<![^\W_]){p.BETWEEN_DATES}\s+{p.LINK}$").search(reading.text, 0, first[0])
    links = r"(?:til og med|frem til|og|til|to|and|until|through|-|–)"
    fitting = re.fullmatch(rf"\s*{links}\s*{p.LINK}", gap)
    return bool(fitting and (before or gap.strip() not in ("og", "and")))


def take_range(
    reading: Reading, first: tuple[tuple[int, int], Interval], second: tuple[tuple[int, int], Interval]
) -> None:
    """The days from the first date to the second."""
    before = compiled(rf"(?<![^\W_]){p.BETWEEN_DATES}\s+{p.LINK}$").search(reading.text, 0, first[0][0])
    narrow(reading, since=first[1][0], until=second[1][1])
    reading.take(before.start() if before else first[0][0], second[0][1])


def take(reading: Reading, span: tuple[int, int], interval: Interval) -> None:
    """The days that a date gives with the word before it: from, after, before, until or on it."""
    start, end = interval
    sides = (
        (p.FROM, start, None),
        (p.AFTER, shifted(end, 1), None),
        (p.BEFORE, None, shifted(start, -1)),
        (p.UNTIL, None, end),
        (p.ON, start, end),
    )
    for pattern, since, until in sides:
        before = compiled(rf"(?<![^\W_])(?:{pattern})\s+{p.LINK}$").search(reading.text, 0, span[0])
        if before:
            on = onward(reading, span)
            single = start == end and start.endswith("-01")
            bare = before.group().split()[0] in ("fra", "from") and "og med" not in before.group()
            if (bare and not single and not on) or compiled(r"\s(?:til|to)\s").search(reading.text, *span):
                since, until = start, end
            narrow(reading, since, until)
            reading.take(before.start(), span[1])
            return
    if earlier(reading, span):
        narrow(reading, until=end)
    else:
        narrow(reading, start, None if onward(reading, span) else end)
    reading.take(*span)


def onward(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether "og frem" or the like follows a day."""
    found = compiled(rf"\s+{reading.said(listed('onward'))}").match(reading.text, span[1])
    if found:
        reading.take(*found.span())
    return bool(found)


def earlier(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether "or earlier" follows a day."""
    found = compiled(rf"\s+{reading.said(listed('earlier'))}").match(reading.text, span[1])
    if found:
        reading.take(*found.span())
    return bool(found)


def narrow(reading: Reading, since: str | None = None, until: str | None = None) -> None:
    """Set the first or last day of the question, where one is given."""
    question = reading.question
    question.since = since or question.since
    question.until = until or question.until


def shifted(day: str, days: int) -> str:
    """An ISO day so many days later."""
    return (date.fromisoformat(day) + DAY * days).isoformat()


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
