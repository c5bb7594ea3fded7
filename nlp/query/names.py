"""Who and where in a question: votes, absence, people, municipalities, bodies, parties."""

from __future__ import annotations

import re

from nlp.query import patterns as p
from nlp.query.known import Known, danish_letters
from nlp.query.labels import glossary, topic_words
from nlp.query.question import Question, Side
from nlp.query.reading import Reading, any_of, compiled, listed, near, phrase_pattern
from nlp.resources import read_json
from nlp.store.archive.keys import body_key, fold, municipality_key

SIDES: tuple[Side, ...] = ("for", "against", "abstained")
LINKING = re.compile(r"^\W*(?:af|by|fra|var|er|from|har|of|hos|was|were)?\s+$")
BETWEEN_PARTIES = re.compile(r"[\s,]*(?:og|and|,|&|samt|eller|or)?[\s,]*")


def votes(reading: Reading, known: Known) -> None:
    """ "hvor Enhedslisten stemte imod", "stemt for af Venstre", "points with a vote"."""
    unvoted = reading.find(phrase_pattern("unvoted"))
    if unvoted:
        reading.take(*unvoted.span())
        reading.question.voted = False
        return
    asked = inverted(reading, known)
    for side in ("against", "abstained", "for"):
        for match in compiled(phrase_pattern(side)).finditer(reading.text):
            voters = voters_at(reading, known, match.start(), match.end())
            if not voters and match.group() in listed("needs_voter"):
                continue
            reading.take(*match.span())
            if not voters:
                reading.take_all(phrase_pattern("which_party"))
            reading.question.votes += [(voter, side) for voter in voters or [""]]
            asked = True
    asked = party_for(reading) or asked or any_vote(reading, known)
    if not asked and (found := reading.find(phrase_pattern("voted"))):
        reading.take(*found.span())
        reading.question.voted = True


def party_for(reading: Reading) -> bool:
    """ "DF for i Byrådet": a party right before "for"; taken."""
    for match in compiled(p.BARE_FOR).finditer(reading.text):
        if letter := party(reading.written[match.start("who") : match.end("who")]):
            reading.question.votes.append((letter, "for"))
            reading.take(*match.span())
            return True
    return False


def any_vote(reading: Reading, known: Known) -> bool:
    """ "hvordan stemte Venstre om", "how did V vote on": whoever is named there, on any side; taken."""
    match = reading.find(phrase_pattern("how_voted"))
    voters = voters_at(reading, known, match.start(), match.end()) if match else []
    if not match or not voters:
        return False
    reading.take(*match.span())
    reading.take_all(phrase_pattern("to_vote"))
    reading.question.votes += [(voter, "any") for voter in voters]
    return True


def inverted(reading: Reading, known: Known) -> bool:
    """ "hvor stemte Venstre imod": the voter between verb and side; taken."""
    match = reading.find(p.INVERTED)
    if not match:
        return False
    start, end = match.span("who")
    voters = voters_at(reading, known, end, end)
    if not voters or reading.text[start:end].strip(p.BLANK + " ,").replace("og", "").strip(" ,"):
        return False
    side: Side = "for" if match["side"] in ("for", "ja") else "against"
    reading.question.votes += [(voter, side) for voter in voters]
    reading.take(*match.span())
    return True


def voters_at(reading: Reading, known: Known, start: int, end: int) -> list[str]:
    """Parties or people right before the words of voting, else right after them; taken."""
    found: list[str] = []
    while named := named_before(reading, known, start):
        found.insert(0, named[0])
        start = named[1]
    while named := named_after(reading, known, end) if not found else None:
        found.append(named[0])
        end = named[2]
    return found


def named_before(reading: Reading, known: Known, limit: int) -> tuple[str, int, int] | None:
    """The party or person that ends where the words of voting, or the voter named last, begin."""
    for start, end, words in reading.runs(5):
        gap = reading.text[end:limit]
        beside = end <= limit and (BETWEEN_PARTIES.fullmatch(gap) or only_blank(gap))
        if beside and (voter := voter_of(reading, known, start, end, words)):
            reading.take(start, end)
            return voter, start, end
    return None


