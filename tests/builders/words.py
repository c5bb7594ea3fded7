"""Word documents for tests."""

from __future__ import annotations

from io import BytesIO

from docx import Document


def minutes() -> bytes:
    """Invented minutes with styles, automatic lists, a table between paragraphs, a header and a soft line break."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Fjordvang Kommune"
    document.add_heading("Referat Byrådet", 0)
    document.add_paragraph("Mødedato: 3. maj 2022\nMødested: Rådhuset")
    document.add_heading("Punkt 1: Ny sti", 1)
    document.add_paragraph().add_run("Indstilling").bold = True
    for text in ("at stien anlægges", "at der søges om midler"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["Konto", "2022", "Sti", "315"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Bilag", style="Heading 2")
    document.add_paragraph("Kort", style="List Bullet")
    return saved(document)


def row(*cells: str) -> bytes:
    """A table of one row; lines of a cell are parted by newlines."""
    document = Document()
    for cell, text in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
        cell.text = text
    return saved(document)


def empty() -> bytes:
    """A document without any text."""
    return saved(Document())


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
