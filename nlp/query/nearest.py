"""Where a question has no answer: which part left nothing, and the nearest question that has hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nlp.query.people_meant import nearest_people
from nlp.query.question import Question
from nlp.query.reading.known import Known
from nlp.query.reading.words_left import halves
from nlp.query.telling import Telling
from nlp.store.archive.index.keys import fold

if TYPE_CHECKING:
    from nlp.query.search import Finder

LOOSEST = (
    "since",
    "until",
    "min_amount",
    "max_amount",
    "decisions",
    "tally",
    "margin",
    "voted",
    "closed",
    "exclude",
    "votes",
    "topics",
    "bodies",
)
"""What is given up before places, people and laws, in this order; words before all of them."""
SHOWN = 3
"""Ways out that are told."""

Part = tuple[str, str | None]
"""A condition, or one of its words."""
Way = tuple[str, Question, int]


def nearest(finder: Finder, question: Question, telling: Telling) -> tuple[str, Question | None]:
    """What to tell where nothing was found, and the question to answer instead, if any has hits."""
    if not finder.db.execute("SELECT 1 FROM point LIMIT 1").fetchone():
        return telling.say("empty_archive", archive=finder.path), None
    parts = list(singles(question))
    useless = [part for part in parts if not finder.count(only(question, part))]
    if useless:
        return without_useless(finder, question, telling, parts, useless)
    if ways := [way for part in parts if (way := without(finder, telling, question, part))]:
        said = "; ".join(
            telling.say("without", part=name, points=telling.counted(count)) for name, _, count in ways[:SHOWN]
        )
        return f"{telling.say('not_all')}; {said}", ways[0][1]
    if loose := one_word(finder, question):
        count = finder.count(loose)
        return f"{telling.say('not_all')}; " + telling.say("one_word", points=telling.counted(count)), loose
    return telling.say("ask_less"), None


def without_useless(
    finder: Finder, question: Question, telling: Telling, parts: list[Part], useless: list[Part]
) -> tuple[str, Question | None]:
    """Name what nothing has; a compound is tried in its parts, else the question without it."""
    said = telling.say("nothing_for", part=", ".join(told(telling, question, part) for part in useless))
    said += meant(finder, question, telling, {name for name, _ in useless})
    said += days_of_archive(finder, telling) if {"since", "until"} & {name for name, _ in useless} else ""
    if apart := in_parts(finder, question, [word for _, word in useless if word] or question.text):
        points = telling.counted(finder.count(apart))
        return f"{said}; {telling.say('as_parts', words=' '.join(apart.text), points=points)}", apart
    if len(parts) == len(useless):
        return said, None
    less = question
    for part in useless:
        less = given_up(less, part)
    if count := finder.count(less):
        return said + telling.say("without_it", points=telling.counted(count)), less
    more, nearer = nearest(finder, less, telling)
    return f"{said}; {more}", nearer


def meant(finder: Finder, question: Question, telling: Telling, useless: set[str]) -> str:
    """The nearest names of people whom nothing names."""
    typed = [name for kind in ("persons", "absent", "present") if kind in useless for name in getattr(question, kind)]
    names = [near for name in typed for near in nearest_people(Known(finder.db), name, SHOWN)]
    return telling.say("near_names", names=", ".join(dict.fromkeys(names))) if names else ""


def days_of_archive(finder: Finder, telling: Telling) -> str:
    """From when to when there are meetings, where a question asks for other days."""
    first, last = finder.db.execute("SELECT min(date), max(date) FROM meeting").fetchone()
    return telling.say("days_of_archive", first=first, last=last) if first else ""


def in_parts(finder: Finder, question: Question, useless: list[str]) -> Question | None:
    """The question with its unknown compounds in two ("skolelukninger": "skole", "lukninger"), if that has hits."""
    known = Known(finder.db)
    pieces = {word: halves(known, fold(word)) for word in useless if word in question.text}
    if not any(pieces.values()):
        return None
    text = [piece for word in question.text for piece in (pieces.get(word) or [word])]
    apart = replace(question, text=text)
    return apart if finder.count(apart) else None


def singles(question: Question) -> Iterator[Part]:
    """The parts that can be given up: each word by itself, dates together, every other condition whole."""
    for word in question.text if len(question.text) > 1 else ():
        yield "text", word
    names = question.conditions()
    for name in sorted(names, key=lambda one: LOOSEST.index(one) if one in LOOSEST else len(LOOSEST)):
        if not (name == "text" and len(question.text) > 1) and not (name == "until" and question.since):
            yield name, None


def only(question: Question, part: Part) -> Question:
    """Nothing but this part."""
    name, word = part
    given: dict[str, Any] = {name: [word] if word else getattr(question, name)}
    made = Question(**given, language=question.language)
    if name == "since":
        made.until = question.until
    return made


def given_up(question: Question, part: Part) -> Question:
    """The question without a part."""
    name, word = part
    if word:
        return replace(question, text=[one for one in question.text if one != word])
    less = question.without(name)
    return less.without("until") if name == "since" else less


def without(finder: Finder, telling: Telling, question: Question, part: Part) -> Way | None:
    """The part in words, the question without it and how many points answer that; None where none does."""
    less = given_up(question, part)
    count = 0 if less.is_empty() or not less.conditions() else finder.count(less)
    return (told(telling, question, part), less, count) if count else None


def told(telling: Telling, question: Question, part: Part) -> str:
    """The part in words, "from" and "to" together."""
    name = part[0]
    said = telling.part(only(question, part), name)
    return f"{said} {telling.part(question, 'until')}" if name == "since" and question.until else said


def one_word(finder: Finder, question: Question) -> Question | None:
    """The question with any of its words in place of all, where that finds something."""
    if len(question.text) < 2:
        return None
    loose = replace(question, any_word=True)
    return loose if finder.count(loose) else None
