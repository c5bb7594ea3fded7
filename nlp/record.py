"""The record of a meeting: the one definition from which schema, tables and columns derive.

All spans are ``(start, end)`` character offsets into :attr:`Record.text`, end exclusive.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Span = Annotated[tuple[int, int], Field(description="[start, end) character offsets into text")]
SourceStatus = Literal["ok", "partial", "failed"]
MeetingKind = Literal["minutes", "agenda"]
AttendanceKind = Literal["present", "absent", "arrived_late", "left_early", "substitute"]
SectionRole = Literal[
    "summary",
    "background",
    "assessment",
    "proposal",
    "decision",
    "economy",
    "law",
    "hearing",
    "history",
    "attachments",
    "absence",
    "procedure",
    "communication",
    "schedule",
    "other",
]
EntityLabel = Literal["PERSON", "ORG", "LOC", "DATE", "MONEY", "LAW", "CASE"]


class Model(BaseModel):
    """Base of all parts of a record: unknown fields are errors, aliases are what is written."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Source(Model):
    """Where a record was read from and how well that went."""

    path: str
    sha256: str
    format: str
    status: SourceStatus = "ok"
    warnings: list[str] = []


class ModelInfo(Model):
    """The pipeline that made a record."""

    name: str
    version: str
    fingerprint: str | None = Field(default=None, description="of the model's files; two models never share one")


class Participant(Model):
    """A person named in the head of the meeting."""

    name: str
    attendance: AttendanceKind = "present"
    party: str | None = None
    role: str | None = None
    span: Span


class Meeting(Model):
    """What the head of the document says of the meeting."""

    municipality: str | None = None
    body: str | None = None
    kind: MeetingKind = "minutes"
    date: str | None = Field(default=None, description="ISO date")
    start_time: str | None = Field(default=None, description="HH:MM")
    end_time: str | None = Field(default=None, description="HH:MM")
    place: str | None = None
    participants: list[Participant] = []


class Label(Model):
    """A label that the model asserts, with its calibrated probability."""

    label: str
    score: Annotated[float, Field(ge=0, le=1)]


class VoteSide(Model):
    """Those who voted one way: how many, and who where the text names them."""

    count: int | None = None
    names: list[str] = []
    parties: list[str] = []


class Votes(Model):
    """The votes recorded in one decision."""

    for_: VoteSide = Field(default_factory=VoteSide, alias="for")
    against: VoteSide = Field(default_factory=VoteSide)
    abstained: VoteSide = Field(default_factory=VoteSide)


class Decision(Model):
    """One decision recorded in a point; absence lines are not part of its text."""

    body: str | None = None
    date: str | None = None
    text: str = ""
    span: Span
    types: list[Label] = []
    votes: Votes = Field(default_factory=Votes)
    absent: list[str] = []


class Section(Model):
    """A headed part of a point; the span runs from its heading to the end of its text."""

    heading: str
    role: SectionRole = "other"
    span: Span


class Attachment(Model):
    """An attachment that the point lists; the span is that of its title."""

    title: str
    span: Span


class DateValue(Model):
    """First and last day of a calendar expression, null where the document cannot tell."""

    start: str | None = None
    end: str | None = None
    text: str | None = Field(default=None, description="EDTF where it can say it")


class MoneyValue(Model):
    """An amount in kroner: either ``amount`` or a range ``min`` to ``max``."""

    amount: float | None = None
    min: float | None = None
    max: float | None = None
    currency: str = "DKK"


class Provision(Model):
    """One provision of a citation, each part as a number with its letter ("85 a"), null where it is not cited."""

    chapter: str | None = None
    section: str | None = None
    subsection: str | None = None
    item: str | None = None


class ResolvedLaw(Model):
    """The act in the register of statutes that a citation means on the meeting's date."""

    title: str
    number: int
    year: int
    eli: str | None = None
    via: Literal["name", "number", "context"]


class LawValue(Model):
    """A citation: the act by name, null where only a number is cited, its provisions, and the act in the register."""

    law: str | None = None
    provisions: list[Provision] = []
    resolved: ResolvedLaw | None = None


class PersonValue(Model):
    """The person meant, by full name where the document has it, with the party behind it."""

    name: str
    party: str | None = None


class CaseValue(Model):
    """The KLE code that a case number carries, null where it has none."""

    kle: str | None = None


EntityValue = DateValue | MoneyValue | LawValue | PersonValue | CaseValue
VALUE_OF: dict[str, type[Model]] = {
    "DATE": DateValue,
    "MONEY": MoneyValue,
    "LAW": LawValue,
    "PERSON": PersonValue,
    "CASE": CaseValue,
}
"""What the value of an entity is by its label; other entities have none."""


class Entity(Model):
    """A tagged span with its normalised value (null for ORG and LOC)."""

    label: EntityLabel
    text: str
    span: Span
    value: EntityValue | None = None


class TableAmount(Model):
    """A bare amount of a table, with the scale of the table applied."""

    amount: float
    currency: str = "DKK"
    row: str | None = None
    column: str | None = None
    span: Span


class Suggestions(Model):
    """What the model considered but does not assert."""

    topics: list[Label] = []
    decision_types: list[Label] = []


class Point(Model):
    """One agenda point, from the first character of its heading to the next point."""

    number: str | None = None
    title: str = ""
    marker: str | None = None
    case_number: str | None = None
    document_number: str | None = None
    kle: str | None = None
    closed: bool = False
    span: Span
    page: int | None = None
    absent: list[str] = []
    sections: list[Section] = []
    topics: list[Label] = []
    decision_types: list[Label] = []
    suggestions: Suggestions = Field(default_factory=Suggestions)
    uncertain: bool = False
    vote: bool = False
    decisions: list[Decision] = []
    attachments: list[Attachment] = []
    entities: list[Entity] = []
    table_amounts: list[TableAmount] = []


class Record(Model):
    """One meeting as ``referat tag`` writes it."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    model: ModelInfo
    text: str = ""
    meeting: Meeting = Field(default_factory=Meeting)
    points: list[Point] = []


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record, as published for other systems."""
    return Record.model_json_schema(by_alias=True, mode="serialization")
