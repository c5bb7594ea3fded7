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
from nlp.vocabulary.listed_people import Name, end_of_line, skip, spelling_key, take_names

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
LONGEST_REASON = 160
"""Letters of a line that says why somebody left."""
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
    reader = _Reader(text, end, people)
    at = start
    while told := wording.ABSENCE_WORDS.search(text, at, end):
        line_end = end_of_line(text, told.start(), end)
        at = reader.line(text.rfind("\n", at, told.start()) + 1 or at, line_end)
        at += text.startswith("\n", at)
        if at < line_end and not text[at:line_end].strip():
            at = line_end + 1
    reader.absence.spans += _reasons(text, start, reader.absence)
    return reader.absence


def names_alone(text: str, start: int, end: int, people: frozenset[str]) -> list[str]:
    """The names on the first lines of ``text[start:end]`` as long as these hold nothing else."""
    return [name.text for name in _Reader(text, end, people).names_below(start)[0]]


def _reasons(text: str, start: int, absence: Absence) -> list[Offsets]:
    """Lines above one on absence that say why its person left ("Hans Holm erklærede sig inhabil.")."""
    reasons: list[Offsets] = []
    told = sorted(absence.spans)
    behind = 0
    for span in told:
        line = text[: span[0]].rstrip()
        begin = max(line.rfind("\n") + 1, start)
        said = text[begin : len(line)].strip(" \t*_")
        if span[0] > start and said and len(said) < LONGEST_REASON and said.startswith(tuple(absence.names)):
            between = behind and not text[behind:begin].strip()
            if between or "inhabil" in said.lower():
                reasons.append((begin, len(line)))
        behind = span[1]
    return [reason for reason in reasons if not any(one[0] < reason[1] and reason[0] < one[1] for one in told)]


