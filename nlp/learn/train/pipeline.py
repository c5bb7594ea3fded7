"""Trains every part of the pipeline and puts them together into one folder."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.classify.vectors import WordVectors
from nlp.errors import CorpusError, ReferatError
from nlp.learn.data.materials import Materials
from nlp.models import foreign, verify, write_checksums
from nlp.pipeline import shipped_path
from nlp.store.replacing import check_parent, replacing_folder

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.segment.lines.labeller import LineLabeller

Say = Callable[[str], None]
FEWEST_MEETINGS = 2
"""Printed meetings: the line labeller learns from one half what it makes of the other."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to train: ``full`` for models to ship, ``quick`` for a small model in minutes."""

    printings: int
    strange: float
    """Share of the printings in strange forms (:mod:`nlp.learn.layouts.strange`) for the networks that see some."""
    documents: int
    rounds: int
    networks: int
    """Networks of the line labeller that see common forms only; each is trained on printings of its own."""
    strange_networks: int
    """Networks that see strange forms too. Both kinds have half of the say."""
    name_steps: int


FULL = Effort(printings=8, strange=0.2, documents=60, rounds=12, networks=3, strange_networks=2, name_steps=450)
QUICK = Effort(printings=1, strange=0.2, documents=5, rounds=4, networks=1, strange_networks=1, name_steps=40)


def word_vectors() -> WordVectors | None:
    """The word vectors of the shipped topic model (made by ``scripts/build_vectors.py``), None where none is shipped.

    Raises :class:`nlp.errors.ModelError` where that model is damaged.
    """
    folder = shipped_path() / "referat_topics" / "vectors"
    if not folder.exists():
        return None
    verify(shipped_path())
    return WordVectors.from_disk(folder)


def train_segmenter(materials: Materials, seed: int, effort: Effort) -> LineLabeller:
    """The line labeller, on the corpus and on structured meetings printed in random layouts of all families.

    Raises :class:`CorpusError` for too few meetings.
    """
    from nlp.segment.lines.labeller import LineLabeller

    common = [_one_labeller(materials, seed + k, effort, 0.0) for k in range(effort.networks)]
    wide = [_one_labeller(materials, seed + k, effort, effort.strange) for k in range(effort.strange_networks)]
    return LineLabeller.together([LineLabeller.together(kind) for kind in (common, wide)])


def _one_labeller(materials: Materials, seed: int, effort: Effort, strange: float) -> LineLabeller:
    from nlp.learn.layouts.source import from_corpus, from_document
    from nlp.learn.train.segmenter import examples, printed
    from nlp.segment.lines.labeller import LineLabeller

    rng = random.Random(seed)
    meetings = list(from_corpus(materials.corpus, rng))
    chosen = rng.sample(materials.documents, min(effort.documents, len(materials.documents)))
    structured = [m for m in (from_document(d, rng) for d in chosen) if m is not None]
    prints = [
        *printed(meetings, seed, effort.printings, None, strange),
        *printed(structured, seed + 1, 1, None, strange),
    ]
    if len(prints) < FEWEST_MEETINGS:
        raise CorpusError(f"{len(prints)} meetings to train on beside the locked part; give more points or --data")
    return LineLabeller.train(examples(prints), seed, effort.rounds)


def train_pipeline(materials: Materials, seed: int = 0, effort: Effort = FULL, say: Say = print) -> Language:
    """The whole pipeline, trained part by part; the same data and seed give the same model."""
    from nlp.learn.train.classifier import train as train_labels
    from nlp.learn.train.ner import train as train_names
    from nlp.pipeline import blank

    nlp = blank()
    started = time.monotonic()

    def done(part: str) -> None:
        say(f"{part}: {time.monotonic() - started:.0f} s")

    nlp.get_pipe("referat_segmenter").labeller = train_segmenter(materials, seed, effort)  # type: ignore[attr-defined]
    done("line labeller")
    points = materials.all_points()
    vectors = word_vectors()
    nlp.get_pipe("referat_topics").model = train_labels("topics", points, vectors)  # type: ignore[attr-defined]
    done("topics")
    nlp.get_pipe("referat_decisions").model = train_labels("types", points)  # type: ignore[attr-defined]
    done("decision types")
    gold = [*materials.passages, *materials.written]
    network = train_names(materials.corpus, gold, others=materials.others, seed=seed, steps=effort.name_steps)
    nlp.get_pipe("referat_names").network = network  # type: ignore[attr-defined]
    done("names")
    return nlp


def check_out(folder: Path) -> None:
    """Raise :class:`ReferatError` where a pipeline cannot be written, or would take the place of anything else."""
    check_parent(folder)
    if folder.exists() and not folder.is_dir():
        raise ReferatError(f"{folder}: is a file; give a folder for the pipeline")
    if other := next(iter(foreign(folder)), None):
        raise ReferatError(f"{folder}: holds other files ({other}); give an empty or new folder for the pipeline")


def save(nlp: Language, folder: Path) -> None:
    """Write the pipeline with its checksums; an older one in that place is replaced whole or not at all."""
    check_out(folder)
    with replacing_folder(folder) as fresh:
        nlp.to_disk(fresh)
        write_checksums(fresh)
