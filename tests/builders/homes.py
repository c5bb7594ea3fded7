"""``referat`` with a home of its own, in which runs are kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import command, environment


def call(home: Path, *arguments: str | Path, status: int = 0) -> str:
    """Run ``referat`` with a home; its standard output, or standard error where it fails."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        env={**environment(), "REFERAT_HOME": str(home)},
        timeout=300,
    )
    assert done.returncode == status, done.stderr
    return done.stderr if status else done.stdout
