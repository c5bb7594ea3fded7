"""``referat index``: minutes, or records that ``tag`` wrote, into an archive."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.bundles import bundled
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.inputs import input_files, report
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, Quiet
from nlp.cli.shared.tagging_options import Privacy, Reading, Work, run_options, settings_of
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.batch.run import Options
    from nlp.batch.settings import Settings
    from nlp.store.archive.writer import Archive

HEAD = 2_000_000
"""Bytes among which the first line of records says what they are."""
CHANGES = ("added", "replaced", "unchanged", "failed")
Prune = Annotated[bool, typer.Option("--prune", help="Drop documents whose file is gone, below the paths given.")]
Retag = Annotated[
    bool,
    typer.Option("--retag", help="Tag anew what another model tagged; without PATH, all such files of the archive."),
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files and folders of minutes, or of records that tag wrote."),
]


@guarded
@bundled
def index(
    paths: Inputs = None,
    *,
    archive: ArchivePath = ARCHIVE,
    prune: Prune = False,
    retag: Retag = False,
    reading: Reading,
    work: Work,
    privacy: Privacy,
    quiet: Quiet = False,
) -> None:
    """Store minutes in an archive that can be asked.

    Files that stand in the archive as they are now, under the same options, are skipped, whichever model tagged them,
    unless --retag is given; changed ones replace their old selves. What people corrected stays. What became of each
    file stands in a manifest beside the archive.
    The exit status is 0 when every file was read, 1 when one failed, 2 for a wrong call.
    """
    from nlp.batch.indexing.pruning import gone
    from nlp.batch.manifest import write_manifest
    from nlp.store.archive import inputs
    from nlp.store.archive.writer import Archive

    if not paths and not retag:
        raise UsageError("no files given; write for example: referat index FOLDER --archive minutes.db")
    options = run_options(work)
    files = input_files(paths, archive) if paths else []
    settings = settings_of(reading, privacy)
    with Archive(archive) as opened:
        if not paths:
            files = files_to_retag(opened, settings)
        changes, met = store_all(files, opened, settings, options, retag, quiet)
        dropped = changes["dropped"]
        if prune and paths:
            dropped += opened.prune(gone(opened.paths(), shown(there(paths), settings), met))
        if changes["added"] or changes["replaced"] or dropped:
            opened.optimise()
        write_manifest(str(archive), inputs.lines(opened.db))
    if not quiet:
        say(
            ", ".join(f"{changes[name]:,} {name}" for name in CHANGES)
            + (f", {dropped:,} dropped" if prune or dropped else "")
        )
    if changes["failed"]:
        raise SystemExit(1)


def store_all(
    files: list[str], archive: Archive, settings: Settings, options: Options, retag: bool, quiet: bool
) -> tuple[Counter[str], set[str]]:
    """Fill the archive from all files; how many documents were added and so on, and the paths that were met."""
    from nlp.batch.indexing.filling import Filling
    from nlp.batch.units import find_units
    from nlp.cli.shared.progress import Progress

    changes, met = Counter[str](), set[str]()
    minutes = []
    for file in files:
        if is_tagged(file):
            changes += store_records(file, archive, settings, met)
        else:
            minutes.append(file)
    units = find_units(minutes)
    with nullcontext() if quiet else Progress(units) as progress:
        for filled in Filling(archive, settings, options, retag).fill(units):
            met.add(filled.path)
            changes += filled.changes
            if filled.done:
                report(filled.done, quiet)
            if progress:
                progress.advance(filled.unit.size)
    return changes, met


def store_records(file: str, archive: Archive, settings: Settings, met: set[str]) -> Counter[str]:
    """Put the records of a file that ``tag`` wrote into the archive, those of a piece in one transaction."""
    from nlp.remote import as_local
    from nlp.store.archive.records import bulk

    changes = Counter[str]()
    with as_local(file) as local, archive.loading():
        for piece in bulk.pieces(local, archive.path, archive.shown.preparer, settings.protection, name=file):
            met.update(one.path for one in piece.prepared)
            for path, warnings in piece.failed:
                met.add(path)
                changes["failed"] += 1
                say(f"{path}: {'; '.join(warnings)}", "warning")
            changes.update(archive.store(piece.prepared, piece.terms))
    return changes


def is_tagged(file: str) -> bool:
    """Whether a file is one of records that ``tag`` wrote."""
    from nlp.remote import begins

    if not file.lower().endswith(".jsonl"):
        return False
    try:
        return b'"schema_version"' in begins(file, HEAD).partition(b"\n")[0]
    except OSError:
        return False


def files_to_retag(archive: Archive, settings: Settings) -> list[str]:
    """The files of what another model tagged; what has to stay as it is is named."""
    from nlp.batch.indexing.retagging import outdated

    found = outdated(archive, settings)
    for path in found.other_options:
        say(f"{path}: left, tagged under other options; give its path and the options with --retag", "warning")
    for file in found.gone:
        say(f"{file}: gone, so its answers stay those of the model that tagged it")
    return found.files


def there(paths: list[str]) -> list[str]:
    """The paths given that are there themselves; the others are named."""
    from nlp.batch.indexing.pruning import is_there

    for path in paths:
        if not is_there(path):
            say(
                f"{path}: not there, so nothing of it is dropped; is a drive missing? If it was removed, prune"
                f" with the one above it: {Path(path).parent}",
                "warning",
            )
    return [path for path in paths if is_there(path)]


def shown(paths: list[str], settings: Settings) -> list[str]:
    """The paths as records have them."""
    from nlp.remote import is_remote, without_credentials

    return [
        settings.protection.path(without_credentials(path) if is_remote(path) else str(Path(path))) for path in paths
    ]
