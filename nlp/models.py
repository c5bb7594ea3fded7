"""Loading of trained models: no pickle, only files whose checksum is known."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from nlp.errors import ModelError

CHECKSUMS = "checksums.json"


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != CHECKSUMS)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path) -> None:
    """Record the SHA-256 of each file of a model folder."""
    sums = {path.relative_to(folder).as_posix(): sha256(path) for path in _files(folder)}
    (folder / CHECKSUMS).write_text(json.dumps(sums, indent=1, sort_keys=True) + "\n", "utf-8")


def verify(folder: Path) -> None:
    """Raise :class:`ModelError` if a file of the model is missing, changed or unknown."""
    listing = folder / CHECKSUMS
    if not listing.exists():
        raise ModelError(f"{folder}: no model here ({CHECKSUMS} is missing); train one or give another path")
    expected: dict[str, str] = json.loads(listing.read_text("utf-8"))
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    wrong = [name for name in expected if name not in found or sha256(found[name]) != expected[name]]
    wrong += [name for name in found if name not in expected]
    if wrong:
        raise ModelError(f"{folder}: {wrong[0]} is missing, changed or unknown; install the model again")


def load_skops(path: Path) -> Any:
    """Load a scikit-learn object written with skops, trusting only scikit-learn's and numpy's types."""
    import skops.io

    try:
        unknown = skops.io.get_untrusted_types(file=path)
        foreign = [name for name in unknown if not name.startswith(("sklearn.", "numpy.", "scipy."))]
        if foreign:
            raise ModelError(f"{path}: holds the foreign type {foreign[0]}; do not use this file")
        return skops.io.load(path, trusted=unknown)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: cannot be loaded ({error}); install the model again") from error
