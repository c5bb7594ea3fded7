"""Where a question has no answer: which part left nothing, and the nearest question that has hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.query.question import Question
from nlp.query.telling import Telling

if TYPE_CHECKING:
    from nlp.query.search import Finder

LOOSEST = ("since", "until", "min_amount", "max_amount", "decisions", "voted", "closed", "exclude", "votes", "topics")
"""What is given up before places, people and laws, in this order; words before all of them."""
SHOWN = 3
"""Ways out that are told."""

Way = tuple[str, Question, int]


def nearest(finder: Finder, question: Question) -> tuple[str, Question | None]:
    """What to tell where nothing was found, and the question to answer instead, if any has hits."""
    telling = Telling(question.language)
    parts = list(singles(question))
    if len(parts) == 1:
        return telling.say("nothing_for", part=told(telling, question, parts[0])), None
    useless = [part for part in parts if not finder.count(only(question, part))]
    ways = [way for part in parts if (way := without(finder, telling, question, part))]
    if len(useless) == 1:
        part = told(telling, question, useless[0])
        way = without(finder, telling, question, useless[0])
        left = telling.say("without_it", points=telling.counted(way[2])) if way else ""
        return telling.say("nothing_for", part=part) + left, way[1] if way else None
    if ways:
        said = "; ".join(
            telling.say("without", part=name, points=telling.counted(count)) for name, _, count in ways[:SHOWN]
        )
        return f"{telling.say('not_all')}; {said}", ways[0][1]
    if loose := one_word(finder, question):
        count = finder.count(loose)
        return f"{telling.say('not_all')}; " + telling.say("one_word", points=telling.counted(count)), loose
    return telling.say("ask_less"), None


def singles(question: Question) -> Iterator[tuple[str, str | None]]:
    """The parts that can be given up: each word by itself, dates together, every other condition whole."""
    for word in question.text if len(question.text) > 1 else ():
        yield "text", word
    names = question.conditions()
    for name in sorted(names, key=lambda one: LOOSEST.index(one) if one in LOOSEST else len(LOOSEST)):
        if not (name == "text" and len(question.text) > 1) and not (name == "until" and question.since):
            yield name, None


def only(question: Question, part: tuple[str, str | None]) -> Question:
    """Nothing but this part."""
    name, word = part
    made = Question(**{name: [word] if word else getattr(question, name)}, language=question.language)
    if name == "since":
        made.until = question.until
    return made


def given_up(question: Question, part: tuple[str, str | None]) -> Question:
    name, word = part
    if word:
        return replace(question, text=[one for one in question.text if one != word])
    less = question.without(name)
    return less.without("until") if name == "since" else less


def without(finder: Finder, telling: Telling, question: Question, part: tuple[str, str | None]) -> Way | None:
    less = given_up(question, part)
    count = 0 if less.is_empty() or not less.conditions() else finder.count(less)
    return (told(telling, question, part), less, count) if count else None


def told(telling: Telling, question: Question, part: tuple[str, str | None]) -> str:
    name = part[0]
    said = telling.part(only(question, part), name)
    return f"{said} {telling.part(question, 'until')}" if name == "since" and question.until else said


def one_word(finder: Finder, question: Question) -> Question | None:
    """The question with any of its words in place of all, where that finds something."""
    if len(question.text) < 2:
        return None
    loose = replace(question, any_word=True)
    return loose if finder.count(loose) else None
