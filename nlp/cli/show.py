"""``referat show``: one document for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.bundles import bundled
from nlp.cli.shared.command import output_option
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.inputs import check_apart, input_files
from nlp.cli.shared.messages import say
from nlp.cli.shared.tagging_options import Memory, Privacy, Reading, Timeout, limits_of, settings_of
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.record import Record

File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of minutes, in any supported format.")]
Html = Annotated[
    Path | None,
    output_option("--html", metavar="FILE", help="Write a web page instead, one file that needs no other."),
]


@guarded
@bundled
def show(
    file: File,
    *,
    html: Html = None,
    reading: Reading,
    timeout: Timeout = 600.0,
    memory: Memory = 4.0,
    privacy: Privacy,
) -> None:
    """Print one document readably: the meeting, its points and what was decided.

    FILE#2 is the second meeting of a file that holds several.
    """
    from nlp.batch.run import Options, tag_units
    from nlp.batch.units import find_units
    from nlp.store.archive.inputs import file_of
    from nlp.store.replacing import check_place, replacing

    if html:
        check_place(html, ".html")
    whole = file_of(str(file))
    if html:
        check_apart([str(whole)], html, "--html")
    files = input_files([str(whole)], html)
    settings = settings_of(reading, privacy)
    options = Options(limits=limits_of(timeout, memory))
    records = [record for done in tag_units(find_units(files), settings, options) for record in done.records()]
    if whole != file:
        records = one_of(records, str(file))
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


def one_of(records: list[Record], path: str) -> list[Record]:
    """The record of one meeting of a file."""
    found = [record for record in records if record.source.path == path]
    if not found:
        raise UsageError(f"{path}: no such meeting; the file gives {', '.join(one.source.path for one in records)}")
    return found
