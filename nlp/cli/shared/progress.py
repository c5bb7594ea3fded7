"""A progress bar on stderr where that is a terminal; the pace goes by bytes, not by files."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.batch.units import Unit


class Progress:
    """Shows how many of the files' bytes are done; does nothing where nobody looks."""

    def __init__(self, units: list[Unit]) -> None:
        self._bar = None
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._count, self._done = len(units), 0
        self._task = self._bar.add_task(self._text(), total=sum(unit.size for unit in units) or 1)

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, size: int) -> None:
        """One more file of ``size`` bytes is done."""
        if self._bar:
            self._done += 1
            self._bar.update(self._task, advance=size, description=self._text())

    def _text(self) -> str:
        return f"{self._done} of {self._count} files"
