"""The participants that the head of a document lists: names, attendance, party, role.

Lists stand behind or below a label ("Mødedeltagere", "Medlemmer:", "Fraværende:", "Stedfortrædere"),
on one line, over several, or one name a line. Absence stands in brackets ("(Afbud)"), behind a dash,
in a column, or in a list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.record import AttendanceKind, Participant
from nlp.resources import read_json
from nlp.segment.head.labelled_lines import find_labels
from nlp.segment.head.named_in_sentences import in_sentences
from nlp.segment.head.namelists import gathered
from nlp.vocabulary.listed_people import Name, end_of_line, name_end, skip, spelling_key, take_names

_ATTENDANCE: dict[str, AttendanceKind] = {
    "participants": "present",
    "chair": "present",
    "deputy": "present",
    "absent": "absent",
    "substitute": "substitute",
}
_ROLES = {"chair": "formand", "deputy": "næstformand"}
_SPACE = re.compile(r"[\s*_|]*")
_COMMA_LIST = re.compile(r"[^\n]*?\([^)\n]*\),|[^\n]*?,(?!\s*[A-ZÆØÅ]{1,3}\s*(?:$|\n|\())")
_LONGEST_REST = 80
_DENIED = re.compile(r"\b(?:stedfortræder|suppleant)\b.*\bikke\b|\b(?:ingen|uden) (?:stedfortræder|suppleant)")
"""What says that nobody came instead."""


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(read_json("names.json")[kind], key=len, reverse=True))


def find_participants(text: str, start: int, end: int) -> list[Participant]:
    """Participants of ``text[start:end]``, in the order in which they are first named.

    Lists under known labels go first; what the names themselves and sentences tell is added.
    """
    people: dict[str, Participant] = {}
    labels = find_labels(text, start, end)
    ends = [label.start for label in labels[1:]] + [end]
    for label, stop in zip(labels, ends, strict=False):
        if attendance := _ATTENDANCE.get(label.kind):
            for name, rest in _listed(text, label.value, stop):
                _merge(people, _participant(text, name, attendance, rest, _ROLES.get(label.kind)))
    by_name = gathered(text, start, end)
    if len({spelling_key(name.text) for name, _, _ in by_name}) >= len(people):
        for name, kind, rest in by_name:
            _merge(people, _participant(text, name, kind, rest))
    for name, kind, rest in in_sentences(text, start, end):
        _merge(people, _participant(text, name, kind, rest))
    return sorted(people.values(), key=lambda one: one.span)


def _merge(people: dict[str, Participant], found: Participant) -> None:
    """A name met again adds what its first place did not say."""
    known = people.setdefault(spelling_key(found.name), found)
    if known is found:
        return
    known.party = known.party or found.party
    known.role = known.role or found.role
    if found.attendance != "present":
        known.attendance = found.attendance


def _listed(text: str, at: int, stop: int) -> Iterator[tuple[Name, str]]:
    """The names behind or below a label, each with what else its line says of it."""
    at = skip(_SPACE, text, at, stop)
    if _is_header(text[at : end_of_line(text, at, stop)]):
        at = skip(_SPACE, text, end_of_line(text, at, stop), stop)
    first_line = text[at : end_of_line(text, at, stop)]
    if _is_comma_list(first_line):
        yield from ((name, "") for name in take_names(text, at, stop, across=True)[0])
    else:
        yield from _line_by_line(text, at, stop)


def _is_header(line: str) -> bool:
    """Whether a line only names the columns of a table of members."""
    cells = [cell.strip(" *_|:").lower() for cell in re.split(r"\t|\||\s{2,}|/", line)]
    return any(cells) and all(cell in _words("columns") for cell in cells if cell)


def _is_comma_list(line: str) -> bool:
    names, behind = take_names(line, 0, len(line))
    if len(names) != 1:
        return len(names) > 1
    rest = line[behind:].lstrip(" ,*_")
    wraps = line.rstrip(" *_").endswith(",") if not rest else rest[:1].isupper() and _note_kind(rest) is None
    return bool(_COMMA_LIST.match(line)) and wraps


def _line_by_line(text: str, at: int, stop: int) -> Iterator[tuple[Name, str]]:
    """One name (or a few) a line, until a line that is none."""
    while at < stop:
        line_end = end_of_line(text, at, stop)
        names = _names_of_line(text, at, line_end)
        if names is None:
            break
        yield from ((name, "") for name in names[:-1])
        yield names[-1], text[name_end(text, names[-1]) : line_end]
        at = skip(_SPACE, text, line_end, stop)


def _names_of_line(text: str, at: int, line_end: int) -> list[Name] | None:
    names, behind = take_names(text, at, line_end)
    if not names:
        return None
    raw = text[behind:line_end].lstrip(" *_")
    rest = raw.strip(" \t*_.;")
    if (
        not rest
        or raw[0] in "\t|"
        or (len(rest) < _LONGEST_REST and (rest[0] in ",(-–\t:" or _note_kind(rest) is not None))
    ):
        return names
    return None


def _participant(text: str, name: Name, attendance: AttendanceKind, rest: str, role: str | None = None) -> Participant:
    """The owner of a name; ``rest`` is what its line says behind the name."""
    participant = Participant(
        name=name.text,
        attendance=attendance,
        party=name.party,
        role=role or _role_before(text, name.start),
        span=(name.start, name.end),
    )
    for note in [*name.notes, *re.split(r"[\t,()|✓✔✗✘]| {2,}|\s[-–]\s|\.\s(?=[A-ZÆØÅ])", rest)]:
        kind = _note_kind(note)
        if kind in ("absent", "arrived_late", "left_early", "substitute"):
            participant.attendance = kind  # type: ignore[assignment]
        elif kind and kind != "present" and participant.role is None:
            participant.role = kind
    return participant


def _note_kind(note: str) -> str | None:
    """Attendance or role that a note behind a name tells, None where it tells neither."""
    note = note.strip(" \t.,;:()*_–-").lower()
    if not note or _DENIED.search(note):
        return None
    roles: dict[str, str] = read_json("names.json")["roles"]
    if note in roles:
        return roles[note]
    for kind, words in (
        ("absent", "absent"),
        ("arrived_late", "late"),
        ("left_early", "early"),
        ("substitute", "substitute"),
        ("present", "present"),
    ):
        if any(note == word or note.startswith(word + " ") for word in _words(words)):
            return kind
    return None


def _role_before(text: str, at: int) -> str | None:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    word = re.split(r"[,:;\t()]", line.rstrip(" :\t"))[-1].strip(" \t*_-•").lower()
    role = read_json("names.json")["roles"].get(word.removesuffix(" og").strip())
    return role if isinstance(role, str) else None
