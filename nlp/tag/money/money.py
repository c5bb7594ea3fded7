"""Finds amounts of money and says what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.tag import scan
from nlp.tag.entities import RULE, Context, Found
from nlp.tag.money import patterns as p

if TYPE_CHECKING:
    from nlp.record import MoneyValue

ANCHOR = scan.late(p.ANCHOR)
AMOUNT = scan.late(p.AMOUNT)
BETWEEN = scan.late(p.BETWEEN)
BETWEEN_BEFORE = scan.late(p.BETWEEN_BEFORE)
WORDED = scan.late(p.WORDED)
SCALE_NOTE = scan.late(p.SCALE_NOTE)
SCALE_NOTE_BEFORE = scan.late(p.SCALE_NOTE_BEFORE)
FEWEST, MOST_TIMES = 100, 500
"""A range does not go from under the one to more than the other times as much."""
FRACTION = scan.late(r"(?:[13]/[24]|[½¼¾])$")
UNIT_WORD = scan.late(r"[^\W\d_]+|€")


@dataclass(frozen=True, slots=True)
class Worth:
    """What an amount is worth: ``amount``, or from ``min`` to ``max``."""

    amount: float | None = None
    min: float | None = None
    max: float | None = None
    currency: str = "DKK"

    def value(self) -> MoneyValue:
        from nlp.record import MoneyValue

        return MoneyValue(amount=self.amount, min=self.min, max=self.max, currency=self.currency)


Written = tuple[int, int, Worth]
"""Start, end and worth."""


def find(text: str) -> Iterator[Found]:
    """Amounts in text order, each with its value; the scale notes of tables are left out."""
    for start, end, worth in written(text):
        yield Found(start, end, "MONEY", worth.value(), RULE)


def written(text: str) -> Iterator[Written]:
    """As :func:`find`, without the model of a value."""
    lowered = scan.lower(text)
    for start, end in scan.windows(ANCHOR, lowered, before=60, after=45):
        for match in AMOUNT.finditer(lowered, start, end):
            marked = match["prefix"] or match["unit1"] or match["unit2"] or match["dashes"]
            if marked and not is_scale_note(lowered, match):
                yield from amounts(lowered, match)
        for match in BETWEEN.finditer(lowered, start, end) if "mellem" in lowered else ():
            if BETWEEN_BEFORE.search(lowered, max(0, match.start() - 9), match.start()):
                yield *match.span(), range_worth(match, match["unit"])
        for match in WORDED.finditer(lowered, start, end):
            yield *match.span(), worded_worth(match)


def amounts(text: str, match: re.Match[str]) -> Iterator[Written]:
    """The amount, or only its second number where the first is of something else: "Vænget 2 til 18.750 kr."."""
    if match["high"] and text[match.end("low") : match.start("high")].strip() == "til":
        low, high = number(match["low"]), number(match["high"])
        if low < FEWEST and high > low * MOST_TIMES:
            last = AMOUNT.fullmatch(text, match.start("high"), match.end())
            if last:
                yield *last.span(), amount_worth(last)
            return
    yield *match.span(), amount_worth(match)


def parse(span_text: str, context: Context | None = None) -> MoneyValue | None:
    """The value of an amount as written, None where it is none; ``context`` is not needed."""
    found = worth(span_text)
    return found.value() if found else None


def worth(span_text: str) -> Worth | None:
    """What an amount as written is worth, None where it is none."""
    lowered = scan.lower(span_text.strip())
    if match := AMOUNT.fullmatch(lowered):
        return amount_worth(match)
    if match := BETWEEN.fullmatch(lowered):
        return range_worth(match, match["unit"])
    if match := WORDED.fullmatch(lowered):
        return worded_worth(match)
    return None


def is_scale_note(text: str, match: re.Match[str]) -> bool:
    """Whether an amount only names the scale of a table ("beløb i 1.000 kr.")."""
    if not SCALE_NOTE.fullmatch(match.group()):
        return False
    return bool(SCALE_NOTE_BEFORE.search(text[max(0, match.start() - 12) : match.start()]))


def amount_worth(match: re.Match[str]) -> Worth:
    """The amount of a match, or its lowest and highest."""
    unit = (match["unit1"] or match["unit2"] or "") + " " + (match["prefix"] or "")
    sign = -1 if match["sign"] and match["sign"].strip() != "+" else 1
    if match["high"] is not None:
        return range_worth(match, unit, sign)
    scale, currency = unit_value(unit)
    return Worth(amount=round(number(match["low"]) * scale * sign, 2), currency=currency)


def range_worth(match: re.Match[str], unit: str, sign: int = 1) -> Worth:
    """Lowest and highest amount; "25-30.000 kr." means thousands on both sides."""
    scale, currency = unit_value(unit)
    scale *= sign
    low, high = number(match["low"]), number(match["high"])
    if low * 1000 <= high and match["high"].endswith(".000"):
        low *= 1000 ** match["high"].count(".000")
    low, high = sorted((round(low * scale, 2), round(high * scale, 2)))
    return Worth(min=low, max=high, currency=currency)


def worded_worth(match: re.Match[str]) -> Worth:
    """The amount of a number in words ("to mio. kr.")."""
    scale, currency = unit_value(match["unit"])
    return Worth(amount=p.NUMBER_WORDS[match["word"]] * scale, currency=currency)


def unit_value(unit: str) -> tuple[float, str]:
    """Factor and currency of unit words such as "mio. kr."; plain kroner without any."""
    scale, currency = 1.0, "DKK"
    for word in UNIT_WORD.findall(unit):
        if word in p.CURRENCIES:
            currency = p.CURRENCIES[word]
            scale *= 0.01 if word == p.CENTS else 1.0
        elif word in ("tkr", "mkr", "tdkk", "mdkk"):
            scale *= p.SCALES[word[0]]
        else:
            scale *= p.SCALES.get(word, 1.0)
    return scale, currency


def number(text: str) -> float:
    """A Danish number: dots, blanks and apostrophes group thousands, a comma is the decimal mark.

    A dot before one, two or four digits, or after a lone zero, is a decimal point.
    """
    text = re.sub(r"[\s'\u00a0\u2009\u202f]", "", text)
    if fraction := FRACTION.search(text):
        return float(text[: fraction.start()] or 0) + p.FRACTIONS[fraction.group()]
    if text.count(",") > 1:
        text = text.replace(",", "")
    whole, _, decimals = text.partition(",")
    if not decimals and re.fullmatch(r"0\.\d+|\d+\.(?:\d{1,2}|\d{4})", whole):
        return float(whole)
    return float(whole.replace(".", "") + "." + (decimals or "0"))
