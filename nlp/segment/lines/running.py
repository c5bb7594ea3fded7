"""Running headers, footers and page numbers in text that lost its pages: what ascends or recurs between pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from nlp.segment.lines.features import Shape
from nlp.segment.lines.labeller import LineLabel
from nlp.vocabulary.dates import DATE

_ALONE = re.compile(r"[-–]?\s*(?:side\s+)?(?P<n>\d{1,4})(?:\s*(?:af|/)\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)
_AT_EDGE = re.compile(
    r"(?:side\s+)?(?P<first>\d{1,4})(?:\t| {2,})(?P<right>\S.*)"
    r"|(?P<left>.*\S)(?:(?:\t| {2,})(?:side\s+)?|\s+side\s+|\s[-–]\s)(?P<last>\d{1,4})(?:\s*(?:af|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_HEADING_LABELS: frozenset[LineLabel] = frozenset({"POINT", "MORE", "TOC"})


def running_lines(found: Sequence[Shape], labels: Sequence[LineLabel], pages: Set[int]) -> set[int]:
    """Indexes of lines that a printed page adds: page numbers, numbered headers, lines that go with them.

    ``pages``: lines that say a page's number in words.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, s in enumerate(found):
        places[s.text].append(index)
    running = {
        *pages,
        *_page_numbers(found, labels),
        *_numbered_headers(found, labels),
        *_numbered_below(found, places),
    }
    beside = set[int]()
    for text, again in places.items():
        if found[again[0]].role and not any(map(str.isdigit, text)):
            continue
        touching = [i for i in again if i not in running and (i - 1 in running or i + 1 in running)]
        if len(touching) > 1 and len(touching) >= len(again) - 1:
            beside.update(touching)
    return running | beside


def _page_numbers(found: Sequence[Shape], labels: Sequence[LineLabel]) -> set[int]:
    """Lines of a number alone that ascend one by one, unless the document heads its points so."""
    alone = [(i, int(match["n"])) for i, s in enumerate(found) if (match := _ALONE.fullmatch(s.text))]
    bare = {i for i, _ in alone if "side" not in found[i].text.lower()}
    if sum(labels[i] in _HEADING_LABELS for i in bare) > 0.5 * len(bare):
        alone = [(i, number) for i, number in alone if i not in bare]
    kept = set[int]()
    for (one, first), (two, second) in pairwise(alone):
        if second == first + 1 and two > one + 1:
            kept.update((one, two))
    return kept


def _numbered_below(found: Sequence[Shape], places: Mapping[str, Sequence[int]]) -> set[int]:
    """Lines with a date that are the same each time, with ascending numbers alone below them, and those numbers."""
    running = set[int]()
    for text, again in places.items():
        if len(again) < 2 or not DATE.search(text):
            continue
        below = [i + 1 for i in again if i + 1 < len(found) and _ALONE.fullmatch(found[i + 1].text)]
        numbers = [int(match["n"]) for i in below if (match := _ALONE.fullmatch(found[i].text))]
        if len(numbers) > 1 and all(one < two for one, two in pairwise(numbers)):
            running.update(again, below)
    return running


def _numbered_headers(found: Sequence[Shape], labels: Sequence[LineLabel]) -> set[int]:
    """Lines that are the same but for an ascending number set apart at their beginning or end."""
    groups: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, s in enumerate(found):
        apart = "\t" in s.text or "  " in s.text or "side" in s.text.lower() or DATE.search(s.text) is not None
        if apart and (match := _AT_EDGE.fullmatch(s.text)):
            rest = match["right"] or match["left"]
            if sum(map(str.isalpha, rest)) > 5:
                groups[rest].append((index, int(match["first"] or match["last"])))
    return {
        index
        for same in groups.values()
        if len(same) > 1 and all(one[1] < two[1] for one, two in pairwise(same))
        for index, _ in same
    }
