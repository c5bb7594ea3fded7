"""Training and measuring of the sentence network: texts put together from sentences, rich in abbreviations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.errors import CorpusError
from nlp.learn.data.corpus import CorpusPoint
from nlp.learn.measure.measures import f1, ratio

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

MADE: dict[str, list[str]] = json.loads(Path(__file__).with_name("abbreviations.json").read_text("utf-8"))
"""Phrases with a full stop inside and at a sentence's end; ``%`` stands for a number, ``#`` for a name."""
STEPS = 450
TEXTS_A_STEP = 24
LEARN_RATE = 0.004
DROPOUT = 0.1
CLEAR_END = re.compile(r"(?<=[a-zæøå]{4}[.!?])\s+(?=[A-ZÆØÅ])|\n+")
DOUBTFUL = re.compile(r"[.!?]\s+[A-ZÆØÅ\d]")
Text = tuple[str, list[int]]
"""A text and the offsets at which its sentences start."""


def clear_sentences(points: Iterable[CorpusPoint]) -> Iterator[str]:
    """Sentences of the written corpus whose ends nobody would doubt."""
    for point in points:
        for part in (point.title, *(section.content for section in point.sections)):
            for sentence in CLEAR_END.split(part.text):
                if sentence.strip() and not DOUBTFUL.search(sentence):
                    yield sentence.strip()


def read_sentences(path: Path) -> list[str]:
    """The lines of a file with one sentence a line; raises :class:`nlp.errors.CorpusError`."""
    try:
        return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as sentences ({error}); one sentence a line in UTF-8") from error


def filled(phrase: str, names: Sequence[str], rng: Random) -> str:
    """A phrase with numbers and names in its gaps."""
    phrase = re.sub(
        "%", lambda _: str(rng.choice((rng.randint(1, 9), rng.randint(10, 99), rng.randint(100, 999)))), phrase
    )
    return re.sub("#", lambda _: rng.choice(names), phrase)


def abbreviated(sentence: str, names: Sequence[str], rng: Random) -> str:
    """The sentence with a phrase put between two words, or at its end."""
    words = sentence.split()
    if len(words) < 3 or not sentence.endswith("."):
        return sentence
    if rng.random() < 0.5:
        return " ".join((*words[:-1], words[-1].rstrip("."), filled(rng.choice(MADE["end"]), names, rng)))
    at = rng.randint(1, len(words) - 1)
    return " ".join((*words[:at], filled(rng.choice(MADE["inside"]), names, rng), *words[at:]))


def composed(sentences: Sequence[str], names: Sequence[str], rng: Random) -> Text:
    """One to eight sentences as one text: in a row, by lines, wrapped, under headings."""
    chosen = rng.choices(sentences, k=rng.randint(1, 8))
    wrapped, by_line = rng.random() < 0.3, rng.random() < 0.2
    text, starts = "", []
    for sentence in chosen:
        if rng.random() < 0.12:
            starts.append(len(text))
            text += (
                filled(rng.choice(MADE["headings"]), names, rng)
                + rng.choice((":", "", ""))
                + rng.choice(("\n", "\n\n"))
            )
        if rng.random() < 0.3:
            sentence = abbreviated(sentence, names, rng)
        if rng.random() < 0.1 and sentence[-1] in ".!?":
            sentence = f'"{sentence}"' if rng.random() < 0.5 else f"- {sentence}"
        if rng.random() < 0.1 and text[-1:] in ("", "\n"):
            sentence = filled(rng.choice(("%. ", "%. ", "Ad %. ", "%) ", "Ad %: ")), names, rng) + sentence
        if wrapped:
            sentence = "".join("\n" if c == " " and rng.random() < 0.12 else c for c in sentence)
        starts.append(len(text))
        complete = sentence.rstrip('"')[-1] in ".!?"
        text += sentence + ("\n" if by_line or not complete else rng.choice((" ", " ", " ", " ", "\n", "  ")))
    return text.rstrip(), starts


def example(nlp: Language, text: Text) -> Example:
    """What spaCy learns from; a start inside a token is dropped."""
    from spacy.training import Example

    starts = set(text[1])
    gold = nlp.make_doc(text[0])
    for token in gold:
        token.is_sent_start = token.idx in starts or token.i == 0
    return Example(nlp.make_doc(text[0]), gold)


def new_network(seed: int) -> Language:
    """An untrained network."""
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(seed)
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 32,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
        "rows": [2000, 300, 500, 500, 10],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 32,
        "depth": 2,
        "window_size": 1,
        "maxout_pieces": 2,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp = spacy.blank("da")
    nlp.add_pipe("senter", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec}})
    return nlp


def train(sentences: Sequence[str], *, names: Sequence[str] = (), seed: int = 0, steps: int = STEPS) -> Language:
    """Train the sentence network; the same arguments give the same weights on one thread.

    ``names`` fill gaps behind abbreviations (default: the invented surnames and towns of name training).
    """
    from thinc.api import Adam

    from nlp.learn.train.ner_augment import POOLS, town

    if not sentences:
        raise CorpusError("no sentences to train on; give a file with one sentence a line")
    rng = Random(seed)
    names = names or [
        *POOLS["last"],
        *(town(rng) for _ in range(200)),
        *(f"{theme}udvalget" for theme in POOLS["themes"]),
    ]
    nlp = new_network(seed)
    senter: Any = nlp.get_pipe("senter")
    first = [example(nlp, composed(sentences, names, rng)) for _ in range(50)]
    nlp.initialize(lambda: first)
    optimizer = Adam(LEARN_RATE, L2=0.001, L2_is_weight_decay=True, grad_clip=1.0)
    for step in range(steps):
        optimizer.learn_rate = LEARN_RATE * max(1 - step / steps, 0.05)
        texts = [example(nlp, composed(sentences, names, rng)) for _ in range(TEXTS_A_STEP)]
        senter.update(texts, sgd=optimizer, drop=DROPOUT)
    return nlp


def evaluate(nlp: Language, texts: Iterable[Text]) -> dict[str, float]:
    """Precision, recall and F1 of sentence starts other than a text's first; ``nlp`` holds ``referat_sentences``."""
    right = found = gold = 0
    for text, starts in texts:
        doc = nlp(text)
        predicted = {token.idx for token in doc if token.is_sent_start} - {0}
        wanted = set(starts) - {0}
        right, found, gold = right + len(predicted & wanted), found + len(predicted), gold + len(wanted)
    return {"precision": ratio(right, found), "recall": ratio(right, gold), "f1": f1(right, found, gold)}


def joined(sentences: Sequence[str], size: int = 10) -> Iterator[Text]:
    """Sentences in a row, ``size`` to a text, with one blank between them."""
    for begin in range(0, len(sentences), size):
        text, starts = "", []
        for sentence in sentences[begin : begin + size]:
            starts.append(len(text))
            text += sentence + " "
        yield text, starts
