"""``referat review``: choose points, send them out to be labelled, take them back, compare two people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.command import App
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsJson, ModelPath, must_be_new
from nlp.cli.shared.printing import print_json, print_table
from nlp.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from nlp.review.formats.formats import Format as Form
    from nlp.review.formats.returned import Imported
    from nlp.review.items import Item
    from nlp.review.own_labels import OwnLabels

app = App(
    name="review",
    help="Label points: choose them, answer in the browser or another tool, take answers back, compare two people.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
LABELS = Path("labels")
PointFile = Annotated[Path, typer.Argument(metavar="POINTS", help="A file that 'referat review pick' wrote.")]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="label-studio, prodigy, docbin, xlsx, csv; else by the ending."),
]
OutFile = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write.")]


@app.callback()
@guarded
def review(context: typer.Context) -> None:
    """Label points: choose them, answer in the browser or another tool, take answers back, compare two people."""
    if context.invoked_subcommand is None:
        newest = newest_points()
        if newest is None:
            print(context.get_help())
        else:
            page(newest)


def newest_points() -> Path | None:
    """The file in ``labels/`` that was picked last; None where there is none."""
    files = [file for file in LABELS.glob("*.jsonl") if file.is_file()]
    newest_first = sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
    return next((file for file in newest_first if b'"answer": null' in first_line(file)), None)


def first_line(file: Path) -> bytes:
    with file.open("rb") as content:
        return content.readline()


@app.command()
@guarded
def pick(
    archive: ArchivePath = ARCHIVE,
    n: Annotated[int, typer.Option("--n", metavar="N", min=1, help="How many points.")] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same list.")] = 0,
    labels: Annotated[
        Path | None, typer.Option("--labels", metavar="PATH", help="What is labelled so far (default: labels/).")
    ] = None,
    out: OutFile = LABELS / "points.jsonl",
    model: ModelPath = None,
) -> None:
    """Choose the points from which the model learns most; the reasons are told."""
    from nlp.pipeline import load
    from nlp.review.items import write_items
    from nlp.review.pick_from_archive import pick_from
    from nlp.review.reasons import english

    must_be_new(out)
    place = labels or LABELS
    known = answered(place) if place.exists() and (labels or any(place.rglob("*.jsonl"))) else []
    picked = pick_from(archive, load(model), n, seed, known)
    if not picked:
        raise ReferatError(f"{archive}: no point is left to label; index more minutes")
    if out.parent == LABELS:
        LABELS.mkdir(exist_ok=True)
    write_items(out, picked)
    for item in picked[:20]:
        print(f"{item.id}  {item.date}  {item.title[:60]}  ({english(item.reasons)})")
    if len(picked) > 20:
        print(f"… and {len(picked) - 20} more")
    print(f"{len(picked)} points in {out}; next: referat review page {out}")


@app.command()
@guarded
def page(
    points: PointFile,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who labels (default: you).")] = None,
    archive: Annotated[
        Path | None,
        typer.Option("--archive", metavar="FILE", help="Store confirmed answers in this archive too, as corrections."),
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Label points in the browser: one at a time, every change saved at once. Ctrl-C ends it."""
    import webbrowser
    from getpass import getuser

    from nlp.review.gather import own_labels_of
    from nlp.review.page.server import open_server
    from nlp.review.page.session import Session, journal_of
    from nlp.store.archive import schema
    from nlp.store.replacing import check_parent

    if archive is not None:
        schema.connect(archive).close()
    person = by or getuser()
    journal = journal_of(points, person)
    check_parent(journal)
    session = Session(items_in(points), journal, person, own_labels_of([points]), archive)
    server = open_server(session, port)
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"{address}  answers go to {journal}; Ctrl-C ends", flush=True)
    try:
        if browser:
            webbrowser.open(address)
        server.serve_forever()
    except KeyboardInterrupt:
        done = sum(answer.done for answer in session.answers.values())
        say(f"{done} answers in {journal}; next: referat train --add {journal}")
    finally:
        server.server_close()
        session.close()


@app.command()
@guarded
def export(points: PointFile, out: OutFile, format: Format = None) -> None:
    """Write points for other tools: Label Studio (.json), Prodigy (.jsonl), spaCy (.spacy), Excel (.xlsx) or CSV."""
    from nlp.review.formats.formats import format_of
    from nlp.review.gather import own_labels_of

    own = own_labels_of([points])
    items = items_in(points)
    for path in format_of(out, format).write(items, out, own):
        print(f"{path}: {len(items)} points")


