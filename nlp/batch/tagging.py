"""Tagging of one unit in this process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp import remote
from nlp.batch.settings import Settings
from nlp.batch.units import Unit
from nlp.errors import ReferatError
from nlp.outline import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.record import Record


@lru_cache(maxsize=1)
def pipeline(model: Path | None, ner: str | None) -> Language:
    """The loaded pipeline of this process."""
    from nlp.pipeline import load

    return load(model, ner=ner)


def tag_unit(unit: Unit, settings: Settings) -> Iterator[Record]:
    """The records of a unit with paths that start behind the unit's; what goes wrong becomes a failed record."""
    nlp = pipeline(settings.model, settings.ner)
    try:
        for document in _read(unit, settings.ocr):
            yield _tag_document(document, nlp, settings)
    except (MemoryError, RecursionError) as error:
        lost = Document("", "", "unknown")
        yield _failed(lost, nlp, settings, _too_large(error))


def _read(unit: Unit, ocr: bool) -> Iterator[Document]:
    if unit.member is not None:
        from nlp.read.zipfiles import member_documents

        return member_documents(Path(unit.path), unit.member, ocr=ocr)
    if remote.is_remote(unit.path):
        return _read_remote(unit.path, ocr)
    from nlp.read import read

    return read(Path(unit.path), ocr=ocr, name="")


def _read_remote(url: str, ocr: bool) -> Iterator[Document]:
    from nlp.read import read_bytes
    from nlp.read.formats import failed

    try:
        content = remote.read(url)
    except ReferatError as error:
        yield failed("", "", "unknown", str(error).removeprefix(f"{remote.without_credentials(url)}: "))
        return
    yield from read_bytes(content, "", ocr=ocr)


def _tag_document(document: Document, nlp: Language, settings: Settings) -> Record:
    from nlp.pipeline import tag

    document.municipality = settings.municipality or document.municipality
    document.body = settings.body or document.body
    try:
        return next(tag([document], nlp, settings.protection))
    except (MemoryError, RecursionError) as error:
        return _failed(document, nlp, settings, _too_large(error))
    except Exception as error:  # one document must not stop the run
        reason = f"cannot be tagged ({type(error).__name__}: {error}); please report this file"
        return _failed(document, nlp, settings, reason)


def _too_large(error: MemoryError | RecursionError) -> str:
    return f"too large or too deeply nested ({type(error).__name__}); split the file"


def _failed(document: Document, nlp: Language, settings: Settings, reason: str) -> Record:
    from nlp.pipeline import tag

    document.status = "failed"
    document.warnings.append(" ".join(reason.split())[:500])
    return next(tag([document], nlp, settings.protection))
