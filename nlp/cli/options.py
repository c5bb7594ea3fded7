"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.command import documents_option, every_option, model_option, output_option, work_option
from nlp.errors import UsageError

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders of minutes, in any supported format; zip archives too."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of minutes, in any supported format.")]

Municipality = Annotated[
    str | None,
    documents_option(metavar="NAME", help="Municipality of the documents, whatever they say."),
]
Body = Annotated[
    str | None,
    documents_option(metavar="NAME", help="Deciding body of the documents, whatever they say."),
]
Ocr = Annotated[bool, documents_option("--ocr", help="Recognise PDF pages without text with tesseract.")]

ModelPath = Annotated[
    Path | None,
    model_option("--model", metavar="FOLDER", help="A pipeline of your own."),
]
Ner = Annotated[
    str | None,
    model_option(
        metavar="NAME",
        help="Another recogniser of names: dacy:small, dacy:medium, dacy:large or the path of a spaCy pipeline.",
    ),
]
Jobs = Annotated[
    int,
    work_option("--jobs", "-j", metavar="N", min=0, help="Processes; 0 takes all cores."),
]

Out = Annotated[
    str,
    output_option(
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write: .jsonl, .csv or .parquet by the ending, FOLDER/ for Parquet by municipality and year, "
        "- for JSON lines on standard output.",
    ),
]
Quiet = Annotated[
    bool,
    every_option("--quiet", "-q", help="Report only files that failed, no progress."),
]


def must_be_new(out: Path | None) -> None:
    """Raise :class:`UsageError` where a file of labels would be written over."""
    if out is not None and out.exists():
        raise UsageError(f"{out}: is there already; give another name with --out")
