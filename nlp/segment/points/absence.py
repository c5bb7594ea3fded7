"""Who is named absent in a point, and which lines say so.

Known forms: a heading ("Fraværende:", "Afbud:", "Ikke til stede:", "Følgende deltog ikke i …:") with
names behind or below it or nothing at all, and sentences ("Hans Holm og Grete Lund var fraværende.",
"Hans Holm deltog ikke i sagens behandling"). Arrivals, departures and substitutes are not absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from nlp.outline import Offsets
from nlp.resources import read_json
from nlp.vocabulary import wording
from nlp.vocabulary.headings import heading_role
from nlp.vocabulary.listed_people import Name, end_of_line, spelling_key, take_names

_MARKS = re.compile(r"(?:[ \t#*_>|]|</?(?:b|strong)>)*")
_MARKS_BELOW = re.compile(r"(?:[\s*_]|</?(?:b|strong)>)*")
_TAIL = re.compile(r"[ \t]*\.?(?:[ \t*_]|</?(?:b|strong)>)*")
_OPEN_LIST = re.compile(r"[ \t]*(?:,|og\b|samt\b|,[ \t]*og\b)[ \t]*([^\W\d_]*)[ \t]*\n")
_SENTENCE = re.compile(
    r"[^\n]+?(?:(?:(?<=[^\W\d_]{2})|(?<=\)))(?<!\b(?:Chr|Joh|Jac|Nic|Kbh))(?<!\bJørg)"
    r"(?<!\b(?:kr|nr|pr|st|tv|th|jf|ca|hr|fr|dr|Th|Fr|Kr|Sv))\.(?=\s|$)|$)"
)
_SENTENCE_ENDS = re.compile(r"(?<![.:;!?])[ \t]*\n[ \t]*[a-zæøå][^.\n]{0,60}\.[ \t]*(?=\n|$)")
"""The rest of a wrapped sentence, which fills its line."""
_LABEL_IN_LINE = re.compile(r"(?<=[.!?)])[ \t]+(?=(?i:fravær|fraværende|afbud|ikke til ?stede)[ \t]*:)")


@dataclass(slots=True)
class Absence:
    """The absent persons of a text and the spans that only tell of them, in reading order."""

    names: list[str] = field(default_factory=list)
    spans: list[Offsets] = field(default_factory=list)

    def add(self, names: Iterable[str], span: Offsets | None = None) -> None:
        """Add names that are not there yet, and the span that tells of nothing else."""
        known = {spelling_key(name) for name in self.names}
        for name in names:
            if spelling_key(name) not in known:
                known.add(spelling_key(name))
                self.names.append(name)
        if span:
            self.spans.append(span)


def find_absence(text: str, start: int, end: int, people: frozenset[str] = frozenset()) -> Absence:
    """Absent persons named in ``text[start:end]``; ``people`` are words of known participants' names."""
    absence = Absence()
    at = start
    while told := wording.ABSENCE_WORDS.search(text, at, end):
        line_end = end_of_line(text, told.start(), end)
        at = _read_line(text, text.rfind("\n", at, told.start()) + 1 or at, line_end, end, people, absence)
        at += text.startswith("\n", at)
        if at < line_end:
            at = line_end + 1 if not text[at:line_end].strip() else at
    absence.spans += _reasons(text, start, end, absence)
    return absence


def names_alone(text: str, start: int, end: int, people: frozenset[str]) -> list[str]:
    """The names on the first lines of ``text[start:end]`` as long as these hold nothing else."""
    return [name.text for name in _names_below(text, start, end, people)[0]]


def _noted_absent(name: Name) -> bool:
    """ "Hans Holm (V) - fraværende"."""
    return any(note.strip(" .").lower() in read_json("names.json")["absent"] for note in name.notes)


def _absent_inverted(text: str, at: int, end: int, people: frozenset[str]) -> list[str]:
    """ "Som inhabil deltog Hans Holm ikke"."""
    found = wording.ABSENT_INVERTED.match(text, at, end)
    names, behind = take_names(text, found.end(), end, people) if found else ([], at)
    return [name.text for name in names] if names and wording.ABSENT_BEHIND.match(text, behind, end) else []


def _reasons(text: str, start: int, end: int, absence: Absence) -> list[Offsets]:
    """Lines above one on absence that say why its person left ("Hans Holm erklærede sig inhabil.")."""
    reasons: list[Offsets] = []
    told = sorted(absence.spans)
    behind = 0
    for span in told:
        line = text[: span[0]].rstrip()
        begin = max(line.rfind("\n") + 1, start)
        said = text[begin : len(line)].strip(" \t*_")
        if span[0] > start and said and len(said) < 160 and said.startswith(tuple(absence.names)):
            between = behind and not text[behind:begin].strip()
            if between or "inhabil" in said.lower():
                reasons.append((begin, len(line)))
        behind = span[1]
    return [reason for reason in reasons if not any(one[0] < reason[1] and reason[0] < one[1] for one in told)]


