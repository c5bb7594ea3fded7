"""Writes the points of an archive for other tools: Parquet in folders, CSV, or an Excel workbook."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from nlp.errors import ReferatError
from nlp.store.archive.records.packed_point import PackedPoint
from nlp.store.cells import harmless
from nlp.store.replacing import replacing, replacing_folder

COLUMNS = (
    "municipality",
    "year",
    "body",
    "date",
    "number",
    "title",
    "topics",
    "decision_types",
    "decision",
    "amount_max",
    "case_number",
    "document_number",
    "kle",
    "closed",
    "vote",
    "corrected",
    "page",
    "source",
    "text",
)
YES_NO, LISTS = ("closed", "vote", "corrected"), ("topics", "decision_types")
POINTS = (
    "SELECT m.municipality, f.date / 10000, m.body, m.date, p.number, p.title, p.parts, f.amount, p.case_number,"
    " p.document_number, p.kle, p.closed, p.vote, p.corrected, p.page, d.path, p.text"
    " FROM point p JOIN fact f ON f.point_id = p.id JOIN document d ON d.id = p.document_id"
    " JOIN meeting m ON m.id = d.meeting_id ORDER BY m.municipality, f.date, p.id"
)
BATCH = 20_000
"""Rows that are held at once for Parquet."""
CELL = 32_767
"""Most characters of a cell in Excel."""
ROWS = 1_048_576
"""Most rows of a sheet in Excel."""
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """One row a point shown, by municipality and date; lists of labels joined by commas."""
    for found in db.execute(POINTS):
        point = PackedPoint(found[6], found[-1])
        labels = [",".join(names) or None for names in (point.topics, point.decision_types)]
        row = dict(zip(COLUMNS, (*found[:6], *labels, point.decision(), *found[7:]), strict=True))
        row |= {name: bool(row[name]) for name in YES_NO}
        row["municipality"], row["year"] = row["municipality"] or "unknown", row["year"] or 0
        yield row


def write_parquet(db: sqlite3.Connection, out: Path) -> int:
    """A folder partitioned by municipality and year, hive style, ready for DuckDB and Spark; the number of points.

    It takes the place of an earlier one. Raises :class:`ReferatError` for a folder that holds anything else.
    """
    import pyarrow as pa
    from pyarrow import dataset

    from nlp.store.partitions import check_folder

    check_folder(out)
    schema = arrow_schema()
    counted = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal counted
        for batch in in_batches(rows(db)):
            counted += len(batch)
            for row in batch:
                row |= {name: row[name].split(",") if row[name] else [] for name in LISTS}
            yield pa.RecordBatch.from_pylist(batch, schema=schema)

    partitioning = dataset.partitioning(pa.schema([("municipality", pa.string()), ("year", pa.int32())]), flavor="hive")
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    with replacing_folder(out) as new:
        dataset.write_dataset(
            reader, new, format="parquet", partitioning=partitioning, max_partitions=100_000, max_open_files=200
        )
    return counted


def arrow_schema() -> Any:
    """The columns of Parquet: texts but for numbers, yes and no, and lists of labels."""
    import pyarrow as pa

    types = {"year": pa.int32(), "page": pa.int32(), "amount_max": pa.float64()}
    types |= dict.fromkeys(YES_NO, pa.bool_()) | dict.fromkeys(LISTS, pa.list_(pa.string()))
    return pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])


def in_batches(found: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in lists of :data:`BATCH`."""
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def write_csv(db: sqlite3.Connection, out: Path) -> int:
    """UTF-8 with BOM; cells that a spreadsheet would take for formulas get an apostrophe."""
    counted = 0
    with replacing(out, ".csv") as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for row in rows(db):
            writer.writerow([cell(row[name]) for name in COLUMNS])
            counted += 1
        text.flush()
        text.detach()
    return counted


def write_xlsx(db: sqlite3.Connection, out: Path) -> int:
    """A workbook; texts longer than a cell holds are cut."""
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise ReferatError("Excel files need openpyxl; install it with: pip install 'referat[xlsx]'") from error
    counted: int = db.execute("SELECT count(*) FROM fact").fetchone()[0]
    if counted >= ROWS:
        raise ReferatError(
            f"{out}: Excel takes {ROWS - 1:,} points, the archive has {counted:,}; export .csv or a folder"
        )
    with replacing(out, ".xlsx") as file:
        book = Workbook(write_only=True)
        with temporary(book.create_sheet("points")) as sheet:
            sheet.append(COLUMNS)
            for row in rows(db):
                sheet.append([in_excel(value) for value in row.values()])
        book.save(file)
    return counted


def in_excel(value: object) -> object:
    """A cell without signs that XML has no way to write, and no longer than Excel takes."""
    value = cell(value)
    return ILLEGAL.sub(" ", value)[:CELL] if isinstance(value, str) else value


@contextmanager
def temporary(sheet: Any) -> Iterator[Any]:
    """A sheet that is kept in the folder for temporary files; says so where that is full."""
    from lxml.etree import SerialisationError

    try:
        yield sheet
    except SerialisationError as error:
        for part in (sheet, sheet._writer):  # else each complains once more when it is collected
            with suppress(SerialisationError):
                part.close()
        remedy = "free some space there, or name another folder in the variable TMPDIR"
        raise ReferatError(f"{gettempdir()}: temporary files cannot be written ({error}); {remedy}") from error


def cell(value: object) -> object:
    """Texts harmless; numbers stay numbers."""
    return harmless(value) if isinstance(value, str) else value
