"""The outline of a document: what a reader or the segmenter found, before it is interpreted.

Readers of structured formats fill an :class:`Outline` from the format itself; for other formats
the segmenter makes one from lines and layout. Both are interpreted by the same code
(:mod:`nlp.segment.interpret`). Spans are ``(start, end)`` offsets into the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.record import AttendanceKind, MeetingKind, SectionRole, SourceStatus

Offsets = tuple[int, int]


@dataclass(slots=True)
class Line:
    """One line of the text and what its format tells of it; ``end`` excludes the newline."""

    start: int
    end: int
    page: int | None = None
    size: float = 1.0
    """Font size relative to the document's body text."""
    bold: bool = False
    level: int | None = None
    """Heading level where the format marks one (``#``, ``<h2>``, a Word style)."""
    table: bool = False
    """A row of a table, cells separated by tabs."""


@dataclass(slots=True)
class OutlineSection:
    """A headed part of a point. ``heading_span`` is empty where the format has only a field name.

    ``body`` and ``date`` are given where the format names who decided when; a decision of another
    body than the meeting's is still a section with role ``decision``.
    """

    heading: str
    heading_span: Offsets
    span: Offsets
    """The section's text without its heading."""
    role: SectionRole | None = None
    """As the format gives it; settled by :func:`nlp.segment.points.sections.settle_roles` for all others."""
    body: str | None = None
    date: str | None = None

    @property
    def start(self) -> int:
        """Where its heading begins, or its text where the heading has no place in the document."""
        headed = self.heading_span[0] < self.heading_span[1]
        return self.heading_span[0] if headed else self.span[0]


@dataclass(slots=True)
class OutlinePoint:
    """An agenda point; ``title`` may still carry marker and "Lukket:", which are taken off later."""

    title: str
    span: Offsets
    heading_span: Offsets
    number: str | None = None
    marker: str | None = None
    case_number: str | None = None
    document_number: str | None = None
    closed: bool = False
    page: int | None = None
    absent: list[str] = field(default_factory=list)
    sections: list[OutlineSection] = field(default_factory=list)
    attachments: list[tuple[str, Offsets]] = field(default_factory=list)
    running: list[Offsets] = field(default_factory=list)
    """Lines of running headers and footers inside the point."""


@dataclass(slots=True)
class OutlineParticipant:
    """A person in the head of the meeting."""

    name: str
    attendance: AttendanceKind = "present"
    party: str | None = None
    role: str | None = None
    span: Offsets = (0, 0)
    """Of the name; empty until the text is written."""


@dataclass(slots=True)
class Outline:
    """A meeting and its points, in reading order. ``head`` is the text before the first point."""

    head: Offsets = (0, 0)
    municipality: str | None = None
    body: str | None = None
    kind: MeetingKind | None = None
    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    participants: list[OutlineParticipant] = field(default_factory=list)
    points: list[OutlinePoint] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One meeting as a reader gives it. ``outline`` is None where the segmenter must find it.

    A document that could not be read has status ``failed``, empty text and a warning that says why.
    """

    path: str
    sha256: str
    format: str
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    outline: Outline | None = None
    status: SourceStatus = "ok"
    warnings: list[str] = field(default_factory=list)
    municipality: str | None = None
    """Given by the user or the format, for what the text does not say."""
    body: str | None = None
    begins: int = 0
    """Where the meeting begins in the text, behind a cover of several meetings."""


def stripped(text: str, start: int, end: int) -> Offsets:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class TextWriter:
    """Builds the text of a document line by line and remembers where everything went."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []

    @property
    def position(self) -> int:
        """Where the next line will start."""
        return self._length

    def line(
        self,
        text: str = "",
        *,
        page: int | None = None,
        size: float = 1.0,
        bold: bool = False,
        level: int | None = None,
        table: bool = False,
    ) -> Offsets:
        """Add one line (no newline inside) and return its span."""
        text = text.replace("\n", " ")
        start, end = self._length, self._length + len(text)
        self._parts.append(text)
        self._length = end + 1
        self.lines.append(Line(start, end, page, size, bold, level, table))
        return start, end

    def block(self, text: str, **hints: bool | int | float | None) -> Offsets:
        """Add several lines; the span runs from the first to the end of the last."""
        start = self._length
        end = start
        for part in text.split("\n"):
            _, end = self.line(part, **hints)  # type: ignore[arg-type]
        return start, end

    def written(self) -> Iterator[tuple[Line, str]]:
        """Every line with its text."""
        return zip(self.lines, self._parts, strict=True)

    def text(self) -> str:
        return "".join(part + "\n" for part in self._parts)
