"""Records as quick structures: the same names and checks as :mod:`nlp.record`, read six times as fast.

The structures are made from the models, so there is one definition. A line that they refuse is read by the models
themselves, which decide and say what is wrong; only what both take is stored.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, cast, get_args, get_origin

import msgspec
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from nlp.record import VALUE_OF, Entity, EntityLabel, Point, Record


def record(given: Record | bytes) -> Record:
    """A structure with the attributes of a record, from one or from its JSON; a structure stays what it is.

    Raises :class:`pydantic.ValidationError` for what is no record, ``msgspec.ValidationError`` for an entity whose
    value is not of its label.
    """
    if isinstance(given, structure(Record)):
        return cast(Record, given)
    if isinstance(given, bytes):
        try:
            return cast(Record, decoder(Record).decode(given))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            given = Record.model_validate_json(given)
    return cast(Record, decoder(Record).decode(given.__pydantic_serializer__.to_json(given)))


def point(given: Point) -> Point:
    """A structure with the attributes of a point."""
    return cast(Point, decoder(Point).decode(given.__pydantic_serializer__.to_json(given)))


@cache
def decoder(model: type[BaseModel]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(structure(model))


@cache
def structure(model: type[BaseModel]) -> Any:
    """The structure that holds what a model holds."""
    if model is Entity:
        return Union[tuple(entity(label) for label in get_args(EntityLabel))]  # noqa: UP007
    fields = model.model_fields
    names = {name: field.alias for name, field in fields.items() if field.alias}
    made = [field_of(name, field) for name, field in fields.items()]
    return msgspec.defstruct(
        model.__name__, made, rename=names, kw_only=True, forbid_unknown_fields=True, gc=False
    )  # fmt: skip


def entity(label: str) -> Any:
    """The structure of the entities of a label, which the label tells from others."""
    value = structure(VALUE_OF[label]) | None if label in VALUE_OF else None
    fields = [(name, type_of(field.annotation)) for name, field in Entity.model_fields.items()][1:3]
    return msgspec.defstruct(
        f"Entity{label}", [*fields, ("value", value, None)], tag_field="label", tag=label, kw_only=True,
        forbid_unknown_fields=True, gc=False, namespace={"__annotations__": {"label": ClassVar[str]}, "label": label},
    )  # fmt: skip


def field_of(name: str, field: FieldInfo) -> tuple[Any, ...]:
    """A field of a model as ``msgspec.defstruct`` takes it, with its limits and default."""
    annotation = type_of(field.annotation)
    limits = {limit: getattr(rule, limit) for rule in field.metadata for limit in ("ge", "le") if hasattr(rule, limit)}
    if limits:
        annotation = Annotated[annotation, msgspec.Meta(**limits)]
    if field.is_required():
        return name, annotation
    if field.default_factory:
        return name, annotation, msgspec.field(default_factory=annotation)
    if field.default == []:
        return name, annotation, msgspec.field(default_factory=list)
    return name, annotation, field.default


def type_of(annotation: Any) -> Any:
    """The annotation with structures for models."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and origin is None:
        return structure(annotation) if issubclass(annotation, BaseModel) else annotation
    if origin is Literal or origin is None:
        return annotation
    if origin is Annotated:
        return type_of(inner[0])
    made = tuple(map(type_of, inner))
    return Union[made] if origin in (Union, UnionType) else origin[made]  # noqa: UP007
