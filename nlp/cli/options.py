"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

INPUT = "Input"
TAGGING = "Tagging"
OUTPUT = "Output"

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Files and folders of minutes, in any supported format; zip archives too."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of minutes, in any supported format.")]

Municipality = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Municipality of the documents, whatever they say.", rich_help_panel=INPUT),
]
Body = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Deciding body of the documents, whatever they say.", rich_help_panel=INPUT),
]
Ocr = Annotated[
    bool, typer.Option("--ocr", help="Recognise PDF pages without text with tesseract.", rich_help_panel=INPUT)
]

ModelPath = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", help="A pipeline of your own.", rich_help_panel=TAGGING),
]
Ner = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Another recogniser of names: dacy:small, dacy:medium, dacy:large or the path of a spaCy pipeline.",
        rich_help_panel=TAGGING,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes; 0 takes all cores.", rich_help_panel=TAGGING),
]

Out = Annotated[
    str,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write: .jsonl, .csv or .parquet by the ending, - for JSON lines on standard output.",
        rich_help_panel=OUTPUT,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Report only files that failed, no progress.", rich_help_panel=OUTPUT),
]
