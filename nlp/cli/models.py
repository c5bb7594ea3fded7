"""``referat models``: training runs, which of them is in use, and whether it still fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.check import check
from nlp.cli.shared.command import App
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import AsJson
from nlp.cli.shared.printing import print_json, print_table

if TYPE_CHECKING:
    from nlp.learn.measure.comparing import Comparison
    from nlp.learn.retrain.runs import Run

app = App(
    name="models",
    help="Training runs: list and compare them, put one into use, go back, see whether it still fits.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
Number = Annotated[str, typer.Argument(metavar="RUN", help="A run's number.")]
Before = Annotated[str, typer.Argument(metavar="BEFORE", help="A run's number, 'current' or 'shipped'.")]
After = Annotated[str, typer.Argument(metavar="AFTER", help="What it is compared with, named likewise.")]
Enough = Annotated[int, typer.Option("--enough", metavar="N", min=1, help="Examples from which a label's fall counts.")]


@app.callback()
def models(context: typer.Context) -> None:
    """Training runs: list and compare them, put one into use, go back, see whether it still fits."""
    if context.invoked_subcommand is None:
        list_runs(as_json=False)


@app.command("list")
@guarded
def list_runs(as_json: AsJson = False) -> None:
    """All runs, the one in use marked with *."""
    from nlp.home import read_registry
    from nlp.learn.retrain.runs import all_runs, name_of

    current = read_registry()["current"]
    runs = all_runs()
    if as_json:
        print_json({"current": current, "runs": [run.info for run in runs]})
        return
    rows = [[mark(current is None), "shipped", "", "", "", "", ""]]
    for run in runs:
        figures = known_figures(run)
        rows.append(
            [
                mark(run.number == current),
                str(run.number),
                run.info["created"][:16].replace("T", " "),
                f"{run.info['data']['trained']:,}",
                *(f"{figures[task]['after']['micro']:.3f}" if task in figures else "" for task in ("topics", "types")),
                run.info["note"],
            ]
        )
    print_table(["", "run", "made (UTC)", "labels", "topics F1", "types F1", "note"], rows)
    if not runs:
        print(f"No runs yet ({name_of(None)} model in use); 'referat train --add LABELS' makes one.")


@app.command()
@guarded
def compare(
    before: Before,
    after: After,
    as_json: AsJson = False,
    changed: Annotated[bool, typer.Option("--changed/--no-changed", help="List the answers that changed.")] = True,
) -> None:
    """Compare two models on the locked test sets: the difference of each label, the points whose answer changed."""
    from nlp.learn.measure.comparing import as_json as plain

    comparison = comparison_of(before, after)
    if as_json:
        print_json(plain(comparison))
        return
    header = ["test set", "", "label", "examples", before, after, "difference", "95 %"]
    rows = [
        [d.test, d.task, d.label, str(d.support), f"{d.before:.3f}", f"{d.after:.3f}", f"{d.after - d.before:+.3f}",
         f"{d.low:+.3f} … {d.high:+.3f}"]
        for d in comparison.differences
    ]  # fmt: skip
    print_table(header, rows)
    print(f"\n{len(comparison.changes)} answers changed")
    for change in comparison.changes if changed else ():
        was, now, right = (",".join(labels) or "-" for labels in (change.before, change.after, change.right))
        print(f"{change.id}  {change.title[:60]}  {change.task}: {was} -> {now}  (right: {right})")


@app.command()
@guarded
def promote(
    run: Number,
    force: Annotated[bool, typer.Option("--force", help="Promote although labels fall; needs --because.")] = False,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="The reason, recorded.")] = None,
    enough: Enough = 20,
) -> None:
    """Put a run into use; refused where a label falls by more than one point of F1 on the locked test sets."""
    from nlp.learn.retrain.registry import check_promotion
    from nlp.learn.retrain.registry import promote as put_into_use
    from nlp.learn.retrain.runs import find_run

    found = find_run(run)
    check_promotion(found, force, because)
    falls = comparison_of("current", run).falls(enough)
    put_into_use(found, falls, force=force, because=because)
    print(f"run {found.number} is in use; archives: 'referat index --retag' renews what an older model tagged")


@app.command()
@guarded
def rollback(
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="The reason, recorded.")] = None,
) -> None:
    """Go back to the model that was in use before."""
    from nlp.learn.retrain.registry import rollback as go_back

    print(f"{go_back(because)} is in use again")


@app.command()
@guarded
def history(as_json: AsJson = False) -> None:
    """What was put into use and taken out, when and why."""
    from nlp.home import read_registry
    from nlp.learn.retrain.runs import name_of

    events = read_registry()["history"]
    if as_json:
        print_json(events)
        return
    rows = [
        [e["at"], e["action"], name_of(e["before"]), name_of(e["run"]), "forced" if e.get("forced") else "",
         e.get("because", "")]
        for e in events
    ]  # fmt: skip
    print_table(["when (UTC)", "what", "before", "in use", "", "because"], rows)


app.command()(check)


@app.command()
@guarded
def report(
    run: Number,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write (default: in the run's folder).")
    ] = None,
) -> None:
    """Write a run's report as one HTML file: learning curve, table of labels, calibration, confusion."""
    from nlp.learn.report.page import page
    from nlp.learn.retrain.runs import find_run
    from nlp.store.replacing import check_place, replacing

    found = find_run(run)
    path = out or found.folder / "report.html"
    check_place(path, ".html")
    html = page(found)
    with replacing(path) as file:
        file.write(html.encode())
    print(path)


def comparison_of(before: str, after: str) -> Comparison:
    """Two models on the locked written points and the locked labels of both runs."""
    from nlp.errors import UsageError
    from nlp.learn.measure.comparing import compare as compare_pipelines
    from nlp.learn.measure.comparing import compare_entities
    from nlp.learn.retrain.runs import name_of, pipeline_of, run_named
    from nlp.learn.retrain.testsets import marked_sets, test_sets
    from nlp.pipeline import load

    both = run_named(before), run_named(after)
    runs = [run for run in both if run]
    if not runs:
        raise UsageError("two times the shipped model; name a run, 'referat models' lists them")
    pipelines = [load(pipeline_of(run)) for run in both]
    say(f"comparing {' and '.join(map(name_of, both))} on the locked test sets …")
    comparison = compare_pipelines(pipelines[0], pipelines[1], test_sets(*runs))
    if any(run.info["config"]["names"] for run in runs):
        comparison.differences.extend(compare_entities(pipelines[0], pipelines[1], marked_sets(*runs)))
    return comparison


def known_figures(run: Run) -> dict[str, Any]:
    """A run's figures; none where they are lost, which must not hide the other runs."""
    from nlp.errors import ReferatError
    from nlp.learn.retrain.runs import figures_of

    try:
        return figures_of(run)
    except ReferatError:
        return {}


def mark(chosen: bool) -> str:
    return "*" if chosen else ""
