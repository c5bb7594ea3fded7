"""A training run on a user's own labels: continues from the pipeline in use and keeps everything about it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp import __version__
from nlp.errors import CorpusError
from nlp.learn import runs
from nlp.learn.adapt import STRENGTH, Continued, continue_from
from nlp.learn.adapt_names import FEWEST, continue_names
from nlp.learn.evaluating import TASKS
from nlp.learn.figures import held_out_figures, learning_curve, name_figures
from nlp.learn.testsets import LABELS, gold_items, held_fields, locked, trainable, written
from nlp.models import CHECKSUMS, sha256, write_checksums
from nlp.review.items import Item, line_of, points_for, write_items
from nlp.review.own_labels import OwnLabels

if TYPE_CHECKING:
    from spacy.language import Language

Say = Callable[[str], None]
KINDS = {"topics": "topics", "types": "decision_types"}
FEWEST_POINTS = 10
FIGURES = "figures.json"


def retrain(
    base: str,
    items: Sequence[Item],
    own: OwnLabels,
    *,
    sources: Sequence[str] = (),
    seed: int = 0,
    names: bool = True,
    curve: bool = True,
    note: str = "",
    say: Say = print,
) -> runs.Run:
    """Train on the items that have an answer, and keep the result as the next numbered run.

    ``base`` is ``current``, ``shipped`` or a run's number. Raises :class:`CorpusError` for too few labels.
    """
    from nlp.pipeline import load

    started = time.monotonic()
    answered = sorted((item for item in items if item.answer is not None), key=lambda item: item.id)
    usable = trainable(answered)
    if len(usable) < FEWEST_POINTS:
        raise CorpusError(f"{len(usable)} labelled points to train on; label at least {FEWEST_POINTS}")
    folder = runs.pipeline_of(base)
    nlp = load(folder)
    figures = _train_labels(nlp, usable, own, curve, say)
    marked = gold_items(usable)
    if names and len(marked) >= FEWEST:
        figures["names"] = _train_names(nlp, answered, seed, say)
    with runs.new_run() as part:
        info = {
            "created": runs.now(),
            "note": note,
            "base": {"name": base, "version": nlp.meta["version"], "checksum": sha256(folder / CHECKSUMS)},
            "config": {"add": list(sources), "names": "names" in figures, "strength": STRENGTH, "curve": curve},
            "seed": seed,
            "data": {
                "fingerprint": runs.fingerprint(line_of(item) for item in answered),
                "labelled": len(answered),
                "trained": len(usable),
                "by": dict(Counter(item.answer.by for item in answered if item.answer).most_common()),
            },
            "labels": own.as_json(),
            "versions": runs.versions(),
            "seconds": round(time.monotonic() - started, 1),
        }
        nlp.meta["version"] = f"{__version__}+{info['data']['fingerprint'][:8]}"  # type: ignore[index]
        nlp.to_disk(part / runs.MODEL)
        write_checksums(part / runs.MODEL)
        write_items(part / LABELS, answered)
        (part / FIGURES).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return runs.finish(part, info)


def _train_labels(nlp: Language, usable: Sequence[Item], own: OwnLabels, curve: bool, say: Say) -> dict[str, Any]:
    """Move topics and decision types; the figures of each."""
    figures: dict[str, Any] = {}
    for task, component in TASKS.items():
        points = points_for(task, usable)
        if len(points) < FEWEST_POINTS:
            continue
        pipe: Any = nlp.get_pipe(component)
        before = pipe.model
        before.space.memory = {}
        held = held_fields(task)
        more = own.names(KINDS[task])
        continued: Continued = continue_from(before, task, points, held, more)
        pipe.model = continued.model
        figures[task] = held_out_figures(before, continued, points, task)
        if curve:
            figures[task]["curve"] = learning_curve(before, task, points, held, more)
        before.space.memory = None
        say(f"{task}: {len(points):,} points")
    return figures


def _train_names(nlp: Language, answered: Sequence[Item], seed: int, say: Say) -> dict[str, Any]:
    """Move the names network; strict scores on the cases held out, before and after."""
    pipe: Any = nlp.get_pipe("referat_names")
    tests = gold_items(locked(answered))
    before = name_figures(nlp, tests)
    new = gold_items(trainable(answered))
    steps = continue_names(pipe.network, new, written("train", "dev"), seed)
    say(f"names: {len(new):,} marked points, {steps} steps")
    return {"marked": len(new), "held_out": len(tests), "before": before, "after": name_figures(nlp, tests)}


def figures_of(run: runs.Run) -> dict[str, Any]:
    """What a run's ``figures.json`` says."""
    path: Path = run.folder / FIGURES
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
