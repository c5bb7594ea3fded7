"""From labelled lines to an outline: points with their headings, numbers, titles and sections."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from nlp.outline import Document, Offsets, Outline, OutlinePoint, OutlineSection
from nlp.record import SectionRole
from nlp.segment import patterns, wording
from nlp.segment.features import Matrix, Shape, numbering, title_key
from nlp.segment.headings import heading_role, split_run_in
from nlp.segment.labeller import LABELS, LineLabel, LineLabeller
from nlp.segment.sequence import point_starts

HEADINGS: tuple[LineLabel, LineLabel] = ("SECTION", "DECISION")
SECTION, DECISION = (LABELS.index(name) for name in HEADINGS)
LOOSE: frozenset[LineLabel] = frozenset({"TEXT", "META", "ABSENCE", "NOISE", "OUTSIDE"})
SELDOM = 0.1
"""A line with the words of a decision heading needs this much belief to be one."""
_PAGE_LINE = re.compile(patterns.PAGE_LINE, re.IGNORECASE)
_ATTACHMENTS = re.compile(r"bilag(?:$|:)", re.IGNORECASE)
_STATUS = re.compile(r"(?:åbent?|lukket)(?: punkt| sag)?\.?", re.IGNORECASE)
_FROM_BODY = re.compile(r"^sag fra:?\s+\S.*$", re.IGNORECASE)


def outline_of(document: Document, labeller: LineLabeller) -> Outline:
    """Label the lines of a document and build its outline; no points where none are found."""
    found, probabilities = labeller.probabilities(document.text, document.lines)
    labels = _settled(found, probabilities)
    starts = point_starts(found, labels, probabilities)
    _keep_inside(found, labels, starts)
    outline = Outline(head=(0, _head_end(document, found, labels, starts)))
    for start, stop in pairwise([*starts, len(found)]):
        end = found[stop].line.start if stop < len(found) else len(document.text)
        own = _own_lines(labels[start:stop], stop == len(found))
        inside = found[start + own].line.start if start + own < stop else end
        outline.points.append(_point(document.text, found[start : start + own], labels[start : start + own], inside))
        outline.points[-1].span = (outline.points[-1].span[0], end)
    return outline


def _own_lines(labels: Sequence[LineLabel], last: bool) -> int:
    """How many of a point's lines are its own: not the heading of the next group, not the document's ending."""
    outside, best = 0, len(labels)
    for size, label in enumerate(reversed(labels[1:]), 1):
        outside += label in ("OUTSIDE", "NOISE")
        if not last and outside < size:
            break
        if label == "OUTSIDE" and outside > 0.6 * size:
            best = len(labels) - size
    return best


def _settled(found: Sequence[Shape], probabilities: Matrix) -> list[LineLabel]:
    """The likeliest labels, with section headings made consistent through the document.

    A known heading that the document uses as one elsewhere is one here too; an unknown line without
    any mark that hardly recurs is text, and so is a row of a table. Lines are the same if their texts are.
    """
    labels = [LABELS[index] for index in probabilities.argmax(axis=1)] if found else []
    texts = Counter(s.text for s in found)
    belief: defaultdict[str, float] = defaultdict(float)
    for s, row in zip(found, probabilities, strict=True):
        belief[s.text] += float(row[SECTION] + row[DECISION])
    for index, s in enumerate(found):
        if _PAGE_LINE.search(s.text):
            labels[index] = "NOISE"
        role = (
            heading_role(s.text)
            if labels[index] in ("TEXT", "META") and belief[s.text] / texts[s.text] > SELDOM
            else None
        )
        if s.text.lower().startswith("beslutning") and labels[index] in LOOSE and heading_role(s.text) == "decision":
            labels[index] = "DECISION"
        elif _ATTACHMENTS.match(s.text) and labels[index] in LOOSE:
            labels[index] = "SECTION"
        elif role and (role == "decision" or belief[s.text] / texts[s.text] > 0.3):
            labels[index] = "DECISION" if role == "decision" else "SECTION"
        if labels[index] in HEADINGS:
            labels[index] = _heading_label(s, labels[index], texts)
    return labels


def _known_role(s: Shape) -> SectionRole | None:
    """The role of a line's heading, be it the whole line or run in before its text."""
    if role := heading_role(s.text):
        return role
    run_in = split_run_in(s.text)
    return heading_role(run_in[0]) if run_in else None


