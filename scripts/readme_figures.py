"""Puts the headline figures of the model card into README.md: ``python scripts/readme_figures.py``."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.learn.tables import markdown, renew_marked

ROOT = Path(__file__).parent.parent
CARD, README = ROOT / "models" / "README.md", ROOT / "README.md"
PLACES = {"written municipalities": "invented municipalities"}
TASKS = {"Topics": "topics, micro-F1", "Decision types": "decision types, micro-F1"}


def table(card: str) -> str:
    """What README.md shows of a card that ``referat evaluate --crossed --card`` wrote."""
    rows = [
        [name, f"{PLACES.get(place, place)}, nothing of it trained on ({points} points)", score]
        for title, name in TASKS.items()
        for place, points, score, *_ in rows_of(card, f"{title}, municipalities not trained on")
    ]
    entities = rows_of(card, "Entities, passages of real minutes (locked)")
    rows += [["names, dates, amounts, statutes: exact spans, F1", "passages of real minutes", row[3]]
             for row in entities if row[0] == "micro"]  # fmt: skip
    layouts = rows_of(card, "Segmentation, printed layouts of all families (locked)")
    rows += [["agenda points found, F1", "meetings printed in random, hard layouts", score]
             for what, score in layouts if what == "boundaries"]  # fmt: skip
    return markdown(["what", "measured on", "score"], rows)


def rows_of(card: str, title: str) -> list[list[str]]:
    """The cells of the table below a heading, without the table's own heading."""
    _, _, rest = card.partition(f"### {title}\n")
    section = re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return lines[2:]


if __name__ == "__main__":
    renew_marked(README, table(CARD.read_text("utf-8")))
