"""Picks points of an archive with the model in use."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.learn.data.labelled_points import TASKS
from nlp.learn.measure.comparing import model_of
from nlp.review.archive_items import items
from nlp.review.items import Item, fields
from nlp.review.pick import Candidate, pick
from nlp.store.archive import corrections, schema

if TYPE_CHECKING:
    from spacy.language import Language

OPEN = (
    "SELECT p.id, p.key FROM fact f JOIN point p ON p.id = f.point_id"
    " LEFT JOIN correction c ON c.point_key = p.key WHERE c.id IS NULL GROUP BY p.key ORDER BY p.id"
)
FEWEST_CHARACTERS = 20
MOST = 20_000
"""Points that are looked at; of more, every n-th."""


def candidates_of(archive: Path, without: Iterable[str] = ()) -> list[Item]:
    """Points of an archive that nobody has labelled or corrected, spread evenly where there are very many."""
    labelled = set(without)
    with closing(schema.connect(archive, read_only=True)) as db:
        ids = [number for number, key in db.execute(OPEN) if corrections.written(key) not in labelled]
        step = max(1, -(-len(ids) // MOST))
        return [item for item in items(db, ids[::step]) if len(item.text.strip()) >= FEWEST_CHARACTERS]


def place(item: Item) -> str:
    """Body and year."""
    return f"{item.municipality} {item.body} {item.date[:4]}".strip() or "unknown body"


def pick_from(archive: Path, nlp: Language, count: int, seed: int, labelled: Iterable[Item] = ()) -> list[Item]:
    """Points to label next with the reasons, the most useful first."""
    known = list(labelled)
    return pick_items(candidates_of(archive, [item.id for item in known]), nlp, count, seed, known)


def pick_items(open_items: list[Item], nlp: Language, count: int, seed: int, known: list[Item]) -> list[Item]:
    """The most useful of the open items, with the reasons."""
    by_id = {item.id: item for item in open_items}
    candidates = [Candidate(item.id, fields(item), place(item)) for item in open_items]
    models = [model_of(nlp, task) for task in TASKS]
    picked = pick(candidates, models, count, labelled=[fields(item) for item in known], seed=seed)
    return [by_id[one.id].model_copy(update={"reasons": one.reasons}) for one in picked]
