"""Pictures of a run as SVG: positions and texts that the template draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 40
CELL = 30
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place and its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in a box of :data:`WIDTH` by :data:`HEIGHT`; ``dots`` are x, y, radius and a hint."""

    x_ticks: list[Tick]
    y_ticks: list[Tick]
    line: str
    band: str
    dots: list[tuple[float, float, float, str]]
    reference: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the table at ``x``, ``y``; ``shade`` is its share of the row, from 0 to 1."""

    x: int
    y: int
    count: int
    shade: float
    hint: str


@dataclass(frozen=True, slots=True)
class Heat:
    """A table of counts as a picture: right labels in rows, given ones in columns."""

    rows: list[str]
    columns: list[str]
    cells: list[Cell]


class Scale:
    """From values to places in the box."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.span = low, (high - low) or 1.0
        self.start, self.length = start, end - start

    def __call__(self, value: float) -> float:
        return round(self.start + (value - self.low) / self.span * self.length, 1)


def _across(low: float, high: float) -> Scale:
    return Scale(low, high, LEFT, WIDTH - RIGHT)


def _up(low: float, high: float) -> Scale:
    return Scale(low, high, HEIGHT - BOTTOM, TOP)


def learning_curve(points: Sequence[Mapping[str, float]]) -> Chart:
    """F1 by the number of labels with its 95 % band; the first point is the model before."""
    low, high = min(p["low"] for p in points), max(p["high"] for p in points)
    step = next((s for s in STEPS if (high - low) / s <= 6), 0.25)
    low, high = math.floor(low / step) * step, min(1.0, math.ceil(high / step) * step)
    x, y = _across(0, points[-1]["labelled"]), _up(low, high)
    upper = [f"{x(p['labelled'])},{y(p['high'])}" for p in points]
    lower = [f"{x(p['labelled'])},{y(p['low'])}" for p in reversed(points)]
    count = round((high - low) / step)
    return Chart(
        [Tick(x(p["labelled"]), f"{p['labelled']:,.0f}") for p in points],
        [Tick(y(low + n * step), f"{low + n * step:.2f}") for n in range(count + 1)],
        " ".join(f"{x(p['labelled'])},{y(p['micro'])}" for p in points),
        " ".join([*upper, *lower]),
        [(x(p["labelled"]), y(p["micro"]), 3.5, f"{p['labelled']:,.0f}: {p['micro']:.3f}") for p in points],
        (x(0), y(points[0]["micro"]), x(points[-1]["labelled"]), y(points[0]["micro"])),
    )


def calibration(bins: Sequence[Mapping[str, float]]) -> Chart:
    """How often labels are right by the probability that was said; on the diagonal they agree."""
    x, y = _across(0, 1), _up(0, 1)
    most = max(one["count"] for one in bins)
    dots = [
        (x(b["said"]), y(b["right"]), 3 + 9 * math.sqrt(b["count"] / most), f"{b['count']:,} said {b['said']:.2f}")
        for b in bins
    ]
    marks = [n / 5 for n in range(6)]
    return Chart(
        [Tick(x(one), f"{one:.1f}") for one in marks],
        [Tick(y(one), f"{one:.1f}") for one in marks],
        " ".join(f"{x(b['said'])},{y(b['right'])}" for b in bins),
        "",
        dots,
        (x(0), y(0), x(1), y(1)),
    )


def confusion(table: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> Heat:
    """The counts of :func:`nlp.learn.measure.measures.confusion` for labels that occur, each row shaded by share."""
    used = {given for row in table.values() for given, count in row.items() if count}
    used |= {label for label, row in table.items() if any(row.values())}
    labels = [label for label in table if label in used]
    cells: list[Cell] = []
    for y, right in enumerate(labels):
        row: Mapping[str, Any] = table[right]
        total = sum(row.values()) or 1
        for x, given in enumerate(labels):
            if count := row.get(given, 0):
                hint = f"{names.get(right, right)} → {names.get(given, given)}: {count}"
                cells.append(Cell(x * CELL, y * CELL, count, round(count / total, 3), hint))
    shown = [names.get(label, "–" if label == "-" else label) for label in labels]
    return Heat(shown, shown, cells)
