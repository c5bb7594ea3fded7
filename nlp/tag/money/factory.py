"""The spaCy component ``referat_money``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.money.money import find
from nlp.tag.rules import Rules


@Language.factory("referat_money")
def create(nlp: Language, name: str) -> Rules:
    """Finds amounts of money."""
    return Rules(name, find)