@dataclass(slots=True)
class _Reader:
    """Reads a text up to ``end`` line by line; what it finds is in ``absence``."""

    text: str
    end: int
    people: frozenset[str]
    absence: Absence = field(default_factory=Absence)

    def line(self, at: int, line_end: int) -> int:
        """Read one line (and the names below a heading); returns the offset behind what it read."""
        text = self.text
        if found := wording.NOBODY_LINE.match(text, at, line_end):
            return self._told((), at, found.end())
        begin = skip(_MARKS, text, at, line_end)
        label = wording.ABSENCE_LABEL.match(text, begin, line_end) or self._bare_label(begin, line_end)
        if label:
            return self._labelled(at, label.end())
        if heading_role(text[at:line_end]) == "absence":
            return self._labelled(at, line_end)
        if found := _LABEL_IN_LINE.search(text, at, line_end):
            self._sentences(at, found.start(), last=False)
            return self.line(found.end(), line_end)
        if self._sentences(at, line_end, last=not text[line_end : self.end].strip()):
            wrapped = _SENTENCE_ENDS.match(text, line_end, self.end)
            if wrapped:
                self.absence.spans[-1] = (at, wrapped.end())
                return wrapped.end()
        return line_end

    def names_below(self, at: int) -> tuple[list[Name], int]:
        """Names behind a heading and on the lines below it, as long as lines hold nothing but names."""
        names: list[Name] = []
        stop = at
        while stop < self.end:
            begin = skip(_MARKS_BELOW, self.text, stop + self.text.startswith((".", ",", ";"), stop), self.end)
            run_in = "\n" not in self.text[at:begin]
            found, behind = self._take_wrapped(begin)
            if not found or not self._fills_line(behind, run_in):
                break
            names += found
            stop = behind
        return names, stop

    def _told(self, names: Iterable[str], at: int, stop: int) -> int:
        self.absence.add(names, (at, stop))
        return stop

    def _bare_label(self, at: int, line_end: int) -> re.Match[str] | None:
        """A label without colon counts when names fill its line: "Fraværende Hans Holm (V)"."""
        found = wording.ABSENCE_BARE_LABEL.match(self.text, at, line_end)
        if not found:
            return None
        names, behind = take_names(self.text, found.end(), line_end)
        return found if names and not self.text[behind:line_end].strip(" .\t*_") else None

    def _labelled(self, at: int, behind: int) -> int:
        if found := wording.NOBODY.match(self.text, behind, self.end):
            return self._told((), at, found.end())
        names, stop = self.names_below(behind)
        if names:
            line_end = end_of_line(self.text, stop, self.end)
            aside = _is_aside(self.text[stop:line_end].strip(" \t*_"))
            stop = line_end if aside else skip(_TAIL, self.text, stop, self.end)
        return self._told((name.text for name in names), at, stop)

    def _take_wrapped(self, at: int) -> tuple[list[Name], int]:
        """Names of one line; a list that stops at a comma, at "og" or inside a name goes on below."""
        text, end = self.text, self.end
        names, behind = take_names(text, at, end_of_line(text, at, end), self.people)
        if names and _OPEN_LIST.match(text, behind, end):
            more, far = take_names(text, at, end, self.people, across=True)
            if len(more) > len(names) and self._fills_line(far, run_in=False):
                return more, far
        return names, behind

    def _fills_line(self, at: int, run_in: bool) -> bool:
        """Whether nothing follows the names on their line; behind a label another sentence may follow."""
        rest = self.text[at : end_of_line(self.text, at, self.end)].strip(" \t*_")
        if rest in ("", ".", ",", ";") or _is_aside(rest):
            return True
        return run_in and rest.startswith(". ") and rest[2:3].isupper()

    def _sentences(self, at: int, line_end: int, last: bool) -> bool:
        """Absence told in sentences; whether the line, or the end of the ``last``, tells of nothing else."""
        text = self.text
        found = (one for one in _SENTENCE.finditer(text[at:line_end]) if one[0].strip())
        sentences = [(at + one.start(), at + one.end()) for one in found]
        told = [self._absent_in_sentence(start, end) for start, end in sentences]
        whole = all(
            names or wording.CHAIRED.search(text, start, end)
            for names, (start, end) in zip(told, sentences, strict=True)
        )
        for names in told:
            self.absence.add(names)
        if whole and any(told):
            self._told((), at, line_end)
        elif last and told and told[-1]:
            first = max(place for place, names in enumerate(told) if not names) + 1
            self._told((), sentences[first][0], line_end)
        else:
            return False
        return True

    def _absent_in_sentence(self, at: int, end: int) -> list[str]:
        text = self.text
        at = skip(_MARKS_BELOW, text, at, end)
        names, behind = take_names(text, at, end, self.people)
        alone = not text[behind:end].strip(" .*_")
        if not names:
            return self._named_last(at, end)
        told = wording.ABSENT_VERB.match(text, behind, end)
        if told and wording.NOT_WHOLLY_ABSENT.search(text, behind, end):
            told = None
        told = told or wording.DISQUALIFIED_AND_LEFT.match(text, behind, end)
        return [name.text for name in names] if told or (alone and all(map(_noted_absent, names))) else []

    def _named_last(self, at: int, end: int) -> list[str]:
        """ "Fraværende var Hans Holm", "Som inhabil deltog Hans Holm ikke"."""
        text = self.text
        before = wording.ABSENT_BEFORE.match(text, at, end)
        if found := before or wording.ABSENT_INVERTED.match(text, at, end):
            names, behind = take_names(text, found.end(), end, self.people)
            alone = not text[behind:end].strip(" .*_")
            if alone if before else wording.ABSENT_BEHIND.match(text, behind, end):
                return [name.text for name in names]
        return []


def _is_aside(rest: str) -> bool:
    """Whether what stands behind a name only says for which point, or who came instead."""
    return bool(wording.FOR_THE_POINT.fullmatch(rest) or wording.INSTEAD.match(rest))


def _noted_absent(name: Name) -> bool:
    """ "Hans Holm (V) - fraværende"."""
    return any(note.strip(" .").lower() in read_json("names.json")["absent"] for note in name.notes)
