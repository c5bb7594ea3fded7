"""The text as its author broke it into lines; conversion to text breaks lines that were whole, and joins others.

Only blanks, tabs and newlines are exchanged for each other, so offsets are those of the text as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from nlp.outline import Document
from nlp.record import Decision, Point
from nlp.segment.lines.flattened import refolded
from nlp.segment.lines.sidelabels import labels_above
from nlp.segment.lines.wraps import unwrapped

_FOUND_AGAIN = 24
"""Letters by which the next piece of a decision is looked up."""


def relined(document: Document) -> Document:
    """The document with headings above their text, wrapped lines whole and lines that were run together parted.

    The same document if it has none of these.
    """
    text, lines = refolded(*unwrapped(*labels_above(document.text, document.lines)))
    return document if text is document.text else replace(document, text=text, lines=list(lines))


def as_written(points: Iterable[Point], text: str, written: str) -> None:
    """Give the decisions the line breaks of the text as it was written; ``text`` is what they were read from."""
    if text is written:
        return
    for point in points:
        for decision in point.decisions:
            decision.text = followed(decision, text, written.__getitem__)


def followed(decision: Decision, text: str, letter: Callable[[int], str]) -> str:
    """The decision's text with what ``letter`` gives for each of its places in ``text``.

    Between its pieces absence and page lines are left out.
    """
    letters: list[str] = []
    at = decision.span[0]
    for place, said in enumerate(decision.text):
        if text[at] != said and said == "\n":
            letters.append(said)
            continue
        if text[at] != said:
            at = text.index(decision.text[place : place + _FOUND_AGAIN].split("\n")[0], at)
        letters.append(letter(at))
        at += 1
    return "".join(letters)
