"""Reads a question in Danish or English into a :class:`Question`. No model is loaded."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from nlp.query.question import Question, QuestionError
from nlp.query.reading import (
    amounts,
    bodies,
    citations,
    compounds,
    manner,
    negation,
    part,
    parts_of_names,
    persons,
    places,
    spelling,
    times,
    voting,
)
from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.reading import Reading, listed
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
    if reading.has(*listed("pronouns")):
        reading.replace(p.PRONOUN_BETWEEN, "", group="between")
    rewrite(reading, "words", today)
    spelling.read(reading, known)
    compounds.read(reading, known)
    parts_of_names.years(reading)
    parts_of_names.times_read(reading)
    bodies.bodies_of_a_section(reading, known)
    citations.read(reading)
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
    part.matters(reading, known)
    bodies.councils_of_place(reading.question, known)
    return reading.question


def phrases(reading: Reading) -> None:
    """What stands in quotation marks is looked for as it is written."""
    if not reading.has(*'"“”„«»'):
        return
    reading.question.phrases += [match[1].strip() for match in reading.take_all(p.PHRASE) if match[1].strip()]


def point_number(reading: Reading) -> None:
    """ "punkt 12", "item 3"."""
    if reading.has_digits() and (found := reading.find(p.POINT_NUMBER)):
        reading.question.number = found[1]
        reading.take(*found.span())