def named_after(reading: Reading, known: Known, limit: int) -> tuple[str, int, int] | None:
    for start, end, words in reading.runs(5):
        gap = reading.text[limit:start]
        beside = start >= limit and (LINKING.match(gap) or BETWEEN_PARTIES.fullmatch(gap))
        if beside and (voter := voter_of(reading, known, start, end, words)):
            reading.take(start, end)
            return voter, start, end
    return None


def only_blank(text: str) -> bool:
    """Whether nothing but "har", "som", "nogensinde" or what has been read stands there."""
    return all(word in listed("between_voter_and_vote") for word in text.replace(p.BLANK, " ").split())


def voter_of(reading: Reading, known: Known, start: int, end: int, words: str) -> str | None:
    """The letter of a party, else the name of a person of the archive."""
    return party(reading.written[start:end]) or person_name(reading, known, start, end)


def party(written: str) -> str | None:
    """The letter of a party as written or misspelt; letters count only as capitals."""
    from nlp.segment.parties import party_letter

    words = written.lower()
    english: dict[str, str] = listed("parties")
    if words in english and (len(words) > 2 or written.isupper()):
        return english[words]
    capital = written.isupper() and len(written) <= 3
    if (letter := party_letter(written)) and (capital or len(letter) < len(written)):
        return letter
    names = {name.lower(): letter for letter, names in read_json("parties.json")["letters"].items() for name in names}
    return next((letter for name, letter in names.items() if len(name) > 5 and near(words, name)), None)


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
    return found[0] if len(found) == 1 or (found and " " in words) else None


def absence(reading: Reading, known: Known) -> None:
    """ "hvor NAVN var fraværende": the person named beside it; unknown names are kept as typed; "hvem" is anybody."""
    match = reading.find(phrase_pattern("absent"))
    if not match:
        return
    for start, end, _ in reading.runs(5):
        if name := person_name(reading, known, start, end):
            reading.take(start, end)
            reading.take(*match.span())
            reading.question.absent.append(name)
            return
    if name := typed_name(reading, match.start()):
        reading.take(*match.span())
        reading.question.absent.append(name)
    elif anybody := compiled(phrase_pattern("anybody")).search(reading.text, 0, match.start()):
        reading.take(*anybody.span())
        reading.take(*match.span())
        reading.question.absent.append("")


def typed_name(reading: Reading, limit: int) -> str | None:
    """Capitalised words right before: a person whom the archive does not know."""
    typed = compiled(r"(?:[A-ZÆØÅ][\w'’.-]+\s+){1,4}$").search(reading.written[:limit])
    if not typed or p.BLANK in reading.text[typed.start() : limit]:
        return None
    reading.take(typed.start(), limit)
    return typed.group().strip()


def people(reading: Reading, known: Known) -> None:
    """Names of two words or more that the archive knows."""
    for start, end, words in reading.runs(5):
        if " " in words and p.BLANK not in reading.text[start:end] and known.people(words):
            reading.question.persons.append(known.people(words)[0])
            reading.take(start, end)


def municipalities(reading: Reading, known: Known) -> None:
    """Names with or without "Kommune", in genitive, misspelt."""
    names = known.municipalities
    for start, end, words in reading.runs(4):
        key = municipality_key(words)
        key = key if key in names else municipality_key(danish_letters(words))
        if key in names and p.BLANK not in reading.text[start:end] and words not in listed("noise"):
            add_municipality(reading, names[key], start, end)
    for start, end, word in reading.words():
        if len(word) < 5 or known.terms(fold(word)) or fold(word) in topic_words() or word in glossary():
            continue
        key = municipality_key(word)
        close = [name for other, name in names.items() if near(key, other)]
        if close:
            reading.question.corrected[reading.written[start:end]] = close[0]
            add_municipality(reading, close[0], start, end)


