"""The contents list: which lines are one, and how its titles are found again above the points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.segment.lines.features import Shape, title_key
from nlp.segment.lines.labeller import LineLabel
from nlp.vocabulary import wording

RUN = 3
"""Headings in a row, with nothing between them, that make a contents list."""
BETWEEN = 2
"""Other lines that may stand between two lines of a contents list."""
NEVER_LISTED: frozenset[LineLabel] = frozenset({"ABSENCE", "META", "SECTION", "DECISION", "NOISE"})
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def contents_lines(found: Sequence[Shape], labels: Sequence[LineLabel]) -> Iterator[int]:
    """Contents lists above the first decision: runs of lines that stand again further down, each a few times in all.

    A few others may stand between them: headings of groups, second lines of long titles.
    """
    end = labels.index("DECISION") if "DECISION" in labels else len(found)
    keys = [contents_key(s) for s in found]
    places: dict[str, list[int]] = {}
    for index, s in enumerate(found):
        if len(keys[index]) > 3 and _may_be_listed(s):
            places.setdefault(keys[index], []).append(index)
    run: list[int] = []
    for index in range(end):
        again = places.get(keys[index], [])
        if not 1 < len(again) <= RUN + 1 or again[-1] <= index or labels[index] in NEVER_LISTED:
            continue
        if found[index].rest[:1].islower():
            continue
        if run and (index - run[-1] > BETWEEN + 1 or keys[index] in {keys[i] for i in run}):
            yield from _whole_run(keys, places, run)
            run = []
        run.append(index)
    yield from _whole_run(keys, places, run)


def _may_be_listed(s: Shape) -> bool:
    """No heading of a section; a numbered "8. Underskriftsblad" is as good as any title."""
    return s.role is None or (s.role == "other" and s.kind >= 0)


def _whole_run(keys: Sequence[str], places: dict[str, list[int]], run: Sequence[int]) -> Iterator[int]:
    """The lines of a contents list from first to last, if they are one: all stand again below its end."""
    run = [index for index in run if places[keys[index]][-1] > run[-1]]
    if len(run) >= RUN and len(run) >= 0.6 * (run[-1] - run[0] + 1):
        yield from range(run[0], run[-1] + 1)


def contents_key(s: Shape) -> str:
    """A line's title as contents list and heading share it: without page number, "Lukket:" and the like."""
    if "lukket" not in s.key and "åben" not in s.key:
        return s.key.rstrip("0123456789 ")
    title = wording.OPEN_MARK.sub("", wording.CLOSED_AT_END.sub("", wording.CLOSED_AT_START.sub("", s.rest)))
    return title_key(title).rstrip("0123456789 ")


def listed_letters(found: Sequence[Shape], labels: Sequence[LineLabel]) -> str:
    """The letters of all titles of the contents list in a row, to look up a title that is wrapped."""
    return "".join(letters(s.rest) for s, label in zip(found, labels, strict=True) if label == "TOC")


def letters(text: str) -> str:
    """Nothing but the letters of a text, in lower case."""
    return _NOT_LETTERS.sub("", text).lower()


def mostly_numbered(found: Sequence[Shape], listed: Sequence[int]) -> bool:
    """Does the contents list number its points, so that lines without number head groups?"""
    return sum(found[index].kind >= 0 for index in listed) > 0.5 * len(listed)


def listed_keys(found: Sequence[Shape], labels: Sequence[LineLabel]) -> list[str]:
    """The titles of the contents list as :func:`contents_key` gives them."""
    return [contents_key(s) for s, label in zip(found, labels, strict=True) if label == "TOC" and len(s.key) > 3]
