"""Forms whose points open with a block of the same fields, one of them a number that ascends.

"Sag    Veje", "Nr.    2 af 9", "Sagsid    14/88": the title stands beside the first label of the block.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.lines.ownheadings import WIDE, label_of, value_of
from nlp.segment.lines.readings import ALPHABET, ROMAN, roman_value

ENOUGH = 3
SAME = 0.8
"""Share of the blocks in which a field stands."""
MORE = 1.3
"""Lines with the label of the title, per point."""
LONGEST = 12
"""Letters of a number."""
DEEP = 4
"""Lines of a block above the number."""
_NUMBER = re.compile(r"(?P<n>\d{1,4})(?: ?(?:af|/) ?\d{1,3})?\.?")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class Block:
    """The line with the title of a point, the line with its number, the number and the title."""

    first: int
    numbered: int
    number: int
    written: str
    title: str


def opening_blocks(found: Sequence[Shape]) -> list[Block]:
    """The blocks that open the points; none where no field numbers them."""
    labels = [None if s.line.table else label_of(s.text) for s in found]
    numbers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, label in enumerate(labels):
        if label and len(value := value_of(found[index].text).strip()) <= LONGEST:
            numbers[label].append((index, value))
    for rows in numbers.values():
        if len(rows) < ENOUGH or not _ascend([value for _, value in rows]):
            continue
        if rows[-1][0] - rows[0][0] < WIDE * len(found):
            continue
        digits = _NUMBER.fullmatch(rows[0][1])
        first = int(digits["n"]) if digits else 1
        if above := _opens(labels, [index for index, _ in rows]):
            return [
                Block(
                    index - above,
                    index,
                    number,
                    _NUMBER.sub(r"\g<n>", value),
                    value_of(found[index - above].text).strip(),
                )
                for number, (index, value) in enumerate(rows, first)
                if labels[index - above]
            ]
    return []


def _ascend(values: Sequence[str]) -> bool:
    """Whether values are numbers that ascend by one, letters or Roman numerals that do, or decimal numbers in order."""
    digits = [int(match["n"]) for value in values if (match := _NUMBER.fullmatch(value))]
    if len(digits) == len(values):
        return digits == list(range(digits[0], digits[0] + len(digits)))
    if all(_DECIMAL.fullmatch(value) for value in values):
        parts = [tuple(map(int, value.split("."))) for value in values]
        return all(one < two for one, two in pairwise(parts))
    order = range(1, len(values) + 1)
    letters = all(value.lower() == ALPHABET[n - 1 : n] for n, value in zip(order, values, strict=True))
    return letters or all(ROMAN.fullmatch(v) and roman_value(v) == n for n, v in zip(order, values, strict=True))


def _opens(labels: Sequence[str | None], rows: Sequence[int]) -> int:
    """How many lines above the number the block begins: as many as have the same label in nearly all blocks."""
    above, counts = 0, Counter(labels)
    for step in range(1, DEEP + 1):
        label, count = Counter(labels[index - step] for index in rows if index >= step).most_common(1)[0]
        if label is None or count < SAME * len(rows) or counts[label] > MORE * len(rows):
            break
        above = step
    return above
