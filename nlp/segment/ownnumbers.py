"""Numberings of a document's own: lines of one form whose numbers ascend through it ("åben 3 Veje", "Emne [3] Veje").

No list of words is needed: between the lines of such a series stand the headings that every point has,
which inner lists do not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from nlp.segment import wording
from nlp.segment.features import KINDS, Shape, title_key
from nlp.segment.headings import heading_role

ENOUGH = 3
"""Lines that a series needs."""
MOST = 1000
"""No meeting has so many points; a form of so many lines is a table."""
COVERED = 0.6
"""Share of its lines that must have a heading of points below them."""
STRAYS = 0.3
"""Other lines of its form that may stand in it, per line."""
LONGEST = 200
_PUNKT = KINDS.index("punkt")
_ROLES = frozenset({"decision", "absence", "proposal", "background", "summary"})
_OWN = re.compile(
    r"(?P<before>[^\d\n]{0,30}?)[ \t]*(?P<n>\d{1,4})(?!\d|[.,:-]\d)(?:/(?:\d{4}|\d\d)(?!\d)|(?!/\d))"
    r"(?P<behind>(?:[ \t]*(?:af|/)[ \t]*\d{1,3})?[ \t]*[^\w\s\"'»”(]*)[ \t]*(?P<rest>.*)"
)
_STATUS = re.compile(r"(?:åbent?|lukket|offentligt?|fortroligt?)\b(?: (?:sag|punkt)\b)?", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:side|s\.|bilag|tabel|figur|kort|blad|ad|kl|den|d)\b|[,;]", re.IGNORECASE)


def own_numbering(found: list[Shape]) -> list[Shape]:
    """The lines, those that the document numbers in an own form taken apart like "Punkt 3: Title"."""
    forms: defaultdict[tuple[str, str, bool], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, s in enumerate(found):
        match = _OWN.fullmatch(s.text) if s.kind < 0 and len(s.text) <= LONGEST and not s.line.table else None
        if match and _may_head(match):
            before = _STATUS.sub("*", match["before"]).strip().lower()
            forms[before, re.sub(r"[\w\s]", "", match["behind"]), not match["rest"]].append((index, match))
    own = [lines for lines in forms.values() if ENOUGH <= len(lines) <= MOST]
    if not own:
        return found
    covered = covers(found)
    numbered = list(found)
    for lines in own:
        if is_series([(index, int(match["n"])) for index, match in lines], covered):
            for index, match in lines:
                numbered[index] = _renumbered(found[index], match)
    return numbered


def _may_head(match: re.Match[str]) -> bool:
    rest = match["rest"]
    if _NEVER.search(match["before"]) or len(match["before"].split()) > 3:
        return False
    return not rest or (rest[0].isupper() and rest[-1] not in ".,;")


def _renumbered(s: Shape, match: re.Match[str]) -> Shape:
    rest = match["rest"].strip()
    return replace(s, kind=_PUNKT, number=int(match["n"]), rest=rest, key=title_key(rest), style=(_PUNKT, *s.style[1:]))


def covers(found: Sequence[Shape]) -> list[int]:
    """For each line, how many lines up to it are headings or case numbers that every point has."""
    return list(accumulate(heading_role(s.text) in _ROLES or _case_line(s.text) for s in found))


def is_series(lines: Sequence[tuple[int, int]], covered: Sequence[int]) -> bool:
    """Whether numbers ascend by one and headings of points stand between their lines."""
    chain = best_chain(lines, covered)
    if len(chain) < ENOUGH:
        return False
    ends = [*(index + 1 for index in chain[1:]), len(covered)]
    filled = sum(covered[end - 1] > covered[index] for index, end in zip(chain, ends, strict=True))
    inside = sum(chain[0] < index < chain[-1] for index, _ in lines) - (len(chain) - 2)
    return filled >= COVERED * len(chain) and inside <= STRAYS * len(chain)


def best_chain(lines: Sequence[tuple[int, int]], covered: Sequence[int]) -> list[int]:
    """The lines whose numbers ascend by one with the most headings of points between them."""
    best: dict[int, tuple[int, list[int]]] = {}
    for index, number in lines:
        score, chain = best.get(number - 1, (0, []))
        score += 1 + (bool(chain) and 2 * (covered[index] > covered[chain[-1]]))
        if score >= best.get(number, (0, []))[0]:
            best[number] = score, [*chain, index]
    return max(best.values(), key=lambda one: one[0], default=(0, []))[1]


def _case_line(text: str) -> bool:
    return bool(wording.BARE_CASE_LINE.match(text) or wording.CASE_LINE.match(text))
