"""Text whose lines were run together: headings, numbered titles and labels inside the lines get lines of their own.

It is done only where lines are whole pages or chapters and decision headings stand inside them: where a document has
lines, prose that names a decision ("Byrådets beslutning den 3. maj") would cut it up. A blank before and behind a
heading becomes a newline, so all offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.outline import Line
from nlp.segment.head.labelled_lines import bare_labels, label_kinds
from nlp.segment.lines.inlineheadings import BEHIND_HEADING, CAPITAL, inline_headings
from nlp.segment.lines.inlinetitles import title_breaks
from nlp.vocabulary import line_patterns, wording

FLAT = 300
"""Letters that a line has on average where lines were run together; documents with lines have 25 to 120."""
ENOUGH = 2
"""Decision headings inside lines."""
NAMED_WITHIN, HEAD_WITHIN = 400, 2000
"""Letters in which the document names itself, and in which labels stand without colon."""
LONGEST_CASE, LONGEST_ABSENCE = 160, 200
_LABEL = re.compile(r"(?<!\S)[A-ZÆØÅ][^\s:]*(?: [^\s:]+){0,2}(?=:\s)")
_CASE = re.compile(
    rf"(?<!\S)(?=[A-ZÆØÅ])(?i:{wording.CASE_LABEL}|dok\.?\s?nr|{line_patterns.CASE_FIELDS})\b"
    r"|(?<!\S)(?:Åbent?|Lukket)(?: punkt| sag)?(?= Sag)"
)
_NAMES_ITSELF = re.compile(
    r"(?<!\S)(?:[A-ZÆØÅ][\w-]+ (?:Kommune|KOMMUNE)|(?i:åbent referat|referat|beslutningsprotokol|protokol))(?=\s)"
)
_GROUP = re.compile(rf"(?<!\S)(?=[A-ZÆØÅ])(?i:indholdsfortegnelse|{line_patterns.GROUP})(?=[\s:])")
_SENTENCE_BREAK = re.compile(r"(?<=[^\W\d_]{2}[.)])\s+(?=[A-ZÆØÅ])")


def refolded(text: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The text with newlines around what heads something, and its lines; both as given where lines are whole."""
    if not _is_flat(text):
        return text, lines
    headings = list(inline_headings(text)) if text.lower().count("beslutning") >= ENOUGH else []
    alone = [heading.alone for heading in headings if heading.role == "decision"]
    if alone.count(False) < max(ENOUGH, alone.count(True) + 1):
        return text, lines
    breaks = {place for heading in headings for place in (heading.start, heading.end)}
    breaks.update(title_breaks(text, headings), _label_breaks(text), _case_breaks(text))
    breaks.update(_absence_breaks(text), _head_breaks(text))
    folded = _broken(text, breaks)
    return folded, [part for line in lines for part in _parts(folded, line)]


def _is_flat(text: str) -> bool:
    rows = [len(row) for row in text.split("\n") if row.strip()]
    return sum(rows) >= FLAT * len(rows) > 0


def _broken(text: str, breaks: Iterable[int]) -> str:
    """The text with a newline for the blank at each break, or before it."""
    letters = list(text)
    for place in breaks:
        blank = place - 1 if place and text[place - 1] in " \t" else place
        if blank < len(text) and text[blank] in " \t":
            letters[blank] = "\n"
    return "".join(letters)


def _parts(text: str, line: Line) -> Iterator[Line]:
    at = line.start
    for words in text[line.start : line.end].split("\n"):
        yield replace(line, start=at, end=at + len(words))
        at += len(words) + 1


def _label_breaks(text: str) -> Iterator[int]:
    """Where labels of the head begin ("… Rådhuset Mødedato: 3. maj …")."""
    for label in _LABEL.finditer(text):
        words = label[0].split(" ")
        endings = (" ".join(words[place:]) for place in range(len(words)))
        if ending := next((one for one in endings if one.lower() in label_kinds()), ""):
            yield label.end() - len(ending)


def _case_breaks(text: str) -> Iterator[int]:
    """Where labels of case numbers begin, and where the numbers end."""
    for case in _CASE.finditer(text):
        yield case.start()
        line = text[case.start() : case.start() + LONGEST_CASE].split("\n", 1)[0]
        if number := wording.CASE_LINE.match(line):
            yield case.start() + number.end("number")


def _absence_breaks(text: str) -> Iterator[int]:
    """Both ends of sentences on absence."""
    at = 0
    for gap in [*_SENTENCE_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end - at < LONGEST_ABSENCE and wording.ABSENCE_WORDS.search(text, at, end):
            yield from (at, end)
        at = gap.end() if gap else end


def _head_breaks(text: str) -> Iterator[int]:
    """Around the municipality, the word that names the document and the headings of groups; labels without colon."""
    for found in (*_NAMES_ITSELF.finditer(text[:NAMED_WITHIN]), *_GROUP.finditer(text)):
        yield from found.span()
    for word in CAPITAL.finditer(text, 0, HEAD_WITHIN):
        if word[0].lower() in bare_labels() and BEHIND_HEADING.match(text, word.end()):
            yield word.start()
