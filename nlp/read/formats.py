"""Which reader reads which format, and what becomes of a file that none can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nlp.errors import ReadError
from nlp.outline import Document
from nlp.read.detect import detect
from nlp.read.exports.meeting import MeetingData
from nlp.read.several_meetings import meetings_in

NO_POINT = "no point found; check that the file holds the minutes themselves"


def documents(data: bytes, path: str, sha256: str, *, ocr: bool, depth: int = 0) -> Iterator[Document]:
    """The documents of a file's content; ``depth`` counts the archives that it lies in."""
    kind = "unknown"
    try:
        kind = detect(data)
        if kind == "zip":
            from nlp.read.zipfiles import archive_documents

            yield from archive_documents(data, path, sha256, ocr=ocr, depth=depth)
        else:
            yield from _READERS[kind](data, path, sha256, ocr)
    except ReadError as error:
        yield failed(path, sha256, kind, str(error))
    except (MemoryError, RecursionError) as error:
        yield failed(path, sha256, kind, f"too large or too deeply nested ({type(error).__name__}); split the file")
    except Exception as error:  # a reader must not stop the run for what one file holds
        yield failed(
            path, sha256, kind, f"unexpected content ({type(error).__name__}: {error}); please report this file"
        )


def failed(path: str, sha256: str, kind: str, reason: str) -> Document:
    """A document that could not be read; the reason goes on one line."""
    return Document(path, sha256, kind, status="failed", warnings=[" ".join(reason.split())[:500]])


def _text(data: bytes, path: str, sha256: str, ocr: bool, kind: str) -> Iterator[Document]:
    from nlp.read.text import read_text

    text, lines, warnings = read_text(data)
    yield from meetings_in(Document(path, sha256, kind, text, lines, warnings=warnings))


def _html(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.webpage import read_webpage

    text, lines, warnings = read_webpage(data)
    yield from meetings_in(Document(path, sha256, "html", text, lines, warnings=warnings))


def _pdf(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.pdf.document import read_pdf

    found = read_pdf(data, ocr=ocr)
    document = Document(path, sha256, "pdf", found.text, found.lines, warnings=found.warnings)
    document.status = "ok" if found.complete else "partial"
    document.municipality = found.municipality
    yield from meetings_in(document)


def _docx(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.word import read_word

    text, lines = read_word(data)
    yield from meetings_in(Document(path, sha256, "docx", text, lines))


def _json(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.exports.firstagenda import read_json_meetings

    yield from _structured(read_json_meetings(data), path, sha256)


def _xml(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.exports.xml import read_xml_meetings

    yield from _structured(read_xml_meetings(data), path, sha256)


def _csv(data: bytes, path: str, sha256: str, ocr: bool) -> Iterator[Document]:
    from nlp.read.exports.opendata import read_csv_meetings

    meetings, warnings = read_csv_meetings(data)
    for meeting_id, meeting in meetings:
        yield _document("csv", meeting, f"{path}#{meeting_id}", sha256, warnings)


def _structured(meetings: list[tuple[str, MeetingData]], path: str, sha256: str) -> Iterator[Document]:
    for number, (kind, meeting) in enumerate(meetings, 1):
        yield _document(kind, meeting, path if len(meetings) == 1 else f"{path}#{number}", sha256, [])


def _document(kind: str, meeting: MeetingData, path: str, sha256: str, warnings: list[str]) -> Document:
    from nlp.read.exports.write import write_meeting

    text, lines, outline = write_meeting(meeting)
    document = Document(path, sha256, kind, text, lines, outline, warnings=list(warnings))
    if not outline.points:
        document.status = "partial"
        document.warnings.append(NO_POINT)
    return document


Reader = Callable[[bytes, str, str, bool], Iterator[Document]]

_READERS: dict[str, Reader] = {
    "txt": lambda data, path, sha256, ocr: _text(data, path, sha256, ocr, "txt"),
    "md": lambda data, path, sha256, ocr: _text(data, path, sha256, ocr, "md"),
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "json": _json,
    "xml": _xml,
    "csv": _csv,
}
