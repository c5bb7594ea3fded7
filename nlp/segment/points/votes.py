"""The votes that a decision records: how many and who stood for, against, or abstained.

Forms: counts ("Med stemmerne 13 for og 8 imod", "31 stemmer imod 14. 6 undlod"), headed lists ("For
stemte: (V), (C)", "Imod: 6 (A, B)") and sentences ("Hans Holm (Ø) stemte imod", "O kan ikke anbefale").
Where a decision holds several votes (an amendment, then the proposal), the last one counts. Words
within quotation marks are statements, not votes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from nlp.labels import STANCES, Stance
from nlp.record import Votes, VoteSide
from nlp.resources import read_json
from nlp.segment.points.voters import Voters, read_voters, voters_before

_QUOTE = re.compile(r"[”“„\"«»]")
_LONGEST_QUOTE = 15
"""Lines over which a quotation may run."""
_CHEAP = re.compile(
    r"stem|\bi?mod\b|undl[oa]d|forbehold|flertal|mindretal|kan ikke|kunne ikke|tilslutte|for:", re.IGNORECASE
)
_REMARK = re.compile(r"\s*,?\s*\bmed\s+(?:\w+\s+){0,2}(?:bemærkning|begrundelse)", re.IGNORECASE)
"""What a voter adds; votes named in it are not cast here."""
_SENTENCE = re.compile(r".+?(?:(?<![A-ZÆØÅ])[.;](?=\s+[A-ZÆØÅ(\d]|\s*$)|$)", re.MULTILINE)


@dataclass(slots=True)
class Said:
    """One statement on one side of a vote."""

    stance: Stance
    count: int | None = None
    voters: Voters = field(default_factory=Voters)
    headed: bool = False
    """From a count or a headed list, which can open a new vote; not from a sentence about one voter."""


@cache
def _words() -> dict[str, int]:
    return {word: int(number) for word, number in read_json("vote_words.json")["numbers"].items()}


@cache
def _number() -> str:
    return r"(?:\d{1,3}|" + "|".join(sorted(_words(), key=len, reverse=True)) + ")"


@cache
def _patterns(kind: str) -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    """Compiled patterns of ``vote_words.json``; NUM stands for a number, WHO for those who vote."""
    found: list[tuple[Stance, re.Pattern[str]]] = []
    for stance in STANCES:
        for source in read_json("vote_words.json")[kind][stance]:
            source = source.replace("NUM", rf"(?P<count>\b{_number()}\b)").replace("PEOPLE", _people())
            found.append((stance, re.compile(source, re.IGNORECASE)))
    return tuple(found)


def _people() -> str:
    return r"(?:\s+(?:" + "|".join(read_json("vote_words.json")["people"]) + r"))?"


def find_votes(text: str, people: frozenset[str] = frozenset()) -> Votes:
    """The sides of the last vote in a decision's text; ``people`` are words of participants' names."""
    if not _CHEAP.search(text):
        return Votes()
    rounds: list[list[Said]] = [[]]
    for said in _statements(_unquoted(text), people):
        if _opens_new(rounds[-1], said):
            rounds.append([])
        rounds[-1].append(said)
    votes = Votes()
    for said in rounds[-1]:
        side = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained}[said.stance]
        _add(side, said)
    return votes


def has_vote(text: str) -> bool:
    """Whether a decision's text records votes, abstentions or reservations of members or parties."""
    if not _CHEAP.search(text):
        return False
    text = _unquoted(text)
    flags = read_json("vote_words.json")["flags"]
    if any(re.search(source, text, re.IGNORECASE) for source in flags):
        return True
    return any(said.count or said.voters for said in _statements(text, frozenset()))


def _unquoted(text: str) -> str:
    """The text with quotations blanked; lines stay lines."""
    lines = text.split("\n")
    closing = -1
    for place, line in enumerate(lines):
        marks = [found.start() for found in _QUOTE.finditer(line)]
        if place <= closing:
            lines[place] = line[marks[-1] + 1 :] if place == closing else ""
        elif len(marks) % 2 == 0:
            for start, end in zip(marks[::2], marks[1::2], strict=True):
                line = line[:start] + " " * (end + 1 - start) + line[end + 1 :]
            lines[place] = line
        elif (below := _closing(lines, place)) > place:
            closing = below
            lines[place] = line[: marks[0]]
        elif len(marks) > 1:
            lines[place] = line[: marks[0]] + line[marks[-1] + 1 :]
    return "\n".join(lines)


def _closing(lines: list[str], place: int) -> int:
    """The line that closes a quotation left open on this one, 0 where none does."""
    for below in range(place + 1, min(place + 1 + _LONGEST_QUOTE, len(lines))):
        if len(_QUOTE.findall(lines[below])) % 2:
            return below if _QUOTE.search(lines[below].rstrip(" .")[-1:]) else 0
    return 0


def _opens_new(said_before: list[Said], said: Said) -> bool:
    """Whether a statement belongs to another vote: a side counted or listed anew, a voter on another side."""
    if not said.headed:
        others = [before.voters for before in said_before if before.stance != said.stance]
        return any(said.voters.shares(voters) for voters in others)
    same = [before for before in said_before if before.headed and before.stance == said.stance]
    counted = any(before.count is not None for before in same)
    listed = any(before.voters for before in same)
    return (said.count is not None and counted) or (bool(said.voters) and listed)


