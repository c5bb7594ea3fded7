"""Checks files of the written corpus: their format, and that nothing in them is spun from templates.

python -m nlp.learn.data.corpus_check corpus/points/*.txt
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.errors import CorpusError
from nlp.learn.data.corpus import CorpusPoint, read_file


def sentences(point: CorpusPoint) -> Iterator[str]:
    """Sentences and lines of six words or more, in lower case, for the check on repetition."""
    texts = [point.title.text, *(s.content.text for s in point.sections if s.role != "absence")]
    for text in texts:
        for sentence in re.split(r"(?<=[.!?:])\s+|\n+", text):
            words = re.findall(r"\w+", sentence.lower())
            if len(words) >= 6:
                yield " ".join(words)


def repeated(points: list[CorpusPoint], most: int = 2) -> dict[str, list[str]]:
    """Sentences of six or more words that stand in more than ``most`` points, with their ids."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for point in points:
        for sentence in set(sentences(point)):
            where[sentence].append(point.id)
    return {sentence: ids for sentence, ids in where.items() if len(ids) > most}


def check(paths: list[Path]) -> int:
    """Print problems and label counts of corpus files; the number of problems."""
    points: list[CorpusPoint] = []
    problems = 0
    for path in paths:
        try:
            points.extend(read_file(path))
        except CorpusError as error:
            print(error)
            problems += 1
        except OSError as error:
            print(f"{path}: {error.strerror}")
            problems += 1
    for sentence, ids in repeated(points).items():
        print(f"repeated {len(ids)} times ({', '.join(ids[:4])}): {sentence[:90]}")
        problems += 1
    for title, count in Counter(p.title.text.lower() for p in points).items():
        if count > 2:
            print(f"title {count} times: {title}")
            problems += 1
    print(f"{len(points)} points, {sum(p.entities for p in points)} with entities, {sum(p.vote for p in points)} votes")
    print("topics:", dict(Counter(t for p in points for t in p.topics).most_common()))
    print("types:", dict(Counter(t for p in points for t in p.types).most_common()))
    print("marks:", dict(marks(points).most_common()))
    return problems


def marks(points: Iterable[CorpusPoint]) -> Counter[str]:
    """How often each entity label is marked."""
    return Counter(
        label
        for point in points
        for part in (point.title, *(section.content for section in point.sections))
        for *_, label in part.spans
    )


if __name__ == "__main__":
    sys.exit(1 if check([Path(name) for name in sys.argv[1:]]) else 0)
