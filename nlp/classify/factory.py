"""The spaCy components ``referat_topics`` and ``referat_decisions``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from nlp.classify.fields import DECISION, Fields, fields_of, is_council
from nlp.classify.label_model import LabelModel, topic_model, type_model
from nlp.classify.outcome import is_recorded
from nlp.components import extensions
from nlp.components.base import Trained
from nlp.labels import ALONE
from nlp.record import Decision, Label, Point

NO_DECISION = [Label(label=ALONE["decision_types"], score=1.0)]


class Classifier(Trained):
    """A component around a :class:`LabelModel`; without a trained model it leaves documents as they are."""

    def __init__(self, name: str, model: LabelModel) -> None:
        extensions.register()
        self.name, self.model = name, model

    def __call__(self, doc: Doc) -> Doc:
        if doc._.points and self.model.classifier is not None:
            body = doc._.meeting.body if doc._.meeting else None
            self.classify(extensions.text_of(doc), doc._.points, body)
        return doc

    def classify(self, text: str, points: list[Point], body: str | None) -> None:
        """Write the labels into the points; ``text`` is the document's, ``body`` the meeting's."""
        raise NotImplementedError

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        if self.model.classifier is not None:
            self.model.to_disk(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        if Path(path).exists():
            self.model.from_disk(Path(path))
        return self


class Topics(Classifier):
    """Sets topics, suggested topics and ``uncertain`` of every point."""

    def classify(self, text: str, points: list[Point], body: str | None) -> None:
        rows = [fields_of(text, point, body) for point in points]
        for point, found in zip(points, self.model.predictions(rows), strict=True):
            point.topics = found.asserted
            point.suggestions.topics = found.considered
            point.uncertain = point.uncertain or found.uncertain


class Decisions(Classifier):
    """Sets the types of every decision; the deciding body's are the point's."""

    def classify(self, text: str, points: list[Point], body: str | None) -> None:
        rows: list[Fields] = []
        places: list[tuple[Point, Decision]] = []
        for point in points:
            own = fields_of(text, point, body)
            for decision in point.decisions:
                if is_recorded(decision.text):
                    council = is_council(decision.body or body)
                    rows.append(replace(own, decision=decision.text[:DECISION], council=council))
                    places.append((point, decision))
                else:
                    decision.types = NO_DECISION
        for (point, decision), found in zip(places, self.model.predictions(rows), strict=True):
            decision.types = found.asserted
            if decision is point.decisions[-1]:
                point.suggestions.decision_types = found.considered
                point.uncertain = point.uncertain or found.uncertain
        for point in points:
            point.decision_types = point.decisions[-1].types if point.decisions else NO_DECISION


@Language.factory("referat_topics")
def create_topics(nlp: Language, name: str) -> Topics:
    """Topics of points by a trained model."""
    return Topics(name, topic_model())


@Language.factory("referat_decisions")
def create_decisions(nlp: Language, name: str) -> Decisions:
    """Decision types of points and of each decision by a trained model."""
    return Decisions(name, type_model())
