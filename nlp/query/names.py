"""Who and where in a question: absence, people, municipalities, bodies, parties."""

from __future__ import annotations

import re
from functools import cache

from nlp.query import patterns as p
from nlp.query.known import Known, danish_letters, plain
from nlp.query.labels import common_words, glossary, longer_phrases, topic_words
from nlp.query.naming import is_street
from nlp.query.question import Question
from nlp.query.reading import Reading, compiled, listed, near
from nlp.resources import read_json, read_words
from nlp.store.archive.keys import body_key, fold, municipality_key


SHORTEST_PLACE = 6
"""Letters of a municipality's name of which another word may be a slip."""


def party(written: str) -> str | None:
    """The letter of a party as written or misspelt; letters count only as capitals."""
    from nlp.segment.vocabulary.parties import party_letter

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
    people = reading.said(listed("anybody"))
    if name := typed_name(reading, match.start()) or typed_name_behind(reading, match.end()):
        reading.take(*match.span())
        reading.question.absent.append(name)
    elif anybody := compiled(people).search(reading.text, 0, match.start()) or compiled(rf"\s+{people}").match(
        reading.text, match.end()
    ):
        reading.take(*anybody.span())
        reading.take(*match.span())
        reading.question.absent.append("")


def present(reading: Reading, known: Known) -> None:
    """ "møder hvor NAVN var til stede": the people named; anybody's presence, and who left early, cannot be asked."""
    asked = reading.take_all(reading.said(listed("presence")))
    if at := compiled(p.AT_MEETING).search(reading.written):
        asked.append(at)
        reading.take(*at.span("at"))
    said = asked + reading.take_all(reading.said(listed("coming_and_going")))
    for start, end, _ in reading.runs(5) if asked else ():
        if p.BLANK not in reading.text[start:end] and (name := person_name(reading, known, start, end)):
            reading.take(start, end)
            reading.question.present.append(name)
    people(reading, known)
    if asked and (reading.question.persons or reading.question.present):
        reading.question.present += reading.question.persons
        reading.question.persons = []
    else:
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


def municipalities(reading: Reading, known: Known) -> None:
    """Names with or without "Kommune", in genitive, misspelt, in English."""
    english: dict[str, str] = listed("municipalities_in_english")
    for match in reversed(list(compiled(reading.said(english)).finditer(reading.text))):
        add_municipality(reading, english[match.group()], *match.span())
    for match in list(compiled(p.REGION.format(names="|".join(listed("regions")))).finditer(reading.text)):
        add_municipality(reading, "Region " + match[1].capitalize(), *match.span())
    names = known.municipalities
    for start, end, said in reading.runs(4):
        words = re.sub(r"['’]s?$", "", said)
        key = municipality_key(words)
        key = key if key in names else municipality_key(danish_letters(words))
        foreign = reading.question.language == "en" and words not in glossary()
        if key not in names and (reading.written[start].isupper() or foreign or not is_a_word(known, words)):
            key = known.plain_municipalities.get(plain(key), key)
        if is_street(reading, end) or (words in common_words() and not is_named_as_place(reading, start, end)):
            continue
        if key in names and p.BLANK not in reading.text[start:end] and words not in listed("noise"):
            add_municipality(reading, names[key], start, end)
    for start, end, word in reading.words():
        typed_small = reading.written[start].islower() and len(word) < 8
        if len(word) < 5 or typed_small or is_street(reading, end) or known.terms(fold(word)):
            continue
        if fold(word) in topic_words() or word in glossary() or word in towns():
            continue
        key = municipality_key(word)
        close = [name for other, name in names.items() if len(other) >= SHORTEST_PLACE and near(key, other)]
        if close:
            reading.question.corrected[reading.written[start:end]] = close[0]
            add_municipality(reading, close[0], start, end)


def is_named_as_place(reading: Reading, start: int, end: int) -> bool:
    """Whether a name that is a word too has a capital, "i" before it or "kommune" behind: Vejen."""
    before = compiled(r"(?<![^\W_])(?:i|fra|in|from)\s+$").search(reading.text, 0, start)
    return bool(reading.written[start].isupper() or before or compiled(r"\s+kommune").match(reading.text, end))


@cache
def towns() -> frozenset[str]:
    """Names of places, in small letters: Hørning is no slip of Herning."""
    return frozenset(name.lower() for name in read_words("gazetteer/places.txt"))


