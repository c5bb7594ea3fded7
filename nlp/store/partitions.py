"""Parquet in a folder a municipality and year: ``municipality=Fjordby/year=2021/part-00000-0.parquet``.

Readers of data sets (pyarrow, DuckDB, Spark, Polars) take the two columns from the names of the folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from nlp import remote
from nlp.errors import ReferatError
from nlp.record import Record
from nlp.store.parquet import POINT, schema
from nlp.store.replacing import check_parent, replacing_folder
from nlp.store.rows import RowWriter, rows

ROWS_AT_ONCE = 20_000
"""Held in memory, and written to one file a partition."""
OPEN_FILES = 100
"""Partitions that are written to at once."""
BY = ("municipality", "year")
"""Columns whose values name the folders."""


class Partitions(RowWriter):
    """Writes rows into partitions below a folder; the same rows in the same order give the same files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = schema().append(pa.field("year", pa.int32()))
        self._by = ds.partitioning(pa.schema([self._schema.field(name) for name in BY]), flavor="hive")
        self._rows: list[dict[str, Any]] = []
        self._parts = 0

    def write(self, record: Record) -> None:
        for row, point in zip(rows(record), record.points, strict=True):
            year = row.date.year if row.date else None
            self._rows.append({**asdict(row), POINT: point.model_dump_json(), "year": year})
        if len(self._rows) >= ROWS_AT_ONCE:
            self.close()

    def close(self) -> None:
        """Write the rows that are held."""
        if not self._rows:
            return
        ds.write_dataset(
            pa.Table.from_pylist(self._rows, schema=self._schema),
            self._folder,
            format="parquet",
            file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
            partitioning=self._by,
            basename_template=f"part-{self._parts:05}-{{i}}.parquet",
            existing_data_behavior="overwrite_or_ignore",
            use_threads=False,
            max_open_files=OPEN_FILES,
            max_partitions=ROWS_AT_ONCE,
        )
        self._parts += 1
        self._rows.clear()


@contextmanager
def open_partitions(out: str) -> Iterator[Partitions]:
    """A data set at a folder or URL that ends in ``/``; what stood there is replaced when all went well.

    Raises :class:`ReferatError` for a folder that holds anything but such a data set.
    """
    if remote.is_remote(out):
        with TemporaryDirectory() as folder:
            made = Partitions(Path(folder))
            yield made
            made.close()
            _upload(Path(folder), out)
        return
    check_folder(Path(out))
    with replacing_folder(Path(out)) as new:
        made = Partitions(new)
        yield made
        made.close()


def check_folder(target: Path) -> None:
    """Raise :class:`ReferatError` for a place where no data set can be written."""
    check_parent(target)
    if target.exists() and not target.is_dir():
        raise ReferatError(f"{target}: is a file; give a folder for partitions, or a name without / at its end")
    others = [one.name for one in target.iterdir() if not one.name.startswith(f"{BY[0]}=")] if target.exists() else []
    if others:
        raise ReferatError(f"{target}: holds other files ({others[0]}); give an empty or new folder for partitions")


def _upload(folder: Path, url: str) -> None:
    """Put the files there, then drop those of an earlier run that are not among them."""
    system, root = remote.open_place(url)
    root = root.rstrip("/")
    with remote.explained(url):
        earlier = {name for name in system.find(root) if f"/{BY[0]}=" in name} if system.exists(root) else set()
        names = {f"{root}/{file.relative_to(folder).as_posix()}": file for file in sorted(folder.rglob("*.parquet"))}
        for name, file in names.items():
            system.makedirs(name.rpartition("/")[0], exist_ok=True)
            system.put_file(str(file), name)
        for name in earlier - set(names):
            system.rm_file(name)
