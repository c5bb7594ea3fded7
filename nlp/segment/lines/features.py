"""Features of lines for the line labeller: what a line looks like and what the document says of it.

Nothing here names a municipality or fixes a layout: numbering is compared with the numbering of other lines,
titles with the contents list, styles with how often the document repeats them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.outline import Line
from nlp.record import SectionRole
from nlp.vocabulary import line_patterns
from nlp.vocabulary.headings import heading_role, parse_decision_heading, run_in_role

Matrix = NDArray[np.float32]
Style = tuple[int, int | None, bool, bool]
"""Kind of numbering, level, whether it is marked, whether it is large."""

KINDS = [kind for kind, _ in line_patterns.NUMBERING]
_LINK = re.compile(r"(?:^\s*[-*•] )?(?<!!)\[(?P<text>[^\[\]\n]+)\]\([^()\n]*\)")
"""A link of markdown, with the bullet of a list of links."""
_CHECKS = (
    line_patterns.CONTENTS_HEAD,
    line_patterns.CASE_DATA,
    line_patterns.CASE_NUMBER,
    line_patterns.STATUS_LINE,
    line_patterns.ABSENCE,
    line_patterns.HEAD_WORD,
    line_patterns.NOISE,
    line_patterns.DECIDED,
    line_patterns.LOWERED,
)
_WORD = re.compile(r"\w+")
_TWO_WORDS = re.compile(r"(?<!\w)(?=([A-ZÆØÅÉ][\w'.-]{0,60} [A-ZÆØÅÉ][\w'-]{1,60}))")
_DIGITS = re.compile(r"\d+")
_NUMBER_START = re.compile(r"[\d§(]|ad|dag|emne|nr|p[ku]|sag", re.IGNORECASE)
_MARK_ENDS = frozenset("*_># \t")
MANY, MANY_LINES = 20, 400
"""Counts stop here: a document of a thousand pages must look like the shorter ones of training."""
HEAD_LINES = 40
"""Names of members are looked for in so many lines."""
LONG = 240
"""Lines longer than this are running text; only their shape is looked at."""


@dataclass(slots=True)
class Shape:
    """One line without its marks, its numbering taken apart."""

    line: Line
    text: str
    kind: int
    """Index into :data:`KINDS` or -1."""
    number: int
    rest: str
    key: str
    """The rest in lower case without page numbers and punctuation, to find the same title again."""
    style: Style
    indent: int = 0
    loose: str = ""
    """The text without case and digits, to find the same heading with another date or number."""
    role: SectionRole | None = None
    """Of the section that the line may head."""
    written: str = ""
    """The number as it is written where that is not its digits ("IV", "3.2")."""

    @property
    def any_role(self) -> SectionRole | None:
        """Of the section that the line may head, be the heading the whole line or run in before its text."""
        return self.role or run_in_role(self.text)

    @property
    def marked(self) -> bool:
        """Whether a heading level, marks or a large font set the line apart."""
        return any(self.style[1:])


def numbering(text: str) -> tuple[int, int, str]:
    """Kind, number and rest of a line such as "Punkt 12: Title"; (-1, -1, text) without numbering."""
    if _NUMBER_START.match(text):
        for index, (_, pattern) in enumerate(line_patterns.NUMBERING):
            match = pattern.match(text)
            if match:
                return index, int(match["n"]), text[match.end() :].strip()
    return -1, -1, text


def title_key(text: str) -> str:
    """A title as it is compared between contents list and heading."""
    short = text[:120].lower().rstrip()
    bare = short.rstrip("0123456789")
    if len(short) - len(bare) > 4:
        bare = short
    return " ".join(_WORD.findall(bare))[:60]


def shape(text: str, line: Line) -> Shape:
    """Take one line apart."""
    text = _LINK.sub(r"\g<text>", text) if "](" in text else text
    bare = text if text[:1].isalnum() and text[-1:] not in _MARK_ENDS else line_patterns.MARKS.sub("", text)
    indent = min(len(text) - len(text.lstrip(" \t")), MANY)
    if len(bare) > LONG:
        return Shape(line, bare, -1, -1, bare, "", (-1, None, False, False), indent)
    kind, number, rest = numbering(bare)
    if kind >= 0 and rest[:1] in "0123456789PpNnSs" and numbering(rest)[1] == number:
        rest = numbering(rest)[2] or rest
    loose = _DIGITS.sub("", bare[:80]).lower()
    marked = line.bold or bare != text.strip()
    style = (kind, line.level, marked, line.size > 1.05)
    return Shape(line, bare, kind, number, rest, title_key(rest), style, indent, loose, heading_role(bare))


def shapes(text: str, lines: Sequence[Line]) -> list[Shape]:
    """The shapes of all lines that are not blank; what all are indented by is no indent."""
    found = [shape(text[line.start : line.end], line) for line in lines if text[line.start : line.end].strip()]
    margin = sorted(s.indent for s in found)[len(found) // MANY] if found else 0
    for s in found if margin else ():
        s.indent = max(s.indent - margin, 0)
    return found


@lru_cache(maxsize=50_000)
def _decided(text: str) -> bool:
    return len(text) <= LONG and line_patterns.DECIDED.match(text) is not None


@lru_cache(maxsize=50_000)
def _words_of(text: str, rest: str, kind: int, number: int, role: SectionRole | None) -> tuple[float, ...]:
    """What the words of a line alone tell; lines recur, within a document and through an archive."""
    words, lowered = text.split(), text.lower()
    short = len(text) <= LONG
    first = rest[:1]
    return (
        math.log1p(len(text)),
        min(len(words), 60),
        *(kind == index for index in range(len(KINDS))),
        math.log1p(min(max(number, 0), 10 * MANY)),
        first.isupper(),
        first.islower(),
        text[-1:] == ".",
        text[-1:] == ":",
        text[-1:] in ",;",
        text[-1:].isdigit(),
        text.isupper(),
        sum(w[:1].isupper() for w in words) / max(len(words), 1) if short else 0.0,
        role is not None,
        role == "decision",
        role == "absence",
        role == "attachments",
        short and parse_decision_heading(text) is not None,
        bool(line_patterns.BULLET.match(text)),
        *((bool(check.match(text)) for check in _CHECKS) if short else (False for _ in _CHECKS)),
        *(
            short and any(part in lowered for part in needs) and bool(p.search(text))
            for needs, p in line_patterns.INSIDE
        ),
        short and bool(line_patterns.NAME_LINE.match(text)),
        short and "lukket" in lowered,
        lowered[:3] == "at ",
    )


def _own(s: Shape, blank_before: bool, blank_after: bool) -> tuple[float, ...]:
    line = s.line
    marks = (line.level or 0, line.bold, line.size, line.table or "\t" in s.text, blank_before, blank_after, s.indent)
    return marks + _words_of(s.text, s.rest, s.kind, s.number, s.role)


def _blanks(text: str, lines: Sequence[Line]) -> list[tuple[bool, bool]]:
    """For each line with text: is the line before it blank, is the line after it."""
    blank = [not text[line.start : line.end].strip() for line in lines]
    around = [True, *blank, True]
    return [(around[i], around[i + 2]) for i in range(len(lines)) if not blank[i]]


def _document(all_shapes: Sequence[Shape]) -> Matrix:
    """What the whole document tells of each line: repetition, contents list, ascending numbers."""
    places, people = np.arange(len(all_shapes)), _people(all_shapes)
    named = [" ".join(s.rest.split(" ", 2)[:2]).strip(",.(") in people for s in all_shapes]
    columns = (
        places / len(all_shapes),
        np.log1p(np.minimum(places, MANY_LINES)),
        *_repetition(all_shapes),
        *_numbers(all_shapes),
        *_loosely(all_shapes),
        np.asarray(named) & (places >= HEAD_LINES),
    )
    return np.column_stack(columns).astype(np.float32)


def _repetition(all_shapes: Sequence[Shape]) -> Iterator[NDArray[np.float64]]:
    """How often the document has a line's text, its title (in all, before and after it) and its style."""
    texts = Counter(s.text for s in all_shapes)
    yield np.log1p(np.minimum([texts[s.text] for s in all_shapes], MANY))
    keys = [s.key if len(s.key) > 3 else "" for s in all_shapes]
    counts, seen = Counter(keys), Counter[str]()
    counts[""] = 0
    before = []
    for key in keys:
        before.append(seen[key])
        seen[key] += bool(key)
    same = np.asarray([counts[key] for key in keys])
    yield np.log1p(np.minimum(same, MANY))
    yield np.minimum(before, MANY)
    yield np.minimum(same - before - 1, MANY)
    styles = Counter(s.style for s in all_shapes)
    alike = np.asarray([styles[s.style] for s in all_shapes])
    yield np.log1p(np.minimum(alike, MANY_LINES))
    yield alike / len(all_shapes)


