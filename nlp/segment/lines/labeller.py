"""The trained line labeller: which line heads a point, which a section, which is contents list.

Two passes of a small network. The first looks at a line and its neighbours; the second
also sees what the first thought of the whole document, so that the document's own habits (one
heading style, ascending numbers) decide where a single line is doubtful.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError
from nlp.models import read_arrays, write_arrays
from nlp.outline import Line
from nlp.segment.lines.features import Matrix, Shape, first_features, second_features, shapes
from nlp.segment.lines.ownnumbers import own_numbering

LineLabel = Literal[
    "HEAD", "TOC", "POINT", "MORE", "META", "SECTION", "DECISION", "ABSENCE", "TEXT", "NOISE", "OUTSIDE"
]
LABELS: tuple[LineLabel, ...] = get_args(LineLabel)
POINT = LABELS.index("POINT")
HEADINGS: tuple[LineLabel, LineLabel] = ("SECTION", "DECISION")
"""Labels of lines that head a part of a point."""
HIDDEN = 96

Example = tuple[str, Sequence[Line], Sequence[LineLabel]]
"""Text, its lines and the label of each line (blank lines included)."""


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer, its input scaling folded in: trained by scikit-learn, run by numpy alone.

    ``first`` (features, hidden), ``second`` (hidden, labels); both offsets one-dimensional.
    """

    first: Matrix
    first_offset: Matrix
    second: Matrix
    second_offset: Matrix

    def probabilities(self, matrix: Matrix) -> Matrix:
        """Label probabilities (lines, labels)."""
        hidden = np.maximum(matrix @ self.first + self.first_offset, 0.0)
        scores = hidden @ self.second + self.second_offset
        raised: Matrix = np.exp(scores - scores.max(axis=1, keepdims=True))
        raised /= raised.sum(axis=1, keepdims=True)
        return raised


def _network(matrix: Matrix, answers: NDArray[np.int64], seed: int, rounds: int) -> Network:
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(matrix)
    network = MLPClassifier((HIDDEN,), alpha=0.003, batch_size=400, max_iter=rounds, tol=0.0, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network.fit(scaler.transform(matrix), answers)
    output = np.zeros((HIDDEN, len(LABELS))), np.full(len(LABELS), -30.0)
    output[0][:, network.classes_] = network.coefs_[1]
    output[1][network.classes_] = network.intercepts_[1]
    scale = 1.0 / scaler.scale_
    first = network.coefs_[0] * scale[:, None]
    offset = network.intercepts_[0] - (scaler.mean_ * scale) @ network.coefs_[0]
    return Network(*(np.asarray(part, dtype=np.float32) for part in (first, offset, *output)))


def _mean(networks: Sequence[Network]) -> Network:
    """The network whose scores are the mean of those of several: their hidden units side by side."""
    return Network(
        np.hstack([one.first for one in networks]),
        np.concatenate([one.first_offset for one in networks]),
        np.vstack([one.second / np.float32(len(networks)) for one in networks]),
        np.mean([one.second_offset for one in networks], axis=0, dtype=np.float32),
    )


class LineLabeller:
    """Labels the lines of a document; without networks every call raises :class:`ValueError`."""

    def __init__(self, first: Network | None = None, second: Network | None = None) -> None:
        self._first, self._second = first, second

    @classmethod
    def train(cls, examples: Iterable[Example], seed: int = 0, rounds: int = 12) -> LineLabeller:
        """Train both passes; the second on predictions of a first that has not seen the document."""
        matrices: list[Matrix] = []
        answers: list[NDArray[np.int64]] = []
        all_shapes: list[list[Shape]] = []
        for text, lines, labels in examples:
            found = own_numbering(shapes(text, lines))
            kept = [LABELS.index(b) for a, b in zip(lines, labels, strict=True) if text[a.start : a.end].strip()]
            matrices.append(first_features(text, lines, found))
            answers.append(np.asarray(kept))
            all_shapes.append(found)
        halves = [list(range(part, len(matrices), 2)) for part in (0, 1)]
        seconds: dict[int, Matrix] = {}
        for seen, unseen in (halves, halves[::-1]):
            half = _network(
                np.vstack([matrices[i] for i in seen]), np.concatenate([answers[i] for i in seen]), seed, rounds
            )
            for i in unseen:
                seconds[i] = second_features(matrices[i], half.probabilities(matrices[i]), all_shapes[i], POINT)
        right = np.concatenate(answers)
        first = _network(np.vstack(matrices), right, seed, rounds)
        second = _network(np.vstack([seconds[i] for i in range(len(matrices))]), right, seed, rounds)
        return cls(first, second)

    @classmethod
    def together(cls, labellers: Sequence[LineLabeller]) -> LineLabeller:
        """One labeller that decides by the mean score of several, which err in different places."""
        firsts = [one._first for one in labellers if one._first]
        seconds = [one._second for one in labellers if one._second]
        return cls(_mean(firsts), _mean(seconds))

    @property
    def trained(self) -> bool:
        """Whether there is a network; a blank pipeline has none."""
        return self._first is not None

    def probabilities(self, text: str, lines: Sequence[Line]) -> tuple[list[Shape], Matrix]:
        """Shapes of the lines with text and their label probabilities (lines, labels)."""
        if self._first is None or self._second is None:
            raise ValueError("the line labeller has no model; train it or load one")
        found = own_numbering(shapes(text, lines))
        if not found:
            return [], np.zeros((0, len(LABELS)), dtype=np.float32)
        first = first_features(text, lines, found)
        return found, self._second.probabilities(second_features(first, self._first.probabilities(first), found, POINT))

    def to_disk(self, path: Path) -> None:
        """Write the weights as plain arrays."""
        path.mkdir(parents=True, exist_ok=True)
        for name, network in (("first", self._first), ("second", self._second)):
            if network is not None:
                write_arrays(path / f"{name}.npz", {part: getattr(network, part) for part in Network.__slots__})

    def from_disk(self, path: Path) -> LineLabeller:
        self._first = Network(**read_arrays(path / "first.npz"))
        self._second = Network(**read_arrays(path / "second.npz"))
        line = Line(0, 1)
        if first_features("x", [line], shapes("x", [line])).shape[1] != self._first.first.shape[0]:
            raise ModelError(f"{path}: the line labeller is of another version; train it again (referat train)")
        return self
