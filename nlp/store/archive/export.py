"""Writes the points of an archive for other tools: Parquet in folders, CSV, or an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import ReferatError
from nlp.store.archive.packing import decided
from nlp.store.cells import harmless
from nlp.store.writers import replacing

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
POINTS = (
    "SELECT m.municipality, f.date / 10000, m.body, m.date, p.number, p.title, p.parts, f.amount, p.case_number,"
    " p.document_number, p.kle, p.closed, p.vote, p.corrected, p.page, d.path, p.text"
    " FROM point p JOIN fact f ON f.point_id = p.id JOIN document d ON d.id = p.document_id"
    " JOIN meeting m ON m.id = d.meeting_id ORDER BY m.municipality, f.date, p.id"
)
BATCH = 20_000
CELL = 32_767
"""Most characters of a cell in Excel."""


def rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """One row a point shown, by municipality and date; lists of labels joined by commas."""
    for found in db.execute(POINTS):
        parts, text = json.loads(found[6]), found[-1]
        parts += [[]] * (4 - len(parts))
        labels = [",".join(name for name, _ in parts[at]) or None for at in (0, 1)]
        row = dict(zip(COLUMNS, (*found[:6], *labels, decided(parts[3], text), *found[7:]), strict=True))
        row |= {name: bool(row[name]) for name in ("closed", "vote", "corrected")}
        row["municipality"], row["year"] = row["municipality"] or "unknown", row["year"] or 0
        yield row


def write_parquet(db: sqlite3.Connection, out: Path) -> int:
    """A folder partitioned by municipality and year, hive style, ready for DuckDB and Spark; the number of points."""
    import pyarrow as pa
    from pyarrow import dataset

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ReferatError(f"{out}: is not an empty folder; choose another one")
    types = {
        "year": pa.int32(),
        "page": pa.int32(),
        "amount_max": pa.float64(),
        "closed": pa.bool_(),
        "vote": pa.bool_(),
        "corrected": pa.bool_(),
    }
    lists = ("topics", "decision_types")
    schema = pa.schema(
        [(name, pa.list_(pa.string()) if name in lists else types.get(name, pa.string())) for name in COLUMNS]
    )
    counted = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal counted
        for batch in in_batches(rows(db)):
            counted += len(batch)
            for row in batch:
                row |= {name: (row[name] or "").split(",") if row[name] else [] for name in lists}
            yield pa.RecordBatch.from_pylist(batch, schema=schema)

    partitioning = dataset.partitioning(pa.schema([("municipality", pa.string()), ("year", pa.int32())]), flavor="hive")
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    dataset.write_dataset(
        reader, out, format="parquet", partitioning=partitioning, max_partitions=100_000, max_open_files=200
    )
    return counted


def in_batches(found: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
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
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise ReferatError("Excel files need openpyxl; install it with: pip install 'referat[xlsx]'") from error
    counted = 0
    with replacing(out, ".xlsx") as file:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("points")
        sheet.append(COLUMNS)
        for row in rows(db):
            sheet.append(
                [ILLEGAL_CHARACTERS_RE.sub(" ", v)[:CELL] if isinstance(v, str) else v for v in map(cell, row.values())]
            )
            counted += 1
        book.save(file)
    return counted


def cell(value: object) -> object:
    """Texts harmless; numbers stay numbers."""
    return harmless(value) if isinstance(value, str) else value