def add_municipality(reading: Reading, name: str, start: int, end: int) -> None:
    """Take the name with "i" before it and "Kommune" behind."""
    before = compiled(
        r"(?:(?<=\s)|^)(?:(?:the\s+)?(?:city|municipality|town)\s+of|i|in|fra|from|hos|of|the)\s+$"
    ).search(reading.text, 0, start)
    after = compiled(r"\s+(?:kommunes?|municipality)\b").match(reading.text, end)
    reading.take(before.start() if before else start, after.end() if after else end)
    if name not in reading.question.municipalities:
        reading.question.municipalities.append(name)


def bodies(reading: Reading, known: Known) -> None:
    """Bodies of the archive by name, initials or in English, the longest name first; then misspelt ones."""
    longer = longer_phrases(reading)
    for find in (bodies_named, misspelt_body):
        for start, end, words in reading.runs(9):
            if p.BLANK in reading.text[start:end] or words in listed("noise") or goes_on(reading, start, words):
                continue
            if any(first <= start and end <= last and last - first > end - start for first, last in longer):
                continue
            found = find(reading, known, start, end, words)
            if not found and " og " in words and words.split()[0] not in listed("noise"):
                found = misspelt_body(reading, known, start, end, words)
            passed_on = compiled(rf"(?:{p.PASSED_ON}|{p.TO_A_BODY})").search(reading.text, 0, start) if found else None
            if passed_on:
                reading.question.unused.append(reading.written[start:end])
                reading.take(start, end)
            elif found and compiled(p.CHOSEN_FOR).search(reading.text, 0, start):
                reading.question.text.append(words)
                reading.take(start, end)
            elif found:
                reading.take(start, end)
                reading.question.bodies += [name for name in found if name not in reading.question.bodies]


def bodies_of_a_section(reading: Reading, known: Known) -> None:
    """ "§ 17, stk. 4-udvalget om ...": a body of the archive whose name would be read as a statute."""
    for name in known.bodies.values() if "§" in reading.text else ():
        at = reading.text.find(name.lower()) if "§" in name else -1
        if at >= 0:
            reading.question.bodies.append(name)
            reading.take(at, at + len(name))


def goes_on(reading: Reading, start: int, words: str) -> bool:
    """Whether words are the end of a longer name: "Teknikudvalget" of "Miljø- og Teknikudvalget"."""
    return words.startswith("og ") or bool(compiled(r"-,?\s+(?:og\s+)?$").search(reading.text, 0, start))


def unknown_bodies(reading: Reading) -> None:
    """Committees that the archive does not have: the answer is that there is nothing of them."""
    for match in list(compiled(p.COMMITTEE_FOR).finditer(reading.written)):
        if p.BLANK not in reading.text[slice(*match.span())]:
            reading.question.bodies.append(match.group())
            reading.take(*match.span())
    for match in list(compiled(p.BOARD).finditer(reading.written)):
        if p.BLANK not in reading.text[slice(*match.span())]:
            reading.question.bodies.append(match.group().removesuffix("s"))
            reading.take(*match.span())
    for match in list(compiled(p.COMMITTEE).finditer(reading.text)):
        passed_on = compiled(rf"(?:{p.PASSED_ON}|{p.CHOSEN_FOR})").search(reading.text, 0, match.start())
        if p.BLANK not in match.group() and not passed_on and match.group() not in listed("generic_bodies"):
            name = reading.written[match.start() : match.end()].removesuffix("s")
            reading.question.bodies.append(name[0].upper() + name[1:])
            reading.take(*match.span())


def bodies_named(reading: Reading, known: Known, start: int, end: int, words: str) -> list[str]:
    if name := known.body(words) or (known.body(words + "n") if words.endswith("e") else None):
        return [name]
    if found := known.bodies_with(words):
        return found
    plain = re.sub(r"['’]s$", "", " ".join(words.split()))
    if (of := compiled(p.COMMITTEE_OF).fullmatch(plain)) and (found := known.bodies_for(in_danish(of["matters"]))):
        return found
    english = listed("bodies").get(plain) or listed("bodies").get(plain.removeprefix("the "))
    if english == "council":
        return known.councils()
    shorter = re.sub(p.BODY_TAIL, r"\1", plain)
    if "udv" in plain and (found := known.bodies_abbreviated(plain)):
        return found
    if shorter != plain and (name := known.body(shorter)):
        return [name]
    if shorter != plain and (found := known.bodies_with(shorter)):
        return found
    if english:
        return [known.body(english) or definite(english)]
    letters = compiled(p.COMPOUND_HEADS).sub("", words) if "-" in words else words
    if (genitive := compiled(r"['’]?s$").search(letters)) and reading.written[start + genitive.end() - 1] == "s":
        letters = letters[: genitive.start()]
    written = reading.written[start : start + len(letters)]
    if " " not in letters and 2 <= len(letters) <= 4 and (written.isupper() or "ø" in letters):
        return short_body(known, letters)
    if " " not in letters and 3 <= len(letters) <= 4 and not is_a_word(known, letters):
        return short_body(known, letters)
    return []


