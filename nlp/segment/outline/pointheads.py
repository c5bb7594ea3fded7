"""The lines of a point's heading: where it begins and ends, its number and title, whether its group is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.segment.lines.features import Shape, numbering, title_key
from nlp.segment.lines.labeller import HEADINGS, LineLabel
from nlp.segment.outline.contents import contents_key, letters
from nlp.vocabulary import line_patterns, wording
from nlp.vocabulary.headings import parse_decision_heading, split_run_in

NEAR = 4
"""A status so few lines below a heading belongs to it."""
WIDE = 60
"""A line at least this long may be wrapped."""
_LETTERED = re.compile(r"(?P<n>\d{1,3}) ?(?P<letter>[a-h])[).:]?[ \t]+(?P<rest>[A-ZÆØÅ].*)")
_FROM_BODY = re.compile(r"^sag fra:?\s+\S.*$", re.IGNORECASE)
_LABELLED_CASE = re.compile(wording.LABELLED_CASE, re.IGNORECASE)
_ASIDE = re.compile(r",\s*[a-zæøå]+(?: [a-zæøå]+)?")
"""What is said of a point beside its number ("Sag 11, lukket")."""
_FIELD = re.compile(
    r"[^\W\d_][\w.]{1,15}(?: \w{1,12})?:?(?: {3,}|\t)\S|[^\W\d_]\w{1,12}\.?: *(?:[\d.]+(?: af \d+)?|[IVX]+|[A-ZÆØÅ])$"
)
"""A label and what stands beside it, below a title."""
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_GOES_ON = re.compile(wording.GOES_ON + "$", re.IGNORECASE)


def below_groups(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """Starts with the title right below a line such as "Uden for dagsordenen", if a decision follows before the next.

    Such points often have no number where the others have one.
    """
    added: list[int] = []
    for start, stop in pairwise([*starts, len(found)]):
        for index in range(start + 1, stop - 1):
            title = found[index + 1]
            decided = "DECISION" in labels[index + 2 : stop]
            if line_patterns.GROUP_LINE.match(found[index].text) and decided and title.kind < 0 and title.role is None:
                labels[index], labels[index + 1] = "OUTSIDE", "POINT"
                added.append(index + 1)
    return sorted([*starts, *added])


def put_in(found: list[Shape], labels: list[LineLabel], starts: Sequence[int]) -> list[int]:
    """Starts with those of points put in behind another: "5 a)" behind 5."""
    added: list[int] = []
    for start, stop in pairwise([*starts, len(found)]):
        one = found[start]
        if one.kind < 0 or one.written:
            continue
        inside = range(start + 1, stop)
        decided = [i for i in inside if labels[i] in HEADINGS and found[i].any_role == "decision"]
        for index in inside:
            s = found[index]
            lettered = _LETTERED.fullmatch(s.text)
            below = any(i > index for i in decided)
            if lettered and int(lettered["n"]) == one.number and below and s.indent <= one.indent:
                written = f"{lettered['n']} {lettered['letter']}"
                rest = lettered["rest"]
                found[index] = replace(
                    s, kind=one.kind, number=one.number, rest=rest, key=title_key(rest), written=written
                )
                added.append(index)
    for index in added:
        labels[index] = "POINT"
    return sorted([*starts, *added])


def end_meeting(found: Sequence[Shape], labels: list[LineLabel], starts: Sequence[int]) -> None:
    """Below "Mødet hævet kl. 21.15" in the last point nothing belongs to it, if no decision follows.

    Right below a heading it is the decision.
    """
    first = starts[-1] if starts else len(found)
    ended = next((i for i in range(first + 1, len(found)) if wording.MEETING_ENDED.fullmatch(found[i].text)), None)
    if ended is None or (labels[ended - 1] == "DECISION" and split_run_in(found[ended - 1].text) is None):
        return
    if not {"DECISION", "ABSENCE"} & set(labels[ended:]):
        labels[ended:] = ["OUTSIDE"] * (len(found) - ended)


def heading_size(found: Sequence[Shape], labels: Sequence[LineLabel], listed: str) -> int:
    """How many of a point's lines are its heading: number, title and the lines on which that goes on."""
    size = 1
    while size < len(found) and _goes_on(found[:size], found[size], labels[size], listed):
        size += 1
    return size


