"""``referat show``: one document for reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from nlp.cli.batch_options import Memory, Timeout, limits_of
from nlp.cli.command import output_option
from nlp.cli.guard import guarded
from nlp.cli.messages import say
from nlp.cli.options import Body, File, ModelPath, Municipality, Ner, Ocr
from nlp.cli.protect_options import KeepCpr, Key, Pseudonymise, protection_of

Html = Annotated[
    Path | None,
    output_option("--html", metavar="FILE", help="Write a web page instead, one file that needs no other."),
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
    timeout: Timeout = 600.0,
    memory: Memory = 4.0,
    keep_cpr: KeepCpr = False,
    pseudonymise: Pseudonymise = False,
    key: Key = None,
) -> None:
    """Print one document readably: the meeting, its points and what was decided."""
    from nlp.batch.run import Options, tag_units
    from nlp.batch.settings import Settings
    from nlp.batch.units import find_units
    from nlp.cli.tag import input_files
    from nlp.store.writers import check_place, replacing

    if html:
        check_place(html, ".html")
    files = input_files([str(file)], str(html) if html else None)
    settings = Settings(model, ner, ocr, municipality, body, protection_of(keep_cpr, pseudonymise, key))
    options = Options(limits=limits_of(timeout, memory))
    records = [record for done in tag_units(find_units(files), settings, options) for record in done.records()]
    for record in records:
        for warning in record.source.warnings:
            say(f"{record.source.path}: {warning}", "warning")
    if html:
        from nlp.show.page import page

        with replacing(html) as out:
            out.write(page(records).encode())
    else:
        from nlp.show.terminal import print_record

        for record in records:
            if record.source.status != "failed":
                print_record(record)
    if any(record.source.status == "failed" for record in records):
        raise SystemExit(1)
