"""A simulated municipality: the model without it, then 50, 100 and 200 of its labels, chosen by ``pick`` or by chance.

``python -m benchmarks.retraining --shared ../shared/data --out docs/retraining-curve.svg`` prints a table of micro-F1
on held-out cases of the municipality, and of old labels (other municipalities, never trained on), averaged over seeds,
and draws the curve. Labels come in rounds: the model is retrained before the next round is chosen, as people do.
The locked part of the data is not touched.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel
from nlp.learn.data.corpus import read_corpus
from nlp.learn.data.labelled_points import TASKS, LabelledPoint, Task, from_corpus, from_lexicon
from nlp.learn.data.materials import read_materials
from nlp.learn.measure import measures
from nlp.learn.measure.evaluating import predictions
from nlp.learn.report.charts import Scale
from nlp.learn.retrain.adapt_labels import continue_from
from nlp.learn.retrain.testsets import EXAMPLES
from nlp.learn.splits import bucket, part
from nlp.learn.train.classifier import answers_of, train
from nlp.learn.train.pipeline import word_vectors
from nlp.review.pick import Candidate, pick

TESTED = 30
"""Percent of a municipality's cases that are tested on; others than for the fixed split, new ones for each seed."""
POOL = 1000
WAYS = ("chance", "pick")
SIZES = {"Greve": (50, 100, 200), "København": (25, 50, 100)}
Models = dict[Task, LabelModel]
Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class World:
    """What is there beside the new municipality."""

    name: str
    points: list[LabelledPoint]
    old: list[LabelledPoint]
    written: list[LabelledPoint]


def world(name: str, points: Sequence[LabelledPoint]) -> World:
    """The municipality's points, and old ones that the model without it never saw: dev cases and written dev points."""
    corpus = list(from_corpus(read_corpus()))
    old = [p for p in points if p.source != name and part(p.group) == "dev"]
    written = [p for p in corpus if part(p.source) == "dev"]
    return World(name, [p for p in points if p.source == name], old, written)


def model_without(name: str, points: Sequence[LabelledPoint]) -> Models:
    """Topics and decision types trained as the shipped ones are, without a municipality."""
    corpus = [p for p in from_corpus(read_corpus()) if part(p.source) == "train"]
    others = [p for p in points if p.source != name and part(p.group) == "train"]
    return {task: train(task, [*corpus, *others], word_vectors() if task == "topics" else None) for task in TASKS}


