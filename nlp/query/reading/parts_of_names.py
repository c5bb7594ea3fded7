"""Years and streets that are part of a name: "budget 2024" was decided in 2023, "Nr. Allé" is no number."""

from __future__ import annotations

import re
from datetime import date

from nlp.query.reading import patterns as p
from nlp.query.reading.labels import glossary
from nlp.query.reading.reading import Reading, compiled, listed, near
from nlp.resources import months


def years(reading: Reading) -> None:
    """ "budget 2024", "the 2024 budget", "takster for 2025": the year stays a word of the text."""
    if not reading.has_digits():
        return
    misspelt(reading)
    names, heads = reading.said(listed("named_by_year")), reading.said(listed("heads"))
    behind = rf"(?P<name>{names}){p.FOR_YEAR}(?P<year>{p.YEARS}){p.NO_RANGE}"
    before = rf"(?<![\w.,/-])(?P<year>{p.YEARS})[\s-]+(?P<name>{names})(?!\s+{heads})"
    stems = "|".join(listed("valid_for"))
    valid = rf"(?<![^\W_])(?P<name>[^\W\d_]*(?:{stems}))\s+for\s+(?:året\s+|årene\s+)?(?P<year>{p.YEARS}){p.NO_RANGE}"
    for pattern in (behind, before, valid):
        for match in list(compiled(pattern).finditer(reading.text)):
            if part_of_day(reading, match.start("year")):
                continue
            said = reading.written[match.start("year") : match.end("year")]
            reading.question.text += [danish(match["name"]), said]
            reading.question.remarks.append(("year_in_text", said))
            reading.take(*match.span())


def part_of_day(reading: Reading, start: int) -> bool:
    """Whether a month, a quarter or the like stands before a year."""
    parts = rf"(?:{'|'.join(months())}|{p.PART_BEFORE_YEAR})\s+(?:of\s+)?$"
    return bool(compiled(parts).search(reading.text, 0, start))


def misspelt(reading: Reading) -> None:
    """ "budgetopfølning 2022"."""
    for match in reversed(list(compiled(p.NAME_BEFORE_YEAR).finditer(reading.text))):
        names = listed("named_by_year")
        close = [name for name in names if near(match[1], name) and name[:-2] != match[1][:-2]]
        close = [] if match[1] in names else close
        if close:
            reading.question.corrected[match[1]] = close[0]
            reading.rewrite(*match.span(1), close[0])


def future(reading: Reading, today: date) -> None:
    """ "klimaplan 2030", "strategi 2020-2030": no meeting has been held in a year that is to come."""
    if not reading.has_digits():
        return
    for match in list(compiled(rf"(?<![\w.,/-])(?<!-\s)({p.YEARS})").finditer(reading.text)):
        said = reading.written[slice(*match.span())]
        last = said[:2] + said[-2:]
        before = compiled(rf"(?<![^\W_]){p.DATE_WORDS}\s+{p.LINK}$").search(reading.text, 0, match.start())
        if int(last) > today.year and not before and not part_of_day(reading, match.start()):
            reading.question.text.append(said)
            reading.question.remarks.append(("year_in_text", said))
            reading.take(*match.span())


def times_read(reading: Reading) -> None:
    """ "2. behandling": words that titles have."""
    said: dict[str, str] = listed("readings")
    for match in reading.take_all(reading.said(said)):
        reading.question.text += [said[" ".join(match.group().split())], "behandling"]


def danish(name: str) -> str:
    """The name in Danish."""
    plain = " ".join(name.split())
    return glossary().get(plain) or listed("topics_in_danish").get(plain, name)


def streets(reading: Reading) -> None:
    """ "Hovedv. 3" written out."""
    for match in reversed(list(re.compile(p.SHORT_STREET).finditer(reading.written))):
        reading.rewrite(match.end() - 1, match.end(), "ej")


def in_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a small word is or begins a name: "IT", "Nr. Allé", "V. Skerninge", "Nørre Alle", "Søgade 5"."""
    written, word = reading.written, reading.text[start:end]
    if word.isdigit():
        before = re.search(r"([^\W\d_]+)\s+$", written[:start])
        places = (*listed("streets"), *listed("places"))
        street = before and before[1][0].isupper() and before[1].lower().endswith(places)
        return bool(street or (before and before[1].lower() in listed("numbered")))
    if not written[start].isupper() or word in ("og", "eller", "or", "and", "not", "ikke"):
        return False
    if (
        re.sub("['’]s$", "", written[start:end]).isupper()
        and len(word) > 1
        and not (written.isupper() and " " in written.strip())
    ):
        return True
    if word in listed("alike"):
        return bool(re.match(r"\.\s*[A-ZÆØÅ][a-zæøå]", written[end:]))
    return word in (*listed("streets"), *listed("places"), *listed("named_after_places")) and bool(
        re.search(r"[A-ZÆØÅ][a-zæøå.]+\s+$", written[:start])
    )


def is_street(reading: Reading, end: int) -> bool:
    """Whether "Vej" or the like follows a name, with a capital: "Skovhuse Vej"."""
    behind = re.match(r"s?\s+([A-ZÆØÅ][^\W\d_]*)", reading.written[end:])
    return bool(behind and behind[1].lower() in (*listed("streets"), *listed("named_after_places")))
