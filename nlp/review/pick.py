"""Chooses the points from which a model learns most.

Each point of the archive carries a need: the expected number of its labels that are wrong, rare labels
weighing more. A chosen point meets the need of those like it (Wei, Iyer and Bilmes 2015, "Submodularity in
data subset selection and active learning": uncertainty first, then facility location), so that the next one
is unlike those chosen and those labelled before; what is alike in body and year counts less each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel, Matrix, choose, confidence
from nlp.record import Label
from nlp.review.reasons import Reason

MOST = 4000
"""Points that are compared with each other; of a larger archive the neediest and some by chance."""
BY_CHANCE = 0.25
RARE = 0.5
"""How much the rarity of a label adds to its need, as a power of its share."""
SPREAD = 0.15
"""How much less a point is worth for each one chosen from the same body and year."""
NEAR = 0.5
"""From this likeness on a point speaks for another when reasons are given."""
SHARPNESS = 2.0
"""Power of likeness: higher values let a chosen point speak for fewer others."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that may be chosen: ``place`` is its body and year."""

    id: str
    fields: Fields
    place: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A chosen point with the reasons."""

    id: str
    reasons: list[Reason]


def need(probabilities: Matrix) -> Vector:
    """Expected number of wrong labels a point, rare labels weighing more (points,)."""
    unsure = np.minimum(probabilities, 1 - probabilities)
    shares = probabilities.mean(0)
    usual = np.median(shares[shares > 0]) if (shares > 0).any() else 1.0
    weights = np.clip((usual / np.maximum(shares, 1e-4)) ** RARE, 0.5, 3.0)
    return np.asarray(unsure @ weights)


def likeness(models: Sequence[LabelModel], rows: Sequence[Fields], others: Sequence[Fields]) -> Matrix:
    """How alike points are, 0 to 1 (rows, others): the mean cosine of the models' feature spaces, sharpened."""
    total = np.zeros((len(rows), len(others)), dtype=np.float32)
    for model in models:
        ours, theirs = unit(model.space.transform(rows)), unit(model.space.transform(others))
        total += np.asarray((ours @ theirs.T).todense(), dtype=np.float32)
    return np.clip(total / len(models), 0, 1) ** SHARPNESS


def unit(matrix: Any) -> Any:
    """Rows of length 1."""
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return diags(1 / np.maximum(lengths, 1e-9)) @ matrix


def pick(
    candidates: Sequence[Candidate],
    models: Sequence[LabelModel],
    count: int,
    *,
    labelled: Sequence[Fields] = (),
    seed: int = 0,
) -> list[Picked]:
    """At most ``count`` candidates, the most useful first; the same arguments give the same list.

    ``models`` are those of topics and decision types, ``labelled`` the points that people labelled before.
    """
    some = reduced(candidates, models, seed)
    if not some:
        return []
    rows = [candidate.fields for candidate in some]
    probabilities = [model.probabilities(rows) for model in models]
    needs = np.sum([need(one) for one in probabilities], axis=0)
    alike = likeness(models, rows, rows)
    met = likeness(models, rows, labelled).max(1) if labelled else np.zeros(len(rows))
    reasons = Reasons(some, models, probabilities, alike, met)
    places: Counter[str] = Counter()
    picked: list[Picked] = []
    left = np.ones(len(rows), dtype=bool)
    covered = np.asarray(met, dtype=np.float32)
    spread = np.ones(len(rows))
    while len(picked) < count and left.any():
        gains = np.maximum(alike - covered, 0) @ needs * spread
        best = int(np.where(left, gains, -1).argmax())
        picked.append(Picked(some[best].id, reasons.of(best, places[some[best].place])))
        left[best] = False
        covered = np.maximum(covered, alike[:, best])
        places[some[best].place] += 1
        spread = np.array([1 / (1 + SPREAD * places[one.place]) for one in some])
    return picked


def reduced(candidates: Sequence[Candidate], models: Sequence[LabelModel], seed: int) -> list[Candidate]:
    """At most :data:`MOST` of them: the neediest, and some by chance."""
    ordered = sorted(candidates, key=lambda candidate: candidate.id)
    if len(ordered) <= MOST:
        return ordered
    rows = [candidate.fields for candidate in ordered]
    needs = np.sum([need(model.probabilities(rows)) for model in models], axis=0)
    neediest = np.argsort(-needs, kind="stable")[: round(MOST * (1 - BY_CHANCE))]
    others = np.setdiff1d(np.arange(len(ordered)), neediest)
    chance = np.random.default_rng(seed).choice(others, MOST - len(neediest), replace=False)
    return [ordered[i] for i in sorted([*neediest, *chance])]


class Reasons:
    """Tells why a point was chosen."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        models: Sequence[LabelModel],
        probabilities: Sequence[Matrix],
        alike: Matrix,
        met: Vector,
    ) -> None:
        self.candidates, self.models, self.probabilities = candidates, models, probabilities
        self.alike, self.met = alike, met
        self.shares = [one.mean(0) for one in probabilities]

    def of(self, row: int, before: int) -> list[Reason]:
        """The reasons for one point; ``before`` is how many of its body and year were chosen already."""
        found: list[Reason] = []
        for model, probabilities, shares in zip(self.models, self.probabilities, self.shares, strict=True):
            found += self._unsure(model, probabilities[row])
            found += self._rare(model, probabilities[row], shares)
        like = int((self.alike[row] >= NEAR**SHARPNESS).sum()) - 1
        if like > 0:
            found.append(Reason(kind="stands_for", values={"count": like}))
        if self.met[row] < NEAR**SHARPNESS / 4:
            found.append(Reason(kind="unlike_labelled"))
        if not before:
            found.append(Reason(kind="first_of", values={"place": self.candidates[row].place}))
        return found

    @staticmethod
    def _unsure(model: LabelModel, row: Vector) -> list[Reason]:
        chosen = choose(row, model.settings)
        if confidence(row, chosen, model.settings) >= model.settings.trust:
            return []
        near = np.argsort(np.abs(row - 0.5))[:2]
        labels = [Label(label=model.settings.labels[i], score=float(row[i])) for i in near if 0.05 < row[i] < 0.95]
        return [Reason(kind="unsure", values={"labels": labels})] if labels else []

    @staticmethod
    def _rare(model: LabelModel, row: Vector, shares: Vector) -> list[Reason]:
        likely = [i for i in np.flatnonzero(row >= 0.2) if shares[i] < 0.02]
        return [Reason(kind="rare", values={"labels": [model.settings.labels[i]]}) for i in likely[:1]]
