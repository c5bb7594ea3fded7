"""Word documents (DOCX): paragraphs and tables in body order, numbers of automatic lists written out."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document as open_document

from nlp.errors import ReadError
from nlp.outline import Line, TextWriter
from nlp.read.cells import cell_text
from nlp.read.word_numbers import Numbering
from nlp.read.zipfiles import MAX_MEMBER, read_member
from nlp.vocabulary.sidelabels import laid_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"))
_SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "txbxContent", "instrText", "delText", "pPr", "rPr"))
_CONTENTS_STYLE = re.compile(r"(?i)^(?:toc|indholdsfortegnelse)\s*\d*$")
_DEFAULT_SIZE = 11.0


@dataclass(slots=True)
class _Paragraph:
    text: str
    level: int | None = None
    bold: bool = False
    points: float = _DEFAULT_SIZE
    table: bool = False


def read_word(data: bytes) -> tuple[str, list[Line]]:
    """Text and lines; headers, footers, deleted text and text boxes are left out."""
    _refuse_bombs(data)
    try:
        document = open_document(BytesIO(data))
        body = document.element.body
        tables = [_rows(table) for table in body.iter(W + "tbl")]
        paragraphs = list(
            _paragraphs(body, _Context(_Styles(document), Numbering(document), set(laid_out(tables, _cell_lines))))
        )
    except Exception as error:  # python-docx raises whatever a damaged part leads to
        raise ReadError(f"damaged Word document ({error}); open it in Word and save it again") from error
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        raise ReadError("the Word document holds no text; save its pages as PDF and read that with OCR (--ocr)")
    return _write(paragraphs)


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.filename.endswith(".xml") and member.file_size > MAX_MEMBER // 10:
                    read_member(archive, member)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ReadError(f"damaged Word document ({error}); open it in Word and save it again") from error


def _write(paragraphs: list[_Paragraph]) -> tuple[str, list[Line]]:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.points] += len(paragraph.text)
    body = sizes.most_common(1)[0][0] or _DEFAULT_SIZE
    writer = TextWriter()
    for paragraph in paragraphs:
        for line in paragraph.text.split("\n"):
            size = round(paragraph.points / body, 2)
            writer.line(line.strip(), level=paragraph.level, bold=paragraph.bold, size=size, table=paragraph.table)
    return writer.text(), writer.lines


@dataclass(slots=True)
class _Context:
    """What a document says once for all its paragraphs."""

    styles: _Styles
    numbering: Numbering
    laid_out: set[Any]
    """Table rows that set a label beside its text."""


class _Styles:
    """Level, bold and size of paragraph styles by id, along what they are based on."""

    def __init__(self, document: Any) -> None:
        self._by_id = {style.style_id: style for style in document.styles if style.style_id}
        normal = next((style for style in self._by_id.values() if style.name == "Normal"), None)
        self._default = normal.font.size.pt if normal is not None and normal.font.size else _DEFAULT_SIZE

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """A style and those on which it is based; at most 20, for some files have rings of them."""
        style, seen = self._by_id.get(style_id or ""), 0
        while style is not None and seen < 20:
            yield style
            style, seen = getattr(style, "base_style", None), seen + 1

    def name(self, style_id: str | None) -> str:
        style = self._by_id.get(style_id or "")
        return str(style.name or "") if style is not None else ""

    def level(self, style_id: str | None) -> int | None:
        """The heading level that a style or one behind it stands for."""
        for style in self.chain(style_id):
            name = str(style.name or "")
            if name.lower() in ("title", "titel"):
                return 1
            if found := re.match(r"(?i)(?:heading|overskrift)\s*(\d)", name):
                return int(found[1])
            outline = style.element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and outline.get(W + "val", "9").isdecimal() and int(outline.get(W + "val")) < 9:
                return int(outline.get(W + "val")) + 1
        return None

    def bold(self, style_id: str | None) -> bool:
        return next((bool(style.font.bold) for style in self.chain(style_id) if style.font.bold is not None), False)

    def points(self, style_id: str | None) -> float:
        """Font size in points."""
        sizes = (style.font.size for style in self.chain(style_id))
        return next((size.pt for size in sizes if size), self._default)


def _paragraphs(parent: Any, context: _Context) -> Iterator[_Paragraph]:
    for child in parent:
        if child.tag == W + "p":
            yield _paragraph(child, context)
        elif child.tag == W + "tbl":
            yield from _table(child, context)
        elif child.tag in _TRANSPARENT:
            yield from _paragraphs(child, context)


def _paragraph(element: Any, context: _Context) -> _Paragraph:
    styles = context.styles
    style = element.find(f"{W}pPr/{W}pStyle")
    style_id = style.get(W + "val") if style is not None else None
    text = "".join(_text(element))
    level = styles.level(style_id)
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    if level is None and outline is not None and (outline.get(W + "val") or "9") in "012345678":
        level = int(outline.get(W + "val")) + 1
    if _CONTENTS_STYLE.match(styles.name(style_id)):
        level = None
    marker = (
        context.numbering.marker(element, [style.element for style in styles.chain(style_id)]) if text.strip() else ""
    )
    bold, points = _looks(element, styles.bold(style_id), styles.points(style_id))
    return _Paragraph(marker + text.strip(), level, bold, points)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "tab":
            yield "\t"
        elif child.tag in (W + "br", W + "cr"):
            yield "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        else:
            yield from _text(child)


def _looks(element: Any, bold: bool, points: float) -> tuple[bool, float]:
    """Whether nearly all letters are bold, and the size in points of most of them."""
    letters = bold_letters = 0
    sizes: Counter[float] = Counter()
    for run in element.iter(W + "r"):
        count = sum(map(str.isalnum, "".join(_text(run))))
        mark = run.find(f"{W}rPr/{W}b")
        is_bold = bold if mark is None else mark.get(W + "val", "1") not in ("0", "false", "off")
        size = run.find(f"{W}rPr/{W}sz")
        letters += count
        bold_letters += count * is_bold
        half_points = size.get(W + "val", "") if size is not None else ""
        sizes[int(half_points) / 2 if half_points.isdecimal() else points] += count
    return letters > 0 and bold_letters >= 0.9 * letters, sizes.most_common(1)[0][0] if letters else points


def _table(table: Any, context: _Context) -> Iterator[_Paragraph]:
    """Rows of cells; a table that only lays out the page (one column, or headings inside) as paragraphs."""
    rows = _rows(table)
    nested = any(inner is not table for inner in table.iter(W + "tbl"))
    if nested or all(len(list(_cells(row))) < 2 for row in rows) or _has_headings(table, context.styles):
        for row in rows:
            for cell in _cells(row):
                yield from _paragraphs(cell, context)
        return
    for row in rows:
        if row in context.laid_out:
            for cell in filter(_lines, _cells(row)):
                yield from _paragraphs(cell, context)
            continue
        cells = [[_paragraph(one, context) for one in cell.iter(W + "p")] for cell in _cells(row)]
        texts = [cell_text(line for one in cell for line in one.text.split("\n")) for cell in cells]
        filled = [one for cell in cells for one in cell if one.text.strip()]
        text = "\t".join(texts).rstrip("\t")
        if filled:
            yield _Paragraph(text, bold=all(one.bold for one in filled), points=filled[0].points, table=True)


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl"), None) is table]


def _cell_lines(row: Any) -> list[list[str]]:
    return list(map(_lines, _cells(row)))


def _lines(cell: Any) -> list[str]:
    texts = ("".join(_text(paragraph)) for paragraph in cell.iter(W + "p"))
    return [line for text in texts for part in text.split("\n") if (line := " ".join(part.split()))]


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells(child)


def _has_headings(table: Any, styles: _Styles) -> bool:
    ids = {style.get(W + "val") for style in table.iter(W + "pStyle")}
    return any(styles.level(style_id) is not None for style_id in ids)
