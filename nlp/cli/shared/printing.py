"""Answers on standard output: JSON, CSV, and plain tables of training and labelling."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from nlp.cli.shared.options import Form

Rows = Sequence[Mapping[str, Any]]


def print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def print_jsonl(rows: Rows) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def print_csv(names: Sequence[str], rows: Rows) -> None:
    """UTF-8 with BOM, for Excel; cells that would be formulas get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([[cell(row[name]) for name in names] for row in rows])
    sys.stdout.buffer.write(b"\xef\xbb\xbf" + out.getvalue().encode())
    sys.stdout.flush()


def write_rows(form: Form, names: Sequence[str], rows: Rows) -> None:
    """Rows in any form but a table."""
    if form is Form.csv:
        print_csv(names, rows)
    elif form is Form.jsonl:
        print_jsonl(rows)
    else:
        print_json(rows)


def cell(value: object) -> object:
    """Lists and counts joined, texts harmless; numbers stay numbers."""
    from nlp.store.cells import harmless

    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return harmless(value) if isinstance(value, str) else value


def print_table(header: list[str], rows: list[list[str]]) -> None:
    """Columns side by side; figures to the right."""
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header))]
    for row in [header, *rows]:
        cells = [
            cell.rjust(width) if cell[:1] in "0123456789+-" and len(cell) < 12 else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())