def _numbers(all_shapes: Sequence[Shape]) -> Iterator[NDArray[np.float64]]:
    """How a line's number fits those of its kind and of its style."""
    of_kind: defaultdict[int, set[int]] = defaultdict(set)
    of_style: defaultdict[Style, set[int]] = defaultdict(set)
    for s in all_shapes:
        of_kind[s.kind].add(s.number)
        of_style[s.style].add(s.number)
    last: dict[int, int] = {}
    last_style: dict[Style, int] = {}
    rows: list[tuple[float, ...]] = []
    for s in all_shapes:
        if s.kind < 0:
            rows.append((False, False, False, False, False, -30, 0))
            continue
        step, kind, style = s.number - last.get(s.kind, 0), of_kind[s.kind], of_style[s.style]
        follows = s.number - 1 == last_style.get(s.style, 0)
        near = (s.number + 1 in kind, s.number - 1 in kind, step == 1, s.number + 1 in style, follows)
        rows.append((*near, max(min(step, 20), -20), min(len(style), MANY)))
        last[s.kind] = last_style[s.style] = s.number
    yield from np.asarray(rows, dtype=np.float64).T


def _loosely(all_shapes: Sequence[Shape]) -> Iterator[NDArray[np.float64]]:
    """How often a line stands there with other digits, and how often the words of a decision stand below it."""
    counts = Counter(s.loose for s in all_shapes)
    decided: Counter[str] = Counter()
    for s, below in pairwise(all_shapes):
        decided[s.loose] += bool(s.loose) and _decided(below.text)
    yield np.log1p([min(counts[s.loose], MANY) if s.loose else 0 for s in all_shapes])
    yield np.asarray([decided[s.loose] / counts[s.loose] for s in all_shapes])


