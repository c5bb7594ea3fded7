"""What a question asks for, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from nlp.resources import label_names

Side = Literal["for", "against", "abstained"]


@dataclass(slots=True)
class Question:
    """Conditions that all must hold; within one field any of several values will do.

    Dates are ISO days, both ends included; amounts are kroner. ``votes`` are (voter, side): the voter is a
    party letter, a name, or "" for anybody. ``laws`` are (name as cited, section or "").
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
    votes: list[tuple[str, Side]] = field(default_factory=list)
    voted: bool | None = None
    laws: list[tuple[str, str]] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    kle: str | None = None
    closed: bool | None = None
    text: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Only what is set, as the JSON output shows it."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: v
            for name, v in given.items()
            if v or (v is False and name in ("closed", "voted")) or (v == 0.0 and v is not False)
        }

    def is_empty(self) -> bool:
        return not any(name not in ("unused", "corrected") for name in self.as_dict())

    def without(self, name: str) -> Question:
        """The question without one of its conditions."""
        return replace(self, **{name: getattr(Question(), name)})

    def conditions(self) -> list[str]:
        return [name for name in self.as_dict() if name not in ("unused", "corrected")]

    def describe(self) -> str:
        """One line: how the question was understood."""
        said = [part for name in self.conditions() if (part := self.part(name))]
        line = "; ".join(said) or "everything"
        if self.corrected:
            line += ". Read " + ", ".join(f"'{wrong}' as '{right}'" for wrong, right in self.corrected.items())
        if self.unused:
            line += ". Not used: " + ", ".join(self.unused)
        return line

    def part(self, name: str) -> str:
        """One condition in words."""
        value = getattr(self, name)
        match name:
            case "topics" | "decisions":
                names = label_names("topics" if name == "topics" else "decision_types")
                word = "topic" if name == "topics" else "decision"
                return f"{word} " + " or ".join(f"{one} ({names.get(one, one)})" for one in value)
            case "since" | "until" | "kle":
                return {"since": "from", "until": "to", "kle": "KLE"}[name] + f" {value}"
            case "min_amount" | "max_amount":
                return ("at least " if name == "min_amount" else "at most ") + kroner(value)
            case "votes":
                words = {"for": "voted for", "against": "voted against", "abstained": "abstained"}
                return " and ".join(f"{voter or 'somebody'} {words[side]}" for voter, side in value)
            case "laws":
                return "law " + " and ".join(
                    f"{law} § {section}".strip(" §") if law else f"§ {section}" for law, section in value
                )
            case "closed":
                return "closed points" if value else "open points"
            case "voted":
                return "with a vote" if value else "without a vote"
            case "phrases":
                return "the words " + " and ".join(f'"{one}"' for one in value)
            case "text":
                return "text " + " ".join(value)
        singular = {
            "municipalities": "municipality",
            "bodies": "body",
            "persons": "person",
            "absent": "absent",
            "cases": "case",
        }
        return f"{singular[name]} " + " or ".join(value)


def counted(points: int) -> str:
    """ "1 point", "1,200 points"."""
    return f"{points:,} point{'' if points == 1 else 's'}"


def kroner(amount: float) -> str:
    """ "1,000,000 kr." """
    return f"{amount:,.0f} kr." if amount == int(amount) else f"{amount:,.2f} kr."
