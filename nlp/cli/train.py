"""``referat train``: a pipeline from the written corpus and further data, or one continued with own labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.options import Corpus, Data
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.learn.retrain.retraining import Plan

Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed and data give the same model.")]
Add = Annotated[
    list[Path],
    typer.Option(
        "--add",
        metavar="LABELS",
        help="Continue from a trained model with these labels (a file, a folder, an archive with its corrections)"
        " and keep the result as a numbered run.",
    ),
]


@guarded
def train(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Where a pipeline trained anew is written.")
    ] = None,
    data: Data = [],  # noqa: B006
    corpus: Corpus = None,
    seed: Seed = 0,
    quick: Annotated[bool, typer.Option("--quick", help="A small model in a few minutes, to try things.")] = False,
    add: Add = [],  # noqa: B006
    base: Annotated[
        str,
        typer.Option(
            "--from", metavar="RUN", help="With --add: keep the labels of current, shipped (none) or a run's number."
        ),
    ] = "current",
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With --add: train names too, where people marked them.")
    ] = True,
    curve: Annotated[
        bool, typer.Option("--curve/--no-curve", help="With --add: measure the learning curve for the report.")
    ] = True,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="With --add: kept with the run.")] = "",
) -> None:
    """Train the whole pipeline; the locked part of the data is never trained on."""
    import os

    os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums in one order: the same model on any machine
    if add:
        if out or data or corpus or quick:
            raise UsageError("--add continues from a trained model; --out, --data, --corpus and --quick train anew")
        from nlp.learn.retrain.retraining import Plan

        _continue(add, Plan(base, tuple(map(str, add)), seed, names, curve, note))
    elif out is None:
        raise UsageError("say what to train: --add LABELS to continue with your labels, or --out FOLDER to train anew")
    else:
        _anew(out, data, corpus, seed, quick)


def _anew(out: Path, data: list[str], corpus: Path | None, seed: int, quick: bool) -> None:
    from nlp.learn.data.materials import read_materials
    from nlp.learn.train.pipeline import FULL, QUICK, check_out, save, train_pipeline

    check_out(out)
    materials = read_materials(data, corpus).split(["train", "dev"])
    print(materials.summary())
    save(train_pipeline(materials, seed, QUICK if quick else FULL), out)
    print(f"{out}: written")


def _continue(add: list[Path], plan: Plan) -> None:
    from nlp.cli.shared.problems import refuse
    from nlp.learn.retrain.retraining import retrain
    from nlp.learn.retrain.runs import figures_of
    from nlp.review.gather import gather, own_labels_of

    own = own_labels_of(add)
    items, problems = gather(add, own)
    if problems:
        refuse(problems, len(items), "nothing was trained")
    run = retrain(items, own, plan)
    print(f"{run.name} written to {run.folder}")
    every = figures_of(run)
    for task in ("topics", "types"):
        if figures := every.get(task):
            before, after = figures["before"]["micro"], figures["after"]["micro"]
            print(f"{task}, F1 on your labels, each case held out in turn: {before:.3f} before, {after:.3f} now")
    print(f"Next: referat models compare current {run.number}, then referat models promote {run.number}")
