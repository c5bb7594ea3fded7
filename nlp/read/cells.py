"""The lines of a table cell as one line of text."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.vocabulary.sidelabels import is_name


def cell_text(lines: Iterable[str]) -> str:
    """Names below each other with commas between ("Mette Lund (A), Ole Ravn (V)"), broken text with blanks."""
    kept = [text for line in lines if (text := " ".join(line.split()))]
    return (", " if all(map(is_name, kept)) else " ").join(kept)