def _goes_on(heading: Sequence[Shape], s: Shape, label: LineLabel, listed: str) -> bool:
    if label == "MORE" and s.kind >= 0 and not s.rest and heading[0].kind < 0:
        return True
    case = wording.BARE_CASE_LINE.match(s.text) or wording.CASE_AND_BODY.match(s.text)
    case = case or _LABELLED_CASE.fullmatch(s.text)
    if (
        s.line.table
        or (label == "NOISE" and not _hangs(heading, s))
        or case
        or (line_patterns.CASE_DATA.match(s.text) and not wording.STATUS_LINE.fullmatch(s.text))
    ):
        return False
    if s.kind < 0 and (says := parse_decision_heading(s.text)) and says.date:
        return False
    number, title = number_and_title(heading)
    if not title or wording.STATUS_LINE.fullmatch(title) or wording.ONLY_CASE.fullmatch(title):
        more = number is not None and label != "DECISION" and s.role in (None, "other")
        return label == "MORE" or (more and not (title and s.role))
    if wording.STATUS_LINE.fullmatch(s.text) or title_key(s.rest) == title_key(title) or s.text == str(number):
        return label == "MORE"
    if not heading[-1].rest:
        return False
    if _FIELD.match(s.text):
        return False
    if _hangs(heading, s):
        return True
    if letters(title + wording.CASE_AT_END.sub("", s.text)) in listed:
        return True
    if label != "MORE":
        return False
    last = heading[-1].text
    if not s.text[:1].isupper() or _GOES_ON.search(last) or _FROM_BODY.match(last):
        return True
    return len(last) >= WIDE and not (listed and letters(title) in listed)


def _hangs(heading: Sequence[Shape], s: Shape) -> bool:
    """Whether a line stands right below a heading of one line, as far in as its title behind the number."""
    first, last = heading[0], heading[-1]
    column = len(first.text) - len(first.rest)
    below = s.line.start == last.line.end + 1 and first.kind >= 0 and first.rest
    goes_on = (last.text[-1:].isalpha() and ":" not in s.text) or s.text[:1] == "("
    return bool(below and goes_on and s.indent - first.indent == column > 1 and s.role is None)


def number_and_title(heading: Sequence[Shape]) -> tuple[str | None, str]:
    """The number and the joined title of a heading of one or more lines."""
    number: str | None = None
    titles: list[str] = []
    for s in heading:
        rest = s.text
        if s.kind >= 0 and number in (None, _written(s)):
            number, rest = _written(s), s.rest
            if aside := _ASIDE.fullmatch(rest):
                rest = "Lukket punkt" if _is_closed(aside[0]) else ""
            before = s.text[: len(s.text) - len(rest)].lower()
            rest = f"Lukket: {rest}" if rest and "lukket" in before else rest
            kind, again, after = numbering(rest)
            rest = after if kind >= 0 and str(again) == number and after else rest
        if titles and wording.STATUS_LINE.fullmatch(rest):
            titles[0] = f"Lukket: {titles[0]}" if _is_closed(rest) else titles[0]
        elif rest and not _FROM_BODY.match(rest) and not _said(rest, titles):
            titles.append(rest)
    if len(titles) > 1 and wording.STATUS_LINE.fullmatch(titles[0]):
        titles[:2] = [f"Lukket: {titles[1]}" if _is_closed(titles[0]) else titles[1]]
    return number, " ".join(titles)


def _written(s: Shape) -> str:
    """The number as it is printed ("3.2", "01")."""
    zeros = _ZEROS.search(s.text[: len(s.text) - len(s.rest)]) if s.number < 10 else None
    return s.written or (zeros[0] if zeros else "") + str(s.number)


def _is_closed(status: str) -> bool:
    return any(word in status.lower() for word in ("lukke", "ikke offentlig", "fortrolig"))


def _said(rest: str, titles: Sequence[str]) -> bool:
    """Whether a line only repeats a title, be that of one line or of several."""
    whole = letters(" ".join(titles))
    return title_key(rest) in [title_key(t) for t in titles] or (len(whole) > 3 and letters(rest) == whole)


def closed_points(found: Sequence[Shape], labels: Sequence[LineLabel], starts: Sequence[int]) -> set[int]:
    """Starts of points that a heading above them, or their place in the contents list, says are closed."""
    closed: set[int] = set()
    keys: set[tuple[int, str]] = set()
    listed_closed = group_closed = False
    last = -NEAR
    for index, (s, label) in enumerate(zip(found, labels, strict=True)):
        if label == "TOC":
            if s.kind < 0 and len(s.text) < WIDE:
                listed_closed = bool(line_patterns.CLOSED_GROUP.match(s.text)) or (listed_closed and not _opens(s.text))
            if s.kind >= 0 and (listed_closed or wording.CLOSED_AT_START.match(s.rest) or "(lukket" in s.text.lower()):
                keys.add((s.number, contents_key(s)))
        elif index in starts:
            last = index
            if group_closed or ((s.number, contents_key(s)) in keys and len(s.key) > 3):
                closed.add(index)
        elif (label == "OUTSIDE" or line_patterns.GROUP_LINE.match(s.text)) and not (
            wording.STATUS_LINE.fullmatch(s.text) and NEAR > index - last > 0
        ):
            group_closed = bool(line_patterns.CLOSED_GROUP.match(s.text))
    return closed


def _opens(text: str) -> bool:
    return text.lower().startswith(("åb", "offentlig"))
