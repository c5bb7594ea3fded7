"""``referat.toml``: the same names as the options, for all commands or for one."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.cli.shared.messages import detail
from nlp.errors import UsageError

NAME = "referat.toml"
VARIABLE = "REFERAT_CONFIG"

Options = dict[str, str]
"""Option name without dashes to the parameter's name."""
Commands = dict[str, Options]
"""The options of each command; those of groups by "group.command"."""


def config_file(given: str | None) -> Path | None:
    """The file named by ``--config`` or the environment, else ``referat.toml`` in this folder, if it is there."""
    named = given or os.environ.get(VARIABLE)
    if named:
        path = Path(named)
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name the file with options, such as {path / NAME}")
        if not path.is_file():
            raise UsageError(f"{path}: no such file; check the path given with --config or {VARIABLE}")
        return path
    return Path(NAME) if Path(NAME).is_file() else None


def read_config(path: Path, command: str, commands: Commands) -> dict[str, Any]:
    """The values for a command's parameters; its own table wins over what stands above all tables.

    Raises :class:`UsageError` with line and nearest name for what no command knows.
    """
    import tomllib

    try:
        source = path.read_text("utf-8-sig", "replace")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the permissions") from error
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not readable as TOML ({error}); mend it or take it away") from error
    values: dict[str, Any] = {}
    for key, value, table in _entries(content):
        _check(path, source, key, table, commands)
        if table in ("", command) and key in commands[command]:
            values[commands[command][key]] = value
    detail(f"options from {path}: {', '.join(values) or 'none for this command'}")
    return values


def _entries(content: dict[str, Any], table: str = "") -> Iterator[tuple[str, Any, str]]:
    """Key, value and table; what stands above all tables comes first."""
    tables = {key: value for key, value in content.items() if isinstance(value, dict)}
    for key, value in content.items():
        if key not in tables:
            yield key, value, table
    for key, inner in tables.items():
        name = f"{table}.{key}" if table else key
        yield "", None, name
        yield from _entries(inner, name)


def _check(path: Path, source: str, key: str, table: str, commands: Commands) -> None:
    groups = {name.split(".")[0] for name in commands if "." in name}
    if table and table not in commands and table not in groups:
        raise UsageError(_unknown(path, source, table, "", f"[{table}]: no such command", [*commands, *groups]))
    if key:
        known = commands.get(table, {}) if table else {name for options in commands.values() for name in options}
        if key not in known:
            of = f"of '{table.replace('.', ' ')}'" if table else "of any command"
            raise UsageError(_unknown(path, source, key, table, f"'{key}' is no option {of}", known))


def _unknown(path: Path, source: str, name: str, table: str, what: str, known: Any) -> str:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else "'referat COMMAND --help' lists the options"
    return f"{path}:{line_of(source, name, table)}: {what}; {hint}"


def line_of(source: str, name: str, table: str) -> int:
    """The line on which a key of a table, or a table, stands; 1 where the search fails."""
    inside = table == ""
    for number, line in enumerate(source.splitlines(), 1):
        if heading := re.match(r"\s*\[+\s*([\w.\"' -]+?)\s*\]", line):
            found = re.sub(r"[\"' ]", "", heading[1])
            if found == name:
                return number
            inside = found == table
        elif inside and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return number
    return 1
