"""Writers: what stands in the file, and that no half file is ever left."""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from builders.records import entity, point, record
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReferatError, UsageError
from nlp.record import Record
from nlp.store.cells import FORMULA_STARTS, harmless
from nlp.store.csv_file import cell
from nlp.store.rows import COLUMNS, rows
from nlp.store.writers import open_writer


def write(path: Path, *records: Record) -> Path:
    with open_writer(str(path)) as writer:
        for one in records:
            writer.write(one)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_hold_one_record_a_line(tmp_path: Path) -> None:
    path = write(tmp_path / "out.jsonl", record(), record(body="Økonomiudvalget"))
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["meeting"]["body"] for line in lines] == ["Byrådet", "Økonomiudvalget"]
    assert Record.model_validate_json(lines[0]) == record()
    assert json.loads(lines[0])["points"][0]["decisions"][0]["votes"]["for"]["count"] is None


def test_csv_has_a_byte_order_mark_and_one_row_a_point(tmp_path: Path) -> None:
    path = write(tmp_path / "out.csv", record(point(), point(number="2", title="Gæld")))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfmunicipality,")
    first, second = read_csv(path)
    assert first["topics"] == "traffic; budget"
    assert first["largest_amount"] == "2000000.0"
    assert first["absent"] == "Åse Ø. Krog"
    assert (first["closed"], first["amounts"], first["orgs"], first["page"]) == ("false", "1", "1", "")
    assert second["title"] == "Gæld"


def test_csv_texts_that_look_like_formulas_are_made_harmless(tmp_path: Path) -> None:
    title = '=HYPERLINK("http://x","y")'
    (row,) = read_csv(write(tmp_path / "out.csv", record(point(title=title, number="+1", absent=["@A"]))))
    assert (row["title"], row["number"], row["absent"]) == ("'" + title, "'+1", "'@A")


def test_csv_numbers_stay_numbers(tmp_path: Path) -> None:
    money = [entity("MONEY", "2 mio. kr.", {"amount": -315_000.0})]
    (row,) = read_csv(write(tmp_path / "out.csv", record(point(entities=money))))
    assert row["largest_amount"] == "-315000.0"


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULA_STARTS)
    assert harmless(text).removeprefix("'").endswith(text.removeprefix("'"))


@given(st.lists(st.text()))
def test_no_list_starts_a_formula(texts: list[str]) -> None:
    assert not str(cell(texts)).startswith(FORMULA_STARTS)


def test_parquet_is_typed(tmp_path: Path) -> None:
    table = pq.read_table(write(tmp_path / "out.parquet", record(point(), point(page=3)), record(date=None)))
    first, second, third = table.to_pylist()
    assert first["topics"] == ["traffic", "budget"]
    assert first["date"] == date(2021, 5, 10)
    assert third["date"] is None
    assert (first["page"], second["page"]) == (None, 3)
    assert json.loads(first["point"])["entities"][1]["value"]["amount"] == 2_000_000
    assert table.column_names == [*COLUMNS, "point"]


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_no_records_give_a_valid_empty_file(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"out.{ending}")
    if ending == "csv":
        assert read_csv(path) == []
    elif ending == "parquet":
        assert pq.read_table(path).num_rows == 0
    else:
        assert path.read_bytes() == b""


def test_parquet_rows_are_written_in_groups(tmp_path: Path) -> None:
    many = record(*[point(number=str(n)) for n in range(3_000)])
    file = pq.ParquetFile(write(tmp_path / "out.parquet", many, many, many))
    assert (file.metadata.num_rows, file.num_row_groups) == (9_000, 2)


def test_a_range_counts_with_its_upper_end() -> None:
    money = [entity("MONEY", "2 mio. kr.", {"min": 4e6, "max": 5e6}), entity("MONEY", "2 mio. kr.", {"amount": 1.0})]
    (row,) = rows(record(point(entities=money)))
    assert row.largest_amount == 5e6


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with pytest.raises(RuntimeError), open_writer(str(path)) as writer:
        writer.write(record())
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_an_interrupt_leaves_nothing(tmp_path: Path, ending: str) -> None:
    with pytest.raises(KeyboardInterrupt), open_writer(str(tmp_path / f"out.{ending}")) as writer:
        writer.write(record())
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "real.jsonl", tmp_path / "out.jsonl"
    target.write_text("old")
    link.symlink_to(target)
    write(link, record())
    assert link.is_symlink()
    assert target.read_text().startswith('{"schema_version"')


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("out.xlsx", UsageError, "unknown ending '.xlsx'; use .jsonl, .csv, .parquet, FOLDER/ for partitions, or -"),
        ("out", UsageError, "unknown ending ''"),
        ("missing/out.csv", ReferatError, "missing does not exist; make it first"),
        (".", ReferatError, "is a folder; give a file name"),
    ],
)
def test_wrong_places(tmp_path: Path, name: str, error: type[ReferatError], says: str) -> None:
    with pytest.raises(error, match=says.replace(".", r"\.")), open_writer(str(tmp_path / name)):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(ReferatError, match="is a folder; give a file name"), open_writer(str(tmp_path / "out.csv")):
        pass


def test_what_a_killed_run_left_is_removed_later(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".o.jsonl.a.part", ".o.jsonl.b.part", ".p.jsonl.c.part"))
    for left in (old, new, other):
        left.write_text("half")
    for left in (old, other):
        os.utime(left, (1_600_000_000, 1_600_000_000))
    with open_writer(str(tmp_path / "o.jsonl")) as writer:
        writer.write(record())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".o.jsonl.b.part", ".p.jsonl.c.part", "o.jsonl"]