def add_municipality(reading: Reading, name: str, start: int, end: int) -> None:
    """Take the name with "i" before it and "Kommune" behind."""
    before = compiled(r"(?:(?<=\s)|^)(?:i|in|fra|from|hos|of|the)\s+$").search(reading.text, 0, start)
    after = compiled(r"\s+(?:kommunes?|municipality)\b").match(reading.text, end)
    reading.take(before.start() if before else start, after.end() if after else end)
    if name not in reading.question.municipalities:
        reading.question.municipalities.append(name)


def bodies(reading: Reading, known: Known) -> None:
    """Bodies of the archive by name, initials or in English, the longest name first; then misspelt ones."""
    for find in (bodies_named, misspelt_body):
        for start, end, words in reading.runs(9):
            if p.BLANK in reading.text[start:end] or words in listed("noise"):
                continue
            found = find(reading, known, start, end, words)
            if not found and " og " in words and words.split()[0] not in listed("noise"):
                found = misspelt_body(reading, known, start, end, words)
            passed_on = compiled(p.PASSED_ON).search(reading.text, 0, start) if found else None
            if passed_on:
                reading.question.unused.append(reading.written[start:end])
                reading.take(start, end)
            elif found:
                reading.take(start, end)
                reading.question.bodies += [name for name in found if name not in reading.question.bodies]


def unknown_bodies(reading: Reading) -> None:
    """Committees that the archive does not have: the answer is that there is nothing of them."""
    for match in list(compiled(p.COMMITTEE).finditer(reading.text)):
        if p.BLANK not in match.group():
            name = reading.written[match.start() : match.end()].removesuffix("s")
            reading.question.bodies.append(name[0].upper() + name[1:])
            reading.take(*match.span())


def bodies_named(reading: Reading, known: Known, start: int, end: int, words: str) -> list[str]:
    if name := known.body(words) or (known.body(words + "n") if words.endswith("e") else None):
        return [name]
    if found := known.bodies_with(words):
        return found
    plain = " ".join(words.split())
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
        return [known.body(english) or english.capitalize() + "et"]
    letters = compiled(p.COMPOUND_HEADS).sub("", words) if "-" in words else words
    if (genitive := compiled(r"['’]?s$").search(letters)) and reading.written[start + genitive.end() - 1] == "s":
        letters = letters[: genitive.start()]
    written = reading.written[start : start + len(letters)]
    if " " not in letters and 2 <= len(letters) <= 4 and (written.isupper() or "ø" in letters):
        return short_body(known, letters)
    return []


def short_body(known: Known, letters: str) -> list[str]:
    usual = listed("abbreviations").get(letters)
    if usual and (name := known.body(usual)):
        return [name]
    return known.short_bodies.get(fold(letters), []) or (
        [usual.capitalize() + "et"] if usual and letters == "øu" else []
    )


def misspelt_body(reading: Reading, known: Known, start: int, end: int, words: str) -> list[str]:
    if len(words) < 7 or words.split()[-1] in listed("noise") or known.terms(fold(words)):
        return []
    key = body_key(words)
    close = [name for other, name in known.bodies.items() if near(key, other)]
    if close and re.search(r"udv|råd|best|nævn|magist|forsam|tyre", words):
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


def closed(reading: Reading) -> None:
    """ "lukkede punkter", "for lukkede døre", "open items"; not the closed school or the open house."""
    head = r"(?=\W+" + any_of((*listed("heads"), *listed("meetings"))) + ")"
    for name, value in (("closed", True), ("open", False)):
        bare = [one for one in listed(name) if one in listed("needs_head") or not value]
        sure = [one for one in listed(name) if one not in bare]
        pattern = any_of(tuple(bare)) + head + ("|" + any_of(tuple(sure)) if sure else "")
        if match := reading.find(pattern):
            reading.take(*match.span())
            reading.question.closed = value
            return
