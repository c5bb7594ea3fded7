"""One municipality's way of printing minutes, drawn at random, and what a printing gives."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from nlp.learn.layouts.source import SourceDecision, SourcePerson, variants
from nlp.outline import Document
from nlp.resources import read_json


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
    run_in: bool
    """Headings on one line with their text: "Beslutning: Godkendt."."""
    groups: list[str]
    """Headings between points; they begin no point and end the section before."""
    group_mark: str
    ending: str | None
    """Key of ``endings``: what stands below the last point."""
    after_point: str | None
    web: bool
    """Navigation of a web page above the head."""
    untitled: bool
    """Points headed only "Åben" or "Lukket"."""
    full_stop: bool
    closed_line: str | None
    """"LUKKET SAG" on a line of its own instead of in the title."""
    closed_bare: bool
    """Closed points have neither text nor decision."""
    heading_twice: bool
    """The heading line again below itself, maybe with a list of files between."""
    no_decision_text: float
    """Chance of a decision heading over nothing."""
    bare: float
    """Chance that a section's heading is left out."""
    jumps: float
    """Chance that the numbering leaves numbers out before a point."""
    untitled_line: str
    """What heads a point without title: "Åben" or the button of a web page."""
    files_below: bool
    """A list of files right below the heading."""
    title_again: bool
    """The bare title once more below the case number, and the day of the meeting."""
    contents_twice: bool
    contents_in_head: bool
    contents_inline: bool
    """The contents list on one line."""
    page_per_point: bool
    """A running line above each point, as where every point begins a page."""
    title_width: int | None
    title_indent: str
    """What stands before the second line of a wrapped title."""
    inner_numbered: float
    """Chance of numbered headings inside a point that begin no point."""
    loose_tables: float
    spaced: bool
    """Section headings with blanks between their letters."""
    noise_rate: float

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
    heading = rng.choice(data["point_headings"][family])
    mark = rng.choice(data["point_marks"])
    if (family in ("title_only", "glued") or heading.startswith("{t}")) and mark == "":
        mark = rng.choice(["## ", "**", "hint"])
    decision_family = rng.choice(data["decision_families"].split())
    return Layout(
        family=family,
        point_heading=heading,
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
        noise=rng.sample(data["noise"], rng.choice([1, 2])) if rng.random() < 0.55 else [],
        period=rng.choice(data["periods"]),
        width=rng.choice(data["widths"]),
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
        **_draw_rest(rng, data),
    )


def _draw_rest(rng: random.Random, data: dict[str, Any]) -> dict[str, Any]:
    """What only some municipalities do."""
    return {
        "run_in": rng.random() < 0.05,
        "groups": rng.choice(data["groups"]) if rng.random() < 0.3 else [],
        "group_mark": rng.choice(["", "", "## ", "# ", "**", "hint"]),
        "ending": rng.choice(list(data["endings"])) if rng.random() < 0.4 else None,
        "after_point": rng.choice(data["after_points"]) if rng.random() < 0.08 else None,
        "web": rng.random() < 0.08,
        "untitled": rng.random() < 0.05,
        "full_stop": rng.random() < 0.08,
        "closed_line": rng.choice(data["closed_lines"]) if rng.random() < 0.2 else None,
        "closed_bare": rng.random() < 0.6,
        "heading_twice": rng.random() < 0.06,
        "no_decision_text": rng.choice([0.0, 0.05, 0.15]),
        "bare": rng.choice([0.0, 0.0, 0.0, 0.1]),
        "jumps": rng.choice([0.0, 0.0, 0.0, 0.1, 0.3]),
        "contents_twice": rng.random() < 0.07,
        "contents_in_head": rng.random() < 0.12,
        "untitled_line": rng.choice(data["untitled_lines"]),
        "files_below": rng.random() < 0.06,
        "title_again": rng.random() < 0.05,
        "contents_inline": rng.random() < 0.03,
        "page_per_point": rng.random() < 0.12,
        "title_width": rng.choice([None, None, 60, 72, 80]),
        "title_indent": rng.choice(["", "", "", "   ", "                 "]),
        "inner_numbered": rng.choice([0.0, 0.1, 0.25]),
        "loose_tables": rng.choice([0.0, 0.1, 0.25]),
        "spaced": rng.random() < 0.03,
        "noise_rate": rng.choice([0.01, 0.03, 0.06]),
    }


def _all_headings() -> list[str]:
    roles = read_json("headings.json")["roles"]
    return [
        name for role in ("law", "economy", "hearing", "communication", "assessment", "other") for name in roles[role]
    ]
