"""Prodigy: JSONL with text, tokens, spans and choices, as its ``blocks`` of ``spans_manual`` and ``choice`` read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.review.formats.returned import Returned
from nlp.review.formats.tokens import danish
from nlp.review.items import Item, Problem, Span
from nlp.review.own_labels import KINDS, OwnLabels
from nlp.store.replacing import replacing

SEPARATOR = ":"
ACCEPTED = "accept"


def write(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    """One task a line; where a point has no answer yet, what the model thinks likely is chosen beforehand."""
    options = [
        {"id": f"{kind}{SEPARATOR}{name}", "text": title} for kind in KINDS for name, title in own.danish(kind).items()
    ]
    with replacing(path) as file:
        for item in items:
            file.write((json.dumps(task(item, options), ensure_ascii=False) + "\n").encode())
    return [path]


def task(item: Item, options: list[dict[str, str]]) -> dict[str, Any]:
    """A point as a Prodigy task, with its answer, else with what the model suggests."""
    answer = item.answer
    topics = answer.topics if answer else item.suggested.likely("topics")
    types = answer.decision_types if answer else item.suggested.likely("decision_types")
    spans = answer.spans if answer else item.suggested.spans
    chosen = [("topics", topics), ("decision_types", types)]
    tokens = tokens_of(item.text)
    made: dict[str, Any] = {
        "text": item.text,
        "tokens": tokens,
        "options": options,
        "accept": [f"{kind}{SEPARATOR}{name}" for kind, names in chosen for name in names or ()],
        "meta": {"referat_id": item.id, "referat_digest": item.digest, "about": f"{item.body} {item.date}"},
    }
    if spans is not None:
        made["spans"] = [with_tokens(span, tokens) for span in spans]
    if answer is not None:
        made |= {"answer": "accept", "_annotator_id": answer.by, "_timestamp": seconds(answer.at)}
    return made


def tokens_of(text: str) -> list[dict[str, Any]]:
    """spaCy's tokens, as Prodigy wants them."""
    return [
        {"text": t.text, "start": t.idx, "end": t.idx + len(t.text), "id": t.i, "ws": bool(t.whitespace_)}
        for t in danish().make_doc(text)
    ]


def with_tokens(span: Span, tokens: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A span with the tokens that it touches."""
    start, end, label = span
    touched = [token["id"] for token in tokens if token["start"] < end and token["end"] > start]
    made: dict[str, Any] = {"start": start, "end": end, "label": label}
    return made | ({"token_start": touched[0], "token_end": touched[-1]} if touched else {})


def seconds(at: str) -> int:
    """Seconds since 1970 of an ISO time; 0 for what is none."""
    try:
        return int(datetime.fromisoformat(at).timestamp())
    except ValueError:
        return 0


def read(path: Path, sent: Iterable[Item], own: OwnLabels) -> Iterator[Returned | Problem]:
    """The accepted tasks of an export (``prodigy db-out``); tasks without an answer, rejected and ignored are none."""
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line.decode("utf-8"))
        except (ValueError, UnicodeDecodeError):
            yield Problem(where, "", "not a whole JSON line; the file seems cut, export it again")
            continue
        try:
            if row.get("answer") == ACCEPTED:
                yield found(row, where)
        except (KeyError, TypeError, AttributeError, ValueError, OverflowError, OSError):
            yield Problem(where, "", "not a task that 'referat review export' wrote for Prodigy; export it again")


def found(row: dict[str, Any], where: str) -> Returned:
    """The answer in a task as Prodigy gives it back; raises :class:`KeyError` and the like for what is none."""
    meta = row["meta"]
    chosen: dict[str, list[str]] = {"topics": [], "decision_types": []}
    for option in row["accept"]:
        kind, _, name = option.partition(SEPARATOR)
        chosen[kind].append(name)
    spans = [(int(s["start"]), int(s["end"]), str(s["label"])) for s in row["spans"]] if "spans" in row else None
    at = datetime.fromtimestamp(row["_timestamp"], UTC).isoformat() if row.get("_timestamp") else ""
    by = str(row.get("_annotator_id") or row.get("_session_id") or "")
    return Returned(
        where,
        str(meta["referat_id"]),
        chosen["topics"] or None,
        chosen["decision_types"] or None,
        spans,
        str(row["text"]),
        str(meta["referat_digest"]),
        by,
        at,
    )
