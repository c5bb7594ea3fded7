"""Sheets for those who have nothing else: Excel with drop-down lists of Danish names, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nlp.learn.data.rows import YES
from nlp.query.reading.label_names import labels_named
from nlp.read.sheets import openpyxl, table
from nlp.review.formats.returned import Returned
from nlp.review.items import Item, Problem
from nlp.review.own_labels import KINDS, OwnLabels
from nlp.review.reasons import in_words
from nlp.review.wording import words
from nlp.store.cells import harmless
from nlp.store.replacing import replacing

TOPICS, TYPES = 3, 4
"""Columns for topics and for decision types of a point."""
LONGEST_CELL = 32_000
BETWEEN = re.compile(r"\s*[;\n]\s*")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDTHS = {
    "text": 90,
    "title": 40,
    "reasons": 30,
    "topic": 24,
    "type": 20,
    "suggested_topics": 28,
    "suggested_types": 20,
}


def header() -> list[tuple[str, str]]:
    """Key and title of each column."""
    titles = words()["columns"]
    made: list[tuple[str, str]] = []
    for key, title in titles.items():
        count = {"topic": TOPICS, "type": TYPES}.get(key, 0)
        made += [(f"{key}{n}", f"{title} {n}") for n in range(1, count + 1)] if count else [(key, title)]
    return made


def rows(items: Sequence[Item], own: OwnLabels) -> Iterator[dict[str, str]]:
    """One row a point: what it is, what the model says, and the answer where there is one."""
    danish = {kind: own.danish(kind) for kind in KINDS}
    names = own.all_danish()
    for item in items:
        row = {key: str(getattr(item, key)) for key in ("id", "digest", "municipality", "body", "date", "number")}
        row |= {
            "title": item.title,
            "text": item.text,
            "reasons": "; ".join(in_words(one, "da", names) for one in item.reasons),
        }
        for key, kind in (("suggested_topics", "topics"), ("suggested_types", "decision_types")):
            row[key] = ", ".join(danish[kind].get(name, name) for name in item.suggested.likely(kind))
        if item.answer is not None:
            row["by"] = item.answer.by
            for key, kind in (("topic", "topics"), ("type", "decision_types")):
                for n, name in enumerate(getattr(item.answer, kind) or (), 1):
                    row[f"{key}{n}"] = danish[kind].get(name, name)
        yield {key: CONTROL.sub(" ", value)[:LONGEST_CELL] for key, value in row.items()}


def write_csv(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    """Semicolons and a byte order mark, as a Danish Excel opens it; a formula in a text stays a text."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([title for _, title in header()])
    for row in rows(items, own):
        writer.writerow([harmless(row.get(key, "")) for key, _ in header()])
    with replacing(path) as file:
        file.write(buffer.getvalue().encode("utf-8-sig"))
    return [path]


def write_xlsx(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    """A workbook with a drop-down list in each cell to fill; the lists stand on a sheet of their own."""
    library = openpyxl()
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    said = words()
    book = library.Workbook()
    sheet, lists = book.active, book.create_sheet(said["lists"])
    sheet.title = said["sheet"]
    keys = [key for key, _ in header()]
    sheet.append([title for _, title in header()])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, row in enumerate(rows(items, own), 2):
        for column, key in enumerate(keys, 1):
            if value := row.get(key, ""):
                cell = sheet.cell(at, column)
                cell.value, cell.data_type = value, "s"
                cell.alignment = Alignment(wrap_text=key in ("text", "title", "reasons"), vertical="top")
    for column, key in enumerate(keys, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(key.rstrip("0123456789"), 14)
    for key in ("id", "digest"):
        sheet.column_dimensions[get_column_letter(keys.index(key) + 1)].hidden = True
    sheet.freeze_panes = "A2"
    _add_lists(sheet, lists, keys, own, said)
    buffer = io.BytesIO()
    book.save(buffer)
    with replacing(path) as file:
        file.write(buffer.getvalue())
    return [path]


def _add_lists(sheet: Any, lists: Any, keys: list[str], own: OwnLabels, said: dict[str, Any]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = {
        "topic": list(own.danish("topics").values()),
        "type": list(own.danish("decision_types").values()),
        "agree": [said["yes"]],
    }
    last = max(sheet.max_row, 2)
    for number, (key, names) in enumerate(choices.items(), 1):
        for at, name in enumerate(names, 1):
            lists.cell(at, number).value = name
        letter = get_column_letter(number)
        formula = f"'{lists.title}'!${letter}$1:${letter}${len(names)}"
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.error, rule.prompt = said["wrong"], said["choose"]
        sheet.add_data_validation(rule)
        for column, name in enumerate(keys, 1):
            if name.rstrip("0123456789") == key:
                place = get_column_letter(column)
                rule.add(f"{place}2:{place}{last}")


def read(path: Path, sent: Iterable[Item], own: OwnLabels) -> Iterator[Returned | Problem]:
    """The filled rows of a sheet; empty ones are no answers. Labels go by any name that ``find`` knows."""
    said = words()
    written = list(table(path))
    titles = [key for key, _ in header()]
    by_title = {title.casefold(): key for key, title in header()}
    heading = [by_title.get(title.strip().casefold(), "") for title in written[0]] if written else []
    if not {"id", "digest", "topic1", "type1"} <= set(heading):
        yield Problem(str(path), "", "not a sheet that 'referat review export' wrote; its headings must stay")
        return
    suggested = {item.id: item.suggested for item in sent}
    topic_names, type_names = own.danish("topics"), own.danish("decision_types")
    for number, cells in enumerate(written[1:], 2):
        row = {key: cell.strip() for key, cell in zip(heading, cells, strict=False) if key in titles}
        topics = [row[f"topic{n}"] for n in range(1, TOPICS + 1) if row.get(f"topic{n}")]
        types = [row[f"type{n}"] for n in range(1, TYPES + 1) if row.get(f"type{n}")]
        agrees = row.get("agree", "").casefold() in (said["yes"], *YES)
        if not (topics or types or agrees):
            if unclear := row.get("agree"):
                wanted = f"write '{said['yes']}' to agree, or give labels"
                yield Problem(f"{path}:{number}", row.get("id", ""), f"'{unclear[:40]}' is no answer; {wanted}")
            continue
        found = Returned(f"{path}:{number}", row.get("id", ""), digest=row.get("digest"), by=row.get("by", ""))
        found.topics = labels("topics", topic_names, topics)
        found.decision_types = labels("decision_types", type_names, types)
        if agrees and (model := suggested.get(found.id)):
            found.topics = found.topics or model.likely("topics") or None
            found.decision_types = found.decision_types or model.likely("decision_types") or None
        yield found


def labels(kind: str, danish: dict[str, str], cells: Sequence[str]) -> list[str] | None:
    """Labels from what was written; what names none stays, and is told as unknown later."""
    known = {title.casefold(): name for name, title in danish.items()} | {name: name for name in danish}
    made = []
    for cell in cells:
        for written in [cell] if cell.casefold() in known else BETWEEN.split(cell):
            name = known.get(written.casefold())
            made += [name] if name else labels_named(kind, written) or [written]
    return made or None
