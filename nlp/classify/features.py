"""From fields to numbers: the feature spaces of topics and of decision types.

Both are sparse matrices: hashed words weighted by rarity, beside dense columns of lexicon counts
and (for topics) word vectors. A space learns its rarity weights once and is then fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.classify import lexicon, patterns
from nlp.classify.altered_figures import altered
from nlp.classify.fields import MATTER, Fields
from nlp.classify.outcome import negated, outcome
from nlp.classify.vectors import WordVectors
from nlp.classify.words import content_words, mask, mask_people, named, ngrams, with_parts, words
from nlp.models import read_arrays, write_arrays

BUCKETS = 2**17
FEW_CHARACTERS = 60
LEAD = 250
_SETTLED = re.compile(patterns.SETTLED)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_CLAUSE = re.compile(r"\n+|(?<=[.;:!?])\s+")
BRIEF = 9
"""Words up to which a decision may only refer to its proposal."""
Tokens = Callable[[Fields], list[str]]
Raw = tuple[list[tuple[NDArray[np.int64], NDArray[np.int64]]], lexicon.Row]


@lru_cache(maxsize=64)
def title_tokens(fields: Fields) -> list[str]:
    """Words of the title, parts of its compounds, and its bigrams; names and numbers are masked."""
    masked = mask(fields.title)
    return with_parts(masked) + ngrams(words(masked), 2)


def matter_of(fields: Fields) -> str:
    """The masked summary and proposal; the decision where a point has no words of its own."""
    text = f"{fields.matter}\n{fields.proposal}"
    if not fields.title and len(text) < FEW_CHARACTERS:
        text = fields.decision[:MATTER]
    return mask(text)


@lru_cache(maxsize=64)
def matter_tokens(fields: Fields) -> list[str]:
    return with_parts(matter_of(fields))


def all_tokens(fields: Fields) -> list[str]:
    return title_tokens(fields) + matter_tokens(fields)


def lead_tokens(fields: Fields) -> list[str]:
    """The first sentence of the summary, which mostly says what the matter is."""
    return with_parts(mask(_SENTENCE.split(fields.matter, maxsplit=1)[0][:LEAD]))


def letter_tokens(fields: Fields) -> list[str]:
    """Runs of three to six letters of the title's words, so that unknown compounds meet known parts."""
    return letters([word for word in words(mask(fields.title)) if len(word) > 2], 3, 6)


def letters(found: Iterable[str], shortest: int, longest: int) -> list[str]:
    """Runs of letters of words and their edges."""
    sizes = range(shortest, longest + 1)
    padded = [f" {word} " for word in found]
    return [w[at : at + size] for w in padded for size in sizes for at in range(len(w) - size + 1)]


@lru_cache(maxsize=64)
def decision_text(fields: Fields) -> str:
    """The masked outcome; a council's own name is no higher body."""
    masked = mask(mask_people(outcome(fields.decision)))
    return masked.replace("xråd", "xselv") if fields.council else masked


@lru_cache(maxsize=64)
def proposal_text(fields: Fields) -> str:
    """The masked proposal; a council's own name is no higher body."""
    masked = negated(mask(fields.proposal))
    return masked.replace("xråd", "xselv") if fields.council else masked


def decision_tokens(fields: Fields) -> list[str]:
    """Words, bigrams, trigrams and the first five letters of longer words."""
    tokens = words(decision_text(fields))
    return tokens + ngrams(tokens, 2) + ngrams(tokens, 3) + [f"<{t[:5]}" for t in tokens if len(t) > 5]


def opening_tokens(fields: Fields) -> list[str]:
    """The first words, which say most where the decision is long."""
    tokens = words(decision_text(fields)[:200])[:8]
    return ["^" + "_".join(tokens[:size]) for size in range(1, 5)] + [f"^{t}" for t in tokens]


def form_tokens(fields: Fields) -> list[str]:
    """Runs of four to six letters of the decision's words, so that old and new forms of a verb meet."""
    return letters({word for word in words(decision_text(fields)) if len(word) > 3}, 4, 6)


def clause_tokens(fields: Fields) -> list[str]:
    """How each line and clause opens, without its number."""
    openings = [
        [word for word in words(clause) if word not in patterns.NUMBERING][:4]
        for clause in _CLAUSE.split(decision_text(fields))
    ]
    return ["_".join(opening[:size]) for opening in openings for size in range(1, len(opening) + 1)]


def proposal_tokens(fields: Fields) -> list[str]:
    tokens = words(proposal_text(fields))
    return tokens + ngrams(tokens, 2)


