"""People of a head that no known label introduces: lists under odd words, bare lists, and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline import Offsets
from nlp.record import AttendanceKind
from nlp.segment import wording
from nlp.segment.absence import find_absence
from nlp.segment.names import Name, name_at, name_end, take_names

RUN = 3
"""Names in lines of their own, one below the other, that make a list without a label."""
_ODD_LABEL = re.compile(r"[ \t*_#|]*(?P<label>[^\W\d_][^:\n]{2,45}?)[ \t*_]*:[ \t*_]*(?=\S)")
_LINE = re.compile(r"[^\n]+")

Person = tuple[Name, AttendanceKind, str]
"""A name, how its owner took part, and what else its line says."""


def odd_lists(text: str, spans: list[Offsets]) -> Iterator[Person]:
    """Names behind labels that nobody else uses ("Hvem var med: …"), in the parts of a head that are free."""
    for start, end in _lines(text, spans):
        label = _ODD_LABEL.match(text, start, end)
        if not label or wording.NOT_MEMBERS.search(label["label"]):
            continue
        names, behind = take_names(text, label.end(), end, across=False)
        absent = bool(wording.NOT_THERE.search(label["label"]))
        if not names or text[behind:end].strip(" \t.*_,"):
            continue
        if absent or (len(names) > 1 and (any(n.party for n in names) or wording.THERE.search(label["label"]))):
            yield from ((name, "absent" if absent else "present", "") for name in names)


def bare_lists(text: str, spans: list[Offsets]) -> Iterator[Person]:
    """Names with party or role, one a line or a row of a table, without any label above them."""
    run: list[Person] = []
    for start, end in [*_lines(text, spans), (0, 0)]:
        name = name_at(text[:end], start + len(text[start:end]) - len(text[start:end].lstrip(" \t*_#|")))
        rest = text[name_end(text[:end], name) : end].rstrip(" \t*_|") if name else ""
        cells = rest.startswith(("\t", "|", " |"))
        if name and (name.party or name.notes or cells) and (cells or not rest.strip() or rest.strip()[0] in ",(-–"):
            run.append((name, "present", rest))
        else:
            yield from run if len(run) >= RUN else ()
            run = []


def in_sentences(text: str, start: int, end: int) -> Iterator[Person]:
    """Who the sentences of a head name as absent, as chairing, or as called in for somebody."""
    for pattern, kind in wording.HEAD_SENTENCES:
        for found in pattern.finditer(text, start, end):
            names, _ = take_names(text, found.end(), end, across=kind == "absent")
            yield from ((name, kind, "") for name in (names if kind == "absent" else names[:1]))
    for found in wording.AS_SUBSTITUTE.finditer(text, start, end):
        if (name := name_at(text, found.start("name"))) and name.end >= found.end("name"):
            yield name, "substitute", ""
    for line_start, line_end in _lines(text, [(start, end)]):
        if not wording.OF_A_POINT.search(text, line_start, line_end):
            for one in find_absence(text, line_start, line_end).names:
                at = text.find(one, line_start, line_end)
                if at >= 0 and (name := name_at(text, at)):
                    yield name, "absent", ""


def _lines(text: str, spans: list[Offsets]) -> Iterator[Offsets]:
    for start, end in spans:
        for line in _LINE.finditer(text, start, end):
            if line[0].strip():
                yield line.start(), line.end()
