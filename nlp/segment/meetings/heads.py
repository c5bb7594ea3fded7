"""Heads of meetings inside a document: lines that say which body met when, with what stands around them in a head.

A head is found from a line with a whole date that otherwise says only whose meeting it was, and grows over the
lines around it that a head has: municipality, kind of document, place, participants, page number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import overload

from nlp.outline import Line
from nlp.resources import read_json
from nlp.segment.head.head import NOT_THE_MEETING, body_of_line
from nlp.segment.head.labelled_lines import find_labels, label_value
from nlp.segment.lines.features import Shape, Style, numbering, shape
from nlp.vocabulary.bodies import clean_body, is_body, is_generic
from nlp.vocabulary.dates import DATE, find_date, without_dates

PARTS = ("kind", "municipality", "place", "people")
"""Parts of a head beside body and date."""
_OF_LABELS = {
    "place": "place", "start": "place", "date": "labelled", "body": "labelled", "participants": "people",
    "absent": "people", "chair": "people", "substitute": "people",
}  # fmt: skip
"""The part of a head that a label of each kind makes."""
LONGEST = 160
"""Letters of a line of a head that is no list of people."""
HIGHEST, DEEPEST = 14, 8
"""Lines of a head above and below its date, without participants and contents list."""
_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag"
_CLOCK = re.compile(r"\b(?:kl|klokken)\b\.?[ :]*\d{1,2}(?:[.:]\d\d)?|(?<!\d)\d{1,2}[.:]\d\d(?!\d)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:side|blad)\s*(?:nr\.?\s*)?(?P<n>\d{1,4})(?:\s*(?:af|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
_MUNICIPALITY = re.compile(
    r"(?:[A-ZÆØÅ][\w-]*(?: (?:og )?[A-ZÆØÅ][\w-]*){0,3} (?:Regionsk|K|k)(?:OMMUNE|ommune)|Region [A-ZÆØÅ][\w-]+)"
)
_MEETING = re.compile(r"(?:[\w.]+ ){0,2}\w*møde[t]?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ANY_DATE = re.compile(rf"(?:\b{_WEEKDAY}\b|{DATE.pattern}|[\d\W])+", re.IGNORECASE)
_BEHIND_DATE = re.compile(
    r"[\s,;.|(–-]*(?:$|(?:kl|klokken|i|på|fra|som|ved|side|blad|mødet|at)\b|\d|\()", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a line says of a meeting; ``what`` names the parts of a head that it has."""

    what: frozenset[str]
    kind: str | None = None
    body: str | None = None
    page: int | None = None


@dataclass(slots=True)
class Head:
    """A head: its lines from ``first`` on, the line of its ``date``, where the lines end that name the meeting."""

    first: int
    dated: int
    end: int
    date: str
    kind: str | None
    body: str | None
    what: frozenset[str]
    form: str
    """What the line of the date says beside days and digits."""
    style: Style = (-1, None, False, False)
    page: int | None = None


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(read_json("meetings.json")[kind])


@cache
def _openings() -> tuple[str, ...]:
    words = {*read_json("head.json")["title_words"], *_words("openings")}
    return tuple(sorted(words, key=len, reverse=True))


def kind_of(text: str) -> str | None:
    """What a line calls its document: supplement, agenda or minutes."""
    lowered = text.lower()
    kinds = read_json("meetings.json")["kinds"]
    return next((kind for kind, words in kinds.items() if any(word in lowered for word in words)), None)


def opens(text: str) -> bool:
    """Whether a line begins with the name of the document or of the meeting ("REFERAT", "Møde nr. 4")."""
    lowered = text.lower()
    return any(lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalpha() for word in _openings())


def _titled(text: str) -> bool:
    """Whether a line is a title of the document: it opens with its name, or ends with it behind a body."""
    if len(text) > LONGEST or text.endswith((".", ":", ",", ";")):
        return False
    words = _WORD.findall(text.lower())
    if not words or words[0] in _words("not_openings"):
        return False
    if opens(text):
        return kind_of(text) is not None
    return len(words) <= 6 and words[-1].endswith(("protokol", "referat", "dagsorden"))


@lru_cache(maxsize=20_000)
def signs_of(text: str) -> Signs:
    """The parts of a head in a line without marks."""
    what: set[str] = set()
    spaced = re.sub(r"(?<=\b\w) (?=\w\b)", "", text)
    page = _PAGE.search(text)
    bare = text[: page.start()].strip(" \t|,;-–") if page else text
    labels = find_labels(text, 0, len(text)) if len(text) <= 4 * LONGEST else []
    what.update(_OF_LABELS[label.kind] for label in labels if label.kind in _OF_LABELS)
    if page or re.fullmatch(r"side \d+.*", text.lower()):
        what.add("page")
    if len(text) > LONGEST:
        return Signs(frozenset(what))
    if found := _MUNICIPALITY.match(bare):
        rest = bare[found.end() :].strip(" \t|,;:-–")
        if not rest or (rest.istitle() and len(rest) < 40) or says_when(rest) or opens(rest):
            what.add("municipality")
    kind = kind_of(spaced) if _titled(spaced) else None
    if kind:
        what.add("kind")
    if says_when(text):
        what.add("date")
    if _CLOCK.search(without_dates(text)) and (what & {"date", "place"} or text.lower().startswith("kl")):
        what.add("place")
    body = _body(text, bare, spaced) if text[-1:] not in ".,;" else None
    if body:
        what.add("body")
    return Signs(frozenset(what), kind, body, int(page["n"]) if page else None)


def _body(text: str, bare: str, spaced: str) -> str | None:
    for label in find_labels(text, 0, len(text)):
        if label.kind == "body" and is_body(value := label_value(text, label, len(text))):
            return clean_body(value)
    for cell in re.split(r"\t| {3,}", bare):
        body = body_of_line(spaced if cell == text else cell.strip())
        if body and not is_generic(body):
            return clean_body(body)
    return None


