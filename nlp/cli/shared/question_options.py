"""Options with which the parts of a question can be given; they win over its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.command import wanted_option
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.query.question import Question, Side
    from nlp.query.sql import Sort

Names = list[str]
Given = Names | None
"""Of an option that may be given several times; any of them will do."""
Words = Annotated[list[str] | None, typer.Argument(metavar="QUESTION...", help="The question, in Danish or English.")]


@dataclass(slots=True)
class Wanted:
    """What is asked for, as the options of one call give it."""

    topic: Annotated[
        Given, wanted_option("--topic", metavar="NAME", help="Topic, for example budget; several: any of them.")
    ] = None
    decision: Annotated[
        Given, wanted_option("--decision", metavar="NAME", help="Decision type, for example rejected.")
    ] = None
    municipality: Annotated[Given, wanted_option("--municipality", metavar="NAME", help="Municipality.")] = None
    body: Annotated[Given, wanted_option("--body", metavar="NAME", help="Deciding body.")] = None
    since: Annotated[
        str | None, wanted_option("--from", metavar="DATE", help="First day: 2020-03-17, 17.3.2020, 2020, 'sidste år'.")
    ] = None
    until: Annotated[str | None, wanted_option("--to", metavar="DATE", help="Last day.")] = None
    min_amount: Annotated[
        str | None, wanted_option("--min-amount", metavar="KR", help="Least amount: 1500000 or '1,5 mio'.")
    ] = None
    max_amount: Annotated[str | None, wanted_option("--max-amount", metavar="KR", help="Largest amount.")] = None
    person: Annotated[Given, wanted_option("--person", metavar="NAME", help="Somebody named in the point.")] = None
    absent: Annotated[Given, wanted_option("--absent", metavar="NAME", help="Somebody who was absent.")] = None
    present: Annotated[
        Given, wanted_option("--present", metavar="NAME", help="Somebody who was present at the meeting.")
    ] = None
    party: Annotated[Given, wanted_option("--party", metavar="NAME", help="Party that voted, with --vote: how.")] = None
    law: Annotated[
        Given, wanted_option("--law", metavar="CITATION", help="Statute, for example 'servicelovens § 85'.")
    ] = None
    case: Annotated[
        Given, wanted_option("--case", metavar="NUMBER", help="Case or document number, or its beginning.")
    ] = None
    kle: Annotated[
        Given,
        wanted_option(
            "--kle", metavar="CODE", help="KLE code or its beginning, for example 27.12; several: any of them."
        ),
    ] = None
    vote: Annotated[
        str | None, wanted_option("--vote", metavar="SIDE", help="for, against, abstained, any, or none.")
    ] = None
    text: Annotated[Given, wanted_option("--text", metavar="WORDS", help="Words that the point must have.")] = None
    closed: Annotated[bool | None, wanted_option("--closed/--open", help="Only closed, or only open, points.")] = None


def apply(wanted: Wanted, question: Question) -> None:
    """Put the options into the question, in place of what its words say; raises :class:`UsageError`."""
    if wanted.topic:
        question.topics = named("topics", wanted.topic, "topic")
    if wanted.decision:
        question.decisions = named("decision_types", wanted.decision, "decision type")
    lists = (("municipalities", wanted.municipality), ("bodies", wanted.body), ("persons", wanted.person),
             ("absent", wanted.absent), ("present", wanted.present), ("kle", wanted.kle), ("cases", wanted.case),
             ("text", wanted.text))  # fmt: skip
    for name, values in lists:
        if values:
            setattr(question, name, meant(values))
    apply_bounds(wanted, question)
    question.closed = wanted.closed if wanted.closed is not None else question.closed
    if wanted.law:
        question.laws = [law for citation in wanted.law for law in citation_of(citation)]
    apply_votes(wanted, question)
    check(question)


def apply_bounds(wanted: Wanted, question: Question) -> None:
    """Days and amounts."""
    from datetime import date

    from nlp.query.reading.amounts import parse_amount
    from nlp.query.reading.times import parse_day

    if wanted.since is not None:
        question.since = parse_day(wanted.since, date.today())
    if wanted.until is not None:
        question.until = parse_day(wanted.until, date.today(), last=True)
    if wanted.min_amount is not None:
        question.min_amount = parse_amount(wanted.min_amount)
    if wanted.max_amount is not None:
        question.max_amount = parse_amount(wanted.max_amount)


def apply_votes(wanted: Wanted, question: Question) -> None:
    """Who voted and how; with ``--vote`` a person is one who voted so, not one who is named."""
    side = None if wanted.vote is None else side_named(wanted.vote)
    if not (side or wanted.party):
        return
    question.votes = votes(wanted, side)
    if wanted.person and question.votes and not wanted.party:
        question.persons = []
    question.voted = {"any": True, "none": False}.get(side or "") if not question.votes else None


def meant(values: Names) -> Names:
    """The values that are not blank; raises :class:`UsageError` for one without a letter or digit, which any has."""
    given = [value for value in values if value.strip()]
    for value in given:
        if not any(map(str.isalnum, value)):
            raise UsageError(f"'{value[:40]}' has no letter or digit to look for")
    return given


def named(kind: str, words: Names, what: str) -> Names:
    """Labels from what was typed for them; raises :class:`UsageError` for what names none."""
    from nlp.query.reading.label_names import labels_named
    from nlp.resources import label_names

    found = [(one, labels_named(kind, one)) for one in words]
    if unknown := [one for one, labels in found if not labels]:
        raise UsageError(f"'{unknown[0][:40]}' is no {what}; choose from {', '.join(label_names(kind))}")
    return [label for _, labels in found for label in labels]


def citation_of(citation: str) -> list[tuple[str, str]]:
    """Statutes and sections of a citation; one that is not understood stands for a statute of that name."""
    from nlp.query.reading.understand import understand

    if not any(letter.isalnum() for letter in citation):
        raise UsageError(f"'{citation[:40]}' names no statute; write for example 'servicelovens § 85'")
    return understand(citation).laws or [(citation.lower(), "")]


def votes(wanted: Wanted, vote: str | None) -> list[tuple[str, Side]]:
    """Who voted and how, as a question has it: ("", side) for anybody; ``vote`` is what ``--vote`` names."""
    from nlp.labels import STANCES
    from nlp.query.reading.persons import party

    side: Side = next((one for one in STANCES if one == vote), "any")
    if vote == "none":
        if wanted.party:
            raise UsageError("--party asks for votes and --vote none for points without; leave out one of them")
        return []
    if wanted.party:
        return [(party(name) or party(name.upper()) or name, side) for name in wanted.party]
    if wanted.person and vote:
        return [(name, side) for name in wanted.person]
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
    from nlp.query.reading.reading import listed

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
