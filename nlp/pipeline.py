"""The one spaCy pipeline: its components in order, how it is made, saved and loaded."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from nlp import __version__
from nlp.errors import ModelError, reason
from nlp.home import promoted
from nlp.models import CHECKSUMS, read_json, verify
from nlp.protect import DEFAULT, Protection
from nlp.record import Meeting, ModelInfo, Record, Source
from nlp.resources import shipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp.outline import Document

NAME = "da_referat"
COMPONENTS = (
    "referat_segmenter",
    "referat_names",
    "referat_money",
    "referat_dates",
    "referat_laws",
    "referat_cases",
    "referat_people",
    "referat_orgs",
    "referat_places",
    "referat_entities",
    "referat_tables",
    "referat_topics",
    "referat_decisions",
)
FINGERPRINTS: WeakKeyDictionary[Language, str] = WeakKeyDictionary()
"""Of the pipelines loaded in this process."""
FORMAT = 2
"""Raised whenever a component changes what its files hold; other models are refused."""
MAX_CHARACTERS = 200_000_000
"""spaCy's own limit guards parsers that hold a whole text in memory; names are tagged in passages here."""


def register() -> None:
    """Make the factories known where the package is used without being installed."""
    import nlp.classify.factory
    import nlp.segment.factory
    import nlp.tag.cases.factory
    import nlp.tag.dates.factory
    import nlp.tag.factory
    import nlp.tag.laws.factory
    import nlp.tag.money.factory
    import nlp.tag.names.factory
    import nlp.tag.orgs.factory
    import nlp.tag.people.factory
    import nlp.tag.places.factory
    import nlp.tag.sentences.factory
    import nlp.tag.tables.factory  # noqa: F401


def blank() -> Language:
    """The pipeline without trained parts."""
    import spacy

    register()
    nlp = spacy.blank("da")
    nlp.max_length = MAX_CHARACTERS
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.meta["name"] = NAME.removeprefix("da_")
    nlp.meta["version"] = __version__
    nlp.meta["description"] = "Danish minutes as data: meetings, agenda points, decisions, entities, topics"
    nlp.meta["license"] = "Apache-2.0"
    nlp.meta["referat_format"] = FORMAT
    return nlp


def shipped_path() -> Path:
    """The folder of the shipped pipeline."""
    return shipped("models") / NAME


def default_path() -> Path:
    """The folder of the pipeline in use: the run that was promoted, else the shipped one.

    Raises :class:`ModelError` where that run is gone.
    """
    folder = promoted()
    if folder and not folder.is_dir():
        raise ModelError(f"{folder}: the model in use is gone; go back to the one before: referat models rollback")
    return folder or shipped_path()


def load(path: str | Path | None = None, *, ner: str | None = None) -> Language:
    """Load a pipeline after verifying its checksums.

    ``path`` is a pipeline folder (default: the one in use). ``ner`` replaces the statistical names:
    ``dacy:small`` (or any name that DaCy lists), or a path to a spaCy pipeline with an ``ner``.
    Raises :class:`nlp.errors.ModelError`.
    """
    import spacy

    register()
    folder = Path(path) if path else default_path()
    verify(folder)
    _check_format(folder)
    try:
        with warnings.catch_warnings():  # of other versions of spaCy: the format above says what fits
            warnings.filterwarnings("ignore", r"\[W09[45]\]")
            nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder}: cannot be loaded ({reason(error)}); install the model again") from error
    nlp.max_length = MAX_CHARACTERS
    if ner:
        from nlp.tag.names.other import replace_names

        replace_names(nlp, ner)
    FINGERPRINTS[nlp] = fingerprint(folder, ner)
    return nlp


def _check_format(folder: Path) -> None:
    meta = read_json(folder / "meta.json")
    if meta.get("referat_format") != FORMAT:
        raise ModelError(
            f"{folder}: made by another version of referat; train it again, or use the model before it: "
            "referat models rollback"
        )


def needs_tokens(nlp: Language) -> bool:
    """Whether a component reads spaCy's tokens: all but those that say ``tokens = False``, as ours do."""
    return any(getattr(component, "tokens", True) for _, component in nlp.pipeline)


def to_doc(nlp: Language, document: Document, *, tokens: bool = True) -> Doc:
    """A spaCy ``Doc`` of a document, not yet through the pipeline.

    Without ``tokens`` it is empty but for the text that our components read: a quarter of the time of ``tag``
    went into tokens that no record shows.
    """
    from spacy.tokens import Doc

    from nlp.components.extensions import TEXT

    doc = nlp.make_doc(document.text) if tokens else Doc(nlp.vocab)
    doc._.document = document
    doc.user_data[TEXT] = document.text
    return doc


def model_info(nlp: Language) -> ModelInfo:
    """What records say of their pipeline; no fingerprint for one that was not loaded from a folder."""
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    return ModelInfo(name=name, version=nlp.meta["version"], fingerprint=FINGERPRINTS.get(nlp))


def model_at(path: str | Path | None = None, ner: str | None = None) -> ModelInfo:
    """What :func:`model_info` says of a pipeline folder, without loading it; raises :class:`ModelError`."""
    folder = Path(path) if path else default_path()
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        return ModelInfo(
            name=f"{meta['lang']}_{meta['name']}", version=meta["version"], fingerprint=fingerprint(folder, ner)
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: no model here; train one or give another path") from error


def fingerprint(folder: Path, ner: str | None = None) -> str:
    """Sixteen hexadecimal digits for the files of a pipeline and the name of other names used with it."""
    digest = hashlib.sha256((folder / CHECKSUMS).read_bytes())
    digest.update((ner or "").encode())
    return digest.hexdigest()[:16]


def record_of(doc: Doc, model: ModelInfo) -> Record:
    """The typed record of a processed doc."""
    from nlp.components.extensions import text_of
    from nlp.segment.missing import what_is_missing

    document: Document = doc._.document
    source = source_of(document)
    missing = what_is_missing(doc._.meeting, doc._.points)
    if missing and source.status == "ok":
        source.status = "partial"
        source.warnings.append(f"{missing} found; is this a file of minutes?")
    return Record(source=source, model=model, text=text_of(doc), meeting=doc._.meeting, points=doc._.points)


def source_of(document: Document) -> Source:
    """What a record says of its file, as the reader left it."""
    return Source(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        status=document.status,
        warnings=list(document.warnings),
    )


def tag(documents: Iterable[Document], nlp: Language, protection: Protection = DEFAULT) -> Iterator[Record]:
    """One record a document, in order; documents that could not be read give failed records.

    CPR numbers are masked in the document before it is tagged, unless ``protection`` keeps them.
    """
    from nlp.outline import Document
    from nlp.read.escapes import unescaped

    model, tokens = model_info(nlp), needs_tokens(nlp)
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(
                f"tag() takes documents, as read(PATH) gives them, not {type(document).__name__}; for a text: nlp(text)"
            )
        protection.mask(document)
        if document.status == "failed":
            yield Record(source=source_of(document), model=model, meeting=Meeting())
        else:
            escapes = unescaped(document)
            record = record_of(nlp(to_doc(nlp, escapes.document if escapes else document, tokens=tokens)), model)
            if escapes and not protection.changes(record.text):
                escapes.restore(record.meeting, record.points)
                record.text = escapes.written
            yield protection.protected(record) if escapes else protection.rename(record)
