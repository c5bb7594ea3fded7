"""Prints a table of the meetings in a file of records: ``python scripts/summary.py minutes.jsonl``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from nlp.record import Record
from nlp.resources import read_json
from nlp.store.rows import largest_amount


def summary(records: list[Record]) -> Table:
    """One row a meeting: who met when, what was decided, what it cost."""
    names = read_json("labels.json")["decision_types"]
    table = Table(title="Tagged minutes", title_justify="left")
    for heading in ("Meeting", "Date", "Format", "Decisions"):
        table.add_column(heading)
    for heading in ("Points", "Entities", "Largest amount"):
        table.add_column(heading, justify="right")
    for record in records:
        types = Counter(names[label.label] for point in record.points for label in point.decision_types)
        amounts = [amount for point in record.points if (amount := largest_amount(point)) is not None]
        meeting = record.meeting
        table.add_row(
            f"{meeting.body or Path(record.source.path).name}, {meeting.municipality or '?'}",
            meeting.date,
            record.source.format,
            ", ".join(f"{name} {count}" for name, count in types.most_common(3)),
            str(len(record.points)),
            str(sum(len(point.entities) for point in record.points)),
            f"{max(amounts, key=abs):,.0f} kr.".replace(",", ".") if amounts else "",
        )
    return table


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    Console(width=None if sys.stdout.isatty() else 160).print(summary([Record.model_validate_json(x) for x in lines]))
