"""What all commands have in common: options of what is said and where, the file with options, lists of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.cli.shared import messages
from nlp.cli.shared.command import every_option
from nlp.cli.shared.config import Commands, config_file, read_config
from nlp.errors import UsageError


def add_common_options(root: Any) -> Any:
    """Add them to every command below ``root`` that has not its own of the name; returns ``root``."""
    common = typer.main.get_command(_holder())
    for _, command in walk(root):
        own = options_of(command)
        command.params += [parameter for name, parameter in _options(common) if name not in own]
    return root


def shorten_help(root: Any) -> Any:
    """Let lists of commands show the first clause of what each does, which fits on a line; returns ``root``."""
    for child in root.commands.values():
        child.short_help = re.split(r"[.;:](?:\s|$)", child.help or "", maxsplit=1)[0]
        if hasattr(child, "commands"):
            shorten_help(child)
    return root


def walk(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The commands below a group, those of its groups as "group.command"."""
    for name, child in command.commands.items():
        inner = f"{path}.{name}" if path else name
        if hasattr(child, "commands"):
            yield from walk(child, inner)
        else:
            yield inner, child


def options_of(command: Any) -> dict[str, str]:
    """Names of the options without dashes, with the parameter behind each; ``--no-x`` belongs to ``x``."""
    return {name: parameter.name for name, parameter in _options(command)}


def _options(command: Any) -> Iterator[tuple[str, Any]]:
    for parameter in command.params:
        for name in parameter.opts:
            if name.startswith("--"):
                yield name.removeprefix("--"), parameter


def _set(name: str) -> Any:
    def said(value: bool) -> None:
        if value:
            setattr(messages.STYLE, name, True)

    return said


def _read_config(context: typer.Context, value: str | None) -> None:
    from nlp.cli.app import command

    try:
        file = config_file(value)
        if file is not None:
            commands: Commands = {path: options_of(one) for path, one in walk(command())}
            values = read_config(file, _path(context), commands)
            parameters = {parameter.name: parameter for parameter in context.command.params}
            given = {name: as_typed(file, parameters[name], value) for name, value in values.items()}
            context.default_map = {**(context.default_map or {}), **given}
    except UsageError as error:
        messages.say_error(str(error))
        raise SystemExit(error.status) from None


def as_typed(file: Path, parameter: Any, value: Any) -> Any:
    """A value of a file as it would be typed in a command, so that it is checked alike.

    Raises :class:`UsageError` for a list where there is one value, and for true or false where there is a text.
    """
    option = parameter.opts[0].lstrip("-")
    if getattr(parameter, "multiple", False):
        return [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if isinstance(value, list):
        raise UsageError(f"{file}: '{option}' takes one value, not a list")
    if isinstance(value, bool):
        if not parameter.is_flag:
            raise UsageError(f"{file}: '{option}' takes a value, not {str(value).lower()}")
        return value
    return str(value)


def _path(context: Any) -> str:
    """ "models.promote" for the context of that command."""
    names: list[str] = []
    while context.parent is not None:
        names.append(context.info_name)
        context = context.parent
    return ".".join(reversed(names))


def _option(help: str, *names: str, **more: Any) -> Any:
    return every_option(*names, help=help, expose_value=False, **more)


def _holder() -> typer.Typer:
    """A command that has the common options and nothing else."""
    holder = typer.Typer(add_completion=False)

    @holder.command()
    def common(
        config: Annotated[
            str | None,
            _option(
                "Options from this file; default: referat.toml in this folder.",
                "--config",
                metavar="FILE",
                is_eager=True,
                callback=_read_config,
            ),
        ] = None,
        quiet: Annotated[
            bool, _option("Say only what went wrong.", "--quiet", "-q", is_eager=True, callback=_set("quiet"))
        ] = False,
        verbose: Annotated[
            bool,
            _option("Say more: time, options, files.", "--verbose", is_eager=True, callback=_set("verbose")),
        ] = False,
        log_json: Annotated[
            bool,
            _option("Messages as JSON lines.", "--log-json", is_eager=True, callback=_set("log_json")),
        ] = False,
    ) -> None: ...

    return holder
