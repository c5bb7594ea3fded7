"""The spaCy component ``referat_people``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.component import KnownRules
from nlp.tag.people.people import find


@Language.factory("referat_people")
def create(nlp: Language, name: str) -> KnownRules:
    """Finds people: participants named again, and names with a party."""
    return KnownRules(name, find)
