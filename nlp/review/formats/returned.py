"""Answers as other tools give them back, matched with the points that were sent out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nlp.review.gather import clash, wrong_with
from nlp.review.items import Answer, Item, Problem, Span
from nlp.review.own_labels import OwnLabels


@dataclass(slots=True)
class Returned:
    """One answer as a tool gives it. ``text`` or ``digest`` tell whether the point is still the one that was sent."""

    where: str
    id: str
    topics: list[str] | None = None
    decision_types: list[str] | None = None
    spans: list[Span] | None = None
    text: str | None = None
    digest: str | None = None
    by: str = ""
    at: str = ""


@dataclass(slots=True)
class Imported:
    """What an import gave: items with their answers, and the answers that are kept out."""

    good: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def matched(found: Iterable[Returned | Problem], sent: Mapping[str, Item], own: OwnLabels) -> Imported:
    """Check every answer against the points that were sent out; two answers of one person for a point are both out."""
    result = Imported()
    by_key: dict[tuple[str, str], list[tuple[str, Item]]] = {}
    for one in found:
        if isinstance(one, Problem):
            result.problems.append(one)
            continue
        item = sent.get(one.id)
        problem = fits(one, item)
        if problem or item is None:
            result.problems.append(Problem(one.where, one.id, problem))
            continue
        answer = Answer(topics=one.topics, decision_types=one.decision_types, spans=one.spans, by=one.by, at=one.at)
        labelled = item.with_answer(answer)
        wrong = list(wrong_with(labelled, own))
        result.problems += [Problem(one.where, one.id, what) for what in wrong]
        if not wrong:
            by_key.setdefault((one.id, one.by), []).append((one.where, labelled))
    for same in by_key.values():
        if problem_of_two := clash(same):
            result.problems.append(problem_of_two)
        else:
            result.good.append(same[0][1])
    return result


def fits(one: Returned, item: Item | None) -> str:
    """Why an answer does not belong to the point; empty where it does."""
    if item is None:
        return "no such point among those sent out; import with the file or archive that it came from"
    changed = one.text is not None and one.text != item.text
    if changed or (one.digest is not None and one.digest != item.digest):
        return "its text has changed since, so that offsets no longer fit; label it again"
    if one.topics is None and one.decision_types is None and one.spans is None:
        return "no answer in it"
    return ""