class Rows(Sequence[Shape]):
    """The lines of a text that are not blank, each taken apart when it is asked for."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self.lines = [line for line in lines if text[line.start : line.end].strip()]
        self._made: dict[int, Shape] = {}

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, index: int) -> Shape: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Shape]: ...
    def __getitem__(self, index: int | slice) -> Shape | Sequence[Shape]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if index not in self._made:
            line = self.lines[index]
            self._made[index] = shape(self._text[line.start : line.end], line)
        return self._made[index]


def dated_lines(text: str, rows: Rows) -> Iterator[int]:
    """Indexes of lines that say when a meeting was and little else."""
    starts = [line.start for line in rows.lines]
    last = -1
    for match in DATE.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index > last and rows.lines[index].end - starts[index] <= 2 * LONGEST:
            last = index
            if says_when(rows[index].text):
                yield index


@lru_cache(maxsize=20_000)
def says_when(text: str) -> bool:
    """Whether a line says when a meeting was and little else."""
    match = DATE.search(text)
    if match is None or len(text) > LONGEST or NOT_THE_MEETING.search(text) or text.endswith((":", ";")):
        return False
    if match.start() and numbering(text)[0] >= 0:
        return False
    before, behind = text[: match.start()], text[match.end() :]
    before = re.sub(rf"(?:\b{_WEEKDAY}|\bden|\bd\.|[\s,:|–-])*$", "", before, flags=re.IGNORECASE)
    behind_body = body_of_line(behind.strip(" \t,;|–-").split("   ")[0])
    if not (_BEHIND_DATE.match(behind) or behind_body) or (len(behind) > 70 and behind.endswith(".")):
        return False
    return _only_whose(before)


def _only_whose(before: str) -> bool:
    """Whether what stands before a date names nothing but the meeting, its body or its date."""
    first = re.split(r"\t| {3,}", before)[0]
    words = _WORD.findall(before.lower())
    if not words or all(word in _words("links") for word in words):
        return True
    if words[0] in _words("not_openings"):
        return False
    labels = find_labels(before + ":", 0, len(before) + 1)
    if any(label.kind in ("date", "start") and not before[: label.start].strip() for label in labels):
        return True
    behind_link = re.sub(r"^(?:fra|for|til)\s+", "", first.strip(), flags=re.IGNORECASE)
    return bool(opens(behind_link) or _MEETING.match(behind_link) or body_of_line(first) or signs_of(first).body)


def heads(text: str, rows: Rows) -> list[Head]:
    """Heads in reading order; the same date again within a head's own lines begins no other."""
    made: list[Head] = []
    for index in dated_lines(text, rows):
        last = made[-1] if made else None
        if last is None or index >= last.end or find_date(rows[index].text) != last.date:
            head = _grown(rows, index, last.dated + 1 if last else 0)
            if last:
                last.end = min(last.end, head.first)
            made.append(head)
    return made


def _grown(found: Rows, dated: int, floor: int) -> Head:
    """The head around a line with a date; it does not reach above line ``floor``."""
    first = dated
    while first > max(floor, dated - HIGHEST) and _goes_up(found[first - 1]):
        first -= 1
    end = dated + 1
    while end < min(len(found), dated + DEEPEST) and _goes_down(found[end]):
        end += 1
    signs = [signs_of(s.text) for s in found[first:end]]
    return Head(
        first,
        dated,
        end,
        find_date(found[dated].text) or "",
        next((one.kind for one in signs if one.kind), None),
        next((one.body for one in signs if one.body), None),
        frozenset().union(*(one.what for one in signs)),
        _form(found[dated].text),
        found[dated].style,
        next((one.page for one in signs if one.page is not None), None),
    )


def _form(text: str) -> str:
    """What a line says before its date, or behind it where it begins with that.

    Without days, dates, digits and the kind of document.
    """
    for part in DATE.split(text, maxsplit=1):
        if words := [word for word in _ANY_DATE.sub(" ", part.lower()).split() if kind_of(word) is None]:
            return " ".join(words)
    return ""


def _goes_up(s: Shape) -> bool:
    """Whether a line above a date belongs to its head: not people, nor the end of a meeting before."""
    if len(s.text) > LONGEST or (s.kind >= 0 and not DATE.match(s.text)):
        return False
    what = signs_of(s.text).what
    words = _WORD.findall(s.text.lower())
    return bool(what - {"people"}) or (len(s.text) < 40 and bool(words) and all(w in _words("links") for w in words))


def _goes_down(s: Shape) -> bool:
    """Whether a line below a date belongs to its head."""
    if s.kind >= 0 and not DATE.match(s.text):
        return False
    return not around(s) and len(s.text) < 4 * LONGEST


def around(s: Shape) -> bool:
    """Whether a line heads a section of a point."""
    return s.kind < 0 and s.role in _words("around")


def is_attached(text: str) -> bool:
    """Whether a line says that the minutes below are attached to others ("Bilag 2: Referat fra Ældrerådet")."""
    words = _WORD.findall(text.lower())
    if not words or words[0] not in _words("attached"):
        return False
    numbered = words[0] != "bilag" or len(words) == 1 or re.match(r"bilag\s*(?:nr\.?\s*)?\d", text, re.IGNORECASE)
    return bool(numbered) or any(word.startswith(_words("attachment")) for word in words)


def is_advisory(body: str | None) -> bool:
    """Whether a body only advises the council: what it said is attached to the minutes of others."""
    lowered = (body or "").lower()
    return lowered.endswith(_words("advisory")) and not lowered.endswith(_words("councils"))
