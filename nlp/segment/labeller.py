"""The trained line labeller: which line heads a point, which a section, which is contents list.

Two passes of a small network. The first looks at a line and its neighbours; the second
also sees what the first thought of the whole document, so that the document's own habits (one
heading style, ascending numbers) decide where a single line is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from nlp.outline import Line
from nlp.segment.features import Matrix, Shape, first_features, second_features, shapes

LineLabel = Literal["HEAD", "TOC", "POINT", "MORE", "META", "SECTION", "DECISION", "ABSENCE", "TEXT", "NOISE"]
LABELS: tuple[LineLabel, ...] = get_args(LineLabel)
POINT = LABELS.index("POINT")

Example = tuple[str, Sequence[Line], Sequence[LineLabel]]
"""Text, its lines and the label of each line (blank lines included)."""


def _classifier(seed: int, rounds: int) -> Any:
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    network = MLPClassifier((96,), alpha=0.003, batch_size=200, max_iter=rounds, tol=0.0, random_state=seed)
    return make_pipeline(StandardScaler(), network)


class LineLabeller:
    """Labels the lines of a document; without a model every call raises :class:`ValueError`."""

    def __init__(self, first: Any = None, second: Any = None) -> None:
        self._first, self._second = first, second

    @classmethod
    def train(cls, examples: Iterable[Example], seed: int = 0, rounds: int = 12) -> LineLabeller:
        """Train both passes; the second on predictions of a first that has not seen the document."""
        matrices: list[Matrix] = []
        answers: list[NDArray[np.int64]] = []
        all_shapes: list[list[Shape]] = []
        for text, lines, labels in examples:
            found = shapes(text, lines)
            kept = [LABELS.index(b) for a, b in zip(lines, labels, strict=True) if text[a.start : a.end].strip()]
            matrices.append(first_features(text, lines, found))
            answers.append(np.asarray(kept))
            all_shapes.append(found)
        halves = [list(range(part, len(matrices), 2)) for part in (0, 1)]
        seconds: dict[int, Matrix] = {}
        for train, test in (halves, halves[::-1]):
            model = _classifier(seed, rounds)
            model.fit(np.vstack([matrices[i] for i in train]), np.concatenate([answers[i] for i in train]))
            for i in test:
                seconds[i] = second_features(matrices[i], _probabilities(model, matrices[i]), all_shapes[i], POINT)
        y = np.concatenate(answers)
        first = _classifier(seed, rounds).fit(np.vstack(matrices), y)
        second = _classifier(seed, rounds).fit(np.vstack([seconds[i] for i in range(len(matrices))]), y)
        return cls(first, second)

    @property
    def trained(self) -> bool:
        return self._first is not None

    def probabilities(self, text: str, lines: Sequence[Line]) -> tuple[list[Shape], Matrix]:
        """Shapes of the lines with text and their label probabilities (lines, labels)."""
        if self._first is None or self._second is None:
            raise ValueError("the line labeller has no model; train it or load one")
        found = shapes(text, lines)
        if not found:
            return [], np.zeros((0, len(LABELS)), dtype=np.float32)
        first = first_features(text, lines, found)
        second = second_features(first, _probabilities(self._first, first), found, POINT)
        return found, _probabilities(self._second, second)

    def to_disk(self, path: Path) -> None:
        """Write both models in skops' format (no pickle)."""
        import skops.io

        path.mkdir(parents=True, exist_ok=True)
        skops.io.dump(self._first, path / "first.skops")
        skops.io.dump(self._second, path / "second.skops")

    def from_disk(self, path: Path) -> LineLabeller:
        from nlp.models import load_skops

        self._first = load_skops(path / "first.skops")
        self._second = load_skops(path / "second.skops")
        return self


def _probabilities(model: Any, matrix: Matrix) -> Matrix:
    """Class probabilities in the order of :data:`LABELS`, 0 for labels not in training."""
    full = np.zeros((len(matrix), len(LABELS)), dtype=np.float32)
    full[:, np.asarray(model.classes_, dtype=np.int64)] = model.predict_proba(matrix)
    return full
