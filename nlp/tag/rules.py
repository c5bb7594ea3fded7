"""The spaCy components of entity rules: all alike but for the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from nlp.components import extensions
from nlp.components.base import Stateless
from nlp.tag.entities import Context, Found

Find = Callable[[str], Iterable[Found]]
FindKnown = Callable[[str, Context], Iterable[Found]]


def context_of(doc: Doc) -> Context:
    """What the document tells for finding and valuing entities; works on a plain doc too."""
    return Context.of(extensions.text_of(doc), doc._.meeting, doc._.points)


class Rules(Stateless):
    """Adds to ``doc._.candidates`` what a rule finds in the whole text of the document."""

    def __init__(self, name: str, find: Find) -> None:
        extensions.register()
        self.name, self.find = name, find

    def __call__(self, doc: Doc) -> Doc:
        doc._.candidates.extend(self.find(extensions.text_of(doc)))
        return doc


class KnownRules(Stateless):
    """As :class:`Rules`, with what the document tells of itself (participants, points)."""

    def __init__(self, name: str, find: FindKnown) -> None:
        extensions.register()
        self.name, self.find = name, find

    def __call__(self, doc: Doc) -> Doc:
        doc._.candidates.extend(self.find(extensions.text_of(doc), context_of(doc)))
        return doc
