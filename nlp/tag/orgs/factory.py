"""The spaCy component ``referat_orgs``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.orgs.orgs import find
from nlp.tag.rules import Rules


@Language.factory("referat_orgs")
def create(nlp: Language, name: str) -> Rules:
    """Finds organisations that follow a fixed form."""
    return Rules(name, find)
