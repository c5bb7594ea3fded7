"""Sentences with entities marked inline: "Der gives [11,9 mio. kr.|MONEY] i tilskud."."""

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
