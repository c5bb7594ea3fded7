"""Minutes in, structure out: the line labeller, what settles its labels, and the outline that comes of it."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import ModelError
from nlp.learn.data.corpus import read_corpus
from nlp.learn.layouts.source import from_corpus
from nlp.learn.train.segmenter import examples, printed
from nlp.outline import Outline
from nlp.read.text import lines_of
from nlp.record import Meeting, Point
from nlp.segment.factory import plain as document_of
from nlp.segment.interpret import interpret
from nlp.segment.lines.features import shapes
from nlp.segment.lines.labeller import LABELS, LineLabel, LineLabeller
from nlp.segment.outline.from_lines import outline_of
from nlp.segment.outline.sequence import point_starts
from nlp.segment.outline.settled import likeliest

LETTERS: dict[str, LineLabel] = {label[0]: label for label in reversed(LABELS)} | {"T": "TEXT", "C": "TOC"}
MEETINGS = 60
"""Printed meetings that the labeller of these tests is trained on: enough to show that it learns."""


@pytest.fixture(scope="module")
def labeller() -> LineLabeller:
    rng = random.Random(4)
    meetings = rng.sample(list(from_corpus(read_corpus(), rng)), MEETINGS)
    return LineLabeller.train(examples(printed(meetings, 1, 1, None)), rounds=8)


def segment(text: str, labeller: LineLabeller) -> tuple[Meeting, list[Point]]:
    document = document_of(text)
    return interpret(document, outline_of(document, labeller))


MINUTES = """Lynghede Kommune

Referat fra møde i Teknisk Udvalg
Mødedato: 12. marts 2031
Mødested: Rådhuset, lokale 4

Medlemmer:
Ane Lund (A), formand
Bo Vad (V)
Karl Ravn (C)

Fraværende:
Bo Vad (V)

Indholdsfortegnelse
1. Godkendelse af dagsorden
2. Ny cykelsti langs Møllevej
Lukkede sager
3. Lukket: Salg af grund

1. Godkendelse af dagsorden

Beslutning
Godkendt.

2. Ny cykelsti langs Møllevej
Sagsnr.: 31/204

Sagsfremstilling
Stien bliver 900 meter lang. Der er set på tre forslag:
1. en sti langs vejen
2. en sti gennem skoven
3. ingen sti

Indstilling
Forvaltningen indstiller, at stien anlægges.

Beslutning
Godkendt, dog uden belysning.
Fraværende: Bo Vad

Lukkede sager

3. Lukket: Salg af grund

Mødet sluttede kl. 17.30.
"""


def test_minutes_become_points(labeller: LineLabeller) -> None:
    meeting, points = segment(MINUTES, labeller)
    assert (meeting.municipality, meeting.body, meeting.date) == ("Lynghede", "Teknisk Udvalg", "2031-03-12")
    assert [(p.name, p.party, p.attendance) for p in meeting.participants] == [
        ("Ane Lund", "A", "present"),
        ("Bo Vad", "V", "absent"),
        ("Karl Ravn", "C", "present"),
    ]
    assert [(p.number, p.title, p.case_number, p.closed) for p in points] == [
        ("1", "Godkendelse af dagsorden", None, False),
        ("2", "Ny cykelsti langs Møllevej", "31/204", False),
        ("3", "Salg af grund", None, True),
    ]
    assert [s.role for s in points[1].sections] == ["background", "proposal", "decision"]
    assert [d.text for p in points for d in p.decisions] == ["Godkendt.", "Godkendt, dog uden belysning."]
    assert points[1].absent == ["Bo Vad"]


def labelled(marked: str) -> tuple[str, list[LineLabel]]:
    """Lines marked "P| 1. Sti": what the labeller said of each (first letter; C is a contents list), and the result."""
    rows = [row.split("| ", 1) for row in marked.strip().splitlines()]
    text = "\n".join(row[1] for row in rows)
    labels = [LETTERS[row[0].strip()[0]] for row in rows]
    found = shapes(text, lines_of(text))
    probabilities = np.full((len(rows), len(LABELS)), 0.03, dtype=np.float32)
    for index, label in enumerate(labels):
        probabilities[index, LABELS.index(label)] = 0.7
    point_starts(found, labels, probabilities)
    return text, labels


@pytest.mark.parametrize(
    ("outside", "text", "label"), [(0.55, 0.45, "TEXT"), (0.8, 0.2, "OUTSIDE"), (0.4, 0.1, "OUTSIDE")]
)
def test_a_line_in_doubt_belongs_to_its_point(outside: float, text: float, label: LineLabel) -> None:
    row = np.zeros((1, len(LABELS)), dtype=np.float32)
    row[0, [LABELS.index("OUTSIDE"), LABELS.index("TEXT")]] = outside, text
    assert likeliest(row) == [label]


def starts_of(marked: str) -> list[str]:
    text, labels = labelled(marked)
    return [line for line, label in zip(text.split("\n"), labels, strict=True) if label == "POINT"]


def test_contents_list_with_groups_between_is_no_point() -> None:
    marked = """
