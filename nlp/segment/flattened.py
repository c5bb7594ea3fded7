"""Text whose lines were run together: headings, numbered titles and labels inside the lines get lines of their own.

It is done only where lines are whole pages or chapters and decision headings stand inside them: where a document has
lines, prose that names a decision ("Byrådets beslutning den 3. maj") would cut it up. A blank before and behind a
heading becomes a newline, so all offsets stay true.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from nlp.outline import Line
from nlp.record import SectionRole
from nlp.resources import read_json
from nlp.segment import wording
from nlp.segment.headings import heading_role, parse_decision_heading
from nlp.segment.ownnumbers import best_chain

FLAT = 300
"""Letters that a line has on average where lines were run together; documents with lines have 25 to 120."""
ENOUGH = 2
"""Decision headings inside lines, and times that another heading must stand so."""
POINTS = 3
"""Numbered titles that make a series."""
COVERED = 0.6
"""Share of them that must have a heading of points below."""
WORDS = 16
"""The longest decision heading."""
_CAPITAL = re.compile(r"(?<!\S)[A-ZÆØÅ][^\s:]*")
_NEXT = re.compile(r"\s+[^\W_a-zæøå]|\s+[-–\"»(]|\s*$")
HEAD = 400
"""Letters in which the document names itself."""
SHORTEST_TITLE, LONGEST_TITLE = 6, 250
LONGEST_HEADING = 160
NEAR = 20
"""Letters of the marks that may stand before a heading."""
LONGEST_HEAD = 2000
TWIN = 24
"""Letters in which a title that is printed twice agrees."""
_BEGINS = re.compile(r"(?:^|\n)[ \t*_#|>]*\Z", re.MULTILINE)
_ENDS = re.compile(r":|.[ \t*_#|>]*$", re.MULTILINE)
_WORD = re.compile(r"\S+")
_SURE: frozenset[SectionRole] = frozenset({"decision", "proposal", "background"})
_SENTENCE_END = re.compile(r"[.!?:)\d]\s\Z")
_LINKED = re.compile(
    r"(?:[-–,/(&]|\b(?:og|samt|eller|for|af|i|på|til|med|ved|om|en|et|den|det|de|fra|som|at))\s+$", re.I
)
_GENITIVE = re.compile(r"(?<!\S)[A-ZÆØÅ][\w-]+(?:,? (?:og )?[\w-]+){0,4}s (?=beslutning\b)")
_NUMBERED = (
    re.compile(r"(?<!\S)(?:(?:dagsordens)?punkt|pkt\.?|emne|sag)(?: nr\.?)? ?(?P<n>\d{1,4})\s?[.:)–-]?(?=\s|$)", re.I),
    re.compile(r"(?<!\S)nr\. ?(?P<n>\d{1,4})\s?[.:)–-]?(?=\s|$)", re.I),
    re.compile(r"(?<!\S)(?P<n>\d{1,4})\.(?= (?:\(?[A-ZÆØÅ]|[\"»]))"),
    re.compile(r"(?<!\S)(?P<n>\d{1,4})(?= [A-ZÆØÅ][a-zæøå])"),
)
_CASE = re.compile(
    r"(?<!\S)(?:Sags?\s?(?:nr|id|nummer|ID)|Sags ID|Sag(?=:? \d)|Journal ?nr|J\.?\s?nr|Dok\.?\s?nr|Brevid|Sagsbehandler"
    r"|Sagsansvarlig|Initialer|Punkttype|Sagstype)\b\.?:?|(?<!\S)(?:Åben|Åbent|Lukket)(?: punkt| sag)?(?= Sag)"
)
_CASE_NUMBER = re.compile(
    rf"(?<!\S)(?<!(?:nr|id)[.:] )(?<!(?:nr|ID)\.: )(?=\S*[/-]\S*\d{{3}}){wording.CASE_NUMBER}(?=\s)"
)
_LEADER = re.compile(r"\s?\.{3,}|[\t\n]| {3,}")
_LABELLED = re.compile(r"(?<!\S)[A-ZÆØÅ][^\s:]*(?: [^\s:]+){0,2}(?=:\s)")
_TITLE = re.compile(
    r"(?<!\S)(?:[A-ZÆØÅ][\w-]+ (?:Kommune|KOMMUNE)|(?i:åbent referat|referat|beslutningsprotokol|protokol))(?=\s)"
)
_GROUP = re.compile(
    r"(?<!\S)(?:Indholdsfortegnelse|(?:Åbne|Lukkede) (?:dagsordens)?(?:punkter|sager)|(?:Åben|Lukket) dagsorden)"
    r"(?=[\s:])"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.)])\s+(?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading inside a line or alone on it."""

    start: int
    end: int
    role: SectionRole
    alone: bool


