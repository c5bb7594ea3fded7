"""From files to records, in one process or several, in the order of the input."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.outline import Document
    from nlp.record import Record

FILES_IN_A_BATCH = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read and tagged; sent to worker processes."""

    model: Path | None = None
    ner: str | None = None
    ocr: bool = False
    municipality: str | None = None
    body: str | None = None


Batch = list[tuple[int, "list[Record]"]]
"""Size of each file in bytes with its records."""


def tag_files(files: list[Path], settings: Settings, jobs: int) -> Iterator[tuple[int, list[Record]]]:
    """The size in bytes and the records of each file, in order. ``jobs`` 0 takes all cores."""
    jobs = min(jobs or os.cpu_count() or 1, max(len(files), 1))
    if jobs == 1:
        pipeline(settings.model, settings.ner)
        for file in files:
            yield tag_file(file, settings)
        return
    from joblib import Parallel, delayed

    step = max(1, min(FILES_IN_A_BATCH, len(files) // (2 * jobs)))
    batches = [files[start : start + step] for start in range(0, len(files), step)]
    work = Parallel(n_jobs=jobs, backend="loky", return_as="generator", batch_size=1, pre_dispatch="2*n_jobs")
    with _ignoring_interrupts():
        results = work(delayed(_tag_batch)(batch, settings) for batch in batches)
    for done in results:
        yield from done


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C from birth: their parent ends them, silently."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def tag_file(file: Path, settings: Settings) -> tuple[int, list[Record]]:
    """The size and the records of one file; what goes wrong in it becomes a failed record."""
    from nlp.read import read

    nlp = pipeline(settings.model, settings.ner)
    records = [_tag_document(document, nlp, settings) for document in read(file, ocr=settings.ocr)]
    return _size(file), records


@lru_cache(maxsize=1)
def pipeline(model: Path | None, ner: str | None) -> Language:
    """The loaded pipeline of this process."""
    from nlp.pipeline import load

    return load(model, ner=ner)


def _tag_batch(files: list[Path], settings: Settings) -> Batch:
    return [tag_file(file, settings) for file in files]


def _tag_document(document: Document, nlp: Language, settings: Settings) -> Record:
    from nlp.pipeline import tag

    document.municipality = settings.municipality or document.municipality
    document.body = settings.body or document.body
    try:
        return next(tag([document], nlp))
    except (MemoryError, RecursionError) as error:
        return _failed(document, nlp, f"too large or too deeply nested ({type(error).__name__}); split the file")
    except Exception as error:  # one document must not stop the run
        return _failed(document, nlp, f"cannot be tagged ({type(error).__name__}: {error}); please report this file")


def _failed(document: Document, nlp: Language, reason: str) -> Record:
    from nlp.pipeline import tag

    document.status = "failed"
    document.warnings.append(" ".join(reason.split())[:500])
    return next(tag([document], nlp))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
