"""Forms that hardly any municipality has: numbers in other notations, own headings, fields beside their labels.

The other printer varies what is usual. This one prints what no list of known words helps with, so that the labeller
learns to go by what a document repeats.
"""

from __future__ import annotations

import json
import random
import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nlp.learn.layouts.layout import Layout, Printed
from nlp.learn.layouts.render import Printer, print_all
from nlp.learn.layouts.source import SourceDecision, SourceMeeting, SourcePoint
from nlp.vocabulary.headings import split_run_in

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
NARROWEST = 40


@cache
def choices() -> dict[str, list[str]]:
    """The words and patterns of ``strange.json``."""
    loaded: dict[str, list[str]] = json.loads((Path(__file__).parent / "strange.json").read_text("utf-8"))
    return loaded


@dataclass(slots=True)
class Form:
    """One such form; drawn once a meeting."""

    notation: str
    word: str
    """Before the number ("Blok II")."""
    heading: str
    code: str
    fields: int | None
    """Where the text of fields begins; None where headings stand above their text."""
    colon: str
    title_label: str
    case_label: str
    number_below: bool
    """The number is a field of its own, below the title."""
    underline: str
    rule: str
    """A line of signs above each point."""
    centred: bool
    words: dict[str, str] = field(default_factory=dict)
    """The heading that this form has for each role."""


def draw_form(rng: random.Random) -> Form:
    """A form at random."""
    data = choices()
    fields = rng.choice([12, 14, 16, 18]) if rng.random() < 0.4 else None
    return Form(
        notation=rng.choice(data["notations"]),
        word=rng.choice(data["words"]),
        heading=rng.choice(data["headings"]),
        code=rng.choice(data["codes"]),
        fields=fields,
        colon=rng.choice([":", ":", "", ""] if fields else ["", "", ":"]),
        title_label=rng.choice(data["title_labels"]),
        case_label=rng.choice(data["case_labels"]),
        number_below=rng.random() < 0.4,
        underline=rng.choice(data["signs"]) if rng.random() < 0.25 else "",
        rule=rng.choice(data["signs"]) * rng.choice([10, 40, 66]) if rng.random() < 0.25 else "",
        centred=rng.random() < 0.15,
    )


def print_strange(meeting: SourceMeeting, layout: Layout, rng: random.Random) -> Printed:
    """The meeting in a strange form, apart from that in a layout."""
    layout.untitled = layout.upper = layout.fresh_headings = layout.run_in = False
    if layout.decision_family == "headless":
        layout.decision_family, layout.decision_heading = "plain", "Beslutning"
    return print_all(StrangePrinter(meeting, layout, rng))


