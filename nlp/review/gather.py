"""All answers of label files, folders and archives, checked before anything is trained on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nlp.labels import wrong_labels
from nlp.resources import entity_labels
from nlp.review.archive_items import is_archive, items_of_corrections
from nlp.review.items import Answer, Item, Problem, files_of, is_answered, read_items
from nlp.review.own_labels import KINDS, NONE, OwnLabels, read_own_labels

Checked = tuple[list[Item], list[Problem]]


def gather(paths: Sequence[Path], own: OwnLabels | None = None) -> Checked:
    """The good items and the problems of all paths; an archive's corrections win over label files."""
    own = own or own_labels_of(paths)
    items: list[tuple[str, Item]] = []
    corrected: dict[str, Item] = {}
    problems: list[Problem] = []
    for path in paths:
        if is_archive(path):
            corrected |= {item.id: item for item in items_of_corrections(path)}
            continue
        for file in files_of(path):
            for found in read_items(file):
                if isinstance(found, Problem):
                    problems.append(found)
                elif is_answered(found):
                    items.append((str(file), found))
    good, more = checked(items, own)
    good = [item for item in good if item.id not in corrected]
    bad = [Problem("correction", one.id, what) for one in corrected.values() for what in wrong_with(one, own)]
    return [*good, *corrected.values()], [*problems, *more, *bad]


def own_labels_of(paths: Iterable[Path]) -> OwnLabels:
    """The own labels that stand in ``labels.toml`` of a folder, or beside a file; those of all paths together."""
    found = NONE
    for path in paths:
        one = read_own_labels(path if path.is_dir() else path.parent)
        found = OwnLabels(found.topics | one.topics, found.decision_types | one.decision_types)
    return found


def checked(items: Iterable[tuple[str, Item]], own: OwnLabels) -> Checked:
    """Items (with where they stand) that may be used, one a point, and what is wrong with the others."""
    problems: list[Problem] = []
    by_id: defaultdict[str, list[tuple[str, Item]]] = defaultdict(list)
    for where, item in items:
        wrong = list(wrong_with(item, own))
        problems += [Problem(where, item.id, what) for what in wrong]
        if not wrong:
            by_id[item.id].append((where, item))
    good = []
    for every in by_id.values():
        settled = [(where, item) for where, item in every if item.settles]
        same = settled or every
        problem = clash(same)
        if problem:
            problems.append(problem)
        else:
            good.append(max((item for _, item in same), key=fullness))
    return good, problems


def fullness(item: Item) -> int:
    """In how many layers an item has an answer."""
    answer = item.answer
    return 0 if answer is None else sum(x is not None for x in (answer.topics, answer.decision_types, answer.spans))


def clash(same: Sequence[tuple[str, Item]]) -> Problem | None:
    """What keeps several answers for one point from being one."""
    where, first = same[-1][0], same[0][1]
    if any(item.text != first.text for _, item in same):
        return Problem(where, first.id, "its text differs between the files; pick it again from the archive")
    for name in (*KINDS, "spans"):
        said = [
            (item.answer.by or place, str(sorted(value)))
            for place, item in same
            if item.answer is not None and (value := getattr(item.answer, name)) is not None
        ]
        if len({value for _, value in said}) > 1:
            people = " and ".join(sorted({person for person, _ in said}))
            return Problem(where, first.id, f"two answers for {name} ({people}); settle with 'referat review agree'")
    return None


def wrong_with(item: Item, own: OwnLabels) -> Iterator[str]:
    """All that is wrong with an item's answer."""
    answer = item.answer
    if answer is None:
        return
    for kind in KINDS:
        labels: list[str] | None = getattr(answer, kind)
        if labels is not None:
            yield from wrong_labels(labels, kind, own.names(kind))
    yield from wrong_spans(answer, item.text)


def wrong_spans(answer: Answer, text: str) -> Iterator[str]:
    """What is wrong with the spans of an answer: unknown labels, places outside the text, overlaps."""
    end_before = 0
    for start, end, label in sorted(answer.spans or ()):
        if label not in entity_labels():
            yield f"unknown entity label {label}; known: {', '.join(entity_labels())}"
        if not 0 <= start < end <= len(text):
            yield f"span {start}-{end} lies outside the text of {len(text)} characters"
        elif start < end_before:
            yield f"span {start}-{end} overlaps another one"
        end_before = max(end, end_before)
