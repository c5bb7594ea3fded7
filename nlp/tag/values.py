"""Values of entities: what a span means, given what the document tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlp.record import DateValue, EntityValue, PersonValue
from nlp.tag.cases import cases
from nlp.tag.dates import dates
from nlp.tag.entities import Context, Found
from nlp.tag.laws import values as laws
from nlp.tag.money import money
from nlp.tag.people import people

LIST_GAP = re.compile(r"(?:[\s,;.•-]|og|samt|den|d\.|(?:man|tirs|ons|tors|fre|lør|søn)dag)*")
YEAR = re.compile(r"(?:19|20)\d\d")


def assign(found: Iterable[Found], context: Context) -> list[Found]:
    """Every entity with its value, in text order.

    LAW looks back to the act last named in its section; a day without a year in a list ("26.1, 23.2 og 27.4")
    does not lie before the day listed before it.
    """
    memory = laws.Memory(context)
    valued: list[Found] = []
    for one in found:
        value = value_of(one, context, memory)
        if one.label == "DATE" and valued and isinstance(value, DateValue):
            value = in_order(valued[-1], one, value, context)
        valued.append(Found(one.start, one.end, one.label, value, one.priority))
    return valued


def in_order(before: Found, one: Found, value: DateValue, context: Context) -> DateValue:
    """The value of a listed day, read from the day before it in the list where that is later."""
    last = before.value
    if not isinstance(last, DateValue) or not last.start or not value.start or value.start >= last.start:
        return value
    written = context.text[before.start : one.end]
    listed = LIST_GAP.fullmatch(context.text[before.end : one.start])
    if context.meeting_date is None or YEAR.search(written) or not listed:
        return value
    from_there = replace(context, meeting_date=date.fromisoformat(last.start))
    return dates.parse(context.text[one.start : one.end], from_there, one.start) or value


def value_of(one: Found, context: Context, memory: laws.Memory) -> EntityValue | None:
    """The value of one entity, None where its text does not tell one."""
    text = context.text[one.start : one.end]
    if one.label == "DATE":
        return dates.parse(text, context, one.start)
    if one.label == "MONEY":
        return one.value or money.parse(text)
    if one.label == "LAW":
        return memory.value(text, one.start)
    if one.label == "CASE":
        return cases.parse(text)
    if one.label == "PERSON":
        return one.value if isinstance(one.value, PersonValue) else people.parse(text, context, one.end)
    return None
