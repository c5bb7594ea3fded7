"""The spaCy component ``referat_cases``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.cases.cases import find
from nlp.tag.rules import Rules


@Language.factory("referat_cases")
def create(nlp: Language, name: str) -> Rules:
    """Finds case and document numbers."""
    return Rules(name, find)
