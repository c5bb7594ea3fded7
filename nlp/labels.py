"""Labels that all parts share: the ways to vote; what topics and decision types an answer may hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

Stance = Literal["for", "against", "abstained"]
STANCES: tuple[Stance, ...] = ("for", "against", "abstained")
"""The ways to vote, in the order in which archives hold them."""
ALONE = {"topics": "procedure", "decision_types": "none"}
"""The label of each kind that never stands beside another."""


def wrong_labels(labels: Sequence[str], kind: str, known: Collection[str]) -> Iterator[str]:
    """All that is wrong with the labels that a person gave: unknown, twice, none, beside one that stands alone."""
    if unknown := [label for label in labels if label not in known]:
        yield f"unknown {kind} {', '.join(unknown)}; known: {', '.join(known)}; own ones go into labels.toml"
    if not labels:
        yield f"no {kind}; give at least one ('{ALONE[kind]}' is a label too)"
    if len(set(labels)) < len(labels):
        yield f"{kind}: a label stands twice"
    if ALONE[kind] in labels and len(labels) > 1:
        yield f"{kind}: '{ALONE[kind]}' stands alone, never beside another"
