"""Linear scores as plain arrays: trained by scikit-learn, run without importing it.

Importing scikit-learn takes longer than loading all weights; a command that tags a few
files would mostly wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.models import read_arrays, write_arrays

SMALLEST = 1e-3
"""Weights nearer to zero than this are dropped."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights`` is a scipy CSR matrix (features, labels), ``bias`` (labels,)."""

    weights: Any
    bias: NDArray[np.float32]

    def margins(self, matrix: Any) -> NDArray[np.float64]:
        """Scores (rows, labels) of a sparse matrix (rows, features)."""
        return np.asarray((matrix @ self.weights).toarray() + self.bias, dtype=np.float64)

    @classmethod
    def of(cls, coefficients: NDArray[Any], bias: NDArray[Any]) -> Linear:
        """From dense coefficients (labels, features)."""
        from scipy.sparse import csr_matrix

        kept = np.where(np.abs(coefficients) < SMALLEST, 0.0, coefficients).astype(np.float32)
        return cls(csr_matrix(kept.T), bias.astype(np.float32))

    def to_disk(self, path: Path) -> None:
        parts = {name: getattr(self.weights, name) for name in ("indices", "indptr")}
        values = {"data": self.weights.data.astype(np.float16), "shape": np.asarray(self.weights.shape)}
        write_arrays(path, parts | values | {"bias": self.bias})

    @classmethod
    def from_disk(cls, path: Path) -> Linear:
        from scipy.sparse import csr_matrix

        stored = read_arrays(path)
        parts = (stored["data"].astype(np.float32), stored["indices"], stored["indptr"])
        return cls(csr_matrix(parts, shape=tuple(stored["shape"])), stored["bias"])
