"""Rows in columns as wide as the terminal: what is too long goes on in the next line of its column."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from shutil import get_terminal_size

from nlp.cli.shared.messages import in_a_line

STYLES = {"bold": "1", "dim": "2"}
NARROWEST = 6
"""Characters to which a column that is not fixed is made narrower at most."""
Line = tuple[str, str]
"""A text and its style: "bold", "dim" or ""."""


@dataclass(slots=True)
class Column:
    """``right`` aligns figures; ``fixed`` is never broken."""

    title: str
    right: bool = False
    fixed: bool = True


def terminal_width() -> int:
    """``COLUMNS``, else the terminal's, else 80."""
    return get_terminal_size().columns


def print_columns(columns: Sequence[Column], rows: Sequence[Sequence[list[Line]]], width: int) -> None:
    """A heading and rows, each cell some lines."""
    heading = [[(column.title, "bold")] for column in columns]
    cells = [[[(in_a_line(text), style) for text, style in cell] for cell in row] for row in (heading, *rows)]
    widths = fitted(columns, cells, width)
    styled = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.name != "nt"
    for row in cells:
        wrapped = [broken(cell, widths[at]) for at, cell in enumerate(row)]
        for number in range(max(map(len, wrapped))):
            shown = []
            for column, lines, wide in zip(columns, wrapped, widths, strict=True):
                text, style = lines[number] if number < len(lines) else ("", "")
                padded = text.rjust(wide) if column.right else text.ljust(wide)
                shown.append(f"\x1b[{STYLES[style]}m{padded}\x1b[0m" if styled and style else padded)
            print(" " + "  ".join(shown).rstrip())


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[list[Line]]], width: int) -> list[int]:
    """A width for each column: what it needs, less where all do not fit, taken from the widest that may be broken."""
    widths = [max((len(text) for row in rows for text, _ in row[at]), default=0) for at in range(len(columns))]
    may_shrink = [at for at, column in enumerate(columns) if not column.fixed]
    for _ in range(sum(widths) + 2 * len(widths) - width):
        widest = max(reversed(may_shrink), key=widths.__getitem__)
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return widths


def broken(cell: list[Line], width: int) -> list[Line]:
    """The lines of a cell, each in its style, broken between words to a width in columns."""
    return [(piece, style) for text, style in cell for piece in textwrap.wrap(text, width, break_on_hyphens=False)]
