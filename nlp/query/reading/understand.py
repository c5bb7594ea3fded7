"""Reads a question in Danish or English into a :class:`Question`. No model is loaded."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from nlp.query.question import Question, QuestionError
from nlp.query.reading import (
    amounts,
    bodies,
    compounds,
    labels,
    manner,
    negation,
    parts_of_names,
    persons,
    places,
    times,
    voting,
    words_left,
)
from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.reading import Reading, compiled, listed, near
from nlp.query.reading.rewriting import rewrite
from nlp.query.telling import language_of

CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff¤]")


def understand(text: str, known: Known | None = None, today: date | None = None) -> Question:
    """The question as conditions; ``known`` is what the archive holds, ``today`` the day of "sidste år".

    Raises :class:`QuestionError` for a question that is too long or names a day that does not exist.
    """
    if len(text) > p.LONGEST:
        raise QuestionError(
            f"the question has {len(text):,} characters, at most {p.LONGEST:,} are read; shorten it",
            f"spørgsmålet er på {len(text)} tegn, og højst {p.LONGEST} læses; gør det kortere",
        )
    known, today = known or Known(), today or date.today()
    reading = Reading(CONTROL.sub(" ", unicodedata.normalize("NFC", text)))
    reading.question.language = language_of(reading.text)
    reading.text = reading.text.replace("ikke-", "ikke ")
    phrases(reading)
    parts_of_names.streets(reading)
    if reading.has(*p.PRONOUNS):
        reading.replace(p.PRONOUN_BETWEEN, "", group="between")
    rewrite(reading, "words", today)
    compounds.read(reading, known)
    parts_of_names.years(reading)
    parts_of_names.times_read(reading)
    bodies.bodies_of_a_section(reading, known)
    laws_and_cases(reading)
    point_number(reading)
    amounts.read(reading)
    parts_of_names.future(reading, today)
    times.read(reading, today)
    manner.read(reading)
    voting.read(reading, known)
    persons.absence(reading, known)
    places.not_closed(reading)
    negation.read(reading, known)
    persons.people(reading, known)
    bodies.bodies(reading, known)
    places.municipalities(reading, known)
    bodies.unknown_bodies(reading)
    places.closed(reading)
    matters(reading, known)
    bodies.councils_of_place(reading.question, known)
    return reading.question


def matters(reading: Reading, known: Known) -> None:
    """What points are about: decisions, topics, then the words that are left."""
    labels.decisions(reading, known)
    labels.topics(reading, known)
    words_left.read(reading, known)


def understand_part(text: str, known: Known, language: str) -> Question:
    """A stretch of a question that names people, places and matters only."""
    reading = Reading(text)
    reading.question.language = language
    voting.voted(reading)
    places.closed(reading)
    persons.people(reading, known)
    bodies.bodies(reading, known)
    places.municipalities(reading, known)
    bodies.unknown_bodies(reading)
    matters(reading, known)
    return reading.question


def phrases(reading: Reading) -> None:
    """What stands in quotation marks is looked for as it is written."""
    if not reading.has(*'"“”„«»'):
        return
    reading.question.phrases += [match[1].strip() for match in reading.take_all(p.PHRASE) if match[1].strip()]


def laws_and_cases(reading: Reading) -> None:
    """ "servicelovens § 85", "section 85 of serviceloven", "sag 20/638", "KLE 27.12"."""
    acts: dict[str, str] = listed("acts_in_english")
    reading.replace(reading.said(acts), lambda match: acts[" ".join(match.group().split())])
    for kle in reading.take_all(p.KLE) if reading.has("kle", "emne") else ():
        reading.question.kle += compiled(p.KLE_CODE).findall(kle.group())
    if reading.has("lo"):
        misspelt_laws(reading, frozenset(acts.values()))
    reading.replace(p.SECTION_FIRST, lambda match: f"{match[1]} i ")
    reading.replace(p.SECTIONS, lambda match: f"§§ {match[1]} og ")
    reading.replace(p.SUBSECTION, lambda match: f", stk. {match[1]}")
    reading.replace(p.SECTION, "§ ")
    if "§" in reading.text or compiled(r"lov|\bsel\b|\blab\b|bekendtgørelse").search(reading.text):
        laws(reading)
    if re.search(r"\d[-/.]\d", reading.text):
        cases(reading)


def misspelt_laws(reading: Reading, acts: frozenset[str]) -> None:
    """ "servicelovns § 85"."""
    for start, end, word in reversed(reading.words()):
        stem = word.removesuffix("s")
        close = [act for act in acts if stem != act and act.endswith("loven") and len(stem) > 8 and near(stem, act)]
        if close and stem + "en" not in acts and "lov" in word:
            reading.question.corrected[reading.written[start:end]] = close[0]
            reading.rewrite(start, end, close[0])


def point_number(reading: Reading) -> None:
    """ "punkt 12", "item 3"."""
    if reading.has_digits() and (found := reading.find(p.POINT_NUMBER)):
        reading.question.number = found[1]
        reading.take(*found.span())


def laws(reading: Reading) -> None:
    """Statutes and sections, by the rules that tag minutes."""

    from nlp.tag.laws import laws as finder
    from nlp.tag.laws.provisions import named
    from nlp.tag.laws.values import law_name, numbered_act

    reading.replace(r"(?<=\d)\s+(?:of|in)\s+(?:the\s+)?", " i ")
    shown = blanked(reading)
    reading.question.any_law = bool(compiled(p.LAW_OR_LAW).search(shown.lower()))
    for one in list(finder.find(shown)):
        cited = shown[one.start : one.end].lower()
        sections = [found["section"] for found in named(cited) if "section" in found]
        name, end = law_name(cited) or "", one.end
        if not name and (act := numbered_act(cited)):
            name = act.title.lower().removeprefix("bekendtgørelse af ")
        behind = compiled(p.SECTION_BEHIND).match(reading.text, end) if name and not sections else None
        if behind:
            sections, end = [behind[1].strip()], behind.end()
        if not (name or sections):
            continue
        cited_here = [(name, section) for section in sections or [""]]
        reading.question.laws += [one for one in dict.fromkeys(cited_here) if one not in reading.question.laws]
        before = compiled(reading.said(listed("citing")) + r"\.?\s+$").search(reading.text, 0, one.start)
        reading.take(before.start() if before else one.start, end)


def cases(reading: Reading) -> None:
    """Case and document numbers, by the rules that tag minutes."""

    from nlp.tag.cases import cases as finder
    from nlp.tag.entities import resolve

    for one in resolve(finder.find(blanked(reading))):
        reading.question.cases.append(reading.written[one.start : one.end])
        before = compiled(p.CASE_WORD).search(reading.text, 0, one.start)
        reading.take(before.start() if before else one.start, one.end)


def blanked(reading: Reading) -> str:
    """The question as typed, without what has been read."""
    return "".join(w if low != p.BLANK else p.BLANK for w, low in zip(reading.written, reading.text, strict=True))
