"""Figures as tables: on the terminal and in the model card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import UsageError

START, END = "<!-- figures -->", "<!-- /figures -->"
Rows = list[list[str]]


def figure(value: Any) -> str:
    """A cell: three decimals, thousands with commas, "–" for None."""
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def markdown(header: list[str], rows: Rows) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def sections(results: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Title and table of each part of the figures."""
    part = results["part"]
    rows = [[name.replace("_", " "), figure(value)] for name, value in results["segmentation"].items()]
    yield f"Segmentation, printed layouts of all families ({part})", markdown(["what", "score"], rows)
    for task, title in (("topics", "Topics"), ("types", "Decision types")):
        yield from _label_sections(results[task], title, part)
    for name, scores in results["entities"].items():
        header = ["label", "precision", "recall", "F1", "spans", "values right"]
        rows = [
            [
                label,
                *(figure(row[key]) for key in ("precision", "recall", "f1")),
                figure(row["gold"]),
                figure(row.get("value")),
            ]
            for label, row in scores.items()
            if row["gold"]
        ]
        yield f"Entities, {name} ({part})", markdown(header, rows)
    yield (
        "Speed",
        f"{results['speed']['words_per_second']:,.0f} words a second of processor time,"
        f" on {results['speed']['words']:,} words.",
    )


def _label_sections(scores: dict[str, Any], title: str, part: str) -> Iterator[tuple[str, str]]:
    baselines, crossed = scores["baselines"], scores.get("crossed", {})
    sources = [name for name in scores if name not in ("baselines", "crossed")]
    header = ["points of", "points", "micro-F1", "95 %", "macro-F1", "calibration error", "trusted", "their precision"]
    header += list(baselines)
    rows = []
    for name in sources:
        row = scores[name]
        interval = "–".join(f"{bound:.3f}" for bound in row["interval"])
        keys = ("calibration_error", "trusted_share", "trusted_precision")
        figures = [figure(row["micro"]), interval, figure(row["macro"]), *(figure(row[key]) for key in keys)]
        rows.append([name, figure(row["points"]), *figures, *(figure(b.get(name)) for b in baselines.values())])
    yield f"{title}, cases not trained on ({part})", markdown(header, rows)
    if crossed:
        rows = [[name, figure(r["points"]), figure(r["micro"]), figure(r["macro"])] for name, r in crossed.items()]
        header = ["municipality not trained on", "points", "micro-F1", "macro-F1"]
        yield f"{title}, municipalities not trained on", markdown(header, rows)
    names = list(dict.fromkeys(label for source in sources for label in scores[source]["labels"]))
    rows = []
    for label in names:
        cells = [scores[source]["labels"].get(label) for source in sources]
        rows.append([label, *(f"{c['f1']:.2f} ({c['support']:.0f})" if c else "–" for c in cells)])
    yield f"{title}, F1 a label (examples)", markdown(["label", *sources], rows)


def as_text(results: dict[str, Any]) -> str:
    """All tables in Markdown, each under its title."""
    return "\n\n".join(f"### {title}\n\n{table}" for title, table in sections(results))


def renew_card(card: Path, results: dict[str, Any]) -> None:
    """Write the tables between the marks of a model card; raises :class:`UsageError` without marks."""
    renew_marked(card, as_text(results))


def renew_marked(file: Path, content: str) -> None:
    """Put ``content`` between the two marks of a Markdown file; raises :class:`UsageError` without marks."""
    from nlp.store.replacing import replacing

    before, after = around_marks(file)
    with replacing(file) as target:
        target.write(f"{before}{START}\n\n{content}\n\n{END}{after}".encode())


def around_marks(file: Path) -> tuple[str, str]:
    """What stands before and behind the two marks; raises :class:`UsageError` without marks."""
    before, start, rest = file.read_text("utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise UsageError(f"{file}: no lines {START} and {END}; put them where the tables belong")
    return before, after
