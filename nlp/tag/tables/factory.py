"""The spaCy component ``referat_tables``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components import extensions
from nlp.components.base import Stateless
from nlp.tag.tables.tables import find


class Tables(Stateless):
    """Puts the bare amounts of tables into the points that hold them."""

    def __init__(self, name: str) -> None:
        extensions.register()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        lines = doc._.document.lines if doc._.document else []
        for amount in find(extensions.text_of(doc), lines):
            for point in doc._.points:
                if point.span[0] <= amount.span[0] and amount.span[1] <= point.span[1]:
                    point.table_amounts.append(amount)
        return doc


@Language.factory("referat_tables")
def create(nlp: Language, name: str) -> Tables:
    """Finds bare amounts of tables that say their scale."""
    return Tables(name)
