"""Points go out to other tools and come back with every offset where it was."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlp.errors import ReferatError
from nlp.record import Label
from nlp.review.formats import sheet
from nlp.review.formats.formats import FORMATS
from nlp.review.formats.returned import Imported, matched
from nlp.review.items import Answer, Item, Problem, Suggested, read_items, write_items
from nlp.review.own_labels import NONE, OwnLabels

TEXT = "1. Ny bro over Å\r\nØkonomiudvalget 🏗️ bevilger 2 mio. kr. til Enghave\u0301vej 👩‍👩‍👧.\r\nGodkendt."
OWN = OwnLabels({"harbour": {"danish": "Havne og færger", "description": "Havnens drift."}}, {})


def span(words: str, label: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return (start, start + len(words), label)


SPANS = [span("Økonomiudvalget", "ORG"), span("2 mio. kr.", "MONEY"), span("Enghave\u0301vej", "LOC")]


def item(id: str = "0a1b", answer: Answer | None = None, text: str = TEXT, **changes: Any) -> Item:
    said = Suggested(
        topics=[Label(label="traffic", score=0.9), Label(label="budget", score=0.3)],
        decision_types=[Label(label="approved", score=0.99)],
        spans=SPANS[:1],
    )
    given = {"municipality": "Hvidsted", "body": "Byrådet", "date": "2021-05-10", "title": "Ny bro over Å"}
    return Item(id=id, text=text, suggested=said, answer=answer, **{**given, **changes})


def answer(**changes: Any) -> Answer:
    given = {"topics": ["traffic"], "decision_types": ["approved", "amended"], "spans": SPANS, "by": "anna"}
    return Answer(**{**given, "at": "2026-11-27T09:00:00+00:00", **changes})


def there_and_back(items: list[Item], name: str, folder: Path, own: OwnLabels = NONE) -> Imported:
    file = folder / f"out{FORMATS[name].endings[0]}"
    FORMATS[name].write(items, file, own)
    sent = {one.id: one.with_answer(None) for one in items}
    return matched(FORMATS[name].read(file, sent.values(), own), sent, own)


SPANNED = ["label-studio", "prodigy", "docbin", "referat"]


@pytest.mark.parametrize("name", SPANNED)
def test_an_answer_comes_back_as_it_went_out(name: str, tmp_path: Path) -> None:
    result = there_and_back([item(answer=answer())], name, tmp_path)
    assert result.problems == []
    assert result.good == [item(answer=answer())]


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_a_sheet_brings_back_labels_and_who_gave_them(name: str, tmp_path: Path) -> None:
    result = there_and_back([item(answer=answer(spans=None, at=""))], name, tmp_path)
    assert (result.good, result.problems) == ([item(answer=answer(spans=None, at=""))], [])


@pytest.mark.parametrize("name", FORMATS)
def test_a_point_without_an_answer_comes_back_without_one(name: str, tmp_path: Path) -> None:
    result = there_and_back([item()], name, tmp_path)
    assert (result.good, result.problems) == ([], []), "suggestions are no answers"


@pytest.mark.parametrize("name", FORMATS)
def test_own_labels_go_out_and_come_back(name: str, tmp_path: Path) -> None:
    labelled = item(answer=answer(topics=["harbour", "traffic"], spans=None, at=""))
    result = there_and_back([labelled], name, tmp_path, OWN)
    assert result.problems == []
    assert result.good[0].answer is not None
    assert result.good[0].answer.topics == ["harbour", "traffic"]


LETTERS = st.sampled_from([*"abcæøåÆØÅ .,-\n\t1", "\r\n", "e\u0301", "a\u030a", "🏗", "👩‍👩‍👧", "\u200d", "ﬁ", "\u2028"])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text of awkward characters with spans that do not overlap."""
    text = "".join(draw(st.lists(LETTERS, min_size=1, max_size=40)))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    labels = st.sampled_from(["PERSON", "ORG", "LOC", "DATE", "MONEY"])
    return text, [(a, b, draw(labels)) for a, b in zip(edges[::2], edges[1::2], strict=False)]


