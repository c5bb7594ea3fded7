"""HTML to blocks: paragraphs, headings, list items with their numbers, table rows with tabs.

Used for web pages and for the HTML that agenda systems keep in their fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement

from nlp.read.cells import cell_text
from nlp.read.patterns import HTML_BLOCKS, HTML_SKIPPED
from nlp.vocabulary.sidelabels import laid_out

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_CELL_BREAK = "\x1e"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(slots=True)
class Block:
    """One line of text to be: a paragraph, heading, list item or table row (cells parted by tabs)."""

    text: str
    level: int | None = None
    bold: bool = False
    table: bool = False
    item: bool = False


@dataclass(slots=True)
class _List:
    tag: str
    kind: str
    number: int

    def marker(self) -> str:
        """The mark of the next item: "- ", or its number in the list's own kind, which is counted on."""
        if self.tag != "ol":
            return "- "
        number, self.number = self.number, self.number + 1
        return f"{_count(number, self.kind)}. "


@dataclass(slots=True)
class _State:
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    bold: list[bool] = field(default_factory=lambda: [False])
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    level: int | None = None
    preformatted: int = 0
    rows: list[list[str]] = field(default_factory=list)
    """Open data rows; cells of nested tables run into the outer cell."""


def html_blocks(source: str) -> list[Block]:
    """The blocks of an HTML fragment, in document order, empty ones left out."""
    if "<" not in source and "&" not in source:
        return text_blocks(source)
    root = parse_fragment(source)
    return tree_blocks(root) if root is not None else []


def text_blocks(source: str) -> list[Block]:
    """One block for each line of plain text that is not empty."""
    lines = (clean(line) for line in source.replace("\r", "\n").split("\n"))
    return [Block(line) for line in lines if line]


def clean(text: str) -> str:
    """Text on one line: white space collapsed, no-break spaces plain, invisible characters gone."""
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_INVISIBLE.sub("", text).split())


def parse_fragment(source: str) -> HtmlElement | None:
    """The source below one ``div``; None where there is nothing in it."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return html.fragment_fromstring(
            ILLEGAL.sub(" ", _DECLARATION.sub("", source)), create_parent="div", parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def tree_blocks(root: HtmlElement) -> list[Block]:
    """The blocks below an element that the parser gave."""
    state = _State()
    rows = _data_rows(root)
    skipped: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is None and event == "start" and _is_skipped(element):
            skipped = element
        elif skipped is None:
            (_open if event == "start" else _close)(state, element, rows)
        if event == "end":
            skipped = None if element is skipped else skipped
            if skipped is None and element is not root:
                _add(state, element.tail)
    _flush(state)
    return state.blocks


def _is_skipped(element: HtmlElement) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in HTML_SKIPPED
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds rows of cells, and does not merely lay out the page."""
    if any(True for _ in table.iter("table", *_HEADINGS) if _ is not table):
        return False
    return any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))


def _data_rows(root: HtmlElement) -> set[HtmlElement]:
    """The rows of tables that hold data."""
    tables = [
        [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        for table in root.iter("table")
        if _is_data(table)
    ]
    return {row for rows in tables for row in rows}.difference(laid_out(tables, _cells))


def _cells(row: HtmlElement) -> list[list[str]]:
    """The paragraphs of each cell."""
    cells = []
    for cell in row.iterchildren("td", "th"):
        parts = [cell.text or ""]
        for event, element in etree.iterwalk(cell, events=("start", "end")):
            if element is not cell:
                parts.append(_CELL_BREAK if element.tag in HTML_BLOCKS or element.tag == "br" else "")
                parts.append((element.text if event == "start" else element.tail) or "")
        cells.append([line for part in "".join(parts).split(_CELL_BREAK) if (line := clean(part))])
    return cells


def _open(state: _State, element: HtmlElement, rows: set[HtmlElement]) -> None:
    tag = element.tag
    if tag in HTML_BLOCKS and not _in_cell(state):
        _flush(state)
    if tag in ("ul", "ol"):
        state.lists.append(_List(tag, _list_kind(element), _int(element.get("start"), 1)))
    elif tag == "li" and state.lists:
        state.lists[-1].number = _int(element.get("value"), state.lists[-1].number)
        state.marker = state.lists[-1].marker() if not _in_cell(state) else ""
    elif tag == "tr" and element in rows:
        state.rows.append([])
    elif tag in _HEADINGS:
        state.level = _HEADINGS[tag]
    elif tag == "pre":
        state.preformatted += 1
    elif tag == "br":
        state.parts.append(_CELL_BREAK) if _in_cell(state) else _flush(state)
    if tag in HTML_BLOCKS and _in_cell(state):
        state.parts.append(_CELL_BREAK)
    state.bold.append(_is_bold(element, state.bold[-1]))
    _add(state, element.text)


def _close(state: _State, element: HtmlElement, rows: set[HtmlElement]) -> None:
    tag = element.tag
    state.bold.pop()
    if tag in ("td", "th") and _in_cell(state) and _row_of(element) in rows:
        state.rows[-1].append(cell_text(map(clean, "".join(state.parts).split(_CELL_BREAK))))
        state.rows[-1].extend([""] * (min(_int(element.get("colspan"), 1), 50) - 1))
        state.parts.clear()
    elif tag == "tr" and state.rows and element in rows:
        _flush_row(state)
    elif tag in HTML_BLOCKS and not _in_cell(state):
        _flush(state)
    if tag in ("ul", "ol") and state.lists:
        state.lists.pop()
    elif tag == "li":
        state.marker = ""
    elif tag in _HEADINGS:
        state.level = None
    elif tag == "pre":
        state.preformatted -= 1


def _in_cell(state: _State) -> bool:
    return bool(state.rows)


def _row_of(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("tr"), None)


def _add(state: _State, text: str | None) -> None:
    if not text:
        return
    if state.preformatted and not _in_cell(state):
        *lines, text = text.split("\n")
        for line in lines:
            state.parts.append(line)
            _flush(state)
    state.parts.append(text)
    letters = len(text.strip())
    state.letters += letters
    state.bold_letters += letters if state.bold[-1] else 0


def _flush(state: _State) -> None:
    text = clean("".join(state.parts))
    if text:
        bold = state.letters > 0 and state.bold_letters >= 0.9 * state.letters
        state.blocks.append(Block(state.marker + text, state.level, bold, item=bool(state.marker)))
        state.marker = ""
    state.parts.clear()
    state.letters = state.bold_letters = 0


def _flush_row(state: _State) -> None:
    cells = state.rows.pop()
    text = "\t".join(cells).rstrip("\t")
    if text.strip():
        bold = state.letters > 0 and state.bold_letters >= 0.9 * state.letters
        state.blocks.append(Block(text, bold=bold, table=True))
    state.parts.clear()
    state.letters = state.bold_letters = 0


def _is_bold(element: HtmlElement, outer: bool) -> bool:
    bold = outer or element.tag in ("b", "strong", "th")
    style = element.get("style")
    if not style:
        return bold
    return not _NOT_BOLD.search(style) and (bold or bool(_BOLD.search(style)))


def _list_kind(element: HtmlElement) -> str:
    style = element.get("style", "").lower()
    for name, kind in (("upper-alpha", "A"), ("lower-alpha", "a"), ("upper-roman", "I"), ("lower-roman", "i")):
        if name in style:
            return kind
    return element.get("type", "1") or "1"


def _count(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < len(_ROMAN):
        return _ROMAN[number] if kind == "i" else _ROMAN[number].upper()
    return str(number)


def _int(value: str | None, default: int) -> int:
    return int(value) if value and value.strip().isdecimal() and len(value) < 6 else default
