"""The attachments that a point lists, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline import Offsets, OutlinePoint
from nlp.record import Attachment
from nlp.segment.lines.features import numbering, title_key
from nlp.segment.points.decisionparts import text_lines
from nlp.vocabulary import wording

_MARK = re.compile(r"[ \t]*(?:[-•*·–][ \t]+)?")
_ID = re.compile(r"(?:\d{2,4}-\d{4}-\d+|\d{4}-\d{4,}|\d{2}/\d{3,}(?:-\d+)?)\s*[-–:]?\s+(?=\S)")
_ACCESS = re.compile(r"(?:åbent?|lukket)\s+[-–]\s+(?=\S)", re.IGNORECASE)
_NONE = re.compile(
    r"(?:ingen|intet|-|–|ingen bilag|der er ingen bilag|se alle bilag|bilag|vis bilag)\.?:?", re.IGNORECASE
)


def find_attachments(text: str, point: OutlinePoint) -> list[Attachment]:
    """Attachments as the format gives them, else one from each line of the attachment sections.

    A title listed twice counts once, also where one list puts the document's number before it; the
    number stays out then.
    """
    found = list(point.attachments)
    if not found:
        for section in point.sections:
            if section.role == "attachments":
                found += _listed(text, _own_lines(text, section.span, point), point.running)
    attachments: dict[str, Attachment] = {}
    for title, span in found:
        if not title or _NONE.fullmatch(title):
            continue
        key = _key(title)
        if key not in attachments or (_ID.match(attachments[key].title) and not _ID.match(title)):
            attachments[key] = Attachment(title=title, span=span)
    return list(attachments.values())


def _key(title: str) -> str:
    return " ".join(_ID.sub("", title, count=1).lower().split())


def _own_lines(text: str, span: Offsets, point: OutlinePoint) -> Offsets:
    """The list up to where the point goes on: its title once more, its case number."""
    title = title_key(point.title)
    for start, end in text_lines(text, *span):
        line = text[start:end]
        kind, _, rest = numbering(line)
        if wording.CASE_LINE.match(line) or (kind >= 0 and title and title_key(rest) == title):
            return span[0], start
    return span


def _listed(text: str, span: Offsets, running: list[Offsets]) -> Iterator[tuple[str, Offsets]]:
    """One attachment a line; where blank lines part them, the lines of a block are one title."""
    body = text[span[0] : span[1]]
    pages = [line for line in text_lines(text, *span) if wording.PAGE_LINE.fullmatch(text, *line)]
    for start, end in [*running, *pages]:
        if span[0] <= start and end <= span[1]:
            body = body[: start - span[0]] + " " * (end - start) + body[end - span[0] :]
    body = body.rstrip()
    separator = r"\n[ \t]*\n\s*" if re.search(r"\S[ \t]*\n[ \t]*\n[ \t]*\S", body) and not _ragged(body) else r"\n"
    at = span[0]
    for piece in re.split(f"({separator})", body):
        mark = _MARK.match(piece)
        begin = at + (mark.end() if mark else 0)
        begin += len(found[0]) if (found := _ACCESS.match(text, begin, at + len(piece))) else 0
        raw = body[begin - span[0] : at - span[0] + len(piece)].strip(" \t*_\n")
        at += len(piece)
        if raw:
            begin = text.index(raw, begin)
            yield " ".join(raw.split()), (begin, begin + len(raw))


def _ragged(body: str) -> bool:
    """Whether a block between blank lines holds more lines than a wrapped title would."""
    blocks = re.split(r"\n[ \t]*\n", body)
    return any(block.strip().count("\n") > 2 for block in blocks) or sum(
        "\n" in block.strip() for block in blocks
    ) * 2 > len(blocks)
