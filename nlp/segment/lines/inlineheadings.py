"""Section headings inside running text: "… i 2020. Indstilling: Det indstilles … Beslutning i Byrådet den 3. maj …"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.record import SectionRole
from nlp.resources import read_json
from nlp.vocabulary import wording
from nlp.vocabulary.headings import heading_role, parse_decision_heading

OFTEN = 2
"""Times that a heading must stand inside lines, unless it is one of :data:`SURE` or begins a sentence or a line."""
SURE: frozenset[SectionRole] = frozenset({"decision", "proposal", "background"})
MOST_WORDS, LONGEST = 16, 160
"""The longest decision heading, in words and in letters."""
NEAR = 20
"""Letters of the marks that may stand before a heading."""
CAPITAL = re.compile(r"(?<!\S)[A-ZÆØÅ][^\s:]*")
BEHIND_HEADING = re.compile(r"\s+[^\W_a-zæøå]|\s+[-–\"»(]|\s*$")
"""What stands behind a heading or label: the beginning of a sentence, a dash, or nothing."""
_LINE_BEGINS = re.compile(r"(?:^|\n)[ \t*_#|>]*\Z", re.MULTILINE)
_LINE_ENDS = re.compile(r":|.[ \t*_#|>]*$", re.MULTILINE)
_SENTENCE_ENDS = re.compile(r"[.!?:)\d]\s\Z")
_GOES_ON = re.compile(wording.GOES_ON + r"\s+$", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_GENITIVE = re.compile(r"(?<!\S)[A-ZÆØÅ][\w-]+(?:,? (?:og )?[\w-]+){0,4}s (?=beslutning\b)")


@dataclass(frozen=True, slots=True)
class InlineHeading:
    """A heading and whether its line holds nothing else."""

    start: int
    end: int
    role: SectionRole
    alone: bool


def inline_headings(text: str) -> Iterator[InlineHeading]:
    """Known headings and decision headings, none within another; those seldom seen are words of a sentence."""
    found = [*_known(text), *_owned(text)]
    often = Counter(text[one.start : one.end].rstrip(":") for one in found)
    last = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        sure = one.alone or one.role in SURE or often[text[one.start : one.end].rstrip(":")] >= OFTEN
        if one.start >= last and (sure or _SENTENCE_ENDS.search(text, max(0, one.start - 2), one.start)):
            last = one.end
            yield one


@cache
def _phrases() -> dict[str, list[tuple[str, SectionRole]]]:
    """Known headings by their first word, the longest first; in capitals too."""
    known: defaultdict[str, list[tuple[str, SectionRole]]] = defaultdict(list)
    for role, phrases in read_json("headings.json")["roles"].items():
        for phrase in phrases:
            for written in {phrase, phrase.upper()}:
                known[written.split()[0]].append((written, role))
    return {word: sorted(phrases, key=lambda one: -len(one[0])) for word, phrases in known.items()}


def _known(text: str) -> Iterator[InlineHeading]:
    for word in CAPITAL.finditer(text):
        start = word.start()
        written = (one for one in _phrases().get(word[0], ()) if text.startswith(one[0], start))
        phrase, role = next(written, ("", "other"))
        if not phrase:
            continue
        end = _decision_end(text, start) if role in ("decision", "absence") else None
        end = end or start + len(phrase)
        end += text.startswith(":", end)
        if BEHIND_HEADING.match(text, end) and not _GOES_ON.search(text[max(0, start - 12) : start]):
            yield InlineHeading(start, end, role, _alone(text, start, end))


def _owned(text: str) -> Iterator[InlineHeading]:
    """ "Økonomiudvalgets beslutning den 3. maj 2012"."""
    for owner in _GENITIVE.finditer(text):
        starts = [one.start() for one in CAPITAL.finditer(text, owner.start(), owner.end())]
        start = next((one for one in reversed(starts) if not _GOES_ON.search(text[max(0, one - 6) : one])), None)
        if start is not None and (end := _decision_end(text, start)):
            yield InlineHeading(start, end, "decision", _alone(text, start, end))


def _decision_end(text: str, start: int) -> int | None:
    """Where the longest decision heading ends that begins here and names body or date."""
    size = _heading_size(text[start : start + LONGEST].split("\n", 1)[0])
    return start + size if size else None


@lru_cache(maxsize=10_000)
def _heading_size(line: str) -> int:
    ends = [word.end() for word in _WORD.finditer(line)][:MOST_WORDS]
    for end in reversed(ends):
        says = parse_decision_heading(line[:end])
        if says and (says.body or says.date) and heading_role(line[:end]) == "decision":
            return end
    return 0


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a heading begins its line, and ends it or is set off by a colon."""
    return bool(_LINE_BEGINS.search(text, max(0, start - NEAR), start)) and bool(_LINE_ENDS.match(text, end - 1))
