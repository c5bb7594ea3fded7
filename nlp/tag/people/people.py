"""Finds people by what the document knows of them and by the party behind their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.record import PersonValue
from nlp.tag.entities import KNOWN, Context, Found
from nlp.tag.names.features import FIRST, LAST, UNKNOWN, membership
from nlp.tag.people import patterns as p
from nlp.vocabulary.parties import listed_names

BRACKET = p.BRACKET.replace("@", "|".join(map(re.escape, listed_names())))
WITH_PARTY = re.compile(p.NAME + BRACKET)
LONE_WITH_PARTY = re.compile(p.LONE + BRACKET)
CAPITAL_BEFORE = re.compile(p.CAPITAL_BEFORE)
PARTY_AFTER = re.compile(BRACKET)
OPEN_BRACKET = re.compile(r"\((?:Liste )?(?:[A-ZÆØÅ]|UP|UFP)")
SHORT_FIRST, SHORT_LAST = 3, 5
NAME_LISTS = (FIRST, LAST, FIRST | LAST, UNKNOWN)
"""First names, surnames, both, in no list."""
BODY_ENDING = re.compile(p.BODY_ENDING)
GENITIVE_END = re.compile(r"(?:['’´]?s|['’´])$")
GENITIVE = r"(?:['’´]?s|['’´])?(?!\w)"


def find(text: str, context: Context) -> Iterator[Found]:
    """Names in no particular order, each with its value; overlaps are settled later."""
    yield from with_party(text)
    if context.participants:
        yield from participants(text, context)


def with_party(text: str) -> Iterator[Found]:
    """ "Ole Hansen (V)": the name without titles before it."""
    brackets = [match.start() for match in OPEN_BRACKET.finditer(text)]
    reached = 0
    for bracket in brackets:
        start = max(reached, bracket - 80)
        for match in WITH_PARTY.finditer(text, start, min(len(text), bracket + 50)):
            if match.end("name") >= bracket - 3:
                first, name = without_titles(match["name"])
                if plausible(name):
                    begin = match.start("name") + first
                    yield Found(begin, match.end("name"), "PERSON", person(name, match["party"]), KNOWN)
        reached = bracket


def participants(text: str, context: Context) -> Iterator[Found]:
    """Full names of participants; a surname alone only where one person has it and a party follows."""
    names = {name: party for name, party in context.participants.items() if " " in name}
    if not names:
        return
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s{1,2}") for name in sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])({alternatives}){GENITIVE}", text):
        name = " ".join(match[1].split())
        yield Found(match.start(), match.end(), "PERSON", PersonValue(name=name, party=names[name]), KNOWN)
    surnames = [name.split()[-1] for name in names]
    by_surname = {name.split()[-1]: name for name in names if surnames.count(name.split()[-1]) == 1}
    for match in LONE_WITH_PARTY.finditer(text):
        if full := by_surname.get(match["lone"]):
            yield Found(match.start("lone"), match.end("lone"), "PERSON", person(full, match["party"]), KNOWN)
    yield from lone_names(text, names)


def lone_names(text: str, names: dict[str, str | None]) -> Iterator[Found]:
    """First names and surnames alone, where one participant has them and they are no place and no common word."""
    parts: dict[str, set[str]] = {}
    for name in names:
        for part in (name.split()[0], name.split()[-1]):
            parts.setdefault(part, set()).add(name)
    lone = {part: min(of) for part, of in parts.items() if len(of) == 1 and only_a_name(part)}
    if not lone:
        return
    written = "|".join(map(re.escape, sorted(lone, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w.-])({written}){GENITIVE}{p.NO_NAME_AFTER}", text):
        before = CAPITAL_BEFORE.search(text, max(0, match.start() - 30), match.start())
        if before and not is_title(before["word"]):
            continue
        full = lone[match[1]]
        yield Found(match.start(), match.end(), "PERSON", PersonValue(name=full, party=names[full]), KNOWN)


def only_a_name(word: str) -> bool:
    """Whether a word is hardly anything else than part of a person's name; short surnames are villages too."""
    lists = membership(word)
    return lists in NAME_LISTS and len(word) > (SHORT_FIRST if lists & FIRST else SHORT_LAST)


def parse(span_text: str, context: Context, end: int = 0) -> PersonValue:
    """Name without genitive, and the party: of the participant with that name, or in brackets at ``end``."""
    name = " ".join(span_text.split())
    for form in (name, GENITIVE_END.sub("", name)):
        if form in context.participants:
            return PersonValue(name=form, party=context.participants[form])
    after = PARTY_AFTER.match(context.text, end)
    return PersonValue(name=name, party=after["party"] if after else None)


def person(name: str, party: str) -> PersonValue:
    """The value of a name with a party behind it."""
    return PersonValue(name=" ".join(name.split()), party=party)


def without_titles(name: str) -> tuple[int, str]:
    """How many characters of titles and sentence openers stand before the name, and the name."""
    first = 0
    while match := re.match(r"(\S+)\s+(?=\S+\s+\S)", name[first:]):
        word = match[1]
        if not is_title(word) and word not in p.NOT_FIRST and not BODY_ENDING.search(word):
            break
        first += match.end()
    return first, name[first:]


def is_title(word: str) -> bool:
    """Whether a word says what somebody is: "borgmester", "centerchef"."""
    lowered = word.lower().rstrip(".,")
    return lowered in p.TITLES or lowered.endswith(p.TITLE_ENDINGS)


def plausible(name: str) -> bool:
    """Two words or more that may open and end a name, not all in capitals."""
    words = name.split()
    return len(words) >= 2 and words[-1] not in p.NOT_LAST and words[0] not in p.NOT_FIRST and not name.isupper()
