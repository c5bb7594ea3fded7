"""Finds the bare amounts of tables, with row, column and the table's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.outline import Line
from nlp.record import TableAmount
from nlp.tag import scan
from nlp.tag.money.money import number
from nlp.tag.tables import patterns as p
from nlp.tag.tables import spaced
from nlp.tag.tables.cells import MARKS, Cell, Row, Table

SCALES = [(re.compile(pattern), scale) for pattern, scale in p.SCALES]
NOTE, NOTE_BELOW = re.compile(p.NOTE, re.MULTILINE), re.compile(p.NOTE_BELOW)
OTHER_COLUMN = re.compile(p.OTHER_COLUMN)
OWN_AMOUNT = re.compile(p.OWN_AMOUNT)
UNIT_NOTE = re.compile(p.UNIT_NOTE)
OTHER_ROW = re.compile(p.OTHER_ROW)
CELL = re.compile(p.CELL)
RULER = re.compile(p.RULER)
FIGURE = re.compile(p.FIGURE)
CAPTION_YEAR = re.compile(p.CAPTION_YEAR)


def find(text: str, lines: Sequence[Line] = ()) -> Iterator[TableAmount]:
    """Amounts of all tables in reading order.

    A table is a run of ``lines`` marked as rows, of lines whose cells stand between tabs or pipes, or, in plain text,
    of lines that end in the same number of figures. It counts where a line above or below it, its first row or a
    column's heading names its scale ("Beløb i 1.000 kr.").
    """
    found = list(tables(text, lines))
    if not any(line.table for line in lines):
        found = sorted([*found, *spaced.tables(text)], key=lambda table: table.rows[0][0].start)
    for table in found:
        yield from amounts(table)


def tables(text: str, lines: Sequence[Line]) -> Iterator[Table]:
    """Runs of at least two rows; one blank line may stand between."""
    marked = {line.start for line in lines if line.table}
    if not marked and "\t" not in text and "|" not in text:
        return
    above: list[str] = []
    rows: list[Row] = []
    blank, start = False, 0
    for line in [*text.split("\n"), "", "", "end"]:
        is_row = start in marked or "\t" in line or line.count("|") > 1
        if is_row:
            if not RULER.fullmatch(line):
                rows.append(cells(line, start))
            blank = False
        elif rows and not line.strip() and not blank:
            blank = True
        else:
            if len(rows) > 1:
                yield Table(above, rows, line)
            above = [] if rows else above
            rows, blank = [], False
            above = [*above[-p.NOTE_REACH + 1 :], line] if line.strip() else above
        start += len(line) + 1


def cells(line: str, start: int) -> Row:
    """The cells of a row that tabs or bars divide; ``start`` is where the line stands in the text."""
    separator = "\t" if "\t" in line else "|"
    offset = start
    row: Row = []
    parts = line.split(separator)
    for part in parts:
        stripped = part.strip()
        row.append(Cell(stripped, offset + len(part) - len(part.lstrip())))
        offset += len(part) + 1
    if separator == "|" and row and not row[0].text and line.lstrip().startswith("|"):
        row = row[1:-1] if not row[-1].text else row[1:]
    return row


def amounts(table: Table) -> Iterator[TableAmount]:
    """The amounts of a table in columns whose scale is known."""
    scale = note_scale(table)
    headings: list[str] = []
    for row in table.rows:
        if is_heading(row):
            headings = [clean(cell.text) for cell in row]
            continue
        heading, first = row_heading(row)
        if OTHER_ROW.search(scan.lower(heading or "")):
            continue
        for index, cell in enumerate(row):
            column = headings[index] if index < len(headings) else None
            factor = column_scale(column, scale) if index >= first else None
            if factor is not None and (found := amount(cell, factor, heading, column)):
                yield found


def clean(text: str) -> str:
    """The text of a cell without marks, with single blanks."""
    return " ".join(MARKS.sub("", text).split())


def is_heading(row: Row) -> bool:
    """Whether no cell behind the first holds an amount: years and words head columns."""
    rest = [cell.lowered for cell in row[1:] if cell.lowered]
    return len(rest) > 0 and all(CAPTION_YEAR.match(text) or not FIGURE.match(text) for text in rest)


def row_heading(row: Row) -> tuple[str | None, int]:
    """The words that head a row and the index of the first cell behind them; a number before them belongs to them."""
    for index, cell in enumerate(row[:2]):
        if cell.text and not CELL.fullmatch(cell.lowered):
            return " ".join(clean(one.text) for one in row[: index + 1] if one.text), index + 1
    return (clean(row[0].text), 1) if row and not row[0].text else (None, 0)


def note_scale(table: Table) -> float | None:
    """The factor that the table's first cell or a short line above or right below it states."""
    corner = table.rows[0][0].lowered if table.rows[0] else ""
    if (found := scale_of(corner)) is not None:
        return found
    below = [table.below] if NOTE_BELOW.match(scan.lower(table.below)) else []
    for line in [*below, *reversed(table.above)]:
        lowered = scan.lower(MARKS.sub("", line)).strip()
        found = scale_of(lowered) if is_note(lowered) else None
        if found is not None:
            return found
    return None


def is_note(line: str) -> bool:
    """Whether a line above a table states a scale; one that names an amount of its own does not."""
    return len(line) <= p.NOTE_LENGTH and bool(NOTE.search(line)) and not OWN_AMOUNT.search(UNIT_NOTE.sub("", line))


def scale_of(text: str) -> float | None:
    """1000.0 for "1.000 kr.", 1.0 for "kr."; None where the text says nothing of amounts."""
    return next((scale for pattern, scale in SCALES if pattern.search(text)), None)


def column_scale(column: str | None, table: float | None) -> float | None:
    """The factor of a column: its own, else the table's; None where it holds no amounts."""
    lowered = scan.lower(column or "")
    if OTHER_COLUMN.search(lowered) and not re.search(r"\bkr\b|\bbeløb\b", lowered):
        return None
    own = scale_of(lowered)
    if own is not None and (own != 1.0 or table is None or "kr" in lowered):
        return own
    return table


def amount(cell: Cell, factor: float, row: str | None, column: str | None) -> TableAmount | None:
    """The amount of a cell that holds nothing else; a minus may stand behind it, brackets mean minus."""
    lead = re.match(rf"(?:{p.MARKS}|\s)*", cell.text)
    offset = lead.end() if lead else 0
    inner = re.sub(rf"(?:{p.MARKS}|\s)*$", "", cell.text[offset:])
    match = CELL.fullmatch(inner)
    if not match or bool(match["open"]) != inner.endswith(")"):
        return None
    negative = match["sign"] in ("-", "−", "–") or match["after"] or match["open"]
    value = round(number(match["number"]) * factor * (-1 if negative else 1), 2)
    start = cell.start + offset
    return TableAmount(amount=value or 0.0, row=row or None, column=column or None, span=(start, start + len(inner)))
