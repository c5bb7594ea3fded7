"""Case text below a decision without a heading between, in documents that put the decision first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.outline import OutlinePoint
from nlp.segment.outline.recurring import looks_decided

USUAL = 0.7
"""Share of the points with more sections in which the decision comes first."""
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_GOES_ON = re.compile(
    r"[ \t*_]*(?:[-–•\"»(]|\d|for\b|imod\b|undlod|ad\b|fravær|afbud|ikke til|[a-zæøå][.) ])", re.IGNORECASE
)
_OF_VOTES = re.compile(
    r"stem(?:m|t)|forslag(?:et)? (?:er|blev)|\([A-ZÆØÅ]{1,2}\)|udvalget|byrådet|protokol|deltog|fraværende"
)


def end_decisions(text: str, points: Sequence[OutlinePoint]) -> None:
    """Cut the decisions that end their points at the first paragraph that tells of no decision."""
    several = [point for point in points if len(point.sections) > 1]
    first = [point for point in several if point.sections[0].role == "decision"]
    others = [point for point in first if any(section.role != "decision" for section in point.sections[1:])]
    if len(several) < 3 or len(others) < USUAL * len(several):
        return
    for point in points:
        if len(point.sections) == 1 and point.sections[0].role == "decision":
            section = point.sections[0]
            section.span = (section.span[0], _end(text, *section.span))


def _end(text: str, start: int, end: int) -> int:
    for gap in _PARAGRAPHS.finditer(text, start, end):
        below = text[gap.end() : end].split("\n\n", 1)[0]
        if below.strip() and not (_GOES_ON.match(below) or looks_decided(below) or _OF_VOTES.search(below)):
            return gap.start() if text[start : gap.start()].strip() else end
    return end
