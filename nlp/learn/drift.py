"""Whether minutes look like what a model was trained on: scores, words, headings, by month and municipality."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from nlp.classify.features import BUCKETS, TopicSpace, all_tokens, counted
from nlp.classify.fields import Fields
from nlp.classify.label_model import LabelModel, choose, confidence
from nlp.classify.words import content_words, mask
from nlp.learn.data.corpus import CorpusPoint, read_corpus
from nlp.learn.data.labelled_points import from_corpus
from nlp.learn.retrain.testsets import written
from nlp.review.items import Item, fields
from nlp.store.archive import corrections
from nlp.store.archive.index.keys import fold

FEWEST = 15
"""Points (or headings) of a group from which its shares say something."""
DEVIATIONS = 3.0
"""Standard deviations above municipalities that the model has not seen, from which a group is unlike."""
SMALLEST_DEVIATION = 0.01
LISTED = 10
UNKNOWN = "unknown"
"""For a municipality or a date that a document does not say."""
MEASURES = ("low_scores", "new_words", "unknown_headings")
HEADINGS = (
    "SELECT p.key, s.heading, s.role FROM section s JOIN point p ON p.id = s.point_id JOIN fact f ON f.point_id = p.id"
)

Key = tuple[str, str]
"""Municipality and month."""


@dataclass(slots=True)
class Group:
    """What is counted of one municipality and month."""

    municipality: str
    month: str
    points: int = 0
    unsure: int = 0
    words: int = 0
    new: int = 0
    headings: int = 0
    unknown: int = 0
    new_words: Counter[str] = field(default_factory=Counter)
    unknown_headings: Counter[str] = field(default_factory=Counter)

    @property
    def key(self) -> Key:
        return self.municipality, self.month

    def share(self, measure: str) -> float | None:
        """A share, or None where too little is there to say."""
        part, whole = {
            "low_scores": (self.unsure, self.points),
            "new_words": (self.new, self.words if self.points >= FEWEST else 0),
            "unknown_headings": (self.unknown, self.headings),
        }[measure]
        return part / whole if whole >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Usual:
    """Mean and standard deviation of a share over written municipalities that the model was not trained on."""

    mean: float
    deviation: float

    @property
    def most(self) -> float:
        """The share above which a group is unlike the training data."""
        return self.mean + DEVIATIONS * max(self.deviation, SMALLEST_DEVIATION)


@dataclass(slots=True)
class Drift:
    """Groups by municipality and month, what is usual, and which groups are unlike it and in what."""

    groups: list[Group]
    usual: dict[str, Usual]

    def unlike(self, group: Group) -> list[str]:
        """The measures by which a group is unlike the training data."""
        return [m for m in MEASURES if (share := group.share(m)) is not None and share > self.usual[m].most]

    def drifted(self) -> list[Group]:
        """The groups that are unlike the training data by any measure."""
        return [group for group in self.groups if self.unlike(group)]


class Known:
    """The words and headings that a model has met."""

    def __init__(self, topics: LabelModel, more: Sequence[Item] = ()) -> None:
        if not isinstance(topics.space, TopicSpace):
            raise TypeError("words are known to the space of topics only")
        self._rarity = topics.space.rarity(all_tokens)
        self._unseen = float(self._rarity.max()) - 1e-3
        self._more = {word for item in more for word in content_words(mask(item.text))}
        self.headings = known_headings()

    def new_words(self, fields: Fields) -> tuple[list[str], int]:
        """Words that were in no training text, and the number of all words; figures do not count."""
        text = mask(f"{fields.title}\n{fields.matter}\n{fields.proposal}\n{fields.decision[:300]}")
        words = [word for word in content_words(text) if word.isalpha()]
        return [word for word in words if word not in self._more and self._is_new(word)], len(words)

    def _is_new(self, word: str) -> bool:
        (bucket,) = counted([word])[0]
        return bool(bucket < BUCKETS and self._rarity[bucket] >= self._unseen)


@cache
def known_headings() -> frozenset[str]:
    """Headings of the written corpus, folded."""
    return frozenset(heading_key(s.heading) for point in read_corpus() for s in point.sections)


def heading_key(heading: str) -> str:
    """Without figures, marks and case."""
    return " ".join("".join(c if c.isalpha() else " " for c in fold(heading)).split())


def unsure(models: Iterable[LabelModel], rows: Sequence[Fields]) -> np.ndarray:
    """Whether any of the models is below its trust threshold (rows,)."""
    found = np.zeros(len(rows), dtype=bool)
    for model in models:
        for at, row in enumerate(model.probabilities(rows)):
            found[at] |= confidence(row, choose(row, model.settings), model.settings) < model.settings.trust
    return found


def count_points(
    group_of: Mapping[int, Group], rows: Sequence[Fields], models: Sequence[LabelModel], known: Known
) -> None:
    """Add the points to their groups (row number to group)."""
    for at, low in enumerate(unsure(models, rows)):
        group = group_of[at]
        new, words = known.new_words(rows[at])
        group.points += 1
        group.unsure += bool(low)
        group.words += words
        group.new += len(new)
        group.new_words.update(set(new))


def count_heading(group: Group, heading: str, role: str, known: Known) -> None:
    """A heading is unknown when no role is known for it and it stands nowhere in the written corpus."""
    key = heading_key(heading)
    if key:
        group.headings += 1
        if role == "other" and key not in known.headings:
            group.unknown += 1
            group.unknown_headings[" ".join(heading.split())[:60]] += 1


def usual(models: Sequence[LabelModel], known: Known) -> dict[str, Usual]:
    """What the shares are in written municipalities not trained on."""
    by_place: defaultdict[str, list[CorpusPoint]] = defaultdict(list)
    for point in written("dev", "locked"):
        by_place[point.municipality].append(point)
    groups = []
    for name, points in by_place.items():
        group = Group(name, "")
        count_points(dict.fromkeys(range(len(points)), group), [p.fields for p in from_corpus(points)], models, known)
        for section in (s for point in points for s in point.sections):
            count_heading(group, section.heading, section.role, known)
        groups.append(group)
    shares = {m: [s for group in groups if (s := group.share(m)) is not None] for m in MEASURES}
    return {m: Usual(float(np.mean(s)), float(np.std(s))) for m, s in shares.items()}


def key_of(item: Item) -> Key:
    """The group to which an item belongs."""
    return item.municipality or UNKNOWN, item.date[:7] or UNKNOWN


def check(db: sqlite3.Connection, items: Sequence[Item], models: Sequence[LabelModel], known: Known) -> Drift:
    """Group the items of an archive by municipality and month, and compare them with what is usual."""
    groups: dict[Key, Group] = {}
    by_id: dict[str, Group] = {}
    group_of: dict[int, Group] = {}
    for at, item in enumerate(items):
        key = key_of(item)
        group_of[at] = by_id[item.id] = groups.setdefault(key, Group(*key))
    rows = [fields(item) for item in items]
    if rows:
        count_points(group_of, rows, models, known)
    for key, heading, role in db.execute(HEADINGS):
        if group := by_id.get(corrections.written(key)):
            count_heading(group, heading, role, known)
    return Drift([groups[key] for key in sorted(groups)], usual(models, known))


def together(groups: Sequence[Group]) -> list[Group]:
    """One group a municipality, over all months."""
    found: dict[str, Group] = {}
    for group in groups:
        one = found.setdefault(group.municipality, Group(group.municipality, "all"))
        for name in ("points", "unsure", "words", "new", "headings", "unknown"):
            setattr(one, name, getattr(one, name) + getattr(group, name))
        one.new_words.update(group.new_words)
        one.unknown_headings.update(group.unknown_headings)
    return list(found.values())
