"""From labelled lines to an outline: points with their headings, numbers, titles and sections."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.outline import Document, Line, Outline, OutlinePoint, OutlineSection, stripped
from nlp.segment.head.labelled_lines import find_labels
from nlp.segment.lines.features import Matrix, Shape
from nlp.segment.lines.labeller import HEADINGS, LABELS, LineLabel, LineLabeller
from nlp.segment.lines.repeats import without_repeats
from nlp.segment.lines.running import running_lines
from nlp.segment.outline.afterdecision import end_decisions
from nlp.segment.outline.bareminutes import with_first_point, without_letters
from nlp.segment.outline.capitals import capital_starts
from nlp.segment.outline.contents import contents_key, listed_letters
from nlp.segment.outline.cycles import cyclic_starts
from nlp.segment.outline.pointheads import (
    WIDE,
    below_groups,
    closed_points,
    end_meeting,
    heading_size,
    number_and_title,
    put_in,
)
from nlp.segment.outline.recurring import recurring_decisions, split_label
from nlp.segment.outline.sequence import point_starts
from nlp.segment.outline.series import WORDED, settle_series
from nlp.segment.points.decisionparts import PROPOSAL_TOO
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.headings import (
    bare_heading,
    decided_by,
    heading_role,
    own_heading,
    parse_decision_heading,
    split_glued,
    split_run_in,
)
from nlp.vocabulary.listed_people import name_at, name_end

SECTION, DECISION = (LABELS.index(name) for name in HEADINGS)
OUTSIDE, TEXT = LABELS.index("OUTSIDE"), LABELS.index("TEXT")
LOOSE: frozenset[LineLabel] = frozenset({"TEXT", "META", "ABSENCE", "NOISE", "OUTSIDE"})
DECIDING: frozenset[LineLabel] = LOOSE | {"MORE"}
"""Labels that give way to "Beslutning"."""
FIELDS = frozenset({"punkttype", "sagstype", "dagsordenstype", "type", "sagens type"})
"""Headings above a word such as "Beslutning" that is their value."""
SAME = 3
"""Times that one decision heading stands with its text behind it, which makes it one wherever it stands."""
MANY = 5
"""Headings with their text behind them that make a habit."""
LONGEST = 160
"""Letters of a line on absence."""
SELDOM = 0.1
"""A line with the words of a decision heading needs this much belief to be one."""
LIKELY = 0.3
"""The same for other known headings without a colon."""
SURE_OUTSIDE = 2.0
"""So much likelier than text is a line that counts as outside the points."""
_PAGE_WORD = re.compile("side|blad|fol", re.IGNORECASE)
_RULE = re.compile(r"\s*([_=*~-])\1{9,}\s*")
_ABSENT = re.compile(line_patterns.ABSENCE_END, re.IGNORECASE)
_ATTACHMENTS = re.compile(r"bilag(?:$|:)", re.IGNORECASE)


def outline_of(document: Document, labeller: LineLabeller) -> Outline:
    """Label the lines of a document and build its outline; no points where none are found."""
    lines = without_repeats(document.text, [line for line in document.lines if line.start >= document.begins])
    lines = [part for line in lines if not _is_rule(document.text, line) for part in _unglued(document.text, line)]
    found, probabilities = labeller.probabilities(document.text, lines)
    pages = {i for i, s in enumerate(found) if _PAGE_WORD.search(s.text) and line_patterns.PAGE_AT_END.search(s.text)}
    labels = _settled(found, probabilities, pages)
    settle_series(found, labels)
    running = running_lines(found, labels, pages)
    for index in running:
        labels[index] = "NOISE"
    starts = point_starts(found, labels, probabilities)
    starts = without_letters(found, labels, with_first_point(found, labels, starts))
    starts = put_in(found, labels, below_groups(found, labels, capital_starts(found, labels, starts)))
    end_meeting(found, labels, starts)
    untitled = cyclic_starts(found, labels, starts)
    if untitled:
        labels = ["POINT" if i in untitled else "TEXT" if b in ("POINT", "MORE") else b for i, b in enumerate(labels)]
        starts = untitled
    _settle_listed(found, labels, starts)
    _keep_inside(found, labels, starts)
    _settle_decisions(found, labels, starts)
    listed = listed_letters(found, labels)
    if untitled is None:
        _settle_titles(found, labels, starts, listed)
    closed = closed_points(found, labels, starts)
    outline = Outline(head=(document.begins, _head_end(document, found, labels, starts)))
    for start, stop in pairwise([*starts, len(found)]):
        end = found[stop].line.start if stop < len(found) else len(document.text)
        own = _own_lines(labels[start:stop], stop == len(found))
        inside = found[start + own].line.start if start + own < stop else end
        mine = slice(start, start + own)
        point = _point(document.text, found[mine], labels[mine], inside, listed, untitled is not None)
        point.span = (point.span[0], end)
        point.closed = start in closed
        outside = {*running, *range(start + own, stop)}
        point.running = [(found[i].line.start, found[i].line.end) for i in range(start, stop) if i in outside]
        outline.points.append(point)
    end_decisions(document.text, outline.points)
    return outline


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


def _settle_listed(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """The lines of the first point that were taken for those of the contents list, if they hold its decision."""
    first, stop = [*starts[:2], len(found), len(found)][:2]
    listed = [i for i in range(first + 1, stop) if labels[i] == "TOC"]
    decides = [i for i in listed if found[i].any_role == "decision"]
    for index in listed if decides else ():
        labels[index] = "DECISION" if index in decides else "TEXT"


def _settle_titles(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int], listed: str) -> None:
    """The lines on which a point's heading goes on are neither outside the points nor anything else."""
    for start, stop in pairwise([*starts, len(found)]):
        size = heading_size(found[start:stop], labels[start:stop], listed)
        labels[start + 1 : start + size] = ["MORE"] * (size - 1)


