"""Minutes that are one wide table: number, subject, background and decision side by side, a row a point.

The header row tells the columns, as text set apart by blanks at certain places of the line or as cells between tabs.
It may come again on every page. What stands in other columns beside a decision is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nlp.outline import Document, Line, Offsets, Outline, OutlinePoint, OutlineSection
from nlp.record import SectionRole
from nlp.resources import read_json
from nlp.vocabulary import wording
from nlp.vocabulary.headings import heading_role

ENOUGH = 3
"""Columns of a header row, and rows below it."""
SLACK = 2
"""Letters by which a cell may begin before its column."""
_APART = re.compile(r"[^\s|](?:[^\s|]| (?! ))*")
_BETWEEN_TABS = re.compile(r"[^\t|]*[^\s|][^\t|]*")
_NUMBER = re.compile(r"(?:(?:punkt|pkt|sag|nr)\b\.?\s*)?(?P<n>\d{1,4}(?:/\d{2,4})?)[.)]?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Columns:
    """Where the columns of a table begin, or which cells they are, and what each holds."""

    places: list[int]
    kinds: list[str]
    """"number", "title", "decision", or the column's heading."""
    tabs: bool


@dataclass(slots=True)
class _Row:
    """The cells of one point by kind of column, each with the pieces of its lines."""

    line: Line
    number: str | None
    cells: dict[str, list[Offsets]] = field(default_factory=dict)


def table_outline(document: Document) -> Outline | None:
    """The outline of minutes in a table; None where the document has no header row with its decisions."""
    text, lines = document.text, document.lines
    first = next((i for i, line in enumerate(lines) if _header(text[line.start : line.end], line)), len(lines))
    columns: _Columns | None = None
    rows: list[_Row] = []
    apart = True
    for line in lines[first:]:
        words = text[line.start : line.end]
        if not words.strip() or wording.PAGE_LINE.fullmatch(words):
            apart = apart or not words.strip()
            continue
        if found := _header(words, line):
            columns = found
        elif columns and not _read(text, line, columns, rows, apart):
            break
        apart = False
    if columns is None or len(rows) < ENOUGH or not _ascending(rows):
        return None
    ends = [*(row.line.start for row in rows[1:]), len(text)]
    return Outline(
        head=(0, lines[first].start), points=[_point(text, row, end) for row, end in zip(rows, ends, strict=True)]
    )


def _header(words: str, line: Line) -> _Columns | None:
    """The columns that a header row names."""
    if "eslut" not in words and "edtag" not in words and "fgør" not in words:
        return None
    tabs = line.table
    cells = list((_BETWEEN_TABS if tabs else _APART).finditer(words))
    names = read_json("headings.json")["columns"]
    kinds = []
    for cell in cells:
        name = cell[0].strip(" *_:.").lower()
        known = next((kind for kind, words in names.items() if name in words), None)
        kinds.append(known or ("decision" if heading_role(cell[0].strip()) == "decision" else cell[0].strip()))
    if len(cells) < ENOUGH or kinds.count("title") != 1 or kinds.count("decision") != 1:
        return None
    return _Columns(_tab_places(words, cells) if tabs else [cell.start() for cell in cells], kinds, tabs)


def _tab_places(words: str, cells: Sequence[re.Match[str]]) -> list[int]:
    return [len(re.findall(r"[\t|]", words[: cell.start()])) for cell in cells]


def _read(text: str, line: Line, columns: _Columns, rows: list[_Row], apart: bool) -> bool:
    """Put the cells of a line into their rows; False where the table has ended."""
    words = text[line.start : line.end]
    cells = list(_cells(words, columns))
    first = next((words[slice(*span)].strip() for kind, span in cells if kind == columns.kinds[0]), "")
    numbered = columns.kinds[0] == "number"
    number = _NUMBER.fullmatch(first) if numbered else None
    if numbered and first and not number:
        return False
    titled = any(kind == "title" for kind, _ in cells)
    if number or (not numbered and titled and (apart or columns.tabs)):
        rows.append(_Row(line, number["n"] if number else None))
    if rows:
        for kind, (start, end) in cells:
            rows[-1].cells.setdefault(kind, []).append((line.start + start, line.start + end))
    return True


def _cells(words: str, columns: _Columns) -> Iterator[tuple[str, Offsets]]:
    """Kind of column and place of each cell of a line."""
    if columns.tabs:
        for cell in _BETWEEN_TABS.finditer(words):
            [place] = _tab_places(words, [cell])
            if place in columns.places:
                yield columns.kinds[columns.places.index(place)], cell.span()
        return
    spans: dict[int, Offsets] = {}
    for piece in _APART.finditer(words):
        cuts = [p for p in columns.places if piece.start() < p < piece.end() and words[p - 1] == " "]
        for start, end in zip([piece.start(), *cuts], [*cuts, piece.end()], strict=True):
            column = max((i for i, p in enumerate(columns.places) if p <= start + SLACK), default=0)
            spans[column] = (spans.get(column, (start, end))[0], end)
    for column, span in spans.items():
        yield columns.kinds[column], span


def _ascending(rows: Sequence[_Row]) -> bool:
    numbers = [int(_DIGITS.findall(row.number)[0]) for row in rows if row.number]
    return all(one < two for one, two in pairwise(numbers))


def _point(text: str, row: _Row, end: int) -> OutlinePoint:
    subject = row.cells.pop("title", [])
    titles = _title_pieces(text, subject)
    behind = titles[-1][1] if len(titles) == 1 else titles[0][1] if titles else row.line.start
    point = OutlinePoint(
        title=" ".join(text[slice(*piece)].strip() for piece in titles),
        span=(row.line.start, end),
        heading_span=(row.line.start, behind),
        number=row.number,
        page=row.line.page,
    )
    for piece in subject[len(titles) :]:
        if found := wording.CASE_LINE.match(text[slice(*piece)]):
            point.case_number = point.case_number or found["number"].strip(" .")
    for kind, pieces in row.cells.items():
        said = " ".join(text[slice(*piece)] for piece in pieces)
        if wording.STATUS_LINE.fullmatch(said.strip()):
            point.closed = "lukke" in said.lower()
        elif kind != "number":
            point.sections.append(_section(kind, (pieces[0][0], pieces[-1][1])))
    others = [piece for kind, pieces in row.cells.items() if kind != "decision" for piece in pieces]
    point.running = [*subject, *others]
    for piece in subject[len(titles) :]:
        heading, _, names = text[slice(*piece)].partition(":")
        if names and heading_role(heading) == "absence":
            colon = piece[0] + len(heading) + 1
            point.sections.append(OutlineSection(heading, (piece[0], colon), (colon, piece[1]), "absence"))
    return point


def _title_pieces(text: str, subject: Sequence[Offsets]) -> list[Offsets]:
    """The lines of the subject's cell down to a case number or a heading."""
    titles: list[Offsets] = []
    for piece in subject:
        words = text[slice(*piece)]
        if titles and (wording.CASE_LINE.match(words) or wording.BARE_CASE_LINE.match(words) or ":" in words):
            break
        titles.append(piece)
    return titles


def _section(kind: str, span: Offsets) -> OutlineSection:
    role: SectionRole | None = "decision" if kind == "decision" else heading_role(kind) or "background"
    return OutlineSection("Beslutning" if kind == "decision" else kind, (span[0], span[0]), span, role)
