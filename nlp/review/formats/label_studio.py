"""Label Studio: tasks with suggestions as JSON, its labelling interface as XML, and its JSON export back.

Offsets count code points, as Label Studio does since version 1.5; older ones counted UTF-16 units
(github.com/HumanSignal/label-studio/issues/1347), which the span's own text tells on import.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from nlp.resources import entity_labels
from nlp.review.formats.returned import Returned
from nlp.review.items import Item, Problem, Span
from nlp.review.own_labels import KINDS, OwnLabels
from nlp.review.reasons import english
from nlp.store.replacing import replacing

COLOURS = dict(
    zip(entity_labels(), ("#7b4fa3", "#1f6f8b", "#4b7f2b", "#a0522d", "#b8860b", "#8b1a1a", "#555555"), strict=True)
)
OTHER_EXPORT = "not a task of Label Studio's JSON export; export as 'JSON' (not JSON-MIN, CSV or CONLL)"


def write(items: Sequence[Item], path: Path, own: OwnLabels) -> list[Path]:
    """Tasks, and beside them the interface (``.xml``) to paste into the project's settings."""
    interface = path.with_suffix(".xml")
    with replacing(path) as file:
        file.write((json.dumps([task(item) for item in items], indent=1, ensure_ascii=False) + "\n").encode())
    with replacing(interface) as file:
        file.write(interface_of(own).encode())
    return [path, interface]


def task(item: Item) -> dict[str, Any]:
    """An answer becomes an annotation, the model's suggestions a prediction."""
    said = item.suggested
    likely = results(item.text, said.likely("topics"), said.likely("decision_types"), said.spans)
    made: dict[str, Any] = {
        "data": {
            "text": item.text,
            "referat_id": item.id,
            "referat_digest": item.digest,
            "about": f"{item.municipality} · {item.body} · {item.date} · {item.number}",
            "reasons": english(item.reasons),
        },
        "predictions": [{"model_version": item.model, "result": likely}],
        "annotations": [],
    }
    if item.answer is not None:
        a = item.answer
        given = {"result": results(item.text, a.topics, a.decision_types, a.spans), "completed_by": a.by}
        made["annotations"].append(given | {"created_at": a.at})
    return made


def results(
    text: str, topics: Sequence[str] | None, types: Sequence[str] | None, spans: Sequence[Span] | None
) -> list[dict[str, Any]]:
    """Choices and spans as Label Studio writes them; None leaves a kind out."""
    made: list[dict[str, Any]] = []
    for name, labels in (("topics", topics), ("decision_types", types)):
        if labels is not None:
            common = {"from_name": name, "to_name": "text", "type": "choices"}
            made.append(common | {"id": name, "value": {"choices": list(labels)}})
    for number, (start, end, label) in enumerate(spans or ()):
        value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
        made.append({"from_name": "entities", "to_name": "text", "type": "labels", "id": f"e{number}", "value": value})
    return made


def interface_of(own: OwnLabels) -> str:
    """The labelling interface: choices for topics and decision types, marks for entities."""
    lines = ["<View>", '  <Header value="$about"/>', '  <Labels name="entities" toName="text">']
    lines += [f'    <Label value="{label}" background="{COLOURS[label]}"/>' for label in entity_labels()]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="character"/>']
    for kind in KINDS:
        lines.append(f'  <Choices name="{kind}" toName="text" choice="multiple" showInline="true">')
        for name, title in own.danish(kind).items():
            lines.append(f"    <Choice value={quoteattr(name)} alias={quoteattr(name)} html={quoteattr(title)}/>")
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def read(path: Path, sent: Iterable[Item], own: OwnLabels) -> Iterator[Returned | Problem]:
    """The annotations of an export; predictions and skipped tasks are no answers."""
    try:
        tasks = json.loads(path.read_text("utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        yield Problem(str(path), "", f"not whole JSON ({error}); the file seems cut, export it again")
        return
    if not isinstance(tasks, list):
        yield Problem(str(path), "", OTHER_EXPORT)
        return
    for number, one in enumerate(tasks, 1):
        where = f"{path}: task {number}"
        try:
            id, digest, text = (str(one["data"][key]) for key in ("referat_id", "referat_digest", "text"))
            annotations = one.get("annotations", one.get("completions"))
            if annotations is None:
                raise KeyError("annotations")
            for annotation in annotations:
                if not annotation.get("was_cancelled"):
                    yield found(annotation, where, id, digest, text)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            yield Problem(where, "", OTHER_EXPORT)


def found(annotation: dict[str, Any], where: str, id: str, digest: str, text: str) -> Returned | Problem:
    """One annotation as an answer."""
    made = Returned(
        where, id, text=text, digest=digest, by=person(annotation), at=str(annotation.get("created_at", ""))
    )
    spans: list[Span] = []
    for result in annotation["result"]:
        value = result["value"]
        if result["type"] == "choices" and result["from_name"] in KINDS:
            setattr(made, result["from_name"], [str(choice) for choice in value["choices"]])
        elif result["type"] == "labels":
            span = placed(value, text)
            if span is None:
                what = f"the span {value['start']}-{value['end']} is not {value.get('text', '')!r} in the text"
                return Problem(where, id, f"{what}; label it again")
            spans.append(span)
    made.spans = spans or None
    return made


def placed(value: dict[str, Any], text: str) -> Span | None:
    """The span in code points; None where its own text does not stand there."""
    start, end, label = int(value["start"]), int(value["end"]), str(value["labels"][0])
    wanted = value.get("text")
    if wanted is None or text[start:end] == wanted:
        return (start, end, label)
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    try:
        if inside.decode("utf-16-le") == wanted:
            start = len(before.decode("utf-16-le"))
            return (start, start + len(wanted), label)
    except UnicodeDecodeError:
        pass
    return None


def person(annotation: dict[str, Any]) -> str:
    """Who annotated: a name, an e-mail address or a number."""
    by = annotation.get("completed_by", "")
    return str(by.get("email") or by.get("id", "")) if isinstance(by, dict) else str(by)
