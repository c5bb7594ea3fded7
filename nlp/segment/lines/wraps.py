"""Hard-wrapped text made whole: a line goes on below where the next word would not have fitted on it.

The text keeps its length: the newline of a wrapped line becomes a blank, so that all offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.outline import Line
from nlp.segment.lines.features import numbering
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.bodies import is_body
from nlp.vocabulary.headings import heading_role, parse_decision_heading, split_run_in

NARROWEST, WIDEST = 36, 130
"""Letters of a line in text that is wrapped."""
NEAR = 4
"""Letters by which full lines differ."""
FULL = 0.03
"""Share of the lines that end near the edge, in text that is wrapped."""
BEYOND = 0.02
"""Share of the lines that may be longer than that."""
YEAR = 1900
_ITEM = re.compile(r"[-–—•▪·*►|#_<§\[]|o\s|[a-zæøå][.)]\s|\d{1,3}[.)]?\s|ad\.?\s", re.IGNORECASE)
_LABEL = re.compile(r"[A-ZÆØÅ][^\s:.,]*(?: [^\s:.,]+){0,3}:(?:\s|$)")
_TITLE = re.compile(r"(?:åbent? |lukket )?(?:referat|dagsorden|protokol|beslutningsprotokol|møde)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|msg|jpe?g|png)$", re.IGNORECASE)
_GOES_ON = re.compile(wording.GOES_ON + "$")


def unwrapped(text: str, lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The text with blanks for the newlines inside wrapped sentences, and its lines; both as given if none is."""
    width = wrapped_at(text, lines)
    if width is None:
        return text, list(lines)
    letters = list(text)
    whole: list[Line] = []
    for line in lines:
        if whole and _goes_on(text, whole[-1], line, width):
            letters[line.start - 1] = " "
            whole[-1] = replace(whole[-1], end=line.end)
        else:
            whole.append(line)
    return "".join(letters), whole


def wrapped_at(text: str, lines: Sequence[Line]) -> int | None:
    """The width at which a text is wrapped, None where it is not."""
    sizes = sorted((len(_words(text, line)) for line in lines if not line.table), reverse=True)
    sizes = [size for size in sizes if size]
    enough = max(3, round(len(sizes) * FULL))
    for place, size in enumerate(sizes[: max(len(sizes) - enough, 0)]):
        if place > max(1, len(sizes) * BEYOND) or size < NARROWEST:
            return None
        if size <= WIDEST and size - sizes[place + enough] <= NEAR:
            return size if _goes_on_often(text, lines, size, enough) else None
    return None


def _goes_on_often(text: str, lines: Sequence[Line], width: int, enough: int) -> bool:
    """Lines below full ones begin in lower case, as the middle of a sentence does."""
    below = [_words(text, two) for one, two in pairwise(lines) if _full(text, one, two, width)]
    return sum(words[0].islower() for words in below) >= max(enough, 0.3 * len(below))


def _words(text: str, line: Line) -> str:
    return text[line.start : line.end].strip()


def _full(text: str, above: Line, below: Line, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on the line above."""
    last = text.rfind("\n", above.start, above.end) + 1
    size = len(text[max(last, above.start) : above.end].strip())
    word = text[below.start : below.end].split(maxsplit=1)
    return bool(word and size) and size + 1 + len(word[0]) > width


def _goes_on(text: str, above: Line, below: Line, width: int) -> bool:
    if below.start != above.end + 1 or above.table or below.table or above.level or below.level:
        return False
    if (above.bold, above.size) != (below.bold, below.size) or not _full(text, above, below, width):
        return False
    said, words = _words(text, above), _words(text, below)
    if not _WORD.search(words):
        return False
    if _heading_goes_on(said, words):
        return True
    if _ITEM.match(words) or _LABEL.match(words) or -1 < numbering(words)[1] < YEAR or heading_role(words):
        return False
    if line_patterns.CASE_DATA.match(words) or wording.BARE_CASE_LINE.match(words) or _FILE.search(said):
        return False
    if words[0].islower() or _GOES_ON.search(said):
        return True
    goes_on = said[-1].isalpha() or said[-1] in ",)"
    return goes_on and heading_role(said) is None and split_run_in(words) is None and not _of_head(said, words)


def _heading_goes_on(said: str, words: str) -> bool:
    """A decision heading that tells who or when only with its second line ("Beslutning i Skoleudvalget den")."""
    whole, alone = parse_decision_heading(f"{said} {words}"), parse_decision_heading(said)
    if not whole or whole == alone or not (whole.date or whole.body):
        return False
    return not (alone and alone.date) or whole.number is not None


def _of_head(said: str, words: str) -> bool:
    """Two facts of a head ("Referat fra mødet i Skoleudvalget", "Nordby Kommune"), each on a line of its own."""
    return bool(_TITLE.match(said) or is_body(said) or is_body(words) or words.endswith(" Kommune"))
