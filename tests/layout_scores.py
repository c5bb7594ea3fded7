"""Scores of the segmenter on marked documents: ``python tests/layout_scores.py [PATTERN] [--errors]``.

``--damage HOW`` breaks their lines first, as conversion from PDF does.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable

from layout_damages import DAMAGES, damaged
from marked_layouts import FOLDER, MarkedDocument, MarkedPoint, parse_marked

import nlp
from nlp.learn.measure.segmentation import Counts, plain
from nlp.read.escapes import unescaped
from nlp.record import Meeting, Point
from nlp.segment.factory import plain as document_of
from nlp.segment.factory import segment as segment_document
from nlp.segment.lines.labeller import LineLabeller
from nlp.vocabulary.bodies import clean_body

Report = Callable[[str, object, object], None]


def segment(text: str, labeller: LineLabeller) -> tuple[Meeting, list[Point]]:
    document = document_of(text)
    escapes = unescaped(document)
    meeting, points = segment_document(escapes.document if escapes else document, labeller)
    if escapes:
        escapes.restore(meeting, points)
    return meeting, points


class Scores:
    """Counts over documents; ``report`` is told of every difference."""

    def __init__(self, report: Report = lambda what, found, wanted: None) -> None:
        self.lists = {name: Counts() for name in ("boundaries", "absent", "participants", "attendance", "decisions")}
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.report = report

    def add(self, gold: MarkedDocument, meeting: Meeting, points: list[Point]) -> None:
        for name in ("municipality", "body", "date", "start_time", "kind"):
            wanted = getattr(gold, name)
            if wanted is not None:
                self._equal(name, str(getattr(meeting, name)), wanted, gold.name)
        self._compare("participants", [p.name for p in meeting.participants], [p.name for p in gold.participants])
        found = [(p.name, "other" if p.attendance in ("substitute",) else p.attendance) for p in meeting.participants]
        late = [(name, "present" if how in ("arrived_late", "left_early") else how) for name, how in found]
        self._compare(
            "attendance",
            late,
            [(p.name, "other" if p.attendance == "substitute" else p.attendance) for p in gold.participants],
        )
        self._compare("boundaries", [p.span[0] for p in points], [p.start for p in gold.points], gold.text)
        at = {p.span[0]: p for p in points}
        for wanted in gold.points:
            self._point(gold, at.get(wanted.start), wanted)

    def _point(self, gold: MarkedDocument, point: Point | None, wanted: MarkedPoint) -> None:
        where = f"{gold.name} {wanted.number}"
        self._equal("number", point and point.number, wanted.number, where)
        self._equal("titles", point and plain(point.title).casefold(), plain(wanted.title).casefold(), where)
        self._equal("case numbers", point and point.case_number, wanted.case_number, where)
        self._equal("closed", bool(point and point.closed), wanted.closed, where)
        self._compare("absent", point.absent if point else [], wanted.absent, where)
        found = [plain(d.text) for d in point.decisions] if point else []
        self._compare("decisions", found, [plain(d.text) for d in wanted.decisions], where)
        self._equal("decisions exact", found[-1:], [plain(d.text) for d in wanted.decisions[-1:]], where)
        who = [(plain(d.text), _body(d.body), d.date) for d in point.decisions] if point else []
        gold_who = [(plain(d.text), _body(d.body or gold.body), d.date or gold.date) for d in wanted.decisions]
        if len(wanted.decisions) > 1:
            self._equal("several bodies", who, gold_who, where)

    def _compare(self, name: str, found: Iterable[object], wanted: Iterable[object], where: str = "") -> None:
        found, wanted = list(found), list(wanted)
        self.lists[name].add(found, wanted)
        wrong, missed = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
        if name == "boundaries":
            shown = [[where[i : i + 60].split("\n")[0] for i in side if isinstance(i, int)] for side in (wrong, missed)]
        else:
            shown = [list(wrong), list(missed)]
        if wrong or missed:
            self.report(f"{name} {where if name != 'boundaries' else ''}", shown[0], shown[1])

    def _equal(self, name: str, found: object, wanted: object, where: str) -> None:
        self.total[name] += 1
        self.right[name] += found == wanted
        if found != wanted:
            self.report(f"{name} {where}", found, wanted)

    def figures(self) -> dict[str, float]:
        return {name: count.f1 for name, count in self.lists.items()} | {
            name: self.right[name] / total for name, total in self.total.items()
        }


def _body(name: str | None) -> str:
    return clean_body(name or "").casefold()


def score(documents: Iterable[MarkedDocument], labeller: LineLabeller, scores: Scores | None = None) -> Scores:
    scores = scores or Scores()
    for gold in documents:
        scores.add(gold, *segment(gold.text, labeller))
    return scores


def _print(what: str, found: object, wanted: object) -> None:
    print(f"  {what}\n      found  {found}\n      wanted {wanted}")


def documents_of(pattern: str, damage: str | None = None) -> list[MarkedDocument]:
    """The marked documents of a pattern, as they are or damaged in one of the ways of ``DAMAGES``."""
    sources = [(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob(pattern))]
    return [parse_marked(damaged(text, damage) if damage else text, name) for name, text in sources]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("pattern", nargs="?", default="*.txt")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--damage", choices=DAMAGES)
    arguments = parser.parse_args()
    labeller = nlp.load().get_pipe("referat_segmenter").labeller  # type: ignore[attr-defined]
    total = Scores()
    for gold in documents_of(arguments.pattern, arguments.damage):
        one = Scores(_print if arguments.errors else lambda *_: None)
        if arguments.errors:
            print(gold.name)
        found = segment(gold.text, labeller)
        one.add(gold, *found)
        total.add(gold, *found)
    for name, value in total.figures().items():
        print(f"{name:16}{value:.3f}")


if __name__ == "__main__":
    main()
