"""Rows of CSV, tab-separated and Excel files, as people save them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import ReferatError
from nlp.read.decode import decode

ENDINGS = (".csv", ".tsv", ".xlsx")
DELIMITERS = ";,\t"
LONGEST = 10**7
"""Characters of a cell."""


def table(path: Path) -> Iterator[list[str]]:
    """The rows of a file; of a workbook those of its first sheet. Raises :class:`ReferatError` for half a file."""
    if path.suffix.lower() == ".xlsx":
        yield from _excel(path)
        return
    text, _ = decode(path.read_bytes())
    csv.field_size_limit(LONGEST)
    try:
        yield from csv.reader(
            io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=text.split("\n", 1)[0].count)
        )
    except csv.Error as error:
        raise ReferatError(f"{path}: not a whole CSV file ({error}); save it again") from error


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the heading with their number, by column in small letters; empty rows are passed over."""
    found = table(path)
    heading = [title.strip().casefold() for title in next(found, [])]
    for number, row in enumerate(found, 2):
        if any(cell.strip() for cell in row):
            yield number, dict(zip(heading, (cell.strip() for cell in row), strict=False))


def _excel(path: Path) -> Iterator[list[str]]:
    book = openpyxl()
    try:
        sheet = book.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    except Exception as error:  # zipfile, XML and openpyxl each raise their own
        raise ReferatError(f"{path}: not a whole Excel file ({type(error).__name__}); save it again") from error


def openpyxl() -> Any:
    """The library for Excel files, which is an extra."""
    try:
        import openpyxl as library
    except ImportError as error:
        raise ReferatError("Excel files need openpyxl; run: pip install 'referat[xlsx]', or use .csv") from error
    return library
