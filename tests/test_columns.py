"""Minutes printed as one table: each row a point, each column what its heading says."""

from __future__ import annotations

from layout_scores import segment

from nlp.segment.factory import plain
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.outline.columns import table_outline

HEAD = """Solbjerg Kommune
Kulturudvalget

Møde den 4. marts 2014 kl. 16.00 på Rådhuset

"""
WIDE = """Nr.  Emne                      Sagsfremstilling                      Beslutning

1    Dagsordenen               Godkendelse af dagsordenen.           Godkendt.

2    Renovering af             Taget er utæt, og der er brug for     Anbefales, idet
     Fjordskolen               nye døre. Beløb i 1.000 kr.:          udvalget beder om
     Sag 14/2207               Tag         250                       en tidsplan.
                               Døre         80
     Fravær: Hans Holmgaard
                                                                          Side 1 af 2
Nr.  Emne                      Sagsfremstilling                      Beslutning

3    Personsag                 Lukket punkt                          Godkendt.

4    Eventuelt                 Intet.

Underskrifter:
Grete Lundsby                  Ole Bjergsted                         Hans Holmgaard
"""
TABS = (
    "Punkt\tEmne\tIndstilling\tBeslutning\n1\tDagsordenen\tDen godkendes.\tGodkendt.\n"
    "2\tTakster\tDe hæves.\tUdsat.\n3\tEventuelt\t\tIntet.\n"
)


def test_columns_by_their_place_on_the_line(labeller: LineLabeller) -> None:
    meeting, points = segment(HEAD + WIDE, labeller)
    assert meeting.date == "2014-03-04"
    assert [(p.number, p.title, [d.text for d in p.decisions]) for p in points] == [
        ("1", "Dagsordenen", ["Godkendt."]),
        ("2", "Renovering af Fjordskolen", ["Anbefales, idet\nudvalget beder om\nen tidsplan."]),
        ("3", "Personsag", ["Godkendt."]),
        ("4", "Eventuelt", []),
    ]
    assert [p.case_number for p in points] == [None, "14/2207", None, None]
    assert [p.closed for p in points] == [False, False, True, False]
    assert points[1].absent == ["Hans Holmgaard"]


def test_columns_between_tabs(labeller: LineLabeller) -> None:
    _, points = segment(HEAD + TABS, labeller)
    assert [(p.number, p.title, [d.text for d in p.decisions]) for p in points] == [
        ("1", "Dagsordenen", ["Godkendt."]),
        ("2", "Takster", ["Udsat."]),
        ("3", "Eventuelt", ["Intet."]),
    ]


def test_few_rows_are_a_table_inside_a_point() -> None:
    text = HEAD + "1. Vedtægter\n\nNr.  Emne   Beslutning\n1    Navn   Godkendt.\n2    Valg   Udsat.\n"
    assert table_outline(plain(text)) is None
