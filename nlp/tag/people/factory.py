"""The spaCy component ``referat_people``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.people.people import find
from nlp.tag.rules import KnownRules


@Language.factory("referat_people")
def create(nlp: Language, name: str) -> KnownRules:
    """Finds people: participants named again, and names with a party."""
    return KnownRules(name, find)
