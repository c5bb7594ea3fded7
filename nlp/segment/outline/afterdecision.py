"""Case text below a decision without a heading between, in documents that put the decision first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.outline import OutlinePoint, OutlineSection
from nlp.vocabulary import wording
from nlp.vocabulary.decision_wording import decision_score, reads_decided

USUAL = 0.7
"""Share of the points with more sections in which the decision comes first."""
MOST, LEAST = 3.0, 1.0
"""No paragraph counts for more, and those left out count for this much at least."""
LONGEST = 160
"""Letters of a paragraph on absence."""
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_GOES_ON = re.compile(
    r"[ \t*_]*(?:[-–•\"»(]|\d|for\b|imod\b|undlod|ad\b|fravær|afbud|ikke til|[a-zæøå][.) ])", re.IGNORECASE
)


def end_decisions(text: str, points: Sequence[OutlinePoint]) -> None:
    """Cut the decisions that end their points at the first paragraph that tells of no decision."""
    several = [point for point in points if len(point.sections) > 1]
    first = [point for point in several if point.sections[0].role == "decision"]
    others = [point for point in first if any(section.role != "decision" for section in point.sections[1:])]
    if len(several) >= 3 and len(others) >= USUAL * len(several):
        for point in points:
            if len(point.sections) == 1 and point.sections[0].role == "decision":
                section = point.sections[0]
                section.span = (section.span[0], _first_end(text, *section.span))
    else:
        _end_by_words(text, [point.sections[-1] for point in points if point.sections])


def _end_by_words(text: str, last: Sequence[OutlineSection]) -> None:
    """The same where case text stands below most decisions, and no heading between."""
    ends = [_likely_end(text, *section.span) if section.role == "decision" else section.span[1] for section in last]
    cut = [end < section.span[1] for section, end in zip(last, ends, strict=True)]
    if sum(cut) < max(3, USUAL * len(cut)):
        return
    for section, end in zip(last, ends, strict=True):
        section.span = (section.span[0], end)


def _likely_end(text: str, start: int, end: int) -> int:
    """Behind which paragraph nothing reads like a decision any more."""
    best, place, total, below = 0.0, end, 0.0, end
    for gap in reversed([*_PARAGRAPHS.finditer(text, start, end)]):
        said = " ".join(text[gap.end() : below].split())
        absence = len(said) < LONGEST and wording.ABSENCE_WORDS.search(said)
        total += MOST if absence else max(-MOST, min(MOST, decision_score(said)))
        below = gap.start()
        if total < min(best, -LEAST):
            best, place = total, below
    return place


def _first_end(text: str, start: int, end: int) -> int:
    """Above the first paragraph that neither goes on with the decision nor reads like one."""
    for gap in _PARAGRAPHS.finditer(text, start, end):
        below = text[gap.end() : end].split("\n\n", 1)[0]
        if below.strip() and not (_GOES_ON.match(below) or reads_decided(below)):
            return gap.start() if text[start : gap.start()].strip() else end
    return end