def _settle_decisions(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """Unknown headings are decision headings where decisions stand below them through the document."""
    recurring = set(recurring_decisions(found, labels, starts))
    for index, s in enumerate(found):
        if index in recurring:
            labels[index] = "DECISION"
        elif labels[index] == "DECISION" and s.any_role is None:
            labels[index] = "SECTION"


def _settled(found: Sequence[Shape], probabilities: Matrix, pages: set[int]) -> list[LineLabel]:
    """The likeliest labels, with section headings made consistent through the document.

    A known heading that the document uses as one elsewhere is one here too; an unknown line without
    any mark that hardly recurs is text, and so is a row of a table. Lines are the same if their texts are.
    """
    labels = likeliest(probabilities) if found else []
    texts = Counter(s.text for s in found)
    belief: defaultdict[str, float] = defaultdict(float)
    for s, heads in zip(found, (probabilities[:, SECTION] + probabilities[:, DECISION]).tolist(), strict=True):
        belief[s.text] += heads
    _settle_run_in(found, labels)
    for index, s in enumerate(found):
        if index in pages:
            labels[index] = "NOISE"
        labels[index] = _without_slips(found, index, labels)
        labels[index] = _by_words(s, labels[index], belief[s.text] / texts[s.text])
        if labels[index] in HEADINGS:
            labels[index] = _heading_label(s, labels[index], texts)
        if index and labels[index - 1] in HEADINGS and not _may_follow(found[index - 1], s, labels[index]):
            labels[index] = "TEXT"
    return labels


def likeliest(probabilities: Matrix) -> list[LineLabel]:
    """The likeliest label of each line; in doubt text, not outside: a line lost is worse than one too many."""
    labels = [LABELS[index] for index in probabilities.argmax(axis=1)]
    doubtful = probabilities[:, OUTSIDE] < SURE_OUTSIDE * probabilities[:, TEXT]
    return ["TEXT" if d and label == "OUTSIDE" else label for label, d in zip(labels, doubtful.tolist(), strict=True)]


def _without_slips(found: Sequence[Shape], index: int, labels: Sequence[LineLabel]) -> LineLabel:
    """The label of a line but for what its words, or the lines above, make impossible: absence and points."""
    s, label = found[index], labels[index]
    if label == "ABSENCE" and s.role == "absence":
        return "SECTION"
    if label in ("OUTSIDE", "NOISE") and index and _names_absent(found[index - 1], labels[index - 1], s):
        return "ABSENCE"
    if label == "OUTSIDE" and len(s.text) < LONGEST and _ABSENT.search(s.text):
        return "ABSENCE"
    return "TEXT" if label == "POINT" and _no_point(found, index, labels) else label


def _by_words(s: Shape, label: LineLabel, belief: float) -> LineLabel:
    """The label that the words of a heading give; ``belief`` is the labeller's, the mean of all such lines."""
    if label in DECIDING and s.text.lower().startswith("beslutning") and s.any_role == "decision":
        return "DECISION"
    if label in DECIDING and s.role == "decision" and decided_by(s.text):
        return "DECISION"
    if label in LOOSE and _ATTACHMENTS.match(s.text):
        return "SECTION"
    if label not in ("TEXT", "META") or s.role is None or belief <= SELDOM:
        return label
    if s.role == "decision":
        return "DECISION"
    return "SECTION" if s.text.endswith(":") or belief > LIKELY else label


def _no_point(found: Sequence[Shape], index: int, labels: Sequence[LineLabel]) -> bool:
    """What no point begins with: a case number, lower case, the next line of a sentence that goes on."""
    s = found[index]
    if s.rest[:1].islower() or wording.BARE_CASE_LINE.match(s.text):
        return True
    above = found[index - 1] if index else None
    if above is None or s.marked or s.kind in WORDED or s.line.start - above.line.end > 1:
        return False
    goes_on = len(above.text) > WIDE and above.text[-1:] not in ".:!?;" and above.kind < 0
    return goes_on and labels[index - 1] == "TEXT"


def _settle_run_in(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """A known heading on one line with its text is one where many are, or where it heads a section elsewhere."""
    run_in = {i: known[0] for i, s in enumerate(found) if not s.line.table and (known := split_run_in(s.text))}
    habit = sum(labels[index] in HEADINGS for index in run_in) >= MANY
    alone = {bare_heading(s.text).lower() for s, b in zip(found, labels, strict=True) if b in HEADINGS}
    decisions = Counter(_kind_of_decision(h) for h in run_in.values() if heading_role(h) == "decision")
    for index, heading in run_in.items():
        if decisions[_kind_of_decision(heading)] >= SAME and labels[index] in DECIDING:
            labels[index] = "SECTION"
        loose = labels[index] in LOOSE - {"ABSENCE", "META"} and found[index].role is None
        if (habit and loose) or (bare_heading(heading).lower() in alone and labels[index] in LOOSE - {"ABSENCE"}):
            labels[index] = "SECTION"


def _kind_of_decision(heading: str) -> str:
    """What decision headings share that are written alike: their words, or that a body and a day are named."""
    says = parse_decision_heading(heading)
    return "body and day" if says and says.body and (says.date or says.day) else bare_heading(heading).lower()


def _names_absent(above: Shape, label: LineLabel, s: Shape) -> bool:
    """A name below a heading on absence or below another such name."""
    name = name_at(s.rest, 0)
    alone = name is not None and not s.rest[name_end(s.rest, name) :].strip(" ,.")
    return alone and (label == "ABSENCE" or above.role == "absence")


def _may_follow(heading: Shape, s: Shape, label: LineLabel) -> bool:
    """Not what a field names ("PUNKTTYPE", "Beslutning."), nor an outside line right below a heading."""
    field = heading.text.strip(" :").lower() in FIELDS and split_run_in(heading.text) is None
    return not (field and label in HEADINGS) and (label != "OUTSIDE" or bool(line_patterns.GROUP_LINE.match(s.text)))


def _heading_label(s: Shape, label: LineLabel, texts: Counter[str]) -> LineLabel:
    """What words tell goes first; a line without words, marks or repetition of a heading is text."""
    if s.line.table:
        return "TEXT"
    if role := s.any_role:
        return "DECISION" if role == "decision" else "SECTION"
    return label if s.marked or texts[s.text] >= 3 else "TEXT"


def _keep_inside(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """Where most headings are known ones, an unknown one that heads nothing in any other point is an inner one."""
    points: defaultdict[str, set[int]] = defaultdict(set)
    heads = [s.text.isupper() for s, label in zip(found, labels, strict=True) if label in HEADINGS]
    capitals = sum(heads) > 0.7 * len(heads)
    point, known, unknown = 0, 0, []
    for index, s in enumerate(found):
        point += point < len(starts) and starts[point] <= index
        points[s.text].add(point)
        if labels[index] in HEADINGS and s.any_role:
            known += 1
        elif labels[index] in HEADINGS:
            unknown.append(index)
    for index in unknown:
        s = found[index]
        marked = s.marked or (capitals and s.text.isupper())
        if len(points[s.text]) == 1 and (not marked or (known > 3 * len(unknown) and not s.text.isupper())):
            labels[index] = "TEXT"


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
    text: str, found: Sequence[Shape], labels: Sequence[LineLabel], end: int, listed: str, untitled: bool
) -> OutlinePoint:
    """The point of some lines; ``listed`` are the letters of the contents list, ``untitled`` points have no heading."""
    size = 0 if untitled and found[0].role else 1 if untitled else heading_size(found, labels, listed)
    number, title = (None, "") if untitled else number_and_title(found[:size])
    first = found[0].line
    behind = found[size - 1].line.end if size else first.start
    point = OutlinePoint(title, (first.start, end), (first.start, behind), number=number, page=first.page)
    heads = [i for i in range(size, len(found)) if labels[i] in HEADINGS or i == 0]
    for index, following in pairwise([*heads, len(found)]):
        stop = found[following].line.start if following < len(found) else end
        point.sections.append(_section(text, found[index], labels[index], stop))
    _without_last_case(
        text, point, [s for s, label in zip(found[size:], labels[size:], strict=True) if label != "NOISE"]
    )
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
