"""``referat export``: the archive for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath
from nlp.errors import UsageError


class Target(StrEnum):
    """Forms of export."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


@guarded
def export(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="The file; for parquet, a folder.")],
    archive: ArchivePath = ARCHIVE,
    to: Annotated[
        Target | None,
        typer.Option(
            "--to",
            help="Form: parquet in folders by municipality and year, csv or xlsx; default: the ending's, or parquet.",
        ),
    ] = None,
) -> None:
    """Write all points of the archive for other tools: DuckDB, Spark, pandas or Excel."""
    from nlp.query.search import Finder
    from nlp.store.archive import export as writers
    from nlp.store.archive.schema import explained

    forms = {Target.parquet: writers.write_parquet, Target.csv: writers.write_csv, Target.xlsx: writers.write_xlsx}
    write = forms[to or form_of(out)]
    with Finder(archive) as finder, explained(archive):
        counted = write(finder.db, out)
    say(f"{out}: {counted:,} points")


def form_of(out: Path) -> Target:
    """The form that a name asks for by its ending; raises :class:`UsageError` for an ending of other files."""
    ending = out.suffix.lower().removeprefix(".")
    if ending and ending not in list(Target) and not out.is_dir():
        raise UsageError(f"{out}: unknown ending '{out.suffix}'; use .csv, .xlsx or a folder, or say which --to")
    return Target(ending) if ending in list(Target) else Target.parquet
