"""Word vectors trained on Danish law, parliament and minutes; unknown compounds lend their parts'."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError
from nlp.models import read_arrays

SHORTEST = 4


class WordVectors:
    """A table of unit vectors with a weight for each word (rare words weigh more)."""

    def __init__(self, words: list[str], vectors: NDArray[np.float16], weights: NDArray[np.float16]) -> None:
        self._rows = {word: row for row, word in enumerate(words)}
        self._vectors, self._weights = vectors, weights
        self._cache: dict[str, int] = {}

    @property
    def size(self) -> int:
        return int(self._vectors.shape[1])

    def row(self, word: str) -> int:
        """The row of a word, or of the longest known end (Danish compounds end in their head); -1 for none."""
        found = self._rows.get(word)
        if found is None:
            found = self._cache.get(word)
        if found is None:
            ends = (self._rows.get(word[start:]) for start in range(1, max(len(word) - SHORTEST + 1, 1)))
            found = next((row for row in ends if row is not None), -1)
            self._cache[word] = found
        return found

    def mean(self, words: Iterable[str]) -> NDArray[np.float32]:
        """The weighted mean of the words' vectors at length 1; zeros without known words."""
        rows = [row for row in map(self.row, words) if row >= 0]
        if not rows:
            return np.zeros(self.size, dtype=np.float32)
        weights = self._weights[rows].astype(np.float32)
        total: NDArray[np.float32] = weights @ self._vectors[rows].astype(np.float32)
        return total / (np.linalg.norm(total) + 1e-9)

    def to_disk(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        (path / "words.txt").write_text("\n".join(self._rows) + "\n", "utf-8", newline="\n")
        np.savez_compressed(path / "vectors.npz", vectors=self._vectors, weights=self._weights)

    @classmethod
    def from_disk(cls, path: Path) -> WordVectors:
        try:
            words = (path / "words.txt").read_text("utf-8").split()
            stored = read_arrays(path / "vectors.npz")
            return cls(words, stored["vectors"], stored["weights"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{path}: word vectors cannot be loaded ({error}); install the model again") from error
