"""Where the meetings of a document begin: a year's protocol, committees one after another, an agenda and its minutes.

A false start is worse than a missed one. A head counts only if the document goes on below it as a document of minutes
begins (first point, sections), and if the points of the meeting before do not go on behind it, as they do behind
an attachment or an earlier decision that is quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.outline import Line
from nlp.segment.bodies import same_body
from nlp.segment.dates import DATE
from nlp.segment.features import Shape, shapes
from nlp.segment.headings import heading_role
from nlp.segment.meetingheads import Head, around, heads, is_advisory, is_attached, says_when
from nlp.segment.ownnumbers import own_numbering
from nlp.segment.patterns import CONTENTS_HEAD

ENOUGH = 3
"""Parts of a head beside body and date."""
WITHOUT_NUMBERS = 4
"""The same where points are not numbered."""
GAP = 3
"""A series goes on although so many numbers, less one, are left out: closed points are not published."""
LONG = 60
"""Letters of a line of text."""
DISTANCE = 200
"""Lines from a head to its first point, over participants and contents list."""
PROSE = 4
"""Lines of text that may stand between a head and the first point."""
_UNDECIDED = ("background", "summary", "assessment", "proposal")
_PARTS = ("kind", "municipality", "place", "people")
_WHOLE = {"kind", "place", "people"}
_CONTENTS = re.compile(CONTENTS_HEAD.replace("dagsorden|", "", 1), re.IGNORECASE)
"""A list of the program of some other meeting is headed "Dagsorden" too."""
_ANY_DATE = re.compile(rf"(?:\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b|{DATE.pattern}|[\d\W])+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opening:
    """How the points below a head begin: first number and its line (None: not numbered), and the last line looked at."""

    number: int | None
    line: int | None
    fits: bool


def meeting_starts(text: str, lines: Sequence[Line]) -> list[int]:
    """Offsets at which the second and further meetings of a document begin; none for most documents."""
    if not _says_twice(text, lines):
        return []
    found = own_numbering(shapes(text, lines))
    candidates = heads(text, found)
    accepted = candidates[:1]
    for place, head in enumerate(candidates[1:], 1):
        if _begins(found, accepted, head, candidates[place + 1 :]):
            accepted.append(head)
    return [found[head.first].line.start for head in accepted[1:]]


def _says_twice(text: str, lines: Sequence[Line]) -> bool:
    """Whether two short lines say when a meeting was; most documents need no closer look."""
    dates = DATE.finditer(text)
    at = next(dates, None)
    seen = 0
    for line in lines:
        while at is not None and at.start() < line.start:
            at = next(dates, None)
        if at is None or seen > 1:
            break
        seen += at.start() < line.end and says_when(text[line.start : line.end].strip(" \t#*_|<>"))
    return seen > 1


def _begins(found: Sequence[Shape], accepted: Sequence[Head], head: Head, later: Sequence[Head]) -> bool:
    """Whether a head begins another meeting than the last one accepted."""
    last = accepted[-1]
    if not _is_other(last, head) or _introduced(found, head):
        return False
    if any(not _is_other(one, other) for one in accepted for other in later):
        return False
    before = found[last.end : head.first]
    if not _has_points(before) or _breaks_off(before):
        return False
    opening = _opening(found, head, before)
    if not opening.fits or _resumes(found, last, head, later, opening):
        return False
    if same_body(last.body, head.body) and last.date == head.date and head.kind != "supplement":
        first = next((s.number for s in before if _is_numbered(s)), None)
        if first != opening.number:
            return False
    return _weight(found, accepted[0], last, head, opening) >= 0


def _is_other(one: Head, other: Head) -> bool:
    """Whether two heads are of two meetings, or of two documents of one; what is not said may be the same."""
    if one.date != other.date or (one.body and other.body and not same_body(one.body, other.body)):
        return True
    return bool(one.kind and other.kind and one.kind != other.kind)


def _introduced(found: Sequence[Shape], head: Head) -> bool:
    """Whether the line above a head, or its first line, says that something attached or quoted follows."""
    above = found[head.first - 1].text if head.first else ""
    return above.endswith(":") or is_attached(above) or is_attached(found[head.first].text)


def _has_points(rows: Sequence[Shape]) -> bool:
    """Whether lines hold points with something in them, and not just a cover or a contents list."""
    return any(around(s) or (len(s.text) > LONG and s.kind < 0) for s in rows)


def _breaks_off(rows: Sequence[Shape]) -> bool:
    """Whether the last section lacks the decision that followed wherever its like stood before."""
    roles = [s.role for s in rows if around(s)]
    if not roles or roles[-1] not in _UNDECIDED:
        return False
    places = [index for index, role in enumerate(roles) if role == roles[-1]]
    return len(places) > 2 and all("decision" in roles[one:other] for one, other in pairwise(places))


def _is_numbered(s: Shape) -> bool:
    return s.kind >= 0 and not s.line.table and not DATE.match(s.text)


def _opening(found: Sequence[Shape], head: Head, before: Sequence[Shape]) -> _Opening:
    """The first number below a head, and whether points begin there as in the part before."""
    sectioned = any(map(around, before))
    first, run, prose, above, listed = None, 0, 0, -1, False
    for index in range(head.dated + 1, min(len(found), head.dated + DISTANCE)):
        s = found[index]
        if around(s):
            number = found[first].number if first is not None else None
            return _Opening(number, first, prose <= PROSE and (run < 2 or listed))
        if _is_numbered(s):
            run = run + 1 if above >= 0 and index == above + 1 and s.number == found[above].number + 1 else 0
            first = index if first is None or (s.number == found[first].number and run == 0) else first
            above = index
        elif _CONTENTS.match(s.text):
            listed = True
        elif first is None:
            prose += s.text.endswith(".") and len(s.text) > LONG and heading_role(s.text) is None
    number = found[first].number if first is not None else None
    return _Opening(number, first, not sectioned and first is not None and prose <= PROSE)


def _main_kind(rows: Sequence[Shape]) -> int | None:
    """The kind of numbering under which most sections stand."""
    kinds: Counter[int] = Counter()
    kind = None
    for s in rows:
        if _is_numbered(s):
            kind = s.kind
        elif kind is not None and around(s):
            kinds[kind] += 1
    return max(kinds, key=lambda one: kinds[one]) if kinds else kind


def _last_number(rows: Sequence[Shape], kind: int) -> int | None:
    """The last number of the series that begins with the first number of a kind."""
    last = None
    for s in rows:
        if s.kind == kind and _is_numbered(s) and (last is None or last < s.number <= last + GAP):
            last = s.number
    return last


def _resumes(found: Sequence[Shape], last: Head, head: Head, later: Sequence[Head], opening: _Opening) -> bool:
    """Whether the points before a head go on behind it, which shows that it is inside one of them."""
    kind = _main_kind(found[last.end : head.first])
    before = None if kind is None else _last_number(found[last.end : head.first], kind)
    if before is None:
        return False
    opened = found[opening.line] if opening.line is not None else None
    if opened and opened.kind == kind and opened.number > before:
        return False
    own = {other.first for other in later if same_body(other.body, last.body)}
    reached = above = opened.number if opened and opened.kind == kind else 0
    for index in range((opening.line or head.end) + 1, len(found)):
        s = found[index]
        if index in own:
            return False
        if s.kind != kind or not _is_numbered(s):
            continue
        step = 1 if s.number == before + 1 else GAP
        goes_on = reached < s.number <= reached + GAP
        if before < s.number <= before + GAP and not goes_on and not s.number - step <= above <= s.number:
            return True
        reached, above = s.number if goes_on else reached, s.number
    return False


def _weight(found: Sequence[Shape], first: Head, last: Head, head: Head, opening: _Opening) -> int:
    """How much more a head says than it must."""
    alike = _form(found[first.dated].text) == _form(found[head.dated].text) and first.what & head.what >= {"date"}
    weight = sum(part in head.what for part in _PARTS)
    weight += alike + (head.page == 1)
    style = found[head.dated].style
    if any(style[1:]) and style == found[first.dated].style:
        weight += 1 + (opening.line is not None and any(found[opening.line].style[1:]))
    needed = ENOUGH if opening.number is not None else WITHOUT_NUMBERS
    if head.date < last.date:
        needed += 1 + 2 * (is_advisory(head.body) and not is_advisory(last.body))
    if head.body is None and not alike:
        needed += len(_PARTS)
    needed += opening.number is None and not same_body(head.body, last.body) and not head.what >= _WHOLE
    return weight - needed


def _form(text: str) -> str:
    """What a line says before its date, or behind it where it begins with that: without days, dates and digits."""
    parts = [" ".join(_ANY_DATE.sub(" ", part.lower()).split()) for part in DATE.split(text, maxsplit=1)]
    return next((part for part in parts if part), "")
