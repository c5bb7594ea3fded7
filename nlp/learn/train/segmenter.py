"""Training material of the line labeller: sources printed in layouts, held-out families set aside."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from nlp.learn.layouts.render import Printed, draw_layout, print_meeting
from nlp.learn.layouts.source import SourceMeeting
from nlp.learn.layouts.strange import print_strange
from nlp.segment.lines.labeller import Example, LineLabel, LineLabeller


def printed(
    meetings: Iterable[SourceMeeting], seed: int, times: int = 1, held_out: bool | None = False, strange: float = 0.0
) -> Iterator[Printed]:
    """Each meeting ``times`` times, in layouts of trained families (or of held-out ones only).

    ``strange`` is the share of printings in forms that hardly any municipality has.
    """
    rng = random.Random(seed)
    for meeting in meetings:
        for _ in range(times):
            layout = draw_layout(rng)
            while held_out is not None and layout.held_out != held_out:
                layout = draw_layout(rng)
            odd = strange > 0 and rng.random() < strange
            yield (print_strange if odd else print_meeting)(meeting, layout, rng)


def examples(prints: Iterable[Printed]) -> Iterator[Example]:
    """What :meth:`nlp.segment.lines.labeller.LineLabeller.train` takes."""
    for one in prints:
        yield one.document.text, one.document.lines, cast(list[LineLabel], one.labels)


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
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def plain(text: str) -> str:
    """A text for comparison: white space is not told apart."""
    return " ".join(text.split())


def _windows(one: Printed, found: Iterable[int]) -> tuple[float, float]:
    """Pk and WindowDiff over the lines of one document."""
    from nlp.learn.measure.measures import pk, window_diff

    gold, ours = {g.start for g in one.points}, set(found)
    starts = [line.start for line in one.document.lines]
    reference, hypothesis = [int(s in gold) for s in starts], [int(s in ours) for s in starts]
    return pk(reference, hypothesis), window_diff(reference, hypothesis)


def measure(prints: Iterable[Printed], labeller: LineLabeller) -> dict[str, float]:
    """F1 of boundaries, members absent and participants, share of decision texts and titles that are exact."""
    from nlp.segment.factory import segment

    counts = {name: Counts() for name in ("boundaries", "absent", "participants", "attendance")}
    exact: Counter[str] = Counter()
    total: Counter[str] = Counter()
    windows: list[tuple[float, float]] = []
    for one in prints:
        meeting, points = segment(one.document, labeller)
        counts["boundaries"].add([p.span[0] for p in points], [g.start for g in one.points])
        windows.append(_windows(one, [p.span[0] for p in points]))
        people = [p.name for p in one.people]
        counts["participants"].add([p.name for p in meeting.participants], people)
        gone = [p.name for p in meeting.participants if p.attendance == "absent"]
        counts["attendance"].add(gone, [p.name for p in one.people if p.absent])
        total.update(["body", "date"])
        exact["body"] += meeting.body == one.body
        exact["date"] += meeting.date == one.date
        found = {p.span[0]: p for p in points}
        for gold in one.points:
            point = found.get(gold.start)
            counts["absent"].add(point.absent if point else [], gold.absent)
            total["title"] += 1
            exact["title"] += bool(point and plain(point.title).casefold() == plain(gold.title).casefold())
            if gold.decision is not None:
                total["decision"] += 1
                text = point.decisions[-1].text if point and point.decisions else None
                exact["decision"] += text is not None and plain(text) == plain(gold.decision)
    scores = {name: count.f1 for name, count in counts.items()}
    for name, values in zip(("pk", "window_diff"), zip(*windows, strict=True), strict=False):
        scores[name] = sum(values) / len(values)
    return scores | {name: exact[name] / total[name] for name in total}
