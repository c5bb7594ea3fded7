"""A multi-label classifier with calibrated probabilities, thresholds and a measure of trust."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.classify.features import DecisionSpace, Space, TopicSpace
from nlp.classify.fields import Fields
from nlp.classify.linear import Linear
from nlp.classify.vectors import WordVectors
from nlp.labels import ALONE
from nlp.record import Label
from nlp.resources import decision_types, topics

Matrix = NDArray[np.float64]
MOST_TOPICS, MOST_TYPES = 3, 4
"""Labels that a point or a decision has at most."""
CONSIDERED = 0.1
"""Labels with at least this probability that are not asserted are suggestions."""


@dataclass(slots=True)
class Settings:
    """What cross-validation fixes: per label the slope and offset of its calibration and its threshold.

    ``alone`` never stands beside another label; ``most`` bounds the number of labels; ``trust`` is the
    confidence from which an answer can be trusted. Where nothing is as probable as ``unsure``, ``alone`` is said.
    ``doubt`` is how much a likely label that is left out counts against an answer.
    """

    labels: list[str]
    alone: str
    most: int
    slope: list[float] = field(default_factory=list)
    offset: list[float] = field(default_factory=list)
    threshold: list[float] = field(default_factory=list)
    trust: float = 0.0
    unsure: float = 0.0
    doubt: float = 1.0


@dataclass(frozen=True, slots=True)
class Prediction:
    """Asserted labels (never empty), suggestions, and whether they are below the trust threshold."""

    asserted: list[Label]
    considered: list[Label]
    uncertain: bool


class LabelModel:
    """One linear model a label over a feature space; labels without training examples are never asserted."""

    def __init__(self, space: Space, settings: Settings, classifier: Linear | None = None) -> None:
        self.space, self.settings, self.classifier = space, settings, classifier

    def margins(self, rows: Sequence[Fields]) -> Matrix:
        """Raw scores (rows, labels)."""
        if self.classifier is None:
            raise ValueError("the classifier has no weights; train it or load them")
        return self.classifier.margins(self.space.transform(rows))

    def probabilities(self, rows: Sequence[Fields]) -> Matrix:
        """Calibrated probabilities (rows, labels)."""
        if not rows:
            return np.zeros((0, len(self.settings.labels)))
        return calibrated(self.margins(rows), self.settings)

    def predictions(self, rows: Sequence[Fields]) -> list[Prediction]:
        """One prediction a row, in order."""
        return [prediction(row, self.settings) for row in self.probabilities(rows)]

    def to_disk(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.space.to_disk(path)
        if self.classifier is not None:
            self.classifier.to_disk(path / "weights.npz")
        values = {name: getattr(self.settings, name) for name in Settings.__slots__}
        (path / "settings.json").write_text(json.dumps(values, indent=1) + "\n", "utf-8", newline="\n")

    def from_disk(self, path: Path) -> None:
        self.space.from_disk(path)
        self.classifier = Linear.from_disk(path / "weights.npz")
        self.settings = Settings(**json.loads((path / "settings.json").read_text("utf-8")))


def topic_model(vectors: WordVectors | None = None, more_labels: Sequence[str] = ()) -> LabelModel:
    """An untrained model of topics; ``more_labels`` are a user's own."""
    return LabelModel(TopicSpace(vectors), Settings([*topics(), *more_labels], ALONE["topics"], MOST_TOPICS))


def type_model(more_labels: Sequence[str] = ()) -> LabelModel:
    """An untrained model of decision types; ``more_labels`` are a user's own."""
    settings = Settings([*decision_types(), *more_labels], ALONE["decision_types"], MOST_TYPES)
    return LabelModel(DecisionSpace(), settings)


def calibrated(margins: Matrix, settings: Settings) -> Matrix:
    """Platt's scaling, one slope and offset a label."""
    scaled = margins * np.asarray(settings.slope) + np.asarray(settings.offset)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scaled, -30, 30))))


def choose(row: NDArray[np.float64], settings: Settings) -> list[int]:
    """Indexes of the asserted labels, most probable first; the likeliest alone where none reaches its threshold."""
    order = [int(index) for index in np.argsort(-row)]
    alone = settings.labels.index(settings.alone)
    if row[order[0]] < settings.unsure:
        return [alone]
    chosen = [index for index in order if row[index] >= settings.threshold[index]][: settings.most] or order[:1]
    if alone in chosen and len(chosen) > 1:
        chosen = [alone] if chosen[0] == alone else [index for index in chosen if index != alone]
    return chosen


def confidence(row: NDArray[np.float64], chosen: Sequence[int], settings: Settings) -> float:
    """How sure the whole answer is: the least sure of its labels, asserted or left out."""
    asserted = min(float(row[index]) for index in chosen)
    left = max((float(p) for index, p in enumerate(row) if index not in chosen), default=0.0)
    return min(asserted, 1.0 - settings.doubt * left)


def prediction(row: NDArray[np.float64], settings: Settings) -> Prediction:
    """Turn one row of probabilities into labels."""
    chosen = choose(row, settings)
    others = [int(i) for i in np.argsort(-row) if int(i) not in chosen and row[i] >= CONSIDERED]
    return Prediction(
        [_label(row, index, settings) for index in chosen],
        [_label(row, index, settings) for index in others],
        confidence(row, chosen, settings) < settings.trust,
    )


def _label(row: NDArray[np.float64], index: int, settings: Settings) -> Label:
    return Label(label=settings.labels[index], score=round(float(row[index]), 4))
