"""The data card of the written corpus: its counts and how much of it repeats itself.

python -m nlp.learn.data.corpus_card corpus/README.md
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from nlp.learn.data.corpus import CorpusPoint, read_corpus
from nlp.learn.data.corpus_check import marks, repeated, sentences
from nlp.learn.measure.tables import markdown, renew_marked

SHINGLE = 4
ALIKE = 0.5
"""Share of common word runs from which two points are near-duplicates."""


def shingles(point: CorpusPoint) -> frozenset[str]:
    """Runs of four words of a point's title and texts."""
    words = re.findall(r"\w+", " ".join([point.title.text, *(s.content.text for s in point.sections)]).lower())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def near_duplicates(points: list[CorpusPoint]) -> list[tuple[str, str, float]]:
    """Pairs of points that share half of their word runs or more (Jaccard)."""
    runs = {point.id: shingles(point) for point in points}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name, its in runs.items():
        for run in its:
            holders[run].append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        for place, first in enumerate(names):
            common.update((first, second) for second in names[place + 1 :])
    pairs = ((a, b, count / (len(runs[a]) + len(runs[b]) - count)) for (a, b), count in common.items())
    return sorted((pair for pair in pairs if pair[2] >= ALIKE), key=lambda pair: -pair[2])


def card(points: list[CorpusPoint]) -> str:
    """Counts and repetition as Markdown."""
    municipalities = Counter(p.municipality for p in points)
    topics = Counter(t for p in points for t in p.topics)
    types = Counter(t for p in points for t in p.types)
    twice = repeated(points, most=1)
    total = sum(1 for p in points for _ in sentences(p))
    alike = {name for a, b, _ in near_duplicates(points) for name in (a, b)}
    facts = [
        ["municipalities (two of them regions)", f"{len(municipalities)}"],
        ["points", f"{len(points):,}"],
        ["points with every entity marked", f"{sum(p.entities for p in points)}"],
        ["points with a vote", f"{sum(p.vote for p in points)}"],
        ["closed points", f"{sum(p.closed for p in points)}"],
        ["years", f"{min(p.date for p in points)[:4]}-{max(p.date for p in points)[:4]}"],
        ["sentences of six words or more", f"{total:,}"],
        ["of these standing in two points", f"{len(twice)}"],
        ["of these standing in three or more", f"{len(repeated(points))}"],
        [
            "near-duplicate points (half of all runs of four words in common)",
            f"{len(alike)} ({len(alike) / len(points):.1%})",
        ],
    ]
    parts = [markdown(["what", "count"], facts)]
    for title, counts in (("Topics", topics), ("Decision types", types), ("Marked entities", marks(points))):
        parts.append(f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()) + ".")
    return "\n\n".join(parts)


if __name__ == "__main__":
    renew_marked(Path(sys.argv[1]), card(read_corpus()))
