"""Web pages: the main content as lines, without scripts, navigation and boilerplate."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

from nlp.errors import ReadError
from nlp.outline import Line, TextWriter
from nlp.read.decode import decode
from nlp.read.html import ILLEGAL, Block, tree_blocks
from nlp.read.patterns import BOILERPLATE, BOILERPLATE_NAME, COOKIE_LINE

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMED = re.compile(BOILERPLATE_NAME, re.IGNORECASE)
_COOKIES = re.compile(COOKIE_LINE)
_ALWAYS_DROPPED = ("nav", "footer", "aside")
_MAIN_SHARE = 0.5
"""A main element counts as the page's content where it holds at least this part of the text."""


def read_webpage(data: bytes) -> tuple[str, list[Line], list[str]]:
    """Text, lines and warnings; headings of the page give the lines their level."""
    source, warnings = _decode(data)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(ILLEGAL.sub(" ", _DECLARATION.sub("", source)), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"damaged HTML ({error}); save the page again") from error
    body = root.find("body") if root.find("body") is not None else root
    blocks = [block for block in tree_blocks(_content(body)) if not _is_boilerplate(block)]
    if not blocks:
        raise ReadError("the web page holds no text (it may be filled in by scripts); save it from a browser")
    writer = TextWriter()
    for block in blocks:
        if block.level and writer.position:
            writer.line()
        writer.line(block.text, level=block.level, bold=block.bold, table=block.table)
    return writer.text(), writer.lines, warnings


def _decode(data: bytes) -> tuple[str, list[str]]:
    named = _CHARSET.search(data[:4096])
    if named and named[1].lower() not in (b"utf-8", b"utf8"):
        try:
            encoding = named[1].decode("ascii").lower()
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin1") else encoding), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _content(body: HtmlElement) -> HtmlElement:
    for element in list(body.iter(*_ALWAYS_DROPPED, "header", "div", "section", "ul", "form", "a", "button")):
        if element is not body and _is_furniture(element):
            element.drop_tree()
    whole = len(body.text_content().split())
    for main in body.xpath(".//main | .//*[@role='main'] | .//article"):
        if len(main.text_content().split()) >= whole * _MAIN_SHARE:
            return main
    return body


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _ALWAYS_DROPPED or element.get("role") in ("navigation", "banner", "search", "contentinfo"):
        return not any(True for _ in element.iterancestors("main", "article")) or element.tag == "nav"
    return bool(_NAMED.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _is_boilerplate(block: Block) -> bool:
    text = block.text.lower().removeprefix("- ").strip(" .:›»>|")
    return text in BOILERPLATE or (len(text) < 300 and bool(_COOKIES.search(text)))
