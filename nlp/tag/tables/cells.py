"""A cell of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.tag import scan
from nlp.tag.tables import patterns as p

MARKS = re.compile(p.MARKS)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell without marks and blanks around it; ``start`` is its place in the document."""

    text: str
    start: int

    @property
    def lowered(self) -> str:
        return scan.lower(MARKS.sub("", self.text)).strip()


Row = list[Cell]


@dataclass(slots=True)
class Table:
    """Rows with the lines of text above them and the line right below."""

    above: list[str]
    rows: list[Row]
    below: str = ""
