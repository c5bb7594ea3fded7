"""Topics and decision types by whatever name a person gives them: label, Danish title, or a word of a question."""

from __future__ import annotations

from nlp.query.reading.labels import topic_of
from nlp.query.reading.understand import understand
from nlp.resources import label_names


def labels_named(kind: str, words: str) -> list[str]:
    """The labels of ``kind`` ("topics" or "decision_types") that the words name and nothing else; [] for none.

    "skole" is school, "udsat" is postponed; "godkendt og afvist" names two.
    """
    for name, title in label_names(kind).items():
        if words.strip().casefold() in (name, title.casefold()):
            return [name]
    if kind == "topics":
        return [topic] if (topic := topic_of(words)) else []
    read = understand(words)
    return read.decisions if read.conditions() == ["decisions"] else []
