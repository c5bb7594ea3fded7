"""What topics and decision types an answer may hold: known ones, each once, some never beside others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

ALONE = {"topics": "procedure", "decision_types": "none"}
"""The label of each kind that never stands beside another."""


def wrong_labels(labels: Sequence[str], kind: str, known: Collection[str]) -> Iterator[str]:
    """All that is wrong with the labels that a person gave; nothing where they may stand."""
    if unknown := [label for label in labels if label not in known]:
        yield f"unknown {kind} {', '.join(unknown)}; known: {', '.join(known)}; own ones go into labels.toml"
    if not labels:
        yield f"no {kind}; give at least one ('{ALONE[kind]}' is a label too)"
    if len(set(labels)) < len(labels):
        yield f"{kind}: a label stands twice"
    if ALONE[kind] in labels and len(labels) > 1:
        yield f"{kind}: '{ALONE[kind]}' stands alone, never beside another"
