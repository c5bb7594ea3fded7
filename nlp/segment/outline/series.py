"""Where the point headings themselves form a series, it corrects the labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

from nlp.segment.lines.features import KINDS, Shape
from nlp.segment.lines.labeller import LineLabel
from nlp.segment.lines.ownheadings import own_headings
from nlp.segment.lines.ownnumbers import ENOUGH, LONGEST, STRAYS, best_chain, covers, is_series
from nlp.vocabulary import wording

LOST = 2
"""Steps between two numbers in a row, where scanning may have lost one."""
WORDED = frozenset(KINDS.index(kind) for kind in ("punkt", "pkt", "sag", "nr"))
"""Numberings with a word, which running text hardly has at the beginning of a line."""
SURE = 0.7
"""Share of the points that must agree."""
HALF = 0.5
_ALONE = KINDS.index("alone")


def settle_series(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Correct the labels where the headings themselves form a series."""
    numbers_at_titles(found, labels)
    above_status(found, labels)
    without_inner(found, labels)
    fill_series(found, labels)
    settle_whole(found, labels)
    fill_between(found, labels)


def numbers_at_titles(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Ascending numbers that stand alone right above the titles head the points; they are no page numbers."""
    alone = [i for i, s in enumerate(found[:-1]) if s.kind == _ALONE and labels[i] != "TOC"]
    series = _ascending(found, labels, alone)
    right, known = _as_listed(found, labels, series)
    if len(series) < ENOUGH or len(alone) > (1 + STRAYS) * len(series) or right < SURE * known:
        return
    points = [i for i, label in enumerate(labels) if label == "POINT"]
    agreed = sum(i + 1 in points and found[i + 1].kind < 0 for i in series)
    steps = [(index, found[index].number) for index in series]
    unlike = len({found[i + 1].text for i in series}) == len(series)
    told = right >= max(ENOUGH, SURE * len(series))
    if told or agreed >= SURE * max(len(points), ENOUGH) or (unlike and is_series(steps, covers(found))):
        for index in series:
            labels[index], labels[index + 1] = "POINT", "MORE"


def _ascending(found: Sequence[Shape], labels: Sequence[LineLabel], alone: Sequence[int]) -> list[int]:
    """The longest run of numbers above titles that ascend by one, or by two where one was lost."""
    runs: list[list[int]] = []
    for index in alone:
        if labels[index + 1] != "POINT" and not _titled(found[index + 1]):
            continue
        for run in runs:
            if 0 < found[index].number - found[run[-1]].number <= LOST:
                run.append(index)
                break
        else:
            runs.append([index])
    return max(runs, key=len, default=[])


def _as_listed(found: Sequence[Shape], labels: Sequence[LineLabel], above: Sequence[int]) -> tuple[int, int]:
    """How many titles a numbered contents list gives these numbers, and how many it has at all."""
    listed = {(s.key, s.number) for s, label in zip(found, labels, strict=True) if label == "TOC" and s.kind >= 0}
    titles = {key for key, _ in listed}
    known = [i for i in above if found[i + 1].key in titles]
    return sum((found[i + 1].key, found[i].number) in listed for i in known), len(known)


def _titled(s: Shape) -> bool:
    fits = s.kind < 0 and 3 < len(s.text) < LONGEST and s.text[0].isupper() and s.text[-1] not in ".:,;"
    return fits and s.role in (None, "other")


def fill_series(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Where most lines of a worded series ("Punkt 3", alone or with a title) head points, the others do too."""
    forms: defaultdict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.kind in WORDED and not s.line.table and labels[index] != "NOISE" and s.number >= 0:
            forms[s.kind, not s.rest].append((index, s.number))
    covered = covers(found) if forms else []
    for (_, alone), lines in forms.items():
        chain = best_chain(lines, covered)
        places = {index: _point_beside(labels, index, alone) for index in chain}
        heads = [place for place in places.values() if place is not None]
        if len(heads) < SURE * len(chain) or not is_series(lines, covered):
            continue
        usual = Counter(heads).most_common(1)[0][0]
        for index in [index for index, place in places.items() if place is None]:
            labels[index] = "MORE"
            labels[index + usual] = "POINT"


def settle_whole(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Where a worded series leaves no number out and half of its lines head points, all do, and nothing between."""
    forms: defaultdict[tuple[int, bool, bool], list[tuple[int, int]]] = defaultdict(list)
    for index, s in enumerate(found):
        if s.kind in WORDED and not s.line.table and labels[index] != "TOC" and s.number >= 0:
            forms[s.kind, not s.rest, bool(s.written)].append((index, s.number))
    enough = [(form, lines) for form, lines in forms.items() if len(lines) >= ENOUGH]
    covered, headings = (covers(found), own_headings(found)) if enough else ([], [])
    for (_, alone, _), lines in enough:
        chain = best_chain(lines, covered)
        heads = sum(_heads(found, labels, index, alone) for index in chain)
        if heads < HALF * len(chain) or not is_series(lines, covered, headings):
            continue
        for index in range(chain[0], chain[-1]):
            if labels[index] == "POINT":
                labels[index] = "TEXT"
        if chain[0] and labels[chain[0] - 1] == "POINT" and found[chain[0] - 1].kind < 0:
            labels[chain[0] - 1] = "OUTSIDE"
        for index in chain:
            labels[index] = "POINT"
            if alone and index + 1 < len(found) and _titled(found[index + 1]):
                labels[index + 1] = "MORE"


def fill_between(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Between two points whose numbers leave others out, the lines with these are points where most have a decision."""
    starts = [index for index, label in enumerate(labels) if label == "POINT"]
    decisions: list[int] | None = None
    for one, two in pairwise(starts):
        first, last = found[one], found[two]
        if first.kind < 0 or first.kind != last.kind or not 2 <= last.number - first.number <= two - one:
            continue
        decisions = decisions or list(accumulate(label == "DECISION" for label in labels))
        wanted = range(first.number + 1, last.number)
        inside = [
            i
            for i in range(one + 1, two)
            if found[i].kind == first.kind and found[i].number in wanted and found[i].rest
        ]
        decided = sum(decisions[end - 1] > decisions[i] for i, end in pairwise([one, *inside, two]))
        numbers = [found[i].number for i in inside]
        enough = len(numbers) >= SURE * len(wanted) and decided > SURE * len(inside)
        if enough and numbers == sorted(set(numbers)):
            for index in inside:
                labels[index] = "POINT"


def _heads(found: Sequence[Shape], labels: Sequence[LineLabel], index: int, alone: bool) -> bool:
    """Whether a point begins at a line, or at the title without number below a number alone."""
    below = index + 1
    return labels[index] == "POINT" or (
        alone and below < len(found) and labels[below] == "POINT" and found[below].kind < 0
    )


def _point_beside(labels: Sequence[LineLabel], index: int, alone: bool) -> int | None:
    """How far from a number its point begins: at it, or for a number alone at the title above or below."""
    for place in (0, -1, 1) if alone else (0,):
        if 0 <= index + place < len(labels) and labels[index + place] == "POINT":
            return place
    return None


def above_status(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """A point taken to begin at "Åben sag" begins at the numbered line above it, as the others do."""
    kinds = [found[i].kind for i, label in enumerate(labels) if label == "POINT" and found[i].kind >= 0]
    for index in range(1, len(found)):
        above = found[index - 1]
        if labels[index] != "POINT" or not wording.STATUS_LINE.fullmatch(found[index].text):
            continue
        if above.kind in kinds and above.rest and labels[index - 1] in ("TEXT", "OUTSIDE", "META", "MORE", "HEAD"):
            labels[index - 1], labels[index] = "POINT", "META"


def without_inner(found: Sequence[Shape], labels: list[LineLabel]) -> None:
    """Where most points begin with one same line, that line begins all of them and numbers inside begin none."""
    starts = [i for i, label in enumerate(labels) if label == "POINT"]
    texts: defaultdict[str, list[int]] = defaultdict(list)
    for index in starts:
        texts[found[index].text].append(index)
    text, same = max(texts.items(), key=lambda one: len(one[1]), default=("", []))
    if len(same) < ENOUGH or found[same[0]].kind >= 0 or not wording.STATUS_LINE.fullmatch(text):
        return
    if sum(labels[i] == "POINT" and found[i].kind >= 0 for i in starts) > 0.4 * len(starts):
        return
    for index in range(same[0], len(found)):
        status = wording.STATUS_LINE.fullmatch(found[index].text) is not None
        if labels[index] == "POINT" and found[index].kind >= 0:
            labels[index] = "TEXT"
        elif status and labels[index] != "NOISE":
            labels[index] = "POINT"
