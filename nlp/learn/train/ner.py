"""Training of the names network (PERSON, ORG, LOC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.errors import CorpusError
from nlp.learn.data.corpus import CorpusPoint
from nlp.learn.data.passages import Gold, gold_of
from nlp.learn.train.ner_augment import Passage, Piece, varied
from nlp.tag.names.features import ATTRIBUTES, vocabulary
from nlp.tag.names.moves import doc_of
from nlp.tag.names.network import LABELS
from nlp.tag.names.tokens import near_names, tokenize

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

WORDS_A_STEP = 2000
STEPS = 450
DROPOUT = 0.15
WARM_UP = 40
LEARN_RATE = 0.003
SHAPE: dict[str, Any] = {"width": 64, "depth": 1, "hidden": 48, "rows": [4000, 1500, 2000, 1000, 3000, 100]}
"""Size of the network: width and depth of its token layers, units of its state, rows of its hash tables."""


def pieces_of(gold: Gold) -> Passage:
    """The passage as tokens and names; a name whose edges are inside tokens is left out."""
    tokens = tokenize(gold.text)
    starts = {start: i for i, (start, _) in enumerate(tokens.spans)}
    ends = {end: i for i, (_, end) in enumerate(tokens.spans)}
    whole = [span for span in gold.spans if span[2] in LABELS and span[0] in starts and span[1] in ends]
    names: dict[int, tuple[int, str | None]] = {starts[s]: (ends[e], label) for s, e, label, _ in whole}
    made: Passage = []
    i = 0
    while i < len(tokens.words):
        last, label = names.get(i, (i, None))
        made.append(Piece(tuple(tokens.words[i : last + 1]), label))
        i = last + 1
    return made


def new_network(seed: int, shape: dict[str, Any]) -> Language:
    """An untrained network."""
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(seed)
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape["width"],
            "attrs": list(ATTRIBUTES),
            "rows": shape["rows"],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape["width"],
            "depth": shape["depth"],
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": shape["hidden"],
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }
    nlp = spacy.blank("da", vocab=vocabulary())
    ner: Any = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS:
        ner.add_label(label)
    return nlp


def example(nlp: Language, passage: Passage) -> Example:
    """What spaCy learns from, cut to what the network is shown when it is used."""
    from spacy.tokens import Span
    from spacy.training import Example

    words = [word for piece in passage for word in piece.words]
    doc = doc_of(nlp.vocab, words)
    at, spans = 0, []
    for piece in passage:
        if piece.label:
            spans.append(Span(doc, at, at + len(piece.words), label=piece.label))
        at += len(piece.words)
    doc.ents = tuple(spans)
    return Example(doc_of(nlp.vocab, words), doc)


def shown(passage: Passage) -> Passage:
    """The pieces near capitals; names in lower case are kept whole or not at all."""
    words = [word for piece in passage for word in piece.words]
    keep = {i for stretch in near_names(words) for i in stretch}
    made: Passage = []
    at = 0
    for piece in passage:
        if any(i in keep for i in range(at, at + len(piece.words))):
            made.append(piece)
        at += len(piece.words)
    return made


def batches(
    nlp: Language, material: Sequence[tuple[Passage, float]], size: int, rng: Random
) -> Iterator[list[Example]]:
    """Endless batches of about ``size`` tokens; a passage's weight is how often it comes an epoch."""
    batch: list[Example] = []
    words = 0
    while True:
        epoch = [passage for passage, weight in material for _ in range(int(weight) + (rng.random() < weight % 1))]
        rng.shuffle(epoch)
        for passage in epoch:
            cut = shown(varied(passage, rng))
            if not cut:
                continue
            batch.append(example(nlp, cut))
            words += len(batch[-1].reference)
            if words >= size:
                yield batch
                batch, words = [], 0


def train(
    corpus_points: Iterable[CorpusPoint],
    gold: Iterable[Gold],
    *,
    others: Iterable[Gold] = (),
    seed: int = 0,
    steps: int = STEPS,
    words: int = WORDS_A_STEP,
    shape: dict[str, Any] | None = None,
) -> Language:
    """Train the names network; the same arguments give the same weights on one thread.

    ``gold`` are passages of real minutes, ``others`` passages of other texts, which come in half of the epochs.
    The weights of the last steps are averaged.
    """
    from thinc.api import Adam

    nlp = new_network(seed, shape or SHAPE)
    rng = Random(seed)
    material = [(pieces_of(one), 1.0) for one in (*gold_of(corpus_points), *gold)]
    material += [(pieces_of(one), 0.5) for one in others]
    material = [(passage, weight) for passage, weight in material if shown(passage)]
    if not any(piece.label for passage, _ in material for piece in passage):
        raise CorpusError("no passage with a PERSON, ORG or LOC to train on; mark entities in the corpus")
    first = [example(nlp, passage) for passage, _ in material[:50]]
    nlp.initialize(lambda: first)
    optimizer = Adam(LEARN_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    source = batches(nlp, material, words, rng)
    ner: Any = nlp.get_pipe("ner")
    for step in range(steps):
        left = 1.0 - step / steps
        optimizer.learn_rate = LEARN_RATE * min(1.0, (step + 1) / min(WARM_UP, steps / 5)) * max(left, 0.05)
        ner.update(next(source), sgd=optimizer, drop=DROPOUT)
    use_averages(nlp, optimizer)
    return nlp


def use_averages(nlp: Language, optimizer: Any) -> None:
    """Put the running means of the weights in their place."""
    ner: Any = nlp.get_pipe("ner")
    if optimizer.averages:
        for node in ner.model.walk():
            for name in node.param_names:
                if node.has_param(name) and (node.id, name) in optimizer.averages:
                    node.set_param(name, optimizer.averages[(node.id, name)])
