"""``referat tag``: minutes in, records out."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.bundles import bundled
from nlp.cli.shared.command import output_option
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.inputs import check_apart, input_files, report
from nlp.cli.shared.options import Quiet
from nlp.cli.shared.tagging_options import Privacy, Reading, Work, run_options, settings_of

if TYPE_CHECKING:
    from nlp.batch.manifest import Manifest

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders of minutes, in any supported format; zip archives too."),
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


@guarded
@bundled
def tag(
    paths: Paths,
    *,
    out: Out = "-",
    reading: Reading,
    work: Work,
    privacy: Privacy,
    quiet: Quiet = False,
) -> None:
    """Read minutes and write one record a meeting.

    Results are kept: files that have not changed are not tagged again, and a run that was stopped goes on where it
    was. What became of each file stands in a manifest beside the output.
    The exit status is 0 when every file was read, 1 when one failed, 2 for a wrong call.
    """
    from nlp.batch.manifest import entry_of
    from nlp.batch.run import tag_units
    from nlp.batch.units import find_units
    from nlp.cli.shared.progress import Progress
    from nlp.remote import is_remote
    from nlp.store.writers import check_output, open_writer

    options = run_options(work)
    check_output(out)
    target = None if out == "-" or is_remote(out) else Path(out)
    if target:
        check_apart(paths, target)
    files = input_files(paths, target)
    settings = settings_of(reading, privacy)
    failed = False
    with ExitStack() as stack:
        units = find_units(files)
        progress = None if quiet else stack.enter_context(Progress(units))
        manifest = stack.enter_context(manifest_beside(out))
        writer = stack.enter_context(open_writer(out))
        for done in tag_units(units, settings, options):
            for line in done.lines():
                writer.write_line(line)
            failed = report(done, quiet) or failed
            if manifest:
                manifest.add(entry_of(done, settings).line())
            if progress:
                progress.advance(done.unit.size)
    if failed:
        raise SystemExit(1)


def manifest_beside(out: str) -> AbstractContextManager[Manifest | None]:
    """The manifest of an output; None beside standard output."""
    from nlp.batch.manifest import manifest_of

    return nullcontext() if out == "-" else manifest_of(out)
