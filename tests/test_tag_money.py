"""Amounts of money: what is one, and what it is worth."""

from __future__ import annotations

import pytest
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st

from nlp.tag.money import money

MARKED = [
    "Der er brugt [11,9 mio. kr.|MONEY], heraf [-315.000 kr.|MONEY] i 2021.",
    "Tilskud på [kr. 412.000,-|MONEY] og [kr 1.000|MONEY]. Næste punkt.",
    "Merforbruget er [5,0 mio., kr.|MONEY] for 2 mio. borgere.",
    "Udgiften ventes at blive [4-5 mio. kr.|MONEY], mellem [4 og 5 mio. kr.|MONEY]",
    "Fra [100-250.000 kr.|MONEY] til [2,4 mia. kr.|MONEY] om året",
    "Puljen er på [315 t.kr.|MONEY] eller [315 tkr.|MONEY] eller [DKK 315.000|MONEY].",
    "Beløbet [7,750 mio.\nkr.|MONEY] og [1\u00a0250\u00a0000 kr.|MONEY]",
    "I 2027 afsættes [500 kr.|MONEY] til 22 børn og 12,5 pct.",
    "Der er [halvanden million kroner|MONEY] i kassen.",
    "Anlæg [kr.730.500|MONEY], mindreforbrug [486 t.\nkr.|MONEY], [2 ½ mio. kr.|MONEY] og [€ 500|MONEY]",
    "Lejemål på Vænget 2 til [18.750 kr.|MONEY] og ved udgangen af 2011 [-8,4 mio. kr.|MONEY]",
    "Støtte på [1/2 mio. kr.|MONEY], [2 3/4 mio. kr.|MONEY] og [¼ mio. kr.|MONEY] pr. 1/2 2021",
    "I hele kr.\n1. nuværende",
    "Beløb i 1.000 kr.",
    "(1.000 kr.)",
]


@pytest.mark.parametrize("marked", MARKED)
def test_spans(marked: str) -> None:
    text = plain(marked)
    assert mark(text, money.find(text)) == marked


def test_the_year_before_kr_is_no_amount() -> None:
    text = "Grænsen er i 2024 og 2025 kr. 1.644.638, i 2023 kr. 900 og 2025 kr. pr. borger."
    assert [text[one.start : one.end] for one in money.find(text)] == ["kr. 1.644.638", "kr. 900", "2025 kr."]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("11,9 mio. kr.", 11_900_000),
        ("-315.000 kr.", -315_000),
        ("−315.000 kr.", -315_000),
        ("kr. 412.000,-", 412_000),
        ("5,0 mio., kr.", 5_000_000),
        ("1.05 mio. kr.", 1_050_000),
        ("1.524 mio. kr.", 1_524_000_000),
        ("0.097 mio. kr.", 97_000),
        ("2.924,64 kr.", 2924.64),
        ("360.000. kr.", 360_000),
        ("tkr. 315", 315_000),
        ("mio. kr. 5,2", 5_200_000),
        ("25 øre", 0.25),
        ("2 ½ mio. kr.", 2_500_000),
        ("3/4 mio. kr.", 750_000),
        ("1 1/2 mio. kr.", 1_500_000),
        ("¼ mio. kr.", 250_000),
        ("300 TDKK", 300_000),
        ("TDKK 1.250", 1_250_000),
        ("to mio. kr.", 2_000_000),
    ],
)
def test_amount(text: str, amount: float) -> None:
    value = money.parse(text)
    assert value is not None
    assert value.amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4-5 mio. kr.", 4e6, 5e6),
        ("25-30.000 kr.", 25_000, 30_000),
        ("50.000-100.000 kr.", 50_000, 100_000),
        ("0,7 – 1,7 mio. kr.", 7e5, 1.7e6),
        ("4 og 5 mio. kr.", 4e6, 5e6),
    ],
)
def test_range(text: str, low: float, high: float) -> None:
    value = money.parse(text)
    assert value is not None
    assert (value.amount, value.min, value.max) == (None, pytest.approx(low), pytest.approx(high))


def test_no_money() -> None:
    assert money.parse("12 børn") is None


@given(st.integers(0, 10**9), st.sampled_from(["{} kr.", "kr. {}", "{} kroner", "DKK {}"]))
def test_grouped_numbers_go_round(number: int, form: str) -> None:
    text = form.format(f"{number:,}".replace(",", "."))
    value = money.parse(text)
    assert value is not None
    assert value.amount == number


@given(st.text("0123456789.,- –kr.mio\n§", max_size=60))
def test_spans_lie_in_the_text_and_parse(text: str) -> None:
    for one in money.find(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value is not None
