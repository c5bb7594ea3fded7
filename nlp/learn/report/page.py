"""The report of a run: what it rests on, how it learns, how good it is, as one HTML file without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.learn.data.labelled_points import KINDS, Task
from nlp.learn.report import charts
from nlp.learn.retrain.runs import Run, figures_of
from nlp.resources import PACKAGE, label_names
from nlp.show.page import styled

FOLDER = PACKAGE / "learn" / "report"
TITLES: dict[Task, str] = {"topics": "Topics", "types": "Decision types"}


def page(run: Run) -> str:
    """The whole page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(FOLDER)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    style, policy = styled(FOLDER / "report.css")
    figures = figures_of(run)
    tasks = [section(task, figures[task], run) for task in TITLES if task in figures]
    box = {name: getattr(charts, name) for name in ("WIDTH", "HEIGHT", "LEFT", "RIGHT", "TOP", "BOTTOM", "CELL")}
    template = environment.get_template("report.html.j2", globals=box)
    return template.render(info=run.info, tasks=tasks, names=figures.get("names"), style=style, policy=policy).lstrip()


def section(task: Task, figures: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """What the template shows of a task."""
    own = run.info["labels"].get(KINDS[task], {})
    names = label_names(KINDS[task]) | {name: one["danish"] for name, one in own.items()}
    before = figures["before"]["labels"]
    rows = [
        {
            "title": names.get(label, label),
            "support": row["support"],
            "before": before[label]["f1"],
            "after": row["f1"],
            "precision": row["precision"],
            "recall": row["recall"],
        }
        for label, row in figures["after"]["labels"].items()
    ]
    return {
        "title": TITLES[task],
        "before": figures["before"],
        "after": figures["after"],
        "calibration_error": figures["calibration_error"],
        "rows": sorted(rows, key=lambda row: -row["support"]),
        "curve": charts.learning_curve(figures["curve"]) if figures.get("curve") else None,
        "calibration": charts.calibration(figures["calibration"]),
        "confusion": charts.confusion(figures["confusion"], names),
    }