def _people(all_shapes: Sequence[Shape]) -> set[str]:
    """The first two words of what may be a person's name in the first lines."""
    return {found[1] for s in all_shapes[:HEAD_LINES] for found in _TWO_WORDS.finditer(s.text)}


def _shifted(matrix: Matrix, by: int) -> Matrix:
    """Rows moved by some lines; -1 where there is no such line."""
    moved = np.full_like(matrix, -1.0)
    if by > 0:
        moved[by:] = matrix[:-by] if len(matrix) > by else moved[by:]
    else:
        moved[:by] = matrix[-by:] if len(matrix) > -by else moved[:by]
    return moved


def with_context(matrix: Matrix, reach: int) -> Matrix:
    """Each row with the rows of its neighbours up to ``reach`` lines away: (n, f * (2 reach + 1))."""
    return np.hstack([matrix] + [_shifted(matrix, by) for r in range(1, reach + 1) for by in (r, -r)])


def first_features(text: str, lines: Sequence[Line], all_shapes: Sequence[Shape]) -> Matrix:
    """Features of the first pass: (lines with text, features)."""
    own = [_own(s, *blank) for s, blank in zip(all_shapes, _blanks(text, lines), strict=True)]
    matrix = np.asarray(own, dtype=np.float32)
    document = _document(all_shapes)
    return np.hstack([with_context(matrix, 2), document, _shifted(document[:, 3:6], 1), _shifted(document[:, 3:6], -1)])


def second_features(first: Matrix, probabilities: Matrix, all_shapes: Sequence[Shape], point: int) -> Matrix:
    """Features of the second pass: the first pass's view of the line, its neighbours and its style.

    ``point`` is the column of the point heading's probability. Lines that look like the
    document's likely point headings are likely ones themselves, and so are lines that differ in digits only.
    """
    score = probabilities[:, point]
    everything = float(score.sum()) + 1e-6
    sure = [s for s, is_sure in zip(all_shapes, (score > 0.5).tolist(), strict=True) if is_sure]
    likely, keys = {s.number for s in sure if s.kind >= 0}, Counter(s.key for s in sure)
    styles = _ids([s.style for s in all_shapes])
    in_style, lines = np.bincount(styles, weights=score), np.bincount(styles)
    loose = _ids([s.loose for s in all_shapes])
    alike = np.zeros((loose.max() + 1, probabilities.shape[1]), dtype=np.float32)
    np.add.at(alike, loose, probabilities)
    alike /= np.bincount(loose)[:, None].astype(np.float32)
    without = np.asarray([not s.loose for s in all_shapes])
    places = np.arange(len(score))
    last = np.maximum.accumulate(np.where(score > 0.5, places, -1))
    columns = (
        in_style[styles] / everything,
        (in_style / lines)[styles],
        *(np.asarray([s.kind >= 0 and s.number + step in likely for s in all_shapes]) for step in (-1, 1, 0)),
        np.asarray([min(keys[s.key], MANY) for s in all_shapes]),
        np.full(len(score), min(len(likely), MANY)),
        np.full(len(score), min(everything, MANY)),
        np.minimum(places - 1 - np.concatenate([[-1], last[:-1]]), 300),
    )
    return np.hstack(
        [
            first,
            with_context(probabilities.astype(np.float32), 3),
            np.where(without[:, None], probabilities, alike[loose]),
            np.column_stack(columns).astype(np.float32),
        ]
    )


def _ids(values: Sequence[Hashable]) -> NDArray[np.int64]:
    """The same number for the same value."""
    known: dict[Hashable, int] = {}
    return np.asarray([known.setdefault(value, len(known)) for value in values])
