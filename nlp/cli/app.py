"""The command line: which commands there are, in the order in which they are met."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any

import typer

from nlp import __version__
from nlp.cli.shared.command import App, Group
from nlp.cli.shared.common_options import add_common_options, shorten_help
from nlp.cli.shared.find_command import FindCommand
from nlp.cli.shared.guard import INTERRUPTED
from nlp.cli.shared.messages import STYLE, prepare_output, say_error
from nlp.errors import UsageError

COMMANDS = (
    "tag",
    "show",
    "index",
    "find",
    "stats",
    "history",
    "people",
    "export",
    "serve",
    "correct",
    "train",
    "evaluate",
    "schema",
    "doctor",
)
"""Each is the function of its name in the module of its name."""
GROUPS = ("review", "models")
"""Each is the ``app`` of the module of its name."""
NAMES = (*COMMANDS, *GROUPS)

OBJECTS = 50_000
"""New ones between two searches for garbage: what is loaded for an answer is searched but a few times."""


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"referat {__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Danish municipal minutes as data."""


def application(names: Iterable[str] = NAMES) -> App:
    """The command line with these commands; their modules are loaded."""
    app = App(
        name="referat",
        cls=Group,
        help="Danish municipal minutes as data.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(options)
    for name in names:
        module = import_module(f"nlp.cli.{name}")
        if name in GROUPS:
            app.add_typer(module.app)
        else:
            app.command(cls=FindCommand if name == "find" else None)(getattr(module, name))
    return app


def command(names: Iterable[str] = NAMES) -> Any:
    """The command line, with the options that all commands have."""
    return shorten_help(add_common_options(typer.main.get_command(application(names))))


def called() -> Any:
    """The command line with the command that is called alone; with all of them for help and for unknown names."""
    return command([name for name in sys.argv[1:2] if name in NAMES] or NAMES)


def main() -> None:
    """Entry point of the command ``referat``."""
    gc.set_threshold(OBJECTS)
    prepare_output()
    try:
        if "--log-json" in sys.argv:
            _run_for_programs()
        else:
            called()()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run_for_programs() -> None:
    """Run the command; a wrong call is told as JSON too, which the parser would write as text."""
    try:
        status = called()(standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        STYLE.log_json = True
        say_error(error.format_message())
        sys.exit(getattr(error, "exit_code", UsageError.status))
    sys.exit(status if isinstance(status, int) else 0)
