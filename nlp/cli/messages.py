"""Messages on standard error: one line each, as text or as JSON, more or fewer of them."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Level = Literal["debug", "info", "warning", "error"]


@dataclass(slots=True)
class Style:
    """How this process speaks."""

    quiet: bool = False
    verbose: bool = False
    log_json: bool = False


STYLE = Style()


def say(text: str, level: Level = "info") -> None:
    """One line on stderr, whatever the text holds; with ``--quiet`` no information, only what went wrong."""
    line = " ".join(text.split())
    level = "error" if line.startswith("Error: ") else "warning" if line.startswith("Warning: ") else level
    if STYLE.quiet and level == "info":
        return
    if STYLE.log_json:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": at, "level": level, "message": line}, ensure_ascii=False)
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def detail(text: str) -> None:
    """A line that is said only with ``--verbose``."""
    if STYLE.verbose:
        say(text, "debug")