def _heading_label(s: Shape, label: LineLabel, texts: Counter[str]) -> LineLabel:
    """What words tell goes first; a line without words, marks or repetition of a heading is text."""
    if s.line.table:
        return "TEXT"
    if role := _known_role(s):
        return "DECISION" if role == "decision" else "SECTION"
    return label if any(s.style[1:]) or texts[s.text] >= 3 else "TEXT"


def _keep_inside(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """Where most headings are known ones, an unknown one that heads nothing in any other point is an inner one."""
    points: defaultdict[str, set[int]] = defaultdict(set)
    point, known, unknown = 0, 0, []
    for index, s in enumerate(found):
        point += point < len(starts) and starts[point] <= index
        points[s.text].add(point)
        if labels[index] in HEADINGS and _known_role(s):
            known += 1
        elif labels[index] in HEADINGS:
            unknown.append(index)
    for index in unknown:
        s = found[index]
        if len(points[s.text]) == 1 and (not any(s.style[1:]) or known > 3 * len(unknown)):
            labels[index] = "TEXT"


def _head_end(document: Document, found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> int:
    """Where the head ends: at the contents list if it is the last thing before the first point."""
    first = starts[0] if starts else len(found)
    last = max((i for i in range(first) if labels[i] == "HEAD"), default=-1)
    if last + 1 < first and labels[last + 1] == "TOC":
        return found[last + 1].line.start
    return found[first].line.start if starts else len(document.text)


def _number_and_title(heading: Sequence[Shape]) -> tuple[str | None, str]:
    """The number and the joined title of a heading of one or more lines."""
    number: str | None = None
    titles: list[str] = []
    for s in heading:
        rest = s.text
        if s.kind >= 0 and number in (None, str(s.number)):
            number, rest = str(s.number), s.rest
            before = s.text[: len(s.text) - len(rest)].lower()
            rest = f"Lukket: {rest}" if rest and "lukket" in before else rest
            kind, again, after = numbering(rest)
            rest = after if kind >= 0 and str(again) == number and after else rest
        if titles and _STATUS.fullmatch(rest):
            titles[0] = f"Lukket: {titles[0]}" if rest.lower().startswith("lukket") else titles[0]
        elif rest and not _FROM_BODY.match(rest) and title_key(rest) not in [title_key(t) for t in titles]:
            titles.append(rest)
    if len(titles) > 1 and _STATUS.fullmatch(titles[0]):
        titles[:2] = [f"Lukket: {titles[1]}" if titles[0].lower().startswith("lukket") else titles[1]]
    return number, " ".join(titles)


def _below_title(found: Sequence[Shape], index: int) -> bool:
    """A case number or "Lukket" on a line of its own, or anything below a number that stands under its title."""
    if index > 1 and not found[index - 1].rest:
        return True
    text = found[index].text
    return bool(found[0].rest and (_STATUS.fullmatch(text) or wording.BARE_CASE_LINE.match(text)))


def _point(text: str, found: Sequence[Shape], labels: Sequence[LineLabel], end: int) -> OutlinePoint:
    size = 1
    while size < len(found) and labels[size] == "MORE" and not _below_title(found, size):
        size += 1
    number, title = _number_and_title(found[:size])
    first, last = found[0].line, found[size - 1].line
    point = OutlinePoint(title, (first.start, end), (first.start, last.end), number=number, page=first.page)
    heads = [i for i in range(size, len(found)) if labels[i] in HEADINGS]
    for index, following in pairwise([*heads, len(found)]):
        stop = found[following].line.start if following < len(found) else end
        point.sections.append(_section(text, found[index], labels[index], stop))
    return point


def _section(text: str, heading: Shape, label: LineLabel, stop: int) -> OutlineSection:
    line = heading.line
    run_in = split_run_in(text[line.start : line.end])
    head_end = line.end
    name = heading.text
    if run_in is not None:
        name, rest = run_in
        head_end = text.index(rest, line.start, line.end) if rest else line.end
    role: SectionRole | None = "decision" if label == "DECISION" else None
    return OutlineSection(
        name.strip().rstrip(":").strip(), (line.start, head_end), _strip(text, (head_end, stop)), role
    )


def _strip(text: str, span: Offsets) -> Offsets:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
