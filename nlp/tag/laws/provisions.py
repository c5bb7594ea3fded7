"""Chapters, sections, subsections and items of a citation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlp.tag.laws import patterns as p

if TYPE_CHECKING:
    from nlp.record import Provision

TOKEN = re.compile(
    r"(?P<mark>§{1,2}|paragraf(?:ferne|fer)?|kapitel|kap\.|stk\.?|nr\.?|litra|lit\.|pkt\.|punkt)|(?P<ordinal>\d\.(?:\s*(?:pkt|led)\.?|(?=\s+(?:og|eller)\s+\d\.\s*(?:pkt|led))))"
    r"|(?P<range>[-–]|\btil\b)|(?P<value>\d{1,4}(?:\.\d{1,2})?(?:\s?[a-hj-zæøå](?!\w|\.\w)|[a-zæøå](?!\w))?|"
    r"(?<=litra )[a-zæøå]\b)|(?<!\w)(?P<letter>[a-hj-zæø])(?!\w)"
)
WRITTEN = re.compile(p.PROVISIONS)
BARE = re.compile(p.MISSING_SIGN)
LEVELS = {
    "§": "section",
    "§§": "section",
    "paragraf": "section",
    "paragraffer": "section",
    "paragrafferne": "section",
    "kapitel": "chapter",
    "kap": "chapter",
    "stk": "subsection",
}


def provisions(text: str) -> list[Provision]:
    """All provisions that ``text`` (lower case) names, in order.

    "§ 18, stk. 3 og 4" are two, "§§ 85-87" is one with the section "85-87"; a level above stays in force
    until it is named anew.
    """
    from nlp.record import Provision

    return [Provision(**row) for row in named(text)]


def named(text: str) -> list[dict[str, str]]:
    """As :func:`provisions`, without the model of one."""
    written = [match.group() for match in WRITTEN.finditer(text)]
    if not written and (bare := BARE.search(text)):
        written = ["§ " + bare["bare"]]
    rows: list[dict[str, str]] = []
    for part in written:
        read(part, rows)
    return rows


def read(text: str, rows: list[dict[str, str]]) -> None:
    """Adds what one stretch of provisions says to ``rows``; a litra under a number is "3, litra b"."""
    level, mark, under, ranged = "section", "", "", False
    for match in TOKEN.finditer(text):
        value = match["value"] or match["letter"]
        if match["mark"]:
            numbered = mark == "nr" and rows and "item" in rows[-1]
            mark = match["mark"].rstrip(".")
            level = LEVELS.get(mark, "item")
            under = f"{rows[-1].pop('item')}, litra " if mark == "litra" and numbered else ""
            ranged = False
        elif match["ordinal"]:
            add(rows, "item", match["ordinal"][0])
        elif match["letter"] and mark != "litra":
            continue
        elif match["range"]:
            ranged = bool(rows)
        elif ranged and level in rows[-1]:
            rows[-1][level] += "-" + value
            ranged = False
        else:
            add(rows, level, under + value)


ORDER = ("chapter", "section", "subsection", "item")


def add(rows: list[dict[str, str]], level: str, value: str) -> None:
    """A lower level completes the last provision; the same or a higher one starts another."""
    above = {key: rows[-1][key] for key in ORDER[: ORDER.index(level)] if key in rows[-1]} if rows else {}
    if level == "section":
        chapter_only = bool(rows) and set(rows[-1]) == {"chapter"}
        above = above if chapter_only else {}
    if rows and level not in rows[-1] and all(key in above for key in rows[-1]):
        rows[-1][level] = value
    else:
        rows.append({**above, level: value})
