"""Which format a file has, told by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from nlp.errors import ReadError
from nlp.read.decode import decode, looks_binary
from nlp.read.patterns import (
    AMBIGUOUS_SIGNATURES,
    ENCODED_MAIL,
    HTML_START,
    MARKDOWN_BOLD,
    MARKDOWN_HEADING,
    PACKAGES,
    SIGNATURES,
    XHTML,
    XML_START,
)

_HEAD = 4096


def detect(data: bytes) -> str:
    """One of pdf, docx, zip, json, xml, html, csv, md, txt; :class:`ReadError` for anything else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError("the file is empty; export or fetch it again")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    for signature, meaning in SIGNATURES:
        if data.startswith(signature) and (signature not in AMBIGUOUS_SIGNATURES or b"\x00" in data[:_HEAD]):
            raise ReadError(f"this is {meaning}")
    if looks_binary(data):
        raise ReadError("unknown binary content; minutes are read from PDF, DOCX, HTML, XML, JSON, CSV and text")
    return _text_format(data)


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"damaged zip archive ({error}); fetch it again") from error
    if "word/document.xml" in names:
        return "docx"
    for member, meaning in PACKAGES:
        if member in names and ("mimetype" in names or member != "content.xml"):
            raise ReadError(f"this is {meaning}")
    return "zip"


def _text_format(data: bytes) -> str:
    head = _head_text(data)
    start = head.lstrip()
    if start[:1] in ("{", "[") and re.match(r"[{\[]\s*[\"{\[}\]]", start):
        return "json"
    if re.match(ENCODED_MAIL, start):
        raise ReadError("this is an e-mail or a saved web page (.eml, .mht); save its text or attachment by itself")
    if re.match(HTML_START, start, re.IGNORECASE | re.DOTALL):
        return "html"
    if re.match(XML_START, start):
        return "html" if re.search(XHTML, start, re.IGNORECASE) else "xml"
    first = start.partition("\n")[0].lower()
    if "identifikator" in first and "indhold" in first:
        return "csv"
    return "md" if _is_markdown(data) else "txt"


def _head_text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:_HEAD].decode("utf-16", "replace")
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r", "\n")


def _is_markdown(data: bytes) -> bool:
    text, _ = decode(data)
    headings = len(re.findall(MARKDOWN_HEADING, text))
    return (
        headings > 1
        or (headings == 1 and bool(re.search(MARKDOWN_BOLD, text)))
        or (len(re.findall(MARKDOWN_BOLD, text)) > 2)
    )
