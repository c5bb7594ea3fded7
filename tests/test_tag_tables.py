"""Bare amounts of tables."""

from __future__ import annotations

from nlp.outline import Line
from nlp.tag.tables import tables

Row = tuple[float, str | None, str | None]


def amounts(text: str, lines: list[Line] | None = None) -> list[Row]:
    found = list(tables.find(text, lines or []))
    for one in found:
        assert text[one.span[0] : one.span[1]].strip("()-−–+.,0123456789 \u00a0") == ""
    return [(one.amount, one.row, one.column) for one in found]


def test_scale_in_the_corner() -> None:
    text = "<b>Beløb i 1.000 kr.</b>\t<b>2021</b>\t<b>2022</b>\n<b>Indsats:</b>\t\t\nOpnormering konto 06\t315\t-315\n"
    assert amounts(text) == [
        (315_000, "Opnormering konto 06", "2021"),
        (-315_000, "Opnormering konto 06", "2022"),
    ]


def test_scale_above_a_markdown_table() -> None:
    text = (
        "Tabel 1. Tal i mio. kr.\n\n| Område | Budget | Antal |\n|---|---|---|\n"
        "| Skoler | 11,9 | 7 |\n| I alt | **1.011,9** | 9 |\n"
    )
    assert amounts(text) == [(11_900_000, "Skoler", "Budget"), (1_011_900_000, "I alt", "Budget")]


def test_heading_of_a_column_is_enough_for_that_column() -> None:
    text = "Tilbud\tBeløb\tPladser\nCoach\t500.000\t12\nHold\t240.000\t8\n"
    assert amounts(text) == [(500_000, "Coach", "Beløb"), (240_000, "Hold", "Beløb")]


def test_no_scale_no_amounts() -> None:
    assert amounts("Område\tMål\tStatus\nUnge\t341,0\t292\n") == []


def test_words_money_and_counts_are_left_out() -> None:
    text = "(1.000 kr.)\nOmråde\tBudget\tRegnskab\nSkoler\t500 kr.\tca. 300\nAntal elever\t12\t13\nVeje\t-\t(25)\n"
    assert amounts(text) == [(-25_000, "Veje", "Regnskab")]


def test_lines_marked_by_a_reader() -> None:
    text = "Hele kr.\nDrift\t1.200\nAnlæg\t1.300\n"
    lines = [Line(0, 8), Line(9, 20, table=True), Line(21, 32, table=True)]
    assert amounts(text, lines) == [(1_200, "Drift", None), (1_300, "Anlæg", None)]


def test_columns_of_plain_text_with_the_scale_below() -> None:
    text = (
        "Udvalg                    Budget   Afvigelse\n"
        "Børneudvalget              611,0         2,9\n"
        "Klimaudvalget           1.402,7        -1,5\nBeløb i mio. kr.\n"
    )
    assert amounts(text) == [
        (611_000_000, "Børneudvalget", "Budget"),
        (2_900_000, "Børneudvalget", "Afvigelse"),
        (1_402_700_000, "Klimaudvalget", "Budget"),
        (-1_500_000, "Klimaudvalget", "Afvigelse"),
    ]


def test_columns_that_single_blanks_part() -> None:
    text = "Hovedtal (mio. kr.):\nÅr 2015 2016\nService 1.669,3 1.664,8\nRenter 12,0 -13,2\n\nDet er mindre.\n"
    assert amounts(text) == [
        (1_669_300_000, "Service", "2015"),
        (1_664_800_000, "Service", "2016"),
        (12_000_000, "Renter", "2015"),
        (-13_200_000, "Renter", "2016"),
    ]


def test_figures_without_a_scale_or_in_prose_are_no_amounts() -> None:
    assert amounts("Tal på hold\nSkoler 12 14\nBørnehaver 7 9\n") == []
    assert amounts("Beløb i 1.000 kr. er vist i bilag 3 og 4\nDer er 12 og 14\n") == []
