"""``referat models check``: whether an archive's minutes still look like what the model was trained on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsJson, ModelPath, must_be_new
from nlp.cli.shared.printing import print_json, print_table
from nlp.errors import ReferatError

if TYPE_CHECKING:
    from nlp.learn.drift import Drift, Group
    from nlp.review.items import Item


@guarded
def check(
    archive: ArchivePath = ARCHIVE,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Only meetings from this day on: 2024-01-31, 2024, 'sidste år'."),
    ] = None,
    n: Annotated[int, typer.Option("--n", metavar="N", min=1, help="How many points to label next.")] = 20,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the points to label next.")
    ] = None,
    as_json: AsJson = False,
    model: ModelPath = None,
) -> None:
    """Tell when minutes look unlike the training data: unknown headings, low scores, new words.

    What is usual comes from written municipalities that the model was not trained on; ! marks what is more than
    three standard deviations above.
    """
    from datetime import date

    from nlp.learn.data.labelled_points import TASKS
    from nlp.learn.drift import Known, check, key_of
    from nlp.learn.measure.comparing import model_of
    from nlp.pipeline import load
    from nlp.query.reading.times import parse_day
    from nlp.review.items import write_items
    from nlp.review.pick_from_archive import candidates_of, pick_items
    from nlp.store.archive import schema

    must_be_new(out)
    begin = parse_day(since, date.today()) if since is not None else ""
    items = [item for item in candidates_of(archive) if item.date >= begin]
    if not items:
        raise ReferatError(f"{archive}: no points to check{f' from {since} on' if since else ''}; index more minutes")
    nlp = load(model)
    models = [model_of(nlp, task) for task in TASKS]
    with closing(schema.connect(archive, read_only=True)) as db:
        drift = check(db, items, models, Known(models[0], own_items(model)))
    unlike = {group.key for group in drift.drifted()}
    chosen = pick_items([item for item in items if key_of(item) in unlike] or items, nlp, n, 0, [])
    tell(drift, chosen, as_json)
    if out is not None:
        write_items(out, chosen)
        say(f"{out}: {len(chosen)} points; next: referat review page {out}")


def tell(drift: Drift, chosen: list[Item], as_json: bool) -> None:
    """What drifted and what to label next, as JSON or for reading."""
    if as_json:
        print_json(as_plain(drift, chosen))
    else:
        print_drift(drift)
        print_chosen(chosen)


def own_items(model: Path | None) -> list[Item]:
    """The labels on which the run in use was trained; none for the shipped model or a pipeline given by path."""
    from nlp.home import read_registry
    from nlp.learn.retrain.runs import find_run
    from nlp.learn.retrain.testsets import items_of

    number = None if model else read_registry()["current"]
    return [] if number is None else items_of(find_run(str(number)))


def print_drift(drift: Drift) -> None:
    """Shares by month and by municipality, and what is new."""
    from nlp.learn.drift import LISTED, MEASURES, together

    municipalities = together(drift.groups)
    said = ", ".join(
        f"{m.replace('_', ' ')} {drift.usual[m].mean:.1%} (to {drift.usual[m].most:.1%})" for m in MEASURES
    )
    print(f"Usual: {said}\n")
    rows = [
        [group.municipality, group.month, str(group.points), *(cell(drift, group, m) for m in MEASURES)]
        for group in [*drift.groups, *municipalities]
    ]
    print_table(["municipality", "month", "points", "low scores", "new words", "unknown headings"], rows)
    for group in municipalities:
        for title, counter in (("new words", group.new_words), ("unknown headings", group.unknown_headings)):
            common = [f"{name} ({count})" for name, count in counter.most_common(LISTED) if count > 1]
            if common:
                print(f"{group.municipality}, {title}: {', '.join(common)}")


def print_chosen(chosen: list[Item]) -> None:
    """A line a point: its id, day and place, and why it is to be labelled."""
    from nlp.learn.drift import UNKNOWN
    from nlp.review.reasons import english

    print("\nLabel next:")
    for item in chosen:
        place, day = item.municipality or UNKNOWN, item.date or UNKNOWN
        print(f"{item.id}  {day}  {place}  {shorten(item.title, 60, placeholder=' …')}  ({english(item.reasons)})")


def cell(drift: Drift, group: Group, measure: str) -> str:
    """A share as a percentage, marked where it is unlike the training data; "-" where nothing was counted."""
    share = group.share(measure)
    mark = "!" if measure in drift.unlike(group) else ""
    return "-" if share is None else f"{share:.1%}{mark}"


def as_plain(drift: Drift, chosen: list[Item]) -> dict[str, Any]:
    """The same as JSON: shares, what is unlike, the points to label next."""
    from dataclasses import asdict

    from nlp.learn.drift import LISTED, MEASURES
    from nlp.review.reasons import in_words

    return {
        "usual": {name: asdict(one) | {"most": one.most} for name, one in drift.usual.items()},
        "groups": [
            {"municipality": group.municipality, "month": group.month, "points": group.points}
            | {measure: group.share(measure) for measure in MEASURES}
            | {"unlike": drift.unlike(group)}
            | {"words": dict(group.new_words.most_common(LISTED))}
            | {"headings": dict(group.unknown_headings.most_common(LISTED))}
            for group in drift.groups
        ],
        "label_next": [
            item.model_dump(include={"id", "date", "municipality", "title"})
            | {"reasons": [in_words(one, "en") for one in item.reasons]}
            for item in chosen
        ],
    }
