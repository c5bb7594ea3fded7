"""The example minutes as files: PDF, Word, web page, agenda system export and zip archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from make_examples import Example, Item, Part

ALWAYS = (2024, 1, 1, 0, 0, 0)
"""Time stamp inside archives, so that the same content gives the same bytes."""

PAGE = """<!DOCTYPE html>
<html lang="da">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<nav class="menu"><ul><li><a href="/">Forside</a></li><li><a href="/politik">Politik</a></li></ul></nav>
<main>
<p class="print-link"><a href="#">Udskriv</a></p>
{content}
<p><a href="#top">Til toppen</a></p>
</main>
<footer class="site-footer"><p>{site} - Havnepladsen 1 - tlf. 00 00 00 00</p></footer>
</body>
</html>
"""


def write_pdf(path: Path, parts: Sequence[Part], name: str) -> None:
    """A4 with running header, page numbers and headings in bold, as agenda systems print it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    def style(size: float, font: str = "Helvetica", before: float = 0) -> ParagraphStyle:
        return ParagraphStyle(
            f"{font}{size}",
            fontName=font,
            fontSize=size,
            leading=size * 1.35,
            spaceBefore=before,
            keepWithNext=font != "Helvetica",
        )

    styles = {
        "head": style(10.5),
        "contents": style(10),
        "point": style(14, "Helvetica-Bold", 16),
        "meta": style(9, before=3),
        "heading": style(11, "Helvetica-Bold", 8),
        "text": style(10, before=2),
    }

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(57, A4[1] - 34, f"{name} - {parts[1].text}")
        canvas.drawRightString(A4[0] - 57, 28, f"Side {document.page}")

    story: list[Any] = []
    for kind, text in parts:
        story.append(Paragraph(escape(text), styles[kind]) if text else Spacer(1, 8))
    document = SimpleDocTemplate(str(path), pagesize=A4, margins=57, title=parts[1].text, author=name, invariant=1)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)


def write_docx(path: Path, parts: Sequence[Part]) -> None:
    """A Word document with built-in heading styles."""
    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(*ALWAYS)
    document.core_properties.author = "Referat"
    levels = {"point": 1, "heading": 2}
    for number, (kind, text) in enumerate(parts):
        if kind in levels:
            document.add_heading(text, levels[kind])
        elif text:
            document.add_paragraph(text, style="Title" if number == 0 else None)
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    write_zip(path, members)


def write_html(path: Path, parts: Sequence[Part], name: str) -> None:
    """A page of a municipal web site, menu and footer included."""
    tags = {"point": "h2", "heading": "h3"}
    lines = []
    for number, (kind, text) in enumerate(parts):
        if text:
            tag = "h1" if number == 0 else tags.get(kind, "p")
            lines.append(f"<{tag}>{escape(text)}</{tag}>")
    page = PAGE.format(title=escape(f"{parts[0].text} - {name}"), site=escape(name), content="\n".join(lines))
    path.write_text(page, "utf-8")


def write_json(path: Path, example: Example) -> None:
    """The publication format of FirstAgenda."""
    meeting = {
        "Navn": "Dagsorden",
        "Dato": f"{example.day.isoformat()}T19:00:00+01:00",
        "Sted": "Medborgerhuset, lokale 3",
        "Moededeltagere": [
            {"Name": p.name, "Absent": p.absent, "ParticipationCancelled": False, "AttendanceType": 0}
            for p in example.people
        ],
    }
    items = [_json_item(item) for item in example.items]
    export = {
        "Dagsordenpunkter": items,
        "Udvalg": {"Navn": example.layout["body"], "Historisk": False},
        "Moede": meeting,
    }
    path.write_text(json.dumps(export, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _json_item(item: Item) -> dict[str, Any]:
    case = item.point.case or ""
    title = item.point.title.text
    shown = [(s.heading, s.content.text) for s in item.point.sections if s.role not in ("decision", "absence")]
    shown.insert(0, ("Beslutning", item.decision or ""))
    html = "".join(
        f"<div><h3>{escape(heading)}</h3>{''.join(f'<p>{escape(line)}</p>' for line in text.splitlines())}</div>"
        for heading, text in shown
        if text
    )
    return {
        "Punktnummer": str(item.number),
        "Navn": title,
        "Caption": title,
        "SagsNummer": case,
        "CaseNumber": case,
        "IsOpen": False,
        "ItemDecision": None,
        "Felter": [{"Navn": "", "Html": f"<div>{html}</div>"}],
        "Bilag": [],
        "ExternalAgendaItemAttendees": [],
    }


def write_zip(path: Path, members: dict[str, str] | dict[str, bytes]) -> None:
    """An archive whose bytes depend on the content alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, ALWAYS)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
