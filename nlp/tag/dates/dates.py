"""Finds calendar expressions and says which days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.tag import scan
from nlp.tag.dates import patterns as p
from nlp.tag.dates.calendar import Interval, between, school_year, years
from nlp.tag.dates.read import READERS, YearOf, full_year
from nlp.tag.dates.years import year_finder
from nlp.tag.entities import RULE, Context, Found

if TYPE_CHECKING:
    from nlp.record import DateValue

MONTH_ANCHOR = scan.late(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)")
YEAR_ANCHOR = scan.late(r"(?:1[5-9]|20)\d\d")
OTHER_ANCHOR = scan.late(r"primo|medio|ultimo|årsudgang|uge(?:rne)?\s\d")
PERIOD_ANCHOR = scan.late(r"[1-4]\.\s?(?:kvartal|halvår)")
NUMERIC_ANCHOR = scan.late(r"\d[./–-][ \u00a0]?\d")


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of writing a date: the pattern, and how many characters before and after an anchor to look.

    A text without one of ``signs`` has none of the kind.
    """

    name: str
    pattern: re.Pattern[str]
    anchor: re.Pattern[str]
    reach: tuple[int, int]
    signs: tuple[str, ...] = ()

    def may_be_in(self, text: str) -> bool:
        """Whether a text, in lower case, has any of the signs without which the pattern cannot match."""
        return not self.signs or any(sign in text for sign in self.signs)


def kind(name: str, source: str, anchor: re.Pattern[str], reach: tuple[int, int], signs: tuple[str, ...] = ()) -> Kind:
    """A kind whose pattern is compiled when it is first tried."""
    return Kind(name, scan.late(source), anchor, reach, signs)


NUMERIC_REACH, MONTH_REACH, YEAR_REACH, OTHER_REACH, PERIOD_REACH = (24, 16), (40, 34), (44, 16), (0, 30), (6, 14)
MARKS, MONTHS = ("-", "–", "/", "."), tuple(name[:3] for name in p.MONTHS)
KINDS = (
    kind("iso", p.ISO, NUMERIC_ANCHOR, NUMERIC_REACH, ("-",)),
    kind("numeric", p.NUMERIC, NUMERIC_ANCHOR, NUMERIC_REACH, MARKS),
    kind("day_month", p.DAY_MONTH, MONTH_ANCHOR, MONTH_REACH, MONTHS),
    kind("day_word", p.DAY_IN_WORDS, MONTH_ANCHOR, MONTH_REACH, tuple(p.DAY_WORDS)),
    kind("month", p.MONTH_YEAR, MONTH_ANCHOR, MONTH_REACH, MONTHS),
    kind("quarter", p.QUARTER, YEAR_ANCHOR, YEAR_REACH, ("kv",)),
    kind("quarter", p.Q_QUARTER, YEAR_ANCHOR, YEAR_REACH, ("q",)),
    kind("quarter", p.BARE_QUARTER, PERIOD_ANCHOR, PERIOD_REACH, ("kvartal",)),
    kind("half", p.BARE_HALF, PERIOD_ANCHOR, PERIOD_REACH, ("halvår",)),
    kind("half", p.HALF, YEAR_ANCHOR, YEAR_REACH, ("halv",)),
    kind("turn", p.TURN, YEAR_ANCHOR, YEAR_REACH, ("skiftet",)),
    kind("season", p.SEASON, YEAR_ANCHOR, YEAR_REACH, tuple(p.SEASONS)),
    kind("part_year", p.PART_YEAR, YEAR_ANCHOR, YEAR_REACH, tuple(p.PARTS)),
    kind("years", p.YEARS, YEAR_ANCHOR, YEAR_REACH),
    kind("part_year", p.PART_YEAR, OTHER_ANCHOR, OTHER_REACH, tuple(p.PARTS)),
    kind("week", p.WEEK, OTHER_ANCHOR, OTHER_REACH, ("uge",)),
)
SHORT_DAY_AFTER_DEN = scan.late(p.SHORT_DAY_AFTER_DEN)
NUMERIC_SPAN = scan.late(p.NUMERIC_SPAN)
SHORT_YEAR, BARE_YEAR = scan.late(p.SHORT_YEAR), scan.late(p.BARE_YEAR)
SCHOOL_YEAR_BEFORE = scan.late(p.SCHOOL_YEAR_BEFORE)
SHORT_SPAN = scan.late(p.SHORT_SPAN)
SHORT_DAY_LIST = scan.late(p.SHORT_DAY_LIST)
SHORT_DAY = kind("short_day", rf"(?<![\d./]){p.SHORT_DAY}", NUMERIC_ANCHOR, NUMERIC_REACH, MARKS)
NOT_BEFORE = scan.late(p.NOT_BEFORE)
YEAR_NOT_BEFORE = scan.late(p.YEAR_NOT_BEFORE)
YEAR_NOT_AFTER = scan.late(p.YEAR_NOT_AFTER)
OLD_YEAR_BEFORE = scan.late(p.OLD_YEAR_BEFORE)
TWO_YEARS = scan.late(r"(\d{4})\s?[-–/]\s?(?:\d\d)?\d\d")
DASH = scan.late(rf"{scan.GAP}(?:[-–—]|/){scan.GAP}")
SHORT_ANCHOR = scan.late(r"\d[./]\d{1,2}(?![./]?\d)")
PARSERS = (*KINDS, SHORT_DAY)


