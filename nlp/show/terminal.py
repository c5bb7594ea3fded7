"""One record for reading in a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from nlp.record import Decision, Meeting, Point, Record
from nlp.show.danish import (
    WORDS,
    decision_names,
    kroner,
    long_date,
    person_text,
    topic_names,
    votes_text,
)
from nlp.store.rows import amounts

AMOUNTS = 3
"""Of a point that are shown."""
WIDTH = 100
"""Characters in a line; longer ones are hard to read."""


def print_record(record: Record, console: Console | None = None) -> None:
    """Print a meeting and its points."""
    console = console or Console(highlight=False)
    width = min(console.width, WIDTH)
    console.print(head(record), width=width)
    for point in record.points:
        console.print(Padding(point_view(point, record.meeting), (1, 0, 0, 0)), width=width)


def head(record: Record) -> RenderableType:
    """The meeting: who, when, where."""
    meeting = record.meeting
    title = " - ".join(part for part in (meeting.municipality, meeting.body) if part) or record.source.path
    lines = [Text(title, style="bold"), Text(" ".join((WORDS["kind"][meeting.kind], _when(meeting))).strip())]
    lines += [Text(meeting.place)] if meeting.place else []
    absent = [p.model_copy(update={"attendance": "present"}) for p in meeting.participants if p.attendance == "absent"]
    others = [p for p in meeting.participants if p.attendance != "absent"]
    for name, people in (("participants", others), ("absent", absent)):
        lines += [_field(name, ", ".join(map(person_text, people)))] if people else []
    return Group(*lines)


def _when(meeting: Meeting) -> str:
    times = "-".join(time for time in (meeting.start_time, meeting.end_time) if time)
    return " ".join(part for part in (long_date(meeting.date), f"{WORDS['at']} {times}" if times else "") if part)


def point_view(point: Point, meeting: Meeting) -> RenderableType:
    """A point: number and title, labels, decisions, what it is about in kroner."""
    title = Text(f"{point.number}. " if point.number else "", style="bold cyan")
    title.append(point.title, style="bold")
    if point.closed:
        title.append(f"  {WORDS['closed']}", style="red")
    lines: list[RenderableType] = [_field("topics", ", ".join(topic_names(point.topics)))] if point.topics else []
    if point.decision_types:
        types = ", ".join(decision_names(point.decision_types))
        lines.append(_field("types", types + (f" ({WORDS['unsure']})" if point.uncertain else "")))
    lines += [_decision(decision, meeting) for decision in point.decisions]
    lines += [_field("absent", ", ".join(point.absent))] if point.absent else []
    found = largest(point)
    lines += [_field("amounts", ", ".join(found))] if found else []
    lines += [_field("case", point.case_number)] if point.case_number else []
    return Group(title, Padding(Group(*lines), (0, 0, 0, 2)))


def _decision(decision: Decision, meeting: Meeting) -> Text:
    elsewhere = decision.body and decision.body != meeting.body
    label = f"{decision.body} {long_date(decision.date)}".strip() if elsewhere else WORDS["fields"]["decision"]
    text = _labelled(label, decision.text or f"({WORDS['no_text']})")
    votes = votes_text(decision.votes)
    return text.append(f" [{votes}]", style="magenta") if votes else text


def largest(point: Point) -> list[str]:
    """The largest different amounts of a point, in kroner."""
    return [kroner(amount) for amount in sorted(set(amounts(point)), key=abs, reverse=True)[:AMOUNTS]]


def _field(name: str, text: str) -> Text:
    return _labelled(WORDS["fields"][name], text)


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), text)
