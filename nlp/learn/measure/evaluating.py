"""All figures of a pipeline in one run, beside baselines, on data that it has not seen."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.classify.label_model import LabelModel, Matrix, Settings, choose, confidence
from nlp.errors import CorpusError
from nlp.learn.data.labelled_points import LabelledPoint, Task, from_corpus
from nlp.learn.data.materials import Materials
from nlp.learn.measure import baselines, measures
from nlp.learn.splits import Part, bucket
from nlp.learn.train.classifier import answers_of
from nlp.learn.train.pipeline import word_vectors

if TYPE_CHECKING:
    from spacy.language import Language

Results = dict[str, Any]
COMPONENTS: dict[Task, str] = {"topics": "referat_topics", "types": "referat_decisions"}
FEWEST = 8
"""Fewest points that are worth a row, or to train a baseline on."""
LARGE = 100
"""Points from which a municipality is left out of training on its own when crossed."""
CROSSED_FOLDS = 6


def evaluate_pipeline(
    nlp: Language, materials: Materials, part: Part, *, crossed: bool = False, against: Path | None = None
) -> Results:
    """Figures of segmentation, labels, entities and speed on one part of the data, as plain JSON values.

    Raises :class:`CorpusError` where that part is empty.
    """
    held = materials.split([part])
    if not (held.corpus or held.points or held.passages):
        raise CorpusError(f"no data in part {part} to measure on; give more, or another part")
    results: Results = {"part": part, "model": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"}
    results["segmentation"] = segmentation(nlp, held)
    seen = materials.split([p for p in ("train", "dev") if p != part])
    for task, component in COMPONENTS.items():
        model: LabelModel = nlp.get_pipe(component).model  # type: ignore[attr-defined]
        results[task] = {
            name: labels(model, points, task) for name, points in by_source(held).items() if len(points) >= FEWEST
        }
        results[task]["baselines"] = baseline_scores(seen.all_points(), by_source(held), task)
        if crossed:
            results[task]["crossed"] = crossed_labels(materials, task)
    results["entities"] = entities(nlp, held, against)
    results["speed"] = speed(nlp, held)
    return results


def by_source(held: Materials) -> dict[str, list[LabelledPoint]]:
    """Points a municipality; the invented ones together."""
    groups: defaultdict[str, list[LabelledPoint]] = defaultdict(list)
    for point in held.points:
        groups[point.source].append(point)
    if held.corpus:
        groups["written corpus"] = list(from_corpus(held.corpus))
    return dict(groups)


def segmentation(nlp: Language, held: Materials) -> Results:
    """Meetings of the part printed in layouts of all families, and what was found in them."""
    from nlp.learn.layouts.source import from_corpus as meetings_of
    from nlp.learn.layouts.source import from_document
    from nlp.learn.measure.segmentation import measure
    from nlp.learn.train.segmenter import printed

    rng = random.Random(11)
    sources = list(meetings_of(held.corpus, rng))
    sources += [m for m in (from_document(d, rng) for d in held.documents[:20]) if m is not None]
    labeller = nlp.get_pipe("referat_segmenter").labeller  # type: ignore[attr-defined]
    return measure(printed(sources, 23, 2, None), labeller)


def predictions(model: LabelModel, points: Sequence[LabelledPoint]) -> tuple[Matrix, Matrix]:
    """Calibrated probabilities and asserted labels as 0/1 (points, labels)."""
    probabilities = model.probabilities([point.fields for point in points])
    return probabilities, chosen(probabilities, model.settings)


def chosen(probabilities: Matrix, settings: Settings) -> Matrix:
    """Asserted labels as 0/1 (points, labels)."""
    found = np.zeros_like(probabilities)
    for index, row in enumerate(probabilities):
        found[index, choose(row, settings)] = 1
    return found


def labels(model: LabelModel, points: Sequence[LabelledPoint], task: Task) -> Results:
    """Scores of one model on one municipality's points."""
    answers = answers_of(points, task, model.settings.labels)
    probabilities, asserted = predictions(model, points)
    settings = model.settings
    sure = np.array([confidence(row, choose(row, settings), settings) >= settings.trust for row in probabilities])
    scores: Results = scores_of(answers, asserted, model.settings.labels, [point.group for point in points])
    scores["calibration_error"] = measures.calibration_error(probabilities, answers)
    scores["trusted_share"], scores["trusted_precision"] = measures.trusted(answers, asserted, sure)
    if task == "types":
        scores["confusion"] = measures.confusion(answers, asserted, model.settings.labels)
    return scores


