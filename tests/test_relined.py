"""Minutes whose lines a conversion broke: wrapped sentences and headings are read whole, the text stays as it is."""

from __future__ import annotations

import textwrap

import pytest
from layout_scores import segment

from nlp.read.text import lines_of
from nlp.segment.factory import plain
from nlp.segment.lines.flattened import refolded
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.lines.relined import relined
from nlp.segment.lines.wraps import unwrapped, wrapped_at

HEAD = """Solbjerg Kommune
Referat
Miljø- og Landdistriktsudvalget
4. marts 2014 kl. 16.00

Medlemmer: Hans Holmgaard (A), Grete Lundsby Frost (V), Ole Bjergsted (C), Mona Krogh (F)

"""
POINTS = """Pkt. 12 Godkendelse af dagsorden
Sagsnr. 14/1201 Brevid. 88120 Ref. MOHA

Beslutning i Miljø- og Landdistriktsudvalget den 4. marts 2014, pkt. 12:
Dagsordenen blev godkendt med den ændring, at punkt 14 behandles før punkt 13, så gæsterne kan gå tidligt.

Pkt. 13 Oprensning af Nørreå og bækkene omkring Solbjerg Mose i sommeren 2014
Sagsnr. 14/1377 Brevid. 88342 Ref. MOHA

Sagsfremstilling
Åen er groet til, og engene står under vand hver vinter. Lodsejerne har i en fælles henvendelse bedt kommunen om at
grave det øverste stykke op, inden fuglene yngler.

Indstilling
Forvaltningen indstiller,
1. at strækningen mellem broen og møllen renses op for 140.000 kr., som tages af den pulje, der er afsat til åerne
2. at lodsejerne får besked

Beslutning i Miljø- og Landdistriktsudvalget den 4. marts 2014, pkt. 13:
Godkendt.
Hans Holmgaard deltog ikke i behandlingen af punktet på grund af inhabilitet som formand for mølleforeningen.

Pkt. 14 Eventuelt
Sagsnr. 14/1202 Brevid. 88121 Ref. MOHA

Beslutning i Miljø- og Landdistriktsudvalget den 4. marts 2014, pkt. 14:
Intet.
"""


def wrapped(text: str, width: int) -> str:
    lines = (part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""])
    return "\n".join(lines)


@pytest.mark.parametrize("width", [48, 64, 80])
def test_sentences_and_headings_are_read_across_wrapped_lines(width: int, labeller: LineLabeller) -> None:
    meeting, points = segment(wrapped(HEAD + POINTS, width), labeller)
    assert [person.name for person in meeting.participants] == [
        "Hans Holmgaard",
        "Grete Lundsby Frost",
        "Ole Bjergsted",
        "Mona Krogh",
    ]
    assert [(point.number, point.case_number, point.absent) for point in points] == [
        ("12", "14/1201", []),
        ("13", "14/1377", ["Hans Holmgaard"]),
        ("14", "14/1202", []),
    ]
    assert points[1].title == "Oprensning af Nørreå og bækkene omkring Solbjerg Mose i sommeren 2014"
    assert [(decision.text, decision.date) for decision in points[1].decisions] == [("Godkendt.", "2014-03-04")]


def test_decisions_keep_the_line_breaks_of_the_text(labeller: LineLabeller) -> None:
    text = wrapped(HEAD + POINTS, 64)
    _, points = segment(text, labeller)
    (decision,) = points[0].decisions
    assert decision.text == text[slice(*decision.span)]
    assert "\n" in decision.text


def test_offsets_stay_true() -> None:
    text = wrapped(HEAD + POINTS, 48)
    whole, lines = unwrapped(text, lines_of(text))
    assert len(whole) == len(text)
    assert whole.split() == text.split()
    assert [whole[line.start : line.end] for line in lines] == whole.removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    "below",
    [
        "Beslutning",
        "Fraværende: Ole Bjergsted",
        "2. at lodsejerne får besked",
        "- en ny sti",
        "Sagsnr. 14/1377",
        "13. Veje",
    ],
)
def test_what_begins_a_line_of_its_own_is_not_joined(below: str) -> None:
    full = "Engene ved åen står under vand hver vinter, siger de"
    text = wrapped(POINTS, len(full)) + f"\n{full}\n{below}\n"
    assert unwrapped(text, lines_of(text))[0].endswith(f"\n{full}\n{below}\n")


CONTENTS = """Indholdsfortegnelse
Pkt. 12 Godkendelse af dagsorden ..... 2
Pkt. 13 Oprensning af Nørreå og bækkene omkring Solbjerg Mose i sommeren 2014 ..... 2
Pkt. 14 Eventuelt ..... 3

"""


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("contents", ["", CONTENTS], ids=["without contents", "with contents"])
def test_headings_inside_lines_are_found(contents: str, labeller: LineLabeller) -> None:
    text = one_line(HEAD + contents + POINTS.replace(":\n", "\n"))
    meeting, points = segment(text, labeller)
    assert (meeting.municipality, meeting.body) == ("Solbjerg", "Miljø- og Landdistriktsudvalget")
    assert [person.name for person in meeting.participants][1:3] == ["Grete Lundsby Frost", "Ole Bjergsted"]
    assert [(point.number, point.case_number, point.absent) for point in points] == [
        ("12", "14/1201", []),
        ("13", "14/1377", ["Hans Holmgaard"]),
        ("14", "14/1202", []),
    ]
    assert points[1].title == "Oprensning af Nørreå og bækkene omkring Solbjerg Mose i sommeren 2014"
    assert [section.heading for section in points[1].sections if section.role == "background"] == ["Sagsfremstilling"]
    assert [decision.text for point in points for decision in point.decisions][1:] == ["Godkendt.", "Intet."]
    assert all(decision.text in text for point in points for decision in point.decisions)


def test_headings_on_lines_of_their_own_leave_sentences_whole() -> None:
    text = HEAD + POINTS + "Udvalget så filmen Beslutning Godkendt og bogen Beslutning Udsat.\n"
    assert refolded(text, lines_of(text))[0] is text


def test_text_with_long_lines_is_not_wrapped() -> None:
    assert wrapped_at(POINTS, lines_of(POINTS)) is None


def test_prose_on_a_decision_cuts_no_document_that_has_lines() -> None:
    prose = "Tallene følger Økonomiudvalgets beslutning den 3. maj 2014 og Byrådets beslutning den 17. juni 2014. "
    text = "\n".join([prose.strip(), "Skolerne får besked. " + prose.strip()] * 3)
    assert refolded(text, lines_of(text))[0] == text


def test_a_heading_beside_its_text_stands_above_it() -> None:
    text = "1. Vej\nBeslutning\tGodkendt.\nFraværende\tPia Juul\n2. Stier\nBeslutning i Byrådet den 3. maj 2019\tUdsat."
    document = relined(plain(text))
    assert document.text == text.replace("ng\tG", "ng\nG").replace("de\tP", "de\nP").replace("19\tU", "19\nU")


@pytest.mark.parametrize("row", ["Skoler\t315", "Emne\tBeslutning", "Jens Dam\tformand"])
def test_rows_of_data_stay_rows(row: str) -> None:
    document = plain(f"1. Skoler\n{row}\n")
    assert relined(document) is document
