"""Prints a source meeting in one random layout and keeps the label of every line."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass
from datetime import date

from nlp.learn.layouts.source import SourceDecision, SourceMeeting, SourcePerson, SourcePoint, variants
from nlp.outline import Document, Line, TextWriter
from nlp.resources import read_json
from nlp.segment.headings import split_run_in

MONTHS = read_json("calendar.json")["months"]
WEEKDAYS = read_json("calendar.json")["weekdays"]


@dataclass(slots=True)
class Layout:
    """One municipality's way of printing minutes; drawn once a meeting."""

    family: str
    """Name of the point heading's family; held-out families are never trained on."""
    point_heading: str
    point_mark: str
    section_mark: str
    head: int
    contents_row: str | None
    contents_head: str
    decision_family: str
    decision_heading: str
    decision_first: bool
    absence: int
    absence_before: bool
    """Absence line directly under the decision heading, before its text."""
    case_line: str | None
    closed_title: str
    marker_style: str | None
    noise: list[str]
    period: str
    width: int | None
    blank: float
    """Chance of a blank line between blocks."""
    fresh_headings: bool
    """Headings drawn from the synonyms instead of the source's own."""
    numbers_from: int
    glue: bool
    letterhead: bool
    upper: bool
    repeats_title: bool
    """The numbered title once more below the first section heading, with its case lines."""
    fillers: list[str]
    """Section headings that each point has, mostly with nothing to say."""
    odd: list[str]
    """Section headings of this municipality alone."""
    inner: float
    """Chance of a line inside a section that looks like a heading."""

    @property
    def held_out(self) -> bool:
        data = variants()
        return (
            self.family in data["held_out_headings"]
            or self.head in data["held_out_heads"]
            or self.decision_family in data["held_out_decisions"]
            or self.absence in data["held_out_absence"]
        )


@dataclass(slots=True)
class GoldPoint:
    """The right answer for one printed point."""

    start: int
    number: str
    title: str
    case: str | None
    closed: bool
    decision: str | None
    earlier: list[SourceDecision]
    absent: list[str]


@dataclass(slots=True)
class Printed:
    """A printed meeting: the document as a reader would give it, line labels and right answers."""

    document: Document
    labels: list[str]
    points: list[GoldPoint]
    people: list[SourcePerson]
    layout: Layout
    body: str
    date: str


def draw_layout(rng: random.Random) -> Layout:
    """A random layout; whether it is of a held-out family is for the caller to look at."""
    data = variants()
    family = rng.choice(list(data["point_headings"]))
    mark = rng.choice(data["point_marks"])
    if family in ("title_only", "glued") and mark == "":
        mark = rng.choice(["## ", "**", "hint"])
    decision_family = rng.choice(["plain", "plain", "body_dmy", "body_dmy", "possessive", "from", "bare"])
    return Layout(
        family=family,
        point_heading=rng.choice(data["point_headings"][family]),
        point_mark=mark,
        section_mark=rng.choice(data["section_marks"]),
        head=rng.randrange(len(data["heads"])),
        contents_row=rng.choice(data["contents_rows"]) if rng.random() < 0.6 else None,
        contents_head=rng.choice(data["contents_heads"]),
        decision_family=decision_family,
        decision_heading=rng.choice(data["decision_headings"][decision_family]),
        decision_first=rng.random() < 0.35,
        absence=rng.randrange(len(data["absence_lines"])),
        absence_before=rng.random() < 0.2,
        case_line=rng.choice(data["case_lines"]) if rng.random() < 0.7 else None,
        closed_title=rng.choice(data["closed_titles"]),
        marker_style=rng.choice(data["marker_styles"]) if rng.random() < 0.2 else None,
        noise=rng.sample(data["noise"], 2) if rng.random() < 0.5 else [],
        period=rng.choice(data["periods"]),
        width=rng.choice([None, None, None, 72, 90]),
        blank=rng.choice([0.0, 0.5, 1.0, 1.0]),
        fresh_headings=rng.random() < 0.5,
        numbers_from=rng.choice([1, 1, 1, 1, rng.randint(2, 400)]),
        glue=rng.random() < 0.05,
        letterhead=rng.random() < 0.3,
        upper=rng.random() < 0.06,
        repeats_title=rng.random() < 0.1,
        fillers=rng.sample(_all_headings(), rng.randint(2, 6)) if rng.random() < 0.5 else [],
        odd=rng.sample(data["odd_headings"], rng.randint(1, 5)) if rng.random() < 0.4 else [],
        inner=rng.choice([0.0, 0.1, 0.3]),
    )


def _all_headings() -> list[str]:
    roles = read_json("headings.json")["roles"]
    return [
        name for role in ("law", "economy", "hearing", "communication", "assessment", "other") for name in roles[role]
    ]


