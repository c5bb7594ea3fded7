"""People of a head by their names, under the nearest words that tell how they took part.

For heads whose lists have words, marks or columns of their own, or stand bare: no label has to be known as a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from nlp.record import AttendanceKind
from nlp.resources import read_words
from nlp.vocabulary import wording
from nlp.vocabulary.listed_people import Name, end_of_line, name_at, name_end, spelling_key
from nlp.vocabulary.parties import party_names

FEWEST = 3
"""Names that make a list."""
_LONGEST_LABEL = 60
_DIVIDERS = "|\t"
"""What divides the cells of a table's line."""
_NEAR = 3
"""Letters by which a name may begin before its column."""
_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÆØÅÖÄÜÉ][^\W\d_]*")
_CELL = re.compile(r"[^\s|](?:[^\t|\n]*?[^\s|])??(?= *[\t|\n]| {3,}|\s*$)")
_CELL_START = re.compile(r"(?:^|[\t|]| {3,}|: +)[\s*_•·–\-]*(?:[A-ZÆØÅ]{1,2} {1,4})?$")
_WHOLE = re.compile(r"[ \t*_]*(?:$|\n|\t|\||,| {2,}|[–\-✓✗])")
_LISTED = re.compile(r"[\s*_]*(?:[,;/]|\bog\b|\bsamt\b)\s*(?:og\s+)?")
_PARTY_LETTER = re.compile(r"[A-ZÆØÅ]{1,2}(?![\w.'’-])")
_MARK = re.compile(r"(?<![^\W_])[xX](?![^\W_])|[✓✔✗✘☑☒]")
_LETTERED = re.compile(r"\([A-ZÆØÅ]{1,2}\)\s*:[ *_]*$")
_ANSWER = re.compile(r"(?:(?<=  )|(?<=[|\t])|(?<=[|\t] ))(ja|nej)\b", re.IGNORECASE)
"""What a table says of a member below "Deltog" or "Afbud"."""
_REST = re.compile(r"[^\n.;]*(?:\.(?=\S)[^\n.;]*|\n[ \t]*(?=[a-zæøå\d])[^\n.;]*)*")

Kind = Literal["officials", "unknown", "ended"] | AttendanceKind
Person = tuple[Name, AttendanceKind, str]
"""A name, how its owner took part, and what else its line says."""


@dataclass(slots=True)
class _Above:
    """What the words above say of the names below, whether a blank line ended their list, and the columns of a table:
    (first, last place, kind)."""

    kind: Kind | None = None
    ended: bool = False
    columns: list[tuple[int, int, Kind]] = field(default_factory=list)


def gathered(text: str, start: int, end: int) -> list[Person]:
    """Participants of ``text[start:end]``: name, how its owner took part, what else its line says.

    Empty unless at least :data:`FEWEST` names stand under words that tell of presence or absence, or under other words
    or none where one is said to chair. Of people listed, whatever is said of them further on is told too.
    """
    text = text[:end]
    listed: list[Person] = []
    unknown: list[Person] = []
    known: set[str] = set()
    named = list(_named(text, start))
    behind = [name.start for name, _ in named[1:]] + [end]
    for (name, kind), stop in zip(named, behind, strict=False):
        rest = _rest(text, name_end(text, name), stop)
        if kind == "unknown" or (kind is None and (name.party or name.notes) and _fills_a_cell(text, name)):
            unknown.append((name, "present", rest))
        elif kind not in (None, "officials", "ended"):
            listed.append((name, kind, rest))  # type: ignore[arg-type]
            known.add(spelling_key(name.text))
        elif spelling_key(name.text) in known:
            listed.append((name, "present", rest))
    if len(listed) < FEWEST:
        chaired = any(wording.CHAIR.search(" ".join([*name.notes, rest])) for name, _, rest in unknown)
        return [*unknown, *listed] if chaired and len(unknown) >= FEWEST else []
    return listed


def _named(text: str, start: int) -> Iterator[tuple[Name, Kind | None]]:
    """Names in reading order, with what the place of each tells."""
    above = _Above()
    at, last = start, None
    for word in _CAPITAL.finditer(text, start):
        if word.start() < at or wording.TITLE_END.search(word[0]) or _PARTY_LETTER.match(text, word.start()):
            continue
        name = name_at(text, word.start(), across=_first_name(word[0]))
        if not name or name.start != word.start() or " " not in name.text or wording.NOT_A_PERSON.search(name.text):
            continue
        if not (_first_name(word[0]) or _in_a_list(text, last, name) or _fills_a_cell(text, name)):
            continue
        _read_gap(text, at, name.start, above)
        if above.kind == "ended":
            return
        last, at = name, name_end(text, name)
        if not wording.IN_PLACE_OF.search(text[max(0, name.start - 20) : name.start]):
            yield name, _kind_at(text, name, above)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(read_words("gazetteer/first_names.txt"))


def _first_name(word: str) -> bool:
    return word in _first_names()


