"""How far two annotators agree: Cohen's kappa and F1 a label, and the points to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from nlp.learn.measure.measures import f1
from nlp.resources import entity_labels
from nlp.review.items import Item
from nlp.review.own_labels import KINDS, OwnLabels
from nlp.review.reasons import Reason

if TYPE_CHECKING:
    from nlp.review.reasons import Kind, Value


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """``kappa`` is None where both always say the same, ``f1`` takes either annotator as right."""

    kind: str
    label: str
    kappa: float | None
    f1: float
    first: int
    second: int
    both: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point on which the two differ in one layer."""

    id: str
    title: str
    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(slots=True)
class Agreement:
    """``points`` that both answered, by layer."""

    points: dict[str, int] = field(default_factory=dict)
    labels: list[LabelAgreement] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        from dataclasses import asdict

        return asdict(self)


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Cohen's kappa of two yes-or-no answers (Cohen 1960); None where neither varies."""
    count = len(first)
    same = sum(a == b for a, b in zip(first, second, strict=True)) / max(count, 1)
    yes = sum(first) / max(count, 1), sum(second) / max(count, 1)
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return None if chance >= 1 else (same - chance) / (1 - chance)


def agree(first: Iterable[Item], second: Iterable[Item], own: OwnLabels) -> Agreement:
    """Compare the answers on the points that both have."""
    theirs = {item.id: item for item in second}
    pairs = [(item, theirs[item.id]) for item in first if item.id in theirs]
    result = Agreement()
    for kind in KINDS:
        _labels(kind, own.names(kind), pairs, result)
    _spans(pairs, result)
    return result


def _labels(kind: str, names: Sequence[str], pairs: Sequence[tuple[Item, Item]], result: Agreement) -> None:
    answers = [(a, _said(a, kind), _said(b, kind)) for a, b in pairs]
    both = [(item, set(x), set(y)) for item, x, y in answers if x is not None and y is not None]
    result.points[kind] = len(both)
    first = {name: [name in x for _, x, _ in both] for name in names}
    second = {name: [name in y for _, _, y in both] for name in names}
    for name in names:
        if any(first[name]) or any(second[name]):
            result.labels.append(_agreement(kind, name, first[name], second[name]))
    if both:
        every = ([answer for answers in of.values() for answer in answers] for of in (first, second))
        result.labels.append(_agreement(kind, "all labels", *every))
    result.disagreements += [
        Disagreement(item.id, item.title, kind, tuple(sorted(x)), tuple(sorted(y))) for item, x, y in both if x != y
    ]


def _said(item: Item, kind: str) -> list[str] | None:
    answer = item.answer
    found: list[str] | None = getattr(answer, kind) if answer else None
    return found


def _agreement(kind: str, label: str, ours: Sequence[bool], theirs: Sequence[bool]) -> LabelAgreement:
    """Kappa and F1 of what two people say of a label, or of all labels of a layer in a row."""
    common = sum(a and b for a, b in zip(ours, theirs, strict=True))
    score = f1(common, sum(ours), sum(theirs))
    return LabelAgreement(kind, label, kappa(ours, theirs), score, sum(ours), sum(theirs), common)


def _spans(pairs: Sequence[tuple[Item, Item]], result: Agreement) -> None:
    """Strict F1 of spans: offsets and label must be the same; chance agreement has no meaning here."""
    counts: dict[str, Counter[str]] = {label: Counter() for label in entity_labels()}
    marked = [
        (a, set(a.answer.spans), set(b.answer.spans))
        for a, b in pairs
        if a.answer and b.answer and a.answer.spans is not None and b.answer.spans is not None
    ]
    result.points["entities"] = len(marked)
    for item, x, y in marked:
        for key, spans in (("first", x), ("second", y), ("both", x & y)):
            for _, _, label in spans:
                counts[label][key] += 1
        if x != y:
            differ = (tuple(_written(item, spans) for spans in sorted(one)) for one in (x - y, y - x))
            result.disagreements.append(Disagreement(item.id, item.title, "entities", *differ))
    for label, row in counts.items():
        if row:
            score = f1(row["both"], row["first"], row["second"])
            result.labels.append(
                LabelAgreement("entities", label, None, score, row["first"], row["second"], row["both"])
            )


def _written(item: Item, span: tuple[int, int, str]) -> str:
    start, end, label = span
    return f"{item.text[start:end]} ({label})"


def to_settle(first: Iterable[Item], second: Iterable[Item], agreement: Agreement) -> list[Item]:
    """The points on which the two differ, to be answered once more; that answer then counts."""
    items: Mapping[str, Item] = {item.id: item for item in first}
    others: Mapping[str, Item] = {item.id: item for item in second}
    made = []
    for id in dict.fromkeys(one.id for one in agreement.disagreements):
        people = [one.answer.by or name for one, name in ((items[id], "A"), (others[id], "B")) if one.answer]
        differ = [one for one in agreement.disagreements if one.id == id]
        reasons = [_reason(one, people) for one in differ]
        made.append(items[id].model_copy(update={"answer": None, "reasons": reasons, "settles": True}))
    return made


def _reason(one: Disagreement, people: Sequence[str]) -> Reason:
    first, second = people
    values: dict[str, Value] = {"first": first, "firsts": [*one.first], "second": second, "seconds": [*one.second]}
    return Reason(kind=cast("Kind", f"{one.kind}_differ"), values=values)
