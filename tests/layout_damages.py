"""What conversion does to the lines of a document, done to marked texts: marks are kept and count for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from marked_layouts import HEAD_END, MARK

PAGE = 45
"""Lines of a page."""
NARROW = 52
"""Letters of a narrow line."""
_WORD = re.compile(r"(?:⟦[^⟦⟧]*⟧|[^\s⟦⟧])+")
_TABLE = re.compile(r"\t|^\s*\|")


def damaged(source: str, how: str) -> str:
    """The marked text with its body damaged in one of the ways of :data:`DAMAGES`."""
    head, end, body = source.partition(HEAD_END)
    return head + end + DAMAGES[how](body)


def _bare(body: str) -> str:
    """No blank lines."""
    return "\n".join(line for line in body.split("\n") if line.strip()) + "\n"


def _loose(body: str) -> str:
    """A blank line below every line."""
    return "".join(f"{line}\n\n" for line in body.split("\n") if line.strip())


def _narrow(body: str) -> str:
    """Wrapped anew, as in a narrow column; headings too."""
    return "\n".join(part for line in body.split("\n") for part in _wrapped(line))


def _wrapped(line: str) -> Iterator[str]:
    if _TABLE.search(line) or "\t" in line:
        yield line
        return
    row, length = "", 0
    for word in _WORD.findall(line):
        size = len(MARK.sub("", word))
        if row and length + 1 + size > NARROW:
            yield row
            row, length = "", 0
        row, length = (f"{row} {word}", length + 1 + size) if row else (word, size)
    yield row


def _indented(body: str) -> str:
    """A margin on the left, as ``pdftotext -layout`` gives."""
    return re.sub(r"(?m)^((?:⟦P[^⟦⟧]*⟧)?)(?=.*\S)", r"\1       ", body)


def _paged(body: str) -> str:
    """A running header and a page number in the text, without blank lines around them."""
    pages = _pages(body)
    return "\n".join(f"Referat af møde\n{page}\n{number}" for number, page in enumerate(pages, 1)) + "\n"


def _joined(body: str) -> str:
    """Each paragraph one line, headings that stand right above their text included."""
    return "\n\n".join(" ".join(block.split("\n")) for block in re.split(r"\n\s*\n", body) if block.strip()) + "\n"


def _flat(body: str) -> str:
    """Each page one line, as in transcripts of PDFs on the web."""
    return "\n\n".join(" ".join(line for line in page.split("\n") if line.strip()) for page in _pages(body)) + "\n"


def _pages(body: str) -> list[str]:
    lines = body.rstrip("\n").split("\n")
    return ["\n".join(lines[start : start + PAGE]) for start in range(0, len(lines), PAGE)]


DAMAGES: dict[str, Callable[[str], str]] = {
    "bare": _bare,
    "loose": _loose,
    "narrow": _narrow,
    "indented": _indented,
    "paged": _paged,
    "joined": _joined,
    "flat": _flat,
}
