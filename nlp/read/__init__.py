"""Reads files of any supported format into documents, one a meeting.

``read(path)`` yields :class:`~nlp.outline.Document` and never raises for what a file holds: a file
that cannot be read gives a document of status ``failed`` whose warning says why and what to do.
The libraries behind the formats are imported only when a file needs them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.outline import Document

__all__ = ["find_files", "is_hidden", "read", "read_bytes"]

LEFT_BY_WINDOWS = ("thumbs.db", "desktop.ini")


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files at the paths, folders recursively.

    In the order of the input, sorted by name within a folder; hidden files and those that programs
    leave beside documents are skipped inside folders, and a folder that links to one already entered
    is not entered again. A folder that may not be read is given itself.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _walk(path, set())
        else:
            yield path


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is no document: hidden, or left there by Windows or an open Office file."""
    return name.startswith((".", "~$")) or name.lower() in LEFT_BY_WINDOWS


def _walk(folder: Path, entered: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder  # reading it says why; what it holds must not go missing in silence
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(entry, entered)
        elif entry.is_file():  # no pipe or device, whose end may never come
            yield entry


def read(path: Path, *, ocr: bool = False, name: str | None = None) -> Iterator[Document]:
    """The meetings of one file.

    ``ocr``: recognise PDF pages without a text layer with tesseract; ``name``: the path that the documents carry.
    """
    name = str(path) if name is None else name
    try:
        if Path(path).is_dir():
            os.listdir(path)
        if Path(path).exists() and not Path(path).is_file():
            raise OSError(0, "no file but a pipe, a device or a folder")
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        warning = f"cannot open the file ({reason}); check the path and its permissions"
        yield Document(name, "", "unknown", status="failed", warnings=[warning])
        return
    yield from read_bytes(data, name, ocr=ocr)


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> Iterator[Document]:
    """The meetings in the content of a file; ``name`` is the path that the documents carry."""
    from nlp.read.formats import documents

    yield from documents(data, name, hashlib.sha256(data).hexdigest(), ocr=ocr)