def scores_of(answers: Matrix, asserted: Matrix, names: Sequence[str], groups: Sequence[str]) -> Results:
    """Micro-F1 with its interval over drawn groups (cases), macro-F1 of labels with enough examples, each label's."""
    scores = measures.label_scores(answers, asserted, names)
    low, high = measures.bootstrap(measures.micro_f1, answers, asserted, groups)
    return {
        "points": len(answers),
        "micro": scores.micro,
        "interval": [low, high],
        "macro": scores.macro,
        "labels": {row.label: asdict(row) for row in scores.labels if row.support},
    }


def baseline_scores(seen: Sequence[LabelledPoint], held: dict[str, list[LabelledPoint]], task: Task) -> Results:
    """Keyword rules, and plain TF-IDF + logistic regression if there is anything to train it on, on the same points."""
    results: Results = {}
    compared: dict[str, baselines.Baseline] = {"keyword rules": baselines.KeywordRules(task)}
    if len(seen) >= FEWEST:
        compared["plain TF-IDF"] = baselines.PlainTfidf(task).fit(seen)
    for name, baseline in compared.items():
        results[name] = {}
        for source, points in held.items():
            answers = answers_of(points, task, baseline.labels)
            results[name][source] = measures.micro_f1(answers, baseline.predict([p.fields for p in points]))
    return results


def crossed_labels(materials: Materials, task: Task) -> Results:
    """Each municipality by a model that has not seen it: large ones one by one, the others in folds."""
    from nlp.learn.train.classifier import train

    points = materials.split(["train", "dev"]).all_points()
    sizes = Counter(point.source for point in points)
    fold = {name: name if count >= LARGE else f"fold {bucket(name, CROSSED_FOLDS)}" for name, count in sizes.items()}
    results: Results = {}
    written: list[tuple[Matrix, Matrix, list[str]]] = []
    for group in sorted(set(fold.values())):
        model = train(task, [p for p in points if fold[p.source] != group], word_vectors())
        unseen = [p for p in points if fold[p.source] == group]
        answers = answers_of(unseen, task, model.settings.labels)
        _, asserted = predictions(model, unseen)
        cases = [p.group for p in unseen]
        if group.startswith("fold "):
            written.append((answers, asserted, cases))
        else:
            results[group] = scores_of(answers, asserted, model.settings.labels, cases)
    if written:
        right, given, names = zip(*written, strict=True)
        scores = scores_of(np.vstack(right), np.vstack(given), model.settings.labels, list(chain(*names)))
        results["written municipalities"] = scores
    return results


def entities(nlp: Language, held: Materials, against: Path | None) -> Results:
    """Strict span scores on real passages and on the written points, per label."""
    from nlp.learn.data.passages import gold_of
    from nlp.learn.measure.entities import evaluate

    sets = {"passages of real minutes": held.passages, "written corpus": list(gold_of(held.corpus))}
    results: Results = {name: evaluate(nlp, gold) for name, gold in sets.items() if gold}
    if against is not None:
        from nlp.tag.names.other import replace_names

        replace_names(nlp, str(against))
        for name, gold in sets.items():
            if gold:
                results[f"{name}, names by {against.name}"] = evaluate(nlp, gold)
    return results


def speed(nlp: Language, held: Materials) -> Results:
    """Words a second of processor time of the whole pipeline on printed meetings."""
    from nlp.learn.layouts.source import from_corpus as meetings_of
    from nlp.learn.train.segmenter import printed
    from nlp.pipeline import tag

    documents = [one.document for one in printed(meetings_of(held.corpus, random.Random(3)), 5, 1, None)]
    words = sum(len(document.text.split()) for document in documents)
    started = time.process_time()
    done = sum(1 for _ in tag(documents, nlp))
    seconds = time.process_time() - started
    return {"documents": done, "words": words, "words_per_second": measures.ratio(words, seconds)}
