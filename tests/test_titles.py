"""Titles of points: the lines on which they go on, the case numbers that stand below or behind them."""

from __future__ import annotations

import pytest
from builders.labelled_lines import marked

from nlp.segment.outline.contents import listed_letters
from nlp.segment.outline.pointheads import heading_size, number_and_title
from nlp.segment.points.titles import read_title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "P| 4. Salg af grunde ved motorvejen og\nM| ny prisliste\nT| Sag 12/40",
            "Salg af grunde ved motorvejen og ny prisliste",
        ),
        ("P| 4. Salg af grunde\nM| Økonomi, Ejendom\nT| Åbent - 2013/10", "Salg af grunde"),
        ("P| Punkt 7\nT| Eventuelt\nT| Intet.", "Eventuelt"),
        (
            "C| 4. Ny plan for byen og for havnen\nP| 4. Ny plan for byen\nT| og for havnen",
            "Ny plan for byen og for havnen",
        ),
    ],
)
def test_title_goes_on_where_it_must(lines: str, title: str) -> None:
    found, labels, starts = marked(lines)
    listed = listed_letters(found, labels)
    size = heading_size(found[starts[0] :], labels[starts[0] :], listed)
    assert number_and_title(found[starts[0] : starts[0] + size])[1] == title


def test_case_number_in_brackets_is_no_part_of_the_title() -> None:
    title = read_title("2. Skybrudsprojekt i parken (1. behandling) (2033-0011418)")
    assert (title.text, title.case) == ("Skybrudsprojekt i parken", "2033-0011418")


def test_the_title_below_a_number_and_a_case_number() -> None:
    found, labels, _ = marked("""
P| Sag nr. 214.                    J.nr. 81.03.00 P05
T| Ansættelse af rådhusbetjent
T| Betjenten går på pension.
""")
    assert heading_size(found, labels, "") == 2
    number, raw = number_and_title(found[:2])
    title = read_title(raw, number)
    assert (title.number, title.text, title.case) == ("214", "Ansættelse af rådhusbetjent", "81.03.00 P05")


@pytest.mark.parametrize(
    ("behind", "case"),
    [
        ("                       [sag 413/2010]", "413/2010"),
        (" (2001-05-0233/lhø)", "2001-05-0233"),
        ("                       00.32.10-Ø00-1-04", "00.32.10-Ø00-1-04"),
        ("\t20/11938", "20/11938"),
        (" 00.32.10-Ø00-1-04", "00.32.10-Ø00-1-04"),
    ],
)
def test_a_case_number_behind_its_title(behind: str, case: str) -> None:
    title = read_title("25. Lån og likviditet" + behind, "25")
    assert (title.text, title.case) == ("Lån og likviditet", case)


def test_years_behind_a_title_are_no_case_number() -> None:
    assert read_title("25. Budget      2019-2022", "25").text == "Budget 2019-2022"