def _in_a_list(text: str, last: Name | None, name: Name) -> bool:
    """Whether nothing but a comma or an "og" stands between it and the name before."""
    return last is not None and bool(_LISTED.fullmatch(text, name_end(text, last), name.start))


def _fills_a_cell(text: str, name: Name) -> bool:
    """Whether it begins a line or a cell of a table, and nothing but a note stands behind it there."""
    line = text[text.rfind("\n", 0, name.start) + 1 : name.start]
    return bool(_CELL_START.search(line) and _WHOLE.match(text, name_end(text, name)))


def _rest(text: str, start: int, stop: int) -> str:
    """What is said behind a name, to the end of its line or sentence or to the next name."""
    found = _REST.match(text, start, stop)
    return re.sub(r"\s*\n\s*", " ", found[0]) if found else ""


@cache
def _party() -> re.Pattern[str]:
    return re.compile(rf"(?:{party_names()}|uden for partierne|løsgænger)(?: \([^)]*\))?", re.IGNORECASE)


def _read_gap(text: str, start: int, stop: int, above: _Above) -> None:
    """Follow the lines between two names, the last of them up to the name."""
    at = start
    labelled = False
    for line in text[start:stop].split("\n"):
        if not line.strip() and start < at and at + len(line) < stop:
            above.ended = not labelled
            above.kind = None if above.kind == "officials" else above.kind
        elif line.strip() and (at > start or line.rstrip(" *_").endswith(":")):
            labelled = _read_line(text, at, line, above) or labelled
        at += len(line) + 1


def _read_line(text: str, at: int, line: str, above: _Above) -> bool:
    """Take in what a line that starts at ``at``, or the rest of one, says, if anything."""
    cells = [cell for cell in _CELL.finditer(line) if cell[0].strip(" \t*_#|•-–")]
    told = [
        (_column(text, at + cell.start()), _column(text, at + cell.end()), kind)
        for cell in cells
        if (kind := _kind_of(cell[0]))
    ]
    if {"present", "absent"} <= {kind for _, _, kind in told}:
        above.kind, above.columns = "present", told
    elif told:
        above.kind, above.columns = told[0][2], told if len(cells) > 1 else []
    above.ended = above.ended and not told
    return bool(told)


def _column(text: str, at: int) -> int:
    """Which cell of its line a place is in, where bars or tabs divide it; else how many letters in it is."""
    start = text.rfind("\n", 0, at) + 1
    return sum(text.count(sign, start, at) for sign in _DIVIDERS) if _divided(text, at) else at - start


def _divided(text: str, at: int) -> bool:
    start, end = text.rfind("\n", 0, at) + 1, end_of_line(text, at, len(text))
    return any(text.find(sign, start, end) >= 0 for sign in _DIVIDERS)


def _kind_of(cell: str) -> Kind | None:
    """What a label says of the names behind or below it; None for any other text."""
    words = cell.strip(" \t*_#|•:.-–,").lower()
    labelled = cell.rstrip(" *_").endswith(":")
    if len(words) < 2 or (len(words) > _LONGEST_LABEL and not labelled):
        return None
    if wording.HEAD_ENDS.match(words):
        return "ended"
    if wording.NOT_MEMBERS.search(words):
        return "officials"
    if wording.SUBSTITUTES.search(words):
        return "substitute"
    if wording.NOT_THERE.search(words):
        return "absent"
    if wording.PRESENT.search(words) or _party().fullmatch(words) or (labelled and _of_a_party(cell, words)):
        return "present"
    return "unknown" if labelled else None


def _of_a_party(cell: str, words: str) -> bool:
    """Whether a label names a list of candidates ("Byens Liste:", "Borgerlisten for Nordby (L):")."""
    return wording.LOCAL_LIST.search(words) is not None or _LETTERED.search(cell) is not None


def _kind_at(text: str, name: Name, above: _Above) -> Kind | None:
    """How the owner of a name took part, by its place in a table, else by the words above."""
    line = text.rfind("\n", 0, name.start) + 1
    title = text[line : name.start].rsplit("  ")[-1]
    if above.kind != "absent" and wording.NOT_MEMBERS.search(title) and not title.rstrip().endswith(":"):
        return None
    if not above.columns:
        return None if above.ended and not _fills_a_cell(text, name) else above.kind
    behind = name_end(text, name), end_of_line(text, name.end, len(text))
    if mark := _MARK.search(text, *behind):
        return _nearest(_column(text, mark.start()), above)
    if answer := _ANSWER.search(text, *behind):
        asked = _nearest(_column(text, answer.start(1)), above)
        return asked if answer[1].lower() == "ja" else "absent" if asked == "present" else "present"
    near = 0 if _divided(text, name.start) else _NEAR
    before = [kind for first, _, kind in above.columns if first <= _column(text, name.start) + near]
    return before[-1] if before else above.kind


def _nearest(column: int, above: _Above) -> Kind:
    """What the heading of the nearest column says."""
    return min(above.columns, key=lambda one: max(one[0] - column, column - one[1]))[2]
