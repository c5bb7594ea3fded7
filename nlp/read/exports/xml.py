"""XML exports: parsed without entities or network, told apart by their elements."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TypeAlias, cast

from lxml import etree
from lxml.etree import _Element

from nlp.errors import ReadError
from nlp.read.decode import decode
from nlp.read.exports.meeting import MeetingData

Element: TypeAlias = _Element

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,8}));")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENCODING = re.compile(rb"^[^>]{0,100}encoding=[\"']([\w.-]+)[\"']")

# Root element (without namespace): format name.
_ROOTS = {
    "Publication": "agman",
    "Agendas": "agman",
    "Meeting": "edoc",
    "Root": "edoc-fujitsu",
    "root": "acadre",
    "Dagsorden": "sbsys",
}
_READERS = {"agman": "agman", "edoc": "edoc", "edoc-fujitsu": "fujitsu", "acadre": "acadre", "sbsys": "sbsys"}


def read_xml_meetings(data: bytes) -> list[tuple[str, MeetingData]]:
    """Format name and meeting, for each meeting of the export."""
    root = parse_xml(data)
    kind = _ROOTS.get(name_of(root))
    if kind is None:
        raise ReadError(
            f"XML, but of no known agenda system (root element <{name_of(root)}>); "
            "AGMAN, Acadre, eDoc, Fujitsu eDoc and SBSYS are read"
        )
    meetings: list[MeetingData] = import_module(f"nlp.read.exports.{_READERS[kind]}").read_meetings(root)
    return [(kind, meeting) for meeting in meetings]


def parse_xml(data: bytes) -> Element:
    """The root element; namespaces dropped, illegal characters stripped, entity declarations refused."""
    text = _DECLARATION.sub("", _decode(data).lstrip("\ufeff"), count=1)
    if _DOCTYPE.search(text[:10_000]):
        if "<!ENTITY" in text:
            raise ReadError("the XML declares entities, which are refused (entity expansion); export it without a DTD")
        text = re.sub(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?[^>]*>", "", text, count=1, flags=re.IGNORECASE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_ILLEGAL.sub("", _REFERENCE.sub(_legal_reference, text)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"damaged XML ({error}); export it again") from error
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return cast("Element", root)


def _decode(data: bytes) -> str:
    named = _ENCODING.match(data)
    try:
        return data.decode(named[1].decode("ascii") if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)[0]


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if legal else ""


def name_of(element: Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def text(element: Element | None, *paths: str) -> str:
    """The text at the first path that holds some, stripped; "" where none does."""
    if element is None:
        return ""
    for path in paths:
        for found in element.findall(path):
            content = (found.text or "").strip()
            if content:
                return content
    return ""


def markup(element: Element | None) -> str:
    """The content of an element as markup: escaped HTML, CDATA or elements inside it."""
    if element is None:
        return ""
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def attribute(element: Element | None, *names: str) -> str:
    """The first attribute of these names that holds something, in any case of letters."""
    if element is None:
        return ""
    lowered = {etree.QName(key).localname.lower(): value for key, value in element.attrib.items()}
    return next((value.strip() for name in names if (value := lowered.get(name.lower(), "").strip())), "")
