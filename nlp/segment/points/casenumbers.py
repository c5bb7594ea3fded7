"""Case and document numbers of a point, and the KLE code that a case number may carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.vocabulary import wording

_BARE_LINES = 4
_LABELLED_LINES = 10
_LAST_LINES = 3
_LABELLED = re.compile(wording.LABELLED_CASE, re.IGNORECASE)
_APART = re.compile(r"[ \t]+[·|][ \t]+")
_BEFORE_JOURNAL = re.compile(r"[ \t]*[,;|][ \t]*(?=(?:j\.?\s?nr|journal|dok))", re.IGNORECASE)


@dataclass(slots=True)
class Numbers:
    """What the lines under a point's heading say."""

    case: str | None = None
    document: str | None = None
    journal: str | None = None
    kle: str | None = None


def kle_code(case_number: str | None) -> str | None:
    """The KLE code at the head of a case number: "27.12.16" of "27.12.16-G01-4-19"."""
    found = wording.KLE.search(case_number or "")
    return found["kle"] if found else None


def find_numbers(text: str, start: int, end: int, last: int | None = None) -> Numbers:
    """Numbers in ``text[start:end]``, the text between a point's heading and its first section.

    A number alone on its line counts among the first lines only. Labelled numbers count up to ``last``
    too, among the first lines of the point: some systems print a section heading above them. A case
    number goes before a journal number, whose KLE code is kept.
    """
    numbers = Numbers()
    for place, line in enumerate(_short_lines(text[start:end])):
        _read_labelled(line, numbers)
        if numbers.case is None and place < _BARE_LINES:
            first = _BEFORE_JOURNAL.split(_APART.split(line)[0])[0].strip(" \t*_`")
            found = wording.BARE_CASE_LINE.match(first) or _LABELLED.fullmatch(first)
            if not found and not place:
                found = wording.PLAIN_NUMBER_LINE.match(line) or wording.CASE_AND_BODY.match(line)
            if found:
                _take_case(found["number"], numbers, journal=False)
    if last and last > end:
        lines = _short_lines(text[start:last])
        for line in lines[:_LABELLED_LINES]:
            if wording.METADATA_LINE.match(line):
                _read_labelled(line, numbers)
        for line in lines[-_LAST_LINES:]:
            if wording.ONLY_CASE.fullmatch(line.strip()):
                _read_labelled(line, numbers)
    numbers.case = numbers.case or numbers.journal
    return numbers


def _short_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() and len(line) <= 160]


def _read_labelled(line: str, numbers: Numbers) -> None:
    for found in wording.CASE_LINE.finditer(line):
        _take_case(found["number"], numbers, journal=found["label"].lower().startswith("j"))
    if document := wording.DOCUMENT_LINE.search(line):
        numbers.document = numbers.document or _clean(document["number"])


def _take_case(number: str, numbers: Numbers, journal: bool) -> None:
    number = _clean(number)
    if sum(character.isdigit() for character in number) < 4 and not wording.SHORT_CASE.fullmatch(number):
        return
    numbers.kle = numbers.kle or kle_code(number)
    if journal:
        numbers.journal = numbers.journal or number
    else:
        numbers.case = numbers.case or number


def _clean(number: str) -> str:
    return " ".join(number.split()).strip(" .,;:*_()")
