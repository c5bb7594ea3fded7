"""Lines with the labels of the line labeller, written before them."""

from __future__ import annotations

from nlp.read.text import lines_of
from nlp.segment.lines.features import Shape, shapes
from nlp.segment.lines.labeller import LABELS, LineLabel

LETTERS: dict[str, LineLabel] = {label[0]: label for label in reversed(LABELS)} | {"T": "TEXT", "C": "TOC"}


def marked(text: str) -> tuple[list[Shape], list[LineLabel], list[int]]:
    """Lines marked "P| 1. Sti" (the first letter of the label; C is a contents list), and where points start."""
    rows = [row.split("| ", 1) for row in text.strip().splitlines()]
    plain = "\n".join(row[1] for row in rows)
    labels = [LETTERS[row[0].strip()[0]] for row in rows]
    found = shapes(plain, lines_of(plain))
    return found, labels, [index for index, label in enumerate(labels) if label == "POINT"]
