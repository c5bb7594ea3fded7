"""The register of statutes and orders that the package ships, and the names that people use for them."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from nlp.resources import DATA
from nlp.tag.laws.keys import act_key

if TYPE_CHECKING:
    from nlp.record import ResolvedLaw

Via = Literal["name", "number", "context"]
ELI = "https://www.retsinformation.dk/eli/lta/{year}/{number}"
MORE = re.compile(r"\bm\.?\s?v\b|\bm\.?m\b")
BASE, CONSOLIDATED, ACT, ORDER = "ACO", "C", "A", "O"


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the register; ``kind`` is A act, C consolidated act, O order, N amending, X other."""

    key: str
    year: int
    number: int
    kind: str
    issued: str
    title: str

    def resolved(self, via: Via) -> ResolvedLaw:
        from nlp.record import ResolvedLaw

        eli = ELI.format(year=self.year, number=self.number)
        return ResolvedLaw(title=self.title, number=self.number, year=self.year, eli=eli, via=via)


@cache
def lines() -> list[str]:
    """All lines of the register, sorted by key; read on first use."""
    with gzip.open(DATA / "laws.tsv.gz", "rb") as file:
        return file.read().decode("utf-8").split("\n")


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Popular names and abbreviations, each with its titles, newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for file in ("law_names.register.tsv", "law_names.tsv"):
        for line in (DATA / file).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                written, titles = line.split("\t")
                found.update({name.strip(): tuple(titles.split("|")) for name in written.split(";")})
    return found


def act(line: str) -> Act:
    """An act from a line of the register."""
    key, year, number, kind, issued, title = line.split("\t")
    return Act(key, int(year), int(number), kind, issued, title)


@cache
def with_key(key: str) -> tuple[Act, ...]:
    """Acts, consolidated acts and orders of this title, oldest first."""
    at = bisect_left(lines(), key + "\t")
    found = []
    while at < len(lines()) and lines()[at].startswith(key + "\t"):
        found.append(act(lines()[at]))
        at += 1
    return tuple(sorted((one for one in found if one.kind in BASE), key=lambda one: one.issued))


def begins_title(key: str) -> bool:
    """Whether some title in the register starts with these words."""
    at = bisect_left(lines(), key)
    return at < len(lines()) and lines()[at][: len(key) + 1].rstrip(" \t") == key


@cache
def keys_beginning(key: str, limit: int = 40) -> tuple[str, ...]:
    """Titles that start with these words and go on, at most ``limit``."""
    at = bisect_left(lines(), key + " ")
    found: list[str] = []
    while at < len(lines()) and lines()[at].startswith(key + " ") and len(found) < limit:
        one = lines()[at].split("\t", 4)
        if one[3] in BASE and one[0] not in found:
            found.append(one[0])
        at += 1
    return tuple(found)


@cache
def numbered() -> dict[tuple[int, int], int]:
    """(year, number) to the place of the line."""
    places = {}
    for place, line in enumerate(lines()):
        if line:
            _, year, number, _ = line.split("\t", 3)
            places[int(year), int(number)] = place
    return places


def by_number(number: int, year: int) -> Act | None:
    """The act of a number and year, None where the register does not have it."""
    place = numbered().get((year, number))
    return act(lines()[place]) if place is not None else None


@cache
def by_name(name: str, meeting: date | None) -> Act | None:
    """The act that a name meant on the day of the meeting, or means now where that is unknown.

    The latest consolidated act of the first title that has any by then, else the latest act or order
    (the register knows neither entry into force nor repeal). Of titles that differ in "m.v." alone, those
    written as the name come first.
    """
    for title in candidate_titles(name):
        issued = [one for one in with_key(act_key(title)) if meeting is None or one.issued <= meeting.isoformat()]
        alike = [one for one in issued if has_more(one.title) == has_more(title)]
        for acts in (alike, issued) if has_more(title) else (issued,):
            for kind in (CONSOLIDATED, ACT, ORDER):
                of_kind = [one for one in acts if one.kind == kind]
                if of_kind:
                    return of_kind[-1]
    return None


def has_more(title: str) -> bool:
    """Whether a title has "m.v." in it."""
    return bool(MORE.search(title.lower()))


def candidate_titles(name: str) -> list[str]:
    """The titles that a name may stand for, the likeliest first."""
    known = names()
    if name in known:
        return list(known[name])
    key = act_key(name)
    found = [*known.get(key, ()), name]
    if key.endswith("loven"):
        stem = key.removesuffix("en")
        found += [stem, *known.get(stem, ())]
        found += ["lov om " + key.removesuffix("loven").removesuffix("s")]
    elif key.startswith("lov om ") and key.count(" ") == 2:
        topic = key.removeprefix("lov om ")
        for popular in (topic + "loven", topic + "sloven", topic.rstrip("e") + "loven"):
            found += [*known.get(popular, ()), popular]
    if key.startswith(("lov om ", "bekendtgørelse om ")) and not with_key(key):
        longer = [one for one in keys_beginning(key) if with_key(one)]
        found += sorted(longer, key=lambda one: -len(with_key(one)))[:1]
    return found
