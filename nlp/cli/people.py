"""``referat people``: attendance, votes and points of a person."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsForm, Form
from nlp.cli.shared.printing import write_rows


@guarded
def people(
    name: Annotated[list[str], typer.Argument(metavar="NAME...", help="A name, or a part of it.")],
    archive: ArchivePath = ARCHIVE,
    form: AsForm = Form.table,
) -> None:
    """Show what is known of a person: how often they attended, how they voted, how many points name them."""
    from nlp.query.people import Person
    from nlp.query.people import people as people_of
    from nlp.query.search import Finder

    with Finder(archive) as finder:
        found, remark = people_of(finder, " ".join(name))
    if remark:
        say(remark)
    if form is not Form.table:
        write_rows(form, [one.name for one in dataclasses.fields(Person)], [dataclasses.asdict(one) for one in found])
    else:
        for one in found:
            print(one.name + (f" ({', '.join(one.parties)})" if one.parties else ""))
            print(f"  meetings: {told(one.meetings)}")
            print(f"  votes: {told(one.votes)}")
            listed = f" ({one.absent_by_list:,} by the list of participants alone)" if one.absent_by_list else ""
            print(f"  points: named in {one.points:,}, absent from {one.absent_points:,}{listed}")


def told(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in counts.items()) or "none recorded"
