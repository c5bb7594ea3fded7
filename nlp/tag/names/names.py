"""Runs a spaCy ``ner`` over the passages of a document that may hold a name.

A document of a thousand pages would not fit through a network at once, and most passages of
minutes hold no name at all: passages without a capital letter inside a sentence are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.record import EntityLabel
from nlp.tag import extensions
from nlp.tag.entities import MODEL, Found

PASSAGE = 120
"""Tokens after which a passage ends at the next line end."""
BATCH = 128
LABELS: dict[str, EntityLabel] = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC"}
Passage = tuple[int, int]


def passages(doc: Doc) -> Iterator[Passage]:
    """Token ranges of whole lines, about :data:`PASSAGE` tokens each."""
    start = 0
    for token in doc:
        if "\n" in token.text and token.i - start >= PASSAGE:
            yield start, token.i
            start = token.i
    if start < len(doc):
        yield start, len(doc)


class Names:
    """Adds what the network finds to ``doc._.candidates``; without a network it adds nothing.

    ``labels`` maps the network's labels to ours; others are dropped.
    """

    def __init__(self, name: str, vocab: Vocab, labels: dict[str, EntityLabel] | None = None) -> None:
        extensions.register()
        self.name, self.vocab = name, vocab
        self.labels = labels or LABELS
        self.network: Language | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.network is not None:
            ranges = list(passages(doc))
            parts = (_part(doc, start, end) for start, end in ranges)
            for (start, _), part in zip(ranges, self.network.pipe(parts, batch_size=BATCH), strict=True):
                doc._.candidates.extend(self._found(part, doc[start].idx))
        return doc

    def _found(self, part: Doc, offset: int) -> Iterator[Found]:
        for span in part.ents:
            label = self.labels.get(span.label_)
            text = span.text
            if label and text.strip():
                start = offset + span.start_char + len(text) - len(text.lstrip())
                yield Found(start, start + len(text.strip()), label, priority=MODEL)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        if self.network is not None:
            self.network.to_disk(path, exclude=["tokenizer"])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Names:
        if Path(path).exists():
            from spacy import util

            config = util.load_config(Path(path) / "config.cfg")
            self.network = util.load_model_from_config(config, vocab=self.vocab, auto_fill=True)
            self.network.from_disk(path, exclude=["tokenizer", "vocab"])
        return self


def _part(doc: Doc, start: int, end: int) -> Doc:
    tokens = doc[start:end]
    return Doc(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
