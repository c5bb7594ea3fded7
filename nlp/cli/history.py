"""``referat history``: the way of a case."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsForm, Form
from nlp.cli.shared.printing import write_rows
from nlp.errors import UsageError


@guarded
def history(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case or document number, or its beginning.")],
    archive: ArchivePath = ARCHIVE,
    form: AsForm = Form.table,
) -> None:
    """Show a case's way through committees and council: each decision in order."""
    from nlp.query.history import Step
    from nlp.query.history import history as steps_of
    from nlp.query.search import Finder

    with Finder(archive) as finder:
        steps = steps_of(finder, case)
    if not steps:
        raise UsageError(f"no case '{case[:60]}' in the archive; write the number as the minutes do, or its beginning")
    if form is not Form.table:
        write_rows(form, [one.name for one in dataclasses.fields(Step)], [dataclasses.asdict(one) for one in steps])
    else:
        for step in steps:
            number = f", point {step.number}" if step.number else ""
            print(
                f"{step.date or 'no date'}  {step.body or 'unknown body'}"
                f" ({step.municipality or '?'}{number}): {step.title}"
            )
            print(f"            {' '.join(step.decision.split()) or 'no decision recorded'}")
