"""One self-contained web page of a document: no scripts, nothing fetched from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.record import Decision, Entity, LawValue, Point, Record, Section
from nlp.resources import PACKAGE
from nlp.show.danish import (
    WORDS,
    decision_names,
    entity_name,
    kroner,
    long_date,
    person_text,
    topic_names,
    value_text,
    votes_text,
)
from nlp.store.rows import largest_amount

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "page.html.j2"
SHOWN_ELSEWHERE = ("decision", "attachments", "absence")
LABEL_LETTERS = 14
"""Letters around a number or title that are its label: "Punkt", "Sagsnr.:", "Lukket punkt:"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``label`` and ``hint`` are set where it is an entity, ``link`` where a register has it."""

    text: str
    label: str = ""
    hint: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A section for display: its heading, its role and its paragraphs of pieces."""

    heading: str
    role: str
    paragraphs: list[list[Piece]]


def page(records: list[Record]) -> str:
    """The page of all meetings of a document, as HTML."""
    style, policy = styled(PACKAGE / "show" / "page.css")
    return environment().get_template(TEMPLATE).render(records=records, style=style, policy=policy)


def styled(file: Path) -> tuple[str, str]:
    """A style sheet to put into a page, and the content security policy that lets in nothing but it."""
    style = file.read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def environment(*folders: Path) -> Environment:
    """Templates of this folder and of others, with what they need to show points."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, PACKAGE / "show"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {
        "blocks": blocks,
        "pieces": pieces,
        "decision_pieces": decision_pieces,
        "topic_names": topic_names,
        "decision_names": decision_names,
        "entity_name": entity_name,
        "kroner": kroner,
        "largest_amount": largest_amount,
        "long_date": long_date,
        "person_text": person_text,
        "votes_text": votes_text,
        "words": WORDS,
    }
    made.globals.update(helpers)
    return made


def blocks(record: Record, point: Point) -> Iterator[Block]:
    """The text of a point in its sections; title, decisions and attachments are shown elsewhere."""
    at = point.span[0]
    for section in sorted(point.sections, key=lambda section: section.span):
        yield from _block(record, point, "", "other", (at, section.span[0]))
        at = max(at, section.span[1])
        if section.role not in SHOWN_ELSEWHERE:
            yield from _section(record, point, section)
    yield from _block(record, point, "", "other", (at, point.span[1]))


def _section(record: Record, point: Point, section: Section) -> Iterator[Block]:
    start, end = section.span
    heading = section.heading
    text = record.text[start:end]
    first, _, _ = text.partition("\n")
    if heading and heading.casefold() in first.casefold() and len(first) < len(heading) + 12:
        start += len(first)
    yield from _block(record, point, heading, section.role, (start, end))


def _block(record: Record, point: Point, heading: str, role: str, span: tuple[int, int]) -> Iterator[Block]:
    lines = _lines(record.text, span)
    paragraphs = [list(pieces(record, point, line)) for line in lines if not _is_head(record.text[slice(*line)], point)]
    if heading or paragraphs:
        yield Block(heading, role, paragraphs)


def _is_head(line: str, point: Point) -> bool:
    """Whether a line says only what is shown already: heading, facts, who is absent."""
    absent = {name for decision in point.decisions for name in decision.absent} | set(point.absent)
    shown = {point.number, point.case_number, point.document_number, point.title, *absent} - {None, ""}
    core = line.casefold()
    for text in sorted(map(str, shown), key=len, reverse=True):
        core = core.replace(text.casefold(), "")
    return core != line.casefold() and sum(character.isalnum() for character in core) <= LABEL_LETTERS


def _lines(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for line in text[slice(*span)].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def decision_pieces(record: Record, point: Point, decision: Decision) -> list[list[Piece]]:
    """The paragraphs of a decision's text with its entities."""
    start, end = decision.span
    if record.text[start:end].strip() != decision.text.strip():
        return [[Piece(line)] for line in decision.text.split("\n")]
    return [list(pieces(record, point, line)) for line in _lines(record.text, decision.span)]


def pieces(record: Record, point: Point, span: tuple[int, int]) -> Iterator[Piece]:
    """The text between two offsets, cut where entities begin and end."""
    at, stop = span
    for entity in sorted(point.entities, key=lambda entity: entity.span):
        start, end = entity.span
        if at <= start and end <= stop:
            if start > at:
                yield Piece(record.text[at:start])
            yield Piece(record.text[start:end], entity.label, _hint(entity), _link(entity))
            at = end
    if at < stop:
        yield Piece(record.text[at:stop])


def _hint(entity: Entity) -> str:
    value = value_text(entity)
    name = entity_name(entity.label)
    return f"{name}: {value}" if value else name


def _link(entity: Entity) -> str:
    """Where a statute stands at retsinformation.dk."""
    act = entity.value.resolved if isinstance(entity.value, LawValue) else None
    return act.eli or "" if act else ""
