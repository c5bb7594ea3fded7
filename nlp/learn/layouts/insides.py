"""What stands inside sections and begins no point: inner headings, numbered lines, rows of lost tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.learn.layouts.render import Printer


def inner(printer: Printer) -> None:
    """Lines inside a section that look like headings, or hang after its text."""
    rng = printer.rng
    if rng.random() < printer.layout.inner:
        marks = ["", "", printer.layout.section_mark, "**", "#### ", "hint"]
        for _ in range(rng.randint(1, 3)):
            printer.line(rng.choice(printer.data["inner_headings"]), "TEXT", rng.choice(marks))
            printer.gap()
            printer.line(
                rng.choice(["Der henvises til bilag.", "Det forventes på plads i løbet af foråret.", "- fire pladser"]),
                "TEXT",
            )
            printer.gap()
    if rng.random() < 0.05:
        printer.line(rng.choice(printer.data["after_text"]).format(**printer.words), "TEXT")
        printer.gap()


def inner_list(printer: Printer) -> None:
    """Numbered lines inside a section, which are not points: titles, phrases, whole sentences."""
    rng = printer.rng
    if rng.random() > 0.15:
        return
    pattern = rng.choice(printer.data["numbered_lists"])
    others = rng.choices(printer.meeting.points, k=rng.choice([2, 3, 3, 5, 14]))
    for number, other in enumerate(others, 1):
        texts = [s.text.split("\n")[0] for s in other.sections if s.text] or [other.title]
        title = other.title
        phrase = f"at {title[:1].lower()}{title[1:]} tages med i det videre arbejde"
        text = rng.choice([title, phrase, phrase, rng.choice(texts)])
        printer.line(pattern.format(i=number, a="abcdefghijklmno"[number - 1], s=text), "TEXT")
        printer.gap(0.2)
    printer.gap()


def inner_numbered(printer: Printer) -> None:
    """Numbered headings with text below them, inside a section."""
    rng = printer.rng
    if rng.random() > printer.layout.inner_numbered:
        return
    pattern = rng.choice(printer.data["inner_number_marks"])
    texts = [s.text.split("\n")[0] for p in printer.meeting.points for s in p.sections if s.text] or ["Intet nyt."]
    for number, title in enumerate(rng.sample(printer.data["inner_numbered"], rng.randint(2, 5)), 1):
        for part in pattern.format(i=number, a="abcdef"[number - 1], t=title).split("\n"):
            printer.line(part, "TEXT")
        printer.paragraph(rng.choice(texts))
        printer.gap()


def loose_table(printer: Printer) -> None:
    """Rows of a table that lost its lines."""
    rng = printer.rng
    if rng.random() > printer.layout.loose_tables:
        return
    for row in rng.choices(printer.data["table_rows"], k=rng.randint(2, 6)):
        numbers = {key: f"{rng.randint(1, 9999):,}".replace(",", ".") for key in "abc"}
        printer.line(row.format(**numbers), "TEXT")
    printer.gap()
