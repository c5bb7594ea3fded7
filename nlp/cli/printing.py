"""Answers on standard output: JSON, and plain tables of training and labelling."""

from __future__ import annotations

import json


def print_json(value: object) -> None:
    print(json.dumps(value, indent=1, ensure_ascii=False))


def print_table(header: list[str], rows: list[list[str]]) -> None:
    """Columns side by side; figures to the right."""
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header))]
    for row in [header, *rows]:
        cells = [
            cell.rjust(width) if cell[:1] in "0123456789+-" and len(cell) < 12 else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())