def find(text: str) -> Iterator[Found]:
    """Calendar expressions in text order, without values: those depend on the document (:func:`parse`)."""
    lowered = scan.lower(text)
    found = [*kinds(lowered), *short_days(lowered), *(match.span("year") for match in SHORT_YEAR.finditer(lowered))]
    yield from joined(lowered, sorted(longest(found)))


def kinds(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the expressions of all :data:`KINDS` whose days exist."""
    stretches: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for one in KINDS:
        if not one.may_be_in(text):
            continue
        if one.anchor not in stretches:
            stretches[one.anchor] = list(scan.windows(one.anchor, text, *one.reach))
        for start, end in stretches[one.anchor]:
            for match in one.pattern.finditer(text, start, end):
                if excluded(one.name, text, match):
                    continue
                lone_year = one.name == "years" and match.end() - match.start() == 4
                if lone_year or possible(one.name, match):
                    yield match.span()
                elif one.name == "years" and match["end"]:
                    yield from (match.span("year"), match.span("end"))


def possible(name: str, match: re.Match[str]) -> bool:
    """Whether the days exist at all (31.2.2020 and 45-13-2020 do not)."""
    try:
        READERS[name](match, in_year(2000))
    except ValueError:
        return False
    return True


def excluded(name: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words around make it something else: "kl. 16.30", "nr. 2015", "1900 kr."."""
    if name not in ("numeric", "years"):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    if name == "numeric":
        return bool(NOT_BEFORE.search(before))
    if YEAR_NOT_BEFORE.search(before) or YEAR_NOT_AFTER.match(text, match.end()):
        return True
    lone = match.end() - match.start() == 4
    return lone and int(match["year"]) < 1900 and not OLD_YEAR_BEFORE.search(before)


def short_days(text: str) -> Iterator[tuple[int, int]]:
    """Bare day.month after "den", "d." or "pr.", on both sides of a dash, and in lists of four or more."""
    for start, end in scan.windows(NUMERIC_ANCHOR, text, 24, 24):
        for match in NUMERIC_SPAN.finditer(text, start, end):
            before = text[max(0, match.start() - 20) : match.start()]
            if range_of(match.group(), in_year(2000)) and not NOT_BEFORE.search(before):
                yield match.span()
    for start, end in scan.windows(SHORT_ANCHOR, text, 10, 40):
        for match in SHORT_DAY_AFTER_DEN.finditer(text, start, end):
            yield match.span("date")
        for match in SHORT_SPAN.finditer(text, start, end):
            yield match.start(), match.end() - 1
        for row in SHORT_DAY_LIST.finditer(text, start, end):
            for match in SHORT_DAY.pattern.finditer(text, row.start(), min(len(text), row.end() + 1)):
                yield match.span()


def longest(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans without overlaps, in text order: of those that overlap, the longest stays."""
    kept: tuple[int, int] | None = None
    for span in sorted(spans):
        if kept is None or span[0] >= kept[1]:
            if kept:
                yield kept
            kept = span
        elif span[1] - span[0] > kept[1] - kept[0]:
            kept = span
    if kept:
        yield kept


def joined(text: str, spans: list[tuple[int, int]]) -> Iterator[Found]:
    """Joins "3. september - 17. oktober 2024" and the like into one expression."""
    at = 0
    while at < len(spans):
        start, end = spans[at]
        if at + 1 < len(spans) and DASH.fullmatch(text, end, spans[at + 1][0]):
            whole = text[start : spans[at + 1][1]]
            if range_of(whole, in_year(2000)):
                end, at = spans[at + 1][1], at + 1
        yield Found(start, end, "DATE", None, RULE)
        at += 1


def parse(span_text: str, context: Context | None = None, start: int = 0) -> DateValue | None:
    """First and last day of an expression that stands at ``start`` of the context's text.

    An empty value where no year can be told; None where the text is no date.
    """
    interval, is_date = days(span_text, context, start)
    if interval or not is_date:
        return interval.value() if interval else None
    from nlp.record import DateValue

    return DateValue()


def days(span_text: str, context: Context | None = None, start: int = 0) -> tuple[Interval | None, bool]:
    """As :func:`parse`, without the model of a value: the days, and whether the text is a date."""
    lowered = scan.lower(span_text.strip())
    context = context or Context()
    if school := school_year_of(lowered, context, start):
        return school, True
    infer = year_finder(context, start, start + len(span_text))
    for one in PARSERS:
        match = one.pattern.fullmatch(lowered) if one.may_be_in(lowered) else None
        if match and possible(one.name, match):
            try:
                interval = READERS[one.name](match, infer)
            except ValueError:
                interval = None
            return interval, True
    return two_sided(lowered, infer)


def school_year_of(text: str, context: Context, start: int) -> Interval | None:
    """The school year of "2016-2017" and "16/17" behind that word, and the year of a bare "24"."""
    if bare := BARE_YEAR.fullmatch(text):
        first = full_year(bare["first"])
        return school_year(first) if bare["next"] else years(first, first)
    written = TWO_YEARS.fullmatch(text)
    before = scan.lower(context.text[max(0, start - 20) : start]) if written else ""
    return school_year(int(written[1])) if written and SCHOOL_YEAR_BEFORE.search(before) else None


def two_sided(text: str, infer: YearOf) -> tuple[Interval | None, bool]:
    """The days of a range of two expressions, and whether it is one."""
    interval = range_of(text, infer)
    return interval, bool(interval or range_of(text, in_year(2000)))


def range_of(text: str, infer: YearOf) -> Interval | None:
    """The days from one expression to another; the first takes its year from the second."""
    for dash in DASH.finditer(text):
        right = side(text[dash.end() :], infer)
        if right is None:
            continue
        for year in (right.end.year, right.end.year - 1):
            left = side(text[: dash.start()].rstrip("."), in_year(year)) or side(text[: dash.start()], in_year(year))
            if left and left.start <= right.end:
                return between(left.start, right.end)
    return None


def in_year(year: int) -> YearOf:
    """Takes every expression without a year to be of this one."""
    return lambda month, day, words: year


def side(text: str, infer: YearOf) -> Interval | None:
    """The days of one side of a range, None where it is no expression or its days do not exist."""
    for one in PARSERS:
        if one.may_be_in(text) and (match := one.pattern.fullmatch(text)):
            try:
                return READERS[one.name](match, infer)
            except ValueError:
                return None
    return None
