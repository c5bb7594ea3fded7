"""The spaCy component ``referat_names``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.names.names import Names


@Language.factory("referat_names", default_config={"ner": None})
def create(nlp: Language, name: str, ner: str | None) -> Names:
    """People, organisations and places by a trained network, or by the pipeline that ``ner`` names."""
    if ner is None:
        return Names(name, nlp.vocab)
    from nlp.tag.names.other import load_finder

    return Names(name, nlp.vocab, load_finder(ner))
