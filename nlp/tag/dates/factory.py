"""The spaCy component ``referat_dates``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.dates.dates import find
from nlp.tag.rules import Rules


@Language.factory("referat_dates")
def create(nlp: Language, name: str) -> Rules:
    """Finds calendar expressions."""
    return Rules(name, find)
