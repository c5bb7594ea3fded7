"""From labelled lines to an outline: points with their headings, numbers, titles and sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.outline import Document, Line, Outline, OutlinePoint, OutlineSection, stripped
from nlp.segment.head.labelled_lines import find_labels
from nlp.segment.lines.features import Matrix, Shape
from nlp.segment.lines.labeller import HEADINGS, LineLabel, LineLabeller
from nlp.segment.lines.repeats import without_repeats
from nlp.segment.lines.running import running_lines
from nlp.segment.outline.afterdecision import end_decisions
from nlp.segment.outline.bareminutes import with_first_point, without_letters
from nlp.segment.outline.capitals import capital_starts
from nlp.segment.outline.contents import contents_key, listed_letters
from nlp.segment.outline.cycles import cyclic_starts
from nlp.segment.outline.pointheads import (
    below_groups,
    closed_points,
    end_meeting,
    heading_size,
    number_and_title,
    put_in,
)
from nlp.segment.outline.recurring import split_label
from nlp.segment.outline.sequence import point_starts
from nlp.segment.outline.series import settle_series
from nlp.segment.outline.settled import keep_inside, settle_decisions, settle_listed, settle_titles, settled_labels
from nlp.segment.points.decisionparts import PROPOSAL_TOO
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.headings import (
    own_heading,
    parse_decision_heading,
    split_glued,
    split_run_in,
)
from nlp.vocabulary.listed_people import name_at

_PAGE_WORD = re.compile("side|blad|fol", re.IGNORECASE)
_RULE = re.compile(r"\s*([_=*~-])\1{9,}\s*")


def outline_of(document: Document, labeller: LineLabeller) -> Outline:
    """Label the lines of a document and build its outline; no points where none are found."""
    lines = without_repeats(document.text, [line for line in document.lines if line.start >= document.begins])
    lines = [part for line in lines if not _is_rule(document.text, line) for part in _unglued(document.text, line)]
    found, probabilities = labeller.probabilities(document.text, lines)
    pages = {i for i, s in enumerate(found) if _PAGE_WORD.search(s.text) and line_patterns.PAGE_AT_END.search(s.text)}
    labels = settled_labels(found, probabilities, pages)
    settle_series(found, labels)
    running = running_lines(found, labels, pages)
    for index in running:
        labels[index] = "NOISE"
    starts, titled = _find_points(found, labels, probabilities)
    settle_listed(found, labels, starts)
    keep_inside(found, labels, starts)
    settle_decisions(found, labels, starts)
    listed = listed_letters(found, labels)
    if titled:
        settle_titles(found, labels, starts, listed)
    closed = closed_points(found, labels, starts)
    outline = Outline(head=(document.begins, _head_end(document, found, labels, starts)))
    for start, stop in pairwise([*starts, len(found)]):
        own = start + _own_lines(labels[start:stop], stop == len(found))
        ends = [found[i].line.start if i < len(found) else len(document.text) for i in (own, stop)]
        point = _point(document.text, found[start:own], labels[start:own], ends[0], listed if titled else None)
        point.span = (point.span[0], ends[1])
        point.closed = start in closed
        outside = {*running, *range(own, stop)}
        point.running = [(found[i].line.start, found[i].line.end) for i in range(start, stop) if i in outside]
        outline.points.append(point)
    end_decisions(document.text, outline.points)
    return outline


def _find_points(found: list[Shape], labels: list[LineLabel], probabilities: Matrix) -> tuple[list[int], bool]:
    """The lines that begin points, and whether these have titles; ``labels`` are corrected accordingly."""
    starts = point_starts(found, labels, probabilities)
    starts = without_letters(found, labels, with_first_point(found, labels, starts))
    starts = put_in(found, labels, below_groups(found, labels, capital_starts(found, labels, starts)))
    end_meeting(found, labels, starts)
    untitled = cyclic_starts(found, labels, starts)
    if untitled is None:
        return starts, True
    labels[:] = ["POINT" if i in untitled else "TEXT" if b in ("POINT", "MORE") else b for i, b in enumerate(labels)]
    return untitled, False


def _is_rule(text: str, line: Line) -> bool:
    """Whether a line is drawn between two points; like a blank one it says nothing."""
    return not line.table and _RULE.fullmatch(text, line.start, line.end) is not None


def _unglued(text: str, line: Line) -> list[Line]:
    """The line, in two where a heading is glued to the end of its text ("… på dialogmødet.Sagsfremstilling")."""
    glued = split_glued(text[line.start : line.end])
    if glued is None or line.table:
        return [line]
    cut = line.end - len(glued[1])
    return [replace(line, end=cut), replace(line, start=cut)]


def _own_lines(labels: Sequence[LineLabel], last: bool) -> int:
    """How many of a point's lines are its own: not the heading of the next group, not the document's ending."""
    outside, best = 0, len(labels)
    for size, label in enumerate(reversed(labels[1:]), 1):
        outside += label in ("OUTSIDE", "NOISE")
        if label == "DECISION":
            break
        if not last and outside < size:
            break
        if label == "OUTSIDE" and outside > 0.6 * size:
            best = len(labels) - size
    return best


def _head_end(document: Document, found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> int:
    """Where the head ends: at the contents list above the first point if it lists points, else at that point."""
    if not starts:
        return len(document.text)
    titles = {contents_key(found[index]) for index in starts}
    listed = [i for i in range(starts[0]) if labels[i] == "TOC" and len(found[i].key) > 3]
    begin = max((i for i in listed if any(t.startswith(contents_key(found[i])) for t in titles)), default=starts[0])
    while 1 < begin < starts[0] and "TOC" in labels[begin - 2 : begin] and not _of_head(document, found[begin - 1]):
        begin -= 1
    return found[begin].line.start


def _of_head(document: Document, s: Shape) -> bool:
    """Whether a line that looks like one of the contents list is a person or a field of the head."""
    return bool(name_at(s.text, 0) or find_labels(document.text, s.line.start, s.line.end))


def _point(
    text: str, found: Sequence[Shape], labels: Sequence[LineLabel], end: int, listed: str | None
) -> OutlinePoint:
    """The point of some lines; ``listed`` are the letters of the contents list, None where points have no titles."""
    number, title = None, ""
    if listed is None:
        size = 0 if found[0].role else 1
    else:
        size = heading_size(found, labels, listed)
        number, title = number_and_title(found[:size])
    first = found[0].line
    behind = found[size - 1].line.end if size else first.start
    point = OutlinePoint(title, (first.start, end), (first.start, behind), number=number, page=first.page)
    heads = [i for i in range(size, len(found)) if labels[i] in HEADINGS or i == 0]
    for index, following in pairwise([*heads, len(found)]):
        stop = found[following].line.start if following < len(found) else end
        point.sections.append(_section(text, found[index], labels[index], stop))
    _without_last_case(text, point, [s for s, b in zip(found[size:], labels[size:], strict=True) if b != "NOISE"])
    for section, below in pairwise(point.sections):
        if below.role == "decision" and PROPOSAL_TOO.match(section.heading):
            section.role = "proposal"
    return point


def _without_last_case(text: str, point: OutlinePoint, lines: Sequence[Shape]) -> None:
    """A case number on the last line of a point is no part of its last section."""
    if point.sections and lines and wording.ONLY_CASE.fullmatch(lines[-1].text):
        section = point.sections[-1]
        section.span = stripped(text, section.span[0], max(section.span[0], lines[-1].line.start))


def _section(text: str, heading: Shape, label: LineLabel, stop: int) -> OutlineSection:
    line = heading.line
    run_in = split_run_in(text[line.start : line.end])
    if run_in is None and label == "DECISION" and heading.role is None:
        run_in = split_label(text[line.start : line.end])
    head_end = line.end
    name = heading.text
    if run_in is not None:
        name, rest = run_in
        head_end = line.end - len(rest)
    name = name.strip().rstrip(":").strip()
    section = OutlineSection(name, (line.start, head_end), stripped(text, head_end, stop))
    if label == "DECISION":
        section.role = "decision"
        if parse_decision_heading(name) is None:
            says = own_heading(name)[1]
            section.body, section.date = says.body, says.date
    return section
