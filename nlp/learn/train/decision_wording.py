"""Learns which words a paragraph has that is a decision: ``python -m nlp.learn.train.decision_wording [DATA...]``.

The data are those of ``referat train``; only their training part is used, as for the shipped networks.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from nlp.learn.data.labelled_points import from_lexicon
from nlp.learn.data.materials import Materials, read_materials
from nlp.models import write_checksums
from nlp.outline import Document
from nlp.resources import shipped
from nlp.segment.interpret import interpret
from nlp.store.replacing import replacing
from nlp.vocabulary.decision_wording import FOLDER, WEIGHTS, decision_features

SELDOM = 8
"""Features that stand in fewer paragraphs are not learnt."""
SMALLEST = 0.04
"""Weights nearer to zero are dropped."""
STRENGTH = 0.2
REAL = 0.5
"""What a paragraph of a structured meeting counts against a written one: there are ten times as many."""
_UNTOLD = frozenset({"attachments", "absence", "history", "hearing", "communication"})
"""Sections that may quote decisions or tell of none."""

Paragraph = tuple[str, bool, float]
"""Text, whether it is a decision, weight."""


def paragraphs(materials: Materials) -> Iterator[Paragraph]:
    """The paragraphs of the written corpus, of the lexicon and of structured meetings, each text once."""
    seen: set[str] = set()
    for text, decided, weight in _all(materials):
        for line in map(str.strip, text.split("\n")):
            if line and (weight == 1.0 or line not in seen):
                seen.add(line)
                yield line, decided, weight


def _all(materials: Materials) -> Iterator[Paragraph]:
    for written in materials.corpus:
        for part in written.sections:
            if part.role not in _UNTOLD:
                yield part.content.text, part.role in ("decision", "earlier"), 1.0
    for example in from_lexicon("types"):
        yield example.fields.decision, True, 1.0
        yield example.fields.proposal, False, 1.0
    for document in materials.documents:
        yield from _of_document(document)


def _of_document(document: Document) -> Iterator[Paragraph]:
    points = interpret(document, document.outline)[1] if document.outline else []
    for point in points:
        for section in point.sections:
            if section.role not in _UNTOLD | {"decision"}:
                text = document.text[slice(*section.span)].strip()
                yield text.removeprefix(section.heading).lstrip(" :*#"), False, REAL
        for decision in point.decisions:
            yield decision.text, True, REAL


def learn(examples: Iterable[Paragraph]) -> dict[str, float]:
    """Weights of features; that of "" is added to every paragraph."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    known = list(examples)
    features = [decision_features(text) for text, _, _ in known]
    counts = Counter(feature for one in features for feature in one)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{name: 1 for name in one if counts[name] >= SELDOM} for one in features])
    model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
    model.fit(matrix, [decided for _, decided, _ in known], sample_weight=[weight for _, _, weight in known])
    found = zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True)
    weights = {name: round(weight, 2) for name, weight in sorted(found) if abs(weight) >= SMALLEST}
    return {"": round(float(model.intercept_[0]), 2)} | weights


def main(data: list[str]) -> None:
    """Learn from the training part of the corpus and of more data, and write the weights and their checksum."""
    folder = shipped("models") / FOLDER
    weights = learn(paragraphs(read_materials(data).split(["train"])))
    with replacing(folder / WEIGHTS) as file:
        file.write((json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
    write_checksums(folder)
    print(f"{folder}: {len(weights)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
