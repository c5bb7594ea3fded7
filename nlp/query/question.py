"""What a question asks for, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from nlp.errors import UsageError
from nlp.query.telling import Telling

Side = Literal["for", "against", "abstained", "any"]
Order = Literal["newest", "oldest", "amount", "smallest"]
Meeting = Literal["latest", "next"]
MANNER = ("meetings", "order", "limit", "how_many", "any_word", "any_law", "unused", "corrected", "remarks")
"""What is no condition on points."""


class QuestionError(UsageError):
    """A question that cannot be read; ``danish`` says it for a Danish page."""

    def __init__(self, message: str, danish: str) -> None:
        super().__init__(message)
        self.danish = danish


@dataclass(slots=True)
class Question:
    """Conditions that all must hold; within one field any of several values will do.

    Dates are ISO days, both ends included; amounts are kroner. ``votes`` are (voter, side): the voter is a
    party letter, a name, or "" for anybody, as "" is in ``absent``. ``tally`` are the votes of both sides, the larger
    first, ``margin`` how far they are apart at most. ``laws`` are (name as cited, section or "").
    ``number`` is a point's own; ``meeting`` the latest or next at the place, ``meetings`` how many of the latest.
    ``exclude`` are (field, value) that no point may have. ``order``, ``limit`` and ``how_many`` say how the answer
    is wanted; ``any_word`` is set where one word of ``text`` is enough, ``any_law`` where one of ``laws`` is.
    ``remarks`` are (kind, what) to tell beside the conditions, worded in ``telling.json``.
    """

    topics: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    since: str | None = None
    until: str | None = None
    min_amount: float | None = None
    max_amount: float | None = None
    persons: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    votes: list[tuple[str, Side]] = field(default_factory=list)
    voted: bool | None = None
    tally: list[int] = field(default_factory=list)
    margin: int | None = None
    laws: list[tuple[str, str]] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    kle: list[str] = field(default_factory=list)
    closed: bool | None = None
    text: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    exclude: list[tuple[str, str]] = field(default_factory=list)
    number: str | None = None
    meeting: Meeting | None = None
    meetings: int | None = None
    order: Order | None = None
    limit: int | None = None
    any_word: bool = False
    any_law: bool = False
    how_many: bool = False
    unused: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    language: str = "en"

    def as_dict(self) -> dict[str, Any]:
        """Only what is set, as the JSON output shows it."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "language"}
        unset = Question()
        return {name: value for name, value in given.items() if value != getattr(unset, name)}

    def is_empty(self) -> bool:
        """Whether it asks for nothing, not even in a manner."""
        return not (self.conditions() or self.order or self.limit or self.how_many)

    def without(self, name: str) -> Question:
        """The question without one of its conditions."""
        return replace(self, **{name: getattr(Question(), name)})

    def conditions(self) -> list[str]:
        """Names of the fields that limit which points are found."""
        return [name for name in self.as_dict() if name not in MANNER]

    def describe(self, language: str | None = None) -> str:
        """One line: how the question was understood, in its own language unless told otherwise."""
        return Telling(language or self.language).describe(self)
