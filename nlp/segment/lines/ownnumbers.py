"""Numberings of a document's own: lines of one form whose numbers ascend through it ("åben 3 Veje", "Emne [3] Veje",
"IV. Veje", "Veje (punkt 3)", "63/98 Veje"), or begin again behind another letter ("B 1", "B 2", "T 1").

No list of words is needed: between the lines of such a series stand the headings that every point has,
which inner lists do not have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from nlp.segment.lines.features import KINDS, Shape, title_key
from nlp.segment.lines.fields import opening_blocks
from nlp.segment.lines.ownheadings import in_each, own_headings
from nlp.segment.lines.readings import DECIMAL, Reading, may_head, readings
from nlp.vocabulary import wording
from nlp.vocabulary.headings import run_in_role

ENOUGH = 3
"""Lines that a series needs."""
MOST = 1000
"""No meeting has so many points; a form of so many lines is a table."""
COVERED = 0.6
"""Share of its lines that must have a heading of points below them."""
LISTED = 0.8
"""Share of its lines that a contents list must name where nothing else tells that they head points."""
STRAYS = 0.3
"""Other lines of its form that may stand in it, per line."""
LONGEST = 200
_PUNKT = KINDS.index("punkt")
_ROLES = frozenset({"decision", "absence", "proposal", "background", "summary"})


def own_numbering(found: list[Shape]) -> list[Shape]:
    """The lines, those that the document numbers in an own form taken apart like "Punkt 3: Title"."""
    found = _with_decimals(_with_fields(found))
    forms: defaultdict[tuple[str, str, str, bool], list[tuple[int, Reading]]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.kind < 0 and len(s.text) <= LONGEST and not s.line.table:
            for reading in readings(s.text):
                forms[reading.form].append((index, reading))
    own = [lines for lines in forms.values() if ENOUGH <= len(lines) <= MOST]
    if not own:
        return found
    covered, seen, headings = covers(found), _written_before(own), own_headings(found)
    numbered = list(found)
    for lines in sorted(own, key=lambda one: (-len(one), one[0][1].form)):
        lines = [(index, reading) for index, reading in lines if numbered[index] is found[index]]
        listed = _listed(lines, seen) if len(lines) >= ENOUGH else []
        lines = lines if listed else _counted_on(lines, covered)
        if listed or (len(lines) >= ENOUGH and _is_own(found, lines, covered, headings)):
            for index, reading in [*lines, *listed]:
                numbered[index] = _renumbered(found[index], reading)
    return numbered


def _with_fields(found: list[Shape]) -> list[Shape]:
    """The lines, those with a title numbered by the field below them."""
    blocks = opening_blocks(found)
    numbered = list(found) if blocks else found
    for block in blocks:
        reading = Reading(("fields", "", "", False), block.number, block.written, block.title)
        numbered[block.first] = _renumbered(found[block.first], reading)
        numbered[block.numbered] = replace(found[block.numbered], kind=-1, number=-1)
    return numbered


def _with_decimals(found: list[Shape]) -> list[Shape]:
    """The lines, those of groups "1.1", "1.2", "2.1" numbered as they follow each other; none may be wanting.

    Where a contents list has them too, the last line of each begins the point.
    """
    places: defaultdict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.kind < 0 and len(s.text) <= LONGEST and not s.line.table and (match := DECIMAL.fullmatch(s.text)):
            key = int(match["major"]), int(match["minor"])
            if key[1] and may_head(match["word"], match["rest"] or ""):
                places[key].append((index, match["rest"] or ""))
    minors: defaultdict[int, list[int]] = defaultdict(list)
    for major, minor in sorted(places):
        minors[major].append(minor)
    if len(places) < ENOUGH or len(minors) < 2 or sorted(minors) != list(range(1, len(minors) + 1)):
        return found
    if any(group != list(range(1, len(group) + 1)) for group in minors.values()):
        return found
    chain = sorted(again[-1][0] for again in places.values())
    covered = covers(found)
    if not (is_filled(chain, covered) or in_each(own_headings(found), chain, len(found))):
        return found
    order = {index: number for number, index in enumerate(chain, 1)}
    numbered = list(found)
    for (major, minor), again in places.items():
        for index, rest in again:
            reading = Reading(("decimals", "", "", False), order[again[-1][0]], f"{major}.{minor}", rest)
            numbered[index] = _renumbered(found[index], reading)
    return numbered


def _written_before(own: Sequence[Sequence[tuple[int, Reading]]]) -> dict[tuple[int, str], tuple[int, Reading]]:
    """The first line with each number and title, in any form."""
    first: dict[tuple[int, str], tuple[int, Reading]] = {}
    for index, reading in sorted((line for lines in own for line in lines), key=lambda one: one[0]):
        if key := title_key(reading.rest):
            first.setdefault((reading.number, key), (index, reading))
    return first


def _listed(
    lines: Sequence[tuple[int, Reading]], seen: dict[tuple[int, str], tuple[int, Reading]]
) -> list[tuple[int, Reading]]:
    """The lines of a contents list that names the numbers and titles of these lines; none if there is no such list.

    The list stands above all of them, its lines close together, and begins at one, as they do.
    """
    numbers = [reading.number for _, reading in lines]
    if numbers != list(range(1, len(lines) + 1)):
        return []
    keys = [(reading.number, title_key(reading.rest)) for _, reading in lines]
    rows = [row for key in keys if (row := seen.get(key)) and row[0] < lines[0][0]]
    if len(rows) < max(ENOUGH, LISTED * len(lines)) or rows != sorted(rows, key=lambda row: row[0]):
        return []
    return rows if rows[-1][0] - rows[0][0] < 2 * len(rows) < lines[-1][0] - lines[0][0] + 2 else []


def _counted_on(lines: list[tuple[int, Reading]], covered: Sequence[int]) -> list[tuple[int, Reading]]:
    """The lines of groups that each begin with 1, numbered through all groups in their order."""
    if not lines or lines[0][1].form[0] != "groups":
        return lines
    groups: defaultdict[str, list[tuple[int, Reading]]] = defaultdict(list)
    for index, reading in lines:
        groups[reading.code].append((index, reading))
    chains = {code: best_chain([(i, one.number) for i, one in group], covered) for code, group in groups.items()}
    firsts = {code: dict((i, one.number) for i, one in groups[code])[chain[0]] for code, chain in chains.items()}
    order = sorted((code for code, first in firsts.items() if first == 1), key=lambda code: chains[code])
    if len(order) < 2 or any(chains[one][-1] > chains[two][0] for one, two in pairwise(order)):
        return []
    before = dict(zip(order, accumulate((len(chains[code]) for code in order), initial=0), strict=False))
    return [(index, replace(one, number=before[one.code] + one.number)) for index, one in lines if one.code in before]


def _is_own(
    found: Sequence[Shape],
    lines: Sequence[tuple[int, Reading]],
    covered: Sequence[int],
    headings: Sequence[Sequence[int]],
) -> bool:
    """Whether the lines are a series; one of letters must begin with the first, and no digits may number as much.

    So must a series that only headings of the document's own confirm.
    """
    steps = [(index, reading.number) for index, reading in lines]
    if lines[0][1].form[1] == "ad ":
        return False
    if is_series(steps, covered) and not lines[0][1].form[0].startswith("letters"):
        return True
    if not is_series(steps, covered, headings):
        return False
    chain = best_chain(steps, covered)
    first = {index: number for index, number in steps}[chain[0]]
    letters = lines[0][1].form[0].startswith("letters")
    return (first == 1 or not letters) and not any(len(one) >= len(chain) for one in _digit_series(found, covered))


def _is_whole(steps: Sequence[tuple[int, int]], chain: Sequence[int]) -> bool:
    """Whether hardly any line of the form stands between those of the chain."""
    inside = sum(chain[0] < index < chain[-1] for index, _ in steps) - (len(chain) - 2)
    return inside <= STRAYS * len(chain)


def _digit_series(found: Sequence[Shape], covered: Sequence[int]) -> Iterator[list[int]]:
    kinds: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.kind >= 0 and s.rest:
            kinds[s.kind].append((index, s.number))
    for steps in kinds.values():
        if ENOUGH <= len(steps) <= MOST and (chain := best_chain(steps, covered)) and is_filled(chain, covered):
            yield chain


def _renumbered(s: Shape, reading: Reading) -> Shape:
    return replace(
        s,
        kind=_PUNKT,
        number=reading.number,
        rest=reading.rest,
        key=title_key(reading.rest),
        style=(_PUNKT, *s.style[1:]),
        written=reading.written,
    )


def covers(found: Sequence[Shape]) -> list[int]:
    """For each line, how many lines up to it are headings or case numbers that every point has."""
    return list(accumulate(s.role in _ROLES or run_in_role(s.text) == "decision" or _case_line(s.text) for s in found))


def is_series(lines: Sequence[tuple[int, int]], covered: Sequence[int], headings: Sequence[Sequence[int]] = ()) -> bool:
    """Whether numbers ascend by one and headings of points stand between their lines: known ones, or ``headings``."""
    chain = best_chain(lines, covered)
    if len(chain) < ENOUGH or not _is_whole(lines, chain):
        return False
    return is_filled(chain, covered) or in_each(headings, chain, len(covered))


def is_filled(chain: Sequence[int], covered: Sequence[int]) -> bool:
    """Whether most lines of a chain have a heading of points below them."""
    ends = [*(index + 1 for index in chain[1:]), len(covered)]
    filled = sum(covered[end - 1] > covered[index] for index, end in zip(chain, ends, strict=True))
    return filled >= COVERED * len(chain)


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
