"""What the pipeline keeps on a ``Doc``, in spaCy's own bytes: ``Doc.to_bytes``, ``DocBin``, several processes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import srsly
from pydantic import BaseModel, TypeAdapter

from nlp.outline import Document
from nlp.record import CaseValue, DateValue, LawValue, Meeting, MoneyValue, PersonValue, Point
from nlp.tag.entities import Found

KIND, VALUE, NAME = "referat", "value", "referat"
MODELS: dict[str, type[BaseModel]] = {
    one.__name__: one for one in (Meeting, Point, DateValue, MoneyValue, LawValue, PersonValue, CaseValue)
}

Chain = Callable[[Any], Any] | None


def register() -> None:
    """Let msgpack, in which spaCy writes, know these types."""
    srsly.msgpack_encoders.register(NAME, func=encode)
    srsly.msgpack_decoders.register(NAME, func=decode)


def encode(value: Any, chain: Chain = None) -> Any:
    """One of our values as a dictionary that msgpack can write; others go on to the next encoder."""
    kind = type(value).__name__
    if MODELS.get(kind) is type(value):
        return {KIND: kind, VALUE: value.model_dump(mode="json")}
    if isinstance(value, Document):
        return {KIND: "Document", VALUE: _documents().dump_python(value, mode="json")}
    if isinstance(value, Found):
        return {KIND: "Found", VALUE: [value.start, value.end, value.label, value.value, value.priority]}
    return chain(value) if chain else value


def decode(value: Any, chain: Chain = None) -> Any:
    """What :func:`encode` wrote, made anew; other values go on to the next decoder."""
    if isinstance(value, dict) and value.keys() == {KIND, VALUE}:
        kind, given = value[KIND], value[VALUE]
        if kind == "Found":
            return Found(*given)
        if kind == "Document":
            return _documents().validate_python(given)
        if kind in MODELS:
            return MODELS[kind].model_validate(given)
    return chain(value) if chain else value


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
