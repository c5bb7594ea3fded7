"""Numbers that Word computes for automatic lists, so that "1." and "Punkt 3:" stand in the text."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the paragraphs of each list as the document is walked from its start."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.iter(W + "abstractNum"):
            levels = {int(level.get(W + "ilvl", "0")): _level(level) for level in abstract.iter(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId", "")] = levels
        for number in root.iter(W + "num"):
            link = number.find(W + "abstractNumId")
            if link is not None:
                self._lists[number.get(W + "numId", "")] = link.get(W + "val", "")

    def marker(self, paragraph: Any, styles: list[Any]) -> str:
        """The list marker of a paragraph with a blank after it, "" where it has none; counts it."""
        list_id, level = _list_of(paragraph, styles)
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        kind, pattern, start = levels[level]
        if kind == "bullet":
            return "- "
        if kind == "none" or not pattern:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _PLACE.sub(lambda found: self._count(levels, counts, int(found[1]) - 1), pattern) + " "

    @staticmethod
    def _count(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        kind, _, start = levels.get(level, ("decimal", "", 1))
        return _spelled(counts.get(level, start), kind)


def _level(level: Any) -> tuple[str, str, int]:
    kind = _value(level, "numFmt") or "decimal"
    start = _value(level, "start")
    return kind, _value(level, "lvlText"), int(start) if start.isdecimal() else 1


def _value(element: Any, name: str) -> str:
    found = element.find(W + name)
    return found.get(W + "val", "") if found is not None else ""


def _list_of(paragraph: Any, styles: list[Any]) -> tuple[str, int]:
    """List id and level: the paragraph's own, or its style's."""
    list_id, level = "", ""
    for source in [paragraph, *styles]:
        numbers = source.find(f"{W}pPr/{W}numPr")
        if numbers is not None:
            list_id = list_id or _value(numbers, "numId")
            level = level or _value(numbers, "ilvl")
        if list_id:
            break
    return list_id, int(level) if level.isdecimal() else 0


def _spelled(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 1 <= number < 400:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