def _read_line(text: str, at: int, line_end: int, end: int, people: frozenset[str], absence: Absence) -> int:
    """Read one line (and the names below a heading); returns the offset behind what it read."""
    if found := wording.NOBODY_LINE.match(text, at, line_end):
        absence.add((), (at, found.end()))
        return found.end()
    begin = _skip(_MARKS, text, at, line_end)
    label = wording.ABSENCE_LABEL.match(text, begin, line_end) or _bare_label(text, begin, line_end)
    if label:
        return _read_labelled(text, at, label.end(), end, people, absence)
    if heading_role(text[at:line_end]) == "absence":
        return _read_labelled(text, at, line_end, end, people, absence)
    if found := _LABEL_IN_LINE.search(text, at, line_end):
        _read_sentences(text, at, found.start(), people, absence, last=False)
        return _read_line(text, found.end(), line_end, end, people, absence)
    told = len(absence.spans)
    _read_sentences(text, at, line_end, people, absence, last=not text[line_end:end].strip())
    if len(absence.spans) > told and (wrapped := _SENTENCE_ENDS.match(text, line_end, end)):
        absence.spans[-1] = (at, wrapped.end())
        return wrapped.end()
    return line_end


def _skip(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    found = pattern.match(text, at, end)
    return found.end() if found else at


def _bare_label(text: str, at: int, line_end: int) -> re.Match[str] | None:
    """A label without colon counts when names fill its line: "Fraværende Hans Holm (V)"."""
    found = wording.ABSENCE_BARE_LABEL.match(text, at, line_end)
    if not found:
        return None
    names, behind = take_names(text, found.end(), line_end)
    return found if names and not text[behind:line_end].strip(" .\t*_") else None


def _read_labelled(text: str, at: int, behind: int, end: int, people: frozenset[str], absence: Absence) -> int:
    if found := wording.NOBODY.match(text, behind, end):
        absence.add((), (at, found.end()))
        return found.end()
    names, stop = _names_below(text, behind, end, people)
    if names:
        line_end = end_of_line(text, stop, end)
        rest = text[stop:line_end].strip(" \t*_")
        about = wording.FOR_THE_POINT.fullmatch(rest) or wording.INSTEAD.match(rest)
        stop = line_end if about else _skip(_TAIL, text, stop, end)
    absence.add((name.text for name in names), (at, stop))
    return stop


def _names_below(text: str, at: int, end: int, people: frozenset[str]) -> tuple[list[Name], int]:
    """Names behind a heading and on the lines below it, as long as lines hold nothing but names."""
    names: list[Name] = []
    stop = at
    while stop < end:
        begin = _skip(_MARKS_BELOW, text, stop + text.startswith((".", ",", ";"), stop), end)
        run_in = "\n" not in text[at:begin]
        found, behind = _take_wrapped(text, begin, end, people)
        if not found or not _fills_line(text, behind, end, run_in):
            break
        names += found
        stop = behind
    return names, stop


def _take_wrapped(text: str, at: int, end: int, people: frozenset[str]) -> tuple[list[Name], int]:
    """Names of one line; a list that stops at a comma, at "og" or inside a name goes on below."""
    names, behind = take_names(text, at, end_of_line(text, at, end), people)
    if names and _OPEN_LIST.match(text, behind, end):
        more, far = take_names(text, at, end, people, across=True)
        if len(more) > len(names) and _fills_line(text, far, end, run_in=False):
            return more, far
    return names, behind


def _fills_line(text: str, at: int, end: int, run_in: bool) -> bool:
    """Whether nothing follows the names on their line; behind a label another sentence may follow."""
    rest = text[at : end_of_line(text, at, end)].strip(" \t*_")
    if rest in ("", ".", ",", ";") or wording.FOR_THE_POINT.fullmatch(rest) or wording.INSTEAD.match(rest):
        return True
    return run_in and rest.startswith(". ") and rest[2:3].isupper()


def _read_sentences(text: str, at: int, line_end: int, people: frozenset[str], absence: Absence, last: bool) -> None:
    """Absence told in sentences; a line that holds nothing else is an absence line, and so is the end of the last."""
    sentences = [(at + found.start(), at + found.end()) for found in _SENTENCE.finditer(text[at:line_end])]
    told = [_absent_in_sentence(text, start, end, people) for start, end in sentences]
    whole = all(
        names or wording.CHAIRED.search(text, start, end)
        for names, (start, end) in zip(told, sentences, strict=True)
        if text[start:end].strip()
    )
    for names in told:
        absence.add(names)
    if whole and any(told):
        absence.add((), (at, line_end))
    elif last and told and told[-1]:
        first = max(place for place, names in enumerate(told) if not names) + 1
        absence.add((), (sentences[first][0], line_end))


def _absent_in_sentence(text: str, at: int, end: int, people: frozenset[str]) -> list[str]:
    at = _skip(_MARKS_BELOW, text, at, end)
    names, behind = take_names(text, at, end, people)
    if names:
        told = wording.ABSENT_VERB.match(text, behind, end)
        told = None if told and wording.NOT_WHOLLY_ABSENT.search(text, behind, end) else told
        told = told or wording.DISQUALIFIED_AND_LEFT.match(text, behind, end)
        if not told and not text[behind:end].strip(" .*_") and all(map(_noted_absent, names)):
            return [name.text for name in names]
        return [name.text for name in names] if told else []
    found = wording.ABSENT_BEFORE.match(text, at, end)
    if not found:
        return _absent_inverted(text, at, end, people)
    names, behind = take_names(text, found.end(), end, people)
    return [name.text for name in names] if names and not text[behind:end].strip(" .*_") else []
