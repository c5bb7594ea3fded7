"""CSV for spreadsheets: UTF-8 with byte order mark, one row a point."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import IO

from nlp.record import Record
from nlp.store.cells import harmless
from nlp.store.rows import COLUMNS, ColumnType, RowWriter, rows

SEPARATOR = "; "
"""Between several values in one cell."""


class CsvRows(RowWriter):
    """Writes the rows of records; texts that look like formulas get a leading apostrophe."""

    def __init__(self, file: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
        self._csv = csv.writer(self._text)
        self._csv.writerow(COLUMNS)

    def write(self, record: Record) -> None:
        for row in rows(record):
            self._csv.writerow([cell(getattr(row, name)) for name in COLUMNS])

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


def cell(value: ColumnType | list[float]) -> str | int | float:
    """What stands in a cell: numbers as they are, yes/no as true/false, lists joined, texts made harmless."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case date():
            return value.isoformat()
        case list():
            return harmless(SEPARATOR.join(str(one) for one in value))
        case _:
            return harmless(value)
