"""Puts the headline figures of the model card into README.md: ``python scripts/readme_figures.py``."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.learn.measure.tables import markdown, renew_marked

ROOT = Path(__file__).parent.parent
CARD, README = ROOT / "models" / "README.md", ROOT / "README.md"
TASKS = ("Topics", "Decision types")
PLACES = {"written municipalities": "invented municipalities"}


def figures(card: str) -> str:
    """What README.md shows of a card that ``referat evaluate --crossed --card`` wrote."""
    by_task = {task: rows_of(card, f"{task}, municipalities not trained on") for task in TASKS}
    places = [f"{PLACES.get(place, place)} ({points} points)" for place, points, *_ in by_task["Topics"]]
    rows = [[f"{task}, micro-F1", *(score for _, _, score, *_ in found)] for task, found in by_task.items()]
    (names,) = [row[3] for row in rows_of(card, "Entities, passages of real minutes (locked)") if row[0] == "micro"]
    layouts = dict(rows_of(card, "Segmentation, printed layouts of all families (locked)"))
    return (
        f"{markdown(['trained without', *places], rows)}\n\n"
        f"Names, dates, amounts and statutes: F1 {names} of exact spans in passages of real minutes. Points found:"
        f"\nF1 {layouts['boundaries']} in meetings printed in random layouts, made hard."
    )


def rows_of(card: str, title: str) -> list[list[str]]:
    """The cells of the table below a heading, without the table's own heading."""
    _, _, rest = card.partition(f"### {title}\n")
    section = re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return lines[2:]


if __name__ == "__main__":
    renew_marked(README, figures(CARD.read_text("utf-8")))
