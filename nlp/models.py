"""Loading of trained models: no pickle, only files whose checksum is known."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError

CHECKSUMS = "checksums.json"
NO_PART = (CHECKSUMS, ".DS_Store", "Thumbs.db", "desktop.ini")
"""Files in a model's folder that are no part of it: the checksums, and what systems leave where one has looked."""


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in NO_PART)


def read_json(path: Path) -> dict[str, Any]:
    """The object that a file of a model holds; raises :class:`ModelError` for anything else."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read ({error}); install the model again") from error
    if not isinstance(found, dict):
        raise ModelError(f"{path}: damaged; install the model again")
    return found


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path) -> None:
    """Record the SHA-256 of each file of a model folder."""
    sums = {path.relative_to(folder).as_posix(): sha256(path) for path in _files(folder)}
    (folder / CHECKSUMS).write_text(json.dumps(sums, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")


def verify(folder: Path) -> None:
    """Raise :class:`ModelError` if a file of the model is missing, changed or unknown."""
    listing = folder / CHECKSUMS
    if not listing.exists() and (folder / "config.cfg").exists():
        raise ModelError(
            f"{folder}: a pipeline without {CHECKSUMS}; write it with nlp.learn.train.pipeline.save or use spacy.load"
        )
    if not listing.exists():
        raise ModelError(f"{folder}: no model here ({CHECKSUMS} is missing); train one or give another path")
    expected: dict[str, str] = read_json(listing)
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    wrong = [name for name in expected if name not in found or sha256(found[name]) != expected[name]]
    wrong += [name for name in found if name not in expected]
    if wrong:
        raise ModelError(f"{folder}: {wrong[0]} is missing, changed or unknown; install the model again")


def foreign(folder: Path) -> list[str]:
    """Files of a folder that no list of checksums in it names; all of them where it has none."""
    listed: dict[str, Any] = {}
    with suppress(ModelError):
        listed = read_json(folder / CHECKSUMS)
    return [name for path in _files(folder) if (name := path.relative_to(folder).as_posix()) not in listed]


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays: numbers only, the same bytes for the same arrays."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Read named arrays; raises :class:`ModelError` for anything else, pickled objects too."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path}: damaged, no numbers in it; install the model again") from error
