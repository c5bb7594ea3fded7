"""CSV of Digitaliseringsstyrelsen's open data set: one point a row, meetings by the row's identifier.

Columns used: ``identifikator`` (meeting ``_`` point) and ``indhold`` (a title line, then sections under
capital headings, hard-wrapped with a blank at the end of a broken line). Municipalities and dates are
not given.
"""

from __future__ import annotations

import csv
import io
import re

from nlp.errors import ReadError
from nlp.read.decode import decode
from nlp.read.exports.meeting import Item, MeetingData, Part, split_parts
from nlp.read.html import Block, clean
from nlp.vocabulary.headings import heading_role

_NUMBERED = re.compile(r"^(?:(?:dagsordens)?punkt|pkt\.?|nr\.?)?\s*(\d{1,4}[a-z]?)\s*[.:)]\s+(?=\S)", re.IGNORECASE)
_WRAPPED = 0.6
"""A line is broken by its width where it is at least this part of the longest."""
_LONGEST_FIELD = 50_000_000


def read_csv_meetings(data: bytes) -> tuple[list[tuple[str, MeetingData]], list[str]]:
    """Meeting id and meeting, in the order of first appearance, and warnings."""
    content, warnings = decode(data)
    csv.field_size_limit(_LONGEST_FIELD)
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(content.lstrip("\ufeff")), delimiter=delimiter))
    except csv.Error as error:
        raise ReadError(f"damaged CSV ({error}); fetch it again") from error
    meetings: dict[str, MeetingData] = {}
    for row in rows:
        found = {str(key).strip().lower(): str(value or "") for key, value in row.items() if key}
        meeting_id = found.get("identifikator", "").strip().partition("_")[0]
        if meeting_id and found.get("indhold", "").strip():
            meeting = meetings.setdefault(meeting_id, MeetingData())
            meeting.items.append(_item(found["indhold"]))
    if not meetings:
        raise ReadError("the CSV has no row with 'identifikator' and 'indhold'; fetch the data set again")
    for meeting in meetings.values():
        decided = any(part.role == "decision" for item in meeting.items for part in item.parts)
        meeting.kind = "minutes" if decided else None
    return list(meetings.items()), warnings


def _item(content: str) -> Item:
    lines = unwrap(content)
    title = lines[0] if lines else ""
    item = Item(title)
    if numbered := _NUMBERED.match(title):
        item.number, item.title = numbered[1], title[numbered.end() :]
    item.closed = item.title.lower().startswith("lukket")
    item.parts = split_parts([Block(line, level=3 if line.isupper() else None) for line in lines[1:]], Part())
    return item


def unwrap(content: str) -> list[str]:
    """The lines that are not empty; a long line that ends with a blank goes on in the next."""
    source = [line for line in content.split("\n") if line.strip()]
    width = max((len(line) for line in source), default=0) * _WRAPPED
    lines: list[str] = []
    open_line = False
    for line in source:
        text = clean(line)
        heading = text.isupper() or heading_role(text) is not None
        if open_line and not heading:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
        open_line = line.endswith(" ") and len(line) >= width and not heading
    return lines
