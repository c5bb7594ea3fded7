"""Reads the marked documents of ``tests/meetings``.

``⟦N date|body|municipality|first-last number⟧`` begins a meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "meetings"
MARK = re.compile(r"⟦N (?P<date>[^|]+)\|(?P<body>[^|]+)\|(?P<municipality>[^|]+)\|(?P<first>\d+)-(?P<last>\d+)⟧")


@dataclass(frozen=True, slots=True)
class MarkedMeeting:
    """A meeting that a document holds; ``start`` is its offset in the text without marks."""

    start: int
    date: str
    body: str
    municipality: str
    numbers: list[str]


def read_marked(name: str) -> tuple[str, list[MarkedMeeting]]:
    """Text without marks, and the meetings marked in it."""
    return unmarked((FOLDER / f"{name}.txt").read_text("utf-8"))


def unmarked(source: str) -> tuple[str, list[MarkedMeeting]]:
    meetings = []
    removed = 0
    for mark in MARK.finditer(source):
        numbers = [str(number) for number in range(int(mark["first"]), int(mark["last"]) + 1)]
        meetings.append(
            MarkedMeeting(mark.start() - removed, mark["date"], mark["body"], mark["municipality"], numbers)
        )
        removed += len(mark[0])
    return MARK.sub("", source), meetings


def names(pattern: str) -> list[str]:
    return sorted(path.stem for path in FOLDER.glob(pattern + ".txt"))
