"""Headings that stand beside their text, in the first column of a table: "Beslutning | Godkendt."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, compress
from typing import TypeVar

from nlp.vocabulary.headings import heading_role

_LONGEST_NAME = 60
_LONGEST_LABEL = 60
_RECURS = 3
"""A label that stands so often in a document heads a section, whatever it says."""

T = TypeVar("T")
Row = Sequence[Sequence[str]]
"""The paragraphs of each cell of a table row."""


def laid_out(tables: Iterable[Sequence[T]], cells: Callable[[T], Row]) -> list[T]:
    """The rows of a document's tables that hold no data but text, with or without a label beside it.

    ``cells`` gives the cells of a row of any kind. Those of the rows found are read one after the other, each
    paragraph a line of its own. Labels are told by known headings, and by what recurs; they stand in most rows of
    their table.
    """
    tables = list(tables)
    said = [list(map(cells, table)) for table in tables]
    counts = Counter(parts[0] for table in said for row in table if (parts := _label_and_text(row)))
    marks = (_marks(table, counts) for table in said)
    return list(compress(chain.from_iterable(tables), chain.from_iterable(marks)))


def _marks(table: Sequence[Row], counts: Counter[str]) -> list[bool]:
    labelled = [_is_labelled(row, counts) for row in table]
    filled = [sum(map(any, row)) for row in table]
    most = 2 * sum(labelled) > sum(count > 1 for count in filled)
    alone = [count == 1 and max(map(len, row)) > 1 for row, count in zip(table, filled, strict=True)]
    return [(most and label) or paragraphs for label, paragraphs in zip(labelled, alone, strict=True)]


def is_name(line: str) -> bool:
    """Whether a line may stand for a person: from a capital to a capital or a bracket, without a mark at its end."""
    first, *_, last = line.split() * 2
    return (
        " " in line
        and "," not in line
        and len(line) <= _LONGEST_NAME
        and line[-1] not in ".;:"
        and first[0].isupper()
        and (last[0].isupper() or last[0] == "(")
    )


def _is_labelled(row: Row, counts: Counter[str]) -> bool:
    parts = _label_and_text(row)
    if parts is None:
        return False
    label, text = parts
    if len(text) == 1 and heading_role(text[0]) is not None:
        return False  # the head of a table: "Emne | Beslutning"
    recurs = counts[label] >= _RECURS and not any(map(str.isdigit, label))
    return heading_role(label) is not None or (recurs and any(" " in line for line in text))


def _label_and_text(row: Row) -> tuple[str, Sequence[str]] | None:
    filled = [cell for cell in row if any(cell)]
    if len(filled) != 2 or not any(row[0]) or len(filled[0]) != 1:
        return None
    label, text = filled[0][0], filled[1]
    if len(label) > _LONGEST_LABEL or not label[:1].isalpha() or (len(text) > 1 and all(map(is_name, text))):
        return None
    return (label, text) if any(letter.isalpha() for line in text for letter in line) else None
