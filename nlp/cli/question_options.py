"""Options with which the parts of a question can be given; they win over its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.command import wanted_option
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.query.question import Question, Side
    from nlp.query.sql import Sort

ArchivePath = Annotated[
    Path, typer.Option("--archive", "-a", metavar="FILE", envvar="REFERAT_ARCHIVE", help="The archive file.")
]
Names = list[str]


class Form(StrEnum):
    """Forms of output."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


Words = Annotated[list[str] | None, typer.Argument(metavar="QUESTION...", help="The question, in Danish or English.")]
Topic = Annotated[
    Names | None,
    wanted_option("--topic", metavar="NAME", help="Topic, for example budget; several: any of them."),
]
Decision = Annotated[
    Names | None,
    wanted_option("--decision", metavar="NAME", help="Decision type, for example rejected."),
]
OfMunicipality = Annotated[Names | None, wanted_option("--municipality", metavar="NAME", help="Municipality.")]
OfBody = Annotated[Names | None, wanted_option("--body", metavar="NAME", help="Deciding body.")]
Since = Annotated[
    str | None,
    wanted_option("--from", metavar="DATE", help="First day: 2020-03-17, 17.3.2020, 2020, 'sidste år'."),
]
Until = Annotated[str | None, wanted_option("--to", metavar="DATE", help="Last day.")]
MinAmount = Annotated[
    str | None,
    wanted_option("--min-amount", metavar="KR", help="Least amount: 1500000 or '1,5 mio'."),
]
MaxAmount = Annotated[str | None, wanted_option("--max-amount", metavar="KR", help="Largest amount.")]
Person = Annotated[Names | None, wanted_option("--person", metavar="NAME", help="Somebody named in the point.")]
Absent = Annotated[Names | None, wanted_option("--absent", metavar="NAME", help="Somebody who was absent.")]
Present = Annotated[
    Names | None, wanted_option("--present", metavar="NAME", help="Somebody who was present at the meeting.")
]
Party = Annotated[
    Names | None,
    wanted_option("--party", metavar="NAME", help="Party that voted, with --vote: how."),
]
Law = Annotated[
    Names | None,
    wanted_option("--law", metavar="CITATION", help="Statute, for example 'servicelovens § 85'."),
]
Case = Annotated[
    Names | None,
    wanted_option("--case", metavar="NUMBER", help="Case or document number, or its beginning."),
]
Kle = Annotated[
    Names | None,
    wanted_option("--kle", metavar="CODE", help="KLE code or its beginning, for example 27.12; several: any of them."),
]
Vote = Annotated[
    str | None,
    wanted_option("--vote", metavar="SIDE", help="for, against, abstained, any, or none."),
]
Text = Annotated[
    Names | None,
    wanted_option("--text", metavar="WORDS", help="Words that the point must have."),
]
Closed = Annotated[bool | None, wanted_option("--closed/--open", help="Only closed, or only open, points.")]


@dataclass(slots=True)
class Given:
    """The options of one call."""

    topic: Names | None = None
    decision: Names | None = None
    municipality: Names | None = None
    body: Names | None = None
    since: str | None = None
    until: str | None = None
    min_amount: str | None = None
    max_amount: str | None = None
    person: Names | None = None
    absent: Names | None = None
    present: Names | None = None
    party: Names | None = None
    law: Names | None = None
    case: Names | None = None
    kle: Names | None = None
    vote: str | None = None
    text: Names | None = None
    closed: bool | None = None


def apply(given: Given, question: Question) -> None:
    """Put the options into the question, in place of what its words say; raises :class:`UsageError`."""
    from datetime import date

    from nlp.query.amounts import parse_amount
    from nlp.query.times import parse_day

    labels(given, question)
    lists = (("municipalities", given.municipality), ("bodies", given.body), ("persons", given.person),
             ("absent", given.absent), ("present", given.present), ("kle", given.kle), ("cases", given.case),
             ("text", given.text))  # fmt: skip
    for name, values in lists:
        if values:
            setattr(question, name, [value for value in values if value.strip()])
    if given.since is not None:
        question.since = parse_day(given.since, date.today())
    if given.until is not None:
        question.until = parse_day(given.until, date.today(), last=True)
    if given.min_amount is not None:
        question.min_amount = parse_amount(given.min_amount)
    if given.max_amount is not None:
        question.max_amount = parse_amount(given.max_amount)
    question.closed = given.closed if given.closed is not None else question.closed
    if given.law:
        question.laws = [law for citation in given.law for law in citation_of(citation)]
    if given.vote is not None:
        given.vote = side_named(given.vote)
    if given.vote or given.party:
        question.votes = votes(given)
        if given.person and question.votes and not given.party:
            question.persons = []
        question.voted = {"any": True, "none": False}.get(given.vote or "") if not question.votes else None
    check(question)


def labels(given: Given, question: Question) -> None:
    if given.topic:
        question.topics = named("topics", given.topic, "topic")
    if given.decision:
        question.decisions = named("decision_types", given.decision, "decision type")


def named(kind: str, words: Names, what: str) -> Names:
    """Labels from what was typed for them; raises :class:`UsageError` for what names none."""
    from nlp.query.labelling import labels_named
    from nlp.resources import label_names

    found = [(one, labels_named(kind, one)) for one in words]
    if unknown := [one for one, labels in found if not labels]:
        raise UsageError(f"'{unknown[0][:40]}' is no {what}; choose from {', '.join(label_names(kind))}")
    return [label for _, labels in found for label in labels]


def citation_of(citation: str) -> list[tuple[str, str]]:
    from nlp.query.understand import understand

    if not any(letter.isalnum() for letter in citation):
        raise UsageError(f"'{citation[:40]}' names no statute; write for example 'servicelovens § 85'")
    return understand(citation).laws or [(citation.lower(), "")]


def votes(given: Given) -> list[tuple[str, Side]]:
    from nlp.query.persons import party
    from nlp.query.voting import SIDES

    side: Side = next((one for one in SIDES if one == given.vote), "any")
    if given.vote == "none":
        if given.party:
            raise UsageError("--party asks for votes and --vote none for points without; leave out one of them")
        return []
    if given.party:
        return [(party(name) or party(name.upper()) or name, side) for name in given.party]
    if given.person and given.vote:
        return [(name, side) for name in given.person]
    return [("", side)] if side != "any" else []


def side_named(typed: str) -> str:
    """ "imod", "Against", "blankt" and the like in the words of ``--vote``; raises :class:`UsageError`."""
    return chosen("sides", typed, "way to vote")


def order_named(typed: str) -> Sort:
    """ "newest", "nyeste", "beløb" and the like in the words of ``--sort``; raises :class:`UsageError`."""
    named: Sort = chosen("orders", typed, "order")  # type: ignore[assignment]
    return named


def chosen(kind: str, typed: str, what: str) -> str:
    """A value by one of its names in ``phrases.json``; raises :class:`UsageError`."""
    from nlp.query.reading import listed

    names: dict[str, str] = listed(kind)
    if value := names.get(" ".join(typed.casefold().split())):
        return value
    raise UsageError(f"'{typed[:40]}' is no {what}; choose from {', '.join(dict.fromkeys(names.values()))}")


def check(question: Question) -> None:
    """Refuse what can have no answer."""
    if question.since and question.until and question.since > question.until:
        raise UsageError(f"the first day {question.since} is after the last {question.until}; swap --from and --to")
    if (
        question.min_amount is not None
        and question.max_amount is not None
        and question.min_amount > question.max_amount
    ):
        raise UsageError("the least amount is larger than the largest; swap --min-amount and --max-amount")
