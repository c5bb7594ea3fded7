"""``referat index``: minutes, or records that ``tag`` wrote, into an archive."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.bundles import bundled
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, Quiet
from nlp.cli.shared.tagging_options import Privacy, Reading, Work, run_options, settings_of
from nlp.cli.tag import report
from nlp.errors import ReferatError, UsageError

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
    from nlp.batch.manifest import write_manifest
    from nlp.pipeline import model_at
    from nlp.store.archive import inputs
    from nlp.store.archive.writer import Archive

    if not paths and not retag:
        raise UsageError("no files given; write for example: referat index FOLDER --archive minutes.db")
    options = run_options(work)
    files = input_files(paths, archive) if paths else []
    settings = settings_of(reading, privacy)
    with Archive(archive) as opened:
        if not paths:
            files = files_of(
                under_these_options(opened, opened.tagged_otherwise(model_at(reading.model, reading.ner)), settings)
            )
        changes, met = store_all(files, opened, settings, options, retag, quiet)
        dropped = changes["dropped"]
        if prune and paths:
            dropped += opened.prune(gone(opened.paths(), shown(those_there(paths), settings), met))
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


def input_files(paths: list[str], archive: Path) -> list[str]:
    """The files to index, without the archive itself and manifests."""
    from nlp.batch.units import find_files
    from nlp.remote import without_credentials

    own = tuple(str(archive.resolve()) + ending for ending in ("-wal", "-shm"))
    files = [file for file in find_files(paths, archive) if not os.path.realpath(file).endswith(own)]
    if not files:
        raise ReferatError(
            f"{', '.join(map(without_credentials, paths))}: no files here; give files or folders of minutes"
        )
    return files


def store_all(
    files: list[str], archive: Archive, settings: Settings, options: Options, retag: bool, quiet: bool
) -> tuple[Counter[str], set[str]]:
    """Fill the archive from all files; how many documents were added and so on, and the paths that were met."""
    from nlp.batch.filling import Filling
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


def under_these_options(archive: Archive, paths: list[str], settings: Settings) -> list[str]:
    """Documents tagged under the options of this run, for the archive keeps only their digest; others are named."""
    from nlp.batch.settings import options_digest
    from nlp.store.archive import inputs

    wanted, kept = options_digest(settings), []
    for path in paths:
        known = (inputs.get(archive.db, origin) for origin in inputs.origins(path))
        if any(one and one.options not in (None, wanted) for one in known):
            say(f"{path}: left, tagged under other options; give its path and the options with --retag", "warning")
        else:
            kept.append(path)
    return kept


def files_of(paths: list[str]) -> list[str]:
    """The files in which documents stand ("a.zip!/b.json", "c.csv#7"), each once; those that are gone are named."""
    from nlp.remote import exists

    found = []
    for file in dict.fromkeys(path.split("!/")[0] for path in paths):
        whole = file if exists(file) else file.rpartition("#")[0] or file
        if exists(whole):
            found.append(whole)
        else:
            say(f"{file}: gone, so its answers stay those of the model that tagged it")
    return list(dict.fromkeys(found))


def shown(paths: list[str], settings: Settings) -> list[str]:
    """The paths as records have them."""
    from nlp.remote import is_remote, without_credentials

    return [
        settings.protection.path(without_credentials(path) if is_remote(path) else str(Path(path))) for path in paths
    ]


def those_there(paths: list[str]) -> list[str]:
    """The paths given, without those that are not there themselves: a drive may be missing."""
    from nlp.remote import is_remote

    there = []
    for path in paths:
        if is_remote(path) or Path(path).exists():
            there.append(path)
        else:
            say(
                f"{path}: not there, so nothing of it is dropped; is a drive missing? If it was removed, prune"
                f" with the one above it: {Path(path).parent}",
                "warning",
            )
    return there


def gone(stored: list[str], paths: list[str], met: set[str]) -> list[str]:
    """Stored documents and inputs below the given paths that this run has not met."""
    from nlp.store.archive.inputs import origins

    below = tuple(path.rstrip("/\\") + sep for path in paths for sep in ("/", "\\", "!", "#"))

    def is_below(path: str) -> bool:
        return path in paths or path.startswith(below) or ("." in paths and is_relative(path))

    def is_seen(path: str) -> bool:
        return any(origin in met for origin in origins(path)) or is_locked(path)

    return [path for path in stored if is_below(path) and not is_seen(path)]


def is_locked(path: str) -> bool:
    """Whether a folder on the way to a document may not be read, so that nobody knows whether it is gone."""
    return any(parent.is_dir() and not os.access(parent, os.R_OK | os.X_OK) for parent in Path(path).parents)


def is_relative(path: str) -> bool:
    from nlp.remote import is_remote

    return not is_remote(path) and not Path(path).is_absolute() and Path(path).parts[:1] != ("..",)
