"""Where the meetings of a document begin: a year's protocol, committees one after another, an agenda and its minutes.

A false start is worse than a missed one. A head counts only if the document goes on below it as a document of minutes
begins (first point, sections), and if the points of the meeting before do not go on behind it, as they do behind
an attachment or an earlier decision that is quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.outline import Line
from nlp.segment.lines.features import Shape, shapes
from nlp.segment.lines.ownnumbers import own_numbering
from nlp.segment.lines.repeats import without_repeats
from nlp.segment.meetings.heads import PARTS, Head, Rows, heads, is_advisory
from nlp.segment.meetings.points import (
    Opening,
    breaks_off,
    goes_on_behind,
    has_points,
    is_introduced,
    is_numbered,
    opening_below,
)
from nlp.vocabulary.bodies import same_body

ENOUGH = 3
"""Parts that a head needs beside body and date."""
WITHOUT_NUMBERS = 4
"""The same where points are not numbered."""
MARKED = 2
"""What marks of a heading add at most: those of the date's line, and of the first point below."""
MOST = 100
"""So many heads that are looked at in vain, and the document is no protocol."""
REACH = 200
"""Heads behind one that are looked at for the meeting before going on."""
COVER = 40
"""Dates that a cover may have."""
WHOLE = {"kind", "place", "people"}


@dataclass(frozen=True, slots=True)
class Start:
    """Where a meeting begins, where the lines end that name it, and its body where they say one.

    The first one begins at 0 unless a cover stands before it.
    """

    start: int
    head_end: int
    body: str | None


def meetings_of(text: str, lines: Sequence[Line]) -> list[Start]:
    """Where each meeting of a document begins and what its head says; none for a document of one meeting."""
    lines = without_repeats(text, lines)
    rows = Rows(text, lines)
    named = heads(text, rows)
    candidates = _behind_cover(rows, named)
    if not any(_is_other(candidates[0], head) and _may_begin(candidates[0], head) for head in candidates[1:]):
        return []
    found = own_numbering(shapes(text, lines))
    accepted, refused = candidates[:1], 0
    returns = _last_again(candidates, 0)
    for place, head in enumerate(candidates[1:], 1):
        if place < returns or not _is_other(accepted[-1], head) or not _may_begin(candidates[0], head):
            continue
        if _begins(found, accepted, head, candidates[place + 1 : place + 1 + REACH]):
            accepted.append(head)
            returns = _last_again(candidates, place)
        elif (refused := refused + 1) > MOST:
            return []
    if len(accepted) < 2:
        return []
    first, *others = (Start(found[head.first].line.start, found[head.end - 1].line.end, head.body) for head in accepted)
    covered = any(_is_other(one, candidates[0]) for one in named[: len(named) - len(candidates)])
    return [first if covered else replace(first, start=0), *others]


def _behind_cover(rows: Rows, candidates: list[Head]) -> list[Head]:
    """The heads from the first one that has points below it: a cover may list the year's meetings."""
    for place, (one, other) in enumerate(pairwise(candidates[:COVER])):
        says_no_more = not _is_other(one, other) and len(other.what) <= len(one.what)
        if says_no_more or has_points(rows[one.end : other.first]):
            return candidates[place:]
    return candidates


def _last_again(candidates: Sequence[Head], place: int) -> int:
    """The last place at which a head's own meeting is named again: others before that are inside of it."""
    one = candidates[place]
    return max((at for at in range(place, len(candidates)) if not _is_other(one, candidates[at])), default=place)


def _may_begin(first: Head, head: Head) -> bool:
    """Whether a head says enough, if all else speaks for it."""
    marked = MARKED * _marked_alike(first, head)
    return _parts(first, head) + marked >= ENOUGH and (head.body is not None or head.form == first.form)


def _marked_alike(first: Head, head: Head) -> bool:
    """Whether the lines of both dates are headings of one style."""
    return any(head.style[1:]) and head.style == first.style


def _parts(first: Head, head: Head) -> int:
    """How many parts a head has beside body and date; a date written as in the first head is one."""
    return sum(part in head.what for part in PARTS) + (head.form == first.form) + (head.page == 1)


def _begins(found: Sequence[Shape], accepted: Sequence[Head], head: Head, later: Sequence[Head]) -> bool:
    """Whether a head begins another meeting than the last one accepted."""
    last = accepted[-1]
    before = found[last.end : head.first]
    if is_introduced(found, head) or not has_points(before) or breaks_off(before):
        return False
    opening = opening_below(found, head, before)
    if not opening.fits or goes_on_behind(found, last, head, later, opening):
        return False
    if same_body(last.body, head.body) and last.date == head.date and head.kind != "supplement":
        first = next((s.number for s in before if is_numbered(s)), None)
        if first != opening.number:
            return False
    return _says_enough(found, accepted[0], last, head, opening)


def _is_other(one: Head, other: Head) -> bool:
    """Whether two heads are of two meetings, or of two documents of one; what is not said may be the same."""
    if one.date != other.date or (one.body and other.body and not same_body(one.body, other.body)):
        return True
    return bool(one.kind and other.kind and one.kind != other.kind)


def _says_enough(found: Sequence[Shape], first: Head, last: Head, head: Head, opening: Opening) -> bool:
    """Whether a head has the parts that it needs: more if it is older than the one before, or points lack numbers."""
    parts = _parts(first, head)
    if _marked_alike(first, head):
        parts += 1 + (opening.line is not None and any(found[opening.line].style[1:]))
    needed = ENOUGH if opening.number is not None else WITHOUT_NUMBERS
    if head.date < last.date:
        needed += 1 + 2 * (is_advisory(head.body) and not is_advisory(last.body))
    if opening.number is None and not same_body(head.body, last.body) and not head.what >= WHOLE:
        needed += 1
    return parts >= needed
