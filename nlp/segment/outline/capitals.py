"""Points without numbers whose titles are in capitals, each above the same first words ("Sagen:", "Resumé")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.lines.labeller import LineLabel
from nlp.segment.outline.recurring import split_label

ENOUGH = 3
"""Titles in capitals that a document needs before they tell anything."""
ALIKE = 0.6
"""Share of the titles that must stand above the same words."""
LETTERS = 6
LONGEST = 150
HEADLESS: frozenset[LineLabel] = frozenset({"HEAD", "NOISE"})


def capital_starts(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """The starts, or the lines in capitals if no point has a number and these are headed alike."""
    if any(found[start].kind >= 0 for start in starts):
        return list(starts)
    titles = _titles(found, labels)
    below = Counter(opener for title in titles if (opener := _opener(found, labels, title + 1)))
    if len(titles) < ENOUGH or not below or max(below.values()) < max(ENOUGH, ALIKE * len(titles)):
        return list(starts)
    for index in range(titles[0], len(found)):
        if index in titles:
            labels[index] = "POINT"
        elif labels[index] in ("POINT", "MORE", "TOC"):
            labels[index] = "TEXT"
    return titles


def _titles(found: Sequence[Shape], labels: Sequence[LineLabel]) -> list[int]:
    """Lines in capitals that stand once, or once more in a contents list above, each apart from the next."""
    capitals = [i for i, s in enumerate(found) if labels[i] not in HEADLESS and _in_capitals(s)]
    times = Counter(found[i].text for i in capitals)
    listed = {found[i].text for i in capitals if labels[i] == "TOC"}
    alone = [i for i in capitals if times[found[i].text] == 1 or (labels[i] != "TOC" and found[i].text in listed)]
    return [one for one, two in pairwise([*alone, len(found) + 1]) if two - one > 1 or _apart(found[one], found[two])]


def _apart(above: Shape, s: Shape) -> bool:
    """Whether a blank line stands between two lines."""
    return s.line.start > above.line.end + 1


def _in_capitals(s: Shape) -> bool:
    letters = sum(map(str.isalpha, s.text))
    return (
        s.text.isupper()
        and letters >= LETTERS
        and len(s.text) <= LONGEST
        and not (s.kind >= 0 or s.role or s.line.table)
    )


def _opener(found: Sequence[Shape], labels: Sequence[LineLabel], index: int) -> str | None:
    """The first words below a title, if they are a heading or a label."""
    if index >= len(found):
        return None
    s = found[index]
    label = split_label(s.text)
    return label[0].lower() if label else s.text.lower() if s.role or labels[index] == "SECTION" else None
