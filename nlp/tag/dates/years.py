"""The year of a day or month that is written without one."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from nlp.tag import scan
from nlp.tag.dates import patterns as p
from nlp.tag.dates.read import YearOf
from nlp.tag.entities import Context

YEAR = scan.late(rf"(?<![\d/-]){p.YEAR}(?!\d|/\d\d\d|[-–]\d)")
DECIDED = scan.late(p.DECIDED)
LAST_YEAR = scan.late(p.LAST_YEAR)
PAST, FUTURE = scan.late(p.PAST), scan.late(p.FUTURE)
RECURRING = scan.late(p.RECURRING)
DATED_NEXT = scan.late(rf"{p.BEFORE_DATED}(?:\d{{1,2}}\.\s?)?{p.MONTH},?\s+(?P<year>{p.YEAR})(?!\d)")
SENTENCE_END = scan.late(r"(?<!\b\d)(?<!\b\d\d)[.!?][ \n]+(?=[A-ZÆØÅ])|\n\s*\n|\n[-•]|:\n")
LIST_BREAK = scan.late(r"[.!?]\s+[A-ZÆØÅ]|[^\n]{90}")
RELATIVE = {"i år": 0, "d.å.": 0, "d. å.": 0, "sidste år": -1, "næste år": 1}
LIST_REACH = 400
"""Characters that a heading such as "møder i 2021:" reaches into the list under it."""
REACH = 3000
"""How far away a year may stand that is written, or that an earlier mention of the day has, in characters."""


def year_finder(context: Context, start: int, end: int) -> YearOf:
    """Tells the year of a month and day written at ``[start, end)`` of the document.

    In this order: "i år" and its like; a dated day right after ("12. december til 4. januar 2023"); none for
    what recurs every year; the heading of a list ("møder i 2021:"), also for a day that stands in such a list of the
    same point before; the meeting's year or one beside it; without a meeting's date the year written nearest, in the
    same sentence first.
    """

    def infer(month: int, day: int, relative: str) -> int | None:
        text, meeting = context.text, context.meeting_date or decided(context.text)
        if relative in RELATIVE:
            nearby = meeting.year if meeting else written_year(text, start, end)
            return nearby + RELATIVE[relative] if nearby else None
        if dated := DATED_NEXT.match(scan.lower(text[end : end + 60])):
            later = p.MONTHS[dated["month"].rstrip(".")]
            return int(dated["year"]) - (1 if later < month else 0)
        before, after = sentence(text, start, end)
        if RECURRING.search(before) or RECURRING.search(after[:40]):
            return None
        if headed := heading_year(text, start) or listed_year(text, context.point_start(start), start, end):
            return headed
        if meeting:
            return year_beside(meeting, month, day, before)
        return written_year(text, start, end, context.point_start(start))

    return infer


@lru_cache(maxsize=1)
def decided(text: str) -> date | None:
    """The day of the last decision whose heading has one ("beslutning i mødet den 11. august 2026")."""
    headings = list(DECIDED.finditer(scan.lower(text)))
    if not headings:
        return None
    year, month, day = headings[-1]["year"], headings[-1]["month"].rstrip("."), headings[-1]["day"]
    try:
        return date(int(year), p.MONTHS[month], int(day))
    except ValueError:
        return None


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence, in lower case."""
    first = max(0, start - 300)
    before = text[first:start]
    ends = [match.end() for match in SENTENCE_END.finditer(before)]
    stop = SENTENCE_END.search(text, end, end + 300)
    after = text[end : stop.start() if stop else end + 300]
    return scan.lower(before[ends[-1] if ends else 0 :]), scan.lower(after)


def heading_year(text: str, position: int) -> int | None:
    """The year of the heading over a list: the last colon line before, when only a list stands between."""
    before = text[max(0, position - LIST_REACH) : position]
    colon = before.rfind(":\n")
    if colon < 0 or LIST_BREAK.search(before, colon + 2):
        return None
    head = before[:colon]
    found = YEAR.findall(head, max(head.rfind("\n"), head.rfind(". ")) + 1)
    return int(found[-1]) if found else None


def listed_year(text: str, first: int, start: int, end: int) -> int | None:
    """The year of the list in which the day written at ``[start, end)`` stands before, from ``first`` on."""
    same = re.compile(rf"(?<![\d./]){re.escape(text[start:end])}(?![./]?\d)")
    years = (heading_year(text, one.start()) for one in same.finditer(text, max(first, start - REACH), start))
    return next(filter(None, years), None)


def year_beside(meeting: date, month: int, day: int, before: str) -> int:
    """The meeting's year or one beside it, by how far the day then lies from the meeting.

    A day more than two months ahead of which the sentence speaks as past was in the year before, one as far back
    of which it speaks as to come is in the year after; a day more than eight months back, or nine ahead, is rather
    in the next, or the last, year. Of several such words the nearest counts.
    """
    offset = (month - meeting.month) * 30 + day - meeting.day
    if LAST_YEAR.search(before):
        return meeting.year - (1 if offset > 0 else 0)
    past, future = last(PAST, before), last(FUTURE, before)
    if offset > 270 or (past > future and offset > 60):
        return meeting.year - 1
    comes = offset < -240 and past < 0
    return meeting.year + (1 if comes or (future > past and offset < -60) else 0)


def last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern's last match starts; -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def written_year(text: str, start: int, end: int, first: int = 0) -> int | None:
    """The year written nearest: in the sentence, else before it from ``first`` on, else after it."""
    before, after = sentence(text, start, end)
    if found := YEAR.findall(before):
        return int(found[-1])
    if found := YEAR.findall(after) or YEAR.findall(text, max(first, start - REACH), start)[-1:]:
        return int(found[0])
    later = YEAR.search(text, end, end + REACH)
    return int(later.group()) if later else None
