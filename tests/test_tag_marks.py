"""Test sentences with entities marked inline: "Der gives [11,9 mio. kr.|MONEY] i tilskud."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.tag.entities import Found, resolve

MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def plain(marked: str) -> str:
    """The text without its marks."""
    return MARK.sub(r"\1", marked)


def mark(text: str, found: Iterable[Found]) -> str:
    """The text with what was found marked, overlaps settled."""
    parts, at = [], 0
    for one in resolve(found):
        parts += [text[at : one.start], f"[{text[one.start : one.end]}|{one.label}]"]
        at = one.end
    return "".join(parts) + text[at:]


def test_marks_go_round() -> None:
    marked = "I [juli 2021|DATE] gives [5 kr.|MONEY]"
    text = plain(marked)
    found = [Found(2, 11, "DATE"), Found(18, 23, "MONEY")]
    assert mark(text, found) == marked


def test_overlaps_priority_then_length_then_place() -> None:
    found = [Found(0, 4, "ORG", priority=10), Found(2, 4, "DATE", priority=30), Found(5, 9, "ORG"), Found(5, 12, "ORG")]
    assert [(one.start, one.end) for one in resolve(found)] == [(2, 4), (5, 12)]
