"""Training material of the line labeller: sources printed in layouts, held-out families set aside."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import cast

from nlp.learn.layouts.layout import Printed, draw_layout
from nlp.learn.layouts.render import print_meeting
from nlp.learn.layouts.source import SourceMeeting
from nlp.learn.layouts.strange import print_strange
from nlp.segment.lines.labeller import Example, LineLabel


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
