"""The moves of spaCy's ``ner``, made in many passages at once.

The recogniser reads a passage token by token. Outside a name its move depends on the token alone, inside on the
name's first token, the token and the one before. So one matrix product gives all moves outside, and the names that
begin anywhere are followed side by side; then each passage is walked. A word is embedded once, however often it
stands there. Three times as fast as ``ner.predict``, with the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

Entity = tuple[int, int, str]
"""First token, token behind the last, label; within a passage."""
Matrix = NDArray[np.float32]
Indexes = NDArray[np.int64]
TOKEN, FIRST, BEFORE = range(3)
"""What a move is seen by; the last two only inside a name."""


def doc_of(vocab: Vocab, words: list[str]) -> Doc:
    """A ``Doc`` of the network's tokens; what stands between them is not kept."""
    return Doc(vocab, words=words, spaces=[True] * len(words))


class Moves:
    """Reads the weights of a trained ``ner`` with the features of its default ``state_type``."""

    def __init__(self, ner: Any) -> None:
        self.vocab: Vocab = ner.vocab
        self._network = ner.model.get_ref("tok2vec")
        self._lower, self._upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
        names = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
        self._labels = [name[2:] for name in names]
        self._begins = np.asarray([name[:2] == "B-" for name in names])
        self._units = np.asarray([name[:2] == "U-" and name != "U-" for name in names])
        self._outside = self._begins | self._units | np.asarray([name == "O" for name in names])
        self._inside, self._last = (
            np.asarray([names.index(kind + name[2:]) if name[:2] == "B-" else -1 for name in names])
            for kind in ("I-", "L-")
        )

    def entities(self, passages: Sequence[list[str]]) -> list[list[Entity]]:
        """The names in each passage of words."""
        sizes = [len(words) for words in passages]
        stops = np.cumsum(sizes)
        vectors = self._vectors(passages, stops)
        moves = self._moves_outside(vectors, stops - 1)
        starts = np.flatnonzero(self._begins[moves])
        ends = dict(
            zip(starts.tolist(), self._ends(vectors, starts, moves[starts], np.repeat(stops, sizes)), strict=True)
        )
        found: list[list[Entity]] = [[] for _ in passages]
        behind = 0
        for at in np.flatnonzero(self._begins[moves] | self._units[moves]).tolist():
            if at >= behind:
                behind = ends.get(at, at) + 1
                number = int(np.searchsorted(stops, at, side="right"))
                offset = int(stops[number]) - sizes[number]
                found[number].append((at - offset, behind - offset, self._labels[moves[at]]))
        return found

    def _vectors(self, passages: Sequence[list[str]], stops: Indexes) -> Matrix:
        """Each word in its surroundings: (words of all passages, width)."""
        tok2vec, *rest = self._network.layers
        known: dict[str, int] = {}
        rows = [known.setdefault(word, len(known)) for words in passages for word in words]
        (embedded,) = tok2vec.get_ref("embed").predict([doc_of(self.vocab, list(known))])
        seen: Any = tok2vec.get_ref("encode").predict(np.split(embedded[rows], stops[:-1]))
        for layer in rest:
            seen = layer.predict(seen)
        return np.asarray(seen)

    def _moves_outside(self, vectors: Matrix, final: Indexes) -> Indexes:
        """The move at each token where no name is open; none begins a longer name at the end of a passage."""
        padding = self._lower.get_param("pad")[0]
        scores = self._scores(self._seen(vectors, TOKEN) + padding[FIRST].T + padding[BEFORE].T)
        allowed = np.full(scores.shape, -np.inf, dtype=np.float32)
        allowed[:, self._outside] = scores[:, self._outside]
        allowed[np.ix_(final, self._begins)] = -np.inf
        moves: Indexes = allowed.argmax(axis=1)
        return moves

    def _ends(self, vectors: Matrix, starts: Indexes, moves: Indexes, stops: Indexes) -> Indexes:
        """The last tokens of the names that begin at ``starts``."""
        ends = starts + 1
        first = self._seen(vectors[starts], FIRST)
        open_ = np.arange(len(starts))
        while len(open_):
            at = ends[open_]
            seen = self._seen(vectors[at], TOKEN) + first[open_] + self._seen(vectors[at - 1], BEFORE)
            scores, rows, begun = self._scores(seen), np.arange(len(at)), moves[open_]
            goes_on = scores[rows, self._inside[begun]] > scores[rows, self._last[begun]]
            open_ = open_[goes_on & (at + 1 < stops[at])]
            ends[open_] += 1
        return ends

    def _seen(self, vectors: Matrix, place: int) -> Matrix:
        """What vectors give to the hidden units in a place: (vectors, pieces, units)."""
        weights = self._lower.get_param("W")[place].transpose(2, 1, 0)
        given: Matrix = (vectors @ weights.reshape(len(weights), -1)).reshape(-1, *weights.shape[1:])
        return given

    def _scores(self, seen: Matrix) -> Matrix:
        hidden = (seen + self._lower.get_param("b").T).max(axis=1)
        scores: Matrix = hidden @ self._upper.get_param("W").T + self._upper.get_param("b")
        return scores
