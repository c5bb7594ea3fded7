"""A point's heading without its apparatus: number, type marker, "Lukket:", markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.segment import wording

_MARKS = " \t#*_|>"


@dataclass(slots=True)
class Title:
    """A clean title and what stood around it."""

    text: str
    marker: str | None = None
    closed: bool = False
    number: str | None = None


def read_title(raw: str, number: str | None = None) -> Title:
    """Take a heading apart; ``number`` is the point's, so that a title may begin with another one.

    "12. Lukket: Salg af grund (B)" gives number 12, text "Salg af grund", marker B, closed.
    """
    title = Title(" ".join(raw.replace("**", " ").replace("__", " ").split()).strip(_MARKS).strip())
    title.number = number
    before = ""
    while title.text != before:
        before = title.text
        _take_number(title)
        _take_closed(title)
        _take_marker(title)
        title.text = title.text.strip(_MARKS)
    title.text = title.text.strip(" -–—:") or title.text
    return title


def _take_number(title: Title) -> None:
    if found := wording.NUMBER_AT_START.match(title.text):
        number = found["number"] or found["tight"]
        if title.number in (None, number) and title.text[found.end() :].strip():
            title.number = number
            title.text = title.text[found.end() :]
    elif title.number and (
        found := re.match(rf"{re.escape(title.number)}(?:\s*[.):–-]+\s*|\s+|(?=[A-ZÆØÅ]))(?=\S)", title.text)
    ):
        title.text = title.text[found.end() :]
    elif title.number is None and (found := re.match(r"(\d{1,3})[.)]\s+(?=\D)", title.text)):
        title.number = found[1]
        title.text = title.text[found.end() :]


def _take_closed(title: Title) -> None:
    for pattern in (wording.CLOSED_AT_START, wording.CLOSED_AT_END):
        if found := pattern.search(title.text):
            title.closed = True
            rest = (title.text[: found.start()] + title.text[found.end() :]).strip()
            title.text = rest or title.text
            if not rest:
                return
    rest = wording.OPEN_MARK.sub("", title.text).strip()
    title.text = rest or title.text


def _take_marker(title: Title) -> None:
    if wording.PERSON_WITH_PARTY.search(title.text):
        return
    for pattern in (wording.EMPTY_BRACKETS, wording.MARKER_AT_END, wording.MARKER_DASHED, wording.MARKER_AT_START):
        found = pattern.search(title.text)
        rest = (title.text[: found.start()] + title.text[found.end() :]).strip() if found else ""
        if not found or not rest:
            continue
        title.text = rest
        groups = found.groupdict()
        mark = groups.get("letter") or groups.get("kind")
        title.marker = title.marker or (mark.strip() if mark else None)
