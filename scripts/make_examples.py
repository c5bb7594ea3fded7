"""Makes the example minutes of ``corpus/minutes`` and their right answers from the written corpus.

    python scripts/make_examples.py

Always gives the same files: which municipality prints how stands in ``example_layouts.json``.
"""

from __future__ import annotations

import json
import random
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from example_files import write_docx, write_html, write_json, write_pdf, write_zip

from nlp.learn.data.corpus import CorpusPoint, read_corpus
from nlp.learn.layouts.source import SourcePerson, random_people, variants
from nlp.resources import months, read_json, shipped

SEED = 1848
MONTHS, WEEKDAYS = months(), read_json("calendar.json")["weekdays"]
PRINTED_ELSEWHERE = ("decision", "absence", "attachments")
PARTIES = "AAAVVVCCFBOØ"
"""Parties of the invented members, larger ones more often; all are older than the oldest example."""


class Part(NamedTuple):
    """A line of printed minutes; ``kind`` is head, contents, point, meta, heading or text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the corpus with its number in this meeting and who is missing."""

    number: int
    point: CorpusPoint
    absent: tuple[str, ...]

    @property
    def decision(self) -> str | None:
        return next((s.content.text for s in self.point.sections if s.role == "decision"), None)


@dataclass(frozen=True, slots=True)
class Example:
    """A meeting and how it is printed."""

    layout: dict[str, Any]
    day: date
    people: tuple[SourcePerson, ...]
    items: tuple[Item, ...]

    @property
    def words(self) -> dict[str, str]:
        weekday = WEEKDAYS[self.day.weekday()]
        return {
            "b": self.layout["body"],
            "dmy": f"{self.day:%d-%m-%Y}",
            "words": f"{self.day.day}. {MONTHS[self.day.month - 1]} {self.day.year}",
            "weekday": weekday,
            "Weekday": weekday.capitalize(),
        }


def choose(layout: dict[str, Any], corpus: Iterable[CorpusPoint], rng: random.Random) -> Example:
    """The points of one body that stand together in the corpus, as one meeting on the day of the last."""
    found = [p for p in corpus if p.municipality == layout["municipality"] and p.body == layout["body"]]
    found = sorted(found, key=lambda point: point.date)
    count = min(layout["points"], len(found))
    start = min(range(len(found) - count + 1), key=lambda n: _days(found[n].date, found[n + count - 1].date))
    last = date.fromisoformat(found[start + count - 1].date)
    chosen = sorted(found[start : start + count], key=lambda point: "dagsorden" not in point.title.text.lower())
    members = [m for m in random_people(rng, rng.randint(9, 13)) if _printable(m.name)]
    missing = set(rng.sample(range(len(members)), rng.choice([1, 2])))
    people = tuple(SourcePerson(m.name, rng.choice(PARTIES), n in missing) for n, m in enumerate(members))
    absent = tuple(person.name for person in people if person.absent)
    items = []
    for number, point in enumerate(chosen, layout["first_number"]):
        has_decision = any(s.role == "decision" for s in point.sections)
        items.append(Item(number, point, absent if has_decision and layout["absence"] else ()))
    return Example(layout, last, people, tuple(items))


def _printable(name: str) -> bool:
    """Whether the standard fonts of PDF have all its letters."""
    return name.encode("cp1252", "ignore").decode("cp1252") == name


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def parts(example: Example) -> list[Part]:
    """The lines of the printed minutes in order."""
    return [*_head(example), *_contents(example), *(part for item in example.items for part in _item(example, item))]


def _head(example: Example) -> Iterator[Part]:
    absent = [_shown(p, example, "person") for p in example.people if p.absent]
    present = [_shown(p, example, "person") for p in example.people if not p.absent]
    everyone = [_shown(p, example, "absent_person" if p.absent else "person") for p in example.people]
    words = example.words | {
        "people": ", ".join(everyone), "people_lines": "\n".join(everyone),
        "present": ", ".join(present), "present_lines": "\n".join(present),
        "absent": ", ".join(absent), "absent_lines": "\n".join(absent),
    }  # fmt: skip
    for template in example.layout["head"]:
        for line in template.format(**words).split("\n"):
            yield Part("head", line)


def _shown(person: SourcePerson, example: Example, style: str) -> str:
    template: str = example.layout.get(style) or example.layout["person"]
    return template.format(
        x=person.name, p=person.party, party=variants()["party_names"].get(person.party or "", "Lokallisten")
    )


def _contents(example: Example) -> Iterator[Part]:
    row = example.layout.get("contents")
    if row:
        yield Part("contents", example.layout["contents_title"])
        for page, item in enumerate(example.items, 2):
            yield Part("contents", row.format(n=item.number, t=title(example, item), page=page))
        yield Part("contents", "")


