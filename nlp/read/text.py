"""Text and markdown files: the text is the file's own, each line with the hints of its marks."""

from __future__ import annotations

import re

from nlp.outline import Line
from nlp.read.decode import decode

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]")
_BOLD = re.compile(r"(?:\*\*|__|<b>|<strong>)\s*\S.*(?:\*\*|__|</b>|</strong>)[ :.]*$", re.IGNORECASE)
_BOLD_MARKS = ("**", "__", "<")
_NUMBER_TAB = re.compile(
    r"\s*(?:\(?(?:\d{1,4}|[a-zA-Z]|§\s?\d+)[.):]\t|[-•*]\t)"
    r"|^(?:[^\W\d_]{2,8}\.?\s)?\d{1,4}(?:[.:]\d\d)?\t(?=[^\W\d][^\t]*$)"
)
_PIPES = re.compile(r"\s*\|.*\|\s*$")


def read_text(data: bytes) -> tuple[str, list[Line], list[str]]:
    """Text, one :class:`Line` a text line, and warnings."""
    text, warnings = decode(data)
    return text, lines_of(text), warnings


def lines_of(text: str) -> list[Line]:
    """One :class:`Line` for each line of the text, empty ones included."""
    lines = []
    start = 0
    for content in text.split("\n"):
        lines.append(_line(content, start))
        start += len(content) + 1
    if lines and lines[-1].start == lines[-1].end and len(lines) > 1:
        lines.pop()
    return lines


def _line(content: str, start: int) -> Line:
    heading = _HEADING.match(content) if "#" in content else None
    bare = content[heading.end() :].strip() if heading else content.strip()
    return Line(
        start,
        start + len(content),
        level=len(heading[1]) if heading else None,
        bold=bare.startswith(_BOLD_MARKS) and bool(_BOLD.match(bare)),
        table=("\t" in bare and "\t" in _NUMBER_TAB.sub("", bare, count=1))
        or ("|" in content and bool(_PIPES.match(content))),
    )
