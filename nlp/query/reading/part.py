"""Reads a stretch of a question as a question of its own: what an exception excepts, what "ikke" denies."""

from __future__ import annotations

from nlp.query.question import Question
from nlp.query.reading import bodies, labels, persons, places, voting, words_left
from nlp.query.reading.known import Known
from nlp.query.reading.reading import Reading


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


def matters(reading: Reading, known: Known) -> None:
    """What points are about: decisions, topics, then the words that are left."""
    labels.decisions(reading, known)
    labels.topics(reading, known)
    words_left.read(reading, known)
