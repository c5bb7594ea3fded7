"""PDF files for tests, drawn with reportlab: invented minutes in the layouts that readers must take apart."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP = 72.0, WIDTH - 72.0, 100.0


class Page:
    """A page that is written from the top downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = TOP

    def text(self, text: str, *, bold: bool = False, size: float = 11, x: float = LEFT, y: float | None = None) -> None:
        """One line at the current height, or at ``y`` points from the top."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, HEIGHT - (self.y if y is None else y), text)
        if y is None:
            self.y += size * 1.25

    def paragraph(self, text: str, *, left: float = LEFT, right: float = RIGHT, size: float = 11) -> None:
        """Wrapped text, a small space after it."""
        for line in wrap(text, right - left, size):
            self.text(line, x=left, size=size)
        self.y += 8

    def heading(self, text: str, size: float = 11) -> None:
        self.y += 8
        self.text(text, bold=True, size=size)

    def row(self, cells: list[str], xs: list[float], size: float = 10) -> None:
        """One table row: each cell at its x."""
        for cell, x in zip(cells, xs, strict=True):
            self.text(cell, x=x, y=self.y, size=size)
        self.y += size * 1.4


def wrap(text: str, width: float, size: float, font: str = "Helvetica") -> list[str]:
    """The lines that the text takes in the width; ``-|`` in a word marks where it may be split."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word.replace('-|', '')}".strip()
        if stringWidth(longer, font, size) <= width:
            line = longer
            continue
        head, _, tail = word.partition("-|")
        if tail and stringWidth(f"{line} {head}-", font, size) <= width:
            lines.append(f"{line} {head}-")
            line = tail
        else:
            lines.append(line)
            line = word.replace("-|", "")
    return [*lines, line] if line else lines


def make_pdf(*pages: Callable[[Page], None], password: str | None = None) -> bytes:
    """A PDF whose pages are drawn by the functions."""
    buffer = BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=encryption)
    for draw in pages:
        draw(Page(canvas))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned(page: Page) -> None:
    """A page that shows something but has no text."""
    page.canvas.rect(LEFT, 200, 300, 400, fill=1)
