"""Bodies in a question: by name, initials, in English, misspelt, or unknown to the archive."""

from __future__ import annotations

import re

from nlp.query.question import Question
from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import glossary, is_a_word, longer_phrases
from nlp.query.reading.reading import Reading, compiled, listed, near
from nlp.store.archive.index.keys import body_key, fold


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
                english = reading.question.language == "en" and not known.body(words)
                reading.question.text.append(without_small_words(found[0] if english else words))
                reading.take(start, end)
            elif found:
                reading.take(start, end)
                reading.question.bodies += [name for name in found if name not in reading.question.bodies]


def without_small_words(name: str) -> str:
    """ "Børne Ungeudvalget" for "Børne- og Ungeudvalget": what is looked for in the texts."""
    return " ".join(one for one in name.replace("-", " ").split() if one.lower() not in listed("noise"))


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
    """Names of the archive's bodies that the words mean; several where only a part of a name is typed."""
    if name := known.body(words) or (known.body(words + "n") if words.endswith("e") else None):
        return [name]
    if found := known.bodies_with(words):
        return found
    plain = re.sub(r"['’]s$", "", " ".join(words.split()))
    if found := committee_of(known, plain):
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


def committee_of(known: Known, words: str) -> list[str]:
    """ "udvalget for teknik og miljø", "committee for culture"."""
    if "udvalget" not in words and "committee" not in words:
        return []
    of = compiled(p.COMMITTEE_OF).fullmatch(words)
    return known.bodies_for(in_danish(of["matters"])) if of else []


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
    """Bodies with these initials: the one that everybody calls so, else the archive's own."""
    usual = listed("abbreviations").get(letters)
    if usual and (name := known.body(usual)):
        return [name]
    return known.short_bodies.get(fold(letters), []) or ([definite(usual)] if usual and letters == "øu" else [])


def misspelt_body(reading: Reading, known: Known, start: int, end: int, words: str) -> list[str]:
    """The body of which the words are a slip, which is told; [] for none."""
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
