"""Writes docs/reference.md from the commands themselves: ``python scripts/make_reference.py [--check]``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nlp.cli.app import command
from nlp.cli.shared.common_options import walk

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"
COMMON = ("config", "quiet", "verbose", "log-json")
HEAD = """# Commands

Made from the commands by `python scripts/make_reference.py`; `referat COMMAND --help` says the same. Every command also
has `--config FILE`, `--quiet`, `--verbose` and `--log-json`, see [Settings](settings.md). Exit statuses: 0 done, 1
something failed, 2 wrong call, 130 interrupted, 143 ended by the system.
"""


def page() -> str:
    return HEAD + "".join(section(path, one) for path, one in walk(command()))


def section(path: str, one: Any) -> str:
    """Heading, call, help, arguments and options of a command."""
    name = f"referat {path.replace('.', ' ')}"
    arguments = [parameter for parameter in one.params if not parameter.opts[0].startswith("-")]
    call = " ".join([name, *(metavar(argument) for argument in arguments), "[OPTIONS]"])
    paragraphs = "\n\n".join(" ".join(part.split()) for part in (one.help or "").split("\n\n"))
    rows = [row(parameter) for parameter in one.params if is_own(parameter)]
    table = "\n| | |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    return f"\n## {name}\n\n`{call}`\n\n{paragraphs}\n{table}"


def is_own(parameter: Any) -> bool:
    return not any(f"--{name}" in parameter.opts and not parameter.expose_value for name in COMMON)


def metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def row(parameter: Any) -> str:
    """One line of the table: how it is written, and what it does."""
    if not parameter.opts[0].startswith("-"):
        return f"| `{metavar(parameter)}` | {escaped(parameter.help)} |"
    names = ", ".join(f"`{name}`" for name in [*sorted(parameter.opts, key=len), *parameter.secondary_opts])
    value = "" if getattr(parameter, "is_flag", False) else f" {parameter.metavar or ''}".rstrip()
    return f"| {names}{value} | {escaped(parameter.help)}{default(parameter)} |"


def default(parameter: Any) -> str:
    value = parameter.default
    if value in (None, False, True, [], "", 0) or callable(value):
        return ""
    return f" Default: {getattr(value, 'value', value)}."


def escaped(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


def main() -> None:
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text("utf-8") == page() else f"{PAGE}: not current; run python {sys.argv[0]}")
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
