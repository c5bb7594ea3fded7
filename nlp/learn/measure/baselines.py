"""What the models are compared with: keyword rules, and plain TF-IDF with logistic regression.

Both answer like a trained model: ``predict(rows)`` gives 0/1 rows (points, labels).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from nlp.classify.fields import Fields
from nlp.classify.lexicon import topic_lexicon
from nlp.classify.words import mask, words
from nlp.learn.data.labelled_points import KINDS, LabelledPoint, Task
from nlp.learn.measure.measures import Matrix, as_matrix
from nlp.resources import label_names, read_json, topics


class Baseline(Protocol):
    """What answers as a model does."""

    labels: tuple[str, ...]

    def predict(self, rows: Sequence[Fields]) -> Matrix: ...


class KeywordRules:
    """Topics by the most frequent strong stems of title and matter; types by a short word list."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.labels = tuple(label_names(KINDS[task]))

    def predict(self, rows: Sequence[Fields]) -> Matrix:
        choose = self._topic if self.task == "topics" else self._types
        return as_matrix(map(choose, rows), self.labels)

    @staticmethod
    def _topic(fields: Fields) -> list[str]:
        lexicon = topic_lexicon()
        title, matter = (words(mask(text)) for text in (fields.title, fields.matter))
        counts = 3 * lexicon.counts(title) + lexicon.counts(matter)
        strong = {
            label: float(count)
            for label, count in zip(lexicon.columns, counts, strict=True)
            if label in topics() and count
        }
        return [max(strong, key=lambda label: strong[label])] if strong else ["procedure"]

    @staticmethod
    def _types(fields: Fields) -> list[str]:
        text = fields.decision.lower()
        keywords: dict[str, list[str]] = read_json("lexicon/keywords.json")
        return [label for label, stems in keywords.items() if any(stem in text for stem in stems)] or ["none"]


class PlainTfidf:
    """Words and pairs of words of one text, one logistic regression a label, threshold 0.5."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.labels = tuple(label_names(KINDS[task]))
        self._pipeline: Any = None

    def _text(self, fields: Fields) -> str:
        if self.task == "types":
            return fields.decision
        return f"{fields.title}\n{fields.matter}\n{fields.proposal}"

    def fit(self, points: Sequence[LabelledPoint]) -> PlainTfidf:
        """Train on the points and return itself, as scikit-learn does."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline

        answers = as_matrix((point.labels(self.task) for point in points), self.labels)
        words_and_pairs = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        model = OneVsRestClassifier(LogisticRegression(C=10.0, solver="liblinear", random_state=0))
        with warnings.catch_warnings():  # labels that no point, or every point, has
            warnings.filterwarnings("ignore", "Label not .* is present in all training examples")
            self._pipeline = make_pipeline(words_and_pairs, model).fit([self._text(p.fields) for p in points], answers)
        return self

    def predict(self, rows: Sequence[Fields]) -> Matrix:
        """0/1 answers; the likeliest label where none reaches 0.5."""
        probabilities = self._pipeline.predict_proba([self._text(fields) for fields in rows])
        chosen = (probabilities >= 0.5).astype(np.float64)
        empty = chosen.sum(1) == 0
        chosen[empty, probabilities[empty].argmax(1)] = 1.0
        return np.asarray(chosen)
