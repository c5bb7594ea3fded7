"""Lines that are repeated without end cost no time and change nothing for the points around them."""

from __future__ import annotations

import pytest
from layout_scores import segment

from nlp.read.text import lines_of
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.lines.repeats import KEPT, without_repeats

MINUTES = """Solbjerg Kommune
Referat
Kulturudvalget
4. marts 2014

Punkt 1: Godkendelse af dagsorden

Beslutning
Godkendt.

Punkt 2: Målinger af støj

Sagsfremstilling
{repeated}
Beslutning
Udsat.

Punkt 3: Eventuelt

Beslutning
Intet.
"""


@pytest.mark.parametrize("repeated", ["4.\n", "0\n", "Støj 42 dB.\n\n", "kl. 8\n\n42 dB\n"])
def test_points_around_a_long_repetition_are_found(repeated: str, labeller: LineLabeller) -> None:
    text = MINUTES.format(repeated=repeated * 5000)
    _, points = segment(text, labeller)
    assert [(point.number, [decision.text for decision in point.decisions]) for point in points] == [
        ("1", ["Godkendt."]),
        ("2", ["Udsat."]),
        ("3", ["Intet."]),
    ]
    assert text[slice(*points[1].span)].count(repeated) == 5000


def test_the_ends_of_a_repetition_are_looked_at() -> None:
    text = "Før\n" + "4.\n" * 10_000 + "Efter\n"
    lines = without_repeats(text, lines_of(text))
    assert len(lines) == 3 + 2 * KEPT
    assert [text[line.start : line.end] for line in (lines[0], lines[-1])] == ["Før", "Efter"]


def test_lines_that_differ_are_kept() -> None:
    text = "\n".join(f"{number}. Vej" for number in range(1000))
    assert without_repeats(text, lines_of(text)) == lines_of(text)
