"""Numbered titles of points inside running text: "… Fraværende: Ingen Punkt 4. Ny skole i Nordby Sagsnr. 20/638 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from nlp.segment.lines.inlineheadings import InlineHeading
from nlp.segment.lines.ownnumbers import ENOUGH, best_chain, is_filled
from nlp.vocabulary import wording

SHORTEST, LONGEST = 6, 250
"""Letters of a title."""
TWIN = 24
"""Letters in which a title that is printed twice agrees."""
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in wording.INLINE_NUMBERS)
_CASE_NUMBER = re.compile(
    rf"(?<!\S)(?<!(?:nr|id)[.:] )(?<!(?:nr|ID)\.: )(?=\S*[/-]\S*\d{{3}}){wording.CASE_NUMBER}(?=\s)"
)
_LEADER = re.compile(r"\s?\.{3,}|[\t\n]| {3,}")


def title_breaks(text: str, headings: Sequence[InlineHeading]) -> Iterator[int]:
    """Where titles begin and, as far as the contents list or a case number tells, where they end.

    Of the forms of numbers that counts with which the longest series stands, with headings between its numbers.
    """
    titles: list[int] = []
    listed: list[int] = []
    inside = {place for heading in headings for place in range(heading.start, heading.end)}
    for form in _FORMS:
        found = [(one.start(), int(one["n"])) for one in form.finditer(text) if one.start() not in inside]
        series = _series(found, [heading.start for heading in headings])
        if len(series) > len(titles):
            titles = _with_twins(text, series, [place for place, _ in found])
            listed = _series([one for one in found if one[0] < series[0]], [])
    yield from titles
    yield from listed
    for title in titles:
        if listed and (end := _listed_end(text, title, listed)):
            yield end
        if case := _CASE_NUMBER.search(text, title + SHORTEST, title + LONGEST):
            yield from case.span()


def _series(found: Sequence[tuple[int, int]], headings: Sequence[int]) -> list[int]:
    """Offsets of the numbers that ascend by one, with headings between them if there are any."""
    events = sorted([*found, *((place, -1) for place in headings)])
    covered = list(accumulate(number < 0 for _, number in events))
    chain = best_chain([(index, number) for index, (_, number) in enumerate(events) if number >= 0], covered)
    is_series = len(chain) >= ENOUGH and (not headings or is_filled(chain, covered))
    return [events[index][0] for index in chain] if is_series else []


def _with_twins(text: str, series: Sequence[int], found: Sequence[int]) -> list[int]:
    """The series with both places of titles that are printed twice above one point."""
    twins = [
        one
        for before, place in pairwise(series)
        for one in found
        if before < one < place and text[one : one + TWIN] == text[place : place + TWIN]
    ]
    return sorted({*series, *twins})


def _listed_end(text: str, title: int, listed: Sequence[int]) -> int | None:
    """Where a title ends that stands in the contents list too, there perhaps with its page."""
    for one, two in pairwise([*listed, listed[-1] + LONGEST]):
        row = _LEADER.split(text[one:two])[0].rstrip()
        for words in (row, row.rstrip("0123456789 ")):
            if len(words) > SHORTEST and text.startswith(words, title):
                return title + len(words)
    return None
