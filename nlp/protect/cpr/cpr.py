"""Finds CPR numbers by a real birth date and what stands around them.

The seventh digit tells the century (CPR-kontoret, "Personnummeret i CPR"). The check by modulus 11 is evidence
where the surroundings speak against a CPR number, never a filter: since 2007 numbers are given out that fail it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.protect.cpr import patterns as p

MASK = "x"
REPLACEMENT = 60
"""Added to the day in numbers that stand in for a CPR number ("erstatningspersonnummer")."""
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
BEFORE = 45
"""Characters in which an announcing word is looked for."""

SHAPE, PLAIN, LONG, LOOSE = re.compile(p.SHAPE), re.compile(p.PLAIN), re.compile(p.LONG), re.compile(p.LOOSE)
SHAPES = bytes(ord("0" if "0" <= char <= "9" else "-" if char in p.BETWEEN else "x") for char in map(chr, range(256)))
NAMED = re.compile(rf"{p.NAMED}[^0-9]{{0,30}}$")
OTHER = re.compile(p.OTHER, re.IGNORECASE)
AMOUNT_BEFORE, AMOUNT_AFTER = re.compile(p.AMOUNT_BEFORE, re.IGNORECASE), re.compile(p.AMOUNT_AFTER, re.IGNORECASE)
CODE_BEFORE, CODE_AFTER = re.compile(p.CODE_BEFORE), re.compile(p.CODE_AFTER)
NUMBER_BEFORE, NUMBER_AFTER = re.compile(p.NUMBER_BEFORE), re.compile(p.NUMBER_AFTER)


@dataclass(frozen=True, slots=True)
class Cpr:
    """A CPR number at ``text[start:end]``; its last four digits are ``text[serial:end]``."""

    start: int
    serial: int
    end: int
    born: date


def find(text: str) -> Iterator[Cpr]:
    """The CPR numbers of a text, in no particular order; one may come twice."""
    if not SHAPE.search(text.encode("latin-1", "replace").translate(SHAPES)):
        return
    for match in PLAIN.finditer(text):
        if (born := birth(match)) and is_likely(text, match):
            yield Cpr(match.start("day"), match.start("serial"), match.end(), born)
    for match in LONG.finditer(text):
        if born := birth(match):
            yield Cpr(match.start("day"), match.start("serial"), match.end(), born)
    for match in LOOSE.finditer(text):
        announced = text[match.start() : match.start("day")]
        if (born := birth(match)) and not OTHER.search(announced):
            yield Cpr(match.start("day"), match.start("serial"), match.end(), born)


def mask(text: str) -> str:
    """The text with the last four digits of every CPR number as "xxxx": all offsets stay."""
    serials = {(cpr.serial, cpr.end) for cpr in find(text)}
    if not serials:
        return text
    parts, at = [], 0
    for start, end in sorted(serials):
        parts += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def birth(match: re.Match[str]) -> date | None:
    """The birth date that the digits tell, None where there is no such day."""
    day, month, serial = int(match["day"]), int(match["month"]), match["serial"]
    year = birth_year(int(match["year"][-2:]), int(serial[0]))
    if len(match["year"]) == 4 and int(match["year"]) != year:
        return None
    try:
        return date(year, month, day - REPLACEMENT if day > REPLACEMENT else day)
    except ValueError:
        return None


def birth_year(year: int, seventh: int) -> int:
    """The year of birth by its last two digits and the seventh digit of the number."""
    if seventh <= 3:
        return 1900 + year
    if seventh in (4, 9):
        return 2000 + year if year <= 36 else 1900 + year
    return 2000 + year if year <= 57 else 1800 + year


def passes_check(digits: str) -> bool:
    """Whether ten digits pass the check by modulus 11."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def is_likely(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around ten digits with a birth date lets them be a CPR number."""
    start, end = match.span()
    before, after = text[max(0, start - BEFORE) : start], text[end : end + 12]
    solid = not match["gap"]
    heading = column_heading(text, start)
    if not OTHER.search(before) and (NAMED.search(before) or (heading and NAMED.search(heading))):
        return True
    other = OTHER.search(before) or (heading and OTHER.search(heading))
    amount = AMOUNT_BEFORE.search(before) or AMOUNT_AFTER.match(after)
    code = CODE_BEFORE.search(before) or CODE_AFTER.match(after)
    if (solid and (other or amount or code)) or (other and code):
        return False
    among = not re.search(p.DASH, match["gap"]) and not solid and is_among_numbers(text, match)
    if other or amount or code or among:
        return passes_check(match["day"] + match["month"] + match["year"] + match["serial"])
    return True


def is_among_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers with only a blank or line break between them belong to a row or column of numbers."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 3]
    if "\n" in match["gap"]:
        return bool(NUMBER_BEFORE.search(before) and NUMBER_AFTER.match(after))
    return bool(re.search(r"[0-9][ \u00a0]$", before) or re.match(r"[ \u00a0][0-9]", after))


def column_heading(text: str, position: int) -> str:
    """The heading of the table column in which a position lies; empty outside tables."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    if "\t" not in text[start : end if end >= 0 else len(text)]:
        return ""
    column = text.count("\t", start, position)
    first = start
    while first > 0 and "\t" in text[(above := text.rfind("\n", 0, first - 1) + 1) : first - 1]:
        first = above
    if first == start:
        return ""
    cells = text[first : text.index("\n", first)].split("\t")
    return cells[column] if column < len(cells) else ""
