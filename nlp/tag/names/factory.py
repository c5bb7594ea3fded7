"""The spaCy component ``referat_names``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.names.names import Names


@Language.factory("referat_names")
def create(nlp: Language, name: str) -> Names:
    """People, organisations and places by a trained network."""
    return Names(name, nlp.vocab)
