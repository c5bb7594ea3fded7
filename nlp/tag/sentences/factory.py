"""The spaCy component ``referat_sentences``."""

from __future__ import annotations

from spacy.language import Language

from nlp.tag.sentences.sentences import Sentences


@Language.factory("referat_sentences", assigns=["token.is_sent_start"])
def create(nlp: Language, name: str) -> Sentences:
    """Sentence starts by a trained network."""
    return Sentences(name, nlp.vocab)
