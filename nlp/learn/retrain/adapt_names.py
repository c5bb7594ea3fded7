"""Continues the names network with passages that people marked, while written ones are rehearsed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.learn.data.corpus import CorpusPoint
from nlp.learn.data.passages import Gold, gold_of
from nlp.learn.train.ner import DROPOUT, batches, pieces_of, shown, use_averages

if TYPE_CHECKING:
    from spacy.language import Language

FEWEST = 20
"""Marked points from which names are trained."""
LEARN_RATE = 0.0008
WORDS_A_STEP = 2000
EPOCHS = 4
MOST_STEPS = 2500


def continue_names(network: Language, new: Sequence[Gold], written: Sequence[CorpusPoint], seed: int) -> int:
    """Move the network's weights in place; the number of steps. The same arguments give the same weights."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    rng = Random(seed)
    material = [(pieces_of(one), 1.0) for one in (*new, *gold_of(written))]
    material = [(passage, weight) for passage, weight in material if shown(passage)]
    words = sum(len(piece.words) for passage, _ in material for piece in passage)
    steps = min(MOST_STEPS, max(10, EPOCHS * words // WORDS_A_STEP))
    optimizer = Adam(LEARN_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    source = batches(network, material, WORDS_A_STEP, rng)
    ner: Any = network.get_pipe("ner")
    for step in range(steps):
        optimizer.learn_rate = LEARN_RATE * max(1.0 - step / steps, 0.05)
        ner.update(next(source), sgd=optimizer, drop=DROPOUT)
    use_averages(network, optimizer)
    return steps
