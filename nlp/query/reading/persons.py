"""Who is named in a question: parties, people, who was absent or present."""

from __future__ import annotations

import re
from functools import cache

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import common_words
from nlp.query.reading.reading import Reading, compiled, listed, near
from nlp.resources import read_json, read_words
from nlp.store.archive.index.keys import fold


def party(written: str) -> str | None:
    """The letter of a party as written or misspelt; letters count only as capitals."""
    from nlp.vocabulary.parties import party_letter

    written = compiled(p.OF_A_PARTY).sub("", written)
    words = written.lower()
    english: dict[str, str] = listed("parties")
    if words in english and (len(words) > 3 or written[0].isupper() or words in listed("short_parties")):
        return english[words]
    if re.fullmatch(r"[a-zæøå]+(?:listen|partiet)", written):
        written = written.capitalize()
    capital = written.isupper() and len(written) <= 3
    if (letter := party_letter(written)) and (capital or len(letter) < len(written)):
        return letter
    names = {name.lower(): letter for letter, names in read_json("parties.json")["letters"].items() for name in names}
    close = next((letter for name, letter in names.items() if len(name) > 5 and near(words, name)), None)
    return close or (written if re.fullmatch(r"[^\W\d_]+(?:listen|partiet)", written) else None)


def person_name(reading: Reading, known: Known, start: int, end: int) -> str | None:
    """A name that the archive knows; a misspelt one of two words or more is corrected."""
    words = reading.text[start:end]
    if words in listed("noise") or not any(character.isalpha() for character in words):
        return None
    found = known.people(words) or known.people(words.removesuffix("s"))
    if not found and " " in words:
        found = known.near_people(words)
        if found:
            reading.question.corrected[reading.written[start:end]] = found[0]
    if part_of_name(reading, start, end):
        return None
    return found[0] if len(found) == 1 or (found and " " in words) else None


def part_of_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a capitalised word stands beside: "Nielsen" of "Hans Peter Nielsen" is not any Nielsen."""
    before = compiled(r"([A-ZÆØÅ][\w'’-]+)\s+$").search(reading.written, 0, start)
    behind = compiled(r"\s+[A-ZÆØÅ][a-zæøå]").match(reading.written, end)
    return bool((before and before[1].lower() not in (*listed("noise"), *listed("titles"))) or behind)


def absence(reading: Reading, known: Known) -> None:
    """Who was absent; why is not asked for."""
    absent(reading, known)
    if reading.question.absent:
        reading.take_all(reading.said(listed("excuses")))


def absent(reading: Reading, known: Known) -> None:
    """ "hvor NAVN var fraværende": the person named beside it; unknown names are kept as typed; "hvem" is anybody."""
    match = reading.find(reading.said(listed("absent")))
    if not match:
        present(reading, known)
        return
    for start, end, _ in reading.runs(5):
        if name := person_name(reading, known, start, end):
            reading.take(start, end)
            reading.take(*match.span())
            reading.question.absent.append(name)
            return
    everybody = reading.said(listed("anybody"))
    if name := typed_name(reading, match.start()) or typed_name_behind(reading, match.end()):
        reading.take(*match.span())
        reading.question.absent.append(name)
    elif anybody := compiled(everybody).search(reading.text, 0, match.start()) or compiled(rf"\s+{everybody}").match(
        reading.text, match.end()
    ):
        reading.take(*anybody.span())
        reading.take(*match.span())
        reading.question.absent.append("")
    elif named := newly_named(reading, known):
        reading.take(*match.span())
        reading.question.absent += named
    elif office := reading.find(reading.said(listed("offices"))):
        reading.question.unused.append(reading.written[slice(*office.span())])
        reading.take(*office.span())
        reading.take(*match.span())
        reading.question.absent.append("")


def newly_named(reading: Reading, known: Known) -> list[str]:
    """People whom nothing has been said of yet; taken from those that are named only."""
    before = len(reading.question.persons)
    people(reading, known)
    named, reading.question.persons = reading.question.persons[before:], reading.question.persons[:before]
    return named


def present(reading: Reading, known: Known) -> None:
    """ "møder hvor NAVN var til stede": the people named; anybody's presence, and who left early, cannot be asked."""
    asked = reading.take_all(reading.said(listed("presence")))
    if at := compiled(p.AT_MEETING).search(reading.written) if reading.has("møde", "meeting") else None:
        asked.append(at)
        reading.take(*at.span("at"))
    said = asked + reading.take_all(reading.said(listed("coming_and_going")))
    for start, end, _ in reading.runs(5) if asked else ():
        if p.BLANK not in reading.text[start:end] and (name := person_name(reading, known, start, end)):
            reading.take(start, end)
            reading.question.present.append(name)
    reading.question.present += newly_named(reading, known) if asked else []
    if not reading.question.present:
        reading.question.unused += [reading.written[slice(*one.span())] for one in said]


