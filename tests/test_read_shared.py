"""The real files: every one is read, with the points and people that it holds."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from nlp.outline import Document
from nlp.read import find_files, read

MINUTES = Path(__file__).resolve().parents[2] / "shared" / "data" / "minutes"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not MINUTES.exists(), reason="the data beside the checkout is not there"),
]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The files beside the archive, and the first meetings of the archive."""
    return [document for path in find_files([MINUTES]) for document in islice(read(path), 30)]


@pytest.mark.slow
def test_all_files_are_read() -> None:
    documents = [document for path in find_files([MINUTES]) for document in read(path)]
    counts = Counter((document.format, document.status) for document in documents)
    assert counts == {
        ("firstagenda", "ok"): 298,
        ("agman", "ok"): 3,
        ("acadre", "ok"): 1,
        ("acadre", "partial"): 1,
        ("edoc", "ok"): 1,
        ("txt", "ok"): 2,
        ("md", "ok"): 1,
    }
    outlines = [document.outline for document in documents if document.format == "firstagenda" and document.outline]
    points = [point for outline in outlines for point in outline.points]
    decided = [point for point in points if any(section.heading == "Beslutning" for section in point.sections)]
    assert (len(points), len(decided)) == (4448, 3882)
    assert sum(len(point.absent) for point in points) == 926
    assert Counter(person.attendance for outline in outlines for person in outline.participants)["absent"] == 70


def test_firstagenda_meetings(documents: list[Document]) -> None:
    outlines = [document.outline for document in documents if document.format == "firstagenda" and document.outline]
    assert len(outlines) == 30
    assert {outline.municipality for outline in outlines} == {"Greve"}
    assert all(outline.date and outline.start_time and outline.body and outline.participants for outline in outlines)


def test_exports_of_agenda_systems(documents: list[Document]) -> None:
    found = {Path(document.path).stem: document.outline for document in documents if "esdh" in document.path}
    outlines = {name: outline for name, outline in found.items() if outline}
    points = {name: [point.number for point in outline.points] for name, outline in outlines.items()}
    assert points["edoc-2012-12-04"] == [str(number) for number in range(1, 9)]
    assert points["agman-publication32"] == ["1", "2", "3", "4", "5"]
    assert points["agman-publication553"] == ["1", "2", "3", "4"]
    assert points["acadre-envelope"] == []
    decisions = [section for section in outlines["acadre-3687981"].points[0].sections if section.role == "decision"]
    assert [section.heading[-10:] for section in decisions] == ["10-04-2013", "24-04-2013", "20-06-2013"]