def refolded(text: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The text with newlines around what heads something, and its lines; both as given where lines are whole."""
    if not _is_flat(text):
        return text, lines
    marks = list(_marks(text)) if text.lower().count("beslutning") >= ENOUGH else []
    decisions = [mark.alone for mark in marks if mark.role == "decision"]
    inside = decisions.count(False)
    if inside < ENOUGH or inside <= decisions.count(True):
        return text, lines
    breaks = {place for mark in marks for place in (mark.start, mark.end)}
    breaks.update(_points(text, marks), _labels(text), _absences(text), _head(text))
    letters = list(text)
    for place in breaks:
        before = place - 1 if place and text[place - 1] in " \t" else place
        if before < len(text) and text[before] in " \t":
            letters[before] = "\n"
    folded = "".join(letters)
    return folded, [part for line in lines for part in _parts(folded, line)]


def _is_flat(text: str) -> bool:
    rows = [len(row) for row in text.split("\n") if row.strip()]
    return sum(rows) >= FLAT * len(rows) > 0


def _parts(text: str, line: Line) -> Iterator[Line]:
    at = line.start
    for words in text[line.start : line.end].split("\n"):
        yield replace(line, start=at, end=at + len(words))
        at += len(words) + 1


@cache
def _phrases() -> dict[str, list[tuple[str, SectionRole]]]:
    """Known headings by their first word, the longest first; in capitals too."""
    known: defaultdict[str, list[tuple[str, SectionRole]]] = defaultdict(list)
    for role, phrases in read_json("headings.json")["roles"].items():
        for phrase in phrases:
            for written in {phrase, phrase.upper()}:
                known[written.split()[0]].append((written, role))
    return {word: sorted(phrases, key=lambda one: -len(one[0])) for word, phrases in known.items()}


def _marks(text: str) -> Iterator[_Mark]:
    """Known headings and decision headings; those seldom seen inside lines are words of a sentence."""
    found = [*_known(text), *_owned(text)]
    often = Counter(text[mark.start : mark.end].rstrip(":") for mark in found)
    last = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        sure = mark.alone or mark.role in _SURE or often[text[mark.start : mark.end].rstrip(":")] >= ENOUGH
        sure = sure or bool(_SENTENCE_END.search(text, max(0, mark.start - 2), mark.start))
        if sure and mark.start >= last:
            last = mark.end
            yield mark


def _known(text: str) -> Iterator[_Mark]:
    phrases = _phrases()
    for word in _CAPITAL.finditer(text):
        for phrase, role in phrases.get(word[0], ()):
            if text.startswith(phrase, word.start()):
                end = _decision_end(text, word.start()) if role in ("decision", "absence") else None
                end = end or word.start() + len(phrase)
                end += text.startswith(":", end)
                if _NEXT.match(text, end) and not _LINKED.search(text[max(0, word.start() - 12) : word.start()]):
                    yield _Mark(word.start(), end, role, _alone(text, word.start(), end))
                break


def _owned(text: str) -> Iterator[_Mark]:
    """ "Økonomiudvalgets beslutning den 3. maj 2012"."""
    for owner in _GENITIVE.finditer(text):
        starts = [one.start() for one in _CAPITAL.finditer(text, owner.start(), owner.end())]
        start = next((one for one in reversed(starts) if not _LINKED.search(text[max(0, one - 6) : one])), None)
        if start is not None and (end := _decision_end(text, start)):
            yield _Mark(start, end, "decision", _alone(text, start, end))


def _decision_end(text: str, start: int) -> int | None:
    """Where the longest decision heading ends that begins here and names body or date."""
    size = _heading_size(text[start : start + LONGEST_HEADING].split("\n", 1)[0])
    return start + size if size else None


@lru_cache(maxsize=10_000)
def _heading_size(line: str) -> int:
    ends = [word.end() for word in _WORD.finditer(line)][:WORDS]
    for end in reversed(ends):
        says = parse_decision_heading(line[:end])
        if says and (says.body or says.date) and heading_role(line[:end]) == "decision":
            return end
    return 0


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a heading begins its line, and ends it or is set off by a colon."""
    return bool(_BEGINS.search(text, max(0, start - NEAR), start)) and bool(_ENDS.match(text, end - 1))


def _points(text: str, marks: Sequence[_Mark]) -> set[int]:
    """Where numbered titles begin: the series with the most headings between, and its contents list above it."""
    best: list[int] = []
    listed: list[int] = []
    inside = {place for mark in marks for place in range(mark.start, mark.end)}
    for form in _NUMBERED:
        found = [(one.start(), int(one["n"])) for one in form.finditer(text) if one.start() not in inside]
        chain = _series(found, [mark.start for mark in marks])
        if len(chain) > len(best):
            best = _first_of_twins(text, chain, [place for place, _ in found])
            listed = _series([one for one in found if one[0] < chain[0]], [])
    ends = (_title_end(text, place, listed) for place in best) if listed else ()
    cases = (_CASE_NUMBER.search(text, place + SHORTEST_TITLE, place + LONGEST_TITLE) for place in best)
    return {*best, *listed, *(end for end in ends if end), *(at for case in cases if case for at in case.span())}


def _first_of_twins(text: str, chain: Sequence[int], found: Sequence[int]) -> list[int]:
    """The series with both places of titles that are printed twice above one point."""
    twins = [
        one
        for before, place in pairwise([-1, *chain])
        for one in found
        if before < one < place and text[one : one + TWIN] == text[place : place + TWIN] and before >= 0
    ]
    return sorted({*chain, *twins})


def _series(found: Sequence[tuple[int, int]], heads: Sequence[int]) -> list[int]:
    """Offsets of the numbers that ascend by one, with headings between them if there are any."""
    events = sorted([(place, number) for place, number in found] + [(place, -1) for place in heads])
    covered = list(accumulate(number < 0 for _, number in events))
    chain = best_chain([(index, number) for index, (_, number) in enumerate(events) if number >= 0], covered)
    if len(chain) < POINTS:
        return []
    ends = [*(index + 1 for index in chain[1:]), len(events)]
    filled = sum(covered[end - 1] > covered[index] for index, end in zip(chain, ends, strict=True))
    return [events[index][0] for index in chain] if not heads or filled >= COVERED * len(chain) else []


def _title_end(text: str, place: int, listed: Sequence[int]) -> int | None:
    """Where a title ends that stands in the contents list too, there perhaps with its page."""
    for one, two in zip(listed, [*listed[1:], listed[-1] + LONGEST_TITLE], strict=True):
        row = _LEADER.split(text[one:two])[0].rstrip()
        for title in (row, row.rstrip("0123456789 ")):
            if len(title) > SHORTEST_TITLE and text.startswith(title, place):
                return place + len(title)
    return None


def _labels(text: str) -> Iterator[int]:
    """Where labels of the head and case numbers begin, and where the numbers end."""
    kinds = {word for words in read_json("head.json")["labels"].values() for word in words}
    for label in _LABELLED.finditer(text):
        words = label[0].split()
        for size in range(len(words), 0, -1):
            if " ".join(words[-size:]).lower() in kinds:
                yield label.end() - len(" ".join(words[-size:]))
                break
    for case in _CASE.finditer(text):
        yield case.start()
        line = text[case.start() : case.start() + 160].split("\n", 1)[0]
        if number := wording.CASE_LINE.match(line):
            yield case.start() + number.end("number")


def _absences(text: str) -> Iterator[int]:
    """Sentences on absence, both ends."""
    at = 0
    for gap in [*_SENTENCE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        sentence = text[at:end]
        if len(sentence) < 200 and wording.ABSENCE_WORDS.search(sentence):
            yield from (at, end)
        at = gap.end() if gap else end


def _head(text: str) -> Iterator[int]:
    """Around the municipality, the word that names the document, and headings of its contents list."""
    for found in _TITLE.finditer(text[:HEAD]):
        yield from found.span()
    for found in _GROUP.finditer(text):
        yield from found.span()
    for word in _CAPITAL.finditer(text, 0, LONGEST_HEAD):
        if word[0].lower() in _bare_labels() and _NEXT.match(text, word.end()):
            yield word.start()


@cache
def _bare_labels() -> frozenset[str]:
    """Labels of the head that stand without colon ("Mødested Rådhuset")."""
    data = read_json("head.json")
    return frozenset(word for kind in data["bare_labels"] for word in data["labels"][kind] if len(word) > 4)
