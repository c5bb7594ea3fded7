"""Minutes that look unlike the training data are noticed, by month and municipality, with points to label next."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from builders.records import record
from conftest import Run

from benchmarks.archive_records import records
from nlp.learn.data.corpus import CorpusPoint, Marked, read_corpus
from nlp.learn.drift import Drift, Group, Usual, heading_key
from nlp.pipeline import shipped_path
from nlp.review.items import Item, read_items
from nlp.store.archive.writer import Archive

pytestmark = pytest.mark.skipif(not shipped_path().is_dir(), reason="no trained pipeline in this checkout")


def strange(point: CorpusPoint) -> CorpusPoint:
    """The point with its words spelt backwards, under headings that nobody uses."""

    def backwards(text: str) -> Marked:
        return Marked(re.sub(r"\w+", lambda word: word.group()[::-1], text))

    sections = tuple(
        replace(section, role="other", heading=f"{section.heading[::-1]} qvz", content=backwards(section.content.text))
        for section in point.sections
    )
    return replace(
        point, municipality="Fremmedby", date=f"2021-03{point.date[7:]}", title=backwards(point.title.text),
        sections=sections, entities=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drift") / "minutes.db"
    points = [replace(p, date=f"2021-03{p.date[7:]}") for p in read_corpus() if p.municipality == "Havrum"]
    with Archive(path) as opened:
        opened.add_many(records([*points, *(strange(point) for point in points[:40])]))
    return path


def test_a_strange_municipality_is_marked_and_a_usual_one_is_not(archive: Path, tmp_path: Path, referat: Run) -> None:
    out = tmp_path / "next.jsonl"
    done = referat("models", "check", "--archive", archive, "--json", "--n", "5", "--out", out)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    groups = {group["municipality"]: group for group in found["groups"]}
    assert groups["Havrum"]["unlike"] == []
    assert {"new_words", "unknown_headings"} <= set(groups["Fremmedby"]["unlike"])
    assert groups["Fremmedby"]["month"] == "2021-03" and groups["Fremmedby"]["words"]
    assert any("qvz" in heading for heading in groups["Fremmedby"]["headings"])
    chosen = [item for item in read_items(out) if isinstance(item, Item)]
    assert len(chosen) == 5 and {item.municipality for item in chosen} == {"Fremmedby"}
    assert all(item.reasons for item in chosen)


def test_it_is_shown_as_a_table(archive: Path, referat: Run) -> None:
    done = referat("models", "check", "--archive", archive, "--n", "3")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Usual: low scores")
    assert any("Fremmedby" in line and "!" in line for line in lines)
    assert any(line.startswith("Fremmedby, unknown headings:") for line in lines)
    assert lines[-4] == "Label next:"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--from", "2021-02-30"], 2, "no day of the calendar"),
        (["--from", "2031-01-01"], 1, "no points to check from 2031-01-01 on"),
        (["--archive", "none.db"], 2, "no archive there"),
    ],
)
def test_wrong_calls(archive: Path, referat: Run, arguments: list[str], status: int, message: str) -> None:
    done = referat("models", "check", "--archive", archive, *arguments)
    assert (done.returncode, message in done.stderr) == (status, True)


def test_what_a_document_does_not_say_is_unknown_everywhere(tmp_path: Path, referat: Run) -> None:
    with Archive(tmp_path / "minutes.db") as opened:
        opened.add(record(municipality=None, date=None))
    table, _, chosen = referat("models", "check", "--archive", tmp_path / "minutes.db").stdout.partition("Label next:")
    assert table.splitlines()[3].split()[:2] == ["unknown", "unknown"]
    assert chosen.split()[1:3] == ["unknown", "unknown"]


def test_few_points_say_nothing() -> None:
    usual = {name: Usual(0.1, 0.02) for name in ("low_scores", "new_words", "unknown_headings")}
    few, many = Group("A", "2021-01", points=5, unsure=5), Group("B", "2021-01", points=50, unsure=20)
    drift = Drift([few, many], usual)
    assert few.share("low_scores") is None
    assert drift.drifted() == [many] and drift.unlike(many) == ["low_scores"]
    assert heading_key("2. Økonomi - afledt:") == heading_key("ØKONOMI afledt")
