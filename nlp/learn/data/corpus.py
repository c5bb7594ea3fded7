"""Reader of the written corpus (format: ``corpus/FORMAT.md``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from nlp.errors import CorpusError
from nlp.record import SectionRole
from nlp.resources import decision_types, entity_labels, shipped, topics

ROLES = (*get_args(SectionRole), "earlier")
MARK = re.compile(r"<(/?)([A-Z]+)>")
PASSAGE = re.compile(r"\S(?:.|\n(?!\s*\n))*\S")
REQUIRED = ("id", "body", "date", "number", "title", "topics", "types", "vote")
OPTIONAL = ("case", "document", "marker", "closed", "entities")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks taken out; spans are ``(start, end, label)``."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusSection:
    """A part of a point: its role, its heading as printed, and its text."""

    role: str
    heading: str
    content: Marked


@dataclass(frozen=True, slots=True)
class CorpusPoint:
    """A written agenda point with its right answers."""

    id: str
    municipality: str
    body: str
    date: str
    number: str
    title: Marked
    topics: tuple[str, ...]
    types: tuple[str, ...]
    vote: bool
    case: str | None = None
    document: str | None = None
    marker: str | None = None
    closed: bool = False
    entities: bool = False
    sections: tuple[CorpusSection, ...] = field(default=())

    def text_of(self, *roles: str) -> str:
        """The text of all sections of these roles, joined by newlines."""
        return "\n".join(s.content.text for s in self.sections if s.role in roles)


def unmark(marked: str, where: str) -> Marked:
    """Take inline marks out of a text; refuses nested, unknown and unclosed marks."""
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = last = 0
    opened: tuple[int, str] | None = None
    for match in MARK.finditer(marked):
        closing, label = match.group(1) == "/", match.group(2)
        if label not in entity_labels():
            raise CorpusError(f"{where}: unknown mark <{label}>; use one of {', '.join(entity_labels())}")
        parts.append(marked[last : match.start()])
        length += match.start() - last
        last = match.end()
        if not closing and opened is None:
            opened = (length, label)
        elif closing and opened is not None and opened[1] == label:
            spans.append((opened[0], length, label))
            opened = None
        else:
            raise CorpusError(f"{where}: mark {match.group()} is nested or not opened")
    if opened is not None:
        raise CorpusError(f"{where}: mark <{opened[1]}> is not closed")
    parts.append(marked[last:])
    text = "".join(parts)
    for start, end, label in spans:
        if not text[start:end] or text[start:end] != text[start:end].strip():
            raise CorpusError(f"{where}: the {label} mark around {text[start:end]!r} has blanks at its edge")
    return Marked(text, tuple(spans))


def labels_of(value: str, known: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Comma-separated labels; raises :class:`CorpusError` for unknown ones and for none."""
    labels = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [label for label in labels if label not in known]
    if unknown or not labels:
        raise CorpusError(f"{where}: unknown label {', '.join(unknown) or '(none)'!r}; known: {', '.join(known)}")
    return labels


def _flag(head: dict[str, str], key: str, where: str) -> bool:
    written = head.get(key, "no")
    if written not in ("yes", "no"):
        raise CorpusError(f"{where}: {key} is {written!r}; write yes or no")
    return written == "yes"


def _sections(lines: list[str], first: int, name: str) -> tuple[CorpusSection, ...]:
    found: list[tuple[int, str, str, list[str]]] = []
    for offset, line in enumerate(lines):
        if line.startswith("---"):
            role, bar, heading = line[3:].partition("|")
            if role.strip() not in ROLES or not bar:
                raise CorpusError(f"{name}:{first + offset}: write '--- role | heading'; roles: {', '.join(ROLES)}")
            found.append((first + offset, role.strip(), heading.strip(), []))
        elif found:
            found[-1][3].append(line)
        elif line.strip():
            raise CorpusError(f"{name}:{first + offset}: text before the first section: {line[:40]!r}")
    if sum(role == "decision" for _, role, _, _ in found) > 1:
        raise CorpusError(f"{name}:{first}: more than one decision section; other bodies' are 'earlier'")
    return tuple(
        CorpusSection(role, heading, unmark("\n".join(body).strip(), f"{name}:{number}"))
        for number, role, heading, body in found
    )


def _head(lines: list[str], first: int, name: str) -> tuple[dict[str, str], int]:
    """The fields above a point's sections, and how many lines they take."""
    head: dict[str, str] = {}
    size = next((offset for offset, line in enumerate(lines) if line.startswith("---")), len(lines))
    for offset, line in enumerate(lines[:size]):
        key, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or key.strip() not in REQUIRED + OPTIONAL:
            raise CorpusError(f"{name}:{first + offset}: unknown line {line[:50]!r} in the head of a point")
        head[key.strip()] = value.strip()
    if missing := [key for key in REQUIRED if key not in head]:
        raise CorpusError(f"{name}:{first}: the point lacks {', '.join(missing)}")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", head["date"]):
        raise CorpusError(f"{name}:{first}: date {head['date']!r} is not YYYY-MM-DD")
    return head, size


def _point(lines: list[str], first: int, municipality: str, name: str) -> CorpusPoint:
    head, size = _head(lines, first, name)
    where = f"{name}:{first}"
    point = CorpusPoint(
        id=head["id"],
        municipality=municipality,
        body=head["body"],
        date=head["date"],
        number=head["number"],
        title=unmark(head["title"], where),
        topics=labels_of(head["topics"], topics(), where),
        types=labels_of(head["types"], decision_types(), where),
        vote=_flag(head, "vote", where),
        case=head.get("case"),
        document=head.get("document"),
        marker=head.get("marker"),
        closed=_flag(head, "closed", where),
        entities=_flag(head, "entities", where),
        sections=_sections(lines[size:], first + size, name),
    )
    marked = bool(point.title.spans) or any(s.content.spans for s in point.sections)
    if marked and not point.entities:
        raise CorpusError(f"{where}: {point.id} has marks but not 'entities: yes'")
    return point


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error


def read_file(path: Path) -> Iterator[CorpusPoint]:
    """The points of one corpus file; raises :class:`CorpusError` with file and line."""
    lines = _text(path).splitlines()
    starts = [number for number, line in enumerate(lines) if line.strip() == "==="]
    head = dict(line.split(":", 1) for line in lines[: starts[0] if starts else None] if ":" in line)
    if "municipality" not in head:
        raise CorpusError(f"{path}:1: the head lacks 'municipality: NAME'")
    seen: set[str] = set()
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        point = _point(lines[start + 1 : end], start + 2, head["municipality"].strip(), str(path))
        if point.id in seen:
            raise CorpusError(f"{path}:{start + 2}: id {point.id!r} stands twice")
        seen.add(point.id)
        yield point


def read_corpus(folder: Path | None = None) -> list[CorpusPoint]:
    """All points of a corpus folder (default: the shipped one), in file order."""
    folder = folder or shipped("corpus") / "points"
    return [point for path in sorted(folder.glob("*.txt")) for point in read_file(path)]


def read_passages(folder: Path | None = None) -> Iterator[tuple[str, Marked]]:
    """Passages with PERSON, ORG and LOC marked (default: the shipped ones), each with ``FILE/number``.

    Blank lines part them; raises :class:`CorpusError` with file and line.
    """
    folder = folder or shipped("corpus") / "passages"
    for path in sorted(folder.glob("*.txt")):
        text = _text(path)
        for number, match in enumerate(PASSAGE.finditer(text), 1):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path.stem}/{number}", unmark(match.group(), f"{path}:{line}")
