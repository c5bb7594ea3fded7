"""Which people of a record are private, and under which of their names they appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.record import PersonValue, Record

GENITIVE = re.compile(r"(?:['’´]s|['’´])$")
TITLE = "(?:" + "|".join(rf"(?<={title}\s)" for title in ("[Ff]ru", "[Hh]r", r"[Hh]r\.", "amilien", "geparret")) + ")"
APOSTROPHE_S = r"(?=(?:['’´]?s|['’´])?(?!\w))"


def stem(name: str) -> str:
    """A name in one form: small letters, single blanks, without a genitive or last "s".

    >>> stem("Jens  Hansens"), stem("Jens Hansen"), stem("Lars Mathias'")
    ('jens hansen', 'jens hansen', 'lars mathia')
    """
    return re.sub(r"s$", "", GENITIVE.sub("", " ".join(name.split()).casefold()))


def public_people(record: Record) -> set[str]:
    """Stems of those named in office: participants, who was absent or voted, whoever is named with a party."""
    return {stem(name) for name in _public_names(record)}


def _public_names(record: Record) -> Iterator[str]:
    yield from (person.name for person in record.meeting.participants)
    for point in record.points:
        yield from point.absent
        for decision in point.decisions:
            yield from decision.absent
            votes = decision.votes
            for side in (votes.for_, votes.against, votes.abstained):
                yield from side.names
        for entity in point.entities:
            if isinstance(entity.value, PersonValue) and entity.value.party:
                yield entity.value.name


def private_people(record: Record) -> dict[str, str]:
    """Each name of a private person as the text has it (without genitive), with the stem of the person's full name."""
    public = public_people(record)
    public_words = {word for name in public for word in name.split()}
    named = {" ".join(entity.text.split()) for point in record.points for entity in point.entities
             if entity.label == "PERSON"}  # fmt: skip
    full = {name for name in named if " " in name and not is_public(stem(name), public)}
    stems = {stem(name) for name in full}
    people = {}
    for name in sorted(full):
        people[nominative(name, named)] = stem(name)
        surname = nominative(name.split()[-1], named)
        if stem(surname) not in public_words and person_of(stem(surname), stems) == stem(name):
            people[surname] = stem(name)
    for name in sorted(named - full):
        if " " not in name and is_plain(name) and stem(name) not in public_words:
            people[nominative(name, named)] = person_of(stem(name), stems)
    return people


def is_public(name: str, public: Iterable[str]) -> bool:
    """Whether a full name is that of a public person, middle names left out on either side."""
    words = name.split()
    return any(name == one or (one.split()[0], one.split()[-1]) == (words[0], words[-1]) for one in public if one)


def is_plain(word: str) -> bool:
    """Whether a word may be part of a name: a capital, letters, more than initials or an abbreviation."""
    return len(word) > 2 and word[0].isupper() and word.replace("-", "").isalpha() and not word.isupper()


def person_of(word: str, people: set[str]) -> str:
    """The only person whose surname, or else first name, the word is; else a person of that name alone."""
    for place in (-1, 0):
        same = [person for person in people if stem(person.split()[place]) == word]
        if len(same) == 1:
            return same[0]
    return word


def nominative(name: str, named: set[str]) -> str:
    """The name without the "s" of a genitive, where that is one: told by the other form, or by "-sens"."""
    bare = GENITIVE.sub("", name)
    shorter = bare.removesuffix("s")
    return shorter if shorter != bare and (shorter in named or bare.endswith("sens")) else bare


def pattern(names: Iterable[str], *, anywhere: bool = False) -> re.Pattern[str]:
    """Finds full names, with any blanks or line breaks inside; surnames in "-sen", others behind a title.

    ``anywhere``: single names of every kind, with or without a title.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    alternatives = "|".join(_alternative(name, anywhere) for name in ordered)
    return re.compile(rf"(?<![\w-])(?:{alternatives}){APOSTROPHE_S}")


def _alternative(name: str, anywhere: bool) -> str:
    if " " in name:
        return re.escape(name).replace(r"\ ", r"\s{1,3}")
    return re.escape(name) if anywhere or name.endswith("sen") else TITLE + re.escape(name)
