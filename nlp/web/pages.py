"""What the pages of the archive show: the answer to a question with its facets, and one point."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from nlp.errors import UsageError
from nlp.query.counts import By, counts
from nlp.query.question import Question, QuestionError
from nlp.query.reading.label_names import labels_named
from nlp.query.reading.times import parse_day
from nlp.query.search import Finder, Findings
from nlp.query.sql import Sort
from nlp.query.telling import Telling
from nlp.record import Point, Record
from nlp.resources import label_names
from nlp.store.archive.inputs import file_of
from nlp.store.archive.records import stored

DANISH = Telling("da", labels=False)
PAGE = 20
"""Hits of a page."""
FEW = 12
"""Values of a facet that are shown."""
FACETS: dict[By, str] = {"topic": "Emne", "decision": "Beslutning", "body": "Udvalg", "year": "År"}
"""What narrows an answer, by the name of its parameter."""
LABELS = {"topic": "topics", "decision": "decision_types"}
SEVERAL: tuple[str, ...] = tuple(FACETS)
DAYS = ("from", "to")
ONCE = (*DAYS, "sort", "page")
SORTS: dict[str, str] = {
    "relevance": "Bedste først",
    "newest": "Nyeste",
    "oldest": "Ældste",
    "amount": "Største beløb",
    "smallest": "Mindste beløb",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its name, how many points have it, and the address that adds or takes it away."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(slots=True)
class Page:
    """An answer as it is shown; ``error`` says what is wrong with the question, ``unused`` what had no effect."""

    asked: str
    sort: str
    chosen: list[tuple[str, str]] = field(default_factory=list)
    understood: str = ""
    nearest: str = ""
    answer: Findings | None = None
    facets: list[tuple[str, list[Value]]] = field(default_factory=list)
    earlier: str = ""
    later: str = ""
    first: int = 1
    unused: list[str] = field(default_factory=list)
    error: str = ""


def search(finder: Finder, given: Mapping[str, Sequence[str]], today: date | None = None) -> Page:
    """The page for the address' parameters: ``q``, :data:`SEVERAL` any number of times, and :data:`ONCE`."""
    made, number = asked_for(given), page_number(given)
    made.first = (number - 1) * PAGE + 1
    try:
        question = asked_of(finder, made, today or date.today())
        order: Sort | None = None if made.sort == "relevance" else made.sort  # type: ignore[assignment]
        limit = question.limit or PAGE
        made.answer = finder.find(question, limit=limit, offset=made.first - 1, sort=order, telling=DANISH)
    except UsageError as error:
        made.error = getattr(error, "danish", str(error))
        return made
    made.understood = DANISH.describe(question) if made.asked or any(name in DAYS for name, _ in made.chosen) else ""
    if made.sort == "relevance" and question.order:
        made.sort = question.order
    made.facets = [(title, values(finder, by, question, made)) for by, title in FACETS.items()]
    if number > 1:
        made.earlier = address(made, number=number - 1)
    if instead := made.answer.nearest:
        made.nearest = DANISH.describe(instead.question)
    if made.first - 1 + PAGE < made.answer.total and not question.limit:
        made.later = address(made, number=number + 1)
    return made


def asked_for(given: Mapping[str, Sequence[str]]) -> Page:
    """The page as the parameters ask for it, without an answer."""
    asked = " ".join(" ".join(given.get("q", ())).split())
    sort = (list(given.get("sort", ())) or ["relevance"])[0]
    chosen = [(name, canonical(name, value)) for name in SEVERAL for value in given.get(name, ())]
    chosen += [(name, given[name][0]) for name in DAYS if given.get(name)]
    return Page(asked, sort if sort in SORTS else "relevance", chosen, unused=unused(given))


def asked_of(finder: Finder, page: Page, today: date) -> Question:
    """The question of a page, told in Danish; where it asks for nothing, all points that have a date.

    Raises :class:`UsageError` for one that cannot be read.
    """
    question = finder.read(page.asked, today) if page.asked else Question()
    question = narrowed(question, page.chosen, today)
    question.language = "da"
    if question.is_empty():
        question.since = "0001-01-01"
    return question


def canonical(name: str, value: str) -> str:
    """The label that a facet's value names: "skole" is school; other values stay."""
    try:
        labels = labels_named(LABELS[name], value) if name in LABELS else []
    except QuestionError:
        labels = []
    return labels[0] if len(labels) == 1 else value


def unused(given: Mapping[str, Sequence[str]]) -> list[str]:
    """The parameters that have no effect, as "name=value"."""
    allowed: dict[str, Callable[[str], bool]] = {
        "sort": lambda value: value in SORTS,
        "page": lambda value: value.isascii() and value.isdigit(),
        "year": lambda value: value.isascii() and value.isdigit() and len(value) == 4,
    }
    known = ("q", *SEVERAL, *ONCE)
    pairs = [(name, at, value) for name, values in given.items() for at, value in enumerate(values)]
    return [
        f"{name}={value}"[:60]
        for name, at, value in pairs
        if name not in known or (name in ONCE and at) or not allowed.get(name, bool)(value)
    ]


