"""A point's heading without its apparatus: number, type marker, "Lukket:", markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.outline import OutlinePoint
from nlp.vocabulary import wording

ENOUGH, USUAL = 3, 0.8
"""Titles, and share of them, that a shared label needs."""
_MARKS = " \t#*_|>"
_LABEL = re.compile(r"[A-ZÆØÅ][^\W\d_]{2,12}(?:\.?:\s|\.?(?=[ ]{3,}|\t))")
_MARKERS = (
    wording.EMPTY_BRACKETS,
    wording.MARKER_AT_END,
    wording.MARKER_DASHED,
    wording.MARKER_AT_START,
    wording.MARKER_BRACKETED_AT_START,
)


_LAST_SIGN = re.compile(r"\s+(?P<end>[^\w\s.)\]*#_]+)\s*$")
_LAST_CELL = re.compile(r"(?:\t|[ \t]{2,})(?P<end>[^\W\d_]+(?: [^\W\d_]+)?)\s*$")


@dataclass(slots=True)
class Title:
    """A clean title and what stood around it."""

    text: str
    marker: str | None = None
    closed: bool = False
    number: str | None = None
    case: str | None = None


def read_titles(points: Sequence[OutlinePoint]) -> list[Title]:
    """The titles of a document's points, freed of what most of them have in common."""
    raw = without_ornaments([point.title for point in points])
    by_word, label = marks_by_word(raw), shared_label(raw)
    return [read_title(title, point.number, by_word, label) for point, title in zip(points, raw, strict=True)]


def marks_by_word(titles: Sequence[str]) -> bool:
    """Whether a document marks its points by a word ("Ny skole - beslutning", "Orientering: Ny skole").

    Where only few titles end or begin so, the words belong to the titles.
    """
    marked = sum(bool(wording.HABITUAL_MARKER.search(title.strip(_MARKS))) for title in titles)
    return marked > 1 and marked >= 0.3 * len(titles)


def without_ornaments(titles: list[str]) -> list[str]:
    """The titles without what most of them end with: a sign ("Veje  +"), or words set apart ("Veje   Fold ud")."""
    for parted, share in ((_LAST_SIGN, 0.6), (_LAST_CELL, 0.8)):
        ends = Counter(found["end"] for title in titles if (found := parted.search(title)))
        end, count = max(ends.items(), key=lambda one: one[1], default=("", 0))
        if count >= max(3, share * len(titles)):
            titles = [
                title[: found.start()] if (found := parted.search(title)) and found["end"] == end else title
                for title in titles
            ]
    return titles


def shared_label(titles: Iterable[str]) -> str:
    """The label that (nearly) all titles of a document stand behind ("Emne:"), "" where there is none."""
    titles = [title for title in titles if title]
    found = (_LABEL.match(title) for title in titles)
    [(label, count)] = Counter(one[0].strip() for one in found if one).most_common(1) or [("", 0)]
    habitual = wording.HABITUAL_MARKER.match(label + " ")
    return label if count >= max(ENOUGH, USUAL * len(titles)) and not habitual else ""


def read_title(raw: str, number: str | None = None, by_word: bool = False, label: str = "") -> Title:
    """Take a heading apart; ``number`` is the point's, so that a title may begin with another one.

    ``by_word``: the document marks its points by a word (:func:`marks_by_word`); ``label`` stands before its titles
    (:func:`shared_label`).

    "12. Lukket: Salg af grund (B)" gives number 12, text "Salg af grund", marker B, closed.
    """
    apart = wording.CASE_IN_COLUMN.search(raw.rstrip(_MARKS))
    raw = raw[: apart.start()] if apart and raw[: apart.start()].strip() else raw
    title = Title(" ".join(raw.replace("**", " ").replace("__", " ").split()).strip(_MARKS).strip())
    title.number = number
    title.case = (apart["number"] or apart["kle"]) if apart else None
    if wording.ONLY_STATUS.fullmatch(title.text) or (number is None and wording.NO_TITLE.fullmatch(title.text)):
        return Title("", closed="lukket" in title.text.lower(), number=number)
    before = ""
    while title.text != before:
        before = title.text
        title.text = title.text.removeprefix(label).strip() or title.text
        title.text = wording.FULL_STOP.sub("", title.text)
        _take_number(title)
        _take_case(title)
        _take_closed(title)
        _take_marker(title, by_word)
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
    elif title.number is None and (found := wording.NUMBER_AT_END.search(title.text)):
        title.number = found["number"]
        title.text = title.text[: found.start()]
    elif title.number is None and (found := re.match(r"(\d{1,3})[.)]\s+(?=\D|\d{1,3}[.)]\s)", title.text)):
        title.number = found[1]
        title.text = title.text[found.end() :]


def _take_case(title: Title) -> None:
    """A case number before the title ("1 17.07.00S00/4 - Legepladser") or in brackets behind it."""
    text = title.text
    if title.number is None and (found := re.match(r"(\d{1,3})[.)]?\s+", text)) and _case_at(text[found.end() :]):
        title.number = found[1]
        text = text[found.end() :]
    if found := _case_at(text):
        title.case = title.case or (found["number"] or found["short"] or found["after"]).strip(" .:-–")
        title.text = text[found.end() :]
    found = wording.CASE_AT_END.search(title.text) or wording.LABELLED_CASE_AT_END.search(title.text)
    if found and found.start():
        title.case = title.case or found["number"]
        title.text = title.text[: found.start()]


def _case_at(text: str) -> re.Match[str] | None:
    return wording.CASE_AT_START.match(text)


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


def _take_marker(title: Title, by_word: bool) -> None:
    if wording.PERSON_WITH_PARTY.search(title.text):
        return
    for pattern in [*_MARKERS, wording.HABITUAL_MARKER] if by_word else _MARKERS:
        found = pattern.search(title.text)
        rest = (title.text[: found.start()] + title.text[found.end() :]).strip() if found else ""
        if not found or not rest:
            continue
        title.text = rest
        groups = found.groupdict()
        mark = groups.get("letter") or groups.get("kind") or groups.get("last")
        title.marker = title.marker or (mark.strip() if mark else None)
