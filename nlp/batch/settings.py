"""How documents are read and tagged, and the digest of everything that a result depends on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nlp.home import read_registry
from nlp.models import CHECKSUMS
from nlp.protect import DEFAULT, Protection
from nlp.resources import PACKAGE

LIBRARIES = ("lxml", "numpy", "pydantic", "pypdfium2", "python-docx", "spacy", "thinc")
"""Whose versions may change what is read and tagged."""
WITHOUT = ("batch", "cli", "learn", "query", "review", "show", "store", "web")
"""Folders of the package that no record depends on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read and tagged; sent to worker processes as JSON."""

    model: Path | None = None
    ner: str | None = None
    ocr: bool = False
    municipality: str | None = None
    body: str | None = None
    protection: Protection = DEFAULT

    def to_json(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        values = json.loads(text)
        model, protection = values.pop("model"), Protection(**values.pop("protection"))
        return cls(**values, model=Path(model) if model else None, protection=protection)


@lru_cache(maxsize=8)
def basis(settings: Settings) -> str:
    """A digest of the settings, the model's files, the package's code and data, and the libraries behind it.

    Two runs of the same basis give the same record for the same content. Raises :class:`OSError`
    where the model cannot be read.
    """
    from nlp.pipeline import default_path

    digest = hashlib.sha256(settings.to_json().encode())
    digest.update(((settings.model or default_path()) / CHECKSUMS).read_bytes())
    digest.update(json.dumps(read_registry()["labels"], sort_keys=True).encode())
    digest.update(_code().encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    if settings.ner and (folder := Path(settings.ner)).is_dir():
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    elif settings.ner:
        digest.update(f"dacy {_version('dacy')}\n".encode())
    return digest.hexdigest()


def options_digest(settings: Settings) -> str:
    """A digest of the settings without the model."""
    return hashlib.sha256(replace(settings, model=None, ner=None).to_json().encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*")):
        part = file.relative_to(PACKAGE)
        if part.parts[0].startswith("_") or part.parts[0] in WITHOUT or "__pycache__" in part.parts:
            continue
        if file.is_file():
            digest.update(part.as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
