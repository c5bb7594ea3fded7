"""Parquet: one typed row a point, lists as lists, and the whole point as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from nlp.record import Record
from nlp.store.rows import COLUMNS, TYPES, RowWriter, rows

ROWS_IN_A_GROUP = 5_000
"""Rows that are held at once, and written together."""
POINT = "point"
"""Column with the point as in the JSON record: sections, decisions, entities with values."""

ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    list[str]: pa.list_(pa.string()),
    list[float]: pa.list_(pa.float64()),
}


def schema() -> pa.Schema:
    """The columns of :class:`nlp.store.rows.Row` and the point as JSON."""
    columns = [_field(name) for name in COLUMNS]
    return pa.schema([*columns, pa.field(POINT, pa.string(), nullable=False)])


def _field(name: str) -> pa.Field:
    kind: Any = TYPES[name]
    optional = type(None) in getattr(kind, "__args__", ())
    return pa.field(name, ARROW[kind.__args__[0] if optional else kind], nullable=optional)


class ParquetRows(RowWriter):
    """Writes rows in groups, so memory stays flat."""

    def __init__(self, file: IO[bytes]) -> None:
        self._schema = schema()
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, record: Record) -> None:
        for row, point in zip(rows(record), record.points, strict=True):
            self._rows.append({**asdict(row), POINT: point.model_dump_json()})
        if len(self._rows) >= ROWS_IN_A_GROUP:
            self._flush()

    def close(self) -> None:
        try:
            self._flush()
            self._writer.close()
        finally:
            self._writer.is_open = False  # else it is closed again when collected, and complains

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()
