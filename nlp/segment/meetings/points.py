"""The points around a head inside a document: whether the next meeting begins there, or a point goes on behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.meetings.heads import Head, around, is_attached
from nlp.vocabulary.bodies import same_body
from nlp.vocabulary.dates import DATE
from nlp.vocabulary.line_patterns import CONTENTS_HEAD

GAP = 3
"""A series goes on although so many numbers, less one, are left out: closed points are not published."""
LONG = 60
"""Letters of a line of text."""
DISTANCE = 200
"""Lines from a head to its first point, over participants and contents list."""
TWICE = 2
"""Lines within which a number printed again is of the same point."""
PROSE = 4
"""Lines of text that may stand between a head and the first point."""
_UNDECIDED = ("background", "summary", "assessment", "proposal")
_CONTENTS = re.compile(CONTENTS_HEAD.pattern.replace("dagsorden|", "", 1), re.IGNORECASE)
"""A list of the program of some other meeting is headed "Dagsorden" too."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How points begin below a head: the first number, its line (None: not numbered), whether minutes begin so."""

    number: int | None
    line: int | None
    fits: bool


def is_introduced(found: Sequence[Shape], head: Head) -> bool:
    """Whether the line above a head, or its first line, says that something attached or quoted follows."""
    above = found[head.first - 1].text if head.first else ""
    return above.endswith(":") or is_attached(above) or is_attached(found[head.first].text)


def has_points(rows: Sequence[Shape]) -> bool:
    """Whether lines hold points with something in them, and not just a cover or a contents list."""
    return any(around(s) or (len(s.text) > LONG and s.kind < 0) for s in rows)


def breaks_off(rows: Sequence[Shape]) -> bool:
    """Whether the last section lacks the decision that followed wherever its like stood before."""
    roles = [s.role for s in rows if around(s)]
    if not roles or roles[-1] not in _UNDECIDED:
        return False
    places = [index for index, role in enumerate(roles) if role == roles[-1]]
    return len(places) > 2 and all("decision" in roles[one:other] for one, other in pairwise(places))


def is_numbered(s: Shape) -> bool:
    return s.kind >= 0 and not s.line.table and not DATE.match(s.text)


def opening_below(found: Sequence[Shape], head: Head, before: Sequence[Shape]) -> Opening:
    """The first number below a head, and whether points begin there as in the part before."""
    sectioned = any(map(around, before))
    first, run, prose, above, listed = None, 0, 0, -1, False
    for index in range(head.dated + 1, min(len(found), head.dated + DISTANCE)):
        s = found[index]
        if around(s):
            number = found[first].number if first is not None else None
            return Opening(number, first, prose <= PROSE and (run < 2 or listed))
        if is_numbered(s):
            run = run + 1 if above >= 0 and index == above + 1 and s.number == found[above].number + 1 else 0
            first = index if first is None or (s.number == found[first].number and run == 0) else first
            above = index
        elif _CONTENTS.match(s.text):
            listed = True
        elif first is None:
            prose += s.text.endswith(".") and len(s.text) > LONG
    number = found[first].number if first is not None else None
    return Opening(number, first, not sectioned and first is not None and prose <= PROSE)


def _main_kind(rows: Sequence[Shape]) -> int | None:
    """The kind of numbering under which most sections stand."""
    kinds: Counter[int] = Counter()
    kind = None
    for s in rows:
        if is_numbered(s):
            kind = s.kind
        elif kind is not None and around(s):
            kinds[kind] += 1
    return max(kinds, key=lambda one: kinds[one]) if kinds else kind


def _last_number(rows: Sequence[Shape], kind: int) -> int | None:
    """The last number of the series of a kind that points have; those of a contents list stand close to one another."""
    last = None
    for s, below in pairwise(rows):
        if (
            s.kind == kind
            and is_numbered(s)
            and not is_numbered(below)
            and (last is None or last < s.number <= last + GAP)
        ):
            last = s.number
    return last


def goes_on_behind(found: Sequence[Shape], last: Head, head: Head, later: Sequence[Head], opening: Opening) -> bool:
    """Whether the points before a head go on behind it, which shows that it is inside one of them."""
    kind = _main_kind(found[last.end : head.first])
    before = None if kind is None else _last_number(found[last.end : head.first], kind)
    if before is None:
        return False
    opened = found[opening.line] if opening.line is not None else None
    if opened and opened.kind == kind and opened.number > before:
        return False
    stop = next((other.first for other in later if same_body(other.body, last.body)), len(found))
    reached = above = opened.number if opened and opened.kind == kind else 0
    begin = (opening.line or head.end) + 1
    place = begin - 1
    for index in range(begin, stop):
        s = found[index]
        if s.kind != kind or not is_numbered(s):
            continue
        step = 1 if s.number == before + 1 else GAP
        goes_on = reached < s.number <= reached + GAP
        listed = s.number - step <= above < s.number or (above == s.number and index - place <= TWICE)
        if before < s.number <= before + GAP and not goes_on and not listed:
            return True
        reached, above, place = s.number if goes_on else reached, s.number, index
    return False
