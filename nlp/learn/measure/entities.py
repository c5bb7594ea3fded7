"""How good the entities of a pipeline are on annotated passages: exact spans, and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.learn.data.passages import Gold
from nlp.learn.measure.measures import f1, ratio
from nlp.tag.entities import Found

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.record import LawValue

VALUED = ("DATE", "MONEY", "LAW")
ENTITY_COMPONENTS = tuple(
    f"referat_{name}" for name in ("names", "money", "dates", "laws", "cases", "people", "orgs", "places", "entities")
)
CITED_BY_NUMBER = re.compile(r"(?:lov|lbk|bekendtgørelse|cirkulære) (\d+)(?:/(\d{4}))?$")


@dataclass(slots=True)
class Score:
    """Strict counts of one label; ``valued`` of the ``right`` ones carry the annotated value."""

    right: int = 0
    found: int = 0
    gold: int = 0
    valued: int = 0
    with_value: int = 0

    def add_right(self, label: str, wanted: str, value: Any) -> None:
        """Count a span that is right, and its value where annotators gave one."""
        self.right += 1
        if label in VALUED and wanted:
            self.with_value += 1
            self.valued += same_value(label, wanted, value)

    def summary(self) -> dict[str, float]:
        summary = {
            "precision": ratio(self.right, self.found),
            "recall": ratio(self.right, self.gold),
            "f1": f1(self.right, self.found, self.gold),
            "gold": self.gold,
        }
        return summary | ({"value": self.valued / self.with_value} if self.with_value else {})


def written_value(value: Any) -> str:
    """A value as annotators write it: ``2024-01-01/2024-12-31``, ``887``, ``4000-5000``, ``law § 3 stk. 4``."""
    from nlp.record import DateValue, LawValue, MoneyValue

    if isinstance(value, DateValue):
        return f"{value.start}/{value.end}" if value.start else ""
    if isinstance(value, MoneyValue):
        amounts = [value.amount] if value.amount is not None else [value.min, value.max]
        return "-".join(f"{amount:.2f}".rstrip("0").rstrip(".") for amount in amounts if amount is not None)
    if isinstance(value, LawValue):
        return " ".join(part for part in (value.law or "", written_provisions(value)) if part)
    return ""


def written_provisions(value: LawValue) -> str:
    """ "§ 3 stk. 4; kapitel 2": the provisions as annotators write them."""
    keys = (("kapitel", "chapter"), ("§", "section"), ("stk.", "subsection"), ("nr.", "item"))
    return "; ".join(
        " ".join(f"{word} {getattr(one, key)}" for word, key in keys if getattr(one, key)) for one in value.provisions
    )


def same_value(label: str, wanted: str, value: Any) -> bool:
    """Whether a value is the one that annotators wrote; of a LAW name or number, and provisions."""
    if label != "LAW":
        return wanted == written_value(value)
    return same_law(wanted, value)


def same_law(wanted: str, value: LawValue) -> bool:
    """Name as cited and provisions; for a citation by number the act in the register, where it knows it."""
    from nlp.tag.laws.provisions import provisions

    at = min((wanted.find(mark) for mark in ("§", "kapitel", "kap.") if mark in wanted), default=len(wanted))
    name = wanted[:at].strip()
    if provisions(wanted[at:]) != value.provisions:
        return False
    if cited := CITED_BY_NUMBER.match(name):
        act = value.resolved
        return act is None or (act.number == int(cited[1]) and cited[2] in (None, str(act.year)))
    return name == (value.law or "")


def entities(nlp: Language, text: str) -> list[Found]:
    """What the pipeline settles on in a text that is no whole document."""
    doc = nlp.make_doc(text)
    for name in ENTITY_COMPONENTS:
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return list(doc._.candidates)


def evaluate(nlp: Language, gold: Iterable[Gold], labels: Sequence[str] | None = None) -> dict[str, dict[str, float]]:
    """Strict precision, recall and F1 a label and over all (``micro``), with the share of right values.

    ``nlp`` is the whole pipeline: rules, network and ``referat_entities`` run on each passage as on a document
    without points. Values are compared for DATE, MONEY and LAW where the gold has one and the span is right.
    """
    from nlp.resources import entity_labels

    scores = {label: Score() for label in labels or entity_labels()}
    for one in gold:
        spans = {(start, end, label): value for start, end, label, value in one.spans if label in scores}
        for found in entities(nlp, one.text):
            if score := scores.get(found.label):
                score.found += 1
                wanted = spans.get((found.start, found.end, found.label))
                if wanted is not None:
                    score.add_right(found.label, wanted, found.value)
        for *_, label in spans:
            scores[label].gold += 1
    fields = ("right", "found", "gold", "valued", "with_value")
    micro = Score(**{name: sum(getattr(score, name) for score in scores.values()) for name in fields})
    return {label: score.summary() for label, score in scores.items()} | {"micro": micro.summary()}
