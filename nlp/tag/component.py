"""The spaCy components of entity rules: all alike but for the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.tokens import Doc

from nlp.tag import extensions
from nlp.tag.entities import Context, Found

Find = Callable[[str], Iterable[Found]]
FindKnown = Callable[[str, Context], Iterable[Found]]


class Stateless:
    """A component whose knowledge lies in the package: nothing to save, nothing to load."""

    tokens = False
    """Works on the text; see :func:`nlp.pipeline.needs_tokens`."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Stateless:
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Stateless:
        return self


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
        doc._.candidates.extend(self.find(extensions.text_of(doc), extensions.context_of(doc)))
        return doc
