"""From a record to the rows of the archive's tables."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from nlp.store.archive.index.keys import WORD, body_key, municipality_key

if TYPE_CHECKING:
    from nlp.record import Record

PRINTS = frozenset(("pdf", "docx", "html", "txt", "md", "text", "markdown"))


def meeting_key(record: Record) -> str | None:
    """What is the same in all forms of a meeting; None where municipality, body or date is unknown."""
    meeting = record.meeting
    if not (meeting.municipality and meeting.body and meeting.date):
        return None
    return f"{municipality_key(meeting.municipality)}|{body_key(meeting.body)}|{meeting.date}"


def point_keys(record: Record) -> list[int]:
    """A number for each point, the same when the file is tagged anew or the meeting is read from another form.

    It is made of the meeting (of the path where that is unknown), the point's number and its title; points of the same
    number and title are told apart by their order.
    """
    from hashlib import blake2b

    seen: dict[str, int] = {}
    keys = []
    meeting = meeting_key(record) or record.source.path
    for point in record.points:
        name = f"{meeting}|{point.number or ''}|{' '.join(WORD.findall(point.title.lower()))}"
        seen[name] = same = seen.get(name, 0) + 1
        digest = blake2b(f"{name}|{same}".encode(), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "big", signed=True))
    return keys


def rank(record: Record) -> int:
    """Which form of a meeting is shown: minutes before agenda, whole before partial, structured before print."""
    minutes = record.meeting.kind == "minutes" and bool(record.points)
    structured = record.source.format not in PRINTS
    return 4 * minutes + 2 * structured + (record.source.status == "ok")


def head(record: Record) -> str:
    """The meeting as JSON, for showing and exporting."""
    return json.dumps({name: getattr(record.meeting, name) for name in of_head()}, ensure_ascii=False)


@cache
def of_head() -> tuple[str, ...]:
    from nlp.record import Meeting

    return tuple(name for name in Meeting.model_fields if name != "participants")


def pieces(record: Record) -> tuple[str, str | None]:
    """What stands before and behind the points; the whole text and None where they do not follow one another."""
    points = record.points
    follow = all(one.span[1] == other.span[0] for one, other in pairwise(points))
    if not points or not follow:
        return record.text, None
    return record.text[: points[0].span[0]], record.text[points[-1].span[1] :]