@pytest.mark.parametrize("name", SPANNED)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marked=marked_texts())
@example(marked=("Bo Dal kom", [(0, 7, "PERSON")]))
def test_offsets_are_identical_after_a_round_trip(
    name: str, marked: tuple[str, list[tuple[int, int, str]]], tmp_path: Path
) -> None:
    text, spans = marked
    labelled = item(answer=answer(spans=spans or None), text=text)
    result = there_and_back([labelled], name, tmp_path)
    assert result.problems == []
    assert result.good[0].text == text
    assert result.good[0].answer is not None
    assert result.good[0].answer.spans == labelled.answer.spans if labelled.answer else None


def label_studio_export(tmp_path: Path, **value: Any) -> Imported:
    file = tmp_path / "export.json"
    FORMATS["label-studio"].write([item(answer=answer())], file, NONE)
    tasks = json.loads(file.read_text("utf-8"))
    tasks[0]["annotations"][0]["result"][-1]["value"].update(value)
    file.write_text(json.dumps(tasks), "utf-8")
    return matched(FORMATS["label-studio"].read(file, [], NONE), {"0a1b": item()}, NONE)


def test_utf_16_offsets_of_an_older_label_studio_are_understood(tmp_path: Path) -> None:
    start, end, label = SPANS[2]
    units = len(TEXT[:start].encode("utf-16-le")) // 2
    result = label_studio_export(tmp_path, start=units, end=units + end - start)
    assert result.problems == []
    assert result.good[0].answer is not None
    assert result.good[0].answer.spans is not None
    assert result.good[0].answer.spans[-1] == (start, end, label)


def test_a_span_that_is_not_its_own_text_is_refused_with_the_id(tmp_path: Path) -> None:
    result = label_studio_export(tmp_path, start=3, end=9)
    assert [str(p) for p in result.problems] == [
        f"{tmp_path}/export.json: task 1: 0a1b: the span 3-9 is not 'Enghave\u0301vej' in the text; label it again"
    ]


def test_the_interface_for_label_studio_names_every_label(tmp_path: Path) -> None:
    FORMATS["label-studio"].write([item()], tmp_path / "out.json", OWN)
    interface = (tmp_path / "out.xml").read_text("utf-8")
    from lxml import etree

    choices = [one.get("value") for one in etree.fromstring(interface).iter("Choice")]
    assert {"traffic", "harbour", "approved"} <= set(choices) and "Havne og færger" in interface


def test_prodigy_tokens_cover_their_spans(tmp_path: Path) -> None:
    FORMATS["prodigy"].write([item(answer=answer())], tmp_path / "out.jsonl", NONE)
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert row["spans"]
    for one in row["spans"]:
        covered = row["tokens"][one["token_start"] : one["token_end"] + 1]
        assert covered[0]["start"] <= one["start"] and one["end"] <= covered[-1]["end"]


