"""Those who vote, as decisions list them: "(V), (A) og Hans Holm (UP)", "Ø, F og B", "Venstre"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from nlp.vocabulary.listed_people import name_at, name_end
from nlp.vocabulary.parties import LETTER, party_letter, party_names

_LEAD = re.compile(
    r"[\s:*_–-]*(?:(?P<count>\d{1,3})\b(?![.)]\s*[A-ZÆØÅ][a-zæøå])(?:\s+(?:medlemmer|medlem|stemmer|stemme|personer|person))?[\s:,]*)?"
)
_BETWEEN = re.compile(r"\s*(?:,|;|\+|/|&|\bog\b|\bsamt\b|\n)?\s*(?:\bog\b|\bsamt\b)?\s*(?:(?:\d{1,2}[.)]|[-•])\s+)?")
_BRACKET = re.compile(r"\(?\s*([^()]{1,120}?)\s*\)")
_LETTER = re.compile(rf"(?:liste\s+)?(?P<letter>{LETTER})(?![^\W\d_])(?:\s*\((?P<count>\d{{1,2}})\))?", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:et (?:flertal|mindretal)|flertallet|mindretallet|\d{1,3} (?:medlemmer|medlem|stemmer)|gruppen|partiet"
    r"|(?:de )?øvrige)"
    r"(?:\s+(?:bestående )?(?:af|fra)(?:\s+\w+et)?)?\s*(?=\(|[A-ZÆØÅ](?![^\W\d_]))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Voters:
    """Persons by name, parties by letter where it is known."""

    names: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)
    """The figure in brackets behind each of them, as in "A (7), V (5)"."""

    @property
    def counted(self) -> int | None:
        """The sum where each has a figure; a single figure behind the last one is that of all ("A og V (2)")."""
        given = [count for count in self.counts if count is not None]
        if not given or (len(given) < len(self.counts) and (len(given) > 1 or self.counts[-1] is None)):
            return None
        return sum(given)

    def __bool__(self) -> bool:
        return bool(self.names or self.parties)

    def extend(self, other: Voters) -> None:
        """Add the others behind."""
        self.names += other.names
        self.parties += other.parties
        self.counts += other.counts

    def shares(self, other: Voters) -> bool:
        """Whether someone is in both."""
        return bool(set(self.names) & set(other.names) or set(self.parties) & set(other.parties))


@cache
def _party_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{party_names()}|[A-ZÆØÅ][^\W\d_]+listen)(?![^\W\d_])(?:\s*\((?:{LETTER})\))?(?:\s*\((?P<count>\d{{1,2}})\))?",
        re.I,
    )


def read_voters(text: str, people: frozenset[str]) -> tuple[Voters, int | None, int]:
    """The list at the head of a text, the number before it, and the offset behind the list."""
    lead = _LEAD.match(text)
    count = int(lead["count"]) if lead and lead["count"] else None
    at = lead.end() if lead else 0
    if found := _GROUP.match(text, at):
        at = found.end()
    voters = Voters()
    end = at
    while at < len(text) and (behind := _read_one(text, at, people, voters)):
        end = behind
        between = _BETWEEN.match(text, behind)
        at = between.end() if between else behind
        if at == behind:
            break
    if not voters and count is None:
        end = 0
    return voters, count if count is not None else voters.counted, end


def _read_one(text: str, at: int, people: frozenset[str], voters: Voters) -> int | None:
    """Read one voter at this offset into ``voters``; returns the offset behind, None where none stands."""
    if found := _party_name().match(text, at):
        _add_party(voters, re.sub(r"\s*\(.*", "", found[0]), found["count"])
        return found.end()
    if name := name_at(text, at, people):
        voters.names.append(name.text)
        voters.counts.append(None)
        return name_end(text, name)
    if (found := _LETTER.match(text, at)) and found["letter"].isupper():
        _add_party(voters, found["letter"], found["count"])
        return found.end() + text.startswith(")", found.end())
    if text.startswith("(", at) and (found := _BRACKET.match(text, at)):
        inner, _, behind = read_voters(found[1], people)
        if inner and not found[1][behind:].strip(" ,."):
            voters.extend(inner)
            return found.end()
    return None


def _add_party(voters: Voters, text: str, count: str | None) -> None:
    letter = party_letter(text)
    if letter and letter not in voters.parties:
        voters.parties.append(letter)
        voters.counts.append(int(count) if count else None)


def voters_before(text: str, people: frozenset[str]) -> tuple[Voters, int | None]:
    """The list that ends a text, as subject of the verb behind it, and its number where one is given."""
    text = text.rstrip()
    best: tuple[Voters, int | None] = (Voters(), None)
    for found in reversed(list(re.finditer(r"(?:^|(?<=[\s(,]))(?=[^\s,])", text))):
        if len(text) - found.start() > 600:
            break
        tail = text[found.start() :]
        voters, count, behind = read_voters(tail, people)
        if voters and not tail[behind:].strip(" ,*_"):
            if len(voters.names) + len(voters.parties) >= len(best[0].names) + len(best[0].parties):
                best = (voters, count)
        elif best[0] and not _could_start(tail):
            break
    return best


def _could_start(tail: str) -> bool:
    return bool(re.match(r"[A-ZÆØÅ(]|\d|og\b|samt\b|et\b|af\b|van\b|de\b|den\b|medlem|stemme", tail))
