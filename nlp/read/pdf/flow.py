"""Rows of a PDF to running text: wrapped lines joined to paragraphs, split words made whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from statistics import median

from nlp.outline import Line, TextWriter
from nlp.read.pdf.layout import Row
from nlp.vocabulary.dates import MONTHS
from nlp.vocabulary.headings import heading_role, parse_decision_heading

_LIST = re.compile(
    r"(?:[-–—•▪·*►➢✓]\s|o\s(?=[A-ZÆØÅ])|\(?\d{1,3}[.)]\s|\(?[a-zæøå][.)]\s|(?:punkt|pkt\.?|ad\.?)\s?\d|§\s?\d+\.\s)",
    re.IGNORECASE,
)
_DATE_OR_ORDINAL = re.compile(rf"\d{{1,2}}\.\s(?:{'|'.join(MONTHS)}|(?!at\b)[a-zæøå])")
_HANGING = re.compile(r"(?:og|eller|og/eller|samt|til|and)\b")
_SENTENCE_END = (".", "!", "?", ":", ";")
_NORMAL_GAP = 1.3
_PARAGRAPH_GAP = 1.45
"""Baseline distances in units of the usual one: one paragraph up to the first, a blank line from the second."""
_USUAL_LEADING = 1.2

_NEAR_EDGE = 25.0
_WIDER = 1.12
"""Words may be so much wider than their letters' average says; a blank and the ragged edge take one size more."""
_LONGEST_HEADING = 60


def flow(pages: list[list[Row]], widths: list[float]) -> tuple[str, list[Line]]:
    """Text and lines from the pages' rows and widths (points); sizes relative to that of most characters."""
    rows = [row for page in pages for row in page]
    body = _body_size(rows)
    leading = _leading(rows)
    margin = _right_margins(pages, widths, body)
    writer = TextWriter()
    paragraph: Row | None = None
    last: Row | None = None
    for row in rows:
        if paragraph is not None and last is not None and _joins(last, row, leading, margin):
            paragraph.text = joined(paragraph.text, row.text)
        else:
            if paragraph is not None:
                _write(writer, paragraph, body)
                if last is not None and _parted(last, row, leading):
                    writer.line(page=row.page)
            paragraph = replace(row)
        last = row
    if paragraph is not None:
        _write(writer, paragraph, body)
    return writer.text(), writer.lines


def _write(writer: TextWriter, row: Row, body: float) -> None:
    size = round(row.size / body, 2)
    writer.line(row.text, page=row.page, size=size, bold=row.bold, table=row.table, level=row.level)


def _body_size(rows: list[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 1.0


def _leading(rows: list[Row]) -> float:
    """The usual distance of baselines within paragraphs, in units of the font size."""
    gaps = [
        (below.y - above.bottom) / above.size
        for above, below in pairwise(rows)
        if _same_style(above, below) and above.page == below.page and len(above.text) > 40
    ]
    usual = [gap for gap in gaps if 0.9 < gap < 2.2]
    return min(median(usual), sorted(usual)[len(usual) // 3] * 1.15) if usual else _USUAL_LEADING


def _right_margins(pages: list[list[Row]], widths: list[float], body: float) -> dict[tuple[int, int], float]:
    """The right margin of each page and column, from all pages of the same width and left margin."""
    edges: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    keys: dict[tuple[int, int], tuple[int, int, int]] = {}
    for rows, width in zip(pages, widths, strict=True):
        columns: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            if not row.table:
                columns[row.column].append(row)
        for column, found in columns.items():
            key = (round(width / 20), column, round(min(row.x0 for row in found) / 20))
            keys[found[0].page, column] = key
            edges[key] += [row.x1 for row in found if abs(row.size - body) <= 0.06 * body]
    margins = {key: _edge(ends) for key, ends in edges.items()}
    return {place: margins[key] for place, key in keys.items()}


def _edge(ends: list[float]) -> float:
    """The farthest end that other lines come near to: one line beyond the margin does not move it."""
    ends = sorted(ends, reverse=True)
    enough = max(2, len(ends) * 3 // 100)
    for place, end in enumerate(ends):
        if place + enough <= len(ends) and end - ends[place + enough - 1] <= _NEAR_EDGE:
            return end
    return ends[0] if ends else 0.0


def _same_style(above: Row, below: Row) -> bool:
    alike = abs(above.size - below.size) <= 0.06 * above.size
    return alike and above.bold == below.bold and not above.table and not below.table


def _joins(above: Row, below: Row, leading: float, margin: dict[tuple[int, int], float]) -> bool:
    if not _same_style(above, below) or opens(above, below) or (above.whole and above.page == below.page):
        return False
    right = margin.get((above.page, above.column), above.x1)
    split_word = above.text.endswith("-") and below.text[:1].islower()
    if (above.page, above.column) != (below.page, below.column):
        lower = below.text[:1].islower() and not above.text.endswith(_SENTENCE_END)
        return lower and (split_word or is_full(above, below, right))
    gap = (below.y - above.bottom) / above.size
    if not 0 < gap <= leading * _NORMAL_GAP:
        return False
    return split_word or is_full(above, below, right)


def is_full(above: Row, below: Row, right: float, wider: float = _WIDER) -> bool:
    """Whether the first word of the row below, perhaps so much wider, would have gone beyond the right margin above."""
    first = below.text.split(" ", 1)[0]
    width = (below.x1 - below.x0) * len(first) / max(len(below.text), 1)
    return above.x1 + wider * width + above.size > right


def opens(above: Row, below: Row) -> bool:
    """Whether the row below begins something of its own: a list item or a section heading."""
    if _LIST.match(below.text):
        running = not above.text.endswith((*_SENTENCE_END, ","))
        return not (running and _DATE_OR_ORDINAL.match(below.text))
    return _is_heading(below.text) or _is_heading(above.text)


def _is_heading(text: str) -> bool:
    if text.endswith((".", ",")):
        return False
    return (len(text) < _LONGEST_HEADING and heading_role(text) is not None) or parse_decision_heading(text) is not None


def joined(above: str, below: str) -> str:
    """Two lines as one; a hyphen at the break goes unless it belongs to the word ("social- og", "EU-midler")."""
    if not above.endswith("-") or above.endswith((" -", "--")) or _HANGING.match(below):
        return f"{above} {below}"
    word = above.rsplit(" ", 1)[-1][:-1]
    keeps_hyphen = not below[:1].islower() or not (word.islower() or word.istitle()) or word[-1:].isdigit()
    return above + below if keeps_hyphen else above[:-1] + below


def _parted(above: Row, below: Row, leading: float) -> bool:
    """Whether a blank line stands between the rows."""
    if above.page != below.page or above.column != below.column:
        return True
    return (below.y - above.bottom) / above.size > leading * _PARAGRAPH_GAP