def page_number(given: Mapping[str, Sequence[str]]) -> int:
    """The page asked for, from 1; 1 for what is no number."""
    typed = (list(given.get("page", ())) or ["1"])[0]
    return min(max(1, int(typed)), 100_000) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def narrowed(question: Question, chosen: list[tuple[str, str]], today: date) -> Question:
    """The question with the values of facets and the days that were chosen; they win over its words.

    Raises :class:`QuestionError` for days that are none.
    """
    picked: dict[str, list[str]] = {}
    for name, value in chosen:
        picked.setdefault(name, []).append(value)
    if "topic" in picked:
        question.topics = picked["topic"]
    if "decision" in picked:
        question.decisions = picked["decision"]
    if "body" in picked:
        question.bodies = picked["body"]
    if years := [value for value in picked.get("year", ()) if value.isascii() and value.isdigit() and len(value) == 4]:
        question.since, question.until = f"{min(years)}-01-01", f"{max(years)}-12-31"
    if "from" in picked:
        question.since = parse_day(picked["from"][0], today)
    if "to" in picked:
        question.until = parse_day(picked["to"][0], today, last=True)
    if question.since and question.until and question.since > question.until:
        raise QuestionError(
            f"the first day {question.since} is after the last {question.until}; swap them",
            f"den første dag {question.since} er efter den sidste {question.until}; byt dem om",
        )
    return question


def values(finder: Finder, by: By, question: Question, page: Page) -> list[Value]:
    """A facet's values, those chosen first, then the commonest (of years the newest)."""
    found = counts(finder, by, question)
    if by == "year":
        found = [one for one in reversed(found) if one[0].isdigit()]
    names = label_names(LABELS[by]) if by in LABELS else {}
    made = []
    for value, count in found:
        pair = (str(by), value)
        chosen = pair in page.chosen
        rest = [one for one in page.chosen if one != pair]
        made.append(Value(names.get(value, value), count, address(page, [*rest, *([] if chosen else [pair])]), chosen))
    made.sort(key=lambda one: not one.chosen)
    return made[:FEW]


def address(page: Page, chosen: list[tuple[str, str]] | None = None, number: int = 1) -> str:
    """The address of this page with other facets, or another number."""
    given = [("q", page.asked)] if page.asked else []
    given += page.chosen if chosen is None else chosen
    given += [("sort", page.sort)] if page.sort != "relevance" else []
    given += [("page", str(number))] if number > 1 else []
    return "/?" + urlencode(given)


@dataclass(frozen=True, slots=True)
class Shown:
    """A point as it is shown: a record of that point alone, and where its source is."""

    number: int
    record: Record
    point: Point
    corrected: bool
    source: str
    print: str
    """Address of the page of the PDF; empty where there is none on this machine."""


def point(finder: Finder, number: int) -> Shown:
    """Raises :class:`UsageError` for a number that is not in the archive."""
    asked = "SELECT document_id, corrected FROM point WHERE id = ?"
    found = finder.db.execute(asked, (number,)).fetchone()
    if not found:
        raise UsageError(f"der er intet punkt {number}")
    document, corrected = found
    one, _ = stored.point(finder.db, number)
    record = stored.record(finder.db, document)
    record.points = [one]
    try:
        place = f"/print/{document}#page={one.page}" if one.page and pdf(finder, document) else ""
    except UsageError:
        place = ""
    return Shown(number, record, one, bool(corrected), record.source.path, place)


def pdf(finder: Finder, document: int) -> Path:
    """The PDF of a document; raises :class:`UsageError` where it is not on this machine as it was indexed."""
    found = finder.db.execute("SELECT path, sha256, format FROM document WHERE id = ?", (document,)).fetchone()
    if not found:
        raise UsageError(f"der er intet dokument {document}")
    name, digest, kind = found
    path = file_of(name)
    if kind != "pdf":
        raise UsageError(f"{path} er ikke en PDF og kan ikke vises her; dens punkter findes i arkivet")
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        raise UsageError(f"{path} er ikke på denne maskine") from None
    if not same:
        raise UsageError(
            f"{path} er ændret, siden den blev lagt i arkivet; læg den i igen med: referat index"
        ) from None
    return path


def as_json(page: Page) -> dict[str, Any]:
    """The answer as ``referat find --format json`` writes it, with its facets."""
    if page.answer is None:
        return {"error": page.error}
    facets = {title: [{"name": one.name, "points": one.count} for one in found] for title, found in page.facets}
    return page.answer.as_dict() | {"facets": facets} | ({"unused": page.unused} if page.unused else {})
