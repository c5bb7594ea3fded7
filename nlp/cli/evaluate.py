"""``referat evaluate``: measure a pipeline on data that it was not trained on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say_warning
from nlp.cli.shared.options import Corpus, Data, ModelPath


@guarded
def evaluate(
    data: Data = [],  # noqa: B006
    corpus: Corpus = None,
    model: ModelPath = None,
    part: Annotated[
        str,
        typer.Option(
            "--part",
            metavar="PART",
            help="Part of the data: locked, which 'train' never trains on (score it once, at the end), or dev.",
        ),
    ] = "dev",
    crossed: Annotated[
        bool,
        typer.Option("--crossed", help="Also train without each municipality and test on it (takes many minutes)."),
    ] = False,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FOLDER", help="A spaCy pipeline whose names are compared.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write all figures as JSON too.")
    ] = None,
    card: Annotated[
        Path | None, typer.Option("--card", metavar="FILE", help="Renew the tables of this model card.")
    ] = None,
) -> None:
    """Measure a pipeline on data not trained on: segmentation, labels, entities, speed, beside baselines."""
    import json

    from nlp.learn.data.materials import read_materials
    from nlp.learn.measure.evaluating import evaluate_pipeline
    from nlp.learn.measure.tables import around_marks, as_text, renew_card
    from nlp.learn.splits import checked_part
    from nlp.pipeline import load
    from nlp.store.replacing import check_place, replacing

    if out:
        check_place(out, ".json")
    if card:
        around_marks(card)
    if checked_part(part) != "locked":
        say_warning(f"'referat train' trains on part {part} too; --part locked holds what a model of it has not seen")
    materials = read_materials(data, corpus)
    results = evaluate_pipeline(load(model), materials, checked_part(part), crossed=crossed, against=against)
    print(as_text(results))
    if out:
        with replacing(out) as file:
            file.write((json.dumps(results, indent=1, ensure_ascii=False) + "\n").encode())
    if card:
        renew_card(card, results)
