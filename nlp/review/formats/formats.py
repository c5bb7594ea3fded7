"""The formats in which points go out to be labelled and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import UsageError
from nlp.remote import begins
from nlp.review.formats import docbin, label_studio, prodigy, sheet
from nlp.review.formats.returned import Returned
from nlp.review.items import Item, Problem, is_answered, read_items, write_items
from nlp.review.own_labels import OwnLabels

Write = Callable[[Sequence[Item], Path, OwnLabels], list[Path]]
Read = Callable[[Path, Iterable[Item], OwnLabels], Iterator[Returned | Problem]]


@dataclass(frozen=True, slots=True)
class Format:
    """``endings`` tell the format where none is named; several formats may share one."""

    endings: tuple[str, ...]
    write: Write
    read: Read


def _write_own(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    write_items(path, items)
    return [path]


def _read_own(path: Path, sent: Iterable[Item], own: OwnLabels) -> Iterator[Returned | Problem]:
    for one in read_items(path):
        if isinstance(one, Problem):
            yield one
        elif is_answered(one) and (a := one.answer):
            yield Returned(str(path), one.id, a.topics, a.decision_types, a.spans, one.text, one.digest, a.by, a.at)


FORMATS: dict[str, Format] = {
    "label-studio": Format((".json",), label_studio.write, label_studio.read),
    "prodigy": Format((".jsonl",), prodigy.write, prodigy.read),
    "docbin": Format((".spacy",), docbin.write, docbin.read),
    "xlsx": Format((".xlsx",), sheet.write_xlsx, sheet.read),
    "csv": Format((".csv",), sheet.write_csv, sheet.read),
    "referat": Format((".jsonl",), _write_own, _read_own),
}


def format_of(path: Path, name: str | None) -> Format:
    """The named format, or the first with the file's ending; raises :class:`UsageError` for others."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"unknown format {name!r}; use {', '.join(FORMATS)}")
        return FORMATS[name]
    if path.suffix.lower() == ".jsonl" and path.exists() and b'"referat-review/' in begins(str(path), 60):
        return FORMATS["referat"]
    found = next((one for one in FORMATS.values() if path.suffix.lower() in one.endings), None)
    if found is None:
        endings = ", ".join(dict.fromkeys(ending for one in FORMATS.values() for ending in one.endings))
        raise UsageError(f"{path}: unknown ending '{path.suffix}'; use {endings}, or name the format with --format")
    return found