def held(task: Task) -> list[Fields]:
    corpus = [p for p in from_corpus(read_corpus()) if part(p.source) == "train"]
    examples = list(from_lexicon(task))
    return [p.fields for p in (*corpus, *examples[:: max(1, len(examples) // EXAMPLES)])]


def scores(models: Models, points: Sequence[LabelledPoint], prefix: str) -> Scores:
    """Micro-F1 of each task and of both together."""
    found: Scores = {}
    counts = np.zeros(3)
    for task, model in models.items():
        answers = answers_of(points, task, model.settings.labels)
        _, asserted = predictions(model, points)
        numbers = np.array([(answers * asserted).sum(), asserted.sum(), answers.sum()])
        found[f"{prefix}{task}"] = measures.f1(*numbers)
        counts += numbers
    return found | {f"{prefix}both": measures.f1(*counts)}


def choose(
    way: str, models: Models, left: Sequence[LabelledPoint], labelled: Sequence[LabelledPoint], count: int, seed: int
) -> set[str]:
    """Ids of the next points to label."""
    if way == "chance":
        order = np.random.default_rng(seed * 1000 + len(labelled)).permutation(len(left))
        return {left[i].id for i in order[:count]}
    candidates = [Candidate(p.id, p.fields, p.source) for p in left]
    known = [p.fields for p in labelled]
    return {one.id for one in pick(candidates, list(models.values()), count, labelled=known, seed=seed)}


def simulate(
    there: World, base: Models, kept: dict[Task, list[Fields]], way: str, sizes: Sequence[int], seed: int
) -> dict[int, Scores]:
    """Scores after each round."""
    test = [p for p in there.points if bucket(f"simulated {seed} {p.group}") < TESTED]
    pool = [p for p in there.points if bucket(f"simulated {seed} {p.group}") >= TESTED]
    order = np.random.default_rng(seed).permutation(len(pool))[:POOL]
    left, labelled, models = [pool[i] for i in sorted(order)], list[LabelledPoint](), base
    found = {0: everything(base, there, test)}
    for size in sizes:
        ids = choose(way, models, left, labelled, size - len(labelled), seed)
        labelled += [p for p in left if p.id in ids]
        left = [p for p in left if p.id not in ids]
        models = {t: continue_from(base[t], t, labelled, kept[t], cross=False).model for t in TASKS}
        for task in TASKS:
            models[task].space.memory = base[task].space.memory
        found[size] = everything(models, there, test)
    return found


def everything(models: Models, there: World, test: Sequence[LabelledPoint]) -> Scores:
    old = [*there.old, *there.written]
    return scores(models, test, "") | scores(models, old, "old ") | scores(models, there.written, "written ")


def needed(curve: dict[int, float], wanted: float) -> float:
    """Labels at which a curve reaches a score, between its points in a straight line; infinity where it does not."""
    sizes = sorted(curve)
    for low, high in pairwise(sizes):
        if curve[high] >= wanted:
            if curve[low] >= wanted:
                return low
            return low + (high - low) * (wanted - curve[low]) / (curve[high] - curve[low])
    return float("inf")


def means(runs: Sequence[dict[int, Scores]]) -> dict[int, Scores]:
    return {size: {key: float(np.mean([run[size][key] for run in runs])) for key in runs[0][size]} for size in runs[0]}


def table(name: str, found: dict[str, dict[int, Scores]]) -> str:
    """Scores by number of labels, and what share of the labels the chosen ones need."""
    keys = ("topics", "types", "both", "old topics", "old types", "written topics", "written types")
    lines = [f"### {name}", "", "| labels | chosen by | " + " | ".join(keys) + " |", "|" + "---|" * (len(keys) + 2)]
    for way, curve in found.items():
        for size, row in curve.items():
            if size or way == WAYS[0]:
                figures = " | ".join(f"{row[key]:.3f}" for key in keys)
                lines.append(f"| {size} | {way if size else '(none)'} | {figures} |")
    lines.append("")
    for key in ("topics", "types", "both"):
        curves = {way: {size: row[key] for size, row in curve.items()} for way, curve in found.items()}
        for size in list(curves["chance"])[2:]:
            labels = needed(curves["pick"], curves["chance"][size])
            said = f"{labels:.0f} ({labels / size:.0%})" if labels < float("inf") else "more than tried"
            lines.append(f"- {key}: what {size} labels by chance reach, chosen ones reach with {said}")
    return "\n".join(lines)


COLOURS = {"chance": "#a0522d", "pick": "#1f5f8b"}


def picture(results: dict[str, dict[str, dict[int, Scores]]]) -> str:
    """Curves of every municipality side by side, as SVG."""
    width, height = 330, 260
    parts = []
    for at, (name, found) in enumerate(results.items()):
        rows = [(size, row["both"]) for curve in found.values() for size, row in curve.items()]
        low, high = min(y for _, y in rows) - 0.004, max(y for _, y in rows) + 0.004
        x = Scale(0, max(size for size, _ in rows), 50 + at * width, width - 15 + at * width)
        y = Scale(low, high, height - 40, 25)
        parts.append(f'<text x="{x(0)}" y="15" font-weight="bold">{name}</text>')
        for step in range(5):
            value = low + (high - low) * step / 4
            ends = f'x1="{x(0)}" x2="{x(max(s for s, _ in rows))}" y1="{y(value)}" y2="{y(value)}"'
            parts.append(f'<line {ends} stroke="#ddd"/>')
            parts.append(f'<text x="{x(0) - 6}" y="{y(value) + 4}" text-anchor="end">{value:.3f}</text>')
        for size in sorted({size for size, _ in rows}):
            parts.append(f'<text x="{x(size)}" y="{height - 24}" text-anchor="middle">{size}</text>')
        for number, (way, curve) in enumerate(found.items()):
            line = " ".join(f"{x(size)},{y(row['both'])}" for size, row in curve.items())
            parts.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[way]}" stroke-width="2"/>')
            place = f'x="{x(0) + 10}" y="{45 + 15 * number}"'
            parts.append(f'<text {place} fill="{COLOURS[way]}">chosen by {way}</text>')
        middle = (x(0) + x(max(s for s, _ in rows))) / 2
        parts.append(f'<text x="{middle}" y="{height - 6}" text-anchor="middle">labels of the new municipality</text>')
    box = f'viewBox="0 0 {width * len(results)} {height}" width="{width * len(results)}" height="{height}"'
    style = 'font-family="sans-serif" font-size="11"'
    title = "<title>Micro-F1 of topics and decision types together by number of labels</title>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {style}>{title}{"".join(parts)}</svg>\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", choices=SIZES, help="one municipality")
    given = parser.parse_args()
    table_of_labels = f"{given.shared}/labels/greve-train.tsv@{given.shared}/minutes/greve-firstagenda-2022-2025.zip"
    materials = read_materials([table_of_labels, f"{given.shared}/labels/koebenhavn-train.jsonl"])
    points = [p for p in materials.points if part(p.group) != "locked"]
    results: dict[str, dict[str, dict[int, Scores]]] = {}
    kept = {task: held(task) for task in TASKS}
    for name, sizes in SIZES.items():
        if given.only and name != given.only:
            continue
        started = time.monotonic()
        there, base = world(name, points), model_without(name, points)
        for task in TASKS:
            base[task].space.memory = {}
        runs: defaultdict[str, list[dict[int, Scores]]] = defaultdict(list)
        for seed in range(given.seeds):
            for way in WAYS:
                runs[way].append(simulate(there, base, kept, way, sizes, seed))
        results[name] = {way: means(of_way) for way, of_way in runs.items()}
        print(
            table(name, results[name]), f"\n\n({given.seeds} seeds, {time.monotonic() - started:.0f} s)\n", flush=True
        )
    if given.out:
        given.out.write_text(picture(results), "utf-8")


if __name__ == "__main__":
    main()
