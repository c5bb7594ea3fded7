"""How commands show their options, grouped by what they are for, and tell of wrong values in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

ARGUMENTS, EVERY = "Arguments", "Every command"
wanted_option = partial(typer.Option, rich_help_panel="What to find")
output_option = partial(typer.Option, rich_help_panel="Output")
documents_option = partial(typer.Option, rich_help_panel="Documents")
model_option = partial(typer.Option, rich_help_panel="Model")
work_option = partial(typer.Option, rich_help_panel="Work")
kept_option = partial(typer.Option, rich_help_panel="Results kept between runs")
people_option = partial(typer.Option, rich_help_panel="Personal data")
every_option = partial(typer.Option, rich_help_panel=EVERY)

TYPE = re.compile(r" <.+>$")
USAGE = re.compile(r"^\{(.+)\}(?:\.\.\.)?$|^(\[.+\.\.\.\])\.\.\.$")
PLAIN = (
    (r"^Value error, ", ""),
    (r"^Input should be a valid integer.*", "give a whole number"),
    (r"^Input should be a valid number.*", "give a number"),
    (r"^Input should be a valid boolean.*", "give true or false"),
    (r"^Input should be greater than or equal to (.+)", r"give \1 or more"),
    (r"^Input should be less than or equal to (.+)", r"give \1 or less"),
)
"""What the parser says, and plain words for it."""


class Quick:
    """Takes values that cannot be wrong as they are; others are left to Typer.

    Typer checks with pydantic, which takes longer to load than a question to answer.
    """

    def __init__(self, parameter: Any) -> None:
        self.annotation = parameter.type_descriptor.annotation
        self.checked = parameter.get_runtime_param
        parameter.get_runtime_param = lambda: self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if ctx.get_parameter_source(param.name).name == "DEFAULT" and not several:
            return value
        if all(isinstance(one, str) for one in (value if isinstance(value, list | tuple) else [value])):
            if self.annotation == (list[str] if several else str):
                return value
            if self.annotation is Path or (isinstance(self.annotation, type) and issubclass(self.annotation, StrEnum)):
                with suppress(ValueError):
                    return self.annotation(value)
        return self.checked().coerce(value, param=param, ctx=ctx)


class Quickly:
    """A command or group that reads its parameters so."""

    def get_params(self, ctx: Any) -> Any:
        found = super().get_params(ctx)  # type: ignore[misc]
        for parameter in found:
            if hasattr(parameter, "type_descriptor") and "get_runtime_param" not in vars(parameter):
                Quick(parameter)
        return found


class Group(Quickly, TyperGroup):
    pass


class Command(Quickly, TyperCommand):
    """A command whose help has a section for each ``rich_help_panel``, without boxes, which pipes and screen readers
    have no use for."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                name, help = record
                title = panel(parameter)
                sections.setdefault(title, []).append((TYPE.sub("", name) if title == ARGUMENTS else name, help))
        for title in sorted(sections, key=lambda one: one == EVERY):
            with formatter.section(title):
                formatter.write_dl(sections[title])

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """ "PATH..." and "[CASE]", where Typer writes "{PATH...}..."."""
        return [USAGE.sub(r"\1\2", piece) for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if isinstance(said := getattr(error, "message", None), str):
                error.message = in_plain_words(said)  # type: ignore[attr-defined]
            raise


class App(typer.Typer):
    """Commands of this kind."""

    def command(
        self, name: str | None = None, *, cls: type[TyperCommand] | None = None, **more: Any
    ) -> Callable[..., Any]:
        return super().command(name, cls=cls or Command, **more)


def panel(parameter: Any) -> str:
    """The section of the help in which a parameter stands."""
    if parameter.param_type_name == "argument":
        return ARGUMENTS
    usual = EVERY if "--help" in parameter.opts else "Options"
    return getattr(parameter, "rich_help_panel", None) or usual


def in_plain_words(said: str) -> str:
    """What the parser says of a wrong value, in the words of :data:`PLAIN`."""
    for pattern, words in PLAIN:
        said = re.sub(pattern, words, said)
    return said
