"""``referat show``: one document for reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.guard import guarded
from nlp.cli.options import Body, File, ModelPath, Municipality, Ner, Ocr

Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a web page instead, one file that needs no other."),
]


@guarded
def show(
    file: File,
    html: Html = None,
    municipality: Municipality = None,
    body: Body = None,
    ocr: Ocr = False,
    model: ModelPath = None,
    ner: Ner = None,
) -> None:
    """Print one document readably: the meeting, its points and what was decided."""
    from nlp.cli.tag import input_files, report
    from nlp.cli.work import Settings, tag_files

    settings = Settings(model, ner, ocr, municipality, body)
    records = [record for _, found in tag_files(input_files([file], html), settings, 1) for record in found]
    for record in records:
        report(record, quiet=False)
    if html:
        from nlp.show.page import page
        from nlp.store.writers import replacing

        with replacing(html) as out:
            out.write(page(records).encode())
    else:
        from nlp.show.terminal import print_record

        for record in records:
            print_record(record)
    if any(record.source.status == "failed" for record in records):
        raise SystemExit(1)
