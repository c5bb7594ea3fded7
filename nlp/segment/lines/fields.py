"""Forms whose points open with a block of the same fields, one of them a number that ascends.

"Sag    Veje", "Nr.    2 af 9", "Sagsid    14/88": the title stands beside the first label of the block.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.segment.lines.features import Shape
from nlp.segment.lines.ownheadings import WIDE, label_of, value_of

ENOUGH = 3
SAME = 0.8
"""Share of the blocks in which a field stands."""
MORE = 1.3
"""Lines with the label of the title, per point."""
DEEP = 4
"""Lines of a block above the number."""
_NUMBER = re.compile(r"(?P<n>\d{1,4})(?: ?(?:af|/) ?\d{1,3})?\.?")


@dataclass(frozen=True, slots=True)
class Block:
    """The line with the title of a point, the line with its number, the number and the title."""

    first: int
    numbered: int
    number: int
    title: str


def opening_blocks(found: Sequence[Shape]) -> list[Block]:
    """The blocks that open the points; none where no field numbers them."""
    labels = [None if s.line.table else label_of(s.text) for s in found]
    numbers: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, label in enumerate(labels):
        if label and (match := _NUMBER.fullmatch(value_of(found[index].text).strip())):
            numbers[label].append((index, int(match["n"])))
    for rows in numbers.values():
        if len(rows) < ENOUGH or [n for _, n in rows] != list(range(rows[0][1], rows[0][1] + len(rows))):
            continue
        if rows[-1][0] - rows[0][0] < WIDE * len(found):
            continue
        if above := _opens(labels, [index for index, _ in rows]):
            return [
                Block(index - above, index, number, value_of(found[index - above].text).strip())
                for index, number in rows
                if labels[index - above]
            ]
    return []


def _opens(labels: Sequence[str | None], rows: Sequence[int]) -> int:
    """How many lines above the number the block begins: as many as have the same label in nearly all blocks."""
    above, counts = 0, Counter(labels)
    for step in range(1, DEEP + 1):
        label, count = Counter(labels[index - step] for index in rows if index >= step).most_common(1)[0]
        if label is None or count < SAME * len(rows) or counts[label] > MORE * len(rows):
            break
        above = step
    return above
