"""``referat stats``: counts, as a table or a picture."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsForm, Form
from nlp.cli.shared.printing import write_rows
from nlp.cli.shared.question_options import Words
from nlp.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from nlp.query.question import Question

BAR = 40
"""Characters of the longest bar of a table."""
HEIGHT = 0.3
"""Inches of a picture for each bar."""


class By(StrEnum):
    """What is counted."""

    topic = "topic"
    decision = "decision"
    year = "year"
    body = "body"
    municipality = "municipality"


@guarded
def stats(
    words: Words = None,
    archive: ArchivePath = ARCHIVE,
    by: Annotated[By, typer.Option("--by", help="What to count.")] = By.topic,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw a picture: .png or .svg.")] = None,
    form: AsForm = Form.table,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=0, help="Most rows; 0 for all.")] = 30,
) -> None:
    """Count points by topic, decision type, year, body or municipality; a question narrows what is counted."""
    from nlp.query.counts import counts
    from nlp.query.question import Question
    from nlp.query.search import Finder
    from nlp.query.telling import Telling

    with Finder(archive) as finder:
        question = finder.read(" ".join(words)) if words else Question()
        if words:
            say(f"{Telling(question.language).say('understood')}: {question.describe()}")
        found = counts(finder, by.value, question)
    if not found:
        say(Telling(question.language).counted(0))
    if plot:
        draw(found[: limit or None], plot, by.value, question)
    write(found[: limit or None], form, by.value)


def write(found: list[tuple[str, int]], form: Form, by: str) -> None:
    """Print the counts: names, numbers and bars, or rows of the columns ``by`` and "points"."""
    if form is Form.table:
        most = max((number for _, number in found), default=1)
        width = max((len(name) for name, _ in found), default=1)
        longest = max(1, min(BAR, get_terminal_size().columns - width - len(" 123456789  ")))
        for name, number in found:
            print(f"{name:{width}} {number:>9,} {'█' * max(1, round(longest * number / most))}")
    else:
        write_rows(form, [by, "points"], [{by: name, "points": number} for name, number in found])


def draw(found: list[tuple[str, int]], plot: Path, by: str, question: Question) -> None:
    """A bar chart with matplotlib."""
    if plot.suffix.lower() not in (".png", ".svg"):
        raise UsageError(f"{plot}: a picture ends in .png or .svg; choose one of them")
    try:
        from matplotlib.figure import Figure  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise ReferatError("pictures need matplotlib; install it with: pip install 'referat[plot]'") from error
    from nlp.store.replacing import replacing

    figure = Figure(figsize=(8, 1 + HEIGHT * max(3, len(found))), layout="constrained")
    axes = figure.subplots()
    names, numbers = [name for name, _ in found][::-1], [number for _, number in found][::-1]
    bars = axes.barh(names, numbers, color="#2f6f9f")
    axes.bar_label(bars, padding=3, fmt="{:,.0f}")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(bottom=False, labelbottom=False, left=False)
    axes.set_title(f"Points by {by}: {question.describe()}", loc="left", wrap=True)
    axes.margins(x=0.1)
    with replacing(plot) as file:
        figure.savefig(file, format=plot.suffix.lower().removeprefix("."), dpi=150)
    say(f"{plot}: written")
