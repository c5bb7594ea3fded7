"""The moves of the names network, made side by side, are those that spaCy makes one by one."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from spacy.training import Example

from nlp.learn.train.ner import new_network
from nlp.tag.names.moves import Moves, doc_of
from nlp.tag.names.tokens import tokenize

SHAPE = {"width": 16, "depth": 1, "hidden": 12, "rows": [100, 50, 50, 50, 50, 20]}
WORDS = tokenize("Karla Engholm (V) og Fjordby Vand A/S\nGranvej 14 i Tangby: den 3., formand Ib Æbelø").words


def recogniser(seed: int) -> Any:
    """A spaCy ``ner`` with labels, its weights drawn at random."""
    made = new_network(seed, SHAPE)
    examples = [
        Example.from_dict(doc_of(made.vocab, WORDS[:9]), {"entities": [(0, 13, label)]})
        for label in ("PERSON", "ORG", "LOC")
    ]
    made.initialize(lambda: examples)
    ner: Any = made.get_pipe("ner")
    drawn = np.random.default_rng(seed)
    for node in ner.model.walk():
        for name in node.param_names:
            if node.has_param(name):
                shape = node.get_param(name).shape
                node.set_param(name, drawn.normal(size=shape).astype(np.float32))
    return ner


@pytest.mark.parametrize("seed", range(8))
def test_the_moves_are_those_of_spacys_own_recogniser(seed: int) -> None:
    ner, rng = recogniser(seed), Random(seed)
    passages = [rng.choices(WORDS, k=rng.randint(1, 40)) for _ in range(200)]
    docs = [doc_of(ner.vocab, words) for words in passages]
    ner.set_annotations(docs, ner.predict(docs))
    theirs = [[(one.start, one.end, one.label_) for one in doc.ents] for doc in docs]
    assert sum(map(len, theirs)) > 200
    assert Moves(ner).entities(passages) == theirs
