"""The command line: which commands there are, in the order in which they are met."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from nlp import __version__
from nlp.cli.command import App
from nlp.cli.common import add_common_options, shorten_help
from nlp.cli.correct import correct
from nlp.cli.doctor import doctor
from nlp.cli.evaluate import evaluate
from nlp.cli.export import export
from nlp.cli.find import find
from nlp.cli.find_command import FindCommand
from nlp.cli.guard import INTERRUPTED
from nlp.cli.history import history
from nlp.cli.index import index
from nlp.cli.messages import STYLE, prepare_output, say
from nlp.cli.models import app as models_app
from nlp.cli.people import people
from nlp.cli.review import app as review_app
from nlp.cli.schema import schema
from nlp.cli.serve import serve
from nlp.cli.show import show
from nlp.cli.stats import stats
from nlp.cli.tag import tag
from nlp.cli.train import train
from nlp.errors import UsageError

app = App(
    name="referat",
    help="Danish municipal minutes as data.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(tag)
app.command()(show)
app.command()(index)
app.command(cls=FindCommand)(find)
app.command()(stats)
app.command()(history)
app.command()(people)
app.command()(export)
app.command()(serve)
app.command()(correct)
app.command()(train)
app.command()(evaluate)
app.command()(schema)
app.command()(doctor)
app.add_typer(review_app)
app.add_typer(models_app)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"referat {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Danish municipal minutes as data."""


def command() -> Any:
    """The whole command line, with the options that all commands have."""
    return shorten_help(add_common_options(typer.main.get_command(app)))


def main() -> None:
    """Entry point of the command ``referat``."""
    prepare_output()
    try:
        if "--log-json" in sys.argv:
            _run_for_programs()
        else:
            command()()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run_for_programs() -> None:
    """Run the command; a wrong call is told as JSON too, which the parser would write as text."""
    try:
        status = command()(standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        STYLE.log_json = True
        say(f"Error: {error.format_message()}")
        sys.exit(getattr(error, "exit_code", UsageError.status))
    sys.exit(status if isinstance(status, int) else 0)
