"""A training run on a user's own labels: continues from the shipped pipeline and keeps everything about it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp import __version__
from nlp.errors import CorpusError
from nlp.home import MODEL
from nlp.learn.data.labelled_points import KINDS
from nlp.learn.measure.entities import evaluate
from nlp.learn.measure.evaluating import COMPONENTS
from nlp.learn.retrain import runs
from nlp.learn.retrain.adapt_labels import HELD, STRENGTH, Continued, continue_from
from nlp.learn.retrain.adapt_names import FEWEST, continue_names
from nlp.learn.retrain.figures import held_out_figures, learning_curve
from nlp.learn.retrain.testsets import LABELS, gold_items, held_fields, items_of, locked, trainable, written
from nlp.models import CHECKSUMS, sha256, write_checksums
from nlp.review.items import Item, line_of, points_for, write_items
from nlp.review.own_labels import OwnLabels

if TYPE_CHECKING:
    from spacy.language import Language

Say = Callable[[str], None]
FEWEST_POINTS = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is made; all of it is recorded with the run.

    ``base`` (``current``, ``shipped`` or a run's number) names the run whose labels are added to the new ones.
    """

    base: str = runs.CURRENT
    sources: tuple[str, ...] = ()
    seed: int = 0
    names: bool = True
    curve: bool = True
    note: str = ""


def retrain(items: Sequence[Item], own: OwnLabels, plan: Plan, say: Say = print) -> runs.Run:
    """Train on the items that have an answer, and keep the result as the next numbered run.

    Every run begins at the shipped model, so that no case is measured by a model that has seen it; a new answer
    for a point replaces that of the base's labels. Raises :class:`CorpusError` for too few labels.
    """
    from nlp.pipeline import load, shipped_path

    started = time.monotonic()
    based_on = runs.run_named(plan.base)
    before, own = labels_before(based_on, own)
    everything = {item.id: item for item in (*before, *items) if item.answer is not None}
    answered = [everything[id] for id in sorted(everything)]
    usable = trainable(answered)
    if len(usable) < FEWEST_POINTS:
        raise CorpusError(f"{len(usable)} labelled points to train on; label at least {FEWEST_POINTS}")
    runs.check_place()
    nlp = load(shipped_path())
    base = {
        "name": runs.name_of(based_on),
        "labels": len(before),
        "version": nlp.meta["version"],
        "checksum": sha256(shipped_path() / CHECKSUMS),
    }
    figures = _train_labels(nlp, usable, own, plan.curve, say)
    if plan.names and len(gold_items(usable)) >= FEWEST:
        figures["names"] = _train_names(nlp, answered, plan.seed, say)
    info = {
        "created": runs.now(),
        "note": plan.note,
        "base": base,
        "config": config_of(plan, "names" in figures),
        "seed": plan.seed,
        "data": about(answered, len(usable)),
        "labels": own.as_json(),
        "versions": runs.versions(),
        "seconds": round(time.monotonic() - started, 1),
    }
    return _keep(nlp, info, answered, figures)


def config_of(plan: Plan, names: bool) -> dict[str, Any]:
    """What is recorded of how a run was made; ``names`` tells whether enough were marked to train on."""
    return {"add": list(plan.sources), "names": names, "curve": plan.curve, "strength": STRENGTH, "held": HELD}


def about(answered: Sequence[Item], trained: int) -> dict[str, Any]:
    """What is recorded of the data of a run."""
    return {
        "fingerprint": runs.fingerprint(line_of(item) for item in answered),
        "labelled": len(answered),
        "trained": trained,
        "by": dict(Counter(item.answer.by for item in answered if item.answer).most_common()),
    }


def _keep(nlp: Language, info: dict[str, Any], answered: Sequence[Item], figures: dict[str, Any]) -> runs.Run:
    """Write everything of a run into a folder, and number it last."""
    with runs.new_run() as part:
        nlp.meta["version"] = f"{__version__}+{info['data']['fingerprint'][:8]}"
        nlp.to_disk(part / MODEL)
        write_checksums(part / MODEL)
        write_items(part / LABELS, answered)
        (part / runs.FIGURES).write_text(
            json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n"
        )
        return runs.finish(part, info)


def labels_before(run: runs.Run | None, own: OwnLabels) -> tuple[list[Item], OwnLabels]:
    """The labels that a run was trained on, none for the shipped model (None); and its own label names with these."""
    if run is None:
        return [], own
    names: dict[str, dict[str, dict[str, str]]] = run.info["labels"]
    topics, types = names.get("topics", {}), names.get("decision_types", {})
    return items_of(run), OwnLabels(topics | own.topics, types | own.decision_types)


def _train_labels(nlp: Language, usable: Sequence[Item], own: OwnLabels, curve: bool, say: Say) -> dict[str, Any]:
    """Move topics and decision types; the figures of each."""
    figures: dict[str, Any] = {}
    for task, component in COMPONENTS.items():
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
    before = evaluate(nlp, tests) if tests else {}
    new = gold_items(trainable(answered))
    steps = continue_names(pipe.network, new, written("train", "dev"), seed)
    say(f"names: {len(new):,} marked points, {steps} steps")
    after = evaluate(nlp, tests) if tests else {}
    return {"marked": len(new), "held_out": len(tests), "before": before, "after": after}
