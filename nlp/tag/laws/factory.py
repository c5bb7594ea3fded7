"""The spaCy component ``referat_laws``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.laws.laws import find
from nlp.tag.rules import Rules


@Language.factory("referat_laws")
def create(nlp: Language, name: str) -> Rules:
    """Finds citations of statutes."""
    return Rules(name, find)
