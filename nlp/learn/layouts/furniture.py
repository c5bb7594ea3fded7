"""What stands around the points of printed minutes: head, contents list, group headings, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.learn.layouts.source import SourcePerson

if TYPE_CHECKING:
    from nlp.learn.layouts.render import Printer


def begin(printer: Printer) -> None:
    """Everything above the first point."""
    layout = printer.layout
    if layout.web:
        for text in printer.rng.sample(printer.data["web_head"], 3):
            printer.line(text.format(**printer.words), "HEAD")
    if layout.letterhead:
        printer.line(f"{printer.meeting.municipality} Kommune", "HEAD", printer.rng.choice(["", "# ", "**"]))
        printer.gap(0.7)
    top, people = _head_lines(printer)
    mark = printer.rng.choice(["", "# ", "# **", "hint"])
    for number, text in enumerate(top):
        printer.line(text, "HEAD", mark if number == 0 else "")
    if layout.contents_in_head:
        _contents(printer)
    for text in people:
        printer.line(text, "HEAD")
    printer.gap()
    if not layout.contents_in_head or layout.contents_twice:
        _contents(printer)


def _head_lines(printer: Printer) -> tuple[list[str], list[str]]:
    """The lines of the head, those with the members apart."""
    template, rng = printer.data["heads"][printer.layout.head], printer.rng
    people = printer.meeting.people
    marked = "{absent_line}" not in template and "{absent_names}" not in template
    shown = _shown_people(printer, marked)
    gone = [text.removeprefix("- ") for person, text in _shown_people(printer, marked=False) if person.absent]
    if not gone:
        template = template.replace(", undtagen {absent_names}, der havde meldt afbud", "")
        template = template.replace(", undtagen {absent_names}", "")
    if "{pe" not in template and "{pr" not in template:
        printer.people = [
            person for person in people if person.absent or (person is people[0] and "{first}" in template)
        ]
    absent_line = ""
    if gone:
        absent_line = rng.choice(printer.data["absent_heads"]).format(names=", ".join(gone), lines="\n".join(gone))
    everyone = [text for _, text in shown]
    present = [text for person, text in shown if not (person.absent and "{present" in template)]
    text = template.format(
        **printer.words,
        first=f"borgmester {people[0].name}" if people else "formanden",
        other=rng.choice(printer.data["first_names"].split()) + " " + rng.choice(printer.data["last_names"].split()),
        people_line=", ".join(everyone),
        people_lines="\n".join(everyone),
        people_table="\n".join(_table_rows(printer)),
        present_line=rng.choice([", ".join(present), ", ".join(present[:-1]) + " og " + present[-1]]),
        present_lines="\n".join(present),
        absent_line=absent_line,
        absent_names=rng.choice([", ", " og "]).join(gone) or rng.choice(["Ingen", ""]),
    )
    lines = text.split("\n")
    place = next((i for i, line in enumerate(lines) if any(t in line for t in everyone[:1])), len(lines))
    return lines[: max(place - 1, 1)], lines[max(place - 1, 1) :]


def _table_rows(printer: Printer) -> list[str]:
    """The members as rows of a table: name, party, remark."""
    names = printer.data["party_names"]
    people = printer.meeting.people
    notes = ["Afbud" if person.absent else "Formand" if place == 0 else "" for place, person in enumerate(people)]
    return [f"{p.name}\t{names.get(p.party or '', 'Venstre')}\t{note}" for p, note in zip(people, notes, strict=True)]


def _shown_people(printer: Printer, marked: bool) -> list[tuple[SourcePerson, str]]:
    """Each member as the head shows one: party, absence and, for the first, the role."""
    rng = printer.rng
    style = rng.choice(printer.data["party_styles"])
    role = rng.choice(printer.data["role_styles"])
    bullet = rng.choice(["", "", "", "- "]) if "lines}" in printer.data["heads"][printer.layout.head] else ""
    absent_mark = rng.choice(printer.data["absent_after_name"])
    shown = []
    for place, person in enumerate(printer.meeting.people):
        party = person.party or ""
        text = style.format(x=person.name, p=party, name=printer.data["party_names"].get(party, party))
        text += absent_mark if marked and person.absent else role if place == 0 else ""
        shown.append((person, bullet + text))
    return shown


def _contents(printer: Printer) -> None:
    layout, rng = printer.layout, printer.rng
    if layout.contents_row is None or layout.untitled:
        return
    if layout.contents_inline:
        titles = [f"{printer.number(i)}. {point.title}" for i, point in enumerate(printer.meeting.points)]
        printer.line(f"{layout.contents_head.strip(':')}: {' '.join(titles)}", "TOC")
        printer.gap(1.0)
        return
    for _ in range(2 if layout.contents_twice and not layout.contents_in_head else 1):
        if rng.random() < 0.85:
            printer.line(layout.contents_head, "TOC", rng.choice(["", "## ", "**", "hint"]))
            printer.gap()
        groups = rng.random() < 0.7
        gap = rng.choice([0.0, 0.0, 0.0, 1.0])
        for index, point in enumerate(printer.meeting.points):
            if groups and index in printer.group_starts:
                printer.line(printer.group_starts[index], "TOC")
            title = printer.shown_title(point)
            text = layout.contents_row.format(n=printer.number(index), t=title, p=index + 3, c=point.case or "")
            cut = text.rfind(" ", 0, 80)
            pieces = [text] if layout.width is None or len(text) < 90 or cut < 0 else [text[:cut], text[cut + 1 :]]
            for piece in "\n".join(pieces).split("\n"):
                printer.line(piece.rstrip() if rng.random() < 0.5 else piece, "TOC")
            printer.gap(gap)
        printer.gap(1.0)


def group_starts(printer: Printer) -> dict[int, str]:
    """The points before which a group heading stands, and its text."""
    groups = printer.layout.groups
    if not groups or printer.layout.untitled:
        return {}
    count = min(len(groups), len(printer.meeting.points))
    places = sorted({0, *printer.rng.sample(range(len(printer.meeting.points)), count)})[:count]
    return dict(zip(places, (text.format(**printer.words) for text in groups), strict=False))


def group_heading(printer: Printer, index: int) -> None:
    """What stands between two points: the heading of a group, the header of a new page."""
    if index in printer.group_starts:
        printer.line(printer.group_starts[index], "OUTSIDE", printer.layout.group_mark)
        printer.gap()
    if printer.layout.page_per_point and printer.layout.noise:
        printer.page_break()


def end(printer: Printer) -> None:
    """What stands below the last point."""
    if printer.layout.ending is None:
        return
    rng, people = printer.rng, printer.meeting.people
    printer.gap()
    for text in printer.data["endings"][printer.layout.ending]:
        if text == "{people}":
            for person in people:
                printer.line(person.name, "OUTSIDE")
                printer.gap(0.3)
        elif text == "{attachments}":
            _attachment_list(printer)
        elif text == "{signed}":
            printer.line(" / ".join(person.name for person in people[:4]), "OUTSIDE")
        elif text == "{annex}":
            for number, point in enumerate(rng.choices(printer.meeting.points, k=3), 1):
                sections = [section.text for section in point.sections if section.text] or [point.title]
                printer.line(f"{number}. {point.title}" if rng.random() < 0.5 else point.title, "OUTSIDE")
                printer.paragraph(rng.choice(sections), "OUTSIDE")
        elif text != "" and rng.random() < 0.85:
            printer.line(text.format(**printer.words, name=people[0].name if people else ""), "OUTSIDE")
            printer.gap(0.2)


def _attachment_list(printer: Printer) -> None:
    """The titles of some points once more, the attachments below each."""
    rng = printer.rng
    pattern = rng.choice(["{n}. {t}", "{n} {t}", "{t}"])
    for index, point in enumerate(printer.meeting.points):
        if rng.random() < 0.4:
            printer.gap(0.6)
            printer.line(pattern.format(n=printer.number(index), t=point.title), "OUTSIDE")
            for number, title in enumerate(point.attachments or ["Oversigt", "Notat"], 1):
                record = f"{rng.randint(10**4, 10**6)}/{rng.randint(10, 29)}"
                printer.line(f"{number}. {title} ({record})", "OUTSIDE")
