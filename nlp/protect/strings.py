"""The same change to every string of a nested value."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.outline import Document
    from nlp.record import Record

KEPT = frozenset({"sha256", "format", "status", "fingerprint", "lines", "schema_version"})
"""Fields without words of the document."""

Change = Callable[[str], str]


def change_document(document: Document, change: Change) -> None:
    """Change all strings of a document; ``change`` must keep the length of a text, for spans point into it."""
    _change_fields(document, change)


def changed_record(record: Record, change: Change) -> Record:
    """A record with all its strings changed."""
    return type(record).model_validate(_changed(record.model_dump(by_alias=True), change))


def _change_fields(thing: Any, change: Change) -> None:
    for field in dataclasses.fields(thing):
        if field.name not in KEPT:
            setattr(thing, field.name, _changed(getattr(thing, field.name), change))


def _changed(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return type(value)(_changed(one, change) for one in value)
    if isinstance(value, dict):
        return {key: one if key in KEPT else _changed(one, change) for key, one in value.items()}
    if dataclasses.is_dataclass(value):
        _change_fields(value, change)
    return value
