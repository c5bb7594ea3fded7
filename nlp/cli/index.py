"""``referat index``: minutes, or records that ``tag`` wrote, into an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.batch_options import Cache, CacheSize, Engine, NoCache, RetryFailed, Timeout, Verify, run_options
from nlp.cli.guard import guarded, say
from nlp.cli.options import Body, Jobs, ModelPath, Municipality, Ner, Ocr, Quiet
from nlp.cli.protect_options import KeepCpr, Key, Pseudonymise, protection_of
from nlp.cli.question_options import ArchivePath
from nlp.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from nlp.batch.run import Options
    from nlp.batch.settings import Settings
    from nlp.store.archive.bulk import Piece
    from nlp.store.archive.writer import Archive

Prune = Annotated[bool, typer.Option("--prune", help="Drop documents whose file is gone, below the paths given.")]
Retag = Annotated[
    bool,
    typer.Option("--retag", help="Tag anew what another model tagged; without PATH, all such files of the archive."),
]
Inputs = Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files and folders of minutes.")]


@guarded
def index(
    paths: Inputs = None,
    archive: ArchivePath = Path("minutes.db"),
    prune: Prune = False,
    retag: Retag = False,
    municipality: Municipality = None,
    body: Body = None,
    ocr: Ocr = False,
    model: ModelPath = None,
    ner: Ner = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    cache: Cache = None,
    cache_gb: CacheSize = 10.0,
    no_cache: NoCache = False,
    verify: Verify = False,
    retry_failed: RetryFailed = False,
    timeout: Timeout = 600.0,
    engine: Engine = "local",
    keep_cpr: KeepCpr = False,
    pseudonymise: Pseudonymise = False,
    key: Key = None,
) -> None:
    """Store minutes in an archive that can be asked.

    Files that stand in the archive as they are now are skipped, whichever model tagged them, unless --retag is given;
    changed ones replace their old selves. What people corrected stays.
    The exit status is 0 when every file was read, 1 when one failed, 2 for a wrong call.
    """
    from nlp.batch.settings import Settings
    from nlp.pipeline import model_at
    from nlp.store.archive.writer import Archive

    if not paths and not retag:
        raise UsageError("no files given; write for example: referat index FOLDER --archive minutes.db")
    options = run_options(jobs, cache, cache_gb, no_cache, verify, retry_failed, timeout, engine)
    files = input_files(paths, archive) if paths else []
    counts = {"added": 0, "replaced": 0, "unchanged": 0, "failed": 0}
    with Archive(archive) as opened:
        seen: set[str] = set()
        settings = Settings(model, ner, ocr, municipality, body, protection_of(keep_cpr, pseudonymise, key))
        if not paths:
            files = files_of(opened.tagged_otherwise(model_at(model, ner)))
        for piece in pieces(files, opened, settings, options, retag, counts, seen):
            seen.update(one.path for one in piece.prepared)
            for path, warnings in piece.failed:
                seen.add(path)
                counts["failed"] += 1
                say(f"{path}: {'; '.join(warnings)}", "warning")
            for change in opened.store(piece.prepared, piece.terms):
                counts[change] += 1
        dropped = opened.prune(gone(opened.paths(), shown(paths, settings), seen)) if prune and paths else 0
        if counts["added"] or counts["replaced"] or dropped:
            opened.optimise()
    if not quiet:
        say(
            ", ".join(f"{number:,} {name}" for name, number in counts.items())
            + (f", {dropped:,} dropped" if prune else "")
        )
    if counts["failed"]:
        raise SystemExit(1)


def input_files(paths: list[Path], archive: Path) -> list[Path]:
    """The files to index, without the archive itself."""
    from nlp.read import find_files

    own = {archive.resolve().with_name(archive.name + ending) for ending in ("", "-wal", "-shm")}
    files = [file for file in find_files(paths) if file.resolve() not in own]
    if not files:
        raise ReferatError(f"{', '.join(map(str, paths))}: no files here; give files or folders of minutes")
    return files


def pieces(
    files: list[Path],
    archive: Archive,
    settings: Settings,
    options: Options,
    retag: bool,
    counts: dict[str, int],
    seen: set[str],
) -> Iterator[Piece]:
    """The records of all files, ready to be stored, each piece in one transaction.

    Files that ``tag`` wrote give large pieces; the rest is tagged unless nothing changed, and stored one by one.
    """
    from nlp.batch.run import tag_units
    from nlp.batch.units import find_units
    from nlp.store.archive import bulk

    preparer = archive.shown.preparer

    fresh: list[Path] = []
    anew = bool(settings.municipality or settings.body) or not archive.paths()
    for file in files:
        if file.suffix.lower() == ".jsonl" and is_tagged(file):
            yield from bulk.pieces(file, archive.path, preparer, settings.protection)
        elif not anew and (known := unchanged(file, archive, settings, retag)):
            counts["unchanged"] += len(known)
            seen.update(known)
        else:
            fresh.append(file)
    for done in tag_units(find_units(fresh), settings, options) if fresh else ():
        yield from (bulk.of_records([record], preparer) for record in done.records())


def is_tagged(file: Path) -> bool:
    with file.open("rb") as lines:
        return b'"schema_version"' in lines.readline(2_000_000)


def unchanged(file: Path, archive: Archive, settings: Settings, retag: bool) -> list[str]:
    """The archive's documents of a file with this content; [] where it must be tagged.

    With ``retag`` they must be tagged by the model in use too.
    """
    import hashlib

    from nlp.pipeline import model_at

    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return []
    found = archive.of_file(settings.protection.path(str(file)), digest)
    if retag and found:
        wanted = model_at(settings.model, settings.ner)
        return [path for path, _ in found] if all(model == wanted for _, model in found) else []
    return [path for path, _ in found]


def files_of(paths: list[str]) -> list[Path]:
    """The files in which documents stand ("a.zip!/b.json", "c.csv#7"), each once; those that are gone are named."""
    files = dict.fromkeys(Path(path.split("!/")[0]) for path in paths)
    found = []
    for file in files:
        whole = file if file.exists() else Path(str(file).rpartition("#")[0] or file)
        if whole.is_file():
            found.append(whole)
        else:
            say(f"{file}: gone, so its answers stay those of the model that tagged it")
    return list(dict.fromkeys(found))


def shown(paths: list[Path], settings: Settings) -> list[Path]:
    """The paths as records have them."""
    return [Path(settings.protection.path(str(path))) for path in paths]


def gone(stored: list[str], paths: list[Path], seen: set[str]) -> list[str]:
    """Stored paths below the given ones that this run has not met."""
    roots = tuple(str(path) for path in paths)
    below = tuple(root.rstrip("/\\") + sep for root in roots for sep in ("/", "\\", "!", "#"))
    return [path for path in stored if path not in seen and (path in roots or path.startswith(below))]
