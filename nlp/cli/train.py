"""``referat train``: train a pipeline from the written corpus and further data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.guard import guarded

Data = Annotated[
    list[str],
    typer.Option(
        "--data",
        metavar="DATA",
        help="Further data: a JSONL of labelled points or of passages, LABELS.tsv@MEETINGS, or meetings alone.",
    ),
]
Corpus = Annotated[
    Path | None, typer.Option("--corpus", metavar="FOLDER", help="Another written corpus than the shipped one.")
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed and data give the same model.")]


@guarded
def train(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the pipeline is written.")],
    data: Data = [],  # noqa: B006
    corpus: Corpus = None,
    seed: Seed = 0,
    quick: Annotated[bool, typer.Option("--quick", help="A small model in a few minutes, to try things.")] = False,
) -> None:
    """Train the whole pipeline; the locked part of the data is never trained on."""
    import os

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nlp.learn.data import read_materials
    from nlp.learn.training import FULL, QUICK, save, train_pipeline

    materials = read_materials(data, corpus).split(["train", "dev"])
    print(materials.summary())
    save(train_pipeline(materials, seed, QUICK if quick else FULL), out)
    print(f"{out}: written")
