"""The spaCy component ``referat_segmenter``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components import extensions
from nlp.components.base import Trained
from nlp.outline import Document, Outline
from nlp.read.escapes import unescaped
from nlp.record import Meeting, Point
from nlp.segment.interpret import interpret
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.lines.relined import as_written, relined
from nlp.segment.outline.columns import table_outline
from nlp.segment.outline.from_lines import outline_of


class Segmenter(Trained):
    """Finds meeting and points; a document whose format gave an outline is only interpreted.

    A plain text with every sign escaped (:mod:`nlp.read.escapes`) goes on as a new doc without the escapes.
    """

    def __init__(self, name: str, labeller: LineLabeller, make_doc: Callable[[str], Doc]) -> None:
        extensions.register()
        self.name, self.labeller, self.make_doc = name, labeller, make_doc

    def __call__(self, doc: Doc) -> Doc:
        document: Document = doc._.document or plain(extensions.text_of(doc))
        if doc._.document is None and (escapes := unescaped(document)):
            document, context = escapes.document, doc._context
            doc = self.make_doc(document.text)
            doc._context = context
        doc._.document = document
        doc._.meeting, doc._.points = segment(document, self.labeller)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        if self.labeller.trained:
            self.labeller.to_disk(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        if Path(path).exists():
            self.labeller.from_disk(Path(path))
        return self


def segment(document: Document, labeller: LineLabeller) -> tuple[Meeting, list[Point]]:
    """Meeting and points, from the outline that the format gave or from the lines of the text."""
    if document.outline is not None:
        return interpret(document, document.outline)
    if not labeller.trained:
        return interpret(document, Outline(head=(0, len(document.text))))
    if table := table_outline(document):
        return interpret(document, table)
    whole = relined(document)
    meeting, points = interpret(whole, outline_of(whole, labeller))
    as_written(points, whole.text, document.text)
    return meeting, points


def plain(text: str) -> Document:
    """A document of text alone, as for ``nlp("…")``."""
    from nlp.read.text import lines_of

    return Document("", "", "txt", text, lines_of(text))


@Language.factory("referat_segmenter")
def create(nlp: Language, name: str) -> Segmenter:
    """Meeting and agenda points."""
    return Segmenter(name, LineLabeller(), nlp.make_doc)
