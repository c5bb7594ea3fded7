"""The fixed split of labelled data: by case, so that the same matter never stands on both sides.

A group's part follows from the hash of its name alone: it was fixed before any training, holds for
data that come later and needs no list. ``locked`` is scored once for a release and never looked at
in between; ``dev`` is for choosing between models.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from nlp.errors import UsageError

Part = Literal["train", "dev", "locked"]


def bucket(group: str, buckets: int = 100) -> int:
    """A stable number below ``buckets`` for a group's name."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big") % buckets


def part(group: str) -> Part:
    """``locked`` for 15 % of the groups, ``dev`` for 15 %, ``train`` for the others."""
    number = bucket(group)
    return "locked" if number < 15 else "dev" if number < 30 else "train"


def checked_part(name: str) -> Part:
    """The part of that name; raises :class:`UsageError` for any other."""
    parts: dict[str, Part] = {"train": "train", "dev": "dev", "locked": "locked"}
    if name in parts:
        return parts[name]
    raise UsageError(f"--part {name!r}: use train, dev or locked")
