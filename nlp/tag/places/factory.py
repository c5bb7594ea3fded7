"""The spaCy component ``referat_places``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.places.places import find
from nlp.tag.rules import Rules


@Language.factory("referat_places")
def create(nlp: Language, name: str) -> Rules:
    """Finds addresses and parcels."""
    return Rules(name, find)
