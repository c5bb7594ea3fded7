"""One flat row a point: the one place where the columns of CSV and Parquet are defined."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import get_type_hints

from nlp.record import Label, MoneyValue, Point, Record, VoteSide

ColumnType = str | int | float | bool | date | list[str] | None


class RowWriter(ABC):
    """A writer of rows, which reads the records that come as lines of JSON."""

    @abstractmethod
    def write(self, record: Record) -> None:
        """Write the rows of a record."""

    def write_line(self, line: bytes) -> None:
        self.write(Record.model_validate_json(line))


@dataclass(frozen=True, slots=True)
class Row:
    """A point with its meeting. Lists hold several values; None is unknown.

    ``decision`` is the text of the deciding body's decision, ``largest_amount`` the amount in kroner
    that is furthest from zero (the upper end of a range), ``persons`` to ``cases`` count entities.
    """

    municipality: str | None
    body: str | None
    date: date | None
    number: str | None
    title: str
    marker: str | None
    case_number: str | None
    document_number: str | None
    kle: str | None
    closed: bool
    topics: list[str]
    topic_scores: list[float]
    decision_types: list[str]
    decision_type_scores: list[float]
    uncertain: bool
    vote: bool
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    decision: str
    decisions: int
    absent: list[str]
    attachments: list[str]
    largest_amount: float | None
    persons: int
    orgs: int
    locs: int
    dates: int
    amounts: int
    laws: int
    cases: int
    page: int | None
    start: int
    end: int
    kind: str
    path: str
    format: str
    status: str


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Row))
TYPES: dict[str, object] = get_type_hints(Row)


def rows(record: Record) -> Iterator[Row]:
    """The rows of a meeting, in the order of its points."""
    for point in record.points:
        yield _row(record, point)


def _row(record: Record, point: Point) -> Row:
    meeting, source = record.meeting, record.source
    last = point.decisions[-1] if point.decisions else None
    counts = Counter(entity.label for entity in point.entities)
    return Row(
        municipality=meeting.municipality,
        body=meeting.body,
        date=date.fromisoformat(meeting.date) if meeting.date else None,
        number=point.number,
        title=point.title,
        marker=point.marker,
        case_number=point.case_number,
        document_number=point.document_number,
        kle=point.kle,
        closed=point.closed,
        topics=_names(point.topics),
        topic_scores=_scores(point.topics),
        decision_types=_names(point.decision_types),
        decision_type_scores=_scores(point.decision_types),
        uncertain=point.uncertain,
        vote=point.vote,
        votes_for=_votes(last.votes.for_) if last else None,
        votes_against=_votes(last.votes.against) if last else None,
        votes_abstained=_votes(last.votes.abstained) if last else None,
        decision=last.text if last else "",
        decisions=len(point.decisions),
        absent=point.absent,
        attachments=[attachment.title for attachment in point.attachments],
        largest_amount=largest_amount(point),
        persons=counts["PERSON"],
        orgs=counts["ORG"],
        locs=counts["LOC"],
        dates=counts["DATE"],
        amounts=counts["MONEY"],
        laws=counts["LAW"],
        cases=counts["CASE"],
        page=point.page,
        start=point.span[0],
        end=point.span[1],
        kind=meeting.kind,
        path=source.path,
        format=source.format,
        status=source.status,
    )


def largest_amount(point: Point) -> float | None:
    """The amount furthest from zero among the point's MONEY entities, in kroner."""
    return max(amounts(point), key=abs, default=None)


def amounts(point: Point) -> list[float]:
    """The amounts of the point's MONEY entities, in kroner; of a range its upper end."""
    values = [entity.value for entity in point.entities if isinstance(entity.value, MoneyValue)]
    found = [value.max if value.amount is None else value.amount for value in values]
    return [amount for amount in found if amount is not None]


def _names(labels: list[Label]) -> list[str]:
    return [label.label for label in labels]


def _scores(labels: list[Label]) -> list[float]:
    return [label.score for label in labels]


def _votes(side: VoteSide) -> int | None:
    """How many voted so: as counted in the text, else as many as it names."""
    return side.count if side.count is not None else len(side.names) or None
