"""From a question to an expression of the full-text index: words, and marks of whom and what a point names.

Each term is quoted, so nothing that is typed is syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.labels import STANCES
from nlp.query.people_meant import people_with
from nlp.query.question import Question
from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.reading import listed
from nlp.query.reading.words_left import term_of
from nlp.resources import read_json
from nlp.store.archive.index import marks
from nlp.store.archive.index.keys import case_key, fold, law_key, name_key, words
from nlp.store.archive.index.terms import TERM


def expression(question: Question, known: Known) -> str:
    """The full-text expression: every word and mark must be there; each is quoted, so nothing in it is syntax."""
    terms = [any_quoted(group) for group in text_terms(question, known)]
    groups = [either(terms)] if question.any_word and terms else terms
    groups += [
        either(quoted(marks.person(letter, key)) for key in keys(known, name) for letter in "pa")
        for name in question.persons
    ]
    groups += [
        either(quoted(marks.person(letter, key)) for key in keys(known, name) for letter in "am")
        if name
        else either(quoted(letter + "·") + "*" for letter in "am")
        for name in question.absent
    ]
    groups += [either(quoted(one) for one in voter_marks(voter, side)) for voter, side in question.votes]
    laws = [either(quoted(one) for one in law_marks(law, section)) for law, section in question.laws]
    groups += [either(laws)] if question.any_law and laws else laws
    if question.cases:
        groups.append(either(quoted(marks.mark("c", case_key(case))) + "*" for case in question.cases))
    if question.kle:
        groups.append(either(quoted(marks.mark("k", code)) + "*" for code in question.kle))
    return " AND ".join(groups)


def title_terms(question: Question, known: Known) -> list[str]:
    """An expression for each word of the question, met by points with that word in the title."""
    return [any_quoted(group, marks.TITLE) for group in text_terms(question, known)]


def text_terms(question: Question, known: Known) -> list[tuple[str, ...]]:
    """The terms of each word asked for, any of which will do: "gl" is "gammel" too."""
    found: list[tuple[str, ...]] = []
    for typed in [*question.text, *question.phrases]:
        if years := re.fullmatch(p.YEAR_RANGE, typed):
            found += [(years[1],), (years[1][:2] + years[2][-2:], years[2][-2:])]
            continue
        for form in words(typed):
            pieces = TERM.findall(form)
            alike = (form, *listed("alike").get(form, ()))
            found += (
                [(one,) for one in pieces] if len(pieces) > 1 else [tuple(term_of(known, one) or one for one in alike)]
            )
    return list(dict.fromkeys(found))


def quoted(term: str) -> str:
    """A term as a phrase of FTS5."""
    return '"' + term.replace('"', '""') + '"'


def any_quoted(group: tuple[str, ...], before: str = "") -> str:
    """One term, or several in brackets."""
    terms = [quoted(before + term) for term in group]
    return terms[0] if len(terms) == 1 else either(terms)


def either(found: Iterable[str]) -> str:
    """ "(a OR b)"; what nothing has for none."""
    return "(" + (" OR ".join(dict.fromkeys(found)) or quoted("·")) + ")"


def keys(known: Known, name: str) -> list[str]:
    """Names of the people meant; the name itself for an unknown one."""
    return known.people(name) or people_with(known, name) or [name]


def voter_marks(voter: str, side: str) -> list[str]:
    """Under which a vote is found: somebody's, a party's by any of its letters, or a person's."""
    if side == "any":
        return [one for each in STANCES for one in voter_marks(voter, each)]
    if not voter:
        return [marks.mark("v", side)]
    letters: list[str] = read_json("parties.json")["other_letters"].get(voter.upper(), [voter])
    parties = [marks.mark("v", side, "party", fold(letter)) for letter in letters]
    return [*parties, marks.mark("v", side, "name", name_key(voter))]


def law_marks(law: str, section: str) -> list[str]:
    """Citations of the act by this name, or by any name of the same act in the register of names."""
    sections = marks.in_range(fold(section)) if section else ()
    if not law:
        return [marks.mark("s", one) for one in sections]
    return [marks.mark("l", key, *([one] if one else [])) for key in law_keys(law) for one in sections or ("",)]


def law_keys(law: str) -> list[str]:
    """The keys of the act's name as typed, and of the titles that the register of names has for it."""
    from nlp.tag.laws.register import names

    lowered = law.lower()
    titles = names().get(lowered) or names().get(lowered.removesuffix("en")) or ()
    return list(dict.fromkeys([law_key(law), *(marks.law_key_of_title(title) for title in titles)]))
