"""Messages on standard error: one line each, as text or as JSON, more or fewer of them."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Level = Literal["debug", "info", "warning", "error"]
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Style:
    """How this process speaks."""

    quiet: bool = False
    verbose: bool = False
    log_json: bool = False


STYLE = Style()


def say(text: str, level: Level = "info") -> None:
    """One line on stderr, whatever the text holds; with ``--quiet`` no information, only what went wrong."""
    line = in_a_line(text)
    if STYLE.quiet and level == "info":
        return
    if STYLE.log_json:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": at, "level": level, "message": line}, ensure_ascii=False)
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def say_error(text: str) -> None:
    """What went wrong, marked as an error."""
    say(f"Error: {text}", "error")


def say_warning(text: str) -> None:
    """What to beware of, marked as a warning."""
    say(f"Warning: {text}", "warning")


def in_a_line(text: str) -> str:
    """What a terminal shows on one line and does not obey, whatever the text (the name of a file) holds."""
    return CONTROL.sub("?", " ".join(text.split()))


def prepare_output() -> None:
    """Answers in files and pipes are UTF-8 with ``\\n`` on every system, unless ``PYTHONIOENCODING`` says otherwise.

    A letter that the encoding lacks (an old console of Windows) becomes a question mark.
    """
    out = sys.stdout
    if not isinstance(out, io.TextIOWrapper):
        return
    if out.isatty() or "PYTHONIOENCODING" in os.environ:
        out.reconfigure(errors="replace")
    else:
        out.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def detail(text: str) -> None:
    """A line that is said only with ``--verbose``."""
    if STYLE.verbose:
        say(text, "debug")
