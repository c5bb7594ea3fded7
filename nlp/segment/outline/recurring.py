"""Decision headings that only the document itself tells: a heading in most points, with decisions below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp.segment.lines.features import Shape
from nlp.segment.lines.labeller import LineLabel
from nlp.vocabulary import line_patterns
from nlp.vocabulary.dates import DATE, as_iso
from nlp.vocabulary.decision_wording import reads_decided
from nlp.vocabulary.headings import heading_role, own_heading, parse_decision_heading

LONGEST = 90
LIKELY = 0.35
"""Share that is enough for one heading far before all others, in a document without known ones."""
BELIEVED = 0.4
"""What the labeller's word counts against words of a decision that can be read."""
COMMON = 0.3
"""A decision heading stands in this share of the points at least,"""
SURE = 0.6
"""and this share of its places is followed by the words of a decision."""
NEVER_INSIDE: frozenset[LineLabel] = frozenset({"MORE", "NOISE", "OUTSIDE"})
_LABEL = re.compile(r"[A-ZÆØÅ][^\W\d]+(?: [^\W\d]+){0,4}:\s+(?=\S)")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Heading:
    """The places of one heading, the points they lie in, and how many have a decision below."""

    places: list[int] = field(default_factory=list)
    points: set[int] = field(default_factory=set)
    decided: float = 0.0

    @property
    def share(self) -> float:
        return self.decided / len(self.places)


def recurring_key(s: Shape) -> str | None:
    """What a heading has in common in all points, bodies and dates left out; None for what heads nothing."""
    text = s.text.rstrip(" :")
    if (
        not 3 < len(text) <= LONGEST
        or text[-1] in ".,;"
        or s.line.table
        or not (text[0].isupper() or text[0].isdigit())
    ):
        return None
    if s.kind >= 0 or line_patterns.CASE_DATA.match(s.text):
        return None
    return _DIGITS.sub("", own_heading(text)[0].lower()).strip(" .,:-–/")


def recurring_decisions(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> list[int]:
    """Lines that head decisions in the document's own words, where known words head few."""
    headings: dict[str, _Heading] = {}
    known = set[int]()
    dates = _dates(found[: starts[0]]) if starts else set()
    for point, index in _inside(labels, starts):
        if labels[index] == "DECISION" and found[index].role == "decision":
            if _of_meeting(found[index].text, dates):
                known.add(point)
        elif labels[index] != "ABSENCE" and (read := _read_heading(found, index)):
            heading = headings.setdefault(read[0], _Heading())
            heading.places.append(index)
            heading.points.add(point)
            decided = reads_decided(read[1])
            heading.decided += decided + (0.0 if decided else BELIEVED * (labels[index] == "DECISION"))
    open_points = len(starts) - len(known)
    common = [
        heading
        for key, heading in headings.items()
        if len(heading.points) >= max(2, COMMON * open_points)
        and len(heading.points - known) >= SURE * len(heading.points)
        and (not key.endswith(":") or heading.share >= SURE)
    ]
    good = [heading for heading in common if heading.share >= SURE]
    if not known and not good and len(starts) > 2:
        good = _best([heading for heading in common if len(heading.points) >= SURE * len(starts)])
    return sorted(index for heading in good for index in heading.places)


def _dates(head: Sequence[Shape]) -> set[str]:
    """The dates in the head of a document."""
    return {iso for s in head for found in DATE.finditer(s.text) if (iso := as_iso(found[0]))}


def _of_meeting(text: str, dates: set[str]) -> bool:
    """Whether a known heading may be that of the meeting itself: not where it names a day that the head does not."""
    says = parse_decision_heading(text)
    if not dates or says is None:
        return True
    return says.date in dates if says.date else not says.day or any(date.endswith(says.day) for date in dates)


def split_label(text: str) -> tuple[str, str] | None:
    """A line that is a label and its text, as "Udfald:" and "Godkendt."; the text is a suffix of the line."""
    text = text.lstrip()
    found = _LABEL.match(text)
    return (found[0].rstrip(), text[found.end() :]) if found else None


def _read_heading(found: Sequence[Shape], index: int) -> tuple[str, str] | None:
    """The key of what may head a decision and the text that it heads: behind a label, or on the line below."""
    s = found[index]
    if not s.line.table and s.kind < 0 and (label := split_label(s.text)):
        return (label[0].lower(), label[1]) if heading_role(label[0]) in (None, "assessment") else None
    key = recurring_key(s) if _may_decide(s) else None
    return (key, found[index + 1].text if index + 1 < len(found) else "") if key else None


def _best(headings: list[_Heading]) -> list[_Heading]:
    """The one heading that has by far the most decisions below it, if there is one."""
    ranked = sorted(headings, key=lambda heading: -heading.share)
    second = ranked[1].share if len(ranked) > 1 else 0.0
    return ranked[:1] if ranked and ranked[0].share >= max(LIKELY, 2 * second) else []


def _may_decide(s: Shape) -> bool:
    """Not a known heading of another kind, unless it names a body and a day ("Udtalelse i ØK 4/12-28:")."""
    if s.role in ("hearing", "history", "other"):
        says = own_heading(s.text)[1]
        return bool(says.body and says.date)
    return s.role is None


def _inside(labels: Sequence[LineLabel], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Point and line, for all lines of points but their headings and those that belong to no section."""
    heads = set(starts)
    point = -1
    for index, label in enumerate(labels):
        point += index in heads
        if point >= 0 and index not in heads and label not in NEVER_INSIDE:
            yield point, index
