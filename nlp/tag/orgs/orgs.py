"""Finds organisations by form: bodies, authorities, municipalities, companies, parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.resources import read_json
from nlp.tag import scan
from nlp.tag.entities import KNOWN, Found
from nlp.tag.orgs import patterns as p
from nlp.vocabulary.parties import listed_names


def words(names: list[str]) -> str:
    """One alternative a word, the longest first, blanks as they come."""
    return "|".join(re.escape(name).replace(r"\ ", p.GAP) for name in sorted(names, key=len, reverse=True))


def any_of(names: list[str]) -> str:
    """Any of the names as words of their own, with a genitive."""
    return rf"(?<![\w-])(?:{words(names)}){p.SUFFIX_S}(?![\w-])"


BODIES = read_json("bodies.json")
PARTY_NAMES = [*listed_names(), *("det" + name[3:] for name in listed_names() if name.startswith("Det "))]
MUNICIPALITIES = [form for name in read_json("municipalities.json") for form in (name, name + "s")]
NOT_COMMITTEES = set(BODIES["not_committees"])

RULES: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    name: (re.compile(anchor), re.compile(pattern))
    for name, anchor, pattern in (
        ("committee", "udvalget", p.COMMITTEE),
        ("committee_for", "Udvalget\\sfor", p.COMMITTEE_FOR),
        ("lower_committee", "udvalget", p.LOWER_COMMITTEE),
        ("administration", "forvaltningen", p.ADMINISTRATION),
        ("council", "rådet", p.COUNCIL),
        ("local", "Lokaludvalg|råds?(?!\\w)|Folkeoplysningsudvalg", p.LOCAL_COUNCIL),
        ("big_body", "UDVALG|RÅD|FORVALTNING|MAGISTRAT|NÆVN|BORGERREPR", p.BIG_BODY),
        ("ministry", "ministeriet", p.MINISTRY),
        ("authority", "styrelsen|nævnet|direktoratet|tilsynet", p.AUTHORITY),
        ("authority_for", "(?:Styrelsen|Ministeriet|Nævnet|nævnet|Center)\\sfor", p.AUTHORITY_FOR),
        ("region", "Region ", p.REGION.replace("@", words(BODIES["regions"]))),
        ("municipality", "ommune", p.KNOWN_MUNICIPALITY.replace("@", words(MUNICIPALITIES))),
        ("any_municipality", "Kommune", p.ANY_MUNICIPALITY),
        ("company", "A/S|ApS|I/S|P/S|K/S|[Aa]\\.m\\.b|[Aa]mba", p.COMPANY),
        ("kl", "KL", p.KL),
        ("unit", "indstiller|vurderer|oplyser", p.UNIT),
        ("party_name", words(PARTY_NAMES), any_of(PARTY_NAMES)),
        ("capital_body", words(BODIES["capital_bodies"]), any_of(BODIES["capital_bodies"])),
        ("lower_body", words(BODIES["lower_bodies"]), any_of(BODIES["lower_bodies"])),
    )
}  # fmt: skip
BRACKETED = re.compile(p.BRACKETED_PARTY)
NAME_BEFORE = re.compile(p.NAME_BEFORE)
PARTY_NEAR = re.compile(p.PARTY_NEAR)
PARTY_AFTER = re.compile(p.PARTY_AFTER)
VOTE_BEFORE = re.compile(p.VOTE_BEFORE)
VOTE_LIST = re.compile(p.VOTE_LIST)
LETTER = re.compile(p.LETTER)
BEFORE, AFTER = 90, 90


def find(text: str) -> Iterator[Found]:
    """Organisations in no particular order; overlaps are settled later."""
    for name in RULES:
        for start, end in matches(name, text):
            yield Found(start, end, "ORG", None, KNOWN)
    for start, end in parties(text):
        yield Found(start, end, "ORG", None, KNOWN)


def matches(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Spans that one rule finds."""
    anchor, pattern = RULES[name]
    for start, end in scan.windows(anchor, text, BEFORE, AFTER):
        for match in pattern.finditer(text, start, end):
            if match.group().lower().rstrip("s") not in NOT_COMMITTEES:
                yield match.span()


def parties(text: str) -> Iterator[tuple[int, int]]:
    """Letters in brackets behind a name or in a list, and bare letters in a list of votes."""
    for match in BRACKETED.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if NAME_BEFORE.search(before) or PARTY_NEAR.search(before) or PARTY_AFTER.match(text, match.end()):
            yield match.span("party")
    for match in VOTE_LIST.finditer(text):
        if not VOTE_BEFORE.search(text, max(0, match.start() - 80), match.start() + 1):
            continue
        for letter in LETTER.finditer(text, match.start("list"), match.end("list")):
            yield letter.span()
