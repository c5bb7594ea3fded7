"""Values of entities: what a span means, given what the document tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlp.record import EntityValue, PersonValue
from nlp.tag.cases import cases
from nlp.tag.dates import dates
from nlp.tag.entities import Context, Found
from nlp.tag.laws import values as laws
from nlp.tag.money import money
from nlp.tag.people import people


def assign(found: Iterable[Found], context: Context) -> list[Found]:
    """Every entity with its value, in text order; LAW looks back to the act last named in its section."""
    memory = laws.Memory(context)
    return [replace(one, value=value_of(one, context, memory)) for one in found]


def value_of(one: Found, context: Context, memory: laws.Memory) -> EntityValue | None:
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