class StrangePrinter(Printer):
    """Writes one meeting in a strange form; use :func:`print_strange`."""

    def __init__(self, meeting: SourceMeeting, layout: Layout, rng: random.Random) -> None:
        super().__init__(meeting, layout, rng)
        self.form = draw_form(rng)
        self.kinds = rng.choices(choices()["kinds"], k=len(meeting.points))

    def number(self, index: int) -> str:
        form, n = self.form, self.numbers[index]
        if form.notation == "code":
            return form.code.format(abbr=self.words["abbr"], n=n, year=self.words["dmy"][-2:])
        if form.notation == "kinds":
            return f"{self.kinds[index]} {n}"
        if form.notation == "dashes":
            return f"- {n} -"
        return f"{form.word} {_written(form.notation, n, index, len(self.numbers))}".strip()

    def point_heading(self, index: int, point: SourcePoint) -> int:
        if self.form.rule:
            self.line(self.form.rule, "NOISE")
            self.gap()
        start = self.writer.position
        if self.form.fields:
            self._opening_fields(index, point)
        else:
            self._heading_lines(index, point)
        self.gap()
        return start

    def _opening_fields(self, index: int, point: SourcePoint) -> None:
        form, title, number = self.form, self.shown_title(point), self.number(index)
        if form.number_below:
            word = form.word or "Nr."
            self.field(form.title_label, title, "POINT")
            self.field(word, number.removeprefix(word).strip(), "META")
        else:
            self.line(number, "POINT")
            self.field(form.title_label, title, "MORE")
        if point.case:
            self.field(form.case_label or "Sagsnr.", point.case, "META")

    def _heading_lines(self, index: int, point: SourcePoint) -> None:
        form, layout, rng, number = self.form, self.layout, self.rng, self.number(index)
        parts = form.heading.format(n=number, t=self.shown_title(point)).split("\n")
        if point.case and rng.random() < 0.3:
            parts[-1] += f" ({point.case})"
        indent = " " * rng.choice([0, 0, len(number) + 1])
        for place, part in enumerate(parts):
            centred = form.centred and part == number
            wrapped = textwrap.wrap(part, layout.width, subsequent_indent=indent) if layout.width else [part]
            for piece in wrapped:
                first = place == 0 and piece is wrapped[0]
                mark = layout.point_mark if first and not centred else ""
                self.line(" " * 30 * centred + piece, "POINT" if first else "MORE", mark)
            if part == number and len(parts) > 1:
                self.gap(0.3)
        if form.underline:
            self.line(form.underline * max(10, len(parts[-1])), "NOISE")
        if point.closed and layout.closed_line:
            self.line(layout.closed_line, "META")
        if point.case and rng.random() < 0.8:
            self.line(f"{form.case_label} {point.case}".strip(), "META")

    def field(self, label: str, text: str, kind: str) -> tuple[int, int]:
        """Print a label and the text beside it; the span of the text."""
        column = self.form.fields or 0
        width = max(NARROWEST, (self.layout.width or 76) - column)
        first, *below = [piece for part in text.split("\n") for piece in (textwrap.wrap(part, width) or [""])]
        label = (label + self.form.colon).ljust(column - 1) + " "
        start, end = self.line(label + first, kind)
        for piece in below:
            _, end = self.line(" " * column + piece, "MORE" if kind in ("POINT", "MORE") else "TEXT")
            self.noise()
        return start + len(label), end

    def own_word(self, role: str, usual: str) -> str:
        """The heading of a role, the same in all points."""
        words, rng, data = self.form.words, self.rng, choices()
        if role not in words:
            several = not self.form.fields and rng.random() < 0.6
            own = (
                f"{rng.choice(data['begin'])} {rng.choice(data['go_on'])}" if several else rng.choice(data["one_word"])
            )
            words[role] = usual if usual and len(usual) < 14 and rng.random() < 0.25 else own
        return words[role]

    def section(self, role: str, heading: str, text: str) -> None:
        heading = self.own_word(role, heading)
        if not (self.form.fields and text):
            super().section(role, heading, text)
            return
        run_in = f"{heading}{self.form.colon} {text}".split("\n")[0]
        self.field(heading, text, "SECTION" if split_run_in(run_in) else "TEXT")
        self.gap()

    def decision(self, decision: SourceDecision, index: int, absent: list[str]) -> str:
        layout = self.layout
        usual = layout.decision_heading
        if (decision.body, decision.date) == (self.meeting.body, self.meeting.date):
            layout.decision_heading = self.own_word("decision", "Beslutning")
        try:
            if not self.form.fields or not decision.text:
                return super().decision(decision, index, absent)
            words = self._words(decision.body, decision.date)
            heading = layout.decision_heading.format(**words, n=self.number(index))
        finally:
            layout.decision_heading = usual
        span = self.field(heading, decision.text, "DECISION")
        self.gap()
        self.absence(absent, decision, empty=False)
        return self._printed(*span)


def _written(notation: str, number: int, index: int, count: int) -> str:
    """A number in one of the notations; letters, Roman numerals and the like begin with the first."""
    if notation == "Roman":
        return _roman(index + 1)
    if notation == "letters":
        return ALPHABET[index % len(ALPHABET)]
    if notation == "decimals":
        each = max(1, count // 3)
        return f"{index // each + 1}.{index % each + 1}"
    if notation == "of":
        return f"{index + 1} af {count}"
    return f"{number:02d}" if notation == "zeros" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        while number >= value:
            written, number = written + sign, number - value
    return written