P| 7. Ny skole i øst
P| 8. Ny hal i vest
T| Lukkede sager
P| 9. Salg af møllen
P| 7. Ny skole i øst
T| Skolen bygges.
P| 8. Ny hal i vest
T| Hallen bygges.
D| Beslutning
T| Godkendt.
T| Lukkede sager
P| 9. Salg af møllen
"""
    labels = labelled(marked)[1]
    assert labels[:4] == ["TOC"] * 4
    assert starts_of(marked) == ["7. Ny skole i øst", "8. Ny hal i vest", "9. Salg af møllen"]
    assert labels[10] == "OUTSIDE"


def test_missing_number_is_found_between_its_neighbours() -> None:
    assert starts_of("P| Pkt. 4 Veje\nT| a\nT| Pkt. 5 Stier\nT| b\nP| Pkt. 6 Broer") == [
        "Pkt. 4 Veje",
        "Pkt. 5 Stier",
        "Pkt. 6 Broer",
    ]


def test_numbered_line_inside_a_point_is_no_point() -> None:
    marked = "P| 4. Veje\nT| a\nP| 1. en bro\nT| b\nP| 5. Stier\nT| c\nP| 6. Broer"
    assert starts_of(marked) == ["4. Veje", "5. Stier", "6. Broer"]


def test_repeated_heading_begins_no_new_point() -> None:
    assert starts_of("P| Pkt. 4 Veje\nP| Pkt. 4 Veje\nT| a\nP| Pkt. 5 Stier") == ["Pkt. 4 Veje", "Pkt. 5 Stier"]


TEXTS = st.lists(
    st.sampled_from(
        [
            "Punkt 1: Veje",
            "2. Stier",
            "Beslutning",
            "Godkendt.",
            "",
            "Fraværende:",
            "Ane Lund",
            "Lukkede sager",
            "\t",
            "## 3",
        ]
    )
    | st.text(max_size=40),
    max_size=40,
).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_points_tile_the_text(labeller: LineLabeller, text: str) -> None:
    document = document_of(text)
    outline = outline_of(document, labeller)
    points = outline.points
    assert 0 <= outline.head[0] <= outline.head[1] <= len(text)
    assert all(one.span[1] == two.span[0] for one, two in pairwise(points))
    assert not points or points[-1].span[1] == len(text)
    for point in points:
        assert point.span[0] <= point.heading_span[0] < point.heading_span[1] <= point.span[1]
        edges = [edge for s in point.sections for edge in (*s.heading_span, *s.span)]
        assert all(point.span[0] <= edge <= point.span[1] for edge in edges)
        assert edges == sorted(edges)
    interpret(document, outline)


def test_one_megabyte_takes_less_than_two_seconds(labeller: LineLabeller) -> None:
    head, _, _ = MINUTES.partition("Indholdsfortegnelse")
    body = "Sagsfremstilling\n" + "Stien bliver 900 meter lang, og der er plads til to cykler. " * 12 + "\n\n"
    point = "{n}. Sti nummer {n} gennem skoven\n\n" + body + "Beslutning\nGodkendt.\n\n"
    text = head + "".join(point.format(n=n) for n in range(1, 1_000_000 // len(point)))
    document = document_of(text)
    started = time.process_time()
    outline: Outline = outline_of(document, labeller)
    assert time.process_time() - started < 2.0
    assert outline.points


def test_untrained_labeller_says_so() -> None:
    with pytest.raises(ValueError, match="no model"):
        LineLabeller().probabilities("x", lines_of("x"))


def test_labeller_survives_the_disk(labeller: LineLabeller, tmp_path: Path) -> None:
    labeller.to_disk(tmp_path)
    again = LineLabeller().from_disk(tmp_path)
    lines = lines_of(MINUTES)
    assert np.allclose(again.probabilities(MINUTES, lines)[1], labeller.probabilities(MINUTES, lines)[1])


def test_several_labellers_decide_together(labeller: LineLabeller) -> None:
    lines = lines_of(MINUTES)
    alone = labeller.probabilities(MINUTES, lines)[1]
    twice = LineLabeller.together([labeller, labeller]).probabilities(MINUTES, lines)[1]
    assert np.allclose(alone, twice, atol=1e-4)


def test_labeller_of_another_version_says_so(labeller: LineLabeller, tmp_path: Path) -> None:
    labeller.to_disk(tmp_path)
    arrays = dict(np.load(tmp_path / "first.npz"))
    np.savez(tmp_path / "first.npz", **(arrays | {"first": arrays["first"][:-3]}))
    with pytest.raises(ModelError, match="another version"):
        LineLabeller().from_disk(tmp_path)