class Printer:
    """Writes one meeting in one layout; use :func:`print_meeting`."""

    def __init__(self, meeting: SourceMeeting, layout: Layout, rng: random.Random) -> None:
        self.meeting, self.layout, self.rng = meeting, layout, rng
        self.writer = TextWriter()
        self.labels: list[str] = []
        self.gold: list[GoldPoint] = []
        self.page = 1
        self.data = variants()
        self.words = self._words(meeting.body, meeting.date)

    def _words(self, body: str, iso: str) -> dict[str, str]:
        day = date.fromisoformat(iso)
        rng = self.rng
        start = f"{rng.randint(8, 18):02d}:{rng.choice(['00', '30', '15'])}"
        weekday = WEEKDAYS[day.weekday()]
        return {
            "b": body,
            "B": body.upper(),
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
        if self.layout.noise and self.rng.random() < 0.02:
            pattern = self.rng.choice(self.layout.noise)
            self.gap()
            self.line(pattern.format(**self.words, p=self.page, q=40), "NOISE")
            self.page += 1
            self.gap()

    def head(self) -> None:
        rng = self.rng
        if self.layout.letterhead:
            self.line(f"{self.meeting.municipality} Kommune", "HEAD", rng.choice(["", "# ", "**"]))
            self.gap(0.7)
        style = rng.choice(self.data["party_styles"])
        names = self.data["party_names"]
        absent_mark = rng.choice(self.data["absent_after_name"])

        def shown(person: SourcePerson, marked: bool) -> str:
            party = person.party or ""
            text: str = style.format(x=person.name, p=party, name=names.get(party, party))
            return text + (absent_mark if marked and person.absent else "")

        template = self.data["heads"][self.layout.head]
        separate = "{absent_line}" in template
        absent = [p for p in self.meeting.people if p.absent]
        listed = [p for p in self.meeting.people if not (p.absent and "present" in template)]
        shown_all = [shown(p, not separate) for p in self.meeting.people]
        absent_line = ""
        if absent:
            absent_line = rng.choice(self.data["absent_heads"]).format(
                names=", ".join(shown(p, False) for p in absent), lines="\n".join(shown(p, False) for p in absent)
            )
        text = template.format(
            **self.words,
            people_line=", ".join(shown_all),
            people_lines="\n".join(shown_all),
            present_line=", ".join(shown(p, False) for p in listed),
            present_lines="\n".join(shown(p, False) for p in listed),
            absent_line=absent_line,
        )
        mark = rng.choice(["", "# ", "# **", "hint"])
        for number, part in enumerate(text.split("\n")):
            self.line(part, "HEAD", mark if number == 0 else "")
        self.gap()

    def contents(self) -> None:
        row = self.layout.contents_row
        if row is None:
            return
        self.line(self.layout.contents_head, "TOC", self.rng.choice(["", "## ", "**", "hint"]))
        self.gap()
        for index, point in enumerate(self.meeting.points):
            title = self._shown_title(point)
            self.line(row.format(n=self._number(index), t=title, p=index + 3), "TOC")
        self.gap(1.0)

    def _number(self, index: int) -> str:
        return str(self.layout.numbers_from + index)

    def _shown_title(self, point: SourcePoint) -> str:
        return self.layout.closed_title.format(t=point.title) if point.closed else point.title

    def point_heading(self, index: int, point: SourcePoint) -> int:
        layout, rng = self.layout, self.rng
        title = self._shown_title(point)
        if layout.marker_style and not point.closed and rng.random() < 0.8:
            marker = rng.choice([m for m in self.data["markers"] if len(m) > 1 or "({m})" in layout.marker_style])
            title = layout.marker_style.format(t=title, m=marker)
        title = title.upper() if layout.upper else title
        case = point.case or ""
        text = layout.point_heading.format(n=self._number(index), t=title, c=case, b=self.meeting.body)
        start = self.writer.position
        parts = [piece for part in text.split("\n") for piece in self._wrap_title(part)]
        for number, part in enumerate(parts):
            mark = layout.point_mark if number == 0 or layout.point_mark == "hint" else ""
            self.line(part.strip(), "POINT" if number == 0 else "MORE", mark)
        if layout.case_line and point.case and "{c}" not in layout.point_heading:
            self.gap()
            initials = "".join(rng.choices("abcdefghjklmnprstuv", k=rng.choice([2, 3])))
            document = f"{rng.randint(100, 999)}-{rng.randint(2010, 2025)}-{rng.randint(1000, 99999)}"
            for part in layout.case_line.format(c=point.case, d=document, initials=initials).split("\n"):
                self.line(part, "META")
        self.gap()
        return start

    def _wrap_title(self, text: str) -> list[str]:
        wide = len(text) > 80 and self.layout.width is not None and self.layout.point_mark in ("", "hint")
        return textwrap.wrap(text, self.layout.width or 80) if wide else [text]

    def heading(self, text: str, label: str) -> None:
        text = text.upper() if self.layout.upper else text
        if text:
            self.line(text, label, self.layout.section_mark)
            self.gap(self.layout.blank * 0.7)

    def filler(self, heading: str) -> None:
        self.heading(heading, "SECTION")
        self.line(self.rng.choice(self.data["fillers"]), "TEXT")
        self.gap()

    def repeated_title(self, index: int, point: SourcePoint) -> None:
        self.heading(self.rng.choice(["Sagsfremstilling", "Sagsbeskrivelse", "Sag"]), "SECTION")
        self.line(f"{self._number(index)}. {self._shown_title(point)}", "MORE")
        self.gap()
        for part in (f"Sagsnr.: {point.case or ''}", self.rng.choice(["Åbent", "Åben sag", "Dok.nr.: 12-2020-31"])):
            self.line(part, "META")
            self.gap()

    def inner(self) -> None:
        """Lines inside a section that look like headings, or hang after its text."""
        rng = self.rng
        if rng.random() < self.layout.inner:
            marks = ["", "", self.layout.section_mark, "**", "#### ", "hint"]
            for _ in range(rng.randint(1, 3)):
                self.line(rng.choice(self.data["inner_headings"]), "TEXT", rng.choice(marks))
                self.gap()
                self.line(
                    rng.choice(
                        ["Der henvises til bilag.", "Det forventes på plads i løbet af foråret.", "- fire pladser"]
                    ),
                    "TEXT",
                )
                self.gap()
        if rng.random() < 0.05:
            self.line(rng.choice(self.data["after_text"]).format(**self.words), "TEXT")
            self.gap()

    def section(self, role: str, heading: str, text: str) -> None:
        if self.layout.fresh_headings or not heading:
            synonyms = read_json("headings.json")["roles"].get(role) or [heading]
            if self.rng.random() < 0.85 or not heading:
                heading = self.rng.choice(synonyms).capitalize()
        heading = heading + (":" if self.rng.random() < 0.1 else "")
        if self.layout.glue and self.rng.random() < 0.3 and self.labels[-1] == "TEXT":
            run_in = f"{heading.rstrip(':')}: {text.splitlines()[0]}"
            self.line(run_in, "SECTION" if split_run_in(run_in) else "TEXT")
            text = "\n".join(text.splitlines()[1:])
        else:
            self.heading(heading, "SECTION")
        if text:
            self.paragraph(text)
        self.gap()
        self.inner()

    def decision(self, decision: SourceDecision, index: int, absent: list[str]) -> str:
        layout = self.layout
        words = self._words(decision.body, decision.date)
        self.heading(layout.decision_heading.format(**words, n=self._number(index)), "DECISION")
        if layout.absence_before:
            self.absence(absent, decision, empty=True)
        printed = ""
        if decision.text:
            start, end = self.paragraph(decision.text)
            printed = "".join(part + "\n" for part in self.writer._parts)[start:end]
        self.gap()
        if not layout.absence_before:
            self.absence(absent, decision, empty=False)
        return printed

    def absence(self, names: list[str], decision: SourceDecision, empty: bool) -> None:
        if not names:
            if empty:
                self.line("Fraværende:", "ABSENCE")
                self.gap()
            return
        words = self._words(decision.body, decision.date)
        together = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " og " + names[-1]
        text = self.data["absence_lines"][self.layout.absence].format(
            **words, names=", ".join(names), names_og=together, lines="\n".join(names)
        )
        for number, part in enumerate(text.split("\n")):
            self.line(part, "ABSENCE", self.layout.section_mark if number == 0 and "\n" in text else "")
        self.gap()

    def point(self, index: int, point: SourcePoint) -> None:
        start = self.point_heading(index, point)
        gold = GoldPoint(start, self._number(index), point.title, point.case, point.closed, None, [], point.absent)
        self.gold.append(gold)
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
            self.inner_list()
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

    def inner_list(self) -> None:
        """Numbered lines inside a section, which are not points: titles, phrases, whole sentences."""
        rng = self.rng
        if rng.random() > 0.15:
            return
        pattern = rng.choice(self.data["numbered_lists"])
        others = rng.choices(self.meeting.points, k=rng.choice([2, 3, 3, 5, 14]))
        for number, other in enumerate(others, 1):
            texts = [s.text.split("\n")[0] for s in other.sections if s.text] or [other.title]
            title = other.title
            phrase = f"at {title[:1].lower()}{title[1:]} tages med i det videre arbejde"
            text = rng.choice([title, phrase, phrase, rng.choice(texts)])
            self.line(pattern.format(i=number, a="abcdefghijklmno"[number - 1], s=text), "TEXT")
            self.gap(0.2)
        self.gap()


def print_meeting(meeting: SourceMeeting, layout: Layout, rng: random.Random) -> Printed:
    """The meeting in that layout; offsets of the right answers point into the printed text."""
    printer = Printer(meeting, layout, rng)
    printer.head()
    printer.contents()
    for index, point in enumerate(meeting.points):
        printer.point(index, point)
    writer = printer.writer
    lines: list[Line] = writer.lines
    document = Document("printed", "", "txt", writer.text(), lines)
    return Printed(document, printer.labels, printer.gold, meeting.people, layout, meeting.body, meeting.date)