def title(example: Example, item: Item) -> str:
    """The title as printed, with the layout's word for a closed point."""
    text = item.point.title.text
    closed: str = example.layout["closed"]
    return closed.format(t=text) if item.point.closed else text


def _item(example: Example, item: Item) -> Iterator[Part]:
    layout = example.layout
    yield Part("point", layout["point"].format(n=item.number, t=title(example, item)))
    if item.point.case:
        yield Part("meta", layout["case"].format(c=item.point.case))
    decision = list(_decision(example, item))
    if layout.get("decision_first"):
        yield from decision
    for section in item.point.sections:
        if section.role not in PRINTED_ELSEWHERE:
            yield from _heading(example, section.heading)
            yield from (Part("text", line) for line in section.content.text.split("\n"))
    if not layout.get("decision_first"):
        yield from decision
    attachments = [line for line in item.point.text_of("attachments").split("\n") if line.strip()]
    if attachments:
        yield from _heading(example, layout["attachments"])
        yield from (Part("text", line) for line in attachments)


def _heading(example: Example, text: str) -> Iterator[Part]:
    if text:
        text = text.upper() if example.layout.get("upper_headings") else text
        yield Part("heading", text)


def _decision(example: Example, item: Item) -> Iterator[Part]:
    if item.decision is None:
        return
    yield from _heading(example, example.layout["decision"].format(**example.words, n=item.number))
    yield from (Part("text", line) for line in item.decision.split("\n"))
    together = " og ".join(item.absent)
    for number, template in enumerate(example.layout["absence"] if item.absent else []):
        text = template.format(names=", ".join(item.absent), names_and=together)
        yield Part("heading" if number == 0 and len(example.layout["absence"]) > 1 else "text", text)


def text_of(example: Example) -> str:
    """The minutes as a text file."""
    heading = example.layout.get("heading", "{h}")
    width = example.layout.get("width")
    lines: list[str] = []
    for kind, text in parts(example):
        if kind in ("point", "heading") and lines and lines[-1]:
            lines.append("")
        if kind == "point":
            lines.append("")
        shown = heading.format(h=text) if kind == "heading" else text
        lines += textwrap.wrap(shown, width) if width and kind == "text" else [shown]
        if kind in ("point", "meta") or (kind in ("heading", "contents") and heading != "{h}"):
            lines.append("")
    return "\n".join(lines).strip("\n") + "\n"


def answers(example: Example) -> dict[str, Any]:
    """What ``referat tag`` should find in the example."""
    return {
        "municipality": example.layout["municipality"],
        "body": example.layout["body"],
        "date": example.day.isoformat(),
        "participants": [
            {"name": p.name, "attendance": "absent" if p.absent else "present"} for p in example.people
        ],
        "points": [
            {
                "number": str(item.number),
                "title": item.point.title.text,
                "case_number": item.point.case,
                "closed": item.point.closed,
                "topics": list(item.point.topics),
                "decision_types": list(item.point.types),
                "vote": item.point.vote,
                "decision": item.decision,
                "absent": list(item.absent),
            }
            for item in example.items
        ],
    }  # fmt: skip


def main(folder: Path) -> None:
    """Write all examples and their answers into ``minutes`` and ``answers`` of a folder."""
    minutes, right = folder / "minutes", folder / "answers"
    layouts = json.loads((Path(__file__).parent / "example_layouts.json").read_text("utf-8"))["examples"]
    corpus = read_corpus()
    archives: dict[str, dict[str, str]] = {}
    for number, layout in enumerate(layouts):
        example = choose(layout, corpus, random.Random(SEED + number))
        path = minutes / layout["file"]
        if "archive" in layout:
            archives.setdefault(layout["archive"], {})[layout["file"]] = text_of(example)
        else:
            write(path, example)
        text = json.dumps(answers(example), ensure_ascii=False, indent=1) + "\n"
        (right / f"{path.name}.json").write_text(text, "utf-8")
    for name, members in archives.items():
        write_zip(minutes / name, members)


def write(path: Path, example: Example) -> None:
    """The example in the format that its name asks for."""
    match path.suffix:
        case ".pdf":
            write_pdf(path, parts(example), f"{example.layout['municipality']} Kommune")
        case ".docx":
            write_docx(path, parts(example))
        case ".html":
            write_html(path, parts(example), f"{example.layout['municipality']} Kommune")
        case ".json":
            write_json(path, example)
        case _:
            path.write_text(text_of(example), "utf-8")


if __name__ == "__main__":
    main(shipped("corpus"))
