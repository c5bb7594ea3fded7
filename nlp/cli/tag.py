"""``referat tag``: minutes in, records out."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.guard import guarded, say
from nlp.cli.options import Body, Jobs, ModelPath, Municipality, Ner, Ocr, Out, Paths, Quiet
from nlp.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from nlp.record import Record


@guarded
def tag(
    paths: Paths,
    out: Out = "-",
    municipality: Municipality = None,
    body: Body = None,
    ocr: Ocr = False,
    model: ModelPath = None,
    ner: Ner = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read minutes and write one record a meeting.

    The exit status is 0 when every file was read, 1 when one failed, 2 for a wrong call.
    """
    from nlp.cli.progress import Progress
    from nlp.cli.work import Settings, tag_files
    from nlp.store import open_writer

    files = input_files(paths, None if out == "-" else Path(out))
    settings = Settings(model, ner, ocr, municipality, body)
    failed = False
    with open_writer(out) as writer, nullcontext() if quiet else Progress(files) as progress:
        for size, records in tag_files(files, settings, jobs):
            for record in records:
                writer.write(record)
                failed = failed or record.source.status == "failed"
                report(record, quiet)
            if progress:
                progress.advance(size)
    if failed:
        raise SystemExit(1)


def input_files(paths: list[Path], out: Path | None) -> list[Path]:
    """The files to read: all but the output, which may lie in an input folder."""
    from nlp.read import find_files

    for path in paths:
        if out and path.is_file() and out.exists() and path.samefile(out):
            raise UsageError(f"{out}: is input and output; choose another name for --out")
    target = out.resolve() if out else None
    files = [file for file in find_files(paths) if file.resolve() != target]
    if not files:
        raise ReferatError(f"{', '.join(map(str, paths))}: no files here; give files or folders of minutes")
    return files


def report(record: Record, quiet: bool) -> None:
    """Warnings of a record on stderr, one line each; ``quiet`` leaves those of failed records."""
    if not quiet or record.source.status == "failed":
        for warning in record.source.warnings:
            say(f"{record.source.path}: {warning}")
