"""What the pipeline keeps on a spaCy ``Doc`` beside its tokens."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.components import packed

DEFAULTS: dict[str, object] = {"document": None, "meeting": None, "points": [], "candidates": []}
"""``document`` nlp.outline.Document, ``meeting`` record.Meeting, ``points`` list of record.Point,
``candidates`` list of nlp.tag.entities.Found. Lists come back from bytes as tuples."""

TEXT = "referat_text"


def register() -> None:
    """Add the extensions that are not there yet, and let them be saved; may be called any number of times."""
    packed.register()
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def text_of(doc: Doc) -> str:
    """The text of a doc, put together once: spaCy builds ``doc.text`` anew from all tokens at each use."""
    text: str | None = doc.user_data.get(TEXT)
    if text is None:
        text = doc.user_data[TEXT] = doc.text
    return text
