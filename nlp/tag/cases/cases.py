"""Finds case and document numbers and reads the KLE group out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nlp.tag import scan
from nlp.tag.cases import patterns as p
from nlp.tag.entities import RULE, Found

if TYPE_CHECKING:
    from nlp.record import CaseValue

ANCHOR = scan.late(p.ANCHOR)
FORM = scan.late(rf"(?<![\w/-])(?<!\d[.,])(?:{'|'.join(p.FORMS)})(?![\w/]|[-.,]\d)")
LABEL_ANCHOR = scan.late(p.LABEL_ANCHOR)
LABELLED = scan.late(p.LABELLED.replace("[A-ZÆØÅ]", "(?-i:[A-ZÆØÅ])"), re.IGNORECASE)
NOT_BEFORE = scan.late(p.NOT_BEFORE, re.IGNORECASE)
NOT_CASE = scan.late(p.NOT_CASES)
KLE = scan.late(rf"(?<![\d.]){p.KLE}(?![\d.])")


def find(text: str) -> Iterator[Found]:
    """Case numbers in text order: of an unmistakable form, or of any form behind a label."""
    for start, end in scan.windows(ANCHOR, text, 20, 40):
        for match in FORM.finditer(text, start, end):
            before = text[max(0, match.start() - 16) : match.start()]
            if not NOT_CASE.fullmatch(match.group()) and not NOT_BEFORE.search(before):
                yield Found(match.start(), match.end(), "CASE", parse(match.group()), RULE)
    for start, end in scan.windows(LABEL_ANCHOR, text, 8, 60):
        for match in LABELLED.finditer(text, start, end):
            number = match["number"]
            if sum(c.isdigit() for c in number) >= p.MINIMAL_DIGITS and not NOT_CASE.fullmatch(number):
                yield Found(match.start("number"), match.end("number"), "CASE", parse(number), RULE)


def parse(span_text: str) -> CaseValue:
    """The KLE group of a number ("27.12.16" in "27.12.16-G01-4-19"), null where it has none."""
    from nlp.record import CaseValue

    match = KLE.match(span_text.strip()) or re.match(rf"{p.KLE}(?=\.?[A-ZÆØÅ])", span_text.strip())
    return CaseValue(kle=match.group()[:8] if match else None)
