"""Documents of a few lines: the first point is found, a letter has none."""

from __future__ import annotations

import pytest
from builders.labelled_lines import marked

from nlp.segment.outline.bareminutes import with_first_point, without_letters


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("H| Byrådet\nH| 1. Ny færge til havnen\nT| Havnen får en ny færge.\nD| Beslutning\nT| Godkendt.", [1]),
        ("H| Byrådet\nH| Punkt 1: Ny skole\nD| Beslutning\nT| Godkendt.\nP| Punkt 2: Ny vej\nD| Beslutning", [1, 4]),
        ("H| Byrådet\nH| Mødet begyndte kl. 16\nD| Beslutning\nT| Godkendt.\nP| Punkt 2: Ny vej", [4]),
        ("H| Byrådet\nH| Sag 4. Ny skole\nT| Vedtaget.\nP| Sag 5. Ny vej\nT| Udsat.", [1, 3]),
        ("H| Byrådet\nH| 1. Ny skole\nT| Den er god.\nT| 2. Ny vej\nT| Den er lang.", [1, 3]),
        ("H| Byrådet\nT| 1. Ny skole\nT| 2. Ny vej\nT| Den er lang.", []),
        ("H| Byrådet\nH| Punkt 4: Ny skole\nP| Punkt 7: Ny vej\nD| Beslutning\nT| Godkendt.", [2]),
    ],
)
def test_a_numbered_line_above_the_first_decision_heads_a_point(text: str, starts: list[int]) -> None:
    assert with_first_point(*marked(text)) == starts


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("H| Kære alle\nT| Tak for i går.\nP| Hilsen Jens", []),
        ("H| Byrådet\nP| Salg af grund\nD| Beslutning\nT| Godkendt.", [1]),
        ("H| Byrådet\nP| 1. Salg af grund\nT| Godkendt.", [1]),
    ],
)
def test_a_letter_has_no_points(text: str, starts: list[int]) -> None:
    assert without_letters(*marked(text)) == starts
