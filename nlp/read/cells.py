"""The lines of a table cell as one line of text."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_NAME = 60


def cell_text(lines: Iterable[str]) -> str:
    """Names below each other with commas between ("Mette Lund (A), Ole Ravn (V)"), broken text with blanks."""
    kept = [text for line in lines if (text := " ".join(line.split()))]
    return (", " if all(map(_is_name, kept)) else " ").join(kept)


def _is_name(line: str) -> bool:
    """Whether a line may stand for a person: from a capital to a capital or a bracket, without a mark at its end."""
    first, *_, last = line.split() * 2
    return (
        " " in line
        and "," not in line
        and len(line) <= LONGEST_NAME
        and line[-1] not in ".;:"
        and first[0].isupper()
        and (last[0].isupper() or last[0] == "(")
    )
