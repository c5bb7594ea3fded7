"""From fields to numbers: the feature spaces of topics and of decision types.

Both are sparse matrices: hashed words weighted by rarity, beside dense columns of lexicon counts
and (for topics) word vectors. A space learns its rarity weights once and is then fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.classify import lexicon
from nlp.classify.fields import Fields
from nlp.classify.outcome import negated, outcome
from nlp.classify.vectors import WordVectors
from nlp.classify.words import content_words, mask, mask_people, ngrams, with_parts, words

BUCKETS = 2**17
Tokens = Callable[[Fields], list[str]]


def title_tokens(fields: Fields) -> list[str]:
    masked = mask(fields.title)
    return with_parts(masked) + ngrams(words(masked), 2)


def matter_tokens(fields: Fields) -> list[str]:
    return with_parts(mask(f"{fields.matter}\n{fields.proposal}"))


def all_tokens(fields: Fields) -> list[str]:
    return title_tokens(fields) + matter_tokens(fields)


def decision_text(fields: Fields) -> str:
    """The masked outcome; a council's own name is no higher body."""
    masked = mask(mask_people(outcome(fields.decision)))
    return masked.replace("xråd", "xselv") if fields.council else masked


def proposal_text(fields: Fields) -> str:
    masked = negated(mask(fields.proposal))
    return masked.replace("xråd", "xselv") if fields.council else masked


def decision_tokens(fields: Fields) -> list[str]:
    tokens = words(decision_text(fields))
    return tokens + ngrams(tokens, 2) + ngrams(tokens, 3) + [f"<{t[:5]}" for t in tokens if len(t) > 5]


def opening_tokens(fields: Fields) -> list[str]:
    """The first words, which say most where the decision is long."""
    tokens = words(decision_text(fields)[:200])[:8]
    return ["^" + "_".join(tokens[:size]) for size in range(1, 5)] + [f"^{t}" for t in tokens]


def proposal_tokens(fields: Fields) -> list[str]:
    tokens = words(proposal_text(fields))
    return tokens + ngrams(tokens, 2)


class Space:
    """Hashed tokens of several kinds side by side, each with its own weight, plus dense columns."""

    def __init__(self, kinds: Sequence[tuple[Tokens, float]]) -> None:
        self._kinds = kinds
        self._rarity: list[Any] = []

    def _hashed(self, rows: Sequence[Fields]) -> list[Any]:
        from sklearn.feature_extraction import FeatureHasher

        hasher = FeatureHasher(BUCKETS, input_type="string", alternate_sign=False)
        return [hasher.transform([tokens(fields) or [""] for fields in rows]) for tokens, _ in self._kinds]

    def dense(self, rows: Sequence[Fields]) -> Any:
        """Further columns (rows, columns)."""
        raise NotImplementedError

    def fit(self, rows: Sequence[Fields]) -> None:
        """Learn the rarity of tokens."""
        from sklearn.feature_extraction.text import TfidfTransformer

        self._rarity = [TfidfTransformer(sublinear_tf=True).fit(block) for block in self._hashed(rows)]

    def transform(self, rows: Sequence[Fields]) -> Any:
        """A sparse matrix (rows, features)."""
        from scipy.sparse import csr_matrix, hstack

        blocks = [
            rarity.transform(block) * weight
            for rarity, block, (_, weight) in zip(self._rarity, self._hashed(rows), self._kinds, strict=True)
        ]
        return hstack([*blocks, csr_matrix(self.dense(rows))]).tocsr()

    def to_disk(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        arrays = {f"idf{i}": rarity.idf_.astype(np.float16) for i, rarity in enumerate(self._rarity)}
        np.savez_compressed(path / "rarity.npz", **arrays)

    def from_disk(self, path: Path) -> None:
        from sklearn.feature_extraction.text import TfidfTransformer

        self._rarity = []
        with np.load(path / "rarity.npz", allow_pickle=False) as stored:
            for index in range(len(self._kinds)):
                transformer = TfidfTransformer(sublinear_tf=True)
                transformer.idf_ = stored[f"idf{index}"].astype(np.float64)
                self._rarity.append(transformer)


class TopicSpace(Space):
    """Title, matter and both; lexicon counts; mean word vectors."""

    def __init__(self, vectors: WordVectors | None = None) -> None:
        super().__init__([(title_tokens, 1.0), (matter_tokens, 0.7), (all_tokens, 0.7)])
        self.vectors = vectors

    def dense(self, rows: Sequence[Fields]) -> Any:
        return lexicon.stack([self._row(fields) for fields in rows])

    def _row(self, fields: Fields) -> lexicon.Row:
        title, matter = mask(fields.title), mask(f"{fields.matter}\n{fields.proposal}")
        counts = lexicon.topic_counts(words(title), words(matter)) * np.float32(0.5)
        if self.vectors is None:
            return counts
        means = [self.vectors.mean(content_words(text)) for text in (title, matter)]
        return np.concatenate([counts, *means])

    def to_disk(self, path: Path) -> None:
        super().to_disk(path)
        if self.vectors is not None:
            self.vectors.to_disk(path / "vectors")

    def from_disk(self, path: Path) -> None:
        super().from_disk(path)
        self.vectors = WordVectors.from_disk(path / "vectors") if (path / "vectors").exists() else None


class DecisionSpace(Space):
    """The decision's words, its opening, the proposal it may refer to; wordings; the body's level."""

    def __init__(self) -> None:
        super().__init__([(decision_tokens, 1.2), (opening_tokens, 0.5), (proposal_tokens, 0.4)])

    def dense(self, rows: Sequence[Fields]) -> Any:
        return lexicon.stack([self._row(fields) for fields in rows])

    @staticmethod
    def _row(fields: Fields) -> lexicon.Row:
        decision, proposal = decision_text(fields), proposal_text(fields)
        size = len(decision.split())
        extra = [
            *(fields.council, not decision.strip(), size < 4, size > 60),
            *("xråd" in proposal, "xråd" in decision, bool(proposal.strip())),
        ]
        hits = [lexicon.decision_hits(decision), 0.4 * lexicon.decision_hits(proposal)]
        return np.concatenate([*hits, 0.4 * lexicon.decision_hits(mask(fields.title)), np.array(extra, np.float32)])
