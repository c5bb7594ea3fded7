"""The marked documents as offices publish them: web page, PDF with and without tags, Word.

``python -m benchmarks.office --folder DIR [PATTERN]`` lays each document of ``tests/layouts`` out in four styles,
prints it with Chromium and LibreOffice, reads the files and compares what is found with what the plain text gives.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from spacy.language import Language

import nlp
from nlp.pipeline import tag
from nlp.read import read
from nlp.record import Record
from tests.marked_layouts import FOLDER, MarkedDocument, read_marked

STYLES = {
    "plain": "body{font:12pt serif}",
    "headed": "body{font:10pt sans-serif} @page{margin:25mm 20mm; @top-left{content:'RUNNING';font:8pt sans-serif}"
    "@bottom-right{content:'Side ' counter(page);font:8pt sans-serif}}",
    "margin": "body{font:11pt sans-serif} table{width:100%} td{vertical-align:top} td.label{width:26%}",
    "boxes": "body{font:10pt sans-serif} table{width:100%;border-collapse:collapse} td{border:1px solid;padding:4px}",
}
FIELDS = ("titles", "decisions", "participants", "absent")
_LABEL = re.compile(r"[A-ZÆØÅ][^\d.,;]{2,48}")
_FIXED_COLUMNS = re.compile(r"\\[.\-#]|^\|.*\|$|\S {3,}\S|^#+ |\*\*|\t", re.MULTILINE)
_WIDE = 55
"""Lines of so many letters may be wrapped ones."""


@dataclass(slots=True)
class Part:
    """A point's heading, a section's label or a paragraph of one or more lines."""

    kind: str
    lines: list[str] = field(default_factory=list)


def parts(document: MarkedDocument) -> Iterator[Part]:
    """The document's lines as an author would have typed them: headings and labels alone, wrapped lines whole."""
    rows = document.text.split("\n")
    labels = {text for text, count in Counter(map(str.strip, rows)).items() if count > 1 and _LABEL.fullmatch(text)}
    wrapped = max(map(len, rows)) < 2 * _WIDE
    starts = {point.start: letters(point.title) for point in document.points}
    paragraph, at, title = Part("text"), 0, ""
    for row in rows:
        here = next((starts[place] for place in starts if at <= place <= at + len(row)), None)
        at += len(row) + 1
        text = row.strip()
        heading = Part("heading", [text]) if here is not None else None
        if title and text and heading is None:
            paragraph.lines.append(text)
            title = "" if title in letters(" ".join(paragraph.lines)) or len(paragraph.lines) > 3 else title
        elif heading or not text or text in labels or paragraph.kind == "heading":
            if paragraph.lines:
                yield paragraph
            paragraph = heading or Part("label" if text in labels else "text", [text] if text else [])
            title = here if here and here not in letters(text) else ""
            if paragraph.kind == "label":
                yield paragraph
                paragraph = Part("text")
        elif wrapped and paragraph.lines and len(paragraph.lines[-1]) > _WIDE and text[0].islower():
            paragraph.lines[-1] += " " + text
        else:
            paragraph.lines.append(text)
    if paragraph.lines:
        yield paragraph


def page(document: MarkedDocument, style: str) -> str:
    """The document as a web page in one of the styles."""
    running = f"{document.municipality or ''} {document.body or ''} {document.date or ''}"
    css = STYLES[style].replace("RUNNING", running)
    body = _beside(parts(document)) if style in ("margin", "boxes") else map(_block, parts(document))
    return f"<!doctype html><html lang=da><meta charset=utf-8><style>{css}</style><body>" + "\n".join(body)


def _block(part: Part) -> str:
    text = "<br>".join(map(escape, part.lines))
    return {"heading": f"<h2>{text}</h2>", "label": f"<p><b>{text}</b></p>"}.get(part.kind, f"<p>{text}</p>")


def _beside(found: Iterable[Part]) -> Iterator[str]:
    """Labels in a column of their own, what they head beside them."""
    label, cell, inside = "", [], False
    for part in [*found, Part("heading")]:
        if part.kind != "text" and (label or cell):
            yield f"<table><tr><td class=label>{escape(label)}</td><td>{''.join(cell)}</td></tr></table>"
            label, cell = "", []
        inside = inside or part.kind == "heading"
        if part.kind == "label" and inside:
            label = part.lines[0]
        elif part.kind == "text" and inside:
            cell.append(_block(part))
        elif part.lines:
            yield _block(part)


def printed(folder: Path, pattern: str, style: str) -> dict[str, list[Path]]:
    """Files of each format by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for path in sorted(FOLDER.glob(pattern)):
        document = read_marked(path)
        if not _FIXED_COLUMNS.search(document.text):
            pages.append(folder / f"{document.name}.html")
            pages[-1].write_text(page(document, style), "utf-8")
    files = {"web page": pages, "PDF, tagged": [], "PDF, no tags": []}
    for one in pages:
        tagged, bare = one.with_suffix(".tagged.pdf"), one.with_suffix(".bare.pdf")
        chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*chromium, f"--print-to-pdf={tagged}", one.as_uri()], capture_output=True, check=True)
        bare.write_bytes(tagged.read_bytes().replace(b"/StructTreeRoot", b"/NoStructTreeR"))
        files["PDF, tagged"].append(tagged)
        files["PDF, no tags"].append(bare)
    office = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"]
    if shutil.which("soffice"):
        subprocess.run([*office, "--outdir", folder, *pages], capture_output=True, check=True)
        files["Word"] = [one.with_suffix(".docx") for one in pages]
    return files


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def found_in(records: Iterable[Record]) -> dict[str, set[tuple[str, ...]]]:
    """What the records of a file say, by field."""
    said: dict[str, set[tuple[str, ...]]] = {name: set() for name in FIELDS}
    for record in records:
        said["participants"] |= {(letters(one.name), one.attendance) for one in record.meeting.participants}
        for point in record.points:
            title = letters(point.title)
            said["titles"].add((title,))
            said["decisions"] |= {(letters(decision.text),) for decision in point.decisions}
            said["absent"] |= {(title, letters(name)) for name in point.absent}
    return said


def compare(pipeline: Language, files: list[Path]) -> dict[str, float]:
    """F1 of what is found in the files against what is found in the texts of the same documents."""
    counts = {name: [0, 0] for name in FIELDS}
    for path in files:
        name = path.name.split(".")[0]
        document = read_marked(FOLDER / f"{name}.txt")
        text = path.with_name(f"{name}.txt")
        text.write_text(document.text, "utf-8")
        wanted, got = found_in(tag(read(text), pipeline)), found_in(tag(read(path), pipeline))
        for name in FIELDS:
            counts[name][0] += 2 * len(wanted[name] & got[name])
            counts[name][1] += len(wanted[name]) + len(got[name])
    return {name: both / max(every, 1) for name, (both, every) in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pattern", nargs="?", default="dev_*.txt")
    parser.add_argument("--folder", type=Path, required=True, help="where the files are written")
    options = parser.parse_args()
    pipeline = nlp.load()
    print("| style | format | files | " + " | ".join(FIELDS) + " |\n|---|---|---|" + "---|" * len(FIELDS))
    for style in STYLES:
        for kind, files in printed((options.folder / style).resolve(), options.pattern, style).items():
            figures = compare(pipeline, files)
            print(f"| {style} | {kind} | {len(files)} | " + " | ".join(f"{figures[one]:.3f}" for one in FIELDS) + " |")


if __name__ == "__main__":
    main()
