"""Case and document numbers in the forms of the agenda systems."""

from __future__ import annotations

import pytest
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st

from nlp.tag.cases import cases

FORMS = [
    "20/11938",
    "20/638",
    "2020-001393",
    "2012-21786",
    "27.12.16-G01-4-19",
    "00.30.10-Ø00-4-16",
    "00.01.00P35-0104",
    "330-2017-90442",
    "23-004929",
    "99-999999K",
    "81-2007-1204",
    "00.22.04.A00",
    "S2025-4603",
    "EMN-2026-00445",
    "20-332957F",
    "06.00.00P15-1-25",
    "164212-20",
    "2024-001155-12",
    "21/00481-12",
    "1-23-4-101-8-21",
    "1-30-72-123-21",
]


@pytest.mark.parametrize("number", [*FORMS, "17.00.00A00 - 2008/048591", "BR 366/07", "08.03.00G01/549"])
def test_forms(number: str) -> None:
    text = f"Sagen {number}, som før"
    assert mark(text, cases.find(text)) == f"Sagen [{number}|CASE], som før"


@pytest.mark.parametrize(
    "marked",
    [
        "Sagsnr.: [299835|CASE]\nSag nr. 24",
        "Dok.nr.: [12345-21|CASE] og j.nr. 2021",
        "Notat i dok. [88317/17|CASE], sags id [299835|CASE], j. nr. [21-12345|CASE]",
        "Den 12/03/2021, 17-12-2020, 2021-2024, 2023/24, 50/50-reglen, tlf. 20/12345, d. 20/12",
    ],
)
def test_labels_and_what_is_no_case(marked: str) -> None:
    text = plain(marked)
    assert mark(text, cases.find(text)) == marked


def test_kle_group() -> None:
    assert cases.parse("27.12.16-G01-4-19").kle == "27.12.16"
    assert cases.parse("00.01.00P35-0104").kle == "00.01.00"
    assert cases.parse("20/11938").kle is None


@given(st.text("0123456789-/.PGsagnr: ", max_size=50))
def test_spans_lie_in_the_text(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in cases.find(text))