def typed_name(reading: Reading, limit: int) -> str | None:
    """Capitalised words right before: a person whom the archive does not know."""
    typed = compiled(rf"((?:[A-ZÆØÅ][\w'’.-]+\s+){{1,4}}){p.AUXILIARY}$").search(reading.written[:limit])
    if not typed or p.BLANK in reading.text[typed.start() : limit]:
        return None
    name, noise = typed[1], (*listed("noise"), *listed("titles"))
    while name and name.split()[0].lower() in noise:
        name = name.partition(" ")[2]
    if name:
        reading.take(typed.start(1), limit)
    return name.strip() or None


def typed_name_behind(reading: Reading, start: int) -> str | None:
    """ "fraværende: Karen Holm", "afbud fra Karen Holm": two capitalised words or more that name no body or place."""
    typed = compiled(r"\s*(?::|fra|for|from|by)?\s+((?:[A-ZÆØÅ][\w'’.-]+(?:\s+|$)){2,4})").match(reading.written, start)
    if not typed or p.BLANK in reading.text[slice(*typed.span())] or re.search(p.NO_PERSON, typed[1]):
        return None
    reading.take(*typed.span())
    return typed[1].strip()


def people(reading: Reading, known: Known) -> None:
    """Names of two words or more that the archive knows."""
    for start, end, words in reading.runs(5):
        if " " not in words or p.BLANK in reading.text[start:end]:
            continue
        if found := known.people(words) or known.people(words.removesuffix("s")):
            reading.question.persons.append(found[0])
            reading.take(start, end)
            titled(reading, start)
    for match in list(compiled(p.PERSON).finditer(reading.written)):
        if p.BLANK not in reading.text[slice(*match.span())] and (name := likely_name(match.group(), known)):
            reading.question.persons.append(name)
            start = match.start() + match.group().index(name)
            reading.take(start, match.end())
            titled(reading, start)


def titled(reading: Reading, start: int) -> None:
    """Take a title that stands before a name."""
    if match := compiled(reading.said(listed("titles")) + r"\s+$").search(reading.text, 0, start):
        reading.take(*match.span())


def likely_name(written: str, known: Known) -> str | None:
    """A person whom the archive does not know, by the lists of names; without title and genitive.

    A last name that the lists do not have must be no word of the texts, nor one that names a place.
    """
    words = written.split()
    while words and words[0].lower() in (*listed("titles"), *listed("noise")):
        words.pop(0)
    if len(words) < 2 or words[0] not in names_of("first"):
        return None
    words[-1] = re.sub(r"['’]s?$", "", words[-1])
    if words[-1] not in names_of("last") and words[-1].removesuffix("s") in names_of("last"):
        words[-1] = words[-1].removesuffix("s")
    plain = words[-1].lower()
    place = plain.endswith((*listed("streets"), *listed("places"))) or re.search(p.NO_PERSON, words[-1])
    common = known.db is None or known.terms(fold(plain)) or plain in common_words()
    return " ".join(words) if words[-1] in names_of("last") or not (place or common) else None


@cache
def names_of(kind: str) -> frozenset[str]:
    """ "first" or "last" names in use in Denmark."""
    return frozenset(read_words(f"gazetteer/{kind}_names.txt"))
