"""Training and measuring of the names network (PERSON, ORG, LOC) and of the whole entity pipeline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.errors import CorpusError
from nlp.learn.corpus import CorpusPoint
from nlp.learn.ner_augment import Passage, Piece, varied
from nlp.learn.rows import json_lines
from nlp.tag.entities import Found
from nlp.tag.names.features import ATTRIBUTES, vocabulary
from nlp.tag.names.moves import doc_of
from nlp.tag.names.network import LABELS
from nlp.tag.names.tokens import near_names, tokenize

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

    from nlp.record import LawValue

WORDS_A_STEP = 2000
STEPS = 450
DROPOUT = 0.15
WARM_UP = 40
LEARN_RATE = 0.003
SHAPE: dict[str, Any] = {"width": 64, "depth": 1, "hidden": 48, "rows": [4000, 1500, 2000, 1000, 3000, 100]}
"""Size of the network: width and depth of its token layers, units of its state, rows of its hash tables."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage with all its entities: ``spans`` are ``(start, end, label, value)``, value as annotated or empty."""

    id: str
    source: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]


def read_gold(path: Path, labels: dict[str, str] | None = None) -> list[Gold]:
    """Passages of a JSONL file (``text``, ``spans``; ``id`` and ``source`` may be missing).

    ``labels`` renames labels and drops those it does not name. Raises :class:`nlp.errors.CorpusError`.
    """
    found: list[Gold] = []
    for where, row in json_lines(path, "an annotated passage"):
        try:
            text = row["text"]
            names = labels or {}
            spans = tuple((s[0], s[1], names.get(s[2], s[2]), s[3] if len(s) > 3 else "") for s in row["spans"])
            wrong = next((s for s in spans if not 0 <= s[0] < s[1] <= len(text)), None)
        except (KeyError, TypeError, IndexError) as error:
            raise CorpusError(f"{where}: not an annotated passage ({error!r}); give text and spans") from error
        if wrong:
            raise CorpusError(f"{where}: span {wrong[:2]} lies outside the text of {len(text)} characters")
        ordered = sorted(spans)
        if clash := next((b for a, b in pairwise(ordered) if b[0] < a[1]), None):
            raise CorpusError(f"{where}: the span {clash[:2]} overlaps another one")
        if labels is not None:
            spans = tuple(s for s in spans if s[2] in labels.values())
        id = row.get("id", where.rpartition(":")[2])
        found.append(Gold(id, row.get("source", path.stem), text, spans))
    return found


def gold_of(points: Iterable[CorpusPoint]) -> Iterator[Gold]:
    """Title and sections of the corpus points whose entities are marked, one passage each."""
    for point in points:
        if not point.entities:
            continue
        for number, part in enumerate((point.title, *(s.content for s in point.sections))):
            if part.text.strip():
                spans = tuple((start, end, label, "") for start, end, label in part.spans)
                yield Gold(f"{point.id}/{number}", point.municipality, part.text, spans)


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
        "use_upper": shape.get("upper", True),
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
    os.environ.setdefault("OMP_NUM_THREADS", "1")
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


VALUED = ("DATE", "MONEY", "LAW")
ENTITY_COMPONENTS = tuple(
    f"referat_{name}" for name in ("names", "money", "dates", "laws", "cases", "people", "orgs", "places", "entities")
)


@dataclass(slots=True)
class Score:
    """Strict counts of one label; ``valued`` of the ``right`` ones carry the annotated value."""

    right: int = 0
    found: int = 0
    gold: int = 0
    valued: int = 0
    with_value: int = 0

    def add_right(self, label: str, wanted: str, value: Any) -> None:
        self.right += 1
        if label in VALUED and wanted:
            self.with_value += 1
            self.valued += same_value(label, wanted, value)

    def summary(self) -> dict[str, float]:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * self.right / max(1, self.found + self.gold)
        summary = {"precision": precision, "recall": recall, "f1": f1, "gold": self.gold}
        return summary | ({"value": self.valued / self.with_value} if self.with_value else {})


def written_value(value: Any) -> str:
    """A value as annotators write it: ``2024-01-01/2024-12-31``, ``887``, ``4000-5000``, ``law § 3 stk. 4``."""
    from nlp.record import DateValue, LawValue, MoneyValue

    if isinstance(value, DateValue):
        return f"{value.start}/{value.end}" if value.start else ""
    if isinstance(value, MoneyValue):
        amounts = [value.amount] if value.amount is not None else [value.min, value.max]
        return "-".join(f"{amount:.2f}".rstrip("0").rstrip(".") for amount in amounts if amount is not None)
    if isinstance(value, LawValue):
        return " ".join(part for part in (value.law or "", written_provisions(value)) if part)
    return ""


def written_provisions(value: LawValue) -> str:
    keys = (("kapitel", "chapter"), ("§", "section"), ("stk.", "subsection"), ("nr.", "item"))
    return "; ".join(
        " ".join(f"{word} {getattr(one, key)}" for word, key in keys if getattr(one, key)) for one in value.provisions
    )


CITED_BY_NUMBER = re.compile(r"(?:lov|lbk|bekendtgørelse|cirkulære) (\d+)(?:/(\d{4}))?$")


def same_value(label: str, wanted: str, value: Any) -> bool:
    """Whether a value is the one that annotators wrote; of a LAW name or number, and provisions."""
    if label != "LAW":
        return wanted == written_value(value)
    return same_law(wanted, value)


def same_law(wanted: str, value: LawValue) -> bool:
    """Name as cited and provisions; for a citation by number the act in the register, where it knows it."""
    from nlp.tag.laws.provisions import provisions

    at = min((wanted.find(mark) for mark in ("§", "kapitel", "kap.") if mark in wanted), default=len(wanted))
    name = wanted[:at].strip()
    if provisions(wanted[at:]) != value.provisions:
        return False
    if cited := CITED_BY_NUMBER.match(name):
        act = value.resolved
        return act is None or (act.number == int(cited[1]) and cited[2] in (None, str(act.year)))
    return name == (value.law or "")


def entities(nlp: Language, text: str) -> list[Found]:
    """What the pipeline settles on in a text that is no whole document."""
    doc = nlp.make_doc(text)
    for name in ENTITY_COMPONENTS:
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return list(doc._.candidates)


def evaluate(nlp: Language, gold: Iterable[Gold], labels: Sequence[str] | None = None) -> dict[str, dict[str, float]]:
    """Strict precision, recall and F1 a label and over all (``micro``), with the share of right values.

    ``nlp`` is the whole pipeline: rules, network and ``referat_entities`` run on each passage as on a document
    without points. Values are compared for DATE, MONEY and LAW where the gold has one and the span is right.
    """
    from nlp.resources import entity_labels

    scores = {label: Score() for label in labels or entity_labels()}
    for one in gold:
        spans = {(start, end, label): value for start, end, label, value in one.spans if label in scores}
        for found in entities(nlp, one.text):
            if score := scores.get(found.label):
                score.found += 1
                wanted = spans.get((found.start, found.end, found.label))
                if wanted is not None:
                    score.add_right(found.label, wanted, found.value)
        for *_, label in spans:
            scores[label].gold += 1
    fields = ("right", "found", "gold", "valued", "with_value")
    micro = Score(**{name: sum(getattr(score, name) for score in scores.values()) for name in fields})
    return {label: score.summary() for label, score in scores.items()} | {"micro": micro.summary()}