def _add(side: VoteSide, said: Said) -> None:
    if said.count is not None and side.count is None:
        side.count = said.count
    side.names += [name for name in said.voters.names if name not in side.names]
    side.parties += [party for party in said.voters.parties if party not in side.parties]


def _statements(text: str, people: frozenset[str]) -> list[Said]:
    statements: list[Said] = []
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line, place = lines[place], place + 1
        if not _CHEAP.search(line):
            continue
        headed, used = _headed(line, lines[place:], people)
        place += used
        statements += headed or _in_line(line, people)
    return statements


def _headed(line: str, below: list[str], people: frozenset[str]) -> tuple[list[Said], int]:
    """Lists behind "For stemte:", "Imod: 6 (A, B)"; names may stand on the lines below."""
    marks: list[tuple[int, int, Stance, int | None]] = []
    for stance, pattern in _patterns("headed"):
        for found in pattern.finditer(line):
            marks.append((found.start(), found.end(), stance, _count(found)))
    marks = _longest(marks)
    if not marks or (line[: marks[0][0]].strip(" .*_-•") and not _ends_sentence(line[: marks[0][0]])):
        return [], 0
    statements = _in_line(line[: marks[0][0]], people)
    ends = [mark[0] for mark in marks[1:]] + [len(line)]
    used = 0
    for (_, start, stance, count), end in zip(marks, ends, strict=True):
        voters, number, behind = read_voters(line[start:end], people)
        if not voters and not line[start:end].strip(" .:*_") and end == len(line):
            voters, used = _listed_below(below, people)
        statements.append(Said(stance, count if count is not None else number, voters, headed=True))
        rest = line[start + behind : end]
        statements += [] if _REMARK.match(rest) else _in_line(rest, people)
    return statements, used


def _ends_sentence(text: str) -> bool:
    return text.rstrip(" *_").endswith((".", ":", ";", ",", "og", ")"))


def _longest(marks: list[tuple[int, int, Stance, int | None]]) -> list[tuple[int, int, Stance, int | None]]:
    """Marks in order without those that overlap an earlier or longer one."""
    kept: list[tuple[int, int, Stance, int | None]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _listed_below(below: list[str], people: frozenset[str]) -> tuple[Voters, int]:
    voters = Voters()
    for used, line in enumerate(below):
        found, _, behind = read_voters(line, people)
        rest = line[behind:].strip(" .,;")
        remark = rest.startswith("med ")
        if line.strip() and (not found or (rest and not remark)):
            return voters, used if voters else 0
        voters.extend(found)
        if remark:
            return voters, used + 1
    return voters, len(below) if voters else 0


def _in_line(line: str, people: frozenset[str]) -> list[Said]:
    statements: list[Said] = []
    for sentence in _SENTENCE.finditer(line):
        statements += _counts(sentence[0], people) or []
        statements += _told(sentence[0], people)
    return statements


def _counts(sentence: str, people: frozenset[str]) -> list[Said]:
    """Counts of one sentence: "13 for og 8 imod", "31 stemmer imod 14"."""
    words = read_json("vote_words.json")
    if not re.search(words["counted_where"], sentence, re.IGNORECASE):
        return []
    pair = words["pair"].replace("NUM", rf"\b{_number()}\b").replace("PEOPLE", _people())
    if found := re.search(pair, sentence, re.IGNORECASE):
        one, two = _as_number(found["one"]), _as_number(found["two"])
        if re.search(words["lost"], sentence, re.IGNORECASE):
            one, two = min(one, two), max(one, two)
        said = [Said("for", one, headed=True), Said("against", two, headed=True)]
        return said + _singles(sentence[found.end() :], people)
    return _singles(sentence, people)


def _singles(sentence: str, people: frozenset[str]) -> list[Said]:
    said: list[Said] = []
    for stance, pattern in _patterns("counted"):
        found = pattern.search(sentence)
        if found and not any(before.stance == stance for before in said):
            rest = sentence[found.end() :].lstrip()
            voters = read_voters(rest, people)[0] if rest.startswith(("(", ":")) else Voters()
            said.append(Said(stance, _count(found), voters, headed=True))
    return said


def _told(sentence: str, people: frozenset[str]) -> list[Said]:
    """ "Hans Holm (Ø) stemte imod": those before the verb."""
    found = [(match.start(), stance) for stance, pattern in _patterns("told") for match in pattern.finditer(sentence)]
    said: list[Said] = []
    for at, stance in sorted(found):
        voters, count = voters_before(sentence[:at], people)
        if voters and not (said and _REMARK.search(sentence, 0, at)):
            said.append(Said(stance, count, voters))
    return said


def _count(found: re.Match[str]) -> int | None:
    word = found.groupdict().get("count")
    return _as_number(word) if word else None


def _as_number(word: str) -> int:
    return int(word) if word.isdigit() else _words()[word.lower()]
