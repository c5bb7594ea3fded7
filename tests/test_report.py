"""The report of a run: pictures and tables in one file that fetches nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run as Referat
from lxml import html

from nlp.learn.report import charts
from nlp.learn.report.page import page
from nlp.learn.retrain import runs

SCORES: dict[str, Any] = {
    "micro": 0.8, "interval": [0.7, 0.9], "macro": 0.7, "points": 60,
    "labels": {"school": {"f1": 0.9, "precision": 0.9, "recall": 0.9, "support": 30},
               "harbour": {"f1": 0.5, "precision": 0.4, "recall": 0.6, "support": 9}},
}  # fmt: skip
WORSE: dict[str, Any] = SCORES | {
    "labels": {label: row | {"f1": row["f1"] - 0.1} for label, row in SCORES["labels"].items()}
}
FIGURES = {
    "topics": {
        "before": WORSE,
        "after": SCORES,
        "calibration": [{"count": 100, "said": 0.05, "right": 0.04}, {"count": 9, "said": 0.95, "right": 0.9}],
        "calibration_error": 0.012,
        "confusion": {"school": {"school": 28, "harbour": 2}, "harbour": {"harbour": 5, "-": 4}, "-": {"school": 1}},
        "curve": [
            {"labelled": 0, "micro": 0.6, "low": 0.5, "high": 0.7, "tested": 20},
            {"labelled": 20, "micro": 0.7, "low": 0.6, "high": 0.8, "tested": 20},
            {"labelled": 40, "micro": 0.8, "low": 0.72, "high": 0.88, "tested": 20},
        ],
    }
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> runs.Run:
    monkeypatch.setenv("REFERAT_HOME", str(tmp_path / "home"))
    info = {
        "created": "2026-11-27T09:00:00+00:00", "note": "<b>first</b>", "seed": 0, "seconds": 12.5,
        "base": {"name": "shipped", "version": "0.1.0", "labels": 0}, "config": {"add": ["labels"]},
        "data": {"fingerprint": "ab" * 32, "labelled": 80, "trained": 60, "by": {"anna": 80}},
        "labels": {"topics": {"harbour": {"danish": "Havne", "description": ""}}, "decision_types": {}},
        "versions": {"python": "3.11"},
    }  # fmt: skip
    with runs.new_run() as folder:
        (folder / "figures.json").write_text(json.dumps(FIGURES))
        return runs.finish(folder, info)


def test_a_report_shows_curve_table_calibration_and_confusion(run: runs.Run) -> None:
    tree = html.fromstring(page(run))
    assert [one.get("aria-label")[:9] for one in tree.iter("svg")] == ["Learning ", "Calibrati", "Confusion"]
    rows = [[cell.text_content() for cell in row.iter("td")] for row in tree.find(".//table/tbody").iter("tr")]
    assert rows[0][:5] == ["Skole og uddannelse", "30", "0.800", "0.900", "+0.100"]
    assert rows[1][0] == "Havne"
    counts = [one.text for one in tree.iter("text") if "count" in (one.get("class") or "")]
    assert counts == ["28", "2", "5", "4", "1"]


def test_it_is_one_file_without_scripts_and_texts_are_escaped(run: runs.Run) -> None:
    text = page(run)
    assert "<script" not in text and "src=" not in text and "&lt;b&gt;first" in text
    assert "default-src 'none'; style-src 'sha256-" in text.replace("&#39;", "'")


def test_it_is_written_into_the_run_or_where_one_says(run: runs.Run, tmp_path: Path, referat: Referat) -> None:
    done = referat("models", "report", "1")
    assert done.stdout.strip() == str(run.folder / "report.html")
    assert referat("models", "report", "1", "--out", tmp_path / "r.html").returncode == 0
    assert (tmp_path / "r.html").read_text() == (run.folder / "report.html").read_text()
    assert referat("models", "report", "7").returncode == 2


def test_lost_figures_are_named(run: runs.Run, referat: Referat) -> None:
    (run.folder / "figures.json").write_text('{"topics": ')
    done = referat("models", "report", "1")
    assert done.returncode == 1
    assert "figures.json: cannot be read (" in done.stderr and len(done.stderr.splitlines()) == 1
    assert "<b>first</b>" in referat("models").stdout


def test_a_curve_stays_in_its_box() -> None:
    chart = charts.learning_curve(FIGURES["topics"]["curve"])
    places = [tuple(map(float, pair.split(","))) for pair in f"{chart.line} {chart.band}".split()]
    assert all(charts.LEFT <= x <= charts.WIDTH and charts.TOP <= y <= charts.HEIGHT - charts.BOTTOM for x, y in places)
    assert [tick.text for tick in chart.x_ticks] == ["0", "20", "40"]