class Space:
    """Hashed tokens of several kinds side by side, each with its own weight, plus dense columns.

    A token's value is the usual one: 1 + log of its count, times its rarity, each kind at length 1.
    """

    def __init__(self, kinds: Sequence[tuple[Tokens, float]]) -> None:
        self._kinds = kinds
        self._rarity: list[NDArray[np.float32]] = []
        self.memory: dict[Fields, Raw] | None = None
        """Raw features already computed; training shares them between folds."""

    def _row(self, fields: Fields) -> lexicon.Row:
        """Dense columns of one point."""
        raise NotImplementedError

    def raw(self, fields: Fields) -> Raw:
        """Buckets with counts of each kind, and the dense columns."""
        found = self.memory.get(fields) if self.memory is not None else None
        if found is None:
            found = ([counted(tokens(fields)) for tokens, _ in self._kinds], self._row(fields))
            if self.memory is not None:
                self.memory[fields] = found
        return found

    def fit(self, rows: Sequence[Fields]) -> None:
        """Learn the rarity of tokens."""
        found = np.zeros((len(self._kinds), BUCKETS))
        for fields in rows:
            for number, (ids, _) in enumerate(self.raw(fields)[0]):
                found[number, ids] += 1
        self._rarity = list((np.log((1 + len(rows)) / (1 + found)) + 1).astype(np.float32))

    def rarity(self, tokens: Tokens) -> NDArray[np.float32]:
        """The rarity of every bucket of one kind of tokens; the highest is that of buckets in no text learned from."""
        return self._rarity[[kind for kind, _ in self._kinds].index(tokens)]

    def transform(self, rows: Sequence[Fields]) -> Any:
        """A sparse matrix (rows, features)."""
        from scipy.sparse import csr_matrix

        first = len(self._kinds) * BUCKETS
        indices: list[NDArray[Any]] = []
        values: list[NDArray[Any]] = []
        ends = [0]
        width = 0
        for fields in rows:
            counts, row = self.raw(fields)
            width = len(row)
            parts = [self._weighted(number, *one) for number, one in enumerate(counts)]
            columns = np.flatnonzero(row)
            indices += [*(ids for ids, _ in parts), columns + first]
            values += [*(one for _, one in parts), row[columns]]
            ends.append(ends[-1] + sum(len(ids) for ids, _ in parts) + len(columns))
        shape = (len(rows), first + width)
        return csr_matrix((np.concatenate(values), np.concatenate(indices), ends), shape=shape, dtype=np.float32)

    def _weighted(
        self, number: int, ids: NDArray[np.int64], counts: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        weight = self._kinds[number][1]
        values = (1 + np.log(counts)) * self._rarity[number][ids]
        length = np.sqrt(values @ values) or 1.0
        return ids + number * BUCKETS, (values * (weight / length)).astype(np.float32)

    def to_disk(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        write_arrays(path / "rarity.npz", {f"idf{i}": one.astype(np.float16) for i, one in enumerate(self._rarity)})

    def from_disk(self, path: Path) -> None:
        stored = read_arrays(path / "rarity.npz")
        self._rarity = [stored[f"idf{number}"].astype(np.float32) for number in range(len(self._kinds))]


def counted(tokens: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The buckets of tokens, ascending, and how many fell into each."""
    hashed = np.fromiter(map(crc32, map(str.encode, tokens)), dtype=np.int64, count=len(tokens))
    return np.unique(hashed & (BUCKETS - 1), return_counts=True)


class TopicSpace(Space):
    """Words and letters of the title, words of the matter; lexicon counts, hints of bodies' names; word vectors."""

    def __init__(self, vectors: WordVectors | None = None) -> None:
        super().__init__(
            [
                (title_tokens, 1.0),
                (matter_tokens, 0.7),
                (all_tokens, 0.7),
                (lead_tokens, 0.5),
                (letter_tokens, 0.7),
            ]
        )
        self.vectors = vectors

    def _row(self, fields: Fields) -> lexicon.Row:
        title, matter = mask(fields.title), matter_of(fields)
        counts = lexicon.topic_counts(words(title), words(matter)) * np.float32(0.3)
        bodies = [lexicon.body_hints(name) for name in (fields.body, named(fields.title), named(fields.proposal))]
        rows = [counts, *(np.float32(0.5) * hints for hints in bodies), lexicon.kle_hint(fields.kle)]
        if self.vectors is not None:
            rows += [self.vectors.mean(content_words(text)) for text in (title, matter)]
        return np.concatenate(rows)

    def to_disk(self, path: Path) -> None:
        super().to_disk(path)
        if self.vectors is not None:
            self.vectors.to_disk(path / "vectors")

    def from_disk(self, path: Path) -> None:
        super().from_disk(path)
        self.vectors = WordVectors.from_disk(path / "vectors") if (path / "vectors").exists() else None


class DecisionSpace(Space):
    """The decision's words, their letters, openings, the proposal it may refer to; wordings; the body's level."""

    def __init__(self) -> None:
        super().__init__(
            [
                (decision_tokens, 1.2),
                (opening_tokens, 0.5),
                (proposal_tokens, 0.4),
                (form_tokens, 0.5),
                (clause_tokens, 0.4),
            ]
        )

    def _row(self, fields: Fields) -> lexicon.Row:
        decision, proposal = decision_text(fields), proposal_text(fields)
        size = len(decision.split())
        extra = [
            *(fields.council, not decision.strip(), size < 4, size > 60, not _SETTLED.search(decision)),
            *("xråd" in proposal, "xråd" in decision, altered(outcome(fields.decision), fields.proposal)),
        ]
        said, proposed = lexicon.decision_hits(decision), lexicon.decision_hits(proposal)
        title = lexicon.decision_hits(mask(fields.title))
        referred = lexicon.types_of(proposed) * (len(words(decision)) <= BRIEF)
        together = pairs(lexicon.types_of(said), referred) * np.float32(0.3)
        return np.concatenate([said, 0.4 * proposed, 0.4 * title, np.array(extra, np.float32), together])


def pairs(said: lexicon.Row, referred: lexicon.Row) -> lexicon.Row:
    """Which two types the decision speaks for, and which types it and the proposal that it refers to."""
    among = np.outer(said, said)[upper_half(len(said))]
    return np.concatenate([among, np.outer(said, referred).ravel()])


@cache
def upper_half(size: int) -> NDArray[np.bool_]:
    """Each pair of labels once: a mask (size, size), the diagonal included."""
    return np.triu(np.ones((size, size), dtype=np.bool_))
