"""Printed layouts: the labels and right answers belong to the lines that were printed."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.learn.layouts.layout import draw_layout
from nlp.learn.layouts.render import print_meeting
from nlp.learn.layouts.source import SourceMeeting, SourcePoint, SourceSection, random_people


def meeting(rng: random.Random) -> SourceMeeting:
    points = [
        SourcePoint("Godkendelse af dagsorden", "1", decision="Godkendt."),
        SourcePoint(
            "Salg af grund på Møllevej",
            "2",
            "19/2034",
            closed=True,
            sections=[SourceSection("background", "Sagsfremstilling", "Grunden er 900 m².\nDen har været udbudt.")],
            decision="Udsat.",
            absent=["Jytte Kragelund"],
        ),
    ]
    return SourceMeeting("Hvidsted", "Økonomiudvalget", "2019-03-12", points, random_people(rng, 5))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_right_answers_point_at_what_was_printed(seed: int) -> None:
    rng = random.Random(seed)
    printed = print_meeting(meeting(rng), draw_layout(rng), rng)
    text, lines = printed.document.text, printed.document.lines
    assert len(printed.labels) == len(lines)
    assert all("\n" not in text[line.start : line.end] for line in lines)
    starts = [line.start for line, label in zip(lines, printed.labels, strict=True) if label == "POINT"]
    assert starts == [gold.start for gold in printed.points]
    for gold in printed.points:
        assert gold.decision in text if gold.decision is not None else gold.closed


def test_the_same_seed_prints_the_same() -> None:
    texts = set()
    for _ in range(2):
        rng = random.Random(7)
        texts.add(print_meeting(meeting(rng), draw_layout(rng), rng).document.text)
    assert len(texts) == 1
