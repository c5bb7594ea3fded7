"""Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, cp1252, and mixtures of lines."""

from __future__ import annotations

import codecs
import re

from nlp.errors import ReadError

MAX_LINE = 1_000_000
"""Characters in one line; no paragraph of minutes comes near, and later steps work by line."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = {code: " " for code in [*range(32), *range(0x7F, 0xA0)] if chr(code) not in "\t\n"}
_CONTROLS |= {0x2028: "\n", 0x2029: "\n", 0xFEFF: " "}
_CONTROL = re.compile(f"[{''.join(map(chr, _CONTROLS))}]")
_TOO_BINARY = 0.05


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, newlines as ``\\n``, control characters as blanks, and warnings of losses.

    Raises :class:`ReadError` where the bytes are no text or a line is beyond :data:`MAX_LINE`.
    """
    text, warnings = _to_text(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_long_lines(text)
    return (text.translate(_CONTROLS) if _CONTROL.search(text) else text), warnings


def looks_binary(data: bytes) -> bool:
    """Whether the bytes are no text: NUL bytes or many control characters."""
    if data.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    head = data[:65536]
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 11, 27))
    return controls > max(2, len(head) * _TOO_BINARY)


def _to_text(data: bytes) -> tuple[str, list[str]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), []
            except UnicodeDecodeError:
                if encoding != "utf-8":
                    return data[len(bom) :].decode(encoding, "replace"), [f"damaged {encoding}: some characters lost"]
                data = data[len(bom) :]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_lines(data: bytes) -> tuple[str, list[str]]:
    lines = data.splitlines(keepends=True)
    decoded = [_decode_line(line) for line in lines]
    utf8 = sum(1 for line, (_, kind) in zip(lines, decoded, strict=True) if kind == "utf-8" and not line.isascii())
    text = "".join(line for line, _ in decoded)
    if utf8 == 0:
        return text, []
    other = sum(kind == "cp1252" for _, kind in decoded)
    return text, [f"mixed encodings: {other} of {len(lines)} lines read as cp1252, the rest as utf-8"]


def _decode_line(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), "cp1252"


def _refuse_long_lines(text: str) -> None:
    if len(text) <= MAX_LINE:
        return
    start, number = 0, 1
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > MAX_LINE:
            raise ReadError(
                f"line {number} has {end - start:,} characters (at most {MAX_LINE:,}): these are no minutes; "
                "break the text into lines or take the file out"
            )
        start, number = end + 1, number + 1
