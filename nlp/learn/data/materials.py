"""What can be trained and measured on: the written corpus and any number of further data sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlp.errors import CorpusError, UsageError
from nlp.learn.data.corpus import CorpusPoint, read_corpus, read_passages
from nlp.learn.data.labelled_points import LabelledPoint, from_corpus, from_rows, from_table
from nlp.learn.data.passages import Gold, placed_gold, read_gold
from nlp.learn.data.rows import POINT, is_labelled
from nlp.learn.splits import Part, part
from nlp.outline import Document
from nlp.resources import entity_labels, read_json


@dataclass(slots=True)
class Materials:
    """All data of one run. ``documents`` are structured meetings, used as sources of layouts."""

    corpus: list[CorpusPoint] = field(default_factory=list)
    points: list[LabelledPoint] = field(default_factory=list)
    passages: list[Gold] = field(default_factory=list)
    others: list[Gold] = field(default_factory=list)
    """Passages of other texts than minutes, with people, organisations and places by other definitions."""
    written: list[Gold] = field(default_factory=list)
    """Passages written for the names network alone, with PERSON, ORG and LOC marked; only trained on."""
    documents: list[Document] = field(default_factory=list)

    def split(self, wanted: Iterable[Part]) -> Materials:
        """The parts of the added data; the written corpus is divided by municipality."""
        parts = set(wanted)
        return Materials(
            [p for p in self.corpus if part(p.municipality) in parts],
            [p for p in self.points if part(p.group) in parts],
            [p for p in self.passages if part(p.source) in parts],
            self.others if "train" in parts else [],
            self.written if "train" in parts else [],
            [d for d in self.documents if part(d.path.rsplit("_", 1)[-1]) in parts],
        )

    def summary(self) -> str:
        """One line that says how much there is."""
        return (
            f"{len(self.corpus)} written points, {len(self.points)} further labelled points, "
            f"{len(self.passages)} passages, {len(self.documents)} structured meetings"
        )

    def all_points(self) -> list[LabelledPoint]:
        """Labelled points of the corpus and of the added data."""
        return [*from_corpus(self.corpus), *self.points]


def read_materials(data: Iterable[str] = (), corpus: Path | None = None) -> Materials:
    """The written corpus and each data set of ``data``.

    A data set is a file of labelled points (JSONL, CSV, tab-separated or Excel), a JSONL file of passages,
    ``LABELS.tsv@MEETINGS`` for a label table with the meetings that it labels, or structured meetings alone.
    Raises :class:`CorpusError` for anything wrong in it: nothing is trained on silently dropped data.
    """
    materials = Materials(read_corpus(corpus), written=list(written_passages(corpus)))
    if not materials.corpus and not data:
        raise CorpusError(f"{corpus}: no corpus files (*.txt) here")
    for name in data:
        _add(materials, name)
    return materials


def written_passages(corpus: Path | None = None) -> Iterator[Gold]:
    """The passages that stand beside a folder ``points``; none for any other folder."""
    if corpus is not None and corpus.name != "points":
        return
    for name, marked in read_passages(corpus.parent / "passages" if corpus else None):
        yield Gold(name, "written", marked.text, tuple((start, end, label, "") for start, end, label in marked.spans))


def _add(materials: Materials, name: str) -> None:
    labels, at, meetings = (name, "", "") if Path(name).exists() else name.partition("@")
    for given in filter(None, (labels, meetings)):
        if not Path(given).exists():
            raise UsageError(f"{given}: no such file or folder (given as --data)")
    path = Path(meetings or labels)
    if at:
        materials.points.extend(from_table(Path(labels), path))
        _add_meetings(materials, path)
    elif path.suffix.lower() == ".jsonl":
        with path.open("rb") as file:
            passages = b'"spans"' in file.readline()
        if passages:
            _add_passages(materials, path)
        else:
            _add_points(materials, path)
    elif path.is_file() and is_labelled(path):
        _add_points(materials, path)
    elif not _add_meetings(materials, path):
        raise CorpusError(
            f"{path}: nothing to train on; give structured meetings, or a file of points with {', '.join(POINT)}"
        )


def _add_points(materials: Materials, path: Path) -> None:
    points = list(from_rows(path))
    if not points:
        raise CorpusError(f"{path}: no rows in it; give points with {', '.join(POINT)}")
    materials.points.extend(points)


def _add_meetings(materials: Materials, path: Path) -> int:
    """Add what is structured below a path; how many meetings that are."""
    from nlp.read import find_files, read

    found = [document for file in find_files([path]) for document in read(file) if document.outline is not None]
    materials.documents.extend(found)
    return len(found)


def _add_passages(materials: Materials, path: Path) -> None:
    """Passages with our labels, or with the labels of another project, of which those with people help."""
    passages = list(placed_gold(path))
    ours, foreign = set(entity_labels()), read_json("ner_labels.json")
    unknown = [(where, span[2]) for where, one in passages for span in one.spans if span[2] not in ours]
    if not unknown:
        materials.passages.extend(one for _, one in passages)
    elif any(label in foreign for _, label in unknown):
        renamed = read_gold(path, foreign)
        materials.others.extend(one for one in renamed if any(span[2] == "PERSON" for span in one.spans))
    else:
        where, label = unknown[0]
        raise CorpusError(f"{where}: unknown entity label {label!r}; known: {', '.join(entity_labels())}")
