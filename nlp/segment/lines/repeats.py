"""Lines that only repeat those before them, hundreds of times: they tell the segmenter nothing more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.outline import Line

PERIODS = range(1, 9)
"""Lines after which a repetition begins anew."""
KEPT = 100
"""Lines of a repetition that are looked at, at its beginning and at its end."""


def without_repeats(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the middle of long repetitions; their text stays in the section it stands in."""
    if len(lines) <= 2 * KEPT:
        return lines
    seen: dict[str, int] = {}
    same = np.asarray([seen.setdefault(text[line.start : line.end], len(seen)) for line in lines])
    dropped = np.zeros(len(lines), dtype=bool)
    for period in PERIODS:
        again = np.concatenate([np.zeros(period, dtype=bool), same[period:] == same[:-period], [False]])
        edges = np.flatnonzero(np.diff(again.astype(np.int8)))
        for start, stop in zip(edges[::2] + 1, edges[1::2] + 1, strict=True):
            dropped[start + KEPT : stop - KEPT] = stop - start > 2 * KEPT
    return lines if not dropped.any() else [line for line, gone in zip(lines, dropped, strict=True) if not gone]
