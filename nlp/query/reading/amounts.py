"""Amounts in a question: "over 1 mio. kr.", "between 1 and 2 million", "under 500.000"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from nlp.errors import UsageError
from nlp.query.reading import patterns as p
from nlp.query.reading.reading import Reading, compiled, listed, number_of
from nlp.query.reading.rewriting import rewrite

if TYPE_CHECKING:
    from nlp.tag.money.money import Worth

LONGEST = 40
"""Characters of an amount given as an option."""


def read(reading: Reading) -> None:
    """Take every amount, with the words before it that say which side of it is meant."""
    if not (reading.has_digits() or reading.has(*listed("of_amounts"))):
        return
    translate(reading)
    spans = money_spans(reading) if compiled(p.MONEY_ANCHOR).search(reading.text) else []
    spans += bare_spans(reading, [span for span, _ in spans])
    spans.sort(key=lambda found: found[0])
    if len(spans) == 2 and between(reading, spans[0][0], spans[1][0]):
        take_range(reading, spans)
        return
    for (start, end), value in spans:
        take_amount(reading, start, end, value)


def translate(reading: Reading) -> None:
    """English words of amounts in Danish; what is typed changes nowhere else."""
    rewrite(reading, "amounts", date.today())
    for pattern, danish in p.AMOUNTS_IN_DANISH:
        reading.replace(pattern, danish)
    reading.replace(p.CURRENCY_FIRST, lambda match: " ".join(match.groups()) + " kr")
    reading.replace(p.AND_A_HALF, lambda match: f"{listed('numbers').get(match[1] or '', match[2])},5 ")
    reading.replace(p.OR_MORE, lambda match: f"mindst {match[1]}")
    for match in reversed(list(compiled(p.HUNDREDS).finditer(reading.text))):
        if hundreds := number_of(match[1]):
            reading.rewrite(*match.span(), f"{hundreds}00.000 kr")
    for match in reversed(list(compiled(p.NUMBER_WORD).finditer(reading.text))):
        number = listed("large_numbers").get(match[1]) or listed("numbers").get(match[1])
        if number:
            reading.rewrite(match.start(1), match.end(1), str(number))
    for match in reversed(list(compiled(p.ENGLISH_RANGE).finditer(reading.text))):
        between, link = ("mellem", "og") if match[1] == "between" else ("fra", "til")
        reading.rewrite(*match.span(), f"{between} {match[2]} {link} ")
    while short := compiled(p.SHORT_AMOUNT).search(reading.text):
        reading.rewrite(short.start(2), short.end(2), p.SHORT_UNITS[short[2]])
        if short[2] == "k":
            reading.rewrite(short.end(1), short.start(2), "")
            reading.rewrite(short.end(1), short.end(1), ".") if "." not in short[1] else None


def money_spans(reading: Reading) -> list[tuple[tuple[int, int], Worth]]:
    """Amounts in kroner and what they are worth, without overlaps, in text order."""

    from nlp.tag.entities import Found, resolve
    from nlp.tag.money import money

    worth = {(start, end): value for start, end, value in reversed(list(money.written(reading.text)))}
    spans = [(one.start, one.end) for one in resolve(Found(*span, "MONEY") for span in worth)]
    return [(span, worth[span]) for span in spans]


def bare_spans(reading: Reading, taken: list[tuple[int, int]]) -> list[tuple[tuple[int, int], Worth]]:
    """Numbers behind "over" and the like, and the first of "between 1 and 2 million"."""
    from nlp.tag.money.money import Worth

    found = []
    about = reading.said(listed("approximately"))
    side = rf"(?:(?:{p.AT_LEAST}|{p.AT_MOST}|{p.BETWEEN_MONEY}|{about})\s+|[<>]=?|[≤≥])"
    for match in compiled(rf"(?<![^\W_]){side}({p.BARE_AMOUNT})(?![\w.,]*\d)").finditer(reading.text):
        if not any(start <= match.start(1) < end for start, end in taken):
            amount = float(re.sub(r"[ .,]", "", match[1]))
            found.append((match.span(1), Worth(amount=amount)))
    return found


def between(reading: Reading, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether nothing but "og" or "and" stands between two amounts."""
    gap = reading.text[first[1] : second[0]]
    return bool(re.fullmatch(rf"\s*{p.AND}\s*", gap))


def take_range(reading: Reading, spans: list[tuple[tuple[int, int], Worth]]) -> None:
    """Both bounds from two amounts, with "mellem" before them."""
    (first, low), (second, high) = spans
    before = compiled(rf"(?<![^\W_]){p.BETWEEN_MONEY}\s+$").search(reading.text, 0, first[0])
    reading.question.min_amount, reading.question.max_amount = low.amount, high.amount
    reading.take(before.start() if before else first[0], second[1])


def take_amount(reading: Reading, start: int, end: int, value: Worth) -> None:
    """The bounds that one amount gives: at least, at most, about, or exactly so much."""
    question = reading.question
    more = compiled(p.KRONER + reading.said(listed("or_more")) + p.NO_COMPARISON).match(reading.text, end)
    less = compiled(p.KRONER + reading.said(listed("or_less")) + p.NO_COMPARISON).match(reading.text, end)
    least = more or compiled(rf"(?<![^\W_])(?:{p.AT_LEAST})\s*$").search(reading.text, 0, start)
    most = less or compiled(rf"(?<![^\W_])(?:{p.AT_MOST})\s*$").search(reading.text, 0, start)
    about = compiled(rf"(?<![^\W_])(?:på\s+)?{reading.said(listed('approximately'))}\s*$").search(
        reading.text, 0, start
    )
    range_word = compiled(rf"(?<![^\W_]){p.BETWEEN_MONEY}\s+$").search(reading.text, 0, start)
    low = value.amount if value.amount is not None else value.min
    high = value.amount if value.amount is not None else value.max
    if about and low is not None and high is not None:
        question.min_amount, question.max_amount = round(low * (1 - p.NEARLY), 2), round(high * (1 + p.NEARLY), 2)
    elif value.amount is None or not (least or most):
        question.min_amount, question.max_amount = low, high
    elif most:
        question.max_amount = high
    else:
        question.min_amount = low
    word = about or (range_word if value.amount is None else (most or least))
    behind = more or less
    before = word if word is not behind else None
    reading.take(before.start() if before else start, behind.end() if behind else end)


def parse_amount(text: str) -> float:
    """The amount of an option, in kroner: "1,5 mio", "500.000 kr.", "2000000"; raises :class:`UsageError`."""
    plain = text.strip().lower()
    if len(plain) > LONGEST:
        raise UsageError(f"'{plain[:20]}…' is longer than any amount; write for example 1500000 or '1,5 mio.'")
    if re.fullmatch(r"-?\d+(?:\.\d{1,2})?", plain):
        return float(plain)
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", plain):
        return float(re.sub(r"[. ]", "", plain))
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", "."))
    reading = Reading(plain)
    translate(reading)
    from nlp.tag.money import money

    value = money.worth(reading.text)
    if value is None or value.amount is None:
        raise UsageError(f"'{text[:40]}' is not an amount; write for example 1500000, 1.500.000 or '1,5 mio.'")
    return value.amount
