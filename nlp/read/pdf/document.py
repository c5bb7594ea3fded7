"""PDF files by pdfium: text with size, weight and page, pages without a text layer reported."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from nlp.errors import ReadError
from nlp.outline import Line
from nlp.read.exports.values import named_municipality
from nlp.read.pdf import ocr as tesseract
from nlp.read.pdf.flow import flow
from nlp.read.pdf.furniture import without_furniture
from nlp.read.pdf.layout import Row, page_rows
from nlp.read.pdf.pieces import Piece, page_pieces
from nlp.read.pdf.tables import with_tables
from nlp.read.pdf.tagged import Tagged, tagged_page, tagged_rows
from nlp.read.pdf.tags import page_blocks

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE_SHARE = 0.3
_OCR_LEADING = 14.0
MAX_PAGES = 10_000
"""A thick year of one body has some thousand; no page costs much memory once it is read."""
_DAMAGED = "damaged or truncated PDF ({}); fetch or export it again"


@dataclass(slots=True)
class PdfText:
    """Text and lines, what was lost, whether every page was read, the municipality that page headers name."""

    text: str
    lines: list[Line]
    warnings: list[str]
    complete: bool
    municipality: str | None


@dataclass(slots=True)
class _Pages:
    rows: list[list[Row]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    without_text: list[int] = field(default_factory=list)
    tagged: dict[int, Tagged] = field(default_factory=dict)
    """What tags say, by the place of the page in ``rows``, which stays empty until all pages are read."""


def read_pdf(data: bytes, *, ocr: bool = False) -> PdfText:
    """The text of all pages. ``ocr``: recognise pages without a text layer."""
    pages = _read_pages(data, ocr=ocr and tesseract.missing() is None)
    for place, found in zip(pages.tagged, tagged_rows(list(pages.tagged.values())), strict=True):
        pages.rows[place] = found
    running = [text for tagged in pages.tagged.values() for text in tagged.running]
    warnings = _warnings(pages, ocr)
    if not any(pages.rows):
        what = "no page has a text layer" if pages.without_text else "the PDF has no pages with text"
        raise ReadError(f"{what}; " + (tesseract.missing() or "OCR found no text" if ocr else "run OCR (--ocr)"))
    if b"%%EOF" not in data[-4096:]:
        warnings.append("the PDF is cut off (no end mark): parts may be missing; fetch or export it again")
    rows, furniture = without_furniture(pages.rows, pages.heights)
    text, lines = flow(rows, pages.widths)
    return PdfText(text, lines, warnings, not warnings, named_municipality([*furniture, *running]))


def _read_pages(data: bytes, *, ocr: bool) -> _Pages:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise ReadError("the PDF is encrypted; remove its password (qpdf --decrypt) and read it again") from error
        raise ReadError(_DAMAGED.format(str(error).rstrip("."))) from error
    pages = _Pages()
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"the PDF has {len(document):,} pages (at most {MAX_PAGES:,} are read); split it")
        for number in range(1, len(document) + 1):
            _read_page(document, number, pages, ocr=ocr)
    finally:
        document.close()
    return pages


def _read_page(document: pypdfium2.PdfDocument, number: int, pages: _Pages, *, ocr: bool) -> None:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        pages.without_text.append(number)
        return
    try:
        left, bottom, right, top = page.get_bbox()
        blocks = page_blocks(page.raw)
        pieces, shows = page_pieces(page.raw, top, tagged=bool(blocks))
        if not _is_readable(pieces):
            pieces = []
        tagged = tagged_page(pieces, blocks, number, top - bottom)
        rows = [] if tagged else with_tables(page_rows(pieces, number))
        if not rows and not tagged and shows and ocr:
            rows = _recognised(page, number)
        if not rows and not tagged and shows:
            pages.without_text.append(number)
        pages.rows.append(rows)
        if tagged:
            pages.tagged[len(pages.rows) - 1] = tagged
        pages.heights.append(top - bottom)
        pages.widths.append(right - left)
    finally:
        page.close()


def _is_readable(pieces: list[Piece]) -> bool:
    """False for text layers of fonts that do not say which letters they draw."""
    text = "".join(piece.text for piece in pieces)
    return len(_UNREADABLE.findall(text)) <= _UNREADABLE_SHARE * max(len(text), 1)


def _recognised(page: pypdfium2.PdfPage, number: int) -> list[Row]:
    rows = []
    for place, text in enumerate(tesseract.recognise(page), 1):
        if text:
            y = place * _OCR_LEADING
            rows.append(Row(text, 0.0, 5.0 * len(text), y, 10.0, False, page=number, bottom=y))
    return rows


def _warnings(pages: _Pages, ocr: bool) -> list[str]:
    if not pages.without_text:
        return []
    one = len(pages.without_text) == 1
    which = ("page " if one else "pages ") + _ranges(pages.without_text)
    has = "has" if one else "have"
    if not ocr:
        return [f"{which} {has} no text layer; run OCR (--ocr)"]
    return [f"{which} {has} no text layer; " + (tesseract.missing() or "OCR found no text there")]


def _ranges(numbers: list[int]) -> str:
    """Page numbers with runs drawn together: "3, 7-9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
