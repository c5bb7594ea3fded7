"""The generator of strange forms: what it prints is what its labels and right answers say."""

from __future__ import annotations

import random
import re

import pytest

from nlp.learn.data.corpus import read_corpus
from nlp.learn.layouts.layout import Printed
from nlp.learn.layouts.source import from_corpus
from nlp.learn.layouts.strange import _written
from nlp.learn.train.segmenter import printed

NOTATIONS = {"Roman": "IV", "letters": "D", "decimals": "2.2", "of": "4 af 6", "zeros": "09", "digits": "9"}


@pytest.fixture(scope="module")
def prints() -> list[Printed]:
    meetings = list(from_corpus(read_corpus(), random.Random(0)))[:40]
    return list(printed(meetings, 11, 1, None, strange=1.0))


def test_points_begin_at_their_line_and_hold_their_title(prints: list[Printed]) -> None:
    for one in prints:
        starts = [line.start for line, label in zip(one.document.lines, one.labels, strict=True) if label == "POINT"]
        assert starts == [point.start for point in one.points]
        text = re.sub(r"\s+", "", one.document.text).casefold()
        assert all(re.sub(r"\s+", "", point.title).casefold() in text for point in one.points)


def test_decisions_are_printed_as_answered(prints: list[Printed]) -> None:
    for one in prints:
        text = one.document.text
        assert all(point.decision.split("\n")[0] in text for point in one.points if point.decision)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_numbers_are_written_in_many_notations(notation: str) -> None:
    assert _written(notation, 9, 3, 6) == NOTATIONS[notation]
