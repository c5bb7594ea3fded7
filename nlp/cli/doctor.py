"""``referat doctor``: what is installed here, what is missing and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.printing import print_json

State = Literal["ok", "missing", "failed"]
LIBRARIES = ("spacy", "scikit-learn", "pypdfium2", "lxml", "python-docx", "pyarrow", "pydantic", "typer", "joblib")
EXTRAS = {
    "dacy": ("dacy", "larger recognisers of names (--ner dacy:small)"),
    "dask": ("distributed", "tagging on a cluster (--engine dask://HOST:PORT)"),
    "cloud": ("fsspec", "reading and writing S3 and other places"),
    "web": ("datasette", "archives in the browser (referat serve)"),
    "review": ("bottle", "labelling in the browser (referat review page)"),
    "xlsx": ("openpyxl", "Excel files"),
    "plot": ("matplotlib", "pictures (referat stats --plot)"),
}
LEAST_FREE = 1_000_000_000
"""Bytes below which a disk is called full: a year of a municipality's minutes takes some hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``remedy`` says what to do where it is not ok."""

    what: str
    state: State
    found: str
    remedy: str = ""


@guarded
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look at the installation: versions, model and checksums, extras, OCR, free disk; say what to do.

    The exit status is 1 where something that every run needs is broken; what is only missing leaves it 0.
    """
    findings = list(examine())
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        width = max(len(one.what) for one in findings)
        for one in findings:
            remedy = f"; {one.remedy}" if one.remedy and one.state != "ok" else ""
            print(f"{one.state:8}{one.what:{width}}  {one.found}{remedy}")
    if any(one.state == "failed" for one in findings):
        raise SystemExit(1)


def examine() -> Iterator[Finding]:
    """All findings, the program first."""
    yield from _versions()
    yield from _model()
    yield _fts()
    for name, (module, use) in EXTRAS.items():
        here = find_spec(module) is not None
        yield Finding(f"extra {name}", "ok" if here else "missing", use, f"pip install 'referat[{name}]'")
    yield _ocr()
    yield from _disks()


def _versions() -> Iterator[Finding]:
    from nlp import __version__

    yield Finding("referat", "ok", __version__)
    new_enough = sys.version_info >= (3, 11)
    yield Finding("Python", "ok" if new_enough else "failed", platform.python_version(), "install Python 3.11 or later")
    yield Finding("system", "ok", f"{platform.system()} {platform.release()}, {os.cpu_count()} processors")
    for library in LIBRARIES:
        try:
            yield Finding(library, "ok", version(library))
        except PackageNotFoundError:
            yield Finding(library, "failed", "not installed", "install referat again: pip install --upgrade referat")


def _model() -> Iterator[Finding]:
    from nlp.errors import ModelError
    from nlp.models import verify
    from nlp.pipeline import default_path, model_at

    try:
        folder = default_path()
        verify(folder)
        model = model_at(folder)
        yield Finding("model", "ok", f"{model.name} {model.version} ({model.fingerprint}), checksums right: {folder}")
    except ModelError as error:
        found, _, remedy = str(error).rpartition("; ")
        yield Finding("model", "failed", found, remedy)


def _fts() -> Finding:
    import sqlite3

    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        return Finding("SQLite", "ok", f"{sqlite3.sqlite_version} with full text")
    except sqlite3.Error:
        remedy = "install Python from python.org, or a newer SQLite"
        return Finding("SQLite", "failed", f"{sqlite3.sqlite_version} without FTS5", remedy)
    finally:
        db.close()


def _ocr() -> Finding:
    from nlp.read.pdf.ocr import missing

    lacking = missing()
    if lacking is None:
        return Finding("OCR", "ok", "tesseract with Danish")
    found, _, remedy = lacking.partition(": ")
    return Finding("OCR", "missing", found, remedy)


def _disks() -> Iterator[Finding]:
    from nlp.batch.kept_results import default_folder
    from nlp.home import home

    for what, folder in (("this folder", Path.cwd()), ("models", home()), ("cache", default_folder())):
        here = next((place for place in (folder, *folder.parents) if place.exists()), Path.cwd())
        free = shutil.disk_usage(here).free
        found = f"{free / 1e9:.1f} GB free: {folder}"
        if not os.access(here, os.W_OK):
            yield Finding(what, "missing", f"not writable: {here}", "choose another folder or change its permissions")
        else:
            yield Finding(what, "ok" if free >= LEAST_FREE else "missing", found, "free some space")
