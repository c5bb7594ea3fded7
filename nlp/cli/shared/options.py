"""Options that several commands share, each written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.shared.command import every_option, model_option
from nlp.errors import UsageError

ARCHIVE = Path("minutes.db")
"""The archive of commands that are given none."""


class Form(StrEnum):
    """Forms of output."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


ModelPath = Annotated[
    Path | None,
    model_option("--model", metavar="FOLDER", help="A pipeline of your own."),
]
ArchivePath = Annotated[
    Path, typer.Option("--archive", "-a", metavar="FILE", envvar="REFERAT_ARCHIVE", help="The archive file.")
]
Data = Annotated[
    list[str],
    typer.Option(
        "--data",
        metavar="DATA",
        help="Further data: labelled points (JSONL, CSV, TSV, XLSX), passages (JSONL), a table of labels with its"
        " meetings as LABELS.tsv@MEETINGS, or structured meetings alone.",
    ),
]
Corpus = Annotated[
    Path | None, typer.Option("--corpus", metavar="FOLDER", help="Another written corpus than the shipped one.")
]
AsForm = Annotated[Form, typer.Option("--format", "-f", help="Form of the answer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[
    bool,
    every_option("--quiet", "-q", help="Report only files that failed, no progress."),
]


def must_be_new(out: Path | None) -> None:
    """Raise :class:`UsageError` where a file of labels would be written over."""
    if out is not None and out.exists():
        raise UsageError(f"{out}: is there already; give another name with --out")
