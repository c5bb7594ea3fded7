"""What words, repetition and the points found make of the labels of lines that the networks gave."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from nlp.segment.lines.features import Matrix, Shape
from nlp.segment.lines.labeller import HEADINGS, LABELS, LineLabel
from nlp.segment.outline.pointheads import WIDE, heading_size
from nlp.segment.outline.recurring import recurring_decisions
from nlp.segment.outline.series import WORDED
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.headings import bare_heading, decided_by, heading_role, parse_decision_heading, split_run_in
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
_ABSENT = re.compile(line_patterns.ABSENCE_END, re.IGNORECASE)
_ATTACHMENTS = re.compile(r"bilag(?:$|:)", re.IGNORECASE)


def settled_labels(found: Sequence[Shape], probabilities: Matrix, pages: set[int]) -> list[LineLabel]:
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


def settle_listed(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """The lines of the first point that were taken for those of the contents list, if they hold its decision."""
    first, stop = [*starts[:2], len(found), len(found)][:2]
    listed = [i for i in range(first + 1, stop) if labels[i] == "TOC"]
    decides = [i for i in listed if found[i].any_role == "decision"]
    for index in listed if decides else ():
        labels[index] = "DECISION" if index in decides else "TEXT"


def settle_titles(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int], listed: str) -> None:
    """The lines on which a point's heading goes on are neither outside the points nor anything else."""
    for start, stop in pairwise([*starts, len(found)]):
        size = heading_size(found[start:stop], labels[start:stop], listed)
        labels[start + 1 : start + size] = ["MORE"] * (size - 1)


def settle_decisions(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """Unknown headings are decision headings where decisions stand below them through the document."""
    recurring = set(recurring_decisions(found, labels, starts))
    for index, s in enumerate(found):
        if index in recurring:
            labels[index] = "DECISION"
        elif labels[index] == "DECISION" and s.any_role is None:
            labels[index] = "SECTION"


def keep_inside(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
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
