"""spaCy's DocBin: texts with ``cats`` for choices and spans, ready for ``spacy train`` and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.review.formats.returned import Returned
from nlp.review.formats.tokens import danish
from nlp.review.items import Item, Problem, Span
from nlp.review.own_labels import KINDS, OwnLabels
from nlp.store.replacing import replacing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEY = "referat"
"""Key of the spans, and of what else is kept in ``doc.user_data``."""
SEPARATOR = ":"


def write(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    """Texts with their answers; every label is a category with 1 or 0. A text without an answer has neither."""
    from spacy.tokens import DocBin

    names = {kind: own.names(kind) for kind in KINDS}
    store = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for item in items:
        store.add(doc_of(danish(), item, names))
    with replacing(path) as file:
        file.write(store.to_bytes())
    return [path]


def doc_of(nlp: Language, item: Item, names: dict[str, tuple[str, ...]]) -> Doc:
    """A doc of the point with ``cats`` and spans of its answer; without an answer, only the text."""
    answer = item.answer
    given: dict[str, Sequence[str] | None] = {
        "topics": answer.topics if answer else None,
        "decision_types": answer.decision_types if answer else None,
    }
    spans = answer.spans if answer else None
    doc = cut_at(nlp.make_doc(item.text), spans or ())
    found = [doc.char_span(start, end, label) for start, end, label in spans or ()]
    made = [span for span in found if span is not None]
    doc.spans[KEY] = made
    if all(a.end <= b.start for a, b in pairwise(sorted(made, key=lambda span: span.start))):
        doc.ents = tuple(made)
    for kind, labels in given.items():
        if labels is not None:
            doc.cats |= {f"{kind}{SEPARATOR}{name}": float(name in labels) for name in names[kind]}
    doc.user_data[KEY] = {
        "id": item.id,
        "digest": item.digest,
        "by": answer.by if answer else "",
        "at": answer.at if answer else "",
        "order": {kind: list(labels) for kind, labels in given.items() if labels is not None},
        "spans": spans is not None,
    }
    return doc


def cut_at(doc: Doc, spans: Sequence[Span]) -> Doc:
    """The doc with tokens cut where a span begins or ends inside them or around their blank; no offset moves."""
    from spacy.tokens import Doc

    starts, ends = {start for start, _, _ in spans}, {end for _, end, _ in spans}
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        size = len(token.text)
        inside = sorted(edge - token.idx for edge in starts | ends if token.idx < edge < token.idx + size)
        words += [token.text[a:b] for a, b in pairwise([0, *inside, size])]
        apart = bool(token.whitespace_) and (token.idx + size in starts or token.idx + size + 1 in ends)
        spaces += [False] * len(inside) + [bool(token.whitespace_) and not apart]
        if apart:
            words.append(token.whitespace_)
            spaces.append(False)
    return Doc(doc.vocab, words=words, spaces=spaces)


def read(path: Path, sent: Iterable[Item], own: OwnLabels) -> Iterator[Returned | Problem]:
    """The docs of a DocBin that :func:`write` made and any tool labelled further."""
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin(store_user_data=True).from_bytes(path.read_bytes()).get_docs(danish().vocab))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own
        yield Problem(str(path), "", f"not a whole DocBin ({type(error).__name__}); export it again")
        return
    for number, doc in enumerate(docs, 1):
        where = f"{path}: doc {number}"
        kept = doc.user_data.get(KEY)
        if not isinstance(kept, dict) or not {"id", "digest", "order", "spans"} <= kept.keys():
            yield Problem(where, "", "not a doc that 'referat review export' wrote (store_user_data must stay on)")
            continue
        if doc.cats or doc.spans.get(KEY) or kept["spans"]:
            yield found(doc, kept, where)


def found(doc: Doc, kept: dict[str, Any], where: str) -> Returned:
    """Categories from 0.5 on are chosen, those that were chosen before in their old order."""
    chosen: dict[str, list[str]] = {}
    for category, value in doc.cats.items():
        kind, _, name = category.partition(SEPARATOR)
        chosen.setdefault(kind, [])
        if value >= 0.5:
            chosen[kind].append(name)
    for kind, names in chosen.items():
        before = list(kept["order"].get(kind, ()))
        names.sort(key=lambda name: before.index(name) if name in before else len(before))
    spans: list[Span] = [(span.start_char, span.end_char, span.label_) for span in doc.spans.get(KEY, ())]
    return Returned(
        where,
        str(kept["id"]),
        chosen.get("topics"),
        chosen.get("decision_types"),
        spans if spans or kept["spans"] else None,
        doc.text,
        str(kept["digest"]),
        str(kept.get("by", "")),
        str(kept.get("at", "")),
    )
