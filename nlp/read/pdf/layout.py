"""Rows of a PDF page in reading order: columns one after the other, table rows with tabs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from nlp.read.pdf.pieces import Piece
from nlp.read.pdf.sidelabels import Line, Segment, labels_first

_SAME_BASELINE = 0.45
_WORD_GAP = 0.12
_MARKED_GAP = 0.05
_CELL_GAP = 1.6
"""Gaps in units of the font size."""
_MARKER = re.compile(
    r"(?:\(?\d{1,3}[.)]|\(?[a-zA-ZæøåÆØÅ][.)]|[-–•▪·*o►➢✓\uf0b7\uf0a7]|§+\s?\d+\.?"
    r"|(?:dagsordens)?(?:punkt|pkt\.?|sag|nr\.?)(?:\s?nr\.?)?\s?\d+\s?[.:)]?)$",
    re.IGNORECASE,
)
_MARKER_GAP = 6.0
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪"})
_SOFT_HYPHEN_INSIDE = re.compile("\u00ad(?=.)")
_FEWEST_ROWS = 4
_PROSE_WORDS = 4
_FULL = 0.8
_PROSE_SHARE = 0.25
"""A column of text has this share of lines of four words or more that fill so much of its width."""
_MANY_ROWS, _ALONE, _PROSE_SHARE_ALONE = 20, 0.2, 0.08
"""Less is enough on a page of many rows of which so many stand on one side only, unlike those of a table."""


@dataclass(slots=True)
class Row(Piece):
    """One visual line of a column (0: the whole width): what pieces side by side say together."""

    page: int = 0
    column: int = 0
    table: bool = False
    cells: tuple[tuple[float, float], ...] = ()
    """Left and right edges of the cells of a table row."""
    bottom: float = 0.0
    """The baseline of the last line that went into the row."""
    whole: bool = False
    """A paragraph by the file's own tags, which nothing else on its page joins."""
    level: int | None = None
    """The level of a heading by the file's own tags."""


def page_rows(pieces: list[Piece], page: int) -> list[Row]:
    """The rows of a page (1-based number) in reading order."""
    lines = labels_first([Line(y, _segments(group)) for y, group in _baselines(pieces)])
    rows: list[Row] = []
    for start, end, gutter in _regions(lines):
        if gutter is None:
            rows += [_row(line, page) for line in lines[start:end]]
        else:
            for column, side in enumerate(_sides(lines[start:end], gutter), 1):
                rows += [_row(line, page, column) for line in side]
    return rows


