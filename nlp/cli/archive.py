"""The commands that make and ask archives."""

from __future__ import annotations

import typer

from nlp.cli.export import export
from nlp.cli.find import find
from nlp.cli.find_command import FindCommand
from nlp.cli.history import history
from nlp.cli.index import index
from nlp.cli.people import people
from nlp.cli.serve import serve
from nlp.cli.stats import stats


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    app.command(cls=FindCommand)(find)
    for command in (index, stats, history, people, export, serve):
        app.command()(command)
