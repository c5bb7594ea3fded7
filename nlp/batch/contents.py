"""What tells the content of a unit: its SHA-256, not read again while size and time of the file are as they were."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache, partial
from pathlib import Path

from nlp import remote
from nlp.batch.kept_results import Store
from nlp.batch.units import Unit


def content_sha256(store: Store, unit: Unit, verify: bool) -> str | None:
    """Of a local file or a member of a local archive; None where it cannot be read or is somewhere else."""
    if remote.is_remote(unit.path):
        return None
    if unit.member is None:
        return store.sha256(unit.path, *unit.state, partial(file_sha256, unit.path), verify=verify)
    name = f"{unit.path}{unit.suffix}#{unit.member}"
    return store.sha256(name, *unit.state, partial(_member_sha256, unit), verify=verify)


def file_sha256(path: str) -> str | None:
    """The hexadecimal digest of a local file; None for what is no file or cannot be read."""
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _member_sha256(unit: Unit) -> str | None:
    """Of one that is refused: of its number and the whole archive, which may be mended."""
    hashes, whole = _members(unit.path, *unit.state)
    refused = hashlib.sha256(f"{whole} {unit.member}".encode()).hexdigest() if whole else None
    return hashes.get(unit.member or 0, refused)


@lru_cache(maxsize=2)
def _members(path: str, size: int, changed: int) -> tuple[dict[int, str], str | None]:
    """The hashes of the members that can be read, and of the archive."""
    from nlp.read.zipfiles import member_hashes

    return member_hashes(Path(path)), file_sha256(path)
