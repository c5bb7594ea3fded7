"""The component ``referat_sentences``: sets the sentence starts of a doc by a trained spaCy ``senter``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Self

from spacy.attrs import ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.components.base import Trained
from nlp.errors import ModelError, reason
from nlp.models import verify
from nlp.resources import shipped

PASSAGE, OVERLAP, BATCH = 400, 8, 64
"""Tokens a passage, tokens that it sees of the one before, passages that run abreast."""
FOLDER = "da_referat_sentences"
"""The shipped network, below ``models/``."""


class Sentences(Trained):
    """Sentence starts for every token; without a network each line is a sentence.

    A network saved with the pipeline comes first, then the shipped one. A line break alone ends no sentence,
    an empty line does; a full stop before a word in small letters on the same line is that of an abbreviation.
    """

    tokens = True

    def __init__(self, name: str, vocab: Vocab, network: Language | None = None) -> None:
        self.name, self.vocab, self.network = name, vocab, network
        if network is None and (shipped("models") / FOLDER).exists():
            verify(shipped("models") / FOLDER)
            self.network = load(shipped("models") / FOLDER, vocab)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        found = set(self._starts(doc)) if self.network else set(line_starts(doc))
        empty = [token.i for token in doc if token.text.count("\n") > 1]
        found = {i for i in found if not goes_on(doc, i)} | {after_blanks(doc, i) for i in empty}
        for token in doc:
            token.is_sent_start = token.i in found or token.i == 0
        return doc

    def _starts(self, doc: Doc) -> Iterator[int]:
        """Indexes of tokens that start a sentence, in passages that overlap."""
        assert self.network is not None
        senter: Any = self.network.get_pipe("senter")
        orths, spaces = doc.to_array(ORTH), doc.to_array(SPACY)
        begins = iter(range(0, len(doc), PASSAGE))
        while batch := list(islice(begins, BATCH)):
            lefts = [max(0, begin - OVERLAP) for begin in batch]
            rights = [min(len(doc), begin + PASSAGE + OVERLAP) for begin in batch]
            ranges = list(zip(lefts, rights, strict=True))
            docs = [
                Doc(doc.vocab, words=orths[a:b].tolist(), spaces=spaces[a:b].astype(bool).tolist()) for a, b in ranges
            ]
            senter.set_annotations(docs, senter.predict(docs))
            for begin, left, part in zip(batch, lefts, docs, strict=True):
                inner = part[begin - left : begin - left + PASSAGE]
                yield from (left + token.i for token in inner if token.is_sent_start)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        if self.network is not None:
            self.network.to_disk(path, exclude=["tokenizer"])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        if Path(path).exists():
            self.network = load(Path(path), self.vocab)
        return self


def goes_on(doc: Doc, i: int) -> bool:
    """Whether the token is a word in small letters behind a full stop: "mhp. at", "m.v. i"."""
    word = doc[i].text
    return i > 0 and len(word) > 1 and word.islower() and word.isalpha() and doc[i - 1].text.endswith(".")


def line_starts(doc: Doc) -> Iterator[int]:
    """The first token of every line."""
    yield from (after_blanks(doc, token.i) for token in doc if "\n" in token.text)


def after_blanks(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is not blank; 0 where all are."""
    return next((token.i for token in doc[i:] if not token.is_space), 0)


def load(path: Path, vocab: Vocab) -> Language:
    """A saved network that shares the strings of ``vocab``; raises :class:`nlp.errors.ModelError`."""
    from spacy import util

    try:
        config = util.load_config(path / "config.cfg")
        network = util.load_model_from_config(config, vocab=vocab, auto_fill=True)
        return network.from_disk(path, exclude=["tokenizer", "vocab"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{path}: the sentence network does not load ({reason(error)}); install the model again"
        ) from error
