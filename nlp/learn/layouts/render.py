"""Prints a source meeting in one random layout and keeps the label of every line."""

from __future__ import annotations

import random
import re
import textwrap
from datetime import date

from nlp.learn.layouts import furniture, insides
from nlp.learn.layouts.layout import GoldPoint, Layout, Printed
from nlp.learn.layouts.source import SourceDecision, SourceMeeting, SourcePoint, variants
from nlp.outline import Document, Line, TextWriter
from nlp.resources import months, read_json
from nlp.vocabulary import line_patterns
from nlp.vocabulary.headings import split_run_in

MONTHS = months()
WEEKDAYS = read_json("calendar.json")["weekdays"]
OUTCOME = re.compile(line_patterns.OUTCOME, re.IGNORECASE)


class Printer:
    """Writes one meeting in one layout; use :func:`print_meeting`."""

    def __init__(self, meeting: SourceMeeting, layout: Layout, rng: random.Random) -> None:
        self.meeting, self.layout, self.rng = meeting, layout, rng
        self.writer = TextWriter()
        self.labels: list[str] = []
        self.gold: list[GoldPoint] = []
        self.people = meeting.people
        self.page = 1
        self.data = variants()
        self.words = self._words(meeting.body, meeting.date)
        self.numbers = self._numbers()
        self.group_starts = furniture.group_starts(self)

    def _words(self, body: str, iso: str) -> dict[str, str]:
        day = date.fromisoformat(iso)
        rng = self.rng
        start = f"{rng.randint(8, 18):02d}:{rng.choice(['00', '30', '15'])}"
        weekday = WEEKDAYS[day.weekday()]
        return {
            "b": body,
            "B": body.upper(),
            "M": self.meeting.municipality.upper(),
            "abbr": "".join(word[0] for word in body.replace("-", " ").split() if word[0].isupper()) or "U",
            "slash": f"{day.day}/{day.month}-{day:%y}",
            "body_p": body + self.layout.period,
            "dmy": f"{day:%d-%m-%Y}",
            "dots": f"{day.day}.{day.month}.{day.year}",
            "words": f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
            "weekday": weekday,
            "weekday_c": weekday.capitalize(),
            "start": start.replace(":", rng.choice([":", "."])),
            "end": f"{rng.randint(19, 23)}:{rng.choice(['00', '30', '45'])}",
            "place": rng.choice(self.data["places"]),
            "muni": self.meeting.municipality,
        }

    def line(self, text: str, label: str, mark: str = "") -> tuple[int, int]:
        """Print a line with its label and the mark around it ("hint": size and weight instead); its span."""
        closing = {"**": "**", "## **": "**", "# **": "**", "### **": "**", "<b>": "</b>"}.get(mark, "")
        hint = mark == "hint"
        text = text if hint or not text else f"{mark}{text}{closing}"
        level = len(mark) - len(mark.lstrip("#")) or None
        size = {"POINT": 1.3, "SECTION": 1.1, "DECISION": 1.1}.get(label, 1.0) if hint else 1.0
        self.labels.append(label)
        return self.writer.line(
            text, page=self.page, size=size, bold=hint or bool(closing), level=level, table="\t" in text
        )

    def gap(self, likely: float | None = None) -> None:
        """A blank line, as likely as the layout says or as given."""
        if self.rng.random() < (self.layout.blank if likely is None else likely):
            self.line("", "TEXT")

    def paragraph(self, text: str, label: str = "TEXT") -> tuple[int, int]:
        """Print lines of text, wrapped where the layout wraps; the span from first to last."""
        first = self.writer.position
        last = first
        for part in text.split("\n"):
            wrapped = textwrap.wrap(part, self.layout.width) if self.layout.width and "\t" not in part else [part]
            for piece in wrapped or [""]:
                _, last = self.line(piece, label)
                self.noise()
        return first, last

    def noise(self) -> None:
        """Now and then a page break, where the layout has running lines."""
        if self.layout.noise and self.rng.random() < self.layout.noise_rate:
            self.page_break()

    def page_break(self) -> None:
        """The running lines between two pages."""
        self.page += 1
        self.gap()
        for pattern in self.layout.noise[:1] if self.layout.page_per_point else [self.rng.choice(self.layout.noise)]:
            for part in pattern.format(**self.words, p=self.page, q=40).split("\n"):
                self.line(part, "NOISE")
        self.gap()

    def _numbers(self) -> list[int]:
        """Ascending numbers; they run on, leave some out, or start again at 101 for closed points."""
        numbers: list[int] = []
        for _ in self.meeting.points:
            last = numbers[-1] + 1 if numbers else self.layout.numbers_from
            numbers.append(last + (self.rng.randint(1, 14) if self.rng.random() < self.layout.jumps else 0))
        closed = next((i for i, point in enumerate(self.meeting.points) if point.closed), None)
        if self.layout.jumps and closed and closed > 2 and numbers[closed] < 101:
            numbers[closed:] = range(101, 101 + len(numbers) - closed)
        return numbers

    def number(self, index: int) -> str:
        """The number of a point as printed."""
        return str(self.numbers[index])

    def shown_title(self, point: SourcePoint) -> str:
        """The title as the layout ends it and marks closed points."""
        below = self.layout.closed_line is not None
        title = self.layout.closed_title.format(t=point.title) if point.closed and not below else point.title
        return title + "." if self.layout.full_stop and title[-1:].isalnum() else title

    def point_heading(self, index: int, point: SourcePoint) -> int:
        """Print everything above a point's first section; where the point begins."""
        layout, rng = self.layout, self.rng
        if layout.untitled:
            return self.untitled_heading(point)
        title = self.shown_title(point)
        if layout.marker_style and not point.closed and rng.random() < 0.8:
            marker = rng.choice([m for m in self.data["markers"] if len(m) > 1 or "({m})" in layout.marker_style])
            title = layout.marker_style.format(t=title, m=marker)
        title = title.upper() if layout.upper else title
        case = point.case or ""
        text = layout.point_heading.format(n=self.number(index), t=title, c=case, b=self.meeting.body)
        if layout.family == "status_above":
            status, _, text = text.partition("\n")
            self.line(status.replace("Åben", "Lukket").replace("kett", "ket") if point.closed else status, "OUTSIDE")
        start = self.writer.position
        parts = [piece for part in text.split("\n") for piece in self._wrap_title(part)]
        for number, part in enumerate(parts):
            mark = layout.point_mark if number == 0 or layout.point_mark == "hint" else ""
            self.line(part.rstrip() if number else part.strip(), "POINT" if number == 0 else "MORE", mark)
        if layout.heading_twice:
            self.files()
            self.line(parts[0].strip(), "MORE", layout.point_mark)
        if point.closed and layout.closed_line:
            self.line(layout.closed_line, "META")
        if layout.files_below:
            self.files(bare=rng.random() < 0.5)
        if layout.case_line and point.case and "{c}" not in layout.point_heading:
            self.gap()
            self.case_lines(point.case, layout.case_line)
        if layout.title_again:
            self.line(point.title, "META")
            self.line(self.words["words"], "META")
        self.gap()
        return start

    def untitled_heading(self, point: SourcePoint) -> int:
        """Print the line that stands for a title; where the point begins."""
        word = self.layout.untitled_line
        shown = "Lukket" if point.closed and word.startswith("Åben") else word
        start, _ = self.line(shown, "POINT", self.layout.point_mark)
        if point.case:
            self.case_lines(point.case, self.layout.case_line or "{c}")
        self.gap()
        return start

    def case_lines(self, case: str, pattern: str) -> None:
        """Print the lines with case number, initials and office."""
        initials = "".join(self.rng.choices("abcdefghjklmnprstuv", k=self.rng.choice([2, 3])))
        document = f"{self.rng.randint(100, 999)}-{self.rng.randint(2010, 2025)}-{self.rng.randint(1000, 99999)}"
        office = self.rng.choice(self.data["offices"])
        for part in pattern.format(c=case, d=document, initials=initials, office=office).split("\n"):
            self.line(part, "META")

    def files(self, bare: bool = False) -> None:
        """A list of files between heading and text."""
        self.gap()
        if self.rng.random() < 0.5:
            if not bare:
                self.line(self.rng.choice(["Filer:", "Filer", "Bilag:"]), "META")
            for _ in range(self.rng.randint(1, 3)):
                self.line(self.rng.choice(self.data["files"]), "META")
            self.gap()

    def _wrap_title(self, text: str) -> list[str]:
        width = self.layout.title_width or self.layout.width
        if width is None or len(text) <= width or self.layout.point_mark not in ("", "hint", "**"):
            return [text]
        return textwrap.wrap(text, width, subsequent_indent=self.layout.title_indent)

    def heading(self, text: str, label: str) -> None:
        """Print the heading of a section; nothing for an empty one."""
        text = text.upper() if self.layout.upper else text
        if text:
            text = " ".join(text) if self.layout.spaced and " " not in text and text.isalpha() else text
            self.line(text, label, self.layout.section_mark)
            self.gap(self.layout.blank * 0.7)

    def filler(self, heading: str) -> None:
        """Print a section that says nothing ("Ingen.")."""
        self.heading(heading, "SECTION")
        self.line(self.rng.choice(self.data["fillers"]), "TEXT")
        self.gap()

    def repeated_title(self, index: int, point: SourcePoint) -> None:
        """Print a section that opens with the point's number and title once more."""
        self.heading(self.rng.choice(["Sagsfremstilling", "Sagsbeskrivelse", "Sag"]), "SECTION")
        self.line(f"{self.number(index)}. {self.shown_title(point)}", "MORE")
        self.gap()
        for part in (f"Sagsnr.: {point.case or ''}", self.rng.choice(["Åbent", "Åben sag", "Dok.nr.: 12-2020-31"])):
            self.line(part, "META")
            self.gap()

    def section(self, role: str, heading: str, text: str) -> None:
        """Print a section under its own heading, one of its role's synonyms, or none."""
        if self.layout.fresh_headings or not heading:
            synonyms = read_json("headings.json")["roles"].get(role) or [heading]
            if self.rng.random() < 0.85 or not heading:
                heading = self.rng.choice(synonyms).capitalize()
        heading = heading + (":" if self.rng.random() < 0.1 else "")
        if self.rng.random() < self.layout.bare and self.labels[-1] != "TEXT":
            pass
        elif self.layout.run_in and text:
            text = self.run_in(heading, text, "SECTION")
        elif self.layout.glue and self.rng.random() < 0.3 and self.labels[-1] == "TEXT":
            run_in = f"{heading.rstrip(':')}: {text.splitlines()[0]}"
            self.line(run_in, "SECTION" if split_run_in(run_in) else "TEXT")
            text = "\n".join(text.splitlines()[1:])
        else:
            self.heading(heading, "SECTION")
        if text:
            self.paragraph(text)
        self.gap()
        insides.inner(self)

    def run_in(self, heading: str, text: str, label: str) -> str:
        """Print heading and first line in one; the text that is left."""
        line, _, rest = f"{heading.rstrip(':')}: {text}".partition("\n")
        self.line(line, label if split_run_in(line) else "TEXT", self.layout.section_mark.replace("hint", ""))
        return rest

    def decision(self, decision: SourceDecision, index: int, absent: list[str]) -> str:
        """Print a decision with its heading and who was absent; its text as printed."""
        layout = self.layout
        words = self._words(decision.body, decision.date)
        heading = layout.decision_heading.format(**words, n=self.number(index))
        text = "" if self.rng.random() < layout.no_decision_text else decision.text
        if layout.decision_family == "headless":
            return self.headless(decision, absent)
        first = text.split("\n")[0]
        if layout.run_in and text and split_run_in(f"{heading.rstrip(':')}: {first}"):
            rest = self.run_in(heading, text, "DECISION")
            if rest:
                self.paragraph(rest)
            self.gap()
            self.absence(absent, decision, empty=False)
            return text
        self.heading(heading, "DECISION")
        if layout.absence_before:
            self.absence(absent, decision, empty=True)
        printed = ""
        if text:
            start, end = self.paragraph(text)
            printed = self._printed(start, end)
        self.gap()
        if not layout.absence_before:
            self.absence(absent, decision, empty=False)
        return printed

    def _printed(self, start: int, end: int) -> str:
        """What was printed there, without running lines."""
        lines = zip(self.writer.written(), self.labels, strict=True)
        inside = [text for (line, text), label in lines if start <= line.start and line.end <= end and label != "NOISE"]
        return "\n".join(inside).strip()

    def headless(self, decision: SourceDecision, absent: list[str]) -> str:
        """A decision that no heading announces; who decides begins it where its words do not show it."""
        first, _, rest = decision.text.partition("\n")
        if not OUTCOME.match(first):
            first = f"{decision.body} vedtog: {first}"
        self.gap(1.0)
        start, end = self.paragraph(first + ("\n" + rest if rest else ""))
        printed = self._printed(start, end)
        self.gap()
        self.absence(absent, decision, empty=False)
        return printed

    def absence(self, names: list[str], decision: SourceDecision, empty: bool) -> None:
        """Print who was absent; of nobody a bare label where ``empty``."""
        if not names:
            if empty:
                self.line("Fraværende:", "ABSENCE")
                self.gap()
            return
        words = self._words(decision.body, decision.date)
        together = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " og " + names[-1]
        parties = {person.name: person.party or "V" for person in self.meeting.people}
        text = self.data["absence_lines"][self.layout.absence].format(
            **words,
            names=", ".join(names),
            names_og=together,
            lines="\n".join(names),
            numbered="\n".join(f"{i}. {name}" for i, name in enumerate(names, 1)),
            names_party=", ".join(f"{name} ({parties.get(name, 'V')})" for name in names),
        )
        for number, part in enumerate(text.split("\n")):
            self.line(part, "ABSENCE", self.layout.section_mark if number == 0 and "\n" in text else "")
        self.gap()

    def point(self, index: int, point: SourcePoint) -> None:
        """Print a point and keep its right answer."""
        start = self.point_heading(index, point)
        number, title = ("", "") if self.layout.untitled else (self.number(index), point.title)
        gold = GoldPoint(start, number, title, point.case, point.closed, None, [], point.absent)
        self.gold.append(gold)
        if point.closed and self.layout.closed_bare:
            gold.absent = []
            return
        own = None
        if point.decision is not None:
            own = SourceDecision(self.meeting.body, self.meeting.date, point.decision)
        if own and self.layout.decision_first:
            gold.decision = self.decision(own, index, point.absent)
        if self.layout.repeats_title:
            self.repeated_title(index, point)
        fillers = [*self.layout.fillers, *(h for h in self.layout.odd if self.rng.random() < 0.4)]
        places = sorted(self.rng.randint(0, len(point.sections)) for _ in fillers)
        for place, section in enumerate(point.sections):
            for heading, at in zip(fillers, places, strict=True):
                if at == place:
                    self.filler(heading)
            self.section(section.role, section.heading, section.text)
            insides.inner_list(self)
            insides.inner_numbered(self)
            insides.loose_table(self)
        if self.layout.decision_family != "plain":
            for decision in point.earlier:
                printed = self.decision(decision, index, [])
                gold.earlier.append(SourceDecision(decision.body, decision.date, printed))
        if own and not self.layout.decision_first:
            gold.decision = self.decision(own, index, point.absent)
        if own is None:
            gold.absent = []
        if point.attachments:
            self.heading(self.rng.choice(["Bilag", "Bilag:", "BILAG", "Vedlagte bilag"]), "SECTION")
            for title in point.attachments:
                self.line(title, "TEXT")
            self.gap()


def print_meeting(meeting: SourceMeeting, layout: Layout, rng: random.Random) -> Printed:
    """The meeting in that layout; offsets of the right answers point into the printed text."""
    return print_all(Printer(meeting, layout, rng))


def print_all(printer: Printer) -> Printed:
    """The whole meeting, from its head to what stands below the last point."""
    meeting, layout = printer.meeting, printer.layout
    furniture.begin(printer)
    for index, point in enumerate(meeting.points):
        furniture.group_heading(printer, index)
        printer.point(index, point)
        if layout.after_point:
            printer.line(layout.after_point, "NOISE")
            printer.gap()
    furniture.end(printer)
    writer = printer.writer
    lines: list[Line] = writer.lines
    document = Document("printed", "", "txt", writer.text(), lines)
    return Printed(document, printer.labels, printer.gold, printer.people, layout, meeting.body, meeting.date)
