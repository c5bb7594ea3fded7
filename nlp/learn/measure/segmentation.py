"""How well printed meetings are cut and read: where points begin, who took part, titles and decisions to the letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nlp.learn.layouts.layout import Printed
from nlp.learn.measure import measures

if TYPE_CHECKING:
    from nlp.learn.layouts.layout import GoldPoint
    from nlp.record import Meeting, Point
    from nlp.segment.lines.labeller import LineLabeller

FOUND = ("boundaries", "absent", "participants", "attendance")
"""What is counted by F1: where points begin, who was absent from one, who took part, who of them was absent."""


@dataclass(slots=True)
class Counts:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Iterable[object], gold: Iterable[object]) -> None:
        """Count what was found against the gold, each as often as it occurs."""
        found, gold = Counter(found), Counter(gold)
        both = (found & gold).total()
        self.right += both
        self.wrong += found.total() - both
        self.missed += gold.total() - both

    @property
    def f1(self) -> float:
        """1.0 where there was nothing to find and nothing was found."""
        given, wanted = self.right + self.wrong, self.right + self.missed
        return measures.f1(self.right, given, wanted) if given or wanted else 1.0


@dataclass(slots=True)
class Tally:
    """What was found and what is exactly right in any number of printed meetings."""

    found: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in FOUND})
    exact: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    pk: list[float] = field(default_factory=list)
    window_diff: list[float] = field(default_factory=list)

    def add(self, printed: Printed, meeting: Meeting, points: Sequence[Point]) -> None:
        """Count what the segmenter made of a printed meeting."""
        self._add_boundaries(printed, [point.span[0] for point in points])
        self._add_head(printed, meeting)
        by_start = {point.span[0]: point for point in points}
        for gold in printed.points:
            self._add_point(gold, by_start.get(gold.start))

    def scores(self) -> dict[str, float]:
        """F1 of what was found, mean Pk and WindowDiff, shares that are exact; empty where nothing was added."""
        if not self.pk:
            return {}
        scores = {name: counts.f1 for name, counts in self.found.items()}
        scores |= {"pk": sum(self.pk) / len(self.pk), "window_diff": sum(self.window_diff) / len(self.window_diff)}
        return scores | {name: self.exact[name] / self.total[name] for name in self.total}

    def _add_boundaries(self, printed: Printed, starts: Sequence[int]) -> None:
        """F1 over offsets; Pk and WindowDiff over the lines of the document."""
        gold = [point.start for point in printed.points]
        self.found["boundaries"].add(starts, gold)
        reference, hypothesis = (
            [int(line.start in marks) for line in printed.document.lines] for marks in (set(gold), set(starts))
        )
        self.pk.append(measures.pk(reference, hypothesis))
        self.window_diff.append(measures.window_diff(reference, hypothesis))

    def _add_head(self, printed: Printed, meeting: Meeting) -> None:
        gone = [person.name for person in meeting.participants if person.attendance == "absent"]
        self.found["participants"].add([one.name for one in meeting.participants], [one.name for one in printed.people])
        self.found["attendance"].add(gone, [one.name for one in printed.people if one.absent])
        self._add_exact("body", meeting.body == printed.body)
        self._add_exact("date", meeting.date == printed.date)

    def _add_point(self, gold: GoldPoint, point: Point | None) -> None:
        self.found["absent"].add(point.absent if point else [], gold.absent)
        title = plain(point.title).casefold() if point else None
        self._add_exact("title", title == plain(gold.title).casefold())
        if gold.decision is not None:
            text = plain(point.decisions[-1].text) if point and point.decisions else None
            self._add_exact("decision", text == plain(gold.decision))

    def _add_exact(self, name: str, right: bool) -> None:
        self.total[name] += 1
        self.exact[name] += right


def plain(text: str) -> str:
    """A text for comparison: white space is not told apart."""
    return " ".join(text.split())


def measure(prints: Iterable[Printed], labeller: LineLabeller) -> dict[str, float]:
    """The scores of a line labeller on printed meetings (:meth:`Tally.scores`)."""
    from nlp.segment.factory import segment

    tally = Tally()
    for printed in prints:
        tally.add(printed, *segment(printed.document, labeller))
    return tally.scores()