def _baselines(pieces: list[Piece]) -> list[tuple[float, list[Piece]]]:
    groups: list[tuple[float, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda one: (one.y, one.x0)):
        if groups:
            y, group = groups[-1]
            size = max(piece.size, max(one.size for one in group))
            if piece.y - y <= _SAME_BASELINE * size and not _overlaps(piece, group):
                group.append(piece)
                continue
        groups.append((piece.y, [piece]))
    return [(_main_baseline(group), group) for _, group in groups]


def _overlaps(piece: Piece, group: list[Piece]) -> bool:
    """Whether a piece of ordinary size would stand on top of another of the row: then it is the next row."""
    shared = (
        min(piece.x1, one.x1) - max(piece.x0, one.x0)
        for one in group
        if abs(one.y - piece.y) > 0.2 * one.size and one.size < 1.3 * piece.size
    )
    return any(width > piece.size for width in shared)


def _main_baseline(group: list[Piece]) -> float:
    return max(group, key=lambda piece: (piece.size, len(piece.text))).y


def _segments(group: list[Piece]) -> list[Segment]:
    segments: list[Segment] = []
    for piece in sorted(group, key=lambda one: one.x0):
        letters = sum(map(str.isalnum, piece.text))
        new = Segment(piece.text, piece.x0, piece.x1, piece.size, letters, letters if piece.bold else 0)
        if segments and _belongs(segments[-1], new, len(segments)):
            _append(segments[-1], new)
        else:
            segments.append(new)
    for segment in segments:
        segment.text = _SOFT_HYPHEN_INSIDE.sub("", " ".join(segment.text.split()).translate(_BULLETS))
    return [segment for segment in segments if segment.text]


def _belongs(segment: Segment, new: Segment, count: int) -> bool:
    gap = new.x0 - segment.x1
    size = max(segment.size, new.size)
    if gap <= _CELL_GAP * size:
        return True
    return count == 1 and gap <= _MARKER_GAP * size and bool(_MARKER.match(segment.text.strip()))


def _append(segment: Segment, new: Segment) -> None:
    gap = (new.x0 - segment.x1) / max(segment.size, new.size)
    marked = segment.text.endswith(" ") or new.text.startswith(" ")
    apart = gap > (_MARKED_GAP if marked else _WORD_GAP)
    segment.text = segment.text.rstrip() + (" " if apart else "") + new.text.lstrip()
    segment.x1 = max(segment.x1, new.x1)
    if new.letters > segment.letters:
        segment.size = new.size
    segment.letters += new.letters
    segment.bold_letters += new.bold_letters


def _regions(lines: list[Line]) -> list[tuple[int, int, float | None]]:
    """Runs of lines ``(start, end, gutter)`` that cover the page; the gutter is the x between two columns."""
    found = next((runs for gutter in _gutters(lines) if (runs := _column_runs(lines, gutter))), [])
    regions: list[tuple[int, int, float | None]] = []
    place = 0
    for start, end, gutter in found:
        if start > place:
            regions.append((place, start, None))
        regions.append((start, end, gutter))
        place = end
    if place < len(lines):
        regions.append((place, len(lines), None))
    return regions


def _gutters(lines: list[Line]) -> list[float]:
    segments = [segment for line in lines for segment in line.segments]
    if len(segments) < 2 * _FEWEST_ROWS:
        return []
    left, right = min(one.x0 for one in segments), max(one.x1 for one in segments)
    inner = [one.x0 for one in segments if left + 0.3 * (right - left) < one.x0 < left + 0.75 * (right - left)]
    edges = Counter(round(x / 4) for x in inner)
    return [edge * 4 - 4.0 for edge, count in edges.most_common(3) if count >= _FEWEST_ROWS]


def _column_runs(lines: list[Line], gutter: float) -> list[tuple[int, int, float]]:
    runs = []
    start = 0
    for place in range(len(lines) + 1):
        if place == len(lines) or any(one.x0 < gutter - 2 and one.x1 > gutter + 2 for one in lines[place].segments):
            if _is_two_columns(lines[start:place], gutter):
                runs.append((start, place, gutter))
            start = place + 1
    return runs


def _is_two_columns(lines: list[Line], gutter: float) -> bool:
    lefts = [[one for one in line.segments if one.x1 <= gutter + 2] for line in lines]
    rights = [[one for one in line.segments if one.x0 >= gutter - 2] for line in lines]
    single = sum(len(left) <= 1 and len(right) <= 1 for left, right in zip(lefts, rights, strict=True))
    if single < 0.85 * len(lines):
        return False
    alone = sum(not left or not right for left, right in zip(lefts, rights, strict=True))
    independent = len(lines) >= _MANY_ROWS and alone >= _ALONE * len(lines)
    needed = _PROSE_SHARE_ALONE if independent else _PROSE_SHARE
    return all(_full_share([one for part in side for one in part]) >= needed for side in (lefts, rights))


def _full_share(segments: list[Segment]) -> float:
    """The share of lines that fill the width of a column, as text does and cells of a table do not."""
    if len(segments) < _FEWEST_ROWS:
        return 0.0
    width = max(one.x1 for one in segments) - min(one.x0 for one in segments)
    full = sum(one.x1 - one.x0 >= _FULL * width and len(one.text.split()) >= _PROSE_WORDS for one in segments)
    return full / len(segments)


def _sides(lines: list[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left = [Line(line.y, [one for one in line.segments if one.x0 < gutter - 2]) for line in lines]
    right = [Line(line.y, [one for one in line.segments if one.x0 >= gutter - 2]) for line in lines]
    return [line for line in left if line.segments], [line for line in right if line.segments]


def _row(line: Line, page: int, column: int = 0) -> Row:
    segments = line.segments
    size = max(segments, key=lambda one: one.letters).size
    letters = sum(one.letters for one in segments)
    bold = letters > 0 and sum(one.bold_letters for one in segments) >= 0.85 * letters
    table = len(segments) > 1 and not _is_label(segments)
    text = ("\t" if table else " ").join(one.text for one in segments).replace("\u00ad", "-")
    cells = tuple((one.x0, one.x1) for one in segments) if table else ()
    return Row(
        text,
        segments[0].x0,
        segments[-1].x1,
        line.y,
        size,
        bold,
        page=page,
        column=column,
        table=table,
        cells=cells,
        bottom=line.y,
    )


def _is_label(segments: list[Segment]) -> bool:
    """A label and its value side by side ("Mødested:   Rådhuset"): a line of text, not a table."""
    first, rest = segments[0], segments[1:]
    if len(rest) != 1 or rest[0].text.replace(".", "").isdigit():
        return False
    return first.text.endswith(":") or (first.bold and not rest[0].bold and len(first.text.split()) <= 3)
