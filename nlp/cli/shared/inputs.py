"""The files that commands read, and what is told of each when it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.shared.messages import detail, say
from nlp.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from nlp.batch.run import Done


def input_files(paths: list[str], out: Path | None) -> list[str]:
    """The files to read: all but the local output and manifests, which may lie in an input folder.

    Raises :class:`ReferatError` where there are none.
    """
    from nlp.batch.units import find_files
    from nlp.remote import without_credentials

    files = list(find_files(paths, out))
    if not files:
        raise ReferatError(
            f"{', '.join(map(without_credentials, paths))}: no files here; give files or folders of minutes"
        )
    return files


def check_apart(paths: list[str], out: Path, option: str = "--out") -> None:
    """Raise :class:`UsageError` where an input is the output, which ``option`` names."""
    for path in map(Path, paths):
        if path.is_file() and out.exists() and path.samefile(out):
            raise UsageError(f"{out}: is input and output; choose another name for {option}")


def report(done: Done, quiet: bool) -> bool:
    """Warnings of a unit on stderr, one line each, with ``quiet`` only of what failed; whether anything failed."""
    detail(f"{done.path}: {done.result.status}, {done.result.documents} documents, {done.result.seconds:.1f} s")
    for path, status, warnings in done.told():
        if not quiet or status == "failed":
            for warning in warnings:
                say(f"{path}: {warning}", "warning")
    return done.result.status == "failed"