def test_only_what_the_model_thinks_likely_is_chosen_beforehand(tmp_path: Path) -> None:
    FORMATS["prodigy"].write([item()], tmp_path / "out.jsonl", NONE)
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["accept"] == [
        "topics:traffic",
        "decision_types:approved",
    ]
    FORMATS["label-studio"].write([item()], tmp_path / "out.json", NONE)
    (task,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    results = task["predictions"][0]["result"]
    assert [one["value"]["choices"] for one in results if one["type"] == "choices"] == [["traffic"], ["approved"]]
    unsure = Suggested(topics=[Label(label="budget", score=0.3), Label(label="school", score=0.2)])
    assert unsure.likely("topics") == ["budget"] and unsure.likely("decision_types") == []


@pytest.mark.parametrize("answered", ["reject", "ignore"])
def test_rejected_and_ignored_tasks_of_prodigy_are_no_answers(answered: str, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    FORMATS["prodigy"].write([item(answer=answer())], file, NONE)
    file.write_text(file.read_text("utf-8").replace('"answer": "accept"', f'"answer": "{answered}"'), "utf-8")
    assert list(FORMATS["prodigy"].read(file, [], NONE)) == []


def test_a_docbin_is_ready_for_spacy(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    FORMATS["docbin"].write([item(answer=answer())], tmp_path / "out.spacy", NONE)
    (doc,) = DocBin(store_user_data=True).from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("da").vocab)
    assert doc.text == TEXT
    assert [(ent.text, ent.label_) for ent in doc.ents] == [(TEXT[a:b], label) for a, b, label in SPANS]
    assert doc.cats["topics:traffic"] == 1 and doc.cats["topics:budget"] == 0


def test_the_excel_sheet_has_lists_to_choose_from_and_no_formulas(tmp_path: Path) -> None:
    import openpyxl

    FORMATS["xlsx"].write([item(title="=HYPERLINK(1)")], tmp_path / "out.xlsx", OWN)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = book["Punkter"]
    titles = {cell.value: cell.column for cell in cells[1]}
    assert cells.cell(2, titles["Overskrift"]).data_type == "s"
    lists = {str(rule.sqref): rule.formula1 for rule in cells.data_validations.dataValidation}
    place = f"{cells.cell(2, titles['Emne 1']).coordinate}:"
    assert any(place in where or where.startswith(place[:-1]) for where in lists)
    topics = [row[0] for row in book["Lister"].iter_rows(values_only=True) if row[0]]
    assert "Budget og økonomi" in topics and topics[-1] == "Havne og færger"


def test_a_cell_that_begins_like_a_formula_stays_text_in_csv(tmp_path: Path) -> None:
    FORMATS["csv"].write([item(title="=1+1")], tmp_path / "out.csv", NONE)
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "'=1+1" in list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1]


def filled(folder: Path, cells: dict[str, str]) -> list[Any]:
    """What a sheet of one point gives back when somebody wrote these cells."""
    FORMATS["csv"].write([item()], folder / "out.csv", NONE)
    table = list(csv.reader(io.StringIO((folder / "out.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
    for title, written in cells.items():
        table[1][table[0].index(title)] = written
    with (folder / "back.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    return list(sheet.read(folder / "back.csv", [item()], NONE))


def test_a_word_that_is_no_answer_in_a_sheet_is_named(tmp_path: Path) -> None:
    (problem,) = filled(tmp_path, {"Enig med modellen": "måske"})
    assert "back.csv:2: 0a1b: 'måske' is no answer; write 'ja' to agree" in str(problem)


@pytest.mark.parametrize(
    ("written", "topics"),
    [
        ("skole", ["school"]),
        ("Skoler; budget", ["school", "budget"]),
        ("Veje, trafik og mobilitet", ["traffic"]),
        ("havnefest", ["havnefest"]),
    ],
)
def test_a_sheet_understands_the_words_that_find_does(written: str, topics: list[str], tmp_path: Path) -> None:
    (found,) = filled(tmp_path, {"Emne 1": written, "Beslutning 1": "udsat"})
    assert (found.topics, found.decision_types) == (topics, ["postponed"])


def test_yes_in_a_sheet_takes_the_models_answer(tmp_path: Path) -> None:
    FORMATS["csv"].write([item()], tmp_path / "out.csv", NONE)
    table = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
    table[1][table[0].index("Enig med modellen")] = "Ja"
    with (tmp_path / "back.csv").open("w", encoding="cp1252", errors="replace", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    result = matched(sheet.read(tmp_path / "back.csv", [item()], NONE), {"0a1b": item()}, NONE)
    assert result.good[0].answer is not None
    assert result.good[0].answer.topics == ["traffic"], "only what the model asserts"
    assert result.good[0].answer.decision_types == ["approved"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: row["data"].update(referat_id="ffff"), "no such point among those sent out"),
        (lambda row: row["data"].update(text=TEXT + "."), "its text has changed since"),
        (lambda row: row["data"].update(referat_digest="0"), "its text has changed since"),
        (lambda row: row["annotations"][0]["result"][0]["value"].update(choices=["havnefest"]), "unknown topics havn"),
        (lambda row: row["annotations"].append(other(row)), "two answers for topics"),
        (lambda row: row["data"].pop("referat_id"), "not a task of Label Studio's JSON export"),
        (lambda row: row.pop("annotations"), "not a task of Label Studio's JSON export"),
        (lambda row: row["annotations"][0].update(result=[]), "no answer in it"),
    ],
)
def test_answers_that_do_not_fit_are_named_and_kept_out(
    change: Any, message: str, tmp_path: Path, referat: Run
) -> None:
    good, bad = item("0001", answer()), item("0a1b", answer())
    write_items(tmp_path / "points.jsonl", [good.with_answer(None), bad.with_answer(None)])
    FORMATS["label-studio"].write([good, bad], tmp_path / "export.json", NONE)
    tasks = json.loads((tmp_path / "export.json").read_text("utf-8"))
    change(tasks[1])
    (tmp_path / "export.json").write_text(json.dumps(tasks), "utf-8")
    done = referat("review", "import", tmp_path / "export.json", "--points", tmp_path / "points.jsonl", "--out",
                   tmp_path / "labels.jsonl")  # fmt: skip
    assert done.returncode == 1
    assert message in done.stderr.splitlines()[0] and "task 2" in done.stderr
    assert "the 1 good ones are in" in done.stderr.splitlines()[-1]
    assert list(read_items(tmp_path / "labels.jsonl")) == [good]


def other(row: dict[str, Any]) -> dict[str, Any]:
    """A second annotation of the same person that says something else."""
    second: dict[str, Any] = json.loads(json.dumps(row["annotations"][0]))
    second["result"][0]["value"]["choices"] = ["school"]
    return second


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_half_a_file_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"out{FORMATS[name].endings[0]}"
    FORMATS[name].write([item(answer=answer())], file, NONE)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    try:
        found = list(FORMATS[name].read(file, [], NONE))
    except ReferatError as error:
        found = [Problem(str(file), "", str(error))]
    assert len(found) == 1 and isinstance(found[0], Problem)
    assert any(word in found[0].what for word in ("not a whole", "not whole"))


Place = tuple[str | int, ...]


def places(value: Any, above: Place = ()) -> Iterator[Place]:
    """Where the values of a nested JSON value lie; of a list the first two."""
    inner = value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*above, key)
        yield from places(one, (*above, key))


def replaced(value: Any, place: Place, by: object) -> Any:
    """The value with another one at a place."""
    made = holder = deepcopy(value)
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = by
    return made


@pytest.mark.parametrize("strange", [None, 7, 10**30, "x", [None], [["x"]], {"x": 1}], ids=json.dumps)
@pytest.mark.parametrize("name", ["label-studio", "prodigy", "referat"])
def test_whatever_stands_in_an_export_is_an_answer_or_a_problem(name: str, strange: object, tmp_path: Path) -> None:
    file, sent = tmp_path / f"out{FORMATS[name].endings[0]}", {"0a1b": item()}
    FORMATS[name].write([item(answer=answer())], file, NONE)
    exported = json.loads(file.read_text("utf-8"))
    for place in places(exported):
        file.write_text(json.dumps(replaced(exported, place, strange)), "utf-8")
        result = matched(FORMATS[name].read(file, sent.values(), NONE), sent, NONE)
        assert len(result.good) <= 1


def test_wrong_calls_say_what_to_do(tmp_path: Path, referat: Run) -> None:
    write_items(tmp_path / "points.jsonl", [item()])
    done = referat("review", "export", tmp_path / "points.jsonl", "--out", tmp_path / "out.pdf")
    assert (done.returncode, "unknown ending '.pdf'" in done.stderr) == (2, True)
    done = referat("review", "export", tmp_path / "none.jsonl", "--out", tmp_path / "out.json")
    assert (done.returncode, "no such file" in done.stderr) == (2, True)
    assert not list(tmp_path.glob("out*"))
    FORMATS["docbin"].write([item()], tmp_path / "empty.spacy", NONE)
    wanted = ("--points", tmp_path / "points.jsonl", "--out", tmp_path / "out.jsonl")
    done = referat("review", "import", tmp_path / "empty.spacy", *wanted)
    assert (done.returncode, "empty.spacy yet; label the points there first" in done.stderr) == (1, True)
    (tmp_path / "manifest.jsonl").write_text('{"path": "a.txt"}\n', "utf-8")
    done = referat("review", "export", tmp_path / "manifest.jsonl", "--out", tmp_path / "out.json")
    assert (done.returncode, "manifest.jsonl:1: not a point with labels" in done.stderr) == (1, True)
    done = referat("train", "--add", tmp_path / "labels.xlsx")
    assert (done.returncode, "no such file" in done.stderr) == (2, True)
    (tmp_path / "labels.xlsx").write_bytes(b"PK")
    done = referat("train", "--add", tmp_path / "labels.xlsx")
    assert (done.returncode, "a sheet; take it back with 'referat review import" in done.stderr) == (2, True)
