"""Reads the marked documents of ``tests/layouts``: minutes with their right answers written inline.

A file starts with ``#! key: value`` lines, closed by ``#! ---``. In the document below,
``⟦P number|title|case|closed⟧`` stands before a point's heading, ``⟦D body|date⟧…⟦/D⟧`` around a decision,
``⟦A⟧…⟦/A⟧`` around a member named absent in a point and ``⟦M⟧…⟦/M⟧``, ``⟦M absent⟧…⟦/M⟧`` or
``⟦M substitute⟧…⟦/M⟧`` around a participant of the head. All offsets count characters of the text
without the marks. Decisions come out oldest first; one without a date is the meeting's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "layouts"
HEAD_END = "#! ---\n"
HEAD_LINE = re.compile(r"#! (\w+): (.+)")
MARK = re.compile(r"⟦(/?)([PDAM])([^⟦⟧]*)⟧")


@dataclass(slots=True)
class MarkedDecision:
    """A decision's text without heading and absence lines; ``span`` is ``(start, end)``."""

    text: str
    span: tuple[int, int]
    body: str | None
    date: str | None


@dataclass(slots=True)
class MarkedPoint:
    start: int
    number: str | None
    title: str
    case_number: str | None = None
    closed: bool = False
    decisions: list[MarkedDecision] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MarkedParticipant:
    name: str
    """A name that the document wraps is joined by a blank."""
    span: tuple[int, int]
    attendance: str = "present"


@dataclass(slots=True)
class MarkedDocument:
    """Text without marks, the meeting's fields and everything that was marked, in reading order."""

    name: str
    text: str
    municipality: str | None = None
    body: str | None = None
    date: str | None = None
    kind: str = "minutes"
    start_time: str | None = None
    points: list[MarkedPoint] = field(default_factory=list)
    participants: list[MarkedParticipant] = field(default_factory=list)


def read_all(pattern: str = "*.txt") -> list[MarkedDocument]:
    """Every marked document whose file name matches ``pattern``, such as ``dev_*.txt``."""
    return [read_marked(path) for path in sorted(FOLDER.glob(pattern))]


def read_marked(path: Path) -> MarkedDocument:
    """The document of one file. Raises ValueError where marks are unbalanced or misplaced."""
    return parse_marked(path.read_text(encoding="utf-8"), path.stem)


def parse_marked(source: str, name: str = "") -> MarkedDocument:
    """The document of marked text. Raises ValueError where marks are unbalanced or misplaced."""
    head, found, body = source.partition(HEAD_END)
    if not found:
        raise ValueError(f"{name}: no line '#! ---' after the meeting's fields")
    matches = (HEAD_LINE.fullmatch(line.rstrip()) for line in head.splitlines())
    fields: dict[str, str] = {match[1]: match[2] for match in matches if match}
    document = MarkedDocument(
        name=name,
        text=MARK.sub("", body),
        municipality=fields.get("municipality"),
        body=fields.get("body"),
        date=fields.get("date"),
        kind=fields.get("kind", "minutes"),
        start_time=fields.get("start"),
    )
    if "⟦" in document.text or "⟧" in document.text:
        raise ValueError(f"{name}: a mark that cannot be read")
    _collect(document, body)
    for point in document.points:
        point.decisions.sort(key=lambda decision: decision.date or document.date or "")
    return document


def _collect(document: MarkedDocument, body: str) -> None:
    removed = 0
    open_marks: list[tuple[str, str, int]] = []
    for mark in MARK.finditer(body):
        position = mark.start() - removed
        removed += len(mark.group())
        closing, kind, value = mark.groups()
        if kind == "P":
            if open_marks or closing:
                raise ValueError(f"{document.name}: {mark.group()} inside another mark")
            document.points.append(_point(position, value.strip()))
        elif not closing:
            open_marks.append((kind, value.strip(), position))
        elif open_marks and open_marks[-1][0] == kind:
            _, opening_value, start = open_marks.pop()
            _close(document, kind, opening_value, (start, position))
        else:
            raise ValueError(f"{document.name}: {mark.group()} closes nothing at {position}")
    if open_marks:
        raise ValueError(f"{document.name}: ⟦{open_marks[-1][0]}⟧ is not closed")


def _point(start: int, value: str) -> MarkedPoint:
    number, title, case_number, closed = ([*value.split("|"), "", "", ""])[:4]
    return MarkedPoint(start, number or None, title, case_number or None, closed == "closed")


def _close(document: MarkedDocument, kind: str, value: str, span: tuple[int, int]) -> None:
    text = document.text[slice(*span)]
    if kind == "M":
        document.participants.append(MarkedParticipant(_name(text), span, value or "present"))
        return
    if not document.points:
        raise ValueError(f"{document.name}: {kind} before the first point")
    point = document.points[-1]
    if kind == "A":
        point.absent.append(_name(text))
    else:
        body, _, date = value.partition("|")
        point.decisions.append(MarkedDecision(text, span, body or None, date or None))


def _name(text: str) -> str:
    """The name on one line, without the escapes of markdown."""
    return " ".join(text.replace("\\", "").split())