def is_a_word(known: Known, letters: str) -> bool:
    """Whether initials in small letters may be a word instead."""
    return letters in common_words() or letters in glossary() or bool(known.terms(fold(letters)))


def in_danish(matters: str) -> list[str]:
    """ "culture and leisure" as "kultur", "fritid"."""
    words = (one.strip(" -") for one in re.split(r",|(?<![^\W_])(?:og|and|samt|&)(?![^\W_])", matters))
    danish: dict[str, str] = listed("topics_in_danish")
    return [danish.get(one) or glossary().get(one, one) for one in words if one]


def definite(body: str) -> str:
    """ "Økonomiudvalget", "Havnebestyrelsen", "Beredskabskommissionen"."""
    ending = "n" if body.endswith("e") else "et" if body.endswith(("udvalg", "råd", "nævn")) else "en"
    return body.capitalize() + ending


def short_body(known: Known, letters: str) -> list[str]:
    usual = listed("abbreviations").get(letters)
    if usual and (name := known.body(usual)):
        return [name]
    return known.short_bodies.get(fold(letters), []) or ([definite(usual)] if usual and letters == "øu" else [])


def misspelt_body(reading: Reading, known: Known, start: int, end: int, words: str) -> list[str]:
    last = words.split()[-1]
    if len(words) < 7 or (last in listed("noise") and last not in listed("generic_bodies")) or known.terms(fold(words)):
        return []
    key = body_key(words)
    close = [name for other, name in known.bodies.items() if near(key, other)]
    if (
        close
        and not re.search("område(?:t|r)?s?$", words)
        and re.search(r"udv|råd|best|nævn|magist|forsam|tyre", words)
    ):
        reading.question.corrected[reading.written[start:end]] = close[0]
        return close[:1]
    return []


def councils_of_place(question: Question, known: Known) -> None:
    """Of several bodies that a word may mean, those of the municipalities asked for; its council by its own name."""
    if not question.bodies or not question.municipalities:
        return
    there = known.bodies_of(question.municipalities)
    fitting = [name for name in question.bodies if body_key(name) in there]
    if fitting and len(question.bodies) > len(fitting):
        question.bodies = fitting
    councils = {body_key(name) for name in listed("councils")}
    if there and not fitting and body_key(question.bodies[0]) in councils:
        own = [there[key] for key in sorted(councils & there.keys())]
        if own:
            question.corrected[question.bodies[0]], question.bodies = own[0], own[:1]


def not_closed(reading: Reading) -> None:
    """ "ikke åbne", "not closed" before a comma, the end or "om": read before exceptions are."""
    heads = reading.said((*listed("heads"), *listed("meetings")))
    for name, value in (("not_open", True), ("not_closed", False)):
        if match := reading.find(reading.said(listed(name)) + rf"(?:\s+{heads})?{p.ENDED_OR_ABOUT}"):
            reading.take(*match.span())
            reading.question.closed = value


def closed(reading: Reading) -> None:
    """ "lukkede punkter", "for lukkede døre", "open items"; not the closed school or the open house."""
    heads = reading.said((*listed("heads"), *listed("meetings")))
    if match := reading.find(p.OPEN_OR_CLOSED):
        reading.take(*match.span())
        return
    if match := reading.find(p.CLOSED_ASIDE):
        reading.take(*match.span())
        reading.question.closed = True
        return
    head = rf"(?=\s*:|\s+(?:[a-zæøå]+\s+)?{heads}|\s+[a-zæøå]{{3,}}{p.COMPOUND_HEADS.removesuffix('$')}(?![^\W_]))"
    for name, value in (("closed", True), ("open", False)):
        bare = [one for one in listed(name) if one in listed("needs_head") or not value]
        sure = [one for one in listed(name) if one not in bare]
        pattern = reading.said(bare) + head + ("|" + reading.said(sure) if sure else "")
        if match := reading.find(pattern):
            reading.take(*match.span())
            reading.question.closed = value
            return