@app.command()
@guarded
def sheet(points: PointFile, out: OutFile = Path("labels.xlsx")) -> None:
    """Write points as a sheet with drop-down lists, .xlsx or .csv."""
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"{out}: a sheet ends in .xlsx or .csv")
    export(points, out, None)


@app.command("import")
@guarded
def import_labels(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What a labelling tool gave back.")],
    points: Annotated[
        Path, typer.Option("--points", metavar="FILE", help="The points that were sent out: their file, or an archive.")
    ],
    out: OutFile,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who labelled, where the file does not say.")] = "",
    format: Format = None,
) -> None:
    """Take answers back. Those that do not fit are named line by line; the good ones are written all the same."""
    from nlp.cli.shared.problems import list_problems
    from nlp.review.archive_items import is_archive
    from nlp.review.formats.formats import format_of
    from nlp.review.gather import own_labels_of
    from nlp.review.items import write_items

    missing = [file for file in [*files, points] if not file.exists()]
    if missing:
        raise UsageError(f"{missing[0]}: no such file")
    must_be_new(out)
    own = own_labels_of([points, out])
    sent = {item.id: item for item in (all_items(points) if is_archive(points) else items_in(points))}
    results = [imported(file, format_of(file, format), sent, own, by) for file in files]
    good = [item for result in results for item in result.good]
    problems = [problem for result in results for problem in result.problems]
    list_problems(problems)
    if good:
        write_items(out, good)
        print(f"{out}: {len(good)} answers")
    if not problems and not good:
        raise ReferatError(f"no answer in {', '.join(map(str, files))} yet; label the points there first")
    if problems:
        kept = f"the {len(good)} good ones are in {out}" if good else "there is nothing to write"
        raise ReferatError(f"{len(problems)} answers do not fit, {kept}")


def imported(file: Path, form: Form, sent: dict[str, Item], own: OwnLabels, by: str) -> Imported:
    """What one file gives back; ``by`` stands where it does not say who labelled."""
    from nlp.review.formats.returned import matched
    from nlp.review.items import Problem

    found = list(form.read(file, sent.values(), own))
    for one in found:
        if not isinstance(one, Problem):
            one.by = one.by or by
    return matched(found, sent, own)


@app.command()
@guarded
def agree(
    first: Annotated[Path, typer.Argument(metavar="A", help="Labels of one person.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Labels of another.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the points to settle, to label once more.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the labels of two people on the same points: kappa and F1 a label, the list of disagreements."""
    from nlp.review.agreement import agree as compare
    from nlp.review.agreement import to_settle
    from nlp.review.gather import own_labels_of
    from nlp.review.items import write_items

    ours, theirs = answered(first), answered(second)
    agreement = compare(ours, theirs, own_labels_of([first, second]))
    if not any(agreement.points.values()):
        raise ReferatError(f"{first} and {second} have no answered point in common")
    if as_json:
        print_json(agreement.as_json())
    else:
        print(", ".join(f"{count} points with {kind}" for kind, count in agreement.points.items() if count))
        rows = [
            [one.kind, one.label, "-" if one.kappa is None else f"{one.kappa:.3f}", f"{one.f1:.3f}"]
            + [str(count) for count in (one.first, one.second, one.both)]
            for one in agreement.labels
        ]
        print_table(["", "label", "kappa", "F1", "A", "B", "both"], rows)
        print(f"\n{len(agreement.disagreements)} disagreements")
        for one in agreement.disagreements:
            print(f"{one.id}  {one.title[:60]}  {one.kind}: {', '.join(one.first)} | {', '.join(one.second)}")
    if out:
        write_items(out, to_settle(ours, theirs, agreement))
        say(f"{out}: points to settle; label them and add them to the other labels")


def items_in(path: Path) -> list[Item]:
    """The points of a file; anything wrong in it is named and ends the command."""
    from nlp.cli.shared.problems import refuse
    from nlp.review.items import Problem, files_of, read_items

    found = [one for file in files_of(path) for one in read_items(file)]
    problems = [one for one in found if isinstance(one, Problem)]
    items = [one for one in found if not isinstance(one, Problem)]
    if problems:
        refuse(problems, len(items), "nothing was done")
    return items


def answered(path: Path) -> list[Item]:
    from nlp.review.items import is_answered

    return [item for item in items_in(path) if is_answered(item)]


def all_items(archive: Path) -> list[Item]:
    """Every point of an archive."""
    from nlp.review.archive_items import items
    from nlp.store.archive import schema

    with closing(schema.connect(archive, read_only=True)) as db:
        return list(items(db, [number for (number,) in db.execute("SELECT point_id FROM fact ORDER BY point_id")]))
