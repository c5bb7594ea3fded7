"""The locked test sets that decide whether a run may be used, and what a run is trained on beside new labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.classify.fields import Fields
from nlp.learn.data.corpus import CorpusPoint, read_corpus
from nlp.learn.data.labelled_points import TASKS, LabelledPoint, Task, from_corpus, from_lexicon
from nlp.learn.data.passages import Gold, gold_of
from nlp.learn.retrain.runs import Run
from nlp.learn.splits import part
from nlp.review.items import Item, Problem, points_for, read_items

WRITTEN, OWN = "written municipalities", "own labels"
EXAMPLES = 500
"""About how many of the lexicon's examples are held."""
LABELS = "labels.jsonl"
"""The labels of a run, kept in its folder."""


def written(*parts: str) -> list[CorpusPoint]:
    """Points of the written municipalities of these parts of the fixed split."""
    return [point for point in read_corpus() if part(point.municipality) in parts]


def held_fields(task: Task) -> list[Fields]:
    """Written points, never locked ones, and some examples, whose answers are to stay while new labels are learned."""
    examples = list(from_lexicon(task))
    step = max(1, len(examples) // EXAMPLES)
    return [point.fields for point in (*from_corpus(written("train", "dev")), *examples[::step])]


def locked(items: Iterable[Item]) -> list[Item]:
    """Items of cases that are never trained on (15 % of the cases, by their hash)."""
    return [item for item in items if part(item.group) == "locked"]


def trainable(items: Iterable[Item]) -> list[Item]:
    """Items of cases that may be trained on."""
    return [item for item in items if part(item.group) != "locked"]


def items_of(run: Run) -> list[Item]:
    """The labels that a run was given."""
    path = run.folder / LABELS
    return [item for item in read_items(path) if not isinstance(item, Problem)] if path.exists() else []


def test_sets(*runs: Run) -> dict[str, dict[Task, list[LabelledPoint]]]:
    """Locked points of the written municipalities, and of these runs' labels (a point's last label counts)."""
    items = {item.id: item for run in runs for item in locked(items_of(run))}
    points = list(from_corpus(written("locked")))
    return {WRITTEN: {task: points for task in TASKS}, OWN: {task: points_for(task, items.values()) for task in TASKS}}


def marked_sets(*runs: Run) -> dict[str, list[Gold]]:
    """Locked passages with marked entities: of the written municipalities, and of the runs' labels."""
    items = {item.id: item for run in runs for item in locked(items_of(run))}
    return {WRITTEN: list(gold_of(written("locked"))), OWN: gold_items(list(items.values()))}


def gold_items(items: Sequence[Item]) -> list[Gold]:
    """Passages of the points in which a person marked entities."""
    return [
        Gold(item.id, item.municipality, item.text, tuple((*span, "") for span in item.answer.spans))
        for item in items
        if item.answer is not None and item.answer.spans is not None
    ]
