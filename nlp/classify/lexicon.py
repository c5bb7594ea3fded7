"""Counts of stems and wordings that speak for a label (``nlp/data/lexicon``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.resources import DATA

Row = NDArray[np.float32]


def _stem(stem: str) -> str:
    inner = re.escape(stem.strip("^$")).replace(r"\^", r"\w* ")
    return (r"\b" if stem[0] == "^" else "") + inner + (r"\b" if stem[-1] == "$" else "")


@cache
def topic_patterns() -> dict[str, re.Pattern[str]]:
    """One pattern a topic, longest stems first."""
    found: dict[str, re.Pattern[str]] = {}
    for line in (DATA / "lexicon" / "topics.txt").read_text("utf-8").splitlines():
        label, colon, stems = line.partition(":")
        if colon and not line.startswith("#"):
            ordered = sorted(stems.split(), key=len, reverse=True)
            found[label] = re.compile("|".join(map(_stem, ordered)))
    return found


@cache
def decision_patterns() -> tuple[re.Pattern[str], ...]:
    """All wordings, each a feature of its own."""
    lines = (DATA / "lexicon" / "decision_types.txt").read_text("utf-8").splitlines()
    return tuple(re.compile(line) for line in lines if line and line[0] not in "#[")


def topic_counts(title: str, matter: str) -> Row:
    """Counts and shares of each topic's stems in masked title and matter: (4 * topics,)."""
    patterns = topic_patterns().values()
    in_title = np.array([len(p.findall(title)) for p in patterns], dtype=np.float32)
    in_matter = np.array([len(p.findall(matter)) for p in patterns], dtype=np.float32)
    return np.concatenate(
        [
            np.minimum(in_title, 2),
            in_title / max(in_title.sum(), 1),
            np.log1p(in_matter),
            in_matter / max(in_matter.sum(), 1),
        ]
    )


def decision_hits(masked: str) -> Row:
    """Which wordings stand in a masked decision: (wordings,)."""
    return np.array([bool(p.search(masked)) for p in decision_patterns()], dtype=np.float32)


def stack(rows: Sequence[Row]) -> NDArray[np.float32]:
    return np.vstack(rows)
