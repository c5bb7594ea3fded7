"""The wording of sheets, of the page and of reasons: ``words.json``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from nlp.resources import PACKAGE


@cache
def words() -> dict[str, Any]:
    """The file, read once."""
    found: dict[str, Any] = json.loads((PACKAGE / "review" / "words.json").read_text("utf-8"))
    return found
