"""The spaCy component ``referat_entities``: the last of the entity pipeline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.components import extensions
from nlp.components.base import Stateless
from nlp.record import Entity, Point
from nlp.tag import mentions
from nlp.tag.entities import RULE, Found, resolve
from nlp.tag.names.agreement import agreed
from nlp.tag.rules import context_of
from nlp.tag.values import assign

OWNED_BY_RULES = {"MONEY", "DATE", "LAW", "CASE"}
SPANS_KEY = "referat"


class Entities(Stateless):
    """Settles overlapping candidates, values them and puts them into points, ``doc.spans`` and ``doc.ents``.

    The offsets of :class:`nlp.record.Entity` are exact; those of spaCy spans grow to whole tokens.
    What stands outside all points is in ``doc.spans`` only.
    """

    def __init__(self, name: str) -> None:
        extensions.register()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        candidates = [f for f in doc._.candidates if f.priority >= RULE or f.label not in OWNED_BY_RULES]
        text = extensions.text_of(doc)
        candidates = agreed(text, candidates)
        candidates += mentions.find(text, candidates)
        found = assign(resolve(candidates), context_of(doc))
        doc._.candidates = found
        fill_points(doc._.points, text, found)
        if len(doc):
            set_spans(doc, found)
        return doc


def set_spans(doc: Doc, found: Sequence[Found]) -> None:
    """Put the entities on the doc: all as spans, those without overlap as ``doc.ents`` too.

    Entities that a component before set ("entity_ruler") stay.
    """
    spans = [doc.char_span(f.start, f.end, label=f.label, alignment_mode="expand") for f in found]
    aligned = [span for span in spans if isinstance(span, Span)]
    doc.spans[SPANS_KEY] = aligned
    taken = {token.i for entity in doc.ents for token in entity}
    free = [span for span in aligned if taken.isdisjoint(range(span.start, span.end))]
    doc.ents = (*doc.ents, *filter_spans(free))


def fill_points(points: Sequence[Point], text: str, found: Sequence[Found]) -> None:
    """Give every entity to the point that it lies in; those outside all points are left out."""
    starts = [point.span[0] for point in points]
    for point in points:
        point.entities = []
    for one in found:
        index = bisect_right(starts, one.start) - 1
        if index >= 0 and one.end <= points[index].span[1]:
            entity = Entity(label=one.label, text=text[one.start : one.end], span=(one.start, one.end), value=one.value)
            points[index].entities.append(entity)


@Language.factory("referat_entities", assigns=["doc.ents", "doc.spans"])
def create(nlp: Language, name: str) -> Entities:
    """Settles what the other components found."""
    return Entities(name)
